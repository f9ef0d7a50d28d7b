"""Inputs and results by URL: as on a disk of this machine, with a store in between that may be silent."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from docparse.batch import BatchRequest, run_batch
from docparse.batch.documents import Document, MissingInputError, count_documents, documents
from docparse.batch.manifest import ManifestError
from docparse.batch.remote import RemoteFile
from docparse.batch.remote_storage import RemoteFolder
from docparse.batch.run import Shard
from docparse.errors import OptionError
from tests.batch.reports import files_of, folder_of
from tests.batch.test_archives import tarred, zipped
from tests.batch.test_documents import written

if TYPE_CHECKING:
    from collections.abc import Iterator

fsspec = pytest.importorskip("fsspec")

ROOT = Path(__file__).parents[2]
LAYOUTS: list[dict[str, Any]] = [{"format": "json", "zstd": True}, {"format": "jsonl"}, {"format": "parquet"}]


@pytest.fixture
def memory() -> Iterator[Any]:
    filesystem = fsspec.filesystem("memory")
    filesystem.store.clear()
    filesystem.pseudo_dirs[:] = [""]
    yield filesystem
    filesystem.store.clear()


def found(*inputs: str, lists: tuple[str, ...] = ()) -> list[Document]:
    return list(documents(inputs, lists=lists, limit=1000))


def places(*inputs: str, lists: tuple[str, ...] = ()) -> list[str]:
    return [document.place for document in found(*inputs, lists=lists)]


def run(source: Path | str, out: Path | str, **choices: Any) -> None:
    request: dict[str, Any] = {"inputs": (str(source),), "out": out, "workers": 0, "part_size": 3}
    run_batch(BatchRequest(**{**request, **choices}))


def results_in(filesystem: Any, root: str) -> dict[str, bytes]:
    return {name.removeprefix(f"{root}/"): filesystem.cat_file(name) for name in filesystem.find(root)}


# Inputs


@pytest.mark.parametrize("slash", ["", "/"])
def test_folder_gives_what_a_local_one_gives_in_the_same_order(memory: Any, tmp_path: Path, slash: str) -> None:
    written(tmp_path, "b.txt", "a.html", "sub/c.txt", "sub-2/c.txt", "d.pdf", ".hidden.txt", ".git/e.txt")
    zipped(tmp_path / "z.zip", **{"in/f.txt": b"f"})
    tarred(tmp_path / "y.tar.gz", {"g.txt": b"g"})
    memory.put(f"{tmp_path}/", "/reports", recursive=True)
    here, there = found(str(tmp_path)), found(f"memory://reports{slash}")
    assert [document.place for document in here] == [document.place for document in there]
    assert [document.content for document in here] == [document.content for document in there]
    assert len(there) == 6


def test_folder_of_a_disk_may_be_named_by_url(tmp_path: Path) -> None:
    written(tmp_path, "x/a.txt", "x/b/c.txt")
    assert places(f"file://{tmp_path}/x") == places(str(tmp_path / "x"))


def test_pattern_reaches_below_its_fixed_part(memory: Any) -> None:
    for name in ("2023/a.txt", "2024/b.txt", "2024/c.md", ".x/d.txt"):
        memory.pipe_file(f"/in/{name}", b"text")
    assert places("memory://in/**/*.txt") == ["2023/a.txt", "2024/b.txt"]


def test_several_inputs_keep_their_names(memory: Any, tmp_path: Path) -> None:
    written(tmp_path, "one/a.txt")
    for name in ("/x/two/a.txt", "/x/b.txt", "/x/list"):
        memory.pipe_file(name, b"text")
    memory.pipe_file("/x/list", b"memory://x/b.txt\nmemory://x/two\n")
    assert places(str(tmp_path / "one"), lists=("memory://x/list",)) == ["one/a.txt", "x/b.txt", "two/a.txt"]


def test_what_is_missing_comes_as_a_document_with_its_error(memory: Any) -> None:
    documents = found("memory://no.txt", "memory://none/", "memory://none/*.txt")
    assert [type(document.content) for document in documents] == [MissingInputError] * 3


def test_store_that_is_silent_costs_its_documents_and_no_others(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class OutageError(Exception):
        """What stores raise is of their own making."""

    def silent(*arguments: object, **options: object) -> None:
        raise OutageError

    monkeypatch.setattr(type(memory), "find", silent)
    memory.pipe_file("/in/a.txt", b"text")
    written(tmp_path, "b.txt")
    first, second = found("memory://in/", str(tmp_path / "b.txt"))
    assert isinstance(first.content, OSError)
    assert "OutageError" in str(first.content)
    assert isinstance(second.content, bytes)
    assert count_documents(["memory://in/"]) is None


def test_at_most_one_byte_beyond_the_limit_is_read(memory: Any) -> None:
    memory.pipe_file("/a.txt", b"x" * 5000)
    assert found("memory://a.txt")[0].content == b"x" * 1001


def test_name_of_a_web_page_is_readable_and_without_what_the_server_was_asked() -> None:
    web = SimpleNamespace(protocol=("http", "https"))
    assert RemoteFile(web, "https://user:secret@a.gov.cn/2023/%E5%86%B3%E7%AE%97.txt?key=1").name == "决算.txt"


def test_scheme_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="nonsense"):
        run("nonsense://in", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_local_paths_do_without_fsspec(tmp_path: Path) -> None:
    folder_of(tmp_path / "in", 1)
    code = (
        "import sys; from docparse.cli import main; code = main('batch in --out out --workers 0 -q'.split());"
        "print(code, 'fsspec' in sys.modules, 'distributed' in sys.modules)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, check=True, capture_output=True, text=True
    )
    assert done.stdout == "0 False False\n"


# Results


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
@pytest.mark.parametrize("scheme", ["memory", "file"])
def test_results_at_a_url_are_those_of_a_folder(
    memory: Any, tmp_path: Path, scheme: str, layout: dict[str, Any]
) -> None:
    source = folder_of(tmp_path / "in", 7)
    run(source, tmp_path / "here", **layout)
    run(source, f"{scheme}://{tmp_path}/there", manifest=tmp_path / "m.sqlite", **layout)
    filesystem = fsspec.filesystem(scheme)
    assert results_in(filesystem, f"{tmp_path}/there") == files_of(tmp_path / "here")


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
@pytest.mark.parametrize("scheme", ["memory", "file"])
def test_run_that_the_store_breaks_off_is_gone_on_with(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str, layout: dict[str, Any]
) -> None:
    """The store breaks after two files, in the midst of the third."""
    source = folder_of(tmp_path / "in", 9)
    out, manifest = f"{scheme}://{tmp_path}/there", tmp_path / "m.sqlite"
    filesystem = fsspec.filesystem(scheme)
    put, puts = filesystem.put_file, []

    def breaking(local: str, target: str) -> None:
        puts.append(target)
        if len(puts) > 2:
            if scheme == "file":  # the other one is of those that show nothing before it is whole
                filesystem.pipe_file(target, Path(local).read_bytes()[:9])
            raise ConnectionError
        put(local, target)

    with monkeypatch.context() as patch:
        patch.setattr(filesystem, "put_file", breaking)
        with pytest.raises(ConnectionError):
            run(source, out, manifest=manifest, **layout)
    assert len([name for name in filesystem.find(f"{tmp_path}/there") if ".docparse-" not in name]) == 2
    run(source, out, manifest=manifest, mode="resume", **layout)
    run(source, tmp_path / "here", **layout)
    assert results_in(filesystem, f"{tmp_path}/there") == files_of(tmp_path / "here")


def test_result_that_somebody_removed_is_made_again(memory: Any, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 2)
    run(source, "memory://out", manifest=tmp_path / "m.sqlite")
    before = results_in(memory, "/out")
    memory.rm_file("/out/reports/r001.txt.json")
    run(source, "memory://out", manifest=tmp_path / "m.sqlite", mode="resume")
    assert results_in(memory, "/out") == before


def test_shards_have_a_folder_and_a_manifest_each(memory: Any, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 6)
    for number in (1, 2):
        run(source, "memory://out/", manifest=tmp_path / "deep/m.sqlite", shard=Shard(number, 2))
    names = sorted(path.name for path in (tmp_path / "deep").glob("m-*.sqlite"))
    assert names == ["m-shard-1-of-2.sqlite", "m-shard-2-of-2.sqlite"]
    assert {name.split("/")[2] for name in memory.find("/out")} == {"shard-1-of-2", "shard-2-of-2"}


@pytest.mark.parametrize("mode", ["new", "resume"])
@pytest.mark.parametrize("where", ["memory://out", "folder"])
def test_manifest_that_knows_nothing_of_the_results_is_refused(
    memory: Any, tmp_path: Path, where: str, mode: str
) -> None:
    source = folder_of(tmp_path / "in", 1)
    out = where if "://" in where else tmp_path / where
    run(source, out, manifest=tmp_path / "a.sqlite")
    with pytest.raises(ManifestError, match="knows nothing of"):
        run(source, out, manifest=tmp_path / "b.sqlite", mode=mode)


def test_results_at_a_url_need_a_manifest_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="manifest"):
        run(folder_of(tmp_path / "in", 1), "memory://out")


def test_file_that_was_read_and_removed_is_gone(memory: Any) -> None:
    folder = RemoteFolder("memory://out")
    with folder.write("reports/a.json") as stream:
        stream.write(b"{}")
    with folder.read("reports/a.json") as stream:
        assert stream.read() == b"{}"
    folder.remove("reports/a.json")
    assert not folder.exists("reports/a.json")
    assert not RemoteFolder("memory://out").holds("reports")
