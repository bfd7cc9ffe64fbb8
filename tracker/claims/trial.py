"""Reads a sentence by itself, to try words out: nothing is kept, nobody is told."""

import hashlib
from datetime import datetime

from tracker.claims.reader import LANGUAGE, ClaimReader
from tracker.claims.tables import Lexicon
from tracker.model import Article, Claim, Standing, Version


def read_words(text: str, published: datetime, lexicon: Lexicon) -> tuple[Claim, ...]:
    """The claims of a sentence or two, read as English that was published then (aware UTC)."""
    words = " ".join(text.split())
    article = Article(
        url="",
        title="",
        byline=None,
        published_at=published,
        modified_at=None,
        language=LANGUAGE,
        text=words,
        paragraphs=((0, len(words)),),
        extractor="tried",
    )
    version = Version(
        id=0,
        article_id=0,
        story_id=0,
        source_id=0,
        number=1,
        article=article,
        outlet="",
        seen_at=published,
        published_at=published,
        snapshot_sha256=None,
        text_sha256=hashlib.sha256(f"\n{words}".encode()).hexdigest(),
        standing=Standing.CONFIRMED,
        baseline=False,
    )
    return ClaimReader(lexicon, cache_size=1).read(version)
