"""Pages that went and came back: told once a turn, with the last captured words."""

from dataclasses import replace
from datetime import timedelta

from tests.builders import TREATY, make_claim, make_event, make_version, moment, on_day
from tests.story_play import StoryPlay
from tests.unit.fetch.test_schedule import PAGE
from tracker.ledger import judge_pages, page_states
from tracker.ledger.pages import PageState
from tracker.ledger.telling import Scene
from tracker.model import Change, ChangeKind, Facet, Severity, Source, SourceHealth, Stored, Version

NOW = moment("2025-02-03")
WORDS = "The treaty will be signed on Friday."
GONE = replace(PAGE, health=SourceHealth.GONE)


def read() -> tuple[StoryPlay, Version]:
    """A story whose page told of the signing; its first reading told nothing."""
    play, version = StoryPlay(), make_version(WORDS, baseline=True)
    play.read(version, [make_claim(version, object=TREATY, time=on_day("2025-01-17"))])
    return play, version


def told(*changes: Change) -> list[Stored[Change]]:
    """Changes as a store gives them."""
    return [Stored(id=number, value=change) for number, change in enumerate(changes, 1)]


def turned(version: Version, *sources: Source, changes: list[Stored[Change]]) -> list[bool]:
    """Of each page that turned, whether it is gone."""
    found = page_states(sources, changes, latest_version=lambda _: version)
    return [page.is_gone for page in found]


def change_of(play: StoryPlay, page: PageState) -> Change:
    """The one change that a turn makes."""
    (change,) = judge_pages(play.book, [page], now=NOW).changes
    return change


def test_a_page_that_went_is_told_with_its_last_words() -> None:
    play, version = read()
    change = change_of(play, PageState(version=version, is_gone=True))
    assert (change.kind, change.severity) == (ChangeKind.REMOVED, Severity.NOTICE)
    assert [span.quote for span in change.evidence_before] == [WORDS]
    assert "not there since Mon 3 Feb 2025" in change.title
    assert (change.article_id, change.event_key) == (version.article_id, None)
    assert (change.published_at, change.seen_at) == (None, NOW)


def test_a_page_that_came_back_is_told_with_what_it_says() -> None:
    play, version = read()
    change = change_of(play, PageState(version=version, is_gone=False))
    assert (change.kind, change.severity) == (ChangeKind.RESTORED, Severity.NOTICE)
    assert [span.quote for span in change.evidence] == [WORDS]


def test_a_page_that_said_nothing_of_the_story_is_kept_and_not_told() -> None:
    version = make_version("The cup final is on Sunday. It may rain.")
    change = change_of(StoryPlay(), PageState(version=version, is_gone=True))
    assert change.severity is Severity.INFO
    assert change.evidence_before[0].quote == version.article.text


def test_each_turn_is_told_once() -> None:
    play, version = read()
    removed = change_of(play, PageState(version=version, is_gone=True))
    restored = change_of(play, PageState(version=version, is_gone=False))
    assert turned(version, GONE, changes=[]) == [True]
    assert turned(version, GONE, changes=told(removed)) == []
    assert turned(version, PAGE, changes=told(removed)) == [False]
    assert turned(version, PAGE, changes=told(removed, restored)) == []
    assert turned(version, GONE, changes=told(removed, restored)) == [True]
    assert turned(version, PAGE, changes=[]) == []


def test_a_page_in_doubt_has_not_turned() -> None:
    play, version = read()
    removed = change_of(play, PageState(version=version, is_gone=True))
    for health in (SourceHealth.MISSING, SourceHealth.FAILING, SourceHealth.BLIND):
        doubtful = replace(PAGE, health=health)
        assert turned(version, doubtful, changes=[]) == []
        assert turned(version, doubtful, changes=told(removed)) == []


def test_a_page_that_another_source_still_reads_is_not_gone() -> None:
    _, version = read()
    assert turned(version, GONE, replace(PAGE, id=200), changes=[]) == []


def test_a_second_removal_on_another_day_is_another_change() -> None:
    play, version = read()
    gone = PageState(version=version, is_gone=True)
    first = change_of(play, gone)
    (second,) = judge_pages(play.book, [gone], now=NOW + timedelta(days=9)).changes
    assert first.key != second.key
    known = replace(play.book, change_keys=frozenset({first.key}))
    assert judge_pages(known, [gone], now=NOW).changes == ()


def test_a_correction_is_its_article_s_own_and_no_other_difference_stands_for_it() -> None:
    before, after = Facet(text="45 articles"), Facet(text="47 articles")
    event = make_event("contain")

    def key(url: str, *, of_article: bool) -> str:
        version = make_version(WORDS)
        version = replace(version, article=replace(version.article, url=url))
        scene = Scene(story_id=1, version=version, now=NOW)
        return scene.write(
            ChangeKind.NUMBER, Severity.NOTICE, "change.correction", "45 -> 47", event=event, before=before,
            after=after, of_article=of_article,
        ).key  # fmt: skip

    one, two = "https://courier.example/a", "https://ledger.example/b"
    assert key(one, of_article=False) == key(two, of_article=False)
    assert len({key(one, of_article=False), key(one, of_article=True), key(two, of_article=True)}) == 3
