"""`README.txt`: what a proof shows, for people; written from the manifest alone."""

import textwrap
from collections.abc import Iterator

from tracker.model import inert, moment_text
from tracker.proof.manifest import ChangeEntry, ClaimEntry, EditEntry, Manifest, RevisionEntry, Side, Span, VersionEntry
from tracker.proof.names import MANIFEST, SUMS, TIMESTAMP, WARC

WIDTH = 80

HOW_TO_CHECK = f"""\
claimwatch verify FILE           all of this, without network or database
sha256sum -c {SUMS}          every file is the one that was written
warcio check {WARC}    the captures, as web archives keep them

A quote is checked by hand like this; offsets count Unicode characters:

    text = open("texts/A1-v1.txt", encoding="utf-8", newline="").read()
    assert text[start:end] == quote"""

WHAT_IT_SHOWS = f"""\
The captures are what the server sent, after content decoding, with its headers as received. The texts were read from
them by the extractor that is named. Hashes show that nothing was altered since this proof was written; by themselves
they do not show when, or by whom, it was written. That is shown by an independent witness: {TIMESTAMP}, where it is
there, is a timestamp (RFC 3161) of {MANIFEST}, which names every other file by its SHA-256; a copy in a public web
archive is named above, where one was asked for and gave one."""


def readme(manifest: Manifest) -> str:
    """The text, in lines of 80 columns where no address or word is longer."""
    lines = [*_head(manifest), *_changes(manifest), *_revisions(manifest), *_claims(manifest)]
    lines += [*_corrections(manifest), *_versions(manifest)]
    lines += [*_readings(manifest), *_archived(manifest)]
    lines += [*_heading("How to check it"), *HOW_TO_CHECK.splitlines()]
    lines += [*_heading("What it shows, and what not"), *_wrapped(WHAT_IT_SHOWS)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _heading(text: str) -> list[str]:
    return ["", text, "-" * len(text)]


def _quoted(span: Span | None, label: str) -> list[str]:
    """The words and where they stand."""
    if span is None:
        return []
    where = f"  {label}{span.version} [{span.start}:{span.end}]"
    return [where, *_wrapped(f'"{inert(span.quote)}"', "    ")]


def _head(manifest: Manifest) -> Iterator[str]:
    subject = manifest.subject
    yield f"Proof of {subject.kind} {subject.id}"
    yield "=" * len(f"Proof of {subject.kind} {subject.id}")
    yield from _wrapped(subject.line)
    yield ""
    yield from _wrapped(f"Story {manifest.story.id}: {inert(manifest.story.title)}")
    for event in manifest.events:
        yield from _wrapped(f"Event {event.id}: {inert(event.title)}")
    yield f"Written by {manifest.tool}, format {manifest.format}."


def _changes(manifest: Manifest) -> Iterator[str]:
    for change in manifest.changes:
        yield from _heading(f"Change {change.id}")
        yield from _change(change)


def _change(change: ChangeEntry) -> Iterator[str]:
    yield from _wrapped(f"{change.kind.replace('_', ' ')} ({change.severity}): {inert(change.title)}")
    if change.withdrawn is not None:
        yield from _wrapped(f"WITHDRAWN {moment_text(change.withdrawn.at)}: {inert(change.withdrawn.why)}")
    yield from _side(change.before, "before")
    yield from _side(change.after, "after")
    yield from _wrapped(f"{change.why} Rule {change.rule}.")
    if change.said_by:
        yield from _wrapped(f"Said by {inert(change.said_by)}; voices {change.voices}, copies {change.copies}.")
    published = f"Published {moment_text(change.published_at)}, seen" if change.published_at is not None else "Seen"
    yield from _wrapped(f"{published} {moment_text(change.seen_at)}.")
    for span in change.evidence_before:
        yield from _quoted(span, "before: ")
    for span in change.evidence:
        yield from _quoted(span, "after:  " if change.evidence_before else "")


def _side(side: Side | None, label: str) -> Iterator[str]:
    if side is not None:
        figure = f' ("{inert(side.figure.quote)}" at {side.figure.start}:{side.figure.end})' if side.figure else ""
        yield from _wrapped(f"{label}: {inert(side.text)}{figure}", "  ")


def _revisions(manifest: Manifest) -> Iterator[str]:
    for revision in manifest.revisions:
        yield from _heading(f"{revision.before} -> {revision.after}: what differs")
        yield from _headline(revision)
        for number, edit in enumerate(revision.edits, start=1):
            yield from _edit(number, edit)
        if not revision.edits:
            yield "The texts are the same."
        else:
            yield "The texts differ nowhere else."


def _headline(revision: RevisionEntry) -> Iterator[str]:
    headline = revision.headline
    if headline is None:
        return
    pair = f'"{inert(headline.before)}" and "{inert(headline.after)}"'
    if headline.alternates:
        yield from _wrapped(f"The page shows two headlines in turn, {pair}: that is no edit.")
    else:
        yield from _wrapped(f"The headlines of the two are {pair}.")


def _edit(number: int, edit: EditEntry) -> Iterator[str]:
    yield f"Edit {number}: a sentence was {edit.kind}"
    yield from _quoted(edit.before, "before: ")
    yield from _quoted(edit.after, "after:  ")
    for word in edit.words:
        sides = [
            f'"{inert(span.quote)}" [{span.start}:{span.end}]' if span else "nothing"
            for span in (word.before, word.after)
        ]
        yield from _wrapped(" -> ".join(sides), "    ")


def _claims(manifest: Manifest) -> Iterator[str]:
    if manifest.claims:
        yield from _heading("Claims")
    for claim in manifest.claims:
        yield from _claim(claim)


def _claim(claim: ClaimEntry) -> Iterator[str]:
    what = (claim.event_class or claim.lemma).replace("_", " ")
    said = f", said by {inert(claim.speaker)}" if claim.speaker else ""
    via = f", through {inert(claim.carrier)}" if claim.carrier else ""
    when = f", {claim.time}" if claim.time else ""
    event = f", event {claim.event} by {claim.link_rule}" if claim.event else ""
    yield from _wrapped(f"{claim.id}: {what}, {claim.status} by {claim.status_rule}{when}{said}{via}{event}")
    if claim.struck_by is not None:
        yield from _wrapped(f"It does not count: a person marked it wrong ({claim.struck_by}).", "  ")
    yield from _quoted(claim.evidence, "")


def _corrections(manifest: Manifest) -> Iterator[str]:
    if manifest.corrections:
        yield from _heading("What people decided")
    for each in manifest.corrections:
        state = f" {each.state}" if each.state else ""
        what = f"{each.id} {each.kind}{state}, by {inert(each.author)}, {moment_text(each.at)}"
        yield from _wrapped(f"{what}: {inert(each.reason)}")


def _versions(manifest: Manifest) -> Iterator[str]:
    yield from _heading("Versions")
    captures = {capture.body: capture for capture in manifest.captures}
    for version in manifest.versions:
        yield from _version(version)
        capture = captures.get(version.capture or "")
        if capture is None:
            yield "  handed in by a person: there is no capture"
            continue
        yield from _wrapped(f"captured {moment_text(capture.taken_at)}, status {capture.status}, {capture.body}", "  ")
        if capture.final_url != capture.url:
            yield from _wrapped(f"asked at {capture.url}, which led to {capture.final_url}", "  ")
        yield f"  sha256 {capture.sha256}"


def _version(version: VersionEntry) -> Iterator[str]:
    yield from _wrapped(f"{version.id}: {inert(version.outlet)}, {inert(version.title)}")
    yield from _wrapped(inert(version.address), "  ")
    moments = f"published {moment_text(version.published_at)}, first seen {moment_text(version.seen_at)}"
    yield from _wrapped(f"{moments}, {version.standing}", "  ")
    yield from _wrapped(f"text in {version.file}, read by {version.extractor}", "  ")


def _readings(manifest: Manifest) -> Iterator[str]:
    if manifest.readings:
        yield from _heading("What was read by then")
        yield from _wrapped("What is not there leaves no bytes. These are the sources and how far each was read:")
    for reading in manifest.readings:
        yield from _wrapped(f"{reading.source} {inert(reading.outlet)}, {inert(reading.url)}", "  ")
        read = moment_text(reading.read_at) if reading.read_at is not None else "never"
        asked = f"asked {moment_text(reading.asked_at)}" if reading.asked_at is not None else "never asked"
        status = f", status {reading.status}" if reading.status is not None else ""
        outcome = f": {(reading.outcome or '').replace('_', ' ')}{status}" if reading.outcome else ""
        yield from _wrapped(f"read in full {read}; last {asked}{outcome}", "    ")


def _archived(manifest: Manifest) -> Iterator[str]:
    if manifest.archived:
        yield from _heading("Copies in a public web archive")
    for copy in manifest.archived:
        yield from _wrapped(inert(copy.url))
        when = f" (of {inert(copy.memento_datetime)})" if copy.memento_datetime else ""
        yield from _wrapped(f"asked {moment_text(copy.asked_at)}; the archive names {inert(copy.location)}{when}", "  ")
