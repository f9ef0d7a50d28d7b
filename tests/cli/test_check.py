"""``docparse check``: what adds up in a report and what does not, told to a person who knows accounts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from docparse.cli.check_evidence import check_evidence
from docparse.cli.check_report import describe
from docparse.cli.messages import Messages, more_sentences
from docparse.cli.terminal import display_width
from docparse.proving.statements import OPEN_PLACE
from docparse.reviewing.figures import figures_of, in_words, name_figures, sides_of
from docparse.schema import Report
from tests.cli.conftest import REPORT
from tests.proving.reports import FISCAL, GENERAL_BUDGET, table
from tests.schema.build import TEXT, changed, check, report_tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]

# One figure of the second row is wrong, along its row and down its column.
EXPENDITURE = """
    合计 700,000.00 510,000.00 190,000.00 0.00 0.00 0.00
    214 交通运输支出 700,000.00 510,000.00 170,000.00 0.00 0.00 0.00
"""
# Rows that lost their blanks: which column their second figure belongs to is not certain.
INCOME = "合计 700,000.00 700,000.00\n214 交通运输支出 700,000.00 700,000.00"

CONTRADICTION = table("fiscal_appropriation_summary", FISCAL, unit="万元") + table(
    "general_budget_expenditure", GENERAL_BUDGET, unit="万元"
)
UNDECIDED = table("expenditure", EXPENDITURE)
# A report in which checks hold, fail for both causes, and cannot be tested.
DAMAGED = CONTRADICTION + UNDECIDED + table("income", INCOME)


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    file = tmp_path / "buoys.txt"
    file.write_text(DAMAGED, encoding="utf-8")
    return file


@pytest.fixture
def result(run: Run, damaged: Path) -> Path:
    """What convert makes of that report."""
    run("convert", damaged, "-o", "buoys.json", "--quiet")
    return damaged.with_suffix(".json")


def told(outcome: Outcome) -> list[str]:
    """The lines of an answer with single spaces."""
    assert (outcome.code, outcome.err) == (0, "")
    return [" ".join(line.split()) for line in outcome.out.splitlines()]


def tree_of(outcome: Outcome) -> Any:
    (report,) = json.loads(outcome.out)["reports"]
    return report


def evidence_of(*checks: dict[str, Any], **changes: object) -> Any:
    """The evidence of the made-up report of the schema's tests with other checks."""
    tree = changed(report_tree(), "/checks", list(checks))
    for place, value in changes.items():
        tree = changed(tree, place, value)
    report = Report.model_validate(tree)
    report.attach_source(TEXT)
    return check_evidence(report, TEXT)


# What holds


def test_report_that_adds_up_says_so(run: Run, report_file: Path) -> None:
    assert told(run("check", report_file))[0].endswith("over 1 tables: 15 hold, none fails, 0 not tested")


def test_checks_are_counted_by_kind_and_outcome(run: Run, damaged: Path) -> None:
    counts = tree_of(run("check", damaged, "--json"))["counts"]
    assert (counts["cross_table"]["source"], counts["row_sum"]["source"]) == (1, 0)
    assert (counts["row_sum"]["unresolved"], counts["hierarchy"]["unresolved"]) == (1, 1)
    assert counts["hierarchy"]["not_tested"] == 1


def test_check_that_holds_only_within_rounding_is_counted_apart() -> None:
    rounded = check(difference="-0.01")
    assert evidence_of(rounded, check(id="check-2"))["counts"]["row_sum"]["within_rounding"] == 1


def test_text_without_sums_is_not_called_right(run: Run, tmp_path: Path) -> None:
    (tmp_path / "prose.txt").write_text("茶园今年丰收。\n", encoding="utf-8")
    (line,) = [line for line in told(run("check", "prose.txt")) if line]
    assert line == "prose.txt: nothing was checked: 0 tables were recognised, and none of their sums is known"


def test_statuses_of_amounts_are_counted_with_zeros_apart(run: Run, report_file: Path) -> None:
    amounts = tree_of(run("check", report_file, "--json"))["amounts"]
    assert (amounts["values"]["verified"], amounts["zeros"]["verified"]) == (9, 9)


def test_blanks_and_guessed_blanks_are_counted() -> None:
    amounts = evidence_of()["amounts"]
    assert (amounts["blanks"], amounts["unsettled_blanks"]) == (2, 1)


# What fails


