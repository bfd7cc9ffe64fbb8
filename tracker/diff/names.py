"""Names of two wordings: another, one more, one less. A spelling, an acronym, initials, a shorter form are none."""

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from tracker.diff.aligned import Aligned
from tracker.diff.style import FUNCTION, PRONOUNS, STYLE
from tracker.diff.words import Word
from tracker.model import ChangeKind

#: Likeness of two names from which they are spellings of one (rapidfuzz ratio, 0..100), as for participants.
SAME_NAME = 80.0
_ADDRESS = """
mr mrs ms miss dr sir lord lady president minister prime senator governor general colonel captain king queen prince
princess judge justice professor saint i
"""
#: Titles and forms of address: no part of a name.
_TITLES = frozenset(_ADDRESS.split())


def compare_names(aligned: Aligned) -> None:
    """Names that only one side has; a name for a pronoun says who was meant."""
    gone = [i for i in aligned.gone if is_name(aligned.before, i)]
    come = [i for i in aligned.come if is_name(aligned.after, i)]
    known_b, known_a = _known(aligned.before), _known(aligned.after)
    new_b = [i for i in gone if not _is_known(aligned.before, i, known_a, aligned.after)]
    new_a = [i for i in come if not _is_known(aligned.after, i, known_b, aligned.before)]
    for i in list(new_b):
        twin = next((j for j in new_a if _is_variant(aligned.before[i], aligned.after[j])), None)
        if twin is not None:
            new_b.remove(i)
            new_a.remove(twin)
    new_b, new_a = _without_references(aligned, new_b, new_a)
    if new_b and new_a:
        aligned.tell(ChangeKind.PARTY, "edit.name", before=_run(new_b), after=_run(new_a))
    elif new_b or new_a:
        aligned.tell(ChangeKind.PARTY, "edit.name_given", before=_run(new_b), after=_run(new_a))
    aligned.explain(gone, come)


def compare_order(aligned: Aligned) -> None:
    """Two names that have changed places around the same words: who does it, and to whom. A list told in another
    order, and "by" for the other voice, are none.
    """
    before, after = _names(aligned.before, aligned.after), _names(aligned.after, aligned.before)
    same = sorted(name for name, _ in before) == sorted(name for name, _ in after)
    if not same or _count_by(aligned.before) != _count_by(aligned.after):
        return
    places = dict(after)
    for (first, i), (second, j) in pairwise(before):
        turned = places[first] > places[second]
        if (
            turned
            and _has_deed(aligned.before[i + 1 : j])
            and _has_deed(aligned.after[places[second] + 1 : places[first]])
        ):
            aligned.tell(ChangeKind.PARTY, "edit.swapped", before=[i], after=[places[second]])
            return


def _names(words: Sequence[Word], others: Sequence[Word]) -> list[tuple[str, int]]:
    """The names in order with their places; the first word is one where it is one within the other sentence."""
    inside = {other.family for other in others[1:] if other.is_capital}
    return [
        (word.family, at)
        for at, word in enumerate(words)
        if is_name(words, at) or (at == 0 and word.is_capital and word.family in inside)
    ]


def _count_by(words: Sequence[Word]) -> int:
    return sum(word.plain == "by" for word in words)


def _has_deed(words: Sequence[Word]) -> bool:
    """Whether more than commas and conjunctions stands between two names."""
    return any(not word.is_capital and word.plain not in FUNCTION for word in words)


def is_name(words: Sequence[Word], at: int) -> bool:
    """Whether the word is written as a name; at the beginning of the sentence only before another one."""
    word = words[at]
    if not word.is_capital or word.plain in _TITLES:
        return False
    if at > 0:
        return True
    follows = len(words) > 1 and words[1].is_capital and words[1].start - word.end == 1
    return follows and word.plain not in STYLE


def _known(words: Sequence[Word]) -> set[str]:
    return {word.family for word in words}


def _is_known(words: Sequence[Word], at: int, known: set[str], others: Sequence[Word]) -> bool:
    """Whether the other side has it anyhow: the same word, its acronym, or an initial of it."""
    word = words[at]
    if word.family in known or word.plain in _TITLES:
        return True
    if word.text.isupper() and len(word.text) > 1 and _is_acronym(word.plain, others):
        return True
    if any(_is_acronym(other.plain, words) for other in others if other.text.isupper() and len(other.text) > 1):
        spelt = {other.plain for other in others if other.text.isupper() and _is_acronym(other.plain, words)}
        if any(word.plain[0] in each for each in spelt):
            return True
    if len(word.plain) == 1:
        return any(other.is_capital and other.plain.startswith(word.plain) for other in others)
    return any(len(other.plain) == 1 and other.is_capital and word.plain[0] == other.plain for other in others)


def _is_acronym(letters: str, words: Sequence[Word]) -> bool:
    """Whether the initials of consecutive capitalised words spell it."""
    initials = "".join(
        word.plain[0] if word.is_capital else " " if word.plain not in ("of", "the", "and", "for") else ""
        for word in words
    )
    return len(letters) > 1 and letters in initials


def _is_variant(a: Word, b: Word) -> bool:
    return fuzz.ratio(a.plain, b.plain) >= SAME_NAME


def _without_references(aligned: Aligned, gone: list[int], come: list[int]) -> tuple[list[int], list[int]]:
    """Without names that stand where the other side has only a pronoun."""
    for block in aligned.blocks:
        sides = {aligned.before[i].plain for i in block.before}, {aligned.after[i].plain for i in block.after}
        if sides[0] and sides[0] <= PRONOUNS:
            come = [i for i in come if i not in block.after]
        if sides[1] and sides[1] <= PRONOUNS:
            gone = [i for i in gone if i not in block.before]
    return gone, come


def _run(indices: Sequence[int]) -> list[int]:
    """The first run of adjacent words."""
    run = list(indices[:1])
    for index in indices[1:]:
        if index - run[-1] > 1:
            break
        run.append(index)
    return run
