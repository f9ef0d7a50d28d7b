"""The library's entry points: text, bytes or a file in, a report out. Each call stands alone; none keeps state."""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docparse.options import Options
from docparse.reading import SourceText, decode, from_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docparse.knowledge import Knowledge
    from docparse.parts import DocumentPart
    from docparse.schema import Report


def parse(
    text: str, *, name: str | None = None, metadata: Mapping[str, Any] | None = None, options: Options | None = None
) -> Report:
    """The report that a text holds; spans count the characters of ``text``.

    Args:
        text: The decoded text, as it was extracted.
        name: What the report calls its source; None where it has no name.
        metadata: What the caller knows of the document; the report carries it along untouched.
        options: Choices for this document; the usual ones where None.

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

    Args:
        data: The bytes of the file.
        name: What the report calls its source; None where it has no name.
        metadata: What the caller knows of the document; the report carries it along untouched.
        options: Choices for this document; the usual ones where None.

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

    Args:
        path: The file.
        metadata: What the caller knows of the document; the report carries it along untouched.
        options: Choices for this document; the usual ones where None.

    Raises:
        OSError: the file cannot be read.
        ReadError: see ``parse_bytes``.
        LimitError: the wall clock of ``options`` ran out.
    """
    return parse_bytes(Path(path).read_bytes(), name=Path(path).name, metadata=metadata, options=options)


class Parser:
    """Parses with forms and lexicons of one's own beside those that come with docparse.

    They are read and checked once, when the parser is made; a parser keeps no state from one document to the next.
    """

    def __init__(self, *, grammars: Iterable[str | os.PathLike[str]] = (), options: Options | None = None) -> None:
        """Reads the grammars.

        Args:
            grammars: folders of form files, or names of installed packages that bring such.
            options: choices for each document; their ``grammars`` come first.

        Raises:
            OptionError: there is no such folder or package.
            GrammarError: a form, lexicon or rendering is not valid; names file, line and what to do.
        """
        from docparse.knowledge import read_knowledge

        self.options = options or Options()
        self._knowledge = read_knowledge((*self.options.grammars, *(os.fspath(each) for each in grammars)))

    @property
    def knowledge(self) -> str:
        """The fingerprint of all forms and lexicons in use, as ``producer.knowledge`` gives it."""
        return self._knowledge.fingerprint

    def parse(self, text: str, *, name: str | None = None, metadata: Mapping[str, Any] | None = None) -> Report:
        """As ``docparse.parse``."""
        return self._parse(from_text(text, name=name, options=self.options), metadata)

    def parse_bytes(self, data: bytes, *, name: str | None = None, metadata: Mapping[str, Any] | None = None) -> Report:
        """As ``docparse.parse_bytes``."""
        return self._parse(decode(data, name=name, options=self.options), metadata)

    def parse_file(self, path: str | os.PathLike[str], *, metadata: Mapping[str, Any] | None = None) -> Report:
        """As ``docparse.parse_file``."""
        return self.parse_bytes(Path(path).read_bytes(), name=Path(path).name, metadata=metadata)

    def _parse(self, source: SourceText, metadata: Mapping[str, Any] | None) -> Report:
        return _parse(source, self.options, metadata, self._knowledge)


def read_text(path: str | os.PathLike[str], *, options: Options | None = None) -> str:
    """The decoded text of a file, as all spans count it; what ``parse`` takes.

    Args:
        path: The file.
        options: Which encoding to use and how large it may be; the usual choices where None.

    Raises:
        OSError: the file cannot be read.
        ReadError: see ``parse_bytes``.
    """
    options = options or Options()
    return decode(Path(path).read_bytes(), name=Path(path).name, options=options).text


def split(text: str, *, options: Options | None = None) -> tuple[DocumentPart, ...]:
    """The documents that a text holds: several departments or several years in one file, one part for each.

    A new document begins only where more than one sign says so (its title, its table of contents, its outline or its
    forms starting anew under another department or year); where that is not certain nothing is cut. A text that holds
    one document is one part. Nothing is parsed: this costs a small part of ``parse``.

    Args:
        text: The decoded text.
        options: Limits, and forms and lexicons of one's own; the usual choices where None.

    Raises:
        ReadError: the text is empty or too long.
        OptionError: there is no such folder or package as ``options.grammars`` names.
        GrammarError: a form or lexicon of these is not valid.
    """
    from docparse.pipeline import split_source

    options = options or Options()
    return split_source(from_text(text, options=options), options=options)


def _parse(
    source: SourceText, options: Options, metadata: Mapping[str, Any] | None, knowledge: Knowledge | None = None
) -> Report:
    from docparse.pipeline import parse_source

    with without_collecting():
        return parse_source(source, options=options, metadata=metadata, knowledge=knowledge)


@contextmanager
def without_collecting() -> Iterator[None]:
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
