"""The fenced blocks of a page, and what a page means by them.

================================  =====================================================================================
```` ```console ````              commands after ``$ ``, each with the output that it prints; ``\\`` at the end goes on
```` ```sh ````                   one command a line, whose output is not shown; what follows ``#`` is for the reader
```` ```python ````               a program; all of a page share their names
```` ```sql ````                  a query on ``accounts.sqlite``
```` ```text ```` behind a query  what it prints: fields parted by ``|``, as ``sqlite3 -header`` does
or a program
any block behind a line that      a file that the reader saves
ends in a name and a colon
any other block                   to be read only
================================  =====================================================================================

In an output a line ``…`` stands for any lines that are left out, and ``…`` within a line for anything that differs from
one run to the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

OMITTED = "…"
_BLOCK = re.compile(r"^```([a-z]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`([^`\s]+)`[:：]$")
_COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text, its line in the page, and the file that it is to be saved as."""

    language: str
    text: str
    line: int
    file: str | None


def blocks_of(page: str) -> list[Block]:
    """The blocks of a page in their order."""
    found = []
    for match in _BLOCK.finditer(page):
        before = page[: match.start()]
        last = before.rstrip().rpartition("\n")[2]
        named = _FILE.search(last)
        found.append(Block(match[1], match[2], before.count("\n") + 1, named and named[1]))
    return found


def commands_of(block: Block) -> list[tuple[str, str | None]]:
    """The commands of a block with the output that it shows of each, None where it shows none."""
    if block.language == "sh":
        return [(line, None) for line in block.text.splitlines() if line.strip() and not line.startswith("#")]
    _, *parts = _COMMAND.split(block.text.replace("\\\n", ""))
    return list(zip(parts[::2], parts[1::2], strict=True))


def agrees(shown: str, printed: str) -> bool:
    """Whether an output is the one shown, but for what is left out and blanks at the end of lines."""
    return _agree([line.rstrip() for line in shown.splitlines()], [line.rstrip() for line in printed.splitlines()])


def _agree(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Each run of shown lines is looked for behind the one before; the first stands first, the last one last."""
    if OMITTED not in shown:
        return len(shown) == len(printed) and _alike(shown, printed)
    cut = shown.index(OMITTED)
    first, rest = shown[:cut], shown[cut + 1 :]
    if not _alike(first, printed[:cut]):
        return False
    starts = range(cut, len(printed) - len(rest) + 1) if OMITTED not in rest else range(cut, len(printed) + 1)
    return any(_agree(rest, printed[start:]) for start in starts)


def _alike(shown: Sequence[str], printed: Sequence[str]) -> bool:
    return len(shown) <= len(printed) and all(
        fnmatchcase(line, pattern) for pattern, line in zip(map(_pattern, shown), printed, strict=False)
    )


def _pattern(line: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", line).replace(OMITTED, "*")
