"""Two reports held against each other: first what they are to each other, then what differs."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from docparse.comparing.accounts import changes_of_accounts
from docparse.comparing.readings import changes_of_readings
from docparse.errors import OptionError
from docparse.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docparse.comparing.changes import Change, Tree
    from docparse.schema import Cell, Report

Relation: TypeAlias = Literal["readings", "years", "publications", "unrelated"]
Way: TypeAlias = Literal["readings", "accounts"]

# The parts of a report in the order in which their changes are told.
PARTS = (
    "heads", "sections", "tables", "columns", "rows", "cells", "evaluations", "facts", "checks", "diagnostics",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a report is: its text, its maker and whose accounts it holds."""

    name: str | None
    sha256: str
    version: str
    knowledge: str
    document_kind: str
    organization: str | None
    fiscal_year: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two reports.

    Attributes:
        relation: What they are to each other. ``readings``: read from the same text. ``years`` and ``publications``:
            accounts of one department, of two years or of one. ``unrelated``: neither, as far as can be told; then
            nothing is compared.
        reason: Why they are unrelated: ``organizations`` (two departments) or ``tables`` (no form in common).
        before: The first report.
        after: The second report.
        parts: The changes by part of the report; of PARTS those that were compared.
    """

    relation: Relation
    reason: Literal["organizations", "tables"] | None
    before: Head
    after: Head
    parts: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether anything differs; unrelated reports do."""
        return self.relation == "unrelated" or any(self.parts.values())

    @property
    def values_changed(self) -> int:
        """How many cells differ in their value, those of lost and gained rows, columns and tables included."""
        cells = sum("value" in change.fields for change in self.parts.get("cells", ()))
        whole = (change for part in ("tables", "columns", "rows") for change in self.parts.get(part, ()))
        alone = ((change.before or change.after or {})["values"] for change in whole if change.what != "changed")
        return cells + sum(map(int, alone))

    def to_dict(self) -> Tree:
        """As plain data, the same for the same reports."""
        return {
            "relation": self.relation,
            "reason": self.reason,
            "changed": self.changed,
            "values_changed": self.values_changed,
            "before": {name: getattr(self.before, name) for name in Head.__slots__},
            "after": {name: getattr(self.after, name) for name in Head.__slots__},
            "counts": {part: len(found) for part, found in self.parts.items()},
            "changes": {part: [change.to_dict() for change in found] for part, found in self.parts.items()},
        }


def compare(before: Report, after: Report, *, way: Way | None = None) -> Comparison:
    """What differs between two reports.

    Two readings of the same text are compared in everything that a report says. Accounts of two years, or of two
    publications, are compared in the amounts of their tables, in 元, by rows and columns of the same canonical name.

    Args:
        before: The first report.
        after: The second report.
        way: ``readings`` or ``accounts`` compares them so, whatever they are to each other; without it the digest of
            the source, the department and the forms decide.

    Raises:
        OptionError: There is no such way.
    """
    if way not in (None, *get_args(Way)):
        raise OptionError("way", way, f"one of {', '.join(get_args(Way))}")
    same_text = before.source.sha256 == after.source.sha256
    heads = _head(before), _head(after)
    if way == "readings" or (way is None and same_text):
        return Comparison("readings", None, *heads, parts=changes_of_readings(before, after, same_text=same_text))
    reason = None if way else _why_unrelated(before, after)
    if reason is not None:
        return Comparison("unrelated", reason, *heads)
    years = {_value(report.fiscal_year) for report in (before, after)} - {None}
    relation: Relation = "years" if len(years) == 2 else "publications"
    return Comparison(relation, None, *heads, parts=changes_of_accounts(before, after))


def _why_unrelated(before: Report, after: Report) -> Literal["organizations", "tables"] | None:
    one, other = (_canonical(_value(report.organization) or "") for report in (before, after))
    if one and other and one not in other and other not in one:
        return "organizations"
    kinds = [{table.kind for table in report.tables if table.rows} for report in (before, after)]
    return None if kinds[0] & kinds[1] else "tables"


def _canonical(name: str) -> str:
    return fold(unicodedata.normalize("NFKC", name))


def _head(report: Report) -> Head:
    return Head(
        name=report.source.name,
        sha256=report.source.sha256,
        version=report.producer.version,
        knowledge=report.producer.knowledge,
        document_kind=report.document_kind,
        organization=_value(report.organization),
        fiscal_year=_value(report.fiscal_year),
        title=_value(report.title),
    )


def _value(cell: Cell | None) -> str | None:
    return None if cell is None else cell.value
