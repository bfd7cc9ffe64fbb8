"""Reads the golden stories: dated mentions in a tiny language, one a line.

    2025-01-15 | Caspian Courier | sign | planned | doc=treaty: iran, russia | on=2025-01-17 | by=Peskov

Day of publication, outlet, class of event, status, then what else is said, in any order:

    doc                  the document and its marks
    subject object with  who takes part: "body: State Duma", "state: Russia"; a bare name is a person
    place                where
    on, from             the day, and the day that was given up: "2025-01-17", "2025-10", "2025"
    figure               "47 article", "20 year duration"
    by, reason           the speaker, and the reason given
    why                  the words of a reason that is a claim of its own: of the class "reason"
    words                the sentence; else it is made up from the line
    title, article       the headline, and a number: another version of that article
    seen                 day of reading, where it isn't the day of publication
    strength, background, nominal
    rule                 the rule by which the claims read the status

The class "-" is text without a mention.
A line that begins with "+" is one more mention in the version above. The first line is the story's seed: a baseline.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tests.builders import body, document, make_claim, make_quantity, make_version, on_day, person, place, state
from tracker.model import Bound, Claim, EventTime, Participant, ParticipantKind, Quantity, Status, Strength, Version

KINDS = {"state": state, "person": person, "body": body, "place": place}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One line: who published what on which day, and its fields."""

    day: str
    outlet: str
    event_class: str
    status: str
    fields: Mapping[str, str]


def readings(story: str) -> Iterator[tuple[Version, list[Claim]]]:
    """The versions of a story with their claims, in the order of its lines."""
    groups: list[list[Mention]] = []
    for line in story.strip().splitlines():
        text = line.strip()
        if text.startswith("+"):
            first = groups[-1][0]
            groups[-1].append(_mention(f"{first.day} | {first.outlet} | {text[1:].strip()}"))
        elif text and not text.startswith("#"):
            groups.append([_mention(text)])
    for number, group in enumerate(groups, 1):
        yield _reading(number, group)


def _mention(line: str) -> Mention:
    day, outlet, event_class, status, *rest = (part.strip() for part in line.split("|"))
    fields = {}
    for part in rest:
        name, _, value = part.partition("=")
        fields[name.strip()] = value.strip()
    return Mention(day=day, outlet=outlet, event_class=event_class, status=status, fields=fields)


def _reading(number: int, mentions: Sequence[Mention]) -> tuple[Version, list[Claim]]:
    first = mentions[0]
    sentences = [_sentence(mention) for mention in mentions]
    version = make_version(
        "\n".join(sentences),
        id=number,
        article_id=int(first.fields.get("article", number)),
        outlet=first.outlet,
        on=first.day,
        seen=first.fields.get("seen"),
        title=first.fields.get("title", "News"),
        baseline=number == 1,
    )
    claims = [
        _claim(version, mention, sentence, ordinal)
        for ordinal, (mention, sentence) in enumerate(zip(mentions, sentences, strict=True), 1)
        if mention.event_class != "-"
    ]
    return version, claims


def _sentence(mention: Mention) -> str:
    if "words" in mention.fields:
        return mention.fields["words"]
    said = " ".join(f"{name} {value}" for name, value in mention.fields.items() if name not in ("article", "title"))
    return f"{mention.outlet} tells of {mention.event_class}: it is {mention.status}. {said}".strip()


def _claim(version: Version, mention: Mention, sentence: str, ordinal: int) -> Claim:
    fields = mention.fields
    claim = make_claim(
        version,
        mention.event_class,
        Status(mention.status),
        quote=sentence,
        ordinal=ordinal,
        subject=_participant(fields.get("subject")),
        object=_document(fields.get("doc")) or _participant(fields.get("object")),
        others=tuple(each for each in (_participant(fields.get("with")),) if each is not None),
        place=_participant(fields.get("place")),
        time=_time(fields.get("on")),
        time_before=_time(fields.get("from")),
        strength=Strength(fields.get("strength", "firm")),
        speaker=_participant(fields.get("by")),
        reason=fields.get("reason"),
        background="background" in fields,
        nominal="nominal" in fields,
    )
    if "why" in fields:
        claim = replace(claim, subject=_document(fields.get("doc")), object=_reason(fields["why"]))
    figure = fields.get("figure")
    claim = replace(claim, status_rule=fields.get("rule", claim.status_rule))
    return replace(claim, quantities=(_figure(version, figure, sentence),)) if figure else claim


def _participant(text: str | None) -> Participant | None:
    if not text:
        return None
    kind, colon, name = text.partition(":")
    return KINDS[kind.strip()](name.strip()) if colon else person(text)


def _reason(text: str) -> Participant:
    return Participant(text=text, key=text, kind=ParticipantKind.OTHER)


def _document(text: str | None) -> Participant | None:
    if not text:
        return None
    name, _, marks = text.partition(":")
    return document(name.strip(), *(mark.strip() for mark in marks.split(",") if mark.strip()))


def _time(text: str | None) -> EventTime | None:
    if not text:
        return None
    if text.startswith("from "):
        return on_day(text.removeprefix("from "), bound=Bound.NOT_BEFORE)
    return on_day(text)


def _figure(version: Version, text: str, sentence: str) -> Quantity:
    value, unit, *scope = text.split()
    made = make_quantity(version, float(value), unit, scope=" ".join(scope))
    start = version.article.text.index(sentence)
    span = replace(made.evidence, start=start, end=start + len(sentence), quote=sentence)
    return replace(made, evidence=span)
