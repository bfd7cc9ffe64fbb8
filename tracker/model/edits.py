"""Differences between two versions: of their text, and of their claims."""

from dataclasses import dataclass
from enum import Enum, unique

from tracker.model.change import ChangeKind
from tracker.model.claim import Claim

#: What an edited sentence changes, for people.
FACT_LABELS = {
    ChangeKind.NUMBER: "figure",
    ChangeKind.DATE: "date",
    ChangeKind.PARTY: "name or thing",
    ChangeKind.POLARITY: "reversed",
    ChangeKind.CERTAINTY: "certainty",
    ChangeKind.STATUS: "tense",
    ChangeKind.NEW_CLAIM: "added",
    ChangeKind.DROPPED: "left out",
}


@unique
class EditKind(Enum):
    """What happened to a sentence or a run of words."""

    EQUAL = "equal"
    ADDED = "added"
    DROPPED = "dropped"
    REPLACED = "replaced"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordEdit:
    """A run of words inside a replaced sentence. `before` is "" when added, `after` is "" when dropped."""

    kind: EditKind
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEdit:
    """One fact in which two wordings of a sentence differ, by which rule, and the words that say so."""

    kind: ChangeKind
    #: "edit.figure", "edit.name" ...: what sort of difference, listed in `ledger.rules` with a plain reason.
    rule: str
    #: The words of either side; "" where that side has none.
    before: str
    after: str
    #: Half-open offsets of those words in the texts, None where a side has none.
    span_before: tuple[int, int] | None
    span_after: tuple[int, int] | None

    @property
    def label(self) -> str:
        """What differs, in a word or two: "figure", "name", "certainty"."""
        return FACT_LABELS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceEdit:
    """One sentence of either text, in the order of the second. Spans are half-open offsets, None where absent."""

    kind: EditKind
    before: str
    after: str
    span_before: tuple[int, int] | None
    span_after: tuple[int, int] | None
    #: Only for REPLACED.
    words: tuple[WordEdit, ...] = ()
    #: What the edit changes in substance; empty for a mere rewording.
    facts: tuple[FactEdit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDiff:
    """All sentences of two texts, aligned."""

    sentences: tuple[SentenceEdit, ...]
    title_before: str
    title_after: str
    #: What the other headline says in substance; spans are offsets in the headlines.
    title_facts: tuple[FactEdit, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same, word by word, in the same order."""
        return self.title_before == self.title_after and all(s.kind is EditKind.EQUAL for s in self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEdit:
    """A claim that both versions hold, in two wordings, with the kinds in which they differ (none: reworded only)."""

    before: Claim
    after: Claim
    kinds: tuple[ChangeKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDiff:
    """Two claim lists, aligned. Claims equal in substance and words are in none of these."""

    added: tuple[Claim, ...]
    dropped: tuple[Claim, ...]
    edited: tuple[ClaimEdit, ...]
