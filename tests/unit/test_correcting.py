"""What a person decides: the states it moves, what it takes back, and that it holds whatever is read later."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import TREATY, make_claim, make_span, on_day
from tests.report_play import CHANNELS, ReportPlay, says
from tracker.clock import StepClock
from tracker.config import AlertSettings, JudgeSettings, Settings
from tracker.correcting import Correcting
from tracker.errors import InputError, NotFoundError
from tracker.ledger import corrected, fold
from tracker.model import (
    AlertKind,
    AlertState,
    Change,
    ChangeKind,
    Claim,
    Delivery,
    DeliveryOutcome,
    EventState,
    State,
    Status,
    Stored,
    Version,
)
from tracker.telling import Telling

SIGNED = "Putin and Pezeshkian signed the treaty."
PLANNED = "The treaty will be signed on Friday, January 17."
WHY = {"because": "a picture of 2001", "by": "Anna"}


class Desk:
    """A story told to one channel, and a person who corrects it."""

    def __init__(self) -> None:
        self.play = ReportPlay()
        self.play.paste(PLANNED, says(PLANNED, day="2025-01-17"))

    @property
    def correcting(self) -> Correcting:
        """The corrections of the play's store, at its present moment."""
        clock = StepClock(self.play.now)
        settings = Settings(channels=CHANNELS, alerts=AlertSettings())
        tell = Telling(self.play.store, settings, clock)
        return Correcting(self.play.store, clock=clock, settings=JudgeSettings(), tell=tell)

    def signed(self, outlet: str = "Volga Wire", *, on: str = "2025-01-17T12:00") -> Stored[Change]:
        """A page reports the signing; gives the change that it makes."""
        self.play.publish(outlet, SIGNED, says(SIGNED, status=Status.HAPPENED, day="2025-01-17"), on=on)
        return self.changes[-1]

    def deliver(self) -> None:
        """Everything that waits is delivered."""
        store, now = self.play.store, self.play.now
        for told in store.past(1).told:
            if told.state is AlertState.WAITING:
                store.record_delivery(
                    Delivery(alert_key=told.alert.key, at=now, outcome=DeliveryOutcome.DELIVERED, detail="")
                )

    @property
    def changes(self) -> tuple[Stored[Change], ...]:
        """All changes so far."""
        return self.play.store.changes(1)

    def told(self, kind: AlertKind) -> list[AlertState]:
        """The states of the messages of a kind."""
        return [told.state for told in self.play.store.past(1).told if told.alert.kind is kind]

    def state(self, event_id: int = 1) -> EventState:
        """What an event comes to, as corrected."""
        book = corrected(self.play.store.book(1))
        event = next(each.value for each in book.events if each.id == event_id)
        rows = [row for row in book.rows if row.event_key == event.key]
        return fold(event, rows, now=self.play.now, readings=book.readings, settings=JudgeSettings())


@pytest.fixture
def desk() -> Desk:
    """A signing announced for 17 January."""
    return Desk()


# --- wrong -----------------------------------------------------------------------------------------------------------
def test_a_change_marked_wrong_counts_no_more_and_is_withdrawn_where_it_was_told(desk: Desk) -> None:
    signed = desk.signed()
    desk.deliver()
    made = desk.correcting.wrong(f"N{signed.id}", **WHY)
    assert desk.state().state is State.PLANNED
    assert [each.id for each in made.withdrawn] == [signed.id]
    assert made.channels == ("log",)
    assert desk.told(AlertKind.WITHDRAWN) == [AlertState.WAITING]
    kept = next(each.value for each in desk.changes if each.id == signed.id)
    assert kept.withdrawn is not None
    assert kept.withdrawn.correction_id == made.correction.id


def test_what_was_not_sent_yet_is_not_sent(desk: Desk) -> None:
    signed = desk.signed()
    desk.correcting.wrong(f"N{signed.id}", **WHY)
    assert desk.told(AlertKind.TOLD) == [AlertState.CANCELLED]


def test_every_voice_that_says_the_same_is_struck(desk: Desk) -> None:
    signed = desk.signed("Volga Wire")
    desk.signed("Caspian Courier", on="2025-01-17T13:00")
    desk.correcting.wrong(f"N{signed.id}", **WHY)
    assert desk.state().state is State.PLANNED


