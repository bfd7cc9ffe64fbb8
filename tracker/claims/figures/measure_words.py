"""Words of what a figure measures: nouns that have one (an offer, a lead, a turnout ...) and verbs that give it.

Each attribute is a class of facts of the lexicon, `figure_<attribute>`, with the units in which it is told.
"""

from tracker.claims.figures.numerals import CURRENCY_NOUNS

MONEY = frozenset(CURRENCY_NOUNS.values())
_SHARES = frozenset({"percent"})
_VOTES = frozenset({"vote", "point", "percent", "seat", "ballot"})
_TERMS = frozenset({"year", "month"})
#: Attribute -> the nouns that name it.
_NOUNS = {
    "offer": "offer bid",
    "demand": "demand",
    "lead": "lead margin advantage",
    "majority": "majority",
    "turnout": "turnout",
    "stake": "stake shareholding holding",
    "pay_rise": "rise increase raise award",
    "sentence": "sentence term",
    "fine": "fine penalty",
    "damages": "damages compensation",
    "ransom": "ransom",
    "bail": "bail",
    "fee": "fee",
    "price": "price",
    "value": "valuation",
    "budget": "budget",
    "cost": "cost bill",
    "debt": "debt",
    "deficit": "deficit shortfall",
    "loss": "loss",
    "profit": "profit",
    "revenue": "revenue turnover",
    "inflation": "inflation",
    "unemployment": "unemployment",
    "tariff": "tariff duty levy",
    "reward": "reward",
}
NOUNS = {noun: attribute for attribute, nouns in _NOUNS.items() for noun in nouns.split()}
_UNITS = {
    "offer": MONEY | _SHARES, "demand": MONEY | _SHARES, "lead": _VOTES, "majority": _VOTES, "turnout": _SHARES,
    "stake": _SHARES, "pay_rise": _SHARES, "sentence": _TERMS, "sentence_sought": _TERMS, "inflation": _SHARES,
    "unemployment": _SHARES, "tariff": _SHARES, "share": _SHARES,
}  # fmt: skip
#: Attributes whose noun means them only with such a word beside it: a *pay* rise, a *prison* term.
WITH = {
    "pay_rise": frozenset({"pay", "wage", "salary", "payment"}),
    "sentence": frozenset({"prison", "jail", "sentence", "custodial", "suspended"}),
}
#: Verbs by which a figure moves to a number, beside those of counts.
MOVES = frozenset(
    {"raise", "lift", "increase", "improve", "sweeten", "up", "boost", "hike", "lower", "cut", "reduce", "trim",
     "shorten", "extend", "widen", "narrow", "shrink", "double", "halve", "correct", "revise", "amend", "adjust",
     "change", "bring", "push", "take", "rise", "climb", "fall", "drop", "grow", "jump", "slip", "dwindle", "commute"}
)  # fmt: skip
#: Verbs by which an attribute has a number.
HAS = frozenset({"be", "stand", "remain", "amount", "total", "come", "reach", "hit", "exceed", "average", "stay"})
#: Verbs of which a noun with its figure is the object: they leave it as it is.
GIVES = frozenset({"have", "hold", "make", "put", "set", "fix", "give", "get", "agree", "impose", "accept", "propose",
                   "win", "secure", "face", "keep", "order"})  # fmt: skip
OFFERS = frozenset({"offer", "bid"})
DEMANDS = frozenset({"demand", "want", "seek", "ask", "claim"})
SEEKS = DEMANDS | frozenset({"urge", "recommend", "call", "request", "press"})
SENTENCES = frozenset({"sentence", "jail", "imprison", "condemn"})
OWNS = frozenset({"hold", "own", "control"})
TAKES = frozenset({"win", "take", "get", "receive", "poll", "score", "secure", "gain"})
AHEAD = frozenset({"lead", "win", "beat", "defeat", "be"})
BEHIND = frozenset({"trail", "lose"})
#: Adjectives of what a figure was before.
BEFORE = frozenset(
    {"first", "original", "earlier", "previous", "initial", "old", "former", "past", "last", "opening", "prior",
     "rejected", "failed", "second", "third"}
)  # fmt: skip
#: Adverbs that tell the same of a clause.
ONCE = frozenset({"once", "initially", "originally", "previously", "formerly", "earlier", "before"})
#: Words beside an owner that make it another one than the story's.
OTHERS = frozenset({"another", "other", "neighbouring", "neighboring", "different", "rival", "similar", "local"})


def fits(attribute: str, unit: str) -> bool:
    """Whether an attribute is told in that unit: an offer in money or percent, a lead in votes."""
    return unit.removesuffix(PER_SHARE) in _UNITS.get(attribute, MONEY)


#: What is added to the unit of a price of one share.
PER_SHARE = " per share"
