"""Rows that text in reading order breaks in the midst of a name. All content is made up."""

from __future__ import annotations

from docparse.lexicons.load import load_lexicon
from tests.build import decoded

HEAD = """
    一般公共预算财政拨款基本支出决算表
    人员经费 公用经费
    科目编码 科目名称 决算数 科目编码 科目名称 决算数
    301 工资福利支出 30.00 302 商品和服务支出 12.00
    30101 基本工资 20.00 30201 办公费 8.00
"""


def found(printed: str) -> list[tuple[str | None, str, list[str]]]:
    rows = decoded(HEAD + printed).rows[4:]
    names = ["".join(atom.text for atom in row.name) for row in rows]
    values = [[atom.text for atom in row.values] for row in rows]
    return [(row.code and row.code.text, *each) for row, *each in zip(rows, names, values, strict=True)]


def test_last_group_has_its_name_and_its_value_on_lines_of_their_own() -> None:
    (name, *_) = load_lexicon().names_of("39908")
    printed = f"    30102 津贴补贴 10.00 39908\n    {name[:8]}\n    {name[8:]}\n    4.00\n"
    assert found(printed) == [("30102", "津贴补贴", ["10.00"]), ("39908", name, ["4.00"])]


def test_row_goes_on_behind_the_end_of_its_broken_name() -> None:
    printed = "    30102 津贴补贴 10.00 30231 公务用车运行维护\n    费 4.00\n"
    assert found(printed) == [("30102", "津贴补贴", ["10.00"]), ("30231", "公务用车运行维护费", ["4.00"])]


def test_text_that_is_no_name_of_the_code_is_not_taken_for_it() -> None:
    printed = "    30102 津贴补贴 10.00 30231\n    灯塔看守所\n    4.00\n"
    assert ("30231", "灯塔看守所", ["4.00"]) not in found(printed)


def test_amount_below_a_row_that_broke_nowhere_is_not_its_value() -> None:
    printed = "    30102 津贴补贴 10.00 30231 公务用车运行维护费\n    4.00\n"
    assert ("30231", "公务用车运行维护费", ["4.00"]) not in found(printed)
