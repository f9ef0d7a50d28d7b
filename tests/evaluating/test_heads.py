from __future__ import annotations

import pytest

from tests.evaluating.reading import FORM, FUNDS, GOALS, HEAD, INDICATORS, TAIL, form, read


def test_marks_above_the_form_are_read() -> None:
    tree = form(f"附表3-2\n2022年度项目支出绩效自评表\n部门：云溪县水务局 金额单位：万元\n{FORM.split(chr(10), 2)[2]}")
    assert (tree["label"], tree["title"], tree["fiscal_year"], tree["unit"], tree["extra"]["部门"]) == (
        "附表3-2",
        "2022年度项目支出绩效自评表",
        "2022",
        "万元",
        "云溪县水务局",
    )


def test_names_are_read() -> None:
    tree = form(FORM)
    assert (tree["project_name"], tree["department"], tree["implementing_unit"]) == (
        "水库加固补助",
        "云溪县水务局",
        "云溪县水利站",
    )


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("[502]云溪县水务局", "502", "云溪县水务局"),
        ("（301001）云溪县水务局", "301001", "云溪县水务局"),
        ("219-云溪县水务局", "219", "云溪县水务局"),
        ("云溪县水务局", None, "云溪县水务局"),
    ],
)
def test_code_is_parted_from_the_department(printed: str, code: str | None, name: str) -> None:
    tree = form(FORM.replace("云溪县水务局", printed))
    assert (tree["department_code"], tree["department"]) == (code, name)


def test_unit_is_read_from_the_label_of_the_funds() -> None:
    tree = form(FORM)
    assert (tree["unit"], tree["unit_factor"]) == ("万元", "10000")


def test_torn_unit_is_read() -> None:
    (tree,) = read(FORM.replace("项目资金（万元）", "项目资\n金（万\n元）")).trees
    assert (tree["unit"]["value"], len(tree["unit"]["spans"])) == ("万元", 2)


def test_form_without_amounts_has_no_unit() -> None:
    assert form(HEAD + GOALS + INDICATORS)["unit"] is None


def test_year_of_a_date_is_not_the_fiscal_year() -> None:
    tree = form(FORM.replace("（2022年度）", "填报日期：2023年2月3日"))
    assert (tree["fiscal_year"], tree["extra"]["填报日期"]) == (None, "2023年2月3日")


def test_cell_of_the_column_of_remarks_is_parted_from_a_long_text() -> None:
    head = "部门名称 云溪县水务局\n内容 说明\n部门职责\n（一）管理水库。\n（二）管理河道。\n\n无\n"
    tree = form(f"{head}{GOALS}{INDICATORS}")
    assert (tree["responsibilities"], tree["extra"]["说明"]) == ("（一）管理水库。（二）管理河道。", "无")


def test_title_like_a_known_one_is_taken_before_the_heading_of_an_annex() -> None:
    tree = form(FORM.replace("项目支出绩效自评表\n", "附件：2022年度绩效自评表\n项目支出绩效情况自评表\n", 1))
    assert tree["title"] == "项目支出绩效情况自评表"


def test_name_of_a_department_is_no_long_text() -> None:
    tree = form(FORM.replace("实施单位 云溪县水利站\n", "\n" + "管理全县水库与河道的安全运行。\n" * 20))
    assert tree["department"] == "云溪县水务局"


def test_unit_behind_a_label_is_no_name() -> None:
    printed = HEAD.replace("项目名称", "主管部门（盖章）：                    单位：万元\n项目名称")
    tree = form(printed + FUNDS.replace("（万元）", "") + GOALS + INDICATORS)
    assert (tree["department"], tree["unit"]) == ("云溪县水务局", "万元")


def test_person_in_charge_beside_the_name_of_a_project_is_no_part_of_it() -> None:
    head = HEAD.replace("水库加固补助", "水库加固补助 项目负责人及电话 林小溪 0100-1234567")
    tree = form(head + FUNDS + GOALS + INDICATORS)
    assert tree["project_name"] == "水库加固补助"
    assert tree["extra"]["项目负责人及电话"] == "林小溪0100-1234567"


def test_scores_of_unit_and_treasury_stand_apart() -> None:
    tree = form(HEAD + "自评得分 96 财政审核得分 95\n" + FUNDS + GOALS + INDICATORS)
    assert (tree["score_total"], tree["extra"]["财政审核得分"]) == ("96", "95")


def test_unit_on_the_line_below_a_name_is_no_part_of_it() -> None:
    tree = form(FORM.replace("项目资金（万元）", "项目资金").replace(" 实施单位 云溪县水利站", "\n单位：万元"))
    assert (tree["department"], tree["unit"]) == ("云溪县水务局", "万元")


def test_score_in_the_head_is_no_total_where_the_form_prints_another_one() -> None:
    tree = form(HEAD + "自评得分 96\n" + FUNDS + GOALS + INDICATORS + TAIL)
    assert (tree["score_total"], tree["extra"]["自评得分"]) == ("99", "96")


@pytest.mark.parametrize("label", ["项目编码", "项目代码", "项目级次"])
def test_what_provinces_print_beside_a_name_does_not_go_on_with_it(label: str) -> None:
    printed = FORM.replace("项目名称 水库加固补助\n", f"项目名称\n水库加固补助\n{label}\n3300012\n")
    tree = form(printed)
    assert (tree["project_name"], tree["extra"][label]) == ("水库加固补助", "3300012")


def test_cells_behind_a_name_with_a_label_that_no_form_knows_are_another_field() -> None:
    printed = FORM.replace("项目名称 水库加固补助", "项目名称⇥水库加固补助⇥批次名目⇥第三批")
    tree = form(printed)
    assert (tree["project_name"], tree["extra"]["批次名目"]) == ("水库加固补助", "第三批")


def test_how_the_money_was_managed_is_no_row_of_the_funds() -> None:
    managed = (
        "资金管理情况⇥⇥情况说明⇥存在问题和改进措施\n⇥分配科学性⇥按因素法分配⇥无\n⇥使用规范性⇥按批复使用⇥加快结算\n"
    )
    tree = form((HEAD + FUNDS + managed + GOALS + INDICATORS + TAIL).replace(" ", "⇥"))
    assert [row["source"] for row in tree["funds"]] == ["年度资金总额", "当年财政拨款", "其他资金"]
    assert tree["extra"]["使用规范性"] == "按批复使用加快结算"
