"""Checks a proof against itself: bytes in, a verdict out. Needs no network, no database and no settings.

In this order, each step on what the one before found sound:

    the zip        every byte outside the files is as claimwatch writes it, every file as it was zipped
    SHA256SUMS     names every other file, with its hash
    manifest.json  is of a known format, and names every other file with size and hash
    the texts      have their hash, every quote stands at its place, revisions differ in their edits and nowhere else
    the captures   are those that the manifest names, with address, time, status and headers
    the WARC       holds the captures, all and no other
    manifest.tsr   is a timestamp of this manifest
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cryptography import x509

from tracker.proof.form import loaded_head, loaded_manifest, sha256, spans_of
from tracker.proof.manifest import Manifest, RevisionEntry, Span
from tracker.proof.names import MANIFEST, SUMS, TIMESTAMP, WARC
from tracker.proof.warc import Response, expected, records
from tracker.proof.witness import Timestamp, WitnessError, read_timestamp
from tracker.proof.ziparchive import Trouble, ZipTroubleError, unzipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was checked and what is wrong; without troubles the proof is sound."""

    #: What it is a proof of; None where the manifest can't be read.
    manifest: Manifest | None
    #: A sentence for each thing that was checked and found sound.
    checked: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    timestamp: Timestamp | None

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.troubles


def verify(data: bytes, *, roots: Sequence[x509.Certificate] = ()) -> Verification:
    """Check the bytes of a proof. `roots` are the authorities that its timestamp must be signed under, if any."""
    checking = _Checking(roots)
    checking.run(data)
    return Verification(
        manifest=checking.manifest,
        checked=tuple(checking.checked),
        troubles=tuple(dict.fromkeys(checking.troubles)),
        timestamp=checking.timestamp,
    )


