"""Writes what a generated document holds, in the formats of the corpus labels.

The labels are the exact truth, without marks for values that a rendering leaves undeterminable. Where blanks have
vanished, whether a column can be told follows from every identity of the document at once (rows, codes, other forms,
prose); a count over rows and codes alone would mark values that another form settles, and so punish a reader for using
it. A reader that doubts such a value and guesses wrong has a wrong cell here, but no silent error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.synthesis.documents import Document, Sheet
    from benchmarks.synthesis.evaluation_forms import EvaluationForm

_FACTS = "kind source_lines label title fiscal_year project_name department department_code implementing_unit unit"
_FACTS += " responsibilities overall_goal weight_total score_total grade conclusion other_notes contact variant reader"
_QUANTITIES = "target target_operator target_value target_unit actual actual_operator actual_value actual_unit"
_ROWS = {
    "fund": "level role source initial_budget full_year_budget executed weight execution_rate score",
    "goal": "year expected actual",
    "indicator": f"level1 level1_weight level2 level3 {_QUANTITIES} weight score deviation basis",
    "task": "name level content total fiscal other executed execution_rate reason",
}


def write_truth(document: Document, folder: Path) -> None:
    """One label file a labelled table under ``folder``/tables."""
    tables = _emptied(folder / "tables")
    for number, sheet in enumerate(document.sheets, start=1):
        (tables / f"{number:02}-{sheet.form.kind}.tsv").write_text(_label(document.seed, sheet), encoding="utf-8")


def write_evaluations(document: Document, folder: Path, places: Sequence[tuple[int, int]]) -> None:
    """One label file a form of self-evaluation under ``folder``/evaluations.

    Args:
        document: what was made.
        folder: of the rendering.
        places: first and last line of each form in its text.
    """
    evaluations = _emptied(folder / "evaluations")
    for number, (form, lines) in enumerate(zip(document.evaluations.forms, places, strict=True), start=1):
        (evaluations / f"{number:03}.tsv").write_text(_evaluation(document.seed, form, lines), encoding="utf-8")


def _emptied(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.tsv"):
        old.unlink()
    return folder


def _evaluation(seed: int, form: EvaluationForm, place: tuple[int, int]) -> str:
    about = {"source_lines": f"{place[0]}-{place[1]}", "variant": form.variant, "reader": f"generator, seed {seed}"}
    facts = {key: _flat({**form.facts, **about}.get(key, "")) for key in (*_FACTS.split(), "date")}
    lines = [f"# {key}: {value}".rstrip() for key, value in facts.items()]
    lines += [f"# extra.{label}: {_flat(text)}" for label, text in form.extras.items()]
    for block, fields in _ROWS.items():
        for row in form.rows.get(block, ()):
            lines.append("\t".join((f"@{block}", *(_flat(row.get(field, "")) for field in fields.split()))))
    lines += [f"@note\t{note}" for note in form.notes]
    return "\n".join(lines) + "\n"


def _flat(text: str) -> str:
    return text.replace("\n", "")


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
