"""What the checks of a report say, as a plain tree: ``check`` shows or prints it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from docparse.cli.evidence import names_table, place_tree
from docparse.cli.excerpt import places_of
from docparse.exporting.amounts import in_yuan
from docparse.reviewing.figures import Figure, figures_of, name_figures, sides_of, table_name
from docparse.schema.facts import CheckKind
from docparse.schema.scalars import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.reviewing.figures import Side
    from docparse.schema import Cell, Check, Report, Table

Tree = dict[str, Any]

# How a check that compares amounts under clashing units is named.
_MAGNITUDE = ".magnitude"
_UNREAD = frozenset({"decoding.unread-line", "decoding.unplaced-number"})
_NO_FORM = "matching.no-form"
_TOLD = ("id", "kind", "cause", "statement", "left", "right", "difference", "tolerance")


class _Failing(NamedTuple):
    """The failing checks of a report.

    Attributes:
        checks: Each with its number and its figures.
        by_figure: Numbers of those that cover a figure other than zero, by its pointer.
        places: How many groups they make that share no figure.
    """

    checks: tuple[tuple[int, Check, Side], ...]
    by_figure: dict[str, list[int]]
    places: int


def check_evidence(report: Report, text: str | None) -> Tree:
    """The checks of a report: counts, what fails with its figures and their places, what was not tested and why.

    Args:
        report: The report; with its source attached where there is a text.
        text: The decoded source, None where only the report is known.
    """
    failing = _failing(report)
    return {
        "source": {"name": report.source.name, "sha256": report.source.sha256},
        "producer": {name: getattr(report.producer, name) for name in ("name", "version", "knowledge")},
        "quoted": text is not None,
        "tables": len(report.tables),
        "counts": _counts(report.checks),
        "places_of_failures": failing.places,
        "failed": [_failed(report, text, place, failing) for place in range(len(failing.checks))],
        "in_doubt": _in_doubt(report, text, failing),
        "not_tested": _not_tested(report),
        "amounts": _amounts(report),
        "unread": _unread(report),
    }


def _failing(report: Report) -> _Failing:
    found = [(check, figures_of(report, check)) for check in report.checks if check.outcome == "fails"]
    places = _places_of_failures([figures for _, figures in found])
    blamed = {place for place, (check, _) in zip(places, found, strict=True) if check.cause == "source"}
    # What belongs together stands together, contradictions of the source first.
    ordered = sorted(
        zip(places, found, strict=True), key=lambda each: (each[0] not in blamed, each[0], each[1][0].cause != "source")
    )
    numbered = tuple((number, check, figures) for number, (_, (check, figures)) in enumerate(ordered, start=1))
    by_figure: dict[str, list[int]] = {}
    for number, _, figures in numbered:
        for pointer in dict.fromkeys(figure.pointer for figure in figures if not figure.is_zero):
            by_figure.setdefault(pointer, []).append(number)
    return _Failing(numbered, by_figure, len(set(places)))


def _places_of_failures(failures: Sequence[Side]) -> list[int]:
    """For each failing check the first one that it hangs together with by figures other than zero."""
    first: list[int] = list(range(len(failures)))

    def root(index: int) -> int:
        while first[index] != index:
            index = first[index]
        return index

    owner: dict[str, int] = {}
    for index, figures in enumerate(failures):
        for figure in figures:
            if not figure.is_zero:
                one, other = sorted((root(index), root(owner.setdefault(figure.pointer, index))))
                first[other] = one
    return [root(index) for index in range(len(failures))]


def _counts(checks: Sequence[Check]) -> Tree:
    """By kind: how many hold, how many of these only within rounding, and how many fail for which cause."""
    counts: dict[str, Tree] = {}
    for kind in get_args(CheckKind):
        of_kind = [check for check in checks if check.kind == kind]
        if of_kind:
            outcomes = Counter(check.cause or check.outcome for check in of_kind)
            rounded = sum(check.outcome == "holds" and _is_rounded(check) for check in of_kind)
            told = {name: outcomes[name] for name in ("holds", "source", "unresolved", "not_tested")}
            counts[kind] = told | {"within_rounding": rounded}
    return counts


def _is_rounded(check: Check) -> bool:
    return bool((check.difference or "").strip("-0."))


def _failed(report: Report, text: str | None, place: int, failing: _Failing) -> Tree:
    number, check, figures = failing.checks[place]
    sides = sides_of(check, figures)
    on_left = len(sides[0]) if sides else 0
    first = figures[0] if figures else None
    factor = first.table.unit_factor if first is not None and first.table is not None else None
    naming = name_figures(figures)
    told: Tree = {"number": number, "about": naming.shared}
    told |= {name: getattr(check, name) for name in _TOLD}
    return told | {
        "unit": first.unit if first is not None else "",
        "difference_in_yuan": in_yuan(check.difference, factor),
        "blank_side": None if sides is None or all(sides) else "right" if sides[0] else "left",
        "clash_of_units": check.id.endswith(_MAGNITUDE),
        "figures": [
            {"side": ("left" if order < on_left else "right") if sides else None, **_figure(report, text, figure, name)}
            for order, (figure, name) in enumerate(zip(figures, naming.apart, strict=True))
        ],
        "shares_figures_with": sorted(
            {other for figure in figures for other in failing.by_figure.get(figure.pointer, ())} - {number}
        ),
        "not_understood": _not_understood(report, figures),
    }


def _figure(report: Report, text: str | None, figure: Figure, name: str) -> Tree:
    cell = figure.cell
    return {
        "name": name,
        "pointer": figure.pointer,
        "table": figure.table.id if figure.table else None,
        "row": figure.row.id if figure.row else None,
        "column": figure.column.key if figure.column else None,
        "value": cell.value if cell else None,
        "raw": cell.raw if cell else None,
        "unit": figure.unit,
        "status": cell.status if cell else None,
        "spans": [list(span) for span in cell.spans] if cell else [],
        "places": _places(report, text, cell),
    }


def _places(report: Report, text: str | None, cell: Cell | None) -> list[Tree]:
    return [place_tree(place) for place in places_of(report, text, cell.spans)] if text is not None and cell else []


def _not_understood(report: Report, figures: Iterable[Figure]) -> list[str]:
    """The tables of these figures in which lines or numbers were not understood: they may hold what is missing."""
    tables = {figure.table.id: figure.table for figure in figures if figure.table is not None}
    return [name for name, table in tables.items() if _has_unread(report, table)]


def _has_unread(report: Report, table: Table) -> bool:
    return any(each.code in _UNREAD and names_table(each, table) for each in report.diagnostics)


def _in_doubt(report: Report, text: str | None, failing: _Failing) -> list[Tree]:
    """The figures that may be misread, those in most failing checks first."""
    found: dict[str, tuple[Figure, list[int]]] = {}
    for number, _, figures in failing.checks:
        for figure in figures:
            if figure.cell is not None and figure.cell.status == "conflicting":
                found.setdefault(figure.pointer, (figure, []))[1].append(number)
    ranked = sorted(found.values(), key=lambda each: -len(each[1]))
    return [
        {**_figure(report, text, figure, name_figures((figure,)).shared), "checks": numbers}
        for figure, numbers in ranked
    ]


def _not_tested(report: Report) -> list[Tree]:
    """By reason: which checks were not tested, of which kinds, and over which tables."""
    untested: dict[str, list[Check]] = {}
    for check in report.checks:
        if check.outcome == "not_tested":
            untested.setdefault(check.reason or "", []).append(check)
    told = []
    for reason, checks in untested.items():
        tables: Counter[str] = Counter()
        for check in checks:
            tables.update({table_name(each.table) for each in figures_of(report, check) if each.table is not None})
        kinds = Counter(check.kind for check in checks)
        ids = [check.id for check in checks]
        told.append({"reason": reason, "kinds": dict(sorted(kinds.items())), "tables": dict(tables), "checks": ids})
    return told


def _amounts(report: Report) -> Tree:
    """Statuses of what stands in the tables: amounts, zeros among them apart, other figures, and blanks."""
    statuses: dict[str, Counter[str]] = {"values": Counter(), "zeros": Counter(), "counts_and_rates": Counter()}
    blanks = unsettled = 0
    for table in report.tables:
        for row in table.rows:
            unsettled += len(row.unsettled)
            for cell in row.cells.values():
                if cell is None:
                    blanks += 1
                elif row.quantity != "amount":
                    statuses["counts_and_rates"][cell.status] += 1
                else:
                    statuses["values" if cell.decimal else "zeros"][cell.status] += 1
    known = get_args(Status)
    told: Tree = {name: {status: counts[status] for status in known} for name, counts in statuses.items()}
    return told | {"blanks": blanks, "unsettled_blanks": unsettled}


def _unread(report: Report) -> Tree:
    """What no check could see: tables that no form matches, and tables of which some text was not understood."""
    return {
        "complete": report.complete,
        "tables_without_form": sum(each.code == _NO_FORM for each in report.diagnostics),
        "tables_not_understood": [table_name(table) for table in report.tables if _has_unread(report, table)],
    }
