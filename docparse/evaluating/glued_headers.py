"""Headers of indicators below which rows stand whose white space is lost, or whose last column is printed first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.columns import LEVELS, read_header
from docparse.evaluating.fragments import Fragment
from docparse.evaluating.glued_row import read_row
from docparse.evaluating.glued_words import bare_level
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.lexicons.indicator_patterns import GLUED_NUMBERS, POINTS_TWICE, SUFFIX
from docparse.segmenting.form_labels import is_title
from docparse.segmenting.lines import FORM_NUMBER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.segmenting.lines import Line

# A header of indicators names so many columns; so many lines below it may be rows, none of them longer.
_FEWEST_LABELS = 4
_MOST_ROWS = 80
_SHORTEST, LONGEST_LINE = 16, 240
# So large a part of the lines below a header holds two numbers in one word where white space is lost.
_MOSTLY = 0.4
_FEWEST = 2
# A unit in brackets may stand behind a label.
_CLOSES = {"（": "）", "(": ")"}
_OPENS = frozenset(_CLOSES)
_LONGEST_UNIT = 12
_BORDERS = "|\t"


class GluedBlock(NamedTuple):
    """A header of indicators and the lines below it.

    Attributes:
        columns: Keys in the order in which a row prints them.
        end: Index of the line behind the rows.
        bare_levels: Rows begin with words of levels without 指标.
    """

    columns: tuple[str, ...]
    end: int
    bare_levels: bool = False


def glued_block(lines: Sequence[Line], at: int) -> GluedBlock | None:
    """The block of a line that is a header of indicators; None for any other line, and where rows need no care.

    Rows need it whose white space is lost, and those that print another column before the levels.
    """
    columns = _columns(lines[at])
    if not columns:
        return None
    moved = columns[0] not in LEVELS
    bare = columns if _is_bare(lines[at].text) else ()
    # Most headers have no such line below them: where their rows end need not be known then.
    if not moved and sum(_is_glued(line.text, bare) for line in lines[at + 1 : at + 1 + _MOST_ROWS]) < _FEWEST:
        return None
    end = _end(lines, at + 1)
    glued = sum(_is_glued(line.text, bare) for line in lines[at + 1 : end])
    bare_levels = any(_begins_bare(line.text.lstrip()) for line in lines[at + 1 : end])
    return GluedBlock(columns, end, bare_levels) if moved or glued >= max(_FEWEST, _MOSTLY * (end - at - 1)) else None


def _is_glued(text: str, bare: tuple[str, ...]) -> bool:
    """Whether a line may hold cells that nothing parts; below a bare header of some columns whatever reads as a row."""
    if GLUED_NUMBERS.search(text) is not None or POINTS_TWICE.search(text) is not None:
        return True
    return bool(bare) and _is_bare(text) and bool(read_row(text.strip(), bare))


def _begins_bare(text: str) -> bool:
    """Whether a line begins with a word of level 1 that stands without 指标."""
    end = bare_level(text, 0)
    return end > 0 and not text.startswith(SUFFIX, end)


def _is_bare(text: str) -> bool:
    return len(text.split()) == 1


def _columns(line: Line) -> tuple[str, ...]:
    """The columns of a line that is a whole header of indicators, as printed; none for any other line."""
    text = line.text
    # Asked of every line of a document: most are short, and few hold the name of a level.
    if not _SHORTEST <= len(text) <= LONGEST_LINE or not any(label in text for label in _first_labels()):
        return ()
    if _is_bordered(text) or not any(label in text for label in _name_labels()):
        return ()
    labels = labels_within(text, "indicators")
    if len(labels) < _FEWEST_LABELS:
        return ()
    keys = read_header([Fragment(text[start:end], start, end, "space", line.number) for start, end in labels]).keys
    words = load_evaluations().words("indicators")
    printed = [words.get(fold(text[start:end])) for start, end in labels]
    first = [key for key in printed[: printed.index(LEVELS[2])] if key in keys and key not in LEVELS]
    return (*first, *(key for key in keys if key not in first)) if first and printed[0] == first[0] else keys


def labels_within(text: str, section: str) -> list[tuple[int, int]]:
    """Where the labels of a section begin and end of which a text is made; none where anything else is in it.

    >>> labels_within("一级指标 二级指标三级指标", "indicators")
    [(0, 4), (5, 9), (9, 13)]
    """
    words = load_evaluations().words(section)
    longest = max(map(len, words), default=0)
    places = [at for at, letter in enumerate(text) if not letter.isspace()]
    compact = "".join(text[at] for at in places)
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(compact):
        ends = range(min(len(compact), at + longest), at + 1, -1)
        end = next((end for end in ends if _is_label(fold(compact[at:end]), words)), at)
        if end == at:
            return []
        if (
            compact[end : end + 1] in _OPENS
            and (closed := compact.find(_CLOSES[compact[end]], end, end + _LONGEST_UNIT)) > 0
        ):
            end = closed + 1
        found.append((places[at], places[end - 1] + 1))
        at = end
    return found


def _is_label(text: str, words: Mapping[str, str]) -> bool:
    """Whether a text is a label, and not two of different columns (执行率 and 得分)."""
    key = words.get(text)
    halves = ((words.get(text[:at]), words.get(text[at:])) for at in range(1, len(text)))
    return key is not None and not any(one and other and one != other for one, other in halves)


@remembered()
def _first_labels() -> tuple[str, ...]:
    """The labels of the first level, of which one stands in every header."""
    return tuple(load_evaluations().words("indicators", LEVELS[0]))


@remembered()
def _name_labels() -> tuple[str, ...]:
    return tuple(load_evaluations().words("indicators", LEVELS[2]))


def _end(lines: Sequence[Line], start: int) -> int:
    """The end of the lines below a header that may be rows: a title, a label below them or another header."""
    for at in range(start, min(len(lines), start + _MOST_ROWS)):
        line = lines[at]
        bare = line.text.strip()
        if _is_bordered(bare) or len(bare) > LONGEST_LINE:
            return at
        if is_title(line) or _columns(line) or begins_tail(bare) or FORM_NUMBER.fullmatch(bare):
            return at
    return min(len(lines), start + _MOST_ROWS)


def begins_tail(text: str) -> int:
    """The length of the label below the indicators with which a text begins; else 0."""
    words = load_evaluations().words("tail")
    return next((end for end in range(min(len(text), _LONGEST_TAIL), 1, -1) if fold(text[:end]) in words), 0)


_LONGEST_TAIL = 12


def _is_bordered(text: str) -> bool:
    return any(border in text for border in _BORDERS)
