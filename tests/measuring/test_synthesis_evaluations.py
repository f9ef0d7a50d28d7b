"""Generated forms of self-evaluation: labels that the benchmark reads, sums that hold, grids without holes, places."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from benchmarks.evaluation_documents import find_form_documents, score_documents
from benchmarks.evaluation_labels import read_forms
from benchmarks.evaluation_scoring import total
from benchmarks.synthesis.documents import make_document
from benchmarks.synthesis.evaluation_blocks import spread
from benchmarks.synthesis.evaluation_content import FULL
from benchmarks.synthesis.evaluation_forms import EvaluationForm, Evaluations
from benchmarks.synthesis.evaluation_print import MarkError, find_forms
from benchmarks.synthesis.making import make, seeds_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from benchmarks.evaluation_labels import Entry, LabelForm
    from benchmarks.synthesis.evaluation_forms import Table

# Two seeds of each place, none of them of the fifty.
SEEDS = range(12)
FIFTY = (*seeds_of("development"), *seeds_of("held-out"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    make(SEEDS, ["spaced", "tabbed", "piped"], folder)
    return folder


@pytest.fixture(scope="module")
def forms() -> list[EvaluationForm]:
    """The forms of the fifty documents."""
    return [form for seed in FIFTY for form in make_document(seed).evaluations.forms]


def labels(made: Path) -> Iterator[tuple[str, LabelForm]]:
    """Each labelled form with the text between its lines, without white space."""
    for source in sorted(made.glob("*/source.txt")):
        lines = source.read_text(encoding="utf-8").split("\n")
        for form in read_forms(source.parent):
            first, last = form.lines
            yield "".join("".join(lines[first - 1 : last]).split()), form


def amount(text: str) -> Decimal:
    return Decimal(text) if text.strip("—-/") else Decimal(0)


def sum_of(rows: tuple[Mapping[str, Entry], ...], field: str) -> Decimal:
    return sum((amount(row[field].value) for row in rows if field in row), Decimal(0))


def test_every_document_has_a_form_of_its_department_and_of_three_to_eight_projects(made: Path) -> None:
    for folder in made.glob("*/"):
        kinds = [form.facts["kind"].value for form in read_forms(folder)]
        assert kinds == ["department", *["project"] * (len(kinds) - 1)]
        assert 3 <= len(kinds) - 1 <= 8


def test_what_a_label_holds_stands_between_its_lines(made: Path) -> None:
    derived = {"level", "role"}
    for text, form in labels(made):
        plain = text.replace(",", "")
        joined = {"target"} if form.variant in ("natures", "shares") else set()
        for block in form.rows.values():
            for row in block:
                for field, entry in row.items():
                    parts = field.endswith(("_operator", "_value", "_unit"))
                    if field not in derived | joined and not parts:
                        assert "".join(entry.value.split()) in (plain if field not in ("reason", "content") else text)
        for fact, entry in form.facts.items():
            assert fact == "kind" or "".join(entry.value.split()) in text


def test_renderings_of_a_document_have_the_same_truth_but_for_their_lines(made: Path) -> None:
    for seed in SEEDS:
        truths = [
            [(form.facts, form.rows, form.remarks) for form in read_forms(folder)]
            for folder in made.glob(f"{seed:04}-*/")
        ]
        assert len(truths) == 3
        assert truths[0] == truths[1] == truths[2]


def test_weights_of_a_form_add_up_to_a_hundred(made: Path) -> None:
    checked = 0
    for _, form in labels(made):
        if "weight_total" in form.facts:
            weights = sum_of(form.rows["indicator"], "weight") + sum_of(form.rows["fund"], "weight")
            assert weights == amount(form.facts["weight_total"].value) == 100
            checked += 1
    assert checked > 100


def test_scores_add_up_to_the_total_but_in_a_few_forms(made: Path) -> None:
    off = Counter(
        sum_of(form.rows["indicator"], "score")
        + sum_of(form.rows["fund"], "score")
        - amount(form.facts["score_total"].value)
        for _, form in labels(made)
        if "score_total" in form.facts
    )
    assert set(off) <= {Decimal(0), Decimal(1), Decimal(-1)}
    assert off[Decimal(0)] > 0.9 * sum(off.values())


def test_sources_of_funds_add_up_and_rates_follow(made: Path) -> None:
    checked = 0
    for _, form in labels(made):
        rows = form.rows["fund"]
        parts = tuple(row for row in rows if row["level"].value == "1")
        for field in ("initial_budget", "full_year_budget", "executed"):
            if parts and field in rows[0]:
                assert abs(sum_of(rows[:1], field) - sum_of(parts, field)) <= Decimal("0.005") * (len(parts) + 1)
        for row in rows:
            budget = amount(row["full_year_budget"].value) if "full_year_budget" in row else Decimal(0)
            if "execution_rate" in row and budget > 1:
                rate = amount(row["executed"].value) * 100 / budget
                assert abs(rate - amount(row["execution_rate"].value)) <= Decimal("1.1") / min(budget, Decimal(10))
                checked += 1
    assert checked > 100


def test_points_are_never_more_than_can_be_had(forms: list[EvaluationForm]) -> None:
    for form in forms:
        assert amount(form.facts.get("score_total", "0")) * 100 <= FULL
        for row in form.rows["indicator"]:
            assert amount(row.get("score", "0")) <= amount(row.get("weight", "100"))


def test_cells_of_every_table_fill_its_grid_once(forms: list[EvaluationForm]) -> None:
    for table in (table for form in forms for table in form.tables):
        assert set(covered(table).values()) == {1}
        assert len(covered(table)) == len(table.lines) * len(table.widths)


def covered(table: Table) -> Counter[tuple[int, int]]:
    """How many cells reach each place of a grid."""
    places: Counter[tuple[int, int]] = Counter()
    for number, line in enumerate(table.lines):
        column = 0
        for cell in line:
            while places[number, column]:
                column += 1
            places.update(
                (number + down, column + across) for down in range(cell.down) for across in range(cell.across)
            )
            column += cell.across
    return +places


def test_each_half_of_the_fifty_has_both_units_and_most_layouts() -> None:
    for part in ("development", "held-out"):
        found = [form for seed in seeds_of(part) for form in make_document(seed).evaluations.forms]
        assert {form.facts["unit"] for form in found} >= {"万元", "元"}
        assert len({form.variant for form in found}) >= 10


def test_forms_are_printed_in_many_manners(forms: list[EvaluationForm]) -> None:
    assert {form.spans for form in forms} == {"middle", "top", ""}
    assert {bool(form.title) for form in forms} == {bool(form.number) for form in forms} == {True, False}
    targets = [row for form in forms for row in form.rows["indicator"]]
    assert {row.get("target_operator", "") for row in targets} == {"≥", "≤", "=", ""}
    assert any("target_value" not in row for row in targets)
    assert any(row["target"].startswith(">=") for row in targets)
    assert len({row["level3"] for row in targets}) > 150


def evaluations(number: int, *, closing: str = "") -> Evaluations:
    form = make_document(0).evaluations.forms[0]
    return Evaluations("附件", (form,) * number, closing)


def test_marks_are_taken_out_and_their_places_kept() -> None:
    text = "正文\n\n@@000@@\n表一\n甲\n- 3 -\n\f  @@001@@ \n表二\n乙\n\n@@002@@\n完\n"
    clean, places = find_forms(text, evaluations(2, closing="完"))
    assert clean == "正文\n\n表一\n甲\n- 3 -\n\f表二\n乙\n\n完\n"
    assert places == ((3, 4), (6, 7))


def test_last_form_reaches_to_the_end_of_the_text() -> None:
    assert find_forms("@@000@@\n表\n注\n\n", evaluations(1)) == ("表\n注\n\n", ((1, 2),))


@pytest.mark.parametrize(
    "text", ["@@000@@\n表\n", "@@001@@\n@@000@@\n", "@@000@@\n@@0\n01@@\n", "甲 @@000@@\n@@001@@\n"]
)
def test_mark_that_is_lost_or_torn_is_an_error(text: str) -> None:
    with pytest.raises(MarkError):
        find_forms(text, evaluations(2))


def test_no_mark_is_left_in_a_text(made: Path) -> None:
    assert all("@@" not in source.read_text(encoding="utf-8") for source in made.glob("*/source.txt"))


@pytest.mark.parametrize(
    ("shares", "widths", "across"),
    [
        ((10, 10), (5, 5, 5, 5), [2, 2]),
        ((12, 60), (4, 7, 9, 16, 12), [2, 3]),
        ((1, 1, 98), (50, 25, 25), [1, 1, 1]),
        ((98, 1, 1), (10, 10, 10, 70), [2, 1, 1]),
    ],
)
def test_cells_are_spread_near_their_shares(
    shares: tuple[int, ...], widths: tuple[int, ...], across: list[int]
) -> None:
    assert [cell.across for cell in spread([("甲", share) for share in shares], widths)] == across


def test_more_cells_than_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="3 cells for 2 columns"):
        spread([("甲", 1)] * 3, (4, 4))


def test_most_of_generated_forms_in_pipes_is_read(made: Path) -> None:
    documents = [each for each in find_form_documents(made) if each.name.endswith("piped")]
    found = total(score.total for score in score_documents(documents, None))
    assert found.counts["forms found"] == found.counts["forms"] > 60
    assert (found.right("indicator cells") or 0) >= 0.85
