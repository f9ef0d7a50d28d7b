"""Generated documents: the same at every run, of every place and manner, with labels that the benchmark reads."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import docparse
from benchmarks.accuracy import score_report
from benchmarks.labels import read_tables
from benchmarks.synthesis.documents import make_document
from benchmarks.synthesis.making import make, renderers
from benchmarks.synthesis.text import piped, spaced

if TYPE_CHECKING:
    from benchmarks.labels import LabelTable

ROOT = Path(__file__).parents[2]
# Two seeds of each place, none of them of the fifty.
SEEDS = range(12)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    make(SEEDS, renderers(["text"]), folder)
    return folder


def folders(made: Path) -> list[Path]:
    return sorted(path.parent for path in made.glob("*/source.txt"))


def labels_of(made: Path, place: str) -> list[LabelTable]:
    return [table for folder in sorted(made.glob(f"*-{place}-text-piped")) for table in read_tables(folder)]


def test_another_process_makes_the_same_documents(made: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.synthesis", str(tmp_path), "--seeds", "3-5"]
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True, env=environment)
    again = folders(tmp_path)
    assert len(again) == 3 * len(renderers(["text"]))
    for folder in again:
        for path in (folder / "source.txt", *(folder / "tables").iterdir()):
            assert path.read_bytes() == (made / path.relative_to(tmp_path)).read_bytes()


def test_neighbouring_seeds_give_different_departments() -> None:
    assert spaced(make_document(0)) != spaced(make_document(1))


def test_labels_hold_what_is_printed(made: Path) -> None:
    for folder in made.glob("*-text-piped"):
        source = (folder / "source.txt").read_text(encoding="utf-8")
        printed = set(re.findall(r"[-0-9.,]+|—", source.replace(",", "")))
        for table in read_tables(folder):
            assert table.facts["title"] in source
            for row in table.rows:
                assert row.name in source
                assert {value for value in row.values.values() if value} <= printed


def test_every_place_prints_forms_of_its_own(made: Path) -> None:
    kinds = {place: {t.kind for t in labels_of(made, place)} for place in ("national", "twelve", "split")}
    assert "general_budget_income_expenditure" in kinds["twelve"] - kinds["national"]
    assert "state_assets" in kinds["twelve"]
    pairs = next(table for table in labels_of(made, "split") if table.kind == "three_public")
    assert [column.key for column in pairs.columns][:2] == ["budget.total", "final.total"]
    assert not pairs.columns[0].number
    assert not pairs.facts["form_number"]


def test_procurement_is_printed_but_has_no_label(made: Path) -> None:
    for folder in made.glob("*-procurement-text-piped"):
        assert "采购计划金额" in (folder / "source.txt").read_text(encoding="utf-8")
        assert all("采购" not in table.facts["title"] for table in read_tables(folder))


@pytest.mark.parametrize(
    ("seed", "year", "listed", "not_listed"),
    [
        (2, 2019, "20805 行政事业单位离退休", "国有资本经营预算"),
        (0, 2020, "二十一、国有资本经营预算支出", "用事业基金弥补收支差额"),
    ],
)
def test_forms_and_names_are_those_of_the_year(seed: int, year: int, listed: str, not_listed: str) -> None:
    document = make_document(seed)
    assert document.manner.year == year
    source = re.sub(r"[ 　]+", " ", spaced(document))
    assert listed in source
    assert not_listed not in source


def test_form_without_data_says_so_and_is_labelled_empty(made: Path) -> None:
    empty = [
        table for place in ("national", "split") for table in labels_of(made, place) if table.facts["empty"] == "true"
    ]
    assert empty
    for table in empty:
        assert any("没有" in note for note in table.notes)
        assert all(value in ("", "0", "0.00", "—") for row in table.rows for value in row.values.values())


def test_blank_cells_vanish_in_single_spaced_print_only() -> None:
    seed = next(seed for seed in SEEDS if make_document(seed).manner.printer.nothing == "")
    document = make_document(seed)
    assert "|  |" in piped(document)
    assert "  \n" not in spaced(document)
    assert len(spaced(document)) < len(piped(document))


def test_unseen_documents_in_text_renderings_are_read(made: Path) -> None:
    counts = [
        score_report(folder.name, docparse.parse_file(folder / "source.txt"), read_tables(folder)).counts
        for folder in folders(made)
    ]
    cells = sum(count["cells"] for count in counts)
    assert cells > 10_000
    assert sum(count["cells right"] for count in counts) >= 0.95 * cells
