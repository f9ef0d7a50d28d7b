"""``docparse completion``, and the answers that a shell gets at each press of Tab.

typer knows the shells: their scripts ask by starting ``docparse`` with what was typed in the environment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer._completion_classes import completion_init
from typer._completion_shared import get_completion_script

from docparse.cli import ASKED_TO_COMPLETE
from docparse.cli.app import SHELLS, build
from docparse.cli.complaints import UsageError
from docparse.cli.terminal import write_bytes

if TYPE_CHECKING:
    from docparse.cli.messages import Messages

PROGRAM = "docparse"


def print_script(shell: str) -> int:
    """Prints the script of a shell, one of SHELLS.

    Raises:
        UsageError: There is no script for that shell.
    """
    if shell not in SHELLS:
        raise UsageError("usage.shell", known=", ".join(SHELLS), value=shell)
    script = get_completion_script(prog_name=PROGRAM, complete_var=ASKED_TO_COMPLETE, shell=shell)
    write_bytes(f"{script}\n".encode())
    return 0


def answer(messages: Messages) -> int:
    """Prints what could stand where the user pressed Tab; nothing where that is a file."""
    completion_init()
    try:
        build(messages)([], prog_name=PROGRAM, complete_var=ASKED_TO_COMPLETE, standalone_mode=False)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0
