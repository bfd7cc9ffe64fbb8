"""A source read politely: robots.txt, conditional GET, feeds; what a check comes to and when the next one is."""

from tracker.fetch.conclude import Conclusion
from tracker.fetch.feeds import looks_like_feed, read_feed
from tracker.fetch.http import HttpFetcher
from tracker.fetch.schedule import next_check_at

__all__ = ["Conclusion", "HttpFetcher", "looks_like_feed", "next_check_at", "read_feed"]
