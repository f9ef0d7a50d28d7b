"""Forms whose columns are printed one after the other."""

from __future__ import annotations

import pytest

from docparse.evaluating import torn_search
from docparse.evaluating.torn_labels import torn_labels, without_names
from docparse.evaluating.torn_search import Placed
from docparse.evaluating.torn_signs import is_torn
from docparse.evaluating.torn_starts import start_of
from tests.build import lines
from tests.evaluating.reading import form, fragments, read

# Names, targets and what was reached in runs, labels of the header among them, levels before all rows.
TORN = """\
项目支出绩效自评表
（2022年度）
项目名称
主管部门
水库加固补助
云溪县水务局
实施单位
云溪县水利站
项目资金（万元）
全年预算数
全年执行数
执行率
年度资金总额
110.00
99.00
90.00%
一级指标
二级指标
产出指标
数量指标
质量指标
时效指标
效益指标
社会效益指标
三级指标
指标1：加固水库
指标2：清淤渠道
指标1：工程验收合格率
指标1：项目按期完成率
指标1：政策知晓率
总分
年度指标值
≥3座
≥12公里
≥95%
=100%
≥90%
实际完成值
4座
12公里
96%
100%
88%
分值
20
20
20
20
20
100
得分
20
20
20
20
19
99
"""
IN_ROWS = """\
项目支出绩效自评表
（2022年度）
项目名称
水库加固补助
主管部门
云溪县水务局
实施单位
云溪县水利站
一级指标
二级指标
三级指标
年度指标值
实际完成值
分值
得分
产出指标
数量指标
加固水库
≥3座
4座
40
40
质量指标
工程验收合格率
≥95%
96%
30
30
效益指标
社会效益指标
政策知晓率
≥90%
88%
30
29
总分
100
99
"""


def test_form_printed_by_columns_is_torn() -> None:
    assert is_torn(lines(TORN))


def test_form_with_one_cell_a_line_in_order_is_not_torn() -> None:
    assert not is_torn(lines(IN_ROWS))


def test_indicators_that_are_called_like_their_level_do_not_make_a_form_torn() -> None:
    row = "\n服务对象满意度指标\n服务对象满意度\n≥90%\n95%\n5\n5\n"
    assert not is_torn(lines(IN_ROWS + 3 * row))


def test_form_whose_lines_hold_rows_is_not_torn() -> None:
    assert not is_torn(lines("一级指标\t二级指标\n" + TORN))


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("level1", ["产出指标", "产出指标", "产出指标", "产出指标", "效益指标"]),
        ("level2", ["数量指标", "数量指标", "质量指标", "时效指标", "社会效益指标"]),
        ("level3", ["加固水库", "清淤渠道", "工程验收合格率", "项目按期完成率", "政策知晓率"]),
        ("target", ["≥3座", "≥12公里", "≥95%", "=100%", "≥90%"]),
        ("actual", ["4座", "12公里", "96%", "100%", "88%"]),
        ("weight", ["20", "20", "20", "20", "20"]),
        ("score", ["20", "20", "20", "20", "19"]),
    ],
)
def test_cells_of_a_column_stand_in_the_rows_in_their_order(column: str, values: list[str]) -> None:
    read_values = [row[column] for row in form(TORN)["indicators"]]
    assert [value.partition("：")[2] or value for value in read_values] == values


def test_nothing_of_a_torn_row_is_without_doubt() -> None:
    rows = read(TORN).trees[0]["indicators"]
    cells = [cell for row in rows for cell in row.values() if isinstance(cell, dict) and "status" in cell]
    assert {cell["status"] for cell in cells} == {"inferred"}
    assert "evaluating.cells-doubtful" in {each.code for each in read(TORN).diagnostics}


def test_spans_of_a_torn_cell_hold_its_text() -> None:
    found = read(TORN)
    for column in ("level2", "level3", "target", "score"):
        for row in found.trees[0]["indicators"]:
            (start, end), *_ = row[column]["spans"]
            assert found.normal.source.text[start:end] == row[column]["value"]


def test_totals_below_torn_columns_are_no_rows() -> None:
    tree = form(TORN)
    assert (tree["weight_total"], tree["score_total"]) == ("100", "99")
    assert len(tree["indicators"]) == 5


def test_names_far_from_their_labels_are_told_by_their_looks() -> None:
    tree = form(TORN)
    assert (tree["project_name"], tree["department"], tree["implementing_unit"]) == (
        *("水库加固补助", "云溪县水务局", "云溪县水利站"),
    )


