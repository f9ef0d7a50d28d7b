"""How ``docparse batch`` packs results: with zstd, and as a column of Parquet."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING, Any

from docparse.errors import DocparseError
from docparse.exporting.packages import needed

if TYPE_CHECKING:
    from collections.abc import Iterator

ZSTD = ".zst"
PARQUET = ".parquet"
# The column of a Parquet part with the JSON of each report.
REPORT = "report"
# Bytes that are unpacked at a time: so few that even a hostile file, in which each holds thousands, fits in memory.
_PIECE = 1024
# Reports of a part that are held at a time.
_BATCH = 16


class PackingError(DocparseError):
    """The file is not what its name says, or breaks off."""

    def __init__(self, reason: str) -> None:
        """Keeps the reason."""
        self.reason = reason
        super().__init__(reason)


def unpacked(stream: IO[bytes]) -> io.BufferedReader:
    """What a stream of zstd holds; reading raises PackingError where it is damaged or breaks off.

    Raises:
        MissingPackageError: zstandard is not installed.
    """
    return io.BufferedReader(_Unpacked(stream, needed("zstandard", of="zstandard")))


def reports_of_parquet(stream: IO[bytes]) -> Iterator[bytes]:
    """The JSON of each report of a part, in order.

    Raises:
        MissingPackageError: pyarrow is not installed.
        PackingError: The file is no such part.
    """
    arrow, parquet = needed("pyarrow", of="pyarrow"), needed("pyarrow.parquet", of="pyarrow")
    try:
        with parquet.ParquetFile(stream) as file:
            if REPORT not in file.schema_arrow.names:
                message = f"no column {REPORT!r}"
                raise PackingError(message)
            for batch in file.iter_batches(columns=[REPORT], batch_size=_BATCH):
                for value in batch.column(0):
                    yield str(value.as_py()).encode()
    except (arrow.ArrowException, OSError) as error:
        raise PackingError(" ".join(str(error).split())) from error


class _Unpacked(io.RawIOBase):
    """One frame of zstd after the other. A stream of zstandard itself would not tell that the last one breaks off."""

    def __init__(self, stream: IO[bytes], zstandard: Any) -> None:
        self._stream, self._zstandard = stream, zstandard
        self._frame: Any = None
        self._packed = self._plain = b""

    def readable(self) -> bool:
        """Only reading is possible."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer with what comes next; 0 at the end."""
        while not self._plain and self._more():
            self._unpack()
        count = min(len(buffer), len(self._plain))
        buffer[:count] = self._plain[:count]
        self._plain = self._plain[count:]
        return count

    def _more(self) -> bool:
        self._packed = self._packed or self._stream.read(_PIECE)
        if not self._packed and self._frame is not None:
            message = "it breaks off"
            raise PackingError(message)
        return bool(self._packed)

    def _unpack(self) -> None:
        if self._frame is None:
            self._frame = self._zstandard.ZstdDecompressor().decompressobj()
        try:
            self._plain = self._frame.decompress(self._packed)
        except self._zstandard.ZstdError as error:
            raise PackingError(str(error)) from error
        self._packed = self._frame.unused_data if self._frame.eof else b""
        if self._frame.eof:
            self._frame = None
