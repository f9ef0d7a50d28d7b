"""The generator knows nothing of docparse: what it makes must not be shaped by what docparse can read."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.synthesis.making import GROUPS

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "benchmarks" / "synthesis").glob("*.py"))
# Runs the generator and tells which files were opened and which modules imported.
SPY = """
import json, os, runpy, sys
seen = {"open": [], "import": [], "list": []}
def watch(event, given):
    if event == "open" and isinstance(given[0], (str, bytes)):
        seen["open"].append(os.path.abspath(os.fsdecode(given[0])))
    elif event == "import":
        seen["import"].append(given[0])
    elif event in ("os.listdir", "os.scandir") and isinstance(given[0], (str, bytes)):
        seen["list"].append(os.path.abspath(os.fsdecode(given[0])))
sys.addaudithook(watch)
sys.argv = ["synthesis", sys.argv[1], "--seeds", "0-11"]
try:
    runpy.run_module("benchmarks.synthesis", run_name="__main__")
except SystemExit as ended:
    assert not ended.code, ended.code
print(json.dumps(seen))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    out = tmp_path_factory.mktemp("spied")
    command = [sys.executable, "-c", SPY, str(out)]
    result = subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    assert len(list(out.glob("*/source.txt"))) == 12 * len(GROUPS["text"])
    tree: dict[str, list[str]] = json.loads(result.stdout)
    return tree


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_module_imports_only_the_generator_and_libraries(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            assert name.partition(".")[0] != "docparse"
            assert not name.startswith("benchmarks") or name.startswith("benchmarks.synthesis")


def test_running_it_imports_no_part_of_docparse(seen: dict[str, list[str]]) -> None:
    assert "benchmarks.synthesis.accounts" in seen["import"]
    assert not [name for name in seen["import"] if name.partition(".")[0] == "docparse"]


@pytest.mark.parametrize("forbidden", ["docparse", "corpus"])
def test_running_it_opens_and_lists_no_file_there(seen: dict[str, list[str]], forbidden: str) -> None:
    data = str(ROOT / "benchmarks" / "synthesis" / "data" / "functions.tsv")
    assert data in seen["open"]
    below = str(ROOT / forbidden)
    touched = [path for path in (*seen["open"], *seen["list"]) if path == below or path.startswith(f"{below}/")]
    assert touched == []
