"""Every decision has one plain sentence: each rule of every table is walked, and the sentence must read as English."""

import re
from dataclasses import replace

import pytest

from tests.builders import make_claim, make_quantity, make_row, make_version, moment, on_day
from tracker.app import RULES
from tracker.claims import RULES as CLAIM_RULES
from tracker.claims.parse import ParsedParagraphs
from tracker.ledger import RULES as LEDGER_RULES
from tracker.model import (
    Attribution,
    Change,
    ChangeKind,
    Claim,
    EventState,
    EvidenceSpan,
    Outcome,
    Participant,
    ParticipantKind,
    Severity,
    SpeechMode,
    State,
    Status,
    Strength,
)
from tracker.reports.explaining import (
    STATUSES,
    because,
    explain_change,
    explain_claim,
    explain_link,
    explain_state,
    explain_values,
    words_of,
)

SENTENCE = "The treaty would be signed on Friday, the ambassador said."
VERSION = make_version(SENTENCE, on="2025-01-13")
PARSED = ParsedParagraphs(size=1000)
FINITE = ("VBD", "VBZ", "VBP", "MD")


def named(text: str) -> Participant:
    return Participant(text=text, key=text.casefold(), kind=ParticipantKind.PERSON)


def span(words: str) -> EvidenceSpan:
    start = SENTENCE.index(words)
    return EvidenceSpan(version_id=VERSION.id, start=start, end=start + len(words), quote=words)


def claim_by(
    status: str = "status.reported_would", attribution: str = "attribution.reported", time: str = "date.weekday"
) -> Claim:
    """The claim of SENTENCE, read by these rules."""
    day = replace(on_day("2025-01-17"), text="Friday", rule=time)
    claim = make_claim(VERSION, status=Status.PLANNED)
    return replace(
        claim,
        trigger=span("signed"),
        cue=span("would"),
        evidence=span(SENTENCE),
        status_rule=status,
        strength=Strength.FIRM,
        time=day,
        attribution=Attribution(
            speaker=named("the ambassador"),
            carrier=None,
            mode=SpeechMode.INDIRECT,
            anonymous=False,
            rule=attribution,
        ),
    )


def change_by(rule: str, severity: Severity = Severity.ALERT) -> Change:
    return Change(
        key="k",
        story_id=1,
        event_key="sign",
        article_id=1,
        version_id=1,
        kind=ChangeKind.STATUS,
        severity=severity,
        title="Treaty signing: planned -> postponed",
        before=None,
        after=None,
        why=RULES[rule],
        rule=rule,
        evidence=(span(SENTENCE),),
        evidence_before=(),
        said_by="the ambassador, via Test Post",
        voices=2,
        copies=0,
        published_at=moment("2025-01-13"),
        seen_at=moment("2025-01-13"),
    )


def state_by(rule: str) -> EventState:
    row = make_row(VERSION, claim_by())
    return EventState(
        state=State.POSTPONED,
        time=None,
        quantity=None,
        decided_by=row,
        why=RULES[rule],
        expectation=None,
        first_expectation=None,
        outcome=Outcome.POSTPONED,
        voices=(),
        dissent=(),
    )


def told_by(rule: str) -> str:
    """The sentence of a decision that was made by that rule."""
    row = replace(make_row(VERSION, claim_by()), link_rule=rule)
    match rule.partition(".")[0]:
        case "attribution" | "date" | "quantity" as room:
            figures = (replace(make_quantity(VERSION, 47, "article"), rule=rule),) if room == "quantity" else ()
            claim = claim_by(**({"attribution": rule} if room == "attribution" else {}))
            claim = claim_by(time=rule) if room == "date" else claim
            values = explain_values(replace(claim, quantities=figures), RULES)
            return next(told for told, by in values if by == rule)
        case "link":
            return explain_link(row, "E3 (Treaty signing)", (row,), RULES)
        case "fold" | "silence":
            return explain_state(state_by(rule))
        case "change":
            return explain_change(change_by(rule))
        case _:
            return explain_claim(claim_by(status=rule), RULES)


def is_english(text: str) -> bool:
    """One sentence: a capital or a quotation, one full stop, balanced marks, no ids and no gaps; and it has a verb."""
    plain = re.sub(r'"[^"]*"', "Q", text)
    shaped = (
        re.match(r'["A-Z]', text) is not None
        and text.endswith(".")
        and text.count('"') % 2 == 0
        and plain.count("(") == plain.count(")")
        and not re.search(r"\.\S|\. [A-Z]|\s\s|[;:,.][;:,.]| [;:,.]|_|\bNone\b|[;:] ?\.$", plain)
    )
    return shaped and any(token.tag_ in FINITE or token.tag_ in ("VBN", "VBZ") for token in PARSED.parse(text))


@pytest.mark.parametrize("rule", [*CLAIM_RULES, *LEDGER_RULES])
def test_every_rule_has_a_sentence_that_reads_as_english(rule: str) -> None:
    told = told_by(rule)
    assert because(rule, RULES) in told
    assert is_english(told), told


def test_what_is_no_english_is_seen() -> None:
    for text in (
        "planned: it is so.",
        "Planned: it is so",
        "Planned: status.will says so.",
        "Planned: ; it is so.",
        "A day.",
    ):
        assert not is_english(text), text


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_a_word(status: Status) -> None:
    told = explain_claim(replace(claim_by(), status=status), RULES)
    assert f"is read as {STATUSES[status]}:" in told
    assert is_english(told), told


def test_a_claim_says_its_words_its_reason_who_and_when() -> None:
    assert explain_claim(claim_by(), RULES) == (
        '"would be signed" is read as planned: a reported would is the announced future of the speaker; '
        'said by the ambassador; due Fri 17 Jan 2025 by "Friday", firm.'
    )


def test_words_begin_with_their_auxiliaries_only_where_they_stand_beside_them() -> None:
    claim = claim_by()
    assert words_of(claim) == "would be signed"
    assert words_of(replace(claim, cue=None)) == "signed"
    assert words_of(replace(claim, cue=span("The"))) == "signed"


def test_a_link_names_whom_both_name() -> None:
    first = make_row(VERSION, replace(claim_by(), key="1:1:1", subject=replace(named("Putin"), key="putin")))
    second = make_row(VERSION, replace(claim_by(), key="1:1:2", subject=replace(named("Vladimir Putin"), key="putin")))
    second = replace(second, link_rule="link.arguments")
    told = explain_link(second, "E3 (Treaty signing)", (first, second), RULES)
    assert told.startswith("Same event as E3 (Treaty signing): same kind of event")
    assert "Vladimir Putin" in told
    alone = explain_link(second, "E3 (Treaty signing)", (second,), RULES)
    assert "Putin" not in alone


def test_a_state_says_who_decided_it() -> None:
    assert explain_state(state_by("fold.postponed")) == (
        'Postponed: it was put off; said by the ambassador as "would be signed", published Mon 13 Jan 2025.'
    )


@pytest.mark.parametrize(
    ("severity", "head"),
    [
        (Severity.ALERT, "Told as an alert: "),
        (Severity.NOTICE, "Told as a notice: "),
        (Severity.INFO, "Kept and not told: "),
    ],
)
def test_a_change_says_why_it_is_told_or_only_kept(severity: Severity, head: str) -> None:
    told = explain_change(change_by("change.outcome", severity))
    assert told == f"{head}what was announced has an outcome; said by the ambassador, via Test Post; 2 voices say so."
