"""What the article has told so far: who spoke, who is who, what "he", "it" and "the president" mean."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.claims.dates.calendars import Told
from tracker.claims.dates.narrative import Narrative
from tracker.claims.kept import kept
from tracker.claims.mentions.crafts import Crafts
from tracker.claims.mentions.documents import DocumentChains
from tracker.claims.mentions.entities import is_document, name_of, participant, state_beside
from tracker.claims.names import fold, known_name, load_names
from tracker.claims.parse import child, children, head_of_relative, lemma
from tracker.model import Participant, ParticipantKind

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from tracker.claims.mentions.arguments import Roles

_MALE_OR_FEMALE = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
#: A parliament without a name: the one that the article names, if it names one.
_BARE_CHAMBERS = frozenset({"house", "lower house", "upper house", "chamber", "parliament", "assembly", "legislature"})
#: Words that name who votes as a house.
HOUSES = frozenset(
    ["parliament", "senate", "congress", "assembly", "council", "chamber", "house", "board", "committee", "legislature",
     "synod", "duma", "majlis", "bundestag", "bundesrat", "knesset", "rada", "sejm", "commons", "lords", "cortes",
     "riksdag", "storting", "folketing", "althing", "diet", "commission", "tribunal"]
)  # fmt: skip
_THINGS = (ParticipantKind.STATE, ParticipantKind.BODY, ParticipantKind.DOCUMENT)
#: Roles of the nouns that a later "its" may mean.
_OWNERS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr"})
_THING = frozenset({"it", "its", "itself", "this", "that"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    """A named person with the office and state that the article gives."""

    who: Participant
    titles: frozenset[str]
    state: str


class Discourse:
    """Resolves mentions of one article, sentence after sentence, in text order."""

    def __init__(self, sentences: "Sequence[Span]") -> None:
        self._documents = DocumentChains(sentences)
        self._people = [person for sentence in sentences for person in _people(sentence)]
        #: Family names of the persons that the article introduces with an office.
        self._names = frozenset(person.who.key for person in self._people)
        self._chambers = {chamber for sentence in sentences for chamber in _chambers(sentence)}
        self._crafts = Crafts(sentences)
        #: The times that were last spoken of: what "the next day" counts from.
        self.told = Told()
        #: The time that the paragraph tells of: when what comes next was done.
        self.narrative = Narrative()
        self._sentence = 0
        self._speaker: Participant | None = None
        self._subject: Participant | None = None
        self._clause_subject: Participant | None = None
        #: Subjects of the sentence before and of this one that are no persons.
        self._last_thing: Participant | None = None
        self._next_thing: Participant | None = None
        #: The house last named before this sentence, and the last one of it.
        self._house: Token | None = None
        self._next_house: Token | None = None
        #: The event last told of, its class and participants: what "it" was, that will now take place.
        self.event: tuple[str, Roles] | None = None
        #: Key of a thing -> the class of what is planned of it.
        self.plans: dict[str, str] = {}

    def enter(self, number: int, sentence: "Span") -> None:
        """Begin the sentence of that number: pronouns in it look back from here."""
        self._sentence = number
        subject = child(sentence.root, "nsubj", "nsubjpass")
        found = self.resolve(subject) if subject is not None and subject.pos_ != "PRON" else None
        self._next_thing = found if found is not None and found.kind in _THINGS else None
        self._house, self._next_house = self._next_house or self._house, next(reversed(houses_in(sentence)), None)
        self._clause_subject = found if found is not None and found.kind is ParticipantKind.PERSON else None

    def leave(self, speaker: Participant | None) -> None:
        """End the sentence: whoever spoke in it, or was its subject, is who "he" means next."""
        if speaker is not None and speaker.kind is ParticipantKind.PERSON:
            self._speaker = speaker
        self._last_thing = self._next_thing
        if self._clause_subject is not None:
            self._subject = self._clause_subject
            self._speaker = speaker if speaker is not None else self._clause_subject

    @property
    def speaker(self) -> Participant | None:
        """Who spoke last."""
        return self._speaker

    def resolve(self, token: "Token") -> Participant | None:  # noqa: PLR0911 - one return a rule
        """What a noun or pronoun means; None for one that can't be followed."""
        if token.tag_ in ("WP", "WDT", "WP$"):
            antecedent = head_of_relative(token)
            return self.resolve(antecedent) if antecedent is not None else None
        if token.pos_ == "PRON":
            return self._pronoun(token)
        if is_document(token):
            return self._of_its_owner(self._documents.resolve(token, self._sentence), token)
        found = self._crafts.resolve(token, participant(token))
        if found.kind is ParticipantKind.PERSON:
            return self._by_office(token, found)
        if found.kind is not ParticipantKind.STATE and token.text[0].isupper() and fold(token.text) in self._names:
            return replace(found, key=fold(token.text), kind=ParticipantKind.PERSON)
        if found.kind is ParticipantKind.BODY and found.key in _BARE_CHAMBERS and len(self._chambers) == 1:
            return replace(found, key=next(iter(self._chambers)), inherited=True)
        return found

    def craft(self, token: "Token") -> Participant | None:
        """The craft that a pronoun or single name means where only a craft can be meant; None where none is."""
        if token.pos_ != "PROPN":
            return self._crafts.named_before(token)
        found = self.resolve(token) if self._crafts.is_perhaps(token) else None
        return replace(found, kind=ParticipantKind.OTHER) if found is not None and not self.knows(found) else None

    def knows(self, person: Participant) -> bool:
        """Whether the article introduces somebody of that name with an office."""
        return person.key in self._names

    @property
    def house(self) -> Participant | None:
        """The parliament, council or board that was last named before this sentence."""
        return self.resolve(self._house) if self._house is not None else None

    def state_of(self, person: Participant) -> str:
        """The state whose office the article gives somebody, "" for none."""
        return next((each.state for each in self._people if each.who.key == person.key and each.state), "")

    def document(self) -> Participant | None:
        """The document that a bare event noun ("the signing") is about here."""
        return self._documents.bare(self._sentence)

    def _of_its_owner(self, document: Participant, token: "Token") -> Participant:
        """A document marked with the state whose it is: *its* treaty with Norway."""
        owner = child(token, "poss")
        if owner is None or owner.lower_ != "its" or document.inherited:
            return document
        who = self._thing(owner)
        if who is None or who.kind is not ParticipantKind.STATE or who.key in document.marks:
            return document
        return replace(document, marks=tuple(sorted((*document.marks, who.key))))

    def _pronoun(self, token: "Token") -> Participant | None:
        if token.lower_ in _MALE_OR_FEMALE:
            inside = token.dep_ in ("poss", "dobj", "pobj") and self._clause_subject is not None
            found = self._clause_subject if inside else (self._speaker or self._subject)
            if found is None and token.dep_ == "poss":
                found = self._coming(token)
            return replace(found, text=token.text, inherited=True) if found is not None else None
        if token.lower_ in _THING:
            found = self._thing(token)
            return replace(found, text=token.text, inherited=True) if found is not None else None
        return None

    def _thing(self, token: "Token") -> Participant | None:
        """What "it" means: the last thing or state that was a subject before it; as an object, the document."""
        if token.dep_ in ("dobj", "pobj", "dative") and (document := self.document()) is not None:
            return document
        for earlier in reversed([t for t in token.sent if t.i < token.i and t.dep_ in ("nsubj", "nsubjpass")]):
            found = self.resolve(earlier) if earlier.pos_ != "PRON" else None
            if found is not None and found.kind in _THINGS:
                return found
        known = self._last_thing if self._last_thing is not None else self.document()
        return known if known is not None or token.lower_ != "its" else self._owner(token)

    def _coming(self, token: "Token") -> Participant | None:
        """Whom the main clause names after a "his" before it: in *his* letter, Smith ..."""
        after = child(token.sent.root, "nsubj", "nsubjpass")
        if after is None or after.i < token.i or after.pos_ == "PRON":
            return None
        found = self.resolve(after)
        if found is not None and found.kind is ParticipantKind.BODY and after.pos_ == "PROPN":
            return replace(found, kind=ParticipantKind.PERSON)  # bodies have no "his"
        return found if found is not None and found.kind is ParticipantKind.PERSON else None

    def _owner(self, token: "Token") -> Participant | None:
        """Whose "its" is, where nothing told before is known: the nearest single thing named before it in the
        sentence, else what the main clause is about (five years after its opening, the *museum* ...).
        """
        before = [t for t in token.sent if t.i < token.i and t.tag_ in ("NN", "NNP") and t.dep_ in _OWNERS]
        after = child(token.sent.root, "nsubj", "nsubjpass")
        candidates = [*reversed(before), *((after,) if after is not None and after.i > token.i else ())]
        for noun in candidates:
            if noun.pos_ != "PRON" and noun.ent_type_ not in ("DATE", "TIME", "PERSON") and noun != token.head:
                found = self.resolve(noun)
                if found is not None and found.kind is not ParticipantKind.PERSON:
                    return found
        return None

    def _by_office(self, token: "Token", found: Participant) -> Participant:
        """The person behind "the Iranian president", where the article names one."""
        if name_of(token) != token or token.pos_ == "PROPN" or lemma(token) not in load_names().titles:
            return found
        state = state_beside(token)
        fitting = [p for p in self._people if lemma(token) in p.titles and (not state or p.state == state)]
        if len({p.who.key for p in fitting}) != 1:
            return found
        return replace(fitting[0].who, text=found.text, inherited=True)


