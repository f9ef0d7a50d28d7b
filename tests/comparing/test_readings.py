"""Two readings of one text: what a second docparse says otherwise, and nothing else."""

from __future__ import annotations

import copy
import json
import time
from typing import TYPE_CHECKING, Any

import pytest

import docparse
from docparse.comparing import PARTS, Change, Comparison, compare
from docparse.schema import Report
from tests.schema.build import report_tree

if TYPE_CHECKING:
    from collections.abc import Callable

Tree = dict[str, Any]


def compared(change: Callable[[Tree], object]) -> Comparison:
    """The made-up report of the schema's tests against itself after a change."""
    tree = report_tree()
    other = copy.deepcopy(tree)
    change(other)
    return compare(Report.model_validate(tree), Report.model_validate(other))


def only(comparison: Comparison, part: str) -> Change:
    """The one change that there is, which is of that part."""
    assert {name: len(found) for name, found in comparison.parts.items() if found} == {part: 1}
    return comparison.parts[part][0]


def row(tree: Tree) -> Tree:
    return tree["tables"][0]["rows"][0]


def test_nothing_changed_between_a_report_and_itself() -> None:
    found = compared(lambda tree: None)
    assert (found.relation, found.changed, found.values_changed) == ("readings", False, 0)
    assert tuple(found.parts) == PARTS


def test_another_docparse_that_says_the_same_changes_nothing() -> None:
    assert not compared(lambda tree: tree["producer"].update(version="99.0")).changed


@pytest.mark.parametrize(("field", "value"), [("value", "12.60"), ("status", "conflicting"), ("spans", [[0, 2]])])
def test_cell_is_told_by_table_row_and_column(field: str, value: object) -> None:
    found = compared(lambda tree: row(tree)["cells"]["total"].update({field: value}))
    change = only(found, "cells")
    assert (change.what, change.names, change.fields) == ("changed", ("expenditure", "901", "total"), (field,))
    assert change.before is not None
    assert change.after is not None
    assert (change.before["value"], change.after[field]) == ("12.50", value)
    assert found.values_changed == (field == "value")


def test_guessed_blank_that_is_settled_is_a_change_of_status() -> None:
    change = only(compared(lambda tree: row(tree)["unsettled"].clear()), "cells")
    assert (change.fields, change.names[-1]) == (("status",), "project")


def test_unit_is_told_once_and_not_for_every_cell() -> None:
    change = only(compared(lambda tree: tree["tables"][0].update(unit=None, unit_factor=None)), "tables")
    assert change.fields == ("unit_factor", "unit")


def test_row_that_is_lost_is_named_and_no_other_row_is_taken_for_it() -> None:
    change = only(compared(lambda tree: tree["tables"][0]["rows"].pop(0)), "rows")
    assert (change.what, change.names, change.after) == ("lost", ("expenditure", "901"), None)


def test_row_with_another_key_is_the_same_row() -> None:
    change = only(compared(lambda tree: row(tree).update(id="x.lamp", key="x.lamp")), "rows")
    assert (change.what, change.fields) == ("changed", ("id", "key"))


def test_lost_table_counts_its_values() -> None:
    def lose(tree: Tree) -> None:
        tree["tables"].pop(0)
        tree["checks"].clear()

    found = compared(lose)
    (change,) = found.parts["tables"]
    assert (change.what, change.names) == ("lost", ("expenditure",))
    assert found.values_changed == (change.before or {})["values"] > 0


def test_check_that_comes_out_otherwise() -> None:
    def fail(tree: Tree) -> None:
        check = next(check for check in tree["checks"] if check["outcome"] == "holds")
        check.update(outcome="fails", cause="source")

    change = only(compared(fail), "checks")
    assert change.fields == ("outcome", "cause")


def test_diagnostic_that_is_gone() -> None:
    assert only(compared(lambda tree: tree["diagnostics"].pop(0)), "diagnostics").what == "lost"


def test_indicator_that_is_gone_does_not_shift_the_others() -> None:
    def repeat(tree: Tree) -> None:
        first = tree["evaluations"][0]["indicators"][0]
        tree["evaluations"][0]["indicators"] = [copy.deepcopy(first) for _ in range(3)]

    def numbered(tree: Tree) -> Tree:
        repeat(tree)
        for number, each in enumerate(tree["evaluations"][0]["indicators"]):
            for cell in each.values():
                if isinstance(cell, dict) and "spans" in cell:
                    cell["spans"] = [[number, number + 1]]
        return tree

    before, after = numbered(report_tree()), numbered(report_tree())
    after["evaluations"][0]["indicators"].pop(0)
    found = compare(Report.model_validate(before), Report.model_validate(after))
    assert only(found, "evaluations").what == "lost"


def test_statement_and_heading_and_head() -> None:
    def change(tree: Tree) -> None:
        tree["facts"][0]["value"]["value"] = "99"
        tree["sections"][0]["title"] = "灯塔"
        tree["fiscal_year"]["status"] = "conflicting"

    found = compared(change)
    assert [(part, found.parts[part][0].fields) for part in ("facts", "sections", "heads")] == [
        ("facts", ("value",)),
        ("sections", ("title",)),
        ("heads", ("status",)),
    ]


def test_comparison_is_plain_data() -> None:
    found = compared(lambda tree: row(tree)["cells"]["total"].update(value="1"))
    tree = json.loads(json.dumps(found.to_dict()))
    assert (tree["counts"]["cells"], tree["values_changed"], tree["relation"]) == (1, 1, "readings")
    assert set(tree["changes"]["cells"][0]) == {
        "what", "names", "printed", "fields", "before", "after", "difference", "in_yuan", "rate",
    }  # fmt: skip


def test_unknown_way_is_refused() -> None:
    report = Report.model_validate(report_tree())
    with pytest.raises(docparse.DocparseError):
        compare(report, report, way="words")  # type: ignore[arg-type]


def large(rows: int) -> Report:
    """A report with so many rows, all of one name."""
    tree = report_tree()
    first = tree["tables"][0]["rows"][0]
    repeated = [first | {"id": f"901#{number}" if number > 1 else "901"} for number in range(1, rows + 1)]
    tree["tables"][0]["rows"] = repeated
    tree["checks"].clear()
    return Report.model_validate(tree)


def test_time_grows_with_the_number_of_cells() -> None:
    def seconds(rows: int) -> float:
        before, after = large(rows), large(rows)
        started = time.process_time()
        for _ in range(3):
            compare(before, after)
            compare(before, after, way="accounts")
        return time.process_time() - started

    seconds(100)
    assert seconds(4000) < 12 * seconds(1000) + 0.5
