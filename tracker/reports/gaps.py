"""Stretches in which nobody watched, or a source was not read: what silence in them means nothing for."""

from datetime import datetime, timedelta

from tracker.model import moment_text


def unwatched_text(begins: datetime, ends: datetime) -> str:
    """ "from 16 Jan 2025, 12:00 UTC to 18 Jan 2025, 09:30 UTC (1 day 21 h)"."""
    return f"from {moment_text(begins)} to {moment_text(ends)} ({span_text(ends - begins)})"


def span_text(length: timedelta) -> str:
    """A span in its two largest units: "1 day 21 h", "3 h 5 min", "4 min"."""
    minutes = round(length.total_seconds() / 60)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [f"{days} day{'s' if days != 1 else ''}"] if days else []
    parts += [f"{hours} h"] if hours else []
    parts += [f"{rest} min"] if rest or not parts else []
    return " ".join(parts[:2])