def test_contradiction_is_told_with_both_amounts_difference_and_tolerance(run: Run, damaged: Path) -> None:
    lines = told(run("check", damaged))
    assert "[1] The source contradicts itself (same amount in two tables)" in lines
    assert "amounts left 10.10 ≠ right 10.12 万元" in lines
    assert "off by -0.02 万元 = -200.00 yuan (left less right); rounding explains 0.01 万元 at most" in lines


def test_contradiction_says_why_it_is_no_misreading(run: Run, damaged: Path) -> None:
    lines = told(run("check", damaged))
    assert any(line.startswith("why every figure here also takes part in other sums") for line in lines)


def test_undecided_failure_says_which_figure_is_in_doubt(run: Run, damaged: Path) -> None:
    lines = told(run("check", damaged))
    assert "[2] Cause undecided (sum along a row)" in lines
    assert any(line.startswith("right 170,000.00 元 项目支出 ") and line.endswith(" in doubt") for line in lines)


def test_figure_in_doubt_is_told_with_all_its_failing_checks(run: Run, damaged: Path) -> None:
    doubted = tree_of(run("check", damaged, "--json"))["in_doubt"]
    assert (doubted[0]["value"], doubted[0]["checks"]) == ("170000.00", [2, 3])


def test_failing_checks_that_share_a_figure_name_each_other(run: Run, damaged: Path) -> None:
    tree = tree_of(run("check", damaged, "--json"))
    assert [each["shares_figures_with"] for each in tree["failed"]] == [[], [3], [2]]
    assert tree["places_of_failures"] == 2


def test_figures_are_quoted_with_their_line_and_marks(run: Run, damaged: Path) -> None:
    lines = run("check", damaged).out.splitlines()
    at = next(at for at, line in enumerate(lines) if line.endswith("  208 社会保障和就业支出 10.12 10.12 0.00"))
    assert lines[at + 1] == " " * display_width(lines[at].partition("10.12")[0]) + "^^^^^"


def test_figures_of_the_same_names_are_told_apart() -> None:
    cells = ["/tables/0/rows/0/cells/total", "/tables/0/rows/0/cells/basic"]
    report = Report.model_validate(changed(report_tree(), "/checks", [check(cells=cells)]))
    assert name_figures(figures_of(report, report.checks[0])).apart == ("甲/乙 (total)", "甲/乙 (basic)")


def test_failure_of_proved_figures_says_that_something_may_be_missing(run: Run, tmp_path: Path) -> None:
    lost = ("210 ", "21011 ")
    lacking = "\n".join(row for row in GENERAL_BUDGET.splitlines() if not row.strip().startswith(lost))
    text = table("fiscal_appropriation_summary", FISCAL) + table("general_budget_expenditure", lacking)
    (tmp_path / "gap.txt").write_text(text, encoding="utf-8")
    lines = told(run("check", "gap.txt", "--only", "failed"))
    assert any("a row or a number may be missing from the text" in line for line in lines)


def test_side_on_which_nothing_is_printed_is_told() -> None:
    statement = "a: total 12.50 ≠ basic blank"
    failed = evidence_of(check(outcome="fails", cause="unresolved", statement=statement))["failed"][0]
    assert (failed["blank_side"], [figure["side"] for figure in failed["figures"]]) == ("right", ["left"])


def test_clash_of_units_is_told_as_one(run: Run, tmp_path: Path) -> None:
    summary = """
        一、其他收入 1 60.00 一、社会保障和就业支出 4 1.00
        本年收入合计 2 60.00 二、交通运输支出 5 59.00
        总计 3 60.00 本年支出合计 6 60.00
    """
    rows = """
        合计 600,000.00 410,012.44 189,987.56 0.00 0.00 0.00
        208 社会保障和就业支出 10,000.00 10,000.00 0.00 0.00 0.00 0.00
        214 交通运输支出 590,000.00 400,012.44 189,987.56 0.00 0.00 0.00
    """
    text = table("income_expenditure_summary", summary, unit="万元") + table("expenditure", rows, unit="万元")
    (tmp_path / "units.txt").write_text(text, encoding="utf-8")
    lines = told(run("check", "units.txt"))
    assert any("one of them states the wrong unit" in line for line in lines)
    assert not any(line.startswith("off by") for line in lines)


def test_many_zeros_are_one_line() -> None:
    tree = changed(
        report_tree(), "/checks", [check(outcome="fails", cause="unresolved", statement="a 12.50 ≠ b 0 + c 0")]
    )
    report = Report.model_validate(tree)
    evidence = check_evidence(report, None)
    zero = evidence["failed"][0]["figures"][0] | {"value": "0.00", "side": "right"}
    evidence["failed"][0]["figures"] += [zero] * 4
    listings = describe(evidence, report, None, only_failed=True, messages=Messages("en"))
    assert [row[3] for listing in listings for row in listing.rows if len(row) == 6][1:] == ["4 zeros"]


