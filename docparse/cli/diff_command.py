"""The command line of ``docparse diff``."""

from typing import TYPE_CHECKING, Annotated

import typer

from docparse.cli.commands import KINDS, choice, command

if TYPE_CHECKING:
    from docparse.cli.messages import Messages

WAYS = ("readings", "accounts")
FAIL_ON = ("changed", "values")


def add_diff(app: typer.Typer, messages: "Messages") -> None:
    """Adds the command to the application."""
    say = messages.text

    @command(app, "diff", messages)
    def diff(
        before: Annotated[str, typer.Argument(metavar="A", help=say("help.diff-before"))],
        after: Annotated[str, typer.Argument(metavar="B", help=say("help.diff-after"))],
        way: Annotated[str | None, choice("--as", WAYS, say=say("help.diff-as"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("help.json"))] = False,
        fail_on: Annotated[list[str] | None, choice("--fail-on", FAIL_ON, say=say("help.diff-fail-on"))] = None,
        encoding: Annotated[str | None, typer.Option("--encoding", metavar="E", help=say("help.encoding"))] = None,
        document_kind: Annotated[
            str | None, choice("--document-kind", KINDS, metavar="K", say=say("help.document-kind"))
        ] = None,
        grammars: Annotated[
            list[str] | None, typer.Option("--grammars", metavar="DIR", help=say("help.grammars"))
        ] = None,
    ) -> int:
        from docparse.cli.diff import DiffRequest, diff
        from docparse.cli.parsing import make_options

        request = DiffRequest(before=before, after=after, way=way, as_json=as_json, fail_on=tuple(fail_on or ()))
        options = make_options(encoding=encoding, document_kind=document_kind, grammars=grammars or ())
        return diff(request, options=options, messages=messages)
