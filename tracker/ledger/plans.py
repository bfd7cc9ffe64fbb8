"""How far an event has come: its rows taken in order, plan by plan, until something settles it."""

from collections.abc import Mapping, Sequence

from tracker.config import JudgeSettings
from tracker.ledger.extent import COLLAPSED, TRIED
from tracker.ledger.facts import TAKEN_BACK
from tracker.ledger.parts import part_of
from tracker.ledger.rows import (
    EARLIER,
    NO_DAY,
    NOT_SOON,
    STILL_ON,
    WAITING,
    has_passed,
    is_its_day,
    is_of_before,
    is_premature,
    names,
)
from tracker.ledger.settling import ENDS
from tracker.ledger.times import (
    BORROWED,
    EXACT,
    begins_later,
    first_day,
    is_moved,
    named_time,
    overlap,
    publication_day,
    width,
    window_of,
)
from tracker.ledger.told_days import told_day
from tracker.ledger.unmet import ended, of_negation
from tracker.ledger.voices import STATES, voices
from tracker.model import EventTime, Expectation, LedgerRow, State, Status, Strength, Voice

#: States in which a plan told again moves nothing, unless it names a new day.
ENDED = frozenset({State.CANCELLED, State.SUSPENDED, State.DENIED, State.FAILED, State.RETRACTED, State.DISPUTED})
#: Statuses that tell of something to come.
COMING = frozenset({Status.PLANNED, Status.CONDITIONAL, Status.POSTPONED})
#: Voices that must report an event before its announced day, or go back to a day given up, to be believed.
ENOUGH = 2


