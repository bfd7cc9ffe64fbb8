"""Which words say whose words or thoughts others are: *said* that, the *claim* that, *sure* that, *as* X put it.

Only the sentence is looked at; who "he" is, and which outlet carries it, is for others to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.claims.kept import kept
from tracker.claims.names import load_names
from tracker.claims.parse import child, children, lemma, with_particle
from tracker.claims.speakers import adjective_holder, noun_owner, speaker_of
from tracker.claims.tables import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CLAUSE = frozenset({"ccomp", "parataxis"})
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_OPENING = frozenset({"that", "whether", "if", "who", "what", "when", "where", "why", "how"})
_OPENS = ("mark", "advmod", "dobj", "nsubj", "attr")
#: What parts the speaker from the rest of a headline.
HEADLINE_MARKS = (":", "–", "—", "-")
#: With a bare clause these only perceive: saw prices *reach* a peak.
_PERCEIVED = frozenset({"see", "hear", "feel", "notice"})
_QUOTE = '"'
#: With a gerund these tell of it: reported *losing* millions, denied *taking* bribes.
_OF_DOING = frozenset({"report", "deny", "admit", "confess", "recall", "acknowledge", "mention", "suggest"})
_LONGEST_CREDIT = 6
#: What a headline credits with what it tells.
_REPORTS = frozenset(
    {"report", "study", "survey", "poll", "source", "police", "expert", "witness", "prosecutor", "medium"}
)
#: Verbs with an object who is told.
_ADDRESSING = frozenset(
    ["tell", "inform", "remind", "assure", "reassure", "notify", "ask", "warn", "advise", "promise", "show", "caution"]
)
_PREPOSITIONS = frozenset({"in", "with", "by", "through", "at", "during", "on"})
_TOLD_OF = frozenset({"of", "about", "for", "against"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A word that introduces what somebody says or thinks."""

    #: The verb, noun or adjective that introduces it.
    cue: "Token"
    #: The noun or pronoun that names who says it, where the sentence does.
    speaker: "Token | None"
    #: The heads of what is said: the verbs of its clauses, or the noun that is told.
    content: "tuple[Token, ...]"
    #: Whether what is said is a clause, and no noun alone: said *that it closed*, not announced *its closure*.
    clause: bool


@kept
def sayings(sentence: "Span", lexicon: Lexicon) -> tuple[Saying, ...]:
    """All words of a sentence that introduce what somebody says or thinks, in text order."""
    found: list[Saying] = []
    for token in sentence:
        if token.pos_ in ("VERB", "AUX"):
            saying = _by_verb(token, lexicon)
        elif token.pos_ in ("NOUN", "PROPN"):
            saying = _by_noun(token, lexicon)
        else:
            saying = _by_adjective(token, lexicon) if token.pos_ == "ADJ" else None
        if saying is not None:
            found.append(saying)
    return (*found, *_headline(sentence, lexicon))


def _headline(sentence: "Span", lexicon: Lexicon) -> Iterator[Saying]:
    """Who a headline's colon credits, before or after it: *Minister*: talks to resume. Talks to resume: *officials*."""
    colons = [t for t in sentence if t.text in HEADLINE_MARKS and t.i > sentence.start]
    if not colons or (colons[0].text != ":" and len(colons) > 1):
        return
    colon = colons[0]
    before, after = sentence[: colon.i - sentence.start], sentence[colon.i + 1 - sentence.start :]
    for credit, told in ((before, after), (after, before)):
        if not told or not 0 < len(credit) <= _LONGEST_CREDIT or any(t.pos_ in ("VERB", "AUX") for t in credit):
            continue
        speaker = next((t for t in reversed(credit) if t.pos_ in ("NOUN", "PROPN")), None)
        if speaker is None or (credit is before and colon.text != ":") or not _is_credited(speaker, credit, lexicon):
            continue
        heads = tuple(t for t in told if t.dep_ == "ROOT" or t.head.i <= colon.i or t.head.i >= sentence.end)
        inner = heads if credit is before else tuple(t for t in told if t.dep_ == "ROOT")
        yield Saying(cue=colon, speaker=speaker, content=inner or (told[0],), clause=True)
        return


def _is_credited(speaker: "Token", credit: "Span", lexicon: Lexicon) -> bool:
    """Whether a short phrase names who says something, and no topic: *Italian police*, not *Ukraine war*."""
    names = load_names()
    word = lemma(speaker)
    alone = all(t.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "PUNCT") for t in credit)
    if not alone or any(t.text in (_QUOTE, "(") for t in (*credit, *speaker.sent[: credit.start - speaker.sent.start])):
        return False
    if word in names.titles or word in names.anonymous or word in names.body_nouns or word in _REPORTS:
        return True
    return speaker.ent_type_ == "PERSON" and any(t.text in (_QUOTE, "'") for t in speaker.sent)


