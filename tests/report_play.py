"""A story played into a MemoryStore through the real ledger and alerts, for the tests of reports and channels.

`play.publish("Volga Wire", "Putin signed the treaty.", signed, on="2025-01-17")` is one page that was read.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from storage import MemoryStore
from tests.builders import CLASSES, TREATY, make_article, make_claim, make_quantity, moment, on_day, person
from tracker.alerts import refusals, select, watched_after
from tracker.claims import terms_named
from tracker.config import AlertSettings, ChannelSettings, JudgeSettings
from tracker.diff import diff_articles, diff_claims
from tracker.ledger import RULES, corrected, fold, judge_version, review
from tracker.model import (
    Article,
    Capture,
    Check,
    CheckOutcome,
    Claim,
    Event,
    EventState,
    Judgement,
    NewSource,
    NewStory,
    Snapshot,
    Source,
    SourceHealth,
    SourceKind,
    Status,
    StoryBook,
    Version,
)
from tracker.reports import Reports

Read = Callable[[Version], Sequence[Claim]]
#: Sentences of the rules that the builders name.
READ_BY = {
    "status.test": "The test says so.",
    "attribution.test": "The test names the speaker.",
    "date.test": "The test names the day.",
    "quantity.test": "The test counts.",
}
CHANNELS = (ChannelSettings(name="log"),)
AT_ONCE = AlertSettings(settle=timedelta())


class ReportPlay:
    """One story in a store of its own; `now` is the moment of the latest reading."""

    def __init__(
        self,
        title: str = "Iran-Russia treaty",
        *,
        channels: Sequence[ChannelSettings] = CHANNELS,
        alerts: AlertSettings = AT_ONCE,
    ) -> None:
        self.channels = channels
        self.alerts = alerts
        self.store = MemoryStore()
        self.now = moment("2025-01-13")
        story = NewStory(slug="iran-russia", title=title, language="en", created_at=self.now)
        self.story = self.store.add_story(story)
        self._sources: dict[str, Source] = {}

    @property
    def reports(self) -> Reports:
        """Reports over the store, as the application wires them."""
        return Reports(
            self.store,
            fold=self.fold,
            correct=corrected,
            diff=diff_articles,
            rules={**RULES, **READ_BY},
            names=terms_named,
            refusals=partial(refusals, channels=self.channels),
        )

    def fold(self, book: StoryBook, event: Event) -> EventState:
        """What an event comes to at the moment of the play."""
        rows = [row for row in book.rows if row.event_key == event.key]
        return fold(event, rows, now=self.now, readings=book.readings, settings=JudgeSettings())

    def paste(
        self, text: str, read: Read, *, outlet: str = "Daily Wrap", title: str = "A pact in the making"
    ) -> Version:
        """The seed."""
        article = make_article(text, title=title, url="", published_at=self.now)
        version = self.store.add_pasted(self.story.id, article=article, outlet=outlet, seen_at=self.now)
        self._judge(version, read)
        return version

    def publish(
        self, outlet: str, text: str, read: Read, *, on: str, url: str | None = None, title: str = "News"
    ) -> Version:
        """A page that is read at the moment of its publication; the same address again is an edit of it."""
        self.now = moment(on)
        url = url or f"https://{outlet.lower().replace(' ', '-')}.example/{on[:10]}"
        article = make_article(text, title=title, url=url, published_at=self.now)
        captured = self.store.capture([self._capture(outlet, url, article=article)])
        version = captured[0].version
        assert version is not None
        self._judge(version, read)
        return version

    def blind(self, outlet: str, detail: str, *, on: str) -> None:
        """A source that answers with something unreadable."""
        self.now = moment(on)
        url = f"https://{outlet.lower().replace(' ', '-')}.example/"
        self.store.capture([self._capture(outlet, url, article=None, detail=detail)])

    def pass_by(self, day: str) -> None:
        """The day comes, every source is read again without news, and silence is judged."""
        self.now = moment(day)
        for url, source in self._sources.items():
            if source.kind is SourceKind.PAGE and url in self._articles:
                self.store.capture([self._capture(source.outlet, url, article=self._articles[url])])

        def decide(book: StoryBook) -> Judgement:
            judgement = review(book, classes=CLASSES, now=self.now, settings=JudgeSettings())
            return self._with_alerts(judgement, book)

        self.store.judge(self.story.id, decide)

    @property
    def _articles(self) -> dict[str, Article]:
        articles = self.store.articles(self.story.id)
        return {each.url: self.store.versions(each.id)[-1].article for each in articles if each.url}

    def _capture(self, outlet: str, url: str, *, article: Article | None, detail: str = "") -> Capture:
        if url not in self._sources:
            new = NewSource(
                story_id=self.story.id,
                url=url,
                kind=SourceKind.PAGE,
                outlet=outlet,
                next_check_at=self.now,
                baseline=False,
            )
            self._sources[url] = self.store.add_source(new)
        self.store.hurry(self.story.id, now=self.now)
        leases = self.store.claim_due(
            limit=100, now=self.now, machine_now=self.now, lease_for=timedelta(0), host_gap=timedelta(0)
        )
        lease = next(each for each in leases if each.source.url == url)
        read = article is not None
        body = (article.text if article is not None else detail).encode()
        return Capture(
            lease=lease,
            check=Check(
                source_id=lease.source.id,
                at=self.now,
                outcome=CheckOutcome.NEW_VERSION if read else CheckOutcome.UNREADABLE,
                status=200,
                detail=detail,
                took_ms=12,
                received=len(body),
            ),
            next_check_at=self.now + timedelta(hours=1),
            health=SourceHealth.READ if read else SourceHealth.BLIND,
            health_detail=detail,
            snapshot=_snapshot(url, body, self.now),
            article=article,
        )

    def _judge(self, version: Version, read: Read) -> None:
        claims = read(version)
        earlier = [each for each in self.store.versions(version.article_id) if each.number < version.number]
        before = earlier[-1] if earlier else None
        old = [stored.value for stored in self.store.claims(version_id=before.id)] if before is not None else []

        def decide(book: StoryBook) -> Judgement:
            judgement = judge_version(
                book,
                version,
                claims,
                classes=CLASSES,
                claim_diff=diff_claims(old, claims) if before is not None else None,
                text_diff=diff_articles(before.article, version.article) if before is not None else None,
                now=self.now,
                settings=JudgeSettings(),
                generation=1,
            )
            return self._with_alerts(judgement, book)

        self.store.judge(self.story.id, decide, analysed=version.id)

    def _with_alerts(self, judgement: Judgement, book: StoryBook) -> Judgement:
        alerts = select(
            judgement.changes,
            channels=self.channels,
            settings=self.alerts,
            now=self.now,
            story=book.story,
            watched=watched_after(book, judgement),
        )
        return replace(judgement, alerts=alerts)


def _snapshot(url: str, body: bytes, now: datetime) -> Snapshot:
    return Snapshot(
        url=url,
        final_url=url,
        taken_at=now,
        status=200,
        headers=(("content-type", "text/html"),),
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
    )


# --- what the pages say ----------------------------------------------------------------------------------------------
def says(
    quote: str,
    event_class: str = "sign",
    status: Status = Status.PLANNED,
    *,
    day: str | None = None,
    gives_up: str | None = None,
    speaker: str | None = None,
    count: float | None = None,
    reason: str | None = None,
) -> Read:
    """One claim of a page: says("signed the treaty", status=Status.HAPPENED, day="2025-01-17")."""

    def read(version: Version) -> Sequence[Claim]:
        figures = [make_quantity(version, count, "article")] if count is not None else []
        return [
            make_claim(
                version,
                event_class,
                status,
                object=TREATY,
                quote=quote,
                time=on_day(day) if day else None,
                time_before=on_day(gives_up) if gives_up else None,
                speaker=person(speaker) if speaker else None,
                quantities=figures,
                reason=reason,
            )
        ]

    return read


def nothing(_: Version) -> Sequence[Claim]:
    """A page without claims."""
    return ()


def slipped() -> ReportPlay:
    """Announced for the 17th, put off to the 24th, a figure corrected in silence, one source blind."""
    play = ReportPlay()
    play.paste(
        "The treaty will be signed on Friday, January 17.\nIt has 47 articles.",
        says("The treaty will be signed on Friday, January 17.", day="2025-01-17"),
    )
    play.publish(
        "Caspian Courier",
        "The document comprises 47 articles.",
        says("The document comprises 47 articles.", "contain", Status.STATE, count=47),
        on="2025-01-14",
        url="https://caspian-courier.example/inside",
    )
    play.publish(
        "Caspian Courier",
        "The document comprises 48 articles.",
        says("The document comprises 48 articles.", "contain", Status.STATE, count=48),
        on="2025-01-15",
        url="https://caspian-courier.example/inside",
    )
    play.publish(
        "Volga Wire",
        "The signing was put off and will now take place on January 24, Peskov said.",
        says(
            "The signing was put off and will now take place on January 24, Peskov said.",
            status=Status.POSTPONED,
            day="2025-01-24",
            gives_up="2025-01-17",
            speaker="Dmitry Peskov",
            reason="because of the weather",
        ),
        on="2025-01-16T14:02",
    )
    play.blind("Steppe Notes", "a consent page; open it once in a browser", on="2025-01-16T15:00")
    return play
