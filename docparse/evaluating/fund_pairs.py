"""Funds that are printed as pairs of label and value: 预算数: 15.00 执行数: 10.50, and the same for each source.

The labels of the columns stand before the first values, and each source is printed once for each of them.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from docparse.evaluating.funds import AMOUNTS, COLUMNS, FundRow, Funds, bare_source, kind_of, row_of
from docparse.evaluating.labels import find_labels
from docparse.evaluating.torn_numbers import Value
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.grammars.in_use import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.labels import Hit

_FEWEST_LABELS = 2
_LONGEST_LABEL = 8


class _Pair(NamedTuple):
    """A label with the value behind it.

    Attributes:
        key: The column that it names; empty for a source.
    """

    label: Fragment
    key: str
    value: Fragment | None


def read_pairs(header: Sequence[Fragment], body: Sequence[Fragment]) -> Funds | None:
    """The funds where values stand between the labels of their header; else None."""
    uncalled = any(kind_of(fragment.text) == "number" for fragment in header)
    if not (uncalled or _may_call(header, body)):
        return None
    cut, hits = find_labels((*header, *body))
    keys = {hit.first: hit.key("funds") or "" for hit in hits if _is_column(cut, hit)}
    called = sum(hit.called for hit in hits if hit.first in keys)
    if called < _FEWEST_LABELS and not _are_pairs(hits, keys):
        return None
    keys |= _unknown(cut, sorted(keys))
    firsts = sorted(keys)
    if len(firsts) < _FEWEST_LABELS or len(set(keys.values())) != len(keys):
        return None
    if not any(kind_of(fragment.text) for fragment in cut[firsts[0] : firsts[-1]]):
        return None
    pairs = list(_pairs(cut[firsts[0] :], {at - firsts[0]: key for at, key in keys.items()}))
    columns = tuple(pair.key for pair in pairs if pair.key)
    if not set(columns) & set(AMOUNTS):
        return None
    total = _row([pair for pair in pairs if pair.key], ())
    rows = [total._replace(name="", source=(), level=0, role="total")]
    printed = [pair for pair in pairs if not pair.key]
    labels = [pair.label for pair in pairs if pair.key]
    for _, same in groupby(printed, key=lambda pair: bare_source(pair.label.text)):
        own = list(same)
        if len(own) > len(columns):
            return None
        rows.append(_row(own, rows))
        labels += [pair.label for pair in own[1:]]
    return Funds(columns, tuple(rows), tuple(labels), tuple(range(1, len(columns) + 1)))


def _is_column(fragments: Sequence[Fragment], hit: Hit) -> bool:
    """Whether a label names a column whose first value stands behind it: it has a colon, or a number follows."""
    if hit.key("funds") not in COLUMNS:
        return False
    return hit.called or (hit.end < len(fragments) and kind_of(fragments[hit.end].text) == "number")


def _are_pairs(hits: Sequence[Hit], keys: Mapping[int, str]) -> bool:
    """Whether a number stands behind the label of each amount, and there is no column of points: those are a table."""
    own = [hit for hit in hits if hit.key("funds") in COLUMNS]
    amounts = [hit for hit in own if hit.key("funds") in AMOUNTS]
    return all(hit.first in keys for hit in amounts) and not any(hit.has("funds", "weight", "score") for hit in own)


def _unknown(fragments: Sequence[Fragment], firsts: Sequence[int]) -> dict[int, str]:
    """Labels of columns that no form knows, as printed: between the others, each with a number behind it (到位数)."""
    sources = load_evaluations().words("sources")
    found: dict[int, str] = {}
    for at in range(firsts[0] + 1, firsts[-1]) if firsts else ():
        text = fold(fragments[at].text)
        is_label = at not in firsts and kind_of(text) is None and len(text) <= _LONGEST_LABEL
        if is_label and bare_source(text) not in sources and kind_of(fragments[at + 1].text) == "number":
            found[at] = text.rstrip(":")
    return found


def _may_call(header: Sequence[Fragment], body: Sequence[Fragment]) -> bool:
    """Whether a colon may stand behind labels of columns: behind what one of them ends with, or behind a bracket."""
    text = fold("".join([fragment.text for fragment in (*header, *body)]))
    return ":" in text and sum(map(text.count, _called_ends())) >= _FEWEST_LABELS


@remembered()
def _called_ends() -> tuple[str, ...]:
    """The last characters of the labels of columns, each with a colon behind it."""
    labels = load_evaluations().words("funds", *COLUMNS)
    return tuple({f"{label[-1]}:" for label in labels} | {"):"})


def _pairs(fragments: Sequence[Fragment], keys: dict[int, str]) -> Iterator[_Pair]:
    """Labels and sources, each with the value that follows it."""
    sources = load_evaluations().words("sources")
    for index, fragment in enumerate(fragments):
        behind = fragments[index + 1] if index + 1 < len(fragments) else None
        value = behind if behind is not None and kind_of(behind.text) else None
        if index in keys or bare_source(fragment.text) in sources:
            yield _Pair(fragment, keys.get(index, ""), value)


def _row(pairs: Sequence[_Pair], above: Sequence[FundRow]) -> FundRow:
    """A row: the name that is printed first, and the values of the columns that have one."""
    values = [Value(pair.value.text, (pair.value,)) for pair in pairs if pair.value is not None]
    row = row_of([pairs[0].label], values, above)
    return row._replace(cells=tuple(number for number, pair in enumerate(pairs, 1) if pair.value is not None))
