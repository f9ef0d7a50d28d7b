"""Evaluation forms whose columns only blanks hold, as pdftotext -layout prints them."""

from __future__ import annotations

from typing import Any

import pytest

from docparse.evaluating.cell_kinds import lateness, strangeness
from docparse.evaluating.full_cells import part_cells
from docparse.evaluating.printed import Piece, printed_lines
from docparse.evaluating.row_bands import Row
from docparse.evaluating.side_labels import side_words
from docparse.segmenting.lines import split_lines
from tests.build import normal
from tests.evaluating.reading import Tree, form, read

HEAD = """\
                     项目支出绩效自评表
                        （2022年度）
   项目名称                      渡槽检修补助
   主管部门          云溪县水务局            实施单位       云溪县水利站
"""
FUNDS = """\
                    年初预算数      全年预算数      全年执行数     分值    执行率      得分
项目资金   年度资金总额          120.00      110.00      99.00     10    90.00%     9.00
（万元） 其中：当年财政拨款        100.00      100.00      90.00     —     90.00%      —
          其他资金           20.00       10.00       9.00     —     90.00%      —
"""
GOALS = """\
年度总体              预期目标                            实际完成情况
 目标   检修三座渡槽。                        已检修三座渡槽。
"""
HEADER = """\
  一级指标   二级指标        三级指标         年度指标值      实际完成值     分值     得分    偏差原因分析及改进措施
"""
TOTAL = """\
                          总分                                  100    99.00
"""


def rows(tree: Tree, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(row[field] for field in fields) for row in tree["indicators"]]


def pieces(line: str) -> list[str]:
    text = normal(line + "\n")
    return [piece.text for piece in printed_lines(split_lines(text.text), text.text)[0].pieces]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("渡槽检修     10.00 9.50   无", ["渡槽检修", "10.00", "9.50", "无"]),
        ("99.00 — 90.00%", ["99.00", "—", "90.00%"]),
        ("其他资金    9.00—", ["其他资金", "9.00", "—"]),
        ("执行数    1725866.2210.00    93.2%", ["执行数", "1725866.22", "10.00", "93.2%"]),
        ("检修 3 座    91%-96%", ["检修 3 座", "91%-96%"]),
    ],
)
def test_no_cell_holds_two_numbers(line: str, cells: list[str]) -> None:
    assert pieces(line) == cells


def test_points_that_one_blank_parts_are_two_columns() -> None:
    body = """\
  产出指标 数量指标        检修渡槽数量         ≥3座         3座      50.00 50.00       无
  产出指标 质量指标        检修合格率          ≥95%        90%     20.00 19.00  部分部件到货晚。
  效益指标 社会效益指标      受益人口           ≥2万人       2万人     20.00 20.00       无
"""
    tree = form(HEAD + FUNDS + GOALS + HEADER + body + TOTAL)
    assert rows(tree, "level3", "target", "actual", "weight", "score") == [
        ("检修渡槽数量", "≥3座", "3座", "50.00", "50.00"),
        ("检修合格率", "≥95%", "90%", "20.00", "19.00"),
        ("受益人口", "≥2万人", "2万人", "20.00", "20.00"),
    ]


def test_lines_printed_elsewhere_are_laid_on_columns_by_what_they_hold() -> None:
    body = """\
  产出指标   数量指标      检修渡槽数量         ≥3座         3座       50     50       无
  产出指标 质量指标    检修合格率       ≥95%       90%            20    19     部分部件到货晚。
  效益指标 社会效益指标  受益人口    ≥2万人    2万人                    20    20     无
"""
    tree = form(HEAD + FUNDS + GOALS + HEADER + body + TOTAL)
    assert rows(tree, "level1", "level2", "level3", "target", "actual", "weight", "score", "deviation") == [
        ("产出指标", "数量指标", "检修渡槽数量", "≥3座", "3座", "50", "50", "无"),
        ("产出指标", "质量指标", "检修合格率", "≥95%", "90%", "20", "19", "部分部件到货晚。"),
        ("效益指标", "社会效益指标", "受益人口", "≥2万人", "2万人", "20", "20", "无"),
    ]


