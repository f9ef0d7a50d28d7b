"""Whether a text is one whole document: one department's, of one year, with all the forms that it announces."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from docparse.diagnostics import Diagnostic
from docparse.folding import fold
from docparse.patterns import pattern
from docparse.segmenting.lines import AMOUNT, PAGE_NUMBER
from docparse.segmenting.titles import LONGEST_TITLE, title_on
from docparse.splitting import find_beginnings, lines_of_pages
from docparse.splitting.titles import without_rank, year_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docparse.assembling.cells import CellMaker, Tree
    from docparse.grammars.model import Form
    from docparse.grammars.vocabulary import Vocabulary
    from docparse.segmenting.lines import Line

# So many titles of forms, so few lines apart, are a list of what follows.
FEWEST_ANNOUNCED, FARTHEST_ANNOUNCED = 3, 3
# So many numbers of forms must be printed before one is missed among them; official sets have no more.
FEWEST_NUMBERS, MOST_NUMBERS = 3, 30
_PAGE = pattern(r"[\s.·…_-]+\d{1,3}\s*$")
_PAGE_MATCHES = ("收入决算表 3", "收入决算表...... 12")
_PAGE_MISSES = ("收入决算表", "公开03表")
_NUMBER = pattern(r"公开\s*(\d{1,2})\s*表")
_NUMBER_MATCHES = ("公开01表", "公开 9 表")
_NUMBER_MISSES = ("公开表3", "附表3")


class Whole(NamedTuple):
    """What was read of a text, to be held against what one whole document has."""

    lines: Sequence[Line]
    cells: CellMaker
    vocabulary: Vocabulary
    title: Tree | None
    tables: Sequence[Tree]
    checks: Sequence[Tree]

    def doubts(self, *, complete: bool = True) -> list[Diagnostic]:
        """Why the text may not be one whole document; of a text not read to its end, not what it lacks."""
        found = [*self.several_documents(), *unlike_tables(self.title, self.tables)]
        return [*found, *self.missing_forms(), *self.breaks_off()] if complete else found

    def several_documents(self) -> list[Diagnostic]:
        """That the text holds several documents, with the first line of each."""
        lines = lines_of_pages(self.cells.normal, self.lines)
        beginnings = find_beginnings(lines, vocabulary=self.vocabulary)
        if len(beginnings) < 2:
            return []
        begun = [lines[beginning.first] for beginning in beginnings]
        spans = self.cells.spans((line.start, line.end) for line in begun)
        return [Diagnostic("document.several-documents", spans, {"count": len(beginnings)})]

    def missing_forms(self) -> list[Diagnostic]:
        """That forms are not in the text which it lists, or which the numbers of the others leave out."""
        listed, standing = _announced(self.lines, self.vocabulary)
        here = standing | {table["kind"] for table in self.tables}
        missing = [line for kind, line in listed.items() if kind not in here]
        names = [_PAGE.sub("", line.text).strip() for line in missing]
        names += [f"公开{number:02}表" for number in self._numbers_left_out()]
        if not names:
            return []
        spans = self.cells.spans((line.start, line.end) for line in missing)
        return [Diagnostic("document.forms-missing", spans, {"count": len(names), "forms": names})]

    def _numbers_left_out(self) -> list[int]:
        """The form numbers that are printed nowhere, below the highest, where most tables print theirs."""
        numbered = [table["form_number"]["value"] for table in self.tables if table["form_number"]]
        of_tables = {int(found[1]) for value in numbered if (found := _NUMBER.search(value))}
        if len(of_tables) < FEWEST_NUMBERS or 2 * len(numbered) < len(self.tables) or max(of_tables) > MOST_NUMBERS:
            return []
        printed = {int(number) for line in self.lines if "公开" in line.text for number in _NUMBER.findall(line.text)}
        return [number for number in range(1, max(of_tables)) if number not in printed]

    def breaks_off(self) -> list[Diagnostic]:
        """That the text ends inside a table of which rows are missing: its last totals, or parts of its sums."""
        last = next((line for line in reversed(self.lines) if not _is_page_number(line.text)), None)
        end = self.cells.normal.spans(last.start, last.end) if last else ()
        if not end or not self.tables:
            return []
        at = max(range(len(self.tables)), key=lambda index: self.tables[index]["spans"][-1][1])
        table = self.tables[at]
        form = self.vocabulary.forms.get(table["kind"])
        if form is None or not table["rows"] or table["notes"] or table["spans"][-1][1] < end[-1][0]:
            return []
        if _lacks_totals(table, form) or _lacks_parts(table, at, self.checks):
            return [Diagnostic("document.breaks-off", end, {"table": table["id"]})]
        return []


def unlike_tables(title: Tree | None, tables: Sequence[Tree]) -> list[Diagnostic]:
    """That statutory tables are of different years (or of another than the title says) or departments."""
    statutory = [table for table in tables if table["grammar"]["form"] is not None]
    found: list[Diagnostic] = []
    years = [table["fiscal_year"] for table in statutory if table["fiscal_year"]]
    titled = year_in(fold(title["value"])) if title else None
    names = sorted({cell["value"] for cell in years} | ({titled} if titled and years else set()))
    if len(names) > 1:
        found.append(_differ("document.mixed-years", "years", names, years))
    departments = [table["department"] for table in statutory if table["department"]]
    bodies = _bodies(departments)
    if len(bodies) > 1:
        found.append(_differ("document.departments-differ", "departments", bodies, departments))
    return found


def _differ(code: str, key: str, names: list[str], cells: Sequence[Tree]) -> Diagnostic:
    """A diagnostic that points at the first place of each name."""
    first = {cell["value"]: tuple(cell["spans"][0]) for cell in reversed(cells)}
    return Diagnostic(code, tuple(sorted(first.values())), {"count": len(names), key: names})


def _bodies(departments: Sequence[Tree]) -> list[str]:
    """The departments, each once; one whose name holds another's (本级, a torn end) is the same."""
    found: list[str] = []
    for name in dict.fromkeys(without_rank(fold(cell["value"])) for cell in departments):
        if not any(name in other or other in name for other in found):
            found.append(name)
    return found


