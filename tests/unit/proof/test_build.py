"""What a proof holds, and that it is the same each time."""

import io
import json

from warcio.archiveiterator import ArchiveIterator

from tests.proof_builders import AFTER, BEFORE, make_material, make_proof, manifest_in
from tracker.proof.names import SUMS, WARC
from tracker.proof.ziparchive import unzipped

DATA = make_proof().zipped()
FILES, _ = unzipped(DATA)
MANIFEST = manifest_in(DATA)


def test_the_same_twice() -> None:
    assert make_proof(make_material()).zipped() == DATA


def test_it_holds_both_texts_and_the_exact_words() -> None:
    assert FILES["texts/A12-v1.txt"].decode() == BEFORE
    assert FILES["texts/A12-v2.txt"].decode() == AFTER
    change = MANIFEST.changes[0]
    assert change.before is not None
    assert change.after is not None
    assert (change.id, change.kind, change.rule, change.event) == ("N41", "number", "change.correction", "E3")
    figures = [(side.figure.version, side.figure.quote) for side in (change.before, change.after) if side.figure]
    assert figures == [("A12-v1", "47 articles"), ("A12-v2", "48 articles")]
    assert BEFORE[change.evidence_before[0].start : change.evidence_before[0].end] == BEFORE.split("\n")[1]
    assert MANIFEST.rules["change.correction"] == "The outlet changed the figure."


def test_the_edit_is_those_words_and_nothing_else() -> None:
    (revision,) = MANIFEST.revisions
    (edit,) = revision.edits
    (word,) = edit.words
    assert word.before is not None
    assert word.after is not None
    assert (word.before.quote, word.after.quote) == ("47", "48")
    assert AFTER[word.after.start : word.after.end] == "48"
    assert revision.headline is None


def test_captures_are_kept_as_received_and_in_the_warc() -> None:
    first = MANIFEST.captures[0]
    head = json.loads(FILES[first.head])
    assert head["headers"] == [
        ["content-type", "text/html"],
        ["content-encoding", "gzip"],
        ["set-cookie", "a=1"],
        ["set-cookie", "b=é"],
    ]
    assert (head["url"], head["final_url"]) == (first.url, first.final_url)
    assert first.url == f"{first.final_url}?from=feed"
    records = []
    for record in ArchiveIterator(io.BytesIO(FILES[WARC]), check_digests="raise"):
        body = record.content_stream().read()
        if record.rec_type == "response":
            records.append((record.rec_headers["WARC-Target-URI"], record.rec_headers["WARC-Record-ID"], body))
            assert record.http_headers.get_statuscode() == "200"
            assert record.http_headers["x-archive-orig-content-encoding"] == "gzip"
            assert record.rec_headers["WARC-Payload-Digest"].startswith("sha256:")
    assert records == [(each.final_url, each.record, FILES[each.body]) for each in MANIFEST.captures]


def test_sums_are_those_of_all_other_files() -> None:
    lines = FILES[SUMS].decode().splitlines()
    assert [line.split("  ")[1] for line in lines] == sorted(set(FILES) - {SUMS})


def test_headlines_in_turn_are_no_edit() -> None:
    (revision,) = manifest_in(make_proof(make_material(titles=("A", "B", "A"))).zipped()).revisions
    assert revision.headline is not None
    assert revision.headline.alternates
    assert len(revision.edits) == 1
    readme = unzipped(make_proof(make_material(titles=("A", "B", "A"))).zipped())[0]["README.txt"].decode()
    assert 'The page shows two headlines in turn, "A" and "B": that is no edit.' in readme


def test_a_headline_that_stays_is_one_change_beside_the_edits() -> None:
    (revision,) = manifest_in(make_proof(make_material(titles=("A", "B", "B"))).zipped()).revisions
    assert revision.headline is not None
    assert not revision.headline.alternates


def test_the_readme_says_it_for_people() -> None:
    readme = " ".join(FILES["README.txt"].decode().split())
    assert "Proof of change N41" in readme
    assert '"47" [35:37] -> "48" [35:37] The texts differ nowhere else.' in readme
    assert max(len(line) for line in FILES["README.txt"].decode().splitlines() if "http" not in line) <= 80
