"""Proofs for tests: `make_material(before, after)` is an article's figure that changed, with two captures."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from tests.builders import make_claim, make_event, make_row, make_span, make_story, make_version, moment
from tests.claim_builders import make_quantity
from tracker.diff import diff_articles
from tracker.model import Change, ChangeKind, Facet, Severity, Snapshot, Stored, Version
from tracker.proof import Material, Proof, build
from tracker.proof.build import sums
from tracker.proof.form import loaded_manifest
from tracker.proof.manifest import Manifest, Subject
from tracker.proof.names import MANIFEST, SUMS
from tracker.proof.ziparchive import unzipped, zipped

BEFORE = "The treaty was agreed.\nIt contains 47 articles, Jalali wrote – “all of them”.\nTalks go on."
AFTER = BEFORE.replace("47", "48")
RULES = {"change.correction": "The outlet changed the figure.", "status.fact": "A fact.", "link.test": "A test."}
TOOL = "claimwatch test"
HEADERS = (("content-type", "text/html"), ("content-encoding", "gzip"), ("set-cookie", "a=1"), ("set-cookie", "b=é"))


def make_snapshot(version: Version, *, headers: tuple[tuple[str, str], ...] = HEADERS) -> Snapshot:
    """What a version was read from; its address was asked for by another one."""
    body = f"<h1>{version.article.title}</h1><p>{version.article.text}</p>".encode()
    return Snapshot(
        url=f"{version.article.url}?from=feed",
        final_url=version.article.url,
        taken_at=version.seen_at,
        status=200,
        headers=headers,
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
    )


def make_material(before: str = BEFORE, after: str = AFTER, *, titles: tuple[str, ...] = ("News", "News")) -> Material:
    """The change N41: a figure moved between version 1 and 2 of article 12; more titles are later versions."""
    old = make_version(before, id=1, article_id=12, number=1, title=titles[0])
    new = make_version(after, id=2, article_id=12, number=2, title=titles[1], on="2025-01-16")
    later = tuple(
        make_version(after, id=number, article_id=12, number=number, title=title, on="2025-01-17")
        for number, title in enumerate(titles[2:], start=3)
    )
    figures = [
        replace(make_quantity(version, value, "article"), evidence=make_span(version, f"{value} articles"))
        for version, value in ((old, 47), (new, 48))
    ]
    claims = tuple(
        Stored(id=number, value=make_claim(version, "contain", quantities=(figure,)))
        for number, version, figure in ((7, old, figures[0]), (8, new, figures[1]))
    )
    change = _change(old, new, [Facet(text=f"{figure.low:.0f} articles", quantity=figure) for figure in figures])
    return Material(
        subject=Subject(id="N41", kind="change", line=change.title),
        story=make_story(),
        events=(Stored(id=3, value=make_event("contain")),),
        changes=(Stored(id=41, value=change),),
        claims=claims,
        rows={each.value.key: make_row(version, each.value, event_key="contain")
              for each, version in zip(claims, (old, new), strict=True)},
        versions=(old, new),
        snapshots={version.id: make_snapshot(version) for version in (old, new)},
        revisions=((old, new, diff_articles(old.article, new.article)),),
        histories={12: (old, new, *later)},
        in_turn={},
        corrections=(),
    )  # fmt: skip


def _change(old: Version, new: Version, sides: list[Facet]) -> Change:
    return Change(
        key="abc",
        story_id=1,
        event_key="contain",
        article_id=12,
        version_id=2,
        kind=ChangeKind.NUMBER,
        severity=Severity.NOTICE,
        title="Treaty contents: 47 articles -> 48 articles",
        before=sides[0],
        after=sides[1],
        why="The outlet changed the figure.",
        rule="change.correction",
        evidence=(make_span(new, new.article.text.split("\n")[1]),),
        evidence_before=(make_span(old, old.article.text.split("\n")[1]),),
        said_by="Caspian Courier",
        voices=1,
        copies=0,
        published_at=new.published_at,
        seen_at=moment("2025-01-16"),
    )


def make_proof(material: Material | None = None) -> Proof:
    """The proof of a material."""
    return build(material or make_material(), rules=RULES, tool=TOOL)


def manifest_in(data: bytes) -> Manifest:
    """The manifest of a zipped proof."""
    return loaded_manifest(unzipped(data)[0][MANIFEST])


def forged(data: bytes, alter: Callable[[dict[str, bytes]], object], *, with_sums: bool = True) -> bytes:
    """A proof whose files were altered and zipped again, as somebody does who knows the zip's format."""
    members, _ = unzipped(data)
    alter(members)
    if with_sums:
        members.pop(SUMS, None)
        members[SUMS] = sums(members)
    return zipped(members)
