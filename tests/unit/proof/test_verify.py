"""A sound proof is told what it is; anything done to it is found, and the file named."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.proof_builders import AFTER, forged, make_material, make_proof, manifest_in
from tracker.proof import verify
from tracker.proof.form import dumped, loaded_manifest, sha256
from tracker.proof.manifest import FileEntry, Manifest
from tracker.proof.names import MANIFEST, SUMS, WARC
from tracker.proof.warc import Response, written
from tracker.proof.ziparchive import LOCAL, unzipped, zipped

DATA = make_proof().zipped()
FILES, _ = unzipped(DATA)


def troubles(data: bytes) -> list[str]:
    """What is wrong with a proof."""
    return [str(each) for each in verify(data).troubles]


def owner_of(at: int) -> str | None:
    """The file whose content holds a byte of the zip."""
    offset = 0
    for name in sorted(FILES):
        begins = offset + LOCAL.size + len(name)
        offset = begins + len(FILES[name])
        if begins <= at < offset:
            return name
    return None


def resealed(alter: Callable[[dict[str, bytes]], object], edit: Callable[[Manifest], Manifest] = lambda m: m) -> bytes:
    """Altered files, with a manifest and sums that fit them: all that a forger can mend."""

    def change(members: dict[str, bytes]) -> None:
        alter(members)
        manifest = edit(loaded_manifest(members[MANIFEST]))
        files = (
            FileEntry(name=name, size=len(content), sha256=sha256(content))
            for name, content in sorted(members.items())
            if name not in (MANIFEST, SUMS)
        )
        members[MANIFEST] = dumped(replace(manifest, files=tuple(files)))

    return forged(DATA, change)


def test_a_sound_proof_says_what_was_checked() -> None:
    verification = verify(DATA)
    assert verification.is_sound
    assert verification.checked == (
        "the zip is written byte for byte as claimwatch writes it (10 files)",
        "8 files named by the manifest, each with its SHA-256",
        "14 quotes at the exact place in 2 texts",
        "A12-v1 -> A12-v2: 1 edit, and the texts differ nowhere else",
        "2 captures with headers, the same in captures.warc.gz",
    )


def test_every_altered_byte_is_found_and_its_file_named() -> None:
    for at in range(len(DATA)):
        altered = DATA[:at] + bytes([DATA[at] ^ (1 << at % 8)]) + DATA[at + 1 :]
        found = verify(altered).troubles
        assert found, f"byte {at} can be altered"
        if owner_of(at) is not None:
            assert found[0].member == owner_of(at), f"byte {at}"


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_that_is_altered_and_zipped_again_is_named(name: str) -> None:
    def alter(members: dict[str, bytes]) -> None:
        members[name] = members[name][:-2] + b"~" + members[name][-1:]

    found = verify(forged(DATA, alter, with_sums=False)).troubles
    # A hash that was altered in the list of hashes is another file's.
    assert name == SUMS or found[0].member == name
    assert found


@pytest.mark.parametrize("name", sorted(set(FILES) - {SUMS, MANIFEST}))
def test_with_new_sums_the_manifest_still_finds_it(name: str) -> None:
    def alter(members: dict[str, bytes]) -> None:
        members[name] = members[name][:-2] + b"~" + members[name][-1:]

    assert troubles(forged(DATA, alter)) == [f"{name}: its size and SHA-256 are not those in manifest.json"]


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_that_is_missing_is_named(name: str) -> None:
    found = troubles(forged(DATA, lambda members: members.pop(name), with_sums=False))
    assert f"{name}: it is missing" in found


def test_a_file_that_was_added_is_named() -> None:
    def add(members: dict[str, bytes]) -> None:
        members["captures/3.body"] = b"more"

    assert (
        troubles(forged(DATA, add, with_sums=False))[0] == "captures/3.body: it was added: SHA256SUMS does not name it"
    )
    assert troubles(forged(DATA, add)) == ["captures/3.body: it was added: manifest.json does not name it"]


# --- forgers who mend all hashes -------------------------------------------------------------------------------------
def test_a_text_of_another_version_is_found() -> None:
    def alter(members: dict[str, bytes]) -> None:
        members["texts/A12-v2.txt"] = AFTER.replace("48", "49").encode()

    found = troubles(resealed(alter))
    assert found[0] == "texts/A12-v2.txt: it is not the text of A12-v2, whose SHA-256 is another"
    assert any('"48 articles" does not stand at' in each for each in found)


def test_a_quote_that_does_not_stand_there_is_found() -> None:
    def edit(manifest: Manifest) -> Manifest:
        change = manifest.changes[0]
        span = replace(change.evidence[0], start=change.evidence[0].start + 1, end=change.evidence[0].end + 1)
        return replace(manifest, changes=(replace(change, evidence=(span,)),))

    (found,) = troubles(resealed(lambda members: None, edit))
    assert found.startswith('texts/A12-v2.txt: "It contains 48 articles')


def test_a_quote_counted_from_the_end_is_found() -> None:
    def edit(manifest: Manifest) -> Manifest:
        change = manifest.changes[0]
        length = len(AFTER)
        span = change.evidence[0]
        span = replace(span, start=span.start - length, end=span.end - length)
        return replace(manifest, changes=(replace(change, evidence=(span,)),))

    assert troubles(resealed(lambda members: None, edit))


def test_an_edit_that_is_kept_back_is_found() -> None:
    def edit(manifest: Manifest) -> Manifest:
        return replace(manifest, revisions=(replace(manifest.revisions[0], edits=()),))

    found = troubles(resealed(lambda members: None, edit))
    assert found == ["manifest.json: A12-v1 -> A12-v2: the texts differ in more than the edits that it lists"]


def test_a_capture_of_another_page_is_found() -> None:
    def alter(members: dict[str, bytes]) -> None:
        members["captures/2.body"] += b"<!-- more -->"

    assert troubles(resealed(alter)) == ["captures/2.body: it is not the capture that the manifest names"]


def test_a_head_that_says_another_time_is_found() -> None:
    def alter(members: dict[str, bytes]) -> None:
        members["captures/1.json"] = members["captures/1.json"].replace(b"2025-01-15", b"2025-01-14")

    found = troubles(resealed(alter))
    assert found[0] == "captures/1.json: its address, time or status is not the manifest's"


def test_headers_that_are_not_the_warcs_are_found() -> None:
    def alter(members: dict[str, bytes]) -> None:
        members["captures/1.json"] = members["captures/1.json"].replace(b"text/html", b"text/htm1")

    (found,) = troubles(resealed(alter))
    assert found.startswith("captures.warc.gz: its record of https://caspian-courier.example/news/12 is not")


def test_a_warc_of_other_captures_is_found() -> None:
    from tracker.proof.form import loaded_head

    responses = [
        Response(head=loaded_head(FILES[f"captures/{number}.json"]), body=FILES[f"captures/{number}.body"])
        for number in (1, 2)
    ]
    later = replace(responses[1], head=replace(responses[1].head, taken_at=responses[1].head.taken_at + timedelta(1)))
    for others in (responses[:1], [*responses, later], [responses[0], later], [responses[0], responses[0]]):
        warc = written(others, software="x")
        found = troubles(resealed(lambda members, warc=warc: members.update({WARC: warc})))  # type: ignore[misc]
        assert found
        assert all(each.startswith("captures.warc.gz: ") for each in found)


@pytest.mark.parametrize("content", [b"", b"WARC/1.1\r\n", FILES[WARC][:-9], FILES[WARC] + b"x"], ids=str)
def test_a_damaged_warc_is_one_line(content: bytes) -> None:
    found = troubles(resealed(lambda members: members.update({WARC: content})))
    assert len(found) == 1
    assert found[0].startswith("captures.warc.gz: ")


def test_a_warc_bomb_is_not_unpacked() -> None:
    import gzip

    bomb = gzip.compress(bytes(300_000_000), compresslevel=1)
    found = troubles(resealed(lambda members: members.update({WARC: bomb})))
    assert found == ["captures.warc.gz: it holds far more than the captures"]


# --- manifests that are none -----------------------------------------------------------------------------------------
def with_manifest(content: bytes) -> list[str]:
    """What is wrong with a proof whose manifest is that."""
    return troubles(forged(DATA, lambda members: members.update({MANIFEST: content})))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is no JSON"),
        (b"\xff", "it is no JSON"),
        (b"[" * 100_000, "it is no JSON"),
        (b"[]", "format None is none of a proof"),
        (b'{"format": "1"}', "format '1' is none of a proof"),
        (b'{"format": true}', "tool"),
        (b'{"format": 2}', "a newer claimwatch wrote it"),
        (b'{"format": 1}', "Field required"),
        (b'{"format": 1, "format": 1}', "Field required"),
        (b'{"format": 1' + b"0" * 5000 + b"}", "it is no JSON"),
        (FILES[MANIFEST] + b" ", "not written as claimwatch writes it"),
        (FILES[MANIFEST].replace(b'"voices": 1', b'"voices": "1"'), "not written as claimwatch writes it"),
        (FILES[MANIFEST].replace(b'"voices": 1', b'"voices": null'), "changes.0.voices"),
        (FILES[MANIFEST].replace(b'"format": 1', b'"format": 1, "x": 1'), "not written as claimwatch writes it"),
        (FILES[MANIFEST].replace(b'"N41"', b'"\\ud800"', 1), ""),
    ],
    ids=str,
)  # fmt: skip
def test_a_manifest_that_is_none_is_one_line(content: bytes, said: str) -> None:
    (found,) = with_manifest(content)
    assert found.startswith("manifest.json: ")
    assert said in found
    assert "\n" not in found


def test_a_manifest_that_names_what_is_not_there_is_found() -> None:
    plain = json.loads(FILES[MANIFEST])
    plain["versions"][1]["capture"] = "captures/9.body"
    plain["versions"][0]["file"] = "texts/none.txt"
    found = with_manifest((json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode())
    assert "texts/none.txt: it is no text in UTF-8 (it is missing)" in found
    assert any("captures/9.body, which it does not show" in each for each in found)


def test_what_is_no_proof_is_one_line() -> None:
    assert troubles(b"hello") == ["it is no zip file"]
    assert troubles(zipped({})) == ["SHA256SUMS: it is missing", "manifest.json: it is missing"]
    assert troubles(zipped({"a.txt": b""}))[0] == "SHA256SUMS: it is missing"


def test_pasted_text_has_no_capture_and_no_warc() -> None:
    material = replace(make_material(), snapshots={})
    data = make_proof(material).zipped()
    assert verify(data).is_sound
    assert WARC not in unzipped(data)[0]
    assert all(version.capture is None for version in manifest_in(data).versions)
