"""Which words say whose words or thoughts others are: *said* that, the *claim* that, *sure* that, *as* X put it.

Only the sentence is looked at; who "he" is, and which outlet carries it, is for others to say.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tracker.claims.kept import kept
from tracker.claims.parse import child, children, lemma, with_particle
from tracker.claims.reading import Saying
from tracker.claims.speech.contents import (
    ADDRESSING,
    ASKING,
    FINITE,
    QUOTE,
    asks_itself,
    cited,
    fragment,
    infinitives,
    media,
    noun_clauses,
    quotes,
    things_told,
)
from tracker.claims.speech.headlines import headline
from tracker.claims.speech.speakers import adjective_holder, noun_owner, speaker_of
from tracker.claims.tables import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CLAUSE = frozenset({"ccomp", "parataxis"})
_OPENING = frozenset({"that", *ASKING})
_OPENS = ("mark", "advmod", "dobj", "nsubj", "attr")
#: With a bare clause these only perceive: saw prices *reach* a peak.
_PERCEIVED = frozenset({"see", "hear", "feel", "notice"})
#: These think only with a "that" or a question word, as they mean other things with a bare clause.
_MARKED = frozenset(
    ["hold", "figure", "judge", "accept", "submit", "rule", "resolve", "propose", "demand", "request", "establish",
     "detail", "see", "record", "read", "project", "trust", "vote", "agree", "recommend", "stipulate"]
)  # fmt: skip


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
    return (*found, *headline(sentence))


@kept
def _by_content(sentence: "Span", lexicon: Lexicon) -> Mapping[int, tuple[Saying, ...]]:
    """The sayings of a sentence by the place of each head of what they introduce."""
    found: dict[int, tuple[Saying, ...]] = {}
    for saying in sayings(sentence, lexicon):
        for head in saying.content:
            found[head.i] = (*found.get(head.i, ()), saying)
    return found


def sayings_above(predicate: "Token", lexicon: Lexicon) -> Iterator[Saying]:
    """The sayings in whose content a predicate stands, the nearest first."""
    by_content = _by_content(predicate.sent, lexicon)
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
    if lemma(clause.head) in _MARKED:
        return False
    if lemma(clause.head) in _PERCEIVED and child(clause, "aux", "auxpass") is None and clause.tag_ != "VBD":
        return False
    direct = child(clause.head, "dobj")
    if clause.tag_ == "VB" and child(clause, "aux", "nsubj") is None and direct is not None and direct.i < clause.i:
        return True  # shows prices *lose*: the parser takes their subject for an object
    return any(t.tag_ in FINITE for t in (clause, *children(clause, "aux", "auxpass")))


def is_afterthought(verb: "Token") -> bool:
    """Whether the parser joined a "…, Jalali, wrote" to the clause before it, without an and and without a subject."""
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or child(verb, "nsubj") is not None or verb.i < 1:
        return False
    joined = any(c.i > verb.head.i and c.i < verb.i for c in children(verb.head, "cc"))
    return not joined and verb.doc[verb.i - 1].text == ","


def _by_verb(verb: "Token", lexicon: Lexicon) -> Saying | None:
    if verb.tag_ == "VBN" and child(verb, "auxpass") is not None and lexicon.cue("speech.adjectives", verb.lower_):
        # Are concerned that: a state of mind, nobody else's doing.
        afraid = tuple(c for c in children(verb, "ccomp") if is_finite(c))
        return Saying(cue=verb, speaker=child(verb, "nsubjpass"), content=afraid, clause=True) if afraid else None
    subjects = children(verb, "nsubj")
    if len(subjects) > 1 and subjects[0].i < verb.i < subjects[1].i and speaks(verb, lexicon):
        # A headline without a verb of its own: Papers found in street, *say* police.
        return Saying(cue=verb, speaker=subjects[1], content=(subjects[0],), clause=True)
    clauses = _clauses(verb, lexicon)
    if clauses:
        told = any(clause.dep_ != "xcomp" or quotes(verb, clause) for clause in clauses)
        return Saying(cue=verb, speaker=speaker_of(verb), content=tuple(clauses), clause=told)
    things, speaker = things_told(verb, lexicon), speaker_of(verb)
    # "It foresees an alliance": a document tells nothing, unless somebody is said to.
    if things and (speaker is not None or child(verb, "auxpass") is not None):
        return Saying(cue=verb, speaker=speaker, content=tuple(things), clause=False)
    return None


def _clauses(verb: "Token", lexicon: Lexicon) -> "list[Token]":
    """The heads of the clauses that a verb introduces, of whichever kind of verb it is."""
    word = lemma(verb)
    cites = cited(verb) if lexicon.cue("speech.cite", word) else []
    says = speaks(verb, lexicon)
    thinks = not says and lexicon.cue("speech.think", word)
    if not (says or thinks or lexicon.cue("speech.quote", word)) or _is_idiom(verb):
        return cites
    found = [c for c in verb.children if c.dep_ in _CLAUSE and _is_content(c, verb, lexicon)]
    if any(c.i > verb.i for c in found):
        # "He used the day to talk: the president said that …": a colon ends what was told before.
        found = [c for c in found if c.i > verb.i or not any(t.text in ":;" for t in verb.doc[c.i : verb.i])]
    if not says:
        thinking = thinks and not asks_itself(verb)
        found = [c for c in found if (thinking and is_finite(c)) or quotes(verb, c)]
    else:
        found += infinitives(verb)
        found += [clause for noun in media(verb) for clause in noun_clauses(noun)]
    found += [verb.head] if _carries(verb, lexicon) else _small_subject(verb, found)
    if says or thinks or word == "put" or any(t.text == QUOTE for t in verb.sent):
        found += _beside(verb, found, says=says)
    return found + cites


def _is_idiom(verb: "Token") -> bool:
    """Whether it is a "that said," which concedes and tells of nobody's words."""
    before = verb.doc[verb.i - 1] if verb.i > verb.sent.start else None
    return verb.lower_ == "said" and before is not None and before.lower_ == "that" and before.i == verb.sent.start


