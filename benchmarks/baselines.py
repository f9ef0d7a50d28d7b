"""Two simple programs that people use instead of docparse, to print next to its figures.

Both get generous help: the labels tell them which lines hold a table, of which kind it is, and which columns it has
(where a label names no lines, they look for its title). Rows, codes, names and values they take from the text. Neither
puts a wrapped name together again.

``whitespace_split`` cuts a line at its tabs, pipes or spaces and takes the position of a value for its column, so that
a blank that left no trace shifts what follows. ``first_balancing`` tries the columns from left to right and takes the
first layout that satisfies every sum of the row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from benchmarks.identities.promises import load_promises
from benchmarks.identities.sheets import read_number
from benchmarks.identities.within import ECONOMIC, printed_formulas
from benchmarks.results import ReadCell, ReadRow, ReadTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.identities.promises import Formula
    from benchmarks.labels import LabelTable

    # The columns that the values of a row go to, for a table and a side.
    Place = Callable[[Sequence[str], Sequence[str], Sequence[Formula]], Sequence[int]]

_VALUE = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?|[—－-]+")
_CODE = re.compile(r"[0-9]{3}(?:[0-9]{2}){0,2}")
# A code printed in cells of its own for 类, 款 and 项, at the beginning of a line.
_JOINED_CODE = re.compile(r"^[0-9]{3} [0-9]{2}(?: [0-9]{2})? ")
_ITEM = re.compile(r"[一二三四五六七八九十]+、")
_RULE = re.compile(r"[|:\- ]+")
_TOTALS = ("合计", "总计")
_NOTE = re.compile(r"\s*(?:注|说明|填报说明|备注)")
_FACTS = {
    "form_number": re.compile(r"(\S*公开\S*表\S*)"),
    "unit": re.compile(r"单位[：:]\s*(\S*元)"),
    "department": re.compile(r"(?:部门|单位)[^：:\n]*[：:]\s*(\S+)"),
    "fiscal_year": re.compile(r"([0-9]{4})年度?"),
}


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a row of a table consists of, before its values."""

    sides: tuple[str, ...]
    coded: bool
    numbered: bool
    grouped: bool
    named: bool


def whitespace_split(text: str, labels: Sequence[LabelTable]) -> tuple[ReadTable, ...]:
    """The tables as a plain split reads them: the n-th value of a row stands in the n-th column."""
    return tuple(_table(text, label, labels, _packed) for label in labels)


def first_balancing(text: str, labels: Sequence[LabelTable]) -> tuple[ReadTable, ...]:
    """The same rows; where values are fewer than columns, the first layout from the left whose sums hold.

    Where no layout satisfies the sums of a row, or a kind has none, the values are packed to the left.
    """
    return tuple(_table(text, label, labels, _balanced) for label in labels)


def _packed(values: Sequence[str], columns: Sequence[str], _formulas: Sequence[Formula]) -> Sequence[int]:
    return range(min(len(values), len(columns)))


def _balanced(values: Sequence[str], columns: Sequence[str], formulas: Sequence[Formula]) -> Sequence[int]:
    packed = _packed(values, columns, formulas)
    numbers = [read_number(value) for value in values]
    if not formulas or len(values) >= len(columns):
        return packed
    half = Decimal("0.5").scaleb(-max((-_exponent(number) for number in numbers if number is not None), default=0))
    at = {column: place for place, column in enumerate(columns)}
    sums = [([at[key] for key in formula.left], [at[key] for key in formula.right]) for formula in formulas]
    for chosen in combinations(range(len(columns)), len(values)):
        row: list[Decimal | None] = [None] * len(columns)
        for place, number in zip(chosen, numbers, strict=True):
            row[place] = number
        if _balances(row, sums, half):
            return chosen
    return packed


