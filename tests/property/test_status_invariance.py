"""Statuses under change: other names, the passive, another verb of saying or a sentence cut in two leave the status;
not, might, reportedly and postponed change it to what they say; half of, partly, tried in vain and put on hold make it
partly done, failed and suspended, whoever says it.

Every base sentence is one event of another class, told as done and as planned, in the active and the passive.
"""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import make_version
from tracker.claims import ClaimReader
from tracker.claims.status.parts import PARTLY
from tracker.model import Claim, SpeechMode, Status

READER = ClaimReader()


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """One event: who, what is done in past, participle and infinitive, to what; and its noun where it has one."""

    agent: str
    past: str
    participle: str
    infinitive: str
    patient: str
    noun: str = ""
    #: Plural patients take "were".
    plural: bool = False


def base(agent: str, forms: str, patient: str, *, noun: str = "", plural: bool = False) -> Base:
    past, participle, infinitive = forms.split("/")
    return Base(
        agent=agent, past=past, participle=participle, infinitive=infinitive, patient=patient, noun=noun, plural=plural
    )


BASES = (
    base("{country}", "signed/signed/sign", "the treaty", noun="signing of the treaty"),
    base("The parliament of {country}", "ratified/ratified/ratify", "the treaty", noun="ratification of the treaty"),
    base("{country}", "launched/launched/launch", "the satellite", noun="launch of the satellite"),
    base("{firm}", "acquired/acquired/acquire", "the bank", noun="acquisition of the bank"),
    base("{firm}", "recalled/recalled/recall", "the cars", plural=True),
    base("The court", "convicted/convicted/convict", "{person}"),
    base("The president of {country}", "appointed/appointed/appoint", "{person}", noun="appointment of {person}"),
    base("{firm}", "closed/closed/close", "the plant", noun="closure of the plant"),
    base("The army of {country}", "attacked/attacked/attack", "the port"),
    base("{country}", "imposed/imposed/impose", "the sanctions", plural=True),
    base("{country}", "lifted/lifted/lift", "the sanctions", plural=True),
    base("The regulator", "approved/approved/approve", "the merger"),
    base("{firm}", "issued/issued/issue", "the bonds", plural=True),
    base("The council", "banned/banned/ban", "the fireworks", plural=True),
    base("Police", "arrested/arrested/arrest", "{person}", noun="arrest of {person}"),
    base("{country}", "released/released/release", "the prisoners", noun="release of the prisoners", plural=True),
    base("{firm}", "built/built/build", "the bridge", noun="construction of the bridge"),
    base("The president of {country}", "vetoed/vetoed/veto", "the bill"),
    base("{country}", "expelled/expelled/expel", "the ambassador", noun="expulsion of the ambassador"),
    base("The jury", "acquitted/acquitted/acquit", "{person}"),
    base("The president of {country}", "pardoned/pardoned/pardon", "{person}"),
    base("The central bank", "cut/cut/cut", "the interest rate"),
    base("{country}", "evacuated/evacuated/evacuate", "the village", noun="evacuation of the village"),
    base("{person}", "opened/opened/open", "the museum", noun="opening of the museum"),
    base("The parliament", "rejected/rejected/reject", "the budget"),
    base("{country}", "nationalised/nationalised/nationalise", "the railways", plural=True),
    base("{country}", "extradited/extradited/extradite", "{person}", noun="extradition of {person}"),
    base("The prosecutor", "charged/charged/charge", "{person}"),
    base("{country}", "withdrew/withdrawn/withdraw", "the troops", noun="withdrawal of the troops", plural=True),
    base("The regulator", "blocked/blocked/block", "the merger"),
)
WITH_NOUN = tuple(each for each in BASES if each.noun)
COUNTRIES = ("Brazil", "Norway", "Kenya", "Japan", "Oman", "Chile", "Turkey", "South Korea", "New Zealand", "Austria")
FIRMS = (
    "Brask Holdings",
    "Lumora",
    "Tegner Steel",
    "Volantis",
    "Haldane Energy",
    "Norvale Telecom",
    "Siemens",
    "Toyota",
)
PEOPLE = ("Maria Lindqvist", "Okafor", "Kenji Tanaka", "Moreau", "Nasrin Haidari", "Sven Svensson", "Ivanova", "Diallo")
REPORTERS = ("said", "told reporters", "announced", "confirmed", "reported", "stated", "wrote", "added", "explained")
NAMES = st.fixed_dictionaries(
    {"country": st.sampled_from(COUNTRIES), "firm": st.sampled_from(FIRMS), "person": st.sampled_from(PEOPLE)}
)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PLAIN = {"country": "Brazil", "firm": "Lumora", "person": "Maria Lindqvist"}


