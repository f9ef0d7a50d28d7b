"""A page that prints what does not come out is found out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.documentation.blocks import agrees, blocks_of, commands_of
from tests.documentation.running import Run, programs

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("a\nb\n", "a  \nb\n"),
        ("a\n…\nd\n", "a\nb\nc\nd\n"),
        ("…\nd\n", "d\n"),
        ("a\n…\n", "a\n"),
        ("…\nb\n…\nd\n…\n", "a\nb\nc\nd\ne\n"),
        ("3 reports, … s\n", "3 reports, 12 s\n"),
        ("[1] a*\n", "[1] a*\n"),
    ],
)
def test_what_is_left_out_may_be_anything(shown: str, printed: str) -> None:
    assert agrees(shown, printed)


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("a\n", "a\nb\n"),
        ("a\nb\n", "a\n"),
        ("a\n…\nd\n", "a\nb\nd\ne\n"),
        ("a\n…\nd\n", "b\na\nd\n"),
        ("…\nd\n…\nb\n…\n", "a\nb\nc\nd\n"),
        ("[1]\n", "1\n"),
        ("", "a\n"),
    ],
)
def test_what_is_shown_must_be_printed_in_its_order(shown: str, printed: str) -> None:
    assert not agrees(shown, printed)


def test_block_behind_a_name_and_a_colon_is_a_file() -> None:
    named, read = blocks_of(
        "Save this as `forms/a.toml`:\n\n```toml\nx = 1\n```\n\nIt has `x`, see:\n```text\ny\n```\n"
    )
    assert (named.file, named.text, named.line) == ("forms/a.toml", "x = 1\n", 3)
    assert read.file is None


def test_commands_go_on_behind_a_backslash() -> None:
    (block,) = blocks_of("```console\n$ a \\\n  b\nout\n$ c\n```\n")
    assert commands_of(block) == [("a   b", "out\n"), ("c", "")]


@pytest.fixture
def wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., int]:
    """How much of a page does not come out, run in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(page: str) -> int:
        run = Run(capfd, shell=programs(tmp_path / "programs"))
        run.page(page)
        return len(run.wrong)

    return run


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("```console\n$ echo 1\n1\n```\n", 0),
        ("```console\n$ echo 1\n2\n```\n", 1),
        ("```console\n$ false\n```\n", 1),
        ("```console\n$ false\n$ echo $?\n1\n```\n", 0),
        ("```console\n$ docparse forms --nonsense --lang en\n…\n$ echo $?\n0\n```\n", 1),
        ("```console\necho 1\n```\n", 1),
        ("```sh\ntrue  # fine\nfalse\n```\n", 1),
        ("```python\nx = 1\n```\n```python\nprint(x)\n```\n```text\n1\n```\n", 0),
        ("```python\nprint(1)\n```\n```text\n2\n```\n", 1),
        ("```sql\nSELECT 1 AS a, NULL AS b\n```\n```text\na|b\n1|\n```\n", 0),
        ("```sql\nSELECT 1 AS a\n```\n```text\na\n2\n```\n", 1),
        ("A file `a.txt`:\n```text\n1\n```\n```console\n$ cat a.txt\n1\n```\n", 0),
    ],
)
def test_run_tells_how_much_does_not_come_out(wrong: Callable[[str], int], page: str, found: int) -> None:
    assert wrong(page) == found
