"""The contract: pydantic models of what docparse makes of a text, and the single source of its JSON Schema."""

from docparse.schema.cells import Alternative, AmountCell, Cell, Extra, Node
from docparse.schema.errors import (
    SourceTextMismatchError,
    SourceTextMissingError,
    SpanOutsideSourceError,
    UnknownNameError,
)
from docparse.schema.evaluations import Evaluation, Fund, Goal, Indicator, Task
from docparse.schema.facts import Check, Fact
from docparse.schema.locating import Location
from docparse.schema.report import SCHEMA_VERSION, DiagnosticRecord, Producer, Report, Section, Source, View
from docparse.schema.tables import Column, GrammarMatch, Row, Table

__all__ = [
    "SCHEMA_VERSION",
    "Alternative",
    "AmountCell",
    "Cell",
    "Check",
    "Column",
    "DiagnosticRecord",
    "Evaluation",
    "Extra",
    "Fact",
    "Fund",
    "Goal",
    "GrammarMatch",
    "Indicator",
    "Location",
    "Node",
    "Producer",
    "Report",
    "Row",
    "Section",
    "Source",
    "SourceTextMismatchError",
    "SourceTextMissingError",
    "SpanOutsideSourceError",
    "Table",
    "Task",
    "UnknownNameError",
    "View",
]
