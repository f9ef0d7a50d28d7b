"""Writes what a generated document holds, in the format of the corpus labels.

The labels are the exact truth, without marks for values that a rendering leaves undeterminable. Where blanks have
vanished, whether a column can be told follows from every identity of the document at once (rows, codes, other forms,
prose); a count over rows and codes alone would mark values that another form settles, and so punish a reader for using
it. A reader that doubts such a value and guesses wrong has a wrong cell here, but no silent error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.synthesis.documents import Document, Sheet


def write_truth(document: Document, folder: Path) -> None:
    """One label file a labelled table under ``folder``/tables."""
    tables = folder / "tables"
    tables.mkdir(parents=True, exist_ok=True)
    for old in tables.glob("*.tsv"):
        old.unlink()
    for number, sheet in enumerate(document.sheets, start=1):
        (tables / f"{number:02}-{sheet.form.kind}.tsv").write_text(_label(document.seed, sheet), encoding="utf-8")


def _label(seed: int, sheet: Sheet) -> str:
    form = sheet.form
    facts = {
        "kind": form.kind,
        "source_lines": "",
        "form_number": sheet.number,
        "title": sheet.title,
        "unit": sheet.unit,
        "department": sheet.department,
        "fiscal_year": sheet.year,
        "empty": "true" if form.empty else "false",
        "reader": f"generator, seed {seed}",
        "date": "",
    }
    lines = [f"# {key}: {value}".rstrip() for key, value in facts.items()]
    lines += ["\t".join(("@column", c.key, "/".join(c.path), c.number, c.side)) for c in form.columns]
    lines += ["\t".join(("@row", r.side, r.line_number, r.code, r.name, *r.values)) for r in form.rows]
    lines += [f"@note\t{note}" for note in form.notes]
    return "\n".join(lines) + "\n"
