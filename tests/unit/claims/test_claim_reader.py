"""The reader as a whole: the seed story, languages, worker processes, what is kept between versions."""

import pickle
from datetime import date
from pathlib import Path

import pytest

from tests.builders import make_version
from tracker.claims import ClaimReader
from tracker.claims.parse import ParsedParagraphs, dateline
from tracker.model import Claim, SpeechMode, Status

SEED = Path(__file__).parents[3] / "seeds" / "iran-russia-pact.txt"


@pytest.fixture(scope="module")
def reader() -> ClaimReader:
    return ClaimReader()


@pytest.fixture(scope="module")
def seed(reader: ClaimReader) -> tuple[Claim, ...]:
    title, text = SEED.read_text(encoding="utf-8").split("\n", 1)
    return reader.read(make_version(text, on="2025-01-15", title=title))


def of(claims: tuple[Claim, ...], event_class: str, status: Status) -> list[Claim]:
    return [claim for claim in claims if claim.event_class == event_class and claim.status is status]


def keys(claim: Claim) -> tuple[str, str]:
    return (claim.subject.key if claim.subject else "", claim.place.key if claim.place else "")


def test_the_seed_announces_a_signing_by_the_ambassador_and_the_kremlin(seed: tuple[Claim, ...]) -> None:
    planned = of(seed, "sign", Status.PLANNED)
    assert [claim.attribution.speaker.key for claim in planned if claim.attribution.speaker] == ["jalali", "russia"]
    for claim in planned:
        assert claim.object is not None
        assert (claim.object.key, claim.object.marks) == ("treaty", ("iran", "russia"))
        assert claim.time is not None
        assert (claim.time.first, claim.time.rule) == (date(2025, 1, 17), "date.visit")
        assert not claim.background


def test_the_seed_announces_two_visits(seed: tuple[Claim, ...]) -> None:
    verb, noun = (claim for claim in of(seed, "visit", Status.PLANNED) if "will visit" in claim.evidence.quote)
    assert keys(verb) == ("pezeskian", "russia")
    assert verb.time is not None
    assert verb.time.first == date(2025, 1, 17)
    assert keys(noun) == ("pezeskian", "tajikistan")
    assert noun.time is None


def test_the_seed_tells_an_old_postponement_with_its_reason(seed: tuple[Claim, ...]) -> None:
    (postponed,) = of(seed, "sign", Status.POSTPONED)
    assert postponed.background
    assert postponed.reason is not None
    assert postponed.reason.startswith("due to the death of Iran's president")
    (death,) = of(seed, "die", Status.HAPPENED)
    assert death.subject is not None
    assert death.subject.key == "raisi"


def test_the_seed_holds_facts_and_denies_others(seed: tuple[Claim, ...]) -> None:
    (articles,) = of(seed, "contain", Status.STATE)[-1].quantities
    assert (articles.low, articles.unit, articles.evidence.quote) == (47, "article", "47 articles")
    (years,) = of(seed, "last", Status.STATE)[0].quantities
    assert (years.low, years.unit, years.scope) == (20, "year", "duration")
    alliances = of(seed, "alliance", Status.NEGATED)
    assert {claim.attribution.speaker.key for claim in alliances if claim.attribution.speaker} == {"aragci"}
    assert [claim.attribution.mode for claim in alliances] == [SpeechMode.INDIRECT, SpeechMode.DIRECT]
    recognitions = of(seed, "recognize", Status.NEGATED)
    assert [claim.attribution.carrier for claim in recognitions] == [None, "Middle East Eye"]


def test_the_seed_keeps_nameless_sources_nameless(seed: tuple[Claim, ...]) -> None:
    (crossing,) = of(seed, "cross_line", Status.POSSIBLE)
    assert crossing.attribution.anonymous
    (seeking,) = of(seed, "seek_help", Status.POSSIBLE)
    assert keys(seeking)[0] == "larijani"
    assert seeking.attribution.carrier == "The Times"


def test_nothing_of_the_seed_is_said_to_have_been_signed(seed: tuple[Claim, ...]) -> None:
    assert not of(seed, "sign", Status.HAPPENED)
    assert not [claim for claim in of(seed, "visit", Status.HAPPENED) if claim.place]


def test_another_language_is_not_read(reader: ClaimReader) -> None:
    assert reader.read(make_version("Putin und Peseschkian unterzeichnen am Freitag.", language="de")) == ()


def test_odd_texts_are_read_without_harm(reader: ClaimReader) -> None:
    for text in ("", "\n", "...", "“", "Friday\nJanuary 17\n20 years", "a" * 5000, "Яковлев signed 条約 – 🙂."):
        assert isinstance(reader.read(make_version(text)), tuple)


def test_claims_stand_in_text_order_with_unique_keys(seed: tuple[Claim, ...]) -> None:
    starts = [claim.trigger.start for claim in seed]
    assert starts == sorted(starts)
    assert len({claim.key for claim in seed}) == len(seed)


def test_a_reader_travels_to_a_worker(reader: ClaimReader) -> None:
    version = make_version("The treaty will be signed on Friday.", on="2025-01-15")
    assert pickle.loads(pickle.dumps(reader)).read(version) == reader.read(version)


def test_a_parse_is_kept_and_the_oldest_dropped() -> None:
    parsed = ParsedParagraphs(size=2)
    first = parsed.parse("Putin signed it.")
    assert parsed.parse("Putin signed it.") is first
    parsed.parse("One."), parsed.parse("Two.")
    assert parsed.parse("Putin signed it.") is not first


@pytest.mark.parametrize(
    ("paragraph", "head"),
    [
        ("MOSCOW, January 16 (Reuters) - The signing", "MOSCOW, January 16 (Reuters) - "),
        ("ST PETERSBURG, March 12. Zenit beat", "ST PETERSBURG, March 12. "),
        ("WASHINGTON, October 16. /TASS/. A meeting", "WASHINGTON, October 16. /TASS/. "),
        ("MOSCOW - Russia and Iran", "MOSCOW - "),
        ("NASA said on Friday", ""),
        ("The treaty - a long one", ""),
        ("UN talks, May 5. Nothing", ""),
    ],
)
def test_datelines(paragraph: str, head: str) -> None:
    assert paragraph[: dateline(paragraph)] == head


@pytest.mark.parametrize("text", ["  ", "  The minister signed it.", " \u2003 He left.  ", "…  —  "])
def test_every_climb_through_a_parse_ends(text: str) -> None:
    document = ParsedParagraphs(size=1).parse(text)
    assert all(token.dep_ == "ROOT" for token in document if token.head == token)
