"""Rows one line a cell: what sentences, full lines and levels say about where cells end."""

from __future__ import annotations

from tests.evaluating.indicator_reading import column, reading, report_rows, rows

WITH_BASIS = "一级指标\n二级指标\n三级指标\n评分标准\n年度指标值\n实际完成值\n分值\n得分"

WITHOUT_POINTS = "一级指标\n二级指标\n三级指标\n年度指标值\n实际完成值\n偏差原因分析及改进措施"


def test_remark_that_ends_a_sentence_is_no_part_of_the_next_name() -> None:
    body = (
        "产出指标\n数量指标\n巡查堤段\n≥12段\n12段\n3.33\n3.33\n无\n记录完整情况\n全面完整\n良好\n3.33\n2.5\n"
        "下年度将增配人员并加\n强值守，按月通报情况。\n值守考核等次\n良好以上\n优秀\n3.33\n2.5\n下年度将增配人员并加\n"
        "强值守，按月通报情况。\n建议办复率\n=100%\n100%\n3.33\n3.33\n无\n质量指标\n维修闸门\n=3座\n3座\n5\n5\n无"
    )
    found = rows(body)
    assert column(found, "level3") == ["巡查堤段", "记录完整情况", "值守考核等次", "建议办复率", "维修闸门"]
    assert found[2]["deviation"] == "下年度将增配人员并加强值守，按月通报情况。"


def test_clauses_of_a_standard_stay_together_before_a_target_in_words() -> None:
    standard = "达到目标得10分，基\n本达到得一半分，未\n达到不得分。"
    body = (
        f"产出指标\n数量指标\n巡查堤段\n完成得10分，每少\n一段扣2分，扣完\n为止。\n≥12段\n12段\n10\n10\n"
        f"质量指标\n记录规范性\n{standard}\n规范\n规范\n10\n10\n"
        f"效益指标\n社会效益指标\n居民感受\n{standard}\n良好\n较好\n10\n10"
    )
    found = rows(body, WITH_BASIS)
    assert found[2]["basis"] == "达到目标得10分，基本达到得一半分，未达到不得分。"
    assert column(found, "target") == ["≥12段", "规范", "良好"]


def test_remark_of_row_after_row_ends_what_stands_before_an_unknown_level() -> None:
    body = (
        "履职效能\n重点工作履行情况\n1.巡查任务完成率\n≥98%\n98%\n无偏差\n2.值守职责履行情况\n良好\n良好\n无偏差\n"
        "3.值守考核等次\n优秀\n良好\n无偏差\n防汛目标达成\n1.维护水位站\n≥27个\n27个\n无偏差\n2.补助巡查企业\n≥16家\n24家\n"
        "无偏差\n3.培训人次\n≥98人次\n98人次\n无偏差\n管理效率\n预算编制管理\n1.固定资产利用率\n≥98%\n100%\n无偏差\n2.经费控制率\n"
        "≤100%\n95%\n无偏差\n社会效应\n社会影响\n1.事项网上可办率\n≥92%\n93%\n无偏差\n可持续发展能力\n长效机制建设\n1.人才队伍建设\n"
        "持续加强\n加强\n无偏差\n满意度\n服务对象满意度\n1.服务对象满意度\n≥93%\n93%\n无偏差"
    )
    found = rows(body, WITHOUT_POINTS)
    assert [found[2][key] for key in ("target", "actual", "deviation")] == ["优秀", "良好", "无偏差"]
    assert column(found, "level2")[2:5] == ["重点工作履行情况", "防汛目标达成", "防汛目标达成"]


def test_line_as_full_as_its_column_goes_on_in_the_next() -> None:
    form = (
        "产出指标\n数量指标\n{}\n≥{}段\n{}段\n10\n10\n年内更换的水位自动观\n测仪器\n=3台\n3台\n20\n20\n"
        "效益指标\n社会效益指标\n沿线灌区灌溉排水保障\n能力\n持续改善\n明显改善\n10\n10"
    )
    names = ("年度汛前汛后的巡查堤\n段数", "年内维修加固的穿堤涵\n闸数", "全年清理整治的河面漂\n浮物数")
    found = report_rows([form.format(name, at, at) for at, name in enumerate(names, start=3)])
    assert {rows[2]["level3"] for rows in found} == {"沿线灌区灌溉排水保障能力"}
    assert {rows[2]["actual"] for rows in found} == {"明显改善"}


def test_row_whose_level2_may_be_taken_for_its_name_is_doubted() -> None:
    body = (
        "履职效能\n重点工作履行情况\n巡查完成率\n≥100%\n100%\n4\n4\n履职情况\n良好\n良好\n4\n4\n值守考核等次\n优秀\n"
        "良好\n4\n4\n管理效率\n预算事务\n财务管理制度健全性\n完善\n健全\n15\n15\n预算编制完整性\n全面完整\n完整\n15\n15\n"
        "社会效应\n社会影响\n事项网上可办率\n≥92%\n100%\n10\n10\n可持续发展能力\n长效机制建设\n信息化成效\n明显\n明显\n10\n10"
    )
    found = reading(body).rows
    assert {cell.status for cell in found[3].cells.values()} == {"inferred"}
    assert found[4].cells["weight"].status == "read"


def test_level1_has_a_level2_where_the_forms_of_a_report_print_one() -> None:
    body = (
        "履职效能\n重点工作履行情况\n巡查完成率\n≥100%\n100%\n4\n4\n履职情况\n良好\n良好\n4\n4\n值守考核等次\n优秀\n"
        "良好\n4\n4\n管理效率\n{}\n制度健全性\n健全\n完善\n15\n15\n预算编制完整性\n全面完整\n完整\n15\n15\n"
        "社会效应\n社会影响\n事项网上可办率\n≥92%\n100%\n10\n10\n可持续发展能力\n长效机制建设\n信息化成效\n明显\n明显\n10\n10"
    )
    found = report_rows([body.format("基础管理")] * 3 + [body.format("预算事务")])
    assert [rows[3]["level2"] for rows in found] == ["基础管理"] * 3 + ["预算事务"]
