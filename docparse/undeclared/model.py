"""What is read of a table that no form declares, before it becomes a tree of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from docparse.renderings import Atom
    from docparse.segmenting.lines import Line
    from docparse.undeclared.stretches import Stretch

Ranges = tuple[tuple[int, int], ...]


class LooseColumn(NamedTuple):
    """A value column: its labels from top to bottom, their places, and its printed number.

    ``share`` says that it holds percentages.
    """

    path: tuple[str, ...]
    ranges: Ranges
    number: int | None = None
    share: bool = False


class LooseRow(NamedTuple):
    """A row: what stands before its figures, and a figure or None for each column.

    ``unplaced`` are figures whose column is not known, ``texts`` are cells of words that no column of figures holds.
    """

    line: Line
    number: Atom | None
    code: Atom | None
    name: tuple[Atom, ...]
    unit: Atom | None
    values: tuple[Atom | None, ...]
    unplaced: tuple[Atom, ...] = ()
    texts: tuple[Atom, ...] = ()
    wrapped: bool = False


class LooseTable(NamedTuple):
    """A table with its columns and rows, and the stretch of text that it was read from."""

    stretch: Stretch
    columns: tuple[LooseColumn, ...]
    rows: tuple[LooseRow, ...]
    rendering: str
