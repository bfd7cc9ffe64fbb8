"""What one version adds: rows, falls, changes, severity."""

from dataclasses import replace

import pytest

from tests.builders import (
    CLASSES,
    TREATY,
    document,
    make_book,
    make_claim,
    make_event,
    make_quantity,
    make_row,
    make_version,
    on_day,
    person,
)
from tests.story_play import StoryPlay
from tracker.ledger import RULES
from tracker.model import Bound, ChangeKind, Claim, Quantity, Severity, Status, Strength, Version


def plan(version: Version, *, strength: Strength = Strength.FIRM) -> Claim:
    """The signing is announced for 17 January."""
    return make_claim(version, object=TREATY, time=on_day("2025-01-17"), strength=strength)


def test_the_first_reading_tells_nothing_and_watches_the_firm_plan() -> None:
    play, seed = StoryPlay(), make_version("The treaty will be signed on Friday.", baseline=True)
    judgement = play.read(seed, [plan(seed)])
    assert [(change.severity, change.rule) for change in judgement.changes] == [(Severity.INFO, "change.first")]
    assert [event.watched for event in judgement.new_events] == [True]


def test_a_soft_plan_is_told_but_not_watched() -> None:
    play, version = StoryPlay(), make_version("The treaty may well be signed on Friday.")
    judgement = play.read(version, [plan(version, strength=Strength.SOFT)])
    assert [change.severity for change in judgement.changes] == [Severity.NOTICE]
    assert [event.watched for event in judgement.new_events] == [False]


def test_talks_during_a_visit_are_not_watched_for_the_visit_s_day_and_a_signing_is() -> None:
    version = make_version("The treaty will be signed after talks during the visit on Friday.")
    borrowed = replace(on_day("2025-01-17"), rule="date.visit")
    talks = make_claim(version, "meet", subject=person("Putin"), object=person("Pezeshkian"), time=borrowed)
    visit = make_claim(version, "visit", subject=person("Pezeshkian"), time=borrowed, ordinal=2)
    own_day = make_claim(version, "visit", subject=person("Pezeshkian"), time=on_day("2025-01-17"), ordinal=3)
    signing = make_claim(version, "sign", object=TREATY, time=borrowed, ordinal=4)
    judgement = StoryPlay().read(version, [talks, visit, own_day, signing])
    assert {event.event_class: event.watched for event in judgement.new_events} == {
        "meet": False,
        "visit": True,
        "sign": True,
    }


def test_a_plan_that_becomes_firm_is_watched_from_then_on() -> None:
    play, soft = StoryPlay(), make_version("The treaty is expected to be signed this month.")
    play.read(soft, [make_claim(soft, object=TREATY, strength=Strength.SOFT)])
    firm = make_version("The Kremlin says that it will be signed on January 17.", id=2, outlet="Moscow Wire")
    judgement = play.read(firm, [plan(firm)])
    assert [(event.event_class, event.watched) for event in judgement.moved_events] == [("sign", True)]


def test_a_muted_event_is_kept_and_not_told() -> None:
    version = make_version("The treaty will be signed on Friday.")
    row = make_row(version, plan(version))
    play = StoryPlay(make_book(events=[replace(make_event("sign", object=TREATY), muted=True)], rows=[row]))
    off = make_version("The signing was called off.", id=2, outlet="Moscow Wire", on="2025-01-16")
    judgement = play.read(off, [make_claim(off, "sign", Status.CANCELLED, object=TREATY)])
    assert [(change.kind, change.severity, change.rule) for change in judgement.changes] == [
        (ChangeKind.STATUS, Severity.INFO, "change.muted")
    ]


def test_an_alert_carries_both_sides_and_their_evidence() -> None:
    play, seed = StoryPlay(), make_version("Jalali said that the treaty will be signed on Friday.", baseline=True)
    play.read(seed, [plan(seed)])
    text = "The signing was moved to January 24, the Kremlin spokesman Dmitry Peskov said."
    news = make_version(text, id=2, outlet="Moscow Wire", on="2025-01-16")
    moved = make_claim(
        news, "sign", Status.POSTPONED, object=TREATY, time=on_day("2025-01-24"), speaker=person("Dmitry Peskov")
    )
    change = next(c for c in play.read(news, [moved]).changes if c.severity is Severity.ALERT)
    assert change.title == "Treaty signing: postponed to Fri 24 Jan 2025"
    assert change.before is not None
    assert change.before.text == "planned for Fri 17 Jan 2025"
    assert [span.quote for span in change.evidence] == [text]
    assert [span.quote for span in change.evidence_before] == [seed.article.text]
    assert change.said_by == "Dmitry Peskov, via Moscow Wire"
    assert (change.version_id, change.article_id) == (2, 2)
    assert change.why == RULES[change.rule]


