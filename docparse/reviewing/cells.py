"""The Cells of a report as rows of numbers, each under one index by which everything on the page names it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.schema import Cell
    from docparse.spans import Span

# A status is a number on the page: its place here. The last one is a blank that is itself a guess.
STATUSES = ("verified", "read", "inferred", "conflicting", "not_applicable", "unsettled")
_ASTRAL = pattern("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class CodeUnits:
    """Offsets of a text as browsers count them: in UTF-16 code units, two for a character beyond U+FFFF.

    Attributes:
        astral: Offsets of such characters in code points, ascending.
    """

    astral: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> CodeUnits:
        r"""The offsets of a text.

        >>> CodeUnits.of("a\U00020000b").at(2), CodeUnits.of("ab").at(2)
        (3, 2)
        """
        return cls(tuple(found.start() for found in _ASTRAL.finditer(text)))

    def at(self, offset: int) -> int:
        """The offset in code units of an offset in code points."""
        return offset + bisect_left(self.astral, offset)

    def flat(self, spans: Sequence[Span]) -> list[int]:
        """Spans as one row of numbers: start, end, start, end and so on."""
        return [self.at(place) for span in spans for place in span]


@dataclass(slots=True)
class CellIndex:
    """Takes Cells in the order in which they are shown.

    Attributes:
        text: The decoded source; what a Cell reads is told only where it differs from its characters there.
        rows: For each Cell its status and its spans in code units, as one row of numbers.
        values: What Cells read, by index.
        details: What else is known of a few: ``alternatives``, ``disputed_by``, ``repaired``, ``reads``.
        pointers: The index of each Cell by the JSON pointer that checks name it with.
    """

    text: str
    units: CodeUnits
    rows: list[list[int]] = field(default_factory=list)
    values: dict[int, str] = field(default_factory=dict)
    details: dict[int, dict[str, Any]] = field(default_factory=dict)
    pointers: dict[str, int] = field(default_factory=dict)

    def add(self, cell: Cell | None, *place: str | int, reads: str | None = None) -> int | None:
        """The index of a Cell; None for a blank.

        Args:
            cell: The Cell.
            place: Keys and indexes that lead to it from the top of the report.
            reads: What was made of its words beside the value: a number with its unit, a weight.
        """
        if cell is None:
            return None
        index = self._take([STATUSES.index(cell.status), *self.units.flat(cell.spans)], place)
        printed = "".join(self.text[start:end] for start, end in cell.spans)
        if cell.value is not None and cell.value != printed:
            self.values[index] = cell.value
        details: dict[str, Any] = {}
        if cell.alternatives:
            details["alternatives"] = [[each.column, each.value] for each in cell.alternatives]
        if cell.disputed_by:
            details["disputed"] = list(cell.disputed_by)
        if cell.repaired:
            details["repaired"] = True
        if reads:
            details["reads"] = reads
        if details:
            self.details[index] = details
        return index

    def add_guessed_blank(self, *place: str | int) -> int:
        """The index of a blank that may hold something."""
        return self._take([STATUSES.index("unsettled")], place)

    def _take(self, row: list[int], place: tuple[str | int, ...]) -> int:
        index = len(self.rows)
        self.rows.append(row)
        self.pointers["".join(f"/{_escaped(str(part))}" for part in place)] = index
        return index


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")
