"""What reaches a screen is harmless, and columns stand under each other."""

from __future__ import annotations

import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docparse.cli.terminal import Listing, aligned, display_width, escape_controls, escape_json_controls, show


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@given(st.text(st.characters(codec=None)))
def test_no_control_character_gets_through(text: str) -> None:
    kinds = {unicodedata.category(character) for character in escape_controls(text)}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("text", ["茶园 12.50 “三公”", "", "a\\b"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert escape_controls(text) == text


@given(st.text())
def test_escaped_json_means_the_same(text: str) -> None:
    printed = json.dumps({"茶": text}, ensure_ascii=False, indent=2)
    assert json.loads(escape_json_controls(printed)) == {"茶": text}


def test_json_for_a_screen_has_no_control_sequences() -> None:
    assert escape_json_controls('"\x9b31m\u202e\U000e0001茶"') == '"\\u009b31m\\u202e\\udb40\\udc01茶"'


def test_han_characters_take_two_places() -> None:
    assert display_width("茶a") == 3


def test_columns_stand_under_each_other() -> None:
    listing = Listing("T", ("name", "n"), (("茶园", "1"), ("tea", "200")), frozenset({1}))
    assert aligned(listing) == ["T", "  name    n", "  茶园    1", "  tea   200"]


def test_terminal_gets_no_markup_and_no_control_sequences_from_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = Screen()
    show([Listing("[red]T\x1b]0;x\x07", ("h",), (("[bold]a\x1b[2Jb[/bold]",),))], screen)
    printed = screen.getvalue()
    assert "[red]T\\x1b]0;x\\x07" in printed
    assert "[bold]a\\x1b[2Jb[/bold]" in printed


def test_stream_that_lacks_characters_gets_escapes() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    show([Listing("", (), (("茶", "x"),))], stream)
    assert raw.getvalue() == b"  \\u8336  x\n"
