"""Runs a page: its commands, programs and queries, in a folder prepared as the page says."""

from __future__ import annotations

import re
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from docparse.cli import main
from tests.documentation.blocks import agrees, blocks_of, commands_of

if TYPE_CHECKING:
    import pytest

    from tests.documentation.blocks import Block

DATABASE = "accounts.sqlite"
# Where a page makes this one too, its queries run on both.
ON_DUCKDB = Path("accounts.duckdb")
# What the shell has to do; a line of docparse alone runs in this process, which costs hardly anything.
_SHELL = re.compile(r"[|<>;&]")
_CODE = "echo $?"


class Run:
    """One page being run in the working folder.

    Attributes:
        wrong: what did not come out as the page shows it, with the line of the block.
    """

    def __init__(self, capture: pytest.CaptureFixture[str], *, shell: str) -> None:
        """Takes what captures the output, and the folder of programs that the shell finds first."""
        self.wrong: list[str] = []
        self._capture = capture
        self._shell = shell
        self._code = 0
        self._names: dict[str, Any] = {}
        self._printed: str | None = None

    def page(self, text: str) -> None:
        """Runs all blocks of a page in their order."""
        for block in blocks_of(text):
            self._block(block)

    def _block(self, block: Block) -> None:
        if block.file is not None and block.language != "sql":
            path = Path(block.file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.language in ("console", "sh"):
            self._commands(block)
        elif block.language == "python":
            exec(compile(block.text, f"line {block.line}", "exec"), self._names)  # noqa: S102  the page's own program
            self._printed = self._capture.readouterr().out
        elif block.language == "sql":
            self._printed = _answer(block.text, block.file or DATABASE)
            if ON_DUCKDB.exists() and _answer(block.text, ON_DUCKDB, connect=duckdb.connect) != self._printed:
                self.wrong.append(f"line {block.line}: DuckDB answers otherwise")
        elif block.language == "text" and self._printed is not None:
            self._compare(block, block.text, self._printed)
            self._printed = None

    def _commands(self, block: Block) -> None:
        commands = commands_of(block)
        if not commands:
            self.wrong.append(f"line {block.line}: no command")
        for at, (command, shown) in enumerate(commands):
            asked = command == _CODE
            printed = f"{self._code}\n" if asked else self._execute(command)
            if shown is not None:
                self._compare(block, shown, printed, command)
            told = at + 1 < len(commands) and commands[at + 1][0] == _CODE
            if self._code and not asked and not told:
                self.wrong.append(f"line {block.line}: {command}\nexit code {self._code}\n{printed}")

    def _execute(self, command: str) -> str:
        words = shlex.split(command, comments=True)
        if words[0] == "docparse" and not _SHELL.search(re.sub(r"'[^']*'|#.*", "", command)):
            # A batch starts no processes of its own here: that takes seconds, and has tests elsewhere.
            self._code = main(words[1:] + (["--workers", "0"] if words[1] == "batch" else []))
            printed = self._capture.readouterr()
            return printed.out + printed.err
        done = subprocess.run(
            ["sh", "-c", f'PATH="{self._shell}:$PATH"; {command}'],
            capture_output=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        self._code = done.returncode
        return done.stdout + done.stderr

    def _compare(self, block: Block, shown: str, printed: str, command: str = "") -> None:
        if not agrees(shown, printed):
            self.wrong.append(f"line {block.line}: {command}\nshown:\n{shown}\nprinted:\n{printed}")


def _answer(query: str, database: str | Path, *, connect: Any = sqlite3.connect) -> str:
    with closing(connect(str(database))) as connection:
        cursor = connection.execute(query)
        lines = [[name for name, *_ in cursor.description], *cursor.fetchall()]
    return "".join("|".join("" if field is None else str(field) for field in line) + "\n" for line in lines)


def programs(folder: Path) -> str:
    """A folder with a ``docparse`` for the shell: that of this checkout and this interpreter."""
    folder.mkdir()
    program = folder / "docparse"
    root = Path(__file__).parents[2]
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(root))} exec {shlex.quote(sys.executable)} -m docparse "$@"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    return str(folder)
