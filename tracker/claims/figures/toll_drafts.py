"""Claims that a sentence's counts of dead, injured ... make: facts of a place, or forecasts, with the figure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.claims.dates.grammar import find_dates
from tracker.claims.dates.resolve import Side, resolve
from tracker.claims.draft import Draft
from tracker.claims.events.predicates import Frame
from tracker.claims.figures.quantities import Figure
from tracker.claims.figures.toll_places import home_of, places_in
from tracker.claims.figures.toll_telling import are_foreseen
from tracker.claims.figures.toll_words import CLASSES, FALLING, UNITS
from tracker.claims.figures.tolls import Toll, counted_in, find_tolls
from tracker.claims.mentions.arguments import Roles
from tracker.claims.mentions.discourse import Discourse
from tracker.claims.mentions.entities import state_beside
from tracker.claims.names import fold, known_name
from tracker.claims.parse import child, lemma, written
from tracker.claims.reading import Reading
from tracker.claims.speech.attribution import find_source
from tracker.claims.speech.crediting import attribution_of
from tracker.claims.tables import Lexicon
from tracker.model import Attribution, Participant, ParticipantKind, SpeechMode, Status, Strength

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_FALLING = frozenset(CLASSES[each] for each in FALLING)
#: Counts of which each side gives its own.
_TWO_SIDED = frozenset({CLASSES["strikers"], CLASSES["crowd"]})
#: Added to the class of a count where it is only foreseen.
FORECAST = "_forecast"
#: Verbs whose subject gives the count.
_COUNTS_THEM = frozenset({"put", "estimate", "peg", "place", "count", "register", "record", "tally", "reckon"})
#: A year that names another time: the 2011 quake.
_YEAR = re.compile(r"(?<![\d,.$€£-])((?:19|20)\d\d)(?![\d,]| people| dead)")
#: A count of a day this long before publication is one of another time.
_LONG_AGO = timedelta(days=30)


def draft_tolls(
    sentence: "Span",
    discourse: Discourse,
    lexicon: Lexicon,
    *,
    paragraph: int,
    offset: int,
    whereabouts: "Whereabouts",
    anchor: date,
) -> list[Draft]:
    """The drafts of a sentence's counts; `whereabouts` says which place they are of where the sentence names none."""
    here = whereabouts.before(paragraph)
    tolls = find_tolls(sentence, counted_before=whereabouts.counted)
    whereabouts.after(sentence, tolls)
    if are_foreseen(sentence):
        for draft in whereabouts.drafts:
            _foresee(draft)
    whereabouts.drafts = []
    if not tolls:
        return []
    is_history = _is_of_another_time(sentence, anchor)
    tolls = tuple(replace(toll, is_old=True) for toll in tolls) if is_history else tolls
    whereabouts.drafts = [
        _draft(toll, sentence, discourse, lexicon, paragraph=paragraph, offset=offset, here=here) for toll in tolls
    ]
    return list(whereabouts.drafts)


def _foresee(draft: Draft) -> None:
    """Make a count one that is only foreseen."""
    if draft.event_class in CLASSES.values():
        draft.event_class = f"{draft.event_class}{FORECAST}"
        rule, strength = "nominal.toll_forecast", Strength.SOFT
        draft.reading = replace(draft.reading, status=Status.PLANNED, rule=rule, strength=strength)


def settle_tolls(drafts: Sequence[Draft]) -> None:
    """Of several counts of one kind and place in an article the largest stands; of the missing, the first told."""
    live: dict[tuple[str | None, ...], list[Draft]] = {}
    for draft in drafts:
        if draft.event_class in CLASSES.values() and not draft.reading.background:
            place = draft.roles.subject.key if draft.roles.subject is not None else None
            live.setdefault((draft.event_class, place, _side_of(draft)), []).append(draft)
    for (event_class, *_), counts in live.items():
        stands = counts[0] if event_class in _FALLING else max(counts, key=lambda each: each.figures[0].low)
        for draft in counts:
            if draft is not stands:
                draft.reading = replace(draft.reading, background=True)


def _side_of(draft: Draft) -> str | None:
    """Who counts, where each side has a count of its own: strikers and protesters."""
    speaker = draft.attribution.speaker
    return speaker.key if speaker is not None and draft.event_class in _TWO_SIDED else None


