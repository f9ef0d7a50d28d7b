"""The reference pages of the commands are what the commands say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from docparse.cli.app import COMMANDS
from docparse.cli.command_page import as_markdown
from docparse.cli.messages import Messages
from docparse.cli.request import FLAGS, VALUES

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "command-line.md", "zh": DOCS / "command-line.zh-CN.md"}


@pytest.mark.parametrize("language", PAGES)
def test_page_of_the_docs_is_the_help_of_the_commands(pytestconfig: pytest.Config, language: str) -> None:
    page = as_markdown(Messages(language))  # type: ignore[arg-type]
    if pytestconfig.getoption("--update-snapshots"):
        PAGES[language].write_text(page, encoding="utf-8", newline="\n")
    assert PAGES[language].read_text(encoding="utf-8") == page, "run: make pages"


@pytest.mark.parametrize("language", PAGES)
def test_page_has_a_section_for_every_command(language: str) -> None:
    lines = as_markdown(Messages(language)).splitlines()  # type: ignore[arg-type]
    assert [line for line in lines if line.startswith("## docparse")] == [f"## docparse {name}" for name in COMMANDS]


@pytest.mark.parametrize("option", [*FLAGS, *VALUES])
def test_every_option_of_convert_has_a_row(option: str) -> None:
    page = as_markdown(Messages("en"))
    section = page[page.index("## docparse convert") : page.index("## docparse batch")]
    assert any(option in row.split(" | ")[0] for row in section.splitlines() if row.startswith("| `"))