def test_torn_funds_stand_in_the_row_of_their_source() -> None:
    (row,) = form(TORN)["funds"]
    assert (row["source"], row["full_year_budget"], row["executed"]) == ("年度资金总额", "110.00", "99.00")


def column(text: str, name: str) -> list[str | None]:
    """A column of the indicators of the only form of a text."""
    return [row[name] for row in form(text)["indicators"]]


def test_column_with_a_cell_missing_is_read_where_the_other_columns_tell_the_rows() -> None:
    text = TORN.replace("\n12公里\n", "\n")
    assert column(text, "actual") == ["4座", None, "96%", "100%", "88%"]
    assert column(text, "target") == ["≥3座", "≥12公里", "≥95%", "=100%", "≥90%"]


def test_rows_among_which_a_cell_is_missing_stay_blank_where_nothing_tells_which() -> None:
    text = TORN.replace("88%\n", "")
    assert column(text, "actual") == ["4座", "12公里", None, None, None]
    assert column(text, "score") == ["20", "20", "20", "20", "19"]


def test_column_with_two_cells_missing_is_left_out() -> None:
    assert column(TORN.replace("96%\n100%\n", ""), "actual") == [None] * 5


def test_results_may_repeat_the_operators_of_their_targets() -> None:
    text = TORN.replace("≥3座", "≥3座").replace("4座\n12公里\n96%\n100%\n88%", "≥4座\n≥12公里\n≥96%\n=100%\n≥88%")
    assert column(text, "target") == ["≥3座", "≥12公里", "≥95%", "=100%", "≥90%"]
    assert column(text, "actual") == ["≥4座", "≥12公里", "≥96%", "=100%", "≥88%"]


def test_range_is_a_target() -> None:
    assert column(TORN.replace("≥90%", "90%-95%"), "target")[-1] == "90%-95%"


def test_label_of_a_column_is_known_by_its_greater_part() -> None:
    text = TORN.replace("年度指标值\n≥3座", "年度指标\n≥3座").replace("得分\n20", "得分\n值\n20")
    assert column(text, "target")[0] == "≥3座"


def test_word_of_level_2_that_stands_again_is_a_name() -> None:
    text = TORN.replace("效益指标\n社会效益指标", "满意度指标\n服务对象满意度指标").replace(
        "政策知晓率", "服务对象满意度"
    )
    assert column(text, "level3")[-1] == "指标1：服务对象满意度"
    assert column(text, "level2")[-1] == "服务对象满意度指标"


def test_label_of_funds_alone_among_the_rows_is_a_name() -> None:
    text = TORN.replace("指标1：", "").replace("指标2：", "").replace("项目按期完成率", "预算执行率")
    assert column(text, "level3") == ["加固水库", "清淤渠道", "工程验收合格率", "预算执行率", "政策知晓率"]


def test_name_that_ends_as_bodies_do_is_no_department() -> None:
    tree = form(TORN.replace("加固水库", "加固小型水库"))
    assert tree["department"] == "云溪县水务局"
    assert tree["indicators"][0]["level3"] == "指标1：加固小型水库"


def test_values_behind_labels_of_funds_are_no_cells_of_indicators() -> None:
    funds = "全年执行数\n执行率\n年度资金总额\n110.00\n99.00\n90.00%\n"
    behind = "社会效益指标\n全年执行数\n执行率\n99.00\n90.00%\n三级指标"
    text = TORN.replace(funds, "年度资金总额\n110.00\n").replace("社会效益指标\n三级指标", behind)
    assert column(text, "actual") == ["4座", "12公里", "96%", "100%", "88%"]
    assert column(text, "weight") == ["20"] * 5


GOALS = """\
年度总体目标
预期目标
实际完成情况
"""


@pytest.mark.parametrize("turned", [False, True])
def test_goal_is_told_by_what_was_planned_and_what_was_done(turned: bool) -> None:
    texts = ["计划加固三座水库，清淤渠道十二公里。\n", "水库加固已验收，实际清淤渠道十二公里。\n"]
    printed = "\n".join(reversed(texts) if turned else texts)
    (goal,) = form(TORN.replace("一级指标\n", f"{GOALS}{printed}一级指标\n"))["goals"]
    assert [goal["expected"], goal["actual"]] == [text.strip() for text in texts]


def test_goal_of_which_one_text_is_lost_is_left_out() -> None:
    text = TORN.replace("一级指标\n", f"{GOALS}计划加固三座水库，清淤渠道十二公里。\n一级指标\n")
    assert form(text)["goals"] == []


