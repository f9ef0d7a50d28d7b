"""Summaries of made-up reports, and a manifest that holds them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from docparse.batch.conversion import Outcome, Result
from docparse.batch.fingerprints import fingerprint_of
from docparse.batch.manifest import open_manifest
from docparse.batch.settings import Maker
from docparse.batch.summaries import Balance, Summary, TableSummary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from docparse.batch.manifest import Manifest

MAKER = Maker("1.0", "knowledge", "options")
# Twelve amounts in 万元: enough to know accounts by.
AMOUNTS = tuple(f"{37 * at + 11}.{at + 12}" for at in range(12))


def tree_of(
    forms: Mapping[str, tuple[str, ...]], *, factor: str | None = "10000", column: str = "total"
) -> dict[str, Any]:
    """As much of a result as fingerprints look at: amounts by kind of table, each in a row with a code of its own."""
    return {"tables": [table_of(kind, amounts, factor=factor, column=column) for kind, amounts in forms.items()]}


def table_of(kind: str, amounts: tuple[str, ...], *, factor: str | None, column: str) -> dict[str, Any]:
    """A table of one column; its rows have the codes 20101, 20102 and so on."""
    rows = [row_of(amount, column=column, code=f"{20101 + at}") for at, amount in enumerate(amounts)]
    return {"id": kind, "kind": kind, "relation": None, "unit_factor": factor, "rows": rows}


def row_of(amount: str, *, column: str, code: str | None = None, key: str | None = None) -> dict[str, Any]:
    """A row with one value."""
    cell = {"value": amount, "status": "read"}
    named = None if code is None else {"value": code}
    row = {"side": None, "code": named, "key": key, "quantity": "amount", "role": "item", "unit": None}
    return row | {"cells": {column: cell}}


@dataclass(frozen=True)
class MadeReport:
    """A report by what relations look at; ``verified`` values in each of its tables, and balances in 元."""

    organization: str | None = "云溪县水务局"
    division: str | None = "云溪县"
    year: str | None = "2022"
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: {"expenditure": AMOUNTS})
    factor: str | None = "10000"
    document_kind: str = "final_accounts"
    scope: str | None = None
    year_status: str = "read"
    verified: int = 5
    complete: bool = True
    balances: Mapping[str, str] = field(default_factory=dict)
    status: str = "verified"
    tables: tuple[TableSummary, ...] | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Summary:
        """The summary that the report would have."""
        found = fingerprint_of(tree_of(self.forms, factor=self.factor))
        tables = tuple(
            TableSummary(kind, kind, None, None, None, 12, 12, self.verified, int(not amounts), found.kinds.get(kind))
            for kind, amounts in self.forms.items()
        )
        owner = next(iter(self.forms), "")
        balances = (
            Balance(owner, f"balance.{item}", str(Decimal(yuan)), "100", self.status)
            for item, yuan in self.balances.items()
        )
        return Summary(
            source_sha256="", characters=0, document_kind=self.document_kind, complete=int(self.complete),
            scope=self.scope, organization=self.organization, administrative_division=self.division,
            fiscal_year=self.year, fiscal_year_status=self.year_status, title=None, table_count=len(self.forms),
            evaluation_count=0, fact_count=0, value_count=0, verified=0, read=0, inferred=0, conflicting=0,
            not_applicable=0, failed=0, contradictions=0, holding=0, untested=0, warnings=0, errors=0,
            unread=0, fingerprint=found.report, amount_count=found.amount_count, amount_sketch=found.sketch,
            tables=tables if self.tables is None else self.tables, balances=tuple(balances),
        )  # fmt: skip


@contextmanager
def manifest_of(folder: Path, *reports: MadeReport) -> Iterator[Manifest]:
    """A manifest with these reports, one an input, in their order."""
    folder.mkdir(exist_ok=True)
    with open_manifest(folder / "manifest.sqlite", layout={}, going_on=True) as manifest:
        manifest.begin(MAKER)
        for at, report in enumerate(reports):
            position = manifest.add(f"{at}.txt", report.metadata)
            result = Result(1, 0, b"{}", report.summary)
            manifest.record(position, Outcome("done", (result,)), MAKER)
        yield manifest
