"""The arithmetic check over labels of evaluation forms: what it states, what it allows, what it calls covered."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.evaluation_identities import check_forms, covered_fields
from benchmarks.identities import Checked
from tests.measuring.evaluation_forms import DEPARTMENT, HEAD, PROJECT, form, replaced

ROOT = Path(__file__).parents[2]
SCORES = "\t30\t30.00\t\t巡河办法"


def failing(*texts: str) -> list[Checked]:
    forms = [form(text, file=f"{number:03}.tsv") for number, text in enumerate(texts, start=1)]
    return [one for one in check_forms(forms) if not one.holds]


def covered(text: str) -> frozenset[tuple[str, int, str]]:
    return covered_fields([form(text)])["001.tsv"]


def test_form_that_adds_up_has_nothing_failing() -> None:
    found = Counter(one.kind for one in check_forms([form(PROJECT), form(DEPARTMENT, file="002.tsv")]))
    assert found == {"weight_sum": 2, "score_sum": 1, "score_bound": 3, "list_sum": 4, "rate": 4}
    assert failing(PROJECT, DEPARTMENT) == []


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("# weight_total: 100", "# weight_total: 80", ["weight_sum"]),
        ("# score_total: 96.50", "# score_total: 96.00", ["score_sum"]),
        ("\t20\t19.00\t", "\t25\t19.00\t", ["weight_sum", "weight_sum"]),
        ("\t40\t40.00\t", "\t40\t41.00\t", ["score_sum", "score_bound"]),
        ("\t40.00\t32.00\t24.00", "\t41.00\t32.00\t24.00", ["list_sum"]),
        ("\t10\t75.00\t7.5", "\t10\t76.00\t7.5", ["rate"]),
    ],
)
def test_sum_that_does_not_hold_is_found(old: str, new: str, kinds: list[str]) -> None:
    assert [one.kind for one in failing(replaced(old, new))] == kinds


def test_failing_identity_says_by_how_much_and_where() -> None:
    (one,) = failing(replaced("# score_total: 96.50", "# score_total: 96.00"))
    assert one.difference == Decimal("0.50")
    assert one.statement.startswith("001.tsv: 30.00 [@indicator 1 score] + ")
    assert ("001.tsv indicator", 2, "score") in one.cells
    assert ("001.tsv", 0, "score_total") in one.cells


def test_points_are_exact_but_for_a_total_printed_with_fewer_decimals() -> None:
    less = PROJECT.replace("# score_total: 96.50", "# score_total: 97").replace("\t10\t75.00\t7.5", "\t10\t75.00\t7.6")
    assert failing(less) == []
    assert [one.kind for one in failing(replaced("# score_total: 96.50", "# score_total: 96.51"))] == ["score_sum"]


def test_rate_may_be_off_by_what_rounding_explains() -> None:
    assert failing(replaced("16.00\t—\t72.73", "16.00\t—\t72.75")) == []
    assert [one.kind for one in failing(replaced("16.00\t—\t72.73", "16.00\t—\t72.90"))] == ["rate"]


def test_total_that_leaves_the_funds_out_is_a_habit_of_the_layout() -> None:
    without = replaced("# weight_total: 100", "# weight_total: 90").replace("96.50", "89.00")
    assert failing(without) == []
    odd = without.replace("\t40\t40.00\t", "\t30\t30.00\t")
    assert [one.kind for one in failing(without, without, odd)] == ["weight_sum", "score_sum"]


def test_weights_add_up_to_a_hundred_where_no_total_is_printed() -> None:
    assert failing(replaced("# weight_total: 100", "# weight_total:")) == []
    text = replaced("# weight_total: 100", "# weight_total:").replace("\t40\t40.00\t", "\t39\t39.00\t")
    assert failing(text)[0].statement.endswith("= 100 [not printed]")


def test_total_at_the_end_has_its_parts_above_it() -> None:
    rows = PROJECT.removeprefix(HEAD).splitlines(keepends=True)
    text = HEAD + "".join([*rows[1:3], rows[0], *rows[3:]])
    assert failing(text) == []
    assert len(failing(text.replace("\t40.00\t32.00\t24.00", "\t44.00\t33.00\t25.00").replace("75.00", "75.76"))) == 3


def test_parts_of_parts_add_up_to_their_part() -> None:
    parts = "@fund\t2\titem\t县级\t30.00\t22.00\t15.00\t\t\t\n"
    text = replaced("@fund\t1\titem\t其他资金", parts + "@fund\t1\titem\t其他资金")
    assert [one.difference for one in failing(text)] == [Decimal("-1.00")]


def test_covered_are_numbers_in_an_identity_that_holds() -> None:
    found = covered(PROJECT)
    assert {("", 0, "weight_total"), ("fund", 0, "weight"), ("indicator", 2, "score"), ("fund", 1, "executed")} <= found
    assert ("fund", 1, "weight") not in found
    assert {field for _, _, field in found} == {
        *("weight_total", "score_total", "weight", "score", "level1_weight"),
        *("initial_budget", "full_year_budget", "executed", "execution_rate"),
    }


def test_number_in_an_identity_that_fails_is_not_covered_by_it() -> None:
    found = covered(replaced("# score_total: 96.50", "# score_total: 96.00"))
    assert not any(field in ("score", "score_total") for _, _, field in found)
    assert ("indicator", 0, "weight") in found


def test_zero_and_open_value_are_not_covered() -> None:
    text = PROJECT.replace("\t10.00\t10.00\t8.00\t—\t80.00", "\t0.00\t10.00\t8.00?\t—\t")
    text = text.replace("年度资金总额\t40.00", "年度资金总额\t30.00")
    assert failing(text) == []
    found = covered(text)
    assert ("fund", 2, "full_year_budget") in found
    assert ("fund", 2, "initial_budget") not in found
    assert ("fund", 2, "executed") not in found


def test_score_within_its_weight_covers_nothing() -> None:
    alone = PROJECT.replace("# score_total: 96.50", "# score_total:")
    assert ("indicator", 0, "score") not in covered(alone)


def test_nothing_executed_leaves_the_budget_uncovered_by_its_rate() -> None:
    head, *_ = PROJECT.partition("@fund")
    text = head + "@fund\t0\ttotal\t年度资金总额\t\t30.00\t0.00\t\t0.00\t\n"
    assert covered(text) == frozenset()
    assert covered(text.replace("0.00\t\t0.00", "15.00\t\t50.00")) == {
        ("fund", 0, field) for field in ("full_year_budget", "executed", "execution_rate")
    }


def test_sum_of_a_task_is_checked() -> None:
    assert [one.kind for one in failing(replaced("\t10.00\t2.50\t10.00", "\t10.00\t3.50\t10.00", text=DEPARTMENT))] == [
        "list_sum"
    ]


def test_arithmetic_over_labels_knows_nothing_of_docparse() -> None:
    code = "import sys, benchmarks.evaluation_identities; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert not [name for name in loaded.stdout.split() if name.split(".")[0] == "docparse"]
