"""Lines of the normalised text, and the marks that tell what a line of a form is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docparse.folding import fold
from docparse.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Line(NamedTuple):
    """One line: its range in the normalised text (without the line end) and its characters."""

    number: int
    start: int
    end: int
    text: str


# Header words: line numbers, column numbers, and codes in columns by the kind of code.
LINE_NUMBER_LABEL = "行次"
SERIAL_LABEL = "序号"
COLUMN_NUMBERS_LABEL = "栏次"
CODE_PARTS = {"function_code": "类款项", "economic_code": "类款"}
# Letters that recognition reads for digits, and how many digits a run of column numbers has at most.
_LOOKALIKE_DIGITS = str.maketrans("OoIl", "0011")
_LONGEST_RUN = 60
_STUB = "栏次行序号项目科编码代名称功能分类支出收入经济款按单位部门"
_STUB_CHARACTERS = frozenset(_STUB)


# What stands in the row of column numbers below the label of line numbers.
_NO_NUMBER = pattern("[—－–-]{1,2}")
_NO_NUMBER_MATCHES = ("—", "--")
_NO_NUMBER_MISSES = ("-1",)


def column_numbers(text: str) -> tuple[int, ...]:
    """The numbers of a row that numbers the value columns (栏次 1 2 3 …, or the bare run); empty for other lines.

    A run that counts up from 1 is one, too, where blanks between its numbers were lost or letters taken for digits.

    >>> column_numbers("栏 次 1 栏 次 2 3")
    (1, 2, 3)
    >>> column_numbers("栏次1 2 34 5 6 7 8 9 lO")
    (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    >>> column_numbers("123456789101112")
    (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
    >>> column_numbers("类款项栏次1234"), column_numbers("4 类 款 项 栏次 1 2 3")
    ((1, 2, 3, 4), (4, 1, 2, 3))
    >>> column_numbers("1 教育支出 2")
    ()
    >>> column_numbers("栏次 — 1 2")
    (1, 2)
    """
    # Most rows hold amounts; no such number has a separator.
    if "." in text or "," in text or len(text) > LONGEST_LINE:
        return ()
    pieces = [piece for piece in text.replace("|", " ").split() if not _NO_NUMBER.fullmatch(piece)]
    numbers = [piece for piece in pieces if piece.isdecimal() and len(piece) <= 2]
    words = "".join(piece for piece in pieces if not (piece.isdecimal() and len(piece) <= 2))
    run = tuple(int(number) for number in numbers)
    if not words.replace("栏次", "").replace("序号", ""):
        return run if _counts_up(run) else _damaged_run(pieces) or run
    # The stub labels may stand on the same line: 科目编码 科目名称 1 2 3.
    beside_stub = len(words) <= 30 and not set(words) - _STUB_CHARACTERS
    # The last column may be printed first.
    ends_in_run = pieces[-len(run) :] == numbers or pieces[:1] + pieces[1 - len(run) :] == numbers
    counts_up = _counts_up(run) or _counts_up((*run[1:], *run[:1]))
    return run if beside_stub and len(run) >= 3 and ends_in_run and counts_up else _damaged_run(pieces)


def _counts_up(run: Sequence[int]) -> bool:
    return run == tuple(range(1, len(run) + 1))


def _damaged_run(pieces: Sequence[str]) -> tuple[int, ...]:
    """The numbers from 1 on that the pieces spell together, digits glued or mistaken; empty where they spell none."""
    labelled = any("栏" in piece for piece in pieces)
    bare = [part for piece in pieces for part in piece.replace("栏", " ").replace("次", " ").split()]
    # The labels of the stub may run into the first number.
    bare = [part for part in (bare[0].lstrip(_STUB), *bare[1:]) if part] if bare else []
    digits = [part.translate(_LOOKALIKE_DIGITS) for part in bare]
    spelt = "".join(digits)
    if not spelt.startswith("123") or len(spelt) > _LONGEST_RUN or not spelt.isdecimal():
        return ()
    run: list[int] = []
    left = spelt
    while left.startswith(number := str(len(run) + 1)):
        run.append(len(run) + 1)
        left = left[len(number) :]
    # In one piece, so many spell no amount.
    whole = len(bare) == 1 and len(run) >= _LONG_RUN
    return tuple(run) if not left and (labelled or whole or 3 * len(bare) >= 2 * max(len(run), 4)) else ()


_LONG_RUN = 8


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines that hold more than white space, with their numbers counted over all lines."""
    lines: list[Line] = []
    start = 0
    for number, piece in enumerate(text.split("\n")):
        end = start + len(piece)
        if piece and not piece.isspace():
            lines.append(Line(number, start, end, piece))
        start = end + 1
    return tuple(lines)


# 公开01表, 财决公开02表, 附表3, 表15-1: identifies nothing (公开07表 differs by province), but heads a form.
FORM_NUMBER = pattern(
    r"(?:财决|部门|单位)?(?:公开|附)\s*\d{1,2}(?:-\d{1,2})?\s*表|(?:部门|单位)?公开表\s*\d{1,2}(?:-\d{1,2})?|(?<![^\s\t|])(?:附?表|附件)\s*\d{1,2}(?:-\d{1,2})?(?=\s|$)"
)
FORM_NUMBER_MATCHES = ("公开01表", "部门公开表2", "财决公开02表", "公开 3 表", "附表3")
FORM_NUMBER_MISSES = ("公开表", "详见附表三")

# 金额单位：万元 — the unit that the amounts of a form are printed in.
UNIT = pattern(
    r"(?:金额|计量|货币)?(?<![制报开])单位\s{0,4}[:：]\s{0,4}(?:人民币)?\s{0,4}(?P<unit>百万元|千元|万元|亿元|元)"
)
UNIT_MATCHES = ("金额单位：万元", "单位: 元", "单位：人民币万元", "计量单位：万元")
UNIT_MISSES = ("单位：某某局", "编制单位：万元")

# 部门：某某局 — the department whose figures a form shows; ends at a wide gap or at the next label.
DEPARTMENT = pattern(
    r"(?:编制|填报|公开)?(?:部门|单位)(?:\s*[（(]\s*单位\s*[）)]|名称)?(?:\s*[（(][^）)]{0,12}[）)])?\s*[:：]\s*"
    r"(?P<department>(?!(?:人民币)?[百千万亿]{0,2}元)[^\s:：|][^\t:：|]*?)\s*(?=$|\t|\||\s{2,}|\s(?:金额|计量)?单位\s*[:：]|(?:金额|计量)单位\s*[:：]|单位\s*[:：]\s*(?:人民币)?\s*[百千万亿]{0,2}元|\s\S{0,4}公开\s*\d|\s*(?:19|20)\d{2}\s*年)"
)
DEPARTMENT_MATCHES = (
    "部门：某某市水务局 金额单位：万元",
    "部门：某某市水务局金额单位：万元",
    "编制单位：某某县档案馆",
    "部门（单位）：某某厅",
)
DEPARTMENT_MISSES = ("部门概况", "主要部门有三个", "单位：万元")

# 2023年度 alone on its line or beside other marks of a head.
# The word for a year may be missing before the name of the accounts: 2023部门决算.
YEAR = pattern(r"(?<!\d)(?P<year>(?:19|20)\d{2}|2,0\d{2})(?:\s*年\s*度?|(?=(?:年?度)?(?:部门|单位)?(?:决算|预算)))")
YEAR_MATCHES = ("2023年度", "2019 年", "2023部门决算", "2019决算公开")
YEAR_MISSES = ("12023年", "23年度", "2023 12.00", "2023部门")

# 2023年度决算数: the year that a header label begins with; office programs set a blank behind digits.
YEAR_OF_LABEL = pattern(r"(?<!\d)(?:19|20)\d{2} ?年(?:度(?=[一-鿿])|(?=(?!度)[一-鿿]))")
YEAR_OF_LABEL_MATCHES = ("2023年度决算数", "项目 2019年预算数", "2023 年度决算数")
YEAR_OF_LABEL_MISSES = ("2023年度 决算数", "12023年决算数", "决算数")

# What white space and borders part in a header: a label or some of it, with its year.
PIECE_OF_LABEL = pattern(r"(?:(?<!\d)(?:19|20)\d{2} (?=年))?[^\s|*#]+")

# 上年决算数 beside 决算数 or 本年决算数: the word for a year that a label of figures begins with.
LAST_YEAR_OF_LABEL = pattern(r"上一?年度?(?=决算|预算|执行)")
LAST_YEAR_OF_LABEL_MATCHES = ("上年决算数", "上一年度预算数")
LAST_YEAR_OF_LABEL_MISSES = ("上年结转", "比上年增减")
THIS_YEAR_OF_LABEL = pattern(r"本年度?(?=决算|预算|执行)")
THIS_YEAR_OF_LABEL_MATCHES = ("本年决算数", "本年度预算数")
THIS_YEAR_OF_LABEL_MISSES = ("本年收入", "本年支出合计")

# A line of a table is short; what is longer is running text, and no pattern of this module looks at it.
LONGEST_LINE = 4000

# Marks of a head are short; what stands between them where the page's alignment is kept does not count.
LONGEST_MARK = 160
_WIDE_GAP = pattern(r"\s{3,}")

NOTE = pattern(r"\s*(?:\|\s*)?(?:备?注|说\s*明|填报说明|填表说明|数据来源|备注说明)\s*\d?\s*[:：.．、]")
NOTE_MATCHES = ("注：本表反映各项支出情况。", "说明：本表为空表。", "填报说明： 1.资产总额", "备注：无")
NOTE_MISSES = ("注册资本 12.00", "说明会")

# What tells a form's header from other lines.
ANCHOR = pattern(r"行\s*次|栏\s*次|科\s*目\s*(?:编|代\s*码|名\s*称)|类[\s|]+款[\s|]+项")
ANCHOR_MATCHES = ("项目 行次 金额", "科目编码", "| 类 | 款 | 项 |")
ANCHOR_MISSES = ("收入 支出", "科目")

# The label of rows that have no codes, alone on its line.
STUB_LABEL = pattern(r"[\s|]*(?:项\s*目|(?:单位|部门)名称|预算单位)[\s|]*")
STUB_LABEL_MATCHES = ("项目", "项 目 |", "单位名称")
STUB_LABEL_MISSES = ("项目支出", "项目 预算数")

# How the first row of a form begins: with the total, or with the first of its numbered items.
FIRST_ROW = pattern(r"合\s*计|一般公共预算财政拨款|一、")
FIRST_ROW_MATCHES = ("合计 12.00", "一、一般公共服务支出")
FIRST_ROW_MISSES = ("205 教育支出 12.00",)

# The rule under the header of a pipe table.
RULE = pattern(r"[\s|:+-]+")

HAN = pattern(r"[一-鿿]")
# A text of words alone, as the names of classes are.
HAN_ONLY = pattern(r"[一-鿿、()]+")
HAN_ONLY_MATCHES = ("一般公共服务支", "文化、体育")
HAN_ONLY_MISSES = ("201", "支出 12.00")

# That a form is printed without data; and what may number the notes, and end one.
NOTHING_TO_REPORT = pattern(r"无数据|空表|为空|未发生|无此|没有.{0,40}(?:收入|支出|安排)")
NOTHING_TO_REPORT_MATCHES = ("故本表为空。", "本部门没有政府性基金预算财政拨款收入", "本表无数据")
NOTHING_TO_REPORT_MISSES = ("注：本表反映各项支出情况。",)
NOTE_NUMBER = pattern(r"\s*(?:[（(]?\d{1,2}[）)．.、]|[一二三四五]、)")
NOTE_NUMBER_MATCHES = ("1.本表", "（2）另有", "二、说明")
NOTE_NUMBER_MISSES = ("合计 12.00", "2023年度")
NOTE_END = pattern(r"[。；;]\s*$")
NOTE_END_MATCHES = ("本表为空。",)
NOTE_END_MISSES = ("本表为空",)

# What an amount looks like inside a line: grouped or with decimals; bare integers prove nothing.
# Its end may be the beginning of another, where white space is lost and both have cents.
AMOUNT = pattern(
    r"(?<![\d.,])-?(?:(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,6})(?![\d,.%])"
    r"|(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}(?=(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}))"
)
AMOUNT_MATCHES = ("合计 1,200.50", "0.00", "-5.30")
AMOUNT_MISSES = ("2023", "12.50%", "1.2.3")

# What the prose says and no row of a table does: a unit behind a figure, a comma behind a clause.
OF_PROSE = pattern(r"\d\s?[百千万亿元%人次个辆户名]|，|,(?!\d)")
OF_PROSE_MATCHES = ("收入12.00万元", "占 60.00%", "5元", "比上年增加 3.00，", "安置 14.53 万")
OF_PROSE_MISSES = ("合计 12.00 3.00", "单位：万元", "1,200.50")

CODE_FIRST = pattern(r"[\s|]*[1-9]\d{2}(?:\d{2}){0,2}(?=[\s|]|[一-鿿]|$)")
CODE_FIRST_MATCHES = ("2050101 行政运行", "  301 工资", "20501\t小学教育", "205教育支出")
CODE_FIRST_MISSES = ("20 万元", "2023.5", "教育支出 205")

# 公务用车保有量(辆)  3: what a row counts, its unit in brackets, and nothing behind the number.
COUNTED_ROW = pattern(r"[一-鿿][（(][一-鿿]{1,3}[）)]\s*\d[\d,.]*\s*$")
COUNTED_ROW_MATCHES = ("公务用车保有量(辆)   3", "接待批次（批次） 1,020 ", "设备（台）12")
COUNTED_ROW_MISSES = ("公务用车(一般用车)保有量3辆", "购置车辆（台）12台", "(二)12.50")

# For the last piece of a line.
NUMBER_PIECE = pattern(r"-?\d[\d,.]*|[—－–-]{1,4}|[／/]")
NUMBER_PIECE_MATCHES = ("33", "5.20", "—", "-1,200.00")
NUMBER_PIECE_MISSES = ("5%", "合计")

# A piece of a line that is a value: an amount, a zero or a mark for none.
VALUE = pattern(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+\.\d+|0|[—–-]{1,4}")
VALUE_MATCHES = ("1,200.50", "0", "—", "-3.20")
VALUE_MISSES = ("205", "合计", "5%")

# The labels of codes in two or three columns, at the head of a line.
CODE_PART_LABELS = pattern(r"[\s|]*类[\s|]*款(?:[\s|]*项)?(?=[\s|]|合计)")
CODE_PART_LABELS_MATCHES = (
    "类款项合计12.00",
    "类 款 项 合计 1,200.50",
    "| 类 | 款 | 项 | 合计 | 12.00 |",
    "类 款 类 款",
)
CODE_PART_LABELS_MISSES = ("科目编码 合计 12.00", "类 别 款 项", "类款项目")

# A name and what is printed behind it: a line number, amounts, zeros and marks.
GLUED_CELLS = pattern(
    r"(?=\S)(?P<name>(?:\d{1,2}[.．、](?=\D)|[（(]\d{1,2}[)）])?[^\d\s—–（(]*(?:[（(][^\d\s—–]*)?)(?P<run>-?[\d—–][\d,.—–-]*)?"
)
GLUED_CELLS_MATCHES = ("name12", "name1,200.50—", "12", "1.name43.00", "(2)name5", "name(name)6")
GLUED_CELLS_MISSES = ("", " ")

PAGE_NUMBER = pattern(
    r"\s*(?:[-—–－_]{1,2}\s*\d{1,4}\s*[-—–－_]{1,2}|第\s*\d{1,4}\s*页(?:\s*[/,，]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4})\s*$"
)
PAGE_NUMBER_MATCHES = ("- 12 -", "— 3 —", "第 3 页 共 20 页", "3/20")
PAGE_NUMBER_MISSES = ("第三页", "12.50", "2080505", "12")

# Sentence punctuation: a row of a form has none, a line of prose nearly always some.
SENTENCE = pattern(r"[。；;！？]|，.*，")
SENTENCE_MATCHES = ("本年支出增加。", "一是收入，二是支出，三是结余")
SENTENCE_MISSES = ("合计 12.00", "公诉、审判")

# Contents pages: dot leaders or an ellipsis before a page number.
LEADER = pattern(r"(?:\.{3}|…|·{3}|-{4}|_{4})\s{0,8}\d{0,4}\s{0,8}$")
LEADER_MATCHES = ("收入决算表........12", "支出决算表……3")
LEADER_MISSES = ("收入决算表", "合计 — —")

PART = pattern(r"\s*第\s*[一二三四五六七八九十]{1,3}\s*(?:部分|章)")
PART_MATCHES = ("第三部分", "第二部分 2023年度部门决算表")
PART_MISSES = ("第三产业",)


def text_before_values(text: str) -> str:
    """The pieces of a line that stand before its first value; empty where it has no value.

    >>> text_before_values("| 合 计 | 12.00 | 3.00 |")
    '合计'
    """
    before: list[str] = []
    for piece in text.replace("|", " ").split():
        if NUMBER_PIECE.fullmatch(piece):
            return "".join(before)
        before.append(piece)
    return ""


def without_labels(line: Line, start: int, end: int) -> tuple[Line, Line]:
    """A line cut in two: the labels in a stretch of it, and the line with blanks in their place.

    Wide blanks keep the width of wide characters, so that what stands beside them stands in the same cells as before.
    """
    blanks = "".join(map(_blank, line.text[start:end]))
    above = "".join(map(_blank, line.text[:start]))
    return (
        Line(line.number, line.start, line.start + end, above + line.text[start:end]),
        line._replace(text=line.text[:start] + blanks + line.text[end:]),
    )


def _blank(character: str) -> str:
    """A blank as wide as a character; a border stays one."""
    if character == "|" or character.isspace():
        return character
    return " " if character.isascii() else "\u3000"


# Each of the marks of a form holds one of these: 公开表, 附件, 部门, 单位, 2023年.
_OF_MARKS = pattern("[表附门位年]")


def names_line_numbers(texts: Iterable[str]) -> bool:
    """Whether a header names line numbers (行次); a narrow column has each character of it on a line of its own."""
    pieces: set[str] = set()
    for text in texts:
        if LINE_NUMBER_LABEL in fold(text):
            return True
        pieces.update(text.replace("|", " ").split())
    return pieces >= set(LINE_NUMBER_LABEL)


def is_mark(line: Line) -> bool:
    """Whether a line holds nothing but form number, department, unit and year of a form.

    A blank that an encoding does not have becomes a question mark.
    """
    if not _OF_MARKS.search(line.text):
        return False
    text = line.text if len(line.text) <= LONGEST_MARK else _WIDE_GAP.sub("  ", line.text[:LONGEST_LINE])
    if len(text) > LONGEST_MARK or SENTENCE.search(text):
        return False
    rest = text
    for mark in (UNIT, DEPARTMENT, FORM_NUMBER, YEAR):
        rest = mark.sub("", rest)
    return rest != text and not fold(rest).strip("-|*?")


_FEWEST_ROTATED = 2


def last_column_first(line: Line) -> bool:
    """Whether a line numbers columns of which the last one is printed first: 6 栏次 1 2 3 4 5."""
    numbers = column_numbers(line.text)
    counted = list(range(1, len(numbers)))
    return len(numbers) > 1 and list(numbers) == [len(numbers), *counted] and line.text.lstrip()[0].isdecimal()


def numbers_at(lines: Sequence[Line], at: int) -> int | None:
    """The index after the row of column numbers (栏次) that starts at ``at``, on one line or one number a line."""
    text = lines[at].text
    numbers = list(column_numbers(text))
    labelled = "栏" in text
    if not numbers and not (labelled and fold(text) == "栏次"):
        return None
    end = at + 1
    if len(numbers) < 2:
        while end < len(lines) and (found := lines[end].text.strip()) in _next_numbers(lines, end, len(numbers)):
            numbers += range(len(numbers) + 1, int(found) + 1) if found != "栏次" else []
            end += 1
    counted = list(range(1, len(numbers) + 1))
    # The last column may be printed first.
    rotated = len(numbers) > _FEWEST_ROTATED and numbers == [*counted[-1:], *counted[:-1]]
    if (numbers != counted and not rotated) or len(numbers) < (1 if labelled else 2):
        return None
    return end


def _next_numbers(lines: Sequence[Line], at: int, last: int) -> tuple[str, ...]:
    """What may stand on the next line of a run of column numbers: one number may be lost if the next two follow."""
    expected = [str(last + 1), "栏次"]
    if last >= 2 and at + 1 < len(lines) and lines[at + 1].text.strip() == str(last + 3):
        expected.append(str(last + 2))
    return tuple(expected)
