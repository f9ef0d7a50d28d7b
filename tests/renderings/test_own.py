"""Lines that a user's rendering cuts are read as if tabs stood between their cells."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from docparse.renderings import atoms_on
from docparse.renderings.own import with_tabs
from tests.build import line

if TYPE_CHECKING:
    from docparse.renderings.own import Rendering


def between(border: str) -> Rendering:
    """A rendering whose cells stand between these characters."""

    def cells(text: str) -> list[tuple[int, int]]:
        found, start = [], 0
        for piece in text.split(border):
            left = start + len(piece) - len(piece.lstrip())
            found.append((left, max(left, start + len(piece.rstrip()))))
            start += len(piece) + 1
        return found

    return SimpleNamespace(NAME="own", claims=lambda text: text.count(border) > 1, cells=cells)


def test_cells_are_those_of_the_rendering_and_stand_where_they_stood() -> None:
    (found,), names = with_tabs([line("205¦教育 支出¦¦ 12.00")], [between("¦")])
    assert [atom.text for atom in atoms_on(found)[1]] == ["205", "教育 支出", "", "12.00"]
    assert [atom.start for atom in atoms_on(found)[1]] == [0, 4, 10, 12]
    assert names == {0: "own"}


def test_line_that_no_rendering_claims_stays_as_it_is() -> None:
    printed = line("205 教育支出 12.00")
    assert with_tabs([printed], [between("¦")]) == ((printed,), {})


def test_cells_that_touch_are_not_parted() -> None:
    rendering = SimpleNamespace(NAME="own", claims=lambda _: True, cells=lambda _: [(0, 3), (3, 8)])
    printed = line("20512.00")
    assert with_tabs([printed], [rendering]) == ((printed,), {})


def test_first_rendering_that_claims_a_line_cuts_it() -> None:
    (found,), _ = with_tabs([line("a;b;c¦d¦e")], [between("¦"), between(";")])
    assert [atom.text for atom in atoms_on(found)[1]] == ["a;b;c", "d", "e"]
