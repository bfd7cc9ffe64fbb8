"""A proof from its material: files by name, then a zip. The same material gives the same bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.model import (
    Snapshot,
)
from tracker.proof.entries import Names, correction_entry, history_entry, version_entry
from tracker.proof.form import dumped, sha256
from tracker.proof.head import Head
from tracker.proof.manifest import (
    FORMAT,
    ArchivedEntry,
    CaptureEntry,
    EventEntry,
    FileEntry,
    Manifest,
    StoryEntry,
)
from tracker.proof.material import Material
from tracker.proof.names import MANIFEST, README, SUMS, TIMESTAMP, WARC, capture_names, text_name
from tracker.proof.readme import readme
from tracker.proof.warc import Response, written
from tracker.proof.ziparchive import zipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A proof before it is zipped: the manifest's bytes are what a witness signs the hash of."""

    manifest: Manifest
    manifest_bytes: bytes
    files: Mapping[str, bytes]

    def zipped(self, *, timestamp: bytes | None = None) -> bytes:
        """The zip, with a witness's timestamp of the manifest where there is one."""
        members = {**self.files, MANIFEST: self.manifest_bytes}
        if timestamp is not None:
            members[TIMESTAMP] = timestamp
        return zipped({**members, SUMS: sums(members)})


def sums(members: Mapping[str, bytes]) -> bytes:
    """The hashes of these files as `sha256sum -c` reads them."""
    return "".join(f"{sha256(members[name])}  {name}\n" for name in sorted(members)).encode()


def build(material: Material, *, rules: Mapping[str, str], tool: str, archived: Sequence[ArchivedEntry] = ()) -> Proof:
    """The proof of a material. `rules` are the sentences of all rules, `tool` is name and version of the program."""
    captures = _Captures(material.snapshots)
    files = {text_name(version): version.article.text.encode() for version in material.versions}
    files |= captures.files
    if captures.responses:
        files[WARC] = written(captures.responses, software=tool)
    names = Names(material)
    manifest = Manifest(
        format=FORMAT,
        tool=tool,
        subject=material.subject,
        story=StoryEntry(id=f"S{material.story.id}", slug=material.story.slug, title=material.story.title),
        events=tuple(
            EventEntry(id=f"E{each.id}", title=each.value.title, event_class=each.value.event_class)
            for each in material.events
        ),
        changes=tuple(names.change(each) for each in material.changes),
        claims=tuple(names.claim(each, material) for each in material.claims),
        corrections=tuple(correction_entry(each) for each in material.corrections),
        rules=_rules_named(material, rules),
        versions=tuple(version_entry(each, captures.name_of.get(each.id)) for each in material.versions),
        revisions=tuple(names.revision(before, after, diff, material) for before, after, diff in material.revisions),
        histories=tuple(history_entry(article, versions) for article, versions in material.histories.items()),
        captures=captures.entries,
        readings=material.readings,
        archived=tuple(archived),
        files=(),
    )
    files[README] = readme(manifest).encode()
    listed = (FileEntry(name=name, size=len(files[name]), sha256=sha256(files[name])) for name in sorted(files))
    manifest = replace(manifest, files=tuple(listed))
    return Proof(manifest=manifest, manifest_bytes=dumped(manifest), files=files)


class _Captures:
    """Each capture once, however many versions were read from it."""

    def __init__(self, snapshots: Mapping[int, Snapshot]) -> None:
        self.files: dict[str, bytes] = {}
        #: Version id -> name of the capture's body.
        self.name_of: dict[int, str] = {}
        self.responses: list[Response] = []
        self.entries: tuple[CaptureEntry, ...] = ()
        seen: dict[tuple[str, str, object], str] = {}
        for version_id, snapshot in snapshots.items():
            key = (snapshot.sha256, snapshot.url, snapshot.taken_at)
            if key not in seen:
                seen[key] = self._add(snapshot, len(seen) + 1)
            self.name_of[version_id] = seen[key]

    def _add(self, snapshot: Snapshot, number: int) -> str:
        body, head_name = capture_names(number)
        head = Head(
            url=snapshot.url,
            final_url=snapshot.final_url,
            taken_at=snapshot.taken_at,
            status=snapshot.status,
            headers=snapshot.headers,
        )
        response = Response(head=head, body=snapshot.body)
        self.files |= {body: snapshot.body, head_name: dumped(head)}
        self.responses.append(response)
        entry = CaptureEntry(
            body=body,
            head=head_name,
            url=head.url,
            final_url=head.final_url,
            taken_at=head.taken_at,
            status=head.status,
            sha256=snapshot.sha256,
            size=len(snapshot.body),
            record=response.record_id,
        )
        self.entries = (*self.entries, entry)
        return body


def _rules_named(material: Material, rules: Mapping[str, str]) -> dict[str, str]:
    named = {stored.value.rule for stored in material.changes}
    named |= {stored.value.status_rule for stored in material.claims}
    named |= {row.link_rule for row in material.rows.values()}
    return {rule: rules.get(rule, "") for rule in sorted(named)}
