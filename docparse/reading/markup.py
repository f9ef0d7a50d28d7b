"""What extractors leave of web pages, Markdown and LaTeX around the printed characters."""

import re
from collections.abc import Callable, Mapping

from docparse.patterns import pattern
from docparse.spans import BRIDGED, DROPPED, Edit

# What prints nothing, as the inside of a character class.
INVISIBLE_CHARACTERS = (
    "\x00-\x08\x0e-\x1b\x1f\x7f"  # control characters that print nothing
    "\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"  # soft hyphen, zero-width and direction marks
    "\ufe00-\ufe0f\U000e0100-\U000e01ef"  # selectors of glyph variants
)
INVISIBLE = pattern(f"[{INVISIBLE_CHARACTERS}]+")
_SIGNS = pattern(r"[<&*$\\]")
_WORD = pattern(r"[0-9A-Za-z]")

# What may stand in a tag behind its name.
ATTRIBUTES = r"(?:\s[^<>]{0,2000})?"
_TAG = pattern(
    rf"</?([A-Za-z][A-Za-z0-9:]{{0,15}}){ATTRIBUTES}/?>|<!(?:doctype|DOCTYPE)[^<>]{{0,500}}>|<\?xml[^<>]{{0,200}}>"
)
_TAG_MATCHES = ("<p>", "</p>", "<br/>", "<br />", '<span style="color:red">', "<!DOCTYPE html>", "<o:p>")
_TAG_MISSES = ("<5%", "< p>", "<", "<>", "a<b", "<p")
BREAKING_TAGS = frozenset(
    (
        *("p", "br", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html"),
        *("head", "body", "title", "section", "article", "header", "footer", "main", "nav", "pre", "center", "form"),
    )
)
_INLINE_TAGS = frozenset(
    (
        *("b", "strong", "i", "em", "u", "s", "span", "font", "a", "sup", "sub", "small", "big", "strike", "del"),
        *("ins", "label", "img", "meta", "link", "input", "code", "col", "colgroup", "nobr", "wbr", "o:p"),
        *("script", "style"),
    )
)
# What a browser does not show: where it begins and what ends it.
_HIDDEN = {"script": "</script", "style": "</style", "comment": "-->"}

_ENTITY = pattern(r"&(?:([A-Za-z]{2,8})|#(160|32|12288|819[4-9]|x[aA]0));")
_ENTITY_MATCHES = ("&nbsp;", "&lt;", "&ge;", "&#160;")
_ENTITY_MISSES = ("&;", "& nbsp;", "&nbsp", "&#50;")
_ENTITIES = {
    **dict.fromkeys(("nbsp", "ensp", "emsp", "thinsp"), " "),
    **{
        "lt": "<",
        "gt": ">",
        "amp": "&",
        "quot": '"',
        "ge": "\u2265",
        "le": "\u2264",
        "times": "\xd7",
        "plusmn": "\xb1",
    },
    **{"middot": "\xb7", "yen": "\xa5", "mdash": "\u2014", "ldquo": "\u201c", "rdquo": "\u201d", "hellip": "\u2026"},
}

# Markdown's mark before a sign that is meant as it stands.
_ESCAPE = pattern(r"\\[<>*_~`#+\-.!\[\]]")
_ESCAPE_MATCHES = (r"\>", r"\*", r"\.")
_ESCAPE_MISSES = (r"\geq", r"\%", r"\|", "\\")

_BOLD = pattern(r"\*\*(?!\*)[^*\n\t]{1,300}\*\*(?!\*)")
_BOLD_MATCHES = ("**a**", "**a b**")
_BOLD_MISSES = ("**", "****", "**a*", "**a\n**", "***a***")

_MATH = pattern(r"\$[^$\n\t]{1,80}\$")
_MATH_MATCHES = (r"$\geq 95\%$", "$5$")
_MATH_MISSES = ("$$", "$5", "$5\n$")
_MATH_NUMBER = pattern(r"[\d.,%+\-=<>~\u2264\u2265\xd7\xb1 ]*\d[\d.,%+\-=<>~\u2264\u2265\xd7\xb1 ]*")
_MATH_TOKEN = pattern(r"\\([A-Za-z]+|.) *|[{}]+| +")
_MATH_SYMBOLS = {
    **dict.fromkeys(("geq", "ge", "geqslant"), "\u2265"),
    **dict.fromkeys(("leq", "le", "leqslant"), "\u2264"),
    **dict.fromkeys(("neq", "ne"), "\u2260"),
    **{"gt": ">", "lt": "<", "times": "\xd7", "div": "\xf7", "pm": "\xb1", "sim": "~", "approx": "\u2248"},
    **{"cdot": "\xb7", "circ": "\xb0", "%": "%", "#": "#", "&": "&", "_": "_"},
    **dict.fromkeys(("quad", ",", ";", ":", " "), " "),
    **dict.fromkeys(("text", "mathrm", "mathbf", "left", "right", "!"), ""),
}


def find_markup(text: str, *, page: bool) -> list[Edit]:
    """The changes that take markup out of a text; none where it has none.

    Tags of tables are left to ``docparse.reading.html_tables``. Nothing that parts two words
    or numbers vanishes without a trace: a breaking tag beside Latin letters or digits leaves a space, in a web
    ``page`` a line end.
    """
    if not any(sign in text for sign in "<&*$\\"):
        return []
    edits: list[Edit] = []
    done = 0
    last_ends = {name: text.rfind(end) for name, end in _HIDDEN.items()}
    for match in _SIGNS.finditer(text):
        start = match.start()
        if start >= done:
            sign = match[0]
            found = _find_tags(text, start, page, last_ends) if sign == "<" else _FINDERS[sign](text, start)
            edits += found
            done = found[-1].end if found else done
    return edits


def _find_tags(text: str, start: int, page: bool, last_ends: Mapping[str, int]) -> list[Edit]:
    """One edit for all the tags that follow each other from ``start``, with what a browser would not show of them."""
    name, end = _read_tag(text, start, last_ends)
    if not name:
        return []
    breaking = name in BREAKING_TAGS
    while name:
        name, end = _read_tag(text, end, last_ends)
        breaking = breaking or name in BREAKING_TAGS
    left = ("\n" if page else " " * _are_print(text, start, end)) if breaking else ""
    return [Edit(start, end, left, DROPPED)]


def _read_tag(text: str, start: int, last_ends: Mapping[str, int]) -> tuple[str, int]:
    """The name of the tag or comment here and where it, with all that it hides, ends; no name where nothing goes."""
    if text.startswith("<!--", start):
        closed = last_ends["comment"] >= start + 4
        return ("comment", text.index("-->", start + 4) + 3) if closed else ("", start)
    match = _TAG.match(text, start)
    name = (match[1] or "html").lower() if match else ""
    if match is None or (name not in BREAKING_TAGS and name not in _INLINE_TAGS):
        return "", start
    if name in _HIDDEN and text[start + 1] != "/" and last_ends[name] >= match.end():
        return name, text.index(_HIDDEN[name], match.end())
    return name, match.end()


def _find_entity(text: str, start: int) -> list[Edit]:
    match = _ENTITY.match(text, start)
    meaning = _ENTITIES.get(match[1], "") if match and match[1] else " " * bool(match)
    return [Edit(start, match.end(), meaning)] if match and meaning else []


def _find_escape(text: str, start: int) -> list[Edit]:
    return [Edit(start, start + 1, "", DROPPED)] if _ESCAPE.match(text, start) else []


def _find_bold(text: str, start: int) -> list[Edit]:
    """The two marks around bold text; asterisks that hide a part of a number (138**12**34) stay."""
    match = _BOLD.match(text, start)
    if match is None or text[max(start - 1, 0) : start] == "*":
        return []
    end = match.end()
    if _are_word(text, start, start + 2) or _are_word(text, end - 2, end):
        return []
    return [Edit(start, start + 2, "", DROPPED), Edit(end - 2, end, "", DROPPED)]


def _find_math(text: str, start: int) -> list[Edit]:
    """The changes that turn a formula on one line into plain characters; none where it is no formula or a hard one."""
    match = _MATH.match(text, start)
    if match is None:
        return []
    end, body = match.end(), match[0][1:-1]
    commands = {token[1] for token in _MATH_TOKEN.finditer(body) if token[1]}
    if not commands <= _MATH_SYMBOLS.keys() or not (commands or _MATH_NUMBER.fullmatch(body)):
        return []
    inside = [_math_edit(text, start + 1 + token.start(), token) for token in _MATH_TOKEN.finditer(body)]
    outer = [" " * _are_word(text, at, at + 1) for at in (start, end - 1)]
    return [
        Edit(start, start + 1, outer[0], DROPPED),
        *(edit for edit in inside if edit is not None),
        Edit(end - 1, end, outer[1], DROPPED),
    ]


def _math_edit(text: str, start: int, token: re.Match[str]) -> Edit | None:
    """What becomes of one command, brace or blank of a formula."""
    end = start + len(token[0])
    if token[1]:
        return Edit(start, end, _MATH_SYMBOLS[token[1]], BRIDGED)
    if token[0][0] == " " and _are_word(text, start, end):
        return None
    return Edit(start, end, "", BRIDGED)


def _are_word(text: str, start: int, end: int) -> bool:
    """Whether taking these characters out would make one word or number of two."""
    return _WORD.match(text, start - 1) is not None and _WORD.match(text, end) is not None if start else False


def _are_print(text: str, start: int, end: int) -> bool:
    """Whether Latin letters, digits or signs stand on both sides."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return "!" <= before <= "~" and "!" <= after <= "~"


_FINDERS: Mapping[str, Callable[[str, int], list[Edit]]] = {
    "&": _find_entity,
    "*": _find_bold,
    "$": _find_math,
    "\\": _find_escape,
}
