"""``docparse explain``: why a table was recognised as it was, and why a value stands where it stands."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

import docparse
from docparse.cli.evidence import table_evidence
from docparse.cli.excerpt import places_of, shown_lines
from docparse.cli.explain import Question, gather
from docparse.cli.explanation import describe
from docparse.cli.messages import Messages
from docparse.cli.terminal import display_width
from docparse.cli.tracing import RowReading, TableReading, Traced
from docparse.schema import Report
from tests.cli.conftest import REPORT
from tests.schema.build import TEXT, changed, check, report_tree, spans

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]

# A row that lost its blanks, a header that is torn, and a number that belongs nowhere.
SPACED = """\
青石县茶园管理所2031年度部门决算公开说明

收入决算表
公开02表
部门：青石县茶园管理所 单位：万元
科目编码 科目名称 本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上
缴收入 其他收入
栏次 1 2 3 4 5 6 7
合计 73.15 60.05 0.00 0.00 0.00 0.00 13.10
213 农林水支出 73.15 60.05 0.00 0.00 0.00 0.00 13.10
2130104 事业运行 60.05 60.05
2130199 其他农业农村支出 13.10 13.10
"""
# Two values for six columns: its row and its class hold where it was put, and might elsewhere, as amounts are negative.
UNPROVED = """\
青石县茶园管理所2031年度部门决算公开说明

支出决算表
公开03表
部门：青石县茶园管理所 单位：万元
科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
栏次 1 2 3 4 5 6
合计 73.15 60.05 13.10 0.00 0.00 0.00
213 农林水支出 73.15 60.05 13.10 0.00 0.00 0.00
21301 农业农村 73.15 60.05 13.10 0.00 0.00 0.00
2130104 事业运行 60.05 60.05
2130122 农业生产发展 13.20 13.20
2130135 农业资源保护修复与利用 -0.10 0.00 -0.10 0.00 0.00 0.00
"""


def report_of(**changes: object) -> Report:
    """The made-up report of the schema's tests, with values at JSON pointers changed."""
    tree = report_tree()
    for place, value in changes.items():
        tree = changed(tree, place, value)
    report = Report.model_validate(tree)
    report.attach_source(TEXT)
    return report


# Both rows of that report print two values for three columns; a second figure may stand in either of the last two.
OPEN = RowReading(settled=False, columns=(0, 1), count=2, sure=(True, False), tried=3, ways=(1, 2, 2))
AS_PRINTED = RowReading(settled=True)


def reading_of(*rows: RowReading) -> TableReading:
    return TableReading(header=(), ruler=(), left_over=0, unread=0, rows=rows)


def cell_of(row: str, column: str, report: Report | None = None, reading: RowReading = OPEN) -> Any:
    traced = Traced(report or report_of(), TEXT, [reading_of(reading, reading)])
    evidence, _ = gather(traced, Question("expenditure", row, column))
    return evidence["cell"]


@pytest.fixture
def spaced(tmp_path: Path) -> Path:
    file = tmp_path / "spaced.txt"
    file.write_text(SPACED, encoding="utf-8")
    return file


def told(outcome: Outcome) -> list[str]:
    """The lines of an answer with single spaces."""
    assert (outcome.code, outcome.err) == (0, "")
    return [" ".join(line.split()) for line in outcome.out.splitlines()]


# A table


def test_table_is_told_with_places_of_what_is_printed_on_it(run: Run, report_file: Path) -> None:
    lines = told(run("explain", report_file, "expenditure"))
    assert "Table expenditure, lines 3-10" in lines
    assert "title 支出决算表 line 3; a title of the form" in lines
    assert "form number 公开03表 line 4" in lines
    assert "unit 万元 line 5; 10000 yuan each" in lines
    assert "fiscal year — not printed on the table" in lines


