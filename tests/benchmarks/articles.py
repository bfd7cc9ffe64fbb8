"""Articles to measure with: pages of the newsroom joined to the length of a report, and a long story of our own."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from tests.newsroom.course import load_course

_COURSE = Path(__file__).parents[1] / "newsroom" / "courses" / "true-course"
_PARAGRAPHS = 10
_SEED = 7

_PEOPLE = (
    "Marta Lindqvist",
    "Jonas Abelard",
    "Petra Novak",
    "Samir Haddad",
    "Elena Rossi",
    "David Okafor",
    "Ingrid Moen",
)
_BODIES = (
    "the Transport Ministry",
    "the Senate",
    "the Supreme Court",
    "Norvale Airlines",
    "the Central Bank",
    "Harbour Union",
)
_PLACES = ("Vienna", "Oslo", "Lisbon", "Nairobi", "Toronto", "Seoul", "Lima", "Prague")
_SENTENCES = (
    "{person} said on {day} that {body} would sign the agreement with {other} in {place} next week.",
    "{body} postponed the launch of the new ferry to {place} until {later}, {person} told reporters.",
    "At least {number} people were injured in {place} on {day}, according to {body}.",
    "{person} will visit {place} on {later} for talks with {body}, a spokesman said.",
    "{body} raised its offer for {other} to ${number} million after {person} had rejected an earlier bid.",
    "The court in {place} sentenced {person} to {number} months in prison on {day}.",
    "Workers at {body} began a strike on {day}, and {person} expects it to last until {later}.",
    "{person} denied that {body} had cancelled the vote planned for {later}.",
    "If {body} approves the merger, the two companies will close their offices in {place}.",
    "Voters in {place} elect a new mayor on {later}; {person} leads by {number} percent.",
)  # fmt: skip


def reports() -> tuple[tuple[str, ...], ...]:
    """News reports of ten paragraphs each, from the English pages of the newsroom's longest course."""
    course = load_course(_COURSE)
    english = [page for page in course.pages if course.outlets[page.outlet].language.startswith("en")]
    paragraphs = list(dict.fromkeys(part.strip() for page in english for part in page.paragraphs if part.strip()))
    whole = len(paragraphs) - len(paragraphs) % _PARAGRAPHS
    return tuple(tuple(paragraphs[at : at + _PARAGRAPHS]) for at in range(0, whole, _PARAGRAPHS))


def long_story(*, articles: int, sentences: int = 20) -> Iterator[tuple[str, date]]:
    """Texts of one busy story, a day apart: the same few actors do many things, on other days and in other places."""
    draw = random.Random(_SEED)
    for number in range(articles):
        day = date(2025, 1, 1) + timedelta(days=number)
        yield "\n\n".join(_sentence(draw, day) for _ in range(sentences)), day


def _sentence(draw: random.Random, day: date) -> str:
    body, other = draw.sample(_BODIES, 2)
    coming = day + timedelta(days=draw.randint(3, 60))
    text = draw.choice(_SENTENCES).format(
        person=draw.choice(_PEOPLE),
        body=body,
        other=other,
        place=draw.choice(_PLACES),
        day=f"{day:%A}",
        later=f"{coming:%B} {coming.day}",
        number=draw.randint(2, 90),
    )
    return text[0].upper() + text[1:]


def changed(paragraphs: Sequence[str], number: int) -> tuple[str, ...]:
    """The same report with one paragraph that says something else."""
    at = number % len(paragraphs)
    instead = "The talks were put off until Thursday, a person close to the delegation said."
    return tuple(instead if index == at else paragraph for index, paragraph in enumerate(paragraphs))