def _announced(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[dict[str, Line], set[str]]:
    """The forms that a list of titles names, by kind, and the kinds of which a title stands anywhere else."""
    rows: list[dict[str, Line]] = [{}]
    last = 0
    for at, line in enumerate(lines):
        kind = _kind_on(line, vocabulary) if "表" in line.text else ""
        if not kind:
            continue
        if at - last > FARTHEST_ANNOUNCED or kind in rows[-1]:
            rows.append({})
        rows[-1][kind] = line
        last = at
    listed = [row for row in rows if len(row) >= FEWEST_ANNOUNCED]
    standing = {kind for row in rows if len(row) < FEWEST_ANNOUNCED for kind in row}
    return {kind: line for row in listed for kind, line in row.items()}, standing


def _kind_on(line: Line, vocabulary: Vocabulary) -> str:
    """The kind of the form whose title a line is, with or without a page number; empty for other lines."""
    if len(line.text) > LONGEST_TITLE or AMOUNT.search(line.text):
        return ""
    text = _PAGE.sub("", line.text)
    title = title_on(line._replace(text=text, end=line.start + len(text)), vocabulary=vocabulary)
    return title.kind if title else ""


def _is_page_number(text: str) -> bool:
    return PAGE_NUMBER.fullmatch(text) is not None or text.strip().isdecimal()


def _lacks_totals(table: Tree, form: Form) -> bool:
    """Whether the last totals of a form of items, which stand at its end, are not among the rows."""
    totals = [identity.total for identity in form.sums if identity.total is not None]
    return form.rows == "line_item" and bool(totals) and not {row["id"] for row in table["rows"]} & set(totals)


def _lacks_parts(table: Tree, index: int, checks: Sequence[Tree]) -> bool:
    """Whether a sum that the last row takes part in, or stands below, is greater than its parts that were read."""
    last = table["rows"][-1]["id"]
    place = f"/tables/{index}/"
    for check in checks:
        if check["kind"] != "hierarchy" or check["outcome"] != "fails" or not check["cells"][0].startswith(place):
            continue
        total = check["id"].split("/")[1]
        if (total == "total" or last.startswith(total)) and Decimal(check["left"]) > Decimal(check["right"]):
            return True
    return False
