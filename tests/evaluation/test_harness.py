"""The harness itself, on invented items: figures, intervals, floors that only rise, and the command line."""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.evaluation import floors
from tests.evaluation.__main__ import main
from tests.evaluation.clusters import ami, best_pairs, ceaf_shares, mean_of
from tests.evaluation.data import ROOT, sample
from tests.evaluation.floors import Floors
from tests.evaluation.ranking import average_precision, rank
from tests.evaluation.registry import score
from tests.evaluation.scoring import Figure, Measure, Scored, Tally, f1, macro_f1, pair, share
from tests.evaluation.spans import value_interval


def _write(folder: Path, name: str, lines: Sequence[dict[str, Any]]) -> Path:
    (folder / name).mkdir()
    text = "".join(f"{json.dumps(line)}\n" for line in lines)
    (folder / name / "own.jsonl").write_text(text, encoding="utf-8")
    return folder


def _value(scored: Scored, name: str) -> float | None:
    return next(figure.value for figure in scored.figures if figure.name == name)


# --- figures ---------------------------------------------------------------------------------------------------------
def test_macro_f1_is_the_mean_over_labels() -> None:
    tally = Tally()
    for gold, ours in (("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")):
        tally.add("one", pair(gold, ours))
    (figure,) = tally.figures([Measure(name="macro", value=macro_f1(("a", "b")))])
    assert figure.value == pytest.approx((4 / 5 + 2 / 3) / 2)


def test_f1_and_share_of_nothing_are_no_figures() -> None:
    assert f1()({}) is None
    assert share("hit", "all")({"all": 3}) is None
    assert share("hit", "all")({"hit": 0, "all": 3}) == 0


def test_average_precision_takes_what_has_one_grade_together() -> None:
    tally = Tally()
    for grade, is_right in ((2, True), (2, False), (1, True), (0, False)):
        tally.add("one", rank(grade, is_right=is_right))
    (figure,) = tally.figures([Measure(name="precision", value=average_precision())])
    # Half of the right ones at a precision of 1 in 2, the other half at 2 in 3.
    assert figure.value == pytest.approx(0.5 * 1 / 2 + 0.5 * 2 / 3)
    assert average_precision()({rank(1, is_right=False): 3}) is None


def test_the_best_pairs_are_not_the_first_best() -> None:
    assert best_pairs([[0.9, 0.8], [0.8, 0.1]]) == [(0, 1), (1, 0)]
    assert best_pairs([[0.9], [1.0], [0.0]]) == [(1, 0)]
    assert best_pairs([[0.0, 0.0]]) == []


def test_ceaf_pairs_groups_one_to_one() -> None:
    gold = {"1": "a", "2": "a", "3": "a", "4": "b"}
    ours = {"1": "x", "2": "x", "3": "y", "4": "y"}
    # {1 2 3} with {1 2}: 2 * 2 / 5; {4} with {3 4}: 2 * 1 / 3.
    assert ceaf_shares(gold, ours) == pytest.approx({"1": 0.4, "2": 0.4, "4": 2 / 3})
    assert ceaf_shares(gold, ours, singletons=False) == pytest.approx({"1": 0.4, "2": 0.4})
    assert mean_of(share("p", "n"), share("r", "n"))({"p": 1, "r": 2, "n": 4}) == pytest.approx(3 / 8)
    assert mean_of(share("p", "n"), share("r", "n"))({"p": 1, "n": 4}) is None


@pytest.mark.parametrize(
    ("gold", "ours", "value"),
    [
        ("aabb", "xxyy", 1.0),
        ("abcd", "wxyz", 1.0),
        # ln 2 told, 2/3 ln 2 by chance, 5/4 ln 2 the mean of both entropies.
        ("aabb", "xxyz", (1 - 2 / 3) / (5 / 4 - 2 / 3)),
        # What is told is just what chance tells.
        ("aabb", "xxxy", 0.0),
    ],
)
def test_mutual_information_is_adjusted_for_chance(gold: str, ours: str, value: float) -> None:
    items = range(len(gold))
    assert ami({f"{n}": gold[n] for n in items}, {f"{n}": ours[n] for n in items}) == pytest.approx(value)


def test_an_interval_is_drawn_over_documents_and_is_always_the_same() -> None:
    tally = Tally()
    for number in range(20):
        tally.add(str(number), "all", 10)
        tally.add(str(number), "hit", 10 if number % 2 else 0)
    measure = Measure(name="share", value=share("hit", "all"))
    (figure,), (again,) = tally.figures([measure]), tally.figures([measure])
    assert figure == again
    assert figure.value == 0.5
    assert figure.interval is not None
    low, high = figure.interval
    # Twenty documents, each wholly right or wrong: far wider than two hundred single items would be.
    assert 0.2 < low < 0.4
    assert 0.6 < high < 0.8


