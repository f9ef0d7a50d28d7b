"""Aligned text of what an office program typeset: blanks beside digits, labels in the middle of their rows."""

# Lines are as wide as pages are.
# ruff: noqa: E501

from __future__ import annotations

from typing import Any

from docparse.evaluating.cell_kinds import lateness, strangeness
from docparse.evaluating.full_cells import part_cells
from docparse.evaluating.printed import Piece, printed_lines, words_of
from docparse.evaluating.row_bands import Row
from docparse.segmenting.lines import split_lines
from tests.build import normal
from tests.evaluating.reading import Tree, form

HEAD = """\
                       项目支出绩效自评表
   项目名称                          渡槽检修补助
   主管部门          云溪县水务局            实施单位        云溪县水利站
"""
HEADER = """\
  一级指标   二级指标        三级指标         年度指标值      实际完成值     分值     得分    偏差原因分析及改进措施
"""
ROW = """\
  产出指标   数量指标      检修渡槽数量         ≥3 座        3座       50     50         无
"""
TOTAL = """\
                          总分                             50      50
"""


def funds(tree: Tree, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(row[field] for field in fields) for row in tree["funds"]]


def test_blanks_beside_digits_part_no_cells() -> None:
    words = words_of([Piece("目标 1：检修渡槽", 0, 9, 0, 0), Piece("（20 分）", 20, 26, 20, 0)])
    assert [word.text for word in words] == ["目标 1：检修渡槽", "（20 分）"]


def test_the_weight_of_a_level_stands_with_its_name() -> None:
    body = """\
产出指标                 1.检修渡槽数量      ≥3 座           3座      20      20        无
         数量指标
（40 分）              2.清淤长度       ≥12 公里         12 公里     20      20        无
效益指标
         社会效益指标      1.受益人口        ≥2 万人         2 万人     40      40        无
（40 分）
"""
    header = HEADER.removeprefix("  ")
    tree = form(HEAD + header + body + TOTAL.replace("50", "80"))
    assert [row["level1"] for row in tree["indicators"]] == ["产出指标", "产出指标", "效益指标"]
    assert [row["level1_weight"] for row in tree["indicators"]] == ["40", "40", "40"]


def test_points_of_a_goal_begin_with_their_word_and_number() -> None:
    goals = """\
                      预期目标                                   实际完成情况
年度
             目标 1：检修渡槽，保障灌溉用水。                  目标 1：渡槽检修完成，灌溉用水有保障。
总体
                  目标 2：计划清淤 12 公里。                     目标 2：实际清淤 12 公里。
目标
"""
    tree = form(HEAD + goals + HEADER + ROW + TOTAL)
    assert tree["goals"][0]["expected"] == "目标1：检修渡槽，保障灌溉用水。目标2：计划清淤12公里。"
    assert tree["goals"][0]["actual"] == "目标1：渡槽检修完成，灌溉用水有保障。目标2：实际清淤12公里。"


def test_a_label_alone_stands_amid_the_lines_of_its_text() -> None:
    head = """\
                           部门整体支出绩效自评表
 部门名称                                   云溪县水务局
       贯彻执行国家和省有关水利的法律法规、方针政策，拟订全县水利规划并组织实施；承担水利工程的行业管理和监督检查
 部门职责
                             工作；完成交办的其他任务。
       检修渡槽，保障灌溉用水。疏浚河道，保证汛期行洪安全。维护雨量站、水位站和预警平台，改造老旧管网和净水设施，
总体绩效目标
                               提高农村供水保证率。
"""
    tree = form(head + HEADER + ROW + TOTAL)
    assert tree["department"] == "云溪县水务局"
    assert tree["responsibilities"].startswith("贯彻执行") and tree["responsibilities"].endswith("其他任务。")
    assert tree["overall_goal"].startswith("检修渡槽") and tree["overall_goal"].endswith("供水保证率。")


