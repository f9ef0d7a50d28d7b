"""Which inputs the arguments name, in which order, and under which relative path."""

from __future__ import annotations

from pathlib import Path

import pytest

from docparse.cli.inputs import select


def make(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("x", encoding="utf-8")


def places(*arguments: str) -> list[str]:
    return [str(one.place) for one in select(arguments).inputs]


def complaints(*arguments: str) -> list[str]:
    return [complaint.key for complaint in select(arguments).complaints]


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".htm", ".tsv", ".csv", ".TXT"])
def test_folder_gives_text_files(suffix: str) -> None:
    make(f"in/deep/tea{suffix}")
    assert places("in") == [f"deep/tea{suffix}"]


def test_folder_leaves_other_and_hidden_files_out() -> None:
    make("in/tea.json", "in/tea.pdf", "in/.tea.txt", "in/.git/tea.txt")
    assert complaints("in") == ["input.no-text-files"]


def test_folder_is_read_in_sorted_order() -> None:
    make("in/b.txt", "in/a/z.txt", "in/c.txt", "in/a.txt")
    assert places("in") == ["a/z.txt", "a.txt", "b.txt", "c.txt"]


def test_file_gives_its_name_only() -> None:
    make("in/deep/tea.odd")
    assert places("in/deep/tea.odd") == ["tea.odd"]


def test_files_typed_by_name_keep_their_paths_below_the_folder_they_share() -> None:
    make("in/a/source.txt", "in/b/source.txt")
    assert places("in/a/source.txt", "in/b/source.txt") == ["a/source.txt", "b/source.txt"]


def test_pattern_gives_the_same_places_as_the_names_it_stands_for() -> None:
    make("in/a/source.txt", "in/b/source.txt")
    assert places("in/*/source.txt") == places("in/a/source.txt", "in/b/source.txt")


def test_pattern_reaches_into_folders_that_it_matches() -> None:
    make("in/a/tea.txt", "in/b/tea.txt")
    assert places("i?") == ["in/a/tea.txt", "in/b/tea.txt"]


def test_two_stars_reach_any_depth() -> None:
    make("in/tea.txt", "in/a/b/tea.txt")
    assert places("in/**/*.txt") == ["a/b/tea.txt", "tea.txt"]


def test_file_with_a_star_in_its_name_is_a_file() -> None:
    make("te*.txt", "tea.txt")
    assert places("te*.txt") == ["te*.txt"]


def test_file_named_twice_is_converted_once() -> None:
    make("in/tea.txt")
    assert places("in", "in/tea.txt", "./in/../in/tea.txt") == ["tea.txt"]


def test_pattern_without_match_is_a_complaint() -> None:
    assert complaints("in/*.txt") == ["input.no-match"]


def test_missing_file_is_left_to_the_reading() -> None:
    assert (places("tea.txt"), complaints("tea.txt")) == (["tea.txt"], [])


@pytest.mark.parametrize(
    ("arguments", "several"),
    [(("in/a.txt",), False), (("-",), False), (("in",), True), (("in/*.txt",), True), (("in/a.txt", "-"), True)],
)
def test_shape_of_the_arguments_decides_whether_there_are_several(arguments: tuple[str, ...], several: bool) -> None:
    make("in/a.txt")
    assert select(arguments).several is several


def test_link_to_a_folder_is_not_followed_round_and_round(tmp_path: Path) -> None:
    make("in/tea.txt")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in")
    assert places("in") == ["tea.txt"]
