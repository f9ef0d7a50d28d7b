"""Which reports of a batch belong together: what the manifest as a whole says that no document says of itself.

Everything is made anew from the summaries in the manifest, in time that grows with their number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.batch.continuity import write_continuity
from docparse.batch.publications import canonical, group_reports, read_reports, write_groups

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from docparse.batch.publications import Group, Report

_TABLES = ("continuity", "primary_table", "publication", "publication_group")

# Whose the tables of each report are. `place` begins with # where the department is compared within its report, or
# within the publications of the same accounts, only.
_WHOSE = """
CREATE TEMP TABLE whose (
  position INTEGER, number INTEGER, organization TEXT, named TEXT, place TEXT, fiscal_year TEXT,
  PRIMARY KEY (position, number)
) WITHOUT ROWID
"""
# What is empty comes last; before it a repeat and a continuation of a table, and the accounts without subordinate
# units; among the others the more is proved the better.
_PRIMARY = """
INSERT INTO primary_table
WITH candidate AS (
  SELECT t.position, t.number, t.table_id, t.kind, t.relation, t.empty, t.verified_count, r.complete,
    r.scope IS 'unit' AS own, r.document_kind = 'budget' AS budget,
    CASE WHEN t.department IS NULL OR canonical(t.department) IS w.named THEN w.organization
      ELSE canonical(t.department) END AS department,
    coalesce(t.fiscal_year, w.fiscal_year) AS fiscal_year, w.place
  FROM report_table t JOIN report r USING (position, number) JOIN whose w USING (position, number)
  WHERE t.kind <> 'generic'
), owned AS (
  SELECT *, CASE WHEN department IS NULL OR fiscal_year IS NULL THEN '#' || position || '.' || number ELSE place END
    AS owner FROM candidate
), ranked AS (
  SELECT *, count(*) OVER same AS table_count, row_number() OVER (same ORDER BY empty,
    CASE relation WHEN 'unknown' THEN 1 WHEN 'repeat' THEN 2 WHEN 'continuation' THEN 3 ELSE 0 END,
    own, verified_count DESC, complete DESC, position, number, table_id) AS rank
  FROM owned WINDOW same AS (PARTITION BY kind, budget, owner, department, fiscal_year)
)
SELECT position, number, table_id, kind, department, CASE WHEN owner NOT LIKE '#%' THEN owner END, fiscal_year, budget,
  table_count FROM ranked WHERE rank = 1 ORDER BY position, number, table_id
"""


class Relations(NamedTuple):
    """How many relations a manifest holds.

    Attributes:
        republished: Groups of reports that publish the same accounts again.
        revised: Groups of reports that publish the same accounts with other figures.
        compared: Balances of two years that were held against each other.
        broken: Those of them that differ.
    """

    republished: int = 0
    revised: int = 0
    compared: int = 0
    broken: int = 0


def relate(connection: sqlite3.Connection) -> Relations:
    """Makes the tables of relations of a manifest anew; nothing is committed."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608
    reports = list(read_reports(connection))
    groups = group_reports(reports, connection)
    write_groups(groups, connection)
    _write_primary(reports, groups, connection)
    write_continuity(connection)
    relation = dict(connection.execute("SELECT relation, count(*) FROM publication_group GROUP BY relation"))
    outcome = dict(connection.execute("SELECT outcome, count(*) FROM continuity GROUP BY outcome"))
    broken = outcome.get("fails", 0)
    compared = outcome.get("holds", 0) + broken
    return Relations(relation.get("republished", 0), relation.get("revised", 0), compared, broken)


def _write_primary(reports: Iterable[Report], groups: Iterable[Group], connection: sqlite3.Connection) -> None:
    connection.create_function("canonical", 1, canonical, deterministic=True)
    connection.execute(_WHOSE)
    connection.executemany("INSERT INTO whose VALUES (?, ?, ?, ?, ?, ?)", _whose(reports, groups))
    connection.execute(_PRIMARY)
    connection.execute("DROP TABLE whose")


def _whose(reports: Iterable[Report], groups: Iterable[Group]) -> Iterator[tuple[object, ...]]:
    """The department and year of each report; whoever publishes the same accounts means the same department."""
    grouped = {
        report.key: (group.party, f"#{number}")
        for number, group in enumerate(groups)
        for version in group.versions
        for report in version
    }
    for report in reports:
        own = report.party
        party, local = grouped.get(report.key, (own, "#{}.{}".format(*report.key)))
        year = own.fiscal_year or party.fiscal_year
        yield (*report.key, party.organization, own.organization, party.place or local, year)
