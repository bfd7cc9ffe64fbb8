"""What was told is taken back where it was told, once, and stands again after an undo; summaries end baselines."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time, timedelta

from tests.alert_values import NOW, STORY, postponed
from tests.builders import moment
from tracker.alerts import FollowUps, reinstatements, select, summary, withdrawals
from tracker.config import AlertSettings, ChannelSettings, Digest
from tracker.model import Alert, AlertKind, AlertState, Past, Stored, Told, Withdrawal

CHANNELS = tuple(ChannelSettings(name=name) for name in ("log", "mail", "hook"))
SETTINGS = AlertSettings()
LATER = NOW + timedelta(hours=1)
WRONG = {"abc": Withdrawal(at=LATER, why="Marked wrong by Ada: it was another treaty.")}
W, R, T = AlertKind.WITHDRAWN, AlertKind.REINSTATED, AlertKind.TOLD
WAITING, DELIVERED, DEAD, CANCELLED = (
    AlertState.WAITING,
    AlertState.DELIVERED,
    AlertState.DEAD,
    AlertState.CANCELLED,
)


class Books:
    """The outbox of one change as it moves: what is written, what arrives, what is taken back."""

    def __init__(self, **states: AlertState) -> None:
        told = select(
            [postponed()], channels=CHANNELS, settings=SETTINGS, now=NOW, story=STORY, watched=frozenset({"sign"})
        )
        self.told = [Told(alert=alert, state=states[alert.channel]) for alert in told if alert.channel in states]

    @property
    def past(self) -> Past:
        """What the store would give."""
        return Past(changes=(Stored(id=41, value=postponed()),), told=tuple(self.told))

    def withdraw(self) -> FollowUps:
        """The change is marked wrong."""
        return self._write(withdrawals(self.past, WRONG, channels=CHANNELS, settings=SETTINGS, now=LATER))

    def undo(self) -> FollowUps:
        """The mark is undone."""
        return self._write(reinstatements(self.past, {"abc"}, channels=CHANNELS, settings=SETTINGS, now=LATER))

    def _write(self, ups: FollowUps) -> FollowUps:
        assert not {alert.key for alert in ups.alerts} & {told.alert.key for told in self.told}, "a key was used again"
        moved: Mapping[str, AlertState] = {
            **dict.fromkeys(ups.cancelled, CANCELLED),
            **dict.fromkeys(ups.reopened, WAITING),
        }
        self.told = [replace(told, state=moved.get(told.alert.key, told.state)) for told in self.told]
        self.told += [Told(alert=alert, state=WAITING) for alert in ups.alerts]
        return ups

    def deliver(self) -> list[AlertKind]:
        """Everything that may go out arrives; gives what arrived."""
        arrived = []
        for place, told in enumerate(self.told):
            keys = {each.alert.key for each in self.told if each.state is DELIVERED}
            if told.state is WAITING and (told.alert.follows is None or told.alert.follows in keys):
                self.told[place] = replace(told, state=DELIVERED)
                arrived.append(told.alert.kind)
        return arrived

    def arrive(self, place: int) -> None:
        """A pump that had it in hand says that it was delivered."""
        self.told[place] = replace(self.told[place], state=DELIVERED)


def kinds(alerts: Sequence[Alert]) -> list[tuple[AlertKind, str]]:
    """Kind and channel of each."""
    return [(alert.kind, alert.channel) for alert in alerts]


def test_exactly_those_that_got_it_get_one_withdrawal_in_its_thread() -> None:
    books = Books(log=DELIVERED, mail=DELIVERED, hook=DEAD)
    ups = books.withdraw()
    assert kinds(ups.alerts) == [(W, "log"), (W, "mail")]
    assert ups.cancelled == ()
    told = books.told[0].alert
    assert (ups.alerts[0].thread, ups.alerts[0].follows, ups.alerts[0].severity) == (
        told.thread,
        told.key,
        told.severity,
    )
    assert ups.alerts[0].title == "WITHDRAWN: POSTPONED: treaty signing, Fri 17 -> Fri 24 Jan 2025"
    assert ups.alerts[0].body == "Marked wrong by Ada: it was another treaty."


def test_the_same_withdrawal_twice_writes_nothing_more() -> None:
    books = Books(log=DELIVERED, mail=WAITING)
    books.withdraw()
    assert books.withdraw() == FollowUps()
    books.deliver()
    assert books.withdraw() == FollowUps()


def test_the_same_past_gives_the_same_keys() -> None:
    first, second = Books(log=DELIVERED, mail=WAITING), Books(log=DELIVERED, mail=WAITING)
    assert first.withdraw() == second.withdraw()


def test_what_waits_is_cancelled_and_nobody_hears_of_it() -> None:
    books = Books(log=WAITING)
    ups = books.withdraw()
    assert ups.cancelled == (books.told[0].alert.key,)
    assert books.deliver() == []


def test_what_was_under_way_when_it_was_cancelled_is_taken_back_once_it_arrived() -> None:
    books = Books(log=WAITING)
    books.withdraw()
    books.arrive(0)
    assert books.deliver() == [W]


def test_an_undo_after_the_withdrawal_arrived_tells_it_again_in_the_thread() -> None:
    books = Books(log=DELIVERED)
    books.withdraw()
    books.deliver()
    ups = books.undo()
    assert kinds(ups.alerts) == [(R, "log")]
    assert ups.alerts[0].follows == books.told[1].alert.key
    assert ups.alerts[0].title.startswith("STANDS AGAIN: POSTPONED")
    assert books.undo() == FollowUps()


def test_an_undo_before_the_withdrawal_was_sent_leaves_the_reader_alone() -> None:
    books = Books(log=DELIVERED)
    books.withdraw()
    ups = books.undo()
    assert ups.cancelled == (books.told[1].alert.key,)
    assert books.deliver() == []


def test_an_undo_while_the_withdrawal_was_under_way_is_told_once_that_arrived() -> None:
    books = Books(log=DELIVERED)
    books.withdraw()
    books.undo()
    books.arrive(1)
    assert books.deliver() == [R]


def test_an_undo_sends_what_was_cancelled_before_it_was_sent() -> None:
    books = Books(log=WAITING)
    books.withdraw()
    ups = books.undo()
    assert (ups.alerts, ups.reopened) == ((), (books.told[0].alert.key,))
    assert books.deliver() == [T]


def test_what_was_cancelled_for_another_reason_is_not_reopened() -> None:
    books = Books(log=CANCELLED)
    assert books.withdraw() == FollowUps()
    assert books.undo() == FollowUps()


def test_back_and_forth_has_a_key_of_its_own_each_time_and_ends_in_the_truth() -> None:
    for pattern in range(2**6):
        books, said = Books(log=DELIVERED), [T]
        for turn in range(6):
            (books.undo if turn % 2 else books.withdraw)()
            if pattern >> turn & 1:
                said += books.deliver()
        said += books.deliver()
        assert said[-1] is not W, f"pattern {pattern:b}: {said}"
        books.withdraw()
        assert (said + books.deliver())[-1] is W, f"pattern {pattern:b}"


def test_a_withdrawal_waits_for_its_channels_digest() -> None:
    books = Books(log=DELIVERED)
    daily = ChannelSettings(name="log", digest=Digest(at=time(8)))
    (alert,) = withdrawals(books.past, WRONG, channels=[daily], settings=SETTINGS, now=LATER).alerts
    assert (alert.created_at, alert.not_before) == (LATER, moment("2025-01-17T08:00"))


def test_a_summary_goes_once_to_each_channel_that_gets_notices_of_the_story() -> None:
    channels = [
        ChannelSettings(name="log"),
        ChannelSettings(name="loud", least="alert"),
        ChannelSettings(name="other", stories=("other",)),
    ]
    lines = ["2 plans are watched.", "Treaty signing: planned for Fri 17 Jan 2025"]
    (alert,) = summary(STORY, lines, channels=channels, settings=SETTINGS, now=NOW)
    assert (alert.channel, alert.kind, alert.change_key) == ("log", AlertKind.SUMMARY, None)
    assert (alert.title, alert.body) == ("Now following: Iran-Russia treaty", "\n".join(lines))
    (again,) = summary(STORY, lines, channels=channels[:1], settings=SETTINGS, now=LATER)
    (source,) = summary(STORY, lines, channels=channels[:1], settings=SETTINGS, now=NOW, title="New source", part="X7")
    assert alert.key == again.key != source.key
