"""The Report: everything recovered from one input text, and how to ask it."""

from collections.abc import Iterable
from typing import Any, Literal, Self

from pydantic import ConfigDict, Field, PrivateAttr, model_validator
from pydantic_core import to_json

from docparse.diagnostics import Severity
from docparse.schema import views
from docparse.schema.cells import Cell, Node
from docparse.schema.errors import SourceTextMismatchError, unknown_name
from docparse.schema.evaluations import Evaluation
from docparse.schema.facts import Check, Fact
from docparse.schema.locating import Location, SourceLines
from docparse.schema.scalars import (
    AnySpans,
    DiagnosticCode,
    Flag,
    Identifier,
    JsonObject,
    Natural,
    Positive,
    Sha256,
    Spans,
)
from docparse.schema.tables import Table
from docparse.spans import Span

SCHEMA_VERSION = "1.0"

DocumentKind = Literal["final_accounts", "performance_report", "budget", "other"]
Scope = Literal["consolidated", "unit"]
View = Literal["full", "plain", "no_spans"]


class Producer(Node):
    """What made the report. The same producer gives the same bytes for the same input."""

    name: Identifier = Field(description="docparse.")
    version: Identifier = Field(description="Version of the program.")
    knowledge: Identifier = Field(description="Fingerprint of the forms and lexicons in use.")


class Source(Node):
    """What was read: its name, its digest and how its bytes became text."""

    name: str | None = Field(description="Name of the file or what the caller named it.")
    sha256: Sha256 = Field(description="Of the input bytes; of the UTF-8 form where text was passed.")
    encoding: Identifier = Field(description="Encoding the bytes were decoded from; str where text was passed.")
    characters: Natural = Field(description="Length in Unicode code points; a byte-order mark is not counted.")
    renderings: tuple[str, ...] = Field(description="Ids of the renderings that were recognised.")


class Section(Node):
    """A heading of the outline."""

    level: Positive = Field(description="1 for the top.")
    number: str | None = Field(description="Enumerator as printed; null where there is none.")
    title: str = Field(description="The heading without its enumerator.")
    spans: Spans = Field(description="Where the heading stands.")


class DiagnosticRecord(Node):
    """Something that was noticed and not understood, or not read."""

    severity: Severity = Field(description="How much it matters.")
    code: DiagnosticCode = Field(description="stage.what-happened; stable.")
    message: str = Field(description="A sentence for people.")
    spans: AnySpans = Field(description="The text it is about; empty where it is about none in particular.")
    fields: JsonObject = Field(description="The data of the sentence.")


class Report(Node):
    """The canonical form of one text extract of a government department's published final accounts.

    Lists stand in source order. Amounts are decimal strings, never floats; what the text does not
    carry is null, and a doubt is a status or a diagnostic.
    """

    # The only model that is built on import: its validator holds those of all the others.
    model_config = ConfigDict(defer_build=False)

    schema_version: Literal["1.0"] = Field(description="Version of this schema.")
    producer: Producer = Field(description="What made the report.")
    source: Source = Field(description="The input text.")
    complete: Flag = Field(description="False where a limit ended the work early.")
    document_kind: DocumentKind = Field(description="What sort of document this is; other is still parsed.")
    scope: Scope | None = Field(description="Whether subordinate units are included; null where it is not said.")
    metadata: JsonObject = Field(description="What the caller passed along, untouched; fills no value.")
    organization: Cell | None = Field(description="The department or unit that reports.")
    administrative_division: Cell | None = Field(description="The administrative division it belongs to.")
    fiscal_year: Cell | None = Field(description="The year reported on, four digits.")
    title: Cell | None = Field(description="Title of the document.")
    sections: tuple[Section, ...] = Field(description="Outline of the document.")
    tables: tuple[Table, ...] = Field(description="The tables.")
    evaluations: tuple[Evaluation, ...] = Field(description="The performance self-evaluation forms.")
    facts: tuple[Fact, ...] = Field(description="What the prose states, figure by figure.")
    checks: tuple[Check, ...] = Field(description="Identities and what came of testing them.")
    diagnostics: tuple[DiagnosticRecord, ...] = Field(description="Whatever was noticed and not understood.")

    _source_lines: SourceLines = PrivateAttr(default_factory=SourceLines)

    @model_validator(mode="after")
    def _names_agree(self) -> Self:
        facts = _unique((fact.id for fact in self.facts), "fact")
        _unique((table.id for table in self.tables), "table")
        _unique((evaluation.id for evaluation in self.evaluations), "evaluation")
        _unique((check.id for check in self.checks), "check")
        for fact in self.facts:
            if {fact.part_of, fact.about} - {None} - facts:
                message = f"fact {fact.id}: part_of and about name facts of the report"
                raise ValueError(message)
            if fact.section is not None and fact.section >= len(self.sections):
                message = f"fact {fact.id}: there is no section {fact.section}"
                raise ValueError(message)
        return self

    def table(self, name: str) -> Table:
        """The table of that id, else the first of that kind.

        Raises:
            UnknownNameError: the report has no such table; carries the nearest names.
        """
        for table in self.tables:
            if table.id == name:
                return table
        for table in self.tables:
            if table.kind == name:
                return table
        raise unknown_name("table", name, known=(name for table in self.tables for name in (table.id, table.kind)))

    def tables_of(self, kind: str) -> list[Table]:
        """All tables of that kind in source order; empty where there is none."""
        return [table for table in self.tables if table.kind == kind]

    def attach_source(self, text: str) -> None:
        """Give the report the decoded text it was read from, so that `locate` can answer.

        The text is kept beside the report: it is not serialised and plays no part in comparing reports.

        Raises:
            SourceTextMismatchError: the text is not as long as the source was.
        """
        if len(text) != self.source.characters:
            raise SourceTextMismatchError(self.source.characters, len(text))
        self._source_lines = SourceLines(text)

    def locate(self, span: Span) -> Location:
        """The line and column of a span in the source text, both 1-based, with its end.

        Raises:
            SourceTextMissingError: the report was loaded from JSON and no text has been attached.
            SpanOutsideSourceError: the span does not lie within the source text.
        """
        return self._source_lines.locate(span)

    def to_dict(self) -> dict[str, Any]:
        """The report as a tree of dicts and lists, in the order of the schema; a fresh one each time."""
        return self.model_dump(mode="json")

    def plain(self) -> dict[str, Any]:
        """The same tree with each Cell replaced by its value."""
        return views.plain(self)

    def without_spans(self) -> dict[str, Any]:
        """The same tree with Cells that have neither raw nor spans."""
        return views.without_spans(self)

    def to_json(self, *, indent: int | None = 2, view: View = "full") -> str:
        """The report as JSON: same report, same text.

        Keys stand in the order of the schema, non-ASCII characters as they are; no newline at the end.

        Args:
            indent: spaces a level; None for one line without spaces.
            view: full, plain (values for Cells) or no_spans (Cells without raw and spans).
        """
        if view == "full":
            return self.model_dump_json(indent=indent)
        tree = self.plain() if view == "plain" else self.without_spans()
        return to_json(tree, indent=indent).decode()


def _unique(ids: Iterable[str], what: str) -> set[str]:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            message = f"two {what}s have the id {name!r}"
            raise ValueError(message)
        seen.add(name)
    return seen
