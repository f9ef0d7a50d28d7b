"""Names of two sides that are wrapped around their row belong to the side on which they are printed."""

from __future__ import annotations

from tests.build import decoded

HEAD = """
    财政拨款收入支出决算总表
    收入 支出
    项目 行次 金额 项目 行次 合计 一般公共预算财政拨款 政府性基金预算财政拨款
"""
UNNUMBERED = HEAD.replace(" 行次", "")


def read(printed: str) -> list[tuple[str | None, str, list[str]]]:
    return [
        (row.side, "".join(atom.text for atom in row.name), [atom.text for atom in row.values])
        for row in decoded(printed).rows
    ]


def test_names_that_begin_alike_end_each_on_its_own_side() -> None:
    body = """
    一、一般公共 1 30.00 一、一般公共 3 30.00 30.00
    预算财政拨款 服务支出
    本年收入合计 2 30.00 本年支出合计 4 30.00 30.00
"""
    assert [(side, name) for side, name, _ in read(HEAD + body)[:2]] == [
        ("income", "一、一般公共预算财政拨款"),
        ("expenditure", "一、一般公共服务支出"),
    ]


def test_both_names_around_a_row_of_values_are_put_before_their_values() -> None:
    body = """
    一、一般公共预算财政拨 一、文化旅游体育与传
    30.00 32.00 20.00 12.00
    款 媒支出
    本年收入合计 30.00 本年支出合计 32.00 20.00 12.00
"""
    assert read(UNNUMBERED + body)[:2] == [
        ("income", "一、一般公共预算财政拨款", ["30.00"]),
        ("expenditure", "一、文化旅游体育与传媒支出", ["32.00", "20.00", "12.00"]),
    ]


def test_end_of_a_name_that_is_a_name_itself_ends_the_one_above() -> None:
    head = """
    收入支出决算总表
    收入 支出
    项目 行次 决算数 项目 行次 决算数
"""
    body = """
    一、一般公共预算 一、一般公共服务
    1 30.00 4 30.00
    财政拨款收入 支出
    本年收入合计 2 30.00 本年支出合计 5 30.00
"""
    assert [(side, name) for side, name, _ in read(head + body)[:2]] == [
        ("income", "一、一般公共预算财政拨款收入"),
        ("expenditure", "一、一般公共服务支出"),
    ]


def test_line_number_behind_the_first_name_of_the_second_side_is_no_value() -> None:
    body = """
    一、一般公共预算财政拨款 1 30.00
    一、教育支出 3 30.00 30.00
    本年收入合计 2 30.00
    本年支出合计 4 30.00 30.00
"""
    assert read(HEAD + body)[1] == ("expenditure", "一、教育支出", ["30.00", "30.00"])


def test_label_of_line_numbers_may_be_wrapped() -> None:
    head = HEAD.replace("项目 行次 金额 项目 行次", "行 行\n    项目 金额 项目").replace(
        "财政拨款\n", "财政拨款\n    次 次\n"
    )
    body = """
    一、一般公共预算财政拨款 1 30.00 一、教育支出 3 30.00 30.00
    本年收入合计 2 30.00 本年支出合计 4 30.00 30.00
"""
    assert read(head + body)[:2] == [
        ("income", "一、一般公共预算财政拨款", ["30.00"]),
        ("expenditure", "一、教育支出", ["30.00", "30.00"]),
    ]


def test_expenditure_by_function_and_by_nature_are_two_sides_beside_the_income() -> None:
    printed = """
    收入支出决算总表
    收入⇥⇥⇥支出⇥⇥⇥⇥⇥
    项目⇥行次⇥金额⇥项目(按功能分类)⇥行次⇥金额⇥项目(按支出性质)⇥行次⇥金额
    一、一般公共预算财政拨款收入⇥1⇥30.00⇥一、教育支出⇥3⇥30.00⇥一、基本支出⇥5⇥18.00
    二、事业收入⇥2⇥4.00⇥二、住房保障支出⇥4⇥4.00⇥二、项目支出⇥6⇥16.00
    """
    assert read(printed) == [
        ("income", "一、一般公共预算财政拨款收入", ["30.00"]),
        ("expenditure", "一、教育支出", ["30.00"]),
        ("expenditure", "一、基本支出", ["18.00"]),
        ("income", "二、事业收入", ["4.00"]),
        ("expenditure", "二、住房保障支出", ["4.00"]),
        ("expenditure", "二、项目支出", ["16.00"]),
    ]


def test_values_amid_the_lines_of_their_names_keep_their_columns_and_are_no_stream() -> None:
    body = """
    一、一般公共预算               一、一般公共
               30.00         12.00   12.00            0.00
    财政拨款                   服务支出

                         二、卫生健康
                                 11.00   11.00
                         支出

                         三、农林水支
                                  7.00    7.00
                         出

                         四、交通运输
                                  4.00    4.00
                         支出

                         五、住房保障
                                  3.00    3.00
                         支出

    本年收入合计     30.00    本年支出合计  37.00   37.00
"""
    head = """
    财政拨款收入支出决算总表
              收入                     支出
    项目        金额       项目      合计   一般公共预算财政拨款  政府性基金预算财政拨款
"""
    assert read(head + body)[:4] == [
        ("income", "一、一般公共预算财政拨款", ["30.00"]),
        ("expenditure", "一、一般公共服务支出", ["12.00", "12.00", "0.00"]),
        ("expenditure", "二、卫生健康支出", ["11.00", "11.00"]),
        ("expenditure", "三、农林水支出", ["7.00", "7.00"]),
    ]
