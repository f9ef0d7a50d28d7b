"""The totals of torn rows. All content is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.decoding.parting import Part, Sheet
from docparse.decoding.totals import find_totals
from docparse.placing.hierarchy import families

if TYPE_CHECKING:
    from collections.abc import Sequence

CODES = (None, "201", "20129", "2012901", "2012902", "208", "20805", "2080505")
# Total = first part + second part.
IDENTITIES = (((0, 1), (1, -1), (2, -1)),)


def totals(amounts: Sequence[int]) -> list[int | None]:
    """The amounts that are found for rows whose stubs stand before all amounts."""
    sheet = Sheet(3, IDENTITIES, CODES, (0,) * len(CODES), tuple(range(len(CODES))))
    parts = [Part(amount, 0, len(CODES) + at) for at, amount in enumerate(amounts)]
    found = find_totals(sheet, parts, lambda indexes: False, families(list(CODES), total=0), {})
    return [None if index is None else amounts[index] for index in found]


def test_totals_one_below_the_other_are_those_of_the_rows() -> None:
    column = [900, 600, 600, 400, 200, 300, 300, 300]
    assert totals(column) == column


def test_total_printed_above_that_of_the_whole_table_is_put_right() -> None:
    assert totals([600, 555, 900, 590, 600, 400, 200, 300, 300, 300])[:3] == [900, 600, 600]


def test_total_that_is_printed_nowhere_stays_as_it_was_found() -> None:
    assert 610 not in totals([900, 590, 600, 400, 200, 300, 300, 300])
