"""The words that the patterns of the date grammar are made of: months, weekdays, numbers, units, spans."""

#: Short forms that are no words of their own; May is both.
SHORT_MONTHS = "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
#: The dot of a short form; after a whole name it ends the sentence.
_DOT = r"(?:(?:(?<=\b[A-Z][a-z]{2})|(?<=\bSept)|(?<=\bTues)|(?<=\bThurs))(?<!May)\.)?"
MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    rf"{SHORT_MONTHS})\b{_DOT}"
)
#: A month by its whole name only.
MONTH_NAME = MONTH.replace(SHORT_MONTHS, "").removesuffix(_DOT)
SHORT_DAYS = "|Mon|Tues|Tue|Wed|Thurs|Thu|Fri|Sat|Sun"
WEEKDAY = rf"(?:(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day{SHORT_DAYS})\b{_DOT})"
#: A weekday by its whole name only.
DAY_NAME = WEEKDAY.replace(SHORT_DAYS, "").replace(_DOT, "")
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:1\d|20)\d\d)(?![\d%]|[.,]\d)"
_TEENS = "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_NUMBERS = (
    r"(?i:\d+|half an?|an?(?: dozen| half)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    rf"|{_TEENS}|twenty|thirty|forty|fifty|(?:a )?couple of|a few|few|several)"
)
#: A number of units, or from one number to another: ten, a few, two or three.
NUMBER = rf"(?P<number>{_NUMBERS})(?: (?:or|to) (?P<number2>{_NUMBERS})|[-–](?P<number3>\d+))?"
UNIT = r"(?P<unit>hour|day|week|fortnight|month|year|decade|century|centurie)s?"
AFTER_PREPOSITION = (
    r"(?:(?<=\b[Ii]n )|(?<=\b[Bb]y )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|(?<=\bfor )|(?<=\b[Bb]efore )|(?<=\bof )"
    r"|(?<=\b[Dd]uring )|(?<=\b[Aa]fter )|(?<=\b[Ff]rom )|(?<=\b[Tt]hrough )|(?<=\b[Bb]etween )|(?<=\btill ))"
)
SPAN = r"(?P<unit>week|month|year|weekend|quarter|decade|century)"
PART = (
    r"(?P<part>[Ee]arlier |[Ll]ater |[Ee]arly |[Ll]ate |[Mm]id(?: |-)?"
    r"|(?:the )?(?:very )?(?:end|close|start|beginning|middle) of )"
)
WHICH = r"(?P<which>[Tt]his past|[Tt]his coming|[Tt]his|[Nn]ext|[Ll]ast|[Tt]he coming|[Tt]he past|[Tt]he current)"
OF_YEAR = r"(?: (?:of )?(?P<which>this|next|last) year)"
