from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.evaluating.habits import usual_habits
from docparse.evaluating.indicators import read_indicators
from docparse.evaluating.interlaced import LacedRow, Word, part_lines, take_apart
from docparse.evaluating.sharing import Extent, share_rows
from docparse.evaluating.unlacing import Lacing, where_laced
from docparse.evaluating.weaving import Loom, bare_text, weave
from tests.evaluating.indicator_reading import HEADER, IN_PARTS, column, parts, reading, report_rows, rows
from tests.evaluating.reading import fragments

if TYPE_CHECKING:
    from docparse.evaluating.fragments import Fragment

POINTS = ("level1", "level2", "level3", "target", "actual", "weight", "score")
BY_RULES = "一级指标 二级指标 三级指标 权重 评分标准 年度指标值 实际完成值 得分 偏差原因分析及改进措施"
# A wrapped name stands above and below the line of its row, level 1 in the middle of its rows.
MIDDLE = """\
加固小型水库并完善安全
数量指标 ≥3座 3座 20 20
监测设施座数
产出指标
巡查河道里程 ≥40公里 41公里 10 10
质量指标 验收合格率 =100% 100% 20 20 已完成
提高下游群众的防洪安全
效益指标 社会效益指标 明显增强 明显增强 30 30
意识和自救能力"""


def test_pieces_above_and_below_a_line_are_one_cell() -> None:
    names = column(rows(MIDDLE), "level3")
    assert names[0] == "加固小型水库并完善安全监测设施座数"
    assert names[3] == "提高下游群众的防洪安全意识和自救能力"


def test_cells_of_one_line_stay_in_their_columns() -> None:
    found = rows(MIDDLE)
    assert column(found, "target") == ["≥3座", "≥40公里", "=100%", "明显增强"]
    assert column(found, "deviation") == ["", "", "已完成", ""]


def test_level_in_the_middle_of_its_rows_stands_for_all_of_them() -> None:
    assert column(rows(MIDDLE), "level1") == ["产出指标", "产出指标", "产出指标", "效益指标"]


def test_cells_of_two_and_of_three_lines_are_told_apart() -> None:
    body = (
        "汛期降雨偏多，工\n加固小型水库并完善安\n产出指标 数量指标 ≥3座 3座 20 18 期延误，下一步将\n全监测设施座数\n"
        "加快进度。\n"
        "新建农村公路并完善安\n效益指标 社会效益指标 ≥3公里 3公里 20 20\n全防护设施里程"
    )
    found = rows(body)
    assert found[0]["level3"] == "加固小型水库并完善安全监测设施座数"
    assert found[0]["deviation"] == "汛期降雨偏多，工期延误，下一步将加快进度。"


def test_level_words_whose_pieces_stand_between_each_other_are_spelt() -> None:
    found = part_lines(fragments("效益指\n社会效益\n受益人口 ≥2万人 2万人 30 30\n标\n指标"), POINTS)
    assert found is not None
    assert sorted(word.text for word in found.words) == ["效益指标", "社会效益指标"]


def test_level_word_is_the_name_of_an_indicator_where_a_row_has_no_other() -> None:
    body = MIDDLE + "\n服务对象满\n满意度指标 服务对象满意度 ≥90% 95% 10 10\n意度指标"
    assert column(rows(body), "level3")[-1] == "服务对象满意度"


def test_text_without_main_lines_is_not_taken_apart() -> None:
    assert part_lines(fragments("加固水库\n巡查河道"), POINTS) is None


def test_one_form_among_others_without_main_lines_does_not_make_a_report_interlaced() -> None:
    """Where lines are printed by their height, it is so in most forms."""
    stack = "产出指标\n数量指标\n加固小型水\n库座数\n≥3座\n3座\n20\n20"
    assert where_laced([lacing(MIDDLE)]) == "middle"
    assert where_laced([lacing(MIDDLE), *[lacing(stack)] * 3]) is None


def lacing(body: str) -> Lacing:
    return Lacing(POINTS, fragments(body), usual_habits(POINTS, bordered=False))


