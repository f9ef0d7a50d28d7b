"""``docparse convert``: what goes where, what is refused, and what the exit code says."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import docparse
from tests.cli.conftest import CONFLICTING, REPORT
from tests.schema.build import report_tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from docparse.reading import SourceText
    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def give_to_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))


def files_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


# Where the JSON goes


def test_one_file_goes_to_standard_output_as_the_library_writes_it(run: Run, report_file: Path) -> None:
    expected = docparse.parse_bytes(REPORT.encode(), name="tea.txt").to_json()
    assert run("convert", report_file).out == expected + "\n"


def test_one_file_to_standard_output_needs_no_words(run: Run, report_file: Path) -> None:
    outcome = run("convert", report_file)
    assert (outcome.code, outcome.err) == (0, "")


def test_standard_input_is_read_as_bytes(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    give_to_standard_input(monkeypatch, REPORT.encode("gb18030"))
    source = run("convert", "-").report["source"]
    assert (source["name"], source["encoding"]) == (None, "gb18030")


def test_output_names_a_file(run: Run, report_file: Path, tmp_path: Path) -> None:
    assert run("convert", report_file, "-o", "tea.json").out == ""
    assert json.loads((tmp_path / "tea.json").read_text("utf-8"))["source"]["name"] == "tea.txt"


def test_output_that_ends_in_a_slash_is_a_folder(run: Run, report_file: Path, tmp_path: Path) -> None:
    run("convert", report_file, "-o", "made/")
    assert files_below(tmp_path / "made") == ["tea.json"]


def test_output_that_is_a_folder_gets_the_file(run: Run, report_file: Path, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    run("convert", report_file, "-o", "made")
    assert files_below(tmp_path / "made") == ["tea.json"]


def test_dash_as_output_is_standard_output(run: Run, report_file: Path) -> None:
    assert run("convert", report_file, "-o", "-").report["source"]["name"] == "tea.txt"


def test_folder_keeps_relative_paths(run: Run, folder: Path, tmp_path: Path) -> None:
    assert run("convert", "reports", "-o", "made").code == 0
    assert files_below(tmp_path / "made") == ["north/source.json", "south/source.json"]


def test_source_is_named_after_its_place_in_the_folder(run: Run, folder: Path, tmp_path: Path) -> None:
    run("convert", folder, "-o", "made")
    assert json.loads((tmp_path / "made/north/source.json").read_text("utf-8"))["source"]["name"] == "north/source.txt"


def test_pattern_keeps_paths_below_its_fixed_part(run: Run, folder: Path, tmp_path: Path) -> None:
    run("convert", "reports/*/source.txt", "-o", "made")
    assert files_below(tmp_path / "made") == ["north/source.json"]


def test_lines_go_to_standard_output_one_a_report(run: Run, folder: Path) -> None:
    lines = run("convert", "reports", "--jsonl").out.splitlines()
    assert [json.loads(line)["source"]["name"] for line in lines] == ["north/source.txt", "south/source.html"]


def test_lines_go_to_one_file(run: Run, folder: Path, tmp_path: Path) -> None:
    run("convert", "reports", "--jsonl", "-o", "all.jsonl")
    assert len((tmp_path / "all.jsonl").read_text("utf-8").splitlines()) == 2


def test_no_file_of_lines_is_made_where_nothing_was_converted(run: Run, tmp_path: Path) -> None:
    assert run("convert", "nowhere.txt", "--jsonl", "-o", "all.jsonl").code == 1
    assert files_below(tmp_path) == []


def test_file_of_lines_that_exists_is_left_alone(run: Run, folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "all.jsonl", "precious")
    assert run("convert", "reports", "--jsonl", "-o", "all.jsonl").code == 1
    assert (tmp_path / "all.jsonl").read_text() == "precious"


# What the JSON looks like


def test_compact_json_is_one_line(run: Run, report_file: Path) -> None:
    assert run("convert", report_file, "--compact").out.count("\n") == 1


@pytest.mark.parametrize(("option", "view"), [("--plain", "plain"), ("--no-spans", "no_spans")])
def test_views_are_those_of_the_library(run: Run, report_file: Path, option: str, view: str) -> None:
    expected = docparse.parse_bytes(REPORT.encode(), name="tea.txt").to_json(view=view)  # type: ignore[arg-type]
    assert run("convert", report_file, option).out == expected + "\n"


def test_encoding_is_forced(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "tea.txt", REPORT.encode("utf-16-le"))
    assert run("convert", "tea.txt", "--encoding", "utf-16-le").report["source"]["encoding"] == "utf-16-le"


def test_document_kind_is_forced(run: Run, report_file: Path) -> None:
    assert run("convert", report_file, "--document-kind", "budget").report["document_kind"] == "budget"


# Nothing is overwritten unasked


def test_file_that_exists_is_left_alone(run: Run, report_file: Path, tmp_path: Path) -> None:
    write(tmp_path / "tea.json", "precious")
    outcome = run("convert", report_file, "-o", "tea.json")
    assert (outcome.code, (tmp_path / "tea.json").read_text()) == (1, "precious")
    assert outcome.complaints == ["docparse: tea.json: exists already; --overwrite replaces it"]


def test_overwrite_replaces_a_file(run: Run, report_file: Path, tmp_path: Path) -> None:
    write(tmp_path / "tea.json", "old")
    assert run("convert", report_file, "-o", "tea.json", "--overwrite").code == 0
    assert json.loads((tmp_path / "tea.json").read_text("utf-8"))["tables"]


def test_input_is_never_overwritten(run: Run, report_file: Path) -> None:
    outcome = run("convert", report_file, "-o", report_file, "--overwrite")
    assert (outcome.code, report_file.read_text("utf-8")) == (1, REPORT)


def test_two_inputs_never_share_an_output(run: Run, tmp_path: Path) -> None:
    for name in ("tea.html", "tea.txt"):
        write(tmp_path / "in" / name, REPORT)
    outcome = run("convert", "in", "-o", "made", "--overwrite")
    assert outcome.code == 1
    assert outcome.complaints == ["docparse: in/tea.txt: its output made/tea.json is already that of in/tea.html"]


# What fails is said, and the others go on


def test_missing_file_is_named_in_one_line(run: Run) -> None:
    outcome = run("convert", "nowhere.txt")
    assert (outcome.code, outcome.out, outcome.err) == (1, "", "docparse: nowhere.txt: no such file or folder\n")


def test_others_go_on_after_a_failure(run: Run, report_file: Path, tmp_path: Path) -> None:
    outcome = run("convert", "nowhere.txt", report_file, "-o", "made")
    assert (outcome.code, files_below(tmp_path / "made")) == (1, ["tea.json"])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b" \n", "odd.txt: the input is empty"),
        (b"%PDF-1.7\n", "odd.txt: this is a PDF file; docparse reads text; try: pdftotext -layout odd.txt odd.txt.txt"),
        (b"\x89PNG\r\n\x1a\n\x00", "odd.txt: this is not text; docparse reads text"),
    ],
)
def test_what_is_not_text_gets_one_clear_line(run: Run, tmp_path: Path, content: bytes, sentence: str) -> None:
    write(tmp_path / "odd.txt", content)
    assert run("convert", "odd.txt").err == f"docparse: {sentence}\n"


def test_pdf_gets_a_command_with_its_own_name(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a report.pdf", b"%PDF-1.7\n")
    assert run("convert", "a report.pdf").err.endswith("try: pdftotext -layout 'a report.pdf' 'a report.txt'\n")


def test_office_file_gets_its_own_advice(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "tea.docx", b"PK\x03\x04" + bytes(26) + b"word/document.xml")
    assert "this is a DOCX file; docparse reads text; try: pandoc tea.docx" in run("convert", "tea.docx").err


def test_wrong_forced_encoding_is_said(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "tea.txt", REPORT.encode("gb18030"))
    assert run("convert", "tea.txt", "--encoding", "ascii").err.startswith("docparse: tea.txt: ")


def test_bug_in_one_document_does_not_stop_the_others(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse_tree(source: SourceText, *, options: docparse.Options) -> dict[str, Any]:
        if (source.name or "").startswith("north"):
            raise ZeroDivisionError
        return report_tree()

    monkeypatch.setattr("docparse.pipeline.parse_tree", parse_tree)
    outcome = run("convert", "reports", "-o", "made")
    assert (outcome.code, files_below(tmp_path / "made")) == (1, ["south/source.json"])
    assert "a bug in docparse, please report it: ZeroDivisionError" in outcome.complaints[0]


def test_folder_without_text_files_is_a_failure(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    assert run("convert", "bare", "-o", "made").code == 1


def test_control_characters_of_a_name_do_not_reach_the_screen(run: Run) -> None:
    assert run("convert", "no\x1bcwhere\n.txt").err == "docparse: no\\x1bcwhere\\n.txt: no such file or folder\n"


# --fail-on


def test_conflicting_value_is_found(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "tea.txt", CONFLICTING)
    outcome = run("convert", "tea.txt", "--fail-on", "conflicting")
    assert (outcome.code, outcome.err) == (3, "docparse: tea.txt: conflicting values: 1\n")


def test_json_is_written_although_something_was_found(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "tea.txt", CONFLICTING)
    assert run("convert", "tea.txt", "--fail-on", "conflicting").report["fiscal_year"]["status"] == "conflicting"


@pytest.mark.parametrize("finding", ["inferred", "unread"])
def test_findings_of_a_report_set_the_exit_code(
    run: Run, report_file: Path, monkeypatch: pytest.MonkeyPatch, finding: str
) -> None:
    monkeypatch.setattr("docparse.pipeline.parse_tree", lambda source, **given: report_tree())
    assert run("convert", report_file, "--fail-on", finding).code == 3


def test_nothing_found_is_fine(run: Run, report_file: Path) -> None:
    assert run("convert", report_file, "--fail-on", "conflicting", "--fail-on", "inferred").code == 0


def test_failed_input_weighs_more_than_a_finding(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "tea.txt", CONFLICTING)
    assert run("convert", "tea.txt", "nowhere.txt", "-o", "made", "--fail-on", "conflicting").code == 1


# Summary


def test_summary_tells_counts_and_where_the_json_went(run: Run, report_file: Path) -> None:
    err = run("convert", report_file, "-o", "tea.json").err
    header, counted, total = err.splitlines()
    assert header.split() == ["report", "tables", "rows", "values", "diagnostics", "JSON"]
    assert counted.split()[1:4] == ["1", "3", "18"]
    assert (counted.split()[-1], total) == ("tea.json", "1 converted, 0 failed")


def test_quiet_leaves_the_summary_out(run: Run, folder: Path) -> None:
    assert run("convert", "reports", "-o", "made", "--quiet").err == ""


def test_quiet_still_says_what_failed(run: Run) -> None:
    assert run("convert", "nowhere.txt", "-q").complaints


# Options that do not fit together


def test_several_inputs_need_a_folder(run: Run, folder: Path) -> None:
    outcome = run("convert", "reports")
    assert (outcome.code, outcome.err) == (
        2,
        "docparse: several inputs need -o FOLDER (or --jsonl for one stream)\n",
    )


def test_several_inputs_refuse_a_file_as_folder(run: Run, folder: Path, report_file: Path) -> None:
    assert run("convert", "reports", "-o", report_file).code == 2


def test_lines_refuse_a_folder(run: Run, folder: Path) -> None:
    assert run("convert", "reports", "--jsonl", "-o", "made/").code == 2


def test_standard_input_is_read_only_once(run: Run) -> None:
    assert run("convert", "-", "-", "--jsonl").code == 2


@pytest.mark.parametrize(("option", "value"), [("--encoding", "klingon"), ("--document-kind", "novel")])
def test_impossible_option_is_a_usage_error(run: Run, report_file: Path, option: str, value: str) -> None:
    outcome = run("convert", report_file, option, value)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"not '{value}'" in outcome.err
