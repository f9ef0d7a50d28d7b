"""Whether the evaluation forms of a document are torn: printed column by column, as some extractors do.

Text that groups what stands close on the page prints the cells of a column one below the other, or puts a label that
spans rows amid them. What no text that keeps rows together does betrays it: a label of the header stands among the
rows, three targets follow each other, a level follows the levels below it, a label follows that of the name which every
form has, and other cells stand between the halves of a torn word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.evaluating.levels import level_of, spelling
from docparse.evaluating.traits import trait
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.lexicons.indicator_patterns import NAME_NUMBER
from docparse.patterns import pattern
from docparse.segmenting.form_labels import words_of_forms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.segmenting.lines import Line

# Of the lines of torn forms so many hold one piece: rows that are kept together stand on lines with many.
_SINGLE = 0.77
_BORDERS = pattern(r"[\t|]")
# So many signs, and so many of them beside the cells in which one could be, are no accident.
_FEWEST = 2
_RARE = 0.015
# Targets, or words of a column of texts, one below the other.
_RUN = 3
# So much of the body stands before a label of the header that is printed among the rows.
_AMID = 2
_LONGEST_PIECE = 12
_SHORTEST_PIECE = 4


def is_torn(lines: Sequence[Line]) -> bool:
    """Whether the forms on some lines are torn."""
    if not _is_single(lines):
        return False
    pieces = [(fold(piece), line.number) for line in lines for piece in line.text.split()]
    signs, anchors = _signs(pieces)
    return signs >= max(_FEWEST, _RARE * anchors)


def _is_single(lines: Sequence[Line]) -> bool:
    """Whether most lines hold one piece, and borders hold no cells apart."""
    if not lines:
        return False
    several = 0
    for line in lines:
        if _BORDERS.search(line.text):
            return False
        several += len(line.text.split(maxsplit=1)) > 1
    return several <= (1 - _SINGLE) * len(lines)


def _signs(pieces: Sequence[tuple[str, int]]) -> tuple[int, int]:
    """How many signs that the text is torn there are, and how many cells in which one could be."""
    kinds = [trait(text).kind for text, _ in pieces]
    levels = [_level(text) for text, _ in pieces]
    values = [kind == "quantity" for kind in kinds]
    signs = _late_labels(pieces, levels, values)
    openers, heads = words_of_forms().openers, _heads()
    run = 1
    for index in range(1, len(pieces)):
        (above, line_above), (text, line) = pieces[index - 1], pieces[index]
        apart = line != line_above
        values_both = values[index] and values[index - 1]
        same = apart and (values_both or (kinds[index] == "text" and text == above))
        run = run + 1 if same else 1
        signs += run == _RUN
        # An indicator may be called like its level: 服务对象满意度指标, 服务对象满意度.
        climbs = levels[index - 1] == "level2" and levels[index] != "" and not above.startswith(text)
        unnamed = text in heads and above in openers
        signs += climbs or unnamed or (_is_half(above) and not _goes_on(above, text))
    return signs, sum(values) + sum(level != "" for level in levels)


def _late_labels(pieces: Sequence[tuple[str, int]], levels: Sequence[str], values: Sequence[bool]) -> int:
    """How many labels of columns stand among the rows for the first time."""
    labels = _columns()
    seen: set[str] = set()
    amid = signs = 0
    for (text, _), level, value in zip(pieces, levels, values, strict=True):
        key = labels.get(text)
        if key == "level3":
            seen, amid = seen if amid else {key}, 0
        elif key is not None:
            signs += key in ("target", "actual") and key not in seen and "level3" in seen and amid >= _AMID
            seen.add(key)
        elif "level3" in seen:
            amid += value or level != "" or NAME_NUMBER.match(text) is not None
    return signs


@remembered()
def _heads() -> frozenset[str]:
    return frozenset(load_evaluations().words("head"))


@remembered()
def _columns() -> Mapping[str, str]:
    return load_evaluations().words("indicators", "level1", "level2", "level3", "target", "actual", "weight", "score")


def _level(text: str) -> str:
    """Which level a word names, where it can only name one; ``either`` where it may name both."""
    if len(text) > _LONGEST_PIECE or (costs := level_of(text)) is None:
        return ""
    first, second = (cost < 1 for cost in costs)
    return "level1" if first and not second else "level2" if second and not first else "either"


def _is_half(text: str) -> bool:
    """Whether a text is a piece of a level word that has to go on."""
    if not _SHORTEST_PIECE <= len(text) <= _LONGEST_PIECE:
        return False
    begun, whole = spelling(text)
    return begun and not whole


def _goes_on(above: str, text: str) -> bool:
    """Whether a text goes on a piece of a level word, or may hold what goes it on at its head."""
    return any(spelling(above + text[:end]).begun for end in range(1, len(text) + 1))
