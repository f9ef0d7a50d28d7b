"""The page in a real browser: what a click, a key, a filter and a search do; these need Chromium."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import docparse
from tests.reviewing.browser import IS_INSTALLED, PROGRAM
from tests.reviewing.build import HOSTILE, written
from tests.reviewing.conftest import DRAWN

if TYPE_CHECKING:
    from tests.reviewing.browser import Browser

pytestmark = pytest.mark.skipif(not IS_INSTALLED, reason=f"{PROGRAM} is not installed")

CORPUS = Path(__file__).parents[2] / "corpus"
# Seconds to open the largest sample, the best of several tries, and processor seconds to answer a click: machines are
# busy at times.
OPENED_WITHIN = 2.0
ANSWERED_WITHIN = 0.1
LARGEST_PAGE = 5_000_000
TRIES = 5

LIT = "[...(CSS.highlights.get('{name}') ?? [])].map((range) => range.toString())"
CURRENT = "document.querySelector('.cell[aria-current]')?.querySelector('.value').textContent"
PROOF = "document.getElementById('proof').innerText"


def lit(browser: Browser, name: str = "chosen") -> list[str]:
    """The characters of the source that are lit."""
    found: list[str] = browser.run(LIT.format(name=name))
    return found


def texts(browser: Browser, selector: str) -> list[str]:
    """The texts of all elements that a selector finds."""
    script = f"[...document.querySelectorAll({json.dumps(selector)})].map((each) => each.textContent)"
    found: list[str] = browser.run(script)
    return found


def button_of(value: str) -> str:
    """A script for the first button of a Cell in a table that shows a value."""
    values = "[...document.querySelectorAll('#panel-tables .cell .value')]"
    return f"{values}.find((each) => each.textContent === '{value}').closest('.cell')"


def click_source(browser: Browser, printed: str) -> None:
    """Clicks the first character of a print in the source with the mouse."""
    box = browser.run(f"""(() => {{
      const printed = {json.dumps(printed)};
      const line = [...document.querySelectorAll('.line')].find((each) => each.textContent.includes(printed));
      line.scrollIntoView({{ block: 'center' }});
      const range = new Range();
      const place = line.textContent.indexOf(printed);
      range.setStart(line.firstChild, place);
      range.setEnd(line.firstChild, place + 1);
      const box = range.getBoundingClientRect();
      return [box.left + box.width / 2, box.top + box.height / 2];
    }})()""")
    browser.click(*box)


def press_all(browser: Browser, *keys: str) -> None:
    for key in keys:
        browser.press(key)


# Offline and quiet


def test_page_loads_nothing_but_itself_and_nothing_is_refused(contradiction: Browser) -> None:
    assert (len(contradiction.requests()), contradiction.troubles()) == (1, [])


def test_hostile_text_is_shown_and_not_obeyed(contradiction: Browser) -> None:
    assert contradiction.run("document.querySelectorAll('img, #source script').length") == 0
    assert contradiction.run("document.title") != "obeyed"
    shown = contradiction.run("document.querySelector('.line').textContent")
    assert "<img src=x onerror=\"document.title='obeyed'\"> </script><script>" in shown


def test_unseen_characters_are_shown_and_move_nothing(contradiction: Browser) -> None:
    shown = contradiction.run("document.querySelector('.line').textContent")
    assert not re.search("[\u202e\x07\u2028]", shown)
    assert len(shown.encode("utf-16-le")) == len(HOSTILE.rstrip("\n").encode("utf-16-le"))
    assert "一⍰二␇三⍰四" in shown


# From a Cell to the source and back


def test_click_on_a_cell_lights_its_characters(contradiction: Browser) -> None:
    contradiction.run(f"{button_of('40.00')}.click()")
    assert lit(contradiction) == ["40.00"]
    assert contradiction.run("document.querySelector('.line.lit').textContent").split()[-5:] == [
        "6", "40.00", "40.00", "0.00", "0.00"
    ]  # fmt: skip


def test_lit_characters_are_in_view(contradiction: Browser) -> None:
    contradiction.run(f"{button_of('4.89')}.click()")
    assert contradiction.run("""(() => {
      const box = [...CSS.highlights.get('chosen')][0].getBoundingClientRect();
      const pane = document.getElementById('source').getBoundingClientRect();
      return box.top >= pane.top && box.bottom <= pane.bottom;
    })()""")


def test_proof_of_a_cell_names_its_status_and_its_checks(contradiction: Browser) -> None:
    contradiction.run(f"{button_of('40.00')}.click()")
    told = contradiction.run(PROOF)
    assert "verified" in told
    assert "proved by arithmetic" in told
    assert re.search(r"Checks that cover it: \d", told)
    assert "三、交通运输支出" in told


def test_figure_of_a_check_leads_to_its_cell(contradiction: Browser) -> None:
    contradiction.run(f"{button_of('40.00')}.click()")
    contradiction.run(
        "[...document.querySelectorAll('#proof .link')].find((each) => each.textContent === '60.00').click()"
    )
    assert contradiction.run(CURRENT) == "60.00"
    assert lit(contradiction) == ["60.00"]


def test_click_on_the_source_chooses_the_cell_that_claims_it(contradiction: Browser) -> None:
    click_source(contradiction, "10.12 10.12")
    assert contradiction.run(CURRENT) == "10.12"
    assert lit(contradiction) == ["10.12"]


def test_click_on_what_no_cell_claims_says_so(contradiction: Browser) -> None:
    click_source(contradiction, "浮标")
    assert "no value claims these characters" in contradiction.run(PROOF)


def test_inferred_value_lists_its_alternatives(everything: Browser) -> None:
    everything.run(f"{button_of('10.00')}.click()")
    told = everything.run(PROOF)
    assert "other readings" in told
    assert "no cell of this row" in told
    assert "damaged characters were mended" in told
    assert lit(everything) == ["1O.00"]


def test_guessed_blank_is_marked_and_lights_its_row(everything: Browser) -> None:
    assert everything.run("document.querySelector('.s-unsettled .letter').textContent") is not None
    everything.run("document.querySelector('.cell.s-unsettled').click()")
    assert set(lit(everything)) >= {"901", "灯塔维护", "12.50"}


def test_guessed_blank_tells_which_figures_might_stand_there(everything: Browser) -> None:
    everything.run("document.querySelector('.cell.s-unsettled').click()")
    assert "Values that may stand here instead" in everything.run(PROOF)
    assert texts(everything, "#proof dd .link") == ["10.00"]


def test_disputed_value_names_the_check(everything: Browser) -> None:
    everything.run(f"{button_of('12.50')}.click()")
    assert "disputed by checks that fail" in everything.run(PROOF)


# Tables


def test_status_is_said_by_a_letter_and_to_who_cannot_see(contradiction: Browser) -> None:
    shown = contradiction.run(f"(({button_of('40.00')}).querySelector('.letter').textContent)")
    label = contradiction.run(f"{button_of('40.00')}.getAttribute('aria-label')")
    assert (shown, label) == ("V", "40.00, verified")


def test_both_sides_of_a_form_stand_on_one_line(contradiction: Browser) -> None:
    row = texts(contradiction, "#panel-tables .group:first-child tbody tr:nth-child(3) .value")
    assert row[:3] == ["三、国有资本经营预算财政拨款", "3", "0.00"]
    assert row[3:] == ["三、交通运输支出", "6", "40.00", "40.00", "0.00", "0.00"]


def test_table_has_headers_with_scope(contradiction: Browser) -> None:
    heads = contradiction.run("[...document.querySelectorAll('#panel-tables th')].map((each) => each.scope)")
    assert set(heads) == {"col", "colgroup", "row"}


# What fails


def test_contradiction_stands_on_top_with_both_sides_quoted(contradiction: Browser) -> None:
    told = texts(contradiction, ".finding")[0]
    assert told.startswith("contradiction")
    assert "off by -0.02" in told
    assert texts(contradiction, ".finding:first-child mark") == ["10.10", "10.12"]


def test_finding_lights_both_sides(contradiction: Browser) -> None:
    contradiction.run("document.querySelector('.finding .outcome').click()")
    assert lit(contradiction) == ["10.10", "10.12"]
    assert "every figure here also takes part in other sums" in contradiction.run(PROOF)


# Filter and search


def shown_values(browser: Browser) -> list[str]:
    return texts(browser, "#panel-tables tbody tr:not([hidden]) .cell:not(.pale) .value")


def test_filter_leaves_what_has_the_status(everything: Browser) -> None:
    everything.run("document.querySelector('.filter[data-status=inferred]').click()")
    assert shown_values(everything) == ["10.00"]
    everything.run("document.querySelector('.filter[data-status=inferred]').click()")
    assert len(shown_values(everything)) > 1


def test_one_table_can_be_looked_at_alone(contradiction: Browser) -> None:
    contradiction.run("document.querySelector('#tabs select').selectedIndex = 2")
    contradiction.run("document.querySelector('#tabs select').dispatchEvent(new Event('change'))")
    (shown,) = texts(contradiction, "#panel-tables .group:not([hidden]) .title")
    assert shown.endswith("一般公共预算财政拨款支出决算表")


def test_search_finds_values_and_places_in_the_source(contradiction: Browser) -> None:
    contradiction.press("/")
    contradiction.type("交通运输")
    assert "3 places in the source" in contradiction.run("document.querySelector('#results .counts').textContent")
    assert set(lit(contradiction, "found")) == {"交通运输"}
    contradiction.press("Enter")
    assert contradiction.run(CURRENT) == "三、交通运输支出"


def test_search_takes_its_words_as_they_are(contradiction: Browser) -> None:
    contradiction.press("/")
    contradiction.type("(.*")
    assert contradiction.run("document.querySelector('#results .counts').textContent").startswith("0 values, 0 places")
    assert contradiction.troubles() == []


def test_escape_ends_a_search(contradiction: Browser) -> None:
    contradiction.press("/")
    contradiction.type("60")
    contradiction.press("Escape")
    assert contradiction.run("document.getElementById('results').hidden")
    assert lit(contradiction, "found") == []


# Keyboard


def test_j_and_k_go_from_figure_to_figure(contradiction: Browser) -> None:
    press_all(contradiction, "j", "j", "j")
    assert (contradiction.run(CURRENT), lit(contradiction)) == ("10.10", ["10.10"])
    press_all(contradiction, "k", "k")
    assert contradiction.run(CURRENT) == "60.00"


def test_n_goes_from_doubt_to_doubt(everything: Browser) -> None:
    everything.press("n")
    assert everything.run(CURRENT) == "10.00"
    everything.press("n")
    assert everything.run("document.querySelector('.cell[aria-current]').classList.contains('s-unsettled')")


def test_arrows_move_within_the_table(contradiction: Browser) -> None:
    contradiction.run(f"{button_of('10.10')}.click()")
    press_all(contradiction, "ArrowDown", "ArrowDown", "ArrowRight")
    assert contradiction.run(CURRENT) == "40.00"
    contradiction.press("ArrowLeft")
    press_all(contradiction, "ArrowLeft", "ArrowLeft")
    assert contradiction.run(CURRENT) == "三、交通运输支出"


def test_chosen_cell_has_the_focus_and_enter_chooses_the_focused_one(contradiction: Browser) -> None:
    contradiction.press("j")
    assert contradiction.run("document.activeElement.matches('.cell[aria-current]')")
    contradiction.run(f"{button_of('4.90')}.focus()")
    contradiction.press("Enter")
    assert lit(contradiction) == ["4.90"]


def test_escape_puts_the_lights_out(contradiction: Browser) -> None:
    press_all(contradiction, "j", "Escape")
    assert lit(contradiction) == []
    assert contradiction.run("document.getElementById('proof').hidden")


def test_keys_in_the_search_box_are_letters(contradiction: Browser) -> None:
    press_all(contradiction, "/", "j")
    assert contradiction.run("document.getElementById('search').value") == "j"
    assert contradiction.run(CURRENT) is None


# The other tabs, language, dark, paper


@pytest.mark.parametrize(
    ("name", "held"),
    [("evaluations", "修灯"), ("facts", "灯塔概况"), ("checks", "sum along a row"), ("diagnostics", "unplaced-number")],
)
def test_each_sort_of_thing_has_its_tab(name: str, held: str, everything: Browser) -> None:
    everything.run(f"document.getElementById('tab-{name}').click()")
    assert held in everything.run(f"document.getElementById('panel-{name}').innerText")


def test_cell_of_a_form_is_opened_from_the_source(everything: Browser) -> None:
    click_source(everything, "≥95%")
    assert everything.run(CURRENT) == "≥95%"
    assert everything.run("document.getElementById('tab-evaluations').getAttribute('aria-selected')") == "true"
    assert "≥ 95" in everything.run(PROOF)


def test_language_can_be_changed_on_the_page(contradiction: Browser) -> None:
    contradiction.press("j")
    contradiction.run("document.getElementById('language').click()")
    assert contradiction.run("document.documentElement.lang") == "zh-CN"
    assert "原文矛盾" in contradiction.run("document.getElementById('findings').innerText")
    assert "涉及它的勾稽" in contradiction.run(PROOF)


def test_dark_scheme_is_dark(contradiction: Browser) -> None:
    contradiction.prefer(scheme="dark")
    numbers = contradiction.run("getComputedStyle(document.body).color").removeprefix("rgb(").rstrip(")").split(", ")
    assert min(map(int, numbers)) > 150


def test_paper_has_tables_letters_and_findings_but_no_source(contradiction: Browser) -> None:
    contradiction.prefer(scheme="dark", media="print")
    places = ["#source", ".search", ".finding", "#panel-tables .letter", "#panel-facts"]
    printed = [contradiction.run(f"document.querySelector('{each}').getClientRects().length > 0") for each in places]
    contradiction.prefer(scheme="light")
    assert printed == [False, False, True, True, True]


def test_printing_draws_what_was_not_drawn_yet(everything: Browser) -> None:
    assert everything.run("document.querySelector('#panel-evaluations tbody')") is None
    printed = everything.pdf()
    assert printed.startswith(b"%PDF")
    assert everything.run("document.querySelectorAll('#panel-evaluations tbody').length") > 0


# The largest sample


@pytest.fixture(scope="module")
def largest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = max(CORPUS.glob("*/source.txt"), key=lambda each: each.stat().st_size)
    report = docparse.parse_file(source)
    return written(tmp_path_factory.mktemp("pages"), "largest", (report, source.read_bytes().decode("utf-8")))


@pytest.mark.slow
def test_largest_sample_opens_at_once(browser: Browser, largest: Path) -> None:
    assert largest.stat().st_size < LARGEST_PAGE
    assert min(browser.open(largest) for _ in range(TRIES)) < OPENED_WITHIN
    assert browser.troubles() == []


@pytest.mark.slow
def test_clicks_on_the_largest_sample_are_answered_at_once(browser: Browser, largest: Path) -> None:
    browser.open(largest)
    browser.wait_for(DRAWN)
    taken = []
    for nth in range(TRIES):
        begin = browser.spent()
        browser.run(f"""(() => {{
          const cells = [...document.querySelectorAll('#panel-tables .cell')];
          cells[Math.floor(cells.length * {nth + 1} / {TRIES + 1})].click();
        }})()""")
        browser.run("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        taken.append(browser.spent() - begin)
    assert len(lit(browser)) == 1
    assert sorted(taken)[TRIES // 2] < ANSWERED_WITHIN
