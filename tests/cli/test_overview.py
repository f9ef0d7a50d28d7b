"""``docparse batch --report``: one page about all results; what it shows is text, whatever it is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from docparse.batch.overview import Doubtful, Failure, Overview, Slow, read_overview
from docparse.cli.messages import Messages
from docparse.cli.overview import page_of
from tests.batch.reports import folder_of
from tests.reviewing.browser import IS_INSTALLED, PROGRAM, Browser

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]

HOSTILE = (
    "</td><script>document.title='obeyed'</script>"
    "<img src=x onerror=\"document.title='obeyed'\">\u202e\x07{{style}}.txt"
)
MADE = Overview(
    outcomes={"done": 90, "crashed": 2},
    reports=90,
    incomplete=1,
    seconds=120.0,
    statuses={"verified": 700, "read": 200, "inferred": 90, "conflicting": 10, "not_applicable": 0},
    checks={"holds": 60, "source": 1, "unresolved": 2, "not_tested": 7},
    kinds={"final_accounts": 89, HOSTILE: 1},
    years={"2031": 88, HOSTILE: 1, None: 1},
    diagnostics=(("decoding.unread-line", 1234, 30), (HOSTILE, 1, 1)),
    doubtful=(Doubtful(HOSTILE, 2, HOSTILE, HOSTILE, 1, 2, 3, 4, 100),),
    slow=(Slow(HOSTILE, 12.5, None, HOSTILE),),
    failures=(Failure("crashed", HOSTILE, 2, HOSTILE, HOSTILE),),
)
ROW = re.compile(
    r'<tr><th scope="row">(.*?)</th>.*?<rect class="(\w+)" width="(\d+)".*?<td class="number">([\d,]+)</td>'
)


def bars(page: str) -> dict[str, tuple[str, int, str]]:
    """Colour, length and number of each bar by its name."""
    return {name: (colour, int(length), number) for name, colour, length, number in ROW.findall(page)}


@pytest.fixture
def made() -> str:
    """The page of made-up figures with hostile names."""
    return page_of(MADE, folder=HOSTILE, messages=Messages("en"))


def test_page_is_written_beside_the_results(run: Run, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 3)
    (source / "bad.txt").write_bytes(b"%PDF-1.7\0")
    outcome = run("batch", source, "--out", "out", "--workers", "0", "--report", "pages/all.html", "-q")
    assert (outcome.code, outcome.err) == (1, "")
    page = (tmp_path / "pages/all.html").read_text(encoding="utf-8")
    found = read_overview(tmp_path / "out/manifest.sqlite")
    shown = bars(page)
    assert (shown["done"][2], shown["failed"][2], shown["2031"][2]) == ("3", "1", "3")
    assert shown["verified"][2] == f"{found.statuses['verified']:,}"
    assert shown["hold"][2] == f"{found.checks['holds']:,}"
    assert "BinaryInputError" in page
    assert [path.name for path in (tmp_path / "pages").iterdir()] == ["all.html"]


def test_page_of_before_is_replaced_and_nothing_else_is(run: Run, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 1)
    line = ("batch", source, "--out", "out", "--workers", "0", "-q", "--report")
    assert run(*line, "all.html").code == 0
    assert run(*line, "all.html", "--resume").code == 0
    outcome = run(*line, source / "r000.txt", "--resume")
    assert (outcome.code, len(outcome.complaints)) == (2, 1)
    assert run(*line, source, "--resume").code == 2


def test_page_that_cannot_replace_a_file_is_refused_before_the_work(run: Run, tmp_path: Path) -> None:
    source = folder_of(tmp_path / "in", 1)
    (tmp_path / "mine.html").write_text("mine", encoding="utf-8")
    assert run("batch", source, "--out", "out", "--report", "mine.html").code == 2
    assert not (tmp_path / "out").exists()
    assert (tmp_path / "mine.html").read_text(encoding="utf-8") == "mine"


def test_bars_are_as_long_as_their_numbers(made: str) -> None:
    shown = bars(made)
    assert shown["verified"] == ("good", 1000, "700")
    assert shown["read"] == ("plain", 285, "200")
    assert shown["conflicting"] == ("bad", 14, "10")
    assert shown["mark for none"] == ("pale", 0, "0")
    assert shown["crashed"][0] == "bad"
    assert shown["year not known"][0] == "pale"


def test_nothing_hostile_is_markup(made: str) -> None:
    assert "<script" not in made
    assert "<img" not in made
    assert "\u202e" not in made
    assert "\x07" not in made
    assert made.count("{{style}}") == made.count("&lt;/td&gt;")
    assert "script-src 'none'" in made


def test_page_speaks_both_languages() -> None:
    page = page_of(MADE, folder="out", messages=Messages("zh"))
    assert '<html lang="zh-CN">' in page
    assert bars(page)["印证"][2] == "700"


def test_page_of_nothing_is_a_page() -> None:
    nothing = Overview({}, 0, 0, 0.0, {}, {}, {}, {}, (), (), (), ())
    assert "<section" not in page_of(nothing, folder="out", messages=Messages("en"))


@pytest.mark.skipif(not IS_INSTALLED, reason=f"{PROGRAM} is not installed")
def test_page_in_a_browser(made: str, tmp_path: Path) -> None:
    page = tmp_path / "all.html"
    page.write_text(made, encoding="utf-8", newline="")
    numbers = "[...document.querySelectorAll('.chart tr')].map((row) => row.cells[2].textContent)"
    lengths = "[...document.querySelectorAll('.chart rect')].map((each) => each.getBoundingClientRect().width)"
    widths = "[...document.querySelectorAll('.chart svg')].map((each) => each.getBoundingClientRect().width)"
    with Browser() as browser:
        browser.prefer(scheme="dark")
        browser.open(page)
        assert browser.run(numbers)[:7] == ["90", "2", "700", "200", "90", "10", "0"]
        drawn = [part / whole for part, whole in zip(browser.run(lengths), browser.run(widths), strict=True)]
        assert drawn[2:7] == pytest.approx([1, 0.285, 0.128, 0.014, 0], abs=0.002)
        assert browser.run("document.title") != "obeyed"
        assert browser.run("document.querySelectorAll('img, script').length") == 0
        assert browser.run("document.querySelector('.sheet td:nth-child(2)').textContent").startswith("</td><script>")
        dark = browser.run("getComputedStyle(document.documentElement).backgroundColor")
        browser.prefer(scheme="light")
        assert browser.run("getComputedStyle(document.documentElement).backgroundColor") != dark
        assert browser.run("document.documentElement.scrollWidth <= innerWidth")
        assert browser.pdf().startswith(b"%PDF")
        assert browser.troubles() == []
        assert browser.requests() == [page.as_uri()]
