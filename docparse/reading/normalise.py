"""One way to print each thing, with every change kept as a way back to the source."""

from dataclasses import dataclass

from docparse.diagnostics import Diagnostic
from docparse.patterns import pattern
from docparse.reading.cell_paragraphs import NO_BREAK_LINE, find_cell_paragraphs
from docparse.reading.csv_records import find_records
from docparse.reading.glyphs import equivalents
from docparse.reading.html_tables import find_tables
from docparse.reading.markup import INVISIBLE, find_markup
from docparse.reading.numerals import find_damaged_numbers
from docparse.reading.pipe_rows import find_padding
from docparse.reading.repeated_cells import find_repeated
from docparse.reading.source import SourceText
from docparse.spans import BRIDGED, DROPPED, Edit, OffsetMap, Spans, apply_edits


@dataclass(frozen=True, slots=True)
class NormalText:
    """A source whose characters are printed one way each.

    Blank space is only blanks, tabs, line feeds and form feeds. Chinese punctuation, the spaces between Chinese
    characters (they may be cell borders) are as in the source. Tables of HTML are lines of cells between pipes.

    Attributes:
        text: The normalised characters.
        source: What they were made from.
        offsets: Leads from places of ``text`` to places of the source.
        diagnostics: What was noticed while normalising (the source's own are not repeated).
    """

    text: str
    source: SourceText
    offsets: OffsetMap
    diagnostics: tuple[Diagnostic, ...] = ()

    def spans(self, start: int, end: int) -> Spans:
        """Where the characters ``start`` to ``end`` stand in the source."""
        return self.offsets.back(start, end)

    def raw(self, start: int, end: int) -> str:
        """The characters ``start`` to ``end`` as the source prints them."""
        return "".join(self.source.text[low:high] for low, high in self.offsets.back(start, end))

    def repaired(self, start: int, end: int) -> bool:
        """Whether damaged characters were mended strictly inside this range."""
        return self.offsets.repaired(start, end)


_MOST_ROUNDS = 12  # markup inside markup inside …; more than three rounds were never seen
_MOST_REPLACED = 64  # characters up to which single replacements are faster than one translation
_MOST_SPANS = 100  # spans that one diagnostic lists; its count tells all
# Everything but what most reports are made of: a quick way to the few characters that may need a change.
_UNUSUAL = pattern(
    "[^\t\n\f\r -~\xb7\xd7\u2014\u2018-\u201f\u2026\u2264\u2265\u3001-\u3029\u4e00-\u9fff\uff08\uff09\uff0c\uff1a]+"
)
_CARRIAGE_RETURN = pattern(r"\r(?=\n)")
_PRIVATE = pattern("[\ue000-\uf8ff\U000f0000-\U0010fffd]+")


def normalise(source: SourceText) -> NormalText:
    """The source with width forms, radicals, markup and damaged numbers put right.

    Normalising a normalised text changes nothing. No digit that is printed gets lost or invented.
    """
    present = set("".join(_UNUSUAL.findall(source.text)))
    diagnostics = _notice_private(source.text, present)
    text, offsets = _drop_invisible(_replace_characters(source.text, present), present)
    if NO_BREAK_LINE in source.text:
        edits = find_cell_paragraphs(text)
        offsets, text = offsets.followed_by(OffsetMap.from_edits(len(text), edits)), apply_edits(text, edits)
    page = any(diagnostic.code == "reading.html" for diagnostic in source.diagnostics)
    mended = _mend(text, offsets, page=page)
    if mended is None:
        diagnostics = (*diagnostics, Diagnostic("normalising.markup-too-deep", (), {"limit": _MOST_ROUNDS}))
    text, offsets = mended or (text, offsets)
    return NormalText(text, source, offsets, diagnostics)


def _replace_characters(text: str, present: set[str]) -> str:
    """Each character by the one it means; the length stays."""
    found = equivalents(present)
    if len(found) > _MOST_REPLACED:
        return text.translate({ord(character): meaning for character, meaning in found.items()})
    for character, meaning in found.items():
        text = text.replace(character, meaning)
    return text


def _drop_invisible(text: str, present: set[str]) -> tuple[str, OffsetMap]:
    """The text without what prints nothing, each line end a line feed."""
    edits: list[Edit] = []
    if INVISIBLE.search("".join(present)):
        edits = [Edit(*match.span(), "", DROPPED) for match in INVISIBLE.finditer(text)]
    if "\r\n" in text:
        edits += [Edit(*match.span(), "", BRIDGED) for match in _CARRIAGE_RETURN.finditer(text)]
        edits.sort()
    return apply_edits(text, edits).replace("\r", "\n"), OffsetMap.from_edits(len(text), edits)


def _mend(text: str, offsets: OffsetMap, *, page: bool) -> tuple[str, OffsetMap] | None:
    """Markup taken out and numbers mended until nothing is left to do; None where that takes too many rounds."""
    for _ in range(_MOST_ROUNDS):
        edits = find_tables(text) or find_padding(text) or find_markup(text, page=page)
        edits = edits or find_records(text) or find_damaged_numbers(text) or find_repeated(text)
        if not edits:
            return text, offsets
        offsets = offsets.followed_by(OffsetMap.from_edits(len(text), edits))
        text = apply_edits(text, edits)
    return None


def _notice_private(text: str, present: set[str]) -> tuple[Diagnostic, ...]:
    """A diagnostic that points at characters whose meaning only the document's fonts know."""
    if not _PRIVATE.search("".join(present)):
        return ()
    spans = tuple(match.span() for match in _PRIVATE.finditer(text))
    count = sum(end - start for start, end in spans)
    return (Diagnostic("normalising.private-characters", spans[:_MOST_SPANS], {"count": count}),)
