"""Results are read one at a time; what is none is told and the others go on."""

from __future__ import annotations

import io
import json
from typing import BinaryIO

import pytest

from docparse.exporting.results import Found, ResultError, read_results
from docparse.schema import Report
from tests.exporting.build import tree_of


def compact(source: str = "灯塔") -> bytes:
    return json.dumps(tree_of(source=source), ensure_ascii=False).encode()


def indented(source: str = "灯塔") -> bytes:
    return json.dumps(tree_of(source=source), ensure_ascii=False, indent=2).encode()


def read(data: bytes, *, by_lines: bool = False, largest: int = 2**20) -> list[Found]:
    return list(read_results(io.BytesIO(data), by_lines=by_lines, largest=largest))


def outcome(found: Found) -> tuple[int | None, str | None]:
    """The line, and the name of the source or the problem."""
    content = found.content
    return found.line, content.problem if isinstance(content, ResultError) else content.source.name


@pytest.mark.parametrize("data", [indented(), b"\xef\xbb\xbf" + indented(), b"\n \n" + indented() + b"\n\n"])
def test_indented_document_is_one_result(data: bytes) -> None:
    assert list(map(outcome, read(data))) == [(None, "灯塔.txt")]


@pytest.mark.parametrize("data", [compact(), compact() + b"\n", b"\xef\xbb\xbf" + compact() + b"\r\n"])
def test_document_on_one_line_is_one_result(data: bytes) -> None:
    assert list(map(outcome, read(data))) == [(1, "灯塔.txt")]


def test_lines_are_results_whatever_the_file_is_called() -> None:
    assert list(map(outcome, read(compact("a") + b"\n\n" + compact("b")))) == [(1, "a.txt"), (3, "b.txt")]


@pytest.mark.parametrize("broken", [compact()[:-5], b"{", b"[1, 2]", b"\xff\xfe", b'{"a": 1e', b"NaN"])
def test_broken_line_does_not_end_the_others(broken: bytes) -> None:
    found = read(compact("a") + b"\n" + broken + b"\n" + compact("b"))
    assert [(line, name) for line, name in map(outcome, found) if line != 2] == [(1, "a.txt"), (3, "b.txt")]
    assert outcome(found[1])[1] in ("not-json", "not-a-result")


def test_broken_first_line_of_a_file_of_lines_does_not_end_the_others() -> None:
    found = read(compact("a")[:-5] + b"\n" + compact("b"), by_lines=True)
    assert list(map(outcome, found)) == [(1, "not-json"), (2, "b.txt")]


def test_indented_document_in_a_file_of_lines_is_one_result() -> None:
    assert list(map(outcome, read(indented(), by_lines=True))) == [(None, "灯塔.txt")]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "not-json"),
        (b" \n\n", "not-json"),
        (b"report", "not-json"),
        (indented()[:-3], "not-json"),
        (b"[" * 100_000, "not-json"),
        ("决算".encode("gbk"), "not-json"),
        (b"[]", "not-a-result"),
        (b'{"name": "tea"}', "not-a-result"),
        (b'{"schema_version": 1, "tables": []}', "not-a-result"),
        (b'{"schema_version": "1.0", "tables": []}', "shape"),
        (json.dumps(tree_of(checks=7)).encode(), "shape"),
        (json.dumps(tree_of(novelty=7)).encode(), "shape"),
    ],
)
def test_what_is_no_result_is_told(data: bytes, problem: str) -> None:
    assert [outcome(found)[1] for found in read(data)] == [problem]


@pytest.mark.parametrize("version", ["0.9", "1.1", "2.0"])
def test_other_schema_version_is_told_with_both(version: str) -> None:
    (found,) = read(json.dumps(tree_of(schema_version=version)).encode())
    assert isinstance(found.content, ResultError)
    assert (found.content.problem, found.content.fields) == ("version", {"found": version, "known": "1.0"})


@pytest.mark.parametrize("view", ["plain", "no_spans"])
def test_view_that_says_less_is_told_as_such(view: str) -> None:
    reduced = Report.model_validate(tree_of()).to_json(view=view)  # type: ignore[arg-type]
    assert [outcome(found)[1] for found in read(reduced.encode())] == ["view"]


def test_place_against_the_schema_is_named() -> None:
    tree = tree_of()
    tree["tables"][0]["rows"][1]["role"] = "king"
    (found,) = read(json.dumps(tree).encode())
    assert isinstance(found.content, ResultError)
    assert found.content.fields["place"] == "tables/0/rows/1/role"


def test_place_deep_in_the_metadata_is_cut() -> None:
    deep: object = 1
    for _ in range(900):
        deep = [deep]
    (found,) = read(json.dumps(tree_of(metadata={"a": deep})).encode())
    assert isinstance(found.content, ResultError)
    assert len(str(found.content.fields["place"])) < 100


def test_line_that_is_too_large_is_passed_over() -> None:
    large = b'{"a": "' + b"x" * 50_000 + b'"}'
    found = read(compact("a") + b"\n" + large + b"\n" + compact("b"), largest=20_000)
    assert list(map(outcome, found)) == [(1, "a.txt"), (2, "too-large"), (3, "b.txt")]


@pytest.mark.parametrize("excess", [0, 1])
def test_document_may_be_as_large_as_the_limit(excess: int) -> None:
    data = indented()
    (found,) = read(data, largest=len(data) - excess)
    assert outcome(found)[1] == ("too-large" if excess else "灯塔.txt")


def test_result_is_handed_over_before_the_next_one_is_read() -> None:
    stream: BinaryIO = io.BytesIO(compact("a") + b"\n" + compact("b") + b"\n")
    results = read_results(stream, by_lines=True)
    next(results)
    assert stream.tell() == len(compact("a")) + 1


def test_error_has_a_sentence_on_one_line() -> None:
    assert str(ResultError("version", found="2.0", known="1.0")) == "version: found 2.0, known 1.0"
