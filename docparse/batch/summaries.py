"""What the manifest keeps of a result: whose it is, how much of it is sure, and what compares it with other results."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from docparse.batch.fingerprints import fingerprint_of, written, yuan_of
from docparse.tally import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Tree = Mapping[str, Any]

# Rows that say what was left over at the beginning and at the end of the year, in the same form of two years.
BALANCES = ("balance.opening", "balance.closing")
# Forms that hold all money of a department, whose balances a reader would hold against those of the next year.
WITH_BALANCES = ("income_expenditure_summary", "fiscal_appropriation_summary")
# The columns under which they stand, in their order of preference.
_TOTALS = ("amount", "total", "final")


class TableSummary(NamedTuple):
    """A table of a result.

    Attributes:
        value_count: Its Cells with a value, ``verified_count`` of them proved.
        fingerprint: A digest of all amounts of its kind in the report; None where there are none.
    """

    table_id: str
    kind: str
    relation: str | None
    department: str | None
    fiscal_year: str | None
    row_count: int
    value_count: int
    verified_count: int
    empty: int
    fingerprint: str | None = None


class Balance(NamedTuple):
    """What a form says was left over, in 元; ``unit`` is the number of 元 that the last printed digit stands for.

    What a continuation on another page says is said of the table that it continues.
    """

    table_id: str
    item: str
    yuan: str
    unit: str
    status: str


class Summary(NamedTuple):
    """A result in one line, with its tables and balances.

    Attributes:
        scope: ``consolidated`` or ``unit``, as in the report.
        fiscal_year_status: How sure the year is; None where there is none.
        fingerprint: A digest of all amounts of the statutory tables; None where there are none. Two publications of
            the same accounts have the same, whatever their texts look like.
        amount_count, amount_sketch: How many different amounts there are, and some of them for comparison, as
            ``docparse.batch.fingerprints`` says.
        failed: Checks that fail; ``contradictions`` are those of them by which the source contradicts itself.
        holding, untested: Checks that hold, and checks that could not be tested.
        diagnostics: How often each code of a diagnostic was given.
    """

    source_sha256: str
    characters: int
    document_kind: str
    complete: int
    scope: str | None
    organization: str | None
    administrative_division: str | None
    fiscal_year: str | None
    fiscal_year_status: str | None
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
    holding: int
    untested: int
    warnings: int
    errors: int
    unread: int
    fingerprint: str | None
    amount_count: int
    amount_sketch: str
    tables: tuple[TableSummary, ...]
    balances: tuple[Balance, ...]
    diagnostics: tuple[tuple[str, int], ...] = ()


def summarise(tree: Tree) -> Summary:
    """The summary of a result in the full view of the contract."""
    tally = count(tree)
    fingerprint = fingerprint_of(tree)
    outcomes = Counter(check["outcome"] for check in tree["checks"])
    severities = [diagnostic["severity"] for diagnostic in tree["diagnostics"]]
    return Summary(
        source_sha256=tree["source"]["sha256"],
        characters=tree["source"]["characters"],
        document_kind=tree["document_kind"],
        complete=int(tree["complete"]),
        scope=tree["scope"],
        organization=_value(tree["organization"]),
        administrative_division=_value(tree["administrative_division"]),
        fiscal_year=_value(tree["fiscal_year"]),
        fiscal_year_status=None if tree["fiscal_year"] is None else tree["fiscal_year"]["status"],
        title=_value(tree["title"]),
        table_count=tally.tables,
        evaluation_count=len(tree["evaluations"]),
        fact_count=len(tree["facts"]),
        value_count=tally.values,
        **{name: tally.statuses.get(name, 0) for name in _STATUSES},
        failed=tally.failed,
        contradictions=tally.source,
        holding=outcomes["holds"],
        untested=outcomes["not_tested"],
        warnings=severities.count("warning"),
        errors=severities.count("error"),
        unread=tally.unread,
        fingerprint=fingerprint.report,
        amount_count=fingerprint.amount_count,
        amount_sketch=fingerprint.sketch,
        tables=tuple(_table(table, fingerprint.kinds.get(table["kind"])) for table in tree["tables"]),
        balances=tuple(_balances(tree)),
        diagnostics=tuple(sorted(Counter(diagnostic["code"] for diagnostic in tree["diagnostics"]).items())),
    )


_STATUSES = ("verified", "read", "inferred", "conflicting", "not_applicable")


def _table(table: Tree, fingerprint: str | None) -> TableSummary:
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
        fingerprint,
    )


def _balances(tree: Tree) -> Iterator[Balance]:
    """The balances of each table; of one that a table prints twice with two values, neither is known to be meant."""
    found: defaultdict[tuple[str, str], dict[str, Balance]] = defaultdict(dict)
    first: dict[str, str] = {}
    for table in tree["tables"]:
        head = first.setdefault(table["kind"], table["id"])
        if table["kind"] not in WITH_BALANCES:
            continue
        owner = head if table["relation"] == "continuation" else table["id"]
        for row in table["rows"]:
            if row["key"] not in BALANCES or row["role"] == "of_which":
                continue
            cell = next((row["cells"][name] for name in _TOTALS if row["cells"].get(name)), None)
            yuan = yuan_of(cell, table, row)
            if cell is not None and yuan is not None:
                balance = Balance(owner, row["key"], written(yuan), written(_unit(cell, table, row)), cell["status"])
                found[owner, row["key"]].setdefault(balance.yuan, balance)
    yield from (next(iter(said.values())) for said in found.values() if len(said) == 1)


def _unit(cell: Tree, table: Tree, row: Tree) -> Decimal:
    """How many 元 one unit of the last printed digit is; of a plain 0 that of the table's finest amount."""
    zero = not Decimal(cell["value"])
    cells = [cell, *(each for other in table["rows"] for each in other["cells"].values() if zero)]
    decimals = max(len(each["value"].partition(".")[2]) for each in cells if each and each["value"])
    return (yuan_of({"value": "1"}, table, row) or Decimal(1)).scaleb(-decimals)


def _value(cell: Tree | None) -> str | None:
    return None if cell is None else cell["value"]
