"""A message as text of at most 80 columns, addresses excepted: a broken one can't be opened."""

from io import StringIO

from rich.console import Console
from rich.text import Text

from tracker.model import Message, MessageItem, MessageKind

WIDTH = 80
#: Rich knows how many columns a character takes; it wraps here and prints nothing.
RULER = Console(width=WIDTH, file=StringIO())


def message_text(message: Message) -> str:
    """The whole message; its first line is the subject line, shortened nowhere."""
    if message.kind is not MessageKind.DIGEST:
        return "\n".join([*_wrapped(message.title), body_text(message)])
    return "\n".join([*_wrapped(message.title), "", body_text(message)])


def body_text(message: Message) -> str:
    """The message without its subject line."""
    if message.kind is not MessageKind.DIGEST:
        return item_text(message.items[0])
    parts = [
        "\n".join([*_wrapped(f"{number}. {item.title}"), *_wrapped(f"Story: {item.story}"), item_text(item)])
        for number, item in enumerate(message.items, 1)
    ]
    return "\n\n".join(parts)


def item_text(item: MessageItem) -> str:
    """All that an item says below its title."""
    further = [each for line in item.lines for each in _wrapped(line)]
    if is_retold(item):
        lines = [*further, *_quoted("It was told by: ", item.quote, item.credit)]
    else:
        before = _quoted(f"{before_label(item)} ", item.quote_before, item.credit_before)
        lines = [*_quoted("", item.quote, item.credit), *before, *further]
    lines += _wrapped(f"{item.times}   {item.number}")
    lines += [item.url] if item.url else []
    lines += _wrapped(f"{objection(item)} {item.correction}") if item.correction else []
    return "\n".join(lines)


def is_retold(item: MessageItem) -> bool:
    """Whether it is about what was told before: then it says first why it comes."""
    return item.kind in (MessageKind.WITHDRAWN, MessageKind.REINSTATED)


def before_label(item: MessageItem) -> str:
    """What stands before the earlier words: in silence they are what was announced."""
    return "Before:" if item.quote else "Announced:"


def objection(item: MessageItem) -> str:
    """What stands before the command that says that a message is wrong."""
    return "Not so?" if item.kind is MessageKind.WITHDRAWN else "Wrong?"


def _quoted(label: str, quote: str, credit: str) -> list[str]:
    return _wrapped(f'{label}"{quote}" - {credit}') if quote else []


def _wrapped(text: str) -> list[str]:
    return [line.plain.rstrip() for line in Text(text).wrap(RULER, WIDTH)]
