"""A small made-up report as the plain tree of the contract, with every kind of object in it once."""

from __future__ import annotations

import copy
import hashlib
from typing import Any

Tree = dict[str, Any]

TEXT = """\
云岭县灯塔管理处 2031 年度部门决算
一、灯塔概况
本年支出 12.50 万元，比上年增加 2.5 万元。
支出决算表
公开88表 单位：万元
901 灯塔维护 12.50 1O.00 2.50
合计 12.50 —
注：不含浮标。
附表9-1 自评表
项目 修灯
维护灯塔 ≥95% 100% 10 9.5
"""


def spans(printed: str) -> list[list[int]]:
    start = TEXT.index(printed)
    return [[start, start + len(printed)]]


def cell(printed: str, **changes: object) -> Tree:
    """A Cell that stands where `printed` first stands in TEXT and reads as it is printed."""
    return {"value": printed, "raw": printed, "spans": spans(printed), "status": "read"} | changes


def blank(*keys: str) -> Tree:
    return dict.fromkeys(keys)


def grammar() -> Tree:
    return {"form": "expenditure", "rendering": "spaced", "score": 0.9, "runner_up": None, "margin": 0.25}


def column(key: str, *, side: str | None = None) -> Tree:
    return {"key": key, "path": ["甲", "乙"], "number": "1", "side": side, "spans": []}


def row(cells: Tree, **changes: object) -> Tree:
    """An item row of the code 901 without a printed code."""
    tree = blank("side", "line_number", "code", "name", "key", "unit")
    tree |= {"id": "901", "level": 1, "role": "item", "quantity": "amount", "cells": cells, "unsettled": []}
    return tree | changes


def table(rows: list[Tree], columns: list[Tree], **changes: object) -> Tree:
    """An expenditure table in 万元 with the given rows and columns."""
    tree = blank("department", "fiscal_year", "relation")
    tree |= {"id": "expenditure", "kind": "expenditure", "form_number": cell("公开88表"), "title": cell("支出决算表")}
    tree |= {"unit": cell("万元"), "unit_factor": "10000", "admissible_layouts": 1, "grammar": grammar()}
    tree |= {
        "columns": columns,
        "rows": rows,
        "notes": [cell("不含浮标。")],
        "empty": False,
        "spans": spans("支出决算表"),
    }
    return tree | changes


def expenditure_table() -> Tree:
    """One item row and its total; the item has a repaired and disputed value and a blank that is a guess."""
    alternatives = [{"column": "project", "value": "10.00"}, {"column": None, "value": None}]
    values = {
        "total": cell("12.50", disputed_by=["check-2"]),
        "basic": cell("1O.00", value="10.00", status="inferred", repaired=True, alternatives=alternatives),
        "project": None,
    }
    item = row(values, code=cell("901"), name=cell("灯塔维护"), unsettled=["project"])
    mark = cell("—", value=None, status="not_applicable")
    sums = {"total": cell("12.50"), "basic": mark, "project": None}
    total = row(sums, id="total", name=cell("合计"), key="total", level=0, role="total")
    return table([item, total], [column("total"), column("basic"), column("project")])


def indicator() -> Tree:
    tree = blank("level2", "level3", "target_unit", "actual_operator", "deviation", "basis")
    tree |= {"level1": cell("维护灯塔"), "level1_weight": "50", "weight": cell("10"), "score": cell("9.5")}
    tree |= {"target": cell("≥95%"), "target_operator": "≥", "target_value": "95"}
    tree |= {"actual": cell("100%"), "actual_value": "100", "actual_unit": "%"}
    return tree | {"extra": {"浮标": cell("不含浮标。"), "备注": None}}


