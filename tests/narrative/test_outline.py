"""The outline of the prose: numbered titles and plain ones, and nothing that is a sentence or an item of a list."""

from __future__ import annotations

from textwrap import dedent

import pytest

import docparse
from docparse.narrative.outline import find_headings, section_at
from docparse.narrative.passages import passages_of
from docparse.reading import from_text, normalise
from docparse.segmenting.lines import split_lines


def outline(text: str) -> list[tuple[int, str | None, str]]:
    return [(section.level, section.number, section.title) for section in docparse.parse(dedent(text)).sections]


def titles(text: str) -> list[str]:
    return [(number or "") + title for _, number, title in outline(text)]


def test_parts_chapters_and_sections_have_their_depth() -> None:
    text = """\
        第一部分 单位概况
        一、主要职能
        （一）渔港管理
        略。
        第二部分 决算情况说明
        一、收入决算情况说明
        略。
        """
    assert outline(text) == [
        (1, "第一部分", "单位概况"),
        (2, "一、", "主要职能"),
        (3, "（一）", "渔港管理"),
        (1, "第二部分", "决算情况说明"),
        (2, "一、", "收入决算情况说明"),
    ]


def test_depth_counts_from_the_highest_heading_in_use() -> None:
    assert outline("一、基本情况\n略。\n（一）概况\n略。\n") == [(1, "一、", "基本情况"), (2, "（一）", "概况")]


def test_each_manner_of_numbering_nests_in_the_one_above() -> None:
    text = """\
        第一章 学校概况
        1、收入情况
        本年收入包括两项。
        （1）财政拨款收入
        财政拨款收入有所增加。
        ①基本支出拨款
        全部到位。
        ②项目支出拨款
        全部到位。
        （2）事业收入
        事业收入有所减少。
        2、支出情况
        本年支出有所增加。
        """
    assert [(level, number) for level, number, _ in outline(text)] == [
        *((1, "第一章"), (2, "1、"), (3, "（1）"), (4, "①"), (4, "②"), (3, "（2）"), (2, "2、")),
    ]


@pytest.mark.parametrize(
    ("printed", "number", "title"),
    [
        ("第三部分\n决算情况说明\n", "第三部分", "决算情况说明"),
        ("第三部分：决算情况说明\n", "第三部分", "决算情况说明"),
        ("第三部分\n\n云岭县渔港管理处概况\n", "第三部分", "云岭县渔港管理处概况"),
        (
            "第一部分 云岭县渔港管理处2031年度\n部门决算情况说明\n",
            "第一部分",
            "云岭县渔港管理处2031年度部门决算情况说明",
        ),
        ("三、\n支出决算情况说明\n", "三、", "支出决算情况说明"),
        ("三、收入支出决算总体情况\n说明\n", "三、", "收入支出决算总体情况说明"),
        ("三 、 支出 决算 情况 说明\n", "三、", "支出决算情况说明"),
        ("(三)支出决算情况说明\n", "(三)", "支出决算情况说明"),
        ("３．支出决算情况\n", "3.", "支出决算情况"),
        ("**三、支出决算情况说明**\n", "三、", "支出决算情况说明"),
        ("### 三、支出决算情况说明\n", "三、", "支出决算情况说明"),
        ("三、支出决算情况说明：\n", "三、", "支出决算情况说明"),
        ("（三）支出决算的目的。\n", "（三）", "支出决算的目的"),
    ],
)
def test_heading_is_read_however_it_is_printed(printed: str, number: str, title: str) -> None:
    assert outline(printed + "灯塔修缮按计划完成，没有结余。\n") == [(1, number, title)]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("（一）支出决算总体情况。2031年度支出有所增加。", "支出决算总体情况"),
        ("1．行政运行（项）。支出用于灯塔运行。", "行政运行（项）"),
        (
            "2.教育支出（类）普通教育（款）小学教育（项）。年初预算为3.00万元。",
            "教育支出（类）普通教育（款）小学教育（项）",
        ),
        ("（二）人员情况：灯塔管理处年末在职人员较上年增加。", "人员情况"),
        ("3、完善灯塔管理，抓好渔港安全。严格落实值班制度。", "完善灯塔管理，抓好渔港安全"),
        ("七、其他需要说明的情况 无", "其他需要说明的情况"),
        ("三、支出决算情况说明 2031年度支出有所增加。", "支出决算情况说明"),
    ],
)
def test_title_that_opens_a_paragraph_ends_before_the_text(line: str, title: str) -> None:
    assert [found for _, _, found in outline(f"{line}\n")] == [title]


