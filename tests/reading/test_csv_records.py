"""Comma-separated records are read as rows of cells between tabs; commas of amounts and sentences stay."""

import pytest

from docparse.reading import from_text, normalise

HEAD = "科目编码,科目名称,合计\n"


def lines(text):
    return normalise(from_text(text)).text.splitlines()


def test_cells_blank_cells_and_quoted_amounts():
    printed = HEAD + '205,教育支出,"1,234.50"\n20502,普通教育,\n,,"1,234.50"\n'
    assert lines(printed) == [
        "科目编码\t科目名称\t合计",
        "205\t教育支出\t1,234.50",
        "20502\t普通教育\t",
        "\t\t1,234.50",
    ]


def test_zeros_between_commas_are_no_groups_of_an_amount():
    printed = HEAD + "205,0,216.93\n20502,0,216.93\n2050201,0,216.93\n"
    assert lines(printed)[1:] == ["205\t0\t216.93", "20502\t0\t216.93", "2050201\t0\t216.93"]


def test_one_or_two_records_are_rows_where_others_are():
    table = HEAD + "205,教育支出,1\n206,科学技术支出,2\n207,文化支出,3\n"
    assert lines(table + "\n部门名称,水务局,,\n职责,治水,,\n")[-2:] == ["部门名称\t水务局\t\t", "职责\t治水\t\t"]
    assert lines("部门名称,水务局,,\n职责,治水,,\n")[-1] == "职责,治水,,"


def test_quotes_and_line_ends_inside_a_cell():
    printed = HEAD + '205,"甲""乙""丙",1\n206,"甲\n乙",2\n207,丁,3\n'
    assert lines(printed)[1:3] == ['205\t甲"乙"丙\t1', "206\t甲乙\t2"]


def test_value_leads_back_to_its_characters_without_quotes():
    printed = HEAD + '205,教育支出,"1,234.50"\n206,科学技术支出,7\n207,文化支出,8\n'
    normal = normalise(from_text(printed))
    at = normal.text.index("1,234.50")
    assert normal.raw(at, at + 8) == "1,234.50"


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param("合计 1,234.50 1,234.50\n" * 5, id="amounts with one comma each"),
        pytest.param("合计 1,234,567.50\n" * 5, id="amounts of millions"),
        pytest.param(HEAD + "205,教育支出,1\n", id="too few records"),
        pytest.param("本年收入3万元，支出2万元，结余1万元\n" * 5, id="Chinese commas"),
    ],
)
def test_other_commas_stay(printed):
    assert lines(printed) == printed.splitlines()


def test_pipe_behind_a_cell_that_has_a_line_of_its_own_goes():
    assert lines("合计 |\n12.00 |\n7.50 |\n" * 5)[:2] == ["合计", "12.00"]
