"""Two texts, sentence by sentence and word by word (difflib), with moved sentences seen as moved.

difflib is quadratic: common beginnings and ends are cut off first, and beyond `MOST` sentences the rest is taken
as dropped and added.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from tracker.diff.facts import fact_edits
from tracker.diff.sentences import sentences
from tracker.model import Article, EditKind, SentenceEdit, TextDiff, WordEdit

#: Sentences on either side that are aligned; longer texts are live blogs, told by their ends.
MOST = 2_000
#: Likeness from which two sentences are one, reworded (rapidfuzz ratio, 0..100).
LIKE = 55.0

Span = tuple[int, int]
TURNED = {
    EditKind.EQUAL: EditKind.EQUAL,
    EditKind.ADDED: EditKind.DROPPED,
    EditKind.DROPPED: EditKind.ADDED,
    EditKind.REPLACED: EditKind.REPLACED,
    EditKind.MOVED: EditKind.MOVED,
}


def diff_articles(before: Article, after: Article) -> TextDiff:
    """The edits from one version to another, in the order of the second text.

    Aligned in a fixed order of the two, so that swapping them swaps exactly what was added and dropped.
    """
    if (before.text, before.paragraphs) <= (after.text, after.paragraphs):
        edits = _with_moves(_align(before, after))
    else:
        edits = [_turned(edit) for edit in _with_moves(_align(after, before))]
    found = tuple(_with_facts(edit) for edit in _in_order(edits))
    return TextDiff(
        sentences=found,
        title_before=before.title,
        title_after=after.title,
        title_facts=fact_edits(before.title, after.title),
    )


def _with_facts(edit: SentenceEdit) -> SentenceEdit:
    """The same edit with what it changes in substance."""
    if edit.kind is not EditKind.REPLACED or edit.span_before is None or edit.span_after is None:
        return edit
    before, after = edit.span_before[0], edit.span_after[0]
    return replace(edit, facts=fact_edits(edit.before, edit.after, start_before=before, start_after=after))


def _turned(edit: SentenceEdit) -> SentenceEdit:
    """The same edit, seen from the other side."""
    words = tuple(WordEdit(kind=TURNED[word.kind], before=word.after, after=word.before) for word in edit.words)
    kind = TURNED[edit.kind]
    return _edit(kind, edit.after, edit.before, edit.span_after, edit.span_before, words=words)


def _in_order(edits: Sequence[SentenceEdit]) -> list[SentenceEdit]:
    """In the order of the second text; what was dropped follows what it followed in the first."""
    kept = sorted((edit for edit in edits if edit.span_after is not None), key=lambda edit: edit.span_after or (0, 0))
    gone = sorted((edit for edit in edits if edit.span_after is None), key=lambda edit: edit.span_before or (0, 0))
    ordered: list[SentenceEdit] = []
    for edit in kept:
        if edit.kind is not EditKind.MOVED and edit.span_before is not None:
            ordered += [each for each in gone if each.span_before is not None and each.span_before < edit.span_before]
            gone = [each for each in gone if each.span_before is None or each.span_before > edit.span_before]
        ordered.append(edit)
    return ordered + gone


def _align(before: Article, after: Article) -> list[SentenceEdit]:
    spans_b, spans_a = sentences(before.text, before.paragraphs), sentences(after.text, after.paragraphs)
    texts_b = [before.text[start:end] for start, end in spans_b]
    texts_a = [after.text[start:end] for start, end in spans_a]
    edits: list[SentenceEdit] = []
    for tag, b1, b2, a1, a2 in _opcodes(texts_b, texts_a):
        if tag == "equal":
            edits += [
                _edit(EditKind.EQUAL, texts_b[b1 + k], texts_a[a1 + k], spans_b[b1 + k], spans_a[a1 + k])
                for k in range(b2 - b1)
            ]
        else:
            old = list(zip(texts_b[b1:b2], spans_b[b1:b2], strict=True))
            edits += _replaced(old, list(zip(texts_a[a1:a2], spans_a[a1:a2], strict=True)))
    return edits


def _opcodes(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """difflib's opcodes over the middle that differs, in indices of the whole."""
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    end_b, end_a = len(before) - tail, len(after) - tail
    codes = [("equal", 0, head, 0, head)] if head else []
    if max(end_b, end_a) - head > MOST:
        codes.append(("replace", head, end_b, head, end_a))
    else:
        matcher = SequenceMatcher(None, before[head:end_b], after[head:end_a], autojunk=False)
        codes += [(tag, b1 + head, b2 + head, a1 + head, a2 + head) for tag, b1, b2, a1, a2 in matcher.get_opcodes()]
    if tail:
        codes.append(("equal", end_b, len(before), end_a, len(after)))
    return codes