def test_recognition_has_runner_up_variant_and_evidence_of_the_print(run: Run, report_file: Path) -> None:
    lines = told(run("explain", report_file, "expenditure"))
    assert "form expenditure score 1.00" in lines
    assert any(re.fullmatch(r"runner-up \w+ behind by 0\.\d\d", line) for line in lines)
    assert "columns 6 the known variant national" in lines
    assert "rendering tabbed of 3 lines with values, 3 have tabs, 0 pipes, 0 wide gaps" in lines


def test_column_is_told_with_the_header_text_that_it_matched(run: Run, report_file: Path) -> None:
    lines = told(run("explain", report_file, "expenditure"))
    assert "2 basic 基本支出 基本支出 6:18 in one piece" in lines


def test_torn_label_is_told_with_its_pieces(run: Run, spaced: Path) -> None:
    lines = told(run("explain", spaced, "income"))
    assert "6 subordinate_remittance 附属单位上缴收入 附属单位上 + 缴收入 6:42, 7:1 put together from 2 pieces" in lines


def test_column_without_header_text_and_unknown_column_are_told() -> None:
    column = {"key": "x.甲", "path": ["甲", "修灯"], "number": None, "side": None, "spans": spans("修灯")}
    tree = report_tree()
    tree["tables"][0]["columns"].append(column)
    for row in tree["tables"][0]["rows"]:
        row["cells"]["x.甲"] = None
    report = Report.model_validate(tree)
    report.attach_source(TEXT)
    columns = table_evidence(report, TEXT, report.tables[0], reading_of(OPEN, OPEN))["columns"]
    assert [column["match"] for column in columns] == ["none", "none", "none", "unknown"]


def test_label_above_columns_is_found_in_the_header(run: Run, tmp_path: Path) -> None:
    text = REPORT.replace("支出决算表\n公开03表", "一般公共预算财政拨款支出决算表\n公开05表")
    head, _, _ = text.partition("科目编码")
    rows = "科目编码\t科目名称\t本年支出\t\t\n\t\t小计\t基本支出\t项目支出\n\t合计\t73.15\t60.05\t13.10\n"
    (tmp_path / "tea.txt").write_text(head + rows, encoding="utf-8")
    lines = told(run("explain", "tea.txt", "general_budget_expenditure"))
    assert "本年支出 6:11 expenditure.total, expenditure.basic, expenditure.project" in lines


