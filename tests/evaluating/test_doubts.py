"""Rows of indicators that cannot be rows as they stand are in doubt, and words with a colon stay in their cell."""

from __future__ import annotations

import pytest

import docparse
from docparse.evaluating.doubts import is_no_row

HEAD = "部门整体支出绩效自评表\n一级指标 二级指标 三级指标 年度指标值 实际完成值 偏差原因分析及改进措施\n"
ROWS = """履职效能 部门目标实现 1.镜片养护合规性 合规 合规 改进措施：完善养护制度，明确责任人。
社会效应 社会效益 1.观测预约可办率 ≥89% 97.9% —
社会效应 社会效益 2.观测事故 =0件 0件 —
满意度 服务对象满意度 1.观众满意度 ≥96% 97.92% —
"""


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [("≥92%", "76.1%", ""), ("＞=91人", "95人", "无"), ("", "", ""), ("无", "", "")],
)
def test_no_row_has_a_quantity_for_its_name_or_none_that_says_anything(name: str, target: str, actual: str) -> None:
    assert is_no_row(name, target, actual)


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [("观测次数", "", ""), ("≥级别符合要求", "1级", "1级"), ("", "完善", "完善"), ("无障碍通道", "", "")],
)
def test_other_rows_are_believed(name: str, target: str, actual: str) -> None:
    assert not is_no_row(name, target, actual)


def test_row_whose_cells_stand_a_column_too_late_is_in_doubt() -> None:
    cells = [
        *("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "偏差原因分析"),
        *("社会效应", "社会效益", "观测预约可办率", "≥99%", "100%", "无偏差"),
        *("可持续发展能力", "长效机制建设", "人才队伍建设", "持续加强", "加强", "无偏差"),
        *("满意度", "服务对象满意度", "观众满意度", "≥96%", "97.3%", "无偏差"),
        *("社会公众满意度", "≥92%", "76.1%", "连日阴雨，观测顺延。"),
    ]
    (found,) = docparse.parse("部门整体支出绩效自评表\n\n" + "\n\n".join(cells) + "\n").evaluations
    for row in found.indicators:
        if row.level3 is not None and row.level3.raw.startswith("≥"):
            assert row.level3.status == "inferred"


def test_words_with_a_colon_at_the_beginning_of_a_reason_belong_to_it() -> None:
    (found,) = docparse.parse(HEAD + ROWS).evaluations
    reasons = [row.deviation.raw for row in found.indicators if row.deviation is not None]
    assert reasons[0] == "改进措施：完善养护制度，明确责任人。"


def test_name_that_takes_in_the_target_is_in_doubt() -> None:
    printed = (
        "项目支出绩效自评表\n一级指标 二级指标 三级指标 年度指标值 实际完成值 偏差原因 分值 得分\n"
        "产出指标 数量指标 1.观测次数 ≥31次 31次 20 20\n质量指标 1.镜片合格率 =100% 100% 20 20\n"
        "效益指标 社会效益指标 1.科普服务效益 提高 有效提高 下年度将加强宣传，按月开放。 20 16\n"
        "满意度指标 服务对象满意度指标 1.观众满意度 ≥85% 93.5% 30 30\n"
    )
    (found,) = docparse.parse(printed).evaluations
    (row,) = [row for row in found.indicators if row.level3 and "服务效益" in row.level3.raw]
    assert row.level3 is not None
    assert row.level3.raw == "1.科普服务效益" or row.level3.status == "inferred"
