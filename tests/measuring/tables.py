"""Small labelled and read tables for the tests: three columns, rows in one line each."""

from __future__ import annotations

from benchmarks.labels import LabelColumn, LabelTable, parse_table
from benchmarks.results import ReadCell, ReadRow, ReadTable

HEAD = """\
# kind: expenditure
# source_lines: 3-9
# form_number:
# title: 支出决算表
# unit: 万元
# department:
# fiscal_year:
# empty: false
@column\ttotal\t本年支出合计\t1\t
@column\tbasic\t基本支出\t2\t
@column\tproject\t项目支出\t3\t
"""
KEYS = ("total", "basic", "project")
COLUMNS = (
    LabelColumn("total", "本年支出合计", "1", ""),
    LabelColumn("basic", "基本支出", "2", ""),
    LabelColumn("project", "项目支出", "3", ""),
)


def label(*rows: str, file: str = "03-expenditure.tsv") -> LabelTable:
    """A labelled table of rows such as "214 交通运输支出 7.00 5.00 2.00"; "_" is nothing, as code or as value."""
    lines = []
    for row in rows:
        fields = ["" if part == "_" else part for part in row.split(" ")]
        lines.append("\t".join(["@row", "", "", *fields]) + "\n")
    return parse_table(HEAD + "".join(lines), file=file)


def claim(text: str, *, at: int | None = None) -> ReadCell | None:
    """A claim such as "5.00", "5.00!verified" or "5.00!inferred!basic,project"; "_" is a blank, "—" a mark."""
    value, _, rest = text.partition("!")
    status, _, others = rest.partition("!")
    if value == "_":
        return None
    if value == "—":
        return ReadCell(None, "—", "not_applicable")
    alternatives = tuple((key if key != "none" else None, value) for key in others.split(",") if key)
    return ReadCell(value, value, status or "read", alternatives, () if at is None else ((at, at + len(value)),))


def read_row(text: str, *, at: int | None = None) -> ReadRow:
    """A row of a result, as in ``label``; a blank "_?" is unsettled."""
    code, name, *values = ("" if part == "_" and place < 2 else part for place, part in enumerate(text.split(" ")))
    cells = {key: claim("_" if value == "_?" else value, at=at) for key, value in zip(KEYS, values, strict=False)}
    return ReadRow("", "", code, name, cells, frozenset(key for key, v in zip(KEYS, values, strict=False) if v == "_?"))


def read(*rows: str, kind: str = "expenditure", at: int | None = None) -> ReadTable:
    """A table of a result with the facts and columns of ``label``."""
    facts = {"form_number": "", "title": "支出决算表", "unit": "万元", "department": "", "fiscal_year": ""}
    return ReadTable(kind, kind, facts, COLUMNS, tuple(read_row(row, at=at) for row in rows), False, "spaced")