class _Checking:
    """One check under way."""

    def __init__(self, roots: Sequence[x509.Certificate]) -> None:
        self._roots = roots
        self.manifest: Manifest | None = None
        self.checked: list[str] = []
        self.troubles: list[Trouble] = []
        self.timestamp: Timestamp | None = None

    def run(self, data: bytes) -> None:
        """All steps; those that need what is damaged are left out."""
        try:
            members, troubles = unzipped(data)
        except ZipTroubleError as error:
            self.troubles.append(error.trouble)
            return
        self.troubles += troubles
        if troubles:
            return
        self.checked.append(f"the zip is written byte for byte as claimwatch writes it ({len(members)} files)")
        self._sums(members)
        try:
            self.manifest = manifest = loaded_manifest(self._member(members, MANIFEST))
        except ValueError as error:
            self._wrong(MANIFEST, str(error))
            return
        if not self._files(members, manifest):
            return
        texts = self._texts(members, manifest)
        self._spans(texts, manifest)
        for revision in manifest.revisions:
            self._revision(revision, texts)
        self._captures(members, manifest)
        self._witness(members)

    def _wrong(self, member: str, text: str) -> None:
        self.troubles.append(Trouble(member=member, text=text))

    @staticmethod
    def _member(members: Mapping[str, bytes], name: str) -> bytes:
        if name not in members:
            raise ValueError("it is missing")
        return members[name]

    # --- files -------------------------------------------------------------------------------------------------------
    def _sums(self, members: Mapping[str, bytes]) -> None:
        """Every line of SHA256SUMS is a file's, and every file has its line."""
        try:
            lines = self._member(members, SUMS).decode("ascii").splitlines(keepends=True)
            listed = dict(_sum_of(line) for line in lines)
        except ValueError as error:
            self._wrong(SUMS, str(error) if str(error) == "it is missing" else "it is no list of SHA-256 sums")
            return
        others = sorted(set(members) - {SUMS})
        if len(lines) != len(listed) or list(listed) != sorted(listed):
            self._wrong(SUMS, "it is not in order")
        for name in sorted({*listed, *others}):
            if name not in listed:
                self._wrong(name, f"it was added: {SUMS} does not name it")
            elif name not in members:
                self._wrong(name, "it is missing")
            elif sha256(members[name]) != listed[name]:
                self._wrong(name, f"its SHA-256 is not the one in {SUMS}")

    def _files(self, members: Mapping[str, bytes], manifest: Manifest) -> bool:
        """Every file is named by the manifest, with its size and hash. Whether all are."""
        listed = {each.name: each for each in manifest.files}
        if len(listed) != len(manifest.files):
            self._wrong(MANIFEST, "it names a file twice")
        for name in sorted({*listed, *members} - {MANIFEST, SUMS, TIMESTAMP}):
            if name not in listed:
                self._wrong(name, f"it was added: {MANIFEST} does not name it")
            elif name not in members:
                self._wrong(name, "it is missing")
            elif (len(members[name]), sha256(members[name])) != (listed[name].size, listed[name].sha256):
                self._wrong(name, f"its size and SHA-256 are not those in {MANIFEST}")
        for name in sorted({*listed} & {MANIFEST, SUMS, TIMESTAMP}):
            self._wrong(MANIFEST, f"it names {name}, which it can't know the hash of")
        if not self.troubles:
            self.checked.append(f"{_count(len(listed), 'file')} named by the manifest, each with its SHA-256")
        return not self.troubles

    # --- texts -------------------------------------------------------------------------------------------------------
    def _texts(self, members: Mapping[str, bytes], manifest: Manifest) -> dict[str, str]:
        """The text of each version."""
        texts: dict[str, str] = {}
        for version in manifest.versions:
            try:
                text = self._member(members, version.file).decode()
            except ValueError as error:
                self._wrong(version.file, f"it is no text in UTF-8 ({error})")
                continue
            if sha256(f"{version.title}\n{text}".encode()) != version.text_sha256:
                self._wrong(version.file, f"it is not the text of {version.id}, whose SHA-256 is another")
            if version.id in texts:
                self._wrong(MANIFEST, f"it names {version.id} twice")
            texts[version.id] = text
        return texts

    def _spans(self, texts: Mapping[str, str], manifest: Manifest) -> None:
        spans = list(spans_of(manifest))
        wrong = [span for span in spans if not _stands(span, texts)]
        for span in wrong:
            known = next((version.file for version in manifest.versions if version.id == span.version), MANIFEST)
            self._wrong(known, f"{_short(span.quote)} does not stand at {span.version} [{span.start}:{span.end}]")
        if not wrong:
            self.checked.append(f"{_count(len(spans), 'quote')} at the exact place in {_count(len(texts), 'text')}")

    def _revision(self, revision: RevisionEntry, texts: Mapping[str, str]) -> None:
        """The texts differ in the listed edits and nowhere else, white space apart."""
        step = f"{revision.before} -> {revision.after}"
        if not {revision.before, revision.after} <= set(texts):
            self._wrong(MANIFEST, f"it shows {step}, but not both texts")
            return
        old = [edit.before for edit in revision.edits if edit.before is not None]
        new = [edit.after for edit in revision.edits if edit.after is not None]
        sides = {*((span.version, "before") for span in old), *((span.version, "after") for span in new)}
        if not sides <= {(revision.before, "before"), (revision.after, "after")}:
            self._wrong(MANIFEST, f"an edit of {step} is one of another text")
        elif _without(texts[revision.before], old) != _without(texts[revision.after], new):
            self._wrong(MANIFEST, f"{step}: the texts differ in more than the edits that it lists")
        else:
            self.checked.append(f"{step}: {_count(len(revision.edits), 'edit')}, and the texts differ nowhere else")

    # --- captures ----------------------------------------------------------------------------------------------------
    def _captures(self, members: Mapping[str, bytes], manifest: Manifest) -> None:
        """Bodies and heads are those that the manifest names, and the WARC's records are these."""
        responses = []
        for capture in manifest.captures:
            try:
                body, head = self._member(members, capture.body), loaded_head(self._member(members, capture.head))
            except ValueError as error:
                self._wrong(capture.head if capture.body in members else capture.body, str(error))
                continue
            response = Response(head=head, body=body)
            said = (head.url, head.final_url, head.taken_at, head.status)
            if said != (capture.url, capture.final_url, capture.taken_at, capture.status):
                self._wrong(capture.head, "its address, time or status is not the manifest's")
            if (sha256(body), len(body), response.record_id) != (capture.sha256, capture.size, capture.record):
                self._wrong(capture.body, "it is not the capture that the manifest names")
            responses.append(response)
        bodies = {capture.body for capture in manifest.captures}
        for version in manifest.versions:
            if version.capture is not None and version.capture not in bodies:
                self._wrong(MANIFEST, f"{version.id} was read from {version.capture}, which it does not show")
        if not responses and not self.troubles:
            if WARC in members:
                self._wrong(WARC, "it was added: there is no capture")
        elif not self.troubles and self._warc(members, responses):
            self.checked.append(f"{_count(len(responses), 'capture')} with headers, the same in {WARC}")

    def _warc(self, members: Mapping[str, bytes], responses: Sequence[Response]) -> bool:
        wanted = {each.record_id: expected(each) for each in responses}
        try:
            found = list(records(self._member(members, WARC), payloads=sum(len(each.body) for each in responses)))
        except ValueError as error:
            self._wrong(WARC, str(error))
            return False
        held = [record for record in found if record.type != "warcinfo"]
        if len(held) != len(wanted):
            self._wrong(WARC, f"it holds {_count(len(held), 'record')} of {_count(len(wanted), 'capture')}")
        for record in held:
            if record != wanted.pop(record.id, None):
                self._wrong(WARC, f"its record of {record.uri} is not the capture")
        return not self.troubles

    def _witness(self, members: Mapping[str, bytes]) -> None:
        """The timestamp, where there is one, is one of this manifest."""
        if TIMESTAMP not in members:
            if self._roots:
                self._wrong(TIMESTAMP, "it is missing: there is no timestamp to check against the certificates")
            return
        try:
            self.timestamp = read_timestamp(members[TIMESTAMP], members[MANIFEST], roots=self._roots)
        except WitnessError as error:
            self._wrong(TIMESTAMP, str(error))


def _sum_of(line: str) -> tuple[str, str]:
    """Name and hash of a line. Raises ValueError."""
    value, mark, name = line.removesuffix("\n").partition("  ")
    if not mark or not name or len(value) != 64 or not line.endswith("\n"):
        raise ValueError("no line of sums")
    return name, value


def _stands(span: Span, texts: Mapping[str, str]) -> bool:
    """Whether the words stand where they are said to."""
    text = texts.get(span.version)
    return text is not None and 0 <= span.start <= span.end <= len(text) and text[span.start : span.end] == span.quote


def _without(text: str, spans: Sequence[Span]) -> str:
    """The text without these passages and without white space."""
    left, at = [], 0
    for span in sorted(spans, key=lambda each: each.start):
        left.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    return "".join("".join([*left, text[at:]]).split())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return f'"{words}"' if len(words) <= 60 else f'"{words[:59]}…"'
