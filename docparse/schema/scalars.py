"""The scalar types of the contract: strings, numbers and closed sets that several models share.

Numbers and booleans are strict: the string "yes" is not true and "3" is not a level. The patterns
are written for ECMA and Rust alike, since they stand in the JSON Schema too.
"""

import json
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, JsonValue

# The decimal string of the contract, as one pattern for the models, the JSON Schema and `Cell.decimal`.
DECIMAL_PATTERN = r"^-?[0-9]+(\.[0-9]+)?$"

DecimalString = Annotated[str, Field(pattern=DECIMAL_PATTERN)]
Identifier = Annotated[str, Field(min_length=1)]
Natural = Annotated[int, Field(ge=0, strict=True)]
Positive = Annotated[int, Field(ge=1, strict=True)]
Ratio = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Flag = Annotated[bool, Field(strict=True)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
DiagnosticCode = Annotated[str, Field(pattern=r"^[a-z][a-z_]*\.[a-z0-9]+(-[a-z0-9]+)*$")]
JsonPointer = Annotated[str, Field(pattern=r"^(/([^/~]|~[01])*)+$")]

Span = Annotated[
    tuple[Natural, Natural],
    Field(description="Half-open range of Unicode code points in the decoded input."),
]
Spans = Annotated[tuple[Span, ...], Field(min_length=1)]
AnySpans = tuple[Span, ...]

Status = Literal["verified", "read", "inferred", "conflicting", "not_applicable"]
Side = Literal["income", "expenditure"]
Role = Literal["item", "total", "of_which"]


def _representable(tree: dict[str, JsonValue]) -> dict[str, JsonValue]:
    # JSON has no NaN and no infinity, UTF-8 no lone surrogate: refused here, not changed on writing.
    json.dumps(tree, allow_nan=False, ensure_ascii=False).encode()
    return tree


JsonObject = Annotated[dict[str, JsonValue], AfterValidator(_representable)]
