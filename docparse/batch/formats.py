"""The files that results are written to: lines of JSON or Parquet, packed or not, read back as they were written."""

from __future__ import annotations

from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeAlias

from docparse.errors import OptionError
from docparse.exporting.packing import PARQUET, REPORT, ZSTD, reports_of_parquet, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FormatName: TypeAlias = Literal["json", "jsonl", "parquet"]

# What makes a result small at little cost: the levels above save a few percent and take several times as long.
_LEVEL = 6
# Bytes of JSON in one row group: enough to pack well, little enough to hold.
_ROW_GROUP = 16 * 2**20

# The columns of a Parquet part before the report itself, as in the table ``report`` of the manifest.
COLUMNS = (
    "source_sha256", "document_kind", "organization", "administrative_division", "fiscal_year", "title",
)  # fmt: skip


class Line(NamedTuple):
    """One result in a part: the place of its document, its number there, what COLUMNS name, and its JSON."""

    place: str
    number: int
    described: tuple[str | None, ...]
    json: bytes


class PartFormat(Protocol):
    """How a part is written and read back."""

    suffix: str

    def write(self, stream: IO[bytes], lines: Iterable[Line]) -> None:
        """Writes the lines; the same lines give the same bytes."""

    def read(self, stream: IO[bytes]) -> Iterator[bytes]:
        """The JSON of each line, in order."""


class JsonLines:
    """One result a line, packed with zstd where that is wanted."""

    def __init__(self, *, zstd: bool) -> None:
        """Chooses the suffix."""
        self._zstd = zstd
        self.suffix = f".jsonl{ZSTD}" if zstd else ".jsonl"

    def write(self, stream: IO[bytes], lines: Iterable[Line]) -> None:
        """Writes the lines one after the other; none is held."""
        with packed(stream, zstd=self._zstd) as target:
            for line in lines:
                target.write(line.json + b"\n")

    def read(self, stream: IO[bytes]) -> Iterator[bytes]:
        """The lines, one at a time."""
        for line in unpacked(stream) if self._zstd else stream:
            yield line.rstrip(b"\n")


class Parquet:
    """One row a result: what tells it from the others, and its JSON as text in the column REPORT."""

    suffix = PARQUET

    def write(self, stream: IO[bytes], lines: Iterable[Line]) -> None:
        """Writes the lines in groups of some megabytes."""
        arrow, parquet = _arrow()
        text = arrow.string()
        fields = [("place", text), ("number", arrow.int32()), *((name, text) for name in COLUMNS)]
        schema = arrow.schema([*fields, (REPORT, arrow.large_string())])
        with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
            for group in _groups(lines):
                rows = [(line.place, line.number, *line.described, line.json.decode()) for line in group]
                columns = [
                    arrow.array(column, field.type)
                    for column, field in zip(zip(*rows, strict=True), schema, strict=True)
                ]
                writer.write_table(arrow.Table.from_arrays(columns, schema=schema))

    def read(self, stream: IO[bytes]) -> Iterator[bytes]:
        """The reports, group by group."""
        return reports_of_parquet(stream)


def part_format(name: FormatName, *, zstd: bool) -> PartFormat | None:
    """The format of that name; None for one file a document.

    Raises:
        OptionError: It needs a package that is not installed, or cannot be packed.
    """
    if zstd:
        if name == "parquet":
            raise OptionError("zstd", zstd, "left out for parquet, which is packed anyway")
        _zstandard()
    if name == "parquet":
        _arrow()
        return Parquet()
    return JsonLines(zstd=zstd) if name == "jsonl" else None


@contextmanager
def packed(stream: IO[bytes], *, zstd: bool) -> Iterator[IO[bytes]]:
    """The stream itself, or one that packs into it; the stream stays open."""
    if not zstd:
        yield stream
        return
    with _zstandard().ZstdCompressor(level=_LEVEL, write_checksum=True).stream_writer(stream, closefd=False) as target:
        yield target


def _groups(lines: Iterable[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    size = 0
    for line in lines:
        group.append(line)
        size += len(line.json)
        if size >= _ROW_GROUP:
            yield group
            group, size = [], 0
    if group:
        yield group


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError as error:
        raise OptionError("zstd", True, "used with the package zstandard: pip install 'docparse[batch]'") from error
    return zstandard


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        needed = "used with the package pyarrow: pip install 'docparse[batch]'"
        raise OptionError("format", "parquet", needed) from error
    return pyarrow, pyarrow.parquet
