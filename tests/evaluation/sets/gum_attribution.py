"""`gum_attribution`: clauses that say whose words or thoughts the next clause is, in news and interviews.

Ours are the words that introduce what is said (`sayings`, those with a clause for it) with all that hangs on them but
the content, and "according to ...". A clause is found when at least half of its words, and of ours, are shared.
News is the figure that counts. Credits of pictures and of other articles are labelled too.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.evaluation.data import Item, items
from tests.evaluation.reading import lexicon, parse, words
from tests.evaluation.scoring import OURS, Measure, Miss, Scored, Tally, f1
from tests.evaluation.spans import pairs
from tracker.claims.parse import lemma
from tracker.claims.reading import Saying
from tracker.claims.speech.attribution import source_of_phrase, whom_it_quotes
from tracker.claims.speech.credits import find_credits
from tracker.claims.speech.words import sayings

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

Clause = tuple[frozenset[int], frozenset[int]]
_DATE_LINE = re.compile(r"\s*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]+ \d{1,2}, \d{4}\s*")
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
        for system, ours in (
            (OURS, _ours(item["text"], item["title"], plain=False)),
            ("say-verbs", _ours(item["text"], item["title"], plain=True)),
        ):
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


def _lines(text: str, title: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with where they begin; its headline and date stand apart, as a page has them."""
    at = 0
    for line in text.split("\n"):
        head = len(title) if at == 0 and title and line.startswith(title) else 0
        date = _DATE_LINE.match(line, head)
        for start, end in ((0, head), (head, date.end() if date else head), (date.end() if date else head, len(line))):
            if line[start:end].strip():
                yield at + start, line[start:end]
        at += len(line) + 1


def _ours(text: str, title: str, *, plain: bool) -> list[Clause]:
    """Source clauses and what they introduce, as places of words."""
    found: list[Clause] = []
    for at, line in _lines(text, title):
        doc = parse(line)
        sources = [each for sentence in doc.sents for each in (_by_words if plain else _by_rules)(sentence)]
        sources += [] if plain else _by_credits(doc)
        found += [
            (frozenset(at + i for i in source), frozenset(at + i for i in content)) for source, content in sources
        ]
    return found


def _by_credits(doc: "Doc") -> list[tuple[set[int], set[int]]]:
    """The credits of a line, each for the sentence before it."""
    found = []
    for credit in find_credits(doc.text):
        words_of = {t.idx for t in doc if credit.start <= t.idx < credit.end and not t.is_punct}
        before = [s for s in doc.sents if s.start_char < credit.start]
        content = {t.idx for t in before[-1] if t.idx < credit.start and not t.is_punct} if before else set()
        found.append((words_of, content))
    return found


def _by_rules(sentence: "Span") -> list[tuple[set[int], set[int]]]:
    found = [_split(saying) for saying in sayings(sentence, lexicon()) if saying.clause]
    for word in sentence:
        if word.lower_ == "according" or source_of_phrase(word) is not None:
            said = {t.idx for t in word.subtree if not t.is_punct}
            if (quoted := whom_it_quotes(source_of_phrase(word))) is not None:
                said |= {t.idx for t in quoted.head.subtree if not t.is_punct}
            found.append((said, {t.idx for t in sentence if not t.is_punct} - said))
    return found


def _split(saying: Saying) -> tuple[set[int], set[int]]:
    """The words of the clause of a word of speech, and of what it introduces."""
    cue = saying.cue
    if cue.is_punct and saying.speaker is not None:
        # A headline's colon: who is credited stands on one side of it.
        side = [t for t in cue.sent if (t.i < cue.i) == (saying.speaker.i < cue.i) and t != cue]
        said = {t.idx for t in side if not t.is_punct}
        return said, {t.idx for t in cue.sent if not t.is_punct} - said
    verb = cue if cue.pos_ in ("VERB", "AUX") else next((a for a in cue.ancestors if a.pos_ in ("VERB", "AUX")), cue)
    if cue.pos_ == "NOUN" and cue.dep_ not in ("dobj", "pobj", "attr"):
        verb = cue
    above = [head for head in saying.content if head in verb.ancestors]
    inner = [head for head in saying.content if head not in above]
    content = {t.idx for head in inner for t in head.subtree if not t.is_punct}
    clauses = [c for c in verb.children if c.dep_ in ("conj", "advcl", "relcl", "ccomp", "parataxis")]
    other = {t.idx for c in clauses for t in c.subtree} - {verb.idx}
    clause = {t.idx for t in verb.subtree if not t.is_punct} - content - other
    content |= {t.idx for head in above for t in head.subtree if not t.is_punct} - clause
    quotes = [t.i for t in verb.sent if t.text == '"']
    if quotes and verb.i < quotes[0] <= verb.i + 2:
        # "Of the vote, he said, "…"": what stands before the speaker is no part of what is quoted after it.
        before = {t.idx for t in verb.sent[: verb.i - verb.sent.start] if not t.is_punct} & content
        clause, content = clause | before, content - before
    return clause | {cue.idx, verb.idx}, content


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
