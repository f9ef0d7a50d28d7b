"""The typer application: help, mistakes and every command line that is not plain.

Building it costs as much as converting a report, so it is imported only where it is needed.
"""

from typing import Annotated

import typer

from docparse.cli.batch_command import TAKE_A_VALUE, add_batch
from docparse.cli.commands import KINDS, Commands, choice, command
from docparse.cli.complaints import UsageError
from docparse.cli.diff_command import add_diff
from docparse.cli.messages import Messages
from docparse.cli.request import FAIL_ON, VALUES, ConvertRequest
from docparse.cli.review_command import add_review

# typer carries its own click in newer versions and uses the public one in older ones; this is the root in both.
_MISTAKE = typer.BadParameter.__base__ or typer.BadParameter

# Options that take a value, in whichever command.
_TAKE_A_VALUE = frozenset({*VALUES, *TAKE_A_VALUE, "--to", "--only", "--source", "--page", "--as"})

# Formats of export, and shells; their modules are loaded only where they are asked for.
EXPORTS = ("csv", "sqlite", "parquet", "duckdb", "xlsx", "fiscal-data-package")
SHELLS = ("bash", "zsh", "fish", "powershell")

COMMANDS = (
    "convert",
    "batch",
    "check",
    "review",
    "inspect",
    "explain",
    "diff",
    "export",
    "forms",
    "schema",
    "lint",
    "new-form",
    "completion",
)


def run(arguments: list[str], *, messages: Messages) -> int:
    """Runs a command line and returns its exit code.

    Raises:
        CommandError: The command line makes no sense; the sentence is in the user's language.
    """
    app = build(messages)
    try:
        code = app(arguments or ["--help"], prog_name="docparse", standalone_mode=False)
    except SystemExit:
        # Without standalone mode typer leaves the process for one reason only: a closed pipe.
        raise BrokenPipeError from None
    except Exception as error:
        if isinstance(error, _MISTAKE):
            raise _usage_complaint(error, arguments) from error
        if isinstance(error, typer.Abort):
            raise KeyboardInterrupt from None
        raise
    return code if isinstance(code, int) else 0


def build(messages: Messages) -> typer.Typer:
    """The application with its help in one language."""
    say = messages.text
    app = typer.Typer(
        name="docparse",
        cls=Commands,
        help=say("help.docparse"),
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )

    def print_version(asked: bool) -> None:
        if asked:
            from docparse.cli import print_version

            raise typer.Exit(print_version())

    @app.callback()
    def docparse(
        version: Annotated[
            bool, typer.Option("--version", callback=print_version, is_eager=True, help=say("help.version"))
        ] = False,
        lang: Annotated[str | None, choice("--lang", ("zh", "en"), say=say("help.lang"))] = None,
    ) -> None:
        pass  # both are done with before a command runs; --lang is taken out of the line even before typer sees it

    _add_convert(app, messages)
    add_batch(app, messages)
    _add_check(app, messages)
    add_review(app, messages)
    _add_views(app, messages)
    _add_explain(app, messages)
    add_diff(app, messages)
    _add_export(app, messages)
    _add_reference(app, messages)
    _add_authoring(app, messages)
    _add_completion(app, messages)
    return app


def _add_convert(app: typer.Typer, messages: Messages) -> None:
    say = messages.text

    def flag(*names: str) -> object:
        return typer.Option(*names, help=say(f"help.{names[0].removeprefix('--')}"))

    @command(app, "convert", messages)
    def convert(
        inputs: Annotated[list[str], typer.Argument(metavar="FILE|DIR|GLOB|-", help=say("help.inputs"))],
        output: Annotated[str | None, typer.Option("--output", "-o", metavar="OUT", help=say("help.output"))] = None,
        jsonl: Annotated[bool, flag("--jsonl")] = False,
        plain: Annotated[bool, flag("--plain")] = False,
        no_spans: Annotated[bool, flag("--no-spans")] = False,
        compact: Annotated[bool, flag("--compact")] = False,
        encoding: Annotated[str | None, typer.Option("--encoding", metavar="E", help=say("help.encoding"))] = None,
        document_kind: Annotated[
            str | None, choice("--document-kind", KINDS, metavar="K", say=say("help.document-kind"))
        ] = None,
        grammars: Annotated[
            list[str] | None, typer.Option("--grammars", metavar="DIR", help=say("help.grammars"))
        ] = None,
        fail_on: Annotated[list[str] | None, choice("--fail-on", FAIL_ON, say=say("help.fail-on"))] = None,
        overwrite: Annotated[bool, flag("--overwrite")] = False,
        quiet: Annotated[bool, flag("--quiet", "-q")] = False,
    ) -> int:
        request = ConvertRequest(
            inputs=tuple(inputs), output=output, jsonl=jsonl, plain=plain, no_spans=no_spans, compact=compact,
            encoding=encoding, document_kind=document_kind, fail_on=_checked(fail_on), overwrite=overwrite, quiet=quiet,
            grammars=tuple(grammars or ()),
        )  # fmt: skip
        from docparse.cli.convert import convert

        return convert(request, messages=messages)