@pytest.mark.parametrize(
    "line",
    [
        "一、负责渔港的规划，组织实施。",
        "（二）本年支出12.50万元",
        "三、情况如下：",
        "1.基本支出12.50万元，占支出的三成。",
        "2.公务接待费 预算3.00万元，支出决算2.00万元。",
        "（一）人员经费：指用于人员的支出。",
        "3.小学教育（项）：支出决算为3.00万元。",
        "（一）人员经费较上年增加，公用经费较上年减少，项目支出持平。",
        "一般公共预算财政拨款",
        "2031年度部门决算情况说明",
        "第一产业增加值情况",
        "二、三产业发展情况",
        "一、渔港……12",
    ],
)
def test_sentence_or_item_is_no_heading(line: str) -> None:
    assert outline(f"说明\n{line}\n略。\n") == []


def test_further_titles_inside_the_paragraph_of_a_heading_are_headings() -> None:
    text = "（一）存在问题：1.制度不够健全；2.人员不足。（二）整改措施：1.健全制度；2.补充人员。\n"
    assert titles(text) == ["（一）存在问题", "（二）整改措施"]


def test_items_inside_a_paragraph_without_a_heading_are_none() -> None:
    assert titles("主要有以下方面:1.灯塔运行：全年未熄灭。2.渔港管理。全年无事故。\n") == []


def test_line_as_full_as_its_neighbours_is_the_beginning_of_a_paragraph() -> None:
    text = """\
        （一）统筹全市渔港和避风锚地的规划建设工作
        并指导监督各县渔政执法机构开展日常巡查检查
        和宣传教育工作。
        """
    assert outline(text) == []


@pytest.mark.parametrize("heading", ["一、主要职能", "一、\n        主要职能"])
def test_duties_are_no_headings_although_their_first_sentence_is_short(heading: str) -> None:
    text = f"""\
        {heading}
        （一）负责渔港管理工作。拟订渔港规划并组织实施。
        （二）统筹灯塔建设。组织灯塔验收。
        （三）完成县政府交办的其他任务。
        二、机构设置
        内设三个科室。
        """
    assert titles(text) == ["一、主要职能", "二、机构设置"]


def test_title_among_duties_is_a_heading() -> None:
    text = """\
        渔港管理处的主要职责是：
        1、负责渔港管理工作。拟订渔港规划。
        2、承担灯塔检修。
        3、职能转变。深入推进简政放权，优化渔港服务。
        """
    assert titles(text) == ["3、职能转变"]


def test_list_of_units_is_no_row_of_headings() -> None:
    text = """\
        二、决算单位构成
        纳入编制范围的单位包括：
        1.云岭县渔港管理处（本级）
        2.云岭县灯塔维护中心
        3.云岭县海事学校
        三、人员情况
        在职三十人。
        """
    assert titles(text) == ["二、决算单位构成", "三、人员情况"]


def test_titles_without_text_in_a_row_are_headings_where_they_end_as_titles() -> None:
    text = "六、主要经验\n1、积极开展灯塔评估工作\n2、注重渔港保障工作\n3、抓好安全生产工作\n七、其他情况\n无\n"
    assert titles(text) == [
        *("六、主要经验", "1、积极开展灯塔评估工作", "2、注重渔港保障工作", "3、抓好安全生产工作", "七、其他情况"),
    ]


def test_list_of_table_titles_is_no_row_of_headings() -> None:
    text = "第四部分 决算报表（见附表）\n一、《收入支出决算总表》\n二、《收入决算表》\n三、《支出决算表》\n"
    assert titles(text) == ["第四部分决算报表（见附表）"]


@pytest.mark.parametrize(
    "glossary",
    [
        "一、财政拨款收入：指本级财政拨款。\n二、其他收入：指其余收入。\n",
        "一、财政拨款收入\n指本级财政当年拨付的资金。\n二、其他收入\n指其余收入。\n",
        "（一）财政拨款收入。本级财政当年拨付的资金。\n1.其他收入。其余收入。\n",
    ],
)
def test_terms_of_the_glossary_are_no_headings(glossary: str) -> None:
    text = f"第三部分 名词解释\n{glossary}第四部分 附件\n"
    assert titles(text) == ["第三部分名词解释", "第四部分附件"]


