"""The patterns of the date grammar, in the order in which they are tried; an earlier find keeps its characters."""

import re

from tracker.claims.dates.blocks import (
    AFTER_PREPOSITION,
    DAY,
    DAY_NAME,
    MONTH,
    MONTH_NAME,
    NUMBER,
    OF_YEAR,
    PART,
    SPAN,
    UNIT,
    WEEKDAY,
    WHICH,
    YEAR,
)
from tracker.claims.dates.phrases import CUT_OUT
from tracker.claims.dates.zones import ABBREVIATED

#: A number that is no year: a sum, a count of things, a measure, a part of a bigger number or a code.
_NO_YEAR_BEFORE = (
    r"(?<![\d.,:/$€£¥#+-])(?<!\b[Nn]o )(?<!\b[Nn]o\. )(?<!\bnumber )(?<!\babout )(?<!\bover )(?<!\bthan )(?<!\bleast )"
    r"(?<!\bnearly )(?<!\balmost )(?<!\baround )(?<!\bup to )(?<!\bsome )(?<!\b[Rr]oom )(?<!\b[Rr]oute )(?<!\bUS )"
)
_NO_YEAR_AFTER = (
    r"(?![\d%°]|[.,:]\d|\s?(?:[a-z]{0,3}[\d]|(?:km|kg|m|cm|mm|ft|mph|kph|MW|GB|MB|GMT|UTC|hours|am|pm|a\.m|p\.m)\b)"
    r"|-(?:mile|foot|metre|meter|page|seat|acre|ton|pound|strong|member|kilometer|kilometre|word|[\d]{3}\b)"
    r"|/\d|\s(?:[a-z]+ )?(?:people|men|women|children|percent|per cent|points|dollars|euros|pounds|yen|million"
    r"|billion|votes|miles|metres|meters|feet|kilometres|kilometers|acres|tons|tonnes|troops|soldiers)\b)"
)
_COUNTED_AFTER = (
    r"(?!\s(?!elections|polls|protests|riots|results|championships|finals|primaries|talks|levels|figures|prices|standards|terms|floods"
    r"|sales)(?:new |more |other |such |additional |local |civilian )?[a-z]{2,}(?:[^su'’\s]s|ies)\b)"
)
#: A weekday before its day: Friday, May 10; Friday (May 10).
_WITH_WEEKDAY = rf"(?:{WEEKDAY},? (?P<open>\()?)?"
_CLOSED = r"(?(open)\)?)"
_OTHER_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
#: May and March are surely months after another one: between April and May, March-May.
_ON = (" and ", " or ", " to ", " until ", " through ", "-", "–")
_AFTER_MONTH = f"(?:{'|'.join(rf'(?<={month}{word})' for month in _OTHER_MONTHS.split('|') for word in _ON)})"
_BARE_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"

#: A unit, with a half where one is told: a year and a half, two and a half weeks.
_HALVES = rf"(?: and (?P<half>a half))? {UNIT}(?: and (?P<half2>a half))?"

#: A zone after an hour: (1400 GMT), 10 a.m. EDT, 9:00 Moscow time, 6:40 p.m. (GMT +8), 5 p.m. local time.
_ZONE = (
    r"(?:,? ?\(?(?P<zone>(?:GMT|UTC) ?[+−–-] ?\d{1,2}(?::?00)?|" + ABBREVIATED + r""
    r"|(?:[Ee]astern|[Cc]entral|[Mm]ountain|[Pp]acific)(?: [Ss]tandard| [Dd]aylight)?(?: [Tt]ime)?"
    r"|(?:[A-Z]\w+ ){1,3}(?:(?:local|standard|summer|winter|Standard|Summer) )?time\b|local time)\)?)?"
)
_HALF = r"(?P<half>[AaPp]\.?[Mm]\b\.?)"
_SURE_ZONE = _ZONE.removesuffix("?")
_AT = (
    r"(?:(?<=\bat )|(?<=\bby )|(?<=\bfrom )|(?<=\buntil )|(?<=\bbefore )|(?<=\bafter )|(?<=\bto )|(?<=\bsince )"
    r"|(?<=\baround )|(?<=\babout )|(?<=At ))"
)

