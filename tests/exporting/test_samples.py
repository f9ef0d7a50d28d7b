"""The sample reports, exported to every format and read back by other programs: every value is that of the JSON."""

from __future__ import annotations

import io
import json
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import frictionless
import openpyxl
import orjson
import polars
import pytest
from openpyxl.utils.escape import unescape

from docparse.cli.export import ExportRequest, export
from docparse.cli.messages import Messages
from docparse.exporting.csv_files import harmless
from docparse.exporting.flattening import flatten
from docparse.exporting.results import read_results
from docparse.exporting.rows import COLUMNS, FirstIds
from docparse.exporting.workbook import _BEFORE, _BEHIND
from docparse.grammars.load import load_forms
from docparse.pipeline import parse_tree
from docparse.reading import decode
from docparse.schema import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*/source.txt"))
CELLS = ("source_sha256", "table_id", "row_id", "column_key", "value", "raw", "status", "spans")

Tree = dict[str, Any]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of all samples, one a line."""
    path = tmp_path_factory.mktemp("samples") / "results.jsonl"
    trees = (parse_tree(decode(sample.read_bytes(), name=f"{sample.parent.name}.txt")) for sample in CORPUS)
    path.write_bytes(b"".join(orjson.dumps(tree) + b"\n" for tree in trees))
    return path


@pytest.fixture(scope="module")
def trees(results: Path) -> list[Tree]:
    return [orjson.loads(line) for line in results.read_bytes().splitlines()]


@pytest.fixture(scope="module")
def rows(results: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of all samples, by table."""
    found: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
    first = FirstIds()
    for each in read_results(io.BytesIO(results.read_bytes()), by_lines=True):
        assert isinstance(each.content, Report)
        of_report = flatten(each.content, first)
        first = first.after(of_report)
        for table, of_table in of_report._asdict().items():
            found[table] += map(tuple, of_table)
    return found


def exported(results: Path, to: str) -> Path:
    target = results.parent / f"samples.{to}"
    request = ExportRequest(inputs=(str(results),), to=to, out=str(target))
    assert export(request, messages=Messages("en")) == 0
    return target


def compact(content: object) -> str:
    return json.dumps(content, separators=(",", ":"))


def cells_of(trees: list[Tree]) -> list[tuple[Any, ...]]:
    """Each value of each table as CELLS say it."""
    return [
        (tree["source"]["sha256"], table["id"], row["id"], key, cell["value"], cell["raw"], cell["status"],
         compact(cell["spans"]))
        for tree in trees for table in tree["tables"] for row in table["rows"] for key, cell in row["cells"].items()
        if cell is not None
    ]  # fmt: skip


def form_cells_of(trees: list[Tree]) -> list[tuple[Any, ...]]:
    """Each Cell of each self-evaluation form: form, part, position, field, label, and how it reads."""

    def of_entry(entry: Tree) -> Iterator[tuple[Any, ...]]:
        for name, content in entry.items():
            fields = {(name, None): content} if name != "extra" else {(name, label): c for label, c in content.items()}
            for (field, label), cell in fields.items():
                if isinstance(cell, dict) and "raw" in cell:
                    yield field, label, cell["value"], cell["raw"], cell["status"], compact(cell["spans"])

    found = []
    for tree in trees:
        for form in tree["evaluations"]:
            whose = (tree["source"]["sha256"], form["id"])
            found += [(*whose, "evaluation", 0, *told) for told in of_entry(form)]
            for part in ("fund", "goal", "indicator", "task"):
                for position, entry in enumerate(form[f"{part}s"]):
                    found += [(*whose, part, position, *told) for told in of_entry(entry)]
    return found


FORM_CELLS = """
    SELECT source_sha256, reference, part, position, field, evaluation_cell.label, value, raw, status,
        evaluation_cell.spans
    FROM evaluation_cell JOIN evaluation ON evaluation.id = evaluation_id ORDER BY evaluation_cell.id
"""
FACTS = "SELECT source_sha256, reference, value, raw, status, spans FROM fact ORDER BY id"


def test_samples_have_something_of_everything(rows: dict[str, list[Any]]) -> None:
    assert [table for table, of_table in rows.items() if not of_table] == []


def test_checks_find_every_cell_that_they_cover(rows: dict[str, list[Any]]) -> None:
    columns = COLUMNS["check_cell"]
    ids = [columns.index(name) for name in ("cell_id", "evaluation_cell_id", "fact_id")]
    assert [row for row in rows["check_cell"] if sum(row[at] is not None for at in ids) != 1] == []


def test_parquet_read_by_polars(results: Path, trees: list[Tree], rows: dict[str, list[Any]]) -> None:
    folder = exported(results, "parquet")
    assert polars.read_parquet(folder / "cell.parquet").select(CELLS).rows() == cells_of(trees)
    for table, of_table in rows.items():
        assert polars.read_parquet(folder / f"{table}.parquet").select(COLUMNS[table]).rows() == of_table


