from __future__ import annotations

import pytest

from docparse.evaluating.points import Totals
from docparse.evaluating.quantities import Quantity
from tests.evaluating.indicator_reading import IN_PARTS, TABBED, column, reading, report_rows, rows


def test_row_on_one_line_is_read_in_the_order_of_the_columns() -> None:
    assert rows("产出指标 数量指标 加固水库座数 ≥3座 4座 20 18.5 多加固一座") == [
        {
            "level1": "产出指标",
            "level2": "数量指标",
            "level3": "加固水库座数",
            "target": "≥3座",
            "actual": "4座",
            "weight": "20",
            "score": "18.5",
            "deviation": "多加固一座",
        }
    ]


def test_spanning_levels_are_filled_down() -> None:
    body = (
        "产出指标 数量指标 加固水库 ≥3座 3座 20 20\n巡查河道 ≥40公里 40公里 10 10\n质量指标 验收合格率 =100% 100% 20 20"
    )
    assert column(rows(body), "level1") == ["产出指标"] * 3
    assert column(rows(body), "level2") == ["数量指标", "数量指标", "质量指标"]


def test_cells_that_are_stacks_of_lines_are_put_together() -> None:
    body = (
        "产出指\n\n标\n\n数量指标\n\n加固小型水\n\n库座数\n\n>=3 座 =3 座 20 20.00\n\n培训水利管\n\n护人员人次\n\n数\n\n"  # noqa: E501
        ">=1.25 万\n\n人次\n\n=1.3 万\n\n人次\n\n10 10.00"
    )
    found = rows(body)
    assert column(found, "level3") == ["加固小型水库座数", "培训水利管护人员人次数"]
    assert column(found, "target") == [">=3座", ">=1.25万人次"]


def test_deviation_of_a_row_is_not_taken_for_the_name_of_the_next_one() -> None:
    body = (
        "产出指标\n数量指标\n加固小型水\n库座数\n>=3座 =2座 20 13.00\n汛期降\n雨偏多，\n工期延\n误。\n维护观测设\n施数量\n"  # noqa: E501
        ">=8处 =8处 10 10.00"
    )
    found = rows(body)
    assert column(found, "deviation") == ["汛期降雨偏多，工期延误。", ""]
    assert column(found, "level3") == ["加固小型水库座数", "维护观测设施数量"]


def test_name_that_is_repeated_as_what_was_reached_shows_where_cells_begin() -> None:
    body = "产出指标 质量指标\n小型水库安全鉴\n定完成率\n≥95%\n小型水库安全鉴\n定完成率\n20 20"
    assert rows(body)[0]["actual"] == "小型水库安全鉴定完成率"


def test_target_in_three_columns_is_put_together() -> None:
    (row,) = reading("产出指标 数量指标 加固水库 ≥ 3 座 4 20 20 已完成", IN_PARTS).rows
    assert row.cells["target"].text == "≥ 3座"
    assert row.target == Quantity("≥", "3", "座")
    assert row.actual == Quantity(None, "4", "")


def test_worded_target_in_three_columns_leaves_its_unit_out() -> None:
    found = rows("效益指标 社会效益指标 群众安全感 = 明显增强 明显增强 20 20 已完成", IN_PARTS)
    assert (found[0]["target"], found[0]["actual"]) == ("=明显增强", "明显增强")


def test_tabs_that_spanning_cells_shifted_are_not_believed_blindly() -> None:
    body = (
        "⇥产出指标（50分）⇥数量指标⇥加固水库⇥≥3座⇥≥4座⇥25⇥25⇥\n⇥⇥⇥巡查河道⇥≥40公里⇥≥41公里⇥25⇥25\n"
        "效益指标（30分）⇥社会效益指标⇥群众安全感⇥明显增强⇥达成年度指标⇥30⇥30⇥⇥"
    )
    found = reading(body, TABBED).rows
    assert [row.level1 for row in found] == ["产出指标", "产出指标", "效益指标"]
    assert [row.level1_weight for row in found] == ["50", "50", "30"]
    assert [row.cells["weight"].text for row in found] == ["25", "25", "30"]


def test_fragments_that_belong_to_no_cell_are_given_back() -> None:
    found = reading(
        "产出指标 数量指标 加固水库 ≥3座 3座 20 20\n（30分）\n效益指标 社会效益指标 受益人口 ≥2万人 2万人 30 30"
    )
    assert [fragment.text for fragment in found.unused] == ["（30分）"]


def test_form_without_rows_is_read_as_nothing() -> None:
    assert reading("").rows == ()


def test_forms_of_a_report_show_each_other_where_cells_end() -> None:
    clear = "产出指标 数量指标 加固水库 ≥3座 3座 20 20 已完成\n效益指标 社会效益指标 群众安全感 提升 提升 30 30 已完成"
    bodies = [clear] * 6 + ["产出指标 数量指标 巡查河道 ≥40公里 41公里 20 20 已完成"]
    assert report_rows(bodies)[-1][0]["deviation"] == "已完成"