def statuses(text: str, word: str) -> set[Status]:
    """The statuses of the claims that say the word."""
    return {claim.status for claim in _claims(text, word)}


def _claims(text: str, word: str) -> list[Claim]:
    found = READER.read(make_version(text, on="2025-03-03"))
    return [claim for claim in found if word in claim.trigger.quote.split()]


def told(each: Base, names: dict[str, str], *, tense: str) -> tuple[str, str]:
    """An active sentence about the event, and the word that tells it."""
    agent, patient = each.agent.format(**names), each.patient.format(**names)
    match tense:
        case "past":
            return f"{agent} {each.past} {patient}.", each.past
        case "perfect":
            return f"{agent} {'have' if agent == 'Police' else 'has'} {each.participle} {patient}.", each.participle
        case _:
            return f"{agent} will {each.infinitive} {patient}.", each.infinitive


def in_passive(each: Base, names: dict[str, str], *, tense: str) -> str:
    agent, patient = each.agent.format(**names), each.patient.format(**names)
    agent = agent if agent.split()[0] not in ("The", "Police") else agent[0].lower() + agent[1:]
    were = {"past": "were" if each.plural else "was", "perfect": "have been" if each.plural else "has been"}
    subject = patient[0].upper() + patient[1:]
    return f"{subject} {were.get(tense, 'will be')} {each.participle} by {agent}."


TENSES = (("past", Status.HAPPENED), ("perfect", Status.HAPPENED), ("future", Status.PLANNED))
NAMED = [pytest.param(each, id=f"{each.infinitive}-{each.patient}") for each in BASES]


@pytest.mark.parametrize("each", NAMED)
@pytest.mark.parametrize(("tense", "status"), TENSES)
def test_active_and_passive_tell_the_same(each: Base, tense: str, status: Status) -> None:
    text, word = told(each, PLAIN, tense=tense)
    assert statuses(text, word) == {status}, text
    passive = in_passive(each, PLAIN, tense=tense)
    assert statuses(passive, each.participle) == {status}, passive


@FEW
@given(st.sampled_from(BASES), st.sampled_from(TENSES), NAMES, st.booleans())
def test_names_change_no_status(
    each: Base,
    tense: tuple[str, Status],
    names: dict[str, str],
    is_passive: bool,
) -> None:
    text, word = told(each, names, tense=tense[0])
    if is_passive:
        text, word = in_passive(each, names, tense=tense[0]), each.participle
    assert statuses(text, word) == {tense[1]}, text


@FEW
@given(st.sampled_from(BASES), st.sampled_from(TENSES), st.sampled_from(REPORTERS), st.booleans())
def test_another_verb_of_saying_changes_no_status(
    each: Base,
    tense: tuple[str, Status],
    verb: str,
    is_behind: bool,
) -> None:
    plain, word = told(each, PLAIN, tense=tense[0])
    clause = plain.rstrip(".")
    inner = clause[0].lower() + clause[1:] if clause.startswith(("The ", "Police")) else clause
    text = f"{clause}, a spokesman {verb}." if is_behind else f"A spokesman {verb} that {inner}."
    assert statuses(text, word) == {tense[1]}, text


