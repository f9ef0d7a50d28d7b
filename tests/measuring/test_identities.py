"""The arithmetic check over labels: which identities it states, how much rounding it allows, what it calls proved."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.identities import check_labels, covered
from benchmarks.identities.promises import read_formula, read_name
from benchmarks.labels import read_table, read_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.identities import CellKey, Checked
    from benchmarks.labels import LabelTable

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"

# Cells of a row are written as label files write them, with "|" for the tab: side|line number|code|name|values.
EXPENDITURE = ("total", "basic", "project")
BALANCES = ("opening.total", "income.total", "expenditure.total", "closing.total")


@pytest.fixture
def label(tmp_path: Path) -> Labeller:
    return Labeller(tmp_path)


class Labeller:
    """Makes label tables of one made-up document."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[LabelTable] = []

    def __call__(
        self, kind: str, columns: Iterable[str], *rows: str, unit: str = "万元", title: str = ""
    ) -> LabelTable:
        path = self.folder / f"{len(self.made) + 1:02}-{kind}.tsv"
        lines = [f"# kind: {kind}", f"# title: {title}", f"# unit: {unit}"]
        for column in columns:
            key, _, side = column.partition("@")
            lines.append(f"@column\t{key}\t{key}\t\t{side}")
        lines += ["@row\t" + row.replace("|", "\t") for row in rows]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.made.append(read_table(path))
        return self.made[-1]


def of_kind(kind: str, tables: Sequence[LabelTable]) -> list[Checked]:
    return [one for one in check_labels(tables) if one.kind == kind]


def failing(tables: Sequence[LabelTable]) -> list[Checked]:
    return [one for one in check_labels(tables) if not one.holds]


def columns_of(one: Checked) -> list[str]:
    return [column for _, _, column in one.cells]


def rows_of(one: Checked) -> list[int]:
    return [index for _, index, _ in one.cells]


# --- along a row ---


def test_row_total_is_the_sum_of_its_parts(label: Labeller) -> None:
    (one,) = of_kind("row_sum", [label("expenditure", EXPENDITURE, "||214|交通运输支出|7.00|5.00|2.00")])
    assert columns_of(one) == ["total", "basic", "project"]
    assert (one.difference, one.tolerance, one.holds) == (Decimal("0.00"), Decimal("0.015"), True)


@pytest.mark.parametrize(("total", "holds"), [("7.01", True), ("7.02", False), ("6.99", True), ("6.98", False)])
def test_tolerance_is_half_a_unit_for_each_printed_number(label: Labeller, total: str, holds: bool) -> None:
    (one,) = of_kind("row_sum", [label("expenditure", EXPENDITURE, f"||214|交通运输支出|{total}|5.00|2.00")])
    assert one.holds is holds


def test_printed_zero_was_rounded_and_a_blank_was_not(label: Labeller) -> None:
    table = label("expenditure", EXPENDITURE, "||2140101|行政运行|7.00|7.00|0.00", "||2140102|公路建设|7.00|7.00|")
    assert [one.tolerance for one in of_kind("row_sum", [table])] == [Decimal("0.015"), Decimal("0.010")]


def test_number_without_decimals_was_rounded_like_its_neighbours(label: Labeller) -> None:
    (one,) = of_kind("row_sum", [label("expenditure", EXPENDITURE, "||214|交通运输支出|7.25|7.25|0")])
    assert one.tolerance == Decimal("0.015")


def test_whole_numbers_were_rounded_to_whole_units(label: Labeller) -> None:
    (one,) = of_kind("row_sum", [label("expenditure", EXPENDITURE, "||214|交通运输支出|8|5|2")])
    assert (one.tolerance, one.holds) == (Decimal("1.5"), True)


def test_mark_for_no_value_counts_as_nothing(label: Labeller) -> None:
    (one,) = of_kind("row_sum", [label("expenditure", EXPENDITURE, "||214|交通运输支出|7.00|7.00|—")])
    assert columns_of(one) == ["total", "basic"]