def test_the_end_of_a_label_may_stand_below_another_one() -> None:
    header = """\
  一级指标   二级指标        三级指标      指标性 指标值 计量单 实际完成值 分值    得分    偏差原因分析及改进措
                                   质            位                          施
"""
    body = """\
  产出指标   数量指标       检修渡槽数量       ≥     3     座     3座    50     50       无
  产出指标   质量指标       检修合格率        ≥    95     %    90%    20     19   部分部件到货晚。
  效益指标   社会效益指标     受益人口         ≥     2    万人    2万人   20     20       无
"""
    tree = form(HEAD + FUNDS + GOALS + header + body + TOTAL)
    assert rows(tree, "level3", "target_operator", "target_value", "target_unit", "actual", "score") == [
        ("检修渡槽数量", "≥", "3", "座", "3座", "50"),
        ("检修合格率", "≥", "95", "%", "90%", "19"),
        ("受益人口", "≥", "2", "万人", "2万人", "20"),
    ]


def test_the_label_at_the_side_of_the_funds_is_no_part_of_their_names() -> None:
    funds = """\
                 年初预算数      全年预算数      全年执行数     分值    执行率      得分
项目    年度资金总额       120.00      110.00      99.00     10    90.00%     9.00
资金 其中：当年财政拨款       100.00      100.00      90.00     —     90.00%      —
（万 上年结转的各项资金         0.00        0.00       0.00     —               —
元）      其他资金        20.00       10.00       9.00     —     90.00%      —
"""
    tree = form(
        HEAD
        + funds
        + GOALS
        + HEADER
        + "  产出指标   数量指标      检修渡槽数量         ≥3座         3座       50     50\n"
    )
    assert [row["source"] for row in tree["funds"]] == [
        "年度资金总额",
        "当年财政拨款",
        "上年结转的各项资金",
        "其他资金",
    ]


def test_a_level_beside_the_first_line_of_a_wrapped_level_stands_for_its_row() -> None:
    rows = """\
  产出指标  数量指标       检修渡槽数量         ≥3座         3座       40     40
         经济效益指标      节约抢修经费         ≥5万元        5万元      20     20
  效益指标  社会效益指标      保障灌溉农户         ≥80户        80户      20     20
         可持续影响指标     渡槽使用年限         ≥10年        10年      10     10
 满意度指标  服务对象满意
         度指标          灌区农户满意度        ≥90%        95%      10     10
"""
    levels = [row["level1"] for row in form(HEAD + HEADER + rows)["indicators"]]
    assert [level["value"] if isinstance(level, dict) else level for level in levels] == [
        "产出指标",
        "效益指标",
        "效益指标",
        "效益指标",
        "满意度指标",
    ]


def test_words_that_spell_no_label_stand_not_at_the_side() -> None:
    lines = [[Piece(text, 0, len(text), 0, row)] for row, text in enumerate(["渡槽", "资金", "其他"])]
    assert side_words(lines, "funds") == []


def cell(text: str, left: int) -> Piece:
    return Piece(text, left, left + len(text), left, 0)


def test_a_number_too_many_goes_to_the_empty_column_beside_it() -> None:
    row = Row(1, 2, {0: [cell("99.00", 40), cell("90.00%", 46)]}, set())
    part_cells(row, {0: "amounts", 1: "rates"})
    assert ([piece.text for piece in row.cells[0]], [piece.text for piece in row.cells[1]]) == (["99.00"], ["90.00%"])
    assert row.doubted == {0, 1}


def test_a_number_torn_over_two_lines_stays_one() -> None:
    row = Row(1, 2, {0: [cell("1321188.8", 40), cell("5", 46)]}, set())
    part_cells(row, {0: "amounts", 1: "points"})
    assert [piece.text for piece in row.cells[0]] == ["1321188.8", "5"]


def test_a_number_too_many_without_a_place_puts_all_numbers_of_its_row_in_doubt() -> None:
    row = Row(1, 2, {0: [cell("99.00", 40)], 1: [cell("10.00", 48)], 2: [cell("99.00", 56), cell("90.00%", 56)]}, set())
    part_cells(row, {0: "amounts", 1: "points", 2: "rates"})
    assert row.doubted == {0, 1, 2}