@kept
def _people(sentence: "Span") -> tuple[_Person, ...]:
    titles = load_names().titles
    people: list[_Person] = []
    for token in sentence:
        if token.pos_ not in ("PROPN", "NOUN"):
            continue
        offices = {lemma(c) for c in token.lefts if c.lower_ in titles} | {c.lower_ for c in token.lefts}
        named = name_of(token)
        if named != token:
            offices.add(lemma(token))
            offices.add(token.lower_)
        beside = token
        for apposition in children(token, "appos"):
            # Jane Moreau, *Norway's envoy* to Chile.
            if token.pos_ == "PROPN" and lemma(apposition) in titles:
                offices |= {lemma(apposition), *(c.lower_ for c in apposition.lefts)}
                beside = apposition
        offices &= titles
        if offices and (named != token or token.pos_ == "PROPN"):
            who = participant(token)
            if who.kind is ParticipantKind.PERSON:
                people.append(_Person(who=who, titles=frozenset(offices), state=state_beside(beside)))
    return tuple(people)


@kept
def houses_in(sentence: "Span") -> "tuple[Token, ...]":
    """The words of a sentence that name a house by itself: the *Senate*, but not *the chamber*, the house at hand."""
    return tuple(
        token
        for token in sentence
        if token.lower_ in HOUSES
        and token.pos_ in ("NOUN", "PROPN")
        and token.dep_ not in ("compound", "amod", "nmod")
        and (token.lower_ not in _BARE_CHAMBERS or token.pos_ == "PROPN" or bool(state_beside(token)))
    )


@kept
def _chambers(sentence: "Span") -> frozenset[str]:
    """Keys of the parliaments and chambers that a sentence names."""
    names = load_names()
    found = (known_name(match.group()) for match in names.pattern.finditer(sentence.text))
    return frozenset(name[0] for name in found if name is not None and name[0] in names.body_states)


def speaker_is_anonymous(token: "Token") -> bool:
    """Whether a speaker is kept nameless: intelligence sources, officials, a person familiar with the talks."""
    named = name_of(token) != token or any(c.pos_ == "PROPN" for c in children(token, "appos"))
    return token.pos_ == "NOUN" and not named and lemma(token) in load_names().anonymous