GRAMMAR: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("date.iso", r"(?<!\d)(?P<year>(?:1\d|20)\d\d)-(?P<number>[01]\d)-(?P<day>[0-3]\d)(?!\d)"),
        ("date.clock", rf"\b(?P<hour>[01]?\d)(?:[:.](?P<minute>[0-5]\d))? ?{_HALF}{_ZONE}"),
        ("date.clock", rf"(?<![\d:.,])(?P<hour>[0-2]?\d)[:.]?(?P<minute>[0-5]\d)(?: hours| hrs)?{_SURE_ZONE}"),
        ("date.clock", rf"{_AT}(?P<hour>[0-2]?\d):(?P<minute>[0-5]\d)(?![:.]?\d|:)(?! ratio| odds)"),
        ("date.clock", rf"\b(?P<word>noon|midday|midnight)\b(?! ?(?:mass|oil|sun|express)){_ZONE}"),
        ("date.clock", rf"\b(?P<hour>[01]?\d) o['’]clock\b{_ZONE}"),
        ("date.numeric", r"(?<![\d/.])(?P<number>[0-3]?\d)/(?P<day>[0-3]?\d)/(?P<year>\d{4}|\d\d)(?![\d/])"),
        ("date.numeric", r"(?<![\d/.])(?P<day>[0-3]?\d)\.(?P<number>[01]?\d)\.(?P<year>(?:19|20)\d\d)(?![\d/])"),
        *CUT_OUT,
        ("date.week_of", rf"\b[Ww]eek(?:end)? (?:of|beginning|starting) (?:on )?(?:{WEEKDAY},? )?{MONTH} {DAY}\b"
                         rf"(?:,? {YEAR})?"),
        ("date.range", rf"\b{MONTH} {DAY}(?:,? {YEAR})?\s?(?:-|–|—|to|through|until)\s?"
                       rf"(?P<day2>[0-3]?\d)\b(?!\d|%)(?:,? (?P<year2>(?:19|20)\d\d))?"),
        ("date.range", rf"(?<=\b[Bb]etween ){MONTH} {DAY} and (?P<day2>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\d|%)"
                       rf"(?:,? {YEAR})?"),
        ("date.range", rf"\b{DAY}\s?(?:-|–|—|to|and|through)\s?(?P<day2>[0-3]?\d)(?:st|nd|rd|th)? {MONTH}"
                       rf"(?:,? {YEAR})?"),
        ("date.full", rf"\b{_WITH_WEEKDAY}{MONTH} {DAY},? {YEAR}\b{_CLOSED}"),
        ("date.full", rf"\b{_WITH_WEEKDAY}(?:the )?{DAY}[ -](?:day )?(?:of )?{MONTH}(?:,? |-){YEAR}\b{_CLOSED}"),
        ("date.month_day", rf"\b{_WITH_WEEKDAY}{MONTH} {DAY}\b(?!\d|,\d|%)(?:{OF_YEAR})?{_CLOSED}"),
        ("date.month_day", rf"\b{_WITH_WEEKDAY}(?:the )?(?<![\d,.]){DAY} (?:of )?{MONTH}(?:{OF_YEAR})?{_CLOSED}"),
        ("date.month_part", rf"\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:the )?(?:end|beginning|middle|start|close) of)"
                            rf"[- ](?:(?P<which>last|next|this) )?{MONTH}(?:,? {YEAR})?"),
        ("date.month", rf"\b{MONTH},? (?:of )?{YEAR}\b"),
        ("date.month", rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his) {MONTH}"),
        ("date.month", rf"\b{MONTH}{OF_YEAR}\b"),
        ("date.month", rf"{AFTER_PREPOSITION}{MONTH}"),
        # May and March are also words; so are short forms without their day.
        ("date.month", rf"\b(?!May\b|March\b)(?:{MONTH_NAME})"),
        ("date.month", rf"\b{MONTH_NAME}(?=\s?(?:[-–]|to|and|or|through|until)\s?(?:{_OTHER_MONTHS}))"),
        ("date.month", rf"\b(?=May\b|March\b){_AFTER_MONTH}{MONTH_NAME}"),
        ("date.holiday", r"\b(?P<name>Christmas Eve|Christmas Day|Christmas|New Year(?:['’]s|s)? (?:Eve|Day)"
                         r"|New Year['’]s"
                         r"|Boxing Day|Halloween|Valentine['’]?s Day|Thanksgiving(?: Day)?|Labou?r Day|Memorial Day"
                         r"|(?:the )?(?:4th|Fourth) of July|May Day|Good Friday|Easter Sunday|Easter Monday|Easter"
                         r"|9/11|Columbus Day|Veterans['’]? Day|Bastille Day)"
                         rf"(?!\w)(?! Island| Agreement)(?:,? {YEAR})?"),
        ("date.season", rf"\b(?P<part>[Ee]arly |[Mm]id-?|[Ll]ate |end of )?(?:the )?(?P<which>last |next |this "
                        rf"|coming )?"
                        rf"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?: of)?,? {YEAR}\b"),
        ("date.season", r"\b(?P<part>[Ee]arly |[Mm]id-?|[Ll]ate )?(?:[Ii]n the (?P<part2>early |late )?"
                        r"|[Tt]his (?:coming )?|[Ll]ast |[Nn]ext |by the |the coming )"
                        r"(?P<season>spring|summer|autumn|fall|winter)\b(?: of (?P<of_year>this|next|last) year"
                        r"|(?! of| in| from))"),
        ("date.season", r"(?:(?<=\b[Ii]n )|(?<=\b[Bb]y )|(?<=\buntil )|(?<=\btill )|(?<=\bbefore )|(?<=\bsince )"
                        r"|(?<=\bnot before )|(?<=\b[Tt]he )|(?<=\b[Dd]uring ))(?P<part>early |mid-?|late )?"
                        r"(?P<season>spring|summer|autumn|winter)\b(?: of (?P<of_year>this|next|last) year\b"
                        r"| (?P<of_year2>this|next|last) year\b|(?= ?[,.;:)]|$"
                        r"| (?:at|and|or|to|but|when|after|with|as)\b))"),
        ("date.season", r"\b(?P<part>[Ee]arly |[Mm]id-?|[Ll]ate )?(?:the|[Tt]heir|[Ii]ts|his|her|our) "
                        r"(?P<season>[Ss]ummer|[Aa]utumn|[Ww]inter)\b(?! of| [A-Z]|['’]s)"),
        ("date.quarter", rf"\b(?P<ordinal>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|1st|2nd|3rd|4th)[- ]"
                         rf"(?P<unit>quarter|half)(?: (?:of )?(?:{YEAR}|(?P<which>this|next|last) year"
                         r"|the year\b(?! to)))"),
        ("date.quarter", rf"\b[Qq](?P<number>[1-4])(?:,? (?:of )?{YEAR})?\b(?!['’.]\d)"),
        ("date.quarter", r"\b(?<!in )(?P<ordinal>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th)[- ]"
                         r"(?P<unit>quarter)\b"),
        ("date.relative_day", r"\b(?P<which>[Tt]oday|[Tt]omorrow|[Yy]esterday|[Tt]onight)\b"),
        ("date.relative_day", r"\b(?P<part>[Ee]arly |[Ll]ate(?:r)? |[Ee]arlier )?(?P<which>[Tt]his|[Ll]ast) "
                              r"(?:morning|afternoon|evening|night)\b"),
        ("date.weekday_week", rf"\b{DAY_NAME} (?:of )?(?P<which>last|next|this) week\b"),
        ("date.weekday_named", rf"\b(?P<which>[Nn]ext|[Ll]ast) {WEEKDAY}(?!\w)"),
        ("date.weekday_told", rf"\b(?P<which>[Tt]he following|[Tt]he previous|[Tt]he next) {DAY_NAME}(?!\w)"),
        ("date.weekday_told", rf"\b[Tt]he {DAY_NAME} (?P<which>before|after)\b(?! the)"),
        ("date.weekday", rf"\b(?<!Black )(?<!Bloody )(?<!Good )(?<!Cyber )(?<!Ash )(?<!Palm )(?<!Super )(?<!Holy )"
                         rf"(?:[Tt]his )?{DAY_NAME}(?!\w)"),
        ("date.within", rf"\b[Ww]ithin (?:(?:the (?:next|coming)|about|around|roughly|a maximum of|less than) )?"
                        rf"(?:{NUMBER} )?{UNIT}\b(?! of| after| from)"),
        ("date.within", rf"\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ff]or) (?:the )?(?:next|coming) (?:{NUMBER} )?{UNIT}\b"),
        ("date.within", rf"\b[Ii]n the {UNIT} (?:ahead|to come)\b"),
        ("date.within", rf"\b(?P<which>[Ii]n) (?:a matter of|just) {UNIT}\b"),
        ("date.within", rf"\b(?P<which>[Ii]n) (?:just )?(?:under|less than|fewer than|at most) {NUMBER} {UNIT}\b"),
        ("date.told_again", r"\b(?P<which>[Tt]he same) (?P<unit>day|week|weekend|month|quarter|period|time)"
                            r"(?: (?:of |in |a |the )?(?P<back>year|month|week) (?P<how>ago|earlier|before)"
                            r"| (?:of |in )?(?P<how2>last year|the previous year|the prior year|the year before))\b"),
        ("date.told_again", r"\b(?:(?:[Ll]ater|[Ee]arlier|[Ll]ate|[Ee]arly) )?(?P<which>[Tt]he same|[Tt]hat same"
                            r"|[Tt]hat) (?:morning|afternoon|evening|night)\b(?! that)"),
        ("date.told_again", r"(?<=\b[Ii]n )(?:early |late |volatile )?(?:morning|midday|afternoon) "
                            r"(?:trading|trade|dealings)\b"),
        ("date.told_next", r"\b(?:[Ee]arly |[Ll]ate )?(?P<which>[Tt]he following|[Tt]he next|[Tt]he previous) "
                           r"(?:morning|afternoon|evening|night)\b"),
        ("date.told_next", r"\b[Tt]he (?:morning|evening|night) (?P<which>before|after)(?=[,.;)\"”]|$)"),
        ("date.told_again", r"\b(?P<which>[Tt]he same|[Tt]hat same|[Tt]hat very|[Tt]hat) "
                            r"(?P<unit>day|week|weekend|month|quarter|year|decade)\b(?! that)"),
        ("date.told_again", r"\b(?:(?<=[Ll]ate in )|(?<=[Ee]arly in )|(?<=[Ll]ater in )|(?<=[Ee]arlier in )"
                            r"|(?<=[Ee]nd )|(?<=[Ee]nds )|(?<=[Ee]nded )|(?<=[Ee]nding )|(?<=[Cc]lose )|(?<=[Cc]losed )"
                            r"|(?<=[Cc]losing )|(?<=[Ff]inish )|(?<=[Ff]inished )|(?<=[Ff]inishing )|(?<=[Bb]egan )"
                            r"|(?<=[Bb]egin )|(?<=[Ss]tarted ))the (?P<unit>day)\b(?! of| that)"),
        ("date.told_again", r"\b(?P<which>[Tt]he (?:entire|whole|full)) (?P<unit>day|week|month|quarter|year)\b"),
        ("date.told_again", r"\b(?P<which>an?|the|[Tt]heir|its|[Ff]or an?) (?:second|third|fourth|fifth|sixth"
                            r"|seventh|eighth|ninth|tenth) "
                            r"(?:straight|consecutive|successive) (?P<unit>day|week|month|quarter|year)\b"),
        ("date.told_again", r"\b(?:[Aa] |[Tt]he )?(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) "
                            r"(?P<unit>day|week|month|quarter|year) (?:in a row|running)\b"),
        ("date.told_next", r"\b(?P<which>[Tt]he following|[Tt]he next|[Tt]he previous|[Tt]he prior|[Tt]he preceding) "
                           r"(?P<unit>day|week|weekend|month|quarter|year|decade)\b"),
        ("date.told_next", r"\b[Tt]he (?P<unit>day|week|month|year) (?P<which>before|after)(?=[,.;)\"”]|$| that\b"
                           r"| when\b)"),
        ("date.told_next", r"\b[Tt]he (?P<unit>day|week|month|year) (?P<which>earlier)\b"),
        ("date.relative_span", rf"\b{PART}?{WHICH} (?:calendar |fiscal |financial |school |academic )?{SPAN}\b"
                               r"(?! or | and a |-old| of\b)"),
        ("date.this_span", r"\b(?P<part>(?:[Tt]he )?(?:end|close|start|beginning|middle|rest|remainder) of|"
                           r"[Ee]arlier in|[Ll]ater in|[Ll]ate in|[Ee]arly in) the (?P<unit>week|month|year"
                           r"|quarter|decade)\b(?! of| to)"),
        ("date.this_span", r"\b(?P<part>)(?P<unit>year|month|quarter)(?:['’]s)?[- ](?P<end>end)\b"),
        ("date.weekend", r"\b(?:[Oo]ver |[Dd]uring |[Aa]t )?[Tt]he weekend\b(?! of| edition)"),
        ("date.told_number", rf"\b(?:[Jj]ust |[Oo]nly )?{NUMBER}{_HALVES} (?P<which>earlier|later|(?:before|after"
                         r"|prior)(?=[,.;)]|$))\b"),
        ("date.past_span", rf"\b(?:[Ll]ess than|[Uu]nder|[Ff]ewer than|[Bb]arely|[Nn]ot yet) {NUMBER} {UNIT}"
                           r" (?P<ago>ago)\b"),
        ("date.ago", rf"\b(?:(?:[Aa]bout|[Aa]round|[Ss]ome|[Nn]early|[Aa]lmost|[Mm]ore than|[Oo]ver|[Jj]ust) )?"
                     rf"{NUMBER}{_HALVES} (?P<which>ago|from now|from today)\b"),
        ("date.ago", rf"\b(?P<which>[Ii]n) (?:(?:just |a little |well )?(?:about|around|some|roughly|approximately|over"
                     rf"|more than|another|exactly) )?{NUMBER}{_HALVES}(?:'|’)?(?: time)?\b(?! of)"),
        ("date.past_span", rf"\b(?:[Ii]n |[Oo]ver |[Dd]uring |[Ff]or )?[Tt]he (?:past|last) (?:{NUMBER} "
                           r"|(?P<many>\d+) )?(?P<unit>hour|day|week|month|year|decade)s?\b(?! of)"),
        ("date.past_span", r"\b[Ii]n (?:recent|the most recent) (?P<unit>day|week|month|year|decade)s\b"),
        ("date.decade", r"\b(?:[Tt]he )?(?P<part>[Ee]arly[- ]|[Mm]id-?|[Ll]ate[- ])?"
                        r"(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b"),
        ("date.decade", r"\b(?:(?:[Tt]he )?(?P<part>[Ee]arly |[Mm]id-|[Ll]ate )|[Tt]he |(?<=and )|(?<=or ))"
                        r"['’]?(?P<short>[2-9]0)['’]?s\b(?! with| but)"),
        ("date.decade", r"\b[Tt]he (?P<part>[Ee]arly |[Mm]id-?|[Ll]ate )?"
                        r"(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b"),
        ("date.century", r"\b(?P<part>[Ee]arly |[Mm]id-?|[Ll]ate )?(?:the )?(?P<number>\d\d?|first|second"
                         r"|[a-z]{4,9}teenth"
                         r"|tenth|eleventh|twelfth|twentieth|twenty-first)(?:st|nd|rd|th)?[- ](?:century|centuries)\b"
                         r"(?P<era> (?:BC|BCE))?"),
        ("date.years", r"\b(?P<year>(?:1[5-9]|20)\d\d)(?:/|[-–](?=\d\d (?:season|academic|school|fiscal|financial"
                       r"|budget)))"
                       r"(?P<year2>\d\d)\b(?!\d)"),
        ("date.year", rf"\b(?P<part>[Ee]arly|[Ll]ate|[Mm]id|(?:the )?(?:end|beginning|start|middle|close) of"
                  r"|mid-to-late)"
                      rf"[- ]{YEAR}\b"),
        ("date.day_of_month", r"\b[Oo]n the (?P<day>[0-3]?\d)(?:st|nd|rd|th)(?= of (?P<which>this|next"
                              r"|last) month|[.,;)]|$)"),
        ("date.year", rf"{AFTER_PREPOSITION}{_BARE_YEAR}\b{_NO_YEAR_AFTER}{_COUNTED_AFTER}"),
        ("date.year", rf"\b{_BARE_YEAR}(?=\s?[-–—]\s?(?:1[5-9]|20)\d\d\b)"),
        ("date.year", rf"(?:(?<=\d\d\d\d[-–—])|(?<=\d\d\d\d [-–—] )|(?<=\d\d\d\d to )|(?<=\d\d\d\d and )){_BARE_YEAR}\b"
                      rf"{_NO_YEAR_AFTER}"),
        ("date.mark", rf"{_NO_YEAR_BEFORE}\b{_BARE_YEAR}(?![A-Za-z]| Index){_NO_YEAR_AFTER}{_COUNTED_AFTER}"),
        ("date.mark", rf"(?<=\b[Tt]he ){_BARE_YEAR}(?![A-Za-z]){_NO_YEAR_AFTER}"),
        ("date.mark", r"(?<!\w)['’](?P<short_year>\d\d)\b(?!['’s]|[,.]\d)"),
    )
)  # fmt: skip

