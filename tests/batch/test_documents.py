"""What inputs name, one document at a time and always in the same order."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from docparse.batch.documents import Document, MissingInputError, count_documents, documents
from tests.batch.test_archives import tarred, zipped

if TYPE_CHECKING:
    from pathlib import Path


def written(path: Path, *names: str) -> Path:
    for name in names:
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    return path


def found(*inputs: str, lists: tuple[str, ...] = ()) -> list[Document]:
    return list(documents(inputs, lists=lists, limit=1000))


def places(*inputs: str, lists: tuple[str, ...] = ()) -> list[str]:
    return [document.place for document in found(*inputs, lists=lists)]


def test_folder_gives_its_texts_and_those_of_its_archives_sorted(tmp_path: Path) -> None:
    written(tmp_path, "b.txt", "a.html", "sub/c.txt", "d.pdf", ".hidden.txt", ".git/e.txt")
    zipped(tmp_path / "z.zip", **{"in/f.txt": b"f", "../g.txt": b"g", "h.doc": b"h"})
    assert places(str(tmp_path)) == ["a.html", "b.txt", "z.zip/in/f.txt", "z.zip/__/g.txt", "sub/c.txt"]


def test_several_folders_keep_their_names(tmp_path: Path) -> None:
    written(tmp_path, "one/a.txt", "two/a.txt")
    assert places(str(tmp_path / "one"), str(tmp_path / "two")) == ["one/a.txt", "two/a.txt"]


def test_places_that_meet_are_told_apart(tmp_path: Path) -> None:
    written(tmp_path, "x/one/a.txt", "y/one/a.txt")
    assert places(str(tmp_path / "x/one"), str(tmp_path / "y/one")) == ["one/a.txt", "one/a~2.txt"]


def test_file_that_is_named_twice_is_one_document(tmp_path: Path) -> None:
    written(tmp_path, "a.txt")
    assert len(places(str(tmp_path), str(tmp_path / "a.txt"))) == 1


def test_list_names_inputs_one_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(written(tmp_path, "s/a.txt", "s/b.txt"))
    (tmp_path / "list").write_bytes(b"\xef\xbb\xbfs/b.txt\r\n\r\ns/a.txt\n")
    assert places(lists=("list",)) == ["s/b.txt", "s/a.txt"]


def test_pattern_reaches_below_its_fixed_part(tmp_path: Path) -> None:
    written(tmp_path, "2023/a.txt", "2024/b.txt", "2024/c.md")
    assert places(f"{tmp_path}/**/*.txt") == ["2023/a.txt", "2024/b.txt"]


def test_what_is_missing_comes_as_a_document_with_its_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    inputs = [str(tmp_path / name) for name in ("no.txt", "empty", "*.txt")]
    assert [type(document.content) for document in found(*inputs)] == [MissingInputError] * 3


def test_broken_archive_comes_as_a_document_with_its_error_after_what_could_be_read(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tar", {"a.txt": b"one" * 300, "b.txt": b"two" * 300}, mode="w:")
    path.write_bytes(path.read_bytes()[:2200])
    first, last = found(str(path))
    assert (first.place, first.content) == ("a.tar/a.txt", b"one" * 300)
    assert isinstance(last.content, Exception)


def test_at_most_one_byte_beyond_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 5000)
    assert found(str(tmp_path))[0].content == b"x" * 1001


def test_mac_resource_forks_are_no_documents(tmp_path: Path) -> None:
    assert places(str(zipped(tmp_path / "a.zip", **{"__MACOSX/._a.txt": b"x", "a.txt": b"y"}))) == ["a.zip/a.txt"]


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_file_name_that_is_no_utf_8_has_a_place_all_the_same(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode("决算.txt".encode("gb18030"))).write_bytes(b"text")
    assert places(str(tmp_path)) == ["决算.txt"]


def test_number_of_documents_is_known_unless_archives_hold_some(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", "b/c.txt")
    assert count_documents([str(tmp_path)]) == 2
    zipped(tmp_path / "z.zip", **{"a.txt": b"x"})
    assert count_documents([str(tmp_path)]) is None
