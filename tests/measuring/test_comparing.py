"""Two results of the same documents: what was gained and lost, and what changed where nobody labelled."""

from __future__ import annotations

from benchmarks.comparing import Change, compare_results
from benchmarks.results import ReadTable, Result
from tests.measuring.tables import label, read

ROW = "214 交通运输支出"
LABELS = {"abc": ("made-up", [label(f"{ROW} 7.00 5.00 2.00")])}


def results(*tables: ReadTable) -> dict[str, Result]:
    return {"abc": Result("x.json", "abc", tables, {})}


def compare(before: str, after: str, *, labelled: bool = True) -> Change:
    (change,) = compare_results(
        results(read(f"{ROW} {before}")), results(read(f"{ROW} {after}")), LABELS if labelled else {}
    )
    return change


def test_cell_that_became_right_is_gained() -> None:
    change = compare("7.00 5.80 2.00", "7.00 5.00 2.00")
    place = "03-expenditure.tsv / 214 交通运输支出 (row 1) / basic"
    assert change.gained == (f"{place}: is 5.00, read 5.80 (read), now 5.00 (read)",)
    assert change.lost == ()


def test_cell_that_became_wrong_is_lost() -> None:
    change = compare("7.00 5.00 2.00", "7.00 5.00 _")
    assert (len(change.gained), len(change.lost)) == (0, 1)


def test_cell_that_is_wrong_in_another_way_is_neither() -> None:
    assert not compare("7.00 5.80 2.00", "7.00 5.90 2.00")


def test_value_that_is_no_longer_invented_is_gained() -> None:
    (change,) = compare_results(
        results(read(f"{ROW} 7.00 5.00 2.00", "999 没有 1.00 _ _")), results(read(f"{ROW} 7.00 5.00 2.00")), LABELS
    )
    assert (len(change.gained), change.lost) == (1, ())


def test_lost_table_loses_all_its_right_cells() -> None:
    (change,) = compare_results(results(read(f"{ROW} 7.00 5.00 2.00")), results(), LABELS)
    assert len(change.lost) == 3


def test_change_of_status_alone_is_counted_apart() -> None:
    change = compare("7.00 5.00 2.00", "7.00 5.00!verified 2.00")
    assert (change.gained, change.lost) == ((), ())
    assert change.statuses == {("read", "verified"): 1}


def test_blank_that_became_unsettled_is_a_change_of_status() -> None:
    assert compare("7.00 7.00 _", "7.00 7.00 _?", labelled=False).statuses == {("blank", "unsettled"): 1}


def test_value_without_label_is_listed_as_changed() -> None:
    change = compare("7.00 5.00 2.00", "7.00 5.00 _", labelled=False)
    assert change.document == "x.json"
    assert change.changed == ("expenditure / 214 交通运输支出 / project: 2.00, now blank",)


def test_row_without_label_that_appears_is_a_change_of_each_of_its_values() -> None:
    before, after = results(read(f"{ROW} 7.00 5.00 2.00")), results(read(f"{ROW} 7.00 5.00 2.00", "213 农林 1.00 _ _"))
    (change,) = compare_results(before, after, {})
    assert change.changed == ("expenditure / 213 农林 / total: blank, now 1.00",)


def test_document_that_only_one_side_has_is_compared_with_nothing() -> None:
    (change,) = compare_results(results(read(f"{ROW} 7.00 5.00 _")), {}, {})
    assert len(change.changed) == 2
