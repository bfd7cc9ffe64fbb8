"""A text difference as lines: sentences added, dropped, moved, and replaced with the words that differ."""

from collections.abc import Mapping

from tracker.model import EditKind, FactEdit, SentenceEdit, TextDiff, WordEdit
from tracker.reports.lines import Segment
from tracker.reports.workings import EditLine, FactLine


def edit_lines(diff: TextDiff, rules: Mapping[str, str]) -> tuple[tuple[EditLine, ...], int]:
    """The sentences that differ, in the order of the second text, and how many stayed."""
    differing = [each for each in diff.sentences if each.kind is not EditKind.EQUAL]
    return tuple(_edit(each, rules) for each in differing), len(diff.sentences) - len(differing)


def headline_edit(diff: TextDiff, rules: Mapping[str, str]) -> EditLine | None:
    """The headline's edit; None where it stayed."""
    if diff.title_before == diff.title_after:
        return None
    return EditLine(
        kind=EditKind.REPLACED.value,
        before=(Segment(text=diff.title_before, marked=False),),
        after=(Segment(text=diff.title_after, marked=False),),
        facts=tuple(_fact(each, rules) for each in diff.title_facts),
    )


def _edit(edit: SentenceEdit, rules: Mapping[str, str]) -> EditLine:
    if edit.words:
        return EditLine(
            kind=edit.kind.value,
            before=_side(edit.words, [word.before for word in edit.words]),
            after=_side(edit.words, [word.after for word in edit.words]),
            facts=tuple(_fact(each, rules) for each in edit.facts),
        )
    return EditLine(kind=edit.kind.value, before=_whole(edit.before), after=_whole(edit.after))


def _fact(fact: FactEdit, rules: Mapping[str, str]) -> FactLine:
    return FactLine(
        label=fact.label, before=fact.before, after=fact.after, rule=fact.rule, why=rules.get(fact.rule, "")
    )


def _whole(text: str) -> tuple[Segment, ...]:
    return (Segment(text=text, marked=False),) if text else ()


def _side(words: tuple[WordEdit, ...], texts: list[str]) -> tuple[Segment, ...]:
    return tuple(
        Segment(text=text, marked=word.kind is not EditKind.EQUAL)
        for word, text in zip(words, texts, strict=True)
        if text
    )