def test_bare_numerals_number_headings_only_in_a_row() -> None:
    text = """\
        1.抓好渔港建设，推动渔业发展
        一加强港口巡查。全年开展巡查。
        二提升服务质量。全年办理各类证件。
        三落实安全责任。全年无事故。
        """
    assert [number for _, number, _ in outline(text)] == ["1.", "一", "二", "三"]
    assert outline("一加强港口巡查。全年开展巡查。\n二提升服务质量。全年办理证件。\n") == []
    assert outline("一是加强巡查。全年。\n二是提升服务。全年。\n三是落实责任。全年。\n") == []


def test_plain_title_over_text_is_a_heading_without_number() -> None:
    text = "四、存在的问题\n渔港设施老化。\n有关建议\n一是更新设施。二是增加人员。\n"
    assert outline(text)[1] == (2, None, "有关建议")


def test_prompt_of_an_official_outline_is_a_heading() -> None:
    text = """\
        三、绩效分析
        （一）经济性分析，主要包括成本控制情况和成本节约情况等。
        灯塔运行成本逐年下降。
        效率性分析，主要包括实施进度和完成质量。
        灯塔修缮按期完成。
        """
    assert outline(text)[1:] == [
        (2, "（一）", "经济性分析，主要包括成本控制情况和成本节约情况等"),
        (2, None, "效率性分析，主要包括实施进度和完成质量"),
    ]


@pytest.mark.parametrize(
    "line", ["云岭县渔港管理处", "具体情况如下：", "（详见附件）", "附件", "支出决算总表", "2031年1月29日"]
)
def test_other_short_line_is_no_plain_title(line: str) -> None:
    assert titles(f"一、基本情况\n灯塔运行正常。\n{line}\n全年未熄灭。\n") == ["一、基本情况"]


def test_markup_titles_nest_by_their_depth_and_the_title_of_the_report_is_left_out() -> None:
    text = """\
        # 云岭县渔港管理处2031年度部门决算

        ## 一、部门概况

        渔港管理处内设三个科室。

        ### 收入情况

        本年收入有所增加。

        ### 支出情况

        1.基本支出

        用于日常运行。

        ## 二、名词解释
        """
    assert outline(text) == [
        (1, "一、", "部门概况"),
        *((2, None, "收入情况"), (2, None, "支出情况"), (3, "1.", "基本支出"), (1, "二、", "名词解释")),
    ]


CONTENTS = {
    "without page numbers": "目 录\n第一部分 单位概况\n一、主要职能\n第二部分 决算情况说明\n一、收入决算情况说明\n",
    "dots": "目录\n第一部分 单位概况......1\n一、主要职能......1\n第二部分 决算情况说明……3\n一、收入决算情况说明……3\n",
    "blanks": "目录\n第一部分 单位概况  1\n一、主要职能  1\n第二部分 决算情况说明  3\n一、收入决算情况说明  3\n",
    "wrapped": "目录\n第一部分 单位概况\n一、主要职能\n第二部分 决算情况\n说明\n一、收入决算情况说明\n",
    "no heading": "第一部分 单位概况\n一、主要职能\n第二部分 决算情况说明\n一、收入决算情况说明\n",
    "field codes": "目录\n第一部分 单位概况 PAGEREF _Toc2 h 3\n一、主要职能 PAGEREF _Toc3 h 3\n",
    "links": "## 目录\n- [第一部分 单位概况](#a)\n- [一、主要职能](#b)\n- [第二部分 决算情况说明](#c)\n",
}


@pytest.mark.parametrize("contents", CONTENTS.values(), ids=CONTENTS)
def test_contents_page_gives_no_headings(contents: str) -> None:
    body = """\
        第一部分
        单位概况
        一、主要职能
        管理渔港。
        第二部分
        决算情况说明
        一、收入决算情况说明
        本年收入有所增加。
        """
    assert titles(contents + dedent(body)) == [
        *("第一部分单位概况", "一、主要职能", "第二部分决算情况说明", "一、收入决算情况说明"),
    ]


def test_heading_points_at_its_characters() -> None:
    text = "一、 主要 职能\n略。\n"
    (section,) = docparse.parse(text).sections
    assert section.title == "主要职能"
    assert "".join(text[start:end] for start, end in section.spans) == "一、主要 职能"


def test_place_stands_under_the_last_heading_before_it() -> None:
    text = "前言。\n一、收入\n甲。\n二、支出\n乙。\n"
    normal = normalise(from_text(text))
    headings = find_headings(passages_of(split_lines(normal.text)))
    assert [section_at(headings, text.index(word)) for word in ("前言", "甲", "乙")] == [None, 0, 1]
