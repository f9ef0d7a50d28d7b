"""What a batch has come to, read from its manifest alone: a few queries, however many results there are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

STATUSES = ("verified", "read", "inferred", "conflicting", "not_applicable")
# Documents of each list.
LONGEST = 20


class Doubtful(NamedTuple):
    """A result that a person should look at; ``inferred`` counts values, of ``cells`` in all."""

    place: str
    number: int
    organization: str | None
    fiscal_year: str | None
    contradictions: int
    conflicting: int
    failed: int
    inferred: int
    cells: int


class Slow(NamedTuple):
    """A document that took long."""

    place: str
    seconds: float
    bytes: int | None
    outcome: str


class Failure(NamedTuple):
    """What kept so many documents from having a result, and one of them."""

    outcome: str
    error: str
    documents: int
    place: str
    message: str


class Overview(NamedTuple):
    """The figures of a batch.

    Attributes:
        outcomes: Inputs by outcome.
        reports: How many results there are, ``incomplete`` of them cut short by a limit.
        statuses: Cells of all results by status.
        checks: Checks by outcome: ``holds``, ``source`` and ``unresolved`` (those that fail, by cause), ``not_tested``.
        kinds: Results by kind of document.
        years: Results by fiscal year; None where it is not known.
        diagnostics: By code: how often, and in how many results.
        doubtful: Results with contradictions of the source and conflicting values first, then by the share inferred.
        slow: The documents that took longest.
        failures: Kinds of failure, the most frequent first.
    """

    outcomes: dict[str, int]
    reports: int
    incomplete: int
    seconds: float
    statuses: dict[str, int]
    checks: dict[str, int]
    kinds: dict[str, int]
    years: dict[str | None, int]
    diagnostics: tuple[tuple[str, int, int], ...]
    doubtful: tuple[Doubtful, ...]
    slow: tuple[Slow, ...]
    failures: tuple[Failure, ...]


def read_overview(manifest: Path) -> Overview:
    """The figures of the batch that a manifest tells of.

    Raises:
        sqlite3.Error: It cannot be read.
    """
    with closing(sqlite3.connect(f"{manifest.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return overview_of(connection)


def overview_of(connection: sqlite3.Connection) -> Overview:
    """The figures of an open manifest."""
    execute = connection.execute
    counted = (*STATUSES, "holding", "contradictions", "failed", "untested")
    sums = ", ".join(f"coalesce(sum({name}), 0)" for name in counted)
    reports, incomplete, *found = execute(
        f"SELECT count(*), coalesce(sum(1 - complete), 0), {sums} FROM report"  # noqa: S608
    ).fetchone()
    holding, source, failed, untested = found[len(STATUSES) :]
    return Overview(
        outcomes=dict(execute("SELECT outcome, count(*) FROM document GROUP BY outcome ORDER BY 2 DESC, 1")),
        reports=reports,
        incomplete=incomplete,
        seconds=execute("SELECT coalesce(sum(seconds), 0) FROM document").fetchone()[0],
        statuses=dict(zip(STATUSES, found, strict=False)),
        checks={"holds": holding, "source": source, "unresolved": failed - source, "not_tested": untested},
        kinds=dict(execute("SELECT document_kind, count(*) FROM report GROUP BY 1 ORDER BY 2 DESC, 1")),
        years=dict(execute("SELECT fiscal_year, count(*) FROM report GROUP BY 1 ORDER BY 1")),
        diagnostics=tuple(
            execute("SELECT code, sum(count), count(*) FROM report_diagnostic GROUP BY code ORDER BY 3 DESC, 1")
        ),
        doubtful=tuple(Doubtful(*row) for row in execute(_DOUBTFUL, (LONGEST,))),
        slow=tuple(Slow(*row) for row in execute(_SLOW, (LONGEST,))),
        failures=tuple(Failure(*row) for row in execute(_FAILURES, (LONGEST,))),
    )


_CELLS = " + ".join(f"report.{name}" for name in STATUSES)
_DOUBTFUL = (
    f"SELECT place, number, organization, fiscal_year, contradictions, conflicting, failed, inferred, {_CELLS} AS cells"  # noqa: S608
    " FROM report JOIN document USING (position) WHERE contradictions + conflicting + inferred > 0"
    f" ORDER BY contradictions + conflicting DESC, inferred * 1.0 / ({_CELLS}) DESC, position, number LIMIT ?"
)
_SLOW = "SELECT place, seconds, bytes, outcome FROM document WHERE seconds > 0 ORDER BY seconds DESC, position LIMIT ?"
_FAILURES = (
    "SELECT outcome, coalesce(error, ''), kinds.count, place, coalesce(message, '') FROM document JOIN"
    " (SELECT min(position) AS position, count(*) AS count FROM document"
    " WHERE outcome NOT IN ('done', 'duplicate', 'pending') GROUP BY outcome, error) AS kinds USING (position)"
    " ORDER BY 3 DESC, 1, 2 LIMIT ?"
)
