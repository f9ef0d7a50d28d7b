"""Parquet: the same rows as everywhere, with types, and decimals to reckon with."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import polars
import pytest

from docparse.exporting import parquet_files
from docparse.exporting.parquet_files import DECIMAL, DECIMALS, as_decimal, parquet_writer
from docparse.exporting.rows import COLUMNS
from docparse.schema import Report
from tests.exporting.build import report_of, row, rows_of, table


def written(*reports: Report) -> dict[str, polars.DataFrame]:
    streams: dict[str, Any] = {name: io.BytesIO() for name in COLUMNS}
    with parquet_writer(streams) as writer:
        for report in reports:
            writer.put(report)
    return {name: polars.read_parquet(io.BytesIO(stream.getvalue())) for name, stream in streams.items()}


def test_rows_come_back_as_they_were() -> None:
    report = report_of()
    frames = written(report)
    for name, rows in rows_of(report)._asdict().items():
        assert frames[name].select(COLUMNS[name]).rows() == [tuple(each) for each in rows]


def test_decimals_can_be_reckoned_with() -> None:
    cell = written(report_of(table([row({"total": "12.50"}), row({"total": "-0.3"}, id="902")], "total")))["cell"]
    assert cell["value"].to_list() == ["12.50", "-0.3"]
    assert cell["amount_yuan_decimal"].sum() == Decimal("122000")


def test_columns_of_decimals_exist() -> None:
    frames = written(report_of())
    for name, columns in DECIMALS.items():
        assert {column + DECIMAL for column in columns} <= set(frames[name].columns)
        assert set(columns) <= set(COLUMNS[name])


@pytest.mark.parametrize("text", ["1" * 33, "0.1234567", "辆", "≥95", "１２", "1e5", "", "-"])
def test_what_the_decimals_do_not_hold_stays_text_only(text: str) -> None:
    assert as_decimal(text) is None


def test_number_with_all_the_digits_that_a_decimal_holds_is_exact() -> None:
    text = "-" + "9" * 32 + "." + "9" * 6
    assert as_decimal(text) == Decimal(text)


def test_table_without_rows_has_its_columns() -> None:
    frames = written(report_of(tables=[], checks=[]))
    assert (frames["cell"].height, frames["cell"].columns[:2]) == (0, ["id", "report_table_id"])


def test_row_groups_do_not_lose_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_files, "_ROW_GROUP", 3)
    frames = written(report_of(source="a"), report_of(source="b"), report_of(source="c"))
    assert frames["cell"]["id"].to_list() == list(range(1, 13))


def test_report_that_the_types_do_not_hold_leaves_nothing_behind() -> None:
    too_large = report_of(table([row({"total": "7"})], "total", admissible_layouts=2**63), source="b")
    streams: dict[str, Any] = {name: io.BytesIO() for name in COLUMNS}
    with parquet_writer(streams) as writer:
        writer.put(report_of(source="a"))
        with pytest.raises(OverflowError):
            writer.put(too_large)
        writer.put(report_of(source="c"))
    report = polars.read_parquet(io.BytesIO(streams["report"].getvalue()))
    assert report.select("id", "source_name").rows() == [(1, "a.txt"), (2, "c.txt")]
