"""One input to its report and its JSON: the only place where ``convert`` meets the parser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from docparse.cli.complaints import UsageError
from docparse.errors import GrammarError, OptionError
from docparse.options import DocumentKind, Options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.cli.inputs import Input
    from docparse.cli.request import ConvertRequest
    from docparse.schema import Report

_INDENT = 2


def make_options(*, encoding: str | None, document_kind: str | None, grammars: Sequence[str] = ()) -> Options:
    """The options of the command line; grammars are read, so that what is wrong with them is said once.

    Raises:
        CommandError: One of them has a value that it cannot have.
    """
    try:
        options = Options(encoding=encoding, document_kind=document_kind, grammars=tuple(grammars))  # type: ignore[arg-type]
        if grammars:
            from docparse.knowledge import knowledge_of

            knowledge_of(options.grammars)
    except GrammarError as error:
        raise UsageError("grammars.refused", reason=str(error)) from error
    except OptionError as error:
        if error.option == "grammars":
            raise UsageError("usage.grammars", value=error.value, expected=error.expected) from error
        known = ", ".join(get_args(DocumentKind))
        key = f"usage.{error.option.replace('_', '-')}"
        raise UsageError(key, known=known, value=error.value) from error
    return options


def parse_input(one: Input, *, options: Options) -> dict[str, Any]:
    """The report of one input as a plain tree; errors of reading and parsing pass through."""
    data = one.read(options.max_bytes)
    # The parser is loaded here, after everything that can go wrong without it.
    from docparse.pipeline import parse_tree
    from docparse.reading import decode

    return parse_tree(decode(data, name=one.source_name, options=options), options=options)


def parse_with_text(one: Input, *, options: Options) -> tuple[Report, str]:
    """The report of one input together with its decoded text, for a person who wants to see lines."""
    data = one.read(options.max_bytes)
    from docparse.pipeline import parse_source
    from docparse.reading import decode

    source = decode(data, name=one.source_name, options=options)
    report = parse_source(source, options=options, metadata={})
    report.attach_source(source.text)
    return report, source.text


def render(tree: dict[str, Any], *, request: ConvertRequest) -> str:
    """The JSON text that the request asks for, with a line end.

    The full view is the tree itself, written as ``Report.to_json`` writes it; only the other views need the models.
    """
    indented = not (request.compact or request.jsonl)
    if request.view != "full":
        from docparse.schema import Report

        return Report.model_validate(tree).to_json(indent=_INDENT if indented else None, view=request.view) + "\n"
    import orjson

    return orjson.dumps(tree, option=orjson.OPT_INDENT_2 if indented else None).decode() + "\n"