def test_stacks_of_cells_are_not_taken_for_interlaced() -> None:
    stack = "产出指标\n数量指标\n加固小型水\n库座数\n≥3座 3座 20 20\n巡查中小河\n流里程\n≥40公里 41公里 30 30"
    assert [column(each, "level3") for each in report_rows([stack] * 3)] == [
        ["加固小型水库座数", "巡查中小河流里程"]
    ] * 3


def test_target_in_parts_is_put_together_in_interlaced_text_too() -> None:
    body = (
        "加固小型水库并完善安\n产出指标 数量指标 ≥ 3 座 3 20 20 已完成\n全监测设施座数\n"
        "巡查中小河流并清理淤\n效益指标 社会效益指标 ≥ 40 公里 41 30 30 已完成\n积里程"
    )
    assert column(rows(body, IN_PARTS), "target") == ["≥ 3座", "≥ 40公里"]


def test_aligned_text_says_by_its_places_which_text_is_which() -> None:
    body = (
        "                     加固小型水库并完善安                持续改善，群众\n"
        "产出指标    数量指标                     持续改善                    20   20\n"
        "                     全监测设施                     反映良好\n"
        "                     巡查中小河流并清理淤\n"
        "效益指标    社会效益指标                   ≥40公里    41公里           30   30\n"
        "                     积里程"
    )
    found = rows(body, HEADER)
    assert (found[0]["target"], found[0]["actual"]) == ("持续改善", "持续改善，群众反映良好")


def test_weight_and_score_with_cells_between_them_mark_the_main_line_of_a_row() -> None:
    body = (
        "达到指标值得20分，\n产出指标 数量指标 加固小型水库 20 未达到的按完成比例 ≥3座 3座 20 已完成\n计分。\n"
        "达到目标得30分，基\n效益指标 社会效益指标 新建农村公路 30 本达到得一半分值， 明显增强 增强 28 已完成\n"
        "未达到不得分。"
    )
    found = rows(body, BY_RULES)
    assert column(found, "level3") == ["加固小型水库", "新建农村公路"]
    assert column(found, "basis") == [
        "达到指标值得20分，未达到的按完成比例计分。",
        "达到目标得30分，基本达到得一半分值，未达到不得分。",
    ]
    assert [column(found, "weight"), column(found, "score")] == [["20", "30"], ["20", "28"]]


def test_sentences_beside_a_row_are_no_name() -> None:
    body = (
        "每低一座扣一分，\n产出指标 数量指标 加固小型水库 20 扣完为止，其他 ≥3座 3座 20 已完成\n情形不扣分。\n"
        "每低一里扣一分，\n效益指标 社会效益指标 新建农村公路 30 扣完为止，其他 ≥8公里 9公里 30 已完成\n情形不扣分。"
    )
    found = rows(body, BY_RULES)
    assert column(found, "level3") == ["加固小型水库", "新建农村公路"]
    assert column(found, "basis")[1] == "每低一里扣一分，扣完为止，其他情形不扣分。"


def test_text_that_comes_again_and_again_stands_in_its_column() -> None:
    rule = "按照完成情况，由评\n{row}\n审组酌情给分。"
    lines = [
        "产出指标 数量指标 加固小型水库 20 ≥3座 3座 20 已完成",
        "质量指标 验收合格率 20 ≥95% 98% 20 已完成",
        "时效指标 完工及时率 20 ≥90% 92% 20 已完成",
        "效益指标 社会效益指标 成本节约率 40 2%-7% 2.2% 40 已完成",
    ]
    found = rows("\n".join(rule.format(row=line) for line in lines), BY_RULES)
    assert column(found, "basis") == ["按照完成情况，由评审组酌情给分。"] * 4
    assert column(found, "target")[2:] == ["≥90%", "2%-7%"]


def test_row_above_a_page_end_may_stand_at_its_top() -> None:
    body = (
        "加固小型水库并完善安\n产出指标 数量指标 ≥3座 3座 20 20 已完成\n全监测设施\n"
        "巡查中小河流并清理淤 ≥40公里 41公里 10 10 已完成\n积\n"
        "- 2 -\n"
        "新建农村公路并完善安\n质量指标 ≥95% 98% 30 30 已完成\n全防护设施的合格率\n"
        "提高下游群众的防洪安\n效益指标 社会效益指标 明显增强 明显增强 40 40 已完成\n全意识"
    )
    text = fragments(body.replace("- 2 -\n", "\f"))
    parted = part_lines(text, POINTS)
    assert parted is not None
    assert [(len(row.above), len(row.below)) for row in take_apart(parted).rows] == [(1, 1), (0, 1), (1, 1), (1, 1)]