def _balances(row: Sequence[Decimal | None], sums: Sequence[tuple[list[int], list[int]]], half: Decimal) -> bool:
    """Whether every sum that the row states holds within rounding, and it states one."""
    stated = False
    for left, right in sums:
        one, other = ([number for place in side if (number := row[place]) is not None] for side in (left, right))
        if one and other:
            stated = True
            if abs(sum(one, Decimal(0)) - sum(other, Decimal(0))) > half * (len(one) + len(other)):
                return False
    return stated


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _table(text: str, label: LabelTable, labels: Sequence[LabelTable], place: Place) -> ReadTable:
    lines = _lines(text, label, labels)
    sides = tuple(dict.fromkeys(column.side for column in label.columns))
    whole = "".join("".join(lines).split())
    kind = label.kind
    flat = kind.startswith("three_public") or kind == "state_assets"
    shape = _Shape(sides, len(sides) == 1 and not flat, "行次" in whole, kind in ECONOMIC, kind != "three_public")
    formulas = {side: _formulas(label, side) for side in sides}
    rows = [
        _row(parts, label.column_keys(parts.side), formulas[parts.side], place)
        for line in _body(lines)
        for parts in _parts(line, shape, label)
    ]
    empty = not any(cell is not None and read_number(cell.value or "") for row in rows for cell in row.cells.values())
    return ReadTable(label.file, kind, _facts(lines), label.columns, tuple(rows), empty, "")


def _lines(text: str, label: LabelTable, labels: Sequence[LabelTable]) -> list[str]:
    """The lines of a table: those the label names, or those from its title to the title of the next table."""
    lines = text.splitlines()
    span = label.facts.get("source_lines", "")
    if span:
        first, _, last = span.partition("-")
        return lines[int(first) - 1 : int(last or first)]
    bare = ["".join(line.split()).strip("#|*") for line in lines]
    title = "".join(label.facts.get("title", "").split())
    if title not in bare:
        return []
    start = len(bare) - 1 - bare[::-1].index(title)
    others = {"".join(other.facts.get("title", "").split()) for other in labels} - {title}
    end = next((at for at in range(start + 1, len(bare)) if bare[at] in others), len(bare))
    return lines[start:end]


def _body(lines: Sequence[str]) -> Iterator[str]:
    """The lines that may hold rows: no notes, no rules, no 栏次 and no row of column numbers."""
    for line in lines:
        if _NOTE.match(line):
            return
        cells = [cell for cell in re.split(r"[\s|]+", line) if cell]
        numbers = [cell for cell in cells if cell.isdigit()]
        counted = len(numbers) > 1 and numbers == [str(place) for place in range(1, len(numbers) + 1)]
        if (
            cells
            and not _RULE.fullmatch(line)
            and "".join(cells[:2])[:2] != "栏次"
            and len(numbers) * counted < len(cells)
        ):
            yield line


@dataclass(slots=True)
class _Parts:
    side: str
    code: str
    name: str
    line_number: str
    values: list[str]


def _parts(line: str, shape: _Shape, label: LabelTable) -> Iterator[_Parts]:
    """The rows that a line holds: one, one a side, or one a group of code, name and amount."""
    if "\t" in line or line.lstrip().startswith("|"):
        fields = line.split("\t") if "\t" in line else line.strip().strip("|").split("|")
        found = _by_position([field.strip() for field in fields], shape, label)
    else:
        found = _by_sequence(line.split(), shape, label)
    for parts in found:
        amounts = any(_VALUE.fullmatch(value) for value in parts.values)
        named = (parts.code and parts.name) or parts.name in _TOTALS or _ITEM.match(parts.name)
        if amounts or parts.line_number or named:
            yield parts