@pytest.mark.parametrize("values", ["|5.00|2.00", "7.00||"])
def test_sum_with_a_blank_side_is_not_stated(label: Labeller, values: str) -> None:
    assert of_kind("row_sum", [label("expenditure", EXPENDITURE, f"||214|交通运输支出|{values}")]) == []


def test_nested_parts_are_summed_level_by_level(label: Labeller) -> None:
    columns = [f"expenditure.{key}" for key in ("total", "basic", "basic.personnel", "basic.operating", "project")]
    table = label("general_budget_income_expenditure", columns, "||214|交通运输支出|9.00|7.00|4.00|3.00|2.00")
    assert [columns_of(one) for one in of_kind("row_sum", [table])] == [
        ["expenditure.total", "expenditure.basic", "expenditure.project"],
        ["expenditure.basic", "expenditure.basic.personnel", "expenditure.basic.operating"],
    ]


def test_column_that_is_not_printed_gives_way_to_its_parts(label: Labeller) -> None:
    columns = ("closing.total", "closing.basic", "closing.project.carryover", "closing.project.surplus")
    (one,) = of_kind("row_sum", [label("government_fund", columns, "||212|城乡社区支出|6.00|1.00|2.00|3.00")])
    assert columns_of(one) == list(columns)


def test_opening_and_income_are_expenditure_and_closing(label: Labeller) -> None:
    (one,) = of_kind("balance", [label("government_fund", BALANCES, "||212|城乡社区支出|1.00|5.00|4.00|2.00")])
    assert one.holds


def test_balance_that_does_not_close_fails_with_its_difference(label: Labeller) -> None:
    (one,) = of_kind("balance", [label("government_fund", BALANCES, "||212|城乡社区支出|1.00|5.00|4.00|3.00")])
    assert (one.holds, one.difference) == (False, Decimal("-1.00"))


def test_total_beside_a_column_of_unknown_meaning_is_not_stated(label: Labeller) -> None:
    table = label("expenditure", (*EXPENDITURE, "x.rate"), "||214|交通运输支出|7.00|5.00|1.00|1.00")
    assert of_kind("row_sum", [table]) == []


def test_columns_that_a_place_leaves_out_of_the_sources_do_not_exist(label: Labeller) -> None:
    table = label("income", ("total", "fiscal_appropriation", "other"), "||214|交通运输支出|7.00|5.00|2.00")
    assert [columns_of(one) for one in of_kind("row_sum", [table])] == [["total", "fiscal_appropriation", "other"]]


def test_classes_of_assets_that_are_not_all_printed_make_no_sum(label: Labeller) -> None:
    table = label("state_assets", ("total", "current", "fixed"), "|1||合计|9.00|2.00|5.00")
    assert of_kind("row_sum", [table]) == []


def test_part_may_be_smaller_than_its_whole_and_not_larger(label: Labeller) -> None:
    columns = ("business", "business.education_fees")
    table = label("income", columns, "||2050202|小学教育|7.00|5.00", "||2050203|初中教育|7.00|9.00")
    assert [(one.holds, one.difference) for one in of_kind("of_which", [table])] == [
        (True, Decimal(0)),
        (False, Decimal("2.00")),
    ]


# --- down a column ---


def test_code_is_the_sum_of_the_codes_directly_below_it(label: Labeller) -> None:
    rows = (
        "||214|交通运输支出|7.00",
        "||21401|公路水路运输|7.00",
        "||2140101|行政运行|3.00",
        "||2140104|公路建设|4.00",
    )
    found = of_kind("hierarchy", [label("income", ["total"], *rows)])
    assert [rows_of(one) for one in found] == [[0, 1], [1, 2, 3]]


def test_level_that_a_table_leaves_out_is_passed_over(label: Labeller) -> None:
    rows = ("||214|交通运输支出|7.00", "||2140101|行政运行|3.00", "||2140104|公路建设|4.00")
    (one,) = of_kind("hierarchy", [label("income", ["total"], *rows)])
    assert rows_of(one) == [0, 1, 2]


