"""What docparse noticed and could not read: records first, sentences last.

A diagnostic tells about *our* reading of a document. It never accuses the document (that is a check with cause
``source``) and never the caller (that is an exception). Every code stands in the catalogue with its meaning and what
a person can do about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter
from types import MappingProxyType
from typing import Literal

from docparse.spans import Spans

Severity = Literal["info", "warning", "error"]
FieldValue = str | int | float | list[str] | list[int] | list[float]


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of the catalogue.

    Attributes:
        severity: ``info`` (nothing is lost), ``warning`` (something may be lost or wrong) or ``error`` (a part was not
            read).
        template: The sentence, with the names of the diagnostic's fields in braces.
        meaning: What happened, for a reader who does not know docparse's stages.
        remedy: What a person can do about it.
    """

    severity: Severity
    template: str
    meaning: str
    remedy: str

    @property
    def fields(self) -> frozenset[str]:
        """Names of the fields that the sentence needs."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.template) if name)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that was noticed and not understood.

    Attributes:
        code: ``stage.what-happened``, a key of the catalogue.
        spans: The characters it is about; empty where it is about the whole input.
        fields: Its data; at least what the catalogue's sentence names.
    """

    code: str
    spans: Spans = ()
    fields: Mapping[str, FieldValue] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        """Refuses codes and fields that the catalogue does not expect: that is a bug of ours.

        Raises:
            ValueError: The code is unknown or a field of its sentence is missing.
        """
        entry = CATALOGUE.get(self.code)
        if entry is None:
            problem = f"diagnostic code {self.code!r} is not in the catalogue"
            raise ValueError(problem)
        missing = entry.fields - self.fields.keys()
        if missing:
            problem = f"diagnostic {self.code} lacks the fields {sorted(missing)}"
            raise ValueError(problem)

    @property
    def severity(self) -> Severity:
        """How much it matters, from the catalogue."""
        return CATALOGUE[self.code].severity

    @property
    def message(self) -> str:
        """The catalogue's sentence with this diagnostic's data."""
        return CATALOGUE[self.code].template.format_map(self.fields)


