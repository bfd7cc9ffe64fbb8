"""Which event a mention is about."""

from dataclasses import replace

import pytest

from tests.builders import (
    CLASSES,
    TREATY,
    body,
    document,
    make_claim,
    make_event,
    make_row,
    make_span,
    make_story,
    make_version,
    on_day,
    person,
    place,
    state,
)
from tracker.ledger.belonging import is_of_story
from tracker.ledger.index import Index
from tracker.ledger.linking import link
from tracker.ledger.steps import is_next_step
from tracker.ledger.times import publication_day
from tracker.model import Claim, Event, LedgerRow, Participant, Status

VERSION = make_version("It was told.", on="2025-01-16")
TERMS = make_story("iran", "russia", "pezeshkian", "putin").terms


def linked(claim: Claim, *events: Event, rows: tuple[LedgerRow, ...] = ()) -> str | None:
    """Key of the event that the claim is linked to."""
    found = link(
        claim,
        publication_day(VERSION.published_at),
        index=Index(events, rows),
        event_class=CLASSES[claim.event_class or ""],
        terms=TERMS,
    )
    return found.event.key if found else None


@pytest.mark.parametrize(
    ("mentioned", "is_same"),
    [
        (document("treaty"), True),
        (document("treaty", "russia"), True),
        (document("document"), True),
        (document("treaty", "north korea", "russia"), False),
        (document("treaty", "2001", "iran", "russia"), False),
        (document("treaty", "eurasian economic union", "iran"), False),
        (document("law"), False),
    ],
)
def test_a_document_is_told_apart_by_its_marks(mentioned: Participant, *, is_same: bool) -> None:
    event = make_event("sign", object=TREATY)
    assert (linked(make_claim(VERSION, "sign", object=mentioned), event) is not None) is is_same


def test_each_names_one_party_of_the_story_s_own_treaty() -> None:
    event = make_event("sign", object=document("treaty", "iran"))
    assert linked(make_claim(VERSION, "sign", object=document("treaty", "russia")), event) == "sign"


def test_an_event_founded_on_a_bare_mention_learns_its_document_from_its_rows() -> None:
    event = make_event("sign", object=document("treaty"))
    row = make_row(VERSION, make_claim(VERSION, "sign", object=TREATY))
    foreign = make_claim(VERSION, "sign", object=document("treaty", "north korea", "russia"))
    assert linked(foreign, event, rows=(row,)) is None


def test_different_bodies_are_different_events() -> None:
    duma = make_event("ratify", subject=body("State Duma"), object=TREATY)
    assert linked(make_claim(VERSION, "ratify", subject=body("Majlis"), object=TREATY), duma) is None
    assert linked(make_claim(VERSION, "ratify", subject=body("State Duma"), object=TREATY), duma) == "ratify"


def test_different_places_are_different_visits() -> None:
    visit = make_event("visit", subject=person("Pezeshkian"))
    at = make_claim(VERSION, "visit", subject=person("Pezeshkian"), place=state("Russia"))
    rows = (make_row(VERSION, at, event_key="visit"),)
    there = make_claim(VERSION, "visit", subject=person("Pezeshkian"), place=place("Dushanbe"))
    assert linked(there, visit, rows=rows) is None
    assert linked(at, visit, rows=rows) == "visit"


def test_different_persons_are_different_visitors_and_a_spelling_variant_is_not() -> None:
    visit = make_event("visit", subject=person("Pezeszkian"))
    assert linked(make_claim(VERSION, "visit", subject=person("Ali Larijani")), visit) is None
    assert linked(make_claim(VERSION, "visit", subject=person("Masoud Pezeshkian")), visit) == "visit"


def test_meetings_are_told_apart_by_all_who_meet() -> None:
    meeting = make_event("meet", subject=person("Putin"), object=person("Pezeshkian"))
    swapped = make_claim(VERSION, "meet", subject=person("Pezeshkian"), object=person("Putin"))
    other = make_claim(VERSION, "meet", subject=person("Putin"), object=person("Xi"))
    assert linked(swapped, meeting) == "meet"
    assert linked(other, meeting) is None


def test_a_moved_date_is_the_news_never_a_mismatch() -> None:
    event = make_event("sign", object=TREATY)
    row = make_row(VERSION, make_claim(VERSION, "sign", object=TREATY, time=on_day("2025-01-17")))
    moved = make_claim(VERSION, "sign", object=TREATY, time=on_day("2025-03-01"))
    assert linked(moved, event, rows=(row,)) == "sign"


