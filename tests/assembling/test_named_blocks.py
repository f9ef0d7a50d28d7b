"""“三公” forms that print budget and final figures below each other, with and without what some provinces add."""

from __future__ import annotations

import docparse
from docparse.schema import Table

SIX = "合计 因公出国（境）费 公务接待费 公务用车购置及运行维护费"
VEHICLES = "小计 公务用车购置费 公务用车运行维护费"


def table(*lines: str, title: str = "“三公”经费支出决算表") -> Table:
    (found,) = docparse.parse("\n".join([title, "单位：万元", *lines]) + "\n").tables
    return found


def printed(found: Table) -> list[dict[str, tuple[str, str]]]:
    return [{key: (cell.raw, cell.status) for key, cell in row.cells.items() if cell is not None} for row in found.rows]


def test_name_of_a_row_says_whether_its_figures_are_the_budget() -> None:
    found = table(
        f"项目 {SIX}", VEHICLES, "预算数 30.00 0.00 5.00 25.00 10.00 15.00", "决算数 28.00 0.00 4.00 24.00 10.00 14.00"
    )
    budget, final = printed(found)
    assert budget["budget.total"] == ("30.00", "verified")
    assert budget["budget.vehicles.operation"] == ("15.00", "verified")
    assert final["final.total"] == ("28.00", "verified")
    assert {key.split(".")[0] for key in budget} == {"budget"}
    assert {key.split(".")[0] for key in final} == {"final"}
    assert [column.key for column in found.columns[:2]] == ["budget.total", "budget.abroad"]
    assert all(set(row.cells) == {column.key for column in found.columns} for row in found.rows)


def test_row_that_no_block_is_named_for_keeps_the_columns_of_the_header() -> None:
    (row,) = printed(table(f"项目 {SIX}", VEHICLES, "合计 28.00 0.00 4.00 24.00 10.00 14.00"))
    assert row["final.total"] == ("28.00", "verified")


def test_blocks_beside_each_other_are_told_by_the_header() -> None:
    found = table(
        "项目 预算数 决算数",
        f"{SIX} {SIX}",
        f"{VEHICLES} {VEHICLES}",
        "决算数 30.00 0.00 5.00 25.00 10.00 15.00 28.00 0.00 4.00 24.00 10.00 14.00",
    )
    (row,) = printed(found)
    assert row["budget.total"] == ("30.00", "verified")
    assert row["final.total"] == ("28.00", "verified")


def test_meetings_and_training_beside_the_six_figures() -> None:
    found = table(
        "项目 总计 一般公共预算财政拨款安排的“三公”经费 会议费 培训费",
        "小计 因公出国（境）费用 公务接待费 公务用车购置及运行维护费",
        VEHICLES,
        "预算数 35.00 30.00 0.00 5.00 25.00 10.00 15.00 2.00 3.00",
        "决算数 31.50 28.00 0.00 4.00 24.00 10.00 14.00 1.00 2.50",
        title="一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表",
    )
    budget, final = printed(found)
    assert budget["budget.grand_total"] == ("35.00", "verified")
    assert budget["budget.meetings"] == ("2.00", "verified")
    assert final["final.total"] == ("28.00", "verified")
    assert final["final.training"] == ("2.50", "verified")


def test_label_above_a_repeated_header_names_the_row_below() -> None:
    found = table(
        *("2031年预算数", SIX, VEHICLES, "30.00 0.00 5.00 25.00 10.00 15.00"),
        *("2031年决算数", SIX, VEHICLES, "28.00 0.00 4.00 24.00 10.00 14.00"),
    )
    budget, final = printed(found)
    assert budget["budget.total"] == ("30.00", "verified")
    assert final["final.total"] == ("28.00", "verified")


def test_twelve_figures_in_two_lines_are_one_row() -> None:
    found = table(
        "预算数 决算数",
        f"{SIX} {SIX}",
        f"{VEHICLES} {VEHICLES}",
        "30.00 0.00 5.00 25.00 10.00 15.00",
        "28.00 0.00 4.00 24.00 10.00 14.00",
    )
    (row,) = printed(found)
    assert row["budget.total"] == ("30.00", "verified")
    assert row["final.total"] == ("28.00", "verified")
    assert len(row) == 12


def test_form_whose_labels_numbers_and_figures_lost_their_white_space() -> None:
    found = table(
        "预算数决算数",
        "".join(f"{SIX} {SIX}".split()),
        "".join(f"{VEHICLES} {VEHICLES}".split()),
        "123456789101112",
        "30.000.005.0025.0010.0015.0028.000.004.0024.0010.0014.00",
    )
    (row,) = printed(found)
    assert row["budget.total"] == ("30.00", "verified")
    assert row["final.reception"] == ("4.00", "verified")


def test_rows_of_cells_one_a_line_begin_at_their_names() -> None:
    lines = [
        "项目 一般公共预算财政拨款安排的“三公”经费 会议费 培训费",
        "小计 因公出国（境）费用 公务接待费 公务用车购置及运行维护费",
        VEHICLES,
        "栏次 1 2 3 4 5 6 7 8",
        "预算数 9.50 0.50 3.00 6.00 0.00 6.00 2.00 4.00",
        "决算数 6.92 0.00 2.14 4.78 0.00 4.78 1.05 3.36",
    ]
    cells = " ".join(lines).split()
    found = table(*cells, title="一般公共预算财政拨款“三公”经费、会议费和培训费支出决算表")
    budget, final = printed(found)
    assert [budget[key][0] for key in ("budget.total", "budget.reception", "budget.training")] == [
        "9.50",
        "3.00",
        "4.00",
    ]
    assert [final[key][0] for key in ("final.total", "final.reception", "final.training")] == ["6.92", "2.14", "3.36"]
