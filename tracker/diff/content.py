"""Words for things, deeds and qualities that only one side names, beyond style and synonyms."""

from collections.abc import Sequence

from tracker.diff.aligned import Aligned
from tracker.diff.style import FUNCTION, PRONOUNS, is_style
from tracker.diff.synonyms import are_synonyms
from tracker.diff.words import Word, is_spelling, words_of
from tracker.model import ChangeKind


def compare_content(aligned: Aligned) -> None:
    """Another thing in the place of one, one more, one less."""
    _drop_known(aligned)
    _drop_references(aligned)
    gone = [i for i in aligned.gone if _is_hard(aligned.before[i])]
    come = [i for i in aligned.come if _is_hard(aligned.after[i])]
    if gone and come:
        aligned.tell(ChangeKind.PARTY, "edit.content", before=gone[:1], after=come[:1])
    elif come:
        aligned.tell(ChangeKind.NEW_CLAIM, "edit.content_added", after=come[:1])
    elif gone:
        aligned.tell(ChangeKind.DROPPED, "edit.content_dropped", before=gone[:1])


def names_other(before: str, after: str) -> bool:
    """Whether two phrases without a name are of two things: neither tells the other more exactly, nor by a synonym."""
    sides = [[word for word in words_of(text) if _is_hard(word)] for text in (before, after)]
    if not all(sides):
        return False  # a phrase of style alone: how many, the other
    old, new = ({word.family for word in side} for side in sides)
    return not (old <= new or new <= old or _is_twin(sides[0][-1], sides[1][-1]))


def _is_hard(word: Word) -> bool:
    return len(word.plain) > 2 and not word.is_number and not is_style(word.plain, word.family)


def _drop_known(aligned: Aligned) -> None:
    """Without words that the other side has elsewhere, spells otherwise, or says by a synonym."""
    families = {w.family for w in aligned.before}, {w.family for w in aligned.after}
    gone = [i for i in aligned.gone if aligned.before[i].family not in families[1]]
    come = [i for i in aligned.come if aligned.after[i].family not in families[0]]
    twins_b = {i for i in gone if any(_is_twin(aligned.before[i], aligned.after[j]) for j in aligned.come)}
    twins_a = {j for j in come if any(_is_twin(aligned.before[i], aligned.after[j]) for i in aligned.gone)}
    aligned.gone = [i for i in gone if i not in twins_b]
    aligned.come = [j for j in come if j not in twins_a]


def _is_twin(a: Word, b: Word) -> bool:
    return are_synonyms(a.family, b.family) or is_spelling(a, b)


def _drop_references(aligned: Aligned) -> None:
    """Without a phrase that stands where the other side has only a pronoun."""
    for block in aligned.blocks:
        before = [aligned.before[i].plain for i in block.before]
        after = [aligned.after[i].plain for i in block.after]
        if _refers(before) or _refers(after):
            aligned.explain(block.before, block.after)


def _refers(words: Sequence[str]) -> bool:
    return any(word in PRONOUNS for word in words) and all(word in FUNCTION for word in words)
