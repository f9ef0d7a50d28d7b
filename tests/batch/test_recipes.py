"""The recipes of docs/scale.md run as they stand there, with what Ray and Spark would hand in made by hand."""

from __future__ import annotations

import argparse
import json
import pickle
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer

from benchmarks.scale.command import add_scale
from docparse.batch import BatchRequest, convert_document, run_batch
from docparse.cli.app import build
from docparse.cli.messages import Messages
from tests.batch.reports import report

PAGE = (Path(__file__).parents[2] / "docs/scale.md").read_text(encoding="utf-8")
BENCHMARK = r"`python -m benchmarks scale [^`]*`"
COMMON, RAY, SPARK = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
INPUTS = {"a.txt": report(1).encode(), "b.txt": b"%PDF-1.7\0"}


@pytest.fixture
def names() -> dict[str, Any]:
    """What the block that all recipes share defines."""
    defined: dict[str, Any] = {}
    exec(COMMON, defined)  # noqa: S102 - our own page
    return defined


def options_in(text: str) -> set[str]:
    """All options a text names."""
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))


class Frames:
    """As much of Ray's Dataset and Spark's DataFrame as the recipes use; each call leaves its arguments."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows
        self.write = SimpleNamespace(parquet=self.write_parquet)

    def flat_map(self, function: Any) -> Frames:
        return Frames([made for row in self.rows for made in function(row)])

    def select(self, *columns: str) -> Frames:
        return Frames([{name: row[name] for name in columns} for row in self.rows])

    def mapInPandas(self, function: Any, schema: str) -> Frames:  # noqa: N802 - Spark's name
        import pandas

        batches = [pandas.DataFrame(self.rows[:1]), pandas.DataFrame(self.rows[1:])]
        made = pandas.concat(function(iter(batches)))
        assert [column.split()[0] for column in schema.split(", ")] == list(made.columns)
        return Frames(made.astype(object).where(made.notna(), None).to_dict("records"))

    def write_parquet(self, path: str) -> None:
        """The rows stay where they are."""


def check(rows: list[dict[str, Any]], result: bytes) -> None:
    first, second = rows
    assert (first["name"], first["outcome"], first["number"]) == ("a.txt", "done", 1)
    assert first["report"].encode() + b"\n" == result
    assert (second["outcome"], second["report"]) == ("failed", None)
    assert "PDF" in second["message"]


@pytest.fixture
def result(tmp_path: Path) -> bytes:
    """What ``docparse batch`` makes of the first input."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_bytes(INPUTS["a.txt"])
    run_batch(BatchRequest(inputs=(str(tmp_path / "in"),), out=tmp_path / "out", workers=0))
    return (tmp_path / "out/reports/a.txt.json").read_bytes()


def test_ray_gives_what_a_batch_gives(names: dict[str, Any], result: bytes) -> None:
    rows = [{"path": name, "bytes": content} for name, content in INPUTS.items()]
    data = SimpleNamespace(read_binary_files=lambda path, include_paths: Frames(rows))
    exec(RAY.replace("import ray\n", ""), names | {"ray": SimpleNamespace(data=data)}, made := {})  # noqa: S102
    check(made["reports"].rows, result)


def test_spark_gives_what_a_batch_gives(names: dict[str, Any], result: bytes) -> None:
    pytest.importorskip("pandas")
    rows = [{"path": name, "content": content, "length": len(content)} for name, content in INPUTS.items()]
    reader = SimpleNamespace(option=lambda *_: SimpleNamespace(load=lambda _: Frames(rows)))
    names["spark"] = SimpleNamespace(read=SimpleNamespace(format=lambda _: reader))
    exec(SPARK, names)  # noqa: S102
    check(names["reports"].rows, result)


def test_what_the_recipes_send_around_can_be_pickled(names: dict[str, Any]) -> None:
    function, settings = pickle.loads(pickle.dumps((convert_document, names["SETTINGS"])))  # noqa: S301 - made here
    outcome = pickle.loads(pickle.dumps(function(INPUTS["a.txt"], "a.txt", settings)))  # noqa: S301
    assert json.loads(outcome.results[0].json)["source"]["name"] == "a.txt"


def test_page_names_only_options_that_there_are() -> None:
    command = typer.main.get_command(build(Messages("en"))).commands["batch"]  # type: ignore[attr-defined]
    known = {name for parameter in command.params for name in parameter.opts}
    elsewhere = {  # Slurm's, Dask's
        "--array", "--cpus-per-task", "--mem", "--requeue", "--nworkers", "--nthreads", "--memory-limit", "--lifetime",
        "--lifetime-stagger", "--lifetime-restart",
    }  # fmt: skip
    assert options_in(re.sub(BENCHMARK, "", PAGE)) - elsewhere <= known


def test_page_measures_by_options_that_there_are() -> None:
    parser = argparse.ArgumentParser()
    add_scale(parser)
    (measured,) = re.findall(BENCHMARK, PAGE)
    assert options_in(measured) <= set(parser._option_string_actions)


def test_page_explains_every_outcome() -> None:
    outcomes = set(re.findall(r"^\| `([a-z]+)` \|", PAGE.split("## Killed")[0], re.MULTILINE))
    sql = (Path(__file__).parents[2] / "docparse/batch/manifest.sql").read_text(encoding="utf-8")
    (line,) = re.findall(r"-- outcome: (pending.*)\.", sql)
    assert outcomes - {"json", "jsonl", "parquet"} == set(re.split(r", | or ", line))