def _by_position(fields: list[str], shape: _Shape, label: LabelTable) -> Iterator[_Parts]:
    """Fields that keep their places: side after side or group after group, the values at the end of each."""
    widths = [len(label.column_keys(side)) for side in shape.sides]
    if shape.grouped:
        leads = [2] * ((len(fields) + 2) // 3)
        widths = widths * len(leads)
    else:
        spare = max(0, len(fields) - sum(widths))
        leads = [spare // len(widths)] * len(widths)
    at = 0
    for place, (lead, width) in enumerate(zip(leads, widths, strict=True)):
        before, values = fields[at : at + lead], fields[at + lead : at + lead + width]
        at += lead + width
        numbers = [field for field in before if field.isdigit()]
        code = "".join(numbers) if shape.coded and _CODE.fullmatch("".join(numbers)) else ""
        name = next(("".join(field.split()) for field in before if field and not field.isdigit()), "")
        number = numbers[-1] if numbers and shape.numbered and not shape.coded else ""
        if all(not value or _VALUE.fullmatch(value) for value in values):
            yield _Parts(shape.sides[place % len(shape.sides)], code, name, number, values)


def _by_sequence(tokens: list[str], shape: _Shape, label: LabelTable) -> Iterator[_Parts]:
    """Tokens without places: a text after numbers, or a code before a text, begins the next group."""
    groups = _groups(tokens, shape)
    if len(shape.sides) > 1 and len(groups) == 1:
        # The other half of the line prints its line number at most.
        width = len(label.column_keys(shape.sides[0])) + shape.numbered
        groups.append(("", "", groups[0][2][width:]))
        groups[0] = (*groups[0][:2], groups[0][2][:width])
    for place, (code, name, numbers) in enumerate(groups):
        side = shape.sides[min(place, len(shape.sides) - 1)]
        numbered = shape.numbered and not shape.coded and bool(numbers)
        if shape.named and not (code or name or numbered):
            continue
        yield _Parts(side, code, name, numbers[0] if numbered else "", numbers[1:] if numbered else numbers)


def _groups(tokens: list[str], shape: _Shape) -> list[tuple[str, str, list[str]]]:
    """Code, name and numbers of each group on a line."""
    if shape.coded:
        tokens = _JOINED_CODE.sub(lambda code: "".join(code[0].split()) + " ", " ".join(tokens)).split()
    groups: list[tuple[str, str, list[str]]] = []
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        text = not _VALUE.fullmatch(token)
        before_text = bool(following) and not _VALUE.fullmatch(following)
        if shape.coded and _CODE.fullmatch(token) and (place == 0 or before_text):
            groups.append((token, "", []))
        elif not groups or (text and (groups[-1][2] or _ITEM.match(token))):
            groups.append(("", token, []) if text else ("", "", [token]))
        elif text:
            code, name, numbers = groups[-1]
            groups[-1] = (code, name + token, numbers)
        else:
            groups[-1][2].append(token)
    return groups


def _row(parts: _Parts, columns: Sequence[str], formulas: Sequence[Formula], place: Place) -> ReadRow:
    blanks = "" in parts.values
    places = _packed(parts.values, columns, formulas) if blanks else place(parts.values, columns, formulas)
    cells: dict[str, ReadCell | None] = dict.fromkeys(columns)
    for at, printed in zip(places, parts.values, strict=False):
        if printed:
            number = read_number(printed)
            value = printed.replace(",", "") if number is not None else None
            cells[columns[at]] = ReadCell(value, printed, "read" if value else "not_applicable")
    return ReadRow(parts.side, parts.line_number, parts.code, parts.name, cells)


def _formulas(label: LabelTable, side: str) -> list[Formula]:
    columns = label.column_keys(side)
    return [
        formula
        for rule in load_promises().along_rows.get(label.kind, ())
        if not rule.needs or rule.needs in columns
        for formula in printed_formulas(rule, columns)
        if not formula.at_most
    ]


def _facts(lines: Sequence[str]) -> dict[str, str]:
    head = "\n".join(lines[:10])
    found = {name: pattern.search(head) for name, pattern in _FACTS.items()}
    title = next(("".join(line.split()) for line in lines if line.strip()), "")
    return {"title": title, **{name: match[1] if match else "" for name, match in found.items()}}