def test_points_glued_to_a_value_are_cut_off() -> None:
    row = Row(1, 1, {0: [cell("853人次8.57", 40)]}, set())
    part_cells(row, {0: "values", 1: "points"})
    assert [piece.text for piece in (*row.cells[0], *row.cells[1])] == ["853人次", "8.57"]
    assert row.cells[1][0].start == row.cells[1][0].left == 45


@pytest.mark.parametrize("text", ["—", "/", "50.00"])
def test_marks_and_numbers_are_at_home_among_points(text: str) -> None:
    assert strangeness(text, "points") == 0


@pytest.mark.parametrize(
    ("text", "home", "strange"),
    [
        ("产出指标", "level1", "names"),
        ("数量指标", "level2", "level1"),
        ("≥95%", "values", "names"),
        ("定性", "signs", "names"),
        ("90%", "rates", "points"),
        ("检修渡槽", "names", "points"),
        ("指标1：检修渡槽", "names", "level2"),
    ],
)
def test_what_a_word_is_tells_its_column(text: str, home: str, strange: str) -> None:
    assert strangeness(text, home) < strangeness(text, strange)


def test_two_numbers_are_hardly_one_cell() -> None:
    assert lateness("50.00", "50.00") > lateness("检修", "50.00") > lateness("检修", "渡槽") == 0


def test_the_last_digit_of_a_torn_amount_goes_back_to_it() -> None:
    row = Row(1, 2, {0: [cell("1321188.8", 40)], 1: [cell("10.00", 52), cell("5", 52)]}, set())
    part_cells(row, {0: "amounts", 1: "points"})
    assert [[piece.text for piece in row.cells[column]] for column in (0, 1)] == [["1321188.8", "5"], ["10.00"]]
    assert row.doubted == {0, 1}


@pytest.mark.parametrize(("number", "turned"), [("1321188.85", True), ("0.00", True), ("10.00", False)])
def test_a_mark_before_what_can_be_no_points_stands_behind_it(number: str, turned: bool) -> None:
    row = Row(1, 1, {0: [cell("—", 40)], 1: [cell(number, 44)]}, set())
    part_cells(row, {0: "amounts", 1: "points"})
    assert (row.cells[1][0].text == "—") is turned


@pytest.mark.parametrize(
    ("cells", "shifted"),
    [
        (["90.50", "85.93", "10", "", "94.95%"], ["", "90.50", "85.93", "10", "94.95%"]),
        (["90.50", "85.93", "", "", "94.95%"], ["", "90.50", "85.93", "", "94.95%"]),
        (["100.00", "100.00", "100.00", "", "100.00%"], ["100.00", "100.00", "100.00", "", "100.00%"]),
        (["90.50", "85.93", "80.00", "", "93.10%"], ["90.50", "85.93", "80.00", "", "93.10%"]),
    ],
)
def test_amounts_one_column_too_early_go_where_their_rate_holds(cells: list[str], shifted: list[str]) -> None:
    row = Row(1, 1, {at: [cell(text, 40 + 8 * at)] for at, text in enumerate(cells) if text}, set())
    part_cells(row, dict(enumerate(("amounts", "amounts", "amounts", "points", "rates"))))
    assert ["".join(piece.text for piece in row.cells.get(at, [])) for at in range(5)] == shifted
    assert bool(row.doubted) is (cells != shifted)


def test_a_rate_that_was_printed_before_its_amount_is_turned_back() -> None:
    row = Row(1, 1, {0: [cell("31.97", 30)], 1: [cell("93.90", 40)], 2: [cell("30.02", 45)]}, set())
    part_cells(row, {0: "amounts", 1: "amounts", 2: "rates"})
    assert (row.cells[1][0].text, row.cells[2][0].text, row.doubted) == ("30.02", "93.90", {1, 2})


def test_a_rate_that_is_wrong_either_way_stays() -> None:
    row = Row(1, 1, {0: [cell("31.97", 30)], 1: [cell("25.00", 40)], 2: [cell("93.90", 45)]}, set())
    part_cells(row, {0: "amounts", 1: "amounts", 2: "rates"})
    assert (row.cells[1][0].text, row.doubted) == ("25.00", set())


