"""The data block of the page: Cells by index, offsets as browsers count them, nothing said twice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.reviewing.cells import STATUSES, CellIndex, CodeUnits
from docparse.schema import Cell
from tests.reviewing.build import CONTRADICTION, HOSTILE, data_of, parsed, told


def in_code_units(text: str, start: int, end: int) -> str:
    """What a browser finds between two offsets."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


def cell(text: str, printed: str, **changes: object) -> Cell:
    start = text.index(printed)
    tree: dict[str, Any] = {"value": printed, "raw": printed, "status": "read"}
    tree["spans"] = [[start, start + len(printed)]]
    return Cell.model_validate(tree | changes)


def index_of(text: str) -> CellIndex:
    return CellIndex(text, CodeUnits.of(text))


# Offsets


@given(st.text(st.characters(min_codepoint=0xFFF0, max_codepoint=0x1000F, exclude_categories=["Cs"])), st.data())
def test_offsets_in_code_units_lead_to_the_same_characters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    units = CodeUnits.of(text)
    assert in_code_units(text, units.at(start), units.at(end)) == text[start:end]


def test_character_beyond_the_first_plane_moves_what_follows_by_one() -> None:
    text = "\U00020000浮标\U00020001灯塔"
    assert index_of(text).units.flat([(1, 3), (4, 6)]) == [2, 4, 6, 8]


# Cells


def test_cell_is_its_status_and_its_spans() -> None:
    cells = index_of("甲 12.50")
    cells.add(cell("甲 12.50", "12.50", status="verified"), "tables", 0)
    assert cells.rows == [[STATUSES.index("verified"), 2, 7]]


def test_value_is_told_only_where_it_differs_from_the_print() -> None:
    text = "1,250.00 甲"
    cells = index_of(text)
    cells.add(cell(text, "1,250.00", value="1250.00"), "a")
    cells.add(cell(text, "甲"), "b")
    assert cells.values == {0: "1250.00"}


def test_blank_has_no_index_and_a_guessed_one_has() -> None:
    cells = index_of("")
    assert (cells.add(None, "a"), cells.add_guessed_blank("b")) == (None, 0)
    assert cells.rows == [[STATUSES.index("unsettled")]]


def test_pointer_of_a_cell_is_escaped_as_in_checks() -> None:
    cells = index_of("甲")
    cells.add(cell("甲", "甲"), "tables", 0, "cells", "x.a/b~c")
    assert cells.pointers == {"/tables/0/cells/x.a~1b~0c": 0}


def test_alternatives_disputes_and_repairs_are_kept() -> None:
    data = data_of(told())
    details = list(data["details"].values())
    assert {"disputed": ["check-2"]} in details
    assert {"alternatives": [["project", "10.00"], [None, None]], "repaired": True} in details


def test_every_cell_of_a_report_reads_what_its_spans_hold() -> None:
    report, text = parsed(CONTRADICTION)
    data = data_of((report, text))
    assert text.startswith(HOSTILE)
    for row in report.tables[1].rows:
        for column, value in row.cells.items():
            place = f"/tables/1/rows/{report.tables[1].rows.index(row)}/cells/{column}"
            assert value is not None
            _, start, end = data["cells"][pointer_index(report, text)[place]]
            assert in_code_units(text, start, end) == value.raw


def pointer_index(report: Any, text: str) -> dict[str, int]:
    """Indexes by pointer, made as the page makes them."""
    from docparse.reviewing.tables import table_tree

    cells = index_of(text)
    for name in ("title", "organization", "administrative_division", "fiscal_year"):
        cells.add(getattr(report, name), name)
    for at, table in enumerate(report.tables):
        table_tree(table, at, cells)
    return cells.pointers


# Tables, forms, checks


def test_rows_name_their_cells_in_the_order_of_the_columns_of_their_side() -> None:
    data = data_of(parsed(CONTRADICTION))
    summary = data["tables"][0]
    widths = {row[1]: len(row[8]) for row in summary["rows"]}
    assert widths == {"income": 1, "expenditure": 4}


def test_guessed_blank_stands_in_its_row() -> None:
    data = data_of(told())
    values = data["tables"][0]["rows"][0][8]
    assert data["cells"][values[2]] == [STATUSES.index("unsettled")]


def test_columns_of_a_form_that_are_blank_throughout_are_left_out() -> None:
    (form,) = data_of(told())["evaluations"]
    blocks = {block["name"]: block["columns"] for block in form["blocks"]}
    assert blocks["funds"] == ["source", "weight"]
    assert blocks["indicators"] == ["level1", "target", "actual", "weight", "score"]


def test_what_an_indicator_is_understood_as_is_told_with_it() -> None:
    reads = [each["reads"] for each in data_of(told())["details"].values() if "reads" in each]
    assert reads == ["50", "≥ 95", "100 %"]


def test_check_names_its_cells_and_not_its_words() -> None:
    data = data_of(parsed(CONTRADICTION))
    found = next(check for check in data["checks"] if check[2] == "fails" and check[3] == "source")
    assert (found[5], len(found[4]), found[6:9], len(found)) == (1, 2, ["10.10", "10.12", "-0.02"], 10)


def test_check_whose_sides_are_not_told_keeps_its_statement() -> None:
    data = data_of(told())
    assert data["checks"][0][-1] == "12.50 = 10.00 + 2.50"


@pytest.mark.parametrize("make", [told, lambda: parsed(CONTRADICTION)])
def test_every_check_points_at_cells_that_there_are(make: Any) -> None:
    data = data_of(make())
    pointed = {index for check in data["checks"] for index in check[4]}
    assert pointed
    assert max(pointed) < len(data["cells"])


def test_groups_begin_where_the_cells_of_the_group_before_end() -> None:
    data = data_of(told())
    firsts = [data["tables"][0]["first"], data["evaluations"][0]["first"], data["first_fact"]]
    assert firsts == sorted(firsts)
    assert data["facts"][0][1] == data["first_fact"]
