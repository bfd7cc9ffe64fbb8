"""Words of counts: who or what is counted (dead, injured, missing, displaced ...), and the verbs that move a count."""

from typing import TYPE_CHECKING

from tracker.claims.figures.toll_states import STATE_UNITS
from tracker.claims.parse import child, children, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

#: What is counted -> verbs of it, in the passive or before their object. Those of `_ALONE` take no object.
_VERBS = {
    "dead": frozenset({"kill", "die", "perish", "drown", "slay"}),
    "injured": frozenset({"injure", "wound", "hurt"}),
    "missing": frozenset(),
    "displaced": frozenset({"displace", "uproot"}),
    "evacuated": frozenset({"evacuate"}),
    "infected": frozenset({"infect", "sicken"}),
    "hospitalised": frozenset({"hospitalize", "hospitalise"}),
    "arrested": frozenset({"arrest", "detain"}),
    "rescued": frozenset({"rescue"}),
    "aboard": frozenset(),
    "crowd": frozenset({"march", "demonstrate"}),
    "burned": frozenset(),
    "burned_acres": frozenset(),
    "destroyed": frozenset({"destroy", "flatten", "gut", "level", "raze"}),
}
_ALONE = frozenset({"die", "perish", "drown", "march", "demonstrate"})
#: Adjectives and participles that say it of people: 30 *missing*, 12 fell *ill*.
_ADJECTIVES = {
    "dead": "dead", "killed": "dead", "injured": "injured", "wounded": "injured", "hurt": "injured",
    "missing": "missing", "unaccounted": "missing", "displaced": "displaced", "homeless": "displaced",
    "evacuated": "evacuated", "infected": "infected",
    "hospitalized": "hospitalised", "hospitalised": "hospitalised", "arrested": "arrested", "detained": "arrested",
    "rescued": "rescued", "alive": "rescued", "drowned": "dead", "died": "dead", "perished": "dead",
}  # fmt: skip
#: Nouns that are counted: 12 *deaths*.
_NOUNS = {
    "death": "dead", "fatality": "dead", "body": "dead", "dead": "dead", "injury": "injured", "evacuee": "evacuated",
    "infection": "infected", "case": "infected", "hospitalization": "hospitalised", "hospitalisation": "hospitalised",
    "arrest": "arrested", "detainee": "arrested", "detention": "arrested", "injured": "injured", "wounded": "injured",
    "missing": "missing", "protester": "crowd", "demonstrator": "crowd", "marcher": "crowd", "crowd": "crowd",
    "attendance": "crowd", "sick": "infected", "ill": "infected",
}  # fmt: skip
#: Ordinals by which a count is told of its last: a *fourth* patient died.
ORDINALS = {
    word: float(number)
    for number, word in enumerate(
        ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"), 2
    )
}
#: Adjectives of what has come on top of a count: two *new* cases are no count.
ON_TOP = frozenset({"new", "further", "additional", "extra", "fresh", "another", "other", "more"})
#: What is told by a count that has no noun of its own.
_TOLLS = frozenset({"toll"})
CLASSES = {family: f"toll_{family}" for family in (*_VERBS, *STATE_UNITS)}
UNITS = {
    "dead": "death", "injured": "injury", "missing": "missing person", "displaced": "displaced person",
    "evacuated": "evacuee", "infected": "case", "hospitalised": "patient", "arrested": "arrest",
    "rescued": "rescued person", "destroyed": "building", "aboard": "person aboard", "crowd": "protester",
    "burned": "burned hectare", "burned_acres": "burned acre", **STATE_UNITS,
}  # fmt: skip
#: Counts that are also told smaller as time goes on: of several in one text the first stands.
FALLING = frozenset({"missing", "displaced", "hospitalised", *STATE_UNITS})
#: Verbs by which a count comes to a number.
MOVES = frozenset(
    {"rise", "climb", "leap", "jump", "soar", "increase", "grow", "reach", "pass", "exceed", "hit", "stand", "be",
     "number", "top", "surge", "swell", "edge", "touch", "cross", "near", "approach", "surpass", "go", "come", "total",
     "mount", "balloon", "fall", "drop", "shoot", "spike", "double", "triple", "creep", "run", "tick", "inch", "settle"}
)  # fmt: skip
#: Verbs by which somebody gives or moves a count: raised the toll to 40, put it at 20.
GIVES = frozenset(
    {"raise", "put", "bring", "revise", "lower", "cut", "update", "take", "push", "increase", "lift", "reduce", "drive",
     "place", "set", "peg", "estimate", "give", "correct", "amend", "adjust", "trim", "downgrade", "restate", "scale",
     "recalculate"}
)  # fmt: skip
#: Verbs of what may come.
FORESEE = frozenset({"expect", "fear", "predict", "forecast", "project", "foresee", "anticipate", "warn"})
_BUILDINGS = frozenset(
    {"home", "house", "building", "structure", "school", "apartment", "property", "dwelling", "church", "shop"}
)
#: Measures of what a fire has burned.
BURNED = {"hectare": "burned", "acre": "burned_acres"}
_FIRES = frozenset({"fire", "wildfire", "blaze", "bushfire", "burn", "scorch", "flame"})
_PERSONS = frozenset(
    {"people", "person", "passenger", "migrant", "crew", "tourist", "refugee", "man", "woman", "child"}
)
#: People of whom no part is counted by their name: a second *person*, not a second soldier.
_ANYBODY = frozenset({"person", "patient", "victim", "man", "woman", "resident", "inhabitant", "life", "fatality",
                      "death", "casualty", "passenger", "survivor"})  # fmt: skip