def test_codes_repeated_unit_by_unit_are_summed_apart(label: Labeller) -> None:
    unit = ("||214|交通运输支出|7.00", "||21401|公路水路运输|7.00")
    found = of_kind("hierarchy", [label("income", ["total"], *unit, *unit)])
    assert [rows_of(one) for one in found] == [[0, 1], [2, 3]]


def test_total_row_is_the_sum_of_the_classes_in_each_column(label: Labeller) -> None:
    rows = (
        "|||合计|9.00|5.00",
        "||214|交通运输支出|7.00|3.00",
        "||21401|公路水路运输|7.00|3.00",
        "||221|住房保障支出|2.00|2.00",
    )
    found = of_kind("column_total", [label("expenditure", ("basic", "project"), *rows)])
    assert [(rows_of(one), one.holds) for one in found] == [([0, 1, 3], True), ([0, 1, 3], True)]


def test_total_over_rows_that_are_no_codes_is_not_stated(label: Labeller) -> None:
    rows = ("|||合计|9.00", "|||云溪县档案馆|2.00", "||214|交通运输支出|7.00")
    assert of_kind("column_total", [label("income", ["total"], *rows)]) == []


def test_unknown_columns_take_part_in_no_hierarchy(label: Labeller) -> None:
    rows = ("||214|交通运输支出|7.00|55.0", "||21401|公路水路运输|7.00|45.0")
    found = of_kind("hierarchy", [label("income", ("total", "x.rate"), *rows)])
    assert {column for one in found for column in columns_of(one)} == {"total"}


def test_personnel_and_operating_totals_are_sums_of_their_economic_classes(label: Labeller) -> None:
    rows = (
        "||301|工资福利支出|6.00",
        "||302|商品和服务支出|3.00",
        "||303|对个人和家庭的补助|1.00",
        "||310|资本性支出|2.00",
    )
    totals = ("|||人员经费合计|7.00", "|||公用经费合计|5.00")
    found = of_kind("column_total", [label("general_budget_basic_expenditure", ["amount"], *rows, *totals)])
    assert [(rows_of(one), one.holds) for one in found] == [([4, 0, 2], True), ([5, 1, 3], True)]


def test_travel_items_are_summed_by_name_and_counts_are_not(label: Labeller) -> None:
    rows = (
        "|1||一、“三公”经费支出|—",
        "|2||（一）支出合计|9.00",
        "|3||1．因公出国（境）费|2.00",
        "|4||2．公务用车购置及运行维护费|4.00",
        "|5||（1）公务用车购置费|1.00",
        "|6||（2）公务用车运行维护费|3.00",
        "|7||3．公务接待费|3.00",
        "|8||4．公务用车保有量（辆）|3",
    )
    found = of_kind("list_sum", [label("three_public_and_operating", ["final"], *rows)])
    assert [(rows_of(one), one.holds) for one in found] == [([1, 2, 3, 6], True), ([3, 4, 5], True)]


# --- the two-sided summaries ---

SUMMARY = (
    "income|1||一、一般公共预算财政拨款收入|6.00",
    "expenditure|5||一、交通运输支出|7.00",
    "income|||其中：上年安排|1.00",
    "income|2||二、其他收入|2.00",
    "expenditure|6||二、住房保障支出|2.00",
    "income|3||本年收入合计|8.00",
    "expenditure|7||本年支出合计|9.00",
    "income|4||年初结转和结余|3.00",
    "expenditure|8||年末结转和结余|2.00",
    "income|||总计|11.00",
    "expenditure|||总计|11.00",
)
SIDES = ("amount@income", "amount@expenditure")


def test_summary_adds_up_on_both_sides_and_to_one_total(label: Labeller) -> None:
    table = label("income_expenditure_summary", SIDES, *SUMMARY)
    assert [rows_of(one) for one in of_kind("column_total", [table])] == [[5, 0, 3], [6, 1, 4]]
    assert [rows_of(one) for one in of_kind("balance", [table])] == [[9, 5, 7], [10, 6, 8], [9, 10]]
    assert failing([table]) == []