def _replaced(before: list[tuple[str, Span]], after: list[tuple[str, Span]]) -> list[SentenceEdit]:
    """Pair the sentences of a block that differ, in order; what has no partner is dropped or added."""
    partner = _partners([text for text, _ in before], [text for text, _ in after])
    edits: list[SentenceEdit] = []
    next_b = 0
    for index, (text, span) in enumerate(after):
        pair = partner.get(index)
        if pair is None:
            edits.append(_edit(EditKind.ADDED, "", text, None, span))
            continue
        edits += [_edit(EditKind.DROPPED, old, "", where, None) for old, where in before[next_b:pair]]
        old, where = before[pair]
        edits.append(_edit(EditKind.REPLACED, old, text, where, span, words=word_edits(old, text)))
        next_b = pair + 1
    edits += [_edit(EditKind.DROPPED, old, "", where, None) for old, where in before[next_b:]]
    return edits


def _partners(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Index after -> index before of the likest sentences, most alike first, never crossing."""
    if len(before) * len(after) > MOST * 20:
        return {}
    pairs = sorted(
        ((fuzz.ratio(old, new), -abs(i - j), i, j) for i, old in enumerate(before) for j, new in enumerate(after)),
        reverse=True,
    )
    chosen: dict[int, int] = {}
    for score, _, i, j in pairs:
        if score < LIKE:
            break
        free = j not in chosen and i not in chosen.values()
        if free and all((i < other_i) == (j < other_j) for other_j, other_i in chosen.items()):
            chosen[j] = i
    return chosen


def _with_moves(edits: list[SentenceEdit]) -> list[SentenceEdit]:
    """A sentence that is dropped here and added there, word for word, has moved."""
    added = Counter(edit.after for edit in edits if edit.kind is EditKind.ADDED)
    moved: dict[str, list[SentenceEdit]] = {}
    kept: list[SentenceEdit] = []
    for edit in edits:
        if edit.kind is EditKind.DROPPED and added[edit.before] > len(moved.get(edit.before, [])):
            moved.setdefault(edit.before, []).append(edit)
        else:
            kept.append(edit)
    return [_moved_or_same(edit, moved) for edit in kept]


def _moved_or_same(edit: SentenceEdit, moved: dict[str, list[SentenceEdit]]) -> SentenceEdit:
    if edit.kind is not EditKind.ADDED or not moved.get(edit.after):
        return edit
    old = moved[edit.after].pop(0)
    return _edit(EditKind.MOVED, old.before, edit.after, old.span_before, edit.span_after)


def word_edits(before: str, after: str) -> tuple[WordEdit, ...]:
    """Runs of words: joined, the `before` sides give the first sentence and the `after` sides the second."""
    words_b, words_a = re.findall(r"\s+|\w+|[^\w\s]", before), re.findall(r"\s+|\w+|[^\w\s]", after)
    kinds = {
        "equal": EditKind.EQUAL,
        "insert": EditKind.ADDED,
        "delete": EditKind.DROPPED,
        "replace": EditKind.REPLACED,
    }
    return tuple(
        WordEdit(kind=kinds[tag], before="".join(words_b[b1:b2]), after="".join(words_a[a1:a2]))
        for tag, b1, b2, a1, a2 in SequenceMatcher(None, words_b, words_a, autojunk=False).get_opcodes()
    )


def _edit(
    kind: EditKind,
    before: str,
    after: str,
    span_before: Span | None,
    span_after: Span | None,
    *,
    words: tuple[WordEdit, ...] = (),
) -> SentenceEdit:
    return SentenceEdit(
        kind=kind, before=before, after=after, span_before=span_before, span_after=span_after, words=words
    )
