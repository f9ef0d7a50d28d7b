"""A document as DOCX: upright pages, and lying ones for broad tables, each table with its header on every page."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from benchmarks.synthesis import evaluation_print
from benchmarks.synthesis.documents import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.synthesis.documents import Document
    from benchmarks.synthesis.evaluation_forms import EvaluationForm
    from benchmarks.synthesis.forms import Cell

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# A4 in twentieths of a point, and what its margins leave.
_SHORT, _LONG, _MARGIN = 11906, 16838, 567
# Tables of more printed columns than this lie; those of fewer than the other are set larger. Sizes are half points.
_BROAD, _SLIM = 6, 5
_SIZES = {"slim": 18, "plain": 16, "broad": 13}
# The many columns of an evaluation form are mere subdivisions of a few.
_EVALUATION_SIZE = 16
# A fixed date, so that the same document is the same file.
_DATE = (2024, 1, 1, 0, 0, 0)
# Longer paragraphs are prose, shorter ones headings.
_PROSE = 40


def docx(document: Document) -> bytes:
    """The file; the same bytes for the same document."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(("styles", "styles.xml"), ("footer", "footer.xml")),
        "word/styles.xml": _styles(document.manner.font),
        "word/footer.xml": _footer(),
        "word/document.xml": _body(document),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, _DATE), _HEADER + text, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _types() -> str:
    parts = {"document": "document.main", "styles": "styles", "footer": "footer"}
    named = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts.items()
    )
    relations = 'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"'
    default = 'Extension="xml" ContentType="application/xml"'
    return f'<Types xmlns="{_PACKAGE}/content-types"><Default {relations}/><Default {default}/>{named}</Types>'


def _relations(*targets: tuple[str, str]) -> str:
    said = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{said}</Relationships>'


