"""Events of kinds that the lexicon doesn't list: linked across articles, kept, watched and told by nobody."""

from tests.builders import make_version
from tests.story_play import StoryPlay
from tracker.claims import ClaimReader, load_lexicon
from tracker.ledger.likeness import Said, likest
from tracker.model import Claim, Severity, Version

READER = ClaimReader()
FIRST = "Kestrel Air will repaint its ferry Solan in Leith on 3 May."
AGAIN = "The ferry Solan was repainted in Leith on 3 May by Kestrel Air."
OTHER = "Kestrel Air repainted its lighthouse in Wick on 9 May."


def played(*lines: tuple[str, str]) -> StoryPlay:
    play = StoryPlay(classes=load_lexicon().classes)
    for number, (day, text) in enumerate(lines, 1):
        version = make_version(text, id=number, on=day, outlet=f"Outlet {number}")
        play.read(version, READER.read(version))
    return play


def unlisted(play: StoryPlay) -> list[str]:
    """The articles of each event of no listed kind."""
    keys = [stored.value.key for stored in play.book.events if not stored.value.is_listed]
    return [" ".join(str(row.article_id) for row in play.book.rows if row.event_key == key) for key in keys]


def test_two_articles_tell_of_one_unlisted_event() -> None:
    assert unlisted(played(("2024-05-01", FIRST), ("2024-05-04", AGAIN))) == ["1 2"]


def test_another_thing_is_another_event() -> None:
    assert unlisted(played(("2024-05-01", FIRST), ("2024-05-10", OTHER))) == ["1", "2"]


def test_it_is_kept_and_neither_told_nor_watched() -> None:
    play = played(("2024-05-01", FIRST), ("2024-05-04", AGAIN))
    assert play.changes
    assert {change.severity for change in play.changes} == {Severity.INFO}
    assert not any(stored.value.watched for stored in play.book.events)


def mention(version: Version, word: str) -> Claim | None:
    at = version.article.text.index(word)
    return READER.mention(version, at, at + len(word))


def test_a_mention_can_be_asked_for_where_reading_made_none() -> None:
    version = make_version("The annual dinner was long. This was his second dinner.", on="2024-05-01")
    dinner, stands_for = mention(version, "dinner"), mention(version, "This")
    assert dinner is not None
    assert (dinner.lemma, dinner.nominal) == ("dinner", True)
    assert stands_for is not None
    assert stands_for.lemma == "dinner"


def test_an_article_or_a_preposition_makes_none() -> None:
    assert mention(make_version("The dinner of the guild was long.", on="2024-05-01"), "The") is None


def test_a_mention_joins_the_event_it_is_likest_to() -> None:
    said = []
    for number, text in enumerate((FIRST, OTHER, AGAIN), 1):
        version = make_version(text, id=number, on="2024-05-10")
        claim = mention(version, "repaint")
        assert claim is not None
        said.append(Said(claim=claim, published=version.published_at.date()))
    assert likest(said[2], [[said[0]], [said[1]]]) == 0
    assert likest(said[2], [[said[1]]]) is None