def test_a_label_torn_beside_the_label_at_the_side_is_put_together() -> None:
    funds = """\
项目                  年初预       全年预算数      全年执行数     分值    执行率      得分
资金                  算数
（万   年度资金总额        120.00      110.00      99.00     10    90.00%     9.00
元）  其中：当年财政拨款      120.00      110.00      99.00     —     90.00%      —
"""
    row = "  产出指标   数量指标      检修渡槽数量         ≥3座         3座       50     50\n"
    first, second = form(HEAD + funds + GOALS + HEADER + row)["funds"]
    assert (first["source"], first["initial_budget"], first["full_year_budget"]) == ("年度资金总额", "120.00", "110.00")
    assert second["initial_budget"] == "120.00"


def test_a_header_whose_labels_single_blanks_part_is_found_where_wide_gaps_are_usual() -> None:
    text = """\
                 2023年度项目支出绩效自评表
项目名称                 乡道日常养护补助
主管部门      云溪县交通运输局           实施单位 云溪县公路事业发展中心
            年初预算数 全年预算数      全年执行数 分 执行率
                      （A） （B） 值 （B/A）             得分
       年度资 1,286.00 1,342.50 1,207.35 10 89.93%    8.99
       金总额
项目资金 其中：
（万元） 本年财 1,286.00 1,286.00 1,150.85 — 89.49%        —
       政拨款
                  预期目标                     实际完成情况
年度总体 对全县862.4公里农村公路实施日常保洁，路 完成里程862.4公里的日常
  目标 况良好。                             养护，群众满意。
绩 一级指 二级指 三级指标 年度指标值 实际完成值 分 得分 偏差原因分析
效 标 标                                 值          及改进措施
指          列养公路里程 ≥862公里 862.4公里 10 10
标
       数量指                                     雨季施工窗口
        标 修补坑槽面积 ≥1.5万平
                      方米
                             1.37万平方 10 9.13 短，已列入次
                                 米              年计划优先安
  产出指                                             排。
  标（50 质量指 公路技术状况 ≥86           87.2 15 15
   分） 标
       时效指 养护任务完成 2023年12 2023年12 10 10
        标     时间     月15日前 月8日
          总分               100 96.12
"""
    tree = form(text)
    fund = tree["funds"][0]
    assert (fund["initial_budget"], fund["full_year_budget"], fund["executed"]) == ("1286.00", "1342.50", "1207.35")
    assert (fund["weight"], fund["execution_rate"], fund["score"]) == ("10", "89.93", "8.99")
    assert rows(tree, "level3", "target", "actual", "weight", "score")[:3] == [
        ("列养公路里程", "≥862公里", "862.4公里", "10", "10"),
        ("修补坑槽面积", "≥1.5万平方米", "1.37万平方米", "10", "9.13"),
        ("公路技术状况", "≥86", "87.2", "15", "15"),
    ]


def test_a_column_left_of_the_labels_that_holds_labels_only_breaks_nothing() -> None:
    text = "（发生年末结转和结余。\n标  ｜二级指标 三级指标 年度指标值 实际完成值\n"
    assert read(text).trees == []


def test_rows_that_nobody_filled_in_are_no_part_of_names_and_shift_no_level() -> None:
    body = """\
  产出指标 数量指标        指标1检修渡槽数量     ≥3座         3座      50.00    50.00
                       指标2
                       ……
  效益指标 经济效益指标
       社会效益指标      指标1受益人口       ≥2万人       2万人     15.00    14.00
                       指标2
       生态效益指标      指标1
                       指标2
       可持续影响指标     指标1管护年限       ≥5年         5年      15.00    15.00
  满意度  服务对象满意      村民满意度         ≥90%        95%      10.00    10.00
  指标   度指标
"""
    tree = form(HEAD + FUNDS + GOALS + HEADER + body + TOTAL)
    assert rows(tree, "level1", "level2", "level3", "target", "score") == [
        ("产出指标", "数量指标", "指标1检修渡槽数量", "≥3座", "50.00"),
        ("效益指标", "社会效益指标", "指标1受益人口", "≥2万人", "14.00"),
        ("效益指标", "可持续影响指标", "指标1管护年限", "≥5年", "15.00"),
        ("满意度指标", "服务对象满意度指标", "村民满意度", "≥90%", "10.00"),
    ]