def test_label_at_the_side_of_all_rows_is_in_no_cell() -> None:
    body = (
        "加固小型水库并完善安\n产出指标 数量指标 ≥3座 3座 20 20 已完成\n全监测设施\n"
        "绩效指 巡查中小河流并清理淤\n质量指标 ≥95% 98% 30 30 已完成\n标 积的合格率\n"
        "提高下游群众的防洪安\n效益指标 社会效益指标 明显增强 明显增强 40 40 已完成\n全意识"
    )
    found = rows(body)
    assert column(found, "level3")[1] == "巡查中小河流并清理淤积的合格率"
    assert column(found, "target")[1] == "≥95%"


def test_of_two_level_words_beside_each_other_one_is_of_each_level() -> None:
    words = [Word("服务对象满意度", [], 0, 2), Word("满意度", [], 1, 1)]
    first, second, _ = share_rows([Extent(0, 0), Extent(2, 2)], words)
    assert [first[0].text, second[0].text] == ["满意度", "服务对象满意度"]


def test_word_that_stands_first_on_a_line_is_of_the_outer_level() -> None:
    left, right = fragments("满意度指 服务对象满意")
    words = [Word("满意度指标", [left], 0, 1), Word("服务对象满意度指标", [right], 0, 1)]
    first, second, _ = share_rows([Extent(0, 1)], words)
    assert [first[0].text, second[0].text] == ["满意度指标", "服务对象满意度指标"]


def test_word_with_points_is_of_level_1_where_others_have_points() -> None:
    words = [
        *(Word("产出指标（60分）", [], 0, 2), Word("数量指标", [], 1, 1)),
        *(Word("满意度指标（10分）", [], 3, 5), Word("满意度指标", [], 4, 4)),
    ]
    first, second, _ = share_rows([Extent(0, 2), Extent(3, 5)], words)
    assert [first[1].text, second[1].text] == ["满意度指标（10分）", "满意度指标"]


def test_level_of_rows_that_a_page_end_parts_stands_at_their_top() -> None:
    extents = [Extent(0, 0), Extent(1, 1), Extent(2, 2), Extent(4, 4, 1), Extent(5, 5, 1), Extent(6, 6, 1)]
    first, _, _ = share_rows(extents, [Word("管理效率", [], 0, 0), Word("社会效应", [], 5, 6)])
    assert sorted(first) == [0, 4]
    assert sorted(share_rows([row._replace(page=0) for row in extents], list(first.values()))[0]) == [0, 3]


def test_level_word_is_the_name_where_only_a_sentence_could_be_it() -> None:
    body = (
        "每低一座扣一分，\n产出指标 数量指标 加固小型水库 20 扣完为止，其他 ≥3座 3座 20 已完成\n情形不扣分。\n"
        "每低一点扣一分。\n服务对象满意度 30 扣完为止，其他 ≥95% 98% 30 已完成\n满意度指标 情形不扣分。"
    )
    assert column(rows(body, BY_RULES), "level3") == ["加固小型水库", "服务对象满意度"]


def test_level_far_from_the_middle_of_its_rows_is_in_doubt() -> None:
    body = (
        "加固小型水库并完善安\n产出指标 数量指标 ≥3座 3座 20 20\n全监测设施\n巡查河道里程 ≥40公里 41公里 10 10\n"
        "新建农村公路 ≥8公里 9公里 10 10\n整修校舍面积 ≥800平方米 900平方米 10 10\n维护堤坝长度 ≥8公里 9公里 20 20\n"
        "提高下游群众的防洪安\n效益指标 社会效益指标 明显增强 明显增强 30 30\n全意识"
    )
    found = reading(body).rows
    assert [row.cells["level1"].status for row in found] == ["inferred"] * 6


def test_of_two_equal_words_beside_each_other_that_with_points_is_of_level_1() -> None:
    body = MIDDLE + "\n满意度指标\n满意度指标 群众投诉率 ≤4% 3% 10 10\n（10分）"
    found = reading(body).rows[-1]
    assert bare_text(found.cells["level2"].fragments) == "满意度指标"
    assert found.level1_weight == "10"


