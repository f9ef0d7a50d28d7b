"""The head of a torn form: which text is the name of the project, of the department, of the unit, or tells its duties.

A label and its value may stand far apart. What tells them are their looks: names of bodies end as such do, duties and
goals are sentences, marks are marks. What is left over is the name of the project, where only one text is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.assembling.divisions import division_of
from docparse.assembling.organizations import ORGANIZATION
from docparse.evaluating.blocks import Field, FormBlocks
from docparse.evaluating.heads import like_title, lines_of, read_head
from docparse.folding import fold
from docparse.grammars.evaluations import load_evaluations
from docparse.patterns import pattern
from docparse.segmenting.form_labels import is_title
from docparse.segmenting.lines import SENTENCE, UNIT, YEAR, is_mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docparse.assembling.cells import Tree
    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.passages import FormCells
    from docparse.evaluating.torn_labels import TornLabel
    from docparse.segmenting.lines import Line

_NAMES = ("project_name", "department", "implementing_unit")
_TEXTS = ("responsibilities", "overall_goal")
_CODE = pattern(r"[\[【〔(（]?\d{3,9}[\]】〕)）]?[-—]?(?=[^\W\d_])")
_CODE_MATCHES = ("[502]Bureau", "502-Bureau", "301001Bureau")
_CODE_MISSES = ("Bureau", "502")
_BRACKETS = pattern(r"[（(][^（()）]{0,6}|[^（()）]{0,6}[)）]|[（(][^（()）]{0,8}[)）]")
_BRACKETS_MATCHES = ("（y", "y）", "（80p）")
_BRACKETS_MISSES = ("Project（two）",)
_SHORT_YEAR = 12
_SHORTEST_NAME = 3
_SHORTEST_BODY = 5
_LONG_LINE = 24
_NO_NAME = pattern(r"[\d.,%—\-/]+")
_NO_NAME_MATCHES = ("1,200.00", "98%", "—")
_NO_NAME_MISSES = ("5G",)


class TornTop(NamedTuple):
    """The head of a torn form.

    Attributes:
        fields: Cells by their key in the contract.
        taken: Indices of the fragments that belong to it.
    """

    fields: dict[str, Tree | None]
    taken: frozenset[int]


def read_top(fragments: Sequence[Fragment], labels: Sequence[TornLabel], start: int, cells: FormCells) -> TornTop:
    """The head of a form, whose indicators begin at a place."""
    taken = {at for label in labels for at in label.places}
    stop = min((label.places[0] for label in labels if _ends_top(label)), default=len(fragments))
    heads = {label.keys["head"]: label for label in labels if "head" in label.keys}
    known = load_evaluations().words("sources")
    above: list[int] = []
    texts: list[list[int]] = []
    for places in _lines(fragments, taken):
        line = lines_of(fragments[at] for at in places)[0]
        if stands_above(line, dated=places[0] < stop):
            above += places
        elif fold(line.text) in known or _is_furniture(line.text):
            continue
        elif places[0] < stop or (is_body(line.text) and (places[0] < start or division_of(line.text))):
            if texts and _is_wrapped(fragments, texts[-1], places):
                texts[-1] += places
            else:
                texts.append(list(places))
    chosen = _names(fragments, texts, heads) | _long_texts(fragments, texts, heads)
    fields = [
        Field(key, tuple(fragments[at] for at in heads[key].places), tuple(fragments[at] for at in places))
        for key, places in chosen.items()
    ]
    blocks = FormBlocks(above=tuple(fragments[at] for at in above), head=tuple(fields))
    head = read_head(blocks, cells).fields
    for cell in head.values():
        if cell is not None and cell["status"] == "read":
            cell["status"] = "inferred"
    sources = (at for at, each in enumerate(fragments) if fold(each.text) in known)
    return TornTop(head, frozenset((*above, *sources, *(at for places in texts for at in places))))


def _ends_top(label: TornLabel) -> bool:
    """Whether a label is one of a block below the head: no label at the side of one, which may stand anywhere."""
    return "head" not in label.keys and "block" not in label.keys.values() and "tail" not in label.keys


def _lines(fragments: Sequence[Fragment], taken: set[int]) -> list[list[int]]:
    """The fragments that are no labels, those of one line together."""
    found: list[list[int]] = []
    for at, fragment in enumerate(fragments):
        if at in taken:
            continue
        if found and found[-1][-1] == at - 1 and fragments[at - 1].line == fragment.line:
            found[-1].append(at)
        else:
            found.append([at])
    return found


def is_body(text: str) -> bool:
    """Whether a text is the name of a body, a code before it perhaps."""
    named = _CODE.sub("", text, count=1)
    found = ORGANIZATION.match(named)
    if found is None or named[found.end("body") : found.end("body") + 1] in tuple("，。、"):
        return False
    return len(found["body"]) >= _SHORTEST_BODY and not any(map(str.isdecimal, named))


def stands_above(line: Line, *, dated: bool) -> bool:
    """Whether a line is a title or a mark above a form; ``dated`` where a year may stand."""
    if is_title(line) or like_title(line) or is_mark(line):
        return True
    is_year = dated and len(line.text) <= _SHORT_YEAR and YEAR.search(line.text) is not None
    return is_year or UNIT.search(line.text) is not None


def _is_furniture(text: str) -> bool:
    """Whether a text is no name: a number, or what stands in brackets behind a label."""
    return len(text) < _SHORTEST_NAME or _NO_NAME.fullmatch(text) is not None or _BRACKETS.fullmatch(text) is not None


def _is_wrapped(fragments: Sequence[Fragment], before: Sequence[int], places: Sequence[int]) -> bool:
    """Whether a line goes on the text of the one before it."""
    last, first = fragments[before[-1]], fragments[places[0]]
    if places[0] != before[-1] + 1 or first.gap != "line":
        return False
    return last.end - fragments[before[0]].start >= _LONG_LINE and not last.text.endswith("。")


def _text(fragments: Sequence[Fragment], places: Sequence[int]) -> str:
    return "".join(fragments[at].text for at in places)


def _names(
    fragments: Sequence[Fragment], texts: Sequence[list[int]], heads: Mapping[str, TornLabel]
) -> dict[str, list[int]]:
    """The names of project, department and unit, as far as they are sure."""
    bodies: list[list[int]] = []
    others: list[list[int]] = []
    for places in texts:
        text = _text(fragments, places)
        if SENTENCE.search(text):
            continue
        (bodies if is_body(text) else others).append(places)
    found: dict[str, list[int]] = {}
    wanted = [key for key in ("department", "implementing_unit") if key in heads]
    if len(bodies) == len(wanted):
        found = dict(zip(wanted, bodies, strict=True))
    if "project_name" in heads and len(others) == 1:
        found["project_name"] = others[0]
    return found


def _long_texts(
    fragments: Sequence[Fragment], texts: Sequence[list[int]], heads: Mapping[str, TornLabel]
) -> dict[str, list[int]]:
    """The duties and the goal of a department: sentences, parted by the label of the second."""
    sentences = [places for places in texts if SENTENCE.search(_text(fragments, places))]
    keys = [key for key in _TEXTS if key in heads]
    if not sentences or not keys:
        return {}
    if len(sentences) == len(keys):
        return dict(zip(keys, sentences, strict=True))
    return {}
