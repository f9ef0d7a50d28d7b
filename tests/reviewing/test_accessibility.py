"""The pages can be used by everybody, as far as axe can tell: names, roles, order, contrast, in light and in dark."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from docparse.cli import main
from tests.reviewing.build import CONTRADICTION, told, written
from tests.reviewing.conftest import DRAWN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reviewing.browser import Browser

pytest.importorskip("axe_core_python", reason="axe-core-python, which brings axe along, is not installed")
AXE = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
FINDINGS = """axe.run(document, { resultTypes: ['violations'] }).then((found) => found.violations.map(
  (each) => [each.impact, each.id, each.nodes.map((node) => node.html)]))"""

SCHEMES = ["light", "dark"]
# What a reader does with the page of a report before it is looked at, as scripts.
TABS = {
    name: f"document.querySelectorAll('[role=tab]')[{place}].click()"
    for place, name in enumerate(("tables", "evaluations", "statements", "checks", "diagnostics"))
}
ACTS = {
    "opened": "0",
    **TABS,
    "value chosen": "document.querySelector('#panel-tables .cell').click()",
    "failed check chosen": "document.querySelector('#findings button').click()",
    "searched": """(() => {
      const field = document.querySelector('#tools input[type=search]');
      field.value = '2';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      return new Promise((done) => setTimeout(done, 500));
    })()""",
}


def findings(browser: Browser) -> list[Any]:
    """What axe finds wrong with the page that is open: how grave, by which rule, and where."""
    browser.run(AXE)
    found: list[Any] = browser.run(FINDINGS)
    return found


def opened(browser: Browser, page: Path, scheme: str) -> None:
    browser.prefer(scheme=scheme)
    browser.open(page)


@pytest.fixture(scope="module")
def proof_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The proofs of a table and of one of its cells."""
    folder = tmp_path_factory.mktemp("proofs")
    text = folder / "report.txt"
    text.write_text(CONTRADICTION, encoding="utf-8")
    asked = {
        "table": ["general_budget_expenditure"],
        "cell": ["general_budget_expenditure", "208", "expenditure.basic"],
    }
    for name, question in asked.items():
        assert main(["explain", str(text), *question, "--page", str(folder / f"{name}.html")]) == 0
    return {name: folder / f"{name}.html" for name in asked}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("act", ACTS)
def test_page_of_a_report_has_nothing_against_it(browser: Browser, told_page: Path, scheme: str, act: str) -> None:
    opened(browser, told_page, scheme)
    browser.wait_for(DRAWN)
    browser.run(ACTS[act])
    assert findings(browser) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("act", ["value chosen", "failed check chosen"])
def test_page_of_a_contradiction_has_nothing_against_it(
    browser: Browser, contradiction_page: Path, scheme: str, act: str
) -> None:
    opened(browser, contradiction_page, scheme)
    browser.wait_for(DRAWN)
    browser.run(ACTS[act])
    assert findings(browser) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_chinese_page_on_a_narrow_screen_has_nothing_against_it(browser: Browser, tmp_path: Path, scheme: str) -> None:
    opened(browser, written(tmp_path, "chinese", told(), language="zh"), scheme)
    browser.resize(400, 800)
    try:
        browser.wait_for(DRAWN)
        assert findings(browser) == []
    finally:
        browser.resize(1500, 950)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("proof", ["table", "cell"])
def test_page_of_a_proof_has_nothing_against_it(
    browser: Browser, proof_pages: dict[str, Path], scheme: str, proof: str
) -> None:
    opened(browser, proof_pages[proof], scheme)
    assert findings(browser) == []


def test_pale_text_and_a_button_without_a_name_are_found(browser: Browser, told_page: Path) -> None:
    opened(browser, told_page, "light")
    browser.wait_for(DRAWN)
    planted = '<p id="pale">pale</p><button type="button"></button>'
    browser.run(f"document.getElementById('heading').insertAdjacentHTML('beforeend', {json.dumps(planted)})")
    browser.run("Object.assign(document.getElementById('pale').style, { color: '#ccc', background: '#fff' })")
    found = {rule: impact for impact, rule, _ in findings(browser)}
    assert found == {"button-name": "critical", "color-contrast": "serious"}
