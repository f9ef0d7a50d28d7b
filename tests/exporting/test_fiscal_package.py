"""The Fiscal Data Package: amounts with their classification, and a descriptor that programs validate the files by."""

from __future__ import annotations

import csv
import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import frictionless
import pytest

from docparse.exporting.csv_files import CsvWriter
from docparse.exporting.fiscal_package import AMOUNTS, DESCRIPTOR, package_writer
from docparse.exporting.fiscal_rows import COLUMN_TYPES, FiscalRow, fiscal_row
from docparse.exporting.rows import COLUMNS
from tests.exporting.build import only_cell, report_of, row, table
from tests.schema import build

if TYPE_CHECKING:
    from pathlib import Path

    from docparse.schema import Report


def package(folder: Path, *reports: Report) -> Path:
    """A package in the folder; gives its descriptor."""
    names = {DESCRIPTOR: "datapackage.json"} | {name: f"{name}.csv" for name in (AMOUNTS, *COLUMNS)}
    with ExitStack() as closing:
        streams = {name: closing.enter_context((folder / file).open("wb")) for name, file in names.items()}
        with package_writer(streams) as writer:
            for report in reports:
                writer.put(report)
    return folder / "datapackage.json"


def amounts_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "amounts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def errors_of(descriptor: Path) -> list[Any]:
    found: list[Any] = frictionless.validate(str(descriptor)).flatten(["title", "rowNumber", "fieldName", "message"])
    return found


def one(**changes: Any) -> FiscalRow:
    """The line of a budget of one amount; changes that no row has are the table's or the report's."""
    of_row = {key: changes.pop(key) for key in ("key", "code") if key in changes}
    column = changes.pop("column", "total")
    of_report = {key: changes.pop(key) for key in ("document_kind", "fiscal_year") if key in changes}
    line = fiscal_row(only_cell(table([row({column: "12.50"}, **of_row)], column, **changes), **of_report))
    assert line is not None
    return line


def test_package_is_valid(tmp_path: Path) -> None:
    assert errors_of(package(tmp_path, report_of(), report_of(source="浮标"))) == []


def test_package_of_hostile_texts_is_valid(tmp_path: Path) -> None:
    hostile = build.cell("灯塔维护", value='=1+1,"\r\n\x00\x1f—')
    rows = [row({"total": "-7"}, name=hostile), row({"total": "-0.001"}, id="-", code=hostile)]
    report = report_of(table(rows, "total"), title=hostile, organization=build.cell("灯塔管理处", value="-"))
    assert errors_of(package(tmp_path, report)) == []


@pytest.mark.parametrize(
    ("file", "old", "new"), [("cell.csv", b"12.50", b"12.60"), ("amounts.csv", b"125000.00", b"125000.0x")]
)
def test_changed_file_is_found_out(tmp_path: Path, file: str, old: bytes, new: bytes) -> None:
    descriptor = package(tmp_path, report_of())
    path = tmp_path / file
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    assert errors_of(descriptor)


