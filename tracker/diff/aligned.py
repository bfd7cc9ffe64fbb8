"""Two wordings of a sentence, word by word: the blocks that differ, and what of them is left to explain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from tracker.diff.words import Word, joined, words_of
from tracker.model import ChangeKind, FactEdit

#: Words beyond which two "sentences" are tables or code: nothing is compared.
MOST_WORDS = 400
#: Places of a sentence, and share of its words, up to which an edit is focused: beyond, single words prove nothing.
MOST_PLACES = 2
MOST_CHANGED = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of words of one side in the place of a run of the other; either may be empty."""

    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(slots=True, kw_only=True)
class Aligned:
    """Both sides, and the words that no fact has explained yet (indices)."""

    before: list[Word]
    after: list[Word]
    blocks: list[Block]
    #: Indices of words that differ and are not explained, in order.
    gone: list[int]
    come: list[int]
    facts: list[FactEdit] = field(default_factory=list)

    def explain(self, before: Sequence[int] = (), after: Sequence[int] = ()) -> None:
        """Take words as explained."""
        self.gone = [index for index in self.gone if index not in before]
        self.come = [index for index in self.come if index not in after]

    def tell(self, kind: ChangeKind, rule: str, *, before: Sequence[int] = (), after: Sequence[int] = ()) -> None:
        """A fact in which the sides differ, with the words of either; they are explained by it."""
        self.facts.append(
            FactEdit(
                kind=kind,
                rule=rule,
                before="",
                after="",
                span_before=_span(self.before, before),
                span_after=_span(self.after, after),
            )
        )
        self.explain(before, after)

    def is_focused(self) -> bool:
        """Whether the edit is in few places and most words stay; else the sentence is written anew as a whole."""
        changed = sum(len(block.before) + len(block.after) for block in self.blocks)
        total = len(self.before) + len(self.after)
        return len(self.blocks) <= MOST_PLACES and changed <= MOST_CHANGED * total

    def left(self) -> Iterator[tuple[list[int], list[int]]]:
        """The unexplained words, block by block."""
        gone, come = set(self.gone), set(self.come)
        for block in self.blocks:
            pair = [i for i in block.before if i in gone], [i for i in block.after if i in come]
            if pair[0] or pair[1]:
                yield pair


def align(before: str, after: str) -> Aligned | None:
    """The two aligned; None where they differ in nothing but marks, case, hyphens and inflection, or are too long."""
    left, right = words_of(before), words_of(after)
    if max(len(left), len(right)) > MOST_WORDS:
        return None
    keys = [word.family for word in left], [word.family for word in right]
    blocks = [
        Block(before=tuple(range(b1, b2)), after=tuple(range(a1, a2)))
        for tag, b1, b2, a1, a2 in SequenceMatcher(None, *keys, autojunk=False).get_opcodes()
        if tag != "equal" and joined(left[b1:b2]) != joined(right[a1:a2])
    ]
    if not blocks:
        return None
    return Aligned(
        before=left,
        after=right,
        blocks=blocks,
        gone=[index for block in blocks for index in block.before],
        come=[index for block in blocks for index in block.after],
    )


def _span(words: Sequence[Word], indices: Sequence[int]) -> tuple[int, int] | None:
    return (words[min(indices)].start, words[max(indices)].end) if indices else None