def test_misspelt_title_is_told_with_the_title_it_is_like(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tea.txt").write_text(REPORT.replace("支出决算表", "2031年度支出决算表"), encoding="utf-8")
    assert "line 3; the form's nearest title is 支出决算表" in run("explain", "tea.txt", "expenditure").out


def test_inherited_unit_is_told_with_the_table_it_comes_from() -> None:
    other = report_tree()["tables"][0] | {"id": "expenditure#2", "spans": spans("维护灯塔 ≥95%")}
    unit = other["unit"] | {"status": "inferred"}
    tree = report_tree()
    tree["tables"][0]["spans"] = spans("支出决算表\n公开88表 单位：万元")
    tree["tables"].append(other | {"unit": unit})
    report = Report.model_validate(tree)
    report.attach_source(TEXT)
    reading = reading_of(OPEN, OPEN)
    assert table_evidence(report, TEXT, report.tables[1], reading)["unit"]["from"] == ["expenditure"]


def test_rows_of_the_table_are_told_by_how_they_were_placed(run: Run, spaced: Path) -> None:
    placing = json.loads(run("explain", spaced, "income", "--json").out)["table"]["placing"]
    assert {name: number for name, number in placing.items() if number} == {"print": 2, "identities": 2}


def test_line_of_column_numbers_is_told(run: Run, report_file: Path) -> None:
    assert "column numbers 栏次 1 2 3 4 5 6 line 7" in told(run("explain", report_file, "expenditure"))


def test_text_of_the_table_that_was_not_understood_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tea.txt").write_text(REPORT + "\t\t1.00\t2.00\t3.00\t4.00\t5.00\t6.00\t7.00\t8.00\n", encoding="utf-8")
    lines = told(run("explain", "tea.txt", "expenditure"))
    assert any(line.startswith("not understood numbers that belong to no cell: ") for line in lines)


def test_checks_of_the_table_are_counted_and_the_failing_ones_shown() -> None:
    report = report_of()
    checks = table_evidence(report, TEXT, report.tables[0], reading_of(OPEN, OPEN))["checks"]
    assert checks["counts"] == {"row_sum": {"holds": 1, "fails": 1, "not_tested": 0}}
    assert [check["id"] for check in checks["failing"]] == ["check-2"]


@pytest.mark.parametrize("name", ["expenditure", "公开03表", "支出决算表", "支出决算总表", "公开 03 表"])
def test_table_goes_by_id_form_number_and_titles(run: Run, report_file: Path, name: str) -> None:
    assert run("explain", report_file, name).out.startswith("Table expenditure, ")


# A cell


def test_cell_is_told_with_value_raw_status_and_marked_source(run: Run, report_file: Path) -> None:
    outcome = run("explain", report_file, "expenditure", "213", "project")
    lines = told(outcome)
    assert "row 213 农林水支出" in lines
    assert "column 3: 项目支出" in lines
    assert "value 13.10 万元 131000.00 yuan" in lines
    assert "printed 13.10" in lines
    printed = "  9  213⇥农林水支出⇥73.15⇥60.05⇥13.10⇥0.00⇥0.00⇥0.00"
    lines = outcome.out.splitlines()
    assert lines[lines.index(printed) + 1] == " " * display_width(printed.partition("13.10")[0]) + "^^^^^"


def test_value_of_a_full_row_is_fixed_by_its_row(run: Run, report_file: Path) -> None:
    lines = told(run("explain", report_file, "expenditure", "213", "basic"))
    assert "the row prints as many values as there are columns (6)" in lines


def test_value_between_tabs_is_fixed_by_its_field(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tea.txt").write_text(REPORT.replace("\t0.00\t0.00\t0.00", "\t\t\t"), encoding="utf-8")
    assert "its line keeps blank cells: field 5 of 8" in told(
        run("explain", "tea.txt", "expenditure", "213", "project")
    )
    blank = told(run("explain", "tea.txt", "expenditure", "213", "operating"))
    assert "its line keeps blank cells (8 fields), and this one is blank" in blank
    assert "status blank nothing is printed here" in blank


def test_value_between_pipes_is_fixed_by_its_field(run: Run, tmp_path: Path) -> None:
    head, _, rows = REPORT.replace("\t0.00\t0.00\t0.00", "\t\t\t").partition("科目编码")
    piped = "".join(f"|{line.replace(chr(9), '|')}|\n" for line in f"科目编码{rows}".splitlines())
    (tmp_path / "tea.txt").write_text(head + piped, encoding="utf-8")
    assert "its line keeps blank cells: field 5 of 8" in told(
        run("explain", "tea.txt", "expenditure", "213", "project")
    )


def test_value_of_a_row_that_lost_its_blanks_is_no_field(run: Run, spaced: Path) -> None:
    outcome = run("explain", spaced, "income", "2130199", "total", "--json")
    assert json.loads(outcome.out)["cell"]["fixed_by"]["how"] in ("choice", "sums")


def test_blank_that_is_a_guess_names_the_values_that_may_stand_there() -> None:
    cell = cell_of("901", "project")
    assert (cell["status"], cell["fixed_by"]["how"]) == ("unsettled", "choice")
    assert cell["may_hold"] == [{"column": "basic", "value": "10.00"}]
    assert cell["unsettled"] == ["project"]


def test_inferred_value_has_its_alternatives() -> None:
    cell = cell_of("901", "basic")
    assert cell["fixed_by"] == {"how": "choice", "values": 2, "columns": 3, "field": None, "fields": None}
    assert cell["alternatives"] == [{"column": "project", "value": "10.00"}, {"column": None, "value": None}]
    assert cell["repaired"]


def test_value_whose_row_holds_stray_numbers_is_doubted() -> None:
    reading = RowReading(settled=True, disturbed=True)
    assert cell_of("901", "basic", reading=reading)["fixed_by"]["how"] == "doubted"


def test_mended_value_that_nothing_proves_is_told_as_mended() -> None:
    assert cell_of("901", "basic", reading=AS_PRINTED)["fixed_by"]["how"] == "mended"


def test_mark_beside_a_guessed_blank_is_a_choice_too() -> None:
    guessed = report_of(**{"/tables/0/rows/1/unsettled": ["project"]})
    assert cell_of("total", "basic", guessed)["fixed_by"]["how"] == "choice"


@pytest.mark.parametrize("row", ["213", "2130104"])
def test_every_cell_of_a_row_can_be_told_in_both_languages(run: Run, spaced: Path, row: str) -> None:
    for column in ("1", "2", "7"):
        for language in ("en", "zh"):
            assert run("explain", spaced, "income", row, column, "--lang", language).code == 0


def test_value_that_only_sums_settle_is_told_so() -> None:
    report = report_of(**{"/tables/0/rows/0/cells/total/status": "verified"})
    assert cell_of("901", "total", report)["fixed_by"]["how"] == "sums"


# How a value was placed


def test_row_that_the_print_settles_was_not_placed() -> None:
    cell = cell_of("901", "total", reading=AS_PRINTED)
    assert (cell["placing"], cell["ruled_out"]) == (None, [])


def test_placing_is_told_with_the_layouts_before_and_after_the_sums() -> None:
    placing = cell_of("901", "basic")["placing"]
    assert (placing["values"], placing["columns"], placing["print_allows"], placing["sums_allow"]) == (2, 3, 3, 2)
    assert (placing["figures_here"], placing["one_column"], placing["tried"]) == (2, False, 3)


@pytest.mark.parametrize(
    ("column", "changes", "reading", "proof"),
    [
        ("total", {"status": "verified"}, OPEN, "proved"),
        ("total", {"value": "0.00"}, OPEN, "weightless"),
        ("total", {}, replace(OPEN, complete=False, sure=()), "search-cut"),
        ("total", {}, replace(OPEN, count=0, sure=()), "no-layout"),
        ("basic", {}, OPEN, "several-columns"),
        ("total", {}, OPEN, "failing-check"),
        ("basic", {}, replace(OPEN, sure=(True, True)), "no-check"),
    ],
)
def test_value_without_a_proof_is_told_what_is_lacking(
    column: str, changes: dict[str, str], reading: RowReading, proof: str
) -> None:
    report = report_of(**{f"/tables/0/rows/0/cells/{column}/{name}": value for name, value in changes.items()})
    assert cell_of("901", column, report, reading)["placing"]["proof"] == proof


def test_proof_that_accident_might_explain_is_told_so() -> None:
    report = report_of(**{"/checks": [check()]})
    assert cell_of("901", "total", report)["placing"]["proof"] == "chance"


def test_counts_have_no_proof() -> None:
    report = report_of(**{"/tables/0/rows/0/quantity": "count"})
    assert cell_of("901", "total", report)["placing"]["proof"] == "no-amount"


def test_columns_that_the_print_allows_and_identities_exclude_are_ruled_out() -> None:
    assert cell_of("901", "total")["ruled_out"] == [{"column": "basic", "value": "12.50"}]
    assert cell_of("901", "basic")["ruled_out"] == []


def test_values_that_cannot_stand_in_a_blank_are_ruled_out() -> None:
    assert cell_of("901", "project")["ruled_out"] == []
    sure = replace(OPEN, sure=(True, True))
    assert cell_of("901", "project", reading=sure)["ruled_out"] == [{"column": "basic", "value": "10.00"}]


def test_row_whose_sums_fail_in_every_layout_is_told_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "spaced.txt").write_text(SPACED.replace("60.05 60.05\n", "60.05 61.05\n"), encoding="utf-8")
    lines = told(run("explain", "spaced.txt", "income", "2130104", "total"))
    assert "with the sums of the row none of them is left" in lines
    assert "proof none: no way satisfies the sums of the row" in lines


def test_placed_value_that_is_proved_is_told_so(run: Run, spaced: Path) -> None:
    lines = told(run("explain", spaced, "income", "2130104", "total"))
    assert "the print alone 21 ways to lay 2 values into 7 columns" in lines
    assert any(line.startswith("proof proved: by accident the sums would agree") for line in lines)


# Checks that cover it


def test_checks_that_point_at_the_cell_are_told_with_their_numbers() -> None:
    checks = cell_of("901", "total")["checks"]
    assert [(check["id"], check["outcome"], check["cause"]) for check in checks] == [
        ("check-1", "holds", None),
        ("check-2", "fails", "source"),
    ]
    assert (checks[1]["left"], checks[1]["right"], checks[1]["difference"]) == ("12.50", "12.60", "-0.10")
    assert cell_of("total", "total")["checks"] == []


def test_check_is_told_with_what_it_is_held_against_and_its_tolerance(run: Run, report_file: Path) -> None:
    lines = told(run("explain", report_file, "expenditure", "213", "basic"))
    row = "公开03表 支出决算表 · 213 农林水支出: 本年支出合计 73.15 = 基本支出 60.05 + 项目支出 13.10 + 3 × 0"
    assert f"holds its row off by 0.00, rounding explains 0.03 {row}" in lines
    assert "its column 2" in lines


@pytest.mark.parametrize(
    ("cells", "ground"),
    [
        (["rows/0/cells/total", "rows/0/cells/basic"], "row"),
        (["rows/0/cells/total", "rows/1/cells/total"], "column"),
        (["rows/0/cells/total", "rows/1/cells/basic"], "table"),
    ],
)
def test_ground_of_a_check_is_what_it_holds_the_value_against(cells: list[str], ground: str) -> None:
    report = report_of(**{"/checks": [check(cells=[f"/tables/0/{cell}" for cell in cells])]})
    (told_of,) = cell_of("901", "total", report)["checks"]
    assert told_of["ground"] == ground


def test_check_against_another_table_stands_on_its_own_ground() -> None:
    cells = ["/tables/0/rows/0/cells/total", "/tables/1/rows/0/cells/total"]
    report = report_of(**{"/checks": [check(cells=cells)]})
    assert cell_of("901", "total", report)["grounds"] == {"row": 0, "column": 0, "table": 0, "other_tables": 1}


def test_checks_of_the_same_figures_count_once() -> None:
    cells = ["/tables/0/rows/0/cells/total", "/tables/0/rows/0/cells/basic"]
    again = check(id="check-9", cells=[*cells, "/tables/0/rows/1/cells/basic"])
    cell = cell_of("901", "total", report_of(**{"/checks": [check(cells=cells), again]}))
    assert [each["same_as"] for each in cell["checks"]] == [None, "check-1"]
    assert sum(cell["grounds"].values()) == 1


def test_independence_of_the_grounds_is_told_of_a_value(run: Run, report_file: Path) -> None:
    lines = told(run("explain", report_file, "expenditure", "213", "basic"))
    assert any(line.startswith("the grounds are independent of each other") for line in lines)


def test_checks_that_chose_the_column_are_not_called_independent_of_each_other(run: Run, tmp_path: Path) -> None:
    (tmp_path / "unproved.txt").write_text(UNPROVED, encoding="utf-8")
    lines = told(run("explain", "unproved.txt", "expenditure", "2130122", "project"))
    assert {"its row 1", "its column 1"} <= set(lines)
    assert "no proof of the column: it was chosen so that these checks hold" in lines
    assert not any("independent" in line for line in lines)


@pytest.mark.parametrize(
    ("status", "reading", "said"),
    [
        ("verified", OPEN, "the grounds are independent of each other: a wrong value would have to agree with each"),
        (
            "verified",
            AS_PRINTED,
            "the grounds are independent of each other: a wrong value would have to agree with each",
        ),
        ("inferred", OPEN, "no proof of the column: it was chosen so that these checks hold"),
        ("inferred", AS_PRINTED, "no proof all the same: see the status of the value"),
    ],
)
def test_several_grounds_are_a_proof_of_a_verified_value_only(status: str, reading: RowReading, said: str) -> None:
    cells = [f"/tables/0/rows/{row}/cells/{key}" for row, key in ((0, "total"), (0, "basic"), (1, "total"))]
    checks = [check(cells=[cells[0], other], id=f"check-{number}") for number, other in enumerate(cells[1:], start=1)]
    report = report_of(**{"/tables/0/rows/0/cells/total/status": status, "/checks": checks})
    evidence, places = gather(
        Traced(report, TEXT, [reading_of(reading, reading)]), Question("expenditure", "901", "total")
    )
    texts = [row[0] for listing in describe(evidence, places, messages=Messages("en")) for row in listing.rows]
    assert said in texts


def test_independence_is_not_told_of_a_zero(run: Run, report_file: Path) -> None:
    assert "independent" not in run("explain", report_file, "expenditure", "213", "operating").out


def test_source_and_engine_are_named(run: Run, report_file: Path) -> None:
    tree = json.loads(run("explain", report_file, "expenditure", "213", "basic", "--json").out)
    assert tree["source"]["sha256"] == sha256(report_file.read_bytes()).hexdigest()
    assert f"engine docparse {docparse.__version__}, knowledge {tree['producer']['knowledge']}" in told(
        run("explain", report_file, "expenditure")
    )


def test_diagnostic_at_the_cell_is_told_and_one_elsewhere_is_not() -> None:
    at_cell = report_of(**{"/diagnostics/0/spans": spans("1O.00")})
    assert [each["code"] for each in cell_of("901", "basic", at_cell)["diagnostics"]] == ["decoding.unplaced-number"]
    assert cell_of("total", "basic")["diagnostics"] == []


def test_mark_for_no_value_has_neither_value_nor_yuan() -> None:
    cell = cell_of("total", "basic")
    assert (cell["value"], cell["raw"], cell["status"], cell["yuan"]) == (None, "—", "not_applicable", None)


@pytest.mark.parametrize("row", ["2130104", "事业运行", " 事业 运行"])
@pytest.mark.parametrize("column", ["basic", "2", "基本支出"])
def test_row_and_column_go_by_their_names(run: Run, report_file: Path, row: str, column: str) -> None:
    assert "row 2130104, column basic" in run("explain", report_file, "expenditure", row, column).out


# Names that fit nothing, or too much


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["expendture"],
            "there is no table 'expendture' in this report; the nearest: expenditure (公开03表 支出决算表)",
        ),
        (
            ["expenditure", "2130", "total"],
            "there is no row '2130' in this table; the nearest: 2130104 (事业运行), 213",
        ),
        (["expenditure", "213", "proj"], "there is no column 'proj' in this row; the nearest: project (3 项目支出)"),
        (["expenditure", "213", "9"], "there is no column '9' in this row; the nearest: total (1 本年支出合计), basic"),
        (["expenditure", "213"], "COLUMN is missing after ROW; the columns of this row: total, basic, project"),
        ([], "TABLE is missing"),
    ],
)
def test_miss_is_a_usage_error_that_lists_the_nearest(
    run: Run, report_file: Path, words: list[str], sentence: str
) -> None:
    outcome = run("explain", report_file, *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"docparse: {sentence}")