def test_goals_side_by_side_are_two() -> None:
    lines_of_both = "1.计划加固三座大型水库， 1.三座水库加固已经验收，\n清淤渠道。 渠道畅通。\n2.计划培训人员。\n"
    (goal,) = form(TORN.replace("一级指标\n", f"{GOALS}{lines_of_both}一级指标\n"))["goals"]
    assert goal["actual"].replace("\n", "") == "1.三座水库加固已经验收，渠道畅通。"


def test_points_below_the_title_of_the_next_form_go_back_to_theirs() -> None:
    first, _, points = TORN.partition("得分\n")
    other = TORN.replace("水库加固补助", "渠道清淤补助")
    title, _, rest = other.partition("主管部门\n")
    trees = read(f"{first}得分\n\f{title}\n{points}\n主管部门\n{rest}").trees
    assert [[row["score"]["value"] for row in tree["indicators"]] for tree in trees] == [
        ["20", "20", "20", "20", "19"]
    ] * 2


def test_two_torn_forms_are_two() -> None:
    other = TORN.replace("水库加固补助", "渠道清淤补助")
    names = [tree["project_name"]["value"] for tree in read(f"{TORN}\f{other}").trees]
    assert names == ["水库加固补助", "渠道清淤补助"]


def test_points_on_top_of_a_page_before_the_labels_are_points() -> None:
    body, _, points = TORN.partition("分值\n")
    head, labels, rest = body.partition("一级指标\n")
    text = f"{head}{GOALS}计划加固三座水库，清淤渠道。\n\f分值\n{points}{labels}{rest}"
    assert column(text, "weight") == ["20"] * 5
    assert column(text, "score") == ["20", "20", "20", "20", "19"]


SOURCES = """\
分值
得分
年度资金总额
财政拨款
其他资金
1,110.00
1,000.00
110.00
"""
SPENT = """\
999.00
900.00
99.00
90.00%
90.00%
90.00%
10
—
—
9.00
—
—
"""


def test_funds_among_the_indicators_are_read_where_rates_and_sums_prove_them() -> None:
    head, _, rest = TORN.partition("年度资金总额\n110.00\n99.00\n90.00%\n")
    text = f"{head}{SOURCES}{rest.replace('年度指标值', f'{SPENT}年度指标值')}"
    rows = [(row["full_year_budget"], row["executed"], row["execution_rate"]) for row in form(text)["funds"]]
    assert rows == [
        ("1110.00", "999.00", "90.00"),
        ("1000.00", "900.00", "90.00"),
        ("110.00", "99.00", "90.00"),
    ]
    assert column(text, "weight") == ["20"] * 5
    wrong = form(text.replace("\n99.00\n90.00%", "\n97.00\n90.00%", 1))["funds"]
    assert [row["executed"] for row in wrong] == [None] * 3


def test_total_alone_is_read_wherever_its_rate_and_score_agree() -> None:
    head, _, rest = TORN.replace("执行率\n", "执行率\n得分（10分*执行率）\n").partition("110.00\n99.00\n90.00%\n")
    text = f"{head}{rest}".replace("年度指标值", "110.00\n99.00\n90.00%\n9.00\n年度指标值")
    (row,) = form(text)["funds"]
    assert (row["full_year_budget"], row["executed"], row["score"]) == ("110.00", "99.00", "9.00")
    assert form(text.replace("\n9.00\n", "\n8.00\n"))["funds"][0]["executed"] is None


def test_columns_whose_label_the_next_form_has_twice_go_back_to_theirs() -> None:
    first, _, _ = TORN.partition("实际完成值\n")
    other = TORN.replace("水库加固补助", "渠道清淤补助").replace("4座", "5座")
    title, label, rest = other.partition("项目名称\n")
    columns = "实际完成值\n4座\n12公里\n提高\n100%\n88%\n得分\n20\n20\n20\n20\n19\n"
    trees = read(f"{first}\f{title}{label}{columns}单位：万元\n{rest}").trees
    assert [[row["actual"]["value"] for row in tree["indicators"]] for tree in trees] == [
        ["4座", "12公里", "提高", "100%", "88%"],
        ["5座", "12公里", "96%", "100%", "88%"],
    ]