def test_grand_total_with_an_unknown_row_before_it_is_not_stated(label: Labeller) -> None:
    rows = [*SUMMARY[:8], "income|||某项调整|4.00", *SUMMARY[8:]]
    found = of_kind("balance", [label("income_expenditure_summary", SIDES, *rows)])
    assert [rows_of(one) for one in found] == [[11, 6, 9], [10, 11]]


FISCAL = (
    "income|||一、一般公共预算财政拨款|6.00",
    "income|||二、政府性基金预算财政拨款|2.00",
    "expenditure|||一、交通运输支出|7.00|5.00|2.00",
    "income|||本年收入合计|8.00",
    "expenditure|||本年支出合计|7.00|5.00|2.00",
    "income|||年初财政拨款结转和结余|1.00",
    "expenditure|||年末财政拨款结转和结余|2.00|1.50|0.50",
    "income|||一、一般公共预算财政拨款|0.50",
    "income|||二、政府性基金预算财政拨款|0.50",
    "income|||总计|9.00",
    "expenditure|||总计|9.00|6.50|2.50",
)
FISCAL_SIDES = ("amount@income", *(f"{key}@expenditure" for key in ("total", "general_budget", "government_fund")))


def test_opening_balance_is_the_sum_of_the_funds_below_it(label: Labeller) -> None:
    (one,) = of_kind("list_sum", [label("fiscal_appropriation_summary", FISCAL_SIDES, *FISCAL)])
    assert (rows_of(one), one.holds) == ([5, 7, 8], True)


def test_each_fund_has_its_own_total(label: Labeller) -> None:
    found = of_kind("balance", [label("fiscal_appropriation_summary", FISCAL_SIDES, *FISCAL)])
    assert [rows_of(one) for one in found if len(one.cells) == 3][-2:] == [[10, 0, 7], [10, 1, 8]]
    assert all(one.holds for one in found)


# --- across tables ---


def test_quantity_in_two_tables_is_one_number(label: Labeller) -> None:
    tables = [
        label("income_expenditure_summary", SIDES, *SUMMARY),
        label("income", ("total", "other"), "|||合计|8.00|2.00"),
        label("expenditure", ["total"], "|||合计|9.00", "||214|交通运输支出|7.00", "||221|住房保障支出|2.03"),
    ]
    found = of_kind("cross_table", tables)
    assert len(found) == 5  # the year's income, other income, the year's expenditure, two classes by name
    assert [one.difference for one in found if not one.holds] == [Decimal("-0.03")]


def test_number_printed_twice_may_differ_by_one_unit_of_its_last_digit(label: Labeller) -> None:
    tables = [label("income_expenditure_summary", SIDES, *SUMMARY), label("income", ["total"], "|||合计|8.01")]
    (one,) = of_kind("cross_table", tables)
    assert (one.tolerance, one.holds) == (Decimal("0.010"), True)


def test_tables_in_different_units_are_compared_in_the_smaller_one(label: Labeller) -> None:
    tables = [
        label("income_expenditure_summary", SIDES, *SUMMARY),
        label("income", ["total"], "|||合计|80049.00", unit="元"),
    ]
    (one,) = of_kind("cross_table", tables)
    assert (one.difference, one.tolerance, one.holds) == (Decimal("-49.00"), Decimal("50.005"), True)


def test_amounts_in_a_unit_that_is_not_theirs_contradict_each_other(label: Labeller) -> None:
    tables = [
        label("income_expenditure_summary", SIDES, *SUMMARY),
        label("income", ["total"], "|||合计|80000.00", unit="万元"),
    ]
    assert len(failing(tables)) == 1


def test_kind_that_is_printed_twice_is_compared_with_no_other_table(label: Labeller) -> None:
    tables = [label("income_expenditure_summary", SIDES, *SUMMARY)]
    tables += [label("income", ["total"], "|||合计|5.00"), label("income", ["total"], "|||合计|3.00")]
    assert of_kind("cross_table", tables) == []