def test_name_of_several_rows_is_never_guessed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tea.txt").write_text(REPORT.replace("农林水支出", "事业运行"), encoding="utf-8")
    outcome = run("explain", "tea.txt", "expenditure", "事业运行", "total")
    assert (outcome.code, outcome.err) == (
        2,
        "docparse: '事业运行' is several rows, name one by its id: 213 (事业运行), 2130104 (事业运行)\n",
    )


def test_id_is_meant_before_other_tables_of_the_kind(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tea.txt").write_text(REPORT + REPORT, encoding="utf-8")
    lines = told(run("explain", "tea.txt", "expenditure"))
    assert lines[0] == "Table expenditure, lines 3-10"
    assert any(line.startswith("others of this kind expenditure#2") for line in lines)
    assert run("explain", "tea.txt", "公开03表").code == 2


def test_text_without_tables_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "prose.txt").write_text("茶园今年丰收。\n", encoding="utf-8")
    outcome = run("explain", "prose.txt", "expenditure")
    assert (outcome.code, outcome.err) == (2, "docparse: no table was recognised in this text\n")


def test_missing_file_fails_in_one_line(run: Run) -> None:
    outcome = run("explain", "nowhere.txt", "expenditure")
    assert (outcome.code, outcome.err) == (1, "docparse: nowhere.txt: no such file or folder\n")


