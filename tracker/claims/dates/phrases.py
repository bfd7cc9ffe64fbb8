"""Patterns of dates that are cut out of another: a part of a month, the nth weekday of it, a day beside a day."""

from tracker.claims.dates.blocks import DAY, DAY_NAME, MONTH, MONTH_NAME, NUMBER, OF_YEAR, UNIT, WEEKDAY, YEAR

_ORDINAL = (
    r"(?P<ordinal>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ll]ast|[Ff]inal|[Oo]pening|[Cc]losing|[Ll]atter"
    r"|[Ee]arly|1st|2nd|3rd|4th)"
)
_COUNT = r"(?:(?P<number>\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|few|couple of) )?"
#: What a part is cut out of: May, May of next year, May 2025, the month, next week, 2025.
_WHOLE = (
    rf"(?:{MONTH_NAME}(?:,? (?:of )?{YEAR}|{OF_YEAR})?"
    r"|(?:the (?:current )?|(?P<whole_which>[Tt]his|[Nn]ext|[Ll]ast|the coming) )(?P<whole>week|month|year|quarter)\b"
    r"|(?P<only_year>(?:1[5-9]|20)\d\d)\b)"
)
#: Halves and quarters of a year have a rule of their own.
_HALF_YEAR = r"(?!\w+[- ]half (?:of )?(?:\d|(?:this|next|last) year))"
_NTH_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)"
_NTH_AFTER = r"(?=[.,;:)]|$| (?:at|in|after|with|when|and|but|as|if|because|before|instead)\b)"
_NTH_BEFORE = (
    r"(?:(?<=\b[Oo]n )|(?<=\b[Uu]ntil )|(?<=\b[Tt]ill )|(?<=\b[Bb]y )|(?<=\b[Bb]efore )|(?<=\b[Aa]fter )"
    r"|(?<=\b[Ff]rom )|(?<=\b[Ff]or )|(?<=\b[Tt]o )|(?<=\b[Ss]ince ))the "
)

#: Tried before the rules of whole months, weeks and weekdays.
CUT_OUT: tuple[tuple[str, str], ...] = (
    ("date.iso", r"(?<![\d/])(?P<year>(?:19|20)\d\d)/(?P<number>[01]\d)/(?P<day>[0-3]\d)(?![\d/])"),
    ("date.part_of", rf"\b(?:[Tt]he )?{_HALF_YEAR}{_ORDINAL}[ -]{_COUNT}(?P<unit>day|week|weekend|month|half)s?"
                     rf" (?:of|in) {_WHOLE}"),
    ("date.part_of", rf"\b(?:[Tt]he )?{_ORDINAL} {DAY_NAME} (?:of|in) {_WHOLE}"),
    ("date.part_of", rf"\b(?:[Tt]he )?(?P<ordinal>first) of {MONTH_NAME}(?:,? {YEAR}|{OF_YEAR})?"),
    ("date.week_of", rf"\b[Ww]eek(?:end)? (?:of|beginning|starting|commencing|from) (?:on )?(?:the )?(?:{WEEKDAY},? )?"
                     rf"{DAY} (?:of )?{MONTH}(?:,? {YEAR})?"),
    ("date.week_of", rf"\b[Ww]eek (?:beginning|starting|commencing|of) (?:on )?(?:next )?{DAY_NAME}"),
    ("date.span_over", r"\b[Tt]he (?P<unit>week|weekend|month|year) (?P<far>after next|before last)\b"),
    ("date.relative_day", r"\b[Tt]he day (?P<far>before yesterday|after tomorrow)\b"),
    ("date.range", rf"\b{MONTH} {DAY} (?:and|or|&) (?P<day2>[0-3]?\d)(?:st|nd|rd|th)?(?=[.,;:)]|$| (?:at|in|to|with"
                   r"|when|after|as|but|by|if|before|because)\b)"),
    ("date.weekday_on", rf"\b{NUMBER} weeks? (?P<from>from) (?:next |this )?{DAY_NAME}"),
    ("date.weekday_on", rf"\b[Aa] week (?P<from>on) {DAY_NAME}"),
    ("date.weekday_on", rf"\b{NUMBER} weeks? (?P<from>ago),? (?:on |last ){DAY_NAME}"),
    ("date.to_the_day", rf"\b{NUMBER} {UNIT} ago (?:today|to the day)\b"),
    ("date.day_of_month", rf"\b{WEEKDAY},? (?:the )?{_NTH_DAY}(?! of (?!(?:this|next|last) month)| [A-Z])"
                          r"(?: of (?P<which>this|next|last) month)?"),
    ("date.day_of_month", rf"{_NTH_BEFORE}{_NTH_DAY}(?: of (?P<which>this|next|last) month\b|{_NTH_AFTER})"),
)  # fmt: skip

#: Before a day or month that is named: two weeks before Christmas, the day after May 6, within a week of January 3.
SHIFT_BEFORE = (
    rf"(?:\b(?:[Jj]ust |[Aa]bout |[Aa]round |[Ss]ome |[Ee]xactly )?{NUMBER} {UNIT}"
    r"|\b[Tt]he (?P<one>day|week|month|year)) (?P<way>before|after|ahead of|prior to|following) (?:the )?$"
)
WITHIN_BEFORE = rf"\b[Ww]ithin {NUMBER} {UNIT} (?P<way>of|after|from) (?:the )?$"