def test_one_claim_marked_wrong_leaves_the_others(desk: Desk) -> None:
    desk.signed("Volga Wire")
    desk.signed("Caspian Courier", on="2025-01-17T13:00")
    claim = desk.play.store.story_claims(1)[1]
    desk.correcting.wrong(f"C{claim.id}", **WHY)
    assert desk.state().state is State.HAPPENED
    assert len(desk.state().voices) == 2  # the plan's and the courier's


def test_the_same_sentence_in_the_next_version_is_struck_too(desk: Desk) -> None:
    url = "https://volga-wire.example/signed"
    read = says(SIGNED, status=Status.HAPPENED, day="2025-01-17")
    desk.play.publish("Volga Wire", SIGNED, read, on="2025-01-17T12:00", url=url)
    desk.correcting.wrong(f"N{desk.changes[-1].id}", **WHY)
    before = len(desk.changes)
    desk.play.publish("Volga Wire", f"{SIGNED} It rained.", read, on="2025-01-17T13:00", url=url)
    assert desk.state().state is State.PLANNED
    assert all(each.value.kind is ChangeKind.REWORDED for each in desk.changes[before:])


def test_another_page_that_says_it_again_is_told_as_differing(desk: Desk) -> None:
    signed = desk.signed()
    made = desk.correcting.wrong(f"N{signed.id}", **WHY)
    again = desk.signed("Caspian Courier", on="2025-01-18T12:00").value
    assert desk.state().state is State.HAPPENED
    assert again.rule == "change.differs"
    assert f"K{made.correction.id} by Anna" in again.why
    assert again.key != signed.value.key


def test_another_event_that_the_same_sentence_tells_of_stands(desk: Desk) -> None:
    both = "Putin signed the treaty and the Duma ratified it."

    def read(version: Version) -> Sequence[Claim]:
        day = on_day("2025-01-17")
        signed = make_claim(version, "sign", Status.HAPPENED, object=TREATY, quote=both, time=day)
        ratified = make_claim(version, "ratify", Status.HAPPENED, object=TREATY, quote=both, time=day)
        word = make_span(version, "ratified")
        return [replace(signed, trigger=make_span(version, "signed")), replace(ratified, key="1:1:9", trigger=word)]

    desk.play.publish("Volga Wire", both, read, on="2025-01-17T12:00")
    signed = next(each for each in desk.changes if each.value.title.startswith("Treaty signing: happened"))
    made = desk.correcting.wrong(f"N{signed.id}", **WHY)
    assert [each.id for each in made.withdrawn] == [signed.id]
    assert desk.state(1).state is State.PLANNED
    assert desk.state(2).state is State.HAPPENED


# --- undo ------------------------------------------------------------------------------------------------------------
def test_undo_restores_the_state_and_tells_who_had_the_withdrawal(desk: Desk) -> None:
    signed = desk.signed()
    desk.deliver()
    made = desk.correcting.wrong(f"N{signed.id}", **WHY)
    desk.deliver()
    undone = desk.correcting.undo(f"K{made.correction.id}", **WHY)
    assert desk.state().state is State.HAPPENED
    assert [each.id for each in undone.reinstated] == [signed.id]
    assert desk.told(AlertKind.REINSTATED) == [AlertState.WAITING]
    assert next(each.value for each in desk.changes if each.id == signed.id).withdrawn is None


@pytest.mark.parametrize("target", ["N{change}", "E1", "C2"])
def test_the_last_correction_of_a_thing_is_undone_by_its_id(desk: Desk, target: str) -> None:
    signed = desk.signed()
    desk.correcting.wrong(f"N{signed.id}", **WHY)
    desk.correcting.undo(target.format(change=signed.id), **WHY)
    assert desk.state().state is State.HAPPENED


def test_an_undone_correction_is_not_undone_again_and_an_undoing_not_at_all(desk: Desk) -> None:
    desk.correcting.mute("E1", on=True, **WHY)
    desk.correcting.undo("K1", **WHY)
    with pytest.raises(InputError, match="K1 was undone before"):
        desk.correcting.undo("K1", **WHY)
    with pytest.raises(InputError, match="K2 is an undoing itself"):
        desk.correcting.undo("K2", **WHY)
    with pytest.raises(NotFoundError, match="nothing to undo"):
        desk.correcting.undo("E1", **WHY)