# Cells stand at the top of their rows: the points of a level, and what wraps, on the lines below.
TOP = (
    "产出指标 数量指标 加固小型水库 ≥3座 3座 20 20 —\n"
    "（50分） 质量指标 加固水库的验收 ≥95% 98% 30 28 因汛期降雨偏多，野外施\n合格率 工天数减少。\n"
    "效益指标 可持续影响指 长效管理机制 健全 健全 30 30 —\n（30分） 标\n"
    "满意度指标 服务对象满意 群众满意度 ≥90% 95% 20 19 部分群众对进度不太\n（20分） 度指标 满意。"
)


def test_cells_at_the_top_of_their_rows_go_on_below_them() -> None:
    found = rows(TOP)
    assert column(found, "level3") == ["加固小型水库", "加固水库的验收合格率", "长效管理机制", "群众满意度"]
    assert column(found, "deviation")[1] == "因汛期降雨偏多，野外施工天数减少。"
    assert column(found, "level2")[2:] == ["可持续影响指标", "服务对象满意度指标"]


def test_points_below_a_level_at_the_top_of_its_rows_are_its_weight() -> None:
    assert [row.level1_weight for row in reading(TOP).rows] == ["50", "50", "30", "20"]


def test_points_torn_below_a_level_that_each_row_repeats_are_no_sign_of_interlaced_cells() -> None:
    """One cell after the other: the level and its points stand above the line of each row."""
    level = "产出指标\n（60.00\n分）\n"
    body = (
        f"{level}数量指标 加固小型水库 ≥3座 3座 20 20\n{level}数量指标 巡查河道 ≥40公里 38公里 20 19\n"
        f"汛期部分河道不能进入，\n今后将结合历史数据设\n定指标值。\n{level}质量指标 验收合格率 ≥95% 98% 20 20\n"
        "满意度指标\n（40.00\n分）\n服务对象满意度指标 群众满意度 ≥90% 95% 40 40"
    )
    found = rows(body)
    assert [text[:4] for text in column(found, "level1")] == ["产出指标"] * 3 + ["满意度指"]
    assert column(found, "level2") == ["数量指标", "数量指标", "质量指标", "服务对象满意度指标"]
    assert column(found, "actual") == ["3座", "38公里", "98%", "95%"]


def woven(main: str, below: str, **room: float) -> dict[str, str]:
    """The cells of a row with one line below its main line, where columns were seen to be so wide."""
    columns = ("level3", "target", "actual", "weight", "score", "deviation")
    row = LacedRow((), tuple(fragments(main)), (tuple(fragments(below)),), 0, 0, 1)
    loom = Loom(columns, usual_habits(columns, bordered=False), {}, False, {}, room, True)
    return {column: bare_text(cell) for column, cell in weave(row, loom).cells.items()}


def test_line_goes_on_where_its_column_is_not_wider() -> None:
    main = "对单位履职能力的影响 持续健全 持续健全 30 30"
    assert woven(main, "力度", level3=30.0, target=20.0, actual=5.0)["actual"] == "持续健全力度"
    assert woven(main, "力度", level3=11.0, target=20.0, actual=20.0)["level3"] == "对单位履职能力的影响力度"


def test_line_as_wide_as_any_of_its_column_rather_goes_on() -> None:
    found = woven("对单位履职能力的影响 持续健全 持续健全 30 30", "力度", level3=11.0, target=20.0, actual=4.0)
    assert found["actual"] == "持续健全力度"


def test_sentence_is_rather_no_target_or_result() -> None:
    found = woven("长效管理机制 建立健全 基本健全 30 29 将尽快建成", "制度。")
    assert [found["target"], found["actual"], found["deviation"]] == ["建立健全", "基本健全", "将尽快建成制度。"]