def test_not_understood_text_of_a_table_is_told_beside_its_failures() -> None:
    failing = check(outcome="fails", cause="unresolved")
    assert evidence_of(failing)["failed"][0]["not_understood"] == []
    fields = {"/diagnostics/0/fields": {"table": "expenditure"}}
    assert evidence_of(failing, **fields)["failed"][0]["not_understood"] == ["expenditure"]


def test_pointer_that_leads_nowhere_is_shown_as_it_is() -> None:
    failing = check(outcome="fails", cause="unresolved", cells=["/tables/9/rows/0/cells/total"])
    (figure,) = evidence_of(failing)["failed"][0]["figures"]
    assert (figure["value"], evidence_of(failing)["failed"][0]["about"]) == (None, "/tables/9/rows/0/cells/total")


def test_figure_of_the_prose_is_found() -> None:
    failing = check(outcome="fails", cause="unresolved", cells=["/facts/0/value"])
    (figure,) = evidence_of(failing)["failed"][0]["figures"]
    assert (figure["value"], figure["table"], figure["places"][0]["line"]) == ("12.50", None, 3)


@pytest.mark.parametrize(
    ("statement", "split"),
    [("a: total 12.50 ≠ basic 12.50 + project 12.50", (1, 2)), ("12.50 is not enough", None), ("a 1 ≠ b 1", None)],
)
def test_sides_are_known_only_where_the_statement_names_each_figure(
    statement: str, split: tuple[int, int] | None
) -> None:
    cells = ["/tables/0/rows/0/cells/total", "/tables/0/rows/0/cells/basic", "/tables/0/rows/1/cells/total"]
    tree = changed(report_tree(), "/checks", [check(statement=statement, cells=cells)])
    report = Report.model_validate(tree)
    sides = sides_of(report.checks[0], figures_of(report, report.checks[0]))
    assert (tuple(map(len, sides)) if sides else None) == split


def test_identity_in_words_counts_its_zeros(run: Run, report_file: Path) -> None:
    run("convert", report_file, "-o", "tea.json", "--quiet")
    report = Report.model_validate_json(report_file.with_suffix(".json").read_text(encoding="utf-8"))
    first = report.checks[0]
    words = "公开03表 支出决算表 · 合计: 本年支出合计 73.15 = 基本支出 60.05 + 项目支出 13.10 + 3 × 0"
    assert in_words(first, figures_of(report, first)) == words


# What was not tested, what was not read


def test_untested_checks_have_their_reason_and_table(run: Run, damaged: Path) -> None:
    lines = told(run("check", damaged))
    reason = "3 the column of one of its numbers is not certain (same amount in two tables 2, sum of the codes below 1)"
    assert lines[lines.index(reason) + 1] == "收入决算表: 3"


def test_reason_of_the_engine_has_a_sentence_in_both_languages() -> None:
    assert f"check.reason.{OPEN_PLACE}" in more_sentences()


def test_unknown_reason_is_shown_as_it_stands() -> None:
    blank = dict.fromkeys(("left", "right", "difference", "tolerance"))
    untested = check(outcome="not_tested", reason="the moon was full", **blank)
    report = Report.model_validate(changed(report_tree(), "/checks", [untested]))
    listings = describe(check_evidence(report, None), report, None, only_failed=False, messages=Messages("zh"))
    assert ("1", "the moon was full (行内合计 1)") in [row for listing in listings for row in listing.rows]


def test_tables_without_a_form_and_unfinished_work_are_told() -> None:
    changes = {"/complete": False, "/diagnostics/0/code": "matching.no-form"}
    unread = evidence_of(check(), **changes)["unread"]
    assert unread == {"complete": False, "tables_without_form": 1, "tables_not_understood": []}


# Options


def test_only_failed_leaves_out_what_holds(run: Run, damaged: Path) -> None:
    lines = told(run("check", damaged, "--only", "failed"))
    assert "[1] The source contradicts itself (same amount in two tables)" in lines
    assert not {"What was checked", "Not tested"} & set(lines)


def test_only_failed_as_json_has_no_counts(run: Run, damaged: Path) -> None:
    tree = tree_of(run("check", damaged, "--json", "--only", "failed"))
    assert len(tree["failed"]) == 3
    assert "counts" not in tree