#: What a text must hold for a rule to be tried at all: searched first, as it costs far less than the rules.
_DIGIT = re.compile(r"\d")
_MONTH_NAME = re.compile(r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_SPAN_WORD = re.compile(r"hour|day|week|month|quarter|half|year|decade|centur|morning|afternoon|evening|night")
_NEEDS: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(("date.iso", "date.numeric", "date.years", "date.year", "date.mark"), _DIGIT),
    "date.day_of_month": re.compile(r"\d(?:st|nd|rd|th)\b"),
    **dict.fromkeys(("date.week_of", "date.range", "date.full", "date.month_day"), _MONTH_NAME),
    **dict.fromkeys(("date.month_part", "date.month"), _MONTH_NAME),
    "date.weekday_on": re.compile("weeks? (?:from|on|ago)"),
    "date.to_the_day": re.compile("ago to"),
    "date.told_number": re.compile("earlier|later|before|after|prior"),
    "date.part_of": re.compile(r"day|week|month|half|first of"),
    "date.clock": re.compile(r"\d|noon|midday|midnight"),
    "date.holiday": re.compile(r"Christmas|New Year|Day|Halloween|Thanksgiving|July|Easter|Good Friday|9/11"),
    "date.season": re.compile(r"[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter"),
    "date.quarter": re.compile(r"quarter|half|[Qq][1-4]"),
    "date.relative_day": re.compile(r"[Tt]oday|[Tt]omorrow|[Yy]esterday|night|morning|afternoon|evening"),
    **dict.fromkeys(
        ("date.weekday_week", "date.weekday_named", "date.weekday_told", "date.weekday"),
        re.compile("day|Mon|Tue|Wed|Thu|Fri|Sat|Sun"),
    ),
    "date.decade": re.compile(r"\d|ties"),
    "date.century": re.compile("centur"),
}


def rules_for(text: str) -> list[tuple[str, re.Pattern[str]]]:
    """The rules that can find anything in a text, in their order."""
    asked: dict[int, bool] = {}
    fitting = []
    for rule, pattern in GRAMMAR:
        needed = _NEEDS.get(rule, _SPAN_WORD)
        if id(needed) not in asked:
            asked[id(needed)] = needed.search(text) is not None
        if asked[id(needed)]:
            fitting.append((rule, pattern))
    return fitting
