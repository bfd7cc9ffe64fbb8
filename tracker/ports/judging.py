"""Judgements, each one transaction under its story's lock."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

from tracker.model import (
    Judgement,
    StoryBook,
)

Decide: TypeAlias = Callable[[StoryBook], Judgement]


class JudgingStore(Protocol):
    """Reads a book, lets it be decided, writes what was decided."""

    def judge(self, story_id: int, decide: Decide, *, analysed: int | None = None) -> Judgement | None:
        """Called by the cycle, JUDGE: reads the book under the story's row lock, decides, writes, in one transaction.

        With `analysed` (a version id) it marks that version as judged; if it already was, nothing is decided and None
        is returned. Claims and rows carry the story's generation, which the book names.
        A change whose key is recorded already is not written again, nor its alerts.
        """
        ...

    def rebuild(self, story_id: int, decide: Decide, *, versions: Sequence[int]) -> Judgement | None:
        """Called by `reanalyse`: swaps in the next generation of a story's claims, events and rows, in one transaction.

        `decide` gives them whole, from a book that still shows the generation before; claims and rows carry the next
        one's number. An event whose key was known keeps its short id; `versions` are those that were read anew.
        None, and nothing written, if the story has been judged on others since: read those too and come again.
        """
        ...