def sayings_above(predicate: "Token", lexicon: Lexicon) -> Iterator[Saying]:
    """The sayings in whose content a predicate stands, the nearest first."""
    by_content: dict[int, list[Saying]] = {}
    for saying in sayings(predicate.sent, lexicon):
        for head in saying.content:
            by_content.setdefault(head.i, []).append(saying)
    if not by_content:
        return
    token, given = predicate, set()
    while True:
        for saying in by_content.get(token.i, ()):
            if saying.cue.i not in given and saying.cue != predicate:
                given.add(saying.cue.i)
                yield saying
        if token.dep_ == "ROOT":
            return
        token = token.head


def speaks(verb: "Token", lexicon: Lexicon) -> bool:
    """Whether a verb says, or denies, by itself."""
    return lexicon.cue("speech.say", lemma(verb), with_particle(verb)) or lexicon.cue("speech.deny", lemma(verb))


def is_finite(clause: "Token") -> bool:
    """Whether a clause tells or asks with a tense of its own: saw *that he left*, not saw *him leave*."""
    if any(c.dep_ in _OPENS and c.lower_ in _OPENING for c in clause.children):
        return True
    if clause.head.lemma_ in _PERCEIVED and child(clause, "aux", "auxpass") is None and clause.tag_ != "VBD":
        return False
    return any(t.tag_ in _FINITE for t in (clause, *children(clause, "aux", "auxpass")))


def is_afterthought(verb: "Token") -> bool:
    """Whether the parser joined a "…, Jalali, wrote" to the clause before it, without an and and without a subject."""
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or child(verb, "nsubj") is not None or verb.i < 1:
        return False
    joined = any(c.i > verb.head.i and c.i < verb.i for c in children(verb.head, "cc"))
    return not joined and verb.doc[verb.i - 1].text == ","


def _by_verb(verb: "Token", lexicon: Lexicon) -> Saying | None:
    if verb.tag_ == "VBN" and child(verb, "auxpass") is not None and lexicon.cue("speech.adjectives", verb.lower_):
        # Are concerned that: a state of mind, nobody else's doing.
        afraid = [c for c in children(verb, "ccomp") if is_finite(c)]
        return (
            Saying(cue=verb, speaker=child(verb, "nsubjpass"), content=tuple(afraid), clause=True) if afraid else None
        )
    subjects = children(verb, "nsubj")
    if len(subjects) > 1 and subjects[0].i < verb.i < subjects[1].i and speaks(verb, lexicon):
        # A headline without a verb of its own: Papers found in street, *say* police.
        return Saying(cue=verb, speaker=subjects[1], content=(subjects[0],), clause=True)
    clauses = _clauses(verb, lexicon)
    if clauses:
        told = any(clause.dep_ != "xcomp" or _quotes(verb, clause) for clause in clauses)
        return Saying(cue=verb, speaker=speaker_of(verb), content=tuple(clauses), clause=told)
    things = _things(verb, lexicon)
    if things:
        return Saying(cue=verb, speaker=speaker_of(verb), content=tuple(things), clause=False)
    return None


def _clauses(verb: "Token", lexicon: Lexicon) -> "list[Token]":
    """The heads of the clauses that a verb introduces, of whichever kind of verb it is."""
    says = speaks(verb, lexicon)
    if not says and not lexicon.cue("speech.think", lemma(verb)) and not lexicon.cue("speech.quote", lemma(verb)):
        return _cited(verb) if lexicon.cue("speech.cite", lemma(verb)) else []
    found = [c for c in verb.children if c.dep_ in _CLAUSE and _is_content(c, verb, lexicon)]
    if not says:
        thinks = lexicon.cue("speech.think", lemma(verb)) and not _asks_itself(verb)
        found = [c for c in found if (thinks and is_finite(c)) or _quotes(verb, c)]
    if says:
        found += [c for c in children(verb, "xcomp") if c.tag_ != "VBG" or lemma(verb) in _OF_DOING]
        found += [clause for noun in _media(verb) for clause in _noun_clauses(noun)]
    found += _small_subject(verb, found) + _beside(verb, found, says=says)
    if lexicon.cue("speech.cite", lemma(verb)):
        found += _cited(verb)
    return found


