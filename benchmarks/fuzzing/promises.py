"""What holds of every report, whatever text it was read from; each check names what is broken."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from docparse.segmenting.lines import LONGEST_LINE, PAGE_NUMBER, SENTENCE, column_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Tree = dict[str, Any]
Span = tuple[int, int]

# An amount that stands alone: between blanks, tabs, pipes or the ends of its line.
_AMOUNT = re.compile(r"(?<![^\s|])-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{1,6}(?![^\s|])")
# One between the commas of a record.
_IN_RECORD = re.compile(r"(?<![^,])-?\d+\.\d{1,6}(?![^,])")
# What docparse takes for a line; form feeds end none.
_LINE = re.compile(r"[^\n\r\x0b\x1c-\x1e\x85\u2028\u2029]+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?(?:table|caption|tr|td|th)\b[^<>]*>", re.IGNORECASE)
# Amounts on one line outside of tables that make it look like a row.
_FEWEST_OF_ROW = 2


def cells_of(tree: object) -> Iterator[Tree]:
    """All Cells of a report's tree."""
    if isinstance(tree, dict):
        if {"value", "raw", "spans", "status"} <= tree.keys():
            yield tree
        for child in tree.values():
            yield from cells_of(child)
    elif isinstance(tree, list | tuple):
        for child in tree:
            yield from cells_of(child)


def spans_of(node: object) -> Iterator[tuple[int, int]]:
    """Every span of the tree, whatever carries it."""
    if isinstance(node, dict):
        for key, child in node.items():
            if key == "spans":
                yield from ((start, end) for start, end in child)
            else:
                yield from spans_of(child)
    elif isinstance(node, list | tuple):
        for child in node:
            yield from spans_of(child)


def amounts_of(tree: Tree) -> list[Tree]:
    """The Cells of the tables' value columns."""
    rows = [row for table in tree["tables"] for row in table["rows"]]
    return [cell for row in rows for cell in row["cells"].values() if cell is not None]


def wrong_spans(printed: str, tree: Tree) -> list[str]:
    """Spans outside the text, raws that are not what stands at their spans, amounts that share characters."""
    broken = [f"span {span} outside" for span in spans_of(tree) if not 0 <= span[0] < span[1] <= len(printed)]
    for cell in cells_of(tree):
        if cell["raw"] != "".join(printed[start:end] for start, end in cell["spans"]):
            broken.append(f"raw {cell['raw']!r} is not what stands at {cell['spans']}")
    taken = sorted((start, end) for cell in amounts_of(tree) for start, end in cell["spans"])
    return broken + [f"amounts share {one}, {other}" for one, other in pairwise(taken) if other[0] < one[1]]


def wrong_digits(tree: Tree) -> list[str]:
    """Amounts with other digits than are printed, in whatever width, that do not say that they were repaired."""
    broken = []
    for cell in amounts_of(tree):
        digits = re.sub(r"[^0-9]", "", normalize("NFKC", cell["raw"]))
        said = re.sub(r"[^0-9]", "", cell["value"] or "")
        if cell["value"] is not None and not cell.get("repaired") and digits and said != digits:
            broken.append(f"{cell['raw']!r} became {cell['value']!r} and nobody said so")
    return broken


def repeated_ids(tree: Tree) -> list[str]:
    """Tables with two rows of one id."""
    tables = ((table["id"], [row["id"] for row in table["rows"]]) for table in tree["tables"])
    return [f"row ids of {name} repeat" for name, ids in tables if len(set(ids)) < len(ids)]


def broken_promises(printed: str, tree: Tree) -> list[str]:
    """What a report got wrong that no damage excuses."""
    return [*wrong_spans(printed, tree), *wrong_digits(tree), *repeated_ids(tree)]


def numbers_lost(printed: str, tree: Tree) -> list[tuple[str, str]]:
    """Amounts that nothing tells of, each behind where it stands.

    That is ``table`` or ``evaluation``, or ``row``: a line outside of both that looks like a row. One that was printed
    before word for word is not asked for: converters print a cell once for each place that it spans. Comments of HTML
    are not printed.
    """
    told = _covered(len(printed), [*cells_of(tree), *tree["diagnostics"]])
    inside = {name: _covered(len(printed), tree[f"{name}s"]) for name in ("table", "evaluation")}
    lost = []
    seen: set[str] = set()
    for start, line, whole in _lines(printed):
        if PAGE_NUMBER.match(line) or column_numbers(line):
            continue
        alone = _spans(_AMOUNT, line, start)
        places = {span: _place_of(span, inside) for span in (*alone, *_spans(_IN_RECORD, line, start))}
        asked = [(span, place) for span, place in places.items() if place != "row" and span in alone]
        if line not in seen and len(whole) <= LONGEST_LINE and not SENTENCE.search(whole):
            asked += _row_amounts(places, alone)
        seen.add(line)
        lost += ((place, printed[low:high]) for (low, high), place in asked if not _is_told(printed, low, high, told))
    return lost


def _row_amounts(places: dict[Span, str], alone: list[Span]) -> Iterator[tuple[Span, str]]:
    """The amounts of a line outside of tables, if enough stand alone, or between commas, to make it look like a row."""
    outside = [span for span, place in places.items() if place == "row"]
    for spans in ([span for span in outside if span in alone], [span for span in outside if span not in alone]):
        if len(spans) >= _FEWEST_OF_ROW:
            yield from ((span, "row") for span in spans)


def _spans(pattern: re.Pattern[str], line: str, start: int) -> list[Span]:
    return [(start + found.start(), start + found.end()) for found in pattern.finditer(line)]


def _place_of(span: Span, inside: dict[str, bytearray]) -> str:
    return next((name for name, covered in inside.items() if any(covered[slice(*span)])), "row")


def _lines(printed: str) -> Iterator[tuple[int, str, str]]:
    """The printed lines, each with where it begins and as a whole: tags of a table end a line; comments are blanked."""
    text = _COMMENT.sub(lambda comment: " " * len(comment[0]), printed)
    for line in _LINE.finditer(text):
        low = 0
        for tag in _TAG.finditer(line[0]):
            yield line.start() + low, line[0][low : tag.start()], line[0]
            low = tag.end()
        yield line.start() + low, line[0][low:], line[0]


def _is_told(printed: str, low: int, high: int, told: bytearray) -> bool:
    return all(told[at] for at in range(low, high) if printed[at].isdecimal())


def _covered(size: int, holders: Iterable[Tree]) -> bytearray:
    """Of each character whether one of the holders has it among its spans."""
    told = bytearray(size)
    for holder in holders:
        for start, end in holder["spans"]:
            told[start:end] = b"\1" * (end - start)
    return told