@pytest.mark.parametrize("each", NAMED)
@pytest.mark.parametrize(("tense", "status"), TENSES)
def test_a_sentence_cut_in_two_tells_the_same(each: Base, tense: str, status: Status) -> None:
    text, word = told(each, PLAIN, tense=tense)
    first = text.rstrip(".")
    joined = f"{first}, and the news surprised nobody."
    split = f"{text} The news surprised nobody."
    assert statuses(joined, word) == statuses(split, word) == {status}, (joined, split)


@pytest.mark.parametrize("each", NAMED)
def test_not_makes_it_negated(each: Base) -> None:
    agent, patient = each.agent.format(**PLAIN), each.patient.format(**PLAIN)
    verb = each.infinitive
    for text in (f"{agent} did not {verb} {patient}.", f"{agent} will not {verb} {patient}."):
        assert statuses(text, verb) == {Status.NEGATED}, text
    were = "were" if each.plural else "was"
    text = f"{patient[0].upper()}{patient[1:]} {were} not {each.participle}."
    assert statuses(text, each.participle) == {Status.NEGATED}, text


@pytest.mark.parametrize("each", NAMED)
@pytest.mark.parametrize("modal", ["might", "may", "could"])
def test_might_makes_it_possible(each: Base, modal: str) -> None:
    agent, patient = each.agent.format(**PLAIN), each.patient.format(**PLAIN)
    text = f"{agent} {modal} {each.infinitive} {patient}."
    assert statuses(text, each.infinitive) == {Status.POSSIBLE}, text
    passive = f"{patient[0].upper()}{patient[1:]} {modal} be {each.participle}."
    assert statuses(passive, each.participle) == {Status.POSSIBLE}, passive


@pytest.mark.parametrize("each", NAMED)
@pytest.mark.parametrize("verb", ["plans", "intends", "hopes", "is set", "is expected"])
def test_a_plan_to_do_it_is_no_deed(each: Base, verb: str) -> None:
    agent, patient = each.agent.format(**PLAIN), each.patient.format(**PLAIN)
    text = f"{agent} {verb} to {each.infinitive} {patient}."
    assert statuses(text, each.infinitive) == {Status.PLANNED}, text


@pytest.mark.parametrize("each", NAMED)
@pytest.mark.parametrize("verb", ["refused", "failed", "declined"])
def test_refused_to_is_negated(each: Base, verb: str) -> None:
    agent, patient = each.agent.format(**PLAIN), each.patient.format(**PLAIN)
    text = f"{agent} {verb} to {each.infinitive} {patient}."
    assert statuses(text, each.infinitive) == {Status.NEGATED}, text


@pytest.mark.parametrize("each", [pytest.param(each, id=each.noun) for each in WITH_NOUN])
@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("was postponed", Status.POSTPONED),
        ("has been put off", Status.POSTPONED),
        ("was called off", Status.CANCELLED),
        ("was cancelled", Status.CANCELLED),
        ("has been suspended", Status.SUSPENDED),
        ("has been put on hold", Status.SUSPENDED),
        ("is at a standstill", Status.SUSPENDED),
        ("was halted", Status.SUSPENDED),
        ("has been put back to May", Status.POSTPONED),
        ("has been called off for good", Status.CANCELLED),
        ("failed", Status.NEGATED),
        ("came to nothing", Status.NEGATED),
        ("took place on Sunday", Status.HAPPENED),
        ("will take place on Friday", Status.PLANNED),
        ("is planned for Friday", Status.PLANNED),
        ("did not take place", Status.NEGATED),
    ],
)
def test_what_is_said_of_the_noun_is_its_status(each: Base, verb: str, status: Status) -> None:
    text = f"The {each.noun.format(**PLAIN)} {verb}."
    assert statuses(text, each.noun.split()[0]) == {status}, text