def test_tables_are_those_of_the_csv_export(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    package(tmp_path / "a", report_of())
    with ExitStack() as closing:
        streams = {name: closing.enter_context((tmp_path / f"{name}.csv").open("wb")) for name in COLUMNS}
        CsvWriter(streams).put(report_of())
    for name in COLUMNS:
        assert (tmp_path / "a" / f"{name}.csv").read_bytes() == (tmp_path / f"{name}.csv").read_bytes()


def test_descriptor_gives_the_columns_their_types(tmp_path: Path) -> None:
    descriptor = json.loads(package(tmp_path, report_of()).read_text(encoding="utf-8"))
    schema = descriptor["resources"][0]["schema"]
    types = {field["name"]: field.get("columnType") for field in schema["fields"]}
    assert {name: kind for name, kind in types.items() if kind} == COLUMN_TYPES
    assert tuple(types) == FiscalRow._fields
    assert (schema["extraFields"][0]["constant"], descriptor["profile"]) == ("CNY", "tabular-data-package")


def test_amount_says_all_that_is_needed_to_use_it_alone(tmp_path: Path) -> None:
    report = report_of()
    package(tmp_path, report)
    line = amounts_of(tmp_path)[0]
    expected = {
        "source_sha256": report.source.sha256, "organization": "灯塔管理处", "administrative_division": "云岭县",
        "fiscal_year": "2031", "document_kind": "final_accounts", "scope": "unit", "form": "expenditure",
        "table_id": "expenditure", "row_id": "901", "row_name": "灯塔维护", "column_key": "total",
        "phase": "executed", "value": "12.50", "unit": "万元", "amount_yuan": "125000.00", "status": "read",
        "disputed": "1", "spans": json.dumps(build.spans("12.50"), separators=(",", ":")),
    }  # fmt: skip
    assert {name: line[name] for name in expected} == expected


def test_marks_and_counts_are_no_amounts() -> None:
    mark = table([build.row({"total": build.cell("—", value=None, status="not_applicable")})], "total")
    assert fiscal_row(only_cell(mark)) is None
    assert fiscal_row(only_cell(table([row({"total": "3"}, quantity="count")], "total"))) is None


def test_table_that_repeats_another_one_is_left_out(tmp_path: Path) -> None:
    tables = [
        table([row({"total": "7"})], "total", id=f"expenditure{n}", relation=r)
        for n, r in (("", None), ("#2", "repeat"))
    ]
    package(tmp_path, report_of(*tables))
    assert [line["table_id"] for line in amounts_of(tmp_path)] == ["expenditure"]


@pytest.mark.parametrize(
    ("code", "levels"),
    [("208", ("208", None, None)), ("20801", ("208", "20801", None)), ("2080101", ("208", "20801", "2080101"))],
)
def test_functional_code_stands_on_each_of_its_levels(code: str, levels: tuple[str | None, ...]) -> None:
    line = one(code=build.cell("901", value=code), key=code)
    assert (line.functional_code, line.functional_class, line.functional_section, line.functional_item) == (
        code,
        *levels,
    )
    assert line.economic_code is None


def test_code_of_the_economic_classification_is_no_functional_one() -> None:
    line = one(
        code=build.cell("901", value="30101"), key="30101", kind="general_budget_basic_expenditure", column="amount"
    )
    assert (line.economic_class, line.economic_item, line.functional_code) == ("301", "30101", None)


def test_row_without_a_code_has_no_classification() -> None:
    line = one(key="total")
    assert (line.functional_code, line.economic_code) == (None, None)


@pytest.mark.parametrize(
    ("column", "kind", "document", "phase"),
    [
        ("initial_budget", "three_public_and_operating", "final_accounts", "approved"),
        ("full_year_budget", "three_public_and_operating", "final_accounts", "adjusted"),
        ("final", "three_public_general", "final_accounts", "executed"),
        ("final.total", "three_public", "final_accounts", "executed"),
        ("total", "expenditure", "final_accounts", "executed"),
        ("total", "expenditure", "budget", "approved"),
        ("total", "state_assets", "final_accounts", None),
    ],
)
def test_phase_is_that_of_the_column_and_the_document(column: str, kind: str, document: str, phase: str | None) -> None:
    assert one(column=column, kind=kind, document_kind=document, key="total").phase == phase


@pytest.mark.parametrize(
    ("kind", "column", "direction"),
    [
        ("income", "total", "revenue"),
        ("expenditure", "basic", "expenditure"),
        ("government_fund", "opening.total", None),
        ("three_public", "final.total", "expenditure"),
        ("state_assets", "total", None),
    ],
)
def test_direction_is_that_of_the_measure(kind: str, column: str, direction: str | None) -> None:
    assert one(kind=kind, column=column, key="total").direction == direction


@pytest.mark.parametrize("year", ["203", "20311", "二〇三一"])
def test_year_that_is_none_is_left_out(year: str) -> None:
    assert one(fiscal_year=build.cell("2031", value=year)).fiscal_year is None
