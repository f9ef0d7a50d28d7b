"""Labels of evaluation forms are read as written, and what is wrong with a file is said with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.evaluation_labels import Entry, evaluations_digest, open_entries, read_forms
from tests.measuring.evaluation_forms import DEPARTMENT, PROJECT, form, replaced


def test_facts_and_rows_hold_what_is_not_blank() -> None:
    label = form()
    assert label.facts["project_name"] == Entry("河湖长制巡护经费")
    assert "responsibilities" not in label.facts
    assert [row["source"].value for row in label.rows["fund"]] == ["年度资金总额", "当年财政拨款", "其他资金"]
    assert "deviation" not in label.rows["indicator"][0]
    assert (label.lines, label.variant) == ((1, 9), "云溪")


def test_notes_and_facts_without_a_key_are_remarks() -> None:
    assert form().remarks == ("备注：本表由水利站填报。",)
    assert form(DEPARTMENT).remarks == ("无",)


def test_same_extra_label_may_stand_twice() -> None:
    assert form(DEPARTMENT.replace("# extra.说明: 无\n", "# extra.说明: 无\n# extra.说明: 有\n")).remarks == (
        "无",
        "有",
    )


def test_mark_of_doubt_is_no_part_of_the_value() -> None:
    text = replaced("\t10.00\t10.00\t8.00\t—\t80.00\t—", "\t10.00\t10.00?\t?\t—\t80.00\t—")
    label = form(text)
    assert label.rows["fund"][2]["full_year_budget"] == Entry("10.00", open=True)
    assert label.rows["fund"][2]["executed"] == Entry("", open=True)
    assert open_entries([label]) == 2


def test_printed_question_mark_is_a_part_of_the_value() -> None:
    label = form(replaced("# other_notes: 无", "# other_notes: 何时补做？"))
    assert label.facts["other_notes"] == Entry("何时补做？")


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("# kind: project", "# kind: programme", 1, "kind is 'programme'"),
        ("# source_lines: 1-9", "# source_lines: 9-1", 2, "source_lines are '9-1'"),
        ("# fiscal_year: 2031", "# fiscal_year: 31", 5, "fiscal_year is '31'"),
        ("# variant: 云溪", "# variant:", 19, "the variant has no name"),
        ("# grade: 优\n", "", 1, "no grade"),
        ("# grade: 优", "# grade: 优\n# grade: 良", 16, "a second grade"),
        ("# grade: 优", "# mark: 优", 15, "there is no fact 'mark'"),
        ("# grade: 优", "# grade", 15, "there is no fact 'grade'"),
        ("@fund\t0\ttotal", "@funds\t0\ttotal", 22, "neither a fact, a row nor a note"),
        ("@fund\t0\ttotal", "@fund\ttotal", 22, "8 fields for 9 of @fund"),
        ("@note\t备注：", "@note\t备注：\t", 29, "2 fields for 1 of @note"),
        ("@fund\t0\ttotal", "@fund\tzero\ttotal", 22, "level is 'zero'"),
        ("@fund\t0\ttotal", "@fund\t0\twhole", 22, "role is 'whole'"),
        ("1\titem\t其他资金", "1\titem\t", 24, "a fund has a level, a role and a source"),
        ("24.00\t10\t75.00", "24.00\t10\t75.00%", 22, "execution_rate is '75.00%'"),
        ("\t40.00\t32.00", "\t40,000.00\t32.00", 22, "initial_budget is '40,000.00'"),
        ("\t30\t30.00\t\t巡河办法", "\t三十\t30.00\t\t巡河办法", 26, "weight is '三十'"),
        ("≥380次\t≥\t380", "≥380次\t>=\t380", 26, "target_operator is '>='"),
        ("400次\t\t400\t次", "400次\t\t四百\t次", 26, "actual_value is '四百'"),
        ("@goal\t\t沿河", "@goal\t本年\t沿河", 25, "year is '本年'"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(old: str, new: str, line: int, what: str) -> None:
    with pytest.raises(ValueError, match=rf"(?m)^001.tsv:{line}: {re.escape(what)}$"):
        form(replaced(old, new))


def test_all_that_is_wrong_is_said_at_once() -> None:
    text = PROJECT.replace("# kind: project", "# kind: programme").replace("@goal", "@aim")
    with pytest.raises(ValueError, match=r"^001.tsv:25: .*\n001.tsv:1: .*$"):
        form(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "evaluations").mkdir()
    for number, lines in (("001", "1-9"), ("002", "10-20")):
        text = replaced("# source_lines: 1-9", f"# source_lines: {lines}")
        (tmp_path / "evaluations" / f"{number}.tsv").write_text(text, encoding="utf-8")
    return tmp_path


def test_forms_of_a_document_stand_in_source_order(folder: Path) -> None:
    assert [label.file for label in read_forms(folder)] == ["001.tsv", "002.tsv"]


def test_forms_that_share_lines_are_refused(folder: Path) -> None:
    text = replaced("# source_lines: 1-9", "# source_lines: 1-10")
    (folder / "evaluations" / "001.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"002.tsv: begins at line 10, where 001.tsv has not ended"):
        read_forms(folder)


def test_folder_without_labels_has_no_forms(tmp_path: Path) -> None:
    assert read_forms(tmp_path) == ()


def test_digest_changes_with_a_byte_and_with_a_name(folder: Path) -> None:
    first = evaluations_digest(folder)
    path = folder / "evaluations" / "002.tsv"
    path.write_text(path.read_text(encoding="utf-8") + "@note\t另注\n", encoding="utf-8")
    second = evaluations_digest(folder)
    path.rename(folder / "evaluations" / "003.tsv")
    assert len({first, second, evaluations_digest(folder)}) == 3