class Progress:
    """The fold's running state. `take` the rows in order, then `settle`."""

    def __init__(self, settings: JudgeSettings, keys: Mapping[str, str]) -> None:
        self._settings = settings
        self._keys = keys
        self.state = State.UNKNOWN
        self.why = "fold.none"
        self.decided_by: LedgerRow | None = None
        self.expectation: Expectation | None = None
        self.first_expectation: Expectation | None = None
        #: It is to come under a condition.
        self._conditional = False
        self._done: list[LedgerRow] = []
        self._early: list[LedgerRow] = []
        self._planned: list[LedgerRow] = []
        self._settled: tuple[EventTime, LedgerRow] | None = None
        self._against: list[LedgerRow] = []
        #: The report of a part of it that came last, while the rest is to come.
        self.part: LedgerRow | None = None
        self._failed: LedgerRow | None = None
        #: Plans for a day to come, told after an outcome.
        self._still: list[LedgerRow] = []
        #: Days that were announced and given up, and the rows that name one again since.
        self._given_up: list[EventTime] = []
        self._again: list[LedgerRow] = []

    def take(self, row: LedgerRow) -> None:
        """One more row, published after the ones before."""
        if row.link_rule == ENDS:
            if not self._done:
                self._set(*ended(row), row)
            return
        if row.claim.status in COMING:
            self._planned.append(row)
        self._conditional |= row.claim.status is Status.CONDITIONAL or row.claim.status_rule == WAITING
        if row.claim.status is Status.HAPPENED:
            self._happened(row)
        elif not self._done or self._is_still_to_come(row):
            self._before_outcome(row)
        elif row.claim.status_rule in TAKEN_BACK and len(self._voices(self._done)) < ENOUGH:
            self._done = []
            self._before_outcome(row)
        elif row.claim.status_rule in COLLAPSED:
            self._failed = row
        elif row.claim.status in (Status.DENIED, Status.NEGATED) and not is_of_before(row, self._done):
            self._against.append(row)

    def _is_still_to_come(self, row: LedgerRow) -> bool:
        """Whether a plan says that what was taken for done is yet to come: then that was of something else.

        It names a day to come, firmly, and as many voices do as had told of the outcome.
        """
        claim = row.claim
        is_dated = claim.time is not None and claim.time.precision in EXACT and not has_passed(claim.time, row)
        if claim.status is not Status.PLANNED or claim.strength is not Strength.FIRM or not is_dated:
            return False
        self._still.append(row)
        if len(self._voices(self._still)) < len(self._voices(self._done)):
            return False
        if part_of(self._done, self._planned, self._voices) is not None:
            return False  # the rest is still to come
        self._done, self._still = [], []
        self._set(State.UNKNOWN, "fold.none", row)
        return True

    def _before_outcome(self, row: LedgerRow) -> None:
        match row.claim.status:
            case Status.PLANNED | Status.CONDITIONAL:
                self._plan(row)
            case Status.POSTPONED:
                self._postponed(row)
            case Status.CANCELLED | Status.SUSPENDED:
                self._set(STATES[row.claim.status], f"fold.{row.claim.status.value}", row)
            case Status.DENIED:
                self._set(*TAKEN_BACK.get(row.claim.status_rule, (State.DENIED, "fold.denied")), row)
            case Status.NEGATED:
                self._negated(row)
            case Status.ONGOING:
                self._set(State.ONGOING, "fold.ongoing", row)
            case Status.POSSIBLE:
                if self.state is State.UNKNOWN:
                    self._set(State.UNCONFIRMED, "fold.possible", row)
            case Status.STATE | Status.UNKNOWN | Status.COUNTERFACTUAL | Status.HAPPENED:
                pass

    def _set(self, state: State, why: str, row: LedgerRow) -> None:
        self.state, self.why, self.decided_by = state, why, row

    # --- plans -------------------------------------------------------------------------------------------------------
    def _plan(self, row: LedgerRow) -> None:
        when = row.claim.time
        rule = "fold.conditional" if row.claim.status is Status.CONDITIONAL else "fold.planned"
        if when is not None and self._is_given_up(when, row):
            return
        if row.claim.status_rule in STILL_ON and self.state in (*ENDED, State.POSTPONED):
            self._contradict(row)
            return
        if row.claim.status_rule == NO_DAY and self.expectation is not None and has_passed(self.expectation.time, row):
            self._put_off(row)
            return
        if self.state in (State.UNKNOWN, State.UNCONFIRMED):
            self._set(State.PLANNED, rule, row)
        elif self.state in ENDED:
            if when is None or (self.expectation is not None and overlap(when, self.expectation.time)):
                return  # the plan that was ended, told again
            self._set(State.PLANNED, rule, row)
        if when is not None and not has_passed(when, row):
            self._expect(row, when)

    def _contradict(self, row: LedgerRow) -> None:
        """It is said to stand: by who had ended it, it does; by another voice, it is disputed."""
        by, keys = self.decided_by, self._keys
        same = by is not None and keys[by.claim.key] == keys[row.claim.key]
        self._set(State.PLANNED if same else State.DISPUTED, "fold.planned" if same else "fold.disputed", row)

    def _put_off(self, row: LedgerRow) -> None:
        """Put off without a day: what was announced is given up."""
        if self.expectation is not None:
            self._give_up(self.expectation.time)
        self.expectation = None
        self._set(State.POSTPONED, "fold.postponed", row)

    def _is_given_up(self, when: EventTime, row: LedgerRow) -> bool:
        """Whether a plan names a day that was given up: it takes two voices to go back to it."""
        if when.precision not in EXACT or not any(overlap(when, day) for day in self._given_up):
            return False
        self._again.append(row)
        return len(self._voices([each for each in self._again if names(each, when)])) < ENOUGH

    def _expect(self, row: LedgerRow, when: EventTime) -> None:
        known = self.expectation
        if known is not None and not is_moved(when, known.time):
            if (width(when), when.rule in BORROWED) < (width(known.time), known.time.rule in BORROWED):
                self.expectation = self._expectation(row, when)
            return
        if known is not None:
            self._give_up(known.time)
            later = begins_later(when, known.time)
            self._set(State.POSTPONED if later else State.PLANNED, "fold.moved", row)
        self._announce(row, when)

    def _announce(self, row: LedgerRow, when: EventTime) -> None:
        self.expectation = self._expectation(row, when)
        self.first_expectation = self.first_expectation or self.expectation

    def _expectation(self, row: LedgerRow, when: EventTime) -> Expectation:
        strength = Strength.CONDITIONAL if row.claim.status is Status.CONDITIONAL else row.claim.strength
        window = window_of(when, strength, self._settings)
        return Expectation(event_key=row.event_key, time=when, window=window, strength=strength, row=row)

    def _give_up(self, day: EventTime) -> None:
        self._given_up.append(first_day(day))
        self._again = []

    def _postponed(self, row: LedgerRow) -> None:
        given_up, when, known = row.claim.time_before, row.claim.time, self.expectation
        if when is None and self._is_said_to_be_off_by_another(row):
            self._contradict(row)
            return
        if given_up is not None:
            self.first_expectation = self.first_expectation or self._expectation(row, given_up)
        if when is not None and self.state is not State.POSTPONED and known is not None and is_its_day(when, known):
            given_up, when = when, None  # "Friday's signing was postponed": the day is the one that was given up
        if when is None:
            if self.state is State.POSTPONED and known is not None and not (given_up and overlap(given_up, known.time)):
                return  # the put-off that already has a new day, told again
            self._set(State.POSTPONED, "fold.postponed", row)
            self._give_up_all(given_up, known)
            self.expectation = None
        elif self.state is not State.POSTPONED or known is None or is_moved(when, known.time):
            self._set(State.POSTPONED, "fold.postponed", row)
            self._give_up_all(given_up, known)
            self._announce(row, when)

    def _is_said_to_be_off_by_another(self, row: LedgerRow) -> bool:
        """Whether one person or body called it off, and another says that it is only put off."""
        by, keys = self.decided_by, self._keys
        if self.state is not State.CANCELLED or by is None or keys[by.claim.key] == keys[row.claim.key]:
            return False
        return row.claim.attribution.speaker is not None and by.claim.attribution.speaker is not None

    def _give_up_all(self, named: EventTime | None, known: Expectation | None) -> None:
        if named is not None:
            self._give_up(named)
        if known is not None:
            self._give_up(known.time)

    def _negated(self, row: LedgerRow) -> None:
        if row.claim.status_rule == NOT_SOON:
            if self.state in (State.PLANNED, State.UNCONFIRMED):
                self._put_off(row)
            return
        if row.claim.status_rule in TRIED:
            self._set(State.FAILED, "fold.failed", row)
        elif (found := of_negation(row, self.expectation)) is not None:
            self._set(*found, row)

    # --- outcomes ----------------------------------------------------------------------------------------------------
    def _happened(self, row: LedgerRow) -> None:
        when = row.claim.time
        if when is not None and when.first is not None and when.first > publication_day(row.published_at):
            return  # a past tense with a coming day is misread or miswritten
        told = publication_day(self._planned[0].published_at) if self._planned else None
        if told is not None and when is not None and when.last is not None and when.last < told - EARLIER:
            return  # over before it was announced: an earlier one, or a date of something else
        if self._done or not is_premature(row, self.expectation, conditional=self._conditional):
            self._done.append(row)
            return
        self._early.append(row)
        if len(self._voices(self._early)) >= ENOUGH:
            self._done = self._early
            self._early = []

    def settle(self) -> EventTime | None:
        """Decide whether it is done, by all rows that say so; gives the day, None if it isn't done."""
        if not self._done:
            return None
        self._settled = day, deciding = self.day()
        told = self._voices(self._done)
        contradicted = self._voices([row for row in self._against if row.published_at >= deciding.published_at])
        if contradicted and len(told - contradicted) < ENOUGH:
            self._set(State.DISPUTED, "fold.disputed", deciding)
        elif self._failed is not None:
            self._set(State.FAILED, "fold.failed", self._failed)
        elif (part := part_of(self._done, self._planned, self._voices)) is not None:
            self.part = part
            self._set(State.PARTLY, "fold.partly", part)
        else:
            self._set(State.HAPPENED, "fold.happened", deciding)
        return day

    def day(self) -> tuple[EventTime, LedgerRow]:
        """The day that most voices name, the earliest report deciding between equals; only if it is done."""
        return told_day(self._done, self.expectation or self.first_expectation, self._keys)

    @property
    def is_dated(self) -> bool:
        """Whether a report of the outcome names its own time."""
        return any(named_time(row.claim) is not None for row in self._done)

    def dissent(self) -> tuple[Voice, ...]:
        """Voices that contradict the state, or name another day for what is done."""
        if not self._done:
            return voices(self._early, self._keys)
        day, _ = self._settled or self.day()
        named = [(row, named_time(row.claim)) for row in self._done]
        others = [row for row, when in named if when and when.precision in EXACT and not overlap(when, day)]
        return voices([*self._against, *others], self._keys)

    def _voices(self, rows: Sequence[LedgerRow]) -> set[str]:
        return {self._keys[row.claim.key] for row in rows}
