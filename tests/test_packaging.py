"""What is published: the wheel carries the knowledge, and the lock what the project asks for."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKED = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;]+)(?P<marker> ; [^\\\n]+)? \\$", re.MULTILINE)

REPORT = """\
云溪县档案馆2031年度部门决算

支出决算表
公开03表
部门：云溪县档案馆\t金额单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出
栏次\t\t1\t2\t3\t4\t5\t6
\t合计\t52.40\t40.15\t12.25\t0.00\t0.00\t0.00
201\t一般公共服务支出\t52.40\t40.15\t12.25\t0.00\t0.00\t0.00
2012601\t行政运行\t40.15\t40.15\t0.00\t0.00\t0.00\t0.00
2012604\t档案馆\t12.25\t0.00\t12.25\t0.00\t0.00\t0.00
"""


def run(*command: str | Path, folder: Path) -> str:
    """Runs a command that must succeed, away from the checkout's modules, and returns what it printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution and with the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, folder=folder)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of a new environment that holds the wheel, what the wheel requires, and nothing else."""
    folder = tmp_path_factory.mktemp("clean")
    constraints = folder / "constraints.txt"
    locked = LOCKED.finditer((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    constraints.write_text("".join(f"{pin['name']}=={pin['version']}{pin['marker'] or ''}\n" for pin in locked))
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", folder=folder)
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--python", scripts / "python", "install", "--quiet", "--no-compile")
    run(*pip, "--constraint", constraints, next(built.glob("*.whl")), folder=folder)
    return scripts


def data_files() -> set[str]:
    """Everything in the package that is not Python: forms, lexicons, the JSON Schema, the typing mark."""
    files = (path for path in (ROOT / "docparse").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in files if path.suffix != ".py"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "file",
    [
        "docparse/py.typed",
        "docparse/schema/report.schema.json",
        "docparse/grammars/accounts/expenditure.toml",
        "docparse/lexicons/row_keys.tsv",
    ],
)
def test_wheel_carries_knowledge_and_schema(file: str, built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        assert file in wheel.namelist()


@pytest.mark.slow
def test_wheel_carries_every_data_file_of_the_package(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        assert data_files() <= set(wheel.namelist())


@pytest.mark.slow
def test_source_distribution_carries_tests_and_lock(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"tests/test_packaging.py", "requirements.lock", "Makefile", "LICENSE"} <= names


@pytest.mark.slow
def test_installed_command_converts_a_report(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    report = json.loads(run(installed / "docparse", "convert", "report.txt", folder=tmp_path))
    (table,) = report["tables"]
    values = {row["id"]: row["cells"]["basic"]["value"] for row in table["rows"] if row["code"]}
    assert (table["kind"], values) == ("expenditure", {"201": "40.15", "2012601": "40.15", "2012604": "0.00"})


@pytest.mark.slow
def test_installed_command_prints_the_committed_json_schema(installed: Path, tmp_path: Path) -> None:
    committed = (ROOT / "docparse" / "schema" / "report.schema.json").read_text(encoding="utf-8")
    assert json.loads(run(installed / "docparse", "schema", folder=tmp_path)) == json.loads(committed)


@pytest.mark.slow
def test_installed_version_is_the_projects(installed: Path, tmp_path: Path) -> None:
    printed = run(installed / "docparse", "--version", folder=tmp_path)
    assert printed.split() == ["docparse", PROJECT["project"]["version"]]


def test_lock_holds_a_fitting_version_of_every_requirement() -> None:
    locked = LOCKED.finditer((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    versions = {pin["name"]: pin["version"] for pin in locked}
    asked = map(Requirement, [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]])
    unfit = [
        str(requirement)
        for requirement in asked
        if not requirement.specifier.contains(versions.get(canonicalize_name(requirement.name), "0"))
    ]
    assert unfit == []


def test_every_locked_version_is_hashed() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^[^\s#].*$", lock, re.MULTILINE)
    hashed = re.findall(r"^[^\s#].*\\\n    --hash=sha256:[0-9a-f]{64}", lock, re.MULTILINE)
    assert len(pinned) == len(hashed) > 0


def test_lock_names_no_index() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")
