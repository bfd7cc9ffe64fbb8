"""Words whose change turns, weakens or bounds what is said: negations, opposites, modals, bounds, tense."""

from collections.abc import Mapping
from types import MappingProxyType

from tracker.diff.words import family

_NEGATIONS = """
not no never none nor neither nobody nothing nowhere without hardly scarcely barely fail failed fails failing lack lacks
lacked lacking deny denies denied denying refuse refuses refused refusing
"""
#: Words that deny. "Without" and "fail" do where they stand alone.
NEGATIONS = frozenset(_NEGATIONS.split())

_OPPOSITES = """
above below / accept reject / acquit convict / active inactive passive / admit deny / adopt abandon / advance retreat
/ agree disagree / alive dead / allow ban forbid prohibit bar / ally enemy / always never / amateur professional /
ancient modern / appear disappear vanish / appoint dismiss sack / approve reject veto block / arrive depart leave /
arrest release / attack defend / attract repel / before after / begin end / best worst / better worse / birth death /
born die / bottom top / buy sell / civilian military / clean dirty / closed open / close open / cold hot / confirm
deny / construct demolish / create destroy / cut raise / day night / debtor creditor / deep shallow / defeat victory /
deficit surplus / domestic foreign / early late / east west / eastern western / employ dismiss / enable disable /
encourage discourage / enter exit leave / exclude include / expand contract shrink / exports imports / export import /
extend shorten / external internal / fail succeed pass / failure success / fake genuine / fall rise / father mother /
female male / few many / fewer more / first last / former current / for against / freeze thaw / friend enemy / full
empty / gain loss lose / girl boy / good bad / growth decline / guilty innocent / halt resume / heaven hell / heavy
light / high low / higher lower / highest lowest / hero villain / hire fire / husband wife / increase decrease /
innocent guilty / inside outside / install remove / join quit leave / king queen / large small / larger smaller /
largest smallest / lead trail / least most / left right / legal illegal / less more / lift impose / live studio /
local national / lock unlock / long short / longer shorter / lose win / loss profit / major minor / majority minority
/ man woman / maximum minimum / max min / mixed positive / mixed negative / negative positive / favorable unfavorable
/ new old / newer older / north south / northern southern / offense defense / older younger / oldest youngest /
optional mandatory compulsory / online offline / oppose support / parent child / peace war / permanent temporary /
positive negative / praise criticism / praise criticize condemn / private public / profit loss / promote demote
relegate / quick slow / rich poor / rise fall / safe dangerous / same different / secret public / senior junior / sign
cancel / sister brother / son daughter / single double / start stop / strengthen weaken / strong weak / subsidiary
parent / succeed precede / sunrise sunset / superior inferior / tighten loosen ease / true false / uncle aunt / upper
lower / urban rural / victim perpetrator / victory defeat / voluntary compulsory / warm cool / wet dry / wide narrow /
win lose / winner loser / with without / young old / actor actress / he she / his her / him her / predecessor
successor / hold release / postpone advance / suspend resume / impose lift / invest divest / nationalise privatise /
annex cede / ratify reject / acquittal conviction / uphold overturn / ally foe / hawkish dovish / peacetime wartime /
improve worsen deteriorate
"""


def _by_family() -> dict[str, frozenset[str]]:
    """The first word of each group against the others, and they against it."""
    found: dict[str, set[str]] = {}
    for group in _OPPOSITES.split("/"):
        first, *others = (family(word) for word in group.split())
        for other in others:
            found.setdefault(first, set()).add(other)
            found.setdefault(other, set()).add(first)
    return {word: frozenset(others - {word}) for word, others in found.items()}


#: Family -> families of its opposites.
OPPOSITES: Mapping[str, frozenset[str]] = MappingProxyType(_by_family())


def _classes(text: str) -> Mapping[str, str]:
    """Each word of a line to the line's name, which stands before its colon."""
    found = {}
    for line in text.strip().splitlines():
        name, _, words = line.partition(":")
        found.update(dict.fromkeys(words.split(), name.strip()))
    return MappingProxyType(found)


#: How sure it is said to be. "Can" and "could" are of ability and swapped freely.
CERTAINTY = _classes("""
will: will shall
would: would
may: may might
must: must
should: should ought
perhaps: possibly perhaps maybe
likely: likely probably presumably
reported: reportedly allegedly supposedly purportedly rumored rumoured alleged
seeming: apparently seemingly
sure: certainly definitely undoubtedly confirmed
suspected: suspected presumed presumptive
plan: planned proposed expected scheduled intended due
unconfirmed: unconfirmed unverified
preliminary: preliminary provisional tentative
""")
#: How a figure or a word for an amount is bounded.
BOUNDS = _classes("""
about: about around approximately roughly nearly almost circa
over: over exceeding exceeded exceeds
least: least minimum
under: under below
most: most maximum
exactly: exactly precisely
only: only
more: more
less: less fewer
up: up
""")
#: Of how many it is said.
QUANTIFIERS = _classes("""
all: all every each both entire
most: most majority mostly
many: many numerous
some: some several various
few: few
half: half
any: any
double: twice double doubled
triple: thrice triple tripled
""")
#: When it is said to be. A singular for a plural is none.
TENSES = _classes("""
now: is are am 's has does do
then: was were had did
coming: will shall
""")
