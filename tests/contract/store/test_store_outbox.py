"""The outbox, and the notices about ourselves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.contract.store.plays import HOUR, MACHINE, NOW, alert_of, change_of
from tracker.errors import NotFoundError
from tracker.model import (
    Alert,
    AlertKind,
    AlertState,
    Delivery,
    DeliveryOutcome,
    Judgement,
    Notice,
    NoticeKind,
    Severity,
    Stored,
    Story,
)
from tracker.ports import Store


class TestOutbox:
    """Alerts and notices."""

    @pytest.fixture
    def alert(self, store: Store, story: Story) -> Alert:
        """An alert that waits."""
        change = change_of("c1")
        alert = alert_of(change)
        store.judge(story.id, lambda _: Judgement(changes=(change,), alerts=(alert,)))
        return alert

    def claim(self, store: Store, *, after: timedelta = timedelta()) -> tuple[Alert, ...]:
        """The alerts that are due."""
        return store.claim_alerts(limit=10, now=MACHINE + after, lease_for=HOUR)

    def delivery(self, alert: Alert, outcome: DeliveryOutcome, retry_after: timedelta | None = None) -> Delivery:
        """An attempt."""
        retry_at = MACHINE + retry_after if retry_after else None
        return Delivery(alert_key=alert.key, at=MACHINE, outcome=outcome, detail="said", retry_at=retry_at)

    def test_an_alert_is_handed_out_once_and_again_when_its_pump_died(self, store: Store, alert: Alert) -> None:
        assert self.claim(store) == (alert,)
        assert self.claim(store) == ()
        assert self.claim(store, after=2 * HOUR) == (alert,)

    def test_a_delivered_alert_is_over(self, store: Store, alert: Alert) -> None:
        self.claim(store)
        given = self.delivery(alert, DeliveryOutcome.DELIVERED)
        store.record_delivery(given)
        assert self.claim(store, after=24 * HOUR) == ()
        assert store.deliveries(alert.key) == (given,)

    def test_a_failed_attempt_comes_again_at_its_time(self, store: Store, alert: Alert) -> None:
        self.claim(store)
        store.record_delivery(self.delivery(alert, DeliveryOutcome.RETRY, retry_after=2 * HOUR))
        assert self.claim(store, after=HOUR) == ()
        assert [each.key for each in self.claim(store, after=2 * HOUR)] == [alert.key]

    def test_what_was_put_off_waits_for_its_moment(self, store: Store, alert: Alert) -> None:
        self.claim(store)
        store.record_delivery(self.delivery(alert, DeliveryOutcome.PUT_OFF, retry_after=2 * HOUR))
        assert self.claim(store, after=HOUR) == ()
        assert [each.key for each in self.claim(store, after=2 * HOUR)] == [alert.key]

    def test_what_was_overtaken_is_over_and_nothing_follows_it(self, store: Store, story: Story, alert: Alert) -> None:
        follower = replace(alert, key="w", kind=AlertKind.WITHDRAWN, follows=alert.key)
        store.judge(story.id, lambda _: Judgement(alerts=(follower,)))
        self.claim(store)
        store.record_delivery(self.delivery(alert, DeliveryOutcome.OVERTAKEN))
        assert self.claim(store, after=24 * HOUR) == ()
        assert {told.alert.key: told.state for told in store.past(story.id).told}[alert.key] is AlertState.CANCELLED

    def test_what_one_message_came_to_is_recorded_whole_or_not_at_all(self, store: Store, alert: Alert) -> None:
        self.claim(store)
        given = self.delivery(alert, DeliveryOutcome.DELIVERED)
        with pytest.raises(NotFoundError):
            store.record_deliveries([given, replace(given, alert_key="nowhere")])
        assert store.deliveries(alert.key) == ()
        assert [each.key for each in self.claim(store, after=2 * HOUR)] == [alert.key]
        store.record_deliveries([given])
        assert store.deliveries(alert.key) == (given,)

    def test_a_late_word_of_a_retry_does_not_send_again(self, store: Store, alert: Alert) -> None:
        self.claim(store)
        store.record_delivery(self.delivery(alert, DeliveryOutcome.DELIVERED))
        store.record_delivery(self.delivery(alert, DeliveryOutcome.RETRY, retry_after=HOUR))
        assert self.claim(store, after=24 * HOUR) == ()
        assert len(store.deliveries(alert.key)) == 2

    def test_alerts_of_a_held_story_wait(self, store: Store, story: Story, alert: Alert) -> None:
        store.hold_story(story.id, until=MACHINE + 2 * HOUR)
        assert self.claim(store) == self.claim(store, after=HOUR) == ()
        assert self.claim(store, after=2 * HOUR) == (alert,)

    def test_a_story_that_is_let_go_is_told_at_once(self, store: Store, story: Story, alert: Alert) -> None:
        store.hold_story(story.id, until=MACHINE + 2 * HOUR)
        store.hold_story(story.id, until=None)
        assert self.claim(store) == (alert,)

    def test_a_message_follows_only_one_that_arrived(self, store: Store, story: Story, alert: Alert) -> None:
        back = replace(alert, key="c1-log-withdrawn", kind=AlertKind.WITHDRAWN, follows=alert.key, thread="sign-1")
        store.judge(story.id, lambda _: Judgement(alerts=(back,)))
        assert self.claim(store) == (alert,)
        assert self.claim(store) == ()
        store.record_delivery(self.delivery(alert, DeliveryOutcome.RETRY, retry_after=2 * HOUR))
        assert self.claim(store, after=HOUR) == ()
        store.record_delivery(self.delivery(alert, DeliveryOutcome.DELIVERED))
        assert self.claim(store, after=HOUR) == (back,)

    def test_a_message_never_follows_a_dead_letter(self, store: Store, story: Story, alert: Alert) -> None:
        back = replace(alert, key="c1-log-withdrawn", kind=AlertKind.WITHDRAWN, follows=alert.key)
        store.judge(story.id, lambda _: Judgement(alerts=(back,)))
        store.record_delivery(self.delivery(alert, DeliveryOutcome.DEAD))
        assert self.claim(store, after=24 * HOUR) == ()

    def test_dead_letters_are_listed_and_tried_again(self, store: Store, alert: Alert) -> None:
        assert store.dead_alerts() == ()
        self.claim(store)
        store.record_delivery(self.delivery(alert, DeliveryOutcome.DEAD))
        assert store.dead_alerts() == (Stored(id=1, value=alert),)
        assert self.claim(store, after=24 * HOUR) == ()
        again = MACHINE + 3 * HOUR
        store.retry_alert(alert.key, now=again)
        assert store.dead_alerts() == ()
        assert self.claim(store, after=2 * HOUR) == ()
        assert self.claim(store, after=3 * HOUR) == (replace(alert, not_before=again),)

    def test_what_is_no_dead_letter_is_not_tried_again(self, store: Store, alert: Alert) -> None:
        for key in (alert.key, "unknown"):
            with pytest.raises(NotFoundError, match=key):
                store.retry_alert(key, now=MACHINE)
        store.record_delivery(self.delivery(alert, DeliveryOutcome.DELIVERED))
        with pytest.raises(NotFoundError):
            store.retry_alert(alert.key, now=MACHINE)
        assert self.claim(store) == ()

    def test_what_was_cancelled_while_it_was_sent_was_delivered(self, store: Store, story: Story, alert: Alert) -> None:
        self.claim(store)
        store.judge(story.id, lambda _: Judgement(cancelled_alerts=(alert.key,)))
        store.record_delivery(self.delivery(alert, DeliveryOutcome.DELIVERED))
        assert [told.state for told in store.past(story.id).told] == [AlertState.DELIVERED]

    def test_the_oldest_come_first_and_no_more_than_asked_for(self, store: Store, story: Story, alert: Alert) -> None:
        more = [change_of(f"d{number}") for number in range(3)]
        store.judge(story.id, lambda _: Judgement(changes=tuple(more), alerts=tuple(map(alert_of, more))))
        first = store.claim_alerts(limit=2, now=MACHINE, lease_for=HOUR)
        assert [each.key for each in first] == ["c1-log", "d0-log"]
        assert [each.key for each in self.claim(store)] == ["d1-log", "d2-log"]

    def test_an_unknown_alert_is_said_to_be_unknown(self, store: Store, alert: Alert) -> None:
        with pytest.raises(NotFoundError):
            store.record_delivery(replace(self.delivery(alert, DeliveryOutcome.DEAD), alert_key="x"))

    def test_notices_are_kept_in_order(self, store: Store, story: Story) -> None:
        notice = Notice(kind=NoticeKind.SOURCE_BLIND, story_id=story.id, source_id=None, at=NOW, text="blind")
        store.add_notice(notice)
        store.add_notice(replace(notice, story_id=99))
        assert store.notices(story.id) == (notice,)
        assert len(store.notices()) == 2


class TestInbox:
    """What was told, over all stories."""

    def test_the_latest_first_a_page_at_a_time(self, store: Store, story: Story) -> None:
        changes = [change_of(f"c{number}") for number in range(5)]
        store.judge(story.id, lambda _: Judgement(changes=tuple(changes)))
        found = store.inbox(limit=2)
        assert [stored.value.key for stored in found] == ["c4", "c3"]
        found = store.inbox(limit=2, before=found[-1].id)
        assert [stored.value.key for stored in found] == ["c2", "c1"]
        assert store.inbox(limit=9, story_id=story.id) == store.inbox(limit=9)
        assert store.inbox(limit=9, story_id=story.id + 1) == ()

    def test_what_is_only_kept_is_not_in_it(self, store: Store, story: Story) -> None:
        kept = replace(change_of("c1"), severity=Severity.INFO)
        store.judge(story.id, lambda _: Judgement(changes=(kept,)))
        assert store.inbox(limit=9) == ()

    def test_what_became_of_its_messages(self, store: Store, story: Story) -> None:
        first, second = change_of("c1"), change_of("c2")
        alert = alert_of(first)
        store.judge(story.id, lambda _: Judgement(changes=(first, second), alerts=(alert,)))
        assert [(told.alert.key, told.state) for told in store.told_of(["c1", "c2"])] == [
            (alert.key, AlertState.WAITING)
        ]
        store.claim_alerts(limit=10, now=MACHINE, lease_for=HOUR)
        store.record_delivery(Delivery(alert_key=alert.key, at=MACHINE, outcome=DeliveryOutcome.DEAD, detail="no"))
        assert [told.state for told in store.told_of(["c1"])] == [AlertState.DEAD]
        assert store.told_of([]) == ()
        assert store.told_of(["c2"]) == ()
