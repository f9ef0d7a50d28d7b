from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from docparse.assembling.cells import CellMaker
from docparse.evaluating import read_evaluations
from docparse.evaluating.coverage import unclaimed
from docparse.schema.evaluations import Evaluation
from docparse.segmenting.lines import split_lines
from tests.build import normal
from tests.evaluating.reading import FORM, FUNDS, GOALS, HEAD, INDICATORS, TAIL, Read, form, fragments, read

TABBED = FORM.replace(" ", "⇥")
DEPARTMENT = (
    "部门整体支出绩效自评表\n部门名称 云溪县水务局\n部门职责\n管理水库。\n总体绩效目标\n保障供水。\n"
    "财年 目标 实际完成情况\n2022\n\n甲事。\n\n已办甲事。\n"
) + INDICATORS


@pytest.mark.parametrize("printed", [FORM, TABBED, DEPARTMENT], ids=["spaced", "tabbed", "department"])
def test_tree_is_what_the_schema_asks_for(printed: str) -> None:
    for tree in read(printed).trees:
        TypeAdapter(Evaluation).validate_python(tree)


def test_forms_are_numbered_by_their_kind() -> None:
    assert [tree["id"] for tree in read(FORM + DEPARTMENT + FORM).trees] == ["project-1", "department-1", "project-2"]


def test_lines_of_forms_are_claimed() -> None:
    printed = f"前言。\n{FORM}第五部分 名词解释\n"
    assert read(printed).claimed == frozenset(range(1, 1 + len(FORM.splitlines())))


def test_text_without_forms_gives_nothing() -> None:
    assert read("收入支出决算总表\n合计 1.00\n")[:3] == ([], [], frozenset())


def test_variant_is_told_by_its_labels() -> None:
    printed = FORM.replace("年度指标值", "指标性质 指标值 度量单位") + "其他需要说明事项 无\n"
    grammar = read(printed).trees[0]["grammar"]
    assert (grammar["form"], grammar["rendering"]) == ("project_yunnan", "spaced")


def test_rendering_is_told_by_its_gaps() -> None:
    assert read(TABBED).trees[0]["grammar"]["rendering"] == "tabbed"


def test_word_that_belongs_to_nothing_is_reported() -> None:
    assert "此处多出一段文字" in reported(read(FORM.replace(TAIL, "总分 100 99 此处多出一段文字\n")))


def test_value_printed_once_more_than_there_are_columns_is_reported() -> None:
    found = read(FORM.replace("120.00 110.00", "120.00 120.00 110.00"))
    assert "120.00" in reported(found)


def reported(found: Read) -> list[str]:
    source = found.normal.source.text
    return [source[start:end] for each in found.diagnostics for start, end in each.spans]


def cells_of(tree: object) -> list[dict[str, object]]:
    if isinstance(tree, dict):
        return [tree] if "raw" in tree else [cell for value in tree.values() for cell in cells_of(value)]
    return [cell for value in tree for cell in cells_of(value)] if isinstance(tree, list) else []


def test_raw_is_what_stands_at_the_spans() -> None:
    found = read(FORM)
    source = found.normal.source.text
    for cell in cells_of(found.trees):
        assert "".join(source[start:end] for start, end in cell["spans"]) == cell["raw"]


def test_ranges_that_nothing_claims_are_found_in_any_order() -> None:
    pieces = fragments("云溪县水务局 王五")
    assert unclaimed(pieces, [(7, 8), (0, 2), (1, 4)]) == [(4, 6), (8, 9)]


WORDS = st.sampled_from(
    [
        *FORM.split(),
        "其中：",
        "—",
        "2022",
        "备注：",
        "自评结论：",
        "⇥",
        "|",
        "\n",
        "\n\n",
        "\f",
        " ",
        "  ",
        "8.00",
        "8.00%",
    ]
)


def disturbed(extra: list[str]) -> Read:
    """What is read of a form between whose parts anything stands."""
    words = " ".join(extra)
    return read(f"{HEAD}{FUNDS}{words}\n{GOALS}{words}\n{INDICATORS}{words}\n{TAIL}{words}\n")


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_disturbed_form_keeps_the_contract(extra: list[str]) -> None:
    for tree in disturbed(extra).trees:
        TypeAdapter(Evaluation).validate_python(tree)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_no_character_stands_in_two_cells_but_the_year_in_its_title(extra: list[str]) -> None:
    for tree in disturbed(extra).trees:
        fields = {key: value for key, value in tree.items() if key not in ("fiscal_year", "indicators")}
        places = [place for cell in cells_of(fields) for span in cell["spans"] for place in range(*span)]
        assert len(places) == len(set(places))


