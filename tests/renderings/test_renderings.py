"""Renderings cut lines into cells by the layout alone, and atoms say what a cell can be."""

from __future__ import annotations

import pytest

from docparse.renderings import RENDERINGS, atoms_on, piped, spaced, tabbed
from docparse.renderings.atoms import kind_of
from tests.build import atoms, kinds, line

TABBED = "205\t教育支出\t12.00\t\t2.00"
PIPED = "| 205 | 教育支出 | 12.00 |  | 2.00 |"
SPACED = "205 教育支出 12.00 2.00"
ALIGNED = "205      教育支出       12.00            2.00"
LINES = [
    TABBED,
    PIPED,
    SPACED,
    ALIGNED,
    "\t合计\t",
    "|  | 合计 | — |",
    "  合计  ",
    "2050101　行政运行 1,200.50",
    "|---|---|",
]


def cut(printed: str) -> list[str]:
    rendering = next(each for each in RENDERINGS if each.claims(printed))
    return [printed[start:end] for start, end in rendering.cells(printed)]


@pytest.mark.parametrize(
    ("printed", "name"), [(TABBED, "tabbed"), (PIPED, "piped"), (SPACED, "spaced"), (ALIGNED, "aligned")]
)
def test_line_is_claimed_by_its_rendering(printed: str, name: str) -> None:
    assert atoms_on(line(printed))[0] == name


@pytest.mark.parametrize(
    ("rendering", "printed"), [(tabbed, PIPED), (tabbed, SPACED), (piped, TABBED), (piped, SPACED)]
)
def test_rendering_declines_the_lines_of_another_one(rendering: object, printed: str) -> None:
    assert not rendering.claims(printed)  # type: ignore[attr-defined]


def test_each_rendering_is_claimed_for_a_reason_of_its_own_but_the_last() -> None:
    assert RENDERINGS[-1] is spaced
    assert all(sum(each.claims(printed) for each in RENDERINGS[:-1]) <= 1 for printed in LINES)


def test_names_of_renderings_are_unique() -> None:
    assert len({rendering.NAME for rendering in RENDERINGS}) == len(RENDERINGS)


def test_tab_keeps_a_blank_cell() -> None:
    assert cut(TABBED) == ["205", "教育支出", "12.00", "", "2.00"]


def test_tab_at_the_head_of_a_line_is_a_blank_first_cell() -> None:
    assert cut("\t合计\t12.00") == ["", "合计", "12.00"]


def test_pipe_keeps_a_blank_cell() -> None:
    assert cut(PIPED) == ["205", "教育支出", "12.00", "", "2.00"]


def test_pipes_at_both_ends_are_no_cells() -> None:
    assert cut("205 | 教育支出 | 12.00") == ["205", "教育支出", "12.00"]


@pytest.mark.parametrize("rule", ["|---|---|", "| :--- | ---: |", "|:-:|:-:|"])
def test_rule_under_a_header_has_no_cells(rule: str) -> None:
    assert cut(rule) == []


def test_row_of_dashes_is_no_rule() -> None:
    assert cut("| 合计 | — | — |") == ["合计", "—", "—"]


def test_row_of_hyphens_below_a_name_is_no_rule() -> None:
    assert kinds("| 灯具 | - | -- |") == "TDD"


def test_space_leaves_no_trace_of_a_blank_cell() -> None:
    assert cut(SPACED) == ["205", "教育支出", "12.00", "2.00"]


def test_wide_gaps_part_cells_that_keep_their_place_on_the_line() -> None:
    assert [atom.start for atom in atoms(ALIGNED)] == [0, 9, 20, len(ALIGNED) - 4]


def test_line_with_one_wide_gap_shows_no_columns() -> None:
    assert atoms_on(line("205教育支出   12.00"))[0] == "spaced"


def test_ideographic_space_parts_cells() -> None:
    assert cut("2050101　行政运行 1,200.50") == ["2050101", "行政运行", "1,200.50"]


@pytest.mark.parametrize("printed", LINES)
def test_cells_lie_in_the_line_from_left_to_right_without_white_space_around_them(printed: str) -> None:
    for rendering in RENDERINGS:
        end_before = 0
        for start, end in rendering.cells(printed):
            assert end_before <= start <= end <= len(printed)
            assert printed[start:end] == printed[start:end].strip()
            end_before = end


