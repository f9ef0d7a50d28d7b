"""Torn evaluation forms: what can be put together again of them as the tree of the contract, all of it inferred."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.assembling.cells import tidy
from docparse.assembling.marks import unit_factors
from docparse.diagnostics import Diagnostic, FieldValue
from docparse.evaluating.coverage import unclaimed
from docparse.evaluating.fragments import fragments_of
from docparse.evaluating.indicators import IndicatorCell, IndicatorReading, row_of
from docparse.evaluating.passages import FormCells
from docparse.evaluating.torn_funds import read_torn_funds
from docparse.evaluating.torn_goals import read_torn_goals
from docparse.evaluating.torn_indicators import columns_of, read_torn_rows
from docparse.evaluating.torn_labels import torn_labels, without_names
from docparse.evaluating.torn_starts import start_of
from docparse.evaluating.torn_tasks import read_torn_tasks
from docparse.evaluating.torn_tops import read_top
from docparse.evaluating.trees import indicator_trees
from docparse.evaluating.variants import recognise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.cells import CellMaker, Tree
    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.torn_indicators import TornRows
    from docparse.evaluating.torn_labels import TornLabel
    from docparse.segmenting.evaluations import EvaluationRegion


class TornForm(NamedTuple):
    """A torn form, its labels found."""

    region: EvaluationRegion
    fragments: tuple[Fragment, ...]
    labels: tuple[TornLabel, ...]
    columns: tuple[str, ...]
    start: int


# Labels of columns may stand so far before the first that only the indicators have.
_BEFORE = 3


def read_torn(regions: Sequence[EvaluationRegion], maker: CellMaker) -> tuple[list[Tree], list[Diagnostic]]:
    """The forms of a document whose forms are torn: trees, and what was not read."""
    forms = [_form(region) for region in regions]
    trees: list[Tree] = []
    diagnostics: list[Diagnostic] = []
    counts: dict[str, int] = {}
    for form in forms:
        kind = form.region.kind
        counts[kind] = counts.get(kind, 0) + 1
        tree, noticed = _read(form, f"{kind}-{counts[kind]}", maker)
        trees.append(tree)
        diagnostics += noticed
    return trees, diagnostics


def _form(region: EvaluationRegion) -> TornForm:
    fragments, _ = fragments_of(region)
    labels = torn_labels(fragments)
    start = start_of(labels, fragments)
    labels = without_names(labels, len(fragments) if start is None else start, fragments)
    begin = len(fragments) if start is None else max(0, start - _BEFORE)
    return TornForm(region, fragments, labels, columns_of(labels, begin), len(fragments) if start is None else start)


def _read(form: TornForm, name: str, maker: CellMaker) -> tuple[Tree, list[Diagnostic]]:
    """The tree of one form, and what in it was not read."""
    cells = FormCells(maker)
    fragments = form.fragments
    for label in form.labels:
        cells.label(fragments[at] for at in label.places)
    top = read_top(fragments, form.labels, form.start, cells)
    funds = read_torn_funds(fragments, form.labels, form.start, cells)
    tasks = read_torn_tasks(fragments, form.labels, form.start, cells)
    taken = frozenset(at for label in form.labels for at in label.places) | top.taken | funds.taken | tasks.taken
    goals = read_torn_goals(fragments, form.labels, taken, form.start, cells)
    rows = read_torn_rows(fragments, form.columns, form.start, taken, form.labels)
    tree: Tree = {
        "id": name,
        "kind": form.region.kind,
        **top.fields,
        "funds": funds.rows,
        "goals": goals.goals,
        "indicators": _indicators(rows, form, cells),
        "tasks": tasks.rows,
        **dict.fromkeys(("weight_total", "score_total", "grade", "conclusion", "other_notes", "contact")),
    }
    tree |= _totals(rows, form, cells)
    first, last = form.region.lines[0], form.region.lines[-1]
    envelope = maker.normal.offsets.envelope(first.start, last.end)
    unit = tree["unit"]
    tree |= {
        "unit_factor": unit_factors().get(unit["value"]) if unit is not None else None,
        "extra": {},
        "grammar": recognise(form.region, fragments, frozenset(label.text for label in form.labels)),
        "spans": (envelope,) if envelope else (),
    }
    return tree, [*_doubtful(tree, name), *_unread(form, cells, name)]


def _indicators(rows: TornRows, form: TornForm, cells: FormCells) -> list[Tree]:
    made: dict[tuple[Fragment, ...], IndicatorCell] = {}
    for row in rows.rows:
        for pieces in row.values():
            made.setdefault(pieces, _cell(pieces))
    read = [row_of({column: made[pieces] for column, pieces in row.items()}) for row in rows.rows]
    reading = IndicatorReading(form.columns, tuple(read), rows.unused)
    header = tuple(form.fragments[at] for label in form.labels for at in label.places if "indicators" in label.keys)
    return indicator_trees(reading, header, cells)


def _totals(rows: TornRows, form: TornForm, cells: FormCells) -> Tree:
    """The totals of the points: of weights and of scores where the form has both."""
    keys = [f"{column}_total" for column in ("weight", "score") if column in form.columns]
    if not keys or len(keys) != len(rows.totals):
        return {}
    found = {key: cells.number(piece) for key, piece in zip(keys, rows.totals, strict=True)}
    for cell in found.values():
        if cell is not None:
            cell["status"] = "inferred"
    return found


def _cell(pieces: tuple[Fragment, ...]) -> IndicatorCell:
    return IndicatorCell(pieces, tidy(" ".join(piece.text for piece in pieces)), "inferred")


def _doubtful(tree: Tree, name: str) -> list[Diagnostic]:
    """Cells of the indicators: all of them are the most likely reading only."""
    spans = {
        cell["spans"]: None
        for row in tree["indicators"]
        for cell in row.values()
        if isinstance(cell, dict) and cell.get("status") == "inferred"
    }
    if not spans:
        return []
    fields: dict[str, FieldValue] = {"form": name, "count": len(spans)}
    return [Diagnostic("evaluating.cells-doubtful", tuple(span for each in spans for span in each), fields)]


def _unread(form: TornForm, cells: FormCells, name: str) -> list[Diagnostic]:
    """What of a form belongs to no field and is no furniture."""
    left = unclaimed(form.fragments, [*cells.taken, *cells.furniture])
    if not left:
        return []
    characters = sum(end - start for start, end in left)
    return [Diagnostic("evaluating.unclaimed-text", cells.cells.spans(left), {"form": name, "characters": characters})]
