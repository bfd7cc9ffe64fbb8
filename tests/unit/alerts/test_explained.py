"""Messages say why in the very sentence that the screens give."""

from dataclasses import replace

from storage import MemoryStore
from tests.alert_values import LOG, item, make_message, postponed, told
from tests.builders import make_book
from tracker.alerts.cloud_event import event_of
from tracker.alerts.text import message_text
from tracker.clock import SystemClock
from tracker.config import Settings
from tracker.model import Judgement
from tracker.reports.explaining import explain_change
from tracker.telling import Telling


def test_a_judgement_is_told_with_the_sentence_of_the_screens() -> None:
    telling = Telling(MemoryStore(), replace(Settings(), channels=(LOG,)), SystemClock())
    (alert,) = telling(make_book(), Judgement(changes=(postponed(),))).alerts
    assert alert.body == explain_change(postponed())


def test_mail_and_webhook_give_that_sentence() -> None:
    sentence = explain_change(postponed())
    message = make_message()
    assert sentence in " ".join(message_text(message).split())
    (said,) = event_of(message)["data"]["items"]
    assert (said["lines"], said["change"]["why"]) == ([sentence], sentence)


def test_more_voices_are_counted_in_it() -> None:
    change = replace(postponed(), voices=3)
    assert item(change, alert=told(change)).lines[0].endswith("3 voices say so.")
