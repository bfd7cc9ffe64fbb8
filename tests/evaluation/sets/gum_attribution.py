"""`gum_attribution`: clauses that say whose words or thoughts the next clause is, in news and interviews.

Ours are the verbs of speech (`is_speech`, and those above any predicate, `speech_verbs`) with all that hangs on them
but the content, and "according to ...". A clause is found when at least half of its words, and of ours, are shared.
News is the figure that counts. Credits of pictures and of other articles are labelled too.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from tests.evaluation.data import Item, items
from tests.evaluation.reading import lexicon, parse, words
from tests.evaluation.scoring import OURS, Measure, Miss, Scored, Tally, f1
from tests.evaluation.spans import pairs
from tracker.claims.attribution import is_speech, speech_verbs
from tracker.claims.parse import lemma
from tracker.claims.predicates import find_frames

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Clause = tuple[frozenset[int], frozenset[int]]
PLAIN = frozenset({"say", "tell", "announce", "report", "think", "believe", "claim", "state", "know", "add"})
MEASURES = (
    Measure(name="news: source clause F1", value=f1("news-hit", "news-false", "news-missed"), goal=0.88),
    Measure(name="interviews: source clause F1", value=f1("talk-hit", "talk-false", "talk-missed"), held=False),
    Measure(name="news: content words F1, of those found", value=f1("c-hit", "c-false", "c-missed"), held=False),
)


def score(folder: Path, *, everything: bool = False) -> Scored:
    """Score all documents."""
    tally = Tally()
    misses: list[Miss] = []
    count = 0
    for item in items(folder):
        group = "news" if item["genre"] == "news" else "talk"
        count += len(item["attributions"])
        gold = [(_gold(item, a["source_spans"]), _gold(item, a["content_spans"]), a) for a in item["attributions"]]
        for system, ours in ((OURS, _ours(item["text"], plain=False)), ("say-verbs", _ours(item["text"], plain=True))):
            found = pairs(gold, ours, lambda a, b: _alike(a[0], b[0]))
            matched = {id(a) for a, _ in found}
            for each in gold:
                tally.add(item["id"], f"{group}-hit" if id(each) in matched else f"{group}-missed", system=system)
            false = [b for b in ours if all(b is not c for _, c in found)]
            tally.add(item["id"], f"{group}-false", len(false), system=system)
            if group == "news":
                for a, b in found:
                    tally.add(item["id"], "c-hit", len(a[1] & b[1]), system=system)
                    tally.add(item["id"], "c-false", len(b[1] - a[1]), system=system)
                    tally.add(item["id"], "c-missed", len(a[1] - b[1]), system=system)
            if system == OURS:
                misses += _misses(item, gold, matched, false)
    return Scored(items=count, figures=tally.figures(MEASURES), misses=tuple(misses))


def _gold(item: Item, spans: list[list[int]]) -> frozenset[int]:
    """The places of the words of some spans, by where they begin."""
    found: set[int] = set()
    at = 0
    for line in item["text"].split("\n"):
        found |= {at + i for i, _, _ in words(line) if any(start <= at + i < end for start, end in spans)}
        at += len(line) + 1
    return frozenset(found)


def _alike(gold: frozenset[int], ours: frozenset[int]) -> bool:
    both = len(gold & ours)
    return both > 0 and 2 * both >= len(gold) and 2 * both >= len(ours)


def _ours(text: str, *, plain: bool) -> list[Clause]:
    """Source clauses and what they introduce, as places of words."""
    found: list[Clause] = []
    at = 0
    for line in text.split("\n"):
        for sentence in parse(line).sents:
            sources = _by_words(sentence) if plain else _by_rules(sentence)
            found += [
                (frozenset(at + i for i in source), frozenset(at + i for i in content)) for source, content in sources
            ]
        at += len(line) + 1
    return found


def _by_rules(sentence: "Span") -> list[tuple[set[int], set[int]]]:
    content: dict[int, list[Token]] = {}
    verbs: dict[int, Token] = {}
    for frame in find_frames(sentence, lexicon()):
        for verb in speech_verbs(frame.head, lexicon())[:1]:
            verbs[verb.i] = verb
            content.setdefault(verb.i, []).append(frame.head)
    for verb in sentence:
        if verb.pos_ == "VERB" and is_speech(verb, lexicon()):
            verbs.setdefault(verb.i, verb)
    found = [_split(verb, content.get(i, [])) for i, verb in sorted(verbs.items())]
    for word in sentence:
        if word.lower_ == "according":
            said = {t.idx for t in word.subtree if not t.is_punct}
            found.append((said, {t.idx for t in sentence if not t.is_punct} - said))
    return found


def _split(verb: "Token", heads: "list[Token]") -> tuple[set[int], set[int]]:
    """The words of the clause of a verb of speech, and of what it introduces."""
    inner = [
        c
        for c in verb.children
        if c.dep_ in ("ccomp", "parataxis") or any(c == head or c.is_ancestor(head) for head in heads)
    ]
    if inner or not heads:
        content = {t.idx for c in inner for t in c.subtree if not t.is_punct}
        other = {
            t.idx for c in verb.children if c not in inner and c.dep_ in ("conj", "advcl", "relcl") for t in c.subtree
        }
        clause = {t.idx for t in verb.subtree if not t.is_punct} - content - other
        return clause | {verb.idx}, content
    clause = {t.idx for t in verb.subtree if not t.is_punct}
    content = {t.idx for head in heads for t in head.subtree if not t.is_punct} - clause
    return clause, content


def _by_words(sentence: "Span") -> list[tuple[set[int], set[int]]]:
    """Every common verb of saying or thinking with its subject."""
    found = []
    for verb in sentence:
        if verb.pos_ == "VERB" and lemma(verb) in PLAIN:
            subject = [t.idx for c in verb.lefts if c.dep_ == "nsubj" for t in c.subtree]
            said = [t.idx for c in verb.children if c.dep_ == "ccomp" for t in c.subtree]
            found.append(({verb.idx, *subject}, set(said)))
    return found


def _misses(
    item: Item, gold: list[tuple[frozenset[int], frozenset[int], Item]], matched: set[int], false: list[Clause]
) -> list[Miss]:
    text, name = item["text"], f"{item['id']} ({item['genre']})"
    lost = [
        Miss(
            item=name,
            text=f"[[{each[2]['source_text']}]] {each[2]['content_text']}"[:300],
            gold=f"source clause ({each[2]['polarity']})",
            ours="not found",
            rule="-",
        )
        for each in gold
        if id(each) not in matched
    ]
    wrong = []
    for source, _ in false:
        start, end = min(source), max(source)
        shown = text[max(0, start - 80) : end + 80].replace("\n", " / ")
        wrong.append(Miss(item=name, text=shown, gold="none", ours=text[start : end + 10], rule="speech verb"))
    return [*lost, *wrong]
