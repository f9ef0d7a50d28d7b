"""What single lines look like in a table that no form declares: rows of figures, labels, titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.patterns import pattern
from docparse.renderings import atoms_on, piped, tabbed
from docparse.segmenting.lines import HAN, LONGEST_LINE, SENTENCE, Line, column_numbers

if TYPE_CHECKING:
    from docparse.renderings import Atom

# Atoms that can fill the cell of a value column: amounts, zeros, integers, marks for none, shares.
FIGURES = frozenset("VZICDP")
# A row without borders between its cells is short, and so is a label.
LONGEST_ROW = 200
LONGEST_LABEL = 24
# Of a row without borders so many figures must stand at its end.
FEWEST_FIGURES = 2

# The last piece of a line may be a figure: what is asked of each line of a document first.
_ENDS_IN_FIGURE = pattern(r"[\d%％—–-]\s*$")
_ENDS_IN_FIGURE_MATCHES = ("甲 1.00 2", "甲 5%", "甲 —")
_ENDS_IN_FIGURE_MISSES = ("甲 1.00 万元", "甲")

# 表3 …, 附表…, … 表, … 情况表（万元）: a line above a table that names it.
TITLE = pattern(r"[^。；;，,|\t]{2,50}表(?:[（(][^（）()]{1,20}[）)])?|附?表\s*\d{1,2}(?:-\d{1,2})?[^。；;，|\t]{2,50}")
TITLE_MATCHES = ("政府采购情况表", "表2 人员情况", "附表3：收支增减情况", "设备购置明细表（万元）")
TITLE_MISSES = ("具体情况如下表所示。", "单位：万元", "表")

# A column that gives the unit of each row.
UNIT_WORD = pattern(r"个|人|人次|辆|台|套|批|批次|次|户|平方米|万元|千元|元|%|家|件|项|份|公里|吨|亩")
UNIT_WORD_MATCHES = ("人", "万元", "平方米")
UNIT_WORD_MISSES = ("数量", "万元整")

# Labels of what stands before the figures of a row: they name no value column.
STUB_LABEL = pattern(r".{0,20}(?:编码|代码|名称|科目|序号|行次|类款项?)")
STUB_LABEL_MATCHES = ("经济分类科目编码", "科目名称", "行次", "类款项")
STUB_LABEL_MISSES = ("决算数", "名称数量", "本年支出合计")

# The label of the names of rows.
NAMES_LABEL = pattern(r".{0,6}(?:项目|名称|科目|类别|指标)")
NAMES_LABEL_MATCHES = ("项目", "经费项目", "单位名称")
NAMES_LABEL_MISSES = ("项目支出", "年末数", "本年度经费安排的项目")

# A year alone on its line, which labels a group of columns where another one stands beside it.
YEAR_ALONE = pattern(r"(?:19|20)\d{2}\s?年\s?度?")
YEAR_ALONE_MATCHES = ("2022年", "2023 年度")
YEAR_ALONE_MISSES = ("2023年决算数", "2023")

# （万元） behind a label or a title.
UNIT_IN_BRACKETS = pattern(r"[（(](?:单位[:：]\s*)?(?P<unit>百万元|千元|万元|亿元|元)[）)]")
UNIT_IN_BRACKETS_MATCHES = ("金额（万元）", "支出(单位:元)")
UNIT_IN_BRACKETS_MISSES = ("数量（辆）", "万元")


class Cut(NamedTuple):
    """A line cut into its cells; of cells that stand one below the other ``lines`` are all, ``line`` the first."""

    line: Line
    rendering: str
    atoms: tuple[Atom, ...]
    lines: tuple[Line, ...] = ()

    @property
    def bordered(self) -> bool:
        """Whether each cell has its place on the line, blank or not."""
        return self.rendering in (piped.NAME, tabbed.NAME)


def cut(line: Line) -> Cut:
    """The cells of a line."""
    rendering, atoms = atoms_on(line)
    return Cut(line, rendering, tuple(atoms))


def may_be_row(line: Line) -> bool:
    """Whether a line is worth cutting: it has borders, or ends in a figure."""
    text = line.text
    if len(text) > LONGEST_LINE:
        return False
    return "\t" in text or text.count("|") > 1 or (len(text) <= LONGEST_ROW and bool(_ENDS_IN_FIGURE.search(text)))


def is_row(cells: Cut) -> bool:
    """Whether a line holds figures as the row of a table does."""
    kinds = [atom.kind for atom in cells.atoms]
    figures = [atom for atom in cells.atoms if atom.kind in FIGURES]
    if not figures or column_numbers(cells.line.text) or all(_is_year(atom) for atom in figures):
        return False
    if cells.bordered:
        return sum(kind != "B" for kind in kinds) > 1
    if SENTENCE.search(cells.line.text):
        return False
    last_text = max((place for place, kind in enumerate(kinds) if kind not in FIGURES), default=-1)
    return last_text >= 0 and kinds[last_text] == "T" and len(kinds) - 1 - last_text >= FEWEST_FIGURES


def names_rows(line: Line) -> bool:
    """Whether a line is the label of the names of rows alone."""
    return NAMES_LABEL.fullmatch(fold(line.text)) is not None


def is_label_line(line: Line) -> bool:
    """Whether a line without borders may hold the labels of columns."""
    text = line.text
    if len(text) > LONGEST_ROW or SENTENCE.search(text) or not HAN.search(text):
        return False
    return all(len(piece) <= LONGEST_LABEL for piece in text.split())


def is_title(line: Line) -> bool:
    """Whether a line names the table below it."""
    text = line.text.strip(" \t　*#|")
    return len(text) <= LONGEST_ROW and bool(TITLE.fullmatch(fold(text)))


def _is_year(atom: Atom) -> bool:
    return atom.kind == "I" and len(atom.text) == 4 and atom.text[:2] in ("19", "20")