_ENTRIES: dict[str, Entry] = {
    # reading: bytes to text, and text to normalised text
    "reading.invalid-bytes": Entry(
        "warning",
        "{count} places are not valid {encoding}; U+FFFD stands there instead",
        "Most of the input is valid in its encoding, but some bytes are not: a damaged file, or a file put together "
        "from parts in two encodings. Each damaged place became the replacement character U+FFFD.",
        "Compare these places with the original document. If there are many, name the right encoding.",
    ),
    "reading.replacement-characters": Entry(
        "warning",
        "the text contains the replacement character U+FFFD {count} times",
        "A program before docparse could not decode some characters and wrote U+FFFD in their place. "
        "What stood there is lost.",
        "Extract the text again from the original document.",
    ),
    "reading.nul-characters": Entry(
        "warning",
        "{count} NUL characters were ignored",
        "The text contains the character U+0000, which no document prints; extractors leave it where a font has no "
        "name for a glyph. Spans count it, values leave it out.",
        "Usually none is needed. If names or numbers lack characters, extract the text with another program.",
    ),
    "reading.html": Entry(
        "info",
        "the input is an HTML page; its tags are read as layout",
        "The input begins like a web page, or tags end its lines. Its tables are read as rows of cells, spanning cells "
        "included; other tags are left out.",
        "None is needed.",
    ),
    "reading.encoding-guessed": Entry(
        "info",
        "the encoding was guessed to be {encoding}",
        "The bytes are neither valid UTF-8 nor plainly GB18030; the encoding was chosen by the statistics of the text.",
        "If the text reads wrong, name the encoding.",
    ),
    # normalising
    "normalising.private-characters": Entry(
        "warning",
        "{count} characters of private use have no known meaning",
        "The text contains characters from Unicode's private areas: the document's font used its own numbers for "
        "some glyphs. They stay as they are.",
        "Compare these places with the original document; extract the text with another program or by recognition.",
    ),
    "normalising.markup-too-deep": Entry(
        "warning",
        "markup is nested in itself more than {limit} times; it was left as printed",
        "Removing tags and entities kept uncovering further ones. The text is not what an extractor leaves; repairs "
        "that change its length were not made.",
        "Check where the text comes from.",
    ),
    # segmenting
    "segmenting.contents-listing": Entry(
        "info",
        "a table of contents of {lines} lines was set aside",
        "The lines name tables and chapters without holding their contents, so no table was read from them.",
        "None is needed.",
    ),
    "segmenting.evaluation-not-parsed": Entry(
        "info",
        "an evaluation form of {characters} characters was recognised and not parsed",
        "This version reads statutory tables; performance evaluation forms are kept as places only.",
        "Read these passages in the source.",
    ),
    "segmenting.unclaimed-text": Entry(
        "warning",
        "{characters} characters belong to nothing that was recognised",
        "The text is neither furniture of the page nor part of a table, a heading or prose that docparse knows.",
        "Look whether a table is missing; a new form or lexicon entry may be needed.",
    ),
    # matching
    "matching.unit-inherited": Entry(
        "warning",
        "table {table} prints no unit; {unit} was taken from a neighbouring table",
        "The unit of a table belongs to the table. Where none is printed, a neighbour's is the best guess, and the "
        "unit is marked as inferred.",
        "Check the unit in the original document: a wrong one is an error of factor 10,000.",
    ),
    "matching.unit-missing": Entry(
        "warning",
        "table {table} prints no unit and no neighbour gives one",
        "The amounts of this table are numbers without a unit; they cannot be converted to yuan.",
        "Look the unit up in the original document.",
    ),
    "matching.header-unexplained": Entry(
        "warning",
        "part of the header of table {table} matches no label of form {form}: {text}",
        "The header prints words that the form does not know: a renamed or added column, or damaged text.",
        "Add the label as an alias of its column, or the column to the form.",
    ),
    "matching.header-tied": Entry(
        "warning",
        "forms {best} and {second} match the table about equally well (margin {margin:.3f})",
        "Title and columns do not decide between two forms. The better one was used.",
        "Check the kind of this table; labels that tell the two forms apart may be missing from the form data.",
    ),
    "matching.undeclared": Entry(
        "info",
        "table {table} ({rows} rows) matches no form; its columns and rows follow from its layout",
        "No form declares this table. Its columns go by their printed labels, its rows by their names, and sums that "
        "its figures show serve as proof.",
        "Add a form for it where its figures are to have canonical keys, or to be held against other tables.",
    ),
    "matching.no-form": Entry(
        "warning",
        "a table of {rows} rows matches no form",
        "The text is laid out as a table, but its title and header fit no known form. Its place is reported, its cells "
        "are not read.",
        "Add a form for it.",
    ),
    # decoding and placing
    "decoding.unplaced-number": Entry(
        "warning",
        "{count} numbers of table {table} belong to no cell",
        "Numbers stand in the table's text that no row and column claims.",
        "Compare the table with the original document.",
    ),
    "decoding.words-unplaced": Entry(
        "info",
        "{count} cells of words in table {table} stand beside its figures and are not in the output",
        "A table that no form declares has columns of words (remarks, contents). Value columns hold figures only.",
        "Read the words at the given places in the text; a form can name what they are.",
    ),
    "decoding.unread-line": Entry(
        "warning",
        "{count} lines of table {table} were not read",
        "Lines within the table fit neither a row of the form nor a header nor a note.",
        "Compare the table with the original document.",
    ),
    "decoding.blank-uncertain": Entry(
        "info",
        "table {table} has {count} rows whose blank cells are not certain",
        "Blank cells left no trace in the text, and neither the layout nor arithmetic settles which cells are blank.",
        "See the alternatives of these cells, or extract the text with its layout (tabs or aligned columns).",
    ),
    "placing.search-cut": Entry(
        "warning",
        "the search for the layout of table {table} was cut short after {steps} steps",
        "There are more possible layouts than the limit allows to try; nothing that depends on them counts as proved.",
        "Raise the step limit, or extract the text with its layout.",
    ),
    # narrative
    "narrative.said-in-words": Entry(
        "info",
        "{count} figures are said in words",
        "The prose says that there was nothing or that nothing changed; these facts are an amount or a change of 0, "
        "inferred from the words.",
        "None is needed.",
    ),
    # proving
    "proving.row-unknown": Entry(
        "warning",
        "{count} amounts of table {table} stand in rows without a code or a name, or with two names",
        "The extractor tore these rows apart or joined two of them. Their amounts count as read, never as proved.",
        "Compare the rows with the original document.",
    ),
    "proving.names-differ": Entry(
        "info",
        "code {code} is printed with different names: {names}",
        "The tables of a report print one code with more than one name. Either the source does, or the extractor tore "
        "a name or mixed it with a neighbour's. The names stay as they were read.",
        "Compare the two places with the original document.",
    ),
    # evaluating
    "evaluating.unclaimed-text": Entry(
        "warning",
        "{characters} characters of evaluation form {form} belong to no field",
        "The form prints something that is neither a label nor part of a field that was read: a value printed twice, a "
        "field that no form file declares, or a row that did not fit.",
        "Compare the form with the original document; a label may be missing from the form data.",
    ),
    "evaluating.cells-doubtful": Entry(
        "info",
        "{count} cells of the indicators of evaluation form {form} are the most likely of several readings",
        "Where a cell ends was not certain: the text fits its columns in more than one way. The most likely reading "
        "was taken and is marked as inferred; the others are not listed.",
        "Compare these cells with the original document, or extract the text with its layout.",
    ),
    # document: whether the text is one whole document
    "document.several-documents": Entry(
        "warning",
        "the text holds {count} documents",
        "Title pages, outlines or forms begin anew under another department, another year or another kind of accounts. "
        "All of them were read into one result; organisation, year and title are those of one of them.",
        "Split the text (docparse.split) and parse each part.",
    ),
    "document.mixed-years": Entry(
        "warning",
        "title and statutory tables are of {count} different years: {years}",
        "A report shows the accounts of one year. Either tables of another year stand in the text, or a year is "
        "misprinted.",
        "See fiscal_year and relation of each table before figures are put together.",
    ),
    "document.departments-differ": Entry(
        "warning",
        "the statutory tables name {count} different departments: {departments}",
        "Tables of several departments, or of a department and its subordinate units, stand in one text.",
        "See department and relation of each table before figures are put together.",
    ),
    "document.forms-missing": Entry(
        "warning",
        "{count} forms that the text announces are not in it: {forms}",
        "A table of contents names forms of which no title stands anywhere else, or the numbers of the printed forms "
        "leave some out. The text may be half of a document.",
        "Look for the rest of the document; the forms may be in another file.",
    ),
    "document.breaks-off": Entry(
        "warning",
        "the text ends inside table {table}, and rows of it are missing",
        "The last line of the text is a row of this table, but its last totals were not read or its sums are greater "
        "than their parts. The text was probably cut off.",
        "Get the whole text of the document.",
    ),
    # pipeline
    "pipeline.step-limit": Entry(
        "error",
        "the limit of {limit} work steps was reached in stage {stage}; the result is incomplete",
        "The document needed more work than the options allow. What was read until then is in the result.",
        "Raise max_steps.",
    ),
    "pipeline.metadata-disagrees": Entry(
        "warning",
        "the caller's {key} is {given}, the text says {read}",
        "What was passed along as metadata and what the document prints are different. The document's word is used.",
        "Check whether the right document was passed.",
    ),
}

CATALOGUE: Mapping[str, Entry] = MappingProxyType(_ENTRIES)
"""Every code that docparse can emit."""


def as_markdown() -> str:
    """The catalogue as a page for users: docs/diagnostics.md, which a test holds to it."""
    lines = [
        "# Diagnostics",
        "",
        "What docparse noticed and could not read. Each one is in `diagnostics` of a result with its code, severity,",
        "message, places in the text and data. This page is made from the catalogue in docparse/diagnostics.py.",
        "",
        "- `info`: nothing is lost. `warning`: something may be lost or wrong. `error`: a part was not read.",
    ]
    for code, entry in CATALOGUE.items():
        said = "".join(text + (f"‹{name}›" if name else "") for text, name, _, _ in Formatter().parse(entry.template))
        lines += [
            "",
            f"## {code}",
            "",
            f"*{entry.severity}*: {said}",
            "",
            entry.meaning,
            "",
            f"What to do: {entry.remedy}",
        ]
    return "\n".join(lines) + "\n"
