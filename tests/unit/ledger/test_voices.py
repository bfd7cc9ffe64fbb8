"""Who says what: voices, their latest mention and their copies."""

from tests.builders import make_claim, make_row, make_version
from tracker.ledger.voices import voice_keys, voices
from tracker.model import LedgerRow, State, Status, Voice

SENTENCE = "The treaty was signed in Moscow on January 17."


def row(
    number: int, outlet: str, status: Status = Status.HAPPENED, *, on: str, copy_of: int | None = None
) -> LedgerRow:
    """One outlet's mention, in an article of its own."""
    version = make_version(SENTENCE, id=number, article_id=number, outlet=outlet, on=on)
    return make_row(version, make_claim(version, status=status), copy_of=copy_of)


def voices_of(*rows: LedgerRow) -> tuple[Voice, ...]:
    """The voices behind rows in order of publication."""
    return voices(rows, voice_keys(rows))


def test_another_outlet_s_copy_is_counted_and_is_no_voice() -> None:
    (voice,) = voices_of(row(1, "Volga Wire", on="2025-01-17"), row(2, "Gulf Standard", on="2025-01-17", copy_of=1))
    assert (voice.name, voice.copies) == ("Volga Wire", 1)


def test_an_outlet_that_repeats_itself_makes_no_copy() -> None:
    (voice,) = voices_of(
        row(1, "Volga Wire", on="2025-01-17"),
        row(2, "Volga Wire", on="2025-04-02"),
        row(3, "Volga Wire", on="2025-04-21", copy_of=2),
    )
    assert voice.copies == 0


def test_a_mention_that_says_nothing_takes_no_other_s_place() -> None:
    (voice,) = voices_of(row(1, "Volga Wire", on="2025-01-17"), row(2, "Volga Wire", Status.UNKNOWN, on="2025-04-02"))
    assert voice.state is State.HAPPENED
    (alone,) = voices_of(row(1, "Volga Wire", Status.UNKNOWN, on="2025-01-17"))
    assert alone.state is State.UNKNOWN
