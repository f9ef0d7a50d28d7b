"""One browser for all tests of the page, and the pages that they open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reviewing.browser import IS_INSTALLED, PROGRAM, Browser
from tests.reviewing.build import CONTRADICTION, parsed, told, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Whether all tables are drawn, which is done when the browser is idle.
DRAWN = "[...document.querySelectorAll('#panel-tables .group')].every((each) => each.querySelector('tbody'))"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not IS_INSTALLED:
        pytest.skip(f"{PROGRAM} is not installed")
    with Browser() as started:
        yield started


@pytest.fixture(scope="session")
def contradiction_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report that contradicts itself, behind a line of hostile characters."""
    return written(tmp_path_factory.mktemp("pages"), "contradiction", parsed(CONTRADICTION))


@pytest.fixture(scope="session")
def told_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with every kind of object once."""
    return written(tmp_path_factory.mktemp("pages"), "told", told())


@pytest.fixture
def contradiction(browser: Browser, contradiction_page: Path) -> Browser:
    """The browser with that page open and drawn."""
    return opened(browser, contradiction_page)


@pytest.fixture
def everything(browser: Browser, told_page: Path) -> Browser:
    """The browser with the page of everything open and drawn."""
    return opened(browser, told_page)


def opened(browser: Browser, page: Path) -> Browser:
    browser.prefer(scheme="light")
    browser.open(page)
    browser.wait_for(DRAWN)
    return browser
