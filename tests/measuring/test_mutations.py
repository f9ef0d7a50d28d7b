"""Seeded slips of a text: what each kind does, how a report of the damaged text is judged, and what docparse says."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.__main__ import main
from benchmarks.documents import find_documents
from benchmarks.mutations import verdicts
from benchmarks.mutations.edits import apply, line_of, next_line
from benchmarks.mutations.figures import figures_of, text_of, unnoticed, wrong
from benchmarks.mutations.ground import read_text_tree, survey
from benchmarks.mutations.kinds import KINDS, Neighbours, Site
from benchmarks.mutations.publishing import BEGIN, END, add_up, block, read_stored
from benchmarks.mutations.running import Run, run
from benchmarks.mutations.verdicts import judge
from benchmarks.readme import between_markers
from benchmarks.synthesis.making import make
from tests.measuring.documents import LABEL, TEXT, write_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.mutations.ground import Ground
    from benchmarks.mutations.kinds import Mutant

FILE = "01-expenditure.tsv"
CHECKED_TEXT = TEXT + "2140101 行政运行 5.00 5.00 0.00\n2140106 公路养护 2.00 0.00 2.00\n"
CHECKED_LABEL = LABEL + "@row\t\t\t2140101\t行政运行\t5.00\t5.00\t0.00\n@row\t\t\t2140106\t公路养护\t2.00\t0.00\t2.00\n"


def surveyed(folder: Path, text: str = CHECKED_TEXT, label: str = CHECKED_LABEL) -> Ground:
    write_document(folder / "d1", text=text, label=label)
    (document,) = find_documents(folder)
    return survey(document)


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return surveyed(tmp_path)


def mutated(ground: Ground, kind: str, row: int, column: str, *, seed: int = 1) -> Mutant | None:
    (value,) = (value for value in ground.values if value.cell == (FILE, row, column))
    return KINDS[kind](Site(ground, Neighbours.of(ground), value, random.Random(seed)))  # noqa: S311


def changed_lines(ground: Ground, mutant: Mutant | None) -> list[str]:
    assert mutant is not None
    before = ground.text.splitlines()
    return [line for line in mutant.text.splitlines() if line not in before]


def bordered(border: str) -> tuple[str, str]:
    """The made-up table with blanks for its zeros and a border between its cells."""
    lines = CHECKED_TEXT.replace("0.00", "").splitlines()
    lines[2:] = [line.replace(" ", border) for line in lines[2:]]
    lines[4] = border.join(("", "合计", "7.00", "5.00", "2.00"))
    lines[3] = border.join(("", "栏次", "1", "2", "3"))
    return "\n".join(lines) + "\n", CHECKED_LABEL.replace("0.00", "")


# --- edits ---


def test_edits_are_made_whatever_their_order() -> None:
    assert apply("a 1 2", [(4, 5, "1"), (2, 3, "2")]) == "a 2 1"


def test_next_line_is_the_next_one_with_text_and_none_after_the_last() -> None:
    assert next_line("ab\n\n cd\n", 1) == (5, 7)
    assert next_line("ab\n", 1) is None


def test_line_ends_before_its_line_break() -> None:
    assert line_of("ab\r\ncd", 1) == (0, 2)


# --- what docparse reads as labelled ---


def test_values_are_those_that_are_read_as_labelled(tmp_path: Path) -> None:
    ground = surveyed(tmp_path, label=CHECKED_LABEL.replace("214\t交通运输支出\t7.00", "214\t交通运输支出\t9.00"))
    assert (FILE, 1, "total") not in {value.cell for value in ground.values}
    assert (FILE, 1, "basic") in {value.cell for value in ground.values}


def test_value_may_be_off_by_the_tolerance_of_its_widest_identity(ground: Ground) -> None:
    assert str(ground.slack[FILE, 0, "total"]) == "0.015"


def test_what_is_off_already_is_room_for_more(tmp_path: Path) -> None:
    ground = surveyed(
        tmp_path, CHECKED_TEXT.replace("7.00 5.00", "7.01 5.00"), CHECKED_LABEL.replace("7.00\t5", "7.01\t5")
    )
    assert str(ground.slack[FILE, 0, "total"]) == "0.025"


# --- kinds ---


def test_digit_changes_beyond_the_tolerance(ground: Ground) -> None:
    for seed in range(30):
        mutant = mutated(ground, "digit", 0, "total", seed=seed)
        assert mutant is not None
        assert mutant.relabelled is not None
        (number,) = mutant.relabelled.values()
        assert abs(float(number) - 7) > 0.015
        assert len(number) == 4


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("swap in row", ["214 交通运输支出 7.00 2.00 5.00"]),
        ("swap in column", ["214 交通运输支出 7.00 5.00 2.00", "2140101 行政运行 5.00 5.00 0.00"]),
        ("dropped", ["214 交通运输支出 7.00 2.00"]),
        ("next line, front", ["214 交通运输支出 7.00 2.00", "5.00 2140101 行政运行 5.00 5.00 0.00"]),
        ("next line, end", ["214 交通运输支出 7.00 2.00", "2140101 行政运行 5.00 5.00 0.00 5.00"]),
    ],
)
def test_slip_changes_the_lines_it_names(tmp_path: Path, kind: str, lines: list[str]) -> None:
    # 5.00 stands below 5.00: a swap in the column needs another number there.
    text = (
        CHECKED_TEXT.replace("2140101 行政运行 5.00 5.00", "2140101 行政运行 5.00 4.00") if "column" in kind else None
    )
    ground = (
        surveyed(tmp_path)
        if text is None
        else surveyed(tmp_path, text, CHECKED_LABEL.replace("\t5.00\t5.00\t", "\t5.00\t4.00\t"))
    )
    expected = [line.replace("7.00 5.00", "7.00 4.00") for line in lines] if text is not None else lines
    assert changed_lines(ground, mutated(ground, kind, 1, "basic")) == expected


def test_swap_of_equal_values_is_no_slip(ground: Ground) -> None:
    assert mutated(ground, "swap in row", 2, "total") is None


def test_last_value_has_no_next_line_to_slip_to(ground: Ground) -> None:
    assert mutated(ground, "next line, end", 3, "project") is None


def test_run_of_numbers_begins_with_one_and_stands_beside_the_value(ground: Ground) -> None:
    (line,) = changed_lines(ground, mutated(ground, "column numbers", 1, "basic"))
    assert line.startswith("214 交通运输支出 7.00 ")
    assert " 1 2" in line
    assert len(line.split()) > 6


def test_year_stands_beside_the_value(ground: Ground) -> None:
    (line,) = changed_lines(ground, mutated(ground, "year", 1, "basic"))
    assert sum(word.startswith("20") and len(word) == 4 for word in line.split()) == 1


@pytest.mark.parametrize("border", ["\t", "|"])
def test_value_slips_into_the_blank_cell_beside_it(tmp_path: Path, border: str) -> None:
    text, label = bordered(border)
    ground = surveyed(tmp_path, text, label)
    (line,) = changed_lines(ground, mutated(ground, "next column", 2, "basic"))
    assert line == border.join(("2140101", "行政运行", "5.00", "", "5.00"))
    (line,) = changed_lines(ground, mutated(ground, "next column", 3, "project"))
    assert line == border.join(("2140106", "公路养护", "2.00", "2.00", ""))


def test_value_changes_places_with_the_mark_beside_it(tmp_path: Path) -> None:
    ground = surveyed(tmp_path, CHECKED_TEXT.replace("0.00", "—"), CHECKED_LABEL.replace("0.00", "—"))
    (line,) = changed_lines(ground, mutated(ground, "next column", 2, "basic"))
    assert line == "2140101 行政运行 5.00 — 5.00"


def test_dropped_value_leaves_its_blanks_where_they_align_the_line(tmp_path: Path) -> None:
    ground = surveyed(
        tmp_path, CHECKED_TEXT.replace("214 交通运输支出 7.00 5.00 2.00", "214   交通运输支出   7.00   5.00   2.00")
    )
    (line,) = changed_lines(ground, mutated(ground, "dropped", 1, "basic"))
    assert line == "214   交通运输支出   7.00          2.00"


# --- judging ---


def judged_as_if(
    ground: Ground, mutant: Mutant, monkeypatch: pytest.MonkeyPatch, change: Callable[[Any], None]
) -> verdicts.Verdict:
    """The verdict if the unchanged text's report, with a change, came of the mutant."""
    tree = json.loads(json.dumps(read_text_tree(ground.text)))
    change(tree)
    monkeypatch.setattr(verdicts, "read_text_tree", lambda _text: tree)
    return judge(ground, mutant)


