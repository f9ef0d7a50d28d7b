"""What README, tutorial and cookbook print is what comes out: each page is run from top to bottom as it stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.documentation.running import Run, programs

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")
PAGES = (*READMES, "docs/tutorial.md", "docs/tutorial.zh-CN.md")


def prepare(folder: Path, page: str) -> None:
    """Puts into a folder what the page says, or what its example names stand for."""
    made_up = ROOT / "examples" / "reports"
    if page not in READMES:
        shutil.copytree(made_up, folder / "reports")
        return
    folder.mkdir()
    (folder / "corpus").symlink_to(ROOT / "corpus")
    one, other = (made_up / name for name in ("tea-2031.txt", "tea-2032.txt"))
    shutil.copy(one, folder / "report.txt")
    for name, file in (("a/x.txt", one), ("b/source.txt", other)):
        (folder / "reports" / name).parent.mkdir(parents=True)
        shutil.copy(file, folder / "reports" / name)
    (folder / "several.txt").write_text(one.read_text("utf-8") + other.read_text("utf-8"), encoding="utf-8")
    shutil.copytree(ROOT / "examples" / "lighthouse-forms" / "docparse_lighthouse" / "grammars", folder / "forms")


@pytest.mark.parametrize("page", PAGES)
def test_page_runs_as_printed(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8" if ".zh-CN." in page else "C.UTF-8")
    prepare(tmp_path / "work", page)
    monkeypatch.chdir(tmp_path / "work")
    run = Run(capfd, shell=programs(tmp_path / "programs"))
    run.page((ROOT / page).read_text(encoding="utf-8"))
    assert not run.wrong, "\n\n".join(run.wrong)
