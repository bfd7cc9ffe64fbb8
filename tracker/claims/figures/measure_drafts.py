"""Claims that a sentence's measured figures make: facts of their holder, with the figure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.claims.dates.grammar import find_dates
from tracker.claims.dates.resolve import Side, resolve
from tracker.claims.draft import Draft
from tracker.claims.events.predicates import Frame
from tracker.claims.figures.measures import Measure, find_measures
from tracker.claims.mentions.arguments import Roles
from tracker.claims.mentions.discourse import Discourse
from tracker.claims.reading import Reading
from tracker.claims.speech.attribution import find_source
from tracker.claims.speech.crediting import attribution_of
from tracker.claims.tables import Lexicon
from tracker.model import Participant, Status

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: How the classes of measured figures begin, and the lemma of their claims.
CLASS, LEMMA = "figure_", "figure"
#: What follows is what a figure is compared with: two points less than four years ago.
_COMPARED = re.compile(r"\b(?:than|compared|against|versus|down from|up from)\b")
#: A day this long before publication is one of another time.
_LONG_AGO = timedelta(days=10)


def draft_measures(
    sentence: "Span", discourse: Discourse, lexicon: Lexicon, *, paragraph: int, offset: int, anchor: date
) -> list[Draft]:
    """The drafts of a sentence's measured figures."""
    measures = find_measures(sentence)
    if not measures:
        return []
    return [
        _draft(measure, sentence, discourse, lexicon, paragraph=paragraph, offset=offset, anchor=anchor)
        for measure in measures
    ]


def settle_measures(drafts: Sequence[Draft]) -> None:
    """Of several figures of one attribute and holder in an article the first that is no old one stands."""
    stands: set[tuple[str | None, str | None, str, str | None]] = set()
    for draft in drafts:
        if draft.lemma != LEMMA or draft.reading.background:
            continue
        holder, speaker = draft.roles.subject, draft.attribution.speaker
        key = (
            draft.event_class,
            holder.key if holder is not None else None,
            draft.figures[0].unit,
            speaker.key if speaker is not None else None,
        )
        if key in stands:
            draft.reading = replace(draft.reading, background=True)
        stands.add(key)


def _is_of_another_time(measure: Measure, sentence: "Span", anchor: date) -> bool:
    """Whether the clause that gives a figure names a day that passed long ago."""
    clause = _clause_of(measure.teller)
    beside = _COMPARED.search(sentence.text)
    for mention in find_dates(sentence.text[: beside.start()] if beside is not None else sentence.text):
        time = resolve(mention, anchor=anchor, side=Side.PAST)
        if time is None or time.last is None or time.last >= anchor - _LONG_AGO:
            continue
        begin = sentence.start_char + mention.start
        word = next((token for token in sentence if token.idx <= begin < token.idx + len(token.text_with_ws)), None)
        if word is not None and _clause_of(word) == clause:
            return True
    return False


def _clause_of(token: "Token") -> "Token":
    """The verb of a word's clause."""
    while token.pos_ not in ("VERB", "AUX") and token.dep_ != "ROOT" and token.head != token:
        token = token.head
    return token


def _draft(
    measure: Measure,
    sentence: "Span",
    discourse: Discourse,
    lexicon: Lexicon,
    *,
    paragraph: int,
    offset: int,
    anchor: date,
) -> Draft:
    figure, teller = measure.figure, measure.teller
    event_class = f"{CLASS}{measure.attribute}"
    frame = Frame(head=teller, words=(teller,), lemma=LEMMA, event_class=event_class, nominal=True)
    begin = sentence.start_char + len(sentence.text) - len(sentence.text.lstrip())
    end = sentence.end_char - (len(sentence.text) - len(sentence.text.rstrip()))
    old = measure.is_old or (not measure.has_moved and _is_of_another_time(measure, sentence, anchor))
    rule = "quantity.moved" if measure.has_moved else "quantity.measure"
    return Draft(
        lemma=LEMMA,
        event_class=event_class,
        nominal=True,
        roles=Roles(subject=_participant(measure.holder, discourse)),
        reading=Reading(status=Status.STATE, rule="nominal.measure", background=old),
        attribution=attribution_of(find_source(teller, lexicon), frame, discourse),
        time=None,
        time_before=None,
        figures=(replace(figure, rule=rule),),
        condition=None,
        reason=None,
        paragraph=paragraph,
        offset=offset,
        cue=None,
        trigger=(offset + figure.start, offset + figure.end),
        evidence=(offset + begin, offset + end),
    )


def _participant(holder: "Token | None", discourse: Discourse) -> Participant | None:
    return discourse.resolve(holder) if holder is not None else None