def set_cell(row: int, column: str, **parts: object) -> Callable[[Any], None]:
    def change(tree: Any) -> None:
        tree["tables"][0]["rows"][row]["cells"][column].update(parts)

    return change


def digit_mutant(ground: Ground) -> Mutant:
    mutant = mutated(ground, "digit", 1, "basic")
    assert mutant is not None
    return mutant


def test_wrong_value_that_is_verified_is_counted(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = judged_as_if(
        ground, digit_mutant(ground), monkeypatch, set_cell(1, "basic", value="9.00", status="verified")
    )
    assert [(one.place, one.label, one.read, one.touched) for one in verdict.wrong] == [
        (f"{FILE}:1:basic", "5.00", "9.00", True)
    ]
    assert not verdict.noticed


def test_wrong_value_elsewhere_in_the_report_is_counted(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = judged_as_if(
        ground, digit_mutant(ground), monkeypatch, set_cell(3, "total", value="9.00", status="verified")
    )
    assert [one.touched for one in verdict.wrong] == [False]


def test_wrong_value_within_the_tolerance_is_not_counted(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    change = set_cell(1, "basic", value="5.01", status="verified")
    assert judged_as_if(ground, digit_mutant(ground), monkeypatch, change).wrong == ()


@pytest.mark.parametrize("status", ["inferred", "conflicting"])
def test_doubted_value_is_noticed_and_not_wrong(ground: Ground, monkeypatch: pytest.MonkeyPatch, status: str) -> None:
    verdict = judged_as_if(ground, digit_mutant(ground), monkeypatch, set_cell(1, "basic", value="9.00", status=status))
    assert (verdict.wrong, verdict.noticed) == ((), "status")


def test_disputed_wrong_value_is_told_apart(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    change = set_cell(1, "basic", value="9.00", status="verified", disputed_by=["row_sum-1"])
    (one,) = judged_as_if(ground, digit_mutant(ground), monkeypatch, change).wrong
    assert one.disputed


def test_failed_check_in_the_row_is_noticed(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(tree: Any) -> None:
        check = next(one for one in tree["checks"] if "/tables/0/rows/1/cells/basic" in one["cells"])
        check["outcome"] = "fails"

    assert judged_as_if(ground, digit_mutant(ground), monkeypatch, fail).noticed == "check"


def test_new_diagnostic_is_noticed(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    def complain(tree: Any) -> None:
        tree["diagnostics"].append({"code": "decoding.unread-line", "fields": {"line": "8"}, "spans": []})

    assert judged_as_if(ground, digit_mutant(ground), monkeypatch, complain).noticed == "diagnostic"


def test_row_that_vanished_silently_is_not_noticed(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    def forget(tree: Any) -> None:
        del tree["tables"][0]["rows"][3]
        tree["checks"].clear()

    verdict = judged_as_if(ground, digit_mutant(ground), monkeypatch, forget)
    assert (verdict.noticed, verdict.healed) == ("", False)


def test_verified_value_of_an_invented_row_is_wrong(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    def invent(tree: Any) -> None:
        row = json.loads(json.dumps(tree["tables"][0]["rows"][3]))
        row["code"]["value"] = "2140199"
        row["cells"]["total"]["status"] = "verified"
        tree["tables"][0]["rows"].append(row)

    wrong_ones = judged_as_if(ground, digit_mutant(ground), monkeypatch, invent).wrong
    assert {one.label for one in wrong_ones} == {None}


def test_report_that_reads_as_before_is_healed(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    assert judged_as_if(ground, digit_mutant(ground), monkeypatch, lambda _tree: None).healed


def test_swap_that_every_identity_allows_is_unobservable(tmp_path: Path) -> None:
    text = TEXT.replace("合计 7.00 5.00 2.00\n", "")
    ground = surveyed(tmp_path, text, LABEL.replace("@row\t\t\t\t合计\t7.00\t5.00\t2.00\n", ""))
    mutant = mutated(ground, "swap in row", 0, "basic")
    assert mutant is not None
    assert not judge(ground, mutant).observable


def test_move_that_every_identity_allows_is_unobservable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, _ = bordered("\t")
    text = (
        text[: text.index("2140101")]
        + "2140101\t行政运行\t5.00\t\t\n2140106\t公路养护\t\t\t\n2140112\t公路运输\t2.00\t\t\n"
    )
    label = LABEL + "".join(f"@row\t\t\t{line}\n" for line in text.splitlines()[-3:])
    ground = surveyed(tmp_path, text, label)
    mutant = mutated(ground, "next line, front", 2, "total")
    assert mutant is not None
    assert mutant.landed is not None

    def move(tree: Any) -> None:
        first, second = (row["cells"] for row in tree["tables"][0]["rows"][2:4])
        second["total"], first["total"] = {**first["total"], "spans": [mutant.landed]}, None

    assert not judged_as_if(ground, mutant, monkeypatch, move).observable
    assert judged_as_if(ground, mutant, monkeypatch, set_cell(2, "total", status="read")).observable


# --- running ---


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    make([1], ["tabbed", "spaced"], folder)
    return folder


def mutants_of(result: Run) -> list[tuple[str, int, str, str]]:
    return [(one.document, one.number, one.kind, one.what) for one in result.outcomes]


def run_quietly(folder: Path, *, count: int, seed: int, workers: int = 1) -> Run:
    return run(find_documents(folder), count=count, seed=seed, workers=workers, progress=lambda _done: None)


def test_seed_decides_the_mutants_and_the_number_of_processes_does_not(tmp_path: Path) -> None:
    for name in ("d1", "d2"):
        write_document(tmp_path / name, text=CHECKED_TEXT, label=CHECKED_LABEL)
    alone, together, other = (
        run_quietly(tmp_path, count=30, seed=seed, workers=workers) for seed, workers in ((3, 1), (3, 2), (4, 1))
    )
    assert mutants_of(alone) == mutants_of(together) != mutants_of(other)
    assert {one.document for one in alone.outcomes} == {"d1", "d2"}


def test_outcome_that_went_wrong_is_counted_and_shown(ground: Ground, tmp_path: Path) -> None:
    (outcome,) = run_quietly(tmp_path, count=1, seed=1).outcomes
    bad = verdicts.Wrong("t:0:total", "7.00", "9.00", disputed=False, touched=True)
    verdict = replace(outcome.verdict, wrong=(bad,), covered=True, observable=True, healed=False, noticed="")
    result = Run(1, [replace(outcome, verdict=verdict)])
    assert figures_of(result.outcomes)["wrong"] == len(wrong(result)) == len(unnoticed(result)) == 1
    assert "t:0:total: is '7.00', read '9.00'" in text_of(result)


def test_command_prints_the_figures_and_writes_what_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_document(tmp_path / "d1", text=CHECKED_TEXT, label=CHECKED_LABEL)
    main(["mutations", str(tmp_path), "--count", "9", "--seed", "5", "--json", str(tmp_path / "out.json")])
    tree = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert tree["figures"]["all"]["all"]["mutants"] == 9
    assert set(tree) == {"seed", "figures", "wrong", "disputed", "unobservable", "unnoticed"}
    assert "wrong and still verified: " in capsys.readouterr().out


def test_command_refuses_a_folder_without_labels(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no labelled documents"):
        main(["mutations", str(tmp_path)])


def test_no_slip_leaves_a_wrong_value_verified_and_nearly_all_are_noticed(generated: Path) -> None:
    result = run_quietly(generated, count=100, seed=20)
    counts = figures_of(result.outcomes)
    assert counts["mutants"] == 100
    assert counts["to notice"] > 70
    assert counts["wrong"] == 0, text_of(result)
    assert counts["noticed"] >= 0.99 * counts["to notice"], text_of(result)


def test_runs_of_different_seeds_are_added_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_document(tmp_path / "docs" / "d1", text=CHECKED_TEXT, label=CHECKED_LABEL)
    files = [tmp_path / "3.json", tmp_path / "4.json"]
    for seed, file in zip((3, 4), files, strict=True):
        main(["mutations", str(tmp_path / "docs"), "--count", "5", "--seed", str(seed), "--json", str(file)])
    capsys.readouterr()
    whole = tmp_path / "whole.json"
    main(["mutations", "--add-up", *map(str, files), "--engine", "of the test", "--json", str(whole)])
    stored = read_stored(whole)
    assert capsys.readouterr().out.strip() == block(stored)
    assert (stored["engine"], stored["seeds"], stored["figures"]["all"]["mutants"]) == ("of the test", [3, 4], 10)
    with pytest.raises(ValueError, match="same seed"):
        add_up([json.loads(files[0].read_text(encoding="utf-8"))] * 2, engine="")


def test_page_shows_what_is_stored() -> None:
    page = (Path(__file__).parents[2] / "docs/benchmarks.md").read_text(encoding="utf-8")
    assert between_markers(page, begin=BEGIN, end=END) == block(read_stored())
