"""What people read: page models from the store, as text, Markdown, JSON and HTML. Reading starts no work."""

from tracker.reports.account import account_lines
from tracker.reports.as_json import to_json
from tracker.reports.drawing import draw
from tracker.reports.feeds import to_atom, to_json_feed
from tracker.reports.gaps import unwatched_text
from tracker.reports.html import environment, to_html
from tracker.reports.labels import READ_LANGUAGES, not_read_for_claims
from tracker.reports.markdown import to_markdown
from tracker.reports.pages import Page, StatsPage
from tracker.reports.reports import Reports
from tracker.reports.stats import stats_page
from tracker.reports.text import to_text

__all__ = [
    "READ_LANGUAGES",
    "Page",
    "Reports",
    "StatsPage",
    "account_lines",
    "draw",
    "environment",
    "not_read_for_claims",
    "stats_page",
    "to_atom",
    "to_html",
    "to_json",
    "to_json_feed",
    "to_markdown",
    "to_text",
    "unwatched_text",
]
