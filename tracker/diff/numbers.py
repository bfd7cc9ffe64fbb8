"""Numbers, months and days in words."""

from collections.abc import Mapping
from types import MappingProxyType

_ONES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
_ORDINALS = """
zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_MONTHS = "january february march april may june july august september october november december"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"

#: Word to value.
NUMBER_WORDS: Mapping[str, float] = MappingProxyType(
    {
        **{word: float(value) for value, word in enumerate(_ONES.split())},
        **{word: float(10 * value) for value, word in enumerate(_TENS.split(), 2)},
    }
)
#: Words that multiply the number before them.
SCALES: Mapping[str, float] = MappingProxyType(
    {
        "hundred": 1e2,
        "thousand": 1e3,
        "million": 1e6,
        "mn": 1e6,
        "billion": 1e9,
        "bn": 1e9,
        "trillion": 1e12,
        "lakh": 1e5,
        "crore": 1e7,
        "dozen": 12.0,
    }
)
#: Ordinal word to value.
ORDINALS: Mapping[str, float] = MappingProxyType(
    {
        **{word: float(value) for value, word in enumerate(_ORDINALS.split()) if value},
        **{word[:-1] + "ieth": float(10 * value) for value, word in enumerate(_TENS.split(), 2)},
    }
)
MONTHS: Mapping[str, int] = MappingProxyType({word: number for number, word in enumerate(_MONTHS.split(), 1)})
DAYS = frozenset(_DAYS.split())