def _is_content(clause: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """Whether a clause below a verb is what it says: no second verb of speech, no participle of who speaks."""
    marked = any(c.dep_ == "mark" for c in clause.children)
    joined = any(verb.i < c.i < clause.left_edge.i or clause.right_edge.i < c.i < verb.i for c in children(verb, "cc"))
    if not marked and joined:
        return False  # noticed the boat, *and* a ship was sent
    if clause.i < verb.i and not quotes(verb, clause) and any(c.lower_ == "so" and c.i < verb.i for c in verb.children):
        return False  # it is new, *so* the taxes requested
    if _carries(clause, lexicon):
        return False
    if clause.dep_ == "parataxis" and speaks(clause, lexicon) and child(clause, "nsubj") is not None:
        # "It closed, he said, *the Tribune reported*": what he said is carried; else he only stands between.
        return clause.i < verb.i and child(clause, "ccomp") is not None and child(verb, "ccomp") is None
    subject = child(clause, "nsubj")
    inverted = clause.tag_ == "VBG" and subject is not None and subject.i > verb.i and child(clause, "aux") is None
    return not (inverted and child(verb, "nsubj") is None)


def _small_subject(verb: "Token", clauses: "list[Token]") -> "list[Token]":
    """What the parser takes for an object and is the subject of what is thought: believed *the move* had helped.

    A "that" below an object is another slip: observed that the *date* … coincided.
    """
    direct = child(verb, "dobj")
    if direct is None or (not clauses and not any(c.dep_ == "mark" and c.lower_ == "that" for c in direct.children)):
        return []
    bare = not clauses or any(c.i > direct.i and child(c, "nsubj", "nsubjpass", "mark") is None for c in clauses)
    return [direct] if bare and lemma(verb) not in ADDRESSING else []


def _carries(verb: "Token", lexicon: Lexicon) -> bool:
    """Whether a verb of speech after another carries what that one says: it closed, he said, *the Tribune reported*."""
    before = verb.doc[verb.left_edge.i - 1] if verb.left_edge.i > verb.sent.start else None
    if verb.dep_ != "ccomp" or verb.i < verb.head.i or before is None or before.text != ",":
        return False
    own = child(verb, "ccomp", "dobj", "mark") is not None or child(verb, "nsubj") is None
    said = any(c.dep_ == "ccomp" and c.i < verb.head.i for c in verb.head.children)
    return said and not own and speaks(verb, lexicon)


def _beside(verb: "Token", inner: "list[Token]", *, says: bool) -> "list[Token]":
    """What a verb says that stands above or before it: "it closed, he said"; "as he put it, it is closed"."""
    if verb.dep_ == "parataxis" and child(verb, "nsubj") is not None:
        own = inner and (
            verb.head.pos_ in ("NOUN", "PROPN") or (verb.i < verb.head.i and child(verb, "ccomp") is not None)
        )
        return [] if own else [verb.head]
    if says and is_afterthought(verb):
        return [verb.head]
    as_ = verb.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in verb.children)
    told = child(verb, "nsubj", "nsubjpass") is not None and child(verb, "ccomp") is None
    if as_ and told and (says or lemma(verb) == "put"):
        return [verb.head]
    if inner or child(verb, "nsubj") is None:
        return []
    around = [c for c in children(verb, "conj") if c.tag_ in FINITE and child(c, "nsubj") is None]
    if around and child(verb, "cc") is None and any(c.dep_ == "advcl" and c.pos_ == "NOUN" for c in verb.lefts):
        return around  # the best of it, she said, *was* the end
    return fragment(verb) if says else []


def _by_noun(noun: "Token", lexicon: Lexicon) -> Saying | None:
    """A noun of speech or thought with its clause, unless a verb of speech stands over it and has it as its own."""
    if not lexicon.cue("speech.nouns", lemma(noun)):
        return None
    clauses = noun_clauses(noun)
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
