"""What a form file may say: the declarative knowledge about one statutory form.

A form is Chinese for what is printed and English for keys; it holds no regular expression and no
expression language, and it never names a rendering. Unknown keys are refused.

These are plain dataclasses: pydantic validates them when a form file is read, and need not be imported where
the forms that come with docparse are taken from their compiled file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from docparse.patterns import pattern

# How the key of a column begins that no form declares; a key made from its label follows.
UNKNOWN = "x."

Side = Literal["income", "expenditure"]
StubField = Literal["code", "name", "line_number"]
RowKey = Literal["function_code", "economic_code", "line_item", "single"]


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint at the name that was probably meant, empty where none is near.

    >>> nearest("totl", ["total", "basic"])
    " (did you mean 'total'?)"
    """
    from rapidfuzz import process

    found = process.extractOne(name, sorted(known), score_cutoff=50)
    return f" (did you mean {found[0]!r}?)" if found else ""


# What pydantic reads of a dataclass when it validates one.
_STRICT = {"extra": "forbid"}
_KEY = pattern(r"[a-z][a-z_]*(?:\.[a-z][a-z_]*)*")
_KEY_MATCHES = ("total", "fixed.vehicles.net")
_KEY_MISSES = ("Total", "fixed.", "x y")


@dataclass(frozen=True, slots=True)
class ColumnForm:
    """One value column: its canonical key and the header labels under which it is printed.

    ``rare`` says that departments seldom have an amount there: soft evidence where a column must be guessed.
    ``measure`` and ``funding`` are coordinates of its amounts: what is measured ("expenditure.basic"; the key without
    ".total" where nothing is said) and out of which money (the form's where nothing is said).
    """

    __pydantic_config__ = _STRICT

    key: str
    paths: tuple[tuple[str, ...], ...]
    side: Side | None = None
    rare: bool = False
    measure: str | None = None
    funding: str | None = None

    def __post_init__(self) -> None:
        """Refuses a key that is no canonical key, and a column that is printed nowhere."""
        if not _KEY.fullmatch(self.key):
            message = f"the key {self.key!r} is not made of small letters, underscores and single dots"
            raise ValueError(message)
        if not self.paths or not all(self.paths):
            message = f"the column {self.key!r} has no paths, or an empty one"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class GroupForm:
    """The fields that stand before the values of one side (or of one repeated group) of a line."""

    __pydantic_config__ = _STRICT

    stub: tuple[StubField, ...]
    side: Side | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class VariantForm:
    """A set of columns that some province is known to print, in printed order.

    ``turned`` says that the top label of each path is printed at its bottom: 合计/预算数 and 合计/决算数 where others
    print 预算数/合计 and 决算数/合计. Only such a variant may list columns in another order than the form does.
    """

    __pydantic_config__ = _STRICT

    id: str
    columns: tuple[str, ...]
    turned: bool = False


@dataclass(frozen=True, slots=True)
class IdentityForm:
    """An equation between columns of one row: ``total = Σ parts``, or ``Σ left = Σ right``."""

    __pydantic_config__ = _STRICT

    id: str
    total: str | None = None
    parts: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuses an identity that is neither a sum nor a balance, or both."""
        sums = self.total is not None and bool(self.parts)
        balance = bool(self.left) and bool(self.right)
        if sums == balance:
            message = f"identity {self.id!r}: give either total and parts, or left and right"
            raise ValueError(message)

    @property
    def terms(self) -> tuple[tuple[str, int], ...]:
        """Column keys with their signs; the signed sum is zero."""
        if self.total is not None:
            return ((self.total, 1), *((part, -1) for part in self.parts))
        return (*((key, 1) for key in self.left), *((key, -1) for key in self.right))


@dataclass(frozen=True, slots=True)
class ItemForm:
    """The coordinates of a row that is known by its key; what it does not say, the column or the form says.

    ``rare`` says that departments seldom have an amount there: soft evidence where a row must be guessed.
    """

    __pydantic_config__ = _STRICT

    key: str
    measure: str | None = None
    funding: str | None = None
    rare: bool = False


# Compared and looked up by identity: forms are loaded once, and walking through all their columns is slow.
@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One statutory form: titles, columns, kinds of rows and their arithmetic.

    ``identities`` are equations between the columns of a row, ``sums`` between rows (by their keys) in each column;
    among the parts of a sum, "items" stands for all items of the side above its total, "below" for those that follow
    it. ``funding`` and ``items`` give the coordinates by which amounts of different tables are known to be the same; a
    form without takes no part.
    """

    __pydantic_config__ = _STRICT

    kind: str
    titles: tuple[str, ...]
    rows: RowKey
    groups: tuple[GroupForm, ...]
    columns: tuple[ColumnForm, ...]
    variants: tuple[VariantForm, ...]
    stub_labels: tuple[str, ...] = ()
    identities: tuple[IdentityForm, ...] = ()
    sums: tuple[IdentityForm, ...] = ()
    funding: str | None = None
    items: tuple[ItemForm, ...] = ()

    def __post_init__(self) -> None:
        """Refuses a form whose parts do not fit together."""
        for name in ("titles", "groups", "columns", "variants"):
            if not getattr(self, name):
                message = f"the form has no {name}"
                raise ValueError(message)
        self._refuse_repeats()
        keys = {column.key for column in self.columns}
        for variant in self.variants:
            _refuse_unknown(variant.columns, keys, f"variant {variant.id!r}")
        for identity in self.identities:
            _refuse_unknown([key for key, _ in identity.terms], keys, f"identity {identity.id!r}")
        if {column.side for column in self.columns} != {group.side for group in self.groups}:
            message = "the sides of the columns and of the groups differ"
            raise ValueError(message)

    def _refuse_repeats(self) -> None:
        """Two columns of a side may share neither their key nor a printed path."""
        owners: dict[tuple[Side | None, str], int] = {}
        for index, column in enumerate(self.columns):
            for claimed in (column.key, *("/".join(path) for path in column.paths)):
                owner = owners.setdefault((column.side, claimed), index)
                if owner != index:
                    names = f"{self.columns[owner].key!r} and {column.key!r}"
                    message = f"two columns, {names}, claim {claimed!r}"
                    raise ValueError(message)

    def applicable(self, keys: Collection[str]) -> tuple[IdentityForm, ...]:
        """The identities that hold where just these columns are printed.

        Of two sums with one total, the one with fewer parts belongs to a variant that lacks the other column.
        """
        printed = [each for each in self.identities if all(key in keys for key, _ in each.terms)]
        return tuple(
            each
            for each in printed
            if not any(
                each.total and each.total == other.total and set(each.parts) < set(other.parts) for other in printed
            )
        )

    def column(self, key: str) -> ColumnForm:
        """The column of that key; KeyError where the form has none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


def _refuse_unknown(named: Iterable[str], keys: set[str], where: str) -> None:
    for key in named:
        if key not in keys:
            message = f"{where} names the column {key!r}, which the form does not have{nearest(key, keys)}"
            raise ValueError(message)
