"""The fuzzing bench: the same seed gives the same documents, planted faults are noticed, failures become small."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.__main__ import main
from benchmarks.fuzzing import judging, running
from benchmarks.fuzzing.cases import SOURCES, make_case
from benchmarks.fuzzing.judging import judge, read
from benchmarks.fuzzing.promises import numbers_lost, wrong_digits
from benchmarks.fuzzing.running import Fault, run, smallest
from benchmarks.fuzzing.shrinking import shrink
from docparse.errors import EmptyInputError
from tests.build import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.fuzzing.judging import Document, Verdict
    from benchmarks.fuzzing.promises import Tree

TABLE = text("""
    支出决算表
    公开03表
    部门：青溪县气象站 2031年度 金额单位：万元
    科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
    栏次 1 2 3 4 5 6
    合计 86.40 51.30 35.10
    205 教育支出 86.40 51.30 35.10
""")
TREE = read(TABLE)[1]


def reader(tree: Tree) -> Callable[[Document], tuple[str, Tree]]:
    """Reads whatever it is given as this tree."""
    return lambda document: (str(document), tree)


def kinds(verdict: Verdict) -> set[str]:
    return {failure.kind for failure in verdict.failures}


def without_cells(tree: Tree) -> Tree:
    """The tree as if nobody had seen the amounts of its last row."""
    poorer = copy.deepcopy(tree)
    row = poorer["tables"][0]["rows"][-1]
    row["cells"] = dict.fromkeys(row["cells"])
    return poorer


# ---- documents


def test_seed_and_number_make_the_same_document_again() -> None:
    assert [make_case(3, number) for number in range(60)] == [make_case(3, number) for number in range(60)]


def test_other_seed_makes_other_documents() -> None:
    assert [make_case(3, number) for number in range(20)] != [make_case(4, number) for number in range(20)]


def test_every_source_makes_documents_and_most_are_short() -> None:
    cases = [make_case(0, number) for number in range(300)]
    assert {case.source for case in cases} == set(SOURCES)
    assert sorted(len(case.document) for case in cases)[150] < 1_000


# ---- what is noticed


def test_sound_report_breaks_no_promise() -> None:
    assert judge(TABLE, deep=True) == judge(TABLE, deep=True)._replace(failures=(), seconds=pytest.approx(0, abs=5))


def test_planted_crash_is_noticed_with_its_place() -> None:
    def crash(_document: Document) -> tuple[str, Tree]:
        raise ZeroDivisionError

    (failure,) = judge(TABLE, read=crash).failures
    assert (failure.kind, failure.where.split()[0]) == ("crash", "ZeroDivisionError")


def test_declared_error_is_a_refusal_and_no_failure() -> None:
    def refuse(_document: Document) -> tuple[str, Tree]:
        raise EmptyInputError

    assert judge("", read=refuse)[1:] == ("EmptyInputError", ())


def test_planted_slow_document_is_noticed_and_one_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "SECONDS", 0.01)
    monkeypatch.setattr(judging, "SECONDS_A_CHARACTER", 0)

    def busy(rounds: int) -> Callable[[Document], tuple[str, Tree]]:
        return lambda document: (str(document), TREE if sum(range(rounds)) else {})

    def hang(_document: Document) -> tuple[str, Tree]:
        while True:
            pass

    assert kinds(judge(TABLE, read=busy(2_000_000))) == {"slow"}
    (stopped,) = judge(TABLE, read=hang).failures
    assert stopped.detail.startswith("stopped after")


def test_planted_waste_of_memory_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "_FEWEST_FOR_MEMORY", 0)
    monkeypatch.setattr(judging, "SECONDS", 60)

    def waste(document: Document) -> tuple[str, Tree]:
        return str(document), TREE if bytes(16 * 2**20) else {}

    assert kinds(judge(TABLE, deep=True, read=waste)) == {"memory"}


def test_planted_loss_is_noticed() -> None:
    (failure,) = judge(TABLE, read=reader(without_cells(TREE))).failures
    assert (failure.kind, failure.where) == ("lost", "table")


def test_loss_that_a_diagnostic_tells_of_is_none() -> None:
    told = without_cells(TREE)
    told["diagnostics"].append({"code": "", "spans": told["tables"][0]["spans"]})
    assert numbers_lost(TABLE, told) == []


@pytest.mark.parametrize("line", ["2050101 12.50 3.00", "甲,12.50,3.00"])
def test_row_outside_of_tables_that_nobody_reports_is_lost(line: str) -> None:
    nothing = {"tables": [], "evaluations": [], "diagnostics": []}
    assert numbers_lost(f"甲\n{line}\n", nothing) == [("row", "12.50"), ("row", "3.00")]


def test_comment_is_not_printed_and_the_tag_of_a_table_ends_a_line() -> None:
    nothing = {"tables": [], "evaluations": [], "diagnostics": []}
    assert numbers_lost("<!-- 12.50 3.00 -->\n12.50 <table> 3.00 </table>\n", nothing) == []


def test_digits_of_another_width_are_the_same_digits() -> None:
    cell = {"value": "12.50", "raw": "１２.50", "spans": ((0, 5),), "status": "read"}
    assert wrong_digits({"tables": [{"rows": [{"cells": {"total": cell}}]}]}) == []
    cell["value"] = "13.50"
    assert wrong_digits({"tables": [{"rows": [{"cells": {"total": cell}}]}]}) != []


def test_sentence_with_amounts_is_no_row() -> None:
    assert numbers_lost("收入 12.50 支出 3.00 。\n", {"tables": [], "evaluations": [], "diagnostics": []}) == []


def test_wrong_span_and_silently_changed_digits_are_noticed() -> None:
    wrong = copy.deepcopy(TREE)
    cell = wrong["tables"][0]["rows"][0]["cells"]["total"]
    cell["value"] = "99.99"
    assert kinds(judge(TABLE, read=reader(wrong))) == {"digits"}
    cell["spans"] = [[len(TABLE), len(TABLE) + 5]]
    assert kinds(judge(TABLE, read=reader(wrong))) >= {"span"}


def test_report_that_the_models_refuse_is_noticed() -> None:
    wrong = copy.deepcopy(TREE)
    wrong["document_kind"] = "poem"
    assert kinds(judge(TABLE, deep=True, read=reader(wrong))) == {"contract"}


def test_second_parse_that_differs_is_noticed() -> None:
    trees = iter([TREE, without_cells(TREE)])
    assert kinds(judge(TABLE, deep=True, read=lambda document: (str(document), next(trees)))) == {"unstable"}


# ---- runs


def planted(document: Document) -> tuple[str, Tree]:
    """Crashes where an 8 is printed."""
    if isinstance(document, str) and "8" in document:
        raise ZeroDivisionError
    return "", {"tables": [], "evaluations": [], "diagnostics": []}


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "judge", lambda document, deep: judge(document, read=planted))


def test_fault_is_counted_and_made_small(plant: None) -> None:
    found = run(1, count=60, progress=lambda so_far: None)
    ((fault, count),) = found.counts.items()
    assert count == sum(
        isinstance(make_case(1, at).document, str) and "8" in make_case(1, at).document for at in range(60)
    )
    assert smallest(1, fault, found.examples[fault])[1] == "8"


def test_numbers_of_a_run_can_begin_anywhere(plant: None) -> None:
    whole, part = (
        run(1, count=count, first=first, progress=lambda so_far: None) for count, first in ((40, 0), (20, 20))
    )
    of_whole, of_part = ({each.number for found in one.examples.values() for each in found} for one in (whole, part))
    assert of_part == {number for number in of_whole if number >= 20}


def test_run_without_a_count_ends_when_its_time_is_up(plant: None) -> None:
    assert run(1, count=None, seconds=0.01, progress=lambda so_far: None).documents.total() > 0


def test_two_processes_find_what_one_does() -> None:
    one, two = (run(5, count=101, workers=workers, progress=lambda so_far: None) for workers in (1, 2))
    assert (one.documents, one.refused, one.counts) == (two.documents, two.refused, two.counts)


def test_command_ends_with_one_and_writes_the_document(
    plant: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.fuzzing.command._limit_memory", lambda: None)
    with pytest.raises(SystemExit) as ended:
        main(["fuzz", "--count", "60", "--seed", "1", "--failures", str(tmp_path)])
    assert ended.value.code == 1
    assert "small: '8'" in capsys.readouterr().out
    main(["fuzz", "--count", "60", "--seed", "1", "--failures", str(tmp_path), "--tolerate", "crash"])
    assert next(tmp_path.glob("crash-1-*-small.txt")).read_bytes() == b"8"


# ---- making small


def test_document_is_shrunk_to_what_still_fails() -> None:
    assert shrink(TABLE, lambda kept: "205" in kept and "合计" in kept) == "合计205"
    assert shrink(TABLE.encode("gb18030"), lambda kept: b"205" in kept) == b"205"


def test_shrinking_stops_when_its_time_is_up() -> None:
    assert shrink(TABLE, lambda _kept: True, seconds=-1) == TABLE


def test_fault_is_told_by_promise_and_place() -> None:
    assert Fault("crash", "a") != Fault("crash", "b")


# ---- what is published


def test_page_tells_what_is_stored() -> None:
    root = Path(__file__).parents[2]
    stored = json.loads((root / "benchmarks" / "measured" / "fuzz.json").read_text(encoding="utf-8"))
    page = (root / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert set(stored["failures"]) == {"contract", "crash", "digits", "lost", "slow"}
    assert stored["documents"] == sum(sum(run["documents"].values()) for run in stored["runs"])
    assert f"Run so far: {stored['documents']:,} documents" in page
    told = {
        "crash": "Eight crashes, mended",
        "contract": "one broken contract",
        "slow": "four that took too long",
        "digits": "four with digits",
        "lost": f"{stored['failures']['lost']} with an amount that nothing tells of",
    }
    assert {kind: sentence in page.replace("\n", " ") for kind, sentence in told.items()} == dict.fromkeys(told, True)
    assert {kind: stored["failures"][kind] for kind in ("contract", "crash", "slow", "digits")} == {
        "contract": 1,
        "crash": 8,
        "slow": 4,
        "digits": 4,
    }
