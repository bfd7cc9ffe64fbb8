"""What waits together and is of one event is told once, from the first side to the last, or not at all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.alert_values import NOW, postponed, told
from tracker.alerts.settling import Settled
from tracker.alerts.settling import settle as settle_within
from tracker.model import Alert, AlertState, Change, ChangeKind, Facet, Past, Severity, Stored, Told, Withdrawal

WAITING, DELIVERED, CANCELLED = AlertState.WAITING, AlertState.DELIVERED, AlertState.CANCELLED


def moved(key: str, before: str, after: str, *, severity: Severity = Severity.NOTICE) -> Change:
    """A soft plan that moved: moved("a", "Mon", "Tue")."""
    change = postponed(key=key, severity=severity)
    return replace(
        change,
        kind=ChangeKind.DATE,
        title=f"Treaty signing: {before} -> {after}",
        before=Facet(text=before),
        after=Facet(text=after),
        evidence_before=change.evidence_before if before == "Mon" else (),
    )


def past_of(*told_so_far: tuple[Change, AlertState]) -> Past:
    """What is on record, in that order."""
    return Past(
        changes=tuple(Stored(id=number, value=change) for number, (change, _) in enumerate(told_so_far, 1)),
        told=tuple(Told(alert=told(change), state=state) for change, state in told_so_far),
    )


def settle(alert: Alert, past: Past) -> Settled:
    """With the usual window."""
    return settle_within(alert, past, window=timedelta(minutes=5))


FIRST, SECOND, BACK = moved("a", "Mon", "Tue"), moved("b", "Tue", "Wed"), moved("c", "Wed", "Mon")


def test_one_alone_is_told_as_it_is() -> None:
    settled = settle(told(FIRST), past_of((FIRST, WAITING)))
    assert [alert.key for alert in settled.alerts] == [told(FIRST).key]
    assert settled.change == Stored(id=1, value=FIRST)
    assert settled.title == told(FIRST).title


@pytest.mark.parametrize("turn", [FIRST, SECOND], ids=["the older one's turn", "the newer one's turn"])
def test_two_in_a_row_are_one_message_from_the_first_side_to_the_last(turn: Change) -> None:
    settled = settle(told(turn), past_of((FIRST, WAITING), (SECOND, WAITING)))
    assert [alert.key for alert in settled.alerts] == [told(FIRST).key, told(SECOND).key]
    assert settled.title == "NEW DATE: treaty signing, Mon -> Wed"
    assert settled.change is not None
    change = settled.change.value
    assert settled.change.id == 2
    assert (change.before, change.after) == (FIRST.before, SECOND.after)
    assert (change.evidence, change.evidence_before) == (SECOND.evidence, FIRST.evidence_before)


def test_what_is_again_as_it_was_is_not_told() -> None:
    settled = settle(told(FIRST), past_of((FIRST, WAITING), (SECOND, WAITING), (BACK, WAITING)))
    assert len(settled.alerts) == 3
    assert settled.change is None
    assert settled.why == "it is again as it was before"


def test_what_came_back_long_after_is_told_with_the_way_that_it_went() -> None:
    past = past_of((FIRST, WAITING), (SECOND, WAITING), (BACK, WAITING))
    *earlier, last = past.told
    late = replace(last, alert=replace(last.alert, created_at=NOW + timedelta(hours=6)))
    settled = settle(told(FIRST), replace(past, told=(*earlier, late)))
    assert settled.change == Stored(id=3, value=BACK)
    assert settled.title == "NEW DATE: treaty signing, Wed -> Mon"
    assert settled.path == ("Mon", "Tue", "Wed", "Mon")


def test_what_was_new_and_moved_is_new_where_it_is_now() -> None:
    new = replace(FIRST, key="n", kind=ChangeKind.NEW_CLAIM, before=None, title="Treaty signing: Tue")
    settled = settle(told(new), past_of((new, WAITING), (SECOND, WAITING)))
    assert settled.title == "NEW: treaty signing, Wed"


def test_an_older_one_that_failed_is_not_sent_after_the_newer_one_arrived() -> None:
    settled = settle(told(FIRST), past_of((FIRST, WAITING), (SECOND, DELIVERED)))
    assert [alert.key for alert in settled.alerts] == [told(FIRST).key]
    assert settled.change is None
    assert "a newer message has told it" in settled.why


def test_what_was_delivered_before_is_not_told_again() -> None:
    settled = settle(told(SECOND), past_of((FIRST, DELIVERED), (SECOND, WAITING)))
    assert [alert.key for alert in settled.alerts] == [told(SECOND).key]
    assert settled.title == "NEW DATE: treaty signing, Tue -> Wed"


@pytest.mark.parametrize(
    "other",
    [
        replace(SECOND, event_key="visit"),
        replace(SECOND, before=Facet(text="another matter")),
        replace(SECOND, withdrawn=Withdrawal(at=NOW, why="wrong")),
    ],
    ids=["another event", "another matter", "taken back"],
)
def test_others_are_left_alone(other: Change) -> None:
    settled = settle(told(FIRST), past_of((FIRST, WAITING), (other, WAITING)))
    assert [alert.key for alert in settled.alerts] == [told(FIRST).key]


def test_a_cancelled_one_takes_no_part() -> None:
    settled = settle(told(FIRST), past_of((FIRST, WAITING), (SECOND, CANCELLED)))
    assert len(settled.alerts) == 1


def test_what_was_taken_back_is_not_told() -> None:
    wrong = replace(FIRST, withdrawn=Withdrawal(at=NOW + timedelta(hours=1), why="wrong"))
    assert settle(told(FIRST), past_of((wrong, WAITING))).change is None
