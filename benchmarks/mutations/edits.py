"""Changes of a text at the places of its values, in the manner of whatever laid the text out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from benchmarks.mutations.ground import Value

# A range of the text and what stands there instead.
Edit = tuple[int, int, str]


def apply(text: str, edits: Collection[Edit]) -> str:
    """The text with all edits made; their ranges do not overlap.

    >>> apply("a 1 2", [(4, 5, "1"), (2, 3, "2")])
    'a 2 1'
    """
    parts: list[str] = []
    done = 0
    for start, end, instead in sorted(edits):
        parts += (text[done:start], instead)
        done = end
    return "".join((*parts, text[done:]))


def lines_changed(text: str, edits: Collection[Edit]) -> tuple[tuple[int, int], ...]:
    r"""The ranges, in the changed text, of the lines in which the edits were made.

    >>> lines_changed("ab\ncd\nef\n", [(3, 5, "xyz"), (6, 8, "v")])
    ((3, 6), (7, 8))
    """
    changed = apply(text, edits)
    found = []
    moved = 0
    for start, end, instead in sorted(edits):
        found.append((line_of(changed, start + moved)[0], line_of(changed, start + moved + len(instead))[1]))
        moved += len(instead) - (end - start)
    return tuple(found)


def line_of(text: str, at: int) -> tuple[int, int]:
    r"""The range of the line that holds a character, without its line break.

    >>> line_of("ab\ncd\n", 4)
    (3, 5)
    """
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return start, end - (text[start:end].endswith("\r"))


def next_line(text: str, at: int) -> tuple[int, int] | None:
    r"""The range of the next line that is not empty, without the white space around it; None after the last one.

    >>> next_line("ab\n\n cd\n", 1)
    (5, 7)
    """
    while True:
        at = text.find("\n", at)
        if at < 0:
            return None
        at += 1
        start, end = line_of(text, at)
        line = text[start:end]
        if line.strip():
            return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def separator(text: str, value: Value) -> str:
    """What stands between two cells in the line of a value: a tab, a pipe, spaces, or a line break."""
    start, end = line_of(text, value.start)
    line = text[start:end]
    if "\t" in line:
        return "\t"
    if "|" in line:
        return " | "
    if line.strip() == value.text:
        return "\n"
    return "  " if "  " in line.strip() else " "


def removal(text: str, value: Value) -> Edit:
    """Takes a value out: a bordered cell stays, blanks keep an alignment, a line of its own goes."""
    between = separator(text, value)
    if between == "  ":
        return value.start, value.end, " " * len(value.text)
    if between == "\n":
        start, end = line_of(text, value.start)
        return start, min(text.find("\n", end) + 1 or end, len(text)), ""
    if between == " " and text[value.start - 1] == " ":
        return value.start - 1, value.end, ""
    return value.start, value.end, ""


def replacement(text: str, value: Value, instead: str) -> Edit:
    """Prints something else in the place of a value, ending where it ended if the line is aligned by spaces.

    The place widens to the left over spaces, of which two remain.
    """
    start = value.start
    if separator(text, value) != "  ":
        return start, value.end, instead
    missing = len(instead) - len(value.text)
    while missing > 0 and text[start - 3 : start] == "   ":
        start, missing = start - 1, missing - 1
    return start, value.end, instead.rjust(len(value.text))


def insertion(text: str, value: Value, tokens: Iterable[str], *, before: bool) -> Edit:
    """Puts tokens beside a value, each in a cell of its own."""
    between = separator(text, value)
    if before:
        return value.start, value.start, "".join(token + between for token in tokens)
    return value.end, value.end, "".join(between + token for token in tokens)


def onto_line(text: str, line: tuple[int, int], value: Value, *, front: bool) -> Edit:
    """Puts the characters of a value into another line, as its first or its last cell."""
    start, end = line
    between = separator(text, value)
    if between == " | " and text[start] == "|":
        return (start, start, f"| {value.text} ") if front else (end, end, f" {value.text} |")
    between = " " if between == "\n" else between
    return (start, start, value.text + between) if front else (end, end, between + value.text)
