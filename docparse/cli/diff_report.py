"""What changed between two reports, as listings for a person."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docparse.cli.terminal import Listing
from docparse.reviewing.figures import grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docparse.cli.messages import Messages
    from docparse.comparing import Change, Comparison, Head
    from docparse.comparing.changes import Tree

_NOTHING = "—"
_BETWEEN = " · "
_TO = " → "
_LONGEST = 60
# What is told of a thing that only one report has.
_TELLING = ("outcome", "values", "value", "severity", "project_name")


def summary(comparison: Comparison, *, messages: Messages) -> str:
    """One line: what the two are to each other, and how much differs."""
    one, other = comparison.before, comparison.after
    fields = {"before": _whose(one), "after": _whose(other), "values": comparison.values_changed}
    fields["changes"] = sum(map(len, comparison.parts.values()))
    if comparison.relation == "unrelated":
        return messages.text(f"diff.unrelated-{comparison.reason}", **fields)
    key = f"diff.{comparison.relation}{'' if comparison.changed else '-same'}"
    return messages.text(key, **fields)


def describe(comparison: Comparison, *, messages: Messages) -> list[Listing]:
    """The listings of the changes; those without rows are left out."""
    as_accounts = comparison.relation in ("years", "publications")
    listings = [_makers(comparison, messages)] if comparison.changed and comparison.relation == "readings" else []
    for part, changes in comparison.parts.items():
        if part != "cells":
            listings.append(_listing(part, changes, messages))
        elif as_accounts:
            listings += _amounts(changes, messages)
        else:
            listings += _cells(changes, messages)
    return [listing for listing in listings if listing.rows]


def _whose(head: Head) -> str:
    said = [each for each in (head.organization, head.fiscal_year) if each]
    return " ".join(said) or head.title or head.name or head.sha256[:12]


def _makers(comparison: Comparison, messages: Messages) -> Listing:
    """Which docparse made each of two readings, where that is not the same."""
    one, other = comparison.before, comparison.after
    makers = (("version", one.version, other.version), ("knowledge", one.knowledge, other.knowledge))
    rows = tuple((messages.text(f"diff.{name}"), *both) for name, *both in makers if both[0] != both[1])
    return Listing(messages.text("diff.makers"), _header(messages, "what", "before", "after"), rows)


def _listing(part: str, changes: Sequence[Change], messages: Messages) -> Listing:
    """The changes of a part: which thing, and of each field that differs both sides."""
    header = _header(messages, "change", "what", "differs")
    rows = tuple((messages.text(f"diff.what-{change.what}"), _name(change), _differences(change)) for change in changes)
    return Listing(messages.text(f"diff.{part}", number=len(changes)), header, rows)


def _name(change: Change) -> str:
    return _cut(_BETWEEN.join(change.printed))


def _differences(change: Change) -> str:
    before, after = change.before, change.after
    if before is None or after is None:
        told: Tree = before or after or {}
        return "; ".join(f"{name} {_said(told[name])}" for name in _TELLING if name in told)
    fields = [name for name in change.fields if name != "spans"] or ["spans"]
    return "; ".join(f"{name} {_said(before[name])}{_TO}{_said(after[name])}" for name in fields)


def _said(value: object) -> str:
    """A field's content in few words: of a cell its value and status."""
    if isinstance(value, dict):
        return f"{_said(value.get('value'))} ({value.get('status')})"
    return _NOTHING if value in (None, "", []) else _cut(str(value))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _cells(changes: Sequence[Change], messages: Messages) -> list[Listing]:
    """The cells of each table that read otherwise; those that only moved are counted."""
    listings = []
    for name, found in _by_table(changes):
        read = [change for change in found if change.fields != ("spans",)]
        rows = [
            (_BETWEEN.join(change.printed[1:]), *(_reading(side, messages) for side in (change.before, change.after)))
            for change in read
        ]
        if len(read) < len(found):
            rows.append((messages.text("diff.moved", number=len(found) - len(read)), "", ""))
        title = messages.text("diff.cells", name=name, number=len(found))
        listings.append(Listing(title, _header(messages, "what", "before", "after"), tuple(rows), frozenset({1, 2})))
    return listings


def _reading(told: Tree | None, messages: Messages) -> str:
    if told is None:
        return _NOTHING
    value = _NOTHING if told["value"] is None else grouped(told["value"])
    return f"{value} ({_status(told, messages)})"


def _status(told: Mapping[str, str | None], messages: Messages) -> str:
    status = told["status"]
    return messages.text("review.blank" if status == "blank" else f"review.status-{status}")


def _amounts(changes: Sequence[Change], messages: Messages) -> list[Listing]:
    """The amounts of each table that differ, in 元 where the unit is known."""
    header = _header(messages, "what", "before", "after", "difference", "rate", "statuses")
    return [
        Listing(
            messages.text("diff.amounts", name=name, number=len(found)),
            header,
            tuple(_amount(change, messages) for change in found),
            frozenset({1, 2, 3, 4}),
        )
        for name, found in _by_table(changes)
    ]


def _amount(change: Change, messages: Messages) -> tuple[str, ...]:
    sides = [side for side in (change.before, change.after) if side is not None]
    figures = [_figure(side, in_yuan=change.in_yuan) for side in sides]
    signed = grouped(change.difference or "")
    difference = f"+{signed}" if signed and not signed.startswith("-") else signed
    statuses = list(dict.fromkeys(_status(side, messages) for side in sides))
    return (
        _BETWEEN.join(change.printed[1:]), *figures, difference or _NOTHING,
        f"{change.rate}%" if change.rate else _NOTHING, _TO.join(statuses),
    )  # fmt: skip


def _figure(told: Mapping[str, str | None], *, in_yuan: bool) -> str:
    value = told["yuan"] if in_yuan else told["value"]
    if value is None:
        return _NOTHING
    return grouped(value) if in_yuan else f"{grouped(value)} {told['unit'] or ''}".rstrip()


def _by_table(changes: Sequence[Change]) -> Iterable[tuple[str, list[Change]]]:
    for _, found in groupby(changes, key=lambda change: change.names[0]):
        together = list(found)
        yield together[0].printed[0], together


def _header(messages: Messages, *names: str) -> tuple[str, ...]:
    return tuple(messages.text(f"diff.column-{name}") for name in names)
