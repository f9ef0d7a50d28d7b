"""Forms whose rows lost the white space between their cells: what each column can hold parts them, sums choose."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import docparse
from docparse.evaluating.glued_points import choose
from docparse.evaluating.glued_row import RowReading, read_row
from docparse.schema import Evaluation

COLUMNS = ("level1", "level2", "level3", "target", "actual", "weight", "score", "deviation")
TITLE = ["项目支出绩效自评表", "（2031年度）"]
HEAD = ["项目名称 观星台运行维护", "主管部门 云溪市观星局"]
HEADER = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
ROWS = [
    ["产出指标", "数量指标", "观测次数", "≥200次", "210次", "20", "20", "无"],
    ["", "质量指标", "数据合格率", "=100%", "100%", "22.5", "22.5", "否"],
    ["", "时效指标", "完成时间", "2031年12月底前", "2031年12月", "7.5", "7.5", ""],
    ["效益指标", "社会效益指标", "科普人数", "≥1000人", "860人", "20", "18", "连日阴雨"],
    ["", "可持续影响指标", "设备运行状况", "保持良好", "保持良好", "10", "10", ""],
    ["满意度指标", "服务对象满意度指标", "观众满意度", "≥90%", "93%", "10", "10", "无"],
]


def form(header: str, rows: list[str], *, head: list[str] = HEAD, total: str = "总分 90 88") -> Evaluation:
    (found,) = docparse.parse("\n".join([*TITLE, *head, header, *rows, total]) + "\n").evaluations
    return found


def cells(found: Evaluation) -> list[list[str]]:
    """The printed cells of each row without its levels."""
    rows = [[getattr(row, column) for column in COLUMNS[2:]] for row in found.indicators]
    return [["" if cell is None else cell.raw for cell in row] for row in rows]


@pytest.mark.parametrize("header", [" ".join(HEADER), "".join(HEADER)], ids=["labels apart", "labels glued"])
def test_rows_without_white_space_are_parted(header: str) -> None:
    found = form(header, ["".join(row) for row in ROWS])
    assert cells(found) == [row[2:] for row in ROWS]
    assert [row.level2.value for row in found.indicators if row.level2] == [row[1] for row in ROWS]
    assert [row.level1.value for row in found.indicators if row.level1] == [
        *["产出指标"] * 3,
        *["效益指标"] * 2,
        "满意度指标",
    ]


def test_points_that_only_the_reading_of_a_row_parts_are_in_doubt() -> None:
    found = form(" ".join(HEADER), ["".join(row) for row in ROWS])
    points = [cell for row in found.indicators for cell in (row.weight, row.score) if cell is not None]
    assert {cell.status for cell in points} == {"inferred"}


def test_cells_that_blanks_part_are_as_sure_as_ever() -> None:
    rows = [" ".join(row[:5]).strip() + " " + "".join(row[5:]) for row in ROWS]
    found = form(" ".join(HEADER), rows)
    assert cells(found) == [row[2:] for row in ROWS]
    assert {row.target.status for row in found.indicators if row.target} == {"read"}


def test_row_goes_on_in_the_next_line() -> None:
    rows = ["".join(row) for row in ROWS]
    found = form("".join(HEADER), [rows[0][:12], rows[0][12:], *rows[1:]])
    assert cells(found) == [row[2:] for row in ROWS]


def test_points_before_the_target() -> None:
    order = [0, 1, 2, 5, 3, 4, 6, 7]
    found = form("".join(HEADER[at] for at in order), ["".join(row[at] for at in order) for row in ROWS])
    assert cells(found) == [row[2:] for row in ROWS]


def test_last_column_printed_first() -> None:
    found = form(" ".join([HEADER[-1], *HEADER[:-1]]), [" ".join(filter(None, [row[-1], *row[:-1]])) for row in ROWS])
    assert cells(found) == [row[2:] for row in ROWS]


def test_labels_funds_and_totals_without_white_space() -> None:
    head = [
        "项目名称观星台运行维护",
        "主管部门云溪市观星局实施单位云溪市观星局本级",
        "项目资金（万元）年初预算数全年预算数全年执行数分值执行率得分",
        "年度资金总额100.00100.0098.501098.5%9.85",
        "其中：当年财政拨款100.00100.0098.50—98.5%—",
    ]
    found = form("".join(HEADER), ["".join(row) for row in ROWS], head=head, total="总分10097.85")
    assert found.project_name is not None and found.project_name.value == "观星台运行维护"
    assert found.department is not None and found.department.value == "云溪市观星局"
    assert found.implementing_unit is not None and found.implementing_unit.value == "云溪市观星局本级"
    total = found.funds[0]
    funds = (total.initial_budget, total.full_year_budget, total.executed, total.weight, total.execution_rate)
    assert [cell and cell.raw for cell in funds] == ["100.00", "100.00", "98.50", "10", "98.5%"]
    assert found.score_total is not None and found.score_total.raw == "97.85"


def test_goals_without_white_space_are_in_doubt() -> None:
    head = ["项目名称观星台运行维护", "年度总体目标预期目标实际完成情况", "保障运行。全年运行平稳。"]
    (goal,) = form("".join(HEADER), ["".join(row) for row in ROWS], head=head).goals
    assert goal.expected is not None and goal.expected.status == "inferred"


def test_sums_choose_among_the_readings_of_digits() -> None:
    ways = [
        (RowReading(0.0, (), Decimal(20), Decimal(20)), RowReading(0.5, (), Decimal(2), Decimal(0))),
        (RowReading(0.0, (), Decimal(8), Decimal(1)), RowReading(0.5, (), Decimal(81), Decimal(1))),
    ]
    assert [reading.weight for reading in choose(ways)] == [Decimal(20), Decimal(8)]
    taken = choose([(ways[0][0],), (ways[1][0], RowReading(2.0, (), Decimal(80), Decimal(1)))])
    assert [reading.weight for reading in taken] == [Decimal(20), Decimal(80)]


def test_nothing_that_fits_gives_no_reading() -> None:
    assert read_row("云溪市观星局", COLUMNS) == ()
    assert read_row("1" * 500, COLUMNS) == ()


NAMES = st.sampled_from(["观测次数", "修缮面积", "培训人数", "巡查覆盖率", "数据更新频次", "群众知晓率"])
VALUES = st.tuples(st.integers(1, 5000), st.integers(1, 5000), st.sampled_from(["次", "人", "%", "公里", "个"]))
SIGNS = st.sampled_from(["≥", "≤", "="])
POINTS = st.sampled_from(["5", "7.5", "8", "10", "12", "15", "20"])


@given(rows=st.lists(st.tuples(NAMES, SIGNS, VALUES, POINTS), min_size=3, max_size=8))
@settings(max_examples=60, deadline=None)
def test_no_value_is_read_wrong_without_doubt(
    rows: list[tuple[str, str, tuple[int, int, str], str]],
) -> None:
    printed = [
        ["产出指标", "数量指标", f"{name}{order}号", f"{sign}{target}{unit}", f"{actual}{unit}", points, points, "无"]
        for order, (name, sign, (target, actual, unit), points) in enumerate(rows)
    ]
    found = form("".join(HEADER), ["".join(row) for row in printed], total="")
    own = {row[2]: row for row in printed}
    for indicator in found.indicators:
        row = own.get(indicator.level3.raw if indicator.level3 else "")
        for at, column in enumerate(COLUMNS):
            cell = getattr(indicator, column)
            if row is not None and cell is not None and cell.status in ("read", "verified"):
                assert cell.raw == row[at]


def test_the_suffix_of_a_level_begins_no_name() -> None:
    row = "满意度指标服务对象满意度指标服务对象满意度≥92%100%1010无"
    first = read_row(row, COLUMNS)[0]
    assert [row[start:end] for start, end in first.cells[:3]] == ["满意度指标", "服务对象满意度指标", "服务对象满意度"]


def test_what_takes_in_a_row_that_was_not_understood_is_in_doubt() -> None:
    rows = ["".join(row) for row in ROWS]
    found = form("".join(HEADER), [rows[0], "质量指标资料全景记录在册1010", "数据合格率=100%100%22.522.5否", *rows[2:]])
    (name,) = (row.level3 for row in found.indicators if row.level3 and "数据合格率" in row.level3.raw)
    assert name.status == "inferred"


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        ("观星台管护机制健全基本健全1010无", ["观星台管护机制", "健全", "基本健全"]),
        ("科普服务能力有效提升提升55无", ["科普服务能力", "有效提升", "提升"]),
        ("镜片更换及时性及时按时更换1010无", ["镜片更换及时性", "及时", "按时更换"]),
        ("设备管理制度健全性完善健全55无", ["设备管理制度健全性", "完善", "健全"]),
        ("对周边造成的负面影响较小无55无", ["对周边造成的负面影响", "较小", "无"]),
        ("科普服务水平显著提升逐步提升55无", ["科普服务水平", "显著提升", "逐步提升"]),
        ("星图公开及时性按时公开及时33—", ["星图公开及时性", "按时公开", "及时"]),
        ("观测点建成时间2031年10月底前已建成77无", ["观测点建成时间", "2031年10月底前", "已建成"]),
    ],
)
def test_words_of_a_target_tell_where_it_begins(row: str, parts: list[str]) -> None:
    columns = ("level3", "target", "actual", "weight", "score", "deviation")
    first = read_row(row, columns)[0]
    assert [row[start:end] for start, end in first.cells[:3]] == parts


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        ("科普服务能力定性有效提升提升2020无", ["科普服务能力", "定性", "有效提升", "", "提升"]),
        ("系统运行稳定性定性良好良好1010无", ["系统运行稳定性", "定性", "良好", "", "良好"]),
        ("观测成本≤278元/人·天2786.666.66无", ["观测成本", "", "≤278", "元/人·天", "278"]),
        ("观测次数≥75次=768.578.57无", ["观测次数", "", "≥75", "次", "=76"]),
    ],
)
def test_target_in_three_columns(row: str, parts: list[str]) -> None:
    columns = ("level3", "operator", "target", "unit", "actual", "weight", "score", "deviation")
    first = read_row(row, columns)[0]
    assert [row[start:end] for start, end in first.cells[:5]] == parts


def test_a_quantity_keeps_its_unit() -> None:
    row = "观测人次≥286人次292人次受连日阴雨影响，部分观测顺延"
    first = read_row(row, ("level3", "target", "actual", "deviation"))[0]
    assert [row[start:end] for start, end in first.cells] == [
        "观测人次",
        "≥286人次",
        "292人次",
        "受连日阴雨影响，部分观测顺延",
    ]


def test_rule_of_points_before_the_target() -> None:
    row = "观测环境改善5达到目标得5分，基本达到得一半分值，未达到不得分。得到保障得到保障5已完成"
    first = read_row(row, ("level3", "weight", "basis", "target", "actual", "score", "deviation"))[0]
    assert [row[start:end] for start, end in first.cells[1:5]] == [
        "5",
        "达到目标得5分，基本达到得一半分值，未达到不得分。",
        "得到保障",
        "得到保障",
    ]


def test_number_behind_the_suffix_of_a_level_belongs_to_the_name() -> None:
    row = "社会效益指标1.科普知晓率≥90%90%55已完成"
    first = read_row(row, COLUMNS)[0]
    assert [row[start:end] for start, end in first.cells[:3]] == ["", "社会效益指标", "1.科普知晓率"]


def test_what_was_spent_is_told_by_its_rate() -> None:
    columns = ("initial_budget", "full_year_budget", "executed", "weight", "execution_rate", "score")
    parts = {
        "9.829.82/100.00%/": ["", "9.82", "9.82", "/", "100.00%", "/"],
        "94.4267.5934.6551.3%": ["94.42", "67.59", "34.65", "", "51.3%", ""],
        "0.0042.9430.6371.34%": ["0.00", "42.94", "30.63", "", "71.34%", ""],
        "159.37159.3792.801058.235.82": ["159.37", "159.37", "92.80", "10", "58.23", "5.82"],
    }
    for row, cells_of_row in parts.items():
        first = read_row(row, columns)[0]
        assert [row[start:end] for start, end in first.cells] == cells_of_row


SHARES = ["指标性质", "指标值", "度量单位", "完成值", "权重", "得分", "未完成原因分析"]


def test_rows_without_percentages_below_a_header_without_white_space() -> None:
    rows = [
        "产出指标数量指标观测次数≥49次=491515无",
        "质量指标镜片验收合格率＝100%=921513.8镜片到货延迟，影响整体进度。",
        "效益指标社会效益指标科普服务能力定性有效提升提升2020无",
        "满意度指标服务对象满意度指标观众满意度≥90%=914040无",
    ]
    header = "绩效指标（90分）" + "".join(["一级指标", "二级指标", "三级指标", *SHARES])
    found = form(header, rows, total="合计9088.8")
    assert cells(found) == [
        ["观测次数", "≥49次", "=49", "15", "15", "无"],
        ["镜片验收合格率", "＝100%", "=92", "15", "13.8", "镜片到货延迟，影响整体进度。"],
        ["科普服务能力", "定性有效提升", "提升", "20", "20", "无"],
        ["观众满意度", "≥90%", "=91", "40", "40", "无"],
    ]
    assert found.weight_total is not None and found.weight_total.value == "90"


def test_words_of_levels_without_their_suffix() -> None:
    rows = [
        "履职效能重点工作履行情况观测任务完成率≥95%96%3030已完成",
        "建议办复率=100%100%2020已完成",
        "管理效率预算管理预算编制完整性全面完整完整2020已完成",
        "满意度服务对象满意度观众满意度≥90%95%3030已完成",
    ]
    found = form("".join(HEADER), rows, total="总分100100")
    levels = [(row.level1 and row.level1.value, row.level2 and row.level2.value) for row in found.indicators]
    assert levels == [
        ("履职效能", "重点工作履行情况"),
        ("履职效能", "重点工作履行情况"),
        ("管理效率", "预算管理"),
        ("满意度", "服务对象满意度"),
    ]


def test_goals_are_cut_where_their_numbers_begin_anew() -> None:
    planned, reached = "1.观测200次；2.更换镜片3组。", "1.已观测210次；2.镜片已更换。"
    head = ["项目名称观星台运行维护", "项目基本情况项目年度目标年度目标完成情况", planned + reached]
    (goal,) = form("".join(HEADER), ["".join(row) for row in ROWS], head=head).goals
    assert (goal.expected and goal.expected.value, goal.actual and goal.actual.value) == (planned, reached)
    assert goal.expected is not None and goal.expected.status == "inferred"


def test_what_is_told_below_the_rows() -> None:
    tail = "总  分10097.85\n评价等级优\n其他需要说明的问题无"
    found = form("".join(HEADER), ["".join(row) for row in ROWS], total=tail)
    assert found.score_total is not None and found.score_total.value == "97.85"
    assert found.grade is not None and found.grade.value == "优"


def test_name_in_quotation_marks_keeps_them() -> None:
    head = ["项目名称“星光”科普（第二批）", *HEAD[1:]]
    found = form("".join(HEADER), ["".join(row) for row in ROWS], head=head)
    assert found.project_name is not None and found.project_name.value == "“星光”科普（第二批）"


def test_one_number_behind_the_label_of_the_total_is_the_score() -> None:
    found = form("".join(HEADER), ["".join(row) for row in ROWS], total="总分98.73")
    assert found.score_total is not None and found.score_total.value == "98.73"
    assert found.weight_total is None


def test_header_of_the_funds_with_formulas_in_brackets() -> None:
    head = [
        "项目名称观星台运行维护",
        "预算执行情况（万元）预算数（A）执行数（B）执行率（B/A）得分（20分*执行率）",
        "年度资金总额32.3130.3293.8%18.76",
    ]
    found = form("".join(HEADER), ["".join(row) for row in ROWS], head=head)
    (total,) = found.funds
    assert [
        cell and cell.raw for cell in (total.full_year_budget, total.executed, total.execution_rate, total.score)
    ] == [
        *("32.31", "30.32"),
        *("93.8%", "18.76"),
    ]
