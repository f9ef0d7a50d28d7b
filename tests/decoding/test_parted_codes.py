"""Functional codes in three columns, which an extractor printed one after the other. All content is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.decoding.parted_codes import parted_codes
from docparse.decoding.scattered import atoms_of
from docparse.segmenting.lines import split_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

KNOWN = frozenset({"20805", "2080505", "2080506", "21011", "2101101", "22102", "2210201"})
CODES = ["208", "20805", "2080505", "2080506", "210", "21011", "2101101"]


def codes(lines: Sequence[str], pages: Sequence[int] = ()) -> list[str]:
    """The codes of lines, of which those with these numbers begin a page."""
    found = parted_codes(atoms_of(split_lines("\n".join(lines)), pages), KNOWN)
    return [each.atom.text for each in found]


def columns(printed: Sequence[str]) -> list[str]:
    """Codes printed as three columns, one after the other."""
    return [code[start:end] for start, end in ((0, 3), (3, 5), (5, 7)) for code in printed if code[start:end]]


def test_columns_are_put_together_row_by_row() -> None:
    assert codes(columns(CODES)) == CODES


def test_unknown_codes_are_put_together_in_order() -> None:
    printed = ["299", "29901", "2990103", "2990107", "29944", "2994499"]
    assert codes(columns(printed)) == printed


def test_parts_on_the_line_of_their_class_belong_to_it() -> None:
    assert codes([*columns(CODES), "221", "221 02", "221 02 01"]) == [*CODES, "221", "22102", "2210201"]


def test_class_of_an_earlier_page_does_not_stand_for_itself_again() -> None:
    lines = columns(CODES[:3])
    assert codes([*lines, *columns(["2080506"])], [len(lines)]) == [*CODES[:3], "2080506"]


def test_more_rows_than_parts_give_no_codes() -> None:
    assert codes(["208", "208", "208", "05"]) == []


def test_third_parts_may_stand_before_second_ones() -> None:
    assert codes(["208", "208", "208", "208", "210", "05", "06", "05", "05", "05"]) == [*CODES[:4], "210"]


def test_all_third_parts_may_stand_before_the_classes_of_many_rows() -> None:
    items = ("01", "04", "06", "08", "09", "22", "35", "53", "99")
    printed = [*CODES, "2101103", "2101199", "213", "21301", *(f"21301{item}" for item in items), "21305", "2130505"]
    classes, seconds, thirds = ([code[a:b] for code in printed if code[a:b]] for a, b in ((0, 3), (3, 5), (5, 7)))
    lines = split_lines("\n".join([*thirds, *classes, *seconds]))
    # Third parts may be read as second ones for long.
    misleading = {f"{code}{part}" for code in ("208", "210", "213") for part in {*thirds, *seconds}}
    found = parted_codes(atoms_of(lines, ()), {*printed, *misleading})
    assert [each.atom.text for each in found] == printed