# JSON, languages, screens


def test_json_holds_the_same_evidence(run: Run, report_file: Path) -> None:
    tree = json.loads(run("explain", report_file, "expenditure", "213", "basic", "--json").out)
    assert (tree["file"], tree["table"]["id"], tree["cell"]["value"]) == (str(report_file), "expenditure", "60.05")
    assert tree["cell"]["places"] == [{"line": 9, "column": 17, "end_column": 22, "text": "60.05"}]


def test_json_of_a_table_has_no_cell(run: Run, report_file: Path) -> None:
    assert json.loads(run("explain", report_file, "expenditure", "--json").out)["cell"] is None


def test_explaining_speaks_chinese_where_asked(run: Run, report_file: Path) -> None:
    lines = told(run("explain", report_file, "expenditure", "213", "basic", "--lang", "zh"))
    assert "这一行的值与栏一样多（6）" in lines


def test_marks_stand_under_their_characters_whatever_their_width() -> None:
    report = report_of()
    rows = shown_lines(places_of(report, TEXT, spans("塔维护 12.50")))
    assert rows == [("6", "901 灯塔维护 12.50 1O.00 2.50"), ("", "      ^^^^^^^^^^^^")]


def test_long_line_is_cut_around_its_marks() -> None:
    (place,) = places_of(report_of(), TEXT, spans("901"))
    wide = place._replace(text="茶" * 240, column=150, end_column=152)
    (_, shown), (_, marks) = shown_lines([wide])
    assert (shown[0], shown[-1], marks.strip()) == ("…", "…", "^^^^")
    assert display_width(shown) < 300


