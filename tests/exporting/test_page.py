"""docs/export.md says what the tables hold, and its query gives what it promises."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from docparse.exporting.database import new_database
from docparse.exporting.rows import COLUMNS
from tests.exporting.build import amount, report_of, table
from tests.schema import build

Tree = dict[str, Any]

PAGE = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")


# Tables of what a self-evaluation form lists: a line each, under what they have in common.
LISTS = ("fund", "goal", "indicator", "task")


@pytest.mark.parametrize("name", COLUMNS)
def test_page_names_every_column_of_every_table(name: str) -> None:
    part = PAGE.partition(f"**`{name}`**")[2].partition("\n" if name in LISTS else "\n**`")[0]
    if name in LISTS:
        part += PAGE.partition("What a form lists")[2].partition("\n\n")[0]
    assert [column for column in COLUMNS[name] if f"`{column}`" not in part] == []


def three_public(kind: str, key: str | None, column: str, value: str, **changes: object) -> Tree:
    """A table of one row and one column."""
    cells = {column: amount(value, **changes)}
    return table([build.row(cells, id="r", key=key)], column, kind=kind)


def test_query_of_the_page_gives_one_verified_figure_for_each_department_and_year(tmp_path: Path) -> None:
    (query,) = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    sure, unsure = {"status": "verified"}, {"status": "read"}
    whole, general = "three_public_and_operating", "three_public_general"
    reports = {
        "一": [
            three_public(general, "three_public.total", "final", "3", **sure),
            three_public(whole, "expenditure.total", "final", "5", **sure),
        ],
        "二": [three_public("three_public", None, "final.total", "7.5", **sure, disputed_by=["check-2"])],
        "三": [three_public("three_public", None, "final.total", "9", **unsure)],
        "四": [three_public("three_public", None, "budget.total", "9", **sure)],
        "五": [three_public(whole, "three_public.reception", "final", "9", **sure)],
        "六": [
            three_public(whole, "three_public.total", "final", "9", **unsure),
            three_public(general, "three_public.total", "final", "2", **sure),
        ],
    }
    with new_database(tmp_path / "a.sqlite") as writer:
        for name, tables in reports.items():
            department = build.cell("灯塔管理处", value=f"{name}处")
            writer.put(report_of(*tables, source=name, organization=department, checks=[]))
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
        found = [line[:4] for line in connection.execute(query)]
    assert found == [("一处", "2031", "50000.00", 0), ("二处", "2031", "75000.00", 1), ("六处", "2031", "20000.00", 0)]
