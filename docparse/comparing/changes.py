"""Things of two reports paired by their names, and what differs between the two of a pair."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

Tree = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that differs.

    Attributes:
        what: ``lost`` (only in the first report), ``gained`` (only in the second) or ``changed``.
        names: Where it stands by canonical names: of a cell the table's id, the row's id and the column's key.
        printed: The same in the words of the document.
        fields: What of it differs: keys of ``before`` and ``after``.
        before: What the first report says; None where it has no such thing.
        after: What the second report says.
        difference: Second less first as a decimal string; None where there is nothing to subtract.
        in_yuan: Whether the difference is in 元; else in the unit that both print.
        rate: The difference in percent of the first, two decimals; None where the first is zero or blank.
    """

    what: Literal["lost", "gained", "changed"]
    names: tuple[str, ...]
    printed: tuple[str, ...]
    fields: tuple[str, ...]
    before: Tree | None
    after: Tree | None
    difference: str | None = None
    in_yuan: bool = False
    rate: str | None = None

    def to_dict(self) -> Tree:
        """As plain data."""
        return {name: getattr(self, name) for name in self.__slots__}


class Item(NamedTuple, Generic[T]):
    """A thing of a report that may have its like in another.

    Attributes:
        keys: By what its like is found, the surest first; None where it cannot be told so.
        content: What of it is compared.
        thing: What it was made of.
    """

    keys: tuple[Hashable, ...]
    names: tuple[str, ...]
    printed: tuple[str, ...]
    content: Tree
    thing: T


Pair = tuple[Item[T] | None, Item[T] | None]


def paired(before: Sequence[Item[T]], after: Sequence[Item[T]]) -> list[Pair[T]]:
    """Each thing with its like: those of the first report in their order, then those that only the second has.

    Of several with the same key the first goes with the first. The time is linear in the number of things.
    """
    like: dict[int, int] = {}
    for level in range(max((len(item.keys) for item in (*before, *after)), default=0)):
        places = {key: place for place, key in _keyed(after, level, without=set(like.values()))}
        for place, key in _keyed(before, level, without=like.keys()):
            if key in places:
                like[place] = places[key]
    found = set(like.values())
    both: list[Pair[T]] = [(one, after[like[place]] if place in like else None) for place, one in enumerate(before)]
    return [*both, *((None, other) for place, other in enumerate(after) if place not in found)]


def _keyed(items: Sequence[Item[T]], level: int, *, without: Any) -> Iterator[tuple[int, Hashable]]:
    """The places of things that have no like yet with their keys; equal keys are numbered."""
    met: Counter[Hashable] = Counter()
    for place, item in enumerate(items):
        key = item.keys[level] if level < len(item.keys) else None
        if place not in without and key is not None:
            met[key] += 1
            yield place, (key, met[key])


def changes(before: Sequence[Item[T]], after: Sequence[Item[T]]) -> tuple[Change, ...]:
    """What differs between two lists of things."""
    return tuple(change for pair in paired(before, after) if (change := change_of(pair)) is not None)


def change_of(pair: Pair[Any]) -> Change | None:
    """What differs between a thing and its like; None where nothing does."""
    one, other = pair
    item = one or other
    if item is None:
        return None
    if one is None or other is None:
        return Change(
            what="gained" if one is None else "lost", names=item.names, printed=item.printed,
            fields=tuple(item.content), before=one and one.content, after=other and other.content,
        )  # fmt: skip
    fields = tuple(name for name in one.content if one.content[name] != other.content.get(name))
    if not fields:
        return None
    return Change(
        what="changed", names=one.names, printed=one.printed, fields=fields, before=one.content, after=other.content
    )
