"""A made-up labelled document on disk, and a baseline that reads it, for the tests."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING

from tests.measuring.tables import HEAD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.labels import LabelTable
    from benchmarks.results import ReadTable

TEXT = """\
支出决算表
单位：万元
科目编码 科目名称 本年支出合计 基本支出 项目支出
栏次 1 2 3
合计 7.00 5.00 2.00
214 交通运输支出 7.00 5.00 2.00
"""
LABEL = HEAD + "@row\t\t\t\t合计\t7.00\t5.00\t2.00\n@row\t\t\t214\t交通运输支出\t7.00\t5.00\t2.00\n"


def write_document(folder: Path, *, text: str = TEXT, label: str = LABEL) -> Path:
    """Writes ``source.txt`` and ``tables/`` into a new folder."""
    (folder / "tables").mkdir(parents=True)
    (folder / "source.txt").write_text(text, encoding="utf-8")
    (folder / "tables" / "01-expenditure.tsv").write_text(label, encoding="utf-8")
    return folder


def reads_nothing(_text: str, _labels: Sequence[LabelTable]) -> tuple[ReadTable, ...]:
    """A baseline that misses every table."""
    return ()


def programs_that_read_nothing() -> types.ModuleType:
    """Stands in for ``benchmarks.baselines``."""
    module = types.ModuleType("benchmarks.baselines")
    module.whitespace_split = module.first_balancing = reads_nothing  # type: ignore[attr-defined]
    return module
