"""Forms that print one cell after the other, blank ones included."""

from __future__ import annotations

import pytest

from docparse.evaluating.rhythm import cut_stream
from docparse.evaluating.streams import cells_of, text_of
from tests.build import lines, normal
from tests.evaluating.reading import Tree, form, read

COLUMNS = ("level1", "level2", "level3", "target", "actual", "weight", "score", "deviation")
HEAD = [
    *("项目支出绩效自评表", "(2022年度)", "项目名称", "水库加固补助"),
    *("主管部门", "云溪县水务局", "实施单位", "云溪县水利站"),
]
FUNDS = [
    *("项目资金(万元)", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    *("年度资金总额", "120", "110", "99", "10", "90%", "9"),
    *("其中:当年财政拨款", "120", "110", "99", ""),
    *("上年结转资金", "", "", "", ""),
    *("其他资金", "", "", "", ""),
]
GOALS = ["年度总体目标", "预期目标", "实际完成情况", "加固三座水库", "已加固三座水库"]
HEADER = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
ROWS = [
    *("产出指标", "数量指标", "加固水库数量", "3", "3", "20", "20", ""),
    *("渠道清淤长度", "100", "80", "10", "8", "汛期提前,部分渠段未开工。"),
    *("指标3", "", "", "", "", ""),
    *("……", "", "", "", "", ""),
    *("质量指标", "工程验收合格率", "100", "100", "20", "20", ""),
    *("效益指标", "经济效益指标", "指标1", "", "", "", "", ""),
    *("社会效益指标", "受益人口", "100", "100", "30", "30", "0"),
    *("满意度指标", "服务对象满意度指标", "村民满意度", "90", "100", "10", "10", ""),
]
TOTAL = ["总分", "100", "97"]
CELLS = [*HEAD, *FUNDS, *GOALS, *HEADER, *ROWS, *TOTAL]


def piped(cells: list[str]) -> str:
    return "".join(f"{cell} |\n" if cell else "|\n" for cell in cells)


def paragraphs(cells: list[str]) -> str:
    return "".join(f"{cell or chr(0xA0)}\n\n" for cell in cells)


def on_lines(cells: list[str]) -> str:
    return "".join(f"{cell}\n" for cell in cells)


def names(tree: Tree) -> list[tuple[str, str, str]]:
    return [(row["level1"], row["level2"], row["level3"]) for row in tree["indicators"]]


@pytest.mark.parametrize("written", [piped, paragraphs, on_lines])
def test_rows_are_read_whose_blank_cells_are_seen(written: object) -> None:
    tree = form(written(CELLS))  # type: ignore[operator]
    assert names(tree) == [
        ("产出指标", "数量指标", "加固水库数量"),
        ("产出指标", "数量指标", "渠道清淤长度"),
        ("产出指标", "质量指标", "工程验收合格率"),
        ("效益指标", "社会效益指标", "受益人口"),
        ("满意度指标", "服务对象满意度指标", "村民满意度"),
    ]
    assert [(row["target"], row["actual"], row["weight"], row["score"]) for row in tree["indicators"]] == [
        *(("3", "3", "20", "20"), ("100", "80", "10", "8"), ("100", "100", "20", "20")),
        *(("100", "100", "30", "30"), ("90", "100", "10", "10")),
    ]
    assert [row["deviation"] for row in tree["indicators"]] == [
        *(None, "汛期提前,部分渠段未开工。", None, "0", None),
    ]


@pytest.mark.parametrize("written", [piped, paragraphs, on_lines])
def test_sources_without_amounts_are_rows_of_their_own(written: object) -> None:
    funds = form(written(CELLS))["funds"]  # type: ignore[operator]
    assert [row["source"] for row in funds] == ["年度资金总额", "当年财政拨款", "上年结转资金", "其他资金"]
    assert (funds[1]["executed"], funds[1]["weight"], funds[2]["executed"]) == ("99", None, None)


def test_words_of_a_level_in_two_paragraphs_are_one_cell() -> None:
    torn = [piece for cell in CELLS for piece in (("社会效益", "指标") if cell == "社会效益指标" else (cell,))]
    assert ("效益指标", "社会效益指标", "受益人口") in names(form(paragraphs(torn)))


def test_places_that_nobody_filled_in_are_claimed() -> None:
    assert not [each for each in read(piped(CELLS)).diagnostics if each.code == "evaluating.unclaimed-text"]


def test_spans_of_a_written_row_lead_back_to_the_source() -> None:
    found = read(piped(CELLS))
    cell = found.trees[0]["indicators"][1]["deviation"]
    (start, end), *_ = cell["spans"]
    assert found.normal.source.text[start:end] == "汛期提前,部分渠段未开工。"


def test_row_that_is_cut_off_keeps_the_cells_it_has() -> None:
    last = form(piped([*HEAD, *FUNDS, *GOALS, *HEADER, *ROWS[:-4]]))["indicators"][-1]
    assert (last["level3"], last["target"], last["actual"], last["weight"]) == ("村民满意度", "90", None, None)


def test_pipes_tell_blank_cells_where_lines_end_anywhere() -> None:
    printed = "甲 | 1 |\n| 2 | 乙 |\n|\n| 3 |\n丙 | 4 | 5 | 丁 |\n|\n|\n| 6 |\n"
    cells = [text_of(cell) for cell in cells_of(lines(printed), normal(printed).text)]
    assert cells == ["甲", "1", "", "2", "乙", "", "", "3", "丙", "4", "5", "丁", "", "", "", "6"]


def test_lines_that_stand_apart_as_usual_hold_no_blank_cells() -> None:
    printed = "甲\n\n乙\n\n丙\n\n丁\n"
    assert all(cells_of(lines(printed), normal(printed).text))


def test_stream_of_other_cells_has_no_rows() -> None:
    printed = piped(["甲", "", "乙", "", "", "丙", "丁", "12", "", "戊"])
    assert cut_stream(cells_of(lines(printed), normal(printed).text), COLUMNS, whole=True) == ()


BETWEEN = """\
项目绩效目标完成情况表
(2031年度)
{}
2.部门绩效评价结果。
本部门对整体支出开展自评,自评报告见附件。
其他情况另行说明。
"""
OF_GOALS = [
    *(
        "项目名称",
        "路灯维护服务",
        "预算单位",
        "云溪县水利站",
        "预算执行情况(万元)",
        "预算数:",
        "18.00",
        "执行数:",
        "12.60",
    ),
    *("其中-财政拨款:", "18.00", "其中-财政拨款:", "12.60", "其它资金:", "0", "其它资金:", "0"),
    *("年度目标完成情况", "预期目标", "实际完成目标", "完成路灯维护。", "已完成路灯维护。"),
    *("绩效指标完成情况", "一级指标", "二级指标", "三级指标"),
    *("预期指标值(包含数字及文字描述)", "实际完成指标值(包含数字及文字描述)"),
    *("项目完成指标", "数量指标", "维护路段", "5公里", "5公里"),
    *("项目完成指标", "质量指标", "亮灯率", "≥95%", "100%"),
    *("效益指标", "社会效益指标", "夜间照明", "夜间照明", "有所改善"),
    *("满意度指标", "满意度指标", "居民满意度", "≥95%", "96%"),
]


def test_cells_on_lines_between_pipes_are_read_and_the_text_below_is_left() -> None:
    tree = form(BETWEEN.format("".join(f"{cell}\n|\n" for cell in OF_GOALS)))
    assert [(row["level3"], row["target"], row["actual"]) for row in tree["indicators"]] == [
        *(("维护路段", "5公里", "5公里"), ("亮灯率", "≥95%", "100%")),
        *(("夜间照明", "夜间照明", "有所改善"), ("居民满意度", "≥95%", "96%")),
    ]
    assert (tree["title"], tree["implementing_unit"]) == ("项目绩效目标完成情况表", "云溪县水利站")
    assert (tree["goals"][0]["actual"], tree["funds"][0]["executed"]) == ("已完成路灯维护。", "12.60")


def test_lines_that_hold_several_cells_are_no_stream() -> None:
    printed = "".join(f"甲乙 丙{number} 100%\n\n" for number in range(9))
    assert cells_of(lines(printed), normal(printed).text) == ()
