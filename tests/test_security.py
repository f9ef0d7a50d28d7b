"""What SECURITY.md promises of the code: nothing a document says is run, unpacked, sent or used as a path."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import docparse

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(docparse.__path__[0])
SOURCES = sorted(PACKAGE.rglob("*.py"))

# Functions that run what they are given, or objects that come to life from bytes.
FORBIDDEN_CALLS = {"eval", "exec", "__import__", "extractall", "system", "popen", "execv", "spawnv"}
# Modules that load objects, run programs or talk to the network.
FORBIDDEN_IMPORTS = {
    *("pickle", "marshal", "shelve", "dill", "joblib", "yaml", "subprocess", "ctypes", "code", "pty", "xml"),
    *("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "httpx", "aiohttp"),
}
# Who imports modules by a name that is not in its text, and which.
IMPORTS_BY_NAME = {
    "exporting/packages.py": "the packages of an extra, by names that stand in the code",
    "schema/frames.py": "polars and pandas, by names that stand in the code",
    "__init__.py": "docparse's own modules, when first asked for",
    "batch/__init__.py": "its own modules, when first asked for",
    "knowledge.py": "a package that the caller names as grammars",
}


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def calls(tree: ast.AST) -> Iterator[str]:
    """Names of all functions that are called, without what stands before the last point."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            yield function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def faults(text: str) -> set[str]:
    tree = ast.parse(text)
    imported = set(imports(tree))
    # Other things have a function of this name.
    unpacking = {"extract"} if imported & {"tarfile", "zipfile"} else set()
    dangerous = {name for name in imported if {name, name.partition(".")[0]} & FORBIDDEN_IMPORTS}
    return (FORBIDDEN_CALLS | unpacking) & set(calls(tree)) | dangerous


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_no_module_runs_loads_or_sends_what_it_is_given(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "eval('1')",
            "import pickle",
            "from subprocess import run",
            "archive.extractall(folder)",
            "import os\nos.system('x')",
        ),
        "import zipfile\nzipfile.ZipFile(path).extract(name)",
        *("import urllib.request", "from urllib import request", "def read():\n    import socket"),
    ],
)
def test_dangerous_line_is_found(text: str) -> None:
    assert faults(text)


def test_modules_are_imported_by_name_only_where_it_is_known() -> None:
    dynamic = re.compile(r"\bimport_module\(|\.load\(\)")
    found = {named(path) for path in SOURCES if dynamic.search(path.read_text(encoding="utf-8"))}
    assert found - set(IMPORTS_BY_NAME) == set()


# Imports every stage and parses once; then watches what a second document makes the interpreter do.
WATCHED = """
import importlib, json, pkgutil, sys
import docparse
for module in pkgutil.walk_packages(docparse.__path__, "docparse."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
first, second = (open(path, "rb").read() for path in sys.argv[1:])
docparse.parse_bytes(first).to_json()
events = []
def watch(event, arguments):
    if watching and event != "object.__getattr__":
        writing = event == "open" and (not isinstance(arguments[1], str) or set(arguments[1]) & set("wax+"))
        events.append("open for writing" if writing else event)
watching = False
sys.addaudithook(watch)
watching = True
docparse.parse_bytes(second).to_json()
watching = False
print(json.dumps(sorted(set(events))))
"""
# What a parse of a second document may do.
HARMLESS = {"builtins.id", "open"}


def test_parsing_opens_no_connection_starts_no_program_and_writes_no_file() -> None:
    corpus = sorted((PACKAGE.parent / "corpus").glob("*/source.txt"))
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, corpus[0], corpus[4]],
        capture_output=True,
        text=True,
        check=True,
        cwd=PACKAGE.parent,
    )
    assert set(json.loads(done.stdout)) <= HARMLESS
