"""What people decided, and what is taken back."""

from dataclasses import replace

import pytest

from tests.contract.store.plays import HOUR, MACHINE, NOW, add_source, correction_of, judgement_of, read_version
from tracker.model import (
    AlertKind,
    AlertState,
    CorrectionKind,
    Delivery,
    DeliveryOutcome,
    Judgement,
    Past,
    Stored,
    Story,
    Told,
    Withdrawal,
)
from tracker.ports import Store

LATER = NOW + HOUR


@pytest.fixture
def given(store: Store, story: Story) -> Judgement:
    """A judgement that was written."""
    add_source(store, story)
    version = read_version(store, "Putin signed the treaty.")
    written = store.judge(story.id, lambda _: judgement_of(version.id), analysed=version.id)
    assert written is not None
    return written


def states(store: Store) -> list[AlertState]:
    """What became of the alerts of story 1."""
    return [told.state for told in store.past(1).told]


def test_corrections_are_kept_in_order_and_found_again(store: Store, story: Story, given: Judgement) -> None:
    wrong = correction_of(given.claims[0].evidence)
    undo = replace(wrong, kind=CorrectionKind.UNDO, anchors=(), undoes=1)
    store.judge(story.id, lambda _: Judgement(corrections=(wrong,)))
    store.judge(story.id, lambda _: Judgement(corrections=(undo,)))
    assert store.book(story.id).corrections == (Stored(id=1, value=wrong), Stored(id=2, value=undo))
    assert store.find("K2") == Stored(id=2, value=undo)
    assert store.counts()["corrections"] == 2


def test_corrections_outlive_a_rebuild(store: Store, story: Story, given: Judgement) -> None:
    store.judge(story.id, lambda _: Judgement(corrections=(correction_of(given.claims[0].evidence),)))
    before = store.book(story.id).corrections
    store.rebuild(story.id, lambda _: Judgement(), versions=[given.claims[0].version_id])
    assert store.book(story.id).corrections == before


def test_a_change_is_taken_back_and_holds_again(store: Store, story: Story, given: Judgement) -> None:
    why = Withdrawal(at=LATER, why="A person marked it wrong.")
    wrong = correction_of(given.claims[0].evidence)
    store.judge(story.id, lambda _: Judgement(corrections=(wrong,), withdrawn={"c1": why}))
    taken_back = Stored(id=1, value=replace(given.changes[0], withdrawn=replace(why, correction_id=1)))
    assert store.changes(story.id) == (taken_back,)
    assert store.change("c1") == store.find("N1") == taken_back
    assert store.past(story.id).changes == (taken_back,)
    assert "c1" in store.book(story.id).change_keys
    store.judge(story.id, lambda _: Judgement(reinstated=("c1",)))
    assert store.change("c1") == Stored(id=1, value=given.changes[0])


def test_alerts_that_wait_are_cancelled_and_reopened(store: Store, story: Story, given: Judgement) -> None:
    keys = tuple(alert.key for alert in given.alerts)
    store.judge(story.id, lambda _: Judgement(cancelled_alerts=keys))
    assert states(store) == [AlertState.CANCELLED]
    assert store.claim_alerts(limit=9, now=MACHINE, lease_for=HOUR) == ()
    store.judge(story.id, lambda _: Judgement(reopened_alerts=keys))
    assert states(store) == [AlertState.WAITING]
    assert store.claim_alerts(limit=9, now=MACHINE, lease_for=HOUR) == given.alerts


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(DeliveryOutcome.DELIVERED, AlertState.DELIVERED), (DeliveryOutcome.DEAD, AlertState.DEAD)],
)
def test_what_is_over_is_neither_cancelled_nor_reopened(
    store: Store, story: Story, given: Judgement, outcome: DeliveryOutcome, state: AlertState
) -> None:
    key = given.alerts[0].key
    store.record_delivery(Delivery(alert_key=key, at=MACHINE, outcome=outcome, detail=""))
    store.judge(story.id, lambda _: Judgement(cancelled_alerts=(key,), reopened_alerts=(key,)))
    assert states(store) == [state]


def test_a_withdrawal_of_a_known_change_is_told(store: Store, story: Story, given: Judgement) -> None:
    told = given.alerts[0]
    store.record_delivery(Delivery(alert_key=told.key, at=MACHINE, outcome=DeliveryOutcome.DELIVERED, detail=""))
    back = replace(told, key="c1-log-withdrawn", kind=AlertKind.WITHDRAWN, follows=told.key, thread="sign-1")
    judgement = Judgement(withdrawn={"c1": Withdrawal(at=LATER, why="Wrong.")}, alerts=(back,))
    written = store.judge(story.id, lambda _: judgement)
    assert written is not None
    assert written.alerts == (back,)
    assert [each.value for each in store.alerts(story.id)] == [told, back]
    assert store.claim_alerts(limit=9, now=MACHINE, lease_for=HOUR) == (back,)


def test_a_message_is_written_once_however_often_it_is_decided(store: Store, story: Story, given: Judgement) -> None:
    back = replace(given.alerts[0], key="c1-log-withdrawn", kind=AlertKind.WITHDRAWN, follows=given.alerts[0].key)
    judgement = Judgement(alerts=(back, back))
    assert store.judge(story.id, lambda _: judgement) == Judgement(alerts=(back,))
    assert store.judge(story.id, lambda _: judgement) == Judgement()
    assert [each.value.key for each in store.alerts(story.id)] == ["c1-log", "c1-log-withdrawn"]


def test_a_rebuild_takes_back_what_was_told(store: Store, story: Story, given: Judgement) -> None:
    why = Withdrawal(at=LATER, why="Better rules no longer see it.")
    judgement = Judgement(withdrawn={"c1": why}, cancelled_alerts=(given.alerts[0].key,))
    store.rebuild(story.id, lambda _: judgement, versions=[given.claims[0].version_id])
    assert store.change("c1").value.withdrawn == why
    assert states(store) == [AlertState.CANCELLED]


def test_the_past_is_one_reading_of_changes_and_of_what_became_of_their_alerts(
    store: Store, story: Story, given: Judgement
) -> None:
    store.record_delivery(
        Delivery(alert_key=given.alerts[0].key, at=MACHINE, outcome=DeliveryOutcome.DELIVERED, detail="")
    )
    past = store.past(story.id)
    assert past == Past(
        changes=(Stored(id=1, value=given.changes[0]),),
        told=(Told(alert=given.alerts[0], state=AlertState.DELIVERED),),
    )
    assert store.past(99) == Past(changes=(), told=())
