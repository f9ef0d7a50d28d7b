"""A document as HTML for typesetting, in several styles: see ``STYLES``."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from benchmarks.synthesis import evaluation_print
from benchmarks.synthesis.documents import Sheet

if TYPE_CHECKING:
    from benchmarks.synthesis.documents import Document
    from benchmarks.synthesis.forms import Cell, Form

_COMMON = """
@page { margin: 14mm 10mm; @bottom-center { content: "- " counter(page) " -"; font-size: 8pt; } }
@page lying { size: A4 landscape; }
body { font-size: 10.5pt; margin: 0; }
section.form { break-before: page; }
section.lying { page: lying; }
h1 { text-align: center; font-size: 15pt; margin: 2mm 0; }
h2 { font-size: 12pt; margin: 3mm 0 1mm; }
p { margin: 1mm 0; text-indent: 2em; line-height: 1.6; }
p.note { text-indent: 0; font-size: 8pt; margin: 0; }
div.number { text-align: right; font-size: 8pt; }
div.facts { display: flex; justify-content: space-between; font-size: 8pt; }
table { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.4pt solid black; padding: 0.4mm 0.7mm; font-weight: normal; white-space: pre-wrap; }
th { text-align: center; }
td.numeric { text-align: right; white-space: nowrap; }
"""
STYLES = {
    "wide": """
@page { size: A4 landscape; }
table { font-size: 8.5pt; } th, td { padding-top: 1mm; padding-bottom: 1mm; }
table.many { font-size: 6pt; }
""",
    "narrow": """
@page { size: A4 portrait; }
table { font-size: 8pt; table-layout: fixed; } th, td { padding: 1.6mm 0.8mm; }
table.fine { font-size: 6.6pt; } table.many { font-size: 5.6pt; }
""",
    # No ruling lines: only places tell columns apart.
    "bare": """
@page { size: A4 landscape; }
table { font-size: 8.5pt; } th, td { border: none; padding: 1mm 1.5mm; }
table.many { font-size: 6pt; }
""",
    # Pages so small that most tables go on over several.
    "small": """
@page { size: A5 landscape; }
@page lying { size: A5 landscape; }
table { font-size: 6.5pt; } th, td { padding: 0.8mm; }
table.many { font-size: 4.6pt; }
""",
    # Broad tables on lying pages among upright ones.
    "mixed": """
@page { size: A4 portrait; }
section.broad { page: lying; }
table { font-size: 8pt; } th, td { padding-top: 1mm; padding-bottom: 1mm; }
table.fine { font-size: 7pt; } table.many { font-size: 6pt; }
""",
}
# More printed columns than this are set smaller, and on a lying page; more than the other on one where pages are mixed.
_MANY, _BROAD = 11, 6


def page_text(document: Document, style: str) -> str:
    """The HTML of a document."""
    parts = [_sheet(document, part) if isinstance(part, Sheet) else _paragraph(part) for part in document.parts]
    parts.append(evaluation_print.html_of(document.evaluations))
    font = f'body {{ font-family: "{document.manner.font}", sans-serif; }}\n'
    rules = font + _COMMON + STYLES[style] + evaluation_print.STYLE
    head = f'<meta charset="utf-8"><title>{escape(document.name)}</title><style>{rules}</style>'
    return f"<!DOCTYPE html><html lang=zh-CN><head>{head}</head><body>{''.join(parts)}</body></html>"


def _paragraph(text: str) -> str:
    tag = "p" if len(text) > 40 else "h2"
    return f"<{tag}>{escape(text)}</{tag}>\n"


def _sheet(document: Document, sheet: Sheet) -> str:
    manner = document.manner
    form = sheet.form
    many = len(form.widths) > _MANY
    title = f"<h1>{escape(sheet.title)}</h1>" if sheet.title else ""
    number = f"<div class=number>{escape(sheet.number)}</div>" if sheet.number else ""
    facts = "".join(f"<span>{escape(fact)}</span>" for fact in sheet.facts(manner))
    named = number + title if manner.number_first else title + number
    broad = ("broad",) if len(form.widths) > _BROAD else ()
    kept = ("form", *broad, *(("lying",) if many else ()))
    return (
        f'<section class="{" ".join(kept if sheet.title else ())}">{named}'
        f"{f'<div class=facts>{facts}</div>' if facts else ''}"
        f"{_table(form, 'many' if many else 'fine' if sheet.unit == '元' else '')}"
        f"{''.join(f'<p class=note>{escape(note)}</p>' for note in form.notes)}</section>\n"
    )


def _table(form: Form, size: str) -> str:
    total = sum(form.widths)
    widths = "".join(f'<col style="width:{width * 100 / total:.2f}%">' for width in form.widths)
    head = "".join(f"<tr>{''.join(_cell(cell, 'th') for cell in row)}</tr>" for row in form.head)
    body = "".join(f"<tr>{''.join(_cell(cell, 'td') for cell in row)}</tr>\n" for row in form.body)
    return f'<table class="{size}"><colgroup>{widths}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>'


def _cell(cell: Cell, tag: str) -> str:
    spans = (f" colspan={cell.across}" if cell.across > 1 else "") + (f" rowspan={cell.down}" if cell.down > 1 else "")
    return f"<{tag}{spans}{' class=numeric' if cell.numeric else ''}>{escape(cell.text)}</{tag}>"
