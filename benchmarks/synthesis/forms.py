"""What a printed form is made of: header cells, lines of cells, and the truth that a reader should recover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell that may span columns and lines; ``numeric`` ones are set flush right and do not wrap."""

    text: str
    across: int = 1
    down: int = 1
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A value column: canonical key, printed path of labels, printed number, side."""

    key: str
    path: tuple[str, ...]
    number: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The truth of a row; values as a label writes them, in the order of its side's columns."""

    side: str
    line_number: str
    code: str
    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One table of a document, as printed and as true.

    Attributes:
        kind: kind of the output contract; "" for a table that is printed but not labelled.
        widths: relative widths of the printed columns.
    """

    kind: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    notes: tuple[str, ...] = ()
    empty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """Writes amounts in the manner of one form. Each is rounded for itself, so printed sums may be a digit off.

    Attributes:
        factor: 分 in a printed unit.
        nothing: what stands for no amount: "", "0", "0.00" or "—".
        separators: thousands separators.
        decimals: printed decimals.
    """

    factor: int
    nothing: str
    separators: bool
    decimals: int = 2

    def amount(self, value: int | None) -> str:
        """The printed amount of so many 分, rounded half up; ``nothing`` for none, 0.00 for next to none."""
        if not value:
            return self.nothing
        scaled = (abs(value) * 10**self.decimals * 2 + self.factor) // (2 * self.factor)
        whole, rest = divmod(scaled, 10**self.decimals)
        digits = f"{whole:,}" if self.separators else str(whole)
        return ("-" if value < 0 and scaled else "") + digits + (f".{rest:0{self.decimals}}" if self.decimals else "")

    def amounts(self, values: Iterable[int | None]) -> tuple[str, ...]:
        """Printed amounts, one by one."""
        return tuple(self.amount(value) for value in values)


def truth(printed: str) -> str:
    """A printed value as labels write it."""
    return printed.replace(",", "")


def numeric(values: Iterable[str]) -> tuple[Cell, ...]:
    """Value cells."""
    return tuple(Cell(value, numeric=True) for value in values)


def head_rows(paths: Sequence[Sequence[str]]) -> tuple[tuple[Cell, ...], ...]:
    """Header rows for label paths, one path a printed column: equal neighbours are merged, short paths reach down."""
    depth = max(map(len, paths))
    rows: list[tuple[Cell, ...]] = []
    for level in range(depth):
        cells: list[Cell] = []
        start = 0
        while start < len(paths):
            end = start + 1
            path = paths[start]
            while end < len(paths) and len(path) > level and tuple(paths[end][: level + 1]) == tuple(path[: level + 1]):
                end += 1
            if len(path) > level:
                down = depth - level if len(path) == level + 1 else 1
                cells.append(Cell(path[level], across=end - start, down=down))
            start = end
        rows.append(tuple(cells))
    return tuple(rows)


def grid(rows: Sequence[Sequence[Cell]], width: int, *, repeated: bool = False) -> list[list[str]]:
    """Rows with every spanned place filled by "", as an extractor that keeps places writes them.

    Args:
        rows: the cells that are printed.
        width: how many columns there are.
        repeated: fill spanned places with the text of the cell instead.
    """
    filled: list[list[str | None]] = [[None] * width for _ in rows]
    for number, row in enumerate(rows):
        place = 0
        for cell in row:
            while place < width and filled[number][place] is not None:
                place += 1
            for line in range(number, min(number + cell.down, len(rows))):
                for column in range(place, min(place + cell.across, width)):
                    filled[line][column] = cell.text if repeated else ""
            filled[number][place] = cell.text
            place += cell.across
    return [[text or "" for text in row] for row in filled]