def _styles(font: str) -> str:
    named = " ".join(f"w:{script}={quoteattr(font)}" for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    run = f'<w:rPr><w:rFonts {named}/><w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    return f'<w:styles xmlns:w="{_SPACE}"><w:docDefaults><w:rPrDefault>{run}</w:rPrDefault></w:docDefaults></w:styles>'


def _footer() -> str:
    field = (
        '<w:r><w:t xml:space="preserve">- </w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    end = '<w:r><w:t xml:space="preserve"> -</w:t></w:r>'
    return f'<w:ftr xmlns:w="{_SPACE}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{field}{end}</w:p></w:ftr>'


def _body(document: Document) -> str:
    """All blocks; where upright pages follow lying ones or the reverse, a section ends."""
    blocks = [*_parts(document), *_evaluations(document)]
    written: list[str] = []
    lay = False
    for lies, block in blocks:
        if lies != lay:
            written.append(f'<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/>{_section(lay)}</w:pPr></w:p>')
        lay = lies
        written.append(block)
    body = "".join(written) + _section(lay)
    return f'<w:document xmlns:w="{_SPACE}" xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>'


def _section(lies: bool) -> str:
    across, down = (_LONG, _SHORT) if lies else (_SHORT, _LONG)
    lying = ' w:orient="landscape"' if lies else ""
    edges = " ".join(f'w:{edge}="{_MARGIN}"' for edge in ("left", "right", "header", "footer"))
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="r2"/>'
        f'<w:pgSz w:w="{across}" w:h="{down}"{lying}/>'
        f'<w:pgMar w:top="794" w:bottom="794" {edges} w:gutter="0"/></w:sectPr>'
    )


def _parts(document: Document) -> Iterator[tuple[bool, str]]:
    """Paragraphs and tables, each with whether its page lies."""
    lies = False
    for part in document.parts:
        if isinstance(part, str):
            lies = False
            yield lies, _prose(part)
            continue
        lies = len(part.form.widths) > _BROAD
        yield lies, _sheet(document, part, lies=lies)


def _prose(text: str) -> str:
    if len(text) <= _PROSE:
        return _paragraph(text, size=24)
    return _paragraph(text, settings='<w:spacing w:line="360" w:lineRule="auto"/><w:ind w:firstLineChars="200"/>')


def _sheet(document: Document, sheet: Sheet, *, lies: bool) -> str:
    form, manner = sheet.form, document.manner
    begin = "<w:pageBreakBefore/>"
    number = [(sheet.number, "right", 16)] if sheet.number else []
    title = [(sheet.title, "center", 30)] if sheet.title else []
    facts = sheet.facts(manner)
    named = [*number, *title] if manner.number_first else [*title, *number]
    above = [
        _paragraph(text, settings=begin if first == 0 and sheet.title else "", side=side, size=size)
        for first, (text, side, size) in enumerate(named)
    ]
    if facts:
        stops = _room(lies=lies) // max(len(facts) - 1, 1)
        tabs = "".join(f'<w:tab w:val="right" w:pos="{stops * n}"/>' for n in range(1, len(facts)))
        above.append(_paragraph("\t".join(facts), settings=f"<w:tabs>{tabs}</w:tabs>" if tabs else "", size=16))
    size = _SIZES["broad" if lies else "slim" if len(form.widths) < _SLIM else "plain"]
    table = _table(form.head, form.body, form.widths, size=size, room=_room(lies=lies))
    return "".join([*above, table, *(_paragraph(note, size=16) for note in (*form.notes, ""))])


def _room(*, lies: bool) -> int:
    return (_LONG if lies else _SHORT) - 2 * _MARGIN


def _evaluations(document: Document) -> Iterator[tuple[bool, str]]:
    evaluations = document.evaluations
    if not evaluations.forms:
        return
    yield False, _paragraph(evaluations.heading, size=24)
    for number, form in enumerate(evaluations.forms):
        yield False, _evaluation(form, number)
    if evaluations.closing:
        yield False, _paragraph(evaluation_print.mark_of(len(evaluations.forms)), size=14)
        yield False, _paragraph(evaluations.closing)


def _evaluation(form: EvaluationForm, number: int) -> str:
    begin = "<w:pageBreakBefore/>" if form.own_page else ""
    above = [_paragraph(evaluation_print.mark_of(number), settings=begin, size=14)]
    lines = ((form.number, "right"), (form.title, "center"), (form.year_line, "center"), (form.unit_line, "right"))
    above += [_paragraph(text, side=side) for text, side in lines if text]
    tables = [
        _table((), each.lines, each.widths, size=_EVALUATION_SIZE, room=_room(lies=False), top=form.spans == "top")
        + _paragraph("", settings='<w:spacing w:line="20" w:lineRule="exact"/>')
        for each in form.tables
    ]
    return "".join([*above, *tables, *(_paragraph(note, size=16) for note in form.notes)])


def _paragraph(text: str, *, settings: str = "", side: str = "left", size: int = 21) -> str:
    about = settings + (f'<w:jc w:val="{side}"/>' if side != "left" else "")
    return f"<w:p>{f'<w:pPr>{about}</w:pPr>' if about else ''}{_run(text, size)}</w:p>"


def _run(text: str, size: int) -> str:
    if not text:
        return ""
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(map(escape, text.split("\n")))
    tabbed = lines.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{tabbed}</w:t></w:r>'


def _table(
    head: Sequence[Sequence[Cell]],
    body: Sequence[Sequence[Cell]],
    widths: Sequence[int],
    *,
    size: int,
    room: int,
    top: bool = False,
) -> str:
    columns = [width * room // sum(widths) for width in widths]
    line = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
    borders = "".join(f"<w:{edge} {line}/>" for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
    inner = '<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>'
    about = f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
    about += '<w:tblLayout w:type="fixed"/>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    align = "top" if top else "center"
    written = [
        f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if number < len(head) else ''}</w:trPr>{cells}</w:tr>"
        for number, cells in enumerate(_lines((*head, *body), columns, size=size, align=align, heads=len(head)))
    ]
    return f"<w:tbl><w:tblPr>{about}{inner}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(written)}</w:tbl>"


def _lines(
    rows: Iterable[Sequence[Cell]], columns: Sequence[int], *, size: int, align: str, heads: int
) -> Iterator[str]:
    """The cells of each row; a cell that reaches down is continued in the rows below."""
    # By the first column of a cell that still reaches down: how many columns and how many rows more.
    open_cells: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        cells: list[str] = []
        waiting = iter(row)
        place = 0
        while place < len(columns):
            if place in open_cells:
                across, down = open_cells.pop(place)
                cells.append(_cell("", columns[place : place + across], "<w:vMerge/>"))
            else:
                cell = next(waiting, None)
                if cell is None:
                    break
                across, down = cell.across, cell.down
                side = "right" if cell.numeric else "center" if number < heads or not heads else "left"
                text = _paragraph(cell.text, side=side, size=size)
                about = ('<w:vMerge w:val="restart"/>' if down > 1 else "") + f'<w:vAlign w:val="{align}"/>'
                cells.append(_cell(text, columns[place : place + across], about))
            if down > 1:
                open_cells[place] = (across, down - 1)
            place += across
        yield "".join(cells)


def _cell(text: str, widths: Sequence[int], about: str) -> str:
    span = f'<w:gridSpan w:val="{len(widths)}"/>' if len(widths) > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>{span}{about}</w:tcPr>{text or "<w:p/>"}</w:tc>'
