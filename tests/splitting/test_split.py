"""Which texts hold several documents, and where they are cut; and which hold one, however much repeats in it."""

from __future__ import annotations

from itertools import pairwise

import pytest

import docparse
from docparse.errors import EmptyInputError

CONTENTS = """目录
第一部分 部门概况
一、部门职责
第二部分 {year}年度部门决算表
一、收入支出决算总表
二、收入决算表
三、支出决算表
第三部分 名词解释
"""
DUTIES = """第一部分 部门概况
一、部门职责
{body}负责本辖区的有关管理工作。
二、机构设置
纳入编制范围的单位共1个：{unit}。
"""
FORMS = """收入支出决算总表
部门：{body} 单位：万元
收入 支出
项目 行次 金额 项目 行次 金额
一、一般公共预算财政拨款收入 1 12.00 一、一般公共服务支出 31 12.00
总计 30 12.00 总计 60 12.00
收入决算表
部门：{body} 单位：万元
科目编码 科目名称 本年收入合计 财政拨款收入
合计 12.00 12.00
支出决算表
部门：{body} 单位：万元
科目编码 科目名称 本年支出合计 基本支出 项目支出
合计 12.00 12.00 0.00
"""
WORDS = """第三部分 名词解释
基本支出：指为保障机构正常运转发生的支出。
"""
LIGHTS, PORT, WEATHER = "云岭县灯塔管理处", "青禾市渔港局", "云岭县观象台"


def title_page(body: str, year: int = 2031, accounts: str = "决算") -> str:
    return f"{body}\n{year}年度部门{accounts}\n"


def forms(body: str) -> str:
    return FORMS.format(body=body)


def duties(body: str, unit: str = "本级") -> str:
    return DUTIES.format(body=body, unit=unit)


def document(body: str, year: int = 2031, *, unit: str = "本级") -> str:
    contents = CONTENTS.format(year=year)
    return title_page(body, year) + contents + duties(body, unit) + forms(body) + WORDS


def texts(text: str) -> list[str]:
    return [part.text for part in docparse.split(text)]


# Texts with several documents.


def test_two_departments_are_two_parts() -> None:
    one, other = document(LIGHTS), document(PORT)
    assert texts(one + other) == [one, other]


def test_two_departments_of_one_place_are_two_parts() -> None:
    one, other = document(LIGHTS), document(WEATHER)
    assert texts(one + other) == [one, other]


def test_two_years_of_one_department_are_two_parts() -> None:
    one, other = document(LIGHTS, 2030), document(LIGHTS, 2031)
    assert texts(one + other) == [one, other]


def test_year_is_not_taken_from_the_contents_of_the_next_document() -> None:
    one = document(LIGHTS, 2030)
    other = document(LIGHTS, 2031).replace("三、支出决算表", "三、支出决算表\n2031年度说明")
    assert texts(one + other) == [one, other]


def test_budget_and_final_accounts_are_two_parts() -> None:
    one = document(LIGHTS)
    other = one.replace("决算", "预算")
    assert texts(one + other) == [one, other]


def test_parts_cover_the_text_and_tell_their_places() -> None:
    text = document(LIGHTS) + "\n\n" + document(PORT) + "\n" + document(WEATHER)
    parts = docparse.split(text)
    assert [part.number for part in parts] == [1, 2, 3]
    assert (parts[0].start, parts[-1].end) == (0, len(text))
    assert all(one.end == other.start for one, other in pairwise(parts))
    assert all(part.text == text[part.start : part.end] for part in parts)


def test_title_is_the_printed_one() -> None:
    parts = docparse.split(document(LIGHTS) + f"{PORT}2031年度部门决算公开说明\n" + document(PORT).split("\n", 2)[2])
    assert [part.title for part in parts] == [f"{LIGHTS} 2031年度部门决算", f"{PORT}2031年度部门决算公开说明"]


def test_page_break_and_number_of_the_first_page_go_with_the_document_below() -> None:
    one, other = document(LIGHTS) + "- 9 -\n\f", "- 1 -\n" + document(PORT)
    assert texts(one + other) == [one, other]


def test_document_without_title_page_begins_with_its_outline() -> None:
    one, other = duties(LIGHTS) + forms(LIGHTS) + WORDS, duties(PORT) + forms(PORT) + WORDS
    assert texts(one + other) == [one, other]


