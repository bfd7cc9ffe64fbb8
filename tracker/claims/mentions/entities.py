"""What a noun phrase names: state, body, person, document, place. Local to a sentence; no pronouns here.

The recogniser's type alone is never trusted: titles, tables and the role in the sentence come first.
"""

import re
from typing import TYPE_CHECKING

from tracker.claims.kept import kept
from tracker.claims.names import document_key, fold, is_outlet, known_name, load_names
from tracker.claims.parse import child, children, conjuncts, lemma, written
from tracker.model import Participant, ParticipantKind

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Said of those that are left of a number of things, which they are of as well.
_REST = frozenset({"remaining", "last", "final", "other", "rest"})
_NAME_PARTS = ("compound", "flat", "nmod")
_NAMED = ("PERSON", "NORP", "GPE", "ORG", "LOC")
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos")
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
#: Family names that stand first in languages of East Asia; the rest of the name follows them.
_FAMILY_FIRST = frozenset(
    [
        "kim",
        "xi",
        "lee",
        "park",
        "moon",
        "yoon",
        "wang",
        "li",
        "zhang",
        "chen",
        "liu",
        "zhao",
        "min",
        "mao",
        "hu",
        "wen",
        "to",
        "vo",
    ]
)
_CAPITAL_NOUNS = frozenset({"capital", "side", "government", "state", "leadership", "authorities", "forces"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def head_words(token: "Token") -> "list[Token]":
    """The head noun with the compounds before it, in order: [Middle, East, Eye]."""
    parts = [c for c in token.lefts if c.dep_ in _NAME_PARTS or (c.dep_ == "amod" and c.pos_ == "PROPN")]
    words = [token]
    for part in reversed(parts):
        words = [*[w for w in part.lefts if w.dep_ in _NAME_PARTS], part, *words]
    return sorted(set(words), key=lambda w: w.i)


def phrase(token: "Token") -> str:
    """The noun phrase before and with its head, without article: "comprehensive partnership agreement"."""
    lefts = [t for t in token.subtree if t.i <= token.i and t.sent == token.sent]
    while lefts and (lefts[0].dep_ in ("det", "punct", "predet") or lefts[0].is_punct):
        lefts = lefts[1:]
    start = lefts[0] if lefts else token
    return written(start, token)


def is_document(token: "Token") -> bool:
    """Whether a noun is one that is signed, passed or published: treaty, law, document."""
    return token.pos_ in ("NOUN", "PROPN") and (
        lemma(token) in load_names().documents or token.lower_ in load_names().documents
    )


def name_of(token: "Token") -> "Token":
    """The head of the name behind a title: "Iran's ambassador, Kazem Jalali" -> Jalali; else the token itself."""
    apposition = child(token, "appos")
    names = load_names()
    if apposition is None or apposition.pos_ != "PROPN":
        return token
    if lemma(token) in names.titles or (apposition.ent_type_ == "PERSON" and token.pos_ == "NOUN"):
        return apposition  # whatever he is: the harbour master, Tom Hale
    # The company Acme; but "the bank, a subsidiary, Acme said" has commas.
    closed = apposition.left_edge.i == token.i + 1
    return apposition if closed and lemma(token) in names.named_bodies else token


@kept
def participant(token: "Token") -> Participant:
    """What the noun phrase headed by `token` names. Marks of documents are the ones written in this phrase."""
    if is_document(token):
        key = document_key(lemma(token)) or "document"
        return Participant(text=phrase(token), key=key, kind=ParticipantKind.DOCUMENT, marks=marks_of(token))
    named = name_of(token)
    words = head_words(named)
    text = _written(words)
    if found := _known(named, words):
        return Participant(text=text, key=found[0], kind=found[1])
    if named.pos_ == "PROPN" or (named.text[0].isupper() and _is_taken_for_a_word(named)):
        return _proper(named, words, text, introduced=named != token)
    return _common(token)


def _is_taken_for_a_word(token: "Token") -> bool:
    """Whether the model takes an unusual name for an adjective or a noun: "Pezeshkian will visit"."""
    return (token.ent_type_ in _NAMED and token.pos_ == "NOUN") or (token.pos_ == "ADJ" and token.dep_ in _ARGUMENTS)


def _written(words: "list[Token]") -> str:
    return written(words[0], words[-1])


def _known(token: "Token", words: "list[Token]") -> tuple[str, ParticipantKind] | None:
    whole = phrase(token)
    titles = load_names().titles
    # "Kim Jong Un" is not the UN: a last word alone counts only without other names before it.
    alone = not any(w.pos_ == "PROPN" and w.lower_ not in titles for w in words[:-1])
    for text in (whole, _written(words), *((token.text,) if alone else ())):
        if (found := known_name(text)) and (text != token.text or token.pos_ in ("PROPN", "ADJ", "NOUN")):
            return found
    if lemma(token) in _CAPITAL_NOUNS or token.lower_ in _CAPITAL_NOUNS:
        return next((f for c in token.lefts if (f := known_name(c.text)) and f[1] is ParticipantKind.STATE), None)
    if token.lower_ == "republic":
        return known_name(whole)
    return None


def _proper(token: "Token", words: "list[Token]", whole: str, *, introduced: bool) -> Participant:
    titles = load_names().titles
    if token.lower_ in load_names().body_nouns:
        return _common(token)
    given = [w for w in words[:-1] if w.lower_ not in titles and not known_name(w.text)]
    # Minister Jane *Paris* is no capital: a given name stands before it.
    names = [
        w
        for w in words
        if w.lower_ not in titles
        and w.lower_ not in _SUFFIXES
        and (not known_name(w.text) or (bool(given) and w == words[-1] and len(given) < len(words) - 1))
    ]
    if not names:
        return Participant(text=whole, key=fold(whole), kind=ParticipantKind.PERSON)
    text = _written(names)
    titled = introduced or (len(names) < len(words) and any(w.lower_ in titles for w in words))
    if not titled and (is_outlet(text) or token.lower_ in ("university", "inc")):
        return Participant(text=text, key=_plain_key(text), kind=ParticipantKind.BODY)
    kind = ParticipantKind.PERSON if titled else _kind(token)
    if kind is ParticipantKind.PERSON:
        return Participant(text=text, key=_person_key(names), kind=kind)
    return Participant(text=text, key=fold(text) if kind is ParticipantKind.PLACE else _plain_key(text), kind=kind)


def _kind(name: "Token") -> ParticipantKind:
    if name.ent_type_ == "ORG":
        return ParticipantKind.BODY
    if name.ent_type_ in ("GPE", "LOC", "FAC") and not _acts(name):
        return ParticipantKind.PLACE
    return ParticipantKind.PERSON


def _plain_key(text: str) -> str:
    return text.casefold().removeprefix("the ").strip()


def _person_key(names: "list[Token]") -> str:
    family = names[0] if len(names) > 1 and names[0].lower_ in _FAMILY_FIRST else names[-1]
    return fold(family.text)


def _acts(token: "Token") -> bool:
    """Whether it does what people do: the recogniser takes unusual names for places or nations."""
    return (
        token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head.lower_ in ("said", "says", "told", "stated")
    )


def _common(token: "Token") -> Participant:
    names = load_names()
    word = lemma(token)
    state = state_beside(token)
    if word in names.titles:
        return Participant(text=phrase(token), key=f"{state} {word}".strip(), kind=ParticipantKind.PERSON)
    if word in names.body_nouns:
        compounds = " ".join(c.lower_ for c in children(token, "compound", "amod") if not known_name(c.text))
        key = " ".join(part for part in (state, compounds, word) if part)
        spellings = (f"{state}'s {compounds} {word}", f"{state}'s {word}") if state else ()
        table = next((found for each in spellings if (found := known_name(each))), None)
        found = table or (_demonym_body(token, word) if state else None)
        return Participant(text=phrase(token), key=found[0] if found else key, kind=ParticipantKind.BODY)
    if state and token.tag_ in ("JJ", "NNPS") and not list(token.lefts):
        return Participant(text=token.text, key=state, kind=ParticipantKind.STATE)
    rest = _REST if token.tag_ in ("NNS", "NNPS") else frozenset()
    modifiers = [
        lemma(c)
        for c in token.lefts
        if c.dep_ in ("compound", "amod") and not known_name(c.text) and c.lower_ not in rest
    ]
    whole = _whole_of(token)
    if whole is not None:
        # "The second group of hostages", "twelve of the hostages": what is counted says what it is.
        key = " ".join((*modifiers, word, lemma(whole)))
        return Participant(text=f"{phrase(token)} of {phrase(whole)}", key=key, kind=ParticipantKind.OTHER)
    return Participant(text=phrase(token), key=" ".join((*modifiers, word)), kind=ParticipantKind.OTHER)


_PARTS = """
group batch wave number dozen score hundred thousand million half third quarter part majority handful couple pair set
series lot rest remainder share bulk
"""
_PART_NOUNS = frozenset(_PARTS.split())


def _whole_of(token: "Token") -> "Token | None":
    """What a count or a part is of, where a common noun says so; None where the word is no count or part."""
    if token.pos_ != "NUM" and lemma(token) not in _PART_NOUNS:
        return None
    of = next((each for each in children(token, "prep") if each.lower_ == "of"), None)
    noun = child(of, "pobj") if of is not None else None
    return noun if noun is not None and noun.pos_ == "NOUN" and _whole_of(noun) is None else None


def _demonym_body(token: "Token", word: str) -> tuple[str, ParticipantKind] | None:
    return next((f for c in token.lefts if (f := known_name(f"{c.text} {word}"))), None)


def state_beside(token: "Token") -> str:
    """The state that a noun's possessive, adjective or "of" phrase names: "Iran's president" -> "iran"; else ""."""
    of = child(token, "prep")
    after = [child(of, "pobj")] if of is not None and of.lower_ == "of" else []
    for candidate in (*children(token, "poss", "amod", "compound", "nmod"), *after):
        found = _known_in_full(candidate) if candidate is not None else None
        if found and found[1] is ParticipantKind.STATE:
            return found[0]
        inner = candidate is not None and (candidate.dep_ == "compound" or lemma(candidate) in load_names().body_nouns)
        if candidate is not None and inner and (found_inside := state_beside(candidate)):
            return found_inside
    return ""


def _known_in_full(token: "Token") -> tuple[str, ParticipantKind] | None:
    """The known name of a word with what is written before it ("North Korea"), else of the word alone."""
    before = " ".join(each.text for each in children(token, "compound", "amod"))
    return known_name(f"{before} {token.text}".strip()) or known_name(token.text)


def marks_of(token: "Token") -> tuple[str, ...]:
    """Keys that tell a document from another of its kind: parties, bodies, years, kinds, as written in its phrase."""
    marks: set[str] = set()
    pieces = [t for t in token.subtree if t.i <= token.i and _belongs(t, token)]
    for preposition in _prepositions(token):
        if preposition.lower_ in ("between", "with", "among"):
            for noun in children(preposition, "pobj"):
                for party in conjuncts(noun):
                    pieces.extend(t for t in party.subtree if t.dep_ != "relcl")
        elif preposition.lower_ == "on" and (matter := child(preposition, "pobj")) is not None:
            marks.update(_matter(matter))
        elif preposition.lower_ == "of":
            marks.update(_YEAR.findall(" ".join(t.text for t in preposition.subtree)[:8]))
    names = load_names()
    text = " ".join(t.text for t in sorted(set(pieces), key=lambda t: t.i))
    for match in names.pattern.finditer(text):
        if found := known_name(match.group()):
            marks.add(found[0])
    lefts = " ".join(t.text for t in token.subtree if t.i < token.i).casefold()
    marks.update(_YEAR.findall(lefts))
    marks.update(word for word in names.document_marks if re.search(rf"\b{word}\b", lefts))
    return tuple(sorted(marks))


def _prepositions(token: "Token") -> "list[Token]":
    """Prepositions of a noun; "the treaty with Oman" is one phrase, also where the parser gives "with" to the verb."""
    found = children(token, "prep")
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is not None and after.dep_ == "prep" and after.lower_ in ("with", "between") and after not in found:
        found.append(after)
    return found


def _matter(noun: "Token") -> set[str]:
    """What a document is on, where that tells it from others: road transport, but not partnership."""
    if lemma(noun) in _COMMON_MATTERS or noun.pos_ != "NOUN":
        return set()
    return {" ".join([*(c.lower_ for c in children(noun, "compound", "amod")), lemma(noun)])}


_COMMON_MATTERS = frozenset(
    {"partnership", "cooperation", "relation", "tie", "friendship", "basis", "date", "condition", "term", "principle"}
)


def _belongs(part: "Token", head: "Token") -> bool:
    return part.dep_ in ("compound", "amod", "poss", "nmod", "punct", "case", "conj", "npadvmod") or part == head