def test_sources_without_amounts_are_rows_of_their_own() -> None:
    funds = FUNDS.partition("          其他资金")[0] + "          上年结转资金\n          其他资金\n"
    tree = form(
        HEAD + funds + GOALS + HEADER + "  产出指标   数量指标   检修渡槽数量   ≥3座   3座   90.00   89.00\n" + TOTAL
    )
    assert [(row["source"], row["executed"]) for row in tree["funds"]] == [
        ("年度资金总额", "99.00"),
        ("当年财政拨款", "90.00"),
        ("上年结转资金", None),
        ("其他资金", None),
    ]


ROWS = "  产出指标   数量指标      检修渡槽条数        ≥3条          3条      90    90.00\n"
# The first level 2 stands for two rows as well as for one by its place.
BETWEEN = """\
            {first}      {one}          ≥{unit}     {unit}     20    20.00
                      {other}          ≥4处        4处      20    20.00
  产出指标   质量指标      检修合格率           100%       100%     10    10.00
"""


def test_name_says_which_level_it_stands_under_where_the_place_does_not() -> None:
    printed = BETWEEN.format(first="数量指标", one="检修渡槽条数", unit="3条", other="维护闸门数量")
    assert rows(form(HEAD + FUNDS + GOALS + HEADER + printed + TOTAL), "level2", "level3") == [
        ("数量指标", "检修渡槽条数"),
        ("数量指标", "维护闸门数量"),
        ("质量指标", "检修合格率"),
    ]


def test_level_of_a_row_that_may_be_that_of_its_neighbour_is_inferred() -> None:
    printed = BETWEEN.format(first="数量指标", one="检修渡槽条数", unit="3条", other="维护闸门处所")
    (tree,) = read(HEAD + FUNDS + GOALS + HEADER + printed + TOTAL).trees
    assert [row["level2"]["status"] for row in tree["indicators"]] == ["read", "inferred", "read"]


# Each ~ stands for eight blanks.
PARTS = """\
~~~~~~项目支出绩效自评表
~~    一、基本情况
项目名称~     农村公路养护补助资金~     项目级次     本级     实施（主管）单~~~云溪县交通运输局
~~~~~~~   位
~~    二、预算执行情况
     预算安排情况（调整后）~~~资金到位情况~~       资金执行情况~~      预算执行进度
     预算数~ 680.00~     到位数~ 680.00~   执行数~   655.84~     96.45%
   其中：财政资金       680.00~   其中：财政资金       680.00~ 其中：财政资金~ 655.84~     96.45%
      其他~  0.00~       其他~  0.00~     其他~    0.00
~~    三、目标完成情况
~~   年度预期目标~~~~~     具体完成情况~~~  总体完成率
~     养护农村公路310公里，保障道路畅通。~~~    养护农村公路312公里，道路畅通率98%。~~      100%
~~    四、年度绩效指标完成情况
一级指标~    二级指标~~     三级指标~    预期指标值~     实际完成值~指标分值      自评得分      未完成原因
产出指标~    质量指标~~    优良中等路率~     ≥85%~      86.3%       15~ 15
      自评总分~~~~~~       99.32
""".replace("~", " " * 8)


def test_numbered_heading_of_a_part_parts_what_stands_above_and_below_it() -> None:
    tree = form(PARTS)
    assert (tree["project_name"], tree["implementing_unit"]) == ("农村公路养护补助资金", "云溪县交通运输局")
    assert [(row["source"], row["executed"]) for row in tree["funds"]][:2] == [(None, "655.84"), ("财政资金", "655.84")]


WHOLE = """\
                         2022年度部门整体支出绩效自评表
省级预算部门、单位名                                 云溪县文化馆
     称
                               年初预算数        全年预算数        全年执行数 分值            执行率     得分
                  年度资金总额        486.20       512.60       508.40     10     99.18%   9.92
年度预算申请（万元）             按收入性质分：                                    按支出性质分：
                    其中：一般公共预算：508.40                         其中：基本支出：366.10
                      政府性基金拨款：0                                  项目支出：142.30
                纳入专户管理的非税收入拨款：0 其他资金：0
  年度总体目标                 预期目标                                      实际完成情况
               开展群众文化活动不少于120场，免费开放312天。                 开展群众文化活动126场，免费开放318天。
                                                                                  偏差原因分
       一级指标       二级指标      三级指标     年度指标值            实际完成值            分值   得分 析及改进措
                                                                                     施
                  成本指标     公用经费控制率    ≤100%             98.5%            10  10      无
                          总分                                            100 98.92
"""


