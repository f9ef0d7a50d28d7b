"""Amounts whose last digits stand on the next line."""

from __future__ import annotations

import docparse
from tests.proving.reports import Proof

_HEAD = (
    "支出决算表\n单位：元\n"
    + "科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出\n"
)
_LINES = """合计 {total}
{below}214 交通运输支出 12,000,678.95 10,000,678.95 2,000,000.00 0.00 0.00 0.00
206 科学技术支出 345,000.00 345,000.00 0.00 0.00 0.00 0.00
"""


def _read(total: str, below: str = "") -> Proof:
    return Proof(docparse.parse(_HEAD + _LINES.format(total=total, below=below)).to_dict())


def test_last_digits_on_the_next_line_are_put_back_where_the_sums_prove_it() -> None:
    found = _read("12,345,678.9 10,345,678.9 2,000,000.0 0.00 0.00 0.00", "5 5 0\n")
    cell = found.cell("total total")
    assert cell is not None
    assert (cell["value"], cell["raw"], cell["status"]) == ("12345678.95", "12,345,678.95", "verified")
    assert cell["repaired"]
    assert len(cell["spans"]) == 2


def test_digits_that_make_no_sum_are_put_back_and_doubted() -> None:
    found = _read("12,345,678.9 10,345,678.9 2,000,000.0 0.00 0.00 0.00", "5 7 0\n")
    assert found.places("verified", zeros=False).count("total basic") == 0


def test_digits_for_some_amounts_only_are_a_row_of_their_own() -> None:
    found = _read("12,345,678.9 10,345,678.9 2,000,000.0 0.00 0.00 0.00", "5 5\n")
    cell = found.cell("total total")
    assert cell is not None
    assert cell["raw"] == "12,345,678.9"
    assert "proving.row-unknown" in {each["code"] for each in found.report["diagnostics"]}


def test_amounts_with_all_their_decimals_take_nothing_from_the_next_line() -> None:
    found = _read("12,345,678.95 10,345,678.95 2,000,000.00 0.00 0.00 0.00", "5 5 0\n")
    cell = found.cell("total total")
    assert cell is not None
    assert cell["raw"] == "12,345,678.95"


def test_amounts_torn_at_their_points_are_whole_where_a_table_has_no_others() -> None:
    labels = "资产总额 流动资产 固定资产 对外投资/有价证券 在建工程 无形资产 其他资产\n栏次 1 2 3 4 5 6 7\n"
    values = "39474575.\n70\n4420060.7\n1\n27592433.\n32\n0\n0\n5462081.\n67\n2000000.\n00\n"
    head = "国有资产使用情况表\n单位：元\n项目 行次\n"
    found = Proof(docparse.parse(f"{head}{labels}合计 1\n{values}").to_dict())
    (row,) = found.report["tables"][0]["rows"]
    assert [cell and cell["raw"] for cell in row["cells"].values()] == [
        *("39474575.70", "4420060.71", "27592433.32", "0", "0", "5462081.67", "2000000.00")
    ]
