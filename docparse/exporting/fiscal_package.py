"""Reports as a Fiscal Data Package: ``amounts.csv`` with the types of its columns, and the other tables beside it."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import orjson

from docparse.exporting.csv_files import CsvWriter, csv_lines
from docparse.exporting.fiscal_rows import COLUMN_TYPES, FiscalRow, fiscal_row
from docparse.exporting.rows import COLUMNS, ROW_TYPES, column_types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docparse.exporting.rows import Rows
    from docparse.schema import Report

    Tree = dict[str, Any]

DESCRIPTOR, AMOUNTS = "datapackage", "amounts"
# The format has no profile of its own for its present version: it is a tabular package whose columns have types of a
# taxonomy.
_PROFILE = "tabular-data-package"
_TAXONOMY = "https://specs.frictionlessdata.io/taxonomies/fiscal/budgets.json"
_DESCRIPTION = (
    "Tables of docparse export, version {version}. amounts.csv has the amounts in yuan, without tables that repeat "
    "another one or are another department's or year's; cell.csv has every value. A text that a spreadsheet could take "
    "for a formula, or that begins with an apostrophe, has an apostrophe in front."
)
_TYPES = {"int": "integer", "float": "number", "str": "string"}
_DECIMALS = ("value", "amount_yuan")
# What relates a table to the first of its kind where its amounts are no others' again (as in the view ``amount``).
_ONCE = (None, "continuation")


class PackageWriter:
    """Writes reports into one stream a file of the package, by the file's name without its ending."""

    def __init__(self, streams: Mapping[str, BinaryIO]) -> None:
        """Writes the header of each table."""
        self._streams = {name: _Measured(stream) for name, stream in streams.items()}
        self._tables = CsvWriter(cast("Mapping[str, BinaryIO]", self._streams))
        self._write(AMOUNTS, csv_lines([FiscalRow._fields]))

    def put(self, report: Report) -> Rows:
        """Writes a report's rows and returns them."""
        rows = self._tables.put(report)
        once = {table.id for table in rows.report_table if table.relation in _ONCE}
        lines = (fiscal_row(cell) for cell in rows.cell if cell.report_table_id in once)
        self._write(AMOUNTS, csv_lines(line for line in lines if line is not None))
        return rows

    def finish(self) -> None:
        """Writes the descriptor, which has the sizes and the checksums of the others."""
        version, keys = _declared()
        descriptor = {
            "profile": _PROFILE,
            "name": "docparse-export",
            "title": "Final accounts of government departments",
            "description": _DESCRIPTION.format(version=version),
            "countryCode": "CN",
            "columnTypes": [_TAXONOMY],
            "resources": [self._resource(AMOUNTS, _amounts_schema())]
            + [self._resource(table, _schema_of(table, *keys[table])) for table in COLUMNS],
        }
        self._streams[DESCRIPTOR].write(orjson.dumps(descriptor, option=orjson.OPT_INDENT_2) + b"\n")

    def _resource(self, name: str, schema: Tree) -> Tree:
        stream = self._streams[name]
        return {
            "profile": "tabular-data-resource",
            "name": name,
            "path": f"{name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
            "bytes": stream.count,
            "hash": f"sha256:{stream.digest.hexdigest()}",
            "schema": schema,
        }

    def _write(self, name: str, lines: str) -> None:
        self._streams[name].write(lines.encode("utf-8"))


@contextmanager
def package_writer(streams: Mapping[str, BinaryIO]) -> Iterator[PackageWriter]:
    """A writer whose package is whole once the block has ended well."""
    writer = PackageWriter(streams)
    yield writer
    writer.finish()


class _Measured:
    """A stream that knows how much went into it, and its checksum."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Writes all of it."""
        self._stream.write(data)
        self.count += len(data)
        self.digest.update(data)


def _amounts_schema() -> Tree:
    fields = []
    for name, kind in column_types(FiscalRow).items():
        field: Tree = {"name": name, "type": "number" if name in _DECIMALS else _TYPES[kind]}
        if name in COLUMN_TYPES:
            field["columnType"] = COLUMN_TYPES[name]
        fields.append(field)
    currency = {"name": "currency", "type": "string", "columnType": "value-currency:code", "constant": "CNY"}
    reference = {"fields": "cell_id", "reference": {"resource": "cell", "fields": "id"}}
    return _schema(fields, ["cell_id"], [reference]) | {"extraFields": [currency]}


def _schema_of(table: str, primary: list[str], foreign: list[Tree]) -> Tree:
    fields = [{"name": name, "type": _TYPES[kind]} for name, kind in column_types(ROW_TYPES[table]).items()]
    return _schema(fields, primary, foreign)


def _schema(fields: list[Tree], primary: list[str], foreign: list[Tree]) -> Tree:
    return {"fields": fields, "missingValues": [""], "primaryKey": primary, "foreignKeys": foreign}


def _declared() -> tuple[int, dict[str, tuple[list[str], list[Tree]]]]:
    """Version of the tables, and the primary and foreign keys of each, as the database declares them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(Path(__file__).with_name("tables.sql").read_text(encoding="utf-8"))
        ask = connection.execute
        keys = {}
        for table in COLUMNS:
            columns = ask("SELECT name, pk FROM pragma_table_info(?) WHERE pk ORDER BY pk", (table,)).fetchall()
            others = ask('SELECT "from", "table", "to" FROM pragma_foreign_key_list(?) ORDER BY 1', (table,)).fetchall()
            foreign = [
                {"fields": column, "reference": {"resource": other, "fields": there}} for column, other, there in others
            ]
            keys[table] = ([name for name, _ in columns], foreign)
        return ask("PRAGMA user_version").fetchone()[0], keys
