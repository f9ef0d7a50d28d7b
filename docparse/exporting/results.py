"""Results of ``docparse convert`` read back: one document, or one a line, each held against the contract."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, NamedTuple, TypeAlias

import orjson
from pydantic import ValidationError

from docparse.errors import DocparseError
from docparse.exporting.packing import PARQUET, ZSTD, PackingError, reports_of_parquet, unpacked
from docparse.schema import SCHEMA_VERSION, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES_SUFFIXES = (".jsonl", ".ndjson")
# Bytes of one result; far above what the largest text that docparse reads gives.
LARGEST = 512 * 2**20
_BOM = b"\xef\xbb\xbf"
_PIECE = 2**20
# Parts of a place that are told; no place of the contract has as many, only what a caller put into the metadata.
_DEEPEST = 12

Problem: TypeAlias = Literal["not-json", "not-a-result", "version", "view", "shape", "too-large", "packed"]


class ResultError(DocparseError):
    """Something that should be a result and is none that can be used.

    Attributes:
        problem: What is wrong: ``not-json``, ``not-a-result`` (JSON of something else), ``version`` (of the schema),
            ``view`` (written without what an export needs), ``shape`` (against the contract), ``too-large`` or
            ``packed`` (the file that holds it cannot be unpacked).
        fields: What a sentence about it names.
    """

    def __init__(self, problem: Problem, **fields: object) -> None:
        """Keeps problem and fields apart."""
        super().__init__(problem, fields)
        self.problem, self.fields = problem, fields

    def __str__(self) -> str:
        """The sentence from its parts."""
        named = ", ".join(f"{name} {value}" for name, value in self.fields.items())
        return f"{self.problem}: {named}" if named else self.problem


class Found(NamedTuple):
    """A report, or the error that stands in its place.

    Attributes:
        line: The line that it stands on, counted from 1; None where it is a document of several lines.
    """

    line: int | None
    content: Report | ResultError


def read_file(stream: BinaryIO, name: str, *, largest: int = LARGEST) -> Iterator[Found]:
    """The reports of a file that ``docparse convert`` or ``docparse batch`` wrote, one after the other.

    Args:
        stream: What the file holds.
        name: Its name, which says how it is packed and whether it holds one result a line.
        largest: Bytes of a document or line; a larger one is not loaded.

    Raises:
        MissingPackageError: What unpacks the file is not installed.
    """
    plain = name.lower().removesuffix(ZSTD)
    try:
        if plain.endswith(PARQUET):
            for number, data in enumerate(reports_of_parquet(stream), 1):
                yield Found(number, content_of(data if len(data) <= largest else None, largest))
        elif plain != name.lower():
            yield from read_results(unpacked(stream), by_lines=has_lines(plain), largest=largest)
        else:
            yield from read_results(stream, by_lines=has_lines(name), largest=largest)
    except PackingError as error:
        yield Found(None, ResultError("packed", reason=error.reason))


def read_results(stream: BinaryIO, *, by_lines: bool, largest: int = LARGEST) -> Iterator[Found]:
    """The reports of a stream, one after the other; only one is held at a time.

    A stream whose first line is a JSON object by itself has one result a line; any other is one document. Blank
    lines between results are passed over.

    Args:
        stream: UTF-8, with or without a byte-order mark.
        by_lines: Expects lines even where the first one is broken; a lone bracket still begins a document.
        largest: Bytes of a document or line; a larger one is not loaded.
    """
    lines = _lines(stream, largest)
    first = next(lines, None)
    if first is None:
        yield Found(None, ResultError("not-json", reason="the input is empty"))
    elif _has_lines(first[1], expected=by_lines):
        for number, data in chain([first], lines):
            yield Found(number, content_of(data, largest))
    else:
        yield Found(None, content_of(_rest(first[1], stream, largest), largest))


def _lines(stream: BinaryIO, largest: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, with their numbers; None for one that is too large."""
    number = 0
    while line := stream.readline(largest + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(_BOM)
        if len(line) > largest and not line.endswith(b"\n"):
            yield number, None
            _pass_line(stream)
        elif not line.isspace() and line:
            yield number, line


def _pass_line(stream: BinaryIO) -> None:
    while piece := stream.readline(_PIECE):
        if piece.endswith(b"\n"):
            return


def _rest(first: bytes | None, stream: BinaryIO, largest: int) -> bytes | None:
    """The whole document of which the first line has been read; None where it is too large."""
    if first is None:
        return None
    data = first + stream.read(max(largest - len(first), 0) + 1)
    return data if len(data) <= largest else None


def _has_lines(data: bytes | None, *, expected: bool) -> bool:
    """Whether a first line says that there is one result a line."""
    if expected:
        return data is None or data.strip() != b"{"
    try:
        return isinstance(orjson.loads(data or b""), dict)
    except orjson.JSONDecodeError:
        return False


def content_of(data: bytes | None, largest: int) -> Report | ResultError:
    """The report that the bytes hold, or what is wrong with them; None for more bytes than may be loaded."""
    if data is None:
        return ResultError("too-large", limit=largest)
    try:
        tree = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        return ResultError("not-json", reason=" ".join(str(error).split()))
    if not isinstance(tree, dict) or not isinstance(tree.get("schema_version"), str) or "tables" not in tree:
        return ResultError("not-a-result")
    if tree["schema_version"] != SCHEMA_VERSION:
        return ResultError("version", found=tree["schema_version"], known=SCHEMA_VERSION)
    return _validated(tree)


def _validated(tree: dict[str, Any]) -> Report | ResultError:
    try:
        return Report.model_validate(tree)
    except ValidationError as error:
        return _misfit(error)


def _misfit(error: ValidationError) -> ResultError:
    """The first thing that is against the contract; a view that says less is told as such."""
    faults = error.errors(include_url=False, include_context=False)
    lacking = {fault["loc"][-1] for fault in faults if fault["type"] == "missing" and len(fault["loc"]) > 1}
    values = any(fault["type"] == "model_type" and isinstance(fault["input"], str) for fault in faults)
    if values or {"raw", "spans"} <= lacking:
        return ResultError("view")
    parts = [str(part) for part in faults[0]["loc"]]
    place = "/".join(parts if len(parts) <= _DEEPEST else [*parts[:_DEEPEST], "…"])
    return ResultError("shape", place=place or "/", reason=" ".join(faults[0]["msg"].split()))


def has_lines(name: str) -> bool:
    """Whether a file's name says that it holds one result a line."""
    return name.lower().endswith(LINES_SUFFIXES)