def test_a_bare_noun_means_the_event_last_told_of() -> None:
    older = make_event("meet", key="older", subject=person("Putin"), object=person("Pezeshkian"))
    newer = make_event("meet", key="newer", subject=person("Lavrov"), object=person("Araghchi"))
    rows = (
        make_row(VERSION, make_claim(VERSION, "meet", subject=person("Putin")), event_key="older"),
        make_row(VERSION, make_claim(VERSION, "meet", subject=person("Lavrov")), event_key="newer"),
    )
    assert linked(make_claim(VERSION, "meet", nominal=True), older, newer, rows=rows) == "newer"
    assert linked(make_claim(VERSION, "meet", nominal=True)) is None


def test_the_next_visit_is_another_event() -> None:
    visit = make_event("visit", subject=person("Pezeshkian"))
    done = make_claim(VERSION, "visit", Status.HAPPENED, subject=person("Pezeshkian"), time=on_day("2025-01-15"))
    rows = (make_row(VERSION, done, event_key="visit"),)
    again = make_claim(VERSION, "visit", subject=person("Pezeshkian"), time=on_day("2025-05-09"))
    repeated = make_claim(VERSION, "visit", subject=person("Pezeshkian"), time=on_day("2025-01-15"))
    assert linked(again, visit, rows=rows) is None
    assert linked(repeated, visit, rows=rows) == "visit"


def test_figures_of_another_unit_are_another_fact() -> None:
    contents = make_event("contain", subject=TREATY)
    assert linked(make_claim(VERSION, "contain", Status.STATE, subject=TREATY), contents) == "contain"
    foreign = make_claim(VERSION, "contain", Status.STATE, subject=document("treaty", "north korea", "russia"))
    assert linked(foreign, contents) is None


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (make_claim(VERSION, "sign", object=TREATY), True),
        (make_claim(VERSION, "sign", object=document("treaty")), True),
        (make_claim(VERSION, "sign", object=document("treaty", "north korea", "russia")), False),
        (make_claim(VERSION, "visit", subject=person("Masoud Pezeshkian"), place=place("Dushanbe")), True),
        (make_claim(VERSION, "visit", subject=person("Xi"), place=state("Russia")), False),
        (make_claim(VERSION, "ratify", subject=body("State Duma"), object=document("treaty")), True),
        (make_claim(VERSION, "launch", subject=body("NASA")), False),
    ],
)
def test_an_event_of_other_names_is_not_of_the_story(claim: Claim, *, expected: bool) -> None:
    assert is_of_story(claim, TERMS, ()) is expected


def test_ratification_follows_the_watched_signing_of_the_same_treaty() -> None:
    signing = make_event("sign", object=TREATY)
    ratification = make_event("ratify", subject=body("State Duma"), object=document("treaty", "iran"))
    foreign = make_event("ratify", key="other", object=document("treaty", "north korea", "russia"))
    assert is_next_step(ratification, [signing], CLASSES)
    assert not is_next_step(foreign, [signing], CLASSES)
    assert not is_next_step(ratification, [make_event("sign", object=TREATY, watched=False)], CLASSES)


def test_the_law_about_a_treaty_follows_its_watched_ratification_and_another_law_does_not() -> None:
    ratification = make_event("ratify", subject=body("State Duma"), object=TREATY)
    law = make_event("sign", key="law", object=document("law", "iran", "russia"))
    fishing = make_event("sign", key="fishing", object=document("law", "fishing"))
    signing = make_event("sign", object=TREATY)
    assert is_next_step(law, [ratification], CLASSES)
    assert not is_next_step(fishing, [ratification], CLASSES)
    assert not is_next_step(signing, [ratification], CLASSES)


@pytest.mark.parametrize(
    ("words", "trigger", "is_linked"),
    [
        ("The agenda was settled at the meeting.", "meeting", True),
        ("The agenda was settled after a meeting.", "meeting", False),
        ("There will be another short meeting.", "meeting", False),
        ("After a year the meeting began.", "meeting", True),
    ],
)
def test_an_event_brought_in_with_a_is_none_that_was_told_of(words: str, trigger: str, is_linked: bool) -> None:
    meeting = make_event("meet", subject=person("Putin"), object=person("Pezeshkian"))
    version = make_version(words, on="2025-01-16")
    claim = replace(make_claim(version, "meet", Status.HAPPENED, nominal=True), trigger=make_span(version, trigger))
    assert linked(claim, meeting) == (meeting.key if is_linked else None)