def test_label_in_three_lines_goes_on_where_its_middle_stands_aside() -> None:
    assert rows(form(WHOLE), "level3", "score", "deviation") == [("公用经费控制率", "10", "无")]


def test_amounts_once_more_beside_the_side_label_are_no_funds() -> None:
    columns = ("source", "initial_budget", "full_year_budget", "executed", "weight")
    assert [tuple(row[column] for column in columns) for row in form(WHOLE)["funds"]] == [
        ("年度资金总额", "486.20", "512.60", "508.40", "10")
    ]


# Each ~ stands for eight blanks.
PAIRS = """\
~~~     2023年度部门预算项目绩效自评表
    项目名称~  数字图书馆资源采购~      项目编码~       331000230000000456
    主管部门~ 云溪市文化广电旅游局~     项目实施单位~~  云溪市图书馆
   项目负责人~      周溪~~ 联系电话~~  0576-8888888
~~ 预算数：~    210     执行数：~ 206.7       执行率：~  98.43%
预算执行情况（万元）     其中：财政拨款~   210   其中：财政拨款~206.7
~~ 其他资金~     0      其他资金~   0
~~~    执行率得分（10分）~~~~   9.84
""".replace("~", " " * 8)


def test_funds_in_pairs_below_the_head_are_no_part_of_its_last_name() -> None:
    tree = form(PAIRS + GOALS + HEADER + ROWS + TOTAL)
    assert (tree["implementing_unit"], tree["extra"]["项目负责人"]) == ("云溪市图书馆", "周溪")
    assert [(row["source"], row["executed"]) for row in tree["funds"]][1:] == [("财政拨款", "206.7"), ("其他资金", "0")]


def test_goals_whose_texts_stand_behind_their_labels_are_no_rows_of_the_funds() -> None:
    goals = """\
              全年检修三座渡槽，并且          已检修两座渡槽，还有
绩效目标   年初目标   保证灌溉用水。       完成情况   一座正在检修。
"""
    tree = form(HEAD + FUNDS + goals + HEADER + ROWS + TOTAL)
    assert [row["source"] for row in tree["funds"]] == ["年度资金总额", "当年财政拨款", "其他资金"]
    (found,) = tree["goals"]
    assert found["expected"] == "全年检修三座渡槽，并且保证灌溉用水。"
    assert found["actual"] == "已检修两座渡槽，还有一座正在检修。"


def test_label_at_the_side_of_funds_may_have_a_remark_torn_within_it() -> None:
    funds = FUNDS.replace("项目资金   年度", "项目资金（万 年度", 1).replace("（万元） 其中", "元）   其中")
    assert [row["source"] for row in form(HEAD + funds + GOALS + HEADER + ROWS + TOTAL)["funds"]][:2] == [
        "年度资金总额",
        "当年财政拨款",
    ]


def test_header_whose_first_labels_are_all_torn_holds_an_aligned_form() -> None:
    tree = form(
        HEAD
        + """\
                    全年预算数              全年执行数             执行率
项目资金   年度资金总额          110.00             99.00           90.00%
（万元）     其他资金           10.00              9.00           90.00%
"""
        + GOALS
        + """\
 一级指   二级指         三级指标         指标值     全年实际完成     未完成原因和改进
  标     标                                值           措施
        数量指      检修渡槽           ≥3座        3座
 产出指    标
  标    质量指      检修合格率          100%       100%
         标
"""
    )
    assert rows(tree, "level1", "level3", "target", "actual") == [
        ("产出指标", "检修渡槽", "≥3座", "3座"),
        ("产出指标", "检修合格率", "100%", "100%"),
    ]
    assert [goal["actual"] for goal in tree["goals"]] == ["已检修三座渡槽。"]