def test_other_things_cannot_be_the_only_ones(run: Run, damaged: Path) -> None:
    outcome = run("check", damaged, "--only", "holds")
    assert (outcome.code, outcome.err) == (2, "docparse: --only takes failed, not 'holds'\n")


def test_checking_speaks_chinese_where_asked(run: Run, damaged: Path) -> None:
    lines = told(run("check", damaged, "--lang", "zh"))
    assert "[1] 原文自相矛盾（表间一致）" in lines
    assert "差额 -0.02 万元，即 -200.00 元（左减右）；四舍五入最多可解释 0.01 万元" in lines


def test_several_files_are_told_one_after_the_other(run: Run, damaged: Path, report_file: Path) -> None:
    reports = json.loads(run("check", report_file, damaged, "--json").out)["reports"]
    assert [report["file"] for report in reports] == [str(report_file), str(damaged)]


def test_input_that_fails_does_not_end_the_others(run: Run, report_file: Path) -> None:
    outcome = run("check", "nowhere.txt", report_file)
    assert (outcome.code, outcome.err) == (1, "docparse: nowhere.txt: no such file or folder\n")
    assert "15 hold" in outcome.out


def test_control_characters_of_a_name_do_not_reach_the_screen(run: Run, damaged: Path) -> None:
    damaged.write_text(DAMAGED.replace("交通运输", "交\x1b通运输"), encoding="utf-8")
    assert "\x1b" not in run("check", damaged).out


# Results


def test_result_is_checked_without_parsing_again(run: Run, damaged: Path, result: Path) -> None:
    ours, theirs = (tree_of(run("check", file, "--json")) for file in (result, damaged))
    assert ours["counts"] == theirs["counts"]
    assert [each["id"] for each in ours["failed"]] == [each["id"] for each in theirs["failed"]]


def test_result_alone_cannot_quote_lines_and_says_so(run: Run, result: Path) -> None:
    lines = told(run("check", result))
    assert "The lines cannot be quoted: a result holds no text. Name the text with --source." in lines
    assert not any("^" in line for line in lines)


def test_result_with_its_source_says_the_same_as_the_text(run: Run, damaged: Path, result: Path) -> None:
    ours = run("check", result, "--source", damaged).out.replace(result.name, damaged.name)
    assert ours == run("check", damaged).out


def test_result_of_another_encoding_finds_its_lines(run: Run, damaged: Path) -> None:
    damaged.write_bytes(DAMAGED.encode("gb18030"))
    run("convert", damaged, "-o", "gb.json", "--quiet")
    assert "  208 社会保障和就业支出 10.12 10.12 0.00" in run("check", "gb.json", "--source", damaged).out


def test_other_text_is_refused_as_source(run: Run, result: Path, report_file: Path) -> None:
    outcome = run("check", result, "--source", report_file)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == f"docparse: {report_file}: this is not the text that the result was made from\n"


@pytest.mark.parametrize("inputs", [["buoys.txt"], ["buoys.json", "buoys.json"], ["buoys.json", "tea.txt"]])
def test_source_belongs_to_one_result(run: Run, result: Path, report_file: Path, inputs: list[str]) -> None:
    outcome = run("check", *inputs, "--source", "buoys.txt")
    assert (outcome.code, outcome.err) == (2, "docparse: --source goes with a single result of docparse convert\n")


def test_missing_source_fails_in_one_line(run: Run, result: Path) -> None:
    outcome = run("check", result, "--source", "nowhere.txt")
    assert (outcome.code, outcome.err) == (1, "docparse: nowhere.txt: no such file or folder\n")


def test_lines_of_results_are_told_by_their_numbers(run: Run, damaged: Path, report_file: Path) -> None:
    run("convert", damaged, report_file, "--jsonl", "-o", "both.jsonl", "--quiet")
    reports = json.loads(run("check", "both.jsonl", "--json").out)["reports"]
    assert [report["file"] for report in reports] == ["both.jsonl:1", "both.jsonl:2"]


def test_result_that_lacks_its_spans_is_refused(run: Run, damaged: Path) -> None:
    run("convert", damaged, "--plain", "-o", "plain.json", "--quiet")
    outcome = run("check", "plain.json")
    assert (outcome.code, "the whole result is needed" in outcome.err) == (1, True)


def test_other_json_is_no_result(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"a": 1}', encoding="utf-8")
    outcome = run("check", "other.json")
    assert (outcome.code, outcome.err) == (1, "docparse: other.json:1: no result of docparse convert\n")


def test_text_that_is_no_report_is_not_taken_for_a_result(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tea.json").write_text(REPORT, encoding="utf-8")
    assert "15 hold" in run("check", "tea.json").out
