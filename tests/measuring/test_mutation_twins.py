"""A text that another document prints as well contradicts nothing: mutants are judged against that document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.documents import Document
from benchmarks.identities import check_labels
from benchmarks.labels import parse_table
from benchmarks.mutations.ground import Ground, Value, failing
from benchmarks.mutations.readings import Reading
from benchmarks.mutations.relabelling import relabel
from benchmarks.mutations.twins import twin_of

if TYPE_CHECKING:
    from benchmarks.identities import CellKey

SUMMARY, INCOME = "01-income_expenditure_summary.tsv", "02-income.tsv"
HEAD = "# kind: {kind}\n# title: {title}\n# unit: 万元\n# empty: false\n"
SUMMARY_LABEL = (
    HEAD.format(kind="income_expenditure_summary", title="收入支出决算总表")
    + "@column\tamount\t金额\t1\tincome\n"
    + "@row\tincome\t1\t\t一、一般公共预算财政拨款收入\t7.00\n"
    + "@row\tincome\t2\t\t四、事业收入\t3.00\n"
    + "@row\tincome\t3\t\t五、经营收入\t0.00\n"
    + "@row\tincome\t4\t\t八、其他收入\t1.00\n"
    + "@row\tincome\t5\t\t本年收入合计\t11.00\n"
)
INCOME_LABEL = (
    HEAD.format(kind="income", title="收入决算表")
    + "@column\ttotal\t本年收入合计\t1\t\n@column\tfiscal_appropriation\t财政拨款收入\t2\t\n"
    + "@column\tbusiness\t事业收入\t3\t\n@column\toperating\t经营收入\t4\t\n@column\tother\t其他收入\t5\t\n"
    + "@row\t\t\t\t合计\t11.00\t7.00\t3.00\t\t1.00\n"
)
SWAP: dict[CellKey, str] = {(SUMMARY, 1, "amount"): "0.00", (SUMMARY, 2, "amount"): "3.00"}


def ground_of(text: str) -> Ground:
    labels = (parse_table(SUMMARY_LABEL, file=SUMMARY), parse_table(INCOME_LABEL, file=INCOME))
    columns = [("total", "11.00"), ("fiscal_appropriation", "7.00"), ("business", "3.00"), ("other", "1.00")]
    values = []
    for rank, (column, printed) in enumerate(columns):
        start = text.index(printed, values[-1].end if values else 0)
        values.append(Value((INCOME, 0, column), start, start + len(printed), printed, None, rank))
    nothing = frozenset[object]()
    return Ground(
        document=Document("made-up", Path(), labels),
        text=text,
        reading=Reading({}, {}, nothing, nothing, nothing),  # type: ignore[arg-type]
        labelled={},
        values=tuple(values),
        covered=frozenset(),
        slack={},
        failing=failing(check_labels(labels)),
        tied=frozenset(),
    )


def broken_by(ground: Ground, changes: dict[CellKey, str]) -> set[CellKey]:
    return {cell for cells in failing(check_labels(relabel(ground.labels, changes))) - ground.failing for cell in cells}


STREAM = "合计\n11.00\n7.00\n3.00\n1.00\n"


def test_swap_that_another_document_prints_has_a_twin() -> None:
    ground = ground_of(STREAM)
    broken = broken_by(ground, SWAP)
    assert (INCOME, 0, "business") in broken
    moved = {(INCOME, 0, "business"): "", (INCOME, 0, "operating"): "3.00"}
    assert twin_of(ground, SWAP, broken) == {**SWAP, **moved}


def test_row_whose_layout_tells_its_columns_has_no_twin() -> None:
    ground = ground_of("合计 11.00 7.00 3.00   1.00\n")
    assert twin_of(ground, SWAP, broken_by(ground, SWAP)) is None


@pytest.mark.parametrize(
    "changes",
    [
        {(SUMMARY, 1, "amount"): "1.00", (SUMMARY, 3, "amount"): "3.00"},  # the order of the row says otherwise
        {(SUMMARY, 1, "amount"): "3.50"},  # no other document adds up either
    ],
)
def test_change_that_no_other_document_explains_has_no_twin(changes: dict[CellKey, str]) -> None:
    ground = ground_of(STREAM)
    assert twin_of(ground, changes, broken_by(ground, changes)) is None
