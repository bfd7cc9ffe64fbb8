"""Writes a proof and asks its witnesses: the material, then the archive, then a timestamp of the finished manifest.

A witness that fails costs nothing but its word: the proof is written, and the trouble is a sentence beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.config import ProofSettings
from tracker.errors import NetError
from tracker.model import moment_text
from tracker.net import Answer, Client
from tracker.ports import Clock
from tracker.proof import (
    ANSWERED,
    ASKED,
    ArchivedEntry,
    Manifest,
    Material,
    WitnessError,
    accepted_timestamp,
    archive_address,
    archived_entry,
    build,
    timestamp_request,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A proof as it was written."""

    data: bytes
    manifest: Manifest
    #: A sentence for each witness that gave its word, and for each that did not.
    witnesses: tuple[str, ...]
    troubles: tuple[str, ...]


class Proving:
    """Makes one proof; the client is the guarded one, for the witnesses alone."""

    def __init__(self, client: Client, clock: Clock, settings: ProofSettings) -> None:
        self._client = client
        self._clock = clock
        self._settings = settings
        self._witnesses: list[str] = []
        self._troubles: list[str] = []

    async def prove(self, material: Material, *, rules: Mapping[str, str], tool: str) -> Proven:
        """The proof of a material, with what its witnesses said."""
        proof = build(material, rules=rules, tool=tool, archived=await self._archived(material))
        timestamp = await self._timestamp(proof.manifest_bytes)
        return Proven(
            data=proof.zipped(timestamp=timestamp),
            manifest=proof.manifest,
            witnesses=tuple(self._witnesses),
            troubles=tuple(self._troubles),
        )

    async def _archived(self, material: Material) -> list[ArchivedEntry]:
        """Ask the archive to keep each page that was captured."""
        template = self._settings.archive_url
        if not template:
            return []
        pages = dict.fromkeys(snapshot.final_url for snapshot in material.snapshots.values())
        if not pages:
            self._troubles.append("no archive was asked: the text was handed in by a person, there is no page")
        entries = [await self._ask_archive(template, page) for page in pages]
        return [entry for entry in entries if entry is not None]

    async def _ask_archive(self, template: str, page: str) -> ArchivedEntry | None:
        asked = archive_address(template, page)
        try:
            answer = await self._client.get(asked)
            entry = archived_entry(
                url=page,
                asked=asked,
                asked_at=self._clock.now(),
                status=answer.status,
                headers=answer.headers,
                final_url=answer.final_url,
            )
        except (NetError, WitnessError) as error:
            self._troubles.append(f"no copy of {page} in the archive: {error}")
            return None
        self._witnesses.append(f"archive: {page} is kept at {entry.location}")
        return entry

    async def _timestamp(self, manifest: bytes) -> bytes | None:
        """A timestamp of the manifest; its SHA-256 alone leaves the machine."""
        url = self._settings.timestamp_url
        if not url:
            return None
        request = timestamp_request(manifest)
        try:
            answer = await self._client.post(url, content=request.content, headers={"content-type": ASKED})
            _require_reply(answer)
            stamp = accepted_timestamp(answer.body, request, manifest)
        except (NetError, WitnessError) as error:
            self._troubles.append(f"no timestamp from {url}: {error}")
            return None
        self._witnesses.append(f"timestamp: {moment_text(stamp.at)}, by {stamp.signer}")
        return answer.body


def _require_reply(answer: Answer) -> None:
    """Raise WitnessError unless it is the answer of a timestamp authority (RFC 3161, 3.4)."""
    kind = (answer.header("content-type") or "").partition(";")[0].strip().lower()
    if answer.status != 200 or kind != ANSWERED:
        raise WitnessError(f"it answered with status {answer.status} and {kind or 'no type'}, not {ANSWERED}")