#: Creatures and things whose losses are no toll of people.
_NO_PEOPLE = _BUILDINGS | frozenset(
    {"cow", "bird", "chicken", "animal", "pig", "sheep", "dog", "cat", "fish", "whale", "horse", "turkey", "hen",
     "job", "post", "bill", "tree", "dollar", "euro", "pound", "yen",
     "yuan", "rupee", "franc", "money", "item", "fund", "vehicle", "car", "ship", "boat", "plane", "drone",
     "tank", "missile", "file"}
)  # fmt: skip
#: What makes cases those of an illness and not those of a court.
_CASES = frozenset({"confirmed", "suspected", "probable", "new", "reported", "laboratory", "lab", "active", "severe",
                    "acute", "human", "imported", "fatal", "asymptomatic", "locally", "cumulative"})  # fmt: skip
_ILL = frozenset({"malnutrition", "poisoning", "infection", "fever", "flu", "influenza", "illness", "disease"})
_COURT = frozenset({"corruption", "fraud", "abuse", "murder", "rape", "violence", "theft", "crime", "torture",
                    "harassment", "discrimination", "misconduct", "bribery", "assault", "treason"})  # fmt: skip
#: Kinds of words that may stand between a number and the noun that it counts.
_BESIDE = ("ADJ", "NOUN", "PROPN", "NUM", "ADV", "VERB")
#: Verbs that may stand between people and what became of them: 13 people have been *confirmed* dead.
_LINKS = frozenset(
    {"be", "have", "find", "confirm", "report", "know", "believe", "presume", "list", "declare", "remain", "get",
     "fall", "feel", "leave", "go", "register", "pronounce", "pull", "bring", "lose", "test", "take", "make", "say",
     "fear", "rescue"}
)  # fmt: skip


def counted_noun(token: "Token") -> str | None:
    """What a noun counts, as the subject or object of a verb that moves a count: the toll, the number of dead."""
    word = lemma(token)
    if word in _TOLLS:
        return next(
            (what for c in token.children if (what := _ADJECTIVES.get(c.lower_) or _NOUNS.get(lemma(c)))), "dead"
        )
    return _NOUNS.get(word) if word != "case" or is_illness(token) else None


def counted(token: "Token") -> str | None:
    """What a word counts, whatever it is in its sentence; None if nothing."""
    if token.pos_ in ("NOUN", "PROPN") and (what := counted_noun(token)) is not None:
        return what
    if token.lower_ in _ADJECTIVES:
        return _ADJECTIVES[token.lower_]
    if token.lower_ in ("sick", "ill") and any(c.lower_ == "the" for c in token.children):
        return "infected"  # the count of the sick
    what = of_verb(token) if token.pos_ == "VERB" and token.tag_ != "VBG" else None
    return what if what != "destroyed" else None


