"""Names of documents never lead out of the output folder, and any file system can hold them."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.batch.places import printable, safe_place


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("区/县/报告.txt", "区/县/报告.txt"),
        ("./a//b.txt", "a/b.txt"),
        ("/etc/passwd", "etc/passwd"),
        ("..\\..\\windows\\x.txt", "__/__/windows/x.txt"),
        ("a\u202egpj.txt", "a_gpj.txt"),
        ("what?.txt", "what_.txt"),
        ("con.txt", "_con.txt"),
        ("name. ", "name._"),
        ("", "_"),
    ],
)
def test_place_is_like_the_name_where_that_is_possible(name: str, place: str) -> None:
    assert safe_place(name) == place


@given(st.text(max_size=60) | st.lists(st.sampled_from(["..", "/", "\\", "C:", "a", "决", "\0", "."])).map("".join))
def test_place_stays_below_the_folder_under_either_system(name: str) -> None:
    place = safe_place(name)
    assert not PurePosixPath(place).is_absolute()
    assert not PureWindowsPath(place).drive and not PureWindowsPath(place).root
    assert ".." not in place.split("/") and "\\" not in place and "\0" not in place
    assert place.encode("utf-8")


def test_name_too_long_for_a_file_system_is_cut_and_stays_apart_from_its_neighbours() -> None:
    first, second = (safe_place("决" * 120 + ending) for ending in ("一.txt", "二.txt"))
    assert first != second
    assert all(len(place.encode()) <= 200 for place in (first, second))


def test_folders_too_deep_are_folded_into_one() -> None:
    assert len(safe_place("/".join("a" * 300)).split("/")) <= 41


def test_name_in_bytes_of_an_old_code_page_is_readable() -> None:
    name = "决算.txt".encode("gb18030").decode("utf-8", "surrogateescape")
    assert printable(name) == "决算.txt"


def test_name_in_no_code_page_is_still_text() -> None:
    assert printable(b"\xff\xff\x80.txt".decode("utf-8", "surrogateescape")).encode("utf-8")
