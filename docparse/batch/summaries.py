"""What the manifest keeps of a result: whose it is, how much of it is sure, and what compares it with other results."""

from __future__ import annotations

import hashlib
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, NamedTuple

from docparse.tally import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Tree = Mapping[str, Any]

# Rows that say what was left over at the beginning and at the end of the year, in the same form of two years.
BALANCES = ("balance.opening", "balance.closing")
# Forms that hold all money of a department, whose balances a reader would hold against those of the next year.
_WITH_BALANCES = ("income_expenditure_summary", "fiscal_appropriation_summary")
# The columns under which they stand, in their order of preference.
_TOTALS = ("amount", "total", "final")


class TableSummary(NamedTuple):
    """A table of a result; ``values`` counts its Cells with a value, ``verified`` those of them that are proved."""

    table_id: str
    kind: str
    relation: str | None
    department: str | None
    fiscal_year: str | None
    row_count: int
    value_count: int
    verified_count: int
    empty: int


class Balance(NamedTuple):
    """What a form says was left over; ``unit`` is the number of 元 that the last printed digit stands for."""

    kind: str
    item: str
    yuan: str
    unit: str
    status: str


class Summary(NamedTuple):
    """A result in one line, with its tables and balances.

    Attributes:
        fingerprint: A digest of all amounts of the statutory tables with their places; None where there are none. Two
            publications of the same accounts have the same, whatever their texts look like.
        failed: Checks that fail; ``contradictions`` are those of them by which the source contradicts itself.
    """

    source_sha256: str
    characters: int
    document_kind: str
    complete: int
    organization: str | None
    administrative_division: str | None
    fiscal_year: str | None
    title: str | None
    table_count: int
    evaluation_count: int
    fact_count: int
    value_count: int
    verified: int
    read: int
    inferred: int
    conflicting: int
    not_applicable: int
    failed: int
    contradictions: int
    warnings: int
    errors: int
    unread: int
    fingerprint: str | None
    tables: tuple[TableSummary, ...]
    balances: tuple[Balance, ...]


def summarise(tree: Tree) -> Summary:
    """The summary of a result in the full view of the contract."""
    tally = count(tree)
    severities = [diagnostic["severity"] for diagnostic in tree["diagnostics"]]
    return Summary(
        source_sha256=tree["source"]["sha256"],
        characters=tree["source"]["characters"],
        document_kind=tree["document_kind"],
        complete=int(tree["complete"]),
        organization=_value(tree["organization"]),
        administrative_division=_value(tree["administrative_division"]),
        fiscal_year=_value(tree["fiscal_year"]),
        title=_value(tree["title"]),
        table_count=tally.tables,
        evaluation_count=len(tree["evaluations"]),
        fact_count=len(tree["facts"]),
        value_count=tally.values,
        **{name: tally.statuses.get(name, 0) for name in _STATUSES},
        failed=tally.failed,
        contradictions=tally.source,
        warnings=severities.count("warning"),
        errors=severities.count("error"),
        unread=tally.unread,
        fingerprint=fingerprint_of(tree),
        tables=tuple(_table(table) for table in tree["tables"]),
        balances=tuple(_balances(tree)),
    )


_STATUSES = ("verified", "read", "inferred", "conflicting", "not_applicable")


def fingerprint_of(tree: Tree) -> str | None:
    """A digest of the amounts of all statutory tables in 元, each with its form, row and column; zeros have no part.

    Rows are named by their code, key or name, so that neither layout nor line numbers nor the order of tables matter.
    """
    amounts = sorted(
        f"{table['kind']}\t{row['side']}\t{_row_name(row)}\t{column}\t{yuan}"
        for table in tree["tables"]
        if table["kind"] != "generic"
        for row in table["rows"]
        for column, cell in row["cells"].items()
        if (yuan := _in_yuan(cell, table["unit_factor"] if row["quantity"] == "amount" else None))
    )
    return hashlib.sha256("\n".join(amounts).encode()).hexdigest()[:32] if amounts else None


def _table(table: Tree) -> TableSummary:
    cells = [cell for row in table["rows"] for cell in row["cells"].values() if cell and cell["value"] is not None]
    return TableSummary(
        table["id"],
        table["kind"],
        table["relation"],
        _value(table["department"]),
        _value(table["fiscal_year"]),
        len(table["rows"]),
        len(cells),
        sum(cell["status"] == "verified" for cell in cells),
        int(table["empty"]),
    )


def _balances(tree: Tree) -> Iterator[Balance]:
    for table in tree["tables"]:
        if table["kind"] not in _WITH_BALANCES or table["relation"] is not None or not table["unit_factor"]:
            continue
        for row in table["rows"]:
            cell = next((row["cells"][name] for name in _TOTALS if row["cells"].get(name)), None)
            if row["key"] in BALANCES and cell and (yuan := _in_yuan(cell, table["unit_factor"], zeros=True)):
                unit = _unit(cell["value"], table["unit_factor"])
                yield Balance(table["kind"], row["key"], yuan, unit, cell["status"])


def _row_name(row: Tree) -> str:
    return str(_value(row["code"]) or row["key"] or _value(row["name"]) or "")


def _in_yuan(cell: Tree | None, factor: str | None, *, zeros: bool = False) -> str | None:
    """The value of a Cell in 元 without trailing zeros; as it is where no unit is known; None for what is no number."""
    if cell is None or cell["value"] is None:
        return None
    try:
        value = Decimal(cell["value"]) * Decimal(factor or 1)
    except InvalidOperation:
        return None
    if not value.is_finite() or (not value and not zeros):
        return None
    return format(value.normalize(), "f") if value else "0"


def _unit(value: str, factor: str) -> str:
    """How many 元 one unit of the last printed digit is."""
    _, _, decimals = value.partition(".")
    return format((Decimal(factor) / 10 ** len(decimals)).normalize(), "f")


def _value(cell: Tree | None) -> str | None:
    return None if cell is None else cell["value"]
