"""Made-up labels of prose, and the source and the report in which every figure and heading of them is read right."""

from __future__ import annotations

from typing import Any

from benchmarks.labels import LabelTable
from benchmarks.prose_labels import FACT_FIELDS, Prose, parse_prose
from benchmarks.prose_places import line_starts, places_of
from benchmarks.prose_references import Labelled, Pointers
from benchmarks.prose_scoring import ProseScore, score_prose
from benchmarks.results import Tree
from tests.measuring.evaluation_forms import PROJECT, written
from tests.measuring.tables import label

# The prose stands behind the form; a figure wraps, another has blanks within, two stand twice on their line.
TEXT = """\
第一部分 收支情况
一、收入支出
2031 年度支出合计 12, 500.00 万元，其中：基本支出 10,0
00.00 万元，占 80.00%；项目支出 2,500.00 万元，占 20.00%。支出比上年增加 500.00
万元，增长 4.17%。
二、项目
（一）河道清淤。河道清淤经费 36.50 万元（云财预〔2031〕7 号），与上年持平；新建泵站 3 座、水闸 3 座。
2.巡护
巡护支出 24.00 万元，执行率 75.00%，巡河约 400 次。
"""


def _rows(*rows: str) -> str:
    """Fields of facts apart by "|", blank ones at the end left out."""
    lines = []
    for row in rows:
        fields = row.split("|")
        lines.append("\t".join([*fields, *[""] * (len(FACT_FIELDS) - len(fields))]) + "\n")
    return "# comment\n" + "".join(lines)


SECTIONS = """\
s1\t+1\t1\t第一部分\t收支情况
s2\t+2\t2\t一、\t收入支出
s3\t+6\t2\t二、\t项目
s4\t+7\t3\t（一）\t河道清淤
s5\t+8\t3?\t2.\t巡护
"""
FACTS = _rows(
    "f1|+3|12,500.00|支出合计|expenditure.total|amount|12500.00|万元||||2031|||||s2|03-expenditure.tsv:合计:total",
    "f2|+3|10,000.00|基本支出|expenditure.basic|amount|10000.00|万元||||2031||f1|||s2|03-expenditure.tsv:合计:basic",
    "f3|+4|80.00|基本支出|expenditure.basic|share|80.00|%||||2031||f1|f2||s2",
    "f4|+4|2,500.00|项目支出|expenditure.project|amount|2500.00|万元||||2031||f1|||s2|03-expenditure.tsv:合计:project",
    "f5|+4|20.00|项目支出|expenditure.project|share|20.00|%||||2031||f1|f4||s2",
    "f6|+4|500.00|支出合计|expenditure.total|change_amount|500.00|万元||increase|previous_year|2031|||f1||s2",
    "f7|+5|4.17|支出合计|expenditure.total|change_rate|4.17|%||increase|previous_year|2031|||f1||s2",
    "f8|+7|36.50|河道清淤经费||amount|36.50|万元||||2031||||云财预〔2031〕7号|s4",
    "f9|+7|持平|河道清淤经费||change_amount|0|||flat|previous_year||||f8||s4",
    "f10|+7|3|泵站||count|3|座|||||||||s4",
    "f11|+7|3|水闸||count|3|座|||||||||s4",
    "f12|+9|24.00|巡护支出||amount|24.00|万元|||||||||s5|e001:fund1:executed",
    "f13|+9|75.00|巡护支出||completion_rate|75.00|%|||budget||||f12||s5?",
    "f14|+9|400|巡河||count|400|次|约||||||||s5|e001:indicator1:actual",
)
CONTRADICTIONS = "narrative\t3\tf1\t03-expenditure.tsv:合计:total\t12500.00\t12500.00\tthe totals differ\n"
TABLE_ROW = "_ 合计 12500.00 10000.00 2500.00"


