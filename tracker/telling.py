"""Gives a judgement its messages: what it changes for those who are told, what it takes back for those who were."""

from dataclasses import replace

from tracker.alerts import reinstatements, select, watched_after, withdrawals
from tracker.config import Settings
from tracker.ledger import corrected
from tracker.model import Judgement, Past, StoryBook
from tracker.ports import Clock, Store
from tracker.reports.explaining import explain_change


class Telling:
    """Writes the outbox rows of judgements; sends nothing."""

    def __init__(self, store: Store, settings: Settings, machine_clock: Clock) -> None:
        self._store = store
        self._settings = settings
        self._clock = machine_clock

    def __call__(self, book: StoryBook, judgement: Judgement) -> Judgement:
        """The judgement with its alerts, ready to be written; `book` is what it was decided on."""
        alerts = select(
            judgement.changes,
            channels=self._settings.channels,
            settings=self._settings.alerts,
            now=self._clock.now(),
            story=book.story,
            watched=watched_after(corrected(book), judgement),
            explain=explain_change,
        )
        told = replace(judgement, alerts=alerts)
        if not judgement.withdrawn and not judgement.reinstated:
            return told
        return self._with_follow_ups(told, self._store.past(book.story.id))

    def _with_follow_ups(self, judgement: Judgement, past: Past) -> Judgement:
        channels, settings, now = self._settings.channels, self._settings.alerts, self._clock.now()
        back = withdrawals(past, judgement.withdrawn, channels=channels, settings=settings, now=now)
        again = reinstatements(past, judgement.reinstated, channels=channels, settings=settings, now=now)
        return replace(
            judgement,
            alerts=(*judgement.alerts, *back.alerts, *again.alerts),
            cancelled_alerts=(*back.cancelled, *again.cancelled),
            reopened_alerts=(*back.reopened, *again.reopened),
        )