def _add_check(app: typer.Typer, messages: Messages) -> None:
    say = messages.text

    @command(app, "check", messages)
    def check(
        inputs: Annotated[list[str], typer.Argument(metavar="FILE|DIR|GLOB|-", help=say("help.check-inputs"))],
        source: Annotated[str | None, typer.Option("--source", metavar="FILE", help=say("help.source"))] = None,
        only: Annotated[str | None, choice("--only", ("failed",), say=say("help.only"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("help.json"))] = False,
        fail_on: Annotated[list[str] | None, choice("--fail-on", FAIL_ON, say=say("help.fail-on"))] = None,
        encoding: Annotated[str | None, typer.Option("--encoding", metavar="E", help=say("help.encoding"))] = None,
        document_kind: Annotated[
            str | None, choice("--document-kind", KINDS, metavar="K", say=say("help.document-kind"))
        ] = None,
        grammars: Annotated[
            list[str] | None, typer.Option("--grammars", metavar="DIR", help=say("help.grammars"))
        ] = None,
    ) -> int:
        from docparse.cli.check import CheckRequest, check
        from docparse.cli.parsing import make_options

        request = CheckRequest(
            inputs=tuple(inputs), source=source, only=only, as_json=as_json, fail_on=_checked(fail_on)
        )
        options = make_options(encoding=encoding, document_kind=document_kind, grammars=grammars or ())
        return check(request, options=options, messages=messages)


def _add_views(app: typer.Typer, messages: Messages) -> None:
    say = messages.text

    @command(app, "inspect", messages)
    def inspect(
        file: Annotated[str, typer.Argument(metavar="FILE|-", help=say("help.inspect-input"))],
        no_data: Annotated[bool, typer.Option("--no-data", help=say("help.no-data"))] = False,
        encoding: Annotated[str | None, typer.Option("--encoding", metavar="E", help=say("help.encoding"))] = None,
        document_kind: Annotated[
            str | None, choice("--document-kind", KINDS, metavar="K", say=say("help.document-kind"))
        ] = None,
        grammars: Annotated[
            list[str] | None, typer.Option("--grammars", metavar="DIR", help=say("help.grammars"))
        ] = None,
    ) -> int:
        from docparse.cli.inspect import inspect
        from docparse.cli.masked import inspect_without_data
        from docparse.cli.parsing import make_options

        options = make_options(encoding=encoding, document_kind=document_kind, grammars=grammars or ())
        return (inspect_without_data if no_data else inspect)(file, options=options, messages=messages)


def _add_explain(app: typer.Typer, messages: Messages) -> None:
    say = messages.text

    @command(app, "explain", messages)
    def explain(
        file: Annotated[str, typer.Argument(metavar="FILE|-", help=say("help.inspect-input"))],
        table: Annotated[str, typer.Argument(metavar="TABLE", help=say("help.table"))],
        row: Annotated[str | None, typer.Argument(metavar="ROW", help=say("help.row"))] = None,
        column: Annotated[str | None, typer.Argument(metavar="COLUMN", help=say("help.column"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("help.json"))] = False,
        page: Annotated[str | None, typer.Option("--page", metavar="FILE", help=say("help.page"))] = None,
        overwrite: Annotated[bool, typer.Option("--overwrite", help=say("help.overwrite"))] = False,
        encoding: Annotated[str | None, typer.Option("--encoding", metavar="E", help=say("help.encoding"))] = None,
        document_kind: Annotated[
            str | None, choice("--document-kind", KINDS, metavar="K", say=say("help.document-kind"))
        ] = None,
        grammars: Annotated[
            list[str] | None, typer.Option("--grammars", metavar="DIR", help=say("help.grammars"))
        ] = None,
    ) -> int:
        from docparse.cli.explain import Answer, Question, explain
        from docparse.cli.parsing import make_options

        options = make_options(encoding=encoding, document_kind=document_kind, grammars=grammars or ())
        answer = Answer(as_json, page, overwrite)
        return explain(file, Question(table, row, column), options=options, answer=answer, messages=messages)


def _add_export(app: typer.Typer, messages: Messages) -> None:
    say = messages.text

    @command(app, "export", messages)
    def export(
        results: Annotated[list[str], typer.Argument(metavar="FILE|DIR|GLOB|-", help=say("help.export-inputs"))],
        to: Annotated[str | None, choice("--to", EXPORTS, metavar="FORMAT", say=say("help.export-to"))] = None,
        out: Annotated[str | None, typer.Option("--out", metavar="PATH", help=say("help.export-out"))] = None,
        force: Annotated[bool, typer.Option("--force", help=say("help.export-force"))] = False,
        append: Annotated[bool, typer.Option("--append", help=say("help.export-append"))] = False,
        bom: Annotated[bool, typer.Option("--bom", help=say("help.export-bom"))] = False,
    ) -> int:
        from docparse.cli.export import ExportRequest, export

        request = ExportRequest(inputs=tuple(results), to=to, out=out, force=force, append=append, bom=bom)
        return export(request, messages=messages)


def _add_reference(app: typer.Typer, messages: Messages) -> None:
    @command(app, "forms", messages)
    def forms() -> int:
        from docparse.cli.reference import print_forms

        return print_forms(messages=messages)

    @command(app, "schema", messages)
    def schema() -> int:
        from docparse.cli.reference import print_schema

        return print_schema()


def _add_authoring(app: typer.Typer, messages: Messages) -> None:
    say = messages.text

    @command(app, "lint", messages)
    def lint(
        folder: Annotated[str | None, typer.Argument(metavar="DIR", help=say("help.lint-input"))] = None,
    ) -> int:
        from docparse.cli.lint import lint_forms

        return lint_forms(folder, messages=messages)

    @command(app, "new-form", messages)
    def new_form(
        kind: Annotated[str, typer.Argument(metavar="KIND", help=say("help.kind"))],
        out: Annotated[str | None, typer.Option("--out", metavar="FILE", help=say("help.out"))] = None,
    ) -> int:
        from docparse.cli.new_form import new_form

        return new_form(kind, out=out, messages=messages)


def _add_completion(app: typer.Typer, messages: Messages) -> None:
    say = messages.text

    @command(app, "completion", messages)
    def completion(
        shell: Annotated[
            str, typer.Argument(metavar="SHELL", help=say("help.shell"), autocompletion=lambda: list(SHELLS))
        ],
    ) -> int:
        from docparse.cli.completion import print_script

        return print_script(shell)


def _checked(fail_on: list[str] | None) -> tuple[str, ...]:
    for value in fail_on or ():
        if value not in FAIL_ON:
            raise UsageError("usage.fail-on", known=", ".join(FAIL_ON), value=value)
    return tuple(fail_on or ())


def _usage_complaint(error: Exception, arguments: list[str]) -> UsageError:
    """One line for what typer found wrong with the command line."""
    command = next((word for word in arguments if not word.startswith("-")), None)
    if command is not None and command not in COMMANDS:
        return UsageError("usage.no-such-command", command=command, known=", ".join(COMMANDS))
    option = getattr(error, "option_name", None)
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "NoSuchOption" in kinds:
        nearest = getattr(error, "possibilities", None)
        if nearest:
            return UsageError("usage.no-such-option-but", option=option, nearest=nearest[0])
        return UsageError("usage.no-such-option", option=option)
    if "MissingParameter" in kinds:
        parameter = getattr(error, "param", None)
        names = getattr(parameter, "opts", None) if getattr(parameter, "param_type_name", "") == "option" else None
        what = names[0] if names else getattr(parameter, "metavar", None)
        return UsageError("usage.missing", what=what or "COMMAND")
    if "BadOptionUsage" in kinds and option:
        return UsageError("usage.value-missing" if option in _TAKE_A_VALUE else "usage.value-unwanted", option=option)
    return UsageError("usage.other", reason=" ".join(str(getattr(error, "message", error)).split()))
