"""The head of a form: annex, title, year, names, unit of the amounts, and what no form declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.assembling.marks import unit_factors
from docparse.evaluating.coverage import unclaimed
from docparse.evaluating.funds import is_bracketed_unit
from docparse.evaluating.passages import passage_of
from docparse.folding import fold
from docparse.grammars.evaluations import like_title as like_title_of_form
from docparse.grammars.evaluations import words_of
from docparse.patterns import pattern
from docparse.segmenting.form_labels import is_title
from docparse.segmenting.lines import DEPARTMENT, FORM_NUMBER, UNIT, YEAR, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docparse.assembling.cells import Tree
    from docparse.evaluating.blocks import Field, FormBlocks
    from docparse.evaluating.fragments import Fragment
    from docparse.evaluating.passages import FormCells


class Head(NamedTuple):
    """What the head of a form says.

    Attributes:
        fields: Cells by their key in the contract.
        extra: Cells of fields that the contract does not know, by their printed label.
    """

    fields: dict[str, Tree | None]
    extra: dict[str, Tree | None]


KEYS = (
    "label",
    "title",
    "fiscal_year",
    "project_name",
    "department",
    "department_code",
    "implementing_unit",
    "unit",
    "responsibilities",
    "overall_goal",
)
# [502]某某厅, 502-某某厅: a code before the name of a department.
_CODE = pattern(r"[\[【〔(（](?P<bracketed>\d{3,9})[\]】〕)）]|(?P<bare>\d{3}(?:\d{3}){0,2})[-—]?(?=[^\W\d_])")
_CODE_MATCHES = ("[502]Bureau", "（301001）Bureau", "502-Bureau", "301001Bureau")
_CODE_MISSES = ("Bureau", "[A]Bureau", "2023", "2023Bureau")
# Whether it is a unit says the lexicon of units.
_BRACKETED = pattern(r"[（(](?:[^（()）:：]{1,6}[:：])?(?P<unit>[^（()）:：]{1,4})[）)]")
_BRACKETED_MATCHES = ("Funds（yuan）", "Funds(y)", "（Unit：yuan）")
_BRACKETED_MISSES = ("（thousands）", "yuan", "（）")
# More words than these stand above no form.
_MOST_GLUED = 100
_GLUED = pattern(r"(?P<label>[^\s:：\d]{2,12})[:：](?P<value>[^:：]{1,60})")
_GLUED_MATCHES = ("Date：2022-02-03", "Unit(seal):Bureau")
_GLUED_MISSES = ("Bureau", "Date：", "：2022")
_PUNCTUATION = pattern(r"[\s（）()：:，,。.|]+")
# 部门：… above the form: not the department in charge of the project; it has no key of its own.
_OF_WHOM = "extra"
_LONGEST_TITLE = 60
# No project and no department has a longer name.
_LONGEST_NAME = 150
# A line with a colon or a full stop is no title.
_CALLED = pattern(r"[:：。；;]")
_CALLED_MATCHES = ("Annex：form", "Done。")
_CALLED_MISSES = ("form",)
# How a unit in brackets begins.
_OPENS = "（("
_LONG_TEXTS = ("responsibilities", "overall_goal")


def read_head(blocks: FormBlocks, cells: FormCells) -> Head:
    """The head of a form."""
    head = Head(dict.fromkeys(KEYS), {})
    # Where the first label of the head is not known, the form begins below its title.
    unlabelled = (fragment for field in blocks.head if not field.key and not field.label for fragment in field.value)
    _read_above((*blocks.above, *unlabelled), cells, head)
    remark = next((field for field in blocks.head if field.key == "remark"), None)
    for field in blocks.head:
        cells.label(field.label)
        value: Sequence[Fragment] = field.value
        if remark is not None and field.key in _LONG_TEXTS:
            value = _without_remark(value, remark, cells, head)
        _read_field(field, value, cells, head)
    between = [piece for piece in blocks.funds_body if piece.text[0] in _OPENS and is_bracketed_unit(piece.text)]
    cells.label(between)
    if head.fields["unit"] is None:
        _read_unit((*blocks.funds_header, *blocks.tasks_header, *between), cells, head)
    return head


def _read_field(field: Field, value: Sequence[Fragment], cells: FormCells, head: Head) -> None:
    """Reads one labelled field of the head; a key that is printed twice keeps its first value."""
    if not field.key:
        return
    if value and _is_unit_beside(value, cells, head):
        return
    if field.key not in _LONG_TEXTS and len(value) > 1 and _is_unit_beside(value[-1:], cells, head):
        value = value[:-1]
    if field.key not in KEYS or head.fields[field.key] is not None:
        if value or field.key not in ("group", "remark", *KEYS):
            add_extra(head.extra, printed_label(field.label), cells.words(value))
        return
    if field.key not in _LONG_TEXTS:
        value = _name(value)
    if field.key == "department":
        _read_department(value, cells, head)
    else:
        head.fields[field.key] = cells.words(value)


def _is_unit_beside(value: Sequence[Fragment], cells: FormCells, head: Head) -> bool:
    """Reads the unit of the amounts where it is all that stands behind a label, or below what was filled in there."""
    passage = passage_of(value)
    found = UNIT.fullmatch(passage.text)
    if found is None or head.fields["unit"] is not None:
        return False
    start, end = found.span("unit")
    head.fields["unit"] = cells.text(passage.ranges(start, end), value=found["unit"])
    cells.furniture += (*passage.ranges(0, start), *passage.ranges(end, len(passage.text)))
    return True


def _name(value: Sequence[Fragment]) -> Sequence[Fragment]:
    """A name; of a text that is too long for one its first line: what follows has labels that no form knows."""
    if sum(len(fragment.text) for fragment in value) <= _LONGEST_NAME:
        return value
    first = value[0].line
    return [fragment for fragment in value if fragment.line == first]


def printed_label(fragments: Sequence[Fragment]) -> str:
    """A label as printed, without white space and colon."""
    return passage_of(fragments).text.rstrip(":：")


def add_extra(extra: dict[str, Tree | None], label: str, cell: Tree | None) -> None:
    """Adds a Cell under its label; of several Cells of one label the later ones get a number."""
    name, count = label, 1
    while cell is not None and extra.get(name) is not None:
        count += 1
        name = f"{label}#{count}"
    if extra.get(name) is None:
        extra[name] = cell


def _read_department(value: Sequence[Fragment], cells: FormCells, head: Head) -> None:
    passage = passage_of(value)
    code = _CODE.match(passage.text)
    if code is None:
        head.fields["department"] = cells.words(value)
        return
    group = "bracketed" if code["bracketed"] else "bare"
    head.fields["department_code"] = cells.text(passage.ranges(*code.span(group)))
    head.fields["department"] = cells.text(passage.ranges(code.end(), len(passage.text)))
    cells.furniture += passage.ranges(0, code.end())


def _without_remark(value: Sequence[Fragment], remark: Field, cells: FormCells, head: Head) -> Sequence[Fragment]:
    """A long text without the cell of the column of remarks, which the extractor put behind it."""
    nothing = words_of("words", "nothing")
    if not value or value[-1].text not in nothing or value[-1].gap not in ("blank", "page", "tab"):
        return value
    label = printed_label(remark.label)
    cell = cells.words(value[-1:])
    head.extra.setdefault(label, cell)
    return value[:-1]


def _read_unit(fragments: Sequence[Fragment], cells: FormCells, head: Head) -> None:
    """The unit of the amounts, from the labels of the funds or tasks."""
    passage = passage_of(fragments)
    units = (found for found in _BRACKETED.finditer(passage.text) if found["unit"] in unit_factors())
    found = next(units, None)
    if found is not None:
        head.fields["unit"] = cells.text(passage.ranges(*found.span("unit")), value=found["unit"])


def _read_above(fragments: Sequence[Fragment], cells: FormCells, head: Head) -> None:
    """Label, title, year, unit and department above the first label of the head."""
    lines = lines_of(fragments)
    printed = _title_among(lines)
    for line in lines:
        if line is printed:
            bare = line.text.strip().lstrip("# ")
            start = line.start + line.text.index(bare)
            head.fields["title"] = cells.text([(start, start + len(bare))])
            cells.furniture.append((line.start, start))
        elif is_title(line):
            cells.furniture.append((line.start, line.end))
        else:
            _read_marks(line, cells, head)
    _read_glued(fragments, cells, head)
    for fragment in fragments:
        if not fragment.text.isalnum():
            marks = _PUNCTUATION.finditer(fragment.text)
            cells.furniture += [(fragment.start + mark.start(), fragment.start + mark.end()) for mark in marks]
    title = head.fields["title"]
    if head.fields["fiscal_year"] is None and title is not None:
        _read_year_of_title(fragments, cells, head)


def _title_among(lines: Sequence[Line]) -> Line | None:
    """The title among the lines above a form: the first that is like a known one, else the first that may be one.

    The heading of an annex (附件：2023年度绩效自评表) may stand above it.
    """
    found = next(filter(like_title, lines), None)
    return found if found is not None else next(filter(is_title, lines), None)


def like_title(line: Line) -> bool:
    """Whether a line is like the title of a form, where one is known to follow."""
    bare = line.text.strip()
    is_long = len(bare) > _LONGEST_TITLE or _CALLED.search(bare) is not None
    return not is_long and like_title_of_form(fold(bare)) is not None


def _read_marks(line: Line, cells: FormCells, head: Head) -> None:
    """Reads the marks on a line."""
    done: list[tuple[int, int]] = []
    for key, sign, group in (
        ("label", FORM_NUMBER, None),
        ("unit", UNIT, "unit"),
        ("fiscal_year", YEAR, "year"),
        (_OF_WHOM, DEPARTMENT, "department"),
    ):
        found = sign.search(line.text)
        if found is None or any(start < found.end() and found.start() < end for start, end in done):
            continue
        if key == "fiscal_year" and line.text[found.end() :].lstrip()[:1].isdecimal():
            continue  # a date
        done.append(found.span())
        start, end = found.span(group) if group else found.span()
        cells.furniture += (
            (line.start + found.start(), line.start + start),
            (line.start + end, line.start + found.end()),
        )
        _set_mark(key, (line.start + start, line.start + end), line.text[found.start() : start], cells, head)


def _read_glued(fragments: Sequence[Fragment], cells: FormCells, head: Head) -> None:
    """Reads what stands above the form with a label of its own: 填报日期：2022年2月3日."""
    claimed = [*cells.taken, *cells.furniture]
    for fragment in fragments[:_MOST_GLUED]:
        found = _GLUED.fullmatch(fragment.text)
        if found and unclaimed([fragment], claimed) == [(fragment.start, fragment.end)]:
            start = fragment.start + found.start("value")
            cells.furniture.append((fragment.start, start))
            add_extra(head.extra, found["label"], cells.text([(start, fragment.end)]))


def _set_mark(key: str, place: tuple[int, int], label: str, cells: FormCells, head: Head) -> None:
    if key == _OF_WHOM:
        add_extra(head.extra, fold(label).rstrip(":"), cells.text([place]))
    elif head.fields[key] is None:
        text = cells.cells.normal.text[slice(*place)]
        digits = "".join(character for character in text if character.isdecimal())
        head.fields[key] = cells.text([place], value=digits if key == "fiscal_year" else None)


def _read_year_of_title(fragments: Sequence[Fragment], cells: FormCells, head: Head) -> None:
    for line in lines_of(fragments):
        found = YEAR.search(line.text)
        if found and (is_title(line) or like_title(line)):
            digits = "".join(character for character in found["year"] if character.isdecimal())
            place = (line.start + found.start("year"), line.start + found.end("year"))
            head.fields["fiscal_year"] = cells.text([place], value=digits)
            return


def lines_of(fragments: Iterable[Fragment]) -> list[Line]:
    """Lines put together again from their fragments; what stands between two is one blank."""
    found: list[Line] = []
    for fragment in fragments:
        if found and fragment.line == found[-1].number:
            line = found[-1]
            blanks = " " * (fragment.start - line.end)
            found[-1] = line._replace(end=fragment.end, text=f"{line.text}{blanks}{fragment.text}")
        else:
            found.append(Line(fragment.line, fragment.start, fragment.end, fragment.text))
    return found
