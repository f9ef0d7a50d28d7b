"""Torn forms that share a page: what is printed of one form below the title of the next goes back to it.

An extractor that prints a page by its blocks may print the title of the form that begins there above the last columns
of the form before. Before the first label of its own funds, goals or levels a form has nothing but names, so values and
labels of the columns of indicators that stand there are of the form before.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docparse.evaluating.torn_labels import bare_label, torn_label_keys
from docparse.evaluating.torn_tops import is_body
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
_ONCE = frozenset(("funds", "goals", "indicators"))
_LEVELS = frozenset(("level1", "level2", "level3", "block"))


def give_back(regions: Sequence[EvaluationRegion]) -> tuple[EvaluationRegion, ...]:
    """The forms, each with what is printed of it below the title of the next."""
    found = list(regions[:1])
    for region in regions[1:]:
        found[-1], kept = _moved(found[-1], region, _doubled(found[-1].lines, region.lines))
        found[-1], kept = _moved(found[-1], kept, _of_form_above(kept.lines))
        found.append(kept)
    return tuple(found)


def _moved(
    above: EvaluationRegion, region: EvaluationRegion, moved: Sequence[Line]
) -> tuple[EvaluationRegion, EvaluationRegion]:
    """Two forms, some lines of the second moved to the end of the first."""
    numbers = {line.number for line in moved}
    kept = tuple(line for line in region.lines if line.number not in numbers)
    if not moved or not kept:
        return above, region
    opening = sum(line.number < region.lines[region.opening].number for line in kept)
    return (
        above._replace(lines=(*above.lines, *moved)),
        region._replace(lines=kept, opening=min(opening, len(kept) - 1)),
    )


def _doubled(above: Sequence[Line], lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of columns whose label the form above lacks, and a form has twice: what stands below the first one.

    Such a part ends with what only the head of a form has, and with labels that the form does not have twice.
    """
    lacking = {label for line in lines for label in _once(line)} - {label for line in above for label in _once(line)}
    times = Counter(label for line in lines for label in _once(line) & lacking)
    moved: list[Line] = []
    part = False
    for line in lines:
        own = _once(line)
        first = bool(own) and all(times[label] > 1 for label in own)
        part = first or (part and not own and not _is_of_head(line))
        if first:
            times.subtract(own)
        if part:
            moved.append(line)
    return tuple(moved)


def _once(line: Line) -> frozenset[tuple[str, str]]:
    """The labels on a line that a form has once: of columns of funds, goals or indicators, but for points."""
    found = set()
    for piece in line.text.split():
        keys = _keys(piece)
        found |= {(section, key) for section, key in keys.items() if section in _ONCE and len(keys) == 1}
    return frozenset(each for each in found if each[1] != "block" and each[1] not in _LEVELS)


def _is_of_head(line: Line) -> bool:
    """Whether a line can be of the head of a form only: its title, a mark above it, or a label of its names."""
    if PAGE_NUMBER.match(line.text) or is_title(line) or is_mark(line):
        return True
    return any("head" in _keys(piece) or fold(piece) in _sources() for piece in line.text.split())


def _of_form_above(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with values or labels of columns before the first label of a form's own body."""
    end = next((at for at, line in enumerate(lines) if _is_own(line)), len(lines))
    cells = [_is_cell(line) for line in lines[:end]]
    moved = [line for line, is_cell in zip(lines, cells, strict=False) if is_cell]
    values = sum(trait(fold(piece)).kind in _VALUES for line in moved for piece in line.text.split())
    if values < _FEWEST or not _columns(moved) <= _columns(lines[end:]):
        return ()
    return _with_words(lines[:end], cells)


def _with_words(lines: Sequence[Line], cells: Sequence[bool]) -> tuple[Line, ...]:
    """The lines that are cells, and the words between two of them that no name of a head is."""
    found: list[Line] = []
    words: list[Line] = []
    within = False
    for line, is_cell in zip(lines, cells, strict=True):
        if is_cell:
            found += [*words, line]
        if is_cell or _is_of_head(line) or is_body(line.text):
            within, words = is_cell, []
        elif within:
            words.append(line)
    return tuple(found)


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
