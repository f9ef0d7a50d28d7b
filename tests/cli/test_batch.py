"""``docparse batch`` as typed: what it says, its exit codes, its log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.batch.reports import files_of, folder_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]


def test_batch_converts_a_folder_and_says_so(run: Run, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 2)
    outcome = run("batch", str(source), "--out", str(tmp_path / "out"), "--workers", "0")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.startswith("2 converted (0 failed), 0 done before, 0 duplicates, ")
    assert list(files_of(tmp_path / "out")) == ["reports/r000.txt.json", "reports/r001.txt.json"]


def test_failed_input_gives_1_and_the_others_their_results(run: Run, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 1)
    (source / "bad.txt").write_bytes(b"%PDF-1.7\0")
    outcome = run("batch", str(source), "--out", str(tmp_path / "out"), "--workers", "0", "-q")
    assert (outcome.code, outcome.err) == (1, "")
    assert list(files_of(tmp_path / "out")) == ["reports/r000.txt.json"]


def test_list_of_files_is_enough(run: Run, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 3)
    (tmp_path / "list").write_text(f"{source / 'r001.txt'}\n", encoding="utf-8")
    run("batch", "--files-from", str(tmp_path / "list"), "--out", str(tmp_path / "out"), "--workers", "0")
    assert [place.rsplit("/", 1)[-1] for (place,) in rows_of(tmp_path / "out", "SELECT place FROM document")] == [
        "r001.txt"
    ]


def test_list_that_is_missing_is_told(run: Run, tmp_path: Path) -> None:
    outcome = run("batch", "--files-from", str(tmp_path / "no"), "--out", str(tmp_path / "out"), "--workers", "0")
    assert outcome.code != 0
    assert str(tmp_path / "no") in outcome.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "o"], "FILE|DIR|GLOB|ARCHIVE|URL is missing"),
        (["."], "--out"),
        ([".", "--out", "o", "--resume", "--stale"], "exclude each other"),
        ([".", "--out", "o", "--format", "xml"], "json, jsonl, parquet"),
        ([".", "--out", "o", "--checks", "some"], "all, failed"),
        ([".", "--out", "o", "--shard", "4/3"], "I/N"),
        ([".", "--out", "o", "--shard", "x"], "I/N"),
        ([".", "--out", "o", "--part-size", "0"], "from 1 on"),
        ([".", "--out", "o", "--workers", "-1"], "from 0 on"),
        ([".", "--out", "o", "--metadata", "no.csv"], "no.csv"),
        ([".", "--out", "o", "--stale"], "holds no results"),
        ([".", "--out", "o", "--encoding", "nonsense"], "--encoding"),
        ([".", "--out", "memory://o"], "--manifest PATH"),
        ([".", "--out", "nonsense://o", "--manifest", "o"], "scheme that fsspec knows"),
        (["nonsense://in", "--out", "o"], "scheme that fsspec knows"),
        (["--files-from", "nonsense://list", "--out", "o"], "scheme that fsspec knows"),
        ([".", "--out", "o", "--engine", "abacus"], "local, dask"),
        ([".", "--out", "o", "--engine", "dask"], "needs --scheduler"),
        ([".", "--out", "o", "--scheduler", "tcp://127.0.0.1:1"], "is for --engine dask"),
        ([".", "--out", "o", "--engine", "dask", "--scheduler", "s", "--workers", "2"], "is for --engine local"),
        ([".", "--out", "o", "--engine", "dask", "--scheduler", "nowhere"], "nowhere: no Dask scheduler answers"),
    ],
)
def test_line_that_makes_no_sense_is_refused_before_anything_is_done(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run("batch", *arguments)
    assert outcome.code in (1, 2)
    assert len(outcome.complaints) == 1
    assert said in outcome.complaints[0]
    assert not (tmp_path / "o").exists()


def test_second_run_into_a_folder_says_how_to_go_on(run: Run, tmp_path: Path) -> None:
    line = ["batch", str(folder_of(tmp_path / "in", 1)), "--out", str(tmp_path / "out"), "--workers", "0"]
    run(*line)
    refused = run(*line)
    assert (refused.code, "--resume" in refused.err) == (2, True)
    assert run(*line, "--resume").code == 0


def test_inputs_of_earlier_runs_that_are_gone_are_told(run: Run, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 2)
    line = ["batch", str(source), "--out", str(tmp_path / "out"), "--workers", "0"]
    run(*line)
    (source / "r000.txt").unlink()
    assert "1 inputs of earlier runs" in run(*line, "--resume").err


def test_full_disk_is_told_in_one_line_and_can_be_gone_on_from(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = ["batch", str(folder_of(tmp_path / "in", 2)), "--out", str(tmp_path / "out"), "--workers", "0"]

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("docparse.batch.storage.os.fsync", full)
        outcome = run(*line)
    assert (outcome.code, len(outcome.complaints)) == (1, 1)
    assert "No space left on device" in outcome.err
    assert files_of(tmp_path / "out") == {}
    assert run(*line, "--resume").code == 0
    assert len(files_of(tmp_path / "out")) == 2


def test_log_holds_a_line_of_json_for_what_failed(run: Run, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 1)
    (source / "bad.txt").write_bytes(b"%PDF-1.7\0")
    run("batch", str(source), "--out", str(tmp_path / "out"), "--workers", "0", "--log", str(tmp_path / "log"))
    events = [json.loads(line) for line in (tmp_path / "log").read_text(encoding="utf-8").splitlines()]
    failed = [event for event in events if event["level"] == "warning"]
    assert [(event["place"], event["outcome"], event["error"]) for event in failed] == [
        ("bad.txt", "failed", "BinaryInputError")
    ]


def test_name_that_would_play_with_the_terminal_is_shown_harmless(run: Run, tmp_path: Path) -> None:
    outcome = run("batch", str(tmp_path / "\x1b[31m.csv"), "--out", str(tmp_path / "out"), "--metadata", "\x1b[2J.csv")
    assert "\x1b" not in outcome.err


def test_chinese_user_reads_chinese(run: Run, tmp_path: Path) -> None:
    outcome = run(
        "--lang", "zh", "batch", str(folder_of(tmp_path / "in", 1)), "--out", str(tmp_path / "out"), "--workers", "0"
    )
    assert outcome.err.startswith("转换 1 份")
