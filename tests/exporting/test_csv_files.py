"""CSV that programs read back whole and that a spreadsheet can open without running anything."""

from __future__ import annotations

import csv
import io

import pytest

from docparse.exporting.csv_files import CsvWriter, harmless
from docparse.exporting.rows import COLUMNS
from docparse.schema import Report
from tests.exporting.build import report_of, row, rows_of, table
from tests.schema import build


def written(*reports: Report, bom: bool = False) -> dict[str, bytes]:
    streams = {name: io.BytesIO() for name in COLUMNS}
    writer = CsvWriter(streams, bom=bom)
    for report in reports:
        writer.put(report)
    return {name: stream.getvalue() for name, stream in streams.items()}


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", "\nx", "-", "＝1", "－－", "-1-1", "'x"]
)
def test_text_that_could_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("content", ["", "灯塔", "12.50", "-12.50", "+3", "1-1", " =1", "a=b", 7, None, 0.5])
def test_anything_else_stays_as_it_is(content: object) -> None:
    assert harmless(content) == content


def test_formula_in_a_name_reaches_no_spreadsheet() -> None:
    hostile = row({"total": "-7"}, name=build.cell("灯塔维护", value='=HYPERLINK("http://x","y")'), id="=1", code=None)
    header, line = read(written(report_of(table([hostile], "total")))["cell"])
    of_cell = dict(zip(header, line, strict=True))
    assert (of_cell["row_name"], of_cell["row_id"]) == ('\'=HYPERLINK("http://x","y")', "'=1")
    assert of_cell["value"] == "-7"


def test_file_has_a_header_and_a_line_for_each_row() -> None:
    report = report_of()
    files = written(report)
    for name, rows in rows_of(report)._asdict().items():
        header, *lines = read(files[name])
        assert header == list(COLUMNS[name])
        assert lines == [["" if content is None else str(harmless(content)) for content in each] for each in rows]


def test_line_breaks_commas_and_quotes_in_a_text_survive() -> None:
    report = report_of(title=build.cell("灯塔概况", value='灯塔,\r\n"浮标"'))
    header, line = read(written(report)["report"])
    assert dict(zip(header, line, strict=True))["title"] == '灯塔,\r\n"浮标"'


@pytest.mark.parametrize(
    "text",
    ["\t=1", "\r=1", "'=1", "a\x00b\x01\x1f", "<script>&amp;]]>", "长" * 100_000, "\ufeff=1", "\ufffe", '"', ",", "\n"],
)  # fmt: skip
def test_hostile_text_comes_back_as_it_was(text: str) -> None:
    header, line = read(written(report_of(title=build.cell("灯塔概况", value=text)))["report"])
    field = dict(zip(header, line, strict=True))["title"]
    assert (field[1:] if field.startswith("'") else field) == text


def test_lines_end_as_the_format_says() -> None:
    assert written(report_of())["report"].count(b"\r\n") == 2


def test_mark_stands_in_front_only_where_asked_for() -> None:
    plain, marked = written(report_of()), written(report_of(), bom=True)
    assert {name: b"\xef\xbb\xbf" + data for name, data in plain.items()} == marked


def test_second_report_goes_on_below_the_first() -> None:
    lines = read(written(report_of(), report_of(source="浮标"))["cell"])[1:]
    assert [line[0] for line in lines] == [str(number) for number in range(1, 9)]
