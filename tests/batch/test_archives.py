"""Archives are read as streams: members with their names, damage told, bombs refused, nothing unpacked to disk."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from docparse.batch import archives
from docparse.batch.archives import ArchiveError, Member, members

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 1000


def zipped(path: Path, **contents: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, entries: dict[str, bytes], *, mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:
        for name, data in entries.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path


def everything(path: Path) -> list[Member]:
    return list(members(path, wanted=lambda name: name.endswith(".txt"), limit=LIMIT))


@pytest.mark.parametrize("ending", [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"])
def test_members_of_a_tar_file_are_told_in_their_order(tmp_path: Path, ending: str) -> None:
    packing = {".tar": "", ".tar.bz2": "bz2", ".tar.xz": "xz"}.get(ending, "gz")
    entries = {"县/b.txt": b"two", "a.txt": b"one", "picture.png": b"no"}
    path = tarred(tmp_path / f"all{ending}", entries, mode=f"w:{packing}")
    assert everything(path) == [Member("县/b.txt", b"two"), Member("a.txt", b"one")]


def test_members_of_a_zip_file_are_told_in_their_order(tmp_path: Path) -> None:
    path = zipped(tmp_path / "all.zip", **{"县/b.txt": b"two", "a.txt": b"one", "x.pdf": b"no"})
    assert everything(path) == [Member("县/b.txt", b"two"), Member("a.txt", b"one")]


def test_zip_names_in_a_chinese_code_page_are_readable(tmp_path: Path) -> None:
    path = tmp_path / "old.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ABCD.txt", b"one")
    data = path.read_bytes().replace(b"ABCD", "决算".encode("gb18030"))
    path.write_bytes(data)
    assert everything(path) == [Member("决算.txt", b"one")]


def test_large_member_is_read_up_to_the_limit(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"a.txt": b"x" * (3 * LIMIT)})
    assert everything(path) == [Member("a.txt", b"x" * (LIMIT + 1))]


def test_broken_member_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", b"first member")
        archive.writestr("b.txt", b"second member")
    path.write_bytes(path.read_bytes().replace(b"first member", b"First member"))
    broken, whole = everything(path)
    assert isinstance(broken.content, ArchiveError)
    assert broken.content.problem == "broken"
    assert whole == Member("b.txt", b"second member")


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tar", "a.tar.xz", "a.tar.bz2"])
def test_what_is_no_archive_at_all_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes("支出决算表".encode() * 100)
    with pytest.raises(ArchiveError) as caught:
        everything(tmp_path / name)
    assert caught.value.problem == "broken"


def test_archive_cut_off_hands_out_what_came_before(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tar", {"a.txt": b"one" * 300, "b.txt": b"two" * 300}, mode="w:")
    path.write_bytes(path.read_bytes()[:2200])
    found = []
    with pytest.raises(ArchiveError):
        found.extend(everything(path))
    walk = members(path, wanted=lambda name: True, limit=LIMIT)
    assert next(walk).content == b"one" * 300
    assert found == []


def test_bomb_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "ALLOWED", 10_000)
    path = tarred(tmp_path / "a.tar.gz", {"a.txt": b"0" * 5_000_000, "b.txt": b"1"})
    with pytest.raises(ArchiveError) as caught:
        everything(path)
    assert caught.value.problem == "bomb"


def test_bomb_of_many_zip_members_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "ALLOWED", 10_000)
    monkeypatch.setattr(archives, "LARGEST_RATIO", 2)
    path = zipped(tmp_path / "a.zip", **{f"{number}.txt": b"0" * 900 for number in range(200)})
    read = []
    with pytest.raises(ArchiveError, match="unpacks to more"):
        for member in members(path, wanted=lambda name: True, limit=LIMIT):
            read.append(member)
    assert 0 < len(read) < 200


def test_links_and_devices_of_a_tar_file_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w:") as archive:
        for name, kind in (("link.txt", tarfile.SYMTYPE), ("hard.txt", tarfile.LNKTYPE), ("dev.txt", tarfile.CHRTYPE)):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
    assert everything(path) == []


def test_archive_inside_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", **{"a.txt": b"one"}).read_bytes()
    assert everything(zipped(tmp_path / "outer.zip", **{"inner.zip": inner})) == []


def test_gzip_stream_with_nothing_in_it_is_an_error_or_empty(tmp_path: Path) -> None:
    (tmp_path / "a.tar.gz").write_bytes(gzip.compress(b""))
    with pytest.raises(ArchiveError):
        everything(tmp_path / "a.tar.gz")
