"""What a form file may say: the declarative knowledge about one statutory form.

A form is Chinese for what is printed and English for keys; it holds no regular expression and no
expression language, and it never names a rendering. Unknown keys are refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

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


class Knowledge(BaseModel):
    """Common strictness of everything read from a form file."""

    # Only the form itself is ever validated alone; building the parts' validators too would double the import.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class ColumnForm(Knowledge):
    """One value column: its canonical key and the header labels under which it is printed.

    ``rare`` says that departments seldom have an amount there: soft evidence where a column must be guessed.
    """

    key: str = Field(pattern=r"^[a-z][a-z_]*(\.[a-z][a-z_]*)*$")
    paths: tuple[tuple[str, ...], ...] = Field(min_length=1)
    side: Side | None = None
    rare: bool = False


class GroupForm(Knowledge):
    """The fields that stand before the values of one side (or of one repeated group) of a line."""

    stub: tuple[StubField, ...]
    side: Side | None = None
    repeated: bool = False


class VariantForm(Knowledge):
    """A set of columns that some province is known to print, in printed order."""

    id: str
    columns: tuple[str, ...]


class IdentityForm(Knowledge):
    """An equation between columns of one row: ``total = Σ parts``, or ``Σ left = Σ right``."""

    id: str
    total: str | None = None
    parts: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_shape(self) -> IdentityForm:
        sums = self.total is not None and bool(self.parts)
        balance = bool(self.left) and bool(self.right)
        if sums == balance:
            message = f"identity {self.id}: give either total and parts, or left and right"
            raise ValueError(message)
        return self

    @property
    def terms(self) -> tuple[tuple[str, int], ...]:
        """Column keys with their signs; the signed sum is zero."""
        if self.total is not None:
            return ((self.total, 1), *((part, -1) for part in self.parts))
        return (*((key, 1) for key in self.left), *((key, -1) for key in self.right))


class Form(Knowledge):
    """One statutory form: titles, columns, kinds of rows and the arithmetic within a row."""

    kind: str
    titles: tuple[str, ...] = Field(min_length=1)
    rows: RowKey
    stub_labels: tuple[str, ...] = ()
    groups: tuple[GroupForm, ...] = Field(min_length=1)
    columns: tuple[ColumnForm, ...] = Field(min_length=1)
    variants: tuple[VariantForm, ...] = Field(min_length=1)
    identities: tuple[IdentityForm, ...] = ()

    # Forms are loaded once and looked up often: by identity, not by walking through all their columns.
    __hash__ = object.__hash__

    @model_validator(mode="after")
    def _names_agree(self) -> Form:
        keys = {column.key for column in self.columns}
        self._refuse_repeats()
        for variant in self.variants:
            self._known(variant.columns, keys, f"variant {variant.id}")
        for identity in self.identities:
            self._known([key for key, _ in identity.terms], keys, f"identity {identity.id}")
        sides = {group.side for group in self.groups}
        if {column.side for column in self.columns} != sides:
            message = "the sides of the columns and of the groups differ"
            raise ValueError(message)
        return self

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

    def _known(self, named: tuple[str, ...] | list[str], keys: set[str], where: str) -> None:
        for key in named:
            if key not in keys:
                message = f"{where} names the column {key!r}, which the form does not have{nearest(key, keys)}"
                raise ValueError(message)

    def column(self, key: str) -> ColumnForm:
        """The column of that key; KeyError where the form has none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)
