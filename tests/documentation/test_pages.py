"""What README, tutorial and cookbook print is what comes out: each page is run from top to bottom as it stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.documentation.running import Run, programs

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")
PAGES = (*READMES, "docs/tutorial.md", "docs/tutorial.zh-CN.md", "docs/cookbook.md", "docs/cookbook.zh-CN.md")
LIGHTHOUSE = ROOT / "examples" / "lighthouse-forms"


def prepare(folder: Path, page: str) -> None:
    """Makes a folder that has what a checkout has, and for README what its example names stand for."""
    folder.mkdir()
    for name in ("corpus", "examples"):
        (folder / name).symlink_to(ROOT / name)
    if page not in READMES:
        return
    one, other = (folder / "examples" / "reports" / name for name in ("tea-2031.txt", "tea-2032.txt"))
    for name, file in (("report.txt", one), ("2022.txt", one), ("2023.txt", other)):
        shutil.copy(file, folder / name)
    for name, file in (("a/x.txt", one), ("b/source.txt", other)):
        (folder / "reports" / name).parent.mkdir(parents=True)
        shutil.copy(file, folder / "reports" / name)
    (folder / "several.txt").write_text(one.read_text("utf-8") + other.read_text("utf-8"), encoding="utf-8")
    shutil.copytree(LIGHTHOUSE / "docparse_lighthouse" / "grammars", folder / "forms")


@pytest.fixture
def lighthouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example of a package as ``pip install`` would leave it."""
    place = tmp_path / "installed" / "docparse_lighthouse-1.0.0.dist-info"
    place.mkdir(parents=True)
    (place / "METADATA").write_text("Metadata-Version: 2.1\nName: docparse-lighthouse\nVersion: 1.0.0\n")
    (place / "entry_points.txt").write_text("[docparse.grammars]\nlighthouse = docparse_lighthouse\n")
    monkeypatch.syspath_prepend(str(place.parent))
    monkeypatch.syspath_prepend(str(LIGHTHOUSE))


@pytest.mark.usefixtures("lighthouse")
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
