"""What a judgement reads and what it writes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tracker.model.alert import Alert, Told, Watch
from tracker.model.change import Change, Withdrawal
from tracker.model.claim import Claim
from tracker.model.correction import Correction
from tracker.model.event import Event, LedgerRow, SourceReading
from tracker.model.story import Stored, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryBook:
    """Everything that a judgement about one story needs, as one consistent reading of the store."""

    story: Story
    #: Events and rows of the story's generation.
    events: tuple[Stored[Event], ...]
    rows: tuple[LedgerRow, ...]
    readings: tuple[SourceReading, ...]
    #: Keys of the changes already recorded: a change is told once.
    change_keys: frozenset[str]
    #: What people decided, oldest first, undone ones and their undoings included.
    corrections: tuple[Stored[Correction], ...] = ()
    #: The latest stretches of watching, oldest first: between them nobody looked.
    watches: tuple[Watch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one reading of a version, a look at the clock or a correction adds to a story: one transaction writes it."""

    claims: tuple[Claim, ...] = ()
    new_events: tuple[Event, ...] = ()
    #: Events whose flags or title moved (watched, muted, title), whole.
    moved_events: tuple[Event, ...] = ()
    rows: tuple[LedgerRow, ...] = ()
    #: Claim keys whose rows stop standing: a later version of their article no longer says them.
    fallen_claims: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    alerts: tuple[Alert, ...] = ()
    corrections: tuple[Correction, ...] = ()
    #: Change key -> why it is taken back, by the correction of this judgement (the store puts its number in) or a
    #: rebuild; and changes that hold again.
    withdrawn: Mapping[str, Withdrawal] = field(default_factory=lambda: MappingProxyType({}))
    reinstated: tuple[str, ...] = ()
    #: Keys of alerts that are not to be sent any more, and of cancelled ones that are to be sent after all.
    cancelled_alerts: tuple[str, ...] = ()
    reopened_alerts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What was recorded and told of a story: what corrections and rebuilds go by."""

    changes: tuple[Stored[Change], ...]
    told: tuple[Told, ...]
