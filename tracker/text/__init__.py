"""Snapshots to articles: main text, dates, language; what a page is when it holds no article. Pure."""

from tracker.text.article import article_from_text, read_article
from tracker.text.paragraphs import is_dropped, tidy
from tracker.text.standing import standing_of, titles_in_turn, under_known_title

__all__ = [
    "article_from_text",
    "is_dropped",
    "read_article",
    "standing_of",
    "tidy",
    "titles_in_turn",
    "under_known_title",
]
