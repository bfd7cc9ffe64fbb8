"""Reads a version for claims: parse, predicates, status, roles, source, date and figures of each, in text order."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.claims.article import settle
from tracker.claims.asked import draft_asked
from tracker.claims.dates.beside import settle_beside
from tracker.claims.dates.headline import as_sentence, settle_headline
from tracker.claims.draft import Draft, draft_sentence
from tracker.claims.figures.ballot_drafts import draft_ballot, without_counts
from tracker.claims.figures.measure_drafts import draft_measures, settle_measures
from tracker.claims.figures.toll_drafts import Whereabouts, draft_tolls, settle_tolls
from tracker.claims.mentions.discourse import Discourse
from tracker.claims.mentions.provisions import draft_provisions, held_besides
from tracker.claims.mentions.why import draft_reasons
from tracker.claims.parse import ParsedParagraphs, dateline
from tracker.claims.reading import OPEN
from tracker.claims.retractions import take_back
from tracker.claims.rules import RULE_SET
from tracker.claims.schedules import in_text_order, scheduled
from tracker.claims.tables import Lexicon, load_lexicon
from tracker.model import Claim, EvidenceSpan, Quantity, Status, Strength, Version

if TYPE_CHECKING:
    from spacy.tokens import Span

#: The only language with claim rules.
LANGUAGE = "en"
#: The ordinal of a mention that was asked for.
MENTION = -1
_CACHE_SIZE = 4096


class ClaimReader:
    """Reads versions for claims. Parsed paragraphs are kept, so that a changed version costs only its new ones."""

    def __init__(self, lexicon: Lexicon | None = None, *, cache_size: int = _CACHE_SIZE) -> None:
        self._lexicon = lexicon or load_lexicon()
        self._parsed = ParsedParagraphs(size=cache_size)

    def __reduce__(self) -> tuple[type["ClaimReader"], tuple[Lexicon]]:
        # Parses don't travel: a worker process makes its own.
        return type(self), (self._lexicon,)

    def read(self, version: Version) -> tuple[Claim, ...]:
        """The claims of a version, in text order; () for a language without rules. The title makes none."""
        if version.article.language != LANGUAGE:
            return ()
        listed, lines = scheduled(version)
        sentences = list(self._sentences(version, without=lines))
        discourse = Discourse([sentence for _, _, sentence in sentences])
        anchor = version.published_at.date()
        drafts: list[Draft] = []
        whereabouts = Whereabouts(version.article.title, [sentence for _, _, sentence in sentences])
        before: list[Draft] = []
        for number, (paragraph, offset, sentence) in enumerate(sentences):
            discourse.enter(number, sentence)
            place = {"paragraph": paragraph, "offset": offset}
            held = draft_provisions(sentence, discourse, self._lexicon, **place)
            counted = draft_ballot(sentence, discourse, self._lexicon, **place)
            told = draft_sentence(sentence, discourse, self._lexicon, anchor=anchor, **place)
            before = [draft for draft in before if draft.paragraph == paragraph]
            drafts.extend(draft_reasons(told, before, sentence, discourse, self._lexicon))
            before = told
            drafts.extend((*without_counts(told, counted), *held_besides(held, told, sentence, discourse), *counted))
            drafts.extend(
                draft_tolls(
                    sentence,
                    discourse,
                    self._lexicon,
                    paragraph=paragraph,
                    offset=offset,
                    whereabouts=whereabouts,
                    anchor=anchor,
                )
            )
            drafts.extend(draft_measures(sentence, discourse, self._lexicon, anchor=anchor, **place))
        settle_tolls(drafts)
        settle_measures(drafts)
        take_back(drafts, sentences, self._lexicon)
        settle_headline(drafts, self._headline(version), self._lexicon, anchor=anchor)
        settle_beside(drafts, anchor)
        settled = settle(drafts, anchor=anchor, lexicon=self._lexicon)
        read = [_claim(draft, ordinal, version) for ordinal, draft in enumerate(_ordered(settled))]
        return in_text_order([*read, *listed], RULE_SET) if listed else tuple(read)

    def mention(self, version: Version, start: int, end: int) -> Claim | None:
        """The claim that the words at these characters of the text make, read as the article's claims are, also where
        reading made none of them; None where they name nothing that happens or stands, or no rules are there for the
        language.
        """
        if version.article.language != LANGUAGE:
            return None
        sentences = list(self._sentences(version, without=frozenset()))
        discourse = Discourse([sentence for _, _, sentence in sentences])
        anchor = version.published_at.date()
        before: list[Draft] = []
        for number, (paragraph, offset, sentence) in enumerate(sentences):
            discourse.enter(number, sentence)
            place = {"paragraph": paragraph, "offset": offset}
            if offset + sentence.start_char <= start < offset + sentence.end_char:
                words = (start - offset, end - offset)
                draft = draft_asked(sentence, discourse, self._lexicon, words=words, anchor=anchor, **place)
                if draft is None:
                    return None
                settle([*before, draft], anchor=anchor, lexicon=self._lexicon)
                return _claim(draft, MENTION, version)
            before.extend(draft_sentence(sentence, discourse, self._lexicon, anchor=anchor, **place))
        return None

    def _headline(self, version: Version) -> "list[Span]":
        """The sentences of a headline that names a day."""
        title = as_sentence(version.article.title)
        return list(self._parsed.parse_all([title])[0].sents) if title is not None else []

    def _sentences(self, version: Version, *, without: frozenset[int]) -> "Iterator[tuple[int, int, Span]]":
        """The sentences with their paragraph and its offset; lines of schedules are read as such."""
        text, paragraphs = version.article.text, version.article.paragraphs
        paragraphs = tuple((end, end) if n in without else (start, end) for n, (start, end) in enumerate(paragraphs))
        begins = [start + dateline(text[start:end]) for start, end in paragraphs]
        parsed = self._parsed.parse_all([text[begin:end] for begin, (_, end) in zip(begins, paragraphs, strict=True)])
        for index, (begin, doc) in enumerate(zip(begins, parsed, strict=True)):
            for sentence in doc.sents:
                if sentence.text.strip():
                    yield index, begin, sentence


def _ordered(drafts: list[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda d: (d.trigger, d.event_class or ""))


def _claim(draft: Draft, ordinal: int, version: Version) -> Claim:
    def span(offsets: tuple[int, int]) -> EvidenceSpan:
        start, end = offsets
        return EvidenceSpan(version_id=version.id, start=start, end=end, quote=version.article.text[start:end])

    reading, roles = draft.reading, draft.roles
    subject, others = roles.subject, tuple(p for p in dict.fromkeys(roles.others) if p != roles.subject)
    return Claim(
        key=f"{version.id}:{RULE_SET}:{ordinal}",
        version_id=version.id,
        lemma=draft.lemma,
        event_class=draft.event_class,
        nominal=draft.nominal,
        subject=subject,
        object=roles.object,
        others=others,
        place=roles.place,
        status=reading.status,
        status_rule=reading.rule,
        cue=span(draft.cue) if draft.cue is not None else None,
        strength=reading.strength if reading.status is Status.PLANNED else Strength.FIRM,
        attribution=draft.attribution,
        time=draft.time or (draft.narrated if reading.status is Status.HAPPENED and not reading.background else None),
        time_before=draft.time_before,
        quantities=tuple(
            Quantity(
                low=figure.low, high=figure.high, unit=figure.unit, scope=figure.scope, bound=figure.bound,
                forecast=reading.status in OPEN, rule=figure.rule,
                evidence=span((draft.offset + figure.start, draft.offset + figure.end)),
            )
            for figure in draft.figures
        ),
        condition=draft.condition,
        reason=draft.reason,
        background=reading.background,
        paragraph=draft.paragraph,
        trigger=span(draft.trigger),
        evidence=span(draft.evidence),
        confidence=_confidence(draft),
    )  # fmt: skip


def _confidence(draft: Draft) -> float:
    sure = 0.4 if draft.reading.status is Status.UNKNOWN else 0.9
    if draft.nominal:
        sure -= 0.1
    if any(p is not None and p.inherited for p in (draft.roles.subject, draft.roles.object)):
        sure -= 0.1
    return round(sure, 2)
