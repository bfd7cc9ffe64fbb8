"""Stories and their sources, as the program needs them kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from tracker.model import (
    Alert,
    Article,
    NewSource,
    NewStory,
    Notice,
    Polling,
    Source,
    Story,
    Term,
    Version,
)


class StoryStore(Protocol):
    """Stories and sources."""

    def add_story(self, new: NewStory) -> Story:
        """A story alone, as back-fills begin one; `begin_story` adds its seed. Raises InputError: slug taken."""
        ...

    def begin_story(
        self, new: NewStory, *, seed: Article, outlet: str, seen_at: datetime, sources: Sequence[tuple[str, str]]
    ) -> tuple[Story, Version]:
        """Called by `follow`: story, seed and sources, whole or not at all. Raises InputError if the slug is taken.

        The seed is a confirmed baseline version under a PASTED source, to be analysed; `sources` are pairs of address
        and outlet, pages due at `seen_at`.
        """
        ...

    def stories(self) -> tuple[Story, ...]:
        """Called by the board and the daemon: all stories, oldest first."""
        ...

    def story(self, story_id: int) -> Story:
        """Called wherever a story's number is known. Raises NotFoundError."""
        ...

    def set_terms(self, story_id: int, terms: tuple[Term, ...]) -> None:
        """Called when the seed was read: the names that tie a text to the story."""
        ...

    def add_source(self, new: NewSource) -> Source:
        """One more address of a story; one already polled for it gives the source that is there."""
        ...

    def sources(self, story_id: int) -> tuple[Source, ...]:
        """Called by reports: all sources of a story, oldest first."""
        ...

    def add_pasted(
        self, story_id: int, *, article: Article, outlet: str, seen_at: datetime, baseline: bool = True
    ) -> Version:
        """Called by `add` and by replays: text handed in by a person, under a PASTED source of its own address.

        It is a confirmed version, to be analysed; a further text of the same address is that article's next version,
        and one equal to its last gives the version that is there. A baseline version tells nothing.
        """
        ...

    def set_polling(self, source_id: int, polling: Polling, *, now: datetime) -> Source:
        """Called by `sources`: read it (due now), pause it, or count it no more. Raises NotFoundError.

        What a removed source brought stays; added again it is read on as the same source.
        """
        ...

    def close_story(self, story_id: int, *, closed: bool) -> None:
        """Called by `close` and `reopen`: a closed story's sources are not due and its plans not judged."""
        ...

    def hold_story(self, story_id: int, *, until: datetime | None) -> None:
        """Called by `hold`: alerts of the story wait until then (machine time); None lets them go."""
        ...

    def mark_read(self, story_id: int, *, at: datetime) -> None:
        """Called by `since --mark-read`: its reader has caught up to that story time."""
        ...

    def end_baseline(
        self, story_id: int, *, sources: Sequence[int], at: datetime, notice: Notice, alerts: Sequence[Alert]
    ) -> None:
        """Called once a first reading has ended: it is marked for the sources, and for the story where it lasted.

        The notice sums it up; the alerts carry the same to channels.
        """
        ...

    def delete_story(self, story_id: int) -> Mapping[str, int]:
        """Called by `delete`: the story with all that was kept for it; gives the rows removed, by table.

        Bytes that other stories' captures need stay. Raises NotFoundError.
        """
        ...
