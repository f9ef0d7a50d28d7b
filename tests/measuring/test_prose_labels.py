"""Labels of the prose: what can be read, what is refused, and where the figures stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.prose_labels import parse_prose, prose_digest, read_prose
from benchmarks.prose_places import places_of
from tests.measuring.prose_report import CONTRADICTIONS, FACTS, SECTIONS, TEXT, Report


def refused(*, facts: str = FACTS, sections: str = SECTIONS, contradictions: str = "") -> str:
    with pytest.raises(ValueError, match="tsv:") as caught:
        parse_prose(facts.replace("+", ""), sections.replace("+", ""), contradictions)
    return str(caught.value)


def test_facts_headings_and_contradictions_are_read() -> None:
    prose = Report().prose
    assert (len(prose.facts), len(prose.sections), len(prose.contradictions)) == (14, 5, 1)
    assert prose.facts[7].text("document_number") == "云财预〔2031〕7号"
    assert prose.contradictions[0].right == ("03-expenditure.tsv:合计:total",)


def test_mark_of_doubt_belongs_to_its_field() -> None:
    fact = Report().prose.facts[12]
    assert (fact.text("section"), fact.doubtful("section"), fact.doubtful("measure")) == ("s5", True, False)
    assert Report().prose.sections[4].level.open


def test_doubtful_quote_makes_the_figure_optional_and_each_counterpart_has_its_own_doubt() -> None:
    facts = FACTS.replace("\t36.50\t", "\t36.50?\t", 1).replace("e001:fund1:executed", "a:b:c? e001:fund1:executed")
    prose = Report(facts=facts, contradictions="").prose
    assert prose.facts[7].optional
    assert [tuple(entry) for entry in prose.facts[11].counterparts] == [
        ("a:b:c", True),
        ("e001:fund1:executed", False),
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("change_rate", "change_ratio", "facts.tsv:8: measure is 'change_ratio'"),
        ("\tincrease\tprevious_year", "\tup\tprevious_year", "facts.tsv:7: direction is 'up'"),
        ("\t12500.00\t", "\t12,500.00\t", "facts.tsv:2: value is '12,500.00'"),
        ("f14\t", "f1\t", "facts.tsv: a second f1"),
        ("\tf12\t\ts5?", "\tf99\t\ts5?", "facts.tsv: f13: about is 'f99'"),
        ("\t\ts5?", "\t\ts9?", "facts.tsv: f13: section is 's9'"),
        ("\t云财预〔2031〕7号\t", "\t", "facts.tsv:9: 18 fields instead of 19"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, sentence: str) -> None:
    assert old in FACTS
    assert sentence in refused(facts=FACTS.replace(old, new, 1))


def test_heading_without_level_and_contradiction_without_a_figure_are_refused() -> None:
    assert "sections.tsv:1: level is ''" in refused(sections=SECTIONS.replace("+1\t1", "+1\t"))
    assert "prose-contradictions.tsv: there is no fact 'f77'" in refused(
        contradictions=CONTRADICTIONS.replace("f1", "f77")
    )


def test_folder_without_labels_has_no_prose(tmp_path: Path) -> None:
    assert read_prose(tmp_path) is None


def test_digest_covers_figures_and_headings_but_not_the_notes(tmp_path: Path) -> None:
    digests = []
    for name, text in (("facts.tsv", "a"), ("sections.tsv", "b"), ("sections.tsv", "c"), ("prose-notes.md", "d")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        digests.append(prose_digest(tmp_path))
    assert len(set(digests)) == 3
    assert digests[2] == digests[3]


def shown(report: Report, name: str) -> list[str]:
    at = [fact.id for fact in report.prose.facts].index(name)
    places = places_of(report.text, report.prose.facts)[at]
    return ["".join(report.text[start:end].split()) for start, end in places]


def test_figure_is_found_through_blanks_and_line_wraps() -> None:
    assert shown(Report(), "f1") == ["12,500.00"]
    assert shown(Report(), "f2") == ["10,000.00"]


def test_equal_figures_of_a_line_stand_in_the_order_of_their_labels() -> None:
    report = Report()
    places = places_of(report.text, report.prose.facts)
    assert places[9] != places[10]
    assert report.text[places[9][0][0] - 3 : places[9][0][0]] == "泵站 "


def test_one_figure_said_of_two_subjects_is_the_place_of_both() -> None:
    report = Report(text=TEXT.replace("泵站 3 座、水闸 3 座", "泵站、水闸各 3 座"))
    places = places_of(report.text, report.prose.facts)
    assert places[9] == places[10]
    assert len(places[9]) == 1


def test_digits_within_a_longer_number_are_no_figure() -> None:
    report = Report()
    text = report.text.replace("约 400 次", "约 1,400 次")
    assert places_of(text, report.prose.facts)[-1] == ()
