"""The workbook: laid out as a person expects, exact, and without anything that runs when it is opened."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from docparse.exporting import workbook
from docparse.exporting.sheets import MOST_COLUMNS
from docparse.exporting.workbook import WorkbookWriter
from docparse.exporting.workbook_cells import LONGEST_TEXT, cut, decimals_of
from docparse.exporting.workbook_pages import SheetNames
from tests.exporting.build import amount, report_of, row, table
from tests.schema import build

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from docparse.schema import Report

FORM = "支出决算表"


def bytes_of(*reports: Report, rows: int = 100) -> bytes:
    stream = io.BytesIO()
    writer = WorkbookWriter(rows=rows)
    for report in reports:
        writer.put(report)
    writer.write(stream)
    writer.close()
    return stream.getvalue()


def book_of(*reports: Report, rows: int = 100) -> Any:
    return openpyxl.load_workbook(io.BytesIO(bytes_of(*reports, rows=rows)))


def lines_of(sheet: Worksheet, *, header: int = 2) -> list[dict[str, Any]]:
    """The lines below the header, by the keys of the columns; blanks left out."""
    keys = [cell.value for cell in sheet[header]]
    lines = [dict(zip(keys, line, strict=True)) for line in sheet.iter_rows(min_row=header + 1)]
    return [{key: cell for key, cell in line.items() if cell.value is not None} for line in lines]


def values_of(sheet: Worksheet, *, header: int = 2) -> list[dict[str, Any]]:
    return [{key: cell.value for key, cell in line.items()} for line in lines_of(sheet, header=header)]


def titled(text: str) -> Any:
    """The cell with the title of a report that has this title."""
    return lines_of(book_of(report_of(title=build.cell("灯塔概况", value=text)))["reports"], header=1)[0]["title"]


# Layout.


def test_form_has_a_sheet_with_a_line_for_each_row() -> None:
    first, second = values_of(book_of(report_of())[FORM])
    assert first == {
        "organization": "灯塔管理处", "fiscal_year": "2031", "source_name": "灯塔.txt", "table_id": "expenditure",
        "unit": "万元", "row_id": "901", "code": "901", "name": "灯塔维护", "total": 12.5, "basic": 10,
    }  # fmt: skip
    assert (second["name"], second["total"], second["basic"]) == ("合计", 12.5, "—")


def test_header_prints_the_labels_and_stays_in_sight() -> None:
    sheet = book_of(report_of())[FORM]
    labels = [cell.value for cell in sheet[1]]
    assert (labels[-3:], sheet.freeze_panes) == (["甲/乙"] * 3, "A3")


def test_sides_of_a_form_stand_side_by_side() -> None:
    rows = [
        row({"amount": value}, id=f"{side}{number}", side=side)
        for number, line in enumerate([("1", "2"), ("3", "4")])
        for side, value in zip(("income", "expenditure"), line, strict=True)
    ]
    sides = table([*rows, row({"amount": "5"}, id="last", side="expenditure")], "amount", "amount")
    sides["columns"][0]["side"], sides["columns"][1]["side"] = "income", "expenditure"
    lines = values_of(book_of(report_of(sides))[FORM])
    assert [(line.get("income amount"), line.get("expenditure amount")) for line in lines] == [
        (1, 2),
        (3, 4),
        (None, 5),
    ]


def test_column_that_both_sides_have_stands_on_both() -> None:
    both = table([row({"n": "1"}, id="a", side="income"), row({"n": "2"}, id="b", side="expenditure")], "n")
    assert [(line["income n"], line["expenditure n"]) for line in values_of(book_of(report_of(both))[FORM])] == [(1, 2)]


def test_tables_of_a_form_share_its_sheet_whatever_columns_they_print() -> None:
    one, other = table([row({"total": "1"})], "total"), table([row({"x.tea": "2", "basic": "3"})], "x.tea", "basic")
    sheet = book_of(report_of(one), report_of(other, source="浮标"))[FORM]
    assert [cell.value for cell in sheet[2]][-3:] == ["total", "basic", "x.tea"]
    assert [line["source_name"] for line in values_of(sheet)] == ["灯塔.txt", "浮标.txt"]


def test_tables_of_no_known_form_bring_their_labels_along() -> None:
    unknown = {"kind": "generic", "grammar": build.grammar() | {"form": None}}
    one = table([row({"x.a": "1"})], "x.a", id="generic", **unknown)
    two = table([row({"x.b": "2", "x.c": "3"})], "x.b", "x.c", id="generic#2", **unknown)
    lines = values_of(book_of(report_of(one, two))["generic"], header=1)
    assert [(line.get("1"), line.get("2")) for line in lines] == [
        ("甲/乙", None),
        (1, None),
        ("甲/乙", "甲/乙"),
        (2, 3),
    ]


def test_row_of_blanks_only_has_its_line() -> None:
    lines = values_of(book_of(report_of(table([row({"total": None}, name=build.cell("合计"))], "total")))[FORM])
    assert [line["name"] for line in lines] == ["合计"]


def test_forms_facts_and_checks_have_sheets() -> None:
    book = book_of(report_of())
    assert values_of(book["indicators"], header=1)[0]["target_value"] == 95
    assert values_of(book["facts"], header=1)[0]["amount_yuan"] == 125000
    assert [line["outcome"] for line in values_of(book["checks"], header=1)] == ["holds", "fails"]
    assert "tasks" in book.sheetnames
    assert book.sheetnames[:3] == ["legend", "reports", FORM]


def test_sheet_without_lines_is_left_out() -> None:
    assert "facts" not in book_of(report_of(facts=[])).sheetnames


# Statuses.


@pytest.mark.parametrize(
    ("changes", "letters"),
    [
        ({"status": "verified"}, "V"),
        ({"status": "verified", "disputed_by": ["check-2"]}, "V!"),
        ({"status": "conflicting", "repaired": True}, "C~"),
        ({"status": "inferred"}, "I"),
    ],
)
def test_status_is_a_colour_and_a_letter_behind_a_number_that_stays_one(changes: Any, letters: str) -> None:
    tree = table([build.row({"total": amount("1200.50", **changes)})], "total")
    cell = lines_of(book_of(report_of(tree))[FORM])[0]["total"]
    assert (cell.value, cell.number_format) == (1200.5, f'#,##0.00 "{letters}"')
    assert cell.fill.fgColor.rgb != "00000000"


def test_mark_for_no_value_is_printed_with_its_letter() -> None:
    cell = lines_of(book_of(report_of())[FORM])[1]["basic"]
    assert (cell.value, cell.number_format) == ("—", '@ "N"')


def test_legend_tells_every_letter() -> None:
    letters = {line.get("letter") for line in values_of(book_of(report_of())["legend"], header=1)}
    assert letters == {"V", "R", "I", "C", "N", "!", "~"}


# Numbers.


@given(st.from_regex(r"-?[0-9]{1,14}(\.[0-9]{1,10})?", fullmatch=True))
def test_number_shows_just_the_digits_that_are_printed(text: str) -> None:
    decimals = decimals_of(text)
    if decimals is not None:
        # As XlsxWriter writes it, and as a spreadsheet shows it.
        stored = float(f"{float(text):.16G}")
        assert f"{Decimal(repr(stored)):.{decimals}f}" == text


@pytest.mark.parametrize(
    "text", ["1234567890123.456", "0.1234567890123456", "007", "-0.00", "9" * 400, "1" * 40_000, "12.", ".5"]
)
def test_number_that_would_lose_something_is_no_number(text: str) -> None:
    assert decimals_of(text) is None


def test_amount_with_too_many_digits_is_text_with_a_note() -> None:
    digits = "1234567890123456.78"
    cell = lines_of(book_of(report_of(table([row({"total": digits})], "total")))[FORM])[0]["total"]
    assert (cell.value, cell.data_type) == (digits, "s")
    assert "would not keep all of its digits" in cell.comment.text


def test_code_is_text() -> None:
    assert lines_of(book_of(report_of())[FORM])[0]["code"].data_type == "s"


# Hostile texts.


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x","y")', "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "{=1}", "http://x", "file:///etc",
        "<r>", "]]>", "&amp;", " blank ", "_x0041_", "a\x00b\x01\x1f", "\x7f\x85", "\x0b", "𠀀",
    ],
)  # fmt: skip
def test_hostile_text_is_kept_and_is_no_formula(text: str) -> None:
    cell = titled(text)
    assert (unescape(cell.value), cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize("text", ["<r>&</r>", "<r><t>x</t></r>"])
def test_text_that_looks_like_the_markup_of_a_workbook_is_kept_in_pieces(text: str) -> None:
    book = book_of(report_of(title=build.cell("灯塔概况", value=text)))
    assert values_of(book["reports"], header=1)[0]["title"] == text[:-1]
    assert "".join(line["piece"] for line in values_of(book["long_text"], header=1)) == text


def test_workbook_holds_no_formula_and_no_link_at_all() -> None:
    data = bytes_of(report_of(title=build.cell("灯塔概况", value="=1+1"), metadata={"=cmd": "=http://x"}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_code_point_that_no_workbook_holds_is_told() -> None:
    cell = titled("a\uffffb")
    assert cell.value == "a\ufffdb"
    assert "no workbook can hold" in cell.comment.text


@pytest.mark.parametrize("character", ["长", "𠀀"])
def test_text_that_is_too_long_stands_whole_in_a_sheet_of_its_own(character: str) -> None:
    text = character * 40_000 + "尾"
    book = book_of(report_of(title=build.cell("灯塔概况", value=text)))
    cell = lines_of(book["reports"], header=1)[0]["title"]
    assert text.startswith(cell.value)
    assert "long_text, number 1" in cell.comment.text
    assert "".join(line["piece"] for line in values_of(book["long_text"], header=1)) == text


@given(st.text(max_size=40), st.integers(2, 9))
def test_pieces_of_a_text_fit_and_give_it_back(text: str, longest: int) -> None:
    pieces = list(cut(text, longest))
    assert "".join(pieces) == text
    assert all(len(piece.encode("utf-16-le", "surrogatepass")) <= 2 * longest for piece in pieces)


def test_limit_of_a_cell_is_that_of_the_format() -> None:
    assert LONGEST_TEXT == 32_767


# Limits.


def test_lines_go_on_in_a_further_sheet() -> None:
    many = table([row({"total": str(number)}, id=str(number)) for number in range(7)], "total")
    book = book_of(report_of(many), rows=5)
    sheets = [book[name] for name in (FORM, f"{FORM} 2", f"{FORM} 3")]
    assert [[line["total"] for line in values_of(sheet)] for sheet in sheets] == [[0, 1, 2], [3, 4, 5], [6]]


def test_tables_whose_columns_have_no_room_go_to_a_further_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docparse.exporting.sheets.MOST_COLUMNS", 10)
    tables = [
        table([row({f"x.{key}": "1", "total": "2"})], f"x.{key}", "total", id=f"expenditure#{key}") for key in (2, 3)
    ]
    book = book_of(report_of(*tables))
    assert [book[name].max_column for name in (FORM, f"{FORM} 2")] == [10, 10]


def test_table_with_more_columns_than_a_sheet_is_refused_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_COLUMNS == 16_384
    monkeypatch.setattr(workbook, "MOST_COLUMNS", 9)
    writer = WorkbookWriter()
    with pytest.raises(OverflowError):
        writer.put(report_of(table([row({"a": "1", "b": "2"})], "a", "b")))
    stream = io.BytesIO()
    writer.write(stream)
    writer.close()
    assert openpyxl.load_workbook(stream).sheetnames == ["legend"]


@pytest.mark.parametrize("wanted", ["a/b:c*d?[e]\\f", "x" * 40, "𠀀" * 40, "'it'", "History", "", "\x00"])
def test_name_of_a_sheet_is_one_that_the_format_allows(wanted: str) -> None:
    name = SheetNames().take(wanted)
    assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
    assert not set(name) & set("[]:*?/\\\x00")
    assert name.lower() != "history"
    assert "'" not in (name[0], name[-1])


def test_no_two_sheets_have_one_name() -> None:
    names = SheetNames()
    taken = [names.take(wanted).lower() for wanted in ("x" * 40, "X" * 50, "x" * 31, "y", "Y")]
    assert len(set(taken)) == 5
