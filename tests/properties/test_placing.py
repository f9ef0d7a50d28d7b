"""Placement against brute force: nothing is counted twice, nothing that takes part in a solution is removed."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docparse.decoding.fields import ABSENT_FIELD, EXPECTED_LINE, VALUE_COST, Group, read_fields
from docparse.placing.families import Figures, narrow_family
from docparse.placing.placement import Grid, RowValues, place
from docparse.placing.search import Identity, search_row

AMOUNTS = st.sampled_from([0, 0, 2, 4, 6, 8, 10, 12, 20, -4])


@st.composite
def identities(draw: st.DrawFn, width: int) -> tuple[Identity, ...]:
    """Up to three sums of some columns by others, none with a column on both sides."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        size = draw(st.integers(2, min(width, 4)))
        columns = draw(st.permutations(range(width)))[:size]
        left = draw(st.integers(1, size - 1))
        found.append(tuple((column, 1 if place < left else -1) for place, column in enumerate(columns)))
    return tuple(found)


@st.composite
def open_rows(draw: st.DrawFn) -> tuple[tuple[int, ...], int, tuple[Identity, ...]]:
    width = draw(st.integers(2, 7))
    values = tuple(draw(st.lists(AMOUNTS, max_size=width)))
    return values, width, draw(identities(width))


def holds(cells: dict[int, int], identity: Identity) -> bool:
    """Within a half unit for each printed term; any zero of the row may be a term, wherever it stands."""
    printed = [sign * cells[column] for column, sign in identity if cells.get(column)]
    zeros = sum(value == 0 for value in cells.values())
    return abs(sum(printed)) <= max(min(len(printed) + zeros, len(identity)), 1)


def brute_force(values: tuple[int, ...], width: int, sums: tuple[Identity, ...]) -> Counter[Figures]:
    """How often each choice of columns for the figures occurs among the layouts of all values that add up."""
    found: Counter[Figures] = Counter()
    for columns in combinations(range(width), len(values)):
        cells = dict(zip(columns, values, strict=True))
        if all(holds(cells, identity) for identity in sums):
            found[tuple(column for column, value in cells.items() if value)] += 1
    return found


@given(open_rows())
def test_layouts_of_a_row_are_those_of_brute_force(row: tuple[tuple[int, ...], int, tuple[Identity, ...]]) -> None:
    values, width, sums = row
    found = search_row(values, width, sums)
    assert found.complete
    counts = Counter({layout.columns: layout.zero_choices for layout in found.layouts})
    assert counts == brute_force(values, width, sums)


@given(open_rows())
def test_no_layout_is_found_twice(row: tuple[tuple[int, ...], int, tuple[Identity, ...]]) -> None:
    layouts = [layout.columns for layout in search_row(*row).layouts]
    assert len(set(layouts)) == len(layouts)


@given(open_rows(), st.integers(1, 30))
def test_search_that_is_cut_short_finds_no_layout_that_does_not_hold(
    row: tuple[tuple[int, ...], int, tuple[Identity, ...]], steps: int
) -> None:
    found = search_row(*row, most_steps=steps)
    assert {layout.columns for layout in found.layouts} <= set(brute_force(*row))
    assert found.complete or found.steps > steps


WIDTH = 3


@st.composite
def family(draw: st.DrawFn) -> tuple[dict[int, list[Figures]], list[Figures]]:
    """A parent and up to four children, each with amounts and a few layouts of them; often one that adds up."""
    count = draw(st.integers(1, 4))
    amounts: list[Figures] = [()]
    options: dict[int, list[Figures]] = {}
    sums = [0] * WIDTH
    for index in range(1, count + 1):
        size = draw(st.integers(1, 2))
        amounts.append(tuple(draw(st.lists(st.sampled_from([2, 4, 10, 20, -6]), min_size=size, max_size=size))))
        layouts = list(combinations(range(WIDTH), size))
        options[index] = draw(st.lists(st.sampled_from(layouts), min_size=1, unique=True))
        for column, amount in zip(draw(st.sampled_from(options[index])), amounts[index], strict=True):
            sums[column] += amount
    sums = [total + draw(st.sampled_from([0, 0, 0, 1, 40])) for total in sums]
    amounts[0] = tuple(total for total in sums if total)
    options[0] = list(combinations(range(WIDTH), len(amounts[0])))
    return options, amounts


def vector(columns: Figures, amounts: Figures) -> list[int]:
    cells = dict(zip(columns, amounts, strict=True))
    return [cells.get(column, 0) for column in range(WIDTH)]


def solutions(options: dict[int, list[Figures]], amounts: list[Figures]) -> list[tuple[Figures, ...]]:
    """The choices of one layout a row in which the parent is the sum of the children within their rounding."""
    found = []
    for chosen in product(*(options[index] for index in sorted(options))):
        parent, *children = (vector(columns, amounts[index]) for index, columns in enumerate(chosen))
        gaps = [abs(total - sum(parts)) for total, *parts in zip(parent, *children, strict=True)]
        if max(gaps) <= len(children) + 1:
            found.append(chosen)
    return found


