"""One input to its report and its JSON: the only place where ``convert`` meets the parser."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from docparse.cli.complaints import UsageError
from docparse.errors import OptionError
from docparse.options import DocumentKind, Options

if TYPE_CHECKING:
    from docparse.cli.inputs import Input
    from docparse.cli.request import ConvertRequest
    from docparse.schema import Report

_INDENT = 2


def make_options(*, encoding: str | None, document_kind: str | None) -> Options:
    """The options of the command line.

    Raises:
        CommandError: One of them has a value that it cannot have.
    """
    try:
        return Options(encoding=encoding, document_kind=document_kind)  # type: ignore[arg-type]
    except OptionError as error:
        known = ", ".join(get_args(DocumentKind))
        key = f"usage.{error.option.replace('_', '-')}"
        raise UsageError(key, known=known, value=error.value) from error


def parse_input(one: Input, *, options: Options) -> Report:
    """The report of one input; errors of reading and parsing pass through."""
    data = one.read(options.max_bytes)
    # The parser is loaded here, after everything that can go wrong without it.
    from docparse import parse_bytes

    return parse_bytes(data, name=one.source_name, options=options)


def parse_with_text(one: Input, *, options: Options) -> tuple[Report, str]:
    """The report of one input together with its decoded text, for a person who wants to see lines."""
    data = one.read(options.max_bytes)
    from docparse.pipeline import parse_source
    from docparse.reading import decode

    source = decode(data, name=one.source_name, options=options)
    report = parse_source(source, options=options, metadata={})
    report.attach_source(source.text)
    return report, source.text


def render(report: Report, *, request: ConvertRequest) -> str:
    """The JSON text that the request asks for, with a line end."""
    indent = None if request.compact or request.jsonl else _INDENT
    return report.to_json(indent=indent, view=request.view) + "\n"
