"""The language of a text: the page's own word, checked against the text itself (py3langid)."""

import functools
import re
from typing import Any

#: Shorter than this, statistics guess; the page's own word counts.
LEAST = 120
#: Alphabets that settle it where the statistics have seen too little.
SCRIPTS = (
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("he", re.compile("[\u0590-\u05ff]")),
)


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str, *, said: str) -> str:
    """ISO 639-1, or "und". `said` is the page's own word, "" if it has none."""
    letters = len(re.findall(r"[^\W\d_]", text)) or 1
    for name, script in SCRIPTS:
        if len(script.findall(text)) > letters / 2:
            return name
    if len(text) < LEAST:
        return said or "und"
    name, probability = _identifier().classify(text[:4000])
    if probability < 0.9:
        return said or "und"
    return str(name)
