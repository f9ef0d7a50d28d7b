"""The Cell: one recovered value with its print, its place in the source and how far its reading is sure."""

from decimal import Context, Decimal
from operator import not_
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from docparse.patterns import pattern
from docparse.schema.scalars import DECIMAL_PATTERN, DecimalString, Flag, Identifier, Spans, Status

_DECIMAL = pattern(DECIMAL_PATTERN)
# Amounts are multiplied without rounding: no printed amount has so many digits.
_EXACT = Context(prec=200)


class Node(BaseModel):
    """What all objects of a report share: unknown keys are refused, and nothing is changed afterwards.

    Only `Report` builds its validator when it is imported; the others build theirs if they are ever
    validated alone, which keeps the import cheap.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,
        json_schema_serialization_defaults_required=True,
    )


class Alternative(Node):
    """Another reading of the characters of an inferred Cell."""

    column: str | None = Field(
        description="Column key where these characters would stand; null: they belong to no cell of the row."
    )
    value: str | None = Field(description="What they would read there.")


class Cell(Node):
    """A recovered value. A blank is null instead of a Cell."""

    value: str | None = Field(
        description="The text with wraps undone, or a decimal string; null only for a printed no-value mark."
    )
    raw: str = Field(description="The text of the spans joined, as printed.")
    spans: Spans = Field(description="Where it stands in the source; several for a wrapped cell.")
    status: Status = Field(
        description="About reading only. verified: proved by arithmetic; read: settled by the layout; inferred: the "
        "most likely of several readings; conflicting: an identity fails and a misreading is not ruled out; "
        "not_applicable: the source prints a mark for no value."
    )
    alternatives: tuple[Alternative, ...] | None = Field(
        default=None, exclude_if=not_, description="The other readings of an inferred value; left out where none."
    )
    disputed_by: tuple[Identifier, ...] | None = Field(
        default=None,
        exclude_if=not_,
        description="Ids of failed checks that cover a verified value: their cause is the source itself, or lies with "
        "another value; left out where none.",
    )
    repaired: Flag = Field(
        default=False, exclude_if=not_, description="True where damaged characters were mended; left out where false."
    )

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if (self.value is None) != (self.status == "not_applicable"):
            message = "value is null exactly where the status is not_applicable"
            raise ValueError(message)
        for start, end in self.spans:
            if start >= end:
                message = "a span ends after it starts"
                raise ValueError(message)
        return self

    @property
    def decimal(self) -> Decimal | None:
        """The value as an exact number; None where it is null or not a decimal string (words, ranges, dates)."""
        if self.value is None or not _DECIMAL.fullmatch(self.value):
            return None
        return Decimal(self.value)

    def in_yuan(self, unit_factor: str | Decimal | None) -> Decimal | None:
        """The amount in 元.

        Args:
            unit_factor: 元 per printed unit, as tables, evaluations and facts carry it ("10000" for 万元).

        Returns:
            None where the factor is unknown or the value is no number; never a guess.
        """
        number = self.decimal
        return None if number is None or unit_factor is None else _EXACT.multiply(number, Decimal(unit_factor))


class AmountCell(Cell):
    """A Cell of a value column or of a fact: its value is a decimal string (thousands separators removed)."""

    value: DecimalString | None = Field(
        description="Decimal string with the digits as printed; null only for a printed no-value mark."
    )


# Fields and columns that no form declares, under their printed label.
Extra = Annotated[
    dict[str, Cell | None],
    Field(description="Fields or columns that no form declares: printed label to Cell (null: printed, blank)."),
]
