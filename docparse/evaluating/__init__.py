"""Reads the performance self-evaluation forms: head, funds, goals, indicators, tasks and result of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.segmenting.form_labels import may_hold_forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.cells import CellMaker, Tree
    from docparse.diagnostics import Diagnostic
    from docparse.segmenting.lines import Line


def read_evaluations(lines: Sequence[Line], cells: CellMaker) -> tuple[list[Tree], list[Diagnostic], frozenset[int]]:
    """All evaluation forms of a document: see :func:`docparse.evaluating.forms.read_forms`.

    What finds them is loaded only for documents that can hold some, and what reads them only for those that do: it is a
    third of all that a report needs.
    """
    if not may_hold_forms(cells.normal.text, lines):
        return [], [], frozenset()
    from docparse.evaluating.finding import find_forms

    found = find_forms(lines, cells)
    if not found.regions:
        return [], [], frozenset()
    from docparse.evaluating.forms import read_forms

    return read_forms(found, lines, cells)
