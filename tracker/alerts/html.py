"""A message as HTML mail: self-contained, nothing loaded from elsewhere, everything of others escaped."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from tracker.alerts.text import before_label, is_retold, objection
from tracker.model import Message, Severity


def to_html(message: Message) -> str:
    """The message as one HTML document."""
    return _environment().get_template("mail.html").render(message=message, loud=Severity.ALERT)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tracker.alerts"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(objection=objection, before_label=before_label)
    environment.tests["retold"] = is_retold
    return environment
