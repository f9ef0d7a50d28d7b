"""Columns beyond those that were looked for: what only the print knows, where it shows each to be a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.folding import fold
from docparse.grammars.labels import labels_of
from docparse.grammars.model import UNKNOWN
from docparse.matching.added import Named, declared_column, printed_columns, undeclared_instead
from docparse.matching.header import locate_labels
from docparse.matching.matched import MatchedColumn, unused
from docparse.matching.unknown import UnknownLabel, unknown_labels

if TYPE_CHECKING:
    from docparse.grammars.model import Form
    from docparse.matching.header import Header
    from docparse.segmenting.tables import TableRegion


def numbered(columns: list[MatchedColumn], header: Header) -> tuple[MatchedColumn, ...]:
    """The columns with their printed numbers (栏次), where the header counts as many."""
    if header.count != len(columns):
        return tuple(columns)
    return tuple(column._replace(number=place) for place, column in enumerate(columns, start=1))


def with_unknown(
    columns: tuple[MatchedColumn, ...], header: Header, words: frozenset[str]
) -> tuple[tuple[MatchedColumn, ...], list[UnknownLabel]]:
    """The columns with those added that only the print knows, where the column count asks for just so many.

    An unknown column stands where its label is read among the labels of the known ones.
    """
    groups = locate_labels(header, [label for column in columns for label in column.path[:-1]])
    unknown = unknown_labels(header, [*(column.ranges for column in columns), *groups], words=words)
    # A declared column that only the count asks for, and whose label is printed nowhere, is the unknown one.
    guessed = [column for column in columns if not column.ranges and undeclared_instead(column.path, unknown)]
    if header.count == len(columns) and 0 < len(guessed) == len(unknown) < len(columns):
        columns = tuple(column for column in columns if column not in guessed)
    lacking = (header.count or 0) - len(columns)
    if lacking <= 0 or lacking != len(unknown) or any(not column.ranges for column in columns):
        return columns, unknown
    side = columns[-1].side
    added: list[MatchedColumn] = []
    for label in unknown:
        key = unused(UNKNOWN + label.text, {column.key for column in added})
        added.append(MatchedColumn(key, (label.text,), None, side, (label.place,)))
    ordered = sorted([*columns, *added], key=lambda column: column.ranges[0])
    return numbered(ordered, header), unknown


def with_printed(
    columns: tuple[MatchedColumn, ...], region: TableRegion, form: Form, *, left_out: int
) -> tuple[MatchedColumn, ...]:
    """The columns with those that the print shows beside them, each under a key made from its labels."""
    if any(column.number is not None for column in columns):
        return columns
    if any(group.repeated for group in form.groups):
        # Its cells are those of several groups; a column more would be one in each.
        return columns
    stub_texts = labels_of(form).stub_texts
    named = [Named(column.key, column.path, column.side) for column in columns]
    found = printed_columns(named, region, stub_texts, left_out=left_out)
    if found is None:
        return columns
    used = {(column.side, column.key) for column in columns}
    labels = {fold(column.path[-1]) for column in columns}
    complete: list[MatchedColumn] = []
    for each in found:
        if each.declared is None and form.rows == "line_item" and each.side is None and fold(each.path[-1]) in labels:
            # Its items stand beside each other: the label of a column is printed once more above those on the right.
            continue
        if each.declared is not None:
            complete.append(columns[each.declared])
            continue
        rest = [column for column in form.columns if (column.side, column.key) not in used]
        known = declared_column(each, rest)
        if known is not None:
            used.add((known.side, known.key))
            complete.append(MatchedColumn(known.key, each.path, None, each.side, each.ranges))
            continue
        key = unused(UNKNOWN + ".".join(map(fold, each.path)), {key for side, key in used if side == each.side})
        used.add((each.side, key))
        complete.append(MatchedColumn(key, each.path, None, each.side, each.ranges))
    # What is printed apart from its header may show a side of the form without any column.
    return tuple(complete) if {column.side for column in complete} >= {column.side for column in columns} else columns
