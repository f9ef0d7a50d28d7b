"""``docparse inspect --no-data``: evidence that may be shown to anybody, and the text to try it with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import docparse
from docparse.cli.masked import masked_report
from docparse.masking import mask
from tests.cli.conftest import REPORT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]

SECRETS = ("青石", "茶园", "2031", "73.15", "60.05", "2130104", "tea", "李丁山", "4417")
CONFIDENTIAL = REPORT + "联系人：李丁山 电话：4417\n政府\t李丁山\t4417.20\n"


@pytest.fixture
def shown(run: Run, tmp_path: Path) -> str:
    """What is printed of a confidential report."""
    (tmp_path / "青石县tea.txt").write_text(CONFIDENTIAL, encoding="utf-8")
    outcome = run("inspect", "--no-data", "青石县tea.txt")
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out


def test_no_name_and_no_figure_is_printed(shown: str) -> None:
    assert [secret for secret in SECRETS if secret in shown] == []


def test_evidence_is_that_of_the_text_itself(run: Run, shown: str) -> None:
    assert re.search(r"expenditure +支出决算表 +万元 +\d+ +", shown)
    assert re.search(r"xxxxx|某某某xxx\.xxx", shown)


def test_everything_behind_the_heading_is_the_masked_text(shown: str) -> None:
    heading = next(line for line in shown.splitlines() if line.startswith("Masked text"))
    text = shown.partition(f"{heading}\n")[2]
    assert text == mask(CONFIDENTIAL)
    found = [[(table.kind, len(table.rows)) for table in docparse.parse(each).tables] for each in (text, CONFIDENTIAL)]
    assert found[0] == found[1]


def test_messages_of_diagnostics_are_masked(run: Run, tmp_path: Path) -> None:
    two = REPORT + REPORT.replace("2031", "2032").replace("青石县茶园", "云岭县灯塔")
    (tmp_path / "two.txt").write_text(two, encoding="utf-8")
    plain, masked = run("inspect", "two.txt").out, run("inspect", "--no-data", "two.txt").out
    assert "灯塔" in plain
    assert "Diagnostics" in masked
    assert not any(secret in masked for secret in (*SECRETS, "灯塔", "云岭", "2032"))


def test_form_of_ones_own_is_named_by_no_one() -> None:
    report = docparse.parse(REPORT)
    table = report.tables[0]
    own = table.model_copy(
        update={"id": "qingshi:tea", "grammar": table.grammar.model_copy(update={"form": "qingshi:tea"})}
    )
    masked = masked_report(report.model_copy(update={"tables": (own,)}), mask(REPORT))
    assert (masked.tables[0].id, masked.tables[0].grammar.form) == ("xxxxxxx:xxx", "xxxxxxx:xxx")


def test_bug_is_told_without_what_it_may_quote(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        message = "cannot read 李丁山 4417.20"
        raise ValueError(message)

    monkeypatch.setattr("docparse.cli.masked.parse_with_text", fail)
    (tmp_path / "tea.txt").write_text(REPORT, encoding="utf-8")
    outcome = run("inspect", "--no-data", "tea.txt")
    assert (outcome.code, outcome.out) == (1, "")
    assert "ValueError" in outcome.err
    assert not any(secret in outcome.err for secret in SECRETS)


def test_file_that_is_missing_is_named(run: Run) -> None:
    outcome = run("inspect", "--no-data", "nowhere.txt")
    assert (outcome.code, "nowhere.txt" in outcome.err) == (1, True)