def test_reading_that_adds_up_is_preferred() -> None:
    body = "产出指标 数量指标 资金支付 及时 98.5 10 10 加固水库 ≥3 3座 10 9 5 巡查河道 及时 已完成 2 20 20"
    assert column(rows(body), "weight") == ["10", "9", "20"]
    assert column(rows(body, totals=Totals("40", "39")), "weight") == ["10", "10", "20"]


def test_form_that_does_not_add_up_is_read_as_printed() -> None:
    body = "产出指标 数量指标 加固水库 ≥3座 3座 20 20"
    assert column(rows(body, totals=Totals("100", "100")), "score") == ["20"]


def test_column_that_no_form_knows_is_extra() -> None:
    found = rows(
        "产出指标⇥数量指标⇥加固水库⇥≥3座⇥3座⇥20⇥20⇥见水利站台账",
        TABBED.replace("偏差原因分析及改进措施", "佐证材料清单"),
    )
    assert found[0]["extra"] == "见水利站台账"


def test_cells_hold_the_fragments_that_they_are_made_of() -> None:
    (row,) = reading("产出指标 数量指标 加固\n水库 ≥3座 3座 20 20").rows
    assert [fragment.text for fragment in row.cells["level3"].fragments] == ["加固", "水库"]


def one_a_line(*found: str) -> str:
    return "\n".join("\n".join(row.split()) for row in found)


def test_mark_for_no_deviation_on_every_row_is_its_own_cell() -> None:
    body = one_a_line(
        "产出指标 数量指标 加固水库 ≥3座 3座 20 20 —",
        "巡查河道 ≥40公里 41公里 20 20 —",
        "效益指标 社会效益指标 受益人口 ≥2万人 2万人 50 50 —",
    )
    found = rows(body)
    assert column(found, "actual") == ["3座", "41公里", "2万人"]
    assert column(found, "score") == ["20", "20", "50"]
    assert column(found, "deviation") == ["—"] * 3


def test_levels_that_no_lexicon_knows_are_told_by_the_room_that_names_have() -> None:
    body = one_a_line(
        "治水成效 河湖管护 完成水库除险加固座数 ≥3座 3座 20 20 —",
        "巡查河道累计里程数量 ≥40公里 41公里 20 20 —",
        "水文监测 测报水情及时准确比率 ≥98% 99% 20 20 —",
        "群众评价 沿河居民 对水环境的满意程度 ≥90% 95% 20 20 —",
    )
    found = rows(body)
    assert column(found, "level1") == ["治水成效"] * 3 + ["群众评价"]
    assert column(found, "level2") == ["河湖管护", "河湖管护", "水文监测", "沿河居民"]


def test_names_that_begin_with_numbers_end_what_stands_before_them() -> None:
    body = one_a_line(
        "治水成效 河湖管护 指标1：加固水库 ≥3座 3座 20 20 —",
        "水文监测 指标1：测报水情 ≥98% 99% 20 20 —",
        "群众评价 沿河居民 指标1：满意程度 ≥90% 95% 20 20 —",
    )
    found = rows(body)
    assert column(found, "level3") == ["指标1：加固水库", "指标1：测报水情", "指标1：满意程度"]
    assert column(found, "level2") == ["河湖管护", "水文监测", "沿河居民"]


def test_short_text_behind_a_full_score_may_be_a_level_and_is_doubted() -> None:
    body = one_a_line(
        "产出指标 数量指标 完成水库除险加固座数 ≥3座 3座 20 20",
        "巡查河道累计里程数量 ≥40公里 41公里 20 20",
        "水文监测 测报水情及时准确比率 ≥98% 99% 20 20",
    )
    found = reading(body).rows
    (doubted,) = [cell for row in found for cell in row.cells.values() if cell.text == "水文监测"]
    assert doubted.status == "inferred"
    assert found[-1].cells["level2"].status == "inferred"


def test_points_of_a_row_that_prints_a_weight_or_a_score_are_doubted() -> None:
    body = "产出指标 数量指标 加固水库 ≥3座 3座 20 20\n巡查河道 ≥40公里 41公里 20\n测报水情 ≥98% 99% 20 20"
    second = reading(body).rows[1].cells
    assert [second[key].status for key in ("weight", "score") if key in second] == ["inferred"]


def test_level2_that_nobody_filled_in_is_not_taken_for_that_of_the_next_row() -> None:
    body = one_a_line(
        "产出指标 数量指标 加固水库 ≥3座 3座 20 20",
        "效益指标 经济效益指标",
        "社会效益指标 受益村民户数 ≥900户 950户 20 20",
        "生态效益指标 河道水质 三类 三类 10 10",
    )
    found = rows(body)
    assert column(found, "level2") == ["数量指标", "社会效益指标", "生态效益指标"]
    assert column(found, "level3") == ["加固水库", "受益村民户数", "河道水质"]


