"""The report as ONE self-contained HTML file: no script, no outside request, everything of others escaped."""

from datetime import datetime
from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tracker.model import inert, is_web_address, moment_text
from tracker.reports.drawing import draw
from tracker.reports.following import reading_text
from tracker.reports.labels import MARKS
from tracker.reports.lines import Tone
from tracker.reports.pages import ReportPage


def to_html(page: ReportPage) -> str:
    """The report as one HTML document in UTF-8."""
    template = environment().get_template("report.html")
    return template.render(page=page, drawing=draw(page.plans, page.as_of.date()))


@cache
def environment(*packages: str) -> Environment:
    """How every page is written: escaped, other people's text made inert. Templates of `packages` win over ours."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, "tracker.reports")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters["moment"] = moment_text
    environment.filters["day"] = _day
    environment.filters["mark"] = _mark
    environment.filters["reading"] = reading_text
    environment.tests["linkable"] = is_web_address
    return environment


def _shown(value: object) -> object:
    """Text of others without control and direction characters; the spaces at its ends join it to what is beside it."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    core = inert(value)
    return f"{' ' if value[:1].isspace() else ''}{core}{' ' if core and value[-1:].isspace() else ''}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y}"


def _mark(tone: Tone) -> str:
    return MARKS[tone]
