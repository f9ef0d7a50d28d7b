"""Aligned text of what an office program typeset: blanks beside digits, labels in the middle of their rows."""

from __future__ import annotations

from typing import Any

from docparse.evaluating.cell_kinds import lateness, strangeness
from docparse.evaluating.printed import Piece, printed_lines, words_of
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
