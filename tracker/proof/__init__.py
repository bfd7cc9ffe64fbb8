"""Proofs: what was captured and read, in one zip that anyone can check without us; and the checking of it."""

from tracker.proof.build import Proof, build
from tracker.proof.manifest import ArchivedEntry, Manifest
from tracker.proof.material import Material, Readers, gather
from tracker.proof.verify import Verification, verify
from tracker.proof.witness import (
    ANSWERED,
    ASKED,
    PLACE,
    Timestamp,
    WitnessError,
    accepted_timestamp,
    archive_address,
    archived_entry,
    certificates,
    timestamp_request,
)
from tracker.proof.ziparchive import Trouble

__all__ = [
    "ANSWERED",
    "ASKED",
    "PLACE",
    "ArchivedEntry",
    "Manifest",
    "Material",
    "Proof",
    "Readers",
    "Timestamp",
    "Trouble",
    "Verification",
    "WitnessError",
    "accepted_timestamp",
    "archive_address",
    "archived_entry",
    "build",
    "certificates",
    "gather",
    "timestamp_request",
    "verify",
]
