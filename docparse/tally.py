"""Counts of a finished report: for the summary, and for ``--fail-on``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Diagnostics that say that text of the report went unread, beside all those of severity "error".
UNCLAIMED = "segmenting.unclaimed-text"
UNREAD_CODES = frozenset({"decoding.unread-line", "decoding.unplaced-number", UNCLAIMED})
_WITH_CELLS = (
    "organization", "administrative_division", "fiscal_year", "title", "tables", "evaluations", "facts",
)  # fmt: skip


class Tally(NamedTuple):
    """What one report holds.

    Attributes:
        values: Cells of table rows that carry a value.
        statuses: How many Cells of the whole report have each status.
        unsettled: Blanks that are themselves a guess.
        unread: Diagnostics that say that something of the text was not read.
        failed: Checks that fail.
        source: Those of them by which the source contradicts itself.
    """

    tables: int
    rows: int
    values: int
    diagnostics: int
    statuses: Mapping[str, int]
    unsettled: int
    unread: int
    failed: int = 0
    source: int = 0

    def found(self, finding: str) -> int:
        """How often the report shows what ``--fail-on`` names."""
        if finding in ("unread", "failed", "source"):
            return int(getattr(self, finding))
        return self.statuses.get(finding, 0) + (self.unsettled if finding == "inferred" else 0)


def count(tree: Mapping[str, Any]) -> Tally:
    """The tally of a report in the full view of the contract."""
    rows = [row for table in tree["tables"] for row in table["rows"]]
    diagnostics = tree["diagnostics"]
    return Tally(
        tables=len(tree["tables"]),
        rows=len(rows),
        values=sum(_has_value(cell) for row in rows for cell in row["cells"].values()),
        diagnostics=len(diagnostics),
        statuses=count_statuses([tree.get(name) for name in _WITH_CELLS]),
        unsettled=sum(len(row.get("unsettled") or ()) for row in rows),
        unread=sum(_is_unread(diagnostic) for diagnostic in diagnostics),
        failed=sum(check["outcome"] == "fails" for check in tree["checks"]),
        source=sum(check["cause"] == "source" for check in tree["checks"]),
    )


def count_statuses(part: object) -> Counter[str]:
    """How many Cells of each status a part of the tree holds."""
    return Counter(_statuses(part))


def _statuses(part: object) -> Iterator[str]:
    """The status of every Cell below, without recursion: a report may be deep, but never so deep as to stop."""
    waiting = [part]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if "status" in node and "value" in node:
                yield node["status"]
            else:
                waiting.extend(node.values())
        elif isinstance(node, list | tuple):
            waiting.extend(node)


def _has_value(cell: Mapping[str, Any] | None) -> bool:
    return cell is not None and cell["value"] is not None


def _is_unread(diagnostic: Mapping[str, Any]) -> bool:
    return diagnostic["severity"] == "error" or diagnostic["code"] in UNREAD_CODES
