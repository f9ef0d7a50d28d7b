"""The command line of ``docparse review``."""

from typing import TYPE_CHECKING, Annotated

import typer

from docparse.cli.commands import KINDS, choice, command

if TYPE_CHECKING:
    from docparse.cli.messages import Messages


def add_review(app: typer.Typer, messages: "Messages") -> None:
    """Adds the command to the application."""
    say = messages.text

    @command(app, "review", messages)
    def review(
        file: Annotated[str, typer.Argument(metavar="FILE|-", help=say("help.review-input"))],
        output: Annotated[
            str | None, typer.Option("--output", "-o", metavar="PAGE", help=say("help.review-output"))
        ] = None,
        source: Annotated[str | None, typer.Option("--source", metavar="FILE", help=say("help.review-source"))] = None,
        overwrite: Annotated[bool, typer.Option("--overwrite", help=say("help.overwrite"))] = False,
        encoding: Annotated[str | None, typer.Option("--encoding", metavar="E", help=say("help.encoding"))] = None,
        document_kind: Annotated[
            str | None, choice("--document-kind", KINDS, metavar="K", say=say("help.document-kind"))
        ] = None,
        grammars: Annotated[
            list[str] | None, typer.Option("--grammars", metavar="DIR", help=say("help.grammars"))
        ] = None,
    ) -> int:
        from docparse.cli.parsing import make_options
        from docparse.cli.review import ReviewRequest, review

        request = ReviewRequest(file=file, source=source, output=output, overwrite=overwrite)
        options = make_options(encoding=encoding, document_kind=document_kind, grammars=grammars or ())
        return review(request, options=options, messages=messages)
