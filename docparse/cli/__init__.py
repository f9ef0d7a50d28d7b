"""The command line: ``docparse convert``, ``inspect``, ``forms`` and ``schema``.

A plain ``convert`` line is read without typer, whose import alone takes as long as a conversion; every other line
(help, mistakes, the other commands) goes to the typer application, which is loaded only then.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.cli.messages import Messages

INTERRUPTED = 130
BROKEN_PIPE = 141

# The environment variable by which a shell says that it wants to know how a line could go on.
ASKED_TO_COMPLETE = "_DOCPARSE_COMPLETE"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command line and returns the exit code of the process; standard output is flushed.

    An interrupt gives 130 and a reader that closed the pipe gives 141, both without a word.
    """
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_standard_output()
        return BROKEN_PIPE
    return code


def _run(arguments: list[str]) -> int:
    from docparse.cli.complaints import FAILED, STANDARD_OUTPUT, CommandError, complaint_of
    from docparse.cli.messages import Messages, choose_language, take_language

    messages = Messages(choose_language())
    try:
        asked, arguments = take_language(arguments)
        messages = Messages(asked) if asked else messages
        return _run_in(messages, arguments)
    except CommandError as complaint:
        messages.complain(complaint)
        return complaint.exit_code
    except BrokenPipeError:
        raise
    except OSError as error:  # what concerns one input has been dealt with: this is the output that all share
        messages.complain(complaint_of(error, label=STANDARD_OUTPUT))
        return FAILED


def _run_in(messages: Messages, arguments: list[str]) -> int:
    if os.environ.get(ASKED_TO_COMPLETE):
        from docparse.cli.completion import answer

        return answer(messages)
    if arguments == ["--version"]:
        return print_version()
    from docparse.cli.request import read_plainly

    request = read_plainly(arguments)
    if request is None:
        from docparse.cli.app import run

        return run(arguments, messages=messages)
    from docparse.cli.convert import convert

    return convert(request, messages=messages)


def print_version() -> int:
    """Prints the name and the version."""
    from docparse import __version__
    from docparse.cli.terminal import write_bytes

    write_bytes(f"docparse {__version__}\n".encode())
    return 0


def _forget_standard_output() -> None:
    """Points standard output nowhere, so that the interpreter's last flush stays quiet as well."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