@given(family())
@settings(max_examples=200)
def test_narrowing_keeps_just_the_layouts_that_take_part_in_a_solution(
    made: tuple[dict[int, list[Figures]], list[Figures]],
) -> None:
    options, amounts = made
    complete = solutions(options, amounts)
    narrowed = {index: list(layouts) for index, layouts in options.items()}
    narrow_family((0, tuple(range(1, len(amounts)))), narrowed, amounts, WIDTH)
    if complete:
        assert {index: set(layouts) for index, layouts in narrowed.items()} == {
            index: {chosen[index] for chosen in complete} for index in options
        }
    else:
        assert narrowed == options


@given(family())
def test_rows_that_narrowing_names_are_those_that_lost_a_layout(
    made: tuple[dict[int, list[Figures]], list[Figures]],
) -> None:
    options, amounts = made
    narrowed = {index: list(layouts) for index, layouts in options.items()}
    changed = narrow_family((0, tuple(range(1, len(amounts)))), narrowed, amounts, WIDTH)
    assert (changed or set()) == {index for index in options if narrowed[index] != options[index]}


GROUPS = st.sampled_from(
    [
        (Group(("code", "name"), 3),),
        (Group(("name", "line_number"), 2),),
        (Group(("name", "line_number"), 1, "income"), Group(("name", "line_number"), 2, "expenditure")),
        (Group(("code", "name"), 1),) * 3,
    ]
)
KINDS = st.text(alphabet="VZICDPBTab", max_size=9)


@given(GROUPS, KINDS)
def test_each_atom_is_in_one_field_or_left_over(groups: tuple[Group, ...], kinds: str) -> None:
    reading = read_fields(groups, kinds)
    fields = [index for group in reading.groups for index in (group.code, group.line_number) if index is not None]
    fields += [index for group in reading.groups for index in (*group.name, *group.values)]
    # A blank cell may stand for a blank stub field, which is no atom of the reading.
    blanks = {index for index, kind in enumerate(kinds) if kind == "B"}
    taken = Counter([*fields, *reading.left_over])
    assert all(count == 1 for count in taken.values())
    assert set(range(len(kinds))) - blanks <= set(taken)


@given(GROUPS, KINDS)
def test_fields_stand_in_the_order_of_their_atoms(groups: tuple[Group, ...], kinds: str) -> None:
    reading = read_fields(groups, kinds)
    assert [group.group for group in reading.groups] == list(range(len(groups)))
    inside = [index for group in reading.groups for index in _in_printed_order(group.code, group.name, group.values)]
    assert inside == sorted(inside)
    assert list(reading.left_over) == sorted(reading.left_over)


def _in_printed_order(code: int | None, name: tuple[int, ...], values: tuple[int, ...]) -> list[int]:
    return [*([] if code is None else [code]), *name, *values]


@given(GROUPS, KINDS)
def test_field_holds_only_atoms_of_its_kind(groups: tuple[Group, ...], kinds: str) -> None:
    for group in read_fields(groups, kinds).groups:
        assert group.code is None or kinds[group.code] == "C"
        assert {kinds[index] for index in group.name} <= {"T"}
        assert {kinds[index] for index in group.values} <= set(VALUE_COST)
        assert group.line_number is None or kinds[group.line_number] in "IC" + EXPECTED_LINE
        assert len(group.values) <= groups[group.group].values


def test_fields_that_can_be_absent_are_those_that_a_stub_can_have() -> None:
    assert set(ABSENT_FIELD) == {"code", "name", "line_number"}


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[RowValues], Grid]:
    width = draw(st.integers(2, 5))
    rows = [
        RowValues(tuple(draw(st.lists(AMOUNTS, max_size=width))), code, total=code is None)
        for code in (None, "205", "20501", "20502", "208")[: draw(st.integers(1, 5))]
    ]
    return rows, Grid(width, draw(identities(width)), (False,) * width)


@given(tables())
def test_every_value_is_placed_once_and_in_printed_order(table: tuple[list[RowValues], Grid]) -> None:
    rows, grid = table
    for row, placed in zip(rows, place(rows, grid), strict=True):
        assert len(placed.columns) == len(placed.others) == len(row.values)
        assert list(placed.columns) == sorted(set(placed.columns))
        assert set(placed.columns) <= set(range(grid.width))


@given(tables())
def test_guessed_layout_satisfies_the_identities_of_its_row_where_any_does(table: tuple[list[RowValues], Grid]) -> None:
    rows, grid = table
    for row, placed in zip(rows, place(rows, grid), strict=True):
        if placed.settled or not placed.count:
            continue
        cells = {column: value or 0 for column, value in zip(placed.columns, row.values, strict=True)}
        assert all(holds(cells, identity) for identity in grid.identities)


@given(tables())
def test_value_without_another_place_stands_there_in_every_layout(table: tuple[list[RowValues], Grid]) -> None:
    rows, grid = table
    for row, placed in zip(rows, place(rows, grid), strict=True):
        assert all(others for others in placed.others) or placed.settled
        assert placed.settled == (len(row.values) in (0, grid.width))


@pytest.mark.parametrize("count", [40])
def test_large_family_is_narrowed_or_left_but_never_emptied(count: int) -> None:
    amounts: list[Figures] = [(count * 2,), *[(2,)] * count]
    options: dict[int, list[Figures]] = {0: [(0,)], **{index: [(0,), (1,)] for index in range(1, count + 1)}}
    narrow_family((0, tuple(range(1, count + 1))), options, amounts, 2)
    assert all(options.values())