def test_database_read_by_duckdb(results: Path, trees: list[Tree], rows: dict[str, list[Any]]) -> None:
    with closing(duckdb.connect(str(exported(results, "duckdb")), read_only=True)) as connection:

        def ask(question: str) -> list[Any]:
            return [tuple(each) for each in connection.execute(question).fetchall()]

        assert ask(f"SELECT {', '.join(CELLS)} FROM cell ORDER BY id") == cells_of(trees)  # noqa: S608
        assert ask(FORM_CELLS) == form_cells_of(trees)
        assert ask(FACTS) == [
            (tree["source"]["sha256"], fact["id"], *(fact["value"][name] for name in ("value", "raw", "status")),
             compact(fact["value"]["spans"]))
            for tree in trees for fact in tree["facts"]
        ]  # fmt: skip
        for table, of_table in rows.items():
            assert ask(f"SELECT {', '.join(COLUMNS[table])} FROM {table}") == of_table  # noqa: S608


def test_fiscal_package_read_by_frictionless(results: Path, trees: list[Tree]) -> None:
    folder = exported(results, "fiscal-data-package")
    assert frictionless.validate(str(folder / "datapackage.json")).flatten(["title", "rowNumber", "message"]) == []
    package = frictionless.Package(str(folder / "datapackage.json"))
    cells = [tuple(row[name] for name in CELLS) for row in package.get_resource("cell").read_rows()]
    assert cells == [tuple(map(harmless, each)) for each in cells_of(trees)]
    amounts = {row["cell_id"]: row for row in package.get_resource("amounts").read_rows()}
    assert len(amounts) > len(cells) / 2
    assert {str(row["value"]) for row in amounts.values()} <= {value for *_, value, _, _, _ in cells}


# The workbook.


class Book:
    """A workbook read by openpyxl, each content as the text that it shows, whole."""

    def __init__(self, path: Path) -> None:
        self._book = openpyxl.load_workbook(path, read_only=True)
        self._long: dict[str, str] = {}
        if "long_text" in self._book.sheetnames:
            for _, place, piece in self._book["long_text"].iter_rows(min_row=2, values_only=True):
                self._long[place] = self._long.get(place, "") + unescape(piece)

    def lines(self, name: str, *, header: int) -> Iterator[dict[str, str]]:
        """The lines of a sheet by the keys of its columns; blanks are left out."""
        found = self._book[name].iter_rows(min_row=header)
        keys = [cell.value for cell in next(found)]
        for line in found:
            told = zip(keys, line, strict=True)
            yield {key: self._text(name, cell) for key, cell in told if cell.value is not None}

    def _text(self, sheet: str, cell: Any) -> str:
        if cell.data_type == "n":
            decimals = len(cell.number_format.partition(" ")[0].partition(".")[2])
            return f"{cell.value:.{decimals}f}"
        return self._long.get(f"{sheet}!{cell.row},{cell.column}", unescape(cell.value))


@pytest.fixture(scope="module")
def book(results: Path) -> Book:
    return Book(exported(results, "xlsx"))


def test_workbook_shows_every_row_of_its_tables(book: Book, rows: dict[str, list[Any]]) -> None:
    for table, name in (_BEFORE | _BEHIND).items():
        named = (dict(zip(COLUMNS[table], row, strict=True)) for row in rows[table])
        expected = [{key: str(content) for key, content in row.items() if content not in (None, "")} for row in named]
        assert list(book.lines(name, header=1)) == expected


@pytest.mark.parametrize("form", load_forms(), ids=lambda form: form.kind)
def test_workbook_shows_every_value_of_a_form(book: Book, trees: list[Tree], form: Any) -> None:
    def key_of(row: Tree, key: str) -> str:
        return f"{row['side'] or ''} {key}".strip()

    expected = {
        (tree["source"]["name"], table["id"], row["id"], key_of(row, key)): cell["value"] or cell["raw"]
        for tree in trees for table in tree["tables"] if table["kind"] == form.kind
        for row in table["rows"] for key, cell in row["cells"].items() if cell is not None
    }  # fmt: skip
    shown: dict[tuple[str, ...], str] = {}
    for line in book.lines(form.titles[0], header=2) if expected else ():
        take = partial(_values_of_side, line)
        for side in ("", "income ", "expenditure "):
            shown |= take(side)
    assert shown == expected


def _values_of_side(line: dict[str, str], side: str) -> dict[tuple[str, ...], str]:
    if f"{side}row_id" not in line:
        return {}
    stub = {"organization", "fiscal_year", "source_name", "table_id", "unit", "row_id", "code", "name"}
    sides = ("income ", "expenditure ")
    return {
        (line["source_name"], line["table_id"], line[f"{side}row_id"], key): text
        for key, text in line.items()
        if (key.startswith(side) if side else not key.startswith(sides)) and key.removeprefix(side) not in stub
    }
