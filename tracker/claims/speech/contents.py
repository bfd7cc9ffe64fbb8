"""What a word of speech introduces, piece by piece: quotations, clauses of nouns, infinitives, things told."""

from typing import TYPE_CHECKING

from tracker.claims.parse import child, children, lemma
from tracker.claims.tables import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

#: With a gerund these tell of it: reported *losing* millions, denied *taking* bribes.
_OF_DOING = frozenset({"report", "deny", "admit", "confess", "recall", "acknowledge", "mention", "suggest"})
ASKING = frozenset({"whether", "if", "who", "what", "when", "where", "why", "how"})
#: Verbs with an object who is told.
ADDRESSING = frozenset(
    ["tell", "inform", "remind", "assure", "reassure", "notify", "ask", "warn", "advise", "promise", "show", "caution"]
)
_PREPOSITIONS = frozenset({"in", "with", "by", "through", "at", "during", "on"})
_TOLD_OF = frozenset({"of", "about", "for", "against"})
QUOTE = '"'
FINITE = ("VBD", "VBZ", "VBP", "MD")


def infinitives(verb: "Token") -> "list[Token]":
    """What is claimed or ordered with an infinitive or gerund: is said *to have left*; reported *losing*."""
    if child(verb, "dobj") is not None and lemma(verb) not in ADDRESSING:
        return []
    return [c for c in children(verb, "xcomp") if c.tag_ != "VBG" or lemma(verb) in _OF_DOING]


def asks_itself(verb: "Token") -> bool:
    """Whether nobody thinks it yet: *to determine* whether, the taxes *requested* … are."""
    if verb.tag_ == "VB":
        question = any(c.lower_ in ASKING for clause in children(verb, "ccomp") for c in clause.children)
        return question and not any(c.tag_ in FINITE or c.lower_ == "do" for c in children(verb, "aux"))
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def fragment(verb: "Token") -> "list[Token]":
    """A quotation that the parser has not taken for a clause: wrote, "Nice *work*"; or that ended before the verb."""
    for token in verb.rights:
        marks = [t for t in verb.doc[verb.i : token.i] if t.text == QUOTE]
        if len(marks) % 2 == 1 and token.dep_ not in ("punct", "conj"):
            return [token]
    subject = child(verb, "nsubj")
    first = min(verb.i, subject.left_edge.i) if subject is not None else verb.i
    before = verb.doc[max(0, first - 2) : first]
    if subject is not None and before and any(t.text == QUOTE for t in before) and first > verb.sent.start + 2:
        return [verb.doc[max(verb.sent.start, before.start - 1)]]
    return []


def quotes(verb: "Token", clause: "Token") -> bool:
    """Whether a quotation mark stands between a verb and the clause: "We are ready", she *continued*."""
    low, high = sorted((verb.i, clause.i))
    return any(t.text == QUOTE for t in verb.doc[low:high])


def cited(verb: "Token") -> "list[Token]":
    """What somebody is cited as: cited him as *saying* it."""
    return [p for c in children(verb, "prep") if c.lower_ == "as" for p in children(c, "pcomp")]


def media(verb: "Token") -> "list[Token]":
    """The nouns in or by which a verb of speech is said: in an internal *memo*."""
    return [n for c in children(verb, "prep") if c.lower_ in _PREPOSITIONS for n in children(c, "pobj")]


def noun_clauses(noun: "Token") -> "list[Token]":
    """The finite that-clauses of a noun which aren't about the noun: the claim *that it closed*."""
    return [
        c
        for c in children(noun, "acl", "relcl", "ccomp")
        if any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)
        and child(c, "nsubj", "nsubjpass", "expl") is not None
    ]


def things_told(verb: "Token", lexicon: Lexicon) -> "list[Token]":
    """The nouns that a verb tells: announced job *cuts*, called for a *rerun*, was told of the *decision*."""
    if not lexicon.cue("speech.told", lemma(verb)):
        return []
    direct = children(verb, "dobj", "nsubjpass") if child(verb, "auxpass") is not None else children(verb, "dobj")
    of = [c for c in children(verb, "prep") if c.lower_ in _TOLD_OF]
    if not lexicon.cue("speech.told_of", lemma(verb)):
        return direct
    return [n for c in of for n in children(c, "pobj")]
