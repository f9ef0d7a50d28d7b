"""All that the page shows, as one tree of numbers and strings that a browser reads in a moment.

Cells are named by index; spans are UTF-16 code units of the source text, which the tree carries whole. What can be
said by pointing at Cells (names of rows, the sums of checks, the characters of a Cell) is not said again in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docparse.reviewing.cells import STATUSES, CellIndex, CodeUnits
from docparse.reviewing.evaluations import evaluation_tree
from docparse.reviewing.statements import check_row, diagnostic_row, fact_row, section_row
from docparse.reviewing.tables import table_tree

if TYPE_CHECKING:
    from docparse.schema import Report

Tree = dict[str, Any]

_HEAD = ("title", "organization", "administrative_division", "fiscal_year")


def review_tree(report: Report, text: str) -> Tree:
    """The data of the page.

    Args:
        report: The report.
        text: The decoded source that it was read from.
    """
    cells = CellIndex(text, CodeUnits.of(text))
    head = [(name, cells.add(getattr(report, name), name)) for name in _HEAD]
    tables = [table_tree(table, at, cells) for at, table in enumerate(report.tables)]
    evaluations = [evaluation_tree(form, at, cells) for at, form in enumerate(report.evaluations)]
    first_fact = len(cells.rows)
    facts = [fact_row(fact, at, cells) for at, fact in enumerate(report.facts)]
    return {
        "source": {
            "name": report.source.name,
            "sha256": report.source.sha256,
            "encoding": report.source.encoding,
            "text": text,
        },
        "producer": [report.producer.name, report.producer.version, report.producer.knowledge],
        "complete": report.complete,
        "document_kind": report.document_kind,
        "scope": report.scope,
        "statuses": STATUSES,
        "head": head,
        "tables": tables,
        "evaluations": evaluations,
        "sections": [section_row(section, cells.units) for section in report.sections],
        "first_fact": first_fact,
        "facts": facts,
        "checks": [check_row(report, check, cells) for check in report.checks],
        "diagnostics": [diagnostic_row(record, cells.units) for record in report.diagnostics],
        "cells": cells.rows,
        "values": cells.values,
        "details": cells.details,
    }
