"""Tasks whose cells all begin on the first line of their row: what follows of each stands on the lines below.

Text by height prints the second line of the name and that of the content beside each other, behind the amounts. The
cells go on without a gap: a line below holds a piece of each text that no sentence ends yet, and perhaps one of the
name. Where the pieces are not as many as that, nothing is said of the rows.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.funds import kind_of
from docparse.folding import fold
from docparse.grammars.evaluations import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.fragments import Fragment

_ENDS = tuple("。；;！!")
# Name, level and content stand before the amounts, of which there are so many at least.
_TEXTS, _FEWEST_AMOUNTS = 3, 2
_NARROW = frozenset(map(chr, range(0x20, 0x7F)))
_SLACK = 1.0

Texts = tuple["Fragment", ...]


class LacedTask(NamedTuple):
    """The cells of a row; ``values`` are its amounts and rates."""

    name: Texts
    level: Texts
    content: Texts
    values: Texts
    reason: Texts


class LacedTasks(NamedTuple):
    """The rows, and the pieces of labels above the first of them."""

    above: Texts
    rows: tuple[LacedTask, ...]


def tasks_by_top(body: Sequence[Fragment]) -> LacedTasks | None:
    """The rows of tasks whose cells begin on one line and go on below; None where they are not printed like this."""
    lines = [tuple(line) for _, line in groupby(body, key=lambda fragment: fragment.line)]
    begins = [at for at, line in enumerate(lines) if _begun(line) is not None]
    others = (line for at, line in enumerate(lines) if at not in begins)
    goes_on = bool(begins) and len(lines) > begins[0] + len(begins)
    if not goes_on or any(kind_of(piece.text) or is_level(piece) for line in others for piece in line):
        return None
    rows: list[LacedTask] = []
    for start, end in zip(begins, (*begins[1:], len(lines)), strict=True):
        row = _begun(lines[start])
        for line in lines[start + 1 : end]:
            row = row and _with_line(row, line)
        if row is None or not all(map(_is_finished, (row.content, row.reason))):
            return None
        rows.append(row)
    above = tuple(piece for line in lines[: begins[0]] for piece in line)
    return LacedTasks(above, tuple(rows)) if _are_names(rows) and all(map(may_be_of_label, above)) else None


def _are_names(rows: Sequence[LacedTask]) -> bool:
    """Whether no name goes on with a piece that is wider than what the names begin with: such a one is of a text."""
    widest = max(_width(row.name[0].text) for row in rows) + _SLACK
    return all(_width(piece.text) <= widest for row in rows for piece in row.name)


def may_be_of_label(piece: Fragment) -> bool:
    """Whether a piece above the first row may be one of a label of the header."""
    text = fold(piece.text)
    return text.startswith("(") or any(text.partition("(")[0] in label for label in words_of("tasks"))


def _width(text: str) -> float:
    """How wide a text is printed, a Chinese character being 1 and others half of it."""
    return len(text) - sum(map(_NARROW.__contains__, text)) / 2


def columns_of(header: Sequence[Fragment], above: Sequence[Fragment], keys: Sequence[str]) -> frozenset[str]:
    """Which columns labels name that are whole, or begin in the header and go on above the first row."""
    upper, lower = ([fold(piece.text) for piece in pieces] for pieces in (header, above))
    whole = {*upper, *lower, *(one + other for one in upper for other in lower)}
    bare = {text.partition("(")[0] for text in whole}
    return frozenset(key for key in keys if any(label in bare for label in words_of("tasks", key)))


def is_level(piece: Fragment) -> bool:
    """Whether a piece is the word for the level of a task."""
    return fold(piece.text) in words_of("words", "task_level")


def _begun(line: Texts) -> LacedTask | None:
    """The first line of a row: name, level, content and amounts, perhaps a reason; None for another line."""
    values = [index for index, piece in enumerate(line) if kind_of(piece.text)]
    if len(values) < _FEWEST_AMOUNTS or values[0] != _TEXTS or values[-1] - values[0] >= len(values):
        return None
    first, behind = values[0], values[-1] + 1
    if not is_level(line[1]) or len(line) > behind + 1:
        return None
    return LacedTask(line[:1], line[1:2], line[2:first], line[first:behind], line[behind:])


def _with_line(row: LacedTask, line: Texts) -> LacedTask | None:
    """A row that goes on with a line; None where its pieces are not those of the texts that go on."""
    going_on = [key for key in ("content", "reason") if not _is_finished(getattr(row, key))]
    if len(line) not in (len(going_on), len(going_on) + 1):
        return None
    keys = going_on if len(line) == len(going_on) else ["name", *going_on]
    return row._replace(**{key: (*getattr(row, key), piece) for key, piece in zip(keys, line, strict=True)})


def _is_finished(text: Texts) -> bool:
    return not text or text[-1].text.endswith(_ENDS)
