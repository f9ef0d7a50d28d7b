"""What the speed benchmark takes apart."""

from __future__ import annotations

from pathlib import Path

import docparse
from benchmarks.speed import OTHER_STAGES, PROVING, STAGES, tables_alone, time_proof, time_stages
from docparse import pipeline

REPORT = (
    "收入决算表\n单位：万元\n项目 合计 财政拨款收入 事业收入\n合计 7.00 5.00 2.00\n2010101 行政运行 7.00 5.00 2.00\n"
)


def test_proving_is_timed_apart_from_the_rest(tmp_path: Path) -> None:
    source = tmp_path / "made-up" / "source.txt"
    source.parent.mkdir()
    source.write_text(REPORT, encoding="utf-8")
    ((name, proof, rest),) = time_proof([source], rounds=1)
    assert name == "made-up"
    assert proof > 0
    assert rest > 0


def test_timing_leaves_the_pipeline_as_it_was(tmp_path: Path) -> None:
    before = [getattr(pipeline, name) for name in PROVING]
    test_proving_is_timed_apart_from_the_rest(tmp_path)
    assert [getattr(pipeline, name) for name in PROVING] == before


def test_each_stage_is_timed_and_all_together_are_the_parse(tmp_path: Path) -> None:
    source = tmp_path / "made-up" / "source.txt"
    source.parent.mkdir()
    source.write_text(REPORT, encoding="utf-8")
    stages = time_stages([source], rounds=1)
    assert list(stages) == [*STAGES, OTHER_STAGES]
    assert min(stages.values()) >= 0
    assert stages["statutory tables"] > 0


def test_tables_alone_have_no_prose_and_all_tables() -> None:
    path = Path(__file__).parents[2] / "corpus" / "001" / "source.txt"
    whole, alone = docparse.parse_file(path), docparse.parse(tables_alone(path))
    assert sorted(table.kind for table in alone.tables) == sorted(table.kind for table in whole.tables)
    assert (alone.facts, alone.evaluations) == ((), ())
