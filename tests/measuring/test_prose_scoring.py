"""Which figures and headings of the prose are right, and what is said of the wrong ones."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.prose_scoring import ProseScore
from tests.measuring.prose_report import FACTS, SECTIONS, TEXT, Report


def mistakes(score: ProseScore) -> dict[str, int]:
    return {name: count for name, count in score.tally.mistakes.items() if count}


def fields_wrong(score: ProseScore) -> set[str]:
    return {each.name for one in score.facts for each in one.fields if not each.right}


def changed(label: str, /, **fields: Any) -> ProseScore:
    report = Report()
    report.fact(label).update(fields)
    return report.score()


def test_report_that_reads_everything_is_right_in_everything() -> None:
    score = Report().score()
    counts = score.tally.counts
    assert mistakes(score) == {}
    assert (counts["facts"], counts["facts read"], counts["facts found"], counts["facts right"]) == (14, 14, 14, 14)
    assert (counts["sections"], counts["sections read"], counts["sections right"]) == (5, 5, 5)
    assert fields_wrong(score) == set()
    assert score.tally.similarity == 14


def test_report_without_prose_missed_everything() -> None:
    report = Report()
    report.tree.update(sections=[], facts=[], checks=[])
    score = report.score()
    assert mistakes(score) == {"missed": 14}
    assert len(score.missing) == 5
    assert score.tally.counts["silent"] == 0


@pytest.mark.parametrize(
    ("name", "fields", "mistake"),
    [
        ("f1", {"value": {"value": "1250.00"}}, "wrong value"),
        ("f1", {"unit": "元"}, "wrong unit"),
        ("f1", {"unit": None}, "wrong unit"),
        ("f1", {"measure": "budget_amount"}, "wrong measure"),
        ("f1", {"subject": "expenditure.basic"}, "wrong subject"),
        ("f1", {"subject": None}, "wrong subject"),
        ("f8", {"name": "水闸经费"}, "wrong subject"),
        ("f8", {"name": "云溪河道清淤经费"}, "other name"),
    ],
)
def test_figure_that_is_not_right_has_one_mistake(name: str, fields: dict[str, Any], mistake: str) -> None:
    report = Report()
    for field, value in fields.items():
        if isinstance(value, dict):
            report.fact(name)[field].update(value)
        else:
            report.fact(name)[field] = value
    assert mistakes(report.score()) == {mistake: 1}


def test_name_counts_for_nothing_where_the_key_of_the_subject_is_right() -> None:
    score = changed("f1", name="总支出")
    assert mistakes(score) == {}
    assert score.tally.fields["name"] - score.tally.fields["name right"] == 1
    assert score.tally.similarity < 14


def test_quotation_marks_width_and_blanks_are_no_other_name() -> None:
    assert mistakes(changed("f8", name="“河道 清淤”经费")) == {}


def test_other_name_that_is_alike_is_right_among_those_alike_only() -> None:
    counts = changed("f8", name="云溪河道清淤经费").tally.counts
    assert (counts["facts right"], counts["facts alike"], counts["silent"]) == (13, 14, 0)


@pytest.mark.parametrize(("status", "silent"), [("read", 1), ("verified", 1), ("inferred", 0), ("conflicting", 0)])
def test_wrong_figure_is_silent_unless_it_is_doubted(status: str, silent: int) -> None:
    report = Report()
    report.fact("f1")["value"].update(value="1250.00", status=status)
    assert report.score().tally.counts["silent"] == silent


def test_figure_that_nobody_labelled_is_invented() -> None:
    report = Report()
    year = report.text.index("2031 年度")
    cell = {"value": "2031", "raw": "2031", "spans": [[year, year + 4]], "status": "read"}
    report.tree["facts"].append({**report.fact("f1"), "id": "r-more", "value": cell})
    score = report.score()
    assert mistakes(score) == {"invented": 1}
    assert (score.tally.counts["facts read"], score.tally.counts["facts found"]) == (15, 14)


def test_figure_read_twice_is_invented_once() -> None:
    report = Report()
    report.tree["facts"].append({**report.fact("f1"), "id": "r-more"})
    assert mistakes(report.score()) == {"invented": 1}


def test_figures_in_one_place_pair_by_their_names() -> None:
    report = Report(text=TEXT.replace("泵站 3 座、水闸 3 座", "泵站、水闸各 3 座"))
    facts = report.tree["facts"]
    facts[9], facts[10] = facts[10], facts[9]
    assert mistakes(report.score()) == {}


def test_figure_at_another_place_answers_no_label() -> None:
    report = Report()
    first, second = report.fact("f10"), report.fact("f11")
    first["value"] = second["value"]
    assert mistakes(report.score()) == {"missed": 1, "invented": 1}


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("f6", "direction", "decrease"),
        ("f6", "baseline", "initial_budget"),
        ("f14", "qualifier", None),
        ("f1", "period", "2030"),
        ("f1", "code_path", ["水利支出"]),
        ("f2", "part_of", None),
        ("f2", "part_of", "r-f4"),
        ("f6", "about", "r-f2"),
        ("f8", "document_number", "云财预〔2031〕8号"),
        ("f8", "section", 4),
        ("f8", "section", None),
    ],
)
def test_further_field_is_judged_by_itself(name: str, field: str, value: object) -> None:
    score = changed(name, **{field: value})
    assert mistakes(score) == {}
    assert fields_wrong(score) == {field}


def test_fields_that_are_blank_in_label_and_result_count_for_nothing() -> None:
    fields = Report().score().tally.fields
    assert (fields["qualifier"], fields["code_path"], fields["document_number"]) == (1, 0, 1)


def test_reference_to_a_figure_is_right_whatever_its_id() -> None:
    report = Report()
    report.fact("f2")["id"] = "fact-77"
    report.fact("f3")["about"] = "fact-77"
    assert fields_wrong(report.score()) == set()


def test_reference_to_a_figure_that_was_missed_is_wrong() -> None:
    report = Report()
    report.drop("f2")
    report.fact("f3")["about"] = None
    assert fields_wrong(report.score()) == {"about"}


def test_brackets_of_a_document_number_may_be_printed_in_other_ways() -> None:
    assert fields_wrong(changed("f8", document_number="云财预[2031] 7 号")) == set()


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("\tamount\t36.50\t", "\tamount?\t36.50\t", {"measure": "target"}),
        ("\t36.50\t万元", "\t36.50?\t万元", {"unit": "万元", "measure": "amount"}),
        ("\t云财预〔2031〕7号\t", "\t云财预〔2031〕7号?\t", {"document_number": None}),
    ],
)
def test_doubtful_field_is_right_whatever_is_read(old: str, new: str, fields: dict[str, Any]) -> None:
    assert FACTS.count(old) == 1
    report = Report(facts=FACTS.replace(old, new))
    report.fact("f8").update(fields)
    score = report.score()
    assert mistakes(score) == {}
    assert fields_wrong(score) == set()


def test_optional_figure_may_be_left_out() -> None:
    report = Report(facts=FACTS.replace("\t36.50\t", "\t36.50?\t", 1))
    assert mistakes(report.score()) == {}
    report.drop("f8")
    score = report.score()
    assert mistakes(score) == {}
    assert score.tally.counts["facts"] == 13


@pytest.mark.parametrize(
    ("fields", "right", "named"),
    [({}, 1, 1), ({"document_number": None}, 0, 0), ({"unit": "元"}, 0, 0), ({"name": "清淤"}, 1, 0)],
)
def test_item_of_a_list_needs_amount_and_document_number(fields: dict[str, Any], right: int, named: int) -> None:
    counts = changed("f8", **fields).tally.counts
    assert (counts["items"], counts["items right"], counts["items named right"]) == (1, right, named)


def test_heading_with_another_title_is_missed_and_spurious_but_still_places_its_figures() -> None:
    report = Report()
    report.tree["sections"][3]["title"] = "河道清淤。河道清淤经费"
    score = report.score()
    assert [section.id for section in score.missing] == ["s4"]
    assert len(score.spurious) == 1
    assert fields_wrong(score) == set()


def test_heading_at_another_level_is_right_but_misplaced() -> None:
    report = Report()
    report.tree["sections"][1]["level"] = 3
    score = report.score()
    assert (score.tally.counts["sections right"], score.tally.counts["levels right"]) == (5, 3)
    assert [(section.id, level) for section, level in score.misplaced] == [("s2", 3)]


def test_doubtful_level_is_not_counted_and_a_doubtful_title_may_be_left_out() -> None:
    assert Report().score().tally.counts["levels"] == 4
    report = Report(sections=SECTIONS.replace("巡护", "巡护?"))
    report.tree["sections"].pop()
    for fact in report.tree["facts"]:
        fact["section"] = None if fact["section"] == 4 else fact["section"]
    score = report.score()
    assert (score.missing, score.tally.counts["sections"], score.tally.counts["sections right"]) == ((), 4, 4)


def test_values_and_headings_whose_spans_do_not_hold_their_text_are_counted() -> None:
    report = Report()
    report.fact("f1")["value"]["raw"] = "12500"
    report.tree["sections"][0]["spans"] = [[0, 2]]
    counts = report.score().tally.counts
    assert (counts["spans"], counts["spans wrong"], counts["headings wrong"]) == (14, 1, 1)


def test_view_without_statuses_is_refused() -> None:
    report = Report()
    report.fact("f1")["value"] = "12500.00"
    with pytest.raises(ValueError, match="not the full JSON of a report"):
        report.score()
