"""Another voice for what is known, and what a document is said to hold for the first time."""

from collections.abc import Mapping

from tracker.ledger.facts import BONDS
from tracker.ledger.telling import Scene
from tracker.ledger.touched import Touched
from tracker.ledger.voices import STATES, voice_keys
from tracker.model import Change, ChangeKind, LedgerRow, ParticipantKind, Severity

#: Facts of a document that a figure tells.
_COUNTED = frozenset({"contain", "last"})
PARTIES = frozenset({ParticipantKind.PERSON, ParticipantKind.STATE, ParticipantKind.BODY})


def voice_change(touched: Touched, scene: Scene) -> list[Change]:
    """Another voice that says what is known; the first party concerned is told of a watched event."""
    keys = voice_keys([*touched.rows_before, *touched.rows])
    known = {keys[row.claim.key] for row in touched.rows_before}
    said = [
        row
        for row in touched.new_rows
        if keys[row.claim.key] not in known
        and not row.claim.background
        and STATES[row.claim.status] is touched.after.state
    ]
    if not said:
        return []
    parties = _party_keys(touched)
    had_party = any(_is_party(row, keys, parties) for row in touched.rows_before)
    row = next((row for row in said if _is_party(row, keys, parties)), said[0])
    is_statement = (
        _is_party(row, keys, parties)
        and not had_party
        and (touched.event.watched or _is_bond(touched))
        and row.copy_of is None
    )
    return [
        scene.write(
            ChangeKind.ATTRIBUTION,
            Severity.NOTICE if is_statement else Severity.INFO,
            "change.statement" if is_statement else "change.voice",
            f"{touched.event.title}: also {keys[row.claim.key].title()}",
            event=touched.event,
            rows=(row,),
            known=touched.after,
        )
    ]


def _is_party(row: LedgerRow, keys: Mapping[str, str], parties: frozenset[str]) -> bool:
    """Whether a voice is a party, or speaks for one: by its name (the Russian presidential press service), or by the
    office of whom it quotes.
    """
    voice, speaker = keys[row.claim.key], row.claim.attribution.speaker
    if speaker is not None and not parties.isdisjoint(speaker.marks):
        return True
    return voice in parties or not parties.isdisjoint(voice.split())


def _is_bond(touched: Touched) -> bool:
    """Whether it is what binds the parties of the story's document."""
    return touched.event.of_story and touched.event.event_class in BONDS


def _party_keys(touched: Touched) -> frozenset[str]:
    """Who is concerned: its actors, and the parties of its document."""
    event = touched.event
    named = [each for each in (event.subject, event.object, *event.others) if each is not None]
    actors = [each.key for each in named if each.kind in PARTIES]
    return frozenset([*actors, *(mark for each in named for mark in each.marks)])


def is_provision(touched: Touched) -> bool:
    """Whether it is what a document holds, beyond its length and number of articles, said by somebody with a name; or
    that it makes no allies, whoever says so.
    """
    event, row = touched.event, touched.after.decided_by
    if row is None or row.claim.background or event.event_class in _COUNTED:
        return False
    held = any(each is not None and each.kind is ParticipantKind.DOCUMENT for each in (event.subject, event.object))
    said = row.claim.attribution
    return held and (event.event_class in BONDS or (said.speaker is not None and not said.anonymous))
