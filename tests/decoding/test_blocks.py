"""Blank lines between rows tell which text above and below a line belongs to it, whatever the names are."""

from __future__ import annotations

from docparse.decoding.blocks import stack_blocks
from docparse.lexicons.load import load_lexicon
from docparse.renderings import atoms_on
from tests.build import lines

ROWS = """
一、灯塔收入    60.00 一、航标支出     60.00

二、浮标收入     4.00 二、锚地支出      4.00

三、缆绳收入     1.00 三、码头支出      1.00

"""


def stacked(printed: str) -> list[list[str]]:
    """The texts of each line of a snippet once its blocks have been stacked."""
    cut = [(line, atoms_on(line)[1]) for line in lines(ROWS + printed)]
    return [[atom.text for atom in atoms] for _, atoms in stack_blocks(cut, lexicon=load_lexicon())[3:]]


def test_cell_above_and_below_its_row_is_one() -> None:
    block = """
    四、灯芯保管安排
                5.00 四、引航支出      5.00
    的收入
"""
    assert stacked(block) == [["四、灯芯保管安排的收入", "5.00", "四、引航支出", "5.00"]]


def test_cells_of_both_sides_are_told_apart_by_their_places() -> None:
    block = """
    四、灯芯保管安排        四、引航与领港安排
                5.00                   5.00
    的收入              的支出
"""
    assert stacked(block) == [["四、灯芯保管安排的收入", "5.00", "四、引航与领港安排的支出", "5.00"]]


def test_line_in_the_middle_of_a_cell_stays_in_the_middle() -> None:
    block = """
                    四、引航与领
    四、雾号收入     5.00 港设施安排的      5.00
                    支出
"""
    assert stacked(block) == [["四、雾号收入", "5.00", "四、引航与领港设施安排的支出", "5.00"]]


def test_piece_that_is_shifted_belongs_to_its_other_half() -> None:
    block = """
            灯芯保管安排的支
    2149901           5.00       5.00
           出
"""
    assert stacked(block) == [["2149901", "灯芯保管安排的支出", "5.00", "5.00"]]


def test_row_without_values_is_put_together_too() -> None:
    block = """
    四、灯芯保管安排
                    四、引航支出
    的收入
"""
    assert stacked(block) == [["四、灯芯保管安排的收入", "四、引航支出"]]


def test_item_below_another_is_no_part_of_it() -> None:
    block = """
    四、雾号收入     5.00 四、引航支出      5.00
    五、领港收入
"""
    assert stacked(block) == [["四、雾号收入", "5.00", "四、引航支出", "5.00"], ["五、领港收入"]]


def test_text_on_one_side_of_a_row_only_is_left_alone() -> None:
    block = """
         灯塔部分
    四、雾号收入     5.00 四、引航支出      5.00
"""
    assert stacked(block) == [["灯塔部分"], ["四、雾号收入", "5.00", "四、引航支出", "5.00"]]


def test_text_under_a_number_is_left_alone() -> None:
    block = """
           灯芯保管处的收入
    四、雾号收入     5.00 四、引航支出      5.00
           及其他收入的一部分
"""
    assert len(stacked(block)) == 3


def test_blocks_of_many_rows_are_left_as_they_are() -> None:
    dense = ROWS.replace("\n\n", "\n").strip("\n")
    cut = [(line, atoms_on(line)[1]) for line in lines(f"{dense}\n四、灯芯\n     5.00 四、引航支出 5.00\n保管\n")]
    assert stack_blocks(cut, lexicon=load_lexicon()) == cut


def test_name_knows_where_its_pieces_stand() -> None:
    printed = ROWS + "\n四、灯芯保管安排\n            5.00 四、引航支出      5.00\n的收入\n"
    cut = [(line, atoms_on(line)[1]) for line in lines(printed)]
    name = stack_blocks(cut, lexicon=load_lexicon())[-1][1][0]
    assert [end - start for start, end in name.ranges] == [len("四、灯芯保管安排"), len("的收入")]