def test_fiscal_appropriation_of_a_code_is_the_sum_over_the_funds(label: Labeller) -> None:
    tables = [
        label("income", ("total", "fiscal_appropriation"), "||212|城乡社区支出|9.00|9.00"),
        label("general_budget_income_expenditure", ["income.total"], "||212|城乡社区支出|5.00"),
        label("government_fund", ["income.total"], "||212|城乡社区支出|4.00"),
        label("state_capital", ["income.total"], "|||合计|0.00"),
    ]
    (one,) = [one for one in of_kind("cross_table", tables) if len(one.cells) == 3]
    assert one.holds


def test_fund_of_which_nothing_is_known_leaves_the_sum_unstated(label: Labeller) -> None:
    tables = [
        label("income", ("total", "fiscal_appropriation"), "||212|城乡社区支出|9.00|9.00"),
        label("general_budget_income_expenditure", ["income.total"], "||212|城乡社区支出|5.00"),
    ]
    assert of_kind("cross_table", tables) == []


def test_one_fund_spends_no_more_than_all_money_together(label: Labeller) -> None:
    tables = [
        label("expenditure", ["total"], "||214|交通运输支出|7.00"),
        label("general_budget_expenditure", ["expenditure.total"], "||214|交通运输支出|8.00"),
    ]
    (one,) = of_kind("of_which", tables)
    assert (one.holds, one.difference) == (False, Decimal("1.00"))


def test_basic_expenditure_is_personnel_and_operating_of_the_economic_form(label: Labeller) -> None:
    rows = ("||301|工资福利支出|6.00", "||302|商品和服务支出|3.00", "|||人员经费合计|6.00", "|||公用经费合计|3.00")
    tables = [
        label("general_budget_expenditure", ["expenditure.basic"], "|||合计|9.00"),
        label("general_budget_basic_expenditure", ["amount"], *rows),
    ]
    found = of_kind("cross_table", tables)
    assert [(rows_of(one)[1:], one.holds) for one in found] == [([2, 3], True), ([0, 1], True)]


def test_travel_item_is_its_economic_class_in_basic_and_project_expenditure(label: Labeller) -> None:
    tables = [
        label("general_budget_basic_expenditure", ["amount"], "||30217|公务接待费|2.00"),
        label("general_budget_project_expenditure", ["amount"], "||30217|公务接待费|1.00"),
        label("three_public_general", ["final"], "|7||3．公务接待费|4.00"),
    ]
    (one,) = of_kind("cross_table", tables)
    assert (one.holds, one.difference) == (False, Decimal("1.00"))


def test_travel_item_without_the_project_form_is_only_bounded(label: Labeller) -> None:
    tables = [
        label("general_budget_basic_expenditure", ["amount"], "||30217|公务接待费|2.00"),
        label("three_public_general", ["final"], "|7||3．公务接待费|4.00"),
    ]
    assert [one.kind for one in check_labels(tables)] == ["of_which"]


# --- what is proved ---


def test_zeros_blanks_and_open_cells_are_never_covered(label: Labeller) -> None:
    columns = ("total", "basic", "project", "operating")
    table = label("expenditure", columns, "||214|交通运输支出|7.00|7.00?|?|0.00")
    assert covered([table]) == {(table.file, 0, "total")}


def test_bound_covers_nothing(label: Labeller) -> None:
    table = label("income", ("business", "business.education_fees"), "||2050202|小学教育|7.00|5.00")
    assert covered([table]) == frozenset()


def test_failing_identity_covers_nothing(label: Labeller) -> None:
    assert covered([label("expenditure", EXPENDITURE, "||214|交通运输支出|8.00|5.00|2.00")]) == frozenset()


def small_document(label: Labeller) -> list[LabelTable]:
    coded = ("|||合计|9.00|6.00|3.00", "||214|交通运输支出|7.00|4.00|3.00", "||221|住房保障支出|2.00|2.00|")
    return [
        label("income_expenditure_summary", SIDES, *SUMMARY),
        label("expenditure", EXPENDITURE, *coded),
        label("three_public_and_operating", ["final"], "|1||4．公务用车保有量（辆）|3"),
    ]


