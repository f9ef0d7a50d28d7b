from __future__ import annotations

import pytest

from docparse.evaluating.labels import find_labels
from tests.evaluating.reading import FORM, FUNDS, GOALS, HEAD, INDICATORS, form, fragments


def sides(printed: str) -> list[tuple[str, dict[str, str]]]:
    """The labels at the side of a block."""
    return [(hit.label, dict(hit.keys)) for hit in find_labels(fragments(printed))[1] if "block" in hit.keys.values()]


@pytest.mark.parametrize(
    "printed",
    [
        "专项经费（万元） 年初预算数 全年预算数 全年执行数",
        "| 专项经费（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 |\n| 总额 |  | 3 | 3 | 3 |",
        "云溪县水利站\n专项资\n金（万\n元）\n年初预算数\n全年预算数\n全年执行数",
    ],
)
def test_unknown_label_before_a_header_is_the_label_of_its_block(printed: str) -> None:
    assert [keys for _, keys in sides(printed)] == [{"funds": "block"}]


def test_label_of_another_block_before_a_header_belongs_to_what_follows() -> None:
    assert sides("年度绩效目标（70分） 一级指标 二级指标 三级指标")[0][1] == {"indicators": "block"}


def test_unknown_label_in_the_midst_of_a_header_is_none_of_its_side() -> None:
    assert sides("年初预算数 全年预算数\n权重系数 执行率 得分") == []


def test_name_in_the_line_above_is_no_label_of_a_side() -> None:
    assert sides("实施单位 云溪县水利站\n年初预算数 全年预算数 全年执行数") == []


def test_name_before_an_unknown_label_of_the_funds_is_read_alone() -> None:
    tree = form(FORM.replace("项目资金（万元）", "专项经费（万元）"))
    assert (tree["implementing_unit"], tree["unit"]) == ("云溪县水利站", "万元")


@pytest.mark.parametrize("label", ["单位自评结论", "自评结论意见："])
def test_label_below_the_indicators_is_known_by_its_likeness(label: str) -> None:
    hits = find_labels(fragments(f"{INDICATORS}{label} 项目按期完成。"))[1]
    assert hits[-1].key("tail") == "conclusion"


def test_text_below_the_indicators_is_no_label() -> None:
    hits = find_labels(fragments(f"{INDICATORS}项目实施效果较好\n自评工作的组织结构与分工说明"))[1]
    assert not any(hit.has("tail") for hit in hits)


def test_list_below_the_form_is_headed_by_whatever_ends_with_a_colon() -> None:
    printed = f"{HEAD}{FUNDS}{GOALS}{INDICATORS}总分 100 99\n其他需要说明的事项\n无\n填列要求：\n1.如实填写。\n"
    tree = form(printed)
    assert (tree["other_notes"], tree["extra"]) == ("无", {"填列要求": "1.如实填写。"})


def test_name_label_with_a_word_in_brackets_is_a_name_label() -> None:
    tree = form(FORM.replace("主管部门 ", "主管（预算）部门 "))
    assert tree["department"] == "云溪县水务局"
