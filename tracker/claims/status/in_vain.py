"""What was tried and came to nothing: tried in vain to reach them, the attempt failed, talks ended without a deal."""

from typing import TYPE_CHECKING

from tracker.claims.parse import child, children, has_word, lemma, with_particle
from tracker.claims.tables import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_VAIN = frozenset({"unsuccessfully", "vainly", "fruitlessly"})
_IN_VAIN = frozenset({("in", "vain"), ("without", "success"), ("without", "result"), ("to", "avail")})
_FRUITLESS = frozenset(
    {
        "unsuccessful", "fruitless", "futile", "inconclusive", "vain", "failure", "flop", "fiasco", "abortive",
        "doomed", "deadlocked",
    }
)  # fmt: skip
_FAILURES = frozenset(
    {"failure", "deadlock", "stalemate", "impasse", "nothing", "acrimony", "disarray", "nought", "naught"}
)
#: What talks and votes are held for.
_RESULTS = frozenset(
    {
        "deal", "agreement", "accord", "breakthrough", "result", "settlement", "solution", "progress", "compromise",
        "consensus", "resolution", "pact", "truce", "success", "outcome", "winner", "conclusion",
    }
)  # fmt: skip
_ATTEMPTS = frozenset({"attempt", "effort", "bid", "try", "drive", "push", "campaign", "mission", "move", "endeavour"})
_CLOSING = frozenset({"end", "conclude", "finish", "close", "break", "adjourn", "wrap", "stop", "pass", "go", "come"})
_YIELDING = frozenset({"bring", "produce", "yield", "make", "achieve", "see", "deliver"})
_ACHIEVING = frozenset({"succeed", "work", "prevail"})


def in_vain(verb: "Token") -> "Token | None":
    """The word by which something tried came to nothing: tried *in vain*, tried and *failed*, tried but *could not*."""
    for word in verb.children:
        if word.lower_ in _VAIN:
            return word
        noun = child(word, "pobj", "amod", "pcomp", "acomp") if word.dep_ == "prep" else None
        if noun is not None and (word.lower_, noun.lower_) in _IN_VAIN:
            return noun
        if word.dep_ == "conj" and (with_particle(word) in ("fail", "give up") or _could_not(word)):
            return word
    inner = [*children(verb, "xcomp"), *(n for x in children(verb, "xcomp") for n in children(x, "dobj"))]
    return next((noun for each in inner if (noun := _vain_phrase(each)) is not None), None)


def _vain_phrase(word: "Token") -> "Token | None":
    """The "success" of "tried to sign the treaty without success", which the parser hangs on what was tried."""
    found = ((p, child(p, "pobj")) for p in children(word, "prep"))
    return next((noun for p, noun in found if noun is not None and (p.lower_, noun.lower_) in _IN_VAIN), None)


def _could_not(verb: "Token") -> bool:
    """Whether it says that they did not manage: did not succeed, could not, never made it."""
    if child(verb, "neg") is None:
        return False
    is_bare = child(verb, "dobj", "ccomp") is None and any(c.lower_ == "could" for c in children(verb, "aux"))
    return is_bare or lemma(verb) in ("succeed", "manage")


def came_to_nothing(noun: "Token", lexicon: Lexicon) -> "Token | None":
    """The word by which an event or an attempt failed: collapsed, was fruitless, ended without a deal."""
    fruitless = next((c for c in noun.lefts if c.lower_ in _FRUITLESS | {"failed"} and c.dep_ == "amod"), None)
    if fruitless is not None:
        return fruitless
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.pos_ not in ("VERB", "AUX"):
        return None
    if lexicon.cue("operators.failed", with_particle(verb)):
        return verb
    if lemma(verb) in ("be", "prove", "remain", "end"):
        said = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd", "prep")]
        said += [n for c in said if c.dep_ == "prep" for n in c.children]
        found = next((c for c in said if c.lower_ in _FRUITLESS), None)
        if found is not None:
            return found
    return _without(verb)


def _without(verb: "Token") -> "Token | None":
    """The result that was missed: ended *without a deal*, brought *no breakthrough*, came to *nothing*."""
    for preposition in children(verb, "prep") if lemma(verb) in _CLOSING else ():
        noun = child(preposition, "pobj")
        if noun is None:
            continue
        if preposition.lower_ == "without" and lemma(noun) in _RESULTS:
            return noun
        if preposition.lower_ in ("in", "to") and lemma(noun) in _FAILURES:
            return noun
    direct = child(verb, "dobj") if lemma(verb) in _YIELDING else None
    none = has_word(direct, "no", "little") if direct is not None and lemma(direct) in _RESULTS else None
    return direct if none is not None and none.lower_ == "no" else None


def is_attempt(noun: "Token") -> bool:
    """Whether a noun names an attempt at what follows it: a *bid* to buy the club."""
    return lemma(noun) in _ATTEMPTS


def succeeded(noun: "Token") -> "Token | None":
    """The verb by which an attempt succeeded: the effort to free them *paid off*."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.pos_ != "VERB" or child(verb, "neg") is not None:
        return None
    return verb if lemma(verb) in _ACHIEVING or with_particle(verb) in ("pay off", "come off") else None