def evaluation() -> Tree:
    fund = blank("initial_budget", "full_year_budget", "executed", "execution_rate", "score")
    fund |= {"source": cell("项目"), "level": 0, "role": "total", "weight": cell("10")}
    task = blank("level", "content", "total", "fiscal", "other", "executed", "execution_rate", "reason")
    tree = blank("fiscal_year", "department", "department_code", "implementing_unit", "unit", "unit_factor")
    tree |= blank("responsibilities", "overall_goal", "weight_total", "score_total", "grade", "conclusion")
    tree |= blank("other_notes", "contact")
    tree |= {"id": "project-1", "kind": "project", "label": cell("附表9-1"), "title": cell("自评表")}
    tree |= {"project_name": cell("修灯"), "extra": {"备注": cell("注：不含浮标。")}}
    tree |= {"funds": [fund], "goals": [{"year": "2031", "expected": cell("维护灯塔"), "actual": None}]}
    tree |= {"indicators": [indicator()], "tasks": [task | {"name": cell("修灯")}]}
    return tree | {"grammar": grammar(), "spans": spans("自评表")}


def fact(**changes: object) -> Tree:
    """The statement of this year's expenditure."""
    tree = blank("qualifier", "direction", "baseline", "period", "part_of", "about", "document_number")
    tree |= {"id": "fact-1", "subject": "expenditure.total", "name": "本年支出", "measure": "amount"}
    tree |= {"value": cell("12.50"), "unit": "万元", "unit_factor": "10000", "code_path": ["甲类", "乙款"]}
    return tree | {"section": 0, "spans": spans("本年支出 12.50 万元")} | changes


def check(**changes: object) -> Tree:
    """A row sum that holds."""
    tree = {"id": "check-1", "kind": "row_sum", "statement": "12.50 = 10.00 + 2.50", "left": "12.50", "right": "12.50"}
    tree |= {"difference": "0.00", "tolerance": "0.01", "outcome": "holds", "reason": None, "cause": None}
    return tree | {"cells": ["/tables/0/rows/0/cells/total"]} | changes


def diagnostic() -> Tree:
    tree = {"severity": "warning", "code": "decoding.unplaced-number", "message": "2.50 stands in no column"}
    return tree | {"spans": spans("2.50"), "fields": {"number": "2.50", "columns": ["project"]}}


def source() -> Tree:
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    tree = {"name": "灯塔.txt", "sha256": sha256, "encoding": "utf-8", "characters": len(TEXT)}
    return tree | {"renderings": ["spaced"]}


def report_tree() -> Tree:
    """A fresh tree that `Report.model_validate` accepts; each key of the contract is there, save rows' empty extra."""
    change = fact(id="fact-2", measure="change_amount", value=cell("2.5"), direction="increase", about="fact-1")
    failed = check(id="check-2", outcome="fails", cause="source", right="12.60", difference="-0.10")
    tree = {"schema_version": "1.0", "producer": {"name": "docparse", "version": "0.0.0", "knowledge": "made-up"}}
    tree |= {"source": source(), "complete": True, "document_kind": "final_accounts", "scope": "unit"}
    tree |= {"metadata": {"site": "https://lighthouse.example", "lookalike": cell("12.50")}}
    tree |= {"organization": cell("灯塔管理处"), "administrative_division": cell("云岭县"), "title": None}
    tree |= {"fiscal_year": cell("2031"), "tables": [expenditure_table()], "evaluations": [evaluation()]}
    tree |= {"sections": [{"level": 1, "number": "一、", "title": "灯塔概况", "spans": spans("灯塔概况")}]}
    return tree | {"facts": [fact(), change], "checks": [check(), failed], "diagnostics": [diagnostic()]}


def changed(tree: Tree, place: str, value: object) -> Tree:
    """A copy of the tree with another value at a JSON pointer, whose last part may be a new key."""
    tree = copy.deepcopy(tree)
    *parents, last = place.split("/")[1:]
    holder: Any = tree
    for part in parents:
        holder = holder[int(part)] if isinstance(holder, list) else holder[part]
    holder[int(last) if isinstance(holder, list) else last] = value
    return tree
