"""What every command of the application shares: its help ends with examples, and its options complete their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import typer
from typer.core import TyperCommand, TyperGroup

from docparse.cli.examples import EXAMPLES
from docparse.options import DocumentKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from docparse.cli.messages import Messages

KINDS = get_args(DocumentKind)


class Commands(TyperGroup):
    """The application. It completes to names of commands alone."""

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The names that begin so."""
        return _bare(super().shell_complete(ctx, incomplete))


class Command(TyperCommand):
    """One command. Its examples are printed as they stand, each line its own."""

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The options that begin so."""
        return _bare(super().shell_complete(ctx, incomplete))

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Prints the examples without filling lines."""
        if self.epilog:
            formatter.write(f"\n{self.epilog}\n")


def command(app: typer.Typer, name: str, messages: Messages) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Adds a function as the command of that name, with its help and its examples."""
    return app.command(name, cls=Command, help=messages.text(f"help.{name}"), epilog=_examples(name, messages))


def choice(name: str, values: Collection[str], *, say: str, metavar: str | None = None) -> Any:
    """An option that takes one of a few words; what else it is given, the command refuses in its own language."""
    return typer.Option(name, metavar=metavar or "|".join(values), help=say, autocompletion=lambda: list(values))


def _examples(name: str, messages: Messages) -> str:
    told = (f"  # {messages.text(example.key)}\n  {example.line}" for example in EXAMPLES[name])
    return f"{messages.text('example.title')}\n" + "\n\n".join(told)


def _bare(items: list[Any]) -> list[Any]:
    """The same words without their help: that has a language, and typer would load rich to print it."""
    for item in items:
        item.help = None
    return items
