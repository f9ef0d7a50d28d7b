"""Lines of aligned forms outside of blocks with headers: labels and texts side by side, titles, marks, notes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.printed import Piece
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered
from docparse.segmenting.form_labels import is_title, label_at_head
from docparse.segmenting.lines import LONGEST_MARK, YEAR, is_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.evaluating.printed import PrintedLine
    from docparse.evaluating.rearranged import Numbers, Scribe

# Pieces of a torn label stand on the next line or the one after it.
_STEP = 2
_MOST_TORN = 4
# What stands behind the number of a heading.
_BEHIND_NUMBERS = ("、", ".", ",")


@remembered()
def _labels(section: str) -> tuple[str, ...]:
    return tuple(load_evaluations().words(section))


def key_at(section: str, text: str) -> str | None:
    """The key of the label of the head or tail with which a piece begins."""
    label = label_at_head(text, _labels(section))
    return None if label is None else load_evaluations().words(section)[label]


@remembered()
def _headings() -> frozenset[str]:
    """Labels of parts of a form that begin with a number (二、预算执行情况)."""
    sections = load_evaluations().sections
    labels = (label for section in ("head", "funds", "goals", "indicators") for label in sections[section])
    return frozenset(label for label in labels if label[1:2] in _BEHIND_NUMBERS and label[2:])


def is_apart(line: PrintedLine) -> bool:
    """Whether a line stands for itself: a title, the marks above a form, or the numbered heading of a part of it."""
    if is_title(line.line) or is_mark(line.line):
        return True
    text = line.line.text.strip()
    if len(line.pieces) == 1 and fold(text) in _headings():
        return True
    return len(text) <= LONGEST_MARK and YEAR.search(text) is not None and not fold(YEAR.sub("", text)).strip("()")


class _Anchor(NamedTuple):
    """A label at the head of a row: indices of its first and last line."""

    first: int
    last: int


def write_loose(
    lines: Sequence[PrintedLine], scribe: Scribe, numbers: Numbers, *, together: Sequence[PrintedLine] = ()
) -> None:
    """Writes lines outside of blocks: rows of label and text as rows, all others as they are.

    Where the lines ``together`` are among these, they are one row.
    """
    at = next((index for index, line in enumerate(lines) if together and line is together[0]), None)
    rows = _rows(lines) if at is None else [*_rows(lines[:at]), together, *_rows(lines[at + len(together) :])]
    for row in rows:
        cells = _cells(row)
        if len(cells) > 1:
            first, last = row[0].number, row[-1].number
            number = numbers.next(first, last, row[0].page, row=True)
            scribe.row(cells, number, (first, last))
            continue
        for line in row:
            number = numbers.next(line.number, line.number, line.page, row=False)
            scribe.keep(line.pieces, number, (line.number, line.number))


def _rows(lines: Sequence[PrintedLine]) -> list[Sequence[PrintedLine]]:
    """The lines by the row they belong to."""
    found: list[Sequence[PrintedLine]] = []
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].number - lines[index - 1].number != 1 or _parts(lines, index):
            found += _rows_of_run(lines[start:index])
            start = index
    return found if lines else []


def _parts(lines: Sequence[PrintedLine], index: int) -> bool:
    return lines[index].page != lines[index - 1].page or is_apart(lines[index]) or is_apart(lines[index - 1])


def _rows_of_run(run: Sequence[PrintedLine]) -> list[Sequence[PrintedLine]]:
    """The rows of lines that no empty line parts; those of funds in pairs of label and number stand for themselves."""
    pairs = next((index for index, line in enumerate(run) if _is_pairs(line)), len(run))
    if pairs < len(run):
        return [*(_rows_of_run(run[:pairs]) if pairs else ()), *([line] for line in run[pairs:])]
    anchors = _anchors(run)
    if not anchors:
        beside = any(len(line.pieces) > 1 for line in run)
        return [run] if beside and _is_narrow(run) else [[line] for line in run]
    bounds = _centred(run, anchors) or _by_label(run, anchors)
    rows = [run[start:stop] for start, stop in bounds]
    return [*([line] for line in run[: bounds[0][0]]), *rows, *([line] for line in run[bounds[-1][1] :])]


def _by_label(run: Sequence[PrintedLine], anchors: Sequence[_Anchor]) -> list[tuple[int, int]]:
    """The bounds of the rows of labels, what is printed between two being of the upper one, if it is at its top."""
    found: list[tuple[int, int]] = []
    above = anchors[0].first
    below = (anchors[1].first if len(anchors) > 1 else len(run)) - anchors[0].last - 1
    start = max(above - below, 0)
    for order, anchor in enumerate(anchors):
        stop = len(run)
        if order + 1 < len(anchors):
            following = anchors[order + 1]
            # What stands in the middle has as much above its label as below.
            stop = min(following.first, anchor.last + 1 + max(anchor.first - start, 0)) if start < anchor.first else 0
            stop = max(stop, anchor.last + 1) if start < anchor.first else following.first
        found.append((start, stop))
        start = stop
    return found


def _centred(run: Sequence[PrintedLine], anchors: Sequence[_Anchor]) -> list[tuple[int, int]] | None:
    """The bounds of the rows of labels that stand in the middle of their rows; None where nothing shows that they do.

    A label without anything beside it stands between the lines of its text, and so do the two halves of another label
    (实施单, 位) above and below the line that they belong to. Each row has as many lines above its label as below.
    """
    amid = [_is_amid(run, anchor) for anchor in anchors]
    if not any(amid):
        return None
    ways = [_in_middle(run, anchors, above) for above in range(anchors[0].first + 1)]
    whole = [way for way in ways if len(way) == len(anchors)]
    fitting = [
        way
        for way in whole
        if all(start < anchor.first for (start, _), anchor, known in zip(way, anchors, amid, strict=True) if known)
    ]
    return max(fitting, key=lambda way: way[-1][1] - way[0][0], default=None)


def _in_middle(run: Sequence[PrintedLine], anchors: Sequence[_Anchor], above: int) -> list[tuple[int, int]]:
    """The bounds of rows amid which their labels stand, so many lines above the first; up to where it cannot be."""
    found: list[tuple[int, int]] = []
    start = anchors[0].first - above
    for order, anchor in enumerate(anchors):
        stop = anchor.last + 1 + anchor.first - start
        limit = anchors[order + 1].first if order + 1 < len(anchors) else len(run)
        if stop > limit:
            break
        found.append((start, stop))
        start = stop
    return found


def _is_amid(run: Sequence[PrintedLine], anchor: _Anchor) -> bool:
    """Whether a label stands between lines of its row."""
    if anchor.first == 0 or anchor.last + 1 == len(run):
        return False
    first = run[anchor.first].pieces[0]
    if anchor.first == anchor.last and len(run[anchor.first].pieces) == 1 and fold(first.text) in _known():
        return not _is_label(run[anchor.first - 1]) and not _is_label(run[anchor.last + 1])
    above, below = run[anchor.first - 1].pieces, run[anchor.last + 1].pieces
    return any(fold(one.text + other.text) in _labels("head") for one in above for other in below)


@remembered()
def _known() -> frozenset[str]:
    return frozenset((*_labels("head"), *_labels("tail")))


def _is_label(line: PrintedLine) -> bool:
    return any(key_at(section, line.pieces[0].text) for section in ("head", "tail"))


def _is_pairs(line: PrintedLine) -> bool:
    """Whether a line holds several labels of columns of the funds, each with a colon and a number behind it."""
    found = 0
    for piece, behind in pairwise(line.pieces):
        text = fold(piece.text)
        found += text.endswith(":") and behind.text[:1].isdecimal() and text[:-1] in _columns()
    return found > 1


@remembered()
def _columns() -> frozenset[str]:
    """Labels of columns of the funds."""
    words = load_evaluations().words("funds")
    return frozenset(label for label, key in words.items() if key not in ("block", "source"))


def _is_narrow(run: Sequence[PrintedLine]) -> bool:
    """Whether the first pieces of the lines of a run make a label, parted from the rest on every line."""
    left = min((line.pieces[0] for line in run), key=lambda piece: piece.left)
    return left.right - left.left <= _LONGEST_LABEL


_LONGEST_LABEL = 20


def _anchors(run: Sequence[PrintedLine]) -> list[_Anchor]:
    found: list[_Anchor] = []
    done = -1
    for index, line in enumerate(run):
        if index <= done:
            continue
        first = line.pieces[0]
        if any(key_at(section, first.text) for section in ("head", "tail")):
            found.append(_Anchor(index, index))
            done = index
        elif (last := _torn(run, index)) is not None:
            found.append(_Anchor(index, last))
            done = last
    return found


def _torn(run: Sequence[PrintedLine], index: int) -> int | None:
    """The index of the line where a label that begins on a line ends, torn over lines; None where there is none."""
    stack = [run[index].pieces[0]]
    text = fold(stack[0].text)
    labels = (*_labels("head"), *_labels("tail"))
    if not any(label.startswith(text) for label in labels):
        return None
    for at in range(index + 1, min(index + _MOST_TORN * _STEP, len(run))):
        piece = run[at].pieces[0]
        if not piece.overlaps(stack[-1].left, stack[-1].right):
            continue
        text += fold(piece.text)
        stack.append(piece)
        if text in labels:
            return at
        if not any(label.startswith(text) for label in labels):
            return None
    return None


def _cells(row: Sequence[PrintedLine]) -> list[list[Piece]]:
    """What stands below each other in the lines of a row, from left to right."""
    pieces = sorted((piece for line in row for piece in line.pieces), key=lambda piece: piece.left)
    found: list[list[Piece]] = []
    right = -1
    for piece in pieces:
        if found and piece.left < right:
            found[-1].append(piece)
        else:
            found.append([piece])
        right = max(right, piece.right)
    return [sorted(cell, key=lambda piece: (piece.row, piece.left)) for cell in found]
