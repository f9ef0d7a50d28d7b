"""Counts of what is right: per table, to be added up by report, by form, by rendering or over everything.

Cells are counted by their key (table, row, column). For precision, recall and F1 a cell is one with a value: a
labelled value that is read right is a hit. Blanks count in ``cells``, the plain share of labelled cells that are right.
A row is a hit if side, line number, code and whole name are right; a column, if key, path, number and side are. A row
is whole if it is a hit and all its cells are right; a table, if its columns are hits, its rows are whole, and nothing
is invented in it; a report, if all its tables are whole and none is invented. Facts (title, unit, …) are counted apart.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks.alignment import fold, identity, pair_rows, pair_tables
from benchmarks.judging import MISSING, Judgement, judge_extra, judge_table, values_doubted
from benchmarks.results import FACTS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from benchmarks.labels import LabelTable
    from benchmarks.results import ReadTable

# Kinds of tables that no label format covers; what is read as one of them is neither right nor wrong.
UNLABELLED_KINDS = frozenset({"generic"})
# Renderings that leave a mark for every border of a cell.
_BORDERED = frozenset({"tabbed", "piped"})


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims of one sort: status, whether a printed zero is claimed, whether the claim is right."""

    status: str
    zero: bool
    right: bool


@dataclass(slots=True)
class Tally:
    """Counts that add up.

    Attributes:
        counts: by name, as ``FIGURES`` of ``benchmarks.regression`` and the JSON list them.
        mistakes: wrong cells by mistake.
        claims: claimed cells by status, zero and rightness; ``missing`` are labelled cells without a claim.
    """

    counts: Counter[str] = field(default_factory=Counter)
    mistakes: Counter[str] = field(default_factory=Counter)
    claims: Counter[Claims] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Adds another tally to this one."""
        self.counts.update(other.counts)
        self.mistakes.update(other.mistakes)
        self.claims.update(other.claims)

    def as_json(self) -> dict[str, Any]:
        """The counts as a tree for JSON, in a fixed order."""
        claims = sorted(self.claims.items(), key=lambda item: (item[0].status, item[0].zero, item[0].right))
        return {
            "counts": dict(sorted(self.counts.items())),
            "mistakes": dict(sorted(self.mistakes.items())),
            "claims": [[claim.status, claim.zero, claim.right, count] for claim, count in claims],
        }

    @classmethod
    def from_json(cls, tree: dict[str, Any]) -> Tally:
        """The tally that ``as_json`` wrote."""
        claims = {Claims(status, zero, right): count for status, zero, right, count in tree["claims"]}
        return cls(Counter(tree["counts"]), Counter(tree["mistakes"]), Counter(claims))


@dataclass(frozen=True, slots=True)
class TableScore:
    """One labelled table, or one that the result has beyond the labelled ones.

    Attributes:
        kind: of the label, or of the surplus table.
        rendering: the one that the result names; "" for a table that was missed.
        faulty: the cells that are wrong.
        misses: what else is wrong, for a person.
    """

    document: str
    table: str
    kind: str
    rendering: str
    tally: Tally
    faulty: tuple[Judgement, ...]
    misses: tuple[str, ...]
    source_lines: str = ""


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One document; ``tally`` holds what belongs to no single table: the report as a whole, and its spans."""

    document: str
    tables: tuple[TableScore, ...]
    tally: Tally

    @property
    def counts(self) -> Counter[str]:
        """The counts of the whole document."""
        return self.total.counts

    @property
    def total(self) -> Tally:
        """Everything that was counted in the document."""
        return total([self.tally, *(table.tally for table in self.tables)])


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of some tallies."""
    result = Tally()
    for tally in tallies:
        result.add(tally)
    return result


def grouped(tables: Iterable[TableScore], name: Callable[[TableScore], str]) -> dict[str, Tally]:
    """Sums over the tables that ``name`` calls alike, in order of the names."""
    groups: dict[str, Tally] = {}
    for table in tables:
        groups.setdefault(name(table), Tally()).add(table.tally)
    return dict(sorted(groups.items()))


def labellable(read: Iterable[ReadTable]) -> list[ReadTable]:
    """The tables of a result that could have a label."""
    return [table for table in read if table.kind not in UNLABELLED_KINDS]


def score_tables(
    document: str,
    read: Sequence[ReadTable],
    labels: Sequence[LabelTable],
    *,
    covered: Collection[tuple[str, int, str]] = frozenset(),
) -> DocumentScore:
    """Holds what was read of a document against its labels.

    Args:
        document: its name, for lists.
        read: the tables of the result; those of kinds that no label covers are left out.
        labels: the labelled tables.
        covered: cells by label file, index of the row and column key that an identity of the source covers.
    """
    pairs, extra = pair_tables(labels, labellable(read))
    tables = [_score_table(document, label, table, covered) for label, table in pairs]
    tables += [_score_extra(document, table) for table in extra]
    whole = all(table.tally.counts["tables whole"] for table in tables)
    counts = Counter({"reports": 1, "reports whole": int(whole)})
    _count_settled(counts, read)
    return DocumentScore(document, tuple(tables), Tally(counts))


def _count_settled(counts: Counter[str], read: Iterable[ReadTable]) -> None:
    """Values that the layout settles, those of full or tab-separated rows, and those ``inferred`` all the same."""
    for table in read:
        for row in table.rows:
            cells = [cell for cell in row.cells.values() if cell is not None]
            if len(cells) == len(row.cells) or table.rendering in _BORDERED:
                counts["settled"] += len(cells)
                counts["settled inferred"] += sum(cell.status == "inferred" for cell in cells)


def _score_table(
    document: str, label: LabelTable, table: ReadTable | None, covered: Collection[tuple[str, int, str]]
) -> TableScore:
    cells = judge_table(label, table)
    tally = _count_cells(cells)
    misses: list[str] = [] if table is not None else ["table missed"]
    tally.counts["tables labelled"] = 1
    tally.counts["tables found"] = int(table is not None)
    _count_facts(tally, misses, label, table)
    _count_columns(tally, misses, label, table)
    _count_rows(tally, misses, label, table, cells)
    _count_covered(tally, cells, {(row, key) for file, row, key in covered if file == label.file})
    tally.counts["undeterminable"], tally.counts["undeterminable right"] = values_doubted(label, cells)
    tally.counts["tables whole"] = int(not tally.mistakes and _all_hits(tally.counts))
    return TableScore(
        document=document,
        table=label.file,
        kind=label.kind,
        rendering=table.rendering if table is not None else "",
        tally=tally,
        faulty=tuple(cell for cell in cells if not cell.right),
        misses=tuple(misses),
        source_lines=label.facts.get("source_lines", ""),
    )


def _all_hits(counts: Counter[str]) -> bool:
    return counts["tables found"] == 1 and all(
        counts[f"{what} right"] == counts[what] == counts[f"{what} read"] for what in ("rows", "columns")
    )


def _score_extra(document: str, table: ReadTable) -> TableScore:
    cells = judge_extra(table)
    tally = _count_cells(cells)
    tally.counts.update({"tables too many": 1, "rows read": len(table.rows), "columns read": len(table.columns)})
    return TableScore(document, table.id, table.kind, table.rendering, tally, tuple(cells), ("table not labelled",))


def _count_cells(cells: Sequence[Judgement]) -> Tally:
    tally = Tally()
    for cell in cells:
        labelled = cell.wanted is not None
        tally.counts["cells"] += labelled
        tally.counts["cells right"] += cell.right
        tally.counts["values"] += bool(cell.wanted)
        tally.counts["values read"] += cell.read != ""
        tally.counts["values right"] += cell.right and cell.read != ""
        tally.counts["silent"] += cell.silent
        tally.counts["missing"] += cell.status == MISSING
        tally.claims[Claims(cell.status, cell.zero, cell.right)] += 1
        if not cell.right:
            tally.mistakes[cell.mistake] += 1
    return tally


def _count_covered(tally: Tally, cells: Sequence[Judgement], covered: set[tuple[int, str]]) -> None:
    """Labelled values that an identity covers, and how many of them are right and ``verified``."""
    found = [cell for cell in cells if (cell.row, cell.column) in covered and cell.wanted]
    tally.counts["covered"] = len(found)
    tally.counts["covered verified"] = sum(cell.right and cell.status == "verified" for cell in found)


def _count_facts(tally: Tally, misses: list[str], label: LabelTable, table: ReadTable | None) -> None:
    tally.counts["facts"] = len(FACTS) + 1
    if table is None:
        return
    for name in FACTS:
        wanted, read = label.facts.get(name, ""), table.facts.get(name, "")
        tally.counts["facts right"] += fold(wanted) == fold(read)
        if fold(wanted) != fold(read):
            misses.append(f"{name} is {wanted!r}, read {read!r}")
    empty = label.facts.get("empty") == "true"
    tally.counts["facts right"] += empty == table.empty
    if empty != table.empty:
        misses.append(f"empty is {empty}, read {table.empty}")


def _count_columns(tally: Tally, misses: list[str], label: LabelTable, table: ReadTable | None) -> None:
    read = [] if table is None else list(table.columns)
    tally.counts.update({"columns": len(label.columns), "columns read": len(read)})
    left = [(column, (column.side, column.key, fold(column.path), fold(column.number))) for column in read]
    for column in label.columns:
        wanted = (column.side, column.key, fold(column.path), fold(column.number))
        found = next((pair for pair in left if pair[1] == wanted), None)
        if found is not None:
            left.remove(found)
            tally.counts["columns right"] += 1
        elif table is not None:
            misses.append(f"column {'/'.join(filter(None, wanted))} not read")
    misses += [f"column {'/'.join(filter(None, found))} not labelled" for _, found in left]


def _count_rows(
    tally: Tally, misses: list[str], label: LabelTable, table: ReadTable | None, cells: Sequence[Judgement]
) -> None:
    read = [] if table is None else list(table.rows)
    tally.counts.update({"rows": len(label.rows), "rows read": len(read)})
    faulty = {cell.row for cell in cells if not cell.right}
    pairs, extra = pair_rows(label.rows, read)
    for index, (wanted, found) in enumerate(pairs):
        hit = found is not None and identity(found) == identity(wanted)
        tally.counts["rows right"] += hit
        tally.counts["rows whole"] += hit and index not in faulty
        if not hit and table is not None:
            misses.append(f"row {identity(wanted)}, read {identity(found) if found is not None else None}")
    misses += [f"row {identity(row)} not labelled" for row in extra]