def of_verb(verb: "Token") -> str | None:
    """What a verb makes of those it is told of."""
    word = lemma(verb)
    return next((what for what, verbs in _VERBS.items() if word in verbs), None)


def said_of(word: "Token", number: "Token") -> str | None:
    """What a word to the right of a number says became of those counted; None if it says nothing of them."""
    if (what := _in_a_phrase(word)) is not None:
        return what
    if word.pos_ in ("NOUN", "PROPN") and word.lower_ not in _ADJECTIVES:
        adjacent = all(t.pos_ in _BESIDE for t in word.doc[number.i + 1 : word.i])
        what = counted_noun(word) if adjacent and lemma(word) not in _TOLLS else None
        return what if what != "crowd" else None  # what became of 12 protesters is still to be said
    return _became(word, number) if word.pos_ == "VERB" else _ADJECTIVES.get(word.lower_)


def _in_a_phrase(word: "Token") -> str | None:
    """What became of people by a set phrase: lost their lives, tested positive."""
    before = word.doc[word.i - 1]
    if word.lower_ == "aboard" or (word.lower_ == "board" and before.lower_ == "on"):
        return "aboard"
    if lemma(word) in BURNED and any(lemma(t) in _FIRES for t in word.sent):
        return BURNED[lemma(word)]
    if lemma(word) == "life" and (lemma(before) == "lose" or lemma(word.head) in ("lose", "claim")):
        return "dead"
    if word.lower_ == "lives" and word.i + 1 < len(word.doc) and word.nbor().lower_ == "lost":
        return "dead"
    ill = word.lower_ in ("ill", "sick") and lemma(word.head) in ("fall", "become", "make", "take")
    return "infected" if ill or (word.lower_ == "positive" and lemma(word.head) == "test") else None


def _became(verb: "Token", number: "Token") -> str | None:
    """What a verb says became of those before it: not what they did (two gunmen killed twelve)."""
    what = _ADJECTIVES.get(verb.lower_) or of_verb(verb)
    if what is None or (verb.tag_ == "VBG" and verb.lower_ not in _ADJECTIVES):
        return None
    if verb.lower_ in ("missing", "unaccounted"):
        return what
    acted = next((c for c in children(verb, "dobj") if c.i > verb.i), None)
    if acted is not None and child(verb, "auxpass") is None and lemma(verb) not in _ALONE:
        return None  # two gunmen killed twelve
    if what == "destroyed":
        return what if any(lemma(t) in _BUILDINGS for t in verb.doc[number.i + 1 : verb.i]) else None
    return what


def is_between(token: "Token") -> bool:
    """Whether a word may stand between a number and what became of those counted."""
    return token.pos_ != "VERB" or token.dep_ == "amod" or lemma(token) in _LINKS or token.lower_ in _ADJECTIVES


def is_no_people(token: "Token") -> bool:
    """Whether it names animals or things."""
    return lemma(token) in _NO_PEOPLE


def is_anybody(token: "Token") -> bool:
    """Whether it names one of all those counted: a person, not a soldier."""
    return lemma(token) in _ANYBODY


def is_person(token: "Token") -> bool:
    """Whether it names people who travel."""
    return lemma(token) in _PERSONS


def is_building(token: "Token") -> bool:
    """Whether it names a building."""
    return lemma(token) in _BUILDINGS


def is_illness(case: "Token") -> bool:
    """Whether a case is one of an illness: 40 confirmed cases, 12 cases of cholera."""
    if any(c.lower_ in _CASES or lemma(c) in _ILL for c in case.lefts):
        return not any(lemma(c) in _COURT or c.lower_ == "court" for c in case.lefts)
    of = next((each for each in children(case, "prep") if each.lower_ == "of"), None)
    illness = child(of, "pobj") if of is not None else None
    return illness is not None and lemma(illness) not in _COURT
