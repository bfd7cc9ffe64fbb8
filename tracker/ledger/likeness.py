"""Whether two mentions are of one event: one kind of deed x who takes part x when x figures x what is told.

Asked of any two mentions, of listed classes or not. Everything speaks for or against with a weight; what can't be
both (another day of what is done once a day, another figure, another body as subject) rules it out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from tracker.ledger.profile import ACTORS, same_key
from tracker.ledger.times import EXACT, named_time, overlap
from tracker.ledger.words import Surroundings, surroundings
from tracker.model import Claim, EventTime, Participant, ParticipantKind, Status
from tracker.model.families import family, is_speaking
from tracker.model.plain_words import stem_of

#: Weight from which two mentions are of one event.
SAME = 1.25
#: Likeness of two sentences (0..100) that are one sentence, up to its furniture.
SAME_SENTENCE = 90.0
#: Share of the shorter telling's words that the other has, from which they tell the same, and the least of them.
SAME_CONTENT = 0.4
LEAST_CONTENT = 3
#: The same where one speaker is said to have told it on one day.
SAME_DAY_CONTENT = 0.3
#: Days between two reports of one statement.
STATEMENT_DAYS = 14
#: Days between reports within which news of one deed comes, and after which it is rather another.
NEWS_DAYS, LONG_DAYS = 4, 60
#: Statuses of what has a day of its own behind it.
TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.STATE, Status.UNKNOWN})
#: Nouns that name nothing by themselves: they fit anything of their kind.
_BARE_WORDS = """
device product company firm group service thing man woman person people official member part move step plan
deal event issue matter case way result report news work project program programme system unit model version
one country government market
"""
_BARE = frozenset(stem_of(word) for word in _BARE_WORDS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A mention with the day on which it was published."""

    claim: Claim
    published: date


def same_kind(a: Claim, b: Claim) -> bool:
    """Whether two mentions name one kind of deed: by class of the lexicon, else by family of words."""
    if a.event_class is not None and a.event_class == b.event_class:
        return True
    return family(a.lemma) == family(b.lemma)


def is_same_event(a: Said, b: Said) -> bool:
    """Whether two mentions are of one event."""
    return same_kind(a.claim, b.claim) and likeness(a, b) >= SAME


def likest(mention: Said, groups: Sequence[Sequence[Said]]) -> int | None:
    """The place of the group of mentions, each of one event, that a new mention is likest to; the later of two as
    like; None where it is of none of these events.
    """
    best, at = SAME, None
    for number, group in enumerate(groups):
        found = max((likeness(each, mention) for each in group if same_kind(each.claim, mention.claim)), default=-1.0)
        if found >= best:
            best, at = found, number
    return at


def likeness(a: Said, b: Said) -> float:
    """How much speaks for one event, of two mentions of one kind; -1 where something rules it out."""
    here, there = surroundings(a.claim), surroundings(b.claim)
    if _is_same_sentence(a.claim, b.claim, here, there):
        return 2 * SAME
    when = _time_fit(a, b)
    if when is None:
        return -1.0
    if is_speaking(a.claim.lemma) and is_speaking(b.claim.lemma):
        return _statement_fit(a, b, when, (here, there))
    fits = [when, _figures_fit(a.claim, b.claim), _roles_fit(a.claim, b.claim)]
    known = [fit for fit in fits if fit is not None]
    if len(known) < len(fits):
        return -1.0
    if a.claim.nominal and b.claim.nominal and here.modifiers & there.modifiers:
        known.append(0.75)
    roles = known[2]
    return sum(known) + _words_fit(here, there, _counted(a.claim, b.claim) if roles > 0 else frozenset())


def _is_same_sentence(a: Claim, b: Claim, here: Surroundings, there: Surroundings) -> bool:
    """A sentence copied from one report to the next, with the same figures."""
    if here.figures != there.figures or len(here.all) < LEAST_CONTENT or a.trigger.quote != b.trigger.quote:
        return False
    if a.time is not None and b.time is not None and not overlap(a.time, b.time):
        return False
    return fuzz.ratio(a.evidence.quote, b.evidence.quote) >= SAME_SENTENCE


# --- when ------------------------------------------------------------------------------------------------------------
def _time_fit(a: Said, b: Said) -> float | None:
    """Days that can be one speak for it, days told as done that can't be rule it out; a moved plan does neither."""
    mine, other = named_time(a.claim), named_time(b.claim)
    done = a.claim.status in TOLD and b.claim.status in TOLD
    if mine is not None and other is not None:
        if overlap(mine, other):
            return 1.0 if _is_narrow(mine) or _is_narrow(other) else 0.25
        if a.claim.status is b.claim.status is Status.HAPPENED:
            return None
        return -0.5 if done else 0.0
    apart = abs((a.published - b.published).days)
    if Status.UNKNOWN in (a.claim.status, b.claim.status):
        return 0.0
    if mine is None and other is None:
        return 0.5 if apart <= NEWS_DAYS else 0.0 if apart <= LONG_DAYS else -0.25
    dated, bare = (a, b) if mine is not None else (b, a)
    return _undated_fit(named_time(dated.claim), bare)


def _undated_fit(when: EventTime | None, bare: Said) -> float:
    """A report without a day is of about its own day, or of any before."""
    if when is None or when.last is None:
        return 0.0
    behind = (bare.published - when.last).days
    return 0.5 if 0 <= behind <= NEWS_DAYS else 0.0 if 0 <= behind <= LONG_DAYS else -0.25


