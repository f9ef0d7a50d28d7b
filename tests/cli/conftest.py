"""What all tests of the command line share: a made-up report, and a way to run a command line in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from docparse.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

REPORT = """\
青石县茶园管理所2031年度部门决算公开说明

支出决算表
公开03表
部门：青石县茶园管理所\t单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出
栏次\t\t1\t2\t3\t4\t5\t6
\t合计\t73.15\t60.05\t13.10\t0.00\t0.00\t0.00
213\t农林水支出\t73.15\t60.05\t13.10\t0.00\t0.00\t0.00
2130104\t事业运行\t73.15\t60.05\t13.10\t0.00\t0.00\t0.00
"""
# Title and table name two years: the year of the report is conflicting.
CONFLICTING = REPORT.replace("单位：万元", "2030年度\t单位：万元")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command line came to."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> Any:
        """Standard output as one JSON document."""
        return json.loads(self.out)

    @property
    def complaints(self) -> list[str]:
        """The lines of standard error that tell of something wrong."""
        return [line for line in self.err.splitlines() if line.startswith("docparse: ")]


@pytest.fixture(autouse=True)
def english_in_an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Outcome]:
    """Runs a command line in this process."""

    def run_line(*arguments: str | Path) -> Outcome:
        code = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Outcome(code, out.decode("utf-8"), err.decode("utf-8"))

    return run_line


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    """A file with a made-up report, in the working folder."""
    file = tmp_path / "tea.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two reports below it, and files that are none."""
    for name in ("north/source.txt", "south/source.html", "south/figures.json", ".hidden/source.txt"):
        file = tmp_path / "reports" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(REPORT, encoding="utf-8")
    return tmp_path / "reports"
