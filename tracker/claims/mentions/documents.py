"""Which document a mention means: chains of mentions in one article, told apart by their marks."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.claims.kept import kept
from tracker.claims.mentions.entities import is_document, marks_of, participant, state_beside
from tracker.claims.mentions.subjects import subject_of
from tracker.claims.names import document_key, known_name
from tracker.claims.parse import child, children, conjuncts, lemma
from tracker.model import Participant, ParticipantKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_YEAR = re.compile(r"(?:19|20)\d\d")
_INDEFINITE = frozenset({"a", "an", "another", "any", "no", "some", "several", "many"})
#: How many sentences back a document of the same noun is still the one that a bare mention means.
_NEAR = 2


@dataclass(slots=True, kw_only=True)
class _Chain:
    """Mentions of one document: its class, its parties, what else distinguishes it, and where it stands."""

    key: str
    parties: set[str]
    kinds: frozenset[str]
    sentences: list[int] = field(default_factory=list)
    #: The nouns by which it is called where its marks are given: treaty, accord.
    nouns: set[str] = field(default_factory=set)

    @property
    def marks(self) -> tuple[str, ...]:
        """Parties and kinds together, as a participant carries them."""
        return tuple(sorted(self.parties | self.kinds))


@kept
def _documents_in(sentence: "Span") -> "tuple[Token, ...]":
    return tuple(token for token in sentence if is_document(token))


class DocumentChains:
    """The documents of one article."""

    def __init__(self, sentences: "Iterable[Span]") -> None:
        self._chains: list[_Chain] = []
        #: Document key -> sentence in which one without marks is brought in: "signed a treaty".
        self._brought_in: dict[str, int] = {}
        unmarked: Counter[str] = Counter()
        for number, sentence in enumerate(sentences):
            for token in _documents_in(sentence):
                self._learn(token, number)
                unmarked[document_key(lemma(token))] += 1
        for key in ("", "report"):
            unmarked.pop(key, None)
        if not self._chains and unmarked:
            # Nothing in the text tells its documents apart: it is about one of the commonest kind.
            self._chains.append(_Chain(key=unmarked.most_common(1)[0][0], parties=set(), kinds=frozenset()))

    def _learn(self, token: "Token", sentence: int) -> None:
        key = document_key(lemma(token)) or "document"
        marks = _with_signers(token, set(marks_of(token)))
        parties, kinds = _split(marks)
        if not marks:
            if _is_singular(token) and _is_new(token):
                self._brought_in.setdefault(key, sentence)
            return
        for chain in self._chains:
            if chain.key == key and chain.kinds == kinds and _nested(chain.parties, parties):
                chain.parties |= parties
                chain.sentences.append(sentence)
                chain.nouns.add(lemma(token))
                return
        self._chains.append(_Chain(key=key, parties=parties, kinds=kinds, sentences=[sentence], nouns={lemma(token)}))

    def resolve(self, token: "Token", sentence: int) -> Participant:
        """The document that a noun means: its own marks with those of its chain, or inherited ones for a bare noun."""
        written = participant(token)
        own = _with_signers(token, set(written.marks))
        parties, kinds = _split(own)
        if own:
            fitting = [
                c for c in self._chains
                if c.kinds == kinds and _nested(c.parties, parties) and c.key in (written.key, "document")
            ]  # fmt: skip
            chain = max(fitting, key=lambda c: len(c.sentences), default=None)
            marks = chain.marks if chain is not None else tuple(sorted(own))
            return _with(written, key=written.key, marks=marks, inherited=False)
        about = _subject_matter(token)
        if about is not None:
            # The law that ratifies the treaty with Iran is told apart by that treaty.
            return _with(written, key=written.key, marks=self.resolve(about, sentence).marks, inherited=False)
        if _is_new(token):
            return written
        return self._bare(written, sentence, lemma(token))

    def bare(self, sentence: int) -> Participant | None:
        """The document that "it" or a bare "signing" means; None if the article names none."""
        chain = self._chain_for(sentence, key="document", noun="")
        if chain is None:
            return None
        return Participant(
            text=chain.key, key=chain.key, kind=ParticipantKind.DOCUMENT, marks=chain.marks, inherited=True
        )

    def _bare(self, written: Participant, sentence: int, noun: str) -> Participant:
        chain = self._chain_for(sentence, key=written.key, noun=noun)
        if chain is None:
            return written
        key = chain.key if written.key == "document" else written.key
        return _with(written, key=key, marks=chain.marks, inherited=True)

    def _chain_for(self, sentence: int, *, key: str, noun: str) -> _Chain | None:
        """The article's main document, unless the same noun has just named another one."""
        fitting = [c for c in self._chains if key in (c.key, "document") and not self._comes_later(c, sentence)]
        main = max(fitting, key=lambda c: len(c.sentences), default=None)
        just_named = [c for c in fitting if noun in c.nouns and any(0 < sentence - s <= _NEAR for s in c.sentences)]
        if main is None or main in just_named or noun in main.nouns or not just_named:
            return main
        return just_named[-1]

    def _comes_later(self, chain: _Chain, sentence: int) -> bool:
        """Whether a document is named only after another one of its class was brought in, and after this sentence."""
        brought_in = self._brought_in.get(chain.key)
        return brought_in is not None and bool(chain.sentences) and brought_in <= sentence < chain.sentences[0]


