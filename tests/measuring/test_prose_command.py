"""The command that measures the prose, what it shows, and what is kept of its figures."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks import regression
from benchmarks.__main__ import main
from benchmarks.documents import CORPUS
from benchmarks.misses import worst
from benchmarks.prose_command import markdown
from benchmarks.prose_documents import ProseDocument, find_prose_documents, score_documents
from benchmarks.prose_labels import prose_digest
from benchmarks.prose_misses import list_misses
from benchmarks.prose_publishing import json_of, text_of
from benchmarks.prose_readme import BEGIN, END, block, shown
from benchmarks.prose_regression import baseline_of, worse
from benchmarks.prose_scoring import ProseScore
from benchmarks.results import Result
from tests.measuring.documents import write_document
from tests.measuring.prose_report import TABLE_ROW, Report
from tests.measuring.tables import HEAD

README = Path(__file__).parents[2] / "README.md"
TABLE = HEAD + "\t".join(["@row", "", "", *TABLE_ROW.replace("_", "").split(" ")]) + "\n"


def write_prose(folder: Path, report: Report | None = None) -> Report:
    """Writes source and labels of a made-up document into a new folder."""
    report = report or Report()
    for name, text in (
        ("source.txt", report.text),
        *report.files.items(),
        ("tables/03-expenditure.tsv", TABLE),
        ("evaluations/001.tsv", report.form_text),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "labelled"


@pytest.fixture
def report(folder: Path) -> Report:
    return write_prose(folder / "d1")


def results_of(folder: Path, tree: dict[str, Any]) -> Path:
    (document,) = find_prose_documents([folder])
    path = folder.parent / "result.json"
    path.write_text(json.dumps({**tree, "source": {"sha256": document.document.sha256}}), encoding="utf-8")
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    main([str(argument) for argument in arguments])
    return capsys.readouterr().out


def test_results_are_scored_instead_of_parsing(
    folder: Path, report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    out = printed(capsys, "prose", folder, "--results", results_of(folder, report.tree))
    assert ["d1", *["1.0000"] * 3, "14", "14"] in [line.split()[:6] for line in out.splitlines()]
    report.fact("f6")["value"]["value"] = "50.00"
    out = printed(capsys, "prose", folder, "--results", results_of(folder, report.tree), "--worst", "1")
    line = report.prose.facts[5].line
    assert f"silent d1/f6, line {line}: is 支出合计 expenditure.total change_amount 500.00 万元, read" in out


def test_document_without_a_result_missed_all_its_prose(
    folder: Path, report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.parent / "none").mkdir()
    out = printed(capsys, "prose", folder, "--results", folder.parent / "none")
    assert "missed 14, invented 0" in out


def test_docparse_reads_the_documents_where_no_results_are_given(
    folder: Path, report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "d1" in [line.split()[0] for line in printed(capsys, "prose", folder).splitlines() if line]


def test_several_folders_and_folders_of_one_document_may_be_named(
    folder: Path, report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    write_prose(folder.parent / "more" / "d2")
    (folder.parent / "none").mkdir()
    out = printed(capsys, "prose", folder, folder.parent / "more" / "d2", "--results", folder.parent / "none")
    assert {"d1", "d2"} <= {line.split()[0] for line in out.splitlines() if line}


def test_folder_without_labels_of_prose_is_refused(tmp_path: Path) -> None:
    write_document(tmp_path / "d1")
    with pytest.raises(SystemExit, match="no labels of prose"):
        main(["prose", str(tmp_path)])


def test_json_and_baseline_are_written_and_other_baselines_are_kept(
    folder: Path, report: Report, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(regression, "BASELINE", folder / "baseline.json")
    regression.store({"engine": {}, "documents": {"d9": {}}, "evaluations": {"documents": {}}})
    results = results_of(folder, report.tree)
    printed(capsys, "prose", folder, "--results", results, "--json", folder / "figures.json", "--store")
    tree = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    assert tree["all"]["measures"]["subject and measure"] == 1
    stored = regression.read_baseline(folder / "baseline.json")
    assert (stored["documents"], stored["evaluations"]) == ({"d9": {}}, {"documents": {}})
    assert stored["prose"]["documents"]["d1"]["figures"]["links found"] == 5


def test_markdown_is_that_of_the_readme(folder: Path, report: Report, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = '[[documents]]\nid = "d1"\nfacts_agreement = "70/71"\n'
    (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
    out = printed(capsys, "prose", folder, "--results", results_of(folder, report.tree), "--markdown")
    assert out.splitlines()[2].startswith("| d1 | 1.0000 / 1.0000 of 5 | 4 / 4 | 1.0000 of 14 |")
    assert out.splitlines()[2].endswith("| 70 / 71 |")


def test_markdown_is_chinese_where_asked(folder: Path, report: Report, capsys: pytest.CaptureFixture[str]) -> None:
    results = results_of(folder, report.tree)
    out = printed(capsys, "prose", folder, "--results", results, "--markdown", "--lang", "zh")
    assert out.startswith("| 样例报告 | 标题 P / R | 层级 |")
    assert out.splitlines()[2].startswith("| d1 | 1.0000 / 1.0000（共 5） | 4 / 4 | 1.0000（共 14） |")


def test_labels_lists_figures_and_what_does_not_add_up(
    folder: Path, report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "d1" / "facts.tsv"
    path.write_text(path.read_text(encoding="utf-8").replace("\t80.00\t%", "\t81.00\t%"), encoding="utf-8")
    out = printed(capsys, "labels", folder)
    assert "figures of the prose 14 (amount 5, change_amount 2, change_rate 1, completion_rate 1, count 3" in out
    assert "with a counterpart in a table or form 5, headings 5, contradictions 1, fields nobody can settle 2" in out
    assert "identities that hold: 9 of 10" in out
    assert "rate: 10000.00 万元 [f2" in out
    assert "wrong label: f3: 80.00 is not 81.00" in out
    assert f"sha256 {prose_digest(folder / 'd1')} (not announced)" in out


def test_failing_identity_that_is_listed_is_said_to_be_so(
    folder: Path, report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "d1" / "tables" / "03-expenditure.tsv"
    path.write_text(path.read_text(encoding="utf-8").replace("12500.00", "12500.02"), encoding="utf-8")
    assert "off by -200.0000, allowed 100.0000 (listed as a contradiction)" in printed(capsys, "labels", folder)


def test_agreement_reports_the_prose_beside_tables_and_forms(
    folder: Path, report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    write_prose(folder / "d2")
    path = folder / "d2" / "facts.tsv"
    path.write_text(path.read_text(encoding="utf-8").replace("\tshare\t80.00", "\trate\t80.00"), encoding="utf-8")
    out = printed(capsys, "agreement", folder / "d1", folder / "d2")
    assert "forms: 1/1 equal = 1.0000" in out
    assert "measure: 13/14 equal = 0.9285" in out
    assert "80.00 基本支出: measure: share and rate" in out


def test_prose_that_only_one_reader_labelled_is_not_compared(
    folder: Path, report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    out = printed(capsys, "agreement", folder / "d1", write_document(folder / "d2"))
    assert "prose: labelled in one of the folders only" in out


def damaged() -> Report:
    """A silent figure, a wrong field, a wrong tie, a false accusation, a heading of another level and one too many."""
    report = Report()
    report.fact("f1")["value"]["value"] = "1250.00"
    report.fact("f14")["qualifier"] = None
    report.check("/facts/1/value", "/tables/0/rows/0/cells/project")
    report.check("/facts/1/value", "/tables/0/rows/0/cells/basic", cause="source")
    report.tree["sections"][1]["level"] = 1
    report.tree["sections"].append({"level": 1, "number": None, "title": "巡", "spans": [[0, 1]]})
    return report


def test_misses_are_listed_with_their_lines_silent_ones_first() -> None:
    report = damaged()
    misses = [str(miss) for miss in worst(list_misses(report.score(), report.text))]
    starts = [miss.split(": ")[1] for miss in misses]
    assert starts[0].startswith("is 支出合计")
    assert starts[1:4] == ["tie wrong", "false accusation", "contradiction not found"]
    assert starts[4:6] == ["no such heading", "heading 一、 收入支出"]
    line = report.prose.facts[13].line
    assert misses[-1] == f"d1/f14, line {line}: is 巡河 – count 400 次: qualifier is 约, read blank"


def test_only_so_many_misses_are_listed_as_asked_for() -> None:
    report = damaged()
    misses = worst(list_misses(report.score(), report.text))
    text = text_of([report.score()], misses, worst=1)
    assert f"worst of {len(misses)} misses:\n  silent d1/f1" in text
    assert "tie wrong" not in text


def test_sentences_say_what_each_status_is_worth() -> None:
    report = damaged()
    report.fact("f1")["value"]["status"] = "verified"
    text = text_of([report.score()], [], worst=0)
    assert "figures not right: missed 0, invented 0, wrong value 1" in text
    assert "of these silent: wrong value 1" in text
    assert "by status: verified 1, wrong 1 (rate at most 1.0000); read 13, wrong 0" in text
    assert "verified and wrong: 1" in text


def test_json_holds_counts_and_measures_by_document() -> None:
    tree = json.loads(json.dumps(json_of([damaged().score()], [])))
    assert tree["documents"]["d1"]["counts"]["ties wrong"] == 1
    assert tree["documents"]["d1"]["measures"]["facts found"] == 13 / 14
    assert tree["all"]["measures"]["qualifier right"] == 0


def test_readme_has_a_line_for_each_document_and_one_for_the_fields() -> None:
    lines = block([Report().score()], {}).splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line]
    assert [row[0] for row in rows] == ["sample report", "---", "d1", "all", rows[4][0], "---", "right"]
    assert rows[2][5:9] == ["1.0000 (1.0000)", "1 of 1", "5 of 5", "0"]
    assert rows[6][rows[4].index("qualifier")] == "1.0000 of 1"


def test_readme_has_no_table_where_nobody_labelled_any_prose() -> None:
    assert block([], {}) == ""


def test_markers_enclose_what_is_compared() -> None:
    assert shown(f"before\n{BEGIN}\n\nfigures\n\n{END}\nafter") == "figures"
    assert shown("before and after") == ""


def test_half_a_pair_of_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="substring not found"):
        shown(f"before {BEGIN} after")


def measured(folder: Path, tree: dict[str, Any]) -> dict[str, Any]:
    documents = find_prose_documents([folder])
    results = {each.document.sha256: Result("", each.document.sha256, (), tree) for each in documents}
    return baseline_of(documents, score_documents(documents, results))


def test_same_figures_are_not_worse(folder: Path, report: Report) -> None:
    assert worse(measured(folder, report.tree), measured(folder, report.tree)) == []


@pytest.mark.parametrize(
    ("change", "figures"),
    [
        (lambda tree: tree["facts"][13].update(qualifier=None), {"qualifier right"}),
        (lambda tree: tree["facts"][7]["value"].update(status="verified"), set()),
        (
            lambda tree: tree["facts"][7].update(measure="target"),
            {"facts right", "facts alike", "measure right", "silent"},
        ),
        (
            lambda tree: tree["sections"].append({"level": 1, "number": None, "title": "巡", "spans": [[0, 1]]}),
            {"sections read not right", "headings wrong"},
        ),
        (lambda tree: tree["checks"].pop(0), {"links found"}),
        (lambda tree: tree["checks"][0]["cells"].append("/evaluations/0/funds/0/score"), {"ties wrong"}),
    ],
)
def test_figure_that_got_worse_is_named(
    folder: Path, report: Report, change: Callable[[dict[str, Any]], None], figures: set[str]
) -> None:
    before, now = measured(folder, report.tree), copy.deepcopy(report.tree)
    change(now)
    after = measured(folder, now)
    assert {sentence.removeprefix("d1: ").split(" was")[0] for sentence in worse(before, after)} == figures
    assert worse(after, before) == []


def test_changed_label_asks_for_a_new_baseline(folder: Path, report: Report) -> None:
    before = measured(folder, report.tree)
    path = folder / "d1" / "facts.tsv"
    path.write_text(path.read_text(encoding="utf-8") + "# again\n", encoding="utf-8")
    (sentence,) = worse(before, measured(folder, report.tree))
    assert "look at it, then `prose --store`" in sentence


@pytest.fixture(scope="module")
def samples() -> tuple[list[ProseDocument], list[ProseScore]]:
    documents = find_prose_documents([CORPUS])
    return documents, score_documents(documents, None)


def test_no_figure_of_the_samples_is_worse_than_the_stored_one(
    samples: tuple[list[ProseDocument], list[ProseScore]],
) -> None:
    stored = regression.read_baseline().get("prose")
    if stored is None:
        pytest.skip("no baseline of the prose is stored yet")
    assert worse(stored, baseline_of(*samples)) == []


def test_readme_shows_what_the_benchmark_measures(samples: tuple[list[ProseDocument], list[ProseScore]]) -> None:
    table = shown(README.read_text(encoding="utf-8"))
    if not table:
        pytest.skip("the README has no table of the prose yet")
    assert table == markdown([CORPUS], samples[1])
