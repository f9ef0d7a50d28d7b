"""Results as docparse batch packs them are read back whole, and what is damaged is told."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import Any

import pyarrow
import pytest
import zstandard
from pyarrow import parquet

from docparse.batch.formats import JsonLines, Line, Parquet
from docparse.exporting.packing import PackingError, unpacked
from docparse.exporting.results import Found, read_file
from docparse.schema import Report
from tests.exporting.build import tree_of


def data_of(name: str) -> bytes:
    return json.dumps(tree_of(source=name)).encode()


def read(data: bytes, name: str, **changes: Any) -> list[Found]:
    return list(read_file(io.BytesIO(data), name, **changes))


def sources(found: list[Found]) -> list[object]:
    """Names of the sources, and problems where a report should be."""
    return [each.content.source.name if isinstance(each.content, Report) else each.content.problem for each in found]


def packed(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


def part(form: JsonLines | Parquet, *names: str) -> bytes:
    stream = io.BytesIO()
    form.write(stream, [Line(name, 1, (None,) * 6, data_of(name)) for name in names])
    return stream.getvalue()


@pytest.mark.parametrize("form", [JsonLines(zstd=False), JsonLines(zstd=True), Parquet()])
def test_part_of_a_batch_is_read_report_by_report(form: JsonLines | Parquet) -> None:
    found = read(part(form, "a", "b"), f"out/parts/part-00000{form.suffix}")
    assert sources(found) == ["a.txt", "b.txt"]
    assert [each.line for each in found] == [1, 2]


def test_single_result_is_unpacked() -> None:
    found = read(packed(json.dumps(tree_of(), indent=1).encode()), "a.txt.JSON.ZST")
    assert (sources(found), found[0].line) == (["灯塔.txt"], None)


def test_frames_behind_each_other_are_one_text() -> None:
    frames = packed(data_of("a") + b"\n") + packed(b"") + packed(data_of("b") + b"\n")
    assert sources(read(frames, "a.jsonl.zst")) == ["a.txt", "b.txt"]


def test_text_that_packs_well_is_not_unpacked_at_once() -> None:
    data = packed(b"\n" * 2**28 + data_of("a"))
    tracemalloc.start()
    with unpacked(io.BytesIO(data)) as reader:
        reader.read(10)
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert highest < 2**26


@pytest.mark.parametrize("cut", [1, 5, -5, -1])
def test_file_that_breaks_off_is_told(cut: int) -> None:
    data = packed(b"".join(data_of(str(number)) + b"\n" for number in range(20)))
    assert sources(read(data[:cut], "a.jsonl.zst"))[-1] == "packed"


@pytest.mark.parametrize("name", ["a.json.zst", "a.parquet"])
@pytest.mark.parametrize("data", [b"tea", b"PAR1" * 20, b"{}"])
def test_file_that_is_not_what_its_name_says_is_told(name: str, data: bytes) -> None:
    assert sources(read(data, name)) == ["packed"]


def test_other_parquet_is_told() -> None:
    stream = io.BytesIO()
    parquet.write_table(pyarrow.table({"id": [1]}), stream)
    (found,) = read(stream.getvalue(), "cell.parquet")
    assert "no column 'report'" in str(found.content)


def test_report_that_is_too_large_is_not_loaded() -> None:
    assert sources(read(part(Parquet(), "a"), "a.parquet", largest=10)) == ["too-large"]
    assert sources(read(packed(data_of("a")), "a.json.zst", largest=10)) == ["too-large"]


def test_damage_behind_the_first_reports_does_not_hide_them() -> None:
    data = packed(data_of("a") + b"\n") + b"damage"
    assert sources(read(data, "a.jsonl.zst")) == ["a.txt", "packed"]


def test_part_that_breaks_off_is_not_taken_back() -> None:
    data = part(JsonLines(zstd=True), "a", "b")
    with pytest.raises(PackingError):
        list(JsonLines(zstd=True).read(io.BytesIO(data[:-3])))
