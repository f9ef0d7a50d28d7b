"""Reports that publish the same accounts: again (republished), or with other figures (revised)."""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from docparse.batch.fingerprints import Sketch
from docparse.folding import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# Different amounts from which on two reports do not agree by accident, whosever they are.
ENOUGH = 10
# The part of the smaller report's amounts that two versions of the same accounts have in common at least.
_ALIKE = 0.5
# Versions of one department and year that a further one is compared with: many more are many units under one name.
_COMPARED = 30
# Characters from which on the beginning of a name is believed to be a place: shorter ones begin other words as well.
_PLACE = 3


class Party(NamedTuple):
    """Whose report it is, as compared: folded. ``place`` is None where the name may be one of many places' offices."""

    organization: str | None
    place: str | None
    fiscal_year: str | None

    @property
    def is_known(self) -> bool:
        """Whether it is the same department and year wherever it is named so."""
        return None not in self


class Report(NamedTuple):
    """A report of the manifest; ``own`` where it leaves subordinate units out."""

    key: tuple[int, int]
    party: Party
    document_kind: str
    own: bool
    fingerprint: str | None
    amount_count: int


class Group(NamedTuple):
    """Reports of the same accounts, by their versions; the first version has the report that was met first."""

    versions: tuple[tuple[Report, ...], ...]

    @property
    def party(self) -> Party:
        """Whose accounts they are, as the first report says that knows."""
        parties = [report.party for report in sorted(report for version in self.versions for report in version)]
        return next((party for party in parties if party.is_known), parties[0])


# What two reports have in common if they are to be the same accounts: the same fingerprint, and where that holds little
# the same department, year and kind of document as well.
_Version = tuple[object, ...]


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """A name in the form in which two prints of it are the same."""
    return fold(unicodedata.normalize("NFKC", name))


def read_reports(connection: sqlite3.Connection) -> Iterator[Report]:
    """The reports of a manifest in the order of their inputs."""
    query = (
        "SELECT position, number, organization, administrative_division, metadata, fiscal_year, document_kind, scope,"
        " fingerprint, amount_count FROM report JOIN document USING (position) ORDER BY position, number"
    )
    for position, number, name, place, metadata, year, document_kind, scope, *amounts in connection.execute(query):
        party = Party(canonical(name) if name else None, _place(place, json.loads(metadata)), year)
        yield Report((position, number), party, document_kind, scope == "unit", *amounts)


def _place(read: str | None, metadata: Mapping[str, str]) -> str | None:
    """The place that the report's organisation is named after; else the one that the caller knows."""
    if read is not None and len(read) >= _PLACE:
        return canonical(read)
    return canonical(metadata.get("administrative_division", "")) or None


def group_reports(reports: Iterable[Report], connection: sqlite3.Connection) -> list[Group]:
    """Groups of two and more reports that publish the same accounts, in the order of their first ones."""
    members: defaultdict[_Version, list[Report]] = defaultdict(list)
    rivals: defaultdict[_Version, dict[_Version, Report]] = defaultdict(dict)
    for report in reports:
        version = _version(report)
        if version is not None:
            members[version].append(report)
            if report.party.organization and report.party.fiscal_year:
                rivals[_identity(report)].setdefault(version, report)
    leaders = {version: version for version in members}
    for versions in rivals.values():
        if len(versions) > 1:
            for one, other in _alike(versions, connection):
                _join(leaders, one, other)
    joined: defaultdict[_Version, list[tuple[Report, ...]]] = defaultdict(list)
    for version, found in members.items():
        joined[_leader(leaders, version)].append(tuple(found))
    groups = (Group(tuple(sorted(versions))) for versions in joined.values())
    return sorted(group for group in groups if sum(map(len, group.versions)) > 1)


def kinds_of(report: Report, connection: sqlite3.Connection) -> dict[str, str]:
    """The kinds of tables of a report that hold amounts, with their fingerprints."""
    query = "SELECT kind, fingerprint FROM report_table WHERE position = ? AND number = ? AND fingerprint IS NOT NULL"
    return dict(connection.execute(query, report.key))


def sketch_of(report: Report, connection: sqlite3.Connection) -> Sketch:
    """The sketch of a report's amounts."""
    query = "SELECT amount_sketch FROM report WHERE position = ? AND number = ?"
    return Sketch(connection.execute(query, report.key).fetchone()[0])


def _version(report: Report) -> _Version | None:
    if report.fingerprint is None:
        return None
    if report.amount_count >= ENOUGH:
        return (report.fingerprint,)
    return (report.fingerprint, *_identity(report)) if report.party.is_known else None


def _identity(report: Report) -> _Version:
    return (report.party, report.document_kind, report.own)


def _alike(versions: Mapping[_Version, Report], connection: sqlite3.Connection) -> Iterator[tuple[_Version, _Version]]:
    """Pairs of versions of one department and year that are the same accounts.

    Accounts that have hardly an amount in common are others: of a unit that goes by the name of its department, or of
    the department with and without its units. Reports without a kind of table in common are parts of one publication.
    """
    first: list[tuple[_Version, Sketch, dict[str, str]]] = []
    for version, report in versions.items():
        if report.amount_count < ENOUGH and not report.party.is_known:
            continue
        sketch, kinds = sketch_of(report, connection), kinds_of(report, connection)
        for known, other, others in first[-_COMPARED:]:
            if kinds.keys() & others.keys() and sketch.shared(other) >= _ALIKE:
                yield known, version
                break
        else:
            first.append((version, sketch, kinds))


def _leader(leaders: Mapping[_Version, _Version], version: _Version) -> _Version:
    while (leader := leaders[version]) != version:
        version = leader
    return version


def _join(leaders: dict[_Version, _Version], one: _Version, other: _Version) -> None:
    """Puts two versions in one group; all that were asked about lead there directly afterwards."""
    leader = _leader(leaders, one)
    leaders[_leader(leaders, other)] = leaders[one] = leaders[other] = leader


def write_groups(groups: Sequence[Group], connection: sqlite3.Connection) -> None:
    """Puts the groups into the manifest, numbered from 1."""
    for number, group in enumerate(groups, start=1):
        first = group.versions[0][0]
        sketch, kinds = sketch_of(first, connection), kinds_of(first, connection)
        rows = []
        for version, reports in enumerate(group.versions, start=1):
            others = kinds_of(reports[0], connection)
            changed = " ".join(sorted(kind for kind in kinds.keys() & others.keys() if kinds[kind] != others[kind]))
            shared = round(sketch.shared(sketch_of(reports[0], connection)), 2)
            rows += [(number, *report.key, version, shared, changed) for report in reports]
        relation = "revised" if any(changed for *_, changed in rows) else "republished"
        row = (number, relation, *group.party, first.document_kind, len(rows), len(group.versions))
        connection.execute("INSERT INTO publication_group VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.executemany("INSERT INTO publication VALUES (?, ?, ?, ?, ?, ?)", rows)