def test_name_that_spells_its_own_level_stays_a_name() -> None:
    (row,) = rows("产出指标 数量指标 数量指标 ≥3座 3座 20 20")
    assert (row["level2"], row["level3"]) == ("数量指标", "数量指标")


def test_points_behind_names_tell_levels_that_no_lexicon_knows() -> None:
    lines = (
        "治水决策（25分） 任务设定（15 分） 相关程度（5分） 5",
        "明确程度（10 分） 9",
        "资金编制（10分） 测算依据（10分） 8",
        "治水管理（75分） 河道管护（75分） 巡查完成率（75分） 70",
    )
    found = rows("\n".join(lines), "一级指标 二级指标 三级指标 得分")
    assert column(found, "level3") == ["相关程度（5分）", "明确程度（10分）", "测算依据（10分）", "巡查完成率（75分）"]
    assert column(found, "level2") == ["任务设定（15分）", "任务设定（15分）", "资金编制（10分）", "河道管护（75分）"]
    assert column(found, "score") == ["5", "9", "8", "70"]


def test_points_of_the_levels_in_columns_of_their_own_are_no_part_of_names() -> None:
    header = "一级指标 权重 二级指标 权重 三级指标 权重 指标值 完成值 得分"
    found = rows(
        "产出指标 60 数量指标 20 加固水库 20 ≥3座 3座 20\n质量指标 40 验收合格率 40 100% 100% 40\n"
        "效益指标 40 社会效益指标 40 受益村民户数 40 ≥900户 950户 40",
        header,
    )
    assert column(found, "level3") == ["加固水库", "验收合格率", "受益村民户数"]
    assert column(found, "level1") == ["产出指标", "产出指标", "效益指标"]
    assert (column(found, "weight"), column(found, "score")) == (["20", "40", "40"], ["20", "40", "40"])


def test_description_beside_a_name_is_no_part_of_it() -> None:
    found = rows(
        "产出指标 数量指标 加固水库 反映加固座数 ≥3座 3座 50 50\n质量指标 验收合格率 反映合格情况 100% 100% 50 50",
        "绩效指标 一级指标 二级指标 三级指标 绩效指标描述 指标值 实际值 分值 自评得分",
    )
    assert column(found, "level3") == ["加固水库", "验收合格率"]


def test_sign_has_a_column_under_another_label() -> None:
    (row,) = rows(
        "产出指标 数量指标 加固水库 ≥ 3 座 3 50 50",
        "一级指标 二级指标 具体指标 计算符号 指标值 计量单位 实际完成值 分值 得分",
    )
    assert (row["level3"], row["target"], row["actual"]) == ("加固水库", "≥ 3座", "3")


@pytest.mark.parametrize("nothing", ["无", "/", "不涉及"])
def test_level2_that_says_that_it_has_none_is_no_indicator(nothing: str) -> None:
    body = (
        f"产出指标 数量指标 加固水库 ≥3座 3座 50 50\n效益指标 经济效益指标 {nothing}\n"
        f"社会效益指标 受益村民户数 ≥900户 950户 40 40\n生态效益指标 {nothing}\n"
        "满意度指标 服务对象满意度指标 村民满意度 ≥90% 93% 10 10"
    )
    found = rows(body)
    assert column(found, "level2") == ["数量指标", "社会效益指标", "服务对象满意度指标"]
    assert column(found, "level3") == ["加固水库", "受益村民户数", "村民满意度"]


@pytest.mark.parametrize("name", ["社会效益指标可持续影响指", "履职效能管理效率巡查河道"])
def test_row_whose_name_holds_the_levels_of_others_is_doubted(name: str) -> None:
    body = (
        f"产出指标⇥数量指标⇥加固水库⇥≥3座⇥4座⇥25⇥25⇥\n产出指标⇥数量指标⇥{name}⇥≥40公里⇥41公里⇥25⇥25⇥\n"
        "产出指标⇥质量指标⇥完好率⇥≥90%⇥91%⇥30⇥30⇥"
    )
    found = reading(body, TABBED).rows
    points = [row.cells["weight"].status for row in found]
    assert points == ["read", "inferred", "read"]


def test_cells_before_one_that_may_hold_two_are_in_doubt_too() -> None:
    cells = "效益指标 社会效益指标 河湖生态环境及防洪保安 能力 持续改善 明显改善 7.00 7.00"
    (row,) = reading(cells.replace(" ", "\n")).rows
    assert {row.cells[column].status for column in ("level3", "target", "actual")} == {"inferred"}
