"""``docparse batch --engine dask``: real schedulers and workers, which die, differ and vanish while a run goes on."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

import pytest

from docparse.batch import BatchRequest, Settings, run_batch
from docparse.batch.metadata import read_metadata
from docparse.options import Options
from tests.batch.cluster import Cluster, cluster, plant
from tests.batch.reports import files_of, folder_of, report, rows_of, state_of

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("distributed")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="signals")]

PARTS = ("in", "--metadata", "metadata.csv", "--format", "jsonl", "--part-size", "4")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the inputs, two of which can stop a worker, and with the dangerous grammars."""
    place = tmp_path_factory.mktemp("dask")
    source = folder_of(place / "in", 14)
    (source / "r002.txt").write_text(report(2).replace("事业运行", "事业停甲运行"), encoding="utf-8")
    (source / "r005.txt").write_text(report(5).replace("事业运行", "事业停乙运行"), encoding="utf-8")
    (source / "r014.txt").write_bytes(b"%PDF-1.7\0")
    (place / "metadata.csv").write_text("file,url\nr003.txt,http://a/3\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(plant(place / "site"))
        yield place


@pytest.fixture(scope="module")
def two_workers(place: Path) -> Iterator[Cluster]:
    with cluster(place / "cluster", place / "site", workers=2) as started:
        yield started


@pytest.fixture(scope="module")
def local(place: Path) -> Path:
    """The results of this process."""
    metadata = read_metadata(place / "metadata.csv")
    run_here(place / "in", place / "local", metadata=metadata, format="jsonl", part_size=4)
    return place / "local"


def run_here(source: Path, out: Path, **choices: Any) -> None:
    settings = Settings(options=Options(grammars=("perilous",)))
    run_batch(BatchRequest(inputs=(str(source),), out=out, workers=0, settings=settings, **choices))


def finished(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """The exit code of a run, waited for, and what it said."""
    _, errors = process.communicate(timeout=120)
    return process.returncode, errors.decode()


def test_worker_that_is_killed_in_mid_run_changes_nothing(two_workers: Cluster, place: Path, local: Path) -> None:
    two_workers.hold("甲")
    run = two_workers.batch_here(*PARTS, "--out", "killed")
    os.kill(two_workers.holder("甲"), signal.SIGKILL)
    assert finished(run) == (1, "")
    assert files_of(place / "killed") == files_of(local)
    assert state_of(place / "killed") == state_of(local)


def test_document_that_kills_its_workers_is_set_aside_and_the_others_are_not(two_workers: Cluster, place: Path) -> None:
    source = folder_of(place / "deadly", 5)
    run_here(source, place / "harmless")
    (source / "r002a.txt").write_text(report(9).replace("事业运行", "事业亡运行"), encoding="utf-8")
    assert finished(two_workers.batch_here(source, "--out", "survived")) == (1, "")
    outcomes = rows_of(place / "survived", "SELECT place, outcome, error FROM document WHERE outcome <> 'done'")
    assert outcomes == [("r002a.txt", "crashed", "WorkerDied")]
    assert files_of(place / "survived") == files_of(place / "harmless")


def test_worker_that_joins_with_other_forms_ends_the_run_which_goes_on_without_it(
    two_workers: Cluster, place: Path, local: Path
) -> None:
    for letter in "甲乙":
        two_workers.hold(letter)
    run = two_workers.batch_here(*PARTS, "--out", "mixed")
    for letter in "甲乙":
        two_workers.holder(letter)
    other = two_workers.start_workers(1, site=plant(place / "other-site", note="# other knowledge\n"))
    code, said = finished(run)
    two_workers.end(other)
    for letter in "甲乙":
        two_workers.release(letter)
    assert code == 1
    assert said.startswith("docparse: the worker at tcp://127.0.0.1:")
    assert said.endswith("go on with --resume\n")
    assert finished(two_workers.batch_here(*PARTS, "--out", "mixed", "--resume")) == (1, "")
    assert files_of(place / "mixed") == files_of(local)


def test_interrupted_run_ends_at_once_and_says_how_to_go_on(two_workers: Cluster) -> None:
    two_workers.hold("甲")
    run = two_workers.batch_here(*PARTS, "--out", "interrupted")
    two_workers.holder("甲")
    run.send_signal(signal.SIGINT)
    assert finished(run) == (130, "interrupted; go on with --resume\n")
    two_workers.release("甲")


def test_run_that_lost_its_scheduler_goes_on_with_another(two_workers: Cluster, place: Path, local: Path) -> None:
    with cluster(place / "lost-cluster", place / "site", workers=1) as lost:
        lost.hold("乙")
        run = lost.batch_here(*PARTS, "--out", "lost")
        lost.holder("乙")
        lost.end(lost.processes[0])
        code, said = finished(run)
    assert code == 1
    assert "the scheduler no longer answers" in said
    assert said.endswith("go on with --resume\n")
    assert finished(two_workers.batch_here(*PARTS, "--out", "lost", "--resume")) == (1, "")
    assert files_of(place / "lost") == files_of(local)
    assert state_of(place / "lost") == state_of(local)