def test_the_version_before_falls_and_what_it_still_says_keeps_its_day() -> None:
    play, first = StoryPlay(), make_version("The treaty will be signed on Friday.\nOld line.", article_id=9)
    play.read(first, [plan(first)])
    second = make_version("The treaty will be signed on Friday.\nOld line.\nNew line.", id=2, article_id=9, number=2,
                          on="2025-01-16")  # fmt: skip
    claim = replace(plan(second), evidence=replace(plan(first).evidence, version_id=2))
    judgement = play.read(second, [claim])
    assert judgement.fallen_claims == ("1:1",)
    assert [(row.claim.key, row.published_at) for row in judgement.rows] == [("2:1", first.published_at)]
    assert [row.link_rule for row in judgement.rows] == ["link.same_mention"]


def test_a_correction_of_a_figure_without_an_event_is_told_too() -> None:
    play = StoryPlay()
    for number, figure in ((1, 5.0), (2, 7.0)):
        version = make_version(
            f"Trade reached {figure:g} billion dollars last year.", id=number, article_id=4, number=number
        )
        claim = make_claim(version, None, Status.STATE)
        play.read(version, [replace(claim, quantities=(_figure(version, figure),))])
    assert [(change.kind, change.severity, change.rule) for change in play.told] == [
        (ChangeKind.NUMBER, Severity.NOTICE, "change.correction")
    ]


def _figure(version: Version, value: float) -> Quantity:
    return make_quantity(version, value, "usd")


def test_another_treaty_is_founded_as_another_event_and_told_to_nobody() -> None:
    play, version = StoryPlay(), make_version("Russia will sign a treaty with North Korea on Friday.")
    foreign = document("treaty", "north korea", "russia")
    judgement = play.read(version, [make_claim(version, object=foreign, time=on_day("2025-01-17"))])
    assert [(event.of_story, event.watched) for event in judgement.new_events] == [(False, False)]
    assert [change.severity for change in judgement.changes] == [Severity.INFO]


@pytest.mark.parametrize("status", [Status.UNKNOWN, Status.COUNTERFACTUAL])
def test_a_mention_that_says_nothing_founds_no_event(status: Status) -> None:
    play, version = StoryPlay(), make_version("Had the treaty been signed in October, …")
    assert play.read(version, [make_claim(version, "sign", status, object=TREATY)]).new_events == ()


def test_a_bare_noun_founds_no_event_and_an_unlisted_predicate_has_no_row() -> None:
    play, version = StoryPlay(), make_version("The signing drew attention.")
    claims = [make_claim(version, "sign", nominal=True), make_claim(version, None, ordinal=2)]
    judgement = play.read(version, claims)
    assert (judgement.new_events, judgement.rows) == ((), ())
    assert judgement.claims == tuple(claims)


def test_every_rule_is_one_sentence_and_every_rule_of_a_change_is_known() -> None:
    assert all(text.endswith(".") for text in RULES.values())
    assert {rule.partition(".")[0] for rule in RULES} == {"link", "fold", "silence", "implied", "change"}
    assert all(cls.id == key for key, cls in CLASSES.items())


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (Status.POSTPONED, "Treaty signing: postponed to Mon 6 May 2024 at the earliest"),
        (Status.PLANNED, "Treaty signing: planned for Mon 6 May 2024 at the earliest"),
    ],
)
def test_a_day_no_earlier_than_is_told_as_the_earliest(status: Status, text: str) -> None:
    play = StoryPlay()
    version = make_version("The signing slipped to May 6 at the earliest.", on="2024-04-03")
    when = on_day("2024-05-06", bound=Bound.NOT_BEFORE)
    play.read(version, [make_claim(version, "sign", status, object=TREATY, time=when)])
    assert text in [change.title for change in play.changes]