def test_halves_of_a_label_stand_around_the_line_they_belong_to() -> None:
    head = """\
                       项目支出绩效自评表
   项目名称                          渡槽检修补助
                                     实施单
   主管部门          云溪县水务局                      云溪县水利站
                                       位
                     年初预算数       全年预算数        全年执行数      分值     执行率     得分
项目资金   年度资金总额       120.00       110.00         99.00    10.00   90.0%    9.00
"""
    tree = form(head + HEADER + ROW + TOTAL)
    assert [tree[key] for key in ("project_name", "department", "implementing_unit")] == [
        "渡槽检修补助",
        "云溪县水务局",
        "云溪县水利站",
    ]


def test_a_torn_source_without_values_is_a_row_of_its_own() -> None:
    lines = """\
                    年初预算数      全年预算数      全年执行数     分值    执行率      得分
          年度资金总额          120.00      110.00      99.00     10    90.00%     9.00
          其中：财政拨
                           110.00      110.00      99.00          90.00%
项目资金         款
（万元）      其中：上级补
             助
           本级安排          110.00      110.00      99.00          90.00%
           其他资金           10.00
"""
    tree = form(HEAD + lines + HEADER + ROW + TOTAL)
    assert [row["source"] for row in tree["funds"]] == [
        "年度资金总额",
        "财政拨款",
        "上级补助",
        "本级安排",
        "其他资金",
    ]
    assert [row["executed"] for row in tree["funds"]] == [
        "99.00",
        "99.00",
        None,
        "99.00",
        None,
    ]


def test_cents_torn_from_an_amount_go_back_to_it() -> None:
    lines = """\
                     年初预算数       全年预算数        全年执行数      分值     执行率     得分
                                11332300
项目资金   年度资金总额     11867300.00               9929573.47    10.00   87.6%    8.76
                                  .00
"""
    tree = form(HEAD + lines + HEADER + ROW + TOTAL)
    assert funds(tree, "source", "initial_budget", "full_year_budget", "executed") == [
        ("年度资金总额", "11867300.00", "11332300.00", "9929573.47")
    ]
    assert strangeness(".00", "amounts") == 0.0 < strangeness(".00", "names")
    assert lateness("11332300", ".00") == 0.0 < lateness("11332300", "99.00")


def test_a_line_drifts_to_the_right_as_a_whole() -> None:
    lines = """\
                       年初预算数          全年预算数     全年执行数  执行率      分值     得分
          总额            409.26          482.27     482.27  100.00%    —        —
       其中：财政资金         194.06          267.07     267.07  100.00%    —        —
        单位资金            215.20          215.20     215.20  100.00%    —        —
           其他资金           0                0              0                      —          —
"""
    tree = form(HEAD + lines + HEADER + ROW + TOTAL)
    last = tree["funds"][-1]
    assert [last[key] for key in ("initial_budget", "full_year_budget", "executed", "weight", "score")] == [
        "0",
        "0",
        "0",
        "<—>",
        "<—>",
    ]
    assert last["execution_rate"] is None


def test_a_dash_before_a_rate_is_a_cell() -> None:
    text = normal("   5.57      5.57     5.38     —96.6%       —\n")
    cells = [piece.text for piece in printed_lines(split_lines(text.text), text.text)[0].pieces]
    assert cells == ["5.57", "5.57", "5.38", "—", "96.6%", "—"]


def test_tasks_have_their_level_where_a_single_blank_parts_it_from_texts() -> None:
    text = """\
                                            部门整体支出绩效自评情况
   部门名称                                               云溪县水务局
                                                          批复金额（元）                     实际支出金额 预算执行率 预算执行偏低原因及改进措施
      任务名称           项目级次         主要内容                                                    （元）
                                                总额             财政拨款      其他资金
2031年灌区渡槽检修补 本级             检修灌区渡槽保障用水，改善农田灌溉。 614600.00        504800.00 109800.00      533954.23 86.88%
         贴
 业务培训及宣传（第一 本级               举办业务培训班，开展政策宣传。  1126400.00       623400.00 503000.00      843877.60 74.92%
        批）
31000031T0000646891 本级 开展日常养护和预防性养护，保持渠道通畅。 249700.00          249700.00     0          249700.00 100.00%
427-农村渠道养护
"""
    tree = form(text + HEADER + ROW + TOTAL)
    assert [[task[key] for key in ("name", "level", "content", "total")] for task in tree["tasks"]] == [
        ["2031年灌区渡槽检修补贴", "本级", "检修灌区渡槽保障用水，改善农田灌溉。", "614600.00"],
        ["业务培训及宣传（第一批）", "本级", "举办业务培训班，开展政策宣传。", "1126400.00"],
        ["31000031T0000646891427-农村渠道养护", "本级", "开展日常养护和预防性养护，保持渠道通畅。", "249700.00"],
    ]


