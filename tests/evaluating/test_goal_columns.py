from __future__ import annotations

import pytest

from docparse.evaluating.goal_columns import part_by_height
from docparse.evaluating.goals import Goal, read_goals
from docparse.evaluating.laced_goals import labels_apart
from tests.evaluating.reading import fragments

HEADER = "预期目标 实际完成情况"


def goal(body: str, header: str = HEADER) -> Goal:
    (found,) = read_goals(fragments(header), fragments(body))
    return found


def texts(found: Goal) -> tuple[str, str]:
    return "".join(each.text for each in found.expected), "".join(each.text for each in found.actual)


def test_texts_at_the_top_of_their_row_share_the_first_lines() -> None:
    body = (
        "目标1：修缮灯塔三座，保障近海航行安全。目标2：计 目标1：灯塔修缮完成，近海航行安全有保障。\n"
        "划巡检航标40次。 目标2：实际巡检航标41次。目标3：守塔人培训如期\n"
        "举办，航标档案建立健全。"
    )
    found = goal(body)
    assert texts(found) == (
        "目标1：修缮灯塔三座，保障近海航行安全。目标2：计划巡检航标40次。",
        "目标1：灯塔修缮完成，近海航行安全有保障。目标2：实际巡检航标41次。目标3：守塔人培训如期举办，航标档案建立健全。",
    )


def test_lines_that_all_hold_pieces_of_both_texts_leave_no_doubt() -> None:
    body = (
        "目标1：修缮灯塔三座，保障航行。目标2：计 目标1：灯塔修缮完成，航行安全。目标2：实\n"
        "划巡检航标40次。 际巡检航标41次。"
    )
    found = goal(body)
    assert texts(found)[0] == "目标1：修缮灯塔三座，保障航行。目标2：计划巡检航标40次。"
    assert found.rival is None


def test_lines_of_the_longer_text_stand_above_and_below_those_of_the_shorter() -> None:
    body = (
        "灯塔修缮完成，验收一次合格，近海航行安全有保\n"
        "修缮灯塔三座，保障航行。计划巡检40次。 障。实际巡检航标41次，其中夜间巡检十二次，发现\n"
        "故障均已排除。"
    )
    found = part_by_height(fragments(body), 2, aside=True)
    assert found is not None
    assert ("".join(each.text for each in found.first), "".join(each.text for each in found.second)) == (
        "修缮灯塔三座，保障航行。计划巡检40次。",
        "灯塔修缮完成，验收一次合格，近海航行安全有保障。实际巡检航标41次，其中夜间巡检十二次，发现故障均已排除。",
    )


@pytest.mark.parametrize("shared", [" ", "\n"])
def test_lines_of_an_odd_and_an_even_text_stand_between_each_other(shared: str) -> None:
    body = (
        "目标1：灯塔修缮完成，验收合格。\n"
        f"目标1：修缮灯塔三座。{shared}目标2：实际巡检航标41次。\n"
        "目标2：计划巡检航标40次。\n"
        "目标3：航标档案建立健全。"
    )
    found = goal(body)
    assert texts(found) == (
        "目标1：修缮灯塔三座。目标2：计划巡检航标40次。",
        "目标1：灯塔修缮完成，验收合格。目标2：实际巡检航标41次。目标3：航标档案建立健全。",
    )
    assert found.rival is not None


def test_texts_one_behind_the_other_stay_so() -> None:
    body = (
        "修缮灯塔三座，保障近海航行安全，计划巡检航\n标40次，并建立档案。\n"
        "灯塔修缮完成，近海航行安全有保障，实际巡检\n航标41次，档案已建立。"
    )
    assert texts(goal(body))[0] == "修缮灯塔三座，保障近海航行安全，计划巡检航标40次，并建立档案。"


def test_text_above_the_label_at_the_side_is_no_label() -> None:
    header = "预期目标 实际完成情况\n修缮灯塔三座； 灯塔修缮完成；\n年度总体目标"
    _, body = labels_apart(fragments(header), fragments("计划巡检航标40次。 实际巡检航标41次。"))
    assert "".join(each.text for each in body) == "修缮灯塔三座；灯塔修缮完成；计划巡检航标40次。实际巡检航标41次。"
