"""Each made-up snippet under tests/cases is read as the JSON beside it says.

A case is ``<form>/<rendering>-<what>.txt`` with a hand-written ``.json``: the table's kind and unit, its columns as
``[key, label, label …]``, its rows with their values in the order of the columns of their side. A value is the decimal
string, null for a blank cell, or the printed mark for "no value".
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import docparse
from docparse.amounts import is_mark
from docparse.grammars.load import load_forms
from docparse.renderings import RENDERINGS

if TYPE_CHECKING:
    from docparse.schema import Cell, Row, Table

CASES = Path(__file__).parent / "cases"
SNIPPETS = sorted(CASES.rglob("*.txt"))
LEAST_FORMS = 8


def name_of(path: Path) -> str:
    return path.relative_to(CASES).with_suffix("").as_posix()


def rendering_of(path: Path) -> str:
    return path.stem.split("-")[0]


def printed(cell: Cell | None) -> str | None:
    """What a case says of a cell: its value, its mark, or null."""
    if cell is None:
        return None
    if cell.value is None:
        assert cell.raw is not None
        assert is_mark(cell.raw)
        return cell.raw
    return cell.value


def row_tree(row: Row) -> dict[str, Any]:
    tree: dict[str, Any] = {"side": row.side}
    tree |= {name: printed(getattr(row, name)) for name in ("code", "name", "line_number")}
    return tree | {"values": [printed(cell) for cell in row.cells.values()]}


def table_tree(table: Table) -> dict[str, Any]:
    return {
        "kind": table.kind,
        "unit": printed(table.unit),
        "empty": table.empty,
        "columns": [[column.key, *column.path] for column in table.columns],
        "rows": [row_tree(row) for row in table.rows],
        "notes": [printed(note) for note in table.notes],
    }


def expected_tree(path: Path) -> dict[str, Any]:
    tree = {"empty": False} | json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    stub = dict.fromkeys(("side", "code", "name", "line_number"))
    return tree | {"rows": [stub | row for row in tree["rows"]]}


@pytest.mark.parametrize("path", SNIPPETS, ids=name_of)
def test_snippet_is_read_as_written_beside_it(path: Path) -> None:
    expected = expected_tree(path)
    (table,) = docparse.parse(path.read_text(encoding="utf-8")).tables
    found = table_tree(table)
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("path", SNIPPETS, ids=name_of)
def test_snippet_is_recognised_in_the_rendering_that_its_name_says(path: Path) -> None:
    (table,) = docparse.parse(path.read_text(encoding="utf-8")).tables
    assert table.grammar.rendering == rendering_of(path)


@pytest.mark.parametrize("path", SNIPPETS, ids=name_of)
def test_raw_of_every_amount_is_what_stands_at_its_spans(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    (table,) = docparse.parse(text).tables
    cells = [cell for row in table.rows for cell in row.cells.values() if cell is not None]
    assert [cell.raw for cell in cells] == ["".join(text[start:end] for start, end in cell.spans) for cell in cells]


@pytest.mark.parametrize("path", SNIPPETS, ids=name_of)
def test_case_stands_under_a_form_and_a_rendering(path: Path) -> None:
    kinds = {form.kind for form in load_forms()}
    names = {rendering.NAME for rendering in RENDERINGS}
    assert path.parent.name in kinds
    assert rendering_of(path) in names
    assert json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["kind"] == path.parent.name


def test_every_snippet_has_an_expectation_and_every_expectation_a_snippet() -> None:
    assert {name_of(path) for path in SNIPPETS} == {name_of(path) for path in CASES.rglob("*.json")}


def test_eight_forms_have_cases_in_three_renderings() -> None:
    renderings: dict[str, set[str]] = {}
    for path in SNIPPETS:
        renderings.setdefault(path.parent.name, set()).add(rendering_of(path))
    complete = [form for form, seen in renderings.items() if seen >= {"spaced", "tabbed", "piped"}]
    assert len(complete) >= LEAST_FORMS
