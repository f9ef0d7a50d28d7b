from __future__ import annotations

from time import process_time

import pytest

from docparse.segmenting.evaluations import find_evaluations
from docparse.segmenting.form_labels import label_at_head
from tests.build import lines

HEAD = "项目名称 水库加固补助\n主管部门 云溪县水务局\n"
BODY = (
    "年度总体目标 预期目标 实际完成情况\n加固三座水库。 已加固三座水库。\n"
    "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n产出指标 数量指标 加固水库 ≥3座 3座 50 50\n"
)
FORM = HEAD + BODY + "总分 100 99\n"


def found(printed: str) -> list[tuple[str, str, str]]:
    """Kind, first and last line of each form."""
    regions = find_evaluations(lines(printed))
    return [(region.kind, region.lines[0].text.strip(), region.lines[-1].text.strip()) for region in regions]


def test_form_reaches_from_its_label_to_its_total() -> None:
    printed = f"以下为附表。\n附表3\n项目支出绩效自评表\n{FORM}第五部分 名词解释\n"
    assert found(printed) == [("project", "附表3", "总分 100 99")]


def test_form_without_a_title_begins_with_the_name_of_the_project() -> None:
    assert found(f"上文结束。\n{FORM}") == [("project", "项目名称 水库加固补助", "总分 100 99")]


def test_forms_follow_each_other() -> None:
    assert len(found(f"项目支出绩效自评表\n{FORM}{FORM}{FORM}")) == 3


def test_title_with_spaces_between_its_characters_begins_a_form() -> None:
    assert found(f"项 目 支 出 绩 效 自 评 表\n（2022 年度）\n{FORM}")[0][1] == "项 目 支 出 绩 效 自 评 表"


def test_form_of_a_department_is_told_by_its_first_label() -> None:
    printed = FORM.replace("项目名称 水库加固补助", "部门名称 云溪县水务局")
    assert found(printed)[0][0] == "department"


def test_label_of_the_head_may_be_torn_over_two_lines() -> None:
    assert len(found(FORM.replace("项目名称 ", "项目名\n称\n"))) == 1


def test_notes_with_numbers_belong_to_the_form() -> None:
    printed = f"{FORM}\n备注：\n\n1.涉密信息不公开。\n\n2.其他资金含单位资金。\n\n\n县水务局\n"
    assert found(printed)[0][2] == "2.其他资金含单位资金。"


def test_conclusion_of_several_paragraphs_belongs_to_the_form() -> None:
    printed = f"{FORM}自评结论：\n一、完成情况良好\n项目按期完成。\n二、存在的问题\n无。\n"
    assert found(printed)[0][2] == "无。"


def test_numbered_heading_that_does_not_follow_ends_the_conclusion() -> None:
    assert found(f"{FORM}自评结论：项目按期完成。\n八、政府采购支出情况\n")[0][2] == "自评结论：项目按期完成。"


def test_label_torn_over_four_lines_keeps_its_text_in_the_form() -> None:
    assert found(f"{FORM}自\n评\n结\n论\n\n项目按期完成，效果良好。\n")[0][2] == "项目按期完成，效果良好。"


def test_grade_on_a_line_of_its_own_belongs_to_the_form() -> None:
    assert found(f"{FORM}\n优\n\n本县概况如下，请参阅有关材料。\n")[0][2] == "优"


def test_title_printed_again_on_the_next_page_does_not_end_the_form() -> None:
    printed = f"项目支出绩效自评表\n{HEAD}{BODY}第 3 页 共 9 页\n项目支出绩效自评表\n总分 100 99\n"
    assert found(printed) == [("project", "项目支出绩效自评表", "总分 100 99")]


def test_page_number_behind_the_form_is_left_out() -> None:
    assert found(f"{FORM}\n\n\n33\n\n{FORM}")[0][2] == "总分 100 99"


def test_rule_behind_the_form_is_left_out() -> None:
    assert found(f"{FORM}------⇥--\n\n{FORM}")[0][2] == "总分 100 99"


@pytest.mark.parametrize(
    "printed",
    [
        "部门整体支出绩效自评情况\n一、部门基本情况\n项目绩效目标实际完成情况良好，一级指标均已完成。\n",
        "项目支出绩效自评表详见附件。\n",
        "项目支出绩效自评表......12\n",
        "项目名称 采购方式 合同金额\n水泵 公开招标 12.00\n",
        f"{HEAD}一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 加固水库 ≥3座\n",
    ],
    ids=["narrative", "reference", "contents", "list-of-projects", "targets-without-results"],
)
def test_what_only_looks_like_a_form_is_none(printed: str) -> None:
    assert found(printed) == []


def test_list_of_projects_below_a_form_does_not_cut_it_short() -> None:
    printed = f"项目支出绩效自评表\n{FORM}第六部分 采购\n项目名称 采购方式\n水泵 公开招标\n"
    assert found(printed)[0][2] == "总分 100 99"


def test_longest_label_wins() -> None:
    assert label_at_head("其他需要说明事项 无", ("其他", "其他需要说明事项")) == "其他需要说明事项"


@pytest.mark.parametrize("line", ["项目名称 " * 2000, "自" * 4000, "项目支出绩效自评表"])
def test_time_grows_with_the_length_of_a_hostile_text(line: str) -> None:
    printed = lines(f"{line}\n" * 200)
    started = process_time()
    find_evaluations(printed)
    assert process_time() - started < 2