def test_a_sample_is_fixed_whatever_the_order() -> None:
    lines = [{"id": f"i{number}"} for number in range(50)]
    assert sample(lines, 7) == sample(list(reversed(lines)), 7)
    assert len(sample(lines, 7)) == 7


@pytest.mark.parametrize(
    ("value", "interval"),
    [
        ("2008-02", (date(2008, 2, 1), date(2008, 2, 29))),
        ("2008-Q4", (date(2008, 10, 1), date(2008, 12, 31))),
        ("2009-W01", (date(2008, 12, 29), date(2009, 1, 4))),
        ("2008-WI", (date(2008, 12, 1), date(2009, 2, 28))),
        ("200", (date(2000, 1, 1), date(2009, 12, 31))),
        ("2008-05-06T14:30", (date(2008, 5, 6), date(2008, 5, 6))),
        ("P2Y", None),
        ("XXXX-05-06", None),
    ],
)
def test_values_are_intervals(value: str, interval: tuple[date, date] | None) -> None:
    assert value_interval(value) == interval


# --- sets ------------------------------------------------------------------------------------------------------------
def _event(sentence: str, event: str, status: str, number: int) -> dict[str, Any]:
    start = sentence.index(event)
    return {
        "id": f"own{number}",
        "doc": "own",
        "dct": "2025-01-15",
        "sent": number,
        "sentence": sentence,
        "event": event,
        "start": start,
        "end": start + len(event),
        "status": status,
    }


def test_status_is_the_products_answer_at_the_marked_word(tmp_path: Path) -> None:
    lines = [
        _event("Norland and Sudria signed the treaty on Friday.", "signed", "happened", 2),
        _event("Norland will sign the treaty next week.", "sign", "future", 3),
        _event("Norland did not sign the treaty.", "sign", "negated", 4),
        _event("Sudria ratified the treaty.", "ratified", "future", 5),
    ]
    scored = score("meantime_status", _write(tmp_path, "meantime_status", lines))
    assert _value(scored, "accuracy") == 0.75
    assert _value(scored, "future and happened mixed up") == 0.25
    (miss,) = scored.misses
    assert (miss.item, miss.gold, miss.ours) == ("own5", "future", "happened")
    assert "[[ratified]]" in miss.text
    assert miss.rule.startswith("status.")


def test_dates_are_right_only_with_their_value(tmp_path: Path) -> None:
    text = "The talks began on Tuesday.\nThey end on February 3, 2025."
    timex = [
        {"start": 19, "end": 26, "text": "Tuesday", "sent": 0, "type": "DATE", "value": "2025-01-14", "is_dct": False},
        {"start": 40, "end": 56, "text": "February 3, 2025", "sent": 1, "type": "DATE", "value": "2025-03-03",
         "is_dct": False},
    ]  # fmt: skip
    line = {"id": "own", "dct": "2025-01-15", "text": text, "sent_spans": [[0, 27], [28, 57]], "timex": timex}
    scored = score("meantime_timex", _write(tmp_path, "meantime_timex", [line | {"values": []}]))
    assert _value(scored, "value right, of labelled") == 0.5
    assert _value(scored, "span F1, relaxed") == 1
    assert [miss.gold for miss in scored.misses] == ["2025-03-03"]


def test_an_edit_of_a_day_is_seen_and_one_of_a_comma_is_not(tmp_path: Path) -> None:
    before = "Norland and Sudria will sign the treaty on January 17, 2025."
    pairs = [(before, before.replace("17", "24")), (before, before.replace("will sign", "will, then, sign"))]
    lines = [{"id": str(n), "page": str(n), "a": a, "b": b} for n, (a, b) in enumerate(pairs)]
    scored = score("vitaminc_real_revisions", _write(tmp_path, "vitaminc_real_revisions", lines))
    assert _value(scored, "typed change seen") == 0.5
    assert [miss.item for miss in scored.misses] == ["1"]


def test_two_reports_of_one_signing_are_one_event(tmp_path: Path) -> None:
    def mention(day: str, sentence: str, trigger: str) -> dict[str, Any]:
        start = sentence.index(trigger)
        return {"dct": day, "sentence": sentence, "trigger": trigger, "start": start, "end": start + len(trigger)}

    first = mention("2025-01-15", "Norland and Sudria will sign the treaty on Friday.", "sign")
    second = mention("2025-01-18", "Norland and Sudria signed the treaty on Friday.", "signed")
    other = mention("2025-01-18", "The minister visited Sudria on Friday.", "visited")
    lines = [
        {"id": "same", "label": 1, "pair_type": "coref", "a": first, "b": second},
        {"id": "other", "label": 0, "pair_type": "random", "a": first, "b": other},
    ]
    scored = score("meantime_event_coref_pairs", _write(tmp_path, "meantime_event_coref_pairs", lines))
    assert _value(scored, "F1 same event") == 1
    assert _value(scored, "average precision") == 1


