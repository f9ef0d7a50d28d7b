"""docs/diff.md names every field that ``docparse diff --json`` prints."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from docparse.comparing import PARTS, Change, Comparison, Head, Relation, Way, compare
from docparse.schema import Report
from tests.schema.build import report_tree

PAGE = (Path(__file__).parents[2] / "docs" / "diff.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([a-z_0-9]+)`", PAGE))


def test_every_field_is_explained() -> None:
    report = Report.model_validate(report_tree())
    found: Comparison = compare(report, report)
    assert set(found.to_dict()) <= NAMED
    assert {*Change.__slots__, *Head.__slots__, *PARTS} <= NAMED


def test_every_relation_and_way_is_explained() -> None:
    assert set(get_args(Relation)) <= NAMED
    assert all(f"--as {way}" in PAGE for way in get_args(Way))
