"""Rows as Parquet, one file a table: the same columns as in CSV, with types and with decimals to reckon with."""

from __future__ import annotations

from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from docparse.exporting.flattening import flatten
from docparse.exporting.packages import needed
from docparse.exporting.rows import COLUMNS, ROW_TYPES, FirstIds, column_types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docparse.exporting.rows import Rows
    from docparse.schema import Report

# Columns of decimal strings that stand a second time as decimals, under their name and this ending.
DECIMAL = "_decimal"
DECIMALS = {
    "cell": ("value", "amount_yuan"),
    "fund": ("initial_budget_yuan", "full_year_budget_yuan", "executed_yuan"),
    "task": ("total_yuan", "fiscal_yuan", "other_yuan", "executed_yuan"),
    "evaluation_cell": ("value", "amount_yuan"),
    "fact": ("value", "amount_yuan"),
    "check_result": ("left_value", "right_value", "difference", "tolerance"),
}
# Digits of such a decimal, and how many of them stand behind the point.
PRECISION, SCALE = 38, 6
# Rows of a table that are held before they are written.
_ROW_GROUP = 50_000


class ParquetWriter:
    """Writes reports into one stream a table, by the table's name."""

    def __init__(self, streams: Mapping[str, BinaryIO]) -> None:
        """Opens a file in each stream.

        Raises:
            MissingPackageError: pyarrow is not installed.
        """
        self._arrow, parquet = needed("pyarrow", of="pyarrow"), needed("pyarrow.parquet", of="pyarrow")
        self._schemas = {table: self._schema_of(table) for table in COLUMNS}
        self._files = {
            table: parquet.ParquetWriter(streams[table], schema, compression="zstd")
            for table, schema in self._schemas.items()
        }
        self._waiting: dict[str, list[Any]] = {table: [] for table in COLUMNS}
        self._first = FirstIds()

    def put(self, report: Report) -> Rows:
        """Writes a report's rows and returns them."""
        rows = flatten(report, self._first)
        # All of them are made before the first is taken: a report is written whole or not at all.
        batches = {table: self._batch(table, of_table) for table, of_table in rows._asdict().items()}
        for table, batch in batches.items():
            waiting = self._waiting[table]
            waiting.append(batch)
            if sum(each.num_rows for each in waiting) >= _ROW_GROUP:
                self._write(table)
        self._first = self._first.after(rows)
        return rows

    def finish(self) -> None:
        """Writes what waits; the files are whole once they are closed."""
        for table in self._waiting:
            self._write(table)

    def close(self) -> None:
        """Closes the files, but not the streams."""
        for file in self._files.values():
            file.close()

    def _write(self, table: str) -> None:
        if waiting := self._waiting[table]:
            # In one piece, so that the row groups do not depend on how many reports gave the rows.
            self._files[table].write_table(self._arrow.Table.from_batches(waiting).combine_chunks())
            self._waiting[table] = []

    def _schema_of(self, table: str) -> Any:
        arrow = self._arrow
        types = {"int": arrow.int64(), "float": arrow.float64(), "str": arrow.large_string()}
        fields = [(name, types[kind]) for name, kind in column_types(ROW_TYPES[table]).items()]
        decimal = arrow.decimal128(PRECISION, SCALE)
        return arrow.schema([*fields, *((name + DECIMAL, decimal) for name in DECIMALS.get(table, ()))])

    def _batch(self, table: str, rows: Sequence[tuple[object, ...]]) -> Any:
        columns = [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in COLUMNS[table]]
        named = dict(zip(COLUMNS[table], columns, strict=True))
        columns += [[as_decimal(value) for value in named[name]] for name in DECIMALS.get(table, ())]
        schema = self._schemas[table]
        arrays = [self._arrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
        return self._arrow.RecordBatch.from_arrays(arrays, schema=schema)


@contextmanager
def parquet_writer(streams: Mapping[str, BinaryIO]) -> Iterator[ParquetWriter]:
    """A writer whose files are whole once the block has ended well."""
    writer = ParquetWriter(streams)
    try:
        yield writer
        writer.finish()
    finally:
        writer.close()


def as_decimal(value: object) -> Decimal | None:
    """A decimal string as a number; None where it is words, or has more digits than the type holds.

    >>> as_decimal("12.50"), as_decimal("≥95%"), as_decimal("0.0000001")
    (Decimal('12.50'), None, None)
    """
    if not isinstance(value, str):
        return None
    whole, _, fraction = value.removeprefix("-").partition(".")
    if not (whole + fraction).isascii() or not (whole + fraction).isdigit():
        return None
    return Decimal(value) if len(whole) <= PRECISION - SCALE and len(fraction) <= SCALE else None
