"""The reference of all commands as a page, made from the same help that each command prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from docparse.cli.app import COMMANDS, build
from docparse.cli.examples import EXAMPLES
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docparse.cli.messages import Messages

# The name of an option in a sentence, of either language, that does not mark it as code itself.
_OPTION = pattern(r"(?<![A-Za-z0-9`-])--?[a-z][a-z-]*")
_OPTION_MATCHES = ("unless -o names a file", "Several inputs need --jsonl.", "(--no-spans)")
_OPTION_MISSES = ("a plug-in", "files or - for standard input", "`--lang` may stand anywhere")


def as_markdown(messages: Messages) -> str:
    """The page in one language."""
    say = messages.text
    program: Any = typer.main.get_command(build(messages))
    blocks = [f"# {say('page.title')}", say("page.made"), _plain(program.help)]
    blocks += [_listed("option", program.params, messages), say("page.anywhere")]
    blocks += [f"## {say('page.completion')}", say("page.completion-how"), _examples("completion", messages)]
    for name in COMMANDS:
        blocks += _command(name, program.commands[name], messages)
    return "\n\n".join(blocks) + "\n"


def _command(name: str, command: Any, messages: Messages) -> Iterator[str]:
    """The section of one command."""
    context = command.make_context(name, [], resilient_parsing=True)
    yield f"## docparse {name}"
    yield _plain(command.help)
    yield f"```\n{' '.join(['docparse', name, *command.collect_usage_pieces(context)])}\n```"
    for kind in ("argument", "option"):
        parameters = [each for each in command.params if each.param_type_name == kind]
        if parameters:
            yield _listed(kind, parameters, messages)
    yield _examples(name, messages)


def _listed(kind: str, parameters: Iterable[Any], messages: Messages) -> str:
    """A table of arguments or of options."""
    head = f"| {messages.text(f'page.{kind}')} | {messages.text('page.meaning')} |\n|---|---|\n"
    cells = ((f"`{_spelt(each)}`", _plain(_meaning(each, messages))) for each in parameters)
    rows = (" | ".join(text.replace("|", r"\|") for text in row) for row in cells)
    return head + "\n".join(f"| {row} |" for row in rows)


def _spelt(parameter: Any) -> str:
    """How a parameter is typed."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    names = ", ".join(sorted(parameter.opts, key=len))
    return names if parameter.is_flag else f"{names} {parameter.metavar}"


def _meaning(parameter: Any, messages: Messages) -> str:
    """What it does, with what typer shows in brackets said in words."""
    said = [parameter.help]
    if parameter.required:
        said.append(messages.text("page.required"))
    if parameter.param_type_name == "option" and not parameter.is_flag:
        repeated = messages.text("page.repeated")
        if parameter.multiple and repeated not in parameter.help:
            said.append(repeated)
        if parameter.default is not None:
            said.append(messages.text("page.default", value=parameter.default))
    return ("" if messages.language == "zh" else " ").join(said)


def _plain(text: str) -> str:
    r"""Text that Markdown shows as it is, with the names of options as code.

    >>> _plain("-o FOLDER (*.toml, lexicons/*.tsv)")
    '`-o` FOLDER (\\*.toml, lexicons/\\*.tsv)'
    """
    return _OPTION.sub(r"`\g<0>`", text.replace("*", r"\*").replace("<", r"\<"))


def _examples(name: str, messages: Messages) -> str:
    told = (f"# {messages.text(example.key)}\n{example.line}" for example in EXAMPLES[name])
    return "```sh\n" + "\n\n".join(told) + "\n```"
