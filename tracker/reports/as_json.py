"""Pages as JSON: the page models themselves, with ISO times and short ids; keys are the field names."""

import json
from typing import Any

from pydantic import TypeAdapter

from tracker.reports.pages import Page

#: Raised when a key is renamed or taken away.
FORM = 1


def to_json(page: Page) -> str:
    """The page as one JSON object; "page" names its kind."""
    kind = type(page).__name__.removesuffix("Page").lower()
    fields: Any = TypeAdapter(type(page)).dump_python(page, mode="json")
    return json.dumps({"page": kind, "form": FORM, **fields}, ensure_ascii=False, indent=2) + "\n"
