"""Made-up tables of one department, and what the proof engine says of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import docparse
from tests.build import Tree, text

_TITLES = {
    "income_expenditure_summary": "收入支出决算总表",
    "income": "收入决算表",
    "expenditure": "支出决算表",
    "fiscal_appropriation_summary": "财政拨款收入支出决算总表",
    "general_budget_expenditure": "一般公共预算财政拨款支出决算表",
    "general_budget_income_expenditure": "一般公共预算财政拨款收入支出决算表",
    "general_budget_basic_expenditure": "一般公共预算财政拨款基本支出决算表",
    "government_fund": "政府性基金预算财政拨款收入支出决算表",
    "state_capital": "国有资本经营预算财政拨款支出决算表",
    "three_public": "财政拨款“三公”经费支出决算表",
    "three_public_and_operating": "“三公”经费、行政参公单位机关运行经费情况表",
    "state_assets": "国有资产占有使用情况表",
}
_BALANCES = (
    "科目编码 科目名称 年初结转和结余 本年收入 本年支出 年末结转和结余",
    "小计 基本支出 项目支出",
    "栏次 1 2 3 4 5 6",
)
_HEADERS = {
    "income_expenditure_summary": ("收入 支出", "项目 行次 金额 项目 行次 金额", "栏次 1 栏次 2"),
    "income": (
        "科目编码 科目名称 本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入",
        "栏次 1 2 3 4 5 6 7",
    ),
    "expenditure": (
        "科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出",
        "栏次 1 2 3 4 5 6",
    ),
    "fiscal_appropriation_summary": (
        "收入 支出",
        "项目 行次 金额 项目 行次 合计 一般公共预算财政拨款 政府性基金预算财政拨款 国有资本经营预算财政拨款",
        "栏次 1 栏次 2 3 4 5",
    ),
    "general_budget_expenditure": ("科目编码 科目名称 本年支出合计 基本支出 项目支出", "栏次 1 2 3"),
    "general_budget_income_expenditure": _BALANCES,
    "general_budget_basic_expenditure": ("人员经费 公用经费", "科目编码 科目名称 金额 科目编码 科目名称 金额"),
    "government_fund": _BALANCES,
    "state_capital": ("科目编码 科目名称 本年支出合计 基本支出 项目支出", "栏次 1 2 3"),
    "three_public": (
        "预算数 决算数",
        " ".join(2 * ["合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费"]),
        " ".join(2 * ["小计 公务用车购置费 公务用车运行维护费"]),
        "1 2 3 4 5 6 7 8 9 10 11 12",
    ),
    "three_public_and_operating": ("项目 行次 预算数 决算统计数", "栏次 1 2"),
    "state_assets": (
        "资产总额 流动资产 固定资产 对外投资/有价证券 在建工程 无形资产 其他资产",
        "小计 房屋构筑物 车辆 单价200万元以上大型设备 其他固定资产",
        "栏次 1 2 3 4 5 6 7 8 9 10 11",
    ),
}
_TABBED_NUMBERS = {"栏次 1 2 3": "栏次⇥⇥1⇥2⇥3", "栏次 1 2 3 4 5 6": "栏次⇥⇥1⇥2⇥3⇥4⇥5⇥6", "栏次 1 2": "栏次⇥⇥1⇥2"}


def table(kind: str, rows: str, *, unit: str | None = "元") -> str:
    """A table as an extractor prints it; rows with ⇥ keep their blank cells, rows with spaces lose them."""
    header = list(_HEADERS[kind])
    if "⇥" in rows:
        header = [_TABBED_NUMBERS.get(line, line.replace(" ", "⇥")) for line in header]
    marks = "部门：望川县浮标管理所 2031年度" + (f" 金额单位：{unit}" if unit else "")
    return "\n".join([_TITLES[kind], marks, *header, text(rows)]) + "\n"


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of a text: the report's plain tree, with short ways to its cells and checks."""

    report: Tree

    def cell(self, place: str) -> Tree | None:
        """The Cell at "table row column"; the table's id may be left out where there is one table only."""
        *names, row, column = place.split(" ")
        tables = self.report["tables"]
        found = next(each for each in tables if each["id"] == names[0]) if names else tables[0]
        (cells,) = (each["cells"] for each in found["rows"] if each["id"] == row)
        cell: Tree | None = cells[column]
        return cell

    def status(self, place: str) -> str | None:
        """The status of the value at a place, None for a blank."""
        cell = self.cell(place)
        return cell["status"] if cell else None

    def places(self, *statuses: str, zeros: bool = True) -> list[str]:
        """Where values of one of these statuses stand, in printed order; with several tables the table first."""
        tables = self.report["tables"]
        return [
            f"{table['id']} {row['id']} {key}" if len(tables) > 1 else f"{row['id']} {key}"
            for table in tables
            for row in table["rows"]
            for key, cell in row["cells"].items()
            if cell and cell["status"] in statuses and (zeros or Decimal(cell["value"] or 0))
        ]

    def checks(self, kind: str | None = None, outcome: str | None = None) -> list[Tree]:
        """The checks of that kind and outcome."""
        return [
            check
            for check in self.report["checks"]
            if kind in (None, check["kind"]) and outcome in (None, check["outcome"])
        ]

    def sums(self, kind: str | None = None, outcome: str | None = "holds") -> list[str]:
        """What those checks hold against each other, the printed values of their cells: "30.00 | 20.00 | 10.00"."""
        return [self.printed(check) for check in self.checks(kind, outcome)]

    def printed(self, check: Tree) -> str:
        """The values of a check's cells in its order."""
        return " | ".join(str(self.at(pointer)["value"]) for pointer in check["cells"])

    def at(self, pointer: str) -> Tree:
        """What a JSON pointer leads to."""
        node: Any = self.report
        for part in pointer.split("/")[1:]:
            name = part.replace("~1", "/").replace("~0", "~")
            node = node[int(name)] if isinstance(node, list) else node[name]
        assert isinstance(node, dict)
        return node


def proved(*tables: str) -> Proof:
    """What the engine says of a report that holds these tables."""
    return Proof(docparse.parse("\n".join(tables)).to_dict())


# 208 is 0.02 apart in these two tables, and both amounts are proved: up, down and across.
FISCAL = """
    一、一般公共预算财政拨款 1 60.00 一、社会保障和就业支出 4 10.10 10.10 0.00 0.00
    二、政府性基金预算财政拨款 2 0.00 二、卫生健康支出 5 5.00 5.00 0.00 0.00
    三、国有资本经营预算财政拨款 3 0.00 三、交通运输支出 6 40.00 40.00 0.00 0.00
    四、住房保障支出 7 4.90 4.90 0.00 0.00
    本年收入合计 8 60.00 本年支出合计 9 60.00 60.00 0.00 0.00
    总计 10 60.00 总计 11 60.00 60.00 0.00 0.00
"""
GENERAL_BUDGET = """
    合计 60.00 50.00 10.00
    208 社会保障和就业支出 10.12 10.12 0.00
    20805 行政事业单位养老支出 10.12 10.12 0.00
    210 卫生健康支出 4.99 4.99 0.00
    21011 行政事业单位医疗 4.99 4.99 0.00
    214 交通运输支出 40.00 30.00 10.00
    21499 其他交通运输支出 40.00 30.00 10.00
    221 住房保障支出 4.89 4.89 0.00
    22102 住房改革支出 4.89 4.89 0.00
"""
