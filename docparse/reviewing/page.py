"""The page itself: its frame, its style and its script put together with the data, so that nothing is ever loaded.

A policy in the page lets the browser run this one script and apply this one style, both named by their hashes; whatever
else stands in the file, in the data above all, can only be shown.
"""

from __future__ import annotations

import html
import json
import unicodedata
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from docparse.patterns import pattern
from docparse.reviewing.data import review_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docparse.schema import Report

# One script in the page; in the files each idea stands by itself. Later ones use what earlier ones name.
SCRIPTS = (
    "report.js", "words.js", "elements.js", "source.js", "cells.js", "tables.js", "evaluations.js", "checks.js",
    "facts.js", "outline.js", "proof.js", "search.js", "keys.js", "start.js",
)  # fmt: skip
STYLES = ("page.css", "print.css")
_POLICY = "default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'"
_FOLDER = Path(__file__).with_name("page")
_PLACE = pattern(r"\{\{([a-z]+)\}\}")
_LANGUAGES = {"en": "en", "zh": "zh-CN"}
# Characters that are written as escapes: those that HTML or a script could take for more than text, and those that
# are not seen or that reorder what is.
_MARKUP = frozenset("<>&")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def review_page(report: Report, text: str, *, words: Mapping[str, Mapping[str, str]], language: str) -> str:
    """The page of a report as HTML.

    Args:
        report: The report.
        text: The decoded source that it was read from.
        words: By language (``en``, ``zh``) the sentences of the page, by key.
        language: The one that the page opens in.
    """
    tree = review_tree(report, text) | {"words": words, "language": language}
    title = html.escape(seen(report.source.name or report.source.sha256))
    return framed("page.html", styles=STYLES, scripts=SCRIPTS, language=language, title=title, data=as_data_block(tree))


def framed(frame: str, *, styles: tuple[str, ...], scripts: tuple[str, ...] = (), language: str, **parts: str) -> str:
    """A frame with its parts put in, and with a policy that allows these styles and scripts and nothing else.

    Args:
        frame: The file of the frame.
        styles: Files whose content is its style.
        scripts: Files whose content is its script.
        language: ``en`` or ``zh``.
        parts: What else the frame names, as HTML.
    """
    style, script = _joined(styles), _joined(scripts)
    policy = _POLICY.format(script=_hash(script) if scripts else "'none'", style=_hash(style))
    parts |= {"language": _LANGUAGES[language], "policy": policy, "style": style, "script": script}
    return _PLACE.sub(lambda found: parts[found[1]], _file(frame))


def as_data_block(tree: object) -> str:
    r"""JSON that can stand inside a script element: no markup, and no character that is not seen.

    >>> as_data_block("</script>\u202e")
    '"\\u003c/script\\u003e\\u202e"'
    """
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    return text.translate({ord(each): _escape(each) for each in set(text) if each in _MARKUP or _is_unseen(each)})


def seen(text: str) -> str:
    r"""A text with the characters that are not seen written as escapes.

    >>> seen("a\u202eb")
    'a\\u202eb'
    """
    return "".join(_escape(each) if _is_unseen(each) else each for each in text)


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode('utf-8')).digest()).decode()}'"


@cache
def _joined(names: tuple[str, ...]) -> str:
    return "\n" + "\n".join(_file(name) for name in names)


@cache
def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
