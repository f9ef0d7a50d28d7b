"""The evaluation forms of a document: every form as the tree of the contract, and what in it was not read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from docparse.assembling.marks import unit_factors
from docparse.diagnostics import Diagnostic, FieldValue
from docparse.evaluating.coverage import unclaimed
from docparse.evaluating.cutting import cut_form
from docparse.evaluating.fund_habits import habits_of
from docparse.evaluating.fund_pairs import read_pairs
from docparse.evaluating.fund_places import place_funds
from docparse.evaluating.funds import Funds, read_funds
from docparse.evaluating.goal_cells import labels_out, with_goal_below_funds
from docparse.evaluating.goals import read_goals
from docparse.evaluating.heads import add_extra, read_head
from docparse.evaluating.indicators import read_indicators
from docparse.evaluating.laced_amounts import amounts_in_rows, labels_in_order
from docparse.evaluating.laced_funds import in_cell_order
from docparse.evaluating.laced_goals import labels_apart
from docparse.evaluating.losses import amounts_lost
from docparse.evaluating.passages import FormCells
from docparse.evaluating.points import is_less, is_of_both, is_of_weights
from docparse.evaluating.pooling import learn_pool
from docparse.evaluating.rewriting import Rewritten, rewrite
from docparse.evaluating.tails import read_tail
from docparse.evaluating.tasks import read_tasks
from docparse.evaluating.trees import fund_trees, goal_trees, indicator_trees, task_trees
from docparse.evaluating.variants import recognise
from docparse.evaluating.zero_amounts import without_units_of_nothing
from docparse.folding import fold
from docparse.grammars.evaluations import words_of
from docparse.segmenting.lines import AMOUNT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.cells import CellMaker, Tree
    from docparse.evaluating.blocks import FormBlocks
    from docparse.evaluating.cutting import CutForm
    from docparse.evaluating.finding import FoundForms
    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.fund_places import PlacedFundRow
    from docparse.evaluating.pooling import Pool
    from docparse.segmenting.evaluations import EvaluationRegion
    from docparse.segmenting.lines import Line


class _Form(NamedTuple):
    """A form cut into blocks, its funds as rows."""

    region: EvaluationRegion
    fragments: tuple[Fragment, ...]
    blocks: FormBlocks
    funds: Funds


def read_forms(
    found: FoundForms, lines: Sequence[Line], cells: CellMaker
) -> tuple[list[Tree], list[Diagnostic], frozenset[int]]:
    """All evaluation forms of a document.

    Args:
        found: Where they stand.
        lines: The lines of the document.
        cells: The maker of its Cells.

    Returns:
        The trees in source order, what was noticed and not read, and the numbers of the lines that belong to forms.
    """
    numbers = found.numbers()
    if found.torn:
        from docparse.evaluating.torn_forms import read_torn

        return *read_torn(found.regions, found.straight.cells), numbers
    if found.straight.cells is cells:
        rewritten = rewrite(found.regions, cells)
    else:
        rewritten = Rewritten(tuple(map(cut_form, found.regions)), found.straight.cells)
    forms = [_with_funds(form) for form in rewritten.forms]
    funds = place_funds([form.funds for form in forms], habits_of(form.funds for form in forms))
    bodies = [(form.blocks.indicator_header, form.blocks.indicator_body) for form in forms]
    pool = learn_pool(bodies, frozenset(form.blocks.indicator_body[0].start for form in forms if _has_rows(form)))
    trees: list[Tree] = []
    diagnostics: list[Diagnostic] = []
    counts: dict[str, int] = {}
    for form, placed in zip(forms, funds, strict=True):
        kind = form.region.kind
        counts[kind] = counts.get(kind, 0) + 1
        tree, noticed = _read(_Reading(form, placed, pool), f"{kind}-{counts[kind]}", rewritten.cells)
        trees.append(tree)
        diagnostics += noticed
    if rewritten.cells is not cells:
        diagnostics += amounts_lost((line for line in lines if line.number in numbers), trees, diagnostics, cells)
    return trees, diagnostics, numbers


def _with_funds(form: CutForm) -> _Form:
    blocks = with_goal_below_funds(form.blocks)
    header = labels_in_order(blocks.funds_header)
    body = amounts_in_rows(header, blocks.funds_body)
    blocks = replace(blocks, funds_header=header, funds_body=body)
    if (laced := in_cell_order(blocks.funds_header, blocks.funds_body)) is not None:
        blocks = replace(blocks, funds_header=laced[0], funds_body=laced[1])
    goals_header, goals_body = labels_apart(*labels_out(blocks.goals_header, blocks.goals_body))
    blocks = replace(blocks, goals_header=goals_header, goals_body=goals_body)
    header = blocks.funds_header
    body, units = without_units_of_nothing(blocks.funds_body)
    funds = read_pairs(header, body) or read_funds(header, body)
    return _Form(form.region, form.fragments, blocks, replace(funds, labels=(*funds.labels, *units)))


def _has_rows(form: _Form) -> bool:
    """Whether all that stands in the body of the indicators stands in rows with a cell for each column."""
    body = form.blocks.indicator_body
    return bool(body) and all(fragment.line in form.region.rows for fragment in body)


class _Reading(NamedTuple):
    """A form with what the other forms of the report tell of it."""

    form: _Form
    funds: tuple[PlacedFundRow, ...]
    pool: Pool


def _read(reading: _Reading, name: str, maker: CellMaker) -> tuple[Tree, list[Diagnostic]]:
    """The tree of one form, and what in it was not read."""
    form, blocks = reading.form, reading.form.blocks
    cells = FormCells(maker)
    for header in (blocks.funds_header, blocks.goals_header, blocks.tasks_header, blocks.indicator_header):
        cells.label(fragment for fragment in header if _may_be_label(fragment.text))
    cells.label((*blocks.furniture, *form.funds.labels))
    head = read_head(blocks, cells)
    tasks = read_tasks(blocks.tasks_header, blocks.tasks_body)
    indicators = read_indicators(blocks.indicator_header, blocks.indicator_body, pooled=reading.pool)
    tree: Tree = {
        "id": name,
        "kind": form.region.kind,
        **head.fields,
        "funds": fund_trees(reading.funds, cells),
        "goals": goal_trees(read_goals(blocks.goals_header, blocks.goals_body), cells),
        "indicators": indicator_trees(indicators, blocks.indicator_header, cells),
        "tasks": task_trees(tasks.rows, cells),
    }
    tail = read_tail(blocks.tail, cells)
    _settle_totals(tail.fields, tree, indicators.columns)
    extra = dict(head.extra)
    if tail.fields["score_total"] is None:
        label = next((label for label in extra if fold(label).partition("(")[0] in words_of("head", "score")), None)
        tail.fields["score_total"] = extra.pop(label) if label is not None else None
    for label, cell in tail.extra.items():
        add_extra(extra, label, cell)
    first, last = form.region.lines[0], form.region.lines[-1]
    envelope = maker.normal.offsets.envelope(first.start, last.end)
    tree |= {
        **tail.fields,
        "extra": extra,
        "grammar": recognise(form.region, form.fragments, blocks.labels),
        "spans": (envelope,) if envelope else (),
    }
    return _ordered(tree), [*_doubtful(tree, name), *_unread(form, cells, name)]


def _settle_totals(fields: dict[str, Tree | None], tree: Tree, columns: Sequence[str]) -> None:
    """Puts the totals of a form where they belong: the only one below scores or weights, two in the order of columns.

    Where the scores stand before the weights, so do their totals, if that of the weights is not the smaller one then.
    """
    total, weights = fields["score_total"], fields["weight_total"]
    if total is None:
        return
    if weights is None:
        points = [(_printed(row["weight"]), _printed(row["score"])) for row in tree["indicators"]]
        funds = next((row for row in tree["funds"] if row["level"] == 0), {"weight": None, "score": None})
        of_funds = (_printed(funds["weight"]), _printed(funds["score"]))
        if is_of_weights(total["raw"], points, of_funds):
            fields["weight_total"], fields["score_total"] = total, None
        elif total["status"] == "read" and is_of_both(total["raw"], points, of_funds):
            other = [{"column": "weight_total", "value": total["value"]}]
            fields["score_total"] = {**total, "status": "inferred", "alternatives": other}
        return
    order = [column for column in columns if column in ("weight", "score")]
    if order == ["score", "weight"] and is_less(_printed(weights), _printed(total)):
        fields["weight_total"], fields["score_total"] = total, weights


def _printed(cell: Tree | None) -> str:
    return "" if cell is None or cell["value"] is None else str(cell["value"])


# A longer text in a header is none of its labels; nor is an amount, unless a label has it in brackets.
_LONGEST_LABEL = 30
_ORDER = (
    *("id", "kind", "label", "title", "fiscal_year", "project_name", "department", "department_code"),
    *("implementing_unit", "unit", "unit_factor", "responsibilities", "overall_goal", "funds", "goals", "indicators"),
    *("tasks", "weight_total", "score_total", "grade", "conclusion", "other_notes", "contact", "extra", "grammar"),
    "spans",
)


def _may_be_label(text: str) -> bool:
    if len(text) > _LONGEST_LABEL or text.isalpha():
        return len(text) <= _LONGEST_LABEL
    return not AMOUNT.search(text.partition("（")[0].partition("(")[0])


def _ordered(tree: dict[str, Any]) -> Tree:
    """The tree with its keys in the order of the contract."""
    unit = tree["unit"]
    tree["unit_factor"] = unit_factors().get(unit["value"]) if unit is not None else None
    return {key: tree[key] for key in _ORDER}


def _doubtful(tree: Tree, name: str) -> list[Diagnostic]:
    """Cells of the indicators of which other readings are possible and not listed."""
    cells = [cell for row in tree["indicators"] for cell in row.values() if isinstance(cell, dict) and "raw" in cell]
    doubtful = {cell["spans"]: None for cell in cells if cell["status"] == "inferred" and not cell.get("alternatives")}
    if not doubtful:
        return []
    spans = tuple(span for each in doubtful for span in each)
    return [Diagnostic("evaluating.cells-doubtful", spans, {"form": name, "count": len(doubtful)})]


def _unread(form: _Form, cells: FormCells, name: str) -> list[Diagnostic]:
    """What of a form belongs to no field and is no furniture."""
    text = cells.cells.normal.text
    furniture = [place for place in cells.furniture if not AMOUNT.search(text, *place)]
    left = unclaimed(form.fragments, [*cells.taken, *furniture])
    if not left:
        return []
    characters = sum(end - start for start, end in left)
    fields: dict[str, FieldValue] = {"form": name, "characters": characters}
    return [Diagnostic("evaluating.unclaimed-text", cells.cells.spans(left), fields)]