def test_changing_a_covered_value_beyond_the_tolerance_makes_an_identity_fail(label: Labeller) -> None:
    tables = small_document(label)
    proved = covered(tables)
    assert len(proved) == 18  # all but 其中 and the count
    assert all(failing(changed(tables, cell)) for cell in proved)


def test_changing_a_value_that_is_not_covered_goes_unnoticed(label: Labeller) -> None:
    tables = small_document(label)
    left = {cell for cell in printed_amounts(tables) if cell not in covered(tables)}
    assert left
    assert not any(failing(changed(tables, cell)) for cell in left)


def printed_amounts(tables: Sequence[LabelTable]) -> set[CellKey]:
    return {
        (table.file, index, column)
        for table in tables
        for index, row in enumerate(table.rows)
        for column, value in row.values.items()
        if value.strip("0.—")
    }


def changed(tables: Sequence[LabelTable], cell: CellKey) -> list[LabelTable]:
    """The document with one value larger by 0.50."""
    file, index, column = cell
    result = []
    for table in tables:
        rows = list(table.rows)
        if table.file == file:
            value = str(Decimal(rows[index].values[column]) + Decimal("0.50"))
            rows[index] = replace(rows[index], values={**rows[index].values, column: value})
        result.append(replace(table, rows=tuple(rows)))
    return result


# --- reading the data file ---


@pytest.mark.parametrize(
    ("printed", "folded", "top", "of_which"),
    [
        ("一、“三公”经费支出", "三公经费支出", True, False),
        ("  （1）公务用车购置费", "公务用车购置费", False, False),
        ("2．公务用车购置及运行维护费", "公务用车购置及运行维护费", False, False),
        ("其中：外事接待费", "外事接待费", False, True),
        ("因公出国（境）费", "因公出国(境)费", False, False),
    ],
)
def test_enumerators_and_widths_of_a_name_do_not_count(printed: str, folded: str, top: bool, of_which: bool) -> None:
    name = read_name(printed)
    assert (name.folded, name.top, name.of_which) == (folded, top, of_which)


def test_formula_is_two_sums_of_keys() -> None:
    formula = read_formula("opening.total + income.total = expenditure.total + closing.total")
    assert formula.left == ("opening.total", "income.total")
    assert formula.right == ("expenditure.total", "closing.total")


# --- the corpus ---

# A class printed twice with 0.02 between the two; the second one is the sum of its rounded parts (see notes.md).
CONTRADICTIONS = {"000": set(), "001": set(), "004": {Decimal("-0.02")}}


@pytest.mark.parametrize("document", sorted(CONTRADICTIONS))
def test_labels_contradict_themselves_only_where_the_source_does(document: str) -> None:
    found = failing(read_tables(CORPUS / document))
    assert {one.difference for one in found} == CONTRADICTIONS[document]


@pytest.mark.parametrize("document", sorted(CONTRADICTIONS))
def test_no_identity_over_the_corpus_counts_a_cell_twice(document: str) -> None:
    assert all(len(set(one.cells)) == len(one.cells) for one in check_labels(read_tables(CORPUS / document)))


@pytest.mark.parametrize("document", sorted(CONTRADICTIONS))
def test_nearly_all_amounts_of_the_corpus_are_covered(document: str) -> None:
    tables = read_tables(CORPUS / document)
    settled = {cell for cell in printed_amounts(tables) if not is_open(tables, cell)}
    assert len(covered(tables)) >= 0.98 * len(settled)


def is_open(tables: Sequence[LabelTable], cell: CellKey) -> bool:
    (table,) = (table for table in tables if table.file == cell[0])
    return cell[2] in table.rows[cell[1]].open_columns


def test_the_check_reads_nothing_of_docparse() -> None:
    program = "import sys, benchmarks.identities; print([name for name in sys.modules if name.startswith('docparse')])"
    run = subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, capture_output=True, text=True)
    assert run.stdout.strip() == "[]"