@pytest.mark.parametrize("printed", LINES)
def test_atom_holds_the_characters_at_its_range(printed: str) -> None:
    assert [printed[atom.start : atom.end] for atom in atoms(printed)] == [atom.text for atom in atoms(printed)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1,200.50", "V"), ("-5.30", "V"), ("0.00", "V"), ("12,936,788", "V"), ("20231", "C"),
        ("0", "Z"), ("7", "I"), ("12", "I"), ("2023", "I"),
        ("205", "C"), ("20501", "C"), ("2050101", "C"),
        ("—", "D"), ("——", "D"), ("-", "D"), ("／", "D"), ("/", "D"),
        ("95.5%", "P"), ("100%", "P"),
        ("", "B"),
        ("合计", "T"), ("（二）", "T"), ("A座", "T"), ("3公里", "T"),
        ("(1,234.50)", "V"), ("△5.00", "V"), ("1O.50", "V"),
    ],
)  # fmt: skip
def test_kind_of_a_fragment(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_code_that_is_glued_to_its_name_is_cut_off() -> None:
    assert [atom.text for atom in atoms("205教育支出 12.00")] == ["205", "教育支出", "12.00"]


def test_amount_that_is_glued_to_its_name_is_cut_off() -> None:
    assert [atom.text for atom in atoms("合计1,200.50")] == ["合计", "1,200.50"]


def test_amounts_that_are_glued_to_each_other_are_cut_apart() -> None:
    assert [atom.text for atom in atoms("0.000.001,200.50")] == ["0.00", "0.00", "1,200.50"]


def test_amounts_that_are_glued_to_a_name_in_brackets_are_cut_off() -> None:
    assert [atom.text for atom in atoms("管理处（本级）30.0030.000.00")] == ["管理处（本级）", "30.00", "30.00", "0.00"]


def test_marks_for_nothing_that_are_glued_to_amounts_are_a_cell_each() -> None:
    assert [atom.text for atom in atoms("住房公积金78.7178.71——")] == ["住房公积金", "78.71", "78.71", "—", "—"]


def test_zeros_between_glued_amounts_are_a_cell_each() -> None:
    assert [atom.text for atom in atoms("合计3,633,814.8803,633,814.88000")] == [
        *("合计", "3,633,814.88", "0", "3,633,814.88"),
        *("0", "0", "0"),
    ]


def test_zero_between_a_name_and_the_code_of_the_next_group_is_a_cell() -> None:
    assert [atom.text for atom in atoms("30106灯油补助费030204手续费031005基础设施建设0")] == [
        *("30106", "灯油补助费", "0"),
        *("30204", "手续费", "0"),
        *("31005", "基础设施建设", "0"),
    ]


def test_mark_between_a_name_and_the_code_of_the_next_group_is_a_cell() -> None:
    found = atoms("30106灯油补助费—30204手续费12.00")
    assert [(atom.text, atom.kind) for atom in found[1:3]] == [("灯油补助费", "T"), ("—", "D")]


def test_damaged_number_is_not_cut_at_its_zero() -> None:
    assert [atom.text for atom in atoms("22102 灯塔改造支出 I，045,683.38")][-1] == "I，045,683.38"


def test_zeros_that_ran_into_an_amount_are_cells_of_their_own() -> None:
    assert [atom.text for atom in atoms("125.290125.29 000849.96 0.50")] == [
        *("125.29", "0", "125.29"),
        *("0", "0", "0", "849.96"),
        "0.50",
    ]


def test_text_in_a_tabbed_cell_is_never_cut() -> None:
    assert [atom.text for atom in atoms("⇥205教育支出⇥12.00")] == ["", "205教育支出", "12.00"]


@pytest.mark.parametrize("name", ["2031年灯塔修缮", "（2）灯芯", "30米灯塔", "5%以内"])
def test_name_that_begins_with_digits_stays_whole(name: str) -> None:
    assert [atom.text for atom in atoms(name)] == [name]