@pytest.mark.parametrize("each", NAMED)
@pytest.mark.parametrize("word", ["reportedly", "allegedly"])
def test_reportedly_leaves_no_narrated_fact(each: Base, word: str) -> None:
    agent, patient = each.agent.format(**PLAIN), each.patient.format(**PLAIN)
    text = f"{agent} {word} {each.past} {patient}."
    claims = _claims(text, each.past)
    assert claims, text
    assert all(c.status is Status.POSSIBLE or c.attribution.mode is not SpeechMode.NARRATED for c in claims), text


PLURAL = [pytest.param(each, id=f"{each.infinitive}-{each.patient}") for each in BASES if each.plural]
SHARES = ("half of", "some of", "most of", "two thirds of", "40 percent of", "about a quarter of")


def rules(text: str, word: str) -> set[tuple[Status, bool]]:
    """The statuses of the claims that say the word, and whether they tell that it was done in part."""
    return {(claim.status, claim.status_rule == PARTLY) for claim in _claims(text, word)}


@pytest.mark.parametrize("each", PLURAL)
@pytest.mark.parametrize("share", SHARES)
def test_a_share_of_what_it_was_done_to_makes_it_partly_done(each: Base, share: str) -> None:
    agent, patient = each.agent.format(**PLAIN), each.patient.format(**PLAIN)
    active = f"{agent} {each.past} {share} {patient}."
    assert rules(active, each.past) == {(Status.HAPPENED, True)}, active
    passive = f"{share[0].upper()}{share[1:]} {patient} were {each.participle}."
    assert rules(passive, each.participle) == {(Status.HAPPENED, True)}, passive
    planned = f"{agent} will {each.infinitive} {share} {patient}."
    assert rules(planned, each.infinitive) == {(Status.PLANNED, False)}, planned


@FEW
@given(
    st.sampled_from([each for each in BASES if each.plural]), st.sampled_from(SHARES), st.sampled_from(REPORTERS), NAMES
)
def test_who_says_it_of_whom_leaves_it_partly_done(each: Base, share: str, verb: str, names: dict[str, str]) -> None:
    agent, patient = each.agent.format(**names), each.patient.format(**names)
    agent = agent[0].lower() + agent[1:] if agent.startswith("The ") else agent
    text = f"A spokesman {verb} that {agent} {each.past} {share} {patient}."
    assert rules(text, each.past) == {(Status.HAPPENED, True)}, text


@pytest.mark.parametrize("each", NAMED)
def test_partly_makes_it_partly_done_and_a_reason_does_not(each: Base) -> None:
    agent, patient = each.agent.format(**PLAIN), each.patient.format(**PLAIN)
    text = f"{agent} partly {each.past} {patient}."
    assert rules(text, each.past) == {(Status.HAPPENED, True)}, text
    text = f"{agent} {each.past} {patient} partly because of the cost."
    assert rules(text, each.past) == {(Status.HAPPENED, False)}, text


@pytest.mark.parametrize("each", NAMED)
@pytest.mark.parametrize("end", ["in vain", "but failed", "without success", "and did not succeed"])
def test_tried_in_vain_is_not_done(each: Base, end: str) -> None:
    agent, patient = each.agent.format(**PLAIN), each.patient.format(**PLAIN)
    between = f" {end}" if end == "in vain" else ""
    after = "" if between else f" {end}"
    text = f"{agent} tried{between} to {each.infinitive} {patient}{after}."
    assert statuses(text, each.infinitive) == {Status.NEGATED}, text


@pytest.mark.parametrize("each", NAMED)
@pytest.mark.parametrize("end", ["failed", "came to nothing", "was unsuccessful"])
def test_a_failed_attempt_is_not_done(each: Base, end: str) -> None:
    patient = each.patient.format(**PLAIN)
    text = f"The attempt to {each.infinitive} {patient} {end}."
    assert statuses(text, each.infinitive) == {Status.NEGATED}, text
