"""Forms of two sides whose header is torn."""

from __future__ import annotations

import docparse


def test_side_whose_columns_are_torn_away_has_no_rows() -> None:
    """An amount with the first item of the right side behind it stands in the header as if it were a label."""
    lines = ["收入支出决算总表", "金额", "1", "31.00 一、一般公共服务支出", "行次", "2", "1", "二、事业收入", "2", "36"]
    (table,) = docparse.parse("\n".join(lines) + "\n").tables
    assert {row.side for row in table.rows} <= {column.side for column in table.columns}
