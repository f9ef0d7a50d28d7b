"""Worker processes: what kills one is set aside, what comes after it is not touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docparse.batch import BatchRequest, Settings, run_batch
from docparse.batch.conversion import Outcome, Task
from docparse.batch.engines import ThisProcess, Workers
from docparse.batch.manifest import NAME
from docparse.options import Options
from tests.batch.deadly import convert
from tests.batch.reports import files_of, folder_of, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


def outcomes(workers: Workers, *contents: str) -> dict[str, Outcome]:
    tasks = (Task(number, content, content.encode(), {}) for number, content in enumerate(contents))
    return {finished.name: finished.outcome for finished in workers.run(tasks)}


def test_document_that_kills_its_worker_is_set_aside_and_the_others_are_not() -> None:
    found = outcomes(Workers(Settings(), count=2, convert=convert), "one", "two", "die", "three", "four", "five")
    assert {name: outcome.kind for name, outcome in found.items()} == {
        "one": "done", "two": "done", "die": "crashed", "three": "done", "four": "done", "five": "done",
    }  # fmt: skip
    assert "exit code 9" in (found["die"].message or "")


def test_document_whose_worker_died_of_something_else_gets_another_try(tmp_path: Path) -> None:
    found = outcomes(Workers(Settings(), count=1, convert=convert), f"die-once {tmp_path / 'mark'}")
    assert [outcome.kind for outcome in found.values()] == ["done"]


def test_document_that_never_ends_is_ended() -> None:
    settings = Settings(options=Options(max_seconds=0.5))
    found = outcomes(Workers(settings, count=1, grace=1.0, convert=convert), "sleep", "one")
    assert {name: outcome.kind for name, outcome in found.items()} == {"sleep": "timeout", "one": "done"}


def test_workers_are_replaced_now_and_then() -> None:
    found = outcomes(Workers(Settings(), count=1, recycled_after=2, convert=convert), *"abcde")
    assert len({outcome.message for outcome in found.values()}) == 3


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits the data of a process")
def test_document_that_needs_too_much_memory_is_told_as_such() -> None:
    settings = Settings(max_memory=400 * 2**20)
    huge = Task(0, "huge.txt", b"9.99\t" * 5_000_000, {})
    small = Task(1, "small.txt", "青石县茶园管理所2031年度部门决算公开说明\n".encode(), {})
    found = {finished.name: finished.outcome.kind for finished in Workers(settings, count=1).run([huge, small])}
    assert found == {"huge.txt": "memory", "small.txt": "done"}


def test_workers_give_what_this_process_gives(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 9)
    (source / "bad.txt").write_bytes(b"%PDF-1.7\0")
    for workers in (0, 1, 2):
        request = BatchRequest(
            inputs=(str(source),), out=tmp_path / f"out-{workers}", format="jsonl", part_size=4, workers=workers
        )
        run_batch(request)
    assert files_of(tmp_path / "out-0") == files_of(tmp_path / "out-1") == files_of(tmp_path / "out-2")
    assert state_of(tmp_path / "out-0") == state_of(tmp_path / "out-1") == state_of(tmp_path / "out-2")


def test_no_more_workers_are_started_than_there_are_documents() -> None:
    tasks = [Task(number, str(number), b"one", {}) for number in range(2)]
    before = set(active_children())
    workers = Workers(Settings(), count=5, convert=convert)
    assert [len(set(active_children()) - before) for _ in workers.run(tasks)] == [2, 2]


def test_no_worker_is_started_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pebble.ProcessPool", None)
    assert outcomes(Workers(Settings(), count=2, convert=convert)) == {}


def test_tasks_are_drawn_as_there_is_room() -> None:
    drawn = []

    def tasks() -> Iterator[Task]:
        for number in range(50):
            drawn.append(number)
            yield Task(number, str(number), b"one", {})

    run = Workers(Settings(), count=1, convert=convert).run(tasks())
    next(run)
    assert len(drawn) <= 5
    run.close()  # type: ignore[attr-defined]


def test_a_bug_is_an_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object, **options: object) -> None:
        message = "nobody foresaw this"
        raise ZeroDivisionError(message)

    monkeypatch.setattr("docparse.pipeline.parse_tree", broken)
    finished = next(iter(ThisProcess(Settings()).run([Task(0, "a.txt", b"text", {})])))
    assert (finished.outcome.kind, finished.outcome.error) == ("failed", "bug")
    assert finished.outcome.message == "ZeroDivisionError: nobody foresaw this"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_run_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 120)
    command = [sys.executable, "-m", "docparse", "batch", str(source), "--workers", "2", "--quiet"]
    command += ["--format", "jsonl", "--part-size", "7", "--out"]
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    started = time.monotonic()
    subprocess.run([*command, str(whole)], cwd=ROOT, check=True)
    took = time.monotonic() - started
    kills = 0
    for share in (0.5, 0.7, 0.9, 0.6, 0.8):
        going_on = ["--resume"] if (killed / NAME).exists() else []
        process = subprocess.Popen([*command, str(killed), *going_on], cwd=ROOT)
        time.sleep(share * took)
        kills += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
    subprocess.run([*command, str(killed), "--resume"], cwd=ROOT, check=True)
    assert kills
    assert files_of(killed) == files_of(whole)
    assert state_of(killed) == state_of(whole)


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_interrupted_run_says_how_to_go_on(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 200)
    command = [sys.executable, "-m", "docparse", "--lang", "en", "batch", str(source), "--out", str(tmp_path / "out")]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, start_new_session=True)
    deadline = time.monotonic() + 60
    while not (tmp_path / "out/reports").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.decode().splitlines() == ["interrupted; go on with --resume"]
