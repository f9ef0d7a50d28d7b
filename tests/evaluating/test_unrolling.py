"""Forms on one line, and on lines that end anywhere."""

from __future__ import annotations

from docparse.evaluating.unrolling import unroll
from tests.build import lines
from tests.evaluating.reading import FORM, form, read

ON_ONE_LINE = (
    "附件: 项目支出绩效自评表 (2022年度) 项目名称 水库加固补助 主管部门 云溪县水务局 实施单位 云溪县水利站 "
    "项目资金 (万元) 年初预算数 全年预算数 全年执行数 分值 执行率 得分 年度资金总额: 120 110 99 10 90% 9 "
    "其中:本年财政拨款 120 110 99 上年结转资金 其他资金 年度总体目标 预期目标 实际完成情况 "
    "加固三座水库,保障下游灌溉。 已加固三座水库,下游灌溉得到保障。 "
    "绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施 "
    "产出指标(50分) 数量指标 加固水库数量 ≥3座 3座 20 20 质量指标 工程验收合格率 ≥95% 100% 20 20 "
    "时效指标 按期完工 年底前完工 达成预期指标 10 10 "
    "效益指标(30分) 社会效益指标 灌溉保障程度 明显提升 达成预期指标 30 30 "
    "满意度指标(10分) 服务对象满意度指标 村民满意度 ≥90% 92% 10 10 总分 100 99\n"
)


def test_form_on_one_line_is_found_and_read() -> None:
    tree = form(ON_ONE_LINE)
    assert (tree["project_name"], tree["implementing_unit"]) == ("水库加固补助", "云溪县水利站")
    assert [row["source"] for row in tree["funds"]] == ["年度资金总额", "本年财政拨款", "上年结转资金", "其他资金"]
    assert tree["goals"][0]["actual"] == "已加固三座水库,下游灌溉得到保障。"
    assert [row["level3"] for row in tree["indicators"]] == [
        *("加固水库数量", "工程验收合格率", "按期完工", "灌溉保障程度", "村民满意度"),
    ]
    assert [row["level1_weight"] for row in tree["indicators"]] == ["50", "50", "50", "30", "10"]
    assert (tree["weight_total"], tree["score_total"]) == ("100", "99")


def test_level_without_an_indicator_before_another_level_is_reported_and_names_no_row() -> None:
    lone = (
        "效益指标(30分) 社会效益指标 灌溉保障程度 明显提升 达成预期指标 30 30 经济效益指标 满意度指标(10分) 满意度指标"
    )
    before = ON_ONE_LINE[ON_ONE_LINE.index("效益指标(30分)") : ON_ONE_LINE.index(" 村民满意度")]
    found = read(ON_ONE_LINE.replace(before, lone))
    last = found.trees[0]["indicators"][-1]
    assert [last[key]["value"] for key in ("level1", "level2", "level3")] == ["满意度指标", "满意度指标", "村民满意度"]
    assert last["level1_weight"] == "10"
    (told,) = (each for each in found.diagnostics if each.code == "evaluating.unclaimed-text")
    assert [found.normal.source.text[start:end] for start, end in told.spans] == ["经济效益指标"]


def test_spans_of_a_form_on_one_line_hold_their_text() -> None:
    found = read(ON_ONE_LINE)
    cell = found.trees[0]["indicators"][1]["target"]
    (start, end), *_ = cell["spans"]
    assert found.normal.source.text[start:end] == "≥95%"


def test_line_of_a_form_is_claimed_once() -> None:
    assert read(f"工作总结\n{ON_ONE_LINE}明年继续做好水库管护工作。\n").claimed == {1}


def test_two_forms_on_one_line_are_two_forms() -> None:
    other = ON_ONE_LINE.replace("水库加固补助", "渠道清淤补助")
    trees = read(f"{ON_ONE_LINE.rstrip()} {other}").trees
    assert [tree["project_name"]["value"] for tree in trees] == ["水库加固补助", "渠道清淤补助"]


def test_form_whose_header_is_torn_by_its_cells_is_not_read() -> None:
    jumbled = ON_ONE_LINE.replace("一级指标 二级指标 三级指标", "一级指标 二级指标 数量指标 三级指标 加固水库总数")
    assert not read(jumbled).trees


def test_lines_of_other_text_stay_as_they_are() -> None:
    printed = lines(FORM)
    assert unroll(printed).lines is printed
