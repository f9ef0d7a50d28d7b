"""What the prose states (facts), and what arithmetic says of it all (checks)."""

from typing import Literal, Self

from pydantic import Field, model_validator

from docparse.schema.cells import AmountCell, Node
from docparse.schema.scalars import DecimalString, Identifier, JsonPointer, Natural, Spans

Measure = Literal[
    "amount",
    "budget_amount",
    "previous_amount",
    "change_amount",
    "change_rate",
    "share",
    "completion_rate",
    "rate",
    "count",
    "target",
]
Direction = Literal["increase", "decrease", "flat"]
Baseline = Literal[
    "previous_year", "previous_year_end", "initial_budget", "full_year_budget", "budget", "annual_target"
]
CheckKind = Literal[
    "row_sum",
    "hierarchy",
    "column_total",
    "list_sum",
    "balance",
    "cross_table",
    "of_which",
    "narrative",
    "score_sum",
    "weight_sum",
    "rate",
]
Outcome = Literal["holds", "fails", "not_tested"]
Cause = Literal["source", "unresolved"]


class Fact(Node):
    """One figure of the prose, or one figure said in words."""

    id: Identifier = Field(description="Unique in the report.")
    subject: str | None = Field(description="Canonical key of what is measured; null where the lexicon has none.")
    name: str = Field(description="What is measured, as the prose names it: the shortest name that stands there.")
    measure: Measure = Field(description="Which figure of the subject this is.")
    value: AmountCell = Field(description="The figure; a figure said in words has the words as raw.")
    unit: str | None = Field(description="Unit as printed; null where there is none.")
    qualifier: str | None = Field(description="Word that makes the figure approximate or a bound; else null.")
    direction: Direction | None = Field(description="Of a change, which way; else null.")
    baseline: Baseline | None = Field(description="What it is compared with; budget: the stage is not said.")
    period: str | None = Field(description="Year the figure is of, four digits; null where it is not said.")
    code_path: tuple[str, ...] | None = Field(
        description="Names of class, section and item where the sentence gives them; else null."
    )
    part_of: str | None = Field(description="Id of the fact that this one is a part of.")
    about: str | None = Field(description="Id of the fact that this one is the change, share or rate of.")
    unit_factor: DecimalString | None = Field(description="Yuan per unit; null if unknown or no amount.")
    document_number: str | None = Field(description="Number of the official document the sentence names.")
    section: Natural | None = Field(description="Index into the sections of the report.")
    spans: Spans = Field(description="The clause that states it.")


class Check(Node):
    """One identity and what came of testing it. Not tested is an answer too, with its reason."""

    id: Identifier = Field(description="Unique in the report.")
    kind: CheckKind = Field(description="What sort of identity this is.")
    statement: str = Field(description="The identity as a sentence with its numbers.")
    left: DecimalString | None = Field(description="Left side.")
    right: DecimalString | None = Field(description="Right side.")
    difference: DecimalString | None = Field(description="Left less right.")
    tolerance: DecimalString | None = Field(
        description="What rounding can explain: from the printed decimals and the number of rounded addends."
    )
    outcome: Outcome = Field(description="Whether the identity holds.")
    reason: str | None = Field(description="Why it was not tested; else null.")
    cells: tuple[JsonPointer, ...] = Field(description="JSON pointers to the Cells that it covers.")
    cause: Cause | None = Field(
        description="Of a failed one: source where the document contradicts itself and every other reading has been "
        "ruled out, unresolved otherwise; else null."
    )

    @model_validator(mode="after")
    def _outcome_is_explained(self) -> Self:
        if (self.outcome == "fails") != (self.cause is not None):
            message = f"check {self.id}: a cause is given exactly where it fails"
            raise ValueError(message)
        if (self.outcome == "not_tested") != bool(self.reason):
            message = f"check {self.id}: a reason is given exactly where it was not tested"
            raise ValueError(message)
        return self