def test_document_may_begin_with_its_forms() -> None:
    one, other = forms(LIGHTS) + duties(LIGHTS) + WORDS, forms(PORT) + duties(PORT) + WORDS
    assert texts(one + other) == [one, other]


def test_outline_that_names_another_body_begins_a_document() -> None:
    one = document(LIGHTS)
    other = duties(PORT).replace("第一部分 部门概况", f"第一部分 {PORT}概况") + WORDS
    assert texts(one + other) == [one, other]


def test_bare_forms_of_another_year_are_another_part() -> None:
    one, other = ("2030年度" + forms(LIGHTS), "2031年度" + forms(LIGHTS))
    assert texts(one + other) == [one, other]


def test_title_page_with_prose_alone_begins_a_document() -> None:
    prose = "本年支出12.00万元，主要用于设施维护。\n" * 40
    one, other = (f"{body}2031年度部门决算说明\n{prose}" for body in (LIGHTS, PORT))
    assert texts(one + other) == [one, other]


def test_markup_before_the_first_word_goes_with_it() -> None:
    one, other = ("".join(f"<p>{row}</p>\n" for row in document(body).splitlines()) for body in (LIGHTS, PORT))
    assert texts(one + other) == [one, other]


# Texts with one document.


@pytest.mark.parametrize("text", ["无", forms(LIGHTS), duties(LIGHTS), document(LIGHTS)])
def test_one_document_is_one_part_that_is_the_whole_text(text: str) -> None:
    (part,) = docparse.split(text)
    assert (part.number, part.start, part.end, part.text) == (1, 0, len(text), text)


UNIT = "云岭县灯塔修造所"
WHOLE = document(LIGHTS, unit=UNIT)
REPORT = (
    f"附件\n{UNIT}\n2030年度部门整体支出绩效评价报告\n目录\n第一部分 基本情况\n第二部分 评价结论\n"
    f"第一部分 基本情况\n{'支出12.00万元，用于灯塔维护。' * 3}\n第二部分 评价结论\n评价结论为优。\n"
)
LINKS = "".join(f"{body}2030年度部门决算公开\n" for body in (PORT, WEATHER, "青禾市种子站"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(WHOLE + forms(UNIT), id="forms of a subordinate unit"),
        pytest.param(WHOLE + title_page(UNIT) + forms(UNIT), id="the same under a title"),
        pytest.param(forms(LIGHTS) + forms(UNIT) + forms(WEATHER), id="bare forms of bodies of one place"),
        pytest.param(WHOLE + REPORT, id="an attached report with contents and outline of its own"),
        pytest.param(WHOLE + forms(LIGHTS), id="the forms twice"),
        pytest.param(WHOLE + WHOLE, id="everything twice"),
        pytest.param(WHOLE.replace("\n二、机构", f"\n\f{LIGHTS}2031年度部门决算\n二、机构"), id="a page head"),
        pytest.param(WHOLE.replace("第三部分", f"\f{title_page(LIGHTS)}第三部分"), id="a page head of two lines"),
        pytest.param(WHOLE.replace("一、部门职责", "\f第一部分 部门概况\n一、部门职责"), id="a page head of a part"),
        pytest.param(LINKS + WHOLE + LINKS, id="links to other documents"),
        pytest.param(WHOLE + f"{LIGHTS}2030年度部门决算公开\n", id="a link to the year before"),
        pytest.param(
            WHOLE.replace("二、机构", "支出比\n2030年度部门决算\n增加3.00万元。\n二、机构"), id="words of a sentence"
        ),
        pytest.param(forms(LIGHTS) + title_page(LIGHTS) + duties(LIGHTS) + WORDS, id="forms before the title page"),
        pytest.param(title_page(LIGHTS) + WHOLE, id="two title pages"),
    ],
)
def test_what_repeats_in_one_document_does_not_cut_it(text: str) -> None:
    assert texts(text) == [text]


def test_text_without_a_character_is_refused() -> None:
    with pytest.raises(EmptyInputError):
        docparse.split(" \n")


@pytest.mark.parametrize(
    "line", [f"{LIGHTS}2031年度部门决算", "目录", "第一部分 部门概况", "收入支出决算总表", "2031年度", LIGHTS, "决算("]
)
def test_line_that_comes_ten_thousand_times_is_no_document(line: str) -> None:
    assert len(docparse.split(f"{line}\n" * 10_000)) == 1
