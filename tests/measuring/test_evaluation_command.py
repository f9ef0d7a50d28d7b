"""The commands that measure evaluation forms, the inventory of their labels, and what is kept of their figures."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import regression
from benchmarks.__main__ import main
from benchmarks.documents import CORPUS, read_manifest
from benchmarks.evaluation_documents import find_form_documents, score_documents
from benchmarks.evaluation_labels import evaluations_digest
from benchmarks.evaluation_regression import baseline_of, worse
from benchmarks.results import Result
from tests.measuring.documents import write_document
from tests.measuring.evaluation_forms import DEPARTMENT, PROJECT, written

MANIFEST = read_manifest(CORPUS)


def write_forms(folder: Path, *texts: str) -> dict[str, Any]:
    """Writes source and labels into a new folder; gives the report that reads all of it."""
    source, tree, labels = written(*texts)
    (folder / "evaluations").mkdir(parents=True)
    (folder / "source.txt").write_text(source, encoding="utf-8")
    for text, label in zip(texts, labels, strict=True):
        lined = text.replace("# source_lines: 1-9", f"# source_lines: {label.lines[0]}-{label.lines[1]}")
        (folder / "evaluations" / label.file).write_text(lined, encoding="utf-8")
    return tree


@pytest.fixture
def tree(tmp_path: Path) -> dict[str, Any]:
    return write_forms(tmp_path / "labelled" / "d1", PROJECT, DEPARTMENT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "labelled"


def results_of(folder: Path, tree: dict[str, Any]) -> Path:
    """A stored result of the document of a folder."""
    (document,) = find_form_documents(folder)
    full = {"source": {"sha256": document.document.sha256}, "tables": [], **tree}
    path = folder.parent / "result.json"
    path.write_text(json.dumps(full), encoding="utf-8")
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    main([str(argument) for argument in arguments])
    return capsys.readouterr().out


def test_results_are_scored_instead_of_parsing(
    folder: Path, tree: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    out = printed(capsys, "evaluations", folder, "--results", results_of(folder, tree))
    assert ["d1", "2/2", "2"] in [line.split()[:3] for line in out.splitlines()]
    tree["evaluations"][0]["grade"]["value"] = "良"
    out = printed(capsys, "evaluations", folder, "--results", results_of(folder, tree), "--worst", "1")
    assert "grade: is 优, read 良: misread, read" in out


def test_document_without_a_result_missed_all_its_forms(
    folder: Path, tree: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.parent / "none").mkdir()
    out = printed(capsys, "evaluations", folder, "--results", folder.parent / "none")
    assert ["d1", "0/2"] in [line.split()[:2] for line in out.splitlines()]
    assert out.count("form missed\n") == 2


def test_docparse_reads_the_documents_where_no_results_are_given(
    folder: Path, tree: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "d2").mkdir()
    (folder / "d2" / "source.txt").write_text("此处为正文。\n", encoding="utf-8")
    out = printed(capsys, "evaluations", folder)
    assert "d1" in [line.split()[0] for line in out.splitlines() if line]
    assert "without labels: d2, evaluation forms read: 0" in out


def test_folder_without_labels_of_forms_is_refused(tmp_path: Path) -> None:
    write_document(tmp_path / "d1")
    with pytest.raises(SystemExit, match="no labels of evaluation forms"):
        main(["evaluations", str(tmp_path)])


def test_json_and_baseline_are_written_and_the_baseline_of_tables_is_kept(
    folder: Path, tree: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(regression, "BASELINE", folder / "baseline.json")
    regression.store({"engine": {}, "documents": {"d9": {}}})
    results = results_of(folder, tree)
    printed(capsys, "evaluations", folder, "--results", results, "--json", folder / "figures.json", "--store")
    assert json.loads((folder / "figures.json").read_text(encoding="utf-8"))["all"]["counts"]["forms found"] == 2
    stored = regression.read_baseline(folder / "baseline.json")
    assert stored["documents"] == {"d9": {}}
    assert stored["evaluations"]["documents"]["d1"]["figures"]["indicator cells right"] == 22


def test_markdown_is_that_of_the_readme(folder: Path, tree: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    manifest = '[[documents]]\nid = "d1"\nevaluations_agreement = "70/71"\n'
    (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
    out = printed(capsys, "evaluations", folder, "--results", results_of(folder, tree), "--markdown")
    assert out.splitlines()[2].startswith("| d1 | 2 of 2 | 1 / 1 |")
    assert out.splitlines()[2].endswith("| 70 / 71 |")


def test_markdown_is_chinese_where_asked(
    folder: Path, tree: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    results = results_of(folder, tree)
    out = printed(capsys, "evaluations", folder, "--results", results, "--markdown", "--lang", "zh")
    assert out.startswith("| 样例报告 | 找到的自评表 | 项目名称 |")
    assert out.splitlines()[2].startswith("| d1 | 2 / 2 | 1 / 1 |")


def test_labels_lists_forms_and_what_does_not_add_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_forms(tmp_path / "d1", PROJECT.replace("# weight_total: 100", "# weight_total: 80"), DEPARTMENT)
    out = printed(capsys, "labels", tmp_path)
    assert "evaluation forms 2, layouts 2, indicators 4, fields " in out
    assert "identities that hold: 13 of 14" in out
    assert "weight_sum: 001.tsv: 30 [@indicator 1 weight]" in out
    assert f"sha256 {evaluations_digest(tmp_path / 'd1')} (not announced)" in out


@pytest.mark.parametrize("name", MANIFEST)
def test_frozen_labels_are_those_that_the_manifest_announces(name: str) -> None:
    entry = MANIFEST[name]
    assert ("evaluations_sha256" in entry) == ("evaluations_frozen" in entry)
    if "evaluations_sha256" in entry:
        assert evaluations_digest(CORPUS / name) == entry["evaluations_sha256"]


def test_agreement_reports_forms_beside_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("one", PROJECT), ("other", PROJECT.replace("# grade: 优", "# grade: 良"))):
        write_forms(tmp_path / name, text)
        write_document(tmp_path / "tables" / name)
        (tmp_path / "tables" / name / "tables").rename(tmp_path / name / "tables")
    out = printed(capsys, "agreement", tmp_path / "one", tmp_path / "other")
    assert "cells: 6/6 equal = 1.0000" in out
    assert "totals: 2/3 equal = 0.6666" in out
    assert "001.tsv: grade: '优' and '良'" in out


def test_forms_that_only_one_reader_labelled_are_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_forms(tmp_path / "one", PROJECT)
    write_document(tmp_path / "tables")
    (tmp_path / "tables" / "tables").rename(tmp_path / "one" / "tables")
    out = printed(capsys, "agreement", tmp_path / "one", write_document(tmp_path / "other"))
    assert "evaluation forms: labelled in one of the folders only" in out


def measured(folder: Path, tree: dict[str, Any]) -> dict[str, Any]:
    documents = find_form_documents(folder)
    results = {each.document.sha256: Result("", each.document.sha256, (), tree) for each in documents}
    return baseline_of(documents, score_documents(documents, results))


def test_same_figures_are_not_worse(folder: Path, tree: dict[str, Any]) -> None:
    assert worse(measured(folder, tree), measured(folder, tree)) == []


@pytest.mark.parametrize(
    ("change", "figures"),
    [
        (
            lambda form: form["indicators"][0]["weight"].update(value="3"),
            {"forms whole", "reports whole", "indicator cells right", "indicator cells wrong", "silent"},
        ),
        (
            lambda form: form["conclusion"].update(value="巡护任务", status="inferred"),
            {
                *("forms whole", "reports whole", "texts right", "texts wrong"),
                "texts similarity in ten-thousandths",
            },
        ),
        (lambda form: form["indicators"][0]["score"].update(status="read"), {"covered verified"}),
        (lambda form: form.update(extra={}), {"remarks right"}),
    ],
)
def test_figure_that_got_worse_is_named(folder: Path, tree: dict[str, Any], change: Any, figures: set[str]) -> None:
    tree["evaluations"][0]["indicators"][0]["score"]["status"] = "verified"
    before, now = measured(folder, tree), copy.deepcopy(tree)
    change(now["evaluations"][0])
    after = measured(folder, now)
    assert {sentence.removeprefix("d1: ").split(" was")[0] for sentence in worse(before, after)} == figures
    assert worse(after, before) == []


def test_form_that_nobody_labelled_is_worse(folder: Path, tree: dict[str, Any]) -> None:
    before, more = measured(folder, tree), copy.deepcopy(tree)
    more["evaluations"].append({**copy.deepcopy(tree["evaluations"][1]), "spans": [[0, 2]]})
    assert "d1: forms spurious was 0, is 1" in worse(before, measured(folder, more))


def test_changed_label_asks_for_a_new_baseline(folder: Path, tree: dict[str, Any]) -> None:
    before = measured(folder, tree)
    path = folder / "d1" / "evaluations" / "001.tsv"
    path.write_text(path.read_text(encoding="utf-8") + "@note\t另注\n", encoding="utf-8")
    (sentence,) = worse(before, measured(folder, tree))
    assert "look at it, then `evaluations --store`" in sentence


def test_no_figure_of_the_samples_is_worse_than_the_stored_one() -> None:
    stored = regression.read_baseline().get("evaluations")
    if stored is None:
        pytest.skip("no baseline of evaluation forms is stored yet")
    documents = find_form_documents(CORPUS)
    assert worse(stored, baseline_of(documents, score_documents(documents, None))) == []


def test_misses_of_held_out_documents_are_not_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for seed in (300, 301):
        write_forms(tmp_path / "labelled" / f"{seed:04}-national-wide-raw", PROJECT)
    (tmp_path / "none").mkdir()
    said = printed(capsys, "evaluations", tmp_path / "labelled", "--results", tmp_path / "none")
    assert "0300-national-wide-raw/001.tsv" in said
    assert "0301-national-wide-raw/001.tsv" not in said
    assert "1 documents are held out: their misses are not listed" in said


def test_generated_documents_are_pooled_by_extractor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("0300-national-wide-raw", "0302-twelve-narrow-raw", "0302-twelve-text-piped"):
        write_forms(tmp_path / "labelled" / name, PROJECT)
    (tmp_path / "none").mkdir()
    said = printed(capsys, "evaluations", tmp_path / "labelled", "--results", tmp_path / "none", "--pool", "--worst", 0)
    table = said.partition("by extractor")[2].splitlines()
    assert [line.split()[:2] for line in table[1:3]] == [["raw", "0/2"], ["piped", "0/1"]]
