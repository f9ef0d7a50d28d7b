"""Results of ``docparse convert`` among the inputs, and the text that goes with one of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from docparse.cli.complaints import CommandError, complaint_of
from docparse.cli.inputs import named_input
from docparse.exporting.results import ResultError, has_lines, read_results

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docparse.cli.inputs import Input
    from docparse.options import Options
    from docparse.schema import Report

# A result of docparse convert begins so, and no report that was extracted as text does.
_RESULT_START = b"{"
_BOM = b"\xef\xbb\xbf"
_HEAD = 64


def is_result(one: Input) -> bool:
    """Whether an input holds results and not a text."""
    if one.path is None:
        peek = getattr(sys.stdin.buffer, "peek", None)
        head = peek(_HEAD) if peek is not None else b""
    else:
        with one.path.open("rb") as stream:
            head = stream.read(_HEAD)
    return bytes(head).removeprefix(_BOM).lstrip().startswith(_RESULT_START)


def results_of(one: Input) -> Iterator[tuple[str, Report | ResultError]]:
    """The reports of an input with their labels, and what stands in the place of those that cannot be used."""
    stream = sys.stdin.buffer if one.path is None else one.path.open("rb")
    try:
        for found in read_results(stream, by_lines=has_lines(one.label)):
            yield (one.label if found.line is None else f"{one.label}:{found.line}"), found.content
    finally:
        if one.path is not None:
            stream.close()


def complaint_about(error: ResultError, label: str) -> CommandError:
    """What to tell the user about a result that cannot be used."""
    key = "check.view" if error.problem == "view" else f"export.{error.problem}"
    return CommandError(key, name=label, **error.fields)


def attached_text(report: Report, source: str, *, options: Options) -> str:
    """The text that a report was read from, attached to it.

    Raises:
        CommandError: The text is another one.
    """
    from docparse.reading import decode, from_text

    one = named_input(source)
    try:
        data = one.read(options.max_bytes)
        found = decode(data, options=options)
        if report.source.encoding not in (found.encoding, "str"):
            found = decode(data, options=options, encoding=report.source.encoding)
        same = report.source.sha256 in (found.sha256, from_text(found.text, options=options).sha256)
    except Exception as error:
        raise complaint_of(error, label=source) from error
    if not same or len(found.text) != report.source.characters:
        raise CommandError("check.other-source", name=source)
    report.attach_source(found.text)
    return found.text
