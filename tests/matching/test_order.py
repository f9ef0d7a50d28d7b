"""In which order a print gives the columns of a form."""

from __future__ import annotations

import pytest

import docparse
from tests.build import match


def keys(printed: str) -> list[str]:
    found = match(printed)
    assert found is not None
    return [column.key for column in found.columns]


@pytest.mark.parametrize(
    ("labels", "order"),
    [
        ("本年支出合计 基本支出 项目支出", ["total", "basic", "project"]),
        ("本年支出合计 项目支出 基本支出", ["total", "project", "basic"]),
        ("基本支出 项目支出 本年支出合计", ["basic", "project", "total"]),
    ],
)
def test_columns_stand_as_the_line_prints_their_labels(labels: str, order: list[str]) -> None:
    assert keys(f"    支出决算表\n    科目编码 科目名称 {labels}\n    201 观星服务 5.00 2.00 3.00\n") == order


def test_wrapped_label_keeps_the_place_that_the_form_gives_it() -> None:
    header = "    上缴上\n    科目编码 科目名称 本年支出合计 项目支出 基本支出 经营支出\n    级支出\n"
    found = keys(f"    支出决算表\n{header}    201 观星服务 5.00 2.00 3.00 0.00 0.00\n")
    assert found == ["total", "project", "basic", "remitted_to_superior", "operating"]


def test_blocks_of_columns_change_places_with_their_labels() -> None:
    found = keys(
        "    “三公”经费支出决算表\n    决算数 预算数\n"
        "    合计 因公出国（境）费 公务接待费 合计 因公出国（境）费 公务接待费\n    5.00 0.00 5.00 6.00 0.00 6.00\n"
    )
    assert found[:1] + found[3:4] == ["final.total", "budget.total"]


def test_label_that_one_of_its_blocks_lost_moves_no_column() -> None:
    """The second line of labels is printed behind the first, and its first label run together with the last of that."""
    block = "合计 因公出国（境）费 公务用车购置及运行费 公务接待费"
    ends = "小计 公务用车购置费 公务用车运行费"
    amounts = "5.00 0.00 0.00 0.00 0.00 5.00"
    found = keys(
        f"    “三公”经费支出决算表\n    预算数 决算数\n    {block} {block}{ends} {ends}\n"
        f"    1 2 3 4 5 6 7 8 9 10 11 12\n    {amounts} {amounts}\n"
    )
    parts = ("total", "abroad", "vehicles", "vehicles.purchase", "vehicles.operation", "reception")
    assert found == [f"{block}.{part}" for block in ("budget", "final") for part in parts]


@pytest.mark.parametrize("group_first", [True, False])
def test_label_above_two_columns_moves_none_where_values_add_up_in_the_order_of_the_form(group_first: bool) -> None:
    """Labels that have a line each may be printed by their height on the page."""
    labels = ["合计", "因公出国（境）费", "公务接待费"]
    vehicles = ["公务用车购置及运行维护费"]
    upper = [*vehicles, *labels] if group_first else [*labels, *vehicles]
    header = ["预算数", *upper, "决算数", *upper, *["小计", "公务用车购置费", "公务用车运行维护费"] * 2]
    values = ["9.00", "1.00", "6.00", "2.00", "4.00", "2.00", "8.00", "1.00", "5.00", "2.00", "3.00", "2.00"]
    (table,) = docparse.parse("\n".join(["“三公”经费支出决算表", "单位：万元", *header, *values]) + "\n").tables
    (row,) = table.rows
    found = {key: cell.raw for key, cell in row.cells.items() if cell is not None}
    assert found["budget.total"] == "9.00"
    assert found["budget.vehicles"] == "6.00"
    assert found["final.reception"] == "2.00"


SWAPPED = ["支出决算表", "单位：万元", "科目编码", "科目名称", "本年支出合计", "项目支出", "基本支出"]


def statuses(rows: list[str], *, labels: list[str]) -> list[tuple[str, str]]:
    """Column and status of each value of a table with one cell a line."""
    (table,) = docparse.parse("\n".join([*labels, *rows]) + "\n").tables
    return [(key, cell.status) for row in table.rows for key, cell in row.cells.items() if cell is not None]


ROWS = ["205", "教育支出", "31.00", "31.00", "0.00", "20502", "普通教育", "31.00", "31.00", "0.00"]


def test_columns_whose_order_lines_alone_tell_are_never_verified() -> None:
    """Two neighbouring lines that changed places look no different from a form that is printed in another order."""
    found = statuses(ROWS, labels=SWAPPED)
    assert {status for key, status in found if key in ("basic", "project")} == {"inferred"}


def test_columns_in_the_order_of_the_form_are_not_doubted_for_their_order() -> None:
    found = statuses(ROWS, labels=[*SWAPPED[:5], "基本支出", "项目支出"])
    assert ("basic", "verified") in found


def test_column_that_no_form_knows_casts_no_doubt_on_its_neighbours() -> None:
    rows = [
        *["205", "教育支出", "31.00", "20.00", "11.00", "7.00"],
        *["20502", "普通教育", "31.00", "20.00", "11.00", "7.00"],
    ]
    found = statuses(rows, labels=[*SWAPPED[:5], "基本支出", "项目支出", "观星支出"])
    assert {status for key, status in found if key in ("basic", "project")} == {"verified"}


def test_pairs_under_labels_of_several_tiers_stand_as_their_line_prints_them() -> None:
    """决算数 before 预算数 below each label, some of which stand below another label."""
    found = keys(
        "    “三公”经费支出决算表\n    合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费\n"
        "    小计 公务用车购置费 公务用车运行维护费\n"
        f"    {' '.join(['决算数', '预算数'] * 6)}\n"
        "    28.00 30.00 0.00 0.00 24.00 25.00 10.00 10.00 14.00 15.00 4.00 5.00\n"
    )
    parts = ("total", "abroad", "vehicles", "vehicles.purchase", "vehicles.operation", "reception")
    assert found == [f"{block}.{part}" for part in parts for block in ("final", "budget")]
