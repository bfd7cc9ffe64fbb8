"""Model values as entries of a manifest, under the names that versions and events have in this proof."""

from collections.abc import Iterable, Sequence

from tracker.model import (
    Change,
    Claim,
    Correction,
    EditKind,
    EvidenceSpan,
    Facet,
    SentenceEdit,
    Severity,
    Standing,
    Stored,
    TextDiff,
    Version,
    time_text,
)
from tracker.proof.manifest import (
    ChangeEntry,
    ClaimEntry,
    CorrectionEntry,
    EditEntry,
    HeadlineEntry,
    HistoryEntry,
    RevisionEntry,
    SeenEntry,
    Side,
    Span,
    VersionEntry,
    WithdrawnEntry,
    WordEntry,
)
from tracker.proof.material import Material
from tracker.proof.names import text_name, version_name


class Names:
    """Turns model values into entries, with the names that they have in this proof."""

    def __init__(self, material: Material) -> None:
        self._versions = {version.id: version_name(version) for version in material.versions}
        self._events = {event.value.key: f"E{event.id}" for event in material.events}

    def span(self, span: EvidenceSpan) -> Span:
        """The words, in the version's name here."""
        return Span(version=self._versions[span.version_id], start=span.start, end=span.end, quote=span.quote)

    def _spans(self, spans: Iterable[EvidenceSpan]) -> tuple[Span, ...]:
        return tuple(self.span(each) for each in spans)

    def _event(self, key: str | None) -> str | None:
        return self._events.get(key) if key is not None else None

    def change(self, stored: Stored[Change]) -> ChangeEntry:
        """A change."""
        change = stored.value
        return ChangeEntry(
            id=f"N{stored.id}",
            key=change.key,
            event=self._event(change.event_key),
            kind=change.kind.value,
            severity=Severity(change.severity).name.lower(),
            title=change.title,
            before=self._side(change.before),
            after=self._side(change.after),
            rule=change.rule,
            why=change.why,
            said_by=change.said_by,
            voices=change.voices,
            copies=change.copies,
            published_at=change.published_at,
            seen_at=change.seen_at,
            withdrawn=_withdrawn(change),
            evidence=self._spans(change.evidence),
            evidence_before=self._spans(change.evidence_before),
        )

    def _side(self, facet: Facet | None) -> Side | None:
        if facet is None:
            return None
        figure = facet.quantity.evidence if facet.quantity is not None else None
        return Side(
            text=facet.text,
            state=facet.state.value if facet.state is not None else None,
            first=facet.time.first if facet.time is not None else None,
            last=facet.time.last if facet.time is not None else None,
            figure=self.span(figure) if figure is not None and figure.version_id in self._versions else None,
        )

    def claim(self, stored: Stored[Claim], material: Material) -> ClaimEntry:
        """A claim."""
        claim = stored.value
        row = material.rows.get(claim.key)
        speaker = claim.attribution.speaker
        return ClaimEntry(
            id=f"C{stored.id}",
            key=claim.key,
            event=self._event(row.event_key) if row is not None else None,
            event_class=claim.event_class,
            lemma=claim.lemma,
            status=claim.status.value,
            status_rule=claim.status_rule,
            link_rule=row.link_rule if row is not None else None,
            struck_by=f"K{row.struck_by}" if row is not None and row.struck_by is not None else None,
            speaker=speaker.text if speaker is not None else None,
            carrier=claim.attribution.carrier,
            time=time_text(claim.time) if claim.time is not None else None,
            condition=claim.condition,
            reason=claim.reason,
            evidence=self.span(claim.evidence),
            trigger=self.span(claim.trigger),
            cue=self.span(claim.cue) if claim.cue is not None else None,
            figures=self._spans(each.evidence for each in claim.quantities),
        )

    def revision(self, before: Version, after: Version, diff: TextDiff, material: Material) -> RevisionEntry:
        """A step between two versions: the sentences and words that differ, and the headline apart from them."""
        headline = None
        if before.article.title != after.article.title:
            headline = HeadlineEntry(
                before=before.article.title,
                after=after.article.title,
                alternates=_alternates(before, after, material),
            )
        pair = (self._versions[before.id], self._versions[after.id])
        edits = tuple(_edit(each, pair) for each in diff.sentences if each.kind is not EditKind.EQUAL)
        return RevisionEntry(before=pair[0], after=pair[1], headline=headline, edits=edits)


def _withdrawn(change: Change) -> WithdrawnEntry | None:
    taken = change.withdrawn
    if taken is None:
        return None
    correction = f"K{taken.correction_id}" if taken.correction_id is not None else None
    return WithdrawnEntry(at=taken.at, why=taken.why, correction=correction)


def correction_entry(stored: Stored[Correction]) -> CorrectionEntry:
    """What a person decided."""
    correction = stored.value
    return CorrectionEntry(
        id=f"K{stored.id}",
        kind=correction.kind.value,
        author=correction.author,
        reason=correction.reason,
        at=correction.at,
        state=correction.state.value if correction.state is not None else None,
    )


def _alternates(before: Version, after: Version, material: Material) -> bool:
    """Whether the page is known to show the later headline in turn, or it was there before, or the earlier one came
    back.
    """
    article = after.article_id
    kept = [each for each in material.histories[article] if each.standing is Standing.CONFIRMED]
    was_there = any(each.article.title == after.article.title for each in kept if each.number < before.number)
    came_back = any(each.article.title == before.article.title for each in kept if each.number > after.number)
    return after.article.title in material.in_turn.get(article, frozenset()) or was_there or came_back


def _edit(edit: SentenceEdit, pair: tuple[str, str]) -> EditEntry:
    before = _span_at(pair[0], edit.span_before, edit.before)
    after = _span_at(pair[1], edit.span_after, edit.after)
    words: list[WordEntry] = []
    if before is not None and after is not None:
        at_before, at_after = before.start, after.start
        for word in edit.words:
            if word.kind is not EditKind.EQUAL:
                old = _span_at(pair[0], (at_before, at_before + len(word.before)), word.before)
                new = _span_at(pair[1], (at_after, at_after + len(word.after)), word.after)
                words.append(WordEntry(before=old, after=new))
            at_before, at_after = at_before + len(word.before), at_after + len(word.after)
    return EditEntry(kind=edit.kind.value, before=before, after=after, words=tuple(words))


def _span_at(version: str, where: tuple[int, int] | None, quote: str) -> Span | None:
    return Span(version=version, start=where[0], end=where[1], quote=quote) if where is not None and quote else None


def version_entry(version: Version, capture: str | None) -> VersionEntry:
    """One version, read from that capture."""
    article = version.article
    return VersionEntry(
        id=version_name(version),
        article=f"A{version.article_id}",
        number=version.number,
        address=article.url,
        outlet=version.outlet,
        title=article.title,
        byline=article.byline,
        language=article.language,
        published_at=version.published_at,
        seen_at=version.seen_at,
        standing=version.standing.value,
        extractor=article.extractor,
        file=text_name(version),
        text_sha256=version.text_sha256,
        capture=capture,
    )


def history_entry(article_id: int, versions: Sequence[Version]) -> HistoryEntry:
    """All versions of an article, by hash."""
    return HistoryEntry(
        article=f"A{article_id}",
        versions=tuple(
            SeenEntry(
                number=each.number,
                seen_at=each.seen_at,
                title=each.article.title,
                text_sha256=each.text_sha256,
                standing=each.standing.value,
            )
            for each in versions
        ),
    )
