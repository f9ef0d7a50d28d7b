"""Texts that get worse: what each kind damages, what is then right, and what docparse says of it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from benchmarks.__main__ import main
from benchmarks.documents import find_documents
from benchmarks.noise import verdicts
from benchmarks.noise.figures import ALL, json_of, table_of, text_of
from benchmarks.noise.kinds import KINDS
from benchmarks.noise.landmarks import Landmarks
from benchmarks.noise.pieces import edited, reordered
from benchmarks.noise.publishing import BEGIN, END, block, read_stored
from benchmarks.noise.running import Plan, Run, run, surveyed
from benchmarks.noise.truth import answer, truth_of
from benchmarks.noise.verdicts import GENERATED, Outcome, judge
from benchmarks.readme import between_markers
from benchmarks.results import read_tree
from benchmarks.synthesis.making import make
from tests.measuring.documents import LABEL, TEXT, write_document

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
FILE = "01-expenditure.tsv"
ROWS = "2140101 行政运行 5.00 5.00 0.00\n2140106 公路养护 2.00 0.00 2.00\n"
LABELS = "@row\t\t\t2140101\t行政运行\t5.00\t5.00\t0.00\n@row\t\t\t2140106\t公路养护\t2.00\t0.00\t2.00\n"


@pytest.fixture
def marks(tmp_path: Path) -> Landmarks:
    return surveyed(write_document(tmp_path / "d1", text=TEXT + ROWS, label=LABEL + LABELS))


def damaged(marks: Landmarks, kind: str, level: float, seed: int = 1) -> str:
    return KINDS[kind](marks, random.Random(seed), level).text  # noqa: S311


def replaced(marks: Landmarks, old: str, new: str) -> Outcome:
    """The verdict on the text with the first such characters replaced."""
    at = marks.text.index(old)
    return judge(marks, edited(marks.text, [(at, at + len(old), new)]), ("test", 0.5, 0))


# --- pieces ---


def test_damaged_text_tells_what_stands_where_characters_stood() -> None:
    noisy = edited("a 12.00 b", [(4, 5, ""), (8, 9, "c")])
    assert (noisy.text, noisy.printed((2, 7)), noisy.printed((0, 1)), noisy.printed((8, 9))) == (
        "a 1200 c",
        "1200",
        "a",
        "c",
    )
    assert [noisy.touched(span) for span in ((0, 1), (2, 7), (8, 9))] == [False, True, True]


def test_cell_is_touched_when_the_blank_beside_it_goes() -> None:
    noisy = edited("a 1 2 3", [(3, 4, "")])
    assert [noisy.touched(span) for span in ((2, 3), (4, 5), (6, 7))] == [True, True, False]
    assert noisy.run((2, 3)) == "12"


def test_another_blank_beside_a_cell_does_not_touch_it() -> None:
    noisy = edited("a 1 2", [(3, 4, "\n"), (1, 2, "  ")])
    assert not noisy.touched((2, 3))


def test_characters_of_a_damaged_text_know_where_they_stood() -> None:
    noisy = reordered("ab\ncd\n", [0, 3, 6], [1, 0])
    assert noisy.text == "cd\nab\n"
    assert (noisy.origin((0, 2)), noisy.origin((3, 5)), noisy.origin((1, 4))) == ((3, 5), (0, 2), None)
    assert not any(noisy.touched(span) for span in ((0, 2), (3, 5)))


# --- kinds ---


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_damaged_at_level_nought(marks: Landmarks, kind: str) -> None:
    assert damaged(marks, kind, 0.0) == marks.text


@pytest.mark.parametrize("kind", KINDS)
def test_same_die_damages_the_same_places(marks: Landmarks, kind: str) -> None:
    assert damaged(marks, kind, 0.5) == damaged(marks, kind, 0.5)
    assert damaged(marks, kind, 1.0) != marks.text


@pytest.mark.parametrize("kind", ["characters confused", "decimal points lost", "digits full-width"])
def test_places_of_a_lower_level_are_damaged_at_a_higher_one_too(marks: Landmarks, kind: str) -> None:
    few, many = (
        {(piece.start, piece.instead) for piece in KINDS[kind](marks, random.Random(3), level).pieces if piece.instead}  # noqa: S311
        for level in (0.2, 0.6)
    )
    assert few < many or (kind == "decimal points lost" and few <= many)


def test_lines_between_title_and_first_row_are_the_header(marks: Landmarks) -> None:
    assert [marks.text[slice(*line)].strip() for line in marks.titles] == ["支出决算表"]
    assert [marks.text[slice(*line)].strip()[:2] for line in marks.headers] == ["单位", "科目", "栏次"]
    assert damaged(marks, "titles lost", 1.0) == marks.text.replace("支出决算表\n", "")
    assert damaged(marks, "header lines lost", 1.0).splitlines()[1] == "合计 7.00 5.00 2.00"


def test_end_is_cut_off_in_the_first_value_that_is_lost(marks: Landmarks) -> None:
    shorter = damaged(marks, "end cut off", 0.25)
    assert marks.text.startswith(shorter)
    assert shorter.startswith(marks.text[: marks.text.index("2140101")])
    assert "公路养护" not in shorter


def test_swapped_lines_are_all_still_there(marks: Landmarks) -> None:
    swapped = damaged(marks, "neighbouring lines swapped", 0.6)
    assert sorted(swapped.splitlines()) == sorted(marks.text.splitlines())
    assert swapped != marks.text


def test_lines_wrapped_anew_lose_no_character(marks: Landmarks) -> None:
    assert "".join(damaged(marks, "lines wrapped anew", 1.0).split()) == "".join(marks.text.split())


# --- truth ---


def test_row_that_is_gone_is_no_row_and_a_cell_that_is_gone_a_blank(marks: Landmarks) -> None:
    cut = marks.text.index("2.00", marks.text.index("行政运行"))
    truth = truth_of(marks, edited(marks.text, [(cut, len(marks.text), "")]), frozenset())
    assert [row.code for row in truth.labels[0].rows] == ["", "214", "2140101", "2140106"]
    assert list(truth.labels[0].rows[3].values.values()) == ["", "", ""]
    truth = truth_of(marks, edited(marks.text, [(marks.text.index("2140106"), len(marks.text), "")]), frozenset())
    assert [row.code for row in truth.labels[0].rows] == ["", "214", "2140101"]


@pytest.mark.parametrize(("read", "as_printed"), [("500", True), ("5.00", False), ("50", False)])
def test_touched_cell_may_be_read_as_labelled_or_as_printed(marks: Landmarks, read: str, as_printed: bool) -> None:
    at = marks.text.index("行政运行 5.00") + 6
    noisy = edited(marks.text, [(at, at + 1, "")])
    assert noisy.text[at - 6 : at + 2] == "行政运行 500"
    tree = json.loads(json.dumps(verdicts.read_text_tree(marks.text)))
    tree["tables"][0]["rows"][2]["cells"]["total"]["value"] = read
    labels, found = answer(truth_of(marks, noisy, frozenset()), read_tree(tree).tables)
    assert (FILE, 2, "total") in found or not as_printed
    assert labels[0].rows[2].values["total"] == (read if as_printed else "5.00")


def test_untouched_cell_is_right_as_labelled_only(marks: Landmarks) -> None:
    tree = json.loads(json.dumps(verdicts.read_text_tree(marks.text)))
    tree["tables"][0]["rows"][2]["cells"]["total"]["value"] = "500"
    labels, found = answer(truth_of(marks, edited(marks.text, []), frozenset()), read_tree(tree).tables)
    assert (labels[0].rows[2].values["total"], found) == ("5.00", frozenset())


def test_row_with_a_damaged_name_is_right_as_it_is_printed(marks: Landmarks) -> None:
    outcome = replaced(marks, "公路养护", "公路养扩")
    assert outcome.tally.counts["rows right"] == outcome.tally.counts["rows"] == 4


# --- verdicts ---


def judged_as_if(marks: Landmarks, monkeypatch: pytest.MonkeyPatch, edits: dict[str, Any], row: int) -> Outcome:
    """The verdict on the unchanged text if the report had one cell otherwise."""
    tree = json.loads(json.dumps(verdicts.read_text_tree(marks.text)))
    tree["tables"][0]["rows"][row]["cells"]["basic"].update(edits)
    monkeypatch.setattr(verdicts, "read_text_tree", lambda _text: tree)
    return judge(marks, edited(marks.text, []), ("test", 0.0, 0))


def test_unchanged_text_is_read_right(marks: Landmarks) -> None:
    outcome = judge(marks, edited(marks.text, []), ("test", 0.0, 0))
    assert (outcome.wrong, outcome.crash, outcome.counts["touched"]) == ((), "", 0)
    assert outcome.tally.counts["cells right"] == outcome.tally.counts["cells"] == 12


def test_wrong_value_that_is_verified_is_counted(marks: Landmarks, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = judged_as_if(marks, monkeypatch, {"value": "9.00", "status": "verified"}, 1)
    assert [(one.place, one.label, one.read) for one in outcome.wrong] == [(f"{FILE}:1:basic", "5.00", "9.00")]


def test_wrong_value_in_doubt_is_not_counted(marks: Landmarks, monkeypatch: pytest.MonkeyPatch) -> None:
    assert judged_as_if(marks, monkeypatch, {"value": "9.00", "status": "inferred"}, 1).wrong == ()


def test_verified_amount_of_a_row_with_another_name_is_counted_apart(
    marks: Landmarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = json.loads(json.dumps(verdicts.read_text_tree(marks.text)))
    row = tree["tables"][0]["rows"][3]
    row["code"]["value"], row["name"]["value"] = "2140199", "页眉公路养护"
    row["cells"]["project"]["status"] = "verified"
    monkeypatch.setattr(verdicts, "read_text_tree", lambda _text: tree)
    outcome = judge(marks, edited(marks.text, []), ("test", 0.0, 0))
    assert outcome.wrong == ()
    assert outcome.counts["misnamed"] > 0


def test_touched_value_that_breaks_an_identity_of_the_labels_is_wrong_as_printed(
    marks: Landmarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = marks.text.index("行政运行 5.00") + 6
    noisy = edited(marks.text, [(at, at + 1, "")])
    tree = json.loads(json.dumps(verdicts.read_text_tree(marks.text)))
    tree["tables"][0]["rows"][2]["cells"]["total"].update({"value": "500", "status": "verified"})
    monkeypatch.setattr(verdicts, "read_text_tree", lambda _text: tree)
    (wrong,) = judge(marks, noisy, ("test", 0.5, 0)).wrong
    assert (wrong.label, wrong.read, wrong.touched) == ("5.00", "500", True)


def test_crash_is_counted_and_told(marks: Landmarks, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_text: str) -> None:
        raise KeyError("浮标")

    monkeypatch.setattr(verdicts, "read_text_tree", fail)
    outcome = judge(marks, edited(marks.text, []), ("titles lost", 0.5, 0))
    result = Run(Plan(("titles lost",), (0.5,), 0), [outcome])
    assert outcome.crash == "KeyError: '浮标'"
    assert table_of(result)[outcome.group][ALL][0.5].counts["crashes"] == 1
    assert "crashes: 1" in text_of(result)


# --- running ---


def test_seed_decides_the_texts_and_the_number_of_processes_does_not(tmp_path: Path) -> None:
    for name in ("d1", "d2"):
        write_document(tmp_path / name, text=TEXT + ROWS, label=LABEL + LABELS)
    documents = find_documents(tmp_path)
    alone, together, other = (
        [
            (each.document, each.kind, each.level, each.counts, each.tally.counts)
            for each in run(
                documents, Plan(tuple(KINDS), (0.3,), seed), count=3, workers=workers, progress=lambda _done: None
            ).outcomes
        ]
        for seed, workers in ((3, 1), (3, 2), (4, 1))
    )
    assert alone == together != other
    assert [each[0] for each in alone].count("d1") == 2 * len(KINDS)


def test_command_writes_the_figures_that_its_tables_show(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_document(tmp_path / "d1", text=TEXT + ROWS, label=LABEL + LABELS)
    arguments = ["noise", str(tmp_path), "--levels", "0,0.5", "--kinds", "titles lost,end cut off"]
    main([*arguments, "--json", str(tmp_path / "out.json"), "--markdown"])
    stored = read_stored(tmp_path / "out.json")
    assert set(stored["figures"]["samples"]) == {"titles lost", "end cut off", "all"}
    assert capsys.readouterr().out.strip() == block(stored)


def test_command_knows_its_kinds_and_refuses_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["noise", str(tmp_path), "--kinds", "fog"])
    assert "no such kind: fog" in capsys.readouterr().err


def test_page_shows_what_is_stored() -> None:
    assert between_markers(PAGE.read_text(encoding="utf-8"), begin=BEGIN, end=END) == block(read_stored())


def test_little_noise_leaves_no_wrong_value_verified_and_costs_little(tmp_path: Path) -> None:
    make([1], ["spaced"], tmp_path)
    result = run(find_documents(tmp_path), Plan(tuple(KINDS), (0.0, 0.01), 5), progress=lambda _done: None)
    figures = table_of(result)[GENERATED][ALL]
    assert [outcome for outcome in result.outcomes if outcome.wrong or outcome.crash] == [], text_of(result)
    plain, noisy = (figures[level].measures()["cells F1"] for level in (0.0, 0.01))
    assert plain - noisy <= 0.01
    assert json_of(result)["wrong"] == []
