"""The cells of a workbook: numbers that stay as printed, texts that are never formulas, statuses to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docparse.exporting.sheets import Content

# Letter and colour of each status.
STATUSES = {
    "verified": ("V", "#C6EFCE"),
    "read": ("R", "#DDEBF7"),
    "inferred": ("I", "#FFEB9C"),
    "conflicting": ("C", "#FFC7CE"),
    "not_applicable": ("N", "#EDEDED"),
}
# UTF-16 code units of one cell.
LONGEST_TEXT = 32_767
# Digits that a number of the format keeps.
_DIGITS = 15
_DECIMAL = pattern(r"-?[0-9]+(?:\.([0-9]+))?")
_DECIMAL_MATCHES = ("12", "-12.50", "0.001")
_DECIMAL_MISSES = ("", ".5", "1,2", "12.", "≥95", "1e5")
# Code points that no XML holds, not even written as a number.
_UNWRITABLE = pattern("[\ud800-\udfff\ufffe\uffff]")


def decimals_of(text: str) -> int | None:
    """How many decimals a decimal string prints; None where a number of the format would not read the same.

    >>> decimals_of("12.50"), decimals_of("0.1234567890123456"), decimals_of("007"), decimals_of("-0.00")
    (2, None, None, None)
    """
    match = _DECIMAL.fullmatch(text)
    if match is None or len(text) > _DIGITS + 3:
        return None
    decimals = len(match[1] or "")
    digits = text.replace("-", "").replace(".", "").lstrip("0")
    if len(digits) > _DIGITS or (not digits and text.startswith("-")):
        return None
    return decimals if f"{float(text):.{decimals}f}" == text else None


def writable(text: str) -> str:
    """The text with U+FFFD for code points that no XML holds."""
    return _UNWRITABLE.sub("\ufffd", text)


def cut(text: str, longest: int = LONGEST_TEXT) -> Iterator[str]:
    """The text in pieces that one cell each can hold; nothing between two UTF-16 units of a character is cut."""
    start = units = 0
    for at, character in enumerate(text if len(text) * 2 > longest else ""):
        width = 2 if character > "\uffff" else 1
        if units + width > longest:
            yield from _harmless(text[start:at])
            start, units = at, 0
        units += width
    yield from _harmless(text[start:])


def _harmless(piece: str) -> Iterator[str]:
    """The piece, in two where XlsxWriter would write it as it stands, taking it for a text with formats."""
    if piece.startswith("<r>") and piece.endswith("</r>"):
        yield piece[:-1]
        piece = piece[-1]
    yield piece


class Pen:
    """Writes contents into the cells of one workbook."""

    def __init__(self, book: Any) -> None:
        """Makes formats when they are first needed."""
        self._book = book
        self._formats: dict[tuple[str, int | None], Any] = {}
        self.heading = book.add_format({"bold": True, "bg_color": "#D9D9D9", "text_wrap": True, "valign": "top"})
        # Texts that are too long for their cell: where they stand, and the whole of them.
        self.long_texts: list[tuple[str, str]] = []

    def write(self, sheet: Any, row: int, column: int, content: Content) -> None:
        """Writes a content; one that would lose something is written as text, with a note that says so."""
        decimals = decimals_of(content.text) if content.number else None
        form = self.heading if content.heading else self._format(content.mark, decimals)
        if decimals is not None:
            sheet.write_number(row, column, float(content.text), form)
            return
        if content.number and _DECIMAL.fullmatch(content.text):
            sheet.write_comment(row, column, "Text: as a number it would not keep all of its digits.")
        self._write_text(sheet, row, column, content.text, form)

    def _write_text(self, sheet: Any, row: int, column: int, text: str, form: Any) -> None:
        shown = writable(text)
        if shown != text:
            sheet.write_comment(row, column, "U+FFFD stands here for a code point that no workbook can hold.")
        first, *others = cut(shown)
        if others:
            number = len(self.long_texts) + 1
            self.long_texts.append((f"{sheet.get_name()}!{row + 1},{column + 1}", shown))
            sheet.write_comment(row, column, f"The beginning of the text; all of it: long_text, number {number}.")
        if first:
            sheet.write_string(row, column, first, form)
        else:
            sheet.write_blank(row, column, None, form)

    def _format(self, mark: str, decimals: int | None) -> Any:
        key = (mark, decimals)
        if key not in self._formats:
            self._formats[key] = self._book.add_format(_properties(mark, decimals))
        return self._formats[key]


def _properties(mark: str, decimals: int | None) -> dict[str, Any]:
    """Number format and colour: the status as a letter behind the value, which stays a number."""
    status = mark.rstrip("!~")
    letter, colour = STATUSES.get(status, ("", ""))
    shown = f' "{letter}{mark[len(status) :]}"' if letter else ""
    if decimals is None:
        properties = {"num_format": f"@{shown}"}
    else:
        properties = {"num_format": "#,##0" + ("." + "0" * decimals if decimals else "") + shown}
    return properties | ({"bg_color": colour} if colour else {})