def test_the_first_column_of_the_amounts_may_be_blank() -> None:
    lines = """\
                                          年初预算数      全年预算数                    全年执行数            分值    执行率             得分
                      年度资金总额                          76.90                    49.66           10    64.58%      6.45
项目资金（万
                     其中：当年财政拨款                        76.90                    49.66            /    64.58%          /
  元）
                      上年结转资金                                                                    /                    /
"""
    tree = form(HEAD + lines + HEADER + ROW + TOTAL)
    assert [[fund[key] for key in ("source", "initial_budget", "executed")] for fund in tree["funds"]] == [
        ["年度资金总额", None, "49.66"],
        ["当年财政拨款", None, "49.66"],
        ["上年结转资金", None, None],
    ]


def test_marks_below_an_amount_are_those_of_the_points() -> None:
    lines = """\
                       年初预算             调整后预算数             预算执行数     预算执行率        权重         得分
             总额        2987600.00         2987600.00        2987600.00    100.00%       10         10
           其中：财政资金    2987600.00         2987600.00        2987600.00    100.00%       —          —
             单位资金        0.00               0.00             0.00
                                                                 —           —
"""
    tree = form(HEAD + lines + HEADER + ROW + TOTAL)
    keys = ("executed", "execution_rate", "weight", "score")
    assert [tree["funds"][-1][key] for key in keys] == ["0.00", None, "<—>", "<—>"]


def test_points_below_a_value_belong_to_the_columns_behind_it() -> None:
    value, weight, score = Piece("97.2", 50, 54, 0, 3), Piece("20", 52, 54, 9, 4), Piece("19", 57, 59, 14, 4)
    row = Row(3, 4, {0: [value, weight], 1: [score]}, set())
    part_cells(row, {0: "values", 1: "points", 2: "points", 3: "words"})
    assert (row.cells, row.doubted) == ({0: [value], 1: [weight], 2: [score]}, {0, 1, 2})


def test_points_below_a_value_stay_where_the_columns_behind_it_are_full() -> None:
    value, more, weight = Piece("97", 50, 54, 0, 3), Piece("20", 52, 54, 9, 4), Piece("20", 57, 59, 14, 4)
    cells = {0: [value, more], 1: [weight], 2: [weight]}
    row = Row(3, 4, dict(cells), set())
    part_cells(row, {0: "values", 1: "points", 2: "points", 3: "words"})
    assert row.cells == cells


def test_a_unit_that_ends_with_a_dot_goes_on_below() -> None:
    header = """\
  一级指标   二级指标        三级指标        指标性质    指标值      度量单位     完成值     权重    得分    未完成原因分析
"""
    body = """\
  成本指标  经济成本指标     人均培训成本         ≤      281      元/人·     266.9     20     20         无
                                                      天
                   预算成本控制率        ≤      100       %         100     30     30         无
"""
    tree = form(HEAD + header + body + TOTAL)
    assert [row["target_unit"] for row in tree["indicators"]] == ["元/人·天", "%"]


def test_the_digits_of_a_long_number_are_of_one_name() -> None:
    text = """\
                        部门整体支出绩效自评情况
   部门名称                              云溪县水务局
                                              批复金额（万元）              实际支出金额 预算执行率
      任务名称           项目级次        主要内容                                    （万元）
                                            总额      财政拨款    其他资金
20000031T0000375773 本级      治理农村生活污水。        202.66    20.05   182.61      202.28    99.81%
588-农村污水治理项目
   业务培训及宣传      本级      举办业务培训班。         12.00    12.00     0.00       12.00   100.00%
"""
    tree = form(text + HEADER + ROW + TOTAL)
    assert [task["name"] for task in tree["tasks"]] == ["20000031T0000375773588-农村污水治理项目", "业务培训及宣传"]
