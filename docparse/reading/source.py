"""Bytes to text: one input, decoded, with what was noticed on the way."""

import hashlib
import re
from dataclasses import dataclass

from docparse.diagnostics import Diagnostic, FieldValue
from docparse.errors import BinaryInputError, EmptyInputError, EncodingError, InputTooLargeError, OptionError
from docparse.options import Options, is_text_encoding
from docparse.patterns import pattern
from docparse.reading.encoding import Decoded, decode_with, find_encoding
from docparse.reading.filetypes import is_full_of_controls, recognise_binary
from docparse.reading.markup import INVISIBLE_CHARACTERS
from docparse.spans import Spans


@dataclass(frozen=True, slots=True)
class SourceText:
    """One input as text; every span of a report counts its characters.

    Attributes:
        text: The decoded characters, line ends as they came, without a byte-order mark.
        sha256: Of the input bytes; of the UTF-8 form where text was passed.
        encoding: The codec that decoded the bytes, or ``str`` where text was passed.
        name: What the caller calls the input.
        diagnostics: What was noticed while decoding.
    """

    text: str
    sha256: str
    encoding: str
    name: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


_DEFAULT = Options()
_MOST_SPANS = 100  # spans that one diagnostic lists; its count tells all
_VISIBLE = pattern(rf"[^\s{INVISIBLE_CHARACTERS}]")

_HTML_HEAD = pattern(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE
)
_HTML_HEAD_MATCHES = ("<!DOCTYPE html>\n<html>", "\n<html lang='zh'>", "<?xml version='1.0'?><html>")
_HTML_HEAD_MISSES = ("<table><tr>", "text <html>", "<htmlx>")
# Tags that end a line on a page. A text with so many of them, and one for so many lines, is a piece of a web page.
_LINE_TAG = pattern(r"</(?:p|div|li|tr|h[1-6])\s*>|<br\s*/?>", re.IGNORECASE)
_LINE_TAG_MATCHES = ("</p>", "<br/>", "<BR>", "</tr>")
_LINE_TAG_MISSES = ("<p>", "</b>", "br")
_FEWEST_LINE_TAGS = 8
_LINES_A_TAG = 2
_NULS = pattern("\x00+")
_REPLACEMENTS = pattern("\ufffd+")


def decode(
    data: bytes, *, name: str | None = None, encoding: str | None = None, options: Options = _DEFAULT
) -> SourceText:
    """The text of an input's bytes.

    UTF-8, UTF-16 (with or without a byte-order mark) and GB18030 are recognised by their bytes; what is left is asked
    of charset-normalizer. ``encoding`` (or that of ``options``) is used without looking.

    Raises:
        EmptyInputError: Nothing in it would be seen on paper.
        BinaryInputError: It is a PDF, an office file, an image or the like.
        EncodingError: No encoding gives readable text.
        InputTooLargeError: It exceeds a limit of ``options``.
        OptionError: ``encoding`` is no text encoding.
    """
    if len(data) > options.max_bytes:
        raise InputTooLargeError(len(data), options.max_bytes, "bytes", name=name)
    demanded = encoding or options.encoding
    if demanded is not None and not is_text_encoding(demanded):
        raise OptionError("encoding", demanded, "a text encoding that Python knows, such as utf-8 or gb18030")
    kind = recognise_binary(data)
    if kind is not None:
        raise BinaryInputError(kind, name=name)
    decoded = _decode_as(data, demanded, name) if demanded else find_encoding(data)
    if decoded is None:
        raise BinaryInputError("unknown", name=name) if is_full_of_controls(data) else EncodingError(name=name)
    text = decoded.text.removeprefix("\ufeff")
    _refuse(text, name=name, options=options)
    sha256 = hashlib.sha256(data).hexdigest()
    return SourceText(text, sha256, decoded.encoding, name, _notice(text, decoded))


def from_text(text: str, *, name: str | None = None, options: Options = _DEFAULT) -> SourceText:
    """The source of a text that the caller has decoded already; spans count all of its characters.

    Raises:
        EmptyInputError: Nothing in it would be seen on paper.
        BinaryInputError: Too many of its characters are control characters.
        EncodingError: It holds half a surrogate pair.
        InputTooLargeError: It exceeds a limit of ``options``.
    """
    _refuse(text, name=name, options=options)
    try:
        sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        # Half a surrogate pair is no character, and no JSON can hold it.
        raise EncodingError(name=name) from error
    return SourceText(text, sha256, "str", name, _notice(text, Decoded(text, "str")))


def _decode_as(data: bytes, encoding: str, name: str | None) -> Decoded:
    try:
        decoded = decode_with(data, encoding)
    except UnicodeError as error:
        raise EncodingError(name=name, encoding=encoding) from error
    if decoded is None:
        raise EncodingError(name=name, encoding=encoding)
    return decoded


def _refuse(text: str, *, name: str | None, options: Options) -> None:
    """Raises for text that is too long, blank, or no text."""
    if len(text) > options.max_characters:
        raise InputTooLargeError(len(text), options.max_characters, "characters", name=name)
    if is_full_of_controls(text):
        raise BinaryInputError("unknown", name=name)
    if not _VISIBLE.search(text):
        raise EmptyInputError(name=name)


def _notice(text: str, decoded: Decoded) -> tuple[Diagnostic, ...]:
    """The diagnostics of a decoded text."""
    found: list[Diagnostic] = []
    if decoded.guessed:
        found.append(Diagnostic("reading.encoding-guessed", (), {"encoding": decoded.encoding}))
    if decoded.invalid:
        found.append(_places("reading.invalid-bytes", text, "\ufffd", {"encoding": decoded.encoding}))
    elif "\ufffd" in text:
        found.append(_places("reading.replacement-characters", text, "\ufffd", {}))
    if "\x00" in text:
        found.append(_places("reading.nul-characters", text, "\x00", {}))
    if _is_page(text):
        found.append(Diagnostic("reading.html", ((0, min(len(text), 100)),)))
    return tuple(found)


def _is_page(text: str) -> bool:
    """Whether a text is a web page or a piece of one: it begins like one, or tags end its lines."""
    if _HTML_HEAD.match(text):
        return True
    tags = sum(1 for _ in _LINE_TAG.finditer(text)) if "<" in text else 0
    return tags >= max(_FEWEST_LINE_TAGS, text.count("\n") // _LINES_A_TAG)


def _places(code: str, text: str, character: str, fields: dict[str, FieldValue]) -> Diagnostic:
    """A diagnostic that counts a character and points at its first runs."""
    sign = _NULS if character == "\x00" else _REPLACEMENTS
    spans: Spans = tuple(match.span() for match, _ in zip(sign.finditer(text), range(_MOST_SPANS), strict=False))
    return Diagnostic(code, spans, {"count": text.count(character), **fields})
