"""What an edit of a sentence changes in substance, whether or not the sentence holds a claim; () for a rewording.

Each rule explains some of the words that differ; what no rule explains and is more than style is another thing named.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from tracker.diff.aligned import Aligned, align
from tracker.diff.content import compare_content
from tracker.diff.figures import Day, Figure, days_in, figures_in, is_rounded, moved_slightly
from tracker.diff.names import compare_names, compare_order
from tracker.diff.opposites import BOUNDS, CERTAINTY, NEGATIONS, OPPOSITES, QUANTIFIERS, TENSES
from tracker.diff.words import Word, is_turned
from tracker.model import ChangeKind, FactEdit

T = TypeVar("T")
_TURNED = {ChangeKind.NEW_CLAIM: ChangeKind.DROPPED, ChangeKind.DROPPED: ChangeKind.NEW_CLAIM}
_TURNED_RULES = {"edit.content_added": "edit.content_dropped", "edit.content_dropped": "edit.content_added"}


def fact_edits(before: str, after: str, *, start_before: int = 0, start_after: int = 0) -> tuple[FactEdit, ...]:
    """The facts in which two wordings of one sentence differ, in the order of the rules.

    `start_before` and `start_after` are the sentences' offsets in their texts; the spans are offsets in those.
    """
    # In a fixed order of the two, so that an edit and its undoing are seen alike.
    turned = before > after
    aligned = align(after, before) if turned else align(before, after)
    if aligned is None:
        return ()
    for rule in _HARD:
        rule(aligned)
    if aligned.is_focused():
        for rule in _SOFT:
            rule(aligned)
    found = [_turned(fact) for fact in aligned.facts] if turned else aligned.facts
    return tuple(
        replace(
            fact,
            before=before[slice(*fact.span_before)] if fact.span_before else "",
            after=after[slice(*fact.span_after)] if fact.span_after else "",
            span_before=_moved(fact.span_before, start_before),
            span_after=_moved(fact.span_after, start_after),
        )
        for fact in found
    )


def _turned(fact: FactEdit) -> FactEdit:
    """The same fact, seen from the other side."""
    return replace(
        fact,
        kind=_TURNED.get(fact.kind, fact.kind),
        rule=_TURNED_RULES.get(fact.rule, fact.rule),
        span_before=fact.span_after,
        span_after=fact.span_before,
    )


def _moved(span: tuple[int, int] | None, by: int) -> tuple[int, int] | None:
    return (span[0] + by, span[1] + by) if span is not None else None


# --- dates and figures -----------------------------------------------------------------------------------------------
def _dates(aligned: Aligned) -> None:
    gone, come = days_in(aligned.before), days_in(aligned.after)
    rest_b, rest_a = _without_equal(gone, come, lambda day: day.parts)
    for old in list(rest_b):
        new = next((day for day in rest_a if old.refines(day)), None)
        if new is not None:
            rest_b.remove(old)
            rest_a.remove(new)
            _tell_pair(aligned, ChangeKind.DATE, "edit.date_refined", old, new)
    for old, new in zip(rest_b, rest_a, strict=False):
        _tell_pair(aligned, ChangeKind.DATE, "edit.date", old, new)
    _tell_rest(aligned, ChangeKind.DATE, "edit.date", rest_b, rest_a)
    aligned.explain(_indices(gone), _indices(come))


def _figures(aligned: Aligned) -> None:
    gone = figures_in(aligned.before, days_in(aligned.before))
    come = figures_in(aligned.after, days_in(aligned.after))
    rest_b, rest_a = _without_equal(gone, come, lambda figure: (figure.value, figure.unit))
    if Counter(f.value for f in rest_b) == Counter(f.value for f in rest_a):
        _counted_otherwise(aligned, rest_b, rest_a)
    else:
        rest_b, rest_a = _without_equal(rest_b, rest_a, lambda figure: figure.value)
        for old in list(rest_b):
            new = next((figure for figure in rest_a if figure.unit == old.unit), None)
            new = new or next((figure for figure in rest_a if not {figure.unit, old.unit} & {"ordinal"}), None)
            if new is not None:
                rest_b.remove(old)
                rest_a.remove(new)
                _figure_pair(aligned, old, new)
        _tell_rest(aligned, ChangeKind.NUMBER, "edit.figure_named", rest_b, rest_a)
    aligned.explain(_indices(gone), _indices(come))


def _figure_pair(aligned: Aligned, old: Figure, new: Figure) -> None:
    if is_rounded(old, new):
        return
    same = old.unit == new.unit
    rule = "edit.figure_slight" if moved_slightly(old, new) else "edit.figure" if same else "edit.figure_other"
    _tell_pair(aligned, ChangeKind.NUMBER, rule, old, new)


def _counted_otherwise(aligned: Aligned, before: Sequence[Figure], after: Sequence[Figure]) -> None:
    """The same figures, of other units: 20 passing yards and 0 rushing yards, the other way round."""
    units = {figure.unit: figure for figure in before if figure.unit}
    for new in after:
        old = units.get(new.unit)
        if old is not None and old.value != new.value:
            _tell_pair(aligned, ChangeKind.NUMBER, "edit.figure", old, new)


def _without_equal(before: Sequence[T], after: Sequence[T], key: Callable[[T], object]) -> tuple[list[T], list[T]]:
    rest_b, rest_a = list(before), list(after)
    for old in before:
        new = next((each for each in rest_a if key(each) == key(old)), None)
        if new is not None:
            rest_b.remove(old)
            rest_a.remove(new)
    return rest_b, rest_a


def _tell_pair(aligned: Aligned, kind: ChangeKind, rule: str, old: Day | Figure, new: Day | Figure) -> None:
    aligned.tell(kind, rule, before=range(old.start, old.end), after=range(new.start, new.end))


def _tell_rest(
    aligned: Aligned, kind: ChangeKind, rule: str, before: Sequence[Day | Figure], after: Sequence[Day | Figure]
) -> None:
    """What only one side names."""
    for old in before[len(after) if rule == "edit.date" else 0 :]:
        aligned.tell(kind, f"{rule}", before=range(old.start, old.end))
    for new in after[len(before) if rule == "edit.date" else 0 :]:
        aligned.tell(kind, f"{rule}", after=range(new.start, new.end))


def _indices(parts: Sequence[Day | Figure]) -> list[int]:
    return [index for part in parts for index in range(part.start, part.end)]


# --- polarity, certainty, bounds, tense ------------------------------------------------------------------------------
def _negation(aligned: Aligned) -> None:
    gone = [i for i in aligned.gone if _denies(aligned.before, i)]
    come = [i for i in aligned.come if _denies(aligned.after, i)]
    if (len(gone) - len(come)) % 2:
        aligned.tell(ChangeKind.POLARITY, "edit.negation", before=gone[:1], after=come[:1])
    aligned.explain(gone, come)


def _denies(words: Sequence[Word], at: int) -> bool:
    if words[at].plain not in NEGATIONS:
        return False
    after = words[at + 1].plain if at + 1 < len(words) else ""
    return not (words[at].plain in ("not", "no") and after in ("only", "just", "merely", "simply", "matter", "doubt"))


def _opposites(aligned: Aligned) -> None:
    for gone, come in list(aligned.left()):
        for i in gone:
            old = aligned.before[i]
            for j in come:
                new = aligned.after[j]
                if new.family in OPPOSITES.get(old.family, ()) or is_turned(old.plain, new.plain):
                    aligned.tell(ChangeKind.POLARITY, "edit.opposite", before=[i], after=[j])
                    break


def _by_class(
    kind: ChangeKind, rule: str, table: Mapping[str, str], *, swapped_only: frozenset[str] = frozenset()
) -> Callable[[Aligned], None]:
    """A rule: words of one class stand where words of another, or none, stood."""

    def apply(aligned: Aligned) -> None:
        gone = {table[aligned.before[i].plain]: i for i in aligned.gone if aligned.before[i].plain in table}
        come = {table[aligned.after[i].plain]: i for i in aligned.come if aligned.after[i].plain in table}
        only_b, only_a = sorted(gone.keys() - come.keys()), sorted(come.keys() - gone.keys())
        if (only_b and only_a) or set(only_b + only_a) - swapped_only:
            aligned.tell(kind, rule, before=[gone[k] for k in only_b][:1], after=[come[k] for k in only_a][:1])
        elif table is TENSES:
            return  # "will" for "may" is of certainty
        aligned.explain(list(gone.values()), list(come.values()))

    return apply


def _bounds(aligned: Aligned) -> None:
    """Bounds beside a figure; elsewhere they are words of degree."""
    gone = {BOUNDS[w.plain]: i for i in aligned.gone if (w := aligned.before[i]).plain in BOUNDS}
    come = {BOUNDS[w.plain]: i for i in aligned.come if (w := aligned.after[i]).plain in BOUNDS}
    near_b = [i for name, i in gone.items() if name not in come and _by_figure(aligned.before, i)]
    near_a = [i for name, i in come.items() if name not in gone and _by_figure(aligned.after, i)]
    if near_b or near_a:
        aligned.tell(ChangeKind.NUMBER, "edit.bound", before=near_b[:1], after=near_a[:1])


def _by_figure(words: Sequence[Word], at: int) -> bool:
    return any(figure.start - 3 <= at < figure.start for figure in figures_in(words, ()))


#: What is told of any edit: figures, dates, names and opposites prove themselves.
_HARD: tuple[Callable[[Aligned], None], ...] = (_dates, _figures, _bounds, _opposites, compare_order, compare_names)
#: What is told of a focused edit alone.
_SOFT: tuple[Callable[[Aligned], None], ...] = (
    _negation,
    _by_class(ChangeKind.STATUS, "edit.tense", TENSES, swapped_only=frozenset(TENSES.values())),
    _by_class(
        ChangeKind.CERTAINTY,
        "edit.certainty",
        CERTAINTY,
        swapped_only=frozenset({"will", "would", "must", "sure", "seeming"}),
    ),
    _by_class(
        ChangeKind.NUMBER,
        "edit.quantifier",
        QUANTIFIERS,
        swapped_only=frozenset({"all", "any", "some", "many", "most"}),
    ),
    compare_content,
)
