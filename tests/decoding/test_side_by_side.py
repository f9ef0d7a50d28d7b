"""Groups of codes that stand side by side. All content is made up."""

from __future__ import annotations

from docparse.decoding.side_by_side import Code, layouts_of, values_beside

BLOCKS = (frozenset({"301", "303"}), frozenset({"302", "310"}))


def texts(page: list[Code], layout: tuple[tuple[int, ...], ...]) -> list[list[str]]:
    return [[page[index].text for index in group] for group in layout]


def test_classes_of_the_first_total_stand_left() -> None:
    page = [Code("301", None), Code("302", 80), Code("30101", None), Code("30201", 80)]
    (layout,) = layouts_of([page], [2], BLOCKS)
    assert texts(page, layout) == [["301", "30101"], ["302", "30201"]]


def test_a_page_with_amounts_apart_for_all_its_codes_has_one_group() -> None:
    page = [Code(text, None) for text in ("310", "31001", "31002", "31003")]
    (layout,) = layouts_of([page], [4], BLOCKS)
    assert texts(page, layout) == [["310", "31001", "31002", "31003"]]


def test_codes_that_stand_on_another_page_part_two_groups() -> None:
    first = [
        Code("301", None),
        Code("30101", None),
        Code("302", 80),
        Code("30201", 80),
        Code("310", 9),
        Code("31002", 9),
    ]
    second = [Code("30102", None), Code("30205", 7), Code("31003", 3)]
    _, layout = layouts_of([first, second], [1, 1], BLOCKS)
    assert texts(second, layout) == [["30102"], ["30205"], ["31003"]]


def test_amount_beside_a_code_belongs_to_the_line_in_the_group_before() -> None:
    page = [Code("301", None), Code("30101", None), Code("302", 80)]
    owners, loose = values_beside(page, ((0, 1), (2,)))
    assert owners == {0: 2}
    assert loose == [1, 2]
