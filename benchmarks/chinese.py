"""The tables of the README in Chinese: the same figures under Chinese headings.

``python -m benchmarks.chinese`` writes those of README.md into README.zh-CN.md; nothing is measured.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.readme import between_markers

if TYPE_CHECKING:
    from argparse import ArgumentParser

ROOT = Path(__file__).parents[1]
WORDS = Path(__file__).with_name("data") / "chinese.toml"
LANGUAGES = ("en", "zh")
_SET = re.compile(r"(generated|unseen|sample): (.+)")
# Two English words in a row: something that data/chinese.toml does not say.
_ENGLISH = re.compile(r"\b[a-z]{2,} [a-z]{2,}\b")


def add_language(parser: ArgumentParser) -> None:
    """Declares the language of ``--markdown``."""
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the tables of --markdown")


def in_language(block: str, language: str) -> str:
    """A block of tables in one of ``LANGUAGES``.

    Raises:
        ValueError: data/chinese.toml does not say how a cell reads in Chinese.
    """
    return block if language == "en" else "\n".join(map(_line, block.splitlines()))


def carried(page: str, english: str) -> str:
    """The Chinese page with the tables that the English one has between the same markers.

    Raises:
        ValueError: a marker is missing in one of them, or a cell has no Chinese.
    """
    for name in re.findall(r"<!-- (\w+):begin -->", english):
        begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
        block = in_language(between_markers(english, begin=begin, end=end), "zh")
        before, after = page[: page.index(begin)], page[page.index(end) :]
        page = f"{before}{begin}\n\n{block}\n\n{after}"
    return page


def _line(line: str) -> str:
    if not line.startswith("|"):
        return _cell(line)
    return f"| {' | '.join(map(_cell, line[2:-2].split(' | ')))} |"


def _cell(cell: str) -> str:
    words = _words()
    if cell in words["cells"]:
        return str(words["cells"][cell])
    if of_set := _SET.fullmatch(cell):
        return f"{words['cells'][of_set[1]]}：{_cell(of_set[2])}"
    for phrase in words["phrases"]:
        cell = re.sub(phrase["pattern"], phrase["text"], cell)
    if _ENGLISH.search(cell):
        message = f"{WORDS.name} does not say how this reads in Chinese: {cell}"
        raise ValueError(message)
    return cell


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    chinese, english = ROOT / "README.zh-CN.md", ROOT / "README.md"
    chinese.write_text(carried(chinese.read_text("utf-8"), english.read_text("utf-8")), encoding="utf-8")