@pytest.mark.parametrize(
    "printed",
    [
        HEAD + "其他资金 5.00 —\n" * 3000 + GOALS + INDICATORS,
        HEAD + FUNDS + "其他资金 5.00 —\n" * 3000 + GOALS + INDICATORS,
        HEAD + FUNDS + GOALS + "绩效指标 " * 6000 + "\n" + INDICATORS,
        f"项目支出绩效自评表\n{'甲：乙 ' * 600}\n{FORM}",
        HEAD + FUNDS + GOALS + "甲。 " * 9000 + "\n" + INDICATORS,
        FORM + "备注：\n" + "1.甲 乙\n" * 5000,
        FORM * 60,
    ],
    ids=["rows-before", "rows", "labels", "words-above", "goal", "notes", "forms"],
)
def test_time_grows_with_the_length_of_a_hostile_text(printed: str) -> None:
    text = normal(printed)
    started = process_time()
    read_evaluations(split_lines(text.text), CellMaker(text))
    assert process_time() - started < 10


def test_note_that_says_nothing_is_no_part_of_the_last_indicator() -> None:
    printed = FORM.replace("总分 100 99\n", "说明 无\n")
    (indicator,) = read(printed).trees[0]["indicators"]
    assert (indicator["actual"]["value"], indicator["deviation"]) == ("3座", None)


def test_totals_stand_in_the_order_of_their_columns() -> None:
    printed = FORM.replace("分值 执行率 得分", "得分 分值 执行率").replace("10 90.00% 9.00", "9.00 10 90.00%")
    printed = printed.replace("分值 得分\n", "得分 分值\n").replace(
        "3座 50 50", "3座 40 50\n质量指标 合格率 ≥90% 95% 38 40"
    )
    tree = read(printed.replace(TAIL, "总分 87 100\n")).trees[0]
    assert (tree["weight_total"]["value"], tree["score_total"]["value"]) == ("100", "87")


def test_total_of_the_weights_is_not_the_smaller_one() -> None:
    printed = FORM.replace("分值 得分\n", "得分 分值\n").replace("3座 50 50", "3座 78 90")
    tree = read(printed.replace(TAIL, "总分 100 87\n")).trees[0]
    assert (tree["weight_total"]["value"], tree["score_total"]["value"]) == ("100", "87")


def test_label_of_remarks_on_a_line_below_the_header_is_no_level() -> None:
    indicators = (INDICATORS.replace("绩效指标 ", "") + "质量指标 合格率 ≥90% 95% 38 40 返工\n").replace(" ", "\n")
    tree = read(FORM.replace(INDICATORS, indicators.replace("得分\n", "得分\n备注\n"))).trees[0]
    assert [row["level1"]["value"] for row in tree["indicators"]] == ["产出指标"] * 2
    assert tree["indicators"][1]["extra"]["备注"]["value"] == "返工"


@pytest.mark.parametrize("zeros", ["0 万 0 万 0.00 万元", "0万 0万 0.00万元"])
def test_zeros_with_a_unit_of_their_own_are_amounts(zeros: str) -> None:
    tree = read(FORM.replace("20.00 10.00 9.00", zeros)).trees[0]
    amounts = [tree["funds"][2][key]["value"] for key in ("initial_budget", "full_year_budget", "executed")]
    assert amounts == ["0", "0", "0.00"]
    assert [row["source"]["value"] for row in tree["funds"]][2] == "其他资金"


def test_rest_of_a_torn_label_of_the_header_ends_no_form() -> None:
    cells = "一级\n指标\n二级\n指标\n三级\n指标\n指标值\n完成值\n分值\n得分\n偏差原因分析\n及改进措施\n"
    cells += "产出指标\n数量指标\n加固水库\n≥3座\n3座\n50\n50\n\xa0\n"
    cells += "质量指标\n合格率\n≥90%\n95%\n40\n40\n\xa0\n总分\n100\n99\n"
    printed = HEAD + FUNDS + GOALS + cells
    tree = read(printed.replace("\n", "\n\n")).trees[0]
    assert [row["level3"]["value"] for row in tree["indicators"]] == ["加固水库", "合格率"]
    assert tree["score_total"]["value"] == "99"


