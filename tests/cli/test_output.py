"""Files appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from docparse.cli.complaints import CommandError
from docparse.cli.output import written_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def put(target: Path, data: bytes = b"new", *, overwrite: bool = False) -> None:
    with written_whole(target, overwrite=overwrite) as stream:
        stream.write(data)


def test_file_is_not_there_before_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "tea.json"
    with written_whole(target, overwrite=False) as stream:
        stream.write(b"half")
        stream.flush()
        assert not target.exists()
    assert target.read_bytes() == b"half"


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    put(tmp_path / "tea.json")
    assert names(tmp_path) == ["tea.json"]


@pytest.mark.parametrize("accident", [RuntimeError, KeyboardInterrupt])
def test_accident_leaves_the_old_file_and_nothing_else(tmp_path: Path, accident: type[BaseException]) -> None:
    target = tmp_path / "tea.json"
    target.write_bytes(b"old")
    with pytest.raises(accident), written_whole(target, overwrite=True) as stream:
        stream.write(b"half")
        raise accident
    assert (names(tmp_path), target.read_bytes()) == (["tea.json"], b"old")


def test_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "tea.json"
    with pytest.raises(CommandError), written_whole(target, overwrite=False) as stream:
        stream.write(b"new")
        target.write_bytes(b"of somebody else")
    assert (names(tmp_path), target.read_bytes()) == (["tea.json"], b"of somebody else")


def test_content_is_on_the_disk_before_it_gets_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "tea.json"
    there: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: there.append(target.exists()))
    put(target)
    assert there == [False]


def test_file_system_without_links_still_gets_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    put(tmp_path / "tea.json")
    assert names(tmp_path) == ["tea.json"]


def test_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "tea.json"
    target.write_bytes(b"old")
    target.chmod(0o640)
    put(target, overwrite=True)
    assert target.stat().st_mode & 0o777 == 0o640


def test_new_file_follows_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        put(tmp_path / "tea.json")
    finally:
        os.umask(old)
    assert (tmp_path / "tea.json").stat().st_mode & 0o777 == 0o640


def test_file_behind_a_link_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "behind.json").write_bytes(b"old")
    link = tmp_path / "link.json"
    link.symlink_to("behind.json")
    put(link, overwrite=True)
    assert link.is_symlink()
    assert (tmp_path / "behind.json").read_bytes() == b"new"


def test_device_is_written_directly() -> None:
    put(Path(os.devnull))
    assert not Path(os.devnull).is_file()


def test_folder_that_is_missing_is_told_by_the_name_of_the_target(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        put(tmp_path / "nowhere" / "tea.json")
    assert refused.value.fields["name"] == str(tmp_path / "nowhere" / "tea.json")
