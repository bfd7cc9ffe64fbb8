"""Recorded pages through the same path as live ones: what a monitor would have shown after each of them.

`pages` reads and checks the file, `run` replays it in a store of its own, `backfill` hands it in to a user's story,
`output` writes the answer for machines, `spans` finds a quote in the text as given, `recorded` stands before the store.
Nothing is fetched, and nothing is delivered.
"""

from tracker.replay.backfill import Backfill, HandedIn
from tracker.replay.output import replayed_json
from tracker.replay.pages import RecordedPage, read_pages
from tracker.replay.run import OnPage, Replay, Replayed, Step, silent

__all__ = [
    "Backfill",
    "HandedIn",
    "OnPage",
    "RecordedPage",
    "Replay",
    "Replayed",
    "Step",
    "read_pages",
    "replayed_json",
    "silent",
]