def _is_of_another_time(sentence: "Span", anchor: date) -> bool:
    """Whether all days that a sentence names passed long ago, none being the beginning of a count that goes on."""
    times = [date(int(year), 12, 31) for year in _YEAR.findall(sentence.text) if int(year) < anchor.year]
    if any(token.lower_ == "since" for token in sentence):
        return False
    for mention in find_dates(sentence.text):
        time = resolve(mention, anchor=anchor, side=Side.PAST)
        if time is not None and time.last is not None:
            times.append(time.last)
    return bool(times) and all(last < anchor - _LONG_AGO for last in times)


class Whereabouts:
    """The place that a text speaks of: the last one that its paragraph named, else the state that it is about."""

    def __init__(self, title: str, sentences: "Sequence[Span]") -> None:
        #: What was last spoken of as counted.
        self.counted: str | None = None
        #: The counts of the sentence before.
        self.drafts: list[Draft] = []
        home = home_of(title, sentences)
        self._home = (
            Participant(text=home.title(), key=home, kind=ParticipantKind.STATE, inherited=True) if home else None
        )
        self._paragraph = -1
        self._here: Participant | None = None

    def before(self, paragraph: int) -> Participant | None:
        """The place at the beginning of a sentence of that paragraph."""
        if paragraph != self._paragraph:
            self._paragraph, self._here = paragraph, None
        return self._here or self._home

    def after(self, sentence: "Span", tolls: Sequence[Toll]) -> None:
        """Take what a sentence named and counted."""
        counted = tolls[0].counted if tolls else counted_in(sentence)
        self.counted = counted or self.counted
        named = places_in(sentence)
        if named:
            self._here = _participant(named[0])


def _draft(
    toll: Toll,
    sentence: "Span",
    discourse: Discourse,
    lexicon: Lexicon,
    *,
    paragraph: int,
    offset: int,
    here: Participant | None,
) -> Draft:
    first, last = toll.words[0], toll.words[-1]
    event_class = CLASSES[toll.counted] + (FORECAST if toll.is_forecast else "")
    frame = Frame(head=first, words=toll.words, lemma="toll", event_class=event_class, nominal=True)
    said = attribution_of(find_source(toll.verb or first, lexicon), frame, discourse)
    begin = sentence.start_char + len(sentence.text) - len(sentence.text.lstrip())
    end = sentence.end_char - (len(sentence.text) - len(sentence.text.rstrip()))
    return Draft(
        lemma="toll",
        event_class=event_class,
        nominal=True,
        roles=Roles(subject=_participant(toll.place) if toll.place is not None else here),
        reading=_reading(toll),
        attribution=_credited(said, toll, discourse),
        time=None,
        time_before=None,
        figures=(_figure(toll),),
        condition=None,
        reason=None,
        paragraph=paragraph,
        offset=offset,
        cue=None,
        trigger=(offset + first.idx, offset + last.idx + len(last)),
        evidence=(offset + begin, offset + end),
    )


def _credited(found: Attribution, toll: Toll, discourse: Discourse) -> Attribution:
    """Who counts says it: the police put the number at 900; the port counted 19 ships."""
    verb = toll.verb
    if found.speaker is not None or verb is None or lemma(verb) not in _COUNTS_THEM:
        return found
    subject = child(verb, "nsubj")
    who = discourse.resolve(subject) if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None
    if who is None or (who.kind is ParticipantKind.OTHER and subject is not None and subject.pos_ == "NOUN"):
        return found
    return replace(found, speaker=who, mode=SpeechMode.INDIRECT, rule="attribution.reported")


def _reading(toll: Toll) -> Reading:
    if toll.is_forecast:
        rule, strength = "nominal.toll_forecast", Strength.SOFT
        return Reading(status=Status.PLANNED, rule=rule, strength=strength, background=toll.is_old)
    return Reading(status=Status.STATE, rule="nominal.toll", background=toll.is_old)


def _figure(toll: Toll) -> Figure:
    first, last = toll.words[0], toll.words[-1]
    return Figure(
        low=toll.value,
        high=toll.value,
        unit=UNITS[toll.counted],
        scope="",
        bound=toll.bound,
        rule="quantity.toll",
        start=first.idx,
        end=last.idx + len(last),
        head=first,
    )


def _participant(place: "Token") -> Participant:
    text = written(place.left_edge, place) if place.dep_ == "pobj" else place.text
    beside = state_beside(place)
    if beside:  # the Thai capital
        return Participant(text=text, key=beside, kind=ParticipantKind.STATE)
    known = known_name(text) or known_name(place.text)
    if known is not None and known[1] is ParticipantKind.STATE:
        return Participant(text=place.text, key=known[0], kind=ParticipantKind.STATE)
    return Participant(text=place.text, key=fold(place.text), kind=ParticipantKind.PLACE)
