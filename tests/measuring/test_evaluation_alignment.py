"""Forms pair by the text that they take up, rows in their order by their names."""

from __future__ import annotations

import pytest

from benchmarks.evaluation_alignment import Pairing, fold, pair_forms, pair_rows, similarity
from benchmarks.evaluation_labels import Entry


def rows(*names: str, **fields: str) -> list[dict[str, Entry]]:
    """Rows of indicators of these names; "_" has none."""
    shared = {field: Entry(value) for field, value in fields.items()}
    return [{**({} if name == "_" else {"level3": Entry(name)}), **shared} for name in names]


@pytest.mark.parametrize(
    ("one", "other"),
    [("≥ 95 ％", "≥95%"), ("（全年）", "(全年)"), ("Ａ１", "A1"), ("巡河\u3000次数", "巡河次数"), ("，；：", ",;:")],
)
def test_white_space_and_width_do_not_count(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("≧95", "≥95"), ("〔9〕", "(9)"), ("①", "1"), ("95.0", "95"), ("—", "-")])
def test_everything_else_counts(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_similarity_is_the_share_of_what_need_not_be_edited() -> None:
    assert similarity("两处排口完成整改", "两处排口 已整改") == pytest.approx(6 / 8)


def test_forms_that_lie_over_each_other_pair() -> None:
    found = pair_forms([[(0, 10)], [(10, 30)]], [[(9, 28)], [(30, 40)]])
    assert found == Pairing((None, 0), (1,))


def test_form_that_swallows_two_pairs_with_one_of_them() -> None:
    assert pair_forms([[(0, 10)], [(10, 30)]], [[(0, 30)]]) == Pairing((None, 0), ())


def test_form_that_is_torn_in_two_pairs_with_its_greater_part() -> None:
    assert pair_forms([[(0, 30)]], [[(0, 10)], [(10, 30)]]) == Pairing((1,), (0,))


def test_forms_that_share_less_than_half_do_not_pair() -> None:
    assert pair_forms([[(0, 10)]], [[(6, 16)]]) == Pairing((None,), (0,))


def test_rows_of_the_same_name_pair_in_their_order() -> None:
    found = pair_rows("indicator", rows("甲次数", "乙次数", "甲次数"), rows("甲次数", "甲次数"))
    assert found.pairs in ((0, None, 1), (0, 1, None))
    assert pair_rows("indicator", rows("甲次数", "乙次数", "甲次数"), rows("乙次数", "甲次数")).pairs == (None, 0, 1)


def test_order_is_kept_and_as_many_names_agree_as_can() -> None:
    found = pair_rows("indicator", rows("一甲甲", "二乙乙", "三丙丙"), rows("三丙丙", "一甲甲", "二乙乙"))
    assert found == Pairing((1, 2, None), (0,))


def test_of_equal_names_those_with_more_fields_alike_pair() -> None:
    read = [*rows("巡河次数", target="1次"), *rows("巡河次数", target="9次")]
    assert pair_rows("indicator", rows("巡河次数", target="9次"), read).pairs == (1,)


def test_name_that_agrees_counts_more_than_all_other_fields() -> None:
    fields = {"level1": "产出指标", "level2": "数量指标", "target": "≥95%", "weight": "10", "score": "9.50"}
    read = [*rows("群众满意度", **fields), *rows("巡河次数")]
    assert pair_rows("indicator", rows("巡河次数", **fields), read).pairs == (1,)


def test_torn_name_is_still_the_row() -> None:
    found = pair_rows("indicator", rows("两处排口整改及时率", weight="5"), rows("排口整改及时率", weight="9"))
    assert found.pairs == (0,)


def test_row_that_has_nothing_in_common_is_another_row() -> None:
    found = pair_rows("indicator", rows("巡河次数", weight="5"), rows("群众满意度", weight="9"))
    assert found == Pairing((None,), (0,))


def test_row_with_a_wrong_name_pairs_by_its_other_fields() -> None:
    fields = {"target": "≥95%", "weight": "10", "score": "9.50"}
    assert pair_rows("indicator", rows("巡河次数", **fields), rows("_", **fields)).pairs == (0,)


def test_goals_without_a_year_pair_in_their_order() -> None:
    goals = [{"expected": Entry("治水")}, {"expected": Entry("护岸")}]
    assert pair_rows("goal", goals, goals[1:]).pairs == (None, 0)
    assert pair_rows("goal", goals[:1], [{"actual": Entry("全年如期")}]).pairs == (0,)