def _subject_matter(token: "Token") -> "Token | None":
    """The document that a law or bill is about, named below it: "the law on the ratification of the treaty"."""
    if document_key(lemma(token)) not in _ACTS:
        return None
    below = (each for each in token.subtree if each.i > token.i and is_document(each))
    return next((each for each in below if document_key(lemma(each)) not in ("", *_ACTS)), None)


def _with(written: Participant, *, key: str, marks: tuple[str, ...], inherited: bool) -> Participant:
    return Participant(text=written.text, key=key, kind=written.kind, marks=marks, inherited=inherited)


def _with_signers(token: "Token", marks: set[str]) -> set[str]:
    """Marks as written; with the states that make the document, where none is written beside it."""
    return marks if _split(marks)[0] else marks | _signers(token)


def _split(marks: Iterable[str]) -> tuple[set[str], frozenset[str]]:
    parties = {mark for mark in marks if known_name(mark) is not None}
    return parties, frozenset(mark for mark in marks if mark not in parties)


def _nested(a: set[str], b: set[str]) -> bool:
    return a <= b or b <= a


def _is_singular(token: "Token") -> bool:
    return token.tag_ in ("NN", "NNP")


def _is_new(token: "Token") -> bool:
    """Whether the noun brings in another document: a treaty, another accord, treaties."""
    determiner = child(token, "det")
    if any(child(clause, "nsubj") is not None and _makes(clause) for clause in children(token, "relcl", "acl")):
        return True  # the treaty that somebody signed: told apart by who signed it
    return (determiner is not None and determiner.lower_ in _INDEFINITE) or token.tag_ in ("NNS", "NNPS")


def _signers(token: "Token") -> set[str]:
    """States that sign or agree it, where the phrase itself names no party: Russia and Iran signed a treaty."""
    verb = _clause_of(token)
    if verb is None:
        return set()
    # "A document was signed by Russia and North Korea": who signs stands after "by".
    by = next((noun for c in children(verb, "agent") for noun in children(c, "pobj")), None)
    subject = by if child(verb, "nsubjpass") is not None else subject_of(verb)
    # "Signed a treaty of a similar kind with Kim": the parser may hang the partner on any noun of the phrase.
    withs = [*children(verb, "prep"), *(each for each in token.subtree if each.dep_ == "prep" and each.i > token.i)]
    partners = [p for c in withs if c.lower_ == "with" for p in children(c, "pobj")]
    parties = [party for noun in (subject, *partners) if noun is not None for party in conjuncts(noun)]
    states: set[str] = set()
    for party in parties:
        who = participant(party)
        states.add(who.key if who.kind is ParticipantKind.STATE else state_beside(party))
    states.discard("")
    # One side alone (Putin signed a treaty) tells nothing apart; a partner that is named does.
    return states if len(states) > 1 or partners else set()


def _clause_of(token: "Token") -> "Token | None":
    """The verb by which parties make the document: they signed it; the treaty that they signed; their treaty."""
    for clause in children(token, "relcl", "acl"):
        if child(clause, "nsubj") is not None and _makes(clause):
            return clause
    if token.dep_ == "nsubjpass" and lemma(token.head) in _JOINT:
        return token.head
    above = token.head if token.dep_ == "dobj" else token.head.head
    if token.dep_ in ("dobj", "pobj") and above.pos_ == "VERB" and lemma(above) in _JOINT:
        return above
    if token.dep_ == "nsubjpass" and token.head.pos_ == "VERB" and lemma(token.head) in _JOINT and _is_new(token):
        return token.head
    owner = child(token, "poss")
    if owner is not None and owner.lower_ == "their":
        verb = token.head
        while verb.pos_ not in ("VERB", "AUX") and verb.dep_ != "ROOT":
            verb = verb.head
        return verb if verb.pos_ in ("VERB", "AUX") else None
    return None


def _makes(clause: "Token") -> bool:
    """Whether a relative clause tells of making the document: signed, are about to sign."""
    below = [clause, *children(clause, "xcomp"), *(x for c in children(clause, "acomp") for x in children(c, "xcomp"))]
    return any(lemma(verb) in _JOINT for verb in below)


#: Documents by which a state makes another one law.
_ACTS = ("law", "bill")
_JOINT = frozenset({"sign", "conclude", "agree", "ink", "reach", "ratify", "initial", "negotiate", "put"})