# --- set -------------------------------------------------------------------------------------------------------------
def test_what_a_person_sets_stands_and_what_is_said_since_is_told_as_differing(desk: Desk) -> None:
    made = desk.correcting.decide("E1", State.CANCELLED, on=None, **WHY)
    assert desk.state().state is State.CANCELLED
    differing = desk.signed(on="2025-01-17T15:00").value
    assert desk.state().state is State.CANCELLED
    assert (differing.kind, differing.rule) == (ChangeKind.CONFLICT, "change.differs")
    assert f"K{made.correction.id}" in differing.why
    assert [voice.row.outlet for voice in desk.state().dissent] == ["Volga Wire"]


def test_a_day_that_a_person_sets_is_awaited(desk: Desk) -> None:
    desk.correcting.decide("E1", State.POSTPONED, on=date(2025, 1, 24), **WHY)
    plan = desk.state().expectation
    assert plan is not None
    assert plan.time.first == date(2025, 1, 24)


def test_setting_takes_back_the_state_that_was_told(desk: Desk) -> None:
    signed = desk.signed()
    desk.deliver()
    made = desk.correcting.decide("E1", State.PLANNED, on=date(2025, 1, 24), **WHY)
    assert [each.id for each in made.withdrawn] == [signed.id]


def test_an_outcome_takes_no_plan_back(desk: Desk) -> None:
    made = desk.correcting.decide("E1", State.HAPPENED, on=date(2025, 1, 17), **WHY)
    assert made.withdrawn == ()


# --- merge and split -------------------------------------------------------------------------------------------------
def test_merged_events_are_one(desk: Desk) -> None:
    ratified = "The Duma ratified the treaty."
    desk.play.publish("Volga Wire", ratified, says(ratified, "ratify", Status.HAPPENED), on="2025-01-17")
    desk.correcting.merge("E1", "E2", **WHY)
    assert desk.state(1).state is State.HAPPENED
    assert [each.id for each in corrected(desk.play.store.book(1)).events] == [1]
    desk.correcting.undo("E1", **WHY)
    assert desk.state(1).state is State.PLANNED


def test_split_claims_are_of_an_event_of_their_own(desk: Desk) -> None:
    desk.signed()
    claim = desk.play.store.story_claims(1)[1]
    desk.correcting.split("E1", [f"C{claim.id}"], **WHY)
    assert desk.state(1).state is State.PLANNED
    assert desk.state(2).state is State.HAPPENED
    desk.correcting.undo("K1", **WHY)
    assert desk.state(1).state is State.HAPPENED


# --- flags -----------------------------------------------------------------------------------------------------------
def test_a_muted_event_is_kept_and_not_told(desk: Desk) -> None:
    desk.correcting.mute("E1", on=True, **WHY)
    assert desk.signed().value.rule == "change.muted"
    desk.correcting.mute("E1", on=False, **WHY)
    assert not corrected(desk.play.store.book(1)).events[0].value.muted


def test_an_event_watched_no_more_is_not_awaited(desk: Desk) -> None:
    desk.correcting.watch("E1", on=False, **WHY)
    before = len(desk.changes)
    desk.play.pass_by("2025-01-20")
    assert len(desk.changes) == before
    desk.correcting.undo("E1", **WHY)
    desk.play.pass_by("2025-01-21")
    assert desk.changes[-1].value.kind is ChangeKind.OVERDUE


# --- bad input -------------------------------------------------------------------------------------------------------
def test_what_cannot_be_corrected_is_named(desk: Desk) -> None:
    correcting = desk.correcting
    with pytest.raises(InputError, match="E1 is an event"):
        correcting.wrong("E1", **WHY)
    with pytest.raises(InputError, match="S1 can't be wrong"):
        correcting.wrong("S1", **WHY)
    with pytest.raises(InputError, match="one event already"):
        correcting.merge("E1", "E1", **WHY)
    with pytest.raises(InputError, match="nothing would be left"):
        correcting.split("E1", ["C1"], **WHY)
    with pytest.raises(InputError, match="'unknown' can't be set"):
        correcting.decide("E1", State.UNKNOWN, on=None, **WHY)
    with pytest.raises(InputError, match="needs its reason"):
        correcting.mute("E1", on=True, because=" ", by="Anna")
    with pytest.raises(NotFoundError):
        correcting.wrong("N99", **WHY)