ADJUSTED = """\
2022年度部门整体绩效自评表
主管部门⇥云溪县灯塔站⇥财政处室⇥⇥自评总分（分）⇥96.5
部门联系人⇥林小溪⇥联系电话⇥
部门预算执行情况（万元）⇥年初预算数⇥全年（调整）预算数⇥全年执行数⇥执行率（%）⇥执行率权重⇥执行率得分（分）
⇥80⇥100⇥65⇥65%⇥10⇥6.5
当年绩效目标⇥年初绩效目标⇥全年（调整）绩效目标⇥全年目标实际完成情况
⇥修缮灯塔两座。⇥修缮灯塔三座。⇥已修缮灯塔三座。
绩效指标⇥指标名称⇥计量单位⇥指标性质⇥年初指标值⇥调整指标值⇥全年完成值⇥得分系数（%）⇥指标权重（分）⇥指标得分（分）⇥是否核心指标
⇥修缮灯塔数量⇥座⇥≥⇥2⇥3⇥3⇥100%⇥60⇥60⇥是
⇥灯塔完好率⇥%⇥≥⇥95%⇥⇥96%⇥100%⇥20⇥20⇥否
⇥船员满意度⇥%⇥≥⇥90%⇥⇥92%⇥100%⇥10⇥10⇥否
"""


@pytest.mark.parametrize("gap", ["⇥", "\n", " "])
def test_form_that_was_not_adjusted_is_read_without_borders(gap: str) -> None:
    lines = ADJUSTED.replace("⇥2⇥3⇥3⇥", "⇥2⇥⇥3⇥").splitlines()
    printed = "\n".join(lines if gap == "⇥" else [gap.join(filter(None, line.split("⇥"))) for line in lines])
    tree = form(printed)
    assert (tree["kind"], tree["department"], tree["score_total"]) == ("department", "云溪县灯塔站", "96.5")
    (fund,) = tree["funds"]
    assert (fund["source"], fund["level"], fund["initial_budget"], fund["executed"]) == (None, 0, "80", "65")
    assert [(row["level3"], row["actual"], row["weight"], row["score"]) for row in tree["indicators"]] == [
        ("修缮灯塔数量", "3", "60", "60"),
        ("灯塔完好率", "96%", "20", "20"),
        ("船员满意度", "92%", "10", "10"),
    ]
    assert tree["indicators"][1]["extra"] == {"得分系数": "100%", "是否核心指标": "否"}


def test_columns_that_the_contract_does_not_know_stand_under_their_labels() -> None:
    row = form(ADJUSTED)["indicators"][0]
    assert (row["target"], row["actual"]) == ("≥ 2座", "3")
    assert row["extra"] == {"调整指标值": "3", "得分系数": "100%", "是否核心指标": "是"}


def test_goal_before_and_after_adjustment_are_what_was_expected() -> None:
    (goal,) = form(ADJUSTED)["goals"]
    assert (goal["expected"], goal["actual"]) == ("修缮灯塔两座。修缮灯塔三座。", "已修缮灯塔三座。")


def test_satisfaction_below_social_effects_is_a_level_2() -> None:
    header = "一级指标⇥二级指标⇥三级指标⇥年度指标值⇥实际完成值⇥分值⇥得分\n"
    rows = "社会效应⇥生态效益⇥森林覆盖率⇥≥41%⇥42%⇥50⇥50\n服务对象满意度⇥林农满意度⇥≥90%⇥92%⇥40⇥40\n"
    tree = form(HEAD + FUNDS + GOALS + header + rows + TAIL)
    assert [(row["level1"], row["level2"]) for row in tree["indicators"]] == [
        ("社会效应", "生态效益"),
        ("社会效应", "服务对象满意度"),
    ]


def test_columns_that_no_form_knows_keep_their_own_labels() -> None:
    header = "一级指标⇥二级指标⇥三级指标⇥年度指标值⇥实际完成值⇥分值⇥完成率⇥得分⇥备注\n"
    row = "产出指标⇥数量指标⇥加固水库⇥≥3座⇥3座⇥50⇥100%⇥50⇥已验收\n"
    (found,) = form(HEAD + FUNDS + GOALS + header + row + TAIL)["indicators"]
    assert found["extra"] == {"完成率": "100%", "备注": "已验收"}


def test_levels_of_the_older_frame_of_departments_are_known_between_blanks() -> None:
    header = "一级指标 二级指标 三级指标 分值 评分标准 得分 扣分原因\n"
    rows = "投入 预算配置 在职人员控制率 5 控制率达标得5分 5\n产出 职责履行 健身活动场次 20 完成36场得满分 20\n"
    tree = form(HEAD + header + rows + TAIL)
    assert [[row[key] for key in ("level1", "level2", "level3")] for row in tree["indicators"]] == [
        ["投入", "预算配置", "在职人员控制率"],
        ["产出", "职责履行", "健身活动场次"],
    ]
