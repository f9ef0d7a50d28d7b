"""The arithmetic check over labels of the prose, and what is said of labels that do not stand in the source."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.documents import CORPUS, Document, find_documents, read_manifest
from benchmarks.prose_documents import ProseDocument
from benchmarks.prose_identities import CheckedProse, check_prose, factor_of
from benchmarks.prose_inventory import problems_of, take_prose_inventory
from benchmarks.prose_labels import parse_prose, prose_digest
from tests.measuring.prose_report import CONTRADICTIONS, FACTS, Report

MANIFEST = read_manifest(CORPUS)
LATER = "f15\t+9\t20.00\t巡护支出\t\tprevious_amount\t20.00\t万元\t\t\tprevious_year\t\t\t\tf12\t\ts5\t\t\n"
CHANGE = "f16\t+9\t4.00\t巡护支出\t\tchange_amount\t4.00\t万元\t\tincrease\tprevious_year\t\t\t\tf12\t\ts5\t\t\n"
RATE = "f17\t+9\t20.0\t巡护支出\t\tchange_rate\t20.0\t%\t\tincrease\tprevious_year\t\t\t\tf12\t\ts5\t\t\n"
BUDGET = "f18\t+9\t32.00\t巡护支出\t\tbudget_amount\t32.00\t万元\t\t\tbudget\t\t\t\tf12\t\ts5\t\t\n"


def checked(facts: str = FACTS, contradictions: str = "") -> tuple[CheckedProse, ...]:
    report = Report()
    return check_prose(
        parse_prose(facts.replace("+", ""), report.files["sections.tsv"], contradictions), report.labelled
    )


def failing(facts: str, contradictions: str = "") -> list[str]:
    return [one.kind for one in checked(facts, contradictions) if not one.holds]


def test_everything_that_must_follow_does_follow() -> None:
    found = checked()
    assert all(one.holds for one in found)
    kinds = [one.kind for one in found]
    assert {kind: kinds.count(kind) for kind in kinds} == {"narrative": 5, "rate": 3, "of_which": 2, "list_sum": 1}


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("\t80.00\t%", "\t81.00\t%", ["rate"]),
        ("\t4.17\t%", "\t4.18\t%", ["rate"]),
        ("\t2500.00\t", "\t2600.00\t", ["narrative", "rate", "list_sum"]),
        ("\t10000.00\t万元", "\t13000.00\t万元", ["narrative", "rate", "of_which", "list_sum"]),
        ("\t24.00\t万元", "\t24.00\t元", ["narrative"]),
    ],
)
def test_slip_of_a_label_fails_what_it_takes_part_in(old: str, new: str, kinds: list[str]) -> None:
    assert FACTS.count(old) == 1
    assert failing(FACTS.replace(old, new)) == kinds


def test_half_a_unit_of_the_last_digit_is_rounding() -> None:
    assert failing(FACTS.replace("\t80.00\t%", "\t80\t%")) == []


@pytest.mark.parametrize(
    ("more", "kinds"),
    [
        (LATER + CHANGE, []),
        (LATER + CHANGE + RATE, []),
        (LATER + CHANGE.replace("4.00", "5.00"), ["narrative"]),
        (LATER + CHANGE + RATE.replace("20.0", "21.0"), ["rate"]),
        (CHANGE + RATE, []),
        (BUDGET, []),
        (BUDGET.replace("32.00", "30.00"), ["rate"]),
    ],
)
def test_last_year_change_and_budget_are_held_against_each_other(more: str, kinds: list[str]) -> None:
    assert failing(FACTS + more) == kinds


def test_failing_identity_that_the_labels_list_is_known() -> None:
    facts = FACTS.replace("\t12500.00\t万元", "\t12500.02\t万元")
    found = [one for one in checked(facts, CONTRADICTIONS) if one.kind == "narrative" and not one.holds]
    assert [one.known for one in found] == [True]
    assert not any(one.known for one in checked(facts))


def test_doubtful_label_promises_nothing() -> None:
    facts = FACTS.replace("\t80.00\t%", "\t81.00\t%").replace("\tshare\t81.00", "\tshare?\t81.00")
    assert failing(facts) == []


@pytest.mark.parametrize(
    ("unit", "factor"),
    [("万元", 10**4), ("亿元", 10**8), ("千元", 1000), ("元", 1), ("万人次", 10**4), ("辆", 1), ("", 1)],
)
def test_unit_has_its_factor(unit: str, factor: int) -> None:
    assert factor_of(unit) == Decimal(factor)


def document(folder: Path, report: Report) -> ProseDocument:
    (folder / "d1").mkdir()
    (folder / "d1" / "source.txt").write_text(report.text, encoding="utf-8")
    return ProseDocument(Document("d1", folder / "d1", ()), report.prose, report.labelled)


def test_labels_that_stand_in_the_source_have_no_problems(tmp_path: Path) -> None:
    assert list(problems_of(document(tmp_path, Report()))) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("河道清淤经费 36.50", "河道清淤经费 36.70", "does not print 36.50"),
        ("（一）河道清淤。", "（二）河道清淤。", "does not print （一）河道清淤"),
    ],
)
def test_label_that_the_source_does_not_print_is_a_problem(tmp_path: Path, old: str, new: str, problem: str) -> None:
    found = document(tmp_path, Report())
    path = tmp_path / "d1" / "source.txt"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert [problem in each for each in problems_of(found)] == [True]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("\tamount\t36.50\t", "\tamount\t36.05\t", "f8: 36.50 is not 36.05"),
        ("e001:fund1:executed", "e001:fund8:executed", "f12: the labels have no cell e001:fund8:executed"),
    ],
)
def test_label_that_contradicts_itself_is_a_problem(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert list(problems_of(document(tmp_path, Report(facts=FACTS.replace(old, new, 1))))) == [problem]


@pytest.mark.parametrize("name", MANIFEST)
def test_frozen_labels_are_those_that_the_manifest_announces(name: str) -> None:
    entry = MANIFEST[name]
    assert ("facts_sha256" in entry) == ("facts_frozen" in entry)
    if "facts_sha256" in entry:
        assert prose_digest(CORPUS / name) == entry["facts_sha256"]


@pytest.mark.parametrize("document", find_documents(CORPUS, labelled=False), ids=lambda document: document.name)
def test_labels_of_the_samples_stand_in_the_source_and_add_up_but_for_listed_contradictions(
    document: Document,
) -> None:
    found = take_prose_inventory(document, {})
    if found is None:
        pytest.skip("nobody labelled the prose")
    assert found.problems == ()
    assert [one.statement for one in found.failing if not one.known] == []
