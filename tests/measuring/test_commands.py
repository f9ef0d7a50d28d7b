"""The commands of ``python -m benchmarks`` print and write what they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import docparse
from benchmarks import regression
from benchmarks.__main__ import main
from tests.measuring.documents import LABEL, TEXT, write_document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_document(tmp_path / "labelled" / "d1")
    return tmp_path / "labelled"


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    main([str(argument) for argument in arguments])
    return capsys.readouterr().out


def test_accuracy_prints_the_figures(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "accuracy", folder)
    assert ["d1", "1/1", "1"] in [line.split()[:3] for line in out.splitlines()]
    assert "whose spans do not hold their text: 0/" in out
    assert "inferred though the layout settles the cell: 0/6" in out


def test_misses_of_held_out_documents_are_counted_and_not_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for seed in ("0300", "0301"):
        write_document(tmp_path / f"{seed}-national-text-piped", label=LABEL.replace("5.00", "4.00"))
    out = printed(capsys, "accuracy", tmp_path)
    assert "0300-national-text-piped/01-expenditure.tsv" in out
    assert "0301-national-text-piped/01-expenditure.tsv" not in out
    assert "1 documents are held out" in out


def test_accuracy_says_what_was_read_where_nobody_labelled(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "d2").mkdir()
    (folder / "d2" / "source.txt").write_text(TEXT, encoding="utf-8")
    assert "without labels: d2, statutory tables read: 1" in printed(capsys, "accuracy", folder)


def test_accuracy_scores_results_instead_of_parsing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = json.loads(docparse.parse_file(folder / "d1" / "source.txt").to_json())
    tree["tables"][0]["rows"][0]["cells"]["total"]["value"] = "9.99"
    (folder / "made.json").write_text(json.dumps(tree), encoding="utf-8")
    out = printed(capsys, "accuracy", folder, "--results", folder / "made.json")
    assert "合计 / total: is 7.00, read 9.99: misread" in out


def test_document_without_a_result_was_missed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "json").mkdir()
    out = printed(capsys, "accuracy", folder, "--results", folder / "json")
    assert "table missed 6" in out


def test_accuracy_writes_json_and_the_baseline(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(regression, "BASELINE", folder / "baseline.json")
    printed(capsys, "accuracy", folder, "--json", folder / "figures.json", "--store")
    assert json.loads((folder / "figures.json").read_text(encoding="utf-8"))["all"]["counts"]["cells"] == 6
    stored = regression.read_baseline(folder / "baseline.json")
    assert stored["documents"]["d1"]["figures"]["cells right"] == 6


def test_compare_lists_a_lost_cell(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = docparse.parse_file(folder / "d1" / "source.txt").to_json()
    for name, text in (("before", report), ("after", report.replace('"5.00"', '"6.00"'))):
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    out = printed(capsys, "compare", folder / "before.json", folder / "after.json", "--labels", folder)
    assert "d1: gained 0, lost 2, changed without label 0" in out


def test_labels_prints_digest_and_what_does_not_add_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_document(tmp_path / "d1", label=LABEL.replace("214\t交通运输支出\t7.00", "214\t交通运输支出\t7.50"))
    out = printed(capsys, "labels", tmp_path)
    assert "d1: labels of no announced state; tables 1, rows 2, cells 6" in out
    assert "(not announced)" in out
    assert "off by" in out


def test_agreement_prints_rates_and_differences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = write_document(tmp_path / "one")
    other = write_document(tmp_path / "other", label=LABEL.replace("2.00", "2.50", 1))
    out = printed(capsys, "agreement", one, other)
    assert "cells: 5/6 equal = 0.8333" in out
    assert "合计 / project: 2.00 and 2.50" in out


def test_agreement_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no labels in"):
        main(["agreement", str(write_document(tmp_path / "one")), str(tmp_path)])


def test_labels_are_left_as_they_were(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "d1" / "tables" / "01-expenditure.tsv").read_bytes()
    for command in (["accuracy", folder], ["labels", folder], ["agreement", folder / "d1", folder / "d1"]):
        printed(capsys, *command)
    assert (folder / "d1" / "tables" / "01-expenditure.tsv").read_bytes() == before