def test_label_inside_of_a_cell_does_not_cut_it() -> None:
    header, body = parts(HEADER, TOP.replace("因汛期降雨偏多，野外施", "改进措施：改善野外施"))
    cut: list[Fragment] = []
    for piece in body:
        label = piece.text[: piece.text.find("：") + 1]
        begin = piece.start + len(label)
        cut += [piece._replace(text=label, end=begin)] if label else []
        cut.append(piece._replace(text=piece.text[len(label) :], start=begin))
    found = read_indicators(header, cut)
    assert found.rows[1].cells["deviation"].text.replace(" ", "") == "改进措施：改善野外施工天数减少。"
    assert found.unused == ()


WITHOUT_POINTS = "一级指标 二级指标 三级指标 年度指标值 实际完成值 偏差原因"
# No weight and no score shows the lines of the rows: values in words do as well.
WORDS = """\
考核等次 优秀 优秀 已完成
产出指标 质量指标
汛期降雨偏多，工期延误，将加
水库加固座数 3座 2座
快进度。
受益人口 ≥2万人 2万人 已完成
防洪意识和自救 下一步将提前谋划项目，加快前
效益指标 社会效益指标 100% 90%
能力 期工作。
巡查河道 ≥40公里 41公里 已完成"""


def test_rows_without_points_are_known_by_their_values_in_words_too() -> None:
    found = rows(WORDS, WITHOUT_POINTS)
    assert column(found, "target") == ["优秀", "3座", "≥2万人", "100%", "≥40公里"]
    assert column(found, "actual") == ["优秀", "2座", "2万人", "90%", "41公里"]
    assert (found[3]["level3"], found[3]["deviation"]) == ("防洪意识和自救能力", "下一步将提前谋划项目，加快前期工作。")


def test_clauses_on_several_lines_are_the_reason_beside_values_in_words() -> None:
    first = (
        "新建道路 ≥3公里 3公里 已完成\n产出指标 质量指标\n"
        "完善项目管理制度，明确责任人和\n资料完整 完整 完整\n完成时限。\n"
    )
    assert column(rows(first + WORDS, WITHOUT_POINTS), "deviation")[1] == "完善项目管理制度，明确责任人和完成时限。"


def test_behind_two_level_words_the_third_one_is_the_name() -> None:
    last = (
        "\n受资金下达时间较晚影响，部分工\n"
        "满意度指标 服务对象满意度 服务对象满意度 ≥98% 88% 作顺延至下一年度实施；今后将科\n学设定指标值。"
    )
    found = rows(WORDS + last, WITHOUT_POINTS)
    assert column(found, "level3")[-1] == "服务对象满意度"


# A level word torn by other text, and no line above the first row: cells begin with their rows.
TORN_WORD = """\
产出指标 数量指标 加固水库 ≥3座 3座 20 20 汛期降雨偏多，工
期延误。
质量指标 验收合格率 ≥98% 90% 20 18 资料不全，需要补
充材料。
效益指标 社会效 受益人口 ≥2万人 1万人 30 28 部分群众外出务
益指标 工未回，下一步将
加强管理。"""


def laced_at_top(*bodies: str) -> bool:
    columns = (*POINTS, "deviation")
    habits = usual_habits(columns, bordered=False)
    return where_laced([Lacing(columns, fragments(body), habits) for body in bodies]) == "top"


def test_one_torn_level_word_in_each_form_shows_that_cells_stand_at_the_top() -> None:
    assert laced_at_top(TORN_WORD, TORN_WORD)


def test_torn_level_words_in_few_of_the_forms_show_nothing() -> None:
    torn = TORN_WORD.replace("数量指标", "数量").replace("期延误。", "指标 期延误。")
    plain = "产出指标 数量指标 加固水库 ≥3座 3座 20 20 汛期降雨偏多，工\n期延误，下一步将\n加快进度。"
    assert laced_at_top(torn, torn)
    assert not laced_at_top(torn, plain, plain, plain)


def test_a_level_word_with_a_blank_in_it_is_no_torn_one() -> None:
    rows_of_blanks = "\n".join(
        f"产出指标 数量 指标 {name} ≥3座 3座 20 20 工期延误，\n下一步将加快进度。" for name in ("加固水库", "疏浚河道")
    )
    parted = part_lines(fragments(rows_of_blanks), (*POINTS, "deviation"))
    assert parted is not None
    assert [word.text for word in parted.words] == ["产出指标", "数量指标"] * 2
    assert not laced_at_top(rows_of_blanks, rows_of_blanks)
