"""What it costs to link one new article into a story that holds thousands of claims."""

from collections.abc import Sequence
from functools import partial

from tests.benchmarks.articles import long_story
from tests.benchmarks.measure import Figure, figure, seconds
from tests.builders import make_book, make_story
from tests.claim_builders import make_version
from tests.story_play import StoryPlay
from tracker.claims import ClaimReader, load_lexicon

CLAIMS = 5000
LIMIT_MS = 100.0
_MEASURED = 20
_MOST_ARTICLES = 400


def figures(*, claims: int = CLAIMS) -> Sequence[Figure]:
    """Milliseconds to judge one of the articles that follow on a story of that many claims, and claims a version."""
    lexicon = load_lexicon()
    reader, play = ClaimReader(lexicon), StoryPlay(make_book(story=make_story()), classes=lexicon.classes)
    spent: list[float] = []
    for number, (text, day) in enumerate(long_story(articles=_MOST_ARTICLES), 1):
        version = make_version(text, id=number, on=day.isoformat(), outlet=f"Outlet {number % 9}")
        found = reader.read(version)
        is_measured = len(play.book.rows) >= claims
        took = seconds(partial(play.read, version, found))
        if is_measured:
            spent.append(1000 * took)
        if len(spent) == _MEASURED:
            break
    name = f"one article into a story of {len(play.book.rows)} claims, {len(play.book.events)} events"
    return (figure(name, spent, unit="ms", limit=LIMIT_MS),)
