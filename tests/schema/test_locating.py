"""From spans to lines and columns."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.errors import DocparseError
from docparse.schema import (
    Location,
    Report,
    SourceTextMismatchError,
    SourceTextMissingError,
    SpanOutsideSourceError,
)
from docparse.schema.locating import SourceLines
from tests.schema.build import TEXT, report_tree


@pytest.fixture
def report() -> Report:
    report = Report.model_validate(report_tree())
    report.attach_source(TEXT)
    return report


def counted(text: str, offset: int) -> tuple[int, int]:
    """Line and column found by walking through the text."""
    line = column = 1
    for place in range(offset):
        ends_line = text[place] == "\n" or (text[place] == "\r" and text[place + 1 : place + 2] != "\n")
        line, column = (line + 1, 1) if ends_line else (line, column + 1)
    return line, column


def test_cell_is_located_in_its_line(report: Report) -> None:
    found = report.tables[0].rows[0].cells["basic"]
    assert found is not None
    assert report.locate(found.spans[0]) == Location(line=6, column=16, end_line=6, end_column=21)


def test_span_over_lines_ends_on_a_later_line() -> None:
    assert SourceLines("甲乙\n丙丁").locate((1, 4)) == (1, 2, 2, 2)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=ascii)
def test_line_ends_at(line_end: str) -> None:
    text = f"甲{line_end}{line_end}乙"
    assert SourceLines(text).locate((len(text) - 1, len(text)))[:2] == (3, 1)


@pytest.mark.parametrize("character", ["\f", "\v", "\x85", "\u2028", "\x1c"], ids=ascii)
def test_line_does_not_end_at(character: str) -> None:
    assert SourceLines(f"甲{character}乙").locate((2, 3))[:2] == (1, 3)


@given(st.text("甲\r\n\f", max_size=20), st.data())
def test_every_place_is_where_counting_finds_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert SourceLines(text).locate((start, end)) == (*counted(text, start), *counted(text, end))


@pytest.mark.parametrize("span", [(-1, 2), (5, 4), (0, len(TEXT) + 1)], ids=str)
def test_span_outside_the_text_is_refused(report: Report, span: tuple[int, int]) -> None:
    with pytest.raises(SpanOutsideSourceError) as refused:
        report.locate(span)
    assert refused.value.span == span


def test_report_loaded_without_its_text_says_so(report: Report) -> None:
    loaded = Report.model_validate_json(report.to_json())
    with pytest.raises(SourceTextMissingError, match="attach"):
        loaded.locate((0, 1))


def test_report_loaded_without_its_text_takes_it_later(report: Report) -> None:
    loaded = Report.model_validate_json(report.to_json())
    loaded.attach_source(TEXT)
    assert loaded.locate((0, 1)) == report.locate((0, 1))


def test_text_of_another_length_is_refused(report: Report) -> None:
    with pytest.raises(SourceTextMismatchError, match=f"{len(TEXT)} characters"):
        report.attach_source(TEXT + "灯")


@pytest.mark.parametrize("error", [SourceTextMissingError, SourceTextMismatchError, SpanOutsideSourceError])
def test_errors_of_locating_are_errors_of_docparse(error: type[Exception]) -> None:
    assert issubclass(error, DocparseError)


def test_located_report_equals_one_that_was_not(report: Report) -> None:
    report.locate((0, 1))
    assert report == Report.model_validate(report_tree())


def test_threads_locate_alike(report: Report) -> None:
    spans = [(start, start + 1) for start in range(len(TEXT))]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(report.locate, spans)) == [(*counted(TEXT, a), *counted(TEXT, b)) for a, b in spans]
