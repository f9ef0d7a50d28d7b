"""Tables as frames of polars and pandas: numbers that are exact, and packages that are asked for by name."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import Any

import pandas
import polars
import pytest

from docparse.errors import MissingPackageError
from docparse.schema import Table, frames
from tests.schema import build


def table_of(*values: str | None, **changes: Any) -> Table:
    """A table with one value column and a row for each value."""
    rows = [
        build.row({"total": value and build.cell("12.50", value=value)}, id=str(number))
        for number, value in enumerate(values)
    ]
    return Table.model_validate(build.table(rows, [build.column("total")]) | changes)


def whole_table() -> Table:
    return Table.model_validate(build.expenditure_table())


def test_frames_have_the_columns_of_the_tidy_rows() -> None:
    table = whole_table()
    names = list(table.to_rows()[0])
    assert table.to_polars().columns == names
    assert list(table.to_pandas().columns) == names


def test_values_are_exact_and_blanks_stay_blank() -> None:
    table = whole_table()
    printed = [{name: row[name] for name in ("total", "basic", "project")} for row in table.to_rows()]
    exact = [{name: value and Decimal(value) for name, value in row.items()} for row in printed]  # type: ignore[arg-type]
    assert table.to_polars().select("total", "basic", "project").rows(named=True) == exact
    assert table.to_pandas()[["total", "basic", "project"]].to_dict("records") == exact


def test_rows_come_back_whole() -> None:
    table = whole_table()
    texts = ["id", "code", "name", "side", "line_number", "key", "level", "role", "quantity", "unit"]
    expected = [{name: row[name] for name in texts} for row in table.to_rows()]
    assert table.to_polars().select(texts).rows(named=True) == expected
    assert table.to_pandas()[texts].to_dict("records") == expected


def test_decimals_of_polars_have_the_places_of_the_longest_print() -> None:
    column = table_of("12.5", "-3.25", None).to_polars()["total"]
    assert (column.dtype, column.sum()) == (polars.Decimal(38, 2), Decimal("9.25"))


def test_decimals_of_pandas_keep_the_digits_that_are_printed() -> None:
    assert [str(value) for value in table_of("12.50", "3").to_pandas()["total"]] == ["12.50", "3"]


def test_number_that_polars_does_not_hold_stays_text() -> None:
    digits = "9" * 38 + ".5"
    table = table_of(digits, "1")
    assert table.to_polars()["total"].to_list() == [digits, "1"]
    assert table.to_pandas()["total"].to_list() == [Decimal(digits), Decimal(1)]


def test_number_with_all_the_digits_that_polars_holds_is_exact() -> None:
    digits = "-" + "9" * 36 + ".99"
    assert table_of(digits).to_polars()["total"].to_list() == [Decimal(digits)]


def test_level_is_a_whole_number_that_may_be_missing() -> None:
    table = Table.model_validate(build.table([build.row({}, level=None), build.row({}, id="2", level=1)], []))
    assert table.to_polars()["level"].to_list() == [None, 1]
    assert table.to_pandas()["level"].dtype == pandas.Int64Dtype()


def test_table_without_rows_has_its_columns_and_their_types() -> None:
    table = table_of(empty=True)
    assert table.to_polars().schema["total"] == polars.Decimal(38, 0)
    assert table.to_polars().shape == table.to_pandas().shape == (0, 11)


@pytest.mark.parametrize("package", ["polars", "pandas"])
def test_package_that_is_missing_is_named_with_its_extra(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(frames, "import_module", missing)
    with pytest.raises(MissingPackageError, match=rf"needs the package {package}: pip install 'docparse\[{package}\]'"):
        getattr(table_of("1"), f"to_{package}")()


def test_frames_are_loaded_only_when_they_are_asked_for() -> None:
    code = "import sys, docparse.schema; print({'polars', 'pandas'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "set()\n"
