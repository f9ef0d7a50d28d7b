"""docs/export.md says what the tables hold, and its queries give what they promise, run as they are printed there."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import orjson
import pytest

from docparse.batch.formats import JsonLines, Line
from docparse.cli.export import ExportRequest, export
from docparse.cli.export_targets import FORMATS
from docparse.cli.messages import Messages
from docparse.exporting.fiscal_rows import COLUMN_TYPES, FiscalRow
from docparse.exporting.rows import COLUMNS
from docparse.exporting.workbook import _BEFORE, _BEHIND
from tests.exporting.build import amount, table, tree_of
from tests.schema import build

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[[str], list[tuple[Any, ...]]]

Tree = dict[str, Any]

PAGE = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
THREE_PUBLIC, GROWTH = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)

# Tables of what a self-evaluation form lists: a line each, under what they have in common.
LISTS = ("fund", "goal", "indicator", "task")


@pytest.mark.parametrize("name", COLUMNS)
def test_page_names_every_column_of_every_table(name: str) -> None:
    part = PAGE.partition(f"**`{name}`**")[2].partition("\n" if name in LISTS else "\n**`")[0]
    if name in LISTS:
        part += PAGE.partition("What a form lists")[2].partition("\n\n")[0]
    assert [column for column in COLUMNS[name] if f"`{column}`" not in part] == []


def test_page_names_every_column_of_the_amounts_with_its_type() -> None:
    part = PAGE.partition("## Fiscal Data Package")[2].partition("\n## ")[0]
    assert [column for column in FiscalRow._fields if f"`{column}`" not in part] == []
    assert [kind for kind in COLUMN_TYPES.values() if kind.partition(":")[0] not in part] == []


def test_page_names_every_format_and_every_sheet() -> None:
    assert [to for to in FORMATS if f"\n| `{to}` |" not in PAGE] == []
    part = PAGE.partition("## The workbook")[2].partition("\n## ")[0]
    assert [name for name in (_BEFORE | _BEHIND).values() if f"`{name}`" not in part] == []


@pytest.fixture(params=["sqlite", "duckdb"])
def ask(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Ask]:
    """Exports a batch of these reports and gives what asks the database."""

    def exported(*trees: Tree) -> Ask:
        folder, target = tmp_path / "out", tmp_path / "accounts"
        (folder / "parts").mkdir(parents=True)
        form = JsonLines(zstd=True)
        lines = [Line(str(number), 1, (None,) * 6, orjson.dumps(tree)) for number, tree in enumerate(trees)]
        with (folder / "parts" / f"part-00000{form.suffix}").open("wb") as stream:
            form.write(stream, lines)
        request_ = ExportRequest(inputs=(str(folder),), to=request.param, out=str(target))
        assert export(request_, messages=Messages("en")) == 0

        def asked(query: str) -> list[tuple[Any, ...]]:
            connect: Any = sqlite3.connect if request.param == "sqlite" else duckdb.connect
            with closing(connect(str(target))) as connection:
                return [tuple(line) for line in connection.execute(query).fetchall()]

        return asked

    return exported


def report(name: str, *tables: Tree, department: str = "灯塔管理处", year: str = "2031", **changes: object) -> Tree:
    cells: Tree = {
        "organization": build.cell("灯塔管理处", value=department),
        "fiscal_year": build.cell("2031", value=year),
    }
    return tree_of(*tables, source=name, checks=[], **cells | changes)


def three_public(kind: str, key: str | None, column: str, value: str, **changes: object) -> Tree:
    """A table of one row and one column."""
    cells = {column: amount(value, **changes)}
    return table([build.row(cells, id="r", key=key)], column, kind=kind)


def spending(*classes: tuple[str, str], **changes: object) -> Tree:
    """A table of expenditure with an amount in 万元 for each class."""
    rows = [
        build.row(
            {"total": amount(value, **{"status": "verified"} | changes)},
            id=code, code=build.cell("901", value=code), key=code, name=build.cell("灯塔维护", value=f"{code}类"),
        )
        for code, value in classes
    ]  # fmt: skip
    return table(rows, "total")


def test_three_public_spending_is_one_verified_figure_for_each_department_and_year(ask: Callable[..., Ask]) -> None:
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
    found = ask(*(report(name, *tables, department=f"{name}处") for name, tables in reports.items()))(THREE_PUBLIC)
    assert [line[:4] for line in found] == [
        ("一处", "2031", "50000.00", 0), ("二处", "2031", "75000.00", 1), ("六处", "2031", "20000.00", 0),
    ]  # fmt: skip


def test_growth_joins_two_years_of_a_department_class_by_class(ask: Callable[..., Ask]) -> None:
    found = ask(
        report("a", spending(("201", "10"), ("205", "4"), ("208", "0")), year="2030"),
        report("b", spending(("201", "12.5"), ("205", "3"), ("208", "1"), ("210", "9"))),
        report("c", spending(("201", "99")), year="2029", department="浮标管理处"),
    )(GROWTH)
    assert [line[1:] for line in found] == [
        ("201", "201类", "2030", "2031", "100000.00", "125000.00", 25.0),
        ("205", "205类", "2030", "2031", "40000.00", "30000.00", -25.0),
        ("208", "208类", "2030", "2031", "0.00", "10000.00", None),
    ]


def test_growth_leaves_out_what_is_not_verified_or_not_alike(ask: Callable[..., Ask]) -> None:
    found = ask(
        report("a", spending(("201", "10")), year="2030"),
        report("b", spending(("201", "12"), status="inferred")),
        report("c", spending(("201", "12")), scope="consolidated"),
        report("d", spending(("201", "12")), department="浮标管理处"),
        report("e", spending(("201", "12")), year="2032"),
        report("f", spending(("20101", "12"))),
    )(GROWTH)
    assert found == []