def test_cell_over_two_lines_is_shown_on_both() -> None:
    places = places_of(report_of(), TEXT, spans("项目 修灯\n维护灯塔"))
    assert [(place.line, place.marked) for place in places] == [(10, "项目 修灯"), (11, "维护灯塔")]


def test_control_characters_of_the_source_do_not_reach_the_screen(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tea.txt").write_text(REPORT.replace("213\t农林水", "213\t农\x1b林水"), encoding="utf-8")
    outcome = run("explain", "tea.txt", "expenditure", "213", "basic")
    assert (outcome.code, "\x1b" in outcome.out) == (0, False)


# As a page


def test_proof_can_be_a_page(run: Run, report_file: Path) -> None:
    outcome = run("explain", report_file, "expenditure", "213", "basic", "--page", "proof.html")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    text = report_file.with_name("proof.html").read_text(encoding="utf-8")
    assert "<mark>60.05</mark>" in text
    assert "proved by arithmetic" in text


def test_page_of_a_table_is_written_too(run: Run, report_file: Path) -> None:
    assert run("explain", report_file, "expenditure", "--page", "proof.html").code == 0
    assert "<h2>Which header text each column matched" in report_file.with_name("proof.html").read_text(
        encoding="utf-8"
    )


def test_page_that_exists_is_kept(run: Run, report_file: Path) -> None:
    report_file.with_name("proof.html").write_text("mine", encoding="utf-8")
    outcome = run("explain", report_file, "expenditure", "--page", "proof.html")
    assert (outcome.code, "exists already" in outcome.err) == (1, True)
    assert report_file.with_name("proof.html").read_text(encoding="utf-8") == "mine"


def test_page_and_json_exclude_each_other(run: Run, report_file: Path) -> None:
    assert run("explain", report_file, "expenditure", "--json", "--page", "proof.html").code == 2
