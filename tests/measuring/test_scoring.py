"""What is counted, and that counts add up over tables and documents."""

from __future__ import annotations

import dataclasses

import pytest

from benchmarks.labels import LabelColumn, LabelTable
from benchmarks.publishing import MEASURES
from benchmarks.results import ReadTable
from benchmarks.scoring import DocumentScore, Tally, grouped, score_tables, total
from tests.measuring.tables import label, read

ROW, OTHER = "214 交通运输支出", "213 农林水支出"
LABEL = label(f"{ROW} 7.00 5.00 2.00", f"{OTHER} 3.00 3.00 _")
READ = read(f"{ROW} 7.00 5.00 2.00", f"{OTHER} 3.00 3.00 _")


def score(*tables: ReadTable, labels: tuple[LabelTable, ...] = (LABEL,)) -> DocumentScore:
    return score_tables("made-up", tables, labels)


def test_everything_is_right_and_whole_where_the_result_is_the_label() -> None:
    counts = score(READ).counts
    for what in ("rows", "columns", "facts"):
        assert counts[f"{what} right"] == counts[what] > 0
    assert (counts["cells"], counts["cells right"], counts["values"], counts["values right"]) == (6, 6, 5, 5)
    assert (counts["rows whole"], counts["tables whole"], counts["reports whole"]) == (2, 1, 1)


def test_one_wrong_cell_spoils_its_row_its_table_and_its_report_and_nothing_else() -> None:
    counts = score(read(f"{ROW} 7.00 5.00 2.00", f"{OTHER} 3.00 3.30 _")).counts
    assert (counts["rows right"], counts["rows whole"]) == (2, 1)
    assert (counts["tables found"], counts["tables whole"], counts["reports whole"]) == (1, 0, 0)
    assert (counts["values read"], counts["values right"], counts["cells right"]) == (5, 4, 5)


def test_invented_value_lowers_precision_and_not_recall() -> None:
    tally = score(read(f"{ROW} 7.00 5.00 2.00", f"{OTHER} 3.00 3.00 1.00")).total
    assert MEASURES["cells precision"].of(tally) == 5 / 6
    assert MEASURES["cells recall"].of(tally) == 1


def test_omitted_value_lowers_recall_and_not_precision() -> None:
    tally = score(read(f"{ROW} 7.00 5.00 2.00", f"{OTHER} 3.00 _ _")).total
    assert MEASURES["cells precision"].of(tally) == 1
    assert MEASURES["cells recall"].of(tally) == 4 / 5


def test_invented_row_lowers_the_precision_of_rows_and_spoils_the_table() -> None:
    tally = score(read(f"{ROW} 7.00 5.00 2.00", f"{OTHER} 3.00 3.00 _", "215 其他 _ _ _")).total
    assert MEASURES["rows precision"].of(tally) == 2 / 3
    assert MEASURES["rows recall"].of(tally) == 1
    assert tally.counts["tables whole"] == 0


def test_row_whose_name_lost_a_part_is_wrong_and_its_cells_are_not() -> None:
    counts = score(read("214 交通 7.00 5.00 2.00", f"{OTHER} 3.00 3.00 _")).counts
    assert (counts["rows right"], counts["cells right"]) == (1, 6)


def test_missed_table_counts_with_all_it_holds() -> None:
    counts = score().counts
    assert (counts["tables labelled"], counts["tables found"], counts["rows"], counts["cells"]) == (1, 0, 2, 6)
    assert (counts["columns"], counts["facts right"], counts["silent"]) == (3, 0, 0)


def test_table_that_nobody_labelled_is_one_too_many_and_its_values_are_silent_errors() -> None:
    counts = score(READ, read(f"{ROW} 7.00 5.00 _", kind="income")).counts
    assert (counts["tables too many"], counts["silent"], counts["reports whole"]) == (1, 2, 0)


def test_generic_table_is_neither_right_nor_wrong() -> None:
    counts = score(READ, read(f"{ROW} 7.00 5.00 _", kind="generic")).counts
    assert (counts["tables too many"], counts["reports whole"]) == (0, 1)


@pytest.mark.parametrize("change", [{"path": "经营支出"}, {"number": "4"}, {"key": "operating"}, {"side": "income"}])
def test_column_needs_key_path_number_and_side(change: dict[str, str]) -> None:
    columns = (*READ.columns[:2], dataclasses.replace(READ.columns[2], **change))
    counts = score(dataclasses.replace(READ, columns=columns)).counts
    assert (counts["columns"], counts["columns read"], counts["columns right"]) == (3, 3, 2)


def test_missing_column_is_missed_once() -> None:
    counts = score(dataclasses.replace(READ, columns=READ.columns[1:])).counts
    assert (counts["columns read"], counts["columns right"], counts["tables whole"]) == (2, 2, 0)


def test_fact_taken_from_elsewhere_is_wrong_where_the_table_prints_another() -> None:
    found = score(dataclasses.replace(READ, facts={**READ.facts, "unit": "元"}))
    assert found.counts["facts right"] == found.counts["facts"] - 1
    assert found.tables[0].misses == ("unit is '万元', read '元'",)


def test_values_that_an_identity_covers_are_counted_and_those_of_them_that_are_verified() -> None:
    table = read(f"{ROW} 7.00!verified 5.00!verified 2.00", f"{OTHER} 3.00!verified 3.00 _")
    covered = {(LABEL.file, 0, "total"), (LABEL.file, 0, "project"), ("other.tsv", 0, "basic")}
    counts = score_tables("made-up", [table], [LABEL], covered=covered).counts
    assert (counts["covered"], counts["covered verified"]) == (2, 1)


def test_value_of_a_full_row_that_is_inferred_is_counted() -> None:
    counts = score(read(f"{ROW} 7.00 5.00!inferred 2.00", f"{OTHER} 3.00 3.00!inferred _")).counts
    assert (counts["settled"], counts["settled inferred"]) == (3, 1)


def test_tables_add_up_by_any_name() -> None:
    tables = [*score(READ).tables, *score(READ).tables, *score().tables]
    by_rendering = grouped(tables, lambda table: table.rendering)
    assert {name: tally.counts["cells right"] for name, tally in by_rendering.items()} == {"": 0, "spaced": 12}
    assert total(by_rendering.values()).counts["cells"] == 18


def test_tally_comes_back_from_json_as_it_was() -> None:
    tally = score(read(f"{ROW} 7.00 0.00!verified _", "999 没有 1.00!inferred _ _")).total
    assert Tally.from_json(tally.as_json()) == tally


def test_column_of_one_side_is_not_that_of_the_other() -> None:
    sided = (LabelColumn("amount", "金额", "1", "income"), LabelColumn("amount", "金额", "2", "expenditure"))
    table = LabelTable("01.tsv", LABEL.facts, sided, (), ())
    swapped = (dataclasses.replace(sided[0], number="2"), dataclasses.replace(sided[1], number="1"))
    counts = score(dataclasses.replace(READ, columns=swapped, rows=()), labels=(table,)).counts
    assert counts["columns right"] == 0
