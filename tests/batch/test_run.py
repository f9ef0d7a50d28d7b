"""A run of a batch in one process: what it does, what it skips, and what is left when it is broken off."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from docparse.batch import BatchRequest, Settings, run_batch
from docparse.batch.manifest import NAME, ManifestError, open_manifest
from docparse.batch.metadata import read_metadata
from docparse.batch.run import Shard
from docparse.errors import OptionError
from docparse.options import Options
from tests.batch.reports import files_of, folder_of, report, rows_of, state_of
from tests.batch.test_archives import tarred

if TYPE_CHECKING:
    from docparse.batch.engines import Finished
    from docparse.batch.run import Progress, Totals

LAYOUTS: list[dict[str, Any]] = [
    {"format": "json"},
    {"format": "json", "zstd": True},
    {"format": "jsonl"},
    {"format": "jsonl", "zstd": True},
    {"format": "parquet"},
]


def run(source: Path | tuple[str, ...], out: Path, **choices: Any) -> Totals:
    inputs = source if isinstance(source, tuple) else (str(source),)
    request: dict[str, Any] = {"inputs": inputs, "out": out, "workers": 0, "part_size": 3}
    return run_batch(BatchRequest(**{**request, **choices}))


class _BrokenOffError(Exception):
    """A test breaks off a run."""


def run_until(events: int, source: Path, out: Path, **choices: Any) -> bool:
    """Runs until so many events have been told; whether it was broken off. Nothing is tidied up by then."""
    told = 0

    def watch(progress: Progress, finished: Finished | None) -> None:
        nonlocal told
        told += 1
        if told > events:
            raise _BrokenOffError

    request: dict[str, Any] = {"inputs": (str(source),), "out": out, "workers": 0, "part_size": 3, **choices}
    try:
        run_batch(BatchRequest(**request), watch=watch)
    except _BrokenOffError:
        return True
    return False


def outcomes(out: Path) -> dict[str, str]:
    return dict(rows_of(out, "SELECT place, outcome FROM document ORDER BY position"))


def mark(out: Path, value: str) -> None:
    """Has all results made by another docparse, as far as the manifest knows."""
    with open_manifest(out / NAME, layout={}, going_on=True) as manifest:
        manifest.connection.execute("UPDATE document SET version = ?", (value,))
        manifest.commit()


def test_each_document_has_a_result_that_convert_would_give(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 2)
    run(source, tmp_path / "out")
    result = json.loads((tmp_path / "out/reports/r001.txt.json").read_bytes())
    assert result["source"]["name"] == "r001.txt"
    assert result["organization"]["value"] == "青石县第1茶园管理所"
    assert result["tables"][0]["rows"][0]["cells"]["total"]["value"] == "73.61"


def test_results_of_archives_lie_below_their_names_and_never_elsewhere(tmp_path: Path) -> None:
    path = tarred(tmp_path / "all.tar.gz", {"../../evil.txt": report(1).encode(), "县/a.txt": report(2).encode()})
    run(path, tmp_path / "deep/er/out")
    assert list(files_of(tmp_path / "deep/er/out")) == [
        "reports/all.tar.gz/__/__/evil.txt.json",
        "reports/all.tar.gz/县/a.txt.json",
    ]
    assert not list(tmp_path.rglob("evil.txt"))


def test_poison_is_set_aside_with_its_error(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 2)
    (source / "r000a.txt").write_bytes(b"%PDF-1.7\0")
    (source / "r000b.txt").write_bytes(b"")
    totals = run(source, tmp_path / "out")
    assert totals.outcomes == {"done": 2, "failed": 2}
    errors = rows_of(tmp_path / "out", "SELECT place, error FROM document WHERE outcome = 'failed' ORDER BY place")
    assert errors == [("r000a.txt", "BinaryInputError"), ("r000b.txt", "EmptyInputError")]
    assert list(files_of(tmp_path / "out")) == ["reports/r000.txt.json", "reports/r001.txt.json"]


def test_same_bytes_are_converted_once_and_listed(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 2)
    shutil.copy(source / "r000.txt", source / "z.txt")
    totals = run(source, tmp_path / "out")
    assert (totals.progress.converted, totals.progress.duplicates) == (2, 1)
    assert rows_of(tmp_path / "out", "SELECT place, duplicate_of FROM document WHERE outcome = 'duplicate'") == [
        ("z.txt", 0)
    ]


def test_duplicate_is_converted_when_its_original_becomes_something_else(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 1)
    shutil.copy(source / "r000.txt", source / "z.txt")
    run(source, tmp_path / "out")
    (source / "r000.txt").write_text(report(9), encoding="utf-8")
    run(source, tmp_path / "out", mode="resume")
    assert outcomes(tmp_path / "out") == {"r000.txt": "done", "z.txt": "done"}


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_run_that_is_broken_off_anywhere_ends_as_one_that_was_not(tmp_path: Path, layout: dict[str, Any]) -> None:
    source = folder_of(tmp_path / "in", 8)
    (source / "r003a.txt").write_bytes(b"%PDF-1.7\0")
    shutil.copy(source / "r002.txt", source / "r006a.txt")
    run(source, tmp_path / "whole", **layout)
    for events in range(0, 17, 2):
        out = tmp_path / f"after-{events}"
        run_until(events, source, out, **layout)
        run_until(3, source, out, mode="resume", **layout)
        run(source, out, mode="resume", **layout)
        assert files_of(out) == files_of(tmp_path / "whole")
        assert state_of(out) == state_of(tmp_path / "whole")


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_redone_documents_take_the_place_of_their_results(tmp_path: Path, layout: dict[str, Any]) -> None:
    """Whether one of them changed, became unreadable, or went through a newer docparse."""
    source = folder_of(tmp_path / "in", 7)
    out = tmp_path / "out"
    run(source, out, **layout)
    (source / "r001.txt").write_text(report(21), encoding="utf-8")
    (source / "r005.txt").write_bytes(b"%PDF-1.7\0")
    mark(out, "0.0.1")
    broken_off = run_until(4, source, out, mode="resume", **layout)
    run(source, out, mode="resume", **layout)
    run(source, tmp_path / "anew", **layout)
    assert broken_off
    assert files_of(out) == files_of(tmp_path / "anew")
    assert state_of(out) == state_of(tmp_path / "anew")


def test_resuming_skips_what_is_done(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 3)
    run(source, tmp_path / "out")
    (source / "new.txt").write_text(report(7), encoding="utf-8")
    progress = run(source, tmp_path / "out", mode="resume").progress
    assert (progress.skipped, progress.converted) == (3, 1)


def test_resuming_redoes_what_other_settings_made(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 2)
    run(source, tmp_path / "out")
    limited = Settings(options=Options(max_seconds=60))
    assert run(source, tmp_path / "out", mode="resume", settings=limited).progress.converted == 0
    failed_only = Settings(checks="failed")
    assert run(source, tmp_path / "out", mode="resume", settings=failed_only).progress.converted == 2


def test_stale_redoes_only_what_another_docparse_made(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 3)
    run(source, tmp_path / "out")
    (source / "new.txt").write_text(report(7), encoding="utf-8")
    assert run(source, tmp_path / "out", mode="stale").progress.converted == 0
    mark(tmp_path / "out", "0.0.1")
    assert run(source, tmp_path / "out", mode="stale").progress.converted == 3
    assert "new.txt" not in outcomes(tmp_path / "out")


def test_failed_documents_are_done_again_only_where_that_is_asked(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 1)
    (source / "bad.txt").write_bytes(b"%PDF-1.7\0")
    run(source, tmp_path / "out")
    assert run(source, tmp_path / "out", mode="resume").progress.converted == 0
    assert run(source, tmp_path / "out", mode="resume", retry=True).progress.converted == 1


@pytest.mark.parametrize("layout", [{"format": "json"}, {"format": "jsonl"}], ids=str)
def test_results_that_somebody_removed_are_made_again(tmp_path: Path, layout: dict[str, Any]) -> None:
    source = folder_of(tmp_path / "in", 5)
    out = tmp_path / "out"
    run(source, out, **layout)
    before = files_of(out)
    (out / next(iter(before))).unlink()
    run(source, out, mode="resume", **layout)
    assert files_of(out) == before


def test_lines_of_parts_stand_in_the_order_of_the_inputs(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 7)
    run(source, tmp_path / "out", format="jsonl")
    files = files_of(tmp_path / "out")
    names = [[json.loads(line)["source"]["name"] for line in data.splitlines()] for data in files.values()]
    assert names == [
        ["r000.txt", "r001.txt", "r002.txt"], ["r003.txt", "r004.txt", "r005.txt"], ["r006.txt"],
    ]  # fmt: skip


def test_parquet_parts_hold_the_same_json_and_who_it_is_about(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    source = folder_of(tmp_path / "in", 2)
    run(source, tmp_path / "lines", format="jsonl")
    run(source, tmp_path / "columns", format="parquet")
    table = parquet.read_table(tmp_path / "columns/parts/part-00000.parquet")
    lines = (tmp_path / "lines/parts/part-00000.jsonl").read_text(encoding="utf-8").splitlines()
    assert table.column("report").to_pylist() == lines
    assert table.column("organization").to_pylist() == ["青石县第0茶园管理所", "青石县第1茶园管理所"]
    assert table.column("place").to_pylist() == ["r000.txt", "r001.txt"]


def test_shards_together_are_the_whole(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 9)
    for number in (1, 2, 3):
        run(source, tmp_path / "out", shard=Shard(number, 3))
    held = [set(outcomes(tmp_path / f"out/shard-{number}-of-3")) for number in (1, 2, 3)]
    assert sorted(place for places in held for place in places) == [f"r{number:03d}.txt" for number in range(9)]
    assert sum(map(len, held)) == 9


def test_metadata_is_passed_along_and_a_change_of_it_redoes_the_document(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 2)
    table = tmp_path / "m.csv"
    table.write_text("file,url\nr000.txt,http://a\n", encoding="utf-8")
    run(source, tmp_path / "out", metadata=read_metadata(table))
    result = json.loads((tmp_path / "out/reports/r000.txt.json").read_bytes())
    assert result["metadata"] == {"file": "r000.txt", "url": "http://a"}
    table.write_text("file,url\nr000.txt,http://b\n", encoding="utf-8")
    assert run(source, tmp_path / "out", mode="resume", metadata=read_metadata(table)).progress.converted == 1


def test_only_failed_checks_are_kept_where_that_is_asked(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 1)
    (source / "r000.txt").write_text(report(0).replace("\t60.05\t", "\t60.95\t", 1), encoding="utf-8")
    run(source, tmp_path / "all")
    run(source, tmp_path / "failed", settings=Settings(checks="failed"))
    every, failed = (
        json.loads((tmp_path / name / "reports/r000.txt.json").read_bytes())["checks"] for name in ("all", "failed")
    )
    assert failed == [check for check in every if check["outcome"] == "fails"]
    assert 0 < len(failed) < len(every)


def test_folder_with_results_is_not_touched_unasked(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 1)
    run(source, tmp_path / "out")
    with pytest.raises(ManifestError, match="--resume"):
        run(source, tmp_path / "out")


def test_folder_that_was_begun_otherwise_is_refused(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 1)
    run(source, tmp_path / "out")
    with pytest.raises(ManifestError, match="format json, not jsonl"):
        run(source, tmp_path / "out", mode="resume", format="jsonl")


def test_foreign_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / NAME).write_bytes(b"SQLite format 3\0 and no more")
    with pytest.raises(ManifestError):
        run(folder_of(tmp_path / "in", 1), tmp_path / "out", mode="resume")


def test_two_runs_into_one_folder_exclude_each_other(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 1)
    run(source, tmp_path / "out")
    with (
        open_manifest(tmp_path / "out" / NAME, layout={}, going_on=True),
        pytest.raises(ManifestError, match="another"),
    ):
        run(source, tmp_path / "out", mode="resume")


def test_half_written_files_of_a_killed_run_are_cleared_away(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 1)
    run(source, tmp_path / "out")
    (tmp_path / "out/reports/.docparse-123.tmp").write_bytes(b"{")
    run(source, tmp_path / "out", mode="resume")
    assert list(files_of(tmp_path / "out")) == ["reports/r000.txt.json"]


def test_stale_needs_results(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="no results"):
        run(folder_of(tmp_path / "in", 1), tmp_path / "out", mode="stale")


def test_zstd_of_parquet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="parquet"):
        run(folder_of(tmp_path / "in", 1), tmp_path / "out", format="parquet", zstd=True)


def test_summary_counts_what_the_result_holds(tmp_path: Path) -> None:
    run(folder_of(tmp_path / "in", 1), tmp_path / "out")
    query = "SELECT table_count, value_count, verified, organization, fiscal_year, document_kind, failed FROM report"
    assert rows_of(tmp_path / "out", query) == [(1, 18, 18, "青石县第0茶园管理所", "2031", "final_accounts", 0)]


def test_amounts_decide_the_fingerprint_not_their_layout(tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 2)
    (source / "r000b.txt").write_text(report(0).replace("\t", "  ") + "\n此页无正文\n", encoding="utf-8")
    run(source, tmp_path / "out")
    first, again, other = (row[0] for row in rows_of(tmp_path / "out", "SELECT fingerprint FROM report ORDER BY 1"))
    prints = dict(rows_of(tmp_path / "out", "SELECT place, fingerprint FROM report JOIN document USING (position)"))
    assert prints["r000.txt"] == prints["r000b.txt"] != prints["r001.txt"]
    assert len({first, again, other}) == 2
