"""Evidence as it is shown: a claim's words marked inside their paragraph, with who, where and when."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from tracker.model import Claim, EvidenceSpan, LedgerRow, SpeechMode, Stored, Version, text_fragment
from tracker.reports.explaining import explain_claim
from tracker.reports.lines import Passage, Segment

#: Characters of the paragraph shown on either side of a quote.
CONTEXT = 160


def passage_of(
    version: Version,
    span: EvidenceSpan,
    *,
    rules: Mapping[str, str],
    claim: Stored[Claim] | None = None,
    row: LedgerRow | None = None,
    linked: str = "",
) -> Passage:
    """The passage of a span; of a claim with its reading, of a ledger row with its standing and its link's reason."""
    said = claim.value if claim is not None else (row.claim if row is not None else None)
    lead, tail = _context(version, span)
    return Passage(
        claim=f"C{claim.id}" if claim is not None else "",
        article=f"A{version.article_id}",
        quote=span.quote,
        segments=segments(span, _marks(said, span) if said is not None else ()),
        lead=lead,
        tail=tail,
        said_by=said_by(said, version.outlet),
        outlet=version.outlet,
        title=version.article.title,
        url=version.article.url,
        address=text_fragment(version.article.url, span.quote),
        published_at=version.published_at,
        seen_at=version.seen_at,
        version=version.number,
        sha256=version.snapshot_sha256,
        handed_in=version.snapshot_sha256 is None,
        status=said.status.value if said is not None else "",
        why=explain_claim(said, rules) if said is not None else "",
        rule=said.status_rule if said is not None else "",
        cue=said.cue.quote if said is not None and said.cue is not None else "",
        standing=row.standing if row is not None else True,
        is_copy=row is not None and row.copy_of is not None,
        is_background=said.background if said is not None else False,
        struck=f"K{row.struck_by}" if row is not None and row.struck_by is not None else "",
        linked=linked,
    )


def said_by(claim: Claim | None, outlet: str) -> str:
    """Who says it through whom: "Peskov, via TASS"; the outlet alone for its own words."""
    if claim is None:
        return outlet
    attribution = claim.attribution
    carrier = attribution.carrier or outlet
    if attribution.speaker is None or attribution.mode is SpeechMode.NARRATED:
        return carrier
    return f"{attribution.speaker.text}, via {carrier}"


def _marks(claim: Claim, span: EvidenceSpan) -> Sequence[tuple[int, int]]:
    """Where the deciding words stand in the quote: predicate, cue, time and figures."""
    spans = [claim.trigger, *(quantity.evidence for quantity in claim.quantities)]
    spans += [claim.cue] if claim.cue is not None else []
    found = [
        (each.start - span.start, each.end - span.start)
        for each in spans
        if each.version_id == span.version_id and span.start <= each.start and each.end <= span.end
    ]
    for time in (claim.time, claim.time_before):
        at = span.quote.find(time.text) if time is not None and time.text else -1
        if time is not None and at >= 0:
            found.append((at, at + len(time.text)))
    # A figure whose evidence is the whole sentence marks nothing.
    return [mark for mark in found if mark[1] - mark[0] < len(span.quote)]


def segments(span: EvidenceSpan, marks: Sequence[tuple[int, int]]) -> tuple[Segment, ...]:
    """The quote cut at the marks, which may touch or overlap; together the segments are the quote."""
    marked = [False] * len(span.quote)
    for start, end in marks:
        marked[start:end] = [True] * (end - start)
    cuts = [0, *(at for at in range(1, len(marked)) if marked[at] is not marked[at - 1]), len(marked)]
    return tuple(
        Segment(text=span.quote[start:end], marked=marked[start]) for start, end in pairwise(cuts) if start < end
    )


def _context(version: Version, span: EvidenceSpan) -> tuple[str, str]:
    """The rest of the paragraph around a span, each side cut at a word."""
    text = version.article.text
    for first, last in version.article.paragraphs:
        if first <= span.start < last:
            lead, tail = text[first : span.start], text[span.end : last]
            return _last_words(lead), _first_words(tail)
    return "", ""


def _last_words(text: str) -> str:
    return text if len(text) <= CONTEXT else f"… {text[-CONTEXT:].partition(' ')[2]}"


def _first_words(text: str) -> str:
    return text if len(text) <= CONTEXT else f"{text[:CONTEXT].rpartition(' ')[0]} …"
