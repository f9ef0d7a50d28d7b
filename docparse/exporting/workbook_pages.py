"""The sheets of a workbook: their names, their headers, the legend and the texts that are too long for a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docparse.exporting.sheets import Content
from docparse.exporting.workbook_cells import STATUSES, cut
from docparse.patterns import pattern

if TYPE_CHECKING:
    from docparse.exporting.sheets import Place, Sheet
    from docparse.exporting.workbook_cells import Pen

_FORBIDDEN = pattern(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 31
# A name that the format keeps for itself.
_KEPT = "history"
_WIDTHS = {"organization": 24, "name": 36, "title": 36, "statement": 60, "message": 60}
_USUAL_WIDTH, _VALUE_WIDTH = 12, 18
_LEGEND = (
    ("verified", "proved by arithmetic"),
    ("read", "settled by the layout"),
    ("inferred", "the most likely of several readings"),
    ("conflicting", "a sum fails and a misreading is not ruled out"),
    ("not_applicable", "the source prints a mark for no value"),
)
_DOUBTS = (
    ("!", "a failed identity covers the value: the source contradicts itself"),
    ("~", "damaged characters mended"),
)


class SheetNames:
    """Names that a workbook takes: no name twice, small letters and capitals being the same."""

    def __init__(self) -> None:
        self._taken = {_KEPT}

    def take(self, wanted: str) -> str:
        """A name that is free and allowed, as near as possible to the wanted one."""
        clean = _FORBIDDEN.sub("_", wanted).strip("' ") or "_"
        number = 1
        while (name := _shortened(clean, f" {number}" if number > 1 else "")).lower() in self._taken:
            number += 1
        self._taken.add(name.lower())
        return name


def _shortened(name: str, ending: str) -> str:
    # Twice as many bytes of UTF-16 as it has code units.
    data = name.encode("utf-16-le")[: 2 * (_LONGEST - len(ending))]
    return data.decode("utf-16-le", "ignore") + ending


def begin_sheet(book: Any, pen: Pen, name: str, sheet: Sheet, places: list[Place]) -> tuple[Any, int]:
    """A sheet with its header, which stays in sight, and the row below it.

    The header has the labels as they are printed, and below them the keys where these are others.
    """
    target = book.add_worksheet(name)
    labels = [sheet.labels[place] for place in places]
    keys = [f"{place.side} {place.key}".strip() for place in places]
    header = [labels] if labels == keys else [labels, keys]
    for row, texts in enumerate(header):
        for column, text in enumerate(texts):
            pen.write(target, row, column, Content(text, heading=True))
    for column, place in enumerate(places):
        target.set_column(column, column, _VALUE_WIDTH if place.value else _WIDTHS.get(place.key, _USUAL_WIDTH))
    target.freeze_panes(len(header), 0)
    target.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    return target, len(header)


def write_legend(book: Any, pen: Pen, names: SheetNames) -> None:
    """What letters and colours mean."""
    target = book.add_worksheet(names.take("legend"))
    for column, text in enumerate(("letter", "status", "meaning")):
        pen.write(target, 0, column, Content(text, heading=True))
    for row, (status, meaning) in enumerate(_LEGEND, 1):
        pen.write(target, row, 0, Content(STATUSES[status][0]))
        pen.write(target, row, 1, Content(status, mark=status))
        pen.write(target, row, 2, Content(meaning))
    for row, (mark, meaning) in enumerate(_DOUBTS, 1 + len(_LEGEND)):
        pen.write(target, row, 0, Content(mark))
        pen.write(target, row, 2, Content(meaning))
    target.set_column(1, 2, 60)


def write_long_texts(book: Any, pen: Pen, names: SheetNames, *, rows: int) -> None:
    """The texts that are too long for their cells, whole: pieces to be put together."""
    pieces = (
        (str(number), place, piece) for number, (place, text) in enumerate(pen.long_texts, 1) for piece in cut(text)
    )
    target, row = None, rows
    for piece in pieces:
        if row >= rows:
            target, row = book.add_worksheet(names.take("long_text")), 1
            for column, text in enumerate(("number", "cell", "piece")):
                pen.write(target, 0, column, Content(text, heading=True))
            target.freeze_panes(1, 0)
        for column, text in enumerate(piece):
            pen.write(target, row, column, Content(text))
        row += 1
