"""Time zones as news names them: abbreviations, regions, cities and states that keep one clock, by their IANA names."""

import re

#: Abbreviations that mean one clock in English news. Summer or winter form, the day decides which one it is.
_ABBREVIATIONS = {
    "UTC": "UTC", "GMT": "UTC", "Z": "UTC", "BST": "Europe/London", "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon",
    "CET": "Europe/Paris", "CEST": "Europe/Paris", "EET": "Europe/Athens", "EEST": "Europe/Athens",
    "MSK": "Europe/Moscow", "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York",
    "CST": "America/Chicago", "CDT": "America/Chicago", "CT": "America/Chicago", "MST": "America/Denver",
    "MDT": "America/Denver", "MT": "America/Denver", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "PT": "America/Los_Angeles", "AKST": "America/Anchorage", "AKDT": "America/Anchorage", "HST": "Pacific/Honolulu",
    "AST": "America/Halifax", "ADT": "America/Halifax", "NST": "America/St_Johns", "NDT": "America/St_Johns",
    "BRT": "America/Sao_Paulo", "ART": "America/Argentina/Buenos_Aires", "JST": "Asia/Tokyo", "KST": "Asia/Seoul",
    "HKT": "Asia/Hong_Kong", "SGT": "Asia/Singapore", "IST": "Asia/Kolkata", "PKT": "Asia/Karachi",
    "WIB": "Asia/Jakarta", "ICT": "Asia/Bangkok", "PHT": "Asia/Manila", "AEST": "Australia/Sydney",
    "AEDT": "Australia/Sydney", "ACST": "Australia/Adelaide", "AWST": "Australia/Perth", "NZST": "Pacific/Auckland",
    "NZDT": "Pacific/Auckland", "SAST": "Africa/Johannesburg", "EAT": "Africa/Nairobi", "WAT": "Africa/Lagos",
    "CAT": "Africa/Maputo", "IRST": "Asia/Tehran", "TRT": "Europe/Istanbul",
}  # fmt: skip
#: As an alternation for a pattern; "Z" only where nothing follows.
ABBREVIATED = "(?:" + "|".join(sorted(_ABBREVIATIONS, key=len, reverse=True)) + r")(?!\w)"
_REGIONS = {
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "british summer": "Europe/London", "greenwich mean": "UTC",
    "coordinated universal": "UTC", "universal": "UTC", "central european": "Europe/Paris",
    "central european summer": "Europe/Paris", "eastern european": "Europe/Athens", "japan standard": "Asia/Tokyo",
    "indian standard": "Asia/Kolkata", "australian eastern": "Australia/Sydney", "hawaii": "Pacific/Honolulu",
}  # fmt: skip
#: Cities, and states that keep one clock.
_PLACES = {
    "moscow": "Europe/Moscow", "kremlin": "Europe/Moscow", "kyiv": "Europe/Kyiv", "kiev": "Europe/Kyiv",
    "ukraine": "Europe/Kyiv", "minsk": "Europe/Minsk", "belarus": "Europe/Minsk", "london": "Europe/London",
    "britain": "Europe/London", "united kingdom": "Europe/London", "uk": "Europe/London", "england": "Europe/London",
    "scotland": "Europe/London", "wales": "Europe/London", "dublin": "Europe/Dublin", "ireland": "Europe/Dublin",
    "paris": "Europe/Paris", "brussels": "Europe/Brussels", "belgium": "Europe/Brussels", "berlin": "Europe/Berlin",
    "frankfurt": "Europe/Berlin", "germany": "Europe/Berlin", "the hague": "Europe/Amsterdam",
    "amsterdam": "Europe/Amsterdam", "netherlands": "Europe/Amsterdam", "vienna": "Europe/Vienna",
    "austria": "Europe/Vienna", "geneva": "Europe/Zurich", "zurich": "Europe/Zurich", "bern": "Europe/Zurich",
    "switzerland": "Europe/Zurich", "rome": "Europe/Rome", "milan": "Europe/Rome", "italy": "Europe/Rome",
    "vatican": "Europe/Vatican", "madrid": "Europe/Madrid", "barcelona": "Europe/Madrid", "lisbon": "Europe/Lisbon",
    "oslo": "Europe/Oslo", "norway": "Europe/Oslo", "stockholm": "Europe/Stockholm", "sweden": "Europe/Stockholm",
    "copenhagen": "Europe/Copenhagen", "helsinki": "Europe/Helsinki", "finland": "Europe/Helsinki",
    "warsaw": "Europe/Warsaw", "poland": "Europe/Warsaw", "prague": "Europe/Prague", "czech republic": "Europe/Prague",
    "budapest": "Europe/Budapest", "hungary": "Europe/Budapest", "bucharest": "Europe/Bucharest",
    "romania": "Europe/Bucharest", "sofia": "Europe/Sofia", "bulgaria": "Europe/Sofia", "athens": "Europe/Athens",
    "greece": "Europe/Athens", "belgrade": "Europe/Belgrade", "serbia": "Europe/Belgrade", "zagreb": "Europe/Zagreb",
    "croatia": "Europe/Zagreb", "istanbul": "Europe/Istanbul", "ankara": "Europe/Istanbul",
    "turkey": "Europe/Istanbul", "turkiye": "Europe/Istanbul", "riga": "Europe/Riga", "vilnius": "Europe/Vilnius",
    "tallinn": "Europe/Tallinn", "tbilisi": "Asia/Tbilisi", "georgia": "Asia/Tbilisi", "yerevan": "Asia/Yerevan",
    "baku": "Asia/Baku", "tehran": "Asia/Tehran", "iran": "Asia/Tehran", "baghdad": "Asia/Baghdad",
    "iraq": "Asia/Baghdad", "jerusalem": "Asia/Jerusalem", "israel": "Asia/Jerusalem", "tel aviv": "Asia/Jerusalem",
    "gaza": "Asia/Gaza", "beirut": "Asia/Beirut", "lebanon": "Asia/Beirut", "damascus": "Asia/Damascus",
    "syria": "Asia/Damascus", "amman": "Asia/Amman", "jordan": "Asia/Amman", "riyadh": "Asia/Riyadh",
    "saudi arabia": "Asia/Riyadh", "doha": "Asia/Qatar", "qatar": "Asia/Qatar", "dubai": "Asia/Dubai",
    "abu dhabi": "Asia/Dubai", "sanaa": "Asia/Aden", "yemen": "Asia/Aden", "kabul": "Asia/Kabul",
    "afghanistan": "Asia/Kabul", "islamabad": "Asia/Karachi", "pakistan": "Asia/Karachi", "delhi": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "india": "Asia/Kolkata", "dhaka": "Asia/Dhaka",
    "bangladesh": "Asia/Dhaka", "colombo": "Asia/Colombo", "sri lanka": "Asia/Colombo", "kathmandu": "Asia/Kathmandu",
    "nepal": "Asia/Kathmandu", "yangon": "Asia/Yangon", "myanmar": "Asia/Yangon", "bangkok": "Asia/Bangkok",
    "thailand": "Asia/Bangkok", "hanoi": "Asia/Ho_Chi_Minh", "vietnam": "Asia/Ho_Chi_Minh",
    "singapore": "Asia/Singapore", "kuala lumpur": "Asia/Kuala_Lumpur", "malaysia": "Asia/Kuala_Lumpur",
    "jakarta": "Asia/Jakarta", "manila": "Asia/Manila", "philippines": "Asia/Manila", "hong kong": "Asia/Hong_Kong",
    "beijing": "Asia/Shanghai", "shanghai": "Asia/Shanghai", "china": "Asia/Shanghai", "taipei": "Asia/Taipei",
    "taiwan": "Asia/Taipei", "seoul": "Asia/Seoul", "south korea": "Asia/Seoul", "pyongyang": "Asia/Pyongyang",
    "north korea": "Asia/Pyongyang", "tokyo": "Asia/Tokyo", "japan": "Asia/Tokyo", "cairo": "Africa/Cairo",
    "egypt": "Africa/Cairo", "tripoli": "Africa/Tripoli", "libya": "Africa/Tripoli", "tunis": "Africa/Tunis",
    "algiers": "Africa/Algiers", "rabat": "Africa/Casablanca", "morocco": "Africa/Casablanca",
    "khartoum": "Africa/Khartoum", "sudan": "Africa/Khartoum", "addis ababa": "Africa/Addis_Ababa",
    "ethiopia": "Africa/Addis_Ababa", "nairobi": "Africa/Nairobi", "kenya": "Africa/Nairobi",
    "kampala": "Africa/Kampala", "kigali": "Africa/Kigali", "lagos": "Africa/Lagos", "abuja": "Africa/Lagos",
    "nigeria": "Africa/Lagos", "accra": "Africa/Accra", "dakar": "Africa/Dakar", "harare": "Africa/Harare",
    "johannesburg": "Africa/Johannesburg", "pretoria": "Africa/Johannesburg", "cape town": "Africa/Johannesburg",
    "south africa": "Africa/Johannesburg", "new york": "America/New_York", "washington": "America/New_York",
    "boston": "America/New_York", "florida": "America/New_York", "miami": "America/New_York",
    "cape canaveral": "America/New_York", "atlanta": "America/New_York", "philadelphia": "America/New_York",
    "detroit": "America/Detroit", "chicago": "America/Chicago", "houston": "America/Chicago",
    "texas": "America/Chicago", "dallas": "America/Chicago", "new orleans": "America/Chicago",
    "denver": "America/Denver", "phoenix": "America/Phoenix", "los angeles": "America/Los_Angeles",
    "california": "America/Los_Angeles", "san francisco": "America/Los_Angeles", "seattle": "America/Los_Angeles",
    "las vegas": "America/Los_Angeles", "anchorage": "America/Anchorage", "honolulu": "Pacific/Honolulu",
    "toronto": "America/Toronto", "ottawa": "America/Toronto", "montreal": "America/Toronto",
    "vancouver": "America/Vancouver", "mexico city": "America/Mexico_City", "havana": "America/Havana",
    "cuba": "America/Havana", "caracas": "America/Caracas", "venezuela": "America/Caracas",
    "bogota": "America/Bogota", "colombia": "America/Bogota", "lima": "America/Lima", "peru": "America/Lima",
    "santiago": "America/Santiago", "buenos aires": "America/Argentina/Buenos_Aires",
    "argentina": "America/Argentina/Buenos_Aires", "brasilia": "America/Sao_Paulo", "rio": "America/Sao_Paulo",
    "rio de janeiro": "America/Sao_Paulo", "sao paulo": "America/Sao_Paulo", "sydney": "Australia/Sydney",
    "melbourne": "Australia/Melbourne", "canberra": "Australia/Sydney", "brisbane": "Australia/Brisbane",
    "perth": "Australia/Perth", "wellington": "Pacific/Auckland", "auckland": "Pacific/Auckland",
    "new zealand": "Pacific/Auckland",
}  # fmt: skip
_OFFSET = re.compile(r"(?:GMT|UTC)\s?(?P<sign>[+\-−–])\s?(?P<hours>\d{1,2})(?::?00)?")


def zone_named(words: str) -> str | None:
    """The zone that words such as "EDT", "GMT+3", "Eastern time" or "Moscow time" name; None if we can't tell."""
    words = words.strip(" ()")
    if (offset := _OFFSET.fullmatch(words)) is not None:
        hours = int(offset["hours"])
        # The names of the tz database count the other way round: five hours ahead of Greenwich is Etc/GMT-5.
        ahead = offset["sign"] == "+"
        if hours > (14 if ahead else 12):
            return None
        return f"Etc/GMT{'-' if ahead else '+'}{hours}" if hours else "UTC"
    if words in _ABBREVIATIONS:
        return _ABBREVIATIONS[words]
    name = re.sub(r"\s(?:standard|daylight)?\s?time$", "", words.lower()).strip()
    if name in _REGIONS:
        return _REGIONS[name]
    return zone_of_place(re.sub(r"\s?(?:local|summer|winter|time)$", "", name))


def zone_of_place(name: str) -> str | None:
    """The zone of a city, or of a state that keeps one clock; None for any other name."""
    return _PLACES.get(name.lower().strip())
