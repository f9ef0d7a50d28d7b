"""Basic and project expenditure of a torn table told apart by what its items are.

Both add up to the same totals, so that no sum tells one column from the other. Some items are by their nature paid as
basic expenditure (pensions, housing funds, the running of an office), or as a project: where these stand in the wrong
column, and no other table says otherwise, the two columns change places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.assembling.drafts import grid_of
from docparse.grammars.coordinates import column_coordinates
from docparse.lexicons.usual_components import usual_component

if TYPE_CHECKING:
    from docparse.assembling.puzzle import Place, Puzzle
    from docparse.assembling.puzzling import Expected
    from docparse.placing.placement import Grid

# So many cells more must speak for changing places than against it.
FEWEST_MORE = 2
_MEASURES = {"expenditure.basic": "basic", "expenditure.project": "project"}


def turn_components(puzzle: Puzzle, expected: Expected) -> None:
    """Lets the columns of basic and project expenditure change places where that is more likely."""
    known = column_coordinates(puzzle.draft.match.form)
    for number, side in enumerate(puzzle.draft.sides):
        columns: dict[str, int] = {}
        for place, column in enumerate(side.columns):
            coordinates = known.get((column.side, column.key))
            component = _MEASURES.get(coordinates[0]) if coordinates is not None else None
            if component is not None:
                columns.setdefault(component, place)
        if len(columns) < len(_MEASURES):
            continue
        basic, project = columns["basic"], columns["project"]
        grid = grid_of(puzzle.draft, side.columns)
        if _roles(grid, basic) == _roles(grid, project) and (
            _votes(puzzle, number, columns) + _told(puzzle, expected, number, (basic, project)) >= FEWEST_MORE
        ):
            for row in range(len(side.members)):
                _change_places(puzzle, (number, row, basic), (number, row, project))


def _roles(grid: Grid, column: int) -> set[tuple[int, int]]:
    return {(at, sign) for at, each in enumerate(grid.identities) for other, sign in each if other == column}


def _votes(puzzle: Puzzle, number: int, columns: dict[str, int]) -> int:
    """How many more items of a known component stand in the other column than in their own."""
    votes = 0
    for row, index in enumerate(puzzle.draft.sides[number].members):
        own = puzzle.draft.rows[index]
        component = usual_component(own.code, own.name["value"] if own.name else "")
        filled = [each for each, column in columns.items() if puzzle.amount_at((number, row, column))]
        if component is not None and len(filled) == 1:
            votes += 1 if filled[0] != component else -1
    return votes


def _told(puzzle: Puzzle, expected: Expected, number: int, columns: tuple[int, int]) -> int:
    """How many more amounts of other tables stand in the other column than in their own."""
    told = 0
    for own, other in (columns, columns[::-1]):
        for (of, row, column), wanted in expected.wanted.items():
            if of != number or column != own or not wanted.amount:
                continue
            told += wanted.fits(puzzle.amount_at((number, row, other)))
            told -= wanted.fits(puzzle.amount_at((number, row, own)))
    return told


def _change_places(puzzle: Puzzle, one: Place, two: Place) -> None:
    first = puzzle.take(one) if one in puzzle.at else None
    second = puzzle.take(two) if two in puzzle.at else None
    if first is not None:
        puzzle.move(first, two)
    if second is not None:
        puzzle.move(second, one)
