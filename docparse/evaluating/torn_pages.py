"""Torn forms that share a page: what is printed of one form below the title of the next goes back to it.

An extractor that prints a page by its blocks may print the title of the form that begins there above the last columns
of the form before. Before the first label of its own funds, goals or levels a form has nothing but names, so values and
labels of the columns of indicators that stand there are of the form before.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.evaluating.torn_labels import bare_label, torn_label_keys
from docparse.evaluating.traits import trait
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.segmenting.form_labels import is_title
from docparse.segmenting.lines import PAGE_NUMBER, SENTENCE, is_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docparse.segmenting.evaluations import EvaluationRegion
    from docparse.segmenting.lines import Line

# So many values are no accident.
_FEWEST = 4
_VALUES = frozenset(("number", "quantity", "measure", "mark", "operator", "nature", "unit"))
_OWN_SECTIONS = frozenset(("funds", "goals", "tasks"))
_LEVELS = frozenset(("level1", "level2", "level3", "block"))


def give_back(regions: Sequence[EvaluationRegion]) -> tuple[EvaluationRegion, ...]:
    """The forms, each with what is printed of it below the title of the next."""
    found = list(regions[:1])
    for above, region in pairwise(regions):
        moved = _of_form_above(region.lines)
        if moved and found[-1].lines[-1].number == above.lines[-1].number:
            numbers = {line.number for line in moved}
            kept = tuple(line for line in region.lines if line.number not in numbers)
            opening = sum(line.number < region.lines[region.opening].number for line in kept)
            found[-1] = found[-1]._replace(lines=(*found[-1].lines, *moved))
            found.append(region._replace(lines=kept, opening=min(opening, len(kept) - 1)))
        else:
            found.append(region)
    return tuple(found)


def _of_form_above(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with values or labels of columns before the first label of a form's own body."""
    end = next((at for at, line in enumerate(lines) if _is_own(line)), len(lines))
    moved = [line for line in lines[:end] if _is_cell(line)]
    values = sum(trait(fold(piece)).kind in _VALUES for line in moved for piece in line.text.split())
    if values < _FEWEST or not _columns(moved) <= _columns(lines[end:]):
        return ()
    return tuple(moved)


def _columns(lines: Iterable[Line]) -> frozenset[str]:
    """The columns of the indicators whose labels stand on some lines."""
    pieces = (piece for line in lines for piece in line.text.split())
    return frozenset(_keys(piece)["indicators"] for piece in pieces if "indicators" in _keys(piece))


def _keys(piece: str) -> Mapping[str, str]:
    """The sections that a piece of a line can be a label of, and its key in each."""
    return torn_label_keys().get(bare_label(fold(piece)), {})


def _is_own(line: Line) -> bool:
    """Whether a line begins with a label of funds, goals, tasks or levels."""
    for piece in line.text.split():
        keys = _keys(piece)
        if fold(piece) in _sources() or keys.get("indicators") in _LEVELS:
            return True
        if _OWN_SECTIONS & set(keys) and "indicators" not in keys:
            return True
    return False


def _is_cell(line: Line) -> bool:
    """Whether a line holds values, labels of columns of the indicators, or running text."""
    if PAGE_NUMBER.match(line.text) or is_title(line) or is_mark(line):
        return False
    if SENTENCE.search(line.text):
        return True
    pieces = [fold(piece) for piece in line.text.split()]
    return all(trait(piece).kind in _VALUES or _is_column(piece) for piece in pieces)


def _is_column(text: str) -> bool:
    keys = _keys(text)
    return "indicators" in keys or keys.get("tail") == "total"


@remembered()
def _sources() -> frozenset[str]:
    return frozenset(load_evaluations().words("sources"))