def test_mentions_are_gathered_into_events(tmp_path: Path) -> None:
    def mention(number: int, day: str, sentence: str, trigger: str, instance: str) -> dict[str, Any]:
        event = _event(sentence, trigger, "happened", 1)
        names = {"topic": "own", "trigger": trigger, "instance": instance, "instance_name": instance}
        return event | names | {"id": f"m{number}", "doc": f"d{number}", "dct": day, "instance_time": "XXXX-XX-XX"}

    lines = [
        mention(1, "2025-01-15", "Norland and Sudria will sign the treaty on Friday.", "sign", "signing"),
        mention(2, "2025-01-18", "Norland and Sudria signed the treaty on Friday.", "signed", "signing"),
        mention(3, "2025-01-19", "The minister visited Sudria on Friday.", "visited", "signing"),
    ]
    scored = score("meantime_event_coref_mentions", _write(tmp_path, "meantime_event_coref_mentions", lines))
    # {1 2} and {3} for {1 2 3}: likeness 4/5, of one group there and two here.
    ceaf, muc = 2 * 0.8 * 0.4 / 1.2, 2 * 1 * 0.5 / 1.5
    b3 = 2 * 1 * (5 / 9) / (1 + 5 / 9)
    assert _value(scored, "CEAF-e F1") == pytest.approx(ceaf)
    assert _value(scored, "CEAF-e F1 without singletons") == pytest.approx(0.8)
    assert _value(scored, "CoNLL F1") == pytest.approx((muc + b3 + ceaf) / 3)


# --- floors ----------------------------------------------------------------------------------------------------------
def _figure(value: float, *, low_is_good: bool = False) -> Figure:
    return Figure(name="share", value=value, interval=None, low_is_good=low_is_good)


def test_floors_rise_and_are_never_lowered() -> None:
    once = Floors().raised("own", (_figure(0.8),))
    assert once.at_least["own"]["share"] == pytest.approx(0.79)
    assert once.raised("own", (_figure(0.5),)) == once
    assert once.raised("own", (_figure(0.9),)).at_least["own"]["share"] > once.at_least["own"]["share"]
    assert not once.is_kept("own", _figure(0.5))
    ceiling = Floors().raised("own", (_figure(0.1, low_is_good=True),))
    assert ceiling.raised("own", (_figure(0.4, low_is_good=True),)) == ceiling
    assert not ceiling.is_kept("own", _figure(0.4, low_is_good=True))


def test_a_lowered_or_missing_floor_is_told() -> None:
    before = Floors({"own": {"share": 0.8}}, {"own": {"errors": 0.1}})
    assert Floors({"own": {"share": 0.7}}, {"own": {"errors": 0.2}}).lowered(before) == [
        "own: share went from 0.8 to 0.7",
        "own: errors went from 0.1 to 0.2",
    ]
    assert Floors({}, before.at_most).lowered(before) == ["own: share is gone"]
    assert not Floors({}, before.at_most, {"own: share": "measured otherwise"}).lowered(before)


def test_what_is_written_is_read_back() -> None:
    held = Floors({"own": {"share, of all": 0.8}}, {"own": {"errors": 0.1}}, {"own: old": "measured otherwise"})
    assert floors.parsed(held.text()) == held


def test_no_commit_held_a_higher_floor_than_now() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("no history here to compare the floors with")
    now = floors.load()
    assert [each for before in floors.committed() for each in now.lowered(before)] == []


# --- the command line ------------------------------------------------------------------------------------------------
def test_a_figure_under_its_floor_ends_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = _write(tmp_path, "meantime_status", [_event("Sudria ratified the treaty.", "ratified", "future", 2)])
    held = tmp_path / "floors.toml"
    held.write_text('[at_least.meantime_status]\n"macro-F1" = 0.7\n', encoding="utf-8")
    monkeypatch.setattr(floors, "PATH", held)
    assert main(["meantime_status", "--data", str(data), "--json", str(tmp_path / "out.json")]) == 1
    shown = capsys.readouterr()
    assert "0.000" in shown.out
    assert "under its floor: meantime_status: macro-F1" in shown.err
    written = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert written["meantime_status"]["figures"]["macro-F1"]["kept"] is False
    assert main(["--errors", "meantime_status", "--data", str(data)]) == 0
    assert "[[ratified]]" in capsys.readouterr().out


def test_absent_data_is_said_and_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path)]) == 2
    assert "meantime_status: skipped" in capsys.readouterr().err


def test_an_unknown_set_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.evaluation", "nonsense"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "nonsense" in done.stderr
    assert "Traceback" not in done.stderr
