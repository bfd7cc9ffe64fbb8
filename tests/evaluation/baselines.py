"""What stands beside the product's figures: dateparser, where it is installed."""

import importlib
import re
import warnings
from datetime import date, datetime
from typing import Any

from tests.evaluation.spans import Interval


def dateparser_reads(text: str, *, on: date, gold: Interval) -> bool | None:
    """Whether dateparser reads an expression as that interval; None where it is not installed.

    It gives a day for everything, so a month or a year is right if its day lies in it.
    """
    parser = _dateparser()
    if parser is None:
        return None
    settings = {"RELATIVE_BASE": datetime(on.year, on.month, on.day, 12), "PREFER_DATES_FROM": "past"}  # noqa: DTZ001
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = parser.parse(re.sub(r"\s+", " ", text), languages=["en"], settings=settings)
    return found is not None and gold[0] <= found.date() <= gold[1]


def _dateparser() -> Any:
    try:
        return importlib.import_module("dateparser")
    except ImportError:
        return None
