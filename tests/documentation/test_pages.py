"""What README, tutorial and cookbook print is what comes out: each page is run from top to bottom as it stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.documentation.running import Run, programs

ROOT = Path(__file__).parents[2]
PAGES = ("docs/tutorial.md", "docs/tutorial.zh-CN.md")


@pytest.mark.parametrize("page", PAGES)
def test_page_runs_as_printed(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8" if ".zh-CN." in page else "C.UTF-8")
    shutil.copytree(ROOT / "examples" / "reports", tmp_path / "work" / "reports")
    monkeypatch.chdir(tmp_path / "work")
    run = Run(capfd, shell=programs(tmp_path / "programs"))
    run.page((ROOT / page).read_text(encoding="utf-8"))
    assert not run.wrong, "\n\n".join(run.wrong)
