"""The page as text: what may stand in it, what its policy allows, and that its words and colours are all there."""

from __future__ import annotations

import json
import re
import unicodedata
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

import docparse.reviewing
from docparse.cli.review import page_words
from docparse.reviewing.page import SCRIPTS, STYLES, as_data_block
from tests.reviewing.build import CONTRADICTION, page, parsed, told

FOLDER = Path(docparse.reviewing.__path__[0], "page")
SCRIPT = "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in SCRIPTS)
STYLE = (FOLDER / "page.css").read_text(encoding="utf-8")
# AA of the Web Content Accessibility Guidelines, for text of any size.
CONTRAST = 4.5
INKS = ("ink", "pale", "accent", "verified", "read", "inferred", "conflicting", "not_applicable", "unsettled")
PAPERS = ("paper", "desk", "soft", "line")
SOFT = ("inferred", "conflicting", "unsettled")


@pytest.fixture(scope="module")
def hostile() -> str:
    return page(parsed(CONTRADICTION))


# What stands in it


def test_data_block_reads_back_as_it_was() -> None:
    tree = {"a": "</script>&\u2028\u202e\x00\U000e0001\ud800", "b": [1, None]}
    assert json.loads(as_data_block(tree)) == tree


def test_data_block_holds_no_markup_and_no_unseen_character() -> None:
    block = as_data_block("<!--</script>&\u2028\u2029\u202e\x00\x7f\x85\ufeff\U000e0001")
    assert not re.search("[<>&]", block)
    assert all(unicodedata.category(each)[0] != "C" and each.isprintable() for each in block)


def test_markup_of_the_source_stands_nowhere_as_markup(hostile: str) -> None:
    assert "<img" not in hostile
    assert hostile.count("</script>") == 2


def test_words_of_the_source_are_not_taken_for_places_of_the_frame(hostile: str) -> None:
    assert hostile.count("{{script}}") == 1  # in the data, where it was


def test_page_asks_for_nothing(hostile: str) -> None:
    frame = hostile.replace(hostile[hostile.index('id="data">') : hostile.index("</script>")], "")
    assert not re.search(r"https?:|url\(|@import|\bimport\b|<link|<img|\bfetch\(|XMLHttp|WebSocket|eval\(", frame)


def test_policy_allows_this_script_and_this_style_and_nothing_else(hostile: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', hostile)
    assert policy
    parts = {"style-src": r"<style>(.*?)</style>", "script-src": r'<script type="module">(.*?)</script>'}
    for name, pattern in parts.items():
        (content,) = re.findall(pattern, hostile, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none';")
    assert "unsafe" not in policy[1]


def test_same_report_gives_the_same_page() -> None:
    assert page(told()) == page(told())


def test_page_opens_in_the_language_asked_for() -> None:
    assert '<html lang="zh-CN">' in page(told(), language="zh")
    assert '<html lang="en">' in page(told(), language="en")


def test_script_puts_text_in_as_text_only() -> None:
    assert not re.search(r"(inner|outer|Adjacent)HTML|document\.write|\.style\b|srcdoc|new Function", SCRIPT)


# Its words


def test_every_word_that_the_script_asks_for_is_written() -> None:
    asked = set(re.findall(r'word\("([a-z][^"]*)"', SCRIPT)) | set(re.findall(r'"(review\.[a-z-]+)"', SCRIPT))
    known = page_words()["en"]
    assert {key for key in asked if key not in known} == set()


def test_every_word_of_the_page_is_asked_for() -> None:
    exact = set(re.findall(r'"(review\.[a-z-]+)"', SCRIPT))
    begun = tuple(re.findall(r"`(review\.[a-z-]+)\$\{", SCRIPT))
    known = [key for key in page_words()["en"] if key.startswith("review.")]
    elsewhere = {"review.source-missing", "review.source-unwanted", "review.several"}
    assert {key for key in known if key not in exact and not key.startswith(begun)} == elsewhere


@pytest.mark.parametrize("name", [*SCRIPTS, *STYLES])
def test_files_of_the_page_are_small(name: str) -> None:
    assert len((FOLDER / name).read_text(encoding="utf-8").splitlines()) <= 300


# Its colours


def colours(scheme: str) -> dict[str, str]:
    """The colours of a scheme by name."""
    parts = STYLE.split("prefers-color-scheme: dark")
    light, dark = (dict(re.findall(r"--([a-z_-]+): (#[0-9a-f]{6});", part)) for part in parts)
    return light if scheme == "light" else light | dark


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("paper", PAPERS)
def test_text_can_be_told_from_what_it_stands_on(scheme: str, ink: str, paper: str) -> None:
    named = colours(scheme)
    assert contrast(named[ink], named[paper]) >= CONTRAST


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("status", SOFT)
def test_doubtful_figure_can_be_told_from_its_ground(scheme: str, status: str) -> None:
    named = colours(scheme)
    assert contrast(named[status], named[f"{status}-soft"]) >= CONTRAST
    assert contrast(named["chosen-ink"], named["chosen"]) >= CONTRAST