def _is_narrow(when: EventTime) -> bool:
    return when.precision in EXACT or (
        when.first is not None and when.last is not None and (when.last - when.first).days <= 366
    )


# --- who and what ----------------------------------------------------------------------------------------------------
def _figures_fit(a: Claim, b: Claim) -> float | None:
    """A figure of one unit: the same, or another one."""
    fits = [
        mine.agrees_with(other)
        for mine in a.quantities
        for other in b.quantities
        if (mine.unit, mine.scope) == (other.unit, other.scope)
    ]
    if not fits:
        return 0.0
    return 1.0 if any(fits) else None


def _roles_fit(a: Claim, b: Claim) -> float | None:
    """Subject with subject, object with object; a noun's participants stand in either role."""
    if a.nominal is not b.nominal:
        return _crossed_fit(a, b)
    subject = _role_fit(a.subject, b.subject)
    thing = _role_fit(a.object, b.object)
    if subject is None or thing is None:
        return None
    place = 0.5 if a.place and b.place and same_key(a.place, b.place) else 0.0
    return subject + 1.5 * thing + place


def _crossed_fit(a: Claim, b: Claim) -> float | None:
    """A noun's participants beside those of a verb: whom the deed is done to, or who does it where nobody is, says
    most; who does it to somebody has done other such deeds.
    """
    noun, verb = (a, b) if a.nominal else (b, a)
    mine = [each for each in (noun.subject, noun.object) if each is not None and not _is_vague(each)]
    if not mine:
        return 0.0
    theme = verb.object if verb.object is not None else verb.subject
    agent = verb.subject if verb.object is not None else None
    if noun.object is not None and verb.object is not None and _role_fit(noun.object, verb.object) is None:
        return None
    done_to = max((_alike(each, theme) for each in mine), default=0.0) if theme is not None else 0.0
    done_by = max((_alike(each, agent) for each in mine), default=0.0) if agent is not None else 0.0
    if not done_to and not done_by:
        certain = theme is not None and not _is_vague(theme) and not any(each.inherited for each in mine)
        return -0.25 if certain else 0.0
    if not done_to and not _is_vague(theme or agent or mine[0]):
        return 0.25 * done_by  # who did it to something that the noun doesn't name
    return 1.25 * done_to + 0.75 * done_by


def _role_fit(a: Participant | None, b: Participant | None) -> float | None:
    if a is None or b is None or _is_vague(a) or _is_vague(b):
        return 0.0
    alike = _alike(a, b)
    if alike > 0:
        return alike * (0.5 if a.inherited or b.inherited else 1.0)
    if a.inherited or b.inherited:
        return 0.0
    if _is_named(a) and _is_named(b):
        return None if a.kind is b.kind else -0.5
    return 0.5 if _head(a) == _head(b) else -1.0


def _head(participant: Participant) -> str:
    return stem_of((participant.text.casefold().split() or [""])[-1])


def _is_named(participant: Participant) -> bool:
    """Whether it is called by a name, not by what it is."""
    words = participant.text.split()
    return participant.kind in ACTORS or any(word[:1].isupper() for word in (words[1:] or words))


def _alike(a: Participant, b: Participant) -> float:
    """1 for one name, less for names that share words, 0 for others."""
    if a.key == b.key or (a.kind is b.kind and a.kind is not ParticipantKind.OTHER and same_key(a, b)):
        return 1.0
    mine, other = _content(a), _content(b)
    shared = mine & other
    if not shared:
        return 0.0
    share = len(shared) / min(len(mine), len(other))
    return share if share >= 0.5 else 0.0


def _content(participant: Participant) -> frozenset[str]:
    words = f"{participant.text} {participant.key}".casefold().replace("-", " ").split()
    return frozenset(stem_of(word) for word in words if word.isalnum()) - _BARE - {"the", "a", "an", "its"}


def _is_vague(participant: Participant) -> bool:
    return not _content(participant)


# --- words -----------------------------------------------------------------------------------------------------------
def _counted(a: Claim, b: Claim) -> frozenset[str]:
    """Words that both have of who takes part: they have spoken as participants."""
    mine, other = (
        frozenset().union(*(_content(each) for each in (claim.subject, claim.object) if each is not None))
        for claim in (a, b)
    )
    return mine & other


def _words_fit(here: Surroundings, there: Surroundings, counted: frozenset[str]) -> float:
    near = (here.near & there.near) - counted
    wide = ((here.near & there.all) | (there.near & here.all)) - counted
    names = (here.names & there.names) - near - counted
    return min(1.0, 0.5 * len(near) + 0.25 * len(wide - near)) + min(0.5, 0.25 * len(names - wide))


def _statement_fit(a: Said, b: Said, when: float, words: tuple[Surroundings, Surroundings]) -> float:
    """One statement is what one speaker tells at one time: the same words of content, near in time."""
    here, there = words
    speaker = _role_fit(a.claim.subject, b.claim.subject)
    apart = abs((a.published - b.published).days)
    dated = named_time(a.claim) is not None and named_time(b.claim) is not None and when > 0
    if speaker is None or (apart > STATEMENT_DAYS and not dated):
        return -1.0
    told = _counted(a.claim, b.claim)
    least = min(len(here.all - told), len(there.all - told))
    shared = len((here.all & there.all) - told)
    sure = dated and speaker >= 1.0
    if shared < LEAST_CONTENT - sure or shared < (SAME_DAY_CONTENT if sure else SAME_CONTENT) * least:
        return 0.0
    return SAME + speaker + when