def _is_content(clause: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """Whether a clause below a verb is what it says: no second verb of speech, no participle of who speaks."""
    marked = any(c.dep_ == "mark" for c in clause.children)
    if not marked and any(verb.i < c.i < clause.left_edge.i for c in children(verb, "cc")):
        return False  # noticed the boat, *and* a ship was sent
    if clause.dep_ == "parataxis" and speaks(clause, lexicon) and child(clause, "nsubj") is not None:
        return False
    subject = child(clause, "nsubj")
    inverted = clause.tag_ == "VBG" and subject is not None and subject.i > verb.i and child(clause, "aux") is None
    return not (inverted and child(verb, "nsubj") is None)


def _asks_itself(verb: "Token") -> bool:
    """Whether nobody thinks it yet: *to determine* whether, the taxes *requested* … are."""
    if verb.tag_ == "VB":
        question = any(c.lower_ in ("whether", "if") for clause in children(verb, "ccomp") for c in clause.children)
        return question and not any(c.tag_ in _FINITE or c.lower_ == "do" for c in children(verb, "aux"))
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def _small_subject(verb: "Token", clauses: "list[Token]") -> "list[Token]":
    """What the parser takes for an object and is the subject of what is thought: believed *the move* had helped.

    A "that" below an object is another slip: observed that the *date* … coincided.
    """
    direct = child(verb, "dobj")
    if direct is None or (not clauses and not any(c.dep_ == "mark" and c.lower_ == "that" for c in direct.children)):
        return []
    bare = not clauses or any(c.i > direct.i and child(c, "nsubj", "nsubjpass", "mark") is None for c in clauses)
    return [direct] if bare and lemma(verb) not in _ADDRESSING else []


def _beside(verb: "Token", inner: "list[Token]", *, says: bool) -> "list[Token]":
    """What a verb says that stands above or before it: "it closed, he said"; "as he put it, it is closed"."""
    if verb.dep_ == "parataxis" and child(verb, "nsubj") is not None:
        return [] if inner and verb.head.pos_ in ("NOUN", "PROPN") else [verb.head]
    if says and is_afterthought(verb):
        return [verb.head]
    as_ = verb.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in verb.children)
    if as_ and child(verb, "nsubj", "nsubjpass") is not None and child(verb, "ccomp") is None:
        return [verb.head]
    return [] if inner or not says else _fragment(verb)


def _fragment(verb: "Token") -> "list[Token]":
    """A quotation that the parser has not taken for a clause: wrote, "Nice *work*"; or that ended before the verb."""
    for token in verb.rights:
        marks = [t for t in verb.doc[verb.i : token.i] if t.text == _QUOTE]
        if len(marks) % 2 == 1 and token.dep_ not in ("punct", "conj"):
            return [token]
    subject = child(verb, "nsubj")
    first = min(verb.i, subject.left_edge.i) if subject is not None else verb.i
    before = verb.doc[max(0, first - 2) : first]
    if subject is not None and before and any(t.text == _QUOTE for t in before) and first > verb.sent.start + 2:
        return [verb.doc[max(verb.sent.start, before.start - 1)]]
    return []


def _quotes(verb: "Token", clause: "Token") -> bool:
    """Whether a quotation mark stands between a verb and the clause: "We are ready", she *continued*."""
    low, high = sorted((verb.i, clause.i))
    return any(t.text == _QUOTE for t in verb.doc[low:high])


def _cited(verb: "Token") -> "list[Token]":
    """What somebody is cited as: cited him as *saying* it."""
    return [p for c in children(verb, "prep") if c.lower_ == "as" for p in children(c, "pcomp")]


def _media(verb: "Token") -> "list[Token]":
    """The nouns in or by which a verb of speech is said: in an internal *memo*."""
    return [n for c in children(verb, "prep") if c.lower_ in _PREPOSITIONS for n in children(c, "pobj")]


def _noun_clauses(noun: "Token") -> "list[Token]":
    """The finite that-clauses of a noun which aren't about the noun: the claim *that it closed*."""
    return [
        c
        for c in children(noun, "acl", "relcl", "ccomp")
        if any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)
        and child(c, "nsubj", "nsubjpass", "expl") is not None
    ]


def _things(verb: "Token", lexicon: Lexicon) -> "list[Token]":
    """The nouns that a verb tells: announced job *cuts*, called for a *rerun*, was told of the *decision*."""
    if not lexicon.cue("speech.told", lemma(verb)):
        return []
    direct = children(verb, "dobj", "nsubjpass") if child(verb, "auxpass") is not None else children(verb, "dobj")
    of = [c for c in children(verb, "prep") if c.lower_ in _TOLD_OF]
    if not lexicon.cue("speech.told_of", lemma(verb)):
        return direct
    return [n for c in of for n in children(c, "pobj")]


def _by_noun(noun: "Token", lexicon: Lexicon) -> Saying | None:
    """A noun of speech or thought with its clause, unless a verb of speech stands over it and has it as its own."""
    if not lexicon.cue("speech.nouns", lemma(noun)):
        return None
    clauses = _noun_clauses(noun)
    head = noun.head if noun.dep_ == "dobj" else noun.head.head
    if not clauses or (noun.dep_ == "pobj" and speaks(head, lexicon)):
        return None
    return Saying(cue=noun, speaker=noun_owner(noun), content=tuple(clauses), clause=True)


def _by_adjective(adjective: "Token", lexicon: Lexicon) -> Saying | None:
    """Sure, afraid or aware that; the adjective after be, become, remain."""
    if not lexicon.cue("speech.adjectives", lemma(adjective)) or adjective.dep_ not in ("acomp", "attr", "oprd"):
        return None
    below = [*children(adjective, "ccomp"), *(c for c in children(adjective.head, "ccomp") if c.i > adjective.i)]
    clauses = [c for c in below if is_finite(c)]
    holder = adjective_holder(adjective)
    if not clauses or holder is None:
        return None
    return Saying(cue=adjective, speaker=holder, content=tuple(clauses), clause=True)
