"""Indicators whose tables print further numbers beside the value and the score."""

from __future__ import annotations

import pytest

import docparse

_ROWS = (
    ("产出指标", "数量指标", "修复湿地面积", "≥120亩", "108亩", "20", "18"),
    ("产出指标", "质量指标", "苗木成活率", "≥90%", "93.5%", "15", "15"),
    ("产出指标", "时效指标", "按期完成率", "100%", "90%", "15", "13.5"),
    ("效益指标", "生态效益指标", "新增水鸟种类", "≥6种", "7种", "30", "30"),
    ("满意度指标", "服务对象满意度指标", "居民满意度", "≥85%", "88%", "10", "10"),
)
_KEYS = ("level1", "level2", "level3", "target", "actual", "weight", "score")
# Label → what a row prints below it.
_BESIDE = {
    "完成率（%）": lambda row: "95.00",
    "得分率": lambda row: f"{100 * float(row['score']) / float(row['weight']):.1f}%",
    "扣分": lambda row: f"{float(row['weight']) - float(row['score']):g}",
    "上年完成值": lambda row: "37%",
    "上半年完成值": lambda row: "41%",
    "复核得分": lambda row: row["score"],
    "权重（%）": lambda row: row["weight"],
}
_SHAPES = (
    (("上半年完成值", ""), ("计划值", "target"), ("实现值", "actual"), ("指标权重", "weight"), ("评价得分", "score")),
    (("计划值", "target"), ("实际值", "actual"), ("分值", "weight"), ("得分", "score")),
    (("年度指标值", "target"), ("实际完成值", "actual"), ("分值", "weight"), ("扣分", ""), ("得分", "score")),
    (("年度指标值", "target"), ("实际完成值", "actual"), ("分值", "weight"), ("得分率", ""), ("得分", "score")),
    (("上年完成值", ""), ("年度指标值", "target"), ("实际完成值", "actual"), ("分值", "weight"), ("得分", "score")),
    (
        ("权重（%）", ""),
        ("分值", "weight"),
        ("年度指标值", "target"),
        ("实际完成值", "actual"),
        ("完成率（%）", ""),
        ("得分", "score"),
    ),
    (("年度指标值", "target"), ("实际完成值", "actual"), ("满分", "weight"), ("自评得分", "score"), ("复核得分", "")),
)


def _form(shape: tuple[tuple[str, str], ...], between: str) -> str:
    lines = [
        ("项目支出绩效自评表",),
        ("（2023年度）",),
        ("项目名称", "湿地修复"),
        ("主管部门", "清溪县林业局", "实施单位", "清溪县湿地中心"),
        ("一级指标", "二级指标", "三级指标", *(label for label, _ in shape)),
    ]
    for values in _ROWS:
        row = dict(zip(_KEYS, values, strict=True))
        lines.append((*values[:3], *(row[key] if key else _BESIDE[label](row) for label, key in shape)))
    return "\n".join(between.join(line) for line in lines) + "\n"


@pytest.mark.parametrize("between", ["\t", " ", "\n"], ids=["tabs", "blanks", "lines"])
@pytest.mark.parametrize("shape", _SHAPES, ids=lambda shape: "-".join(label for label, _ in shape))
def test_values_and_points_stand_in_their_columns(shape: tuple[tuple[str, str], ...], between: str) -> None:
    form = docparse.parse(_form(shape, between)).evaluations[0]
    rows = [tuple(getattr(row, key).value for key in _KEYS) for row in form.indicators]
    assert rows == list(_ROWS)
    beside = {label.partition("（")[0] for label, key in shape if not key}
    assert all(beside <= set(row.extra) for row in form.indicators)
