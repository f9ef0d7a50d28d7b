"""The library's entry points: text, bytes or a file in, a report out. Each call stands alone; none keeps state."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docparse.options import Options
from docparse.reading import SourceText, decode, from_text

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

    from docparse.schema import Report


def parse(
    text: str, *, name: str | None = None, metadata: Mapping[str, Any] | None = None, options: Options | None = None
) -> Report:
    """The report that a text holds; spans count the characters of ``text``.

    Raises:
        ReadError: the text is empty or too long.
        LimitError: the wall clock of ``options`` ran out.
    """
    options = options or Options()
    return _parse(from_text(text, name=name, options=options), options, metadata)


def parse_bytes(
    data: bytes, *, name: str | None = None, metadata: Mapping[str, Any] | None = None, options: Options | None = None
) -> Report:
    """The report that the bytes of a text file hold; the encoding is found out unless ``options`` names it.

    Raises:
        ReadError: the bytes are empty, too many, of another kind of file, or in no known encoding.
        LimitError: the wall clock of ``options`` ran out.
    """
    options = options or Options()
    return _parse(decode(data, name=name, options=options), options, metadata)


def parse_file(
    path: str | os.PathLike[str], *, metadata: Mapping[str, Any] | None = None, options: Options | None = None
) -> Report:
    """The report that a text file holds; the file's name becomes the source's name.

    Raises:
        OSError: the file cannot be read.
        ReadError: see ``parse_bytes``.
        LimitError: the wall clock of ``options`` ran out.
    """
    return parse_bytes(Path(path).read_bytes(), name=Path(path).name, metadata=metadata, options=options)


def read_text(path: str | os.PathLike[str], *, options: Options | None = None) -> str:
    """The decoded text of a file, as all spans count it; what ``parse`` takes.

    Raises:
        OSError: the file cannot be read.
        ReadError: see ``parse_bytes``.
    """
    options = options or Options()
    return decode(Path(path).read_bytes(), name=Path(path).name, options=options).text


def _parse(source: SourceText, options: Options, metadata: Mapping[str, Any] | None) -> Report:
    from docparse.pipeline import parse_source

    with _without_collecting():
        return parse_source(source, options=options, metadata=metadata)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keeps Python from looking for cycles: a parse makes some hundred thousand objects and hardly any cycle.

    It costs a tenth of a parse otherwise, more in long documents.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
