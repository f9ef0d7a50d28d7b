"""What a person, a program and the README are shown of the figures of evaluation forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.documents import CORPUS
from benchmarks.evaluation_command import markdown
from benchmarks.evaluation_documents import find_form_documents, score_documents
from benchmarks.evaluation_publishing import json_of, list_misses, text_of
from benchmarks.evaluation_readme import BEGIN, END, block, shown
from benchmarks.evaluation_scoring import EvaluationScore, score_evaluations
from benchmarks.misses import worst
from tests.measuring.evaluation_forms import DEPARTMENT, PROJECT, written

README = Path(__file__).parents[2] / "README.md"
SOURCE, TREE, LABELS = written(PROJECT, DEPARTMENT)
PERFECT = score_evaluations("d1", SOURCE, TREE, LABELS)


def damaged() -> EvaluationScore:
    """One silent number, one doubted text, one blank, and a note that is lost."""
    source, tree, labels = written(PROJECT)
    form = tree["evaluations"][0]
    form["indicators"][0]["weight"]["value"] = "3"
    form["conclusion"].update(value="巡护任务", status="inferred")
    form["funds"][0]["score"] = None
    form["extra"] = {}
    return score_evaluations("d2", source, tree, labels)


def lines(text: str) -> dict[str, list[str]]:
    return {line.split()[0]: line.split()[1:] for line in text.splitlines() if line.strip()}


def test_report_and_layout_have_their_lines() -> None:
    found = lines(text_of([PERFECT], [], worst=0))
    assert found["d1"] == ["2/2", "2", *["1.0000"] * 14, "0"]
    assert found["云溪部门"][:3] == ["1/1", "1", "-"]
    assert found["云溪"][-2:] == ["-", "0"]


def test_form_that_nobody_labelled_is_shown_beside_those_found() -> None:
    score = score_evaluations("d1", SOURCE, TREE, LABELS[:1])
    assert lines(text_of([score], [], worst=0))["d1"][0] == "1/1+1"


def test_sentences_say_what_is_proved_and_accounted_for() -> None:
    text = text_of([PERFECT], [], worst=0)
    assert "verified and right: weights 0/5 = 0.0000; scores 0/5 = 0.0000; funds 0/12 = 0.0000; tasks 0/5" in text
    assert "accounted for: " in text
    assert "text found in extra: 2/2" in text


def test_misses_are_listed_with_their_lines_silent_ones_first() -> None:
    source, _, _ = written(PROJECT)
    misses = worst(list_misses(damaged(), source))
    weight = source.splitlines().index("30") + 1
    first, note, *doubted = (str(miss) for miss in misses)
    assert first == f"d2/001.tsv, line {weight}: @indicator 1 巡河次数 / weight: is 30, read 3: misread, read"
    assert note.endswith("not in extra: 备注：本表由水利站填报。")
    assert [miss.split(": ", 1)[1] for miss in doubted] == [
        "@fund 1 年度资金总额 / score: is 7.5, read blank: omitted, missing",
        "conclusion: is 巡护任务如期完成，资金使用规范。, read 巡护任务: misread, inferred",
    ]


def test_long_values_are_shown_by_their_beginning() -> None:
    source, tree, labels = written(PROJECT)
    tree["evaluations"][0]["conclusion"]["value"] = "文" * 90
    (miss,) = list_misses(score_evaluations("d1", source, tree, labels), source)
    assert "read " + "文" * 60 + "… (90 characters)" in str(miss)


def test_row_that_was_not_read_is_listed_once() -> None:
    source, tree, labels = written(PROJECT)
    tree["evaluations"][0]["indicators"].pop(1)
    (miss,) = list_misses(score_evaluations("d1", source, tree, labels), source)
    assert str(miss).endswith(": @indicator 2 整改及时率: row missed")


def test_only_so_many_misses_are_listed_as_asked_for() -> None:
    source, _, _ = written(PROJECT)
    misses = worst(list_misses(damaged(), source))
    text = text_of([damaged()], misses, worst=1)
    assert "worst of 4 misses:\n  silent d2/001.tsv" in text
    assert "资金使用规范" not in text


def test_json_holds_counts_and_measures_by_report_and_variant() -> None:
    tree = json.loads(json.dumps(json_of([PERFECT, damaged()], [])))
    assert tree["reports"]["d1"]["measures"]["indicator cells right"] == 1
    assert tree["reports"]["d2"]["counts"]["silent"] == 1
    assert tree["reports"]["d2"]["measures"]["funds and header right"] < 1
    assert set(tree["variants"]) == {"云溪", "云溪部门"}
    assert {line["status"] for line in tree["calibration"]} == {"read", "not_applicable", "missing"}


def test_readme_has_a_line_for_each_report_and_each_layout() -> None:
    rows = [line.strip("| ").split(" | ") for line in block([PERFECT], {"d1": "99/100"}).splitlines() if line]
    found = {row[0]: row[1:] for row in rows}
    assert found["d1"][:4] == ["2 of 2", "1 / 1", "1.0000 of 40", "1.0000 / 1.0000"]
    assert found["d1"][-3:] == ["2 of 2", "0", "99 / 100"]
    assert found["云溪部门"][1] == "0 / 0"
    assert len({len(row) for row in rows[:4]}) == 1


def test_readme_has_no_table_where_nobody_labelled_a_form() -> None:
    assert block([], {}) == ""


def test_readme_shows_what_the_benchmark_measures() -> None:
    table = shown(README.read_text(encoding="utf-8"))
    if not table:
        pytest.skip("the README has no table of evaluation forms yet")
    assert table == markdown(CORPUS, score_documents(find_form_documents(CORPUS), None))


def test_markers_enclose_what_is_compared() -> None:
    assert shown(f"before\n{BEGIN}\n\nfigures\n\n{END}\nafter") == "figures"
    assert shown("before and after") == ""


def test_half_a_pair_of_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="substring not found"):
        shown(f"before {BEGIN} after")