def test_words_between_values_go_back_with_them() -> None:
    first, _, points = TORN.partition("实际完成值\n")
    other = TORN.replace("水库加固补助", "渠道清淤补助")
    title, _, rest = other.partition("主管部门\n")
    trees = read(f"{first}实际完成值\n\f{title}\n{points.replace('96%', '提高')}\n主管部门\n{rest}").trees
    assert [row["actual"]["value"] for row in trees[0]["indicators"]] == ["4座", "12公里", "提高", "100%", "88%"]
    assert trees[1]["project_name"]["value"] == "渠道清淤补助"


DEPARTMENT = """\
部门整体支出绩效自评表
（2022年度）
部门名称
云溪县水务局
任务名称
项目级次
主要内容
批复金额（万元）
总额
财政拨款
其他资金
实际支出金额
预算执行率
"""
WOVEN = """\
小型水库除险加 本级 加固小型水库十座，保障
50.00
40.00
10.00
45.00
90.00%
固补助
下游安全。
渠道清淤 本级 清淤渠道。
20.00
20.00
19.00
95.00%
"""


def tasks(printed: str) -> list[tuple[str | None, ...]]:
    """The tasks of a form of a department."""
    keys = ("name", "content", "total", "fiscal", "other", "executed")
    _, label, indicators = TORN.partition("一级指标\n")
    return [tuple(task[key] for key in keys) for task in form(f"{DEPARTMENT}{printed}{label}{indicators}")["tasks"]]


def test_lines_of_tasks_around_the_word_for_their_level_are_put_together() -> None:
    assert tasks(WOVEN) == [
        ("小型水库除险加固补助", "加固小型水库十座，保障下游安全。", "50.00", "40.00", "10.00", "45.00"),
        ("渠道清淤", "清淤渠道。", "20.00", "20.00", None, "19.00"),
    ]


def test_tasks_in_boxes_are_read() -> None:
    boxed = "小型水库除险加\n固补助\n\n渠道清淤\n\n本级\n\n加固小型水库十座，保障\n下游安全。\n\n本级\n\n清淤渠道。\n\n"
    amounts = "50.00\n\n40.00\n\n10.00\n\n45.00\n\n20.00\n\n20.00\n\n0.00\n\n19.00\n\n90.00%\n\n95.00%\n\n"
    assert tasks(boxed + amounts) == [
        ("小型水库除险加固补助", "加固小型水库十座，保障下游安全。", "50.00", "40.00", "10.00", "45.00"),
        ("渠道清淤", "清淤渠道。", "20.00", "20.00", "0.00", "19.00"),
    ]


def test_amounts_of_tasks_that_sums_do_not_prove_are_left_out() -> None:
    assert [task[2:] for task in tasks(WOVEN.replace("\n10.00\n", "\n12.00\n"))] == [(None,) * 4] * 2


def test_nothing_of_a_torn_task_is_without_doubt() -> None:
    _, label, indicators = TORN.partition("一级指标\n")
    rows = read(f"{DEPARTMENT}{WOVEN}{label}{indicators}").trees[0]["tasks"]
    cells = [cell for row in rows for cell in row.values() if isinstance(cell, dict) and "status" in cell]
    assert {cell["status"] for cell in cells} == {"inferred"}


def test_more_ways_are_followed_where_a_reading_is_dear(monkeypatch: pytest.MonkeyPatch) -> None:
    costs = {torn_search.BEAM: torn_search.DEAR + 1, torn_search.WIDER: torn_search.DEAR}
    monkeypatch.setattr(torn_search, "place", lambda count, _, beam=torn_search.BEAM: Placed((), (), costs[beam]))
    assert torn_search.place_well(40, None).cost == torn_search.DEAR  # type: ignore[arg-type]


def test_what_is_no_indicators_at_all_is_not_searched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    beams: list[int] = []

    def place(count: int, _: object, beam: int = torn_search.BEAM) -> Placed:
        beams.append(beam)
        return Placed((), (), torn_search.HOPELESS * count + 1)

    monkeypatch.setattr(torn_search, "place", place)
    torn_search.place_well(40, None)  # type: ignore[arg-type]
    assert beams == [torn_search.BEAM]


@pytest.mark.parametrize(("printed", "times"), [("预算执行情\n况（万元）\n", 1), ("预算执行情况\n", 0)])
def test_label_with_its_unit_behind_it_is_no_name(printed: str, times: int) -> None:
    read_fragments = fragments(TORN + printed)
    labels = torn_labels(read_fragments)
    kept = without_names(labels, start_of(labels, read_fragments) or 0, read_fragments)
    assert [label.text for label in (*labels, *kept)].count("预算执行情况") == 1 + times
