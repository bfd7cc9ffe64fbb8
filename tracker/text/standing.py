"""Whether a changed text is believed at once, or waits for a second fetch; and headlines that take turns.

A text that shrinks by more than 60 % or flips back to an older state is more often a cut-off answer, an A/B
variant or a stub than an edit (measured on news archives; see docs/design.md). So is another headline over the same
text: outlets try out two on their readers, and which one an answer has says nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.model import Article, Standing, Version

#: Share of the previous length below which a text is suspicious.
LEAST_SHARE = 0.4


def standing_of(article: Article, *, earlier: Sequence[Article]) -> Standing:
    """How far `article` is to be believed, given the article's confirmed states, oldest first."""
    if not earlier:
        return Standing.CONFIRMED
    last = earlier[-1]
    if len(article.text) < LEAST_SHARE * len(last.text):
        return Standing.SUSPICIOUS
    if article.text == last.text and article.title != last.title:
        return Standing.SUSPICIOUS
    if any(article.text == old.text and article.title == old.title for old in earlier[:-1]):
        return Standing.SUSPICIOUS
    return Standing.CONFIRMED


def titles_in_turn(versions: Sequence[Version]) -> frozenset[str]:
    """The headlines that an article shows in turn.

    One came over a text that kept another at the next fetch, or an earlier one came back after others.
    """
    kept_titles = [version.article.title for version in versions if _is_kept(version)]
    found = {title for begin, end in _returns(kept_titles) for title in kept_titles[begin:end]}
    for passing in versions:
        if passing.standing is not Standing.DISCARDED:
            continue
        kept = {v.article.title for v in versions if _is_kept(v) and v.article.text == passing.article.text}
        found |= {passing.article.title, *kept} if kept else set()
    return frozenset(found)


def _returns(titles: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a headline stands, and where it stands again after another one."""
    for begin, title in enumerate(titles):
        for end in range(begin + 2, len(titles)):
            if titles[end] == title and titles[end - 1] != title:
                yield begin, end


def _is_kept(version: Version) -> bool:
    return version.standing is Standing.CONFIRMED


def under_known_title(article: Article, versions: Sequence[Version]) -> Article:
    """The article as it was known, where it shows the same text under another of its headlines in turn.

    `versions` are all versions of the article by number. A text that differs keeps the headline that came with it.
    """
    last = next((version.article for version in reversed(versions) if _is_kept(version)), None)
    if last is None or article.text != last.text or article.title not in titles_in_turn(versions):
        return article
    return replace(article, title=last.title)
