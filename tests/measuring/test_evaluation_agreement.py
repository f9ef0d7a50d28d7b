"""Two readings of the evaluation forms of one document, held against each other."""

from __future__ import annotations

import pytest

from benchmarks.agreement import Agreement
from benchmarks.evaluation_agreement import PARTS, compare_evaluations
from tests.measuring.evaluation_forms import DEPARTMENT, PROJECT, form, replaced

LATER = DEPARTMENT.replace("# source_lines: 1-9", "# source_lines: 10-20")


def compare(one: str, other: str) -> Agreement:
    return compare_evaluations([form(one)], [form(other)])


def different(found: Agreement) -> dict[str, int]:
    counts = {part: found.either[part] - found.equal[part] for part in PARTS}
    return {part: count for part, count in counts.items() if count}


def test_equal_readings_agree_in_everything() -> None:
    one = [form(PROJECT), form(LATER, file="002.tsv")]
    found = compare_evaluations(one, one)
    assert found.equal == found.either
    assert found.differences == ()
    assert all(found.either[part] for part in PARTS)


def test_reader_date_and_name_of_the_layout_are_the_readers_own() -> None:
    other = PROJECT.replace("first reading", "second reading").replace("# variant: 云溪", "# variant: 一")
    assert different(compare(PROJECT, other)) == {}


@pytest.mark.parametrize(
    ("old", "new", "family", "sentence"),
    [
        ("河湖长制巡护", "河湖巡护", "project names", "project_name: '河湖长制巡护经费' and '河湖巡护经费'"),
        ("# grade: 优", "# grade:", "totals", "grade: '优' and blank"),
        ("\t24.00\t10\t75.00", "\t24.00\t—\t75.00", "funds", "@fund 1 年度资金总额 / weight: '10' and '—'"),
        ("\t24.00\t10\t75.00", "\t24.00\t10?\t75.00", "funds", "@fund 1 年度资金总额 / weight: '10' and '10?'"),
        (
            "整改及时率\t=100%",
            "整改及时率\t100%",
            "indicator cells",
            "@indicator 2 整改及时率 / target: '=100%' and '100%'",
        ),
        (
            "\t90%\t\t90\t%",
            "\t90%\t=\t90\t%",
            "indicator parts",
            "@indicator 2 整改及时率 / actual_operator: blank and '='",
        ),
        ("整改及时率", "整改率", "indicator names", "@indicator 2 整改及时率 / level3: '整改及时率' and '整改率'"),
        (
            "已补做。",
            "",
            "texts",
            "@indicator 2 整改及时率 / deviation: '两处排口因汛期延后，已补做。' and '两处排口因汛期延后，'",
        ),
    ],
)
def test_difference_is_counted_in_its_family_and_named(old: str, new: str, family: str, sentence: str) -> None:
    found = compare(PROJECT, replaced(old, new))
    assert different(found) == {family: 1, "fields": 1}
    assert found.differences == (f"001.tsv: {sentence}",)


def test_white_space_and_width_are_no_difference() -> None:
    other = PROJECT.replace("≥380次\t", "≥３８０ 次\t").replace("，", ",")
    assert different(compare(PROJECT, other)) == {}


def test_row_that_one_reader_has_counts_with_all_its_fields() -> None:
    row = "@fund\t1\titem\t其他资金\t10.00\t10.00\t8.00\t—\t80.00\t—\n"
    found = compare(PROJECT, replaced(row, ""))
    assert different(found) == {"funds": 9, "fields": 9}
    assert found.differences[0] == "001.tsv: @fund 3 其他资金 / level (a row of one reader only): '1' and blank"


def test_form_that_one_reader_has_counts_with_all_it_holds_and_is_listed_once() -> None:
    found = compare_evaluations([form(PROJECT), form(LATER, file="002.tsv")], [form(PROJECT)])
    assert found.either["forms"] - found.equal["forms"] == 1
    assert found.either["tasks"] == 7
    assert found.equal["tasks"] == 0
    assert found.differences == ("002.tsv: only the first reader has this form",)


def test_note_that_differs_is_listed() -> None:
    found = compare(PROJECT, replaced("由水利站填报", "由水务局填报"))
    assert different(found) == {"remarks": 2}
    assert len(found.differences) == 2


def test_neither_reading_is_the_better_one() -> None:
    one = [form(PROJECT), form(LATER, file="002.tsv")]
    other = [form(replaced("整改及时率", "及时率").replace("# grade: 优", "# grade:"))]
    there, back = compare_evaluations(one, other), compare_evaluations(other, one)
    assert (there.equal, there.either) == (back.equal, back.either)