class Report:
    """A labelled document: source, labels, and a tree that has everything right."""

    def __init__(
        self, *, facts: str = FACTS, sections: str = SECTIONS, contradictions: str = CONTRADICTIONS, text: str = TEXT
    ) -> None:
        before, tree, forms = written(PROJECT)
        self.form_text = PROJECT.replace("# source_lines: 1-9", "# source_lines: {}-{}".format(*forms[0].lines))
        above = before.count("\n")
        self.text = before + text
        self.files = {"facts.tsv": _lined(facts, above), "sections.tsv": _lined(sections, above)}
        self.files["prose-contradictions.tsv"] = contradictions
        self.prose: Prose = parse_prose(*self.files.values())
        self.labelled = Labelled((label(TABLE_ROW),), tuple(forms))
        self.tree: Tree = {
            "source": {"sha256": ""},
            "sections": _sections(self.prose, self.text),
            "facts": _facts(self.prose, self.text),
            "tables": [_table(self.labelled.tables[0])],
            "checks": [],
            **tree,
        }
        self.tree["checks"] = _ties(self.prose, Pointers(self.labelled, self.tree, self.text))

    def score(self) -> ProseScore:
        """The score of the tree as it now is."""
        return score_prose("d1", self.text, self.tree, self.prose, self.labelled)

    def fact(self, name: str) -> dict[str, Any]:
        """One fact of the tree."""
        found: dict[str, Any] = next(fact for fact in self.tree["facts"] if fact["id"] == f"r-{name}")
        return found

    def drop(self, name: str) -> None:
        """Takes a fact out of the tree; the checks are left out too, since their pointers count."""
        self.tree["facts"].remove(self.fact(name))
        self.tree["checks"] = []

    def check(self, *cells: str, kind: str = "narrative", cause: str | None = None) -> dict[str, Any]:
        """Adds a check to the tree."""
        outcome = "holds" if cause is None else "fails"
        statement = f"{kind} of {len(cells)}"
        made = {"id": f"c{len(self.tree['checks'])}", "kind": kind, "statement": statement, "outcome": outcome}
        self.tree["checks"].append({**made, "cause": cause, "cells": list(cells)})
        last: dict[str, Any] = self.tree["checks"][-1]
        return last


def _lined(labels: str, above: int) -> str:
    """Labels with the lines of the source instead of "+line of the prose"."""
    lines = []
    for line in labels.splitlines():
        fields = line.split("\t")
        if fields[1:] and fields[1].startswith("+"):
            fields[1] = str(above + int(fields[1]))
        lines.append("\t".join(fields) + "\n")
    return "".join(lines)


def _spans(text: str, start: int, dense: str) -> list[list[int]]:
    """Where some characters stand from an offset on, without the white space between them."""
    spans: list[list[int]] = []
    at = start
    for character in dense:
        at = text.index(character, at)
        if spans and spans[-1][1] == at:
            spans[-1][1] = at + 1
        else:
            spans.append([at, at + 1])
        at += 1
    return spans


def _sections(prose: Prose, text: str) -> list[dict[str, Any]]:
    starts = line_starts(text)
    return [
        {
            "level": int(each.level.value),
            "number": each.number or None,
            "title": each.title,
            "spans": _spans(text, starts[each.line - 1], each.number + each.title),
        }
        for each in prose.sections
    ]


def _facts(prose: Prose, text: str) -> list[dict[str, Any]]:
    places = places_of(text, prose.facts)
    headings = [section.id for section in prose.sections]
    facts = []
    for fact, (place, *_) in zip(prose.facts, places, strict=True):
        spans = _spans(text, place[0], "".join(fact.text("quote").split()))
        raw = "".join(text[start:end] for start, end in spans)
        plain = {name: fact.text(name) or None for name in FACT_FIELDS[3:16] if name not in ("value", "code_path")}
        links = {name: f"r-{fact.text(name)}" if fact.text(name) else None for name in ("part_of", "about")}
        facts.append(
            {
                **plain,
                **links,
                "id": f"r-{fact.id}",
                "value": {"value": fact.text("value"), "raw": raw, "spans": spans, "status": "read"},
                "code_path": fact.text("code_path").split("/") if fact.text("code_path") else None,
                "section": headings.index(fact.text("section")) if fact.text("section") else None,
                "unit_factor": None,
                "spans": spans,
            }
        )
    return facts


def _table(table: LabelTable) -> dict[str, Any]:
    rows: list[dict[str, Any]] = []
    for row in table.rows:
        cells = {
            key: {"value": value, "raw": value, "spans": [], "status": "read"} for key, value in row.values.items()
        }
        name = {"value": row.name, "raw": row.name, "spans": [], "status": "read"}
        rows.append({"side": None, "line_number": None, "code": None, "name": name, "cells": cells, "unsettled": []})
    blank = dict.fromkeys(("form_number", "title", "unit", "department", "fiscal_year"))
    grammar = {"rendering": "spaced"}
    return {
        "id": table.kind,
        "kind": table.kind,
        **blank,
        "unit_factor": "10000",
        "columns": [],
        "rows": rows,
        "empty": False,
        "grammar": grammar,
    }


def _ties(prose: Prose, pointers: Pointers) -> list[dict[str, Any]]:
    """A check for each figure and each of its counterparts."""
    pairs = (
        (at, pointer)
        for at, fact in enumerate(prose.facts)
        for entry in fact.counterparts
        for pointer in sorted(pointers.of(entry.value))
    )
    return [
        {
            "id": f"c{number}",
            "kind": "narrative",
            "statement": "made up",
            "outcome": "holds",
            "cause": None,
            "cells": [f"/facts/{at}/value", pointer],
        }
        for number, (at, pointer) in enumerate(pairs)
    ]
