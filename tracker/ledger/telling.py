"""Writes one change down: its key, words, severity, evidence and voices."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.ledger.rules import RULES
from tracker.ledger.severity import quieted
from tracker.ledger.titles import TITLE, shortened
from tracker.ledger.voices import STATES, said_by
from tracker.model import (
    Change,
    ChangeKind,
    Event,
    EventState,
    EvidenceSpan,
    Facet,
    LedgerRow,
    Severity,
    Version,
)

#: Characters that an event keeps of its title, however long the news.
LEAST_HEAD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where and when changes are seen: in a version, or by the clock alone."""

    story_id: int
    version: Version | None
    now: datetime

    def write(
        self,
        kind: ChangeKind,
        severity: Severity,
        rule: str,
        title: str,
        *,
        event: Event | None,
        before: Facet | None = None,
        after: Facet | None = None,
        rows: Sequence[LedgerRow] = (),
        rows_before: Sequence[LedgerRow] = (),
        spans: Sequence[EvidenceSpan] = (),
        spans_before: Sequence[EvidenceSpan] = (),
        known: EventState | None = None,
        of_article: bool = False,
    ) -> Change:
        """The change; `rows` and `spans` are its evidence, `known` what the event's rows now come to.

        With `of_article` it is this article's own doing, and another one's is another change.
        """
        version = self.version
        severity, told_by = quieted(severity, rule, event, baseline=version is not None and version.baseline)
        voices, copies = _support(rows, known)
        return Change(
            key=self._key(event if not of_article else None, kind, before, after, title),
            story_id=self.story_id,
            event_key=event.key if event else None,
            article_id=version.article_id if version else None,
            version_id=version.id if version else None,
            kind=kind,
            severity=severity,
            title=_fitted(title, event),
            before=before,
            after=after,
            why=RULES[told_by],
            rule=told_by,
            evidence=_spans(rows) or tuple(spans),
            evidence_before=_spans(rows_before) or tuple(spans_before),
            said_by=said_by(rows[0]) if rows else (version.outlet if version else ""),
            voices=voices or int(version is not None),
            copies=copies,
            published_at=rows[0].published_at if rows else (version.published_at if version else None),
            seen_at=self.now,
        )

    def _key(self, event: Event | None, kind: ChangeKind, before: Facet | None, after: Facet | None, title: str) -> str:
        """The same for the same change after a rebuild. A change of an article alone hangs on its address."""
        anchor = event.key if event is not None else (self.version.article.url if self.version is not None else "")
        sides = (before.text if before else "", after.text if after else "")
        words = sides if any(sides) else (title, "")
        return digest(str(self.story_id), anchor, kind.value, *words)


def uncounted(change: Change) -> Change:
    """A change of an event of which only the number is told: kept beside the count."""
    if change.severity is Severity.INFO:
        return change
    return replace(change, severity=Severity.INFO, rule="change.counted", why=RULES["change.counted"])


def as_history(change: Change) -> Change:
    """A change that an old page makes, read after newer ones: kept in its place, not told."""
    if change.severity is Severity.INFO:
        return change
    return replace(change, severity=Severity.INFO, rule="change.old_page", why=RULES["change.old_page"])


def _fitted(title: str, event: Event | None) -> str:
    """A title of one line: where it is too long, the event's own title is cut, not the news."""
    if event is None or not title.startswith(event.title) or len(title) <= TITLE:
        return shortened(title)
    room = TITLE - (len(title) - len(event.title))
    return shortened(shortened(event.title, max(room, LEAST_HEAD)) + title[len(event.title) :])


def _spans(rows: Sequence[LedgerRow]) -> tuple[EvidenceSpan, ...]:
    return tuple(row.claim.evidence for row in rows)


def digest(*parts: str) -> str:
    """A short stable key of its parts (64 bits of SHA-256 in hex)."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _support(rows: Sequence[LedgerRow], known: EventState | None) -> tuple[int, int]:
    """Independent voices that say the same as the deciding row, and copies among them."""
    if not rows or known is None:
        return len(rows[:1]), 0
    state = STATES[rows[0].claim.status]
    alike = [voice for voice in known.voices if voice.state is state]
    return max(1, len(alike)), sum(voice.copies for voice in alike)
