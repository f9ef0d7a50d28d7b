"""Lines of a site between the rows of a table belong to no row."""

from __future__ import annotations

import docparse

TABLE = """\
支出决算表
科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
栏次 1 2 3 4 5 6
合计 31.00 21.00 10.00 0.00 0.00 0.00
205 教育支出 31.00 21.00 10.00 0.00 0.00 0.00
20502 普通教育 31.00 21.00 10.00 0.00 0.00 0.00
"""
SITE = "当前位置：首页 > 政务公开 > 财政信息\n发布时间：2032-09-14 10:12 来源：本站 浏览次数：35\n【字体：大 中 小】\n"


def test_lines_of_the_site_leave_the_rows_as_they_are() -> None:
    plain, strewn = (
        docparse.parse(text).table("expenditure").to_rows() for text in (TABLE, TABLE.replace("20502", SITE + "20502"))
    )
    assert strewn == plain


def test_running_head_is_no_part_of_the_name_above_it() -> None:
    wrapped = TABLE.replace("205 教育支出", "205\n教育支出").replace("20502", "望川县浮标管理所2031年度部门决算\n20502")
    assert [row["name"] for row in docparse.parse(wrapped).table("expenditure").to_rows()] == [
        row["name"] for row in docparse.parse(TABLE).table("expenditure").to_rows()
    ]
