"""Damage of every sort: whatever is cut, mixed, doubled or misread, the report keeps its promises."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import docparse
from benchmarks.fuzzing.promises import broken_promises
from docparse.errors import DocparseError
from docparse.segmenting.lines import PAGE_NUMBER, column_numbers
from tests.build import cells_of, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CORPUS = Path(__file__).parents[2] / "corpus"
SEEDS = range(2)
# So many lines of a source are damaged at a time: several tables, and still quick.
WINDOW = 240

SUMMARY = text("""
    收入支出决算总表
    公开01表
    部门：青溪县气象站 金额单位：万元
    收入 支出
    项目 行次 金额 项目 行次 金额
    栏次 1 栏次 2
    一、一般公共预算财政拨款收入 1 82.30 一、社会保障和就业支出 5 9.20
    二、其他收入 2 4.10 二、交通运输支出 6 77.20
    本年收入合计 3 86.40 本年支出合计 7 86.40
    总计 4 86.40 总计 8 86.40
""")
EXPENDITURE = text("""
    支出决算表
    公开03表
    部门：青溪县气象站 2031年度 金额单位：万元
    科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
    栏次 1 2 3 4 5 6
    合计 86.40 51.30 35.10
    208 社会保障和就业支出 9.20 9.20
    20805 行政事业单位养老支出 9.20 9.20
    2080505 机关事业单位基本养老保险缴费支出 9.20 9.20
    220 自然资源海洋气象等支出 77.20 42.10 35.10
    22005 气象事务 77.20 42.10 35.10
    2200501 行政运行 42.10 42.10
    2200599 其他气象事务支出 35.10 35.10
""")
REPORT = SUMMARY + "注：本表反映本年收支。\n" + EXPENDITURE
GRID = EXPENDITURE.replace(" ", "\t")
PIPES = "".join(f"|{line.replace(' ', '|')}|\n" for line in EXPENDITURE.splitlines())


# ---- the damage


def cut_short(lines: list[str], chance: random.Random) -> list[str]:
    whole = "".join(lines)
    return [whole[chance.randrange(len(whole) // 3) : chance.randrange(len(whole) // 2, len(whole))]]


def shuffled(lines: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(lines))
    moved = lines[at : at + 40]
    chance.shuffle(moved)
    return [*lines[:at], *moved, *lines[at + 40 :]]


def thinned(lines: list[str], chance: random.Random) -> list[str]:
    return [line for line in lines if chance.random() > 0.15]


def doubled(lines: list[str], chance: random.Random) -> list[str]:
    return [each for line in lines for each in [line] * (1 + (chance.random() < 0.1))]


def broken_by_pages(lines: list[str], chance: random.Random) -> list[str]:
    breaks = ("- 12 -\n", "第 3 页 共 9 页\n", "13\n", "\f", "—4—\n", "\n\n")
    return [each for line in lines for each in (line, *([chance.choice(breaks)] if chance.random() < 0.1 else []))]


def run_together(lines: list[str], chance: random.Random) -> list[str]:
    return [line if chance.random() > 0.1 else line.rstrip("\r\n") + " " for line in lines]


def torn(lines: list[str], chance: random.Random) -> list[str]:
    return [line if chance.random() > 0.15 else line.replace(" ", "\n", 1).replace("\t", "\n", 1) for line in lines]


def mixed_renderings(lines: list[str], chance: random.Random) -> list[str]:
    def other(line: str) -> str:
        cells = line.rstrip("\r\n").replace("\t", " ").split(" ")
        return chance.choice(["\t".join(cells), "|" + "|".join(cells) + "|", "   ".join(cells)]) + "\n"

    return [line if chance.random() > 0.3 else other(line) for line in lines]


def misread(lines: list[str], chance: random.Random) -> list[str]:
    def other(digit: re.Match[str]) -> str:
        return chance.choice([digit[0]] * 4 + ["", "9", "O", "。"])

    return [line if chance.random() > 0.2 else re.sub(r"[\d.]", other, line) for line in lines]


def sprinkled(lines: list[str], chance: random.Random) -> list[str]:
    ranges = ((0x0, 0x250), (0x2000, 0x2100), (0x3000, 0x3100), (0xFE00, 0xFFF0), (0x1F300, 0x1F600), (0xE000, 0xE100))

    def strange(line: str) -> str:
        at = chance.randrange(len(line) + 1)
        return line[:at] + "".join(chr(chance.randrange(*chance.choice(ranges))) for _ in range(4)) + line[at:]

    return [line if chance.random() > 0.1 else strange(line) for line in lines]


def interleaved(lines: list[str], chance: random.Random) -> list[str]:
    others = REPORT.splitlines(keepends=True) * 2
    return [each for line in lines for each in (line, *([others.pop(0)] if others and chance.random() < 0.2 else []))]


def other_line_ends(lines: list[str], chance: random.Random) -> list[str]:
    end = chance.choice(["\r\n", "\r"])
    return [line.replace("\n", end) for line in lines]


DAMAGES = (
    *(cut_short, shuffled, thinned, doubled, broken_by_pages, run_together, torn, mixed_renderings, misread),
    *(sprinkled, interleaved, other_line_ends),
)


# ---- what must hold


def tree_of(printed: str) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(docparse.parse(printed).to_json())
    return tree


def numbers_lost(printed: str, tree: dict[str, Any]) -> list[str]:
    """Amounts within a table that stand in no cell and in no diagnostic."""
    told = bytearray(len(printed))
    for holder in (*cells_of(tree["tables"]), *tree["diagnostics"]):
        for start, end in holder["spans"]:
            told[start:end] = b"\1" * (end - start)
    lost = []
    for table in tree["tables"]:
        for start, end in table["spans"]:
            for found in re.compile(r"(?<![\d.])\d[\d,]*\.\d+").finditer(printed, start, end):
                line = printed[printed.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
                if not all(told[slice(*found.span())]) and not (PAGE_NUMBER.match(line) or column_numbers(line)):
                    lost.append(found[0])
    return lost


def damaged_windows(damage: Callable[[list[str], random.Random], list[str]], seed: int) -> Iterator[str]:
    """A window of each source of the corpus, and the made-up report, damaged."""
    chance = random.Random(f"{damage.__name__}/{seed}")  # noqa: S311  damage, no secret
    yield "".join(damage(REPORT.splitlines(keepends=True), chance))
    for path in sorted(CORPUS.glob("*/source.txt")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        titles = [at for at, line in enumerate(lines) if "决算" in line and "表" in line and len(line) < 40] or [0]
        at = max(0, chance.choice(titles) - 3)
        yield "".join(damage(lines[at : at + WINDOW], chance))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damaged_report_breaks_no_promise(damage: Callable[[list[str], random.Random], list[str]], seed: int) -> None:
    for printed in damaged_windows(damage, seed):
        if printed.strip():
            assert broken_promises(printed, tree_of(printed)) == []


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damaged_report_is_parsed_alike_twice(damage: Callable[[list[str], random.Random], list[str]]) -> None:
    printed = next(damaged_windows(damage, 0))
    assert docparse.parse(printed).to_json() == docparse.parse(printed).to_json()


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_amount_within_a_damaged_table_is_in_a_cell_or_told(
    damage: Callable[[list[str], random.Random], list[str]],
) -> None:
    for printed in damaged_windows(damage, 1):
        if printed.strip():
            assert numbers_lost(printed, tree_of(printed)) == []


FRAGMENTS = st.sampled_from(
    [
        *("合计", "205", "2050101", "教育支出", "12.50", "1,200.00", "0", "—", "-3.20", "（5.00）", "50%", "1O.50"),
        *("栏次 1 2 3", "行次", "科目编码", "科目名称", "支出决算表", "收入支出决算总表", "金额单位：万元", "注：无"),
        *("第三部分", "- 3 -", "1", "36", "一、", "。", "，", "<td>", "**", "$5$", "&nbsp;", "\ufeff", "\0", "２．５"),
    ]
)
BETWEEN = st.sampled_from([" ", "  ", "    ", "\t", "\n", "\n\n", "|", "", "\r\n", "\f", "\u3000"])


@given(st.lists(st.tuples(FRAGMENTS, BETWEEN), min_size=1, max_size=60))
@settings(max_examples=100)
def test_fragments_of_forms_in_any_order_break_no_promise(pieces: list[tuple[str, str]]) -> None:
    printed = EXPENDITURE + "".join(fragment + gap for fragment, gap in pieces)
    assert broken_promises(printed, tree_of(printed)) == []


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=80))
@settings(max_examples=100)
def test_any_text_is_read_or_refused_in_a_documented_way(printed: str) -> None:
    try:
        report = docparse.parse(printed)
    except DocparseError:
        return
    assert broken_promises(printed, report.to_dict()) == []


@given(st.binary(min_size=1, max_size=200), st.sampled_from(["utf-8", "gb18030", "utf-16"]), st.integers(0, 600))
@settings(max_examples=60)
def test_any_bytes_are_read_or_refused_in_a_documented_way(noise: bytes, encoding: str, at: int) -> None:
    data = EXPENDITURE.encode(encoding)
    try:
        report = docparse.parse_bytes(data[:at] + noise + data[at:])
    except DocparseError:
        return
    assert report.source.characters > 0
    assert report.to_json()


# ---- made-up damage of one row, and what must be said of it


def last_row(printed: str) -> tuple[dict[str, Any], list[str]]:
    """The last row of the only table, and the codes of what was noticed."""
    tree = tree_of(printed)
    (table,) = tree["tables"]
    return table["rows"][-1], [record["code"] for record in tree["diagnostics"]]


UNREADABLE = ("5.00-", "5.00*", "5.?0", "B5.00", "8S.00", "1e5", "1.234,50", "5.00万元")


@pytest.mark.parametrize("damaged", UNREADABLE)
def test_number_that_cannot_be_read_is_told_and_not_made_a_name(damaged: str) -> None:
    row, codes = last_row(EXPENDITURE + f"22006 测绘事务 {damaged} {damaged} 0.00\n")
    assert row["name"]["value"] == "测绘事务"
    assert "decoding.unplaced-number" in codes


@pytest.mark.parametrize("printed", [GRID, PIPES], ids=["tabs", "pipes"])
def test_value_that_cannot_be_read_moves_no_other_value_of_a_grid(printed: str) -> None:
    gap = "\t" if printed is GRID else "|"
    edge = gap if printed is PIPES else ""
    cells = ("22006", "测绘事务", "B5.00", "3.00", "2.00", "0.00", "0.00", "0.00")
    row, _ = last_row(printed + edge + gap.join(cells) + edge + "\n")
    assert (row["cells"]["basic"] or {}).get("value") == "3.00"


def test_amounts_glued_to_code_and_name_are_told_or_read() -> None:
    row, codes = last_row(EXPENDITURE + "22006测绘事务1.001.000.00\n")
    assert "decoding.unplaced-number" in codes or any(row["cells"].values())


def test_class_code_alone_on_its_line_is_no_page_number() -> None:
    tree = tree_of(EXPENDITURE + "213\n农林水支出 5.00 5.00\n21302 林业和草原 5.00 5.00\n")
    codes = [row["code"] and row["code"]["value"] for row in tree["tables"][0]["rows"]]
    assert "213" in codes


def test_code_of_a_second_row_on_the_line_is_no_amount() -> None:
    row, _ = last_row(EXPENDITURE + "22004 地震事务 1.00 1.00 22099 其他自然资源海洋气象等支出 2.00 2.00\n")
    assert "22099" not in [cell["value"] for cell in row["cells"].values() if cell]


def test_damaged_row_before_a_repeated_head_is_told() -> None:
    head, rows = EXPENDITURE.split("\n合计", 1)
    labels = head.split("万元\n", 1)[1] + "\n"
    printed = head + "\n合计" + rows + "某某事务 O.O9 5.5O\n" + labels + "229 其他支出 7.70 7.70\n"
    tree = tree_of(printed)
    at = printed.index("5.5O")
    told = [cell["spans"] for cell in (*cells_of(tree["tables"]), *tree["diagnostics"])]
    assert any(start <= at < end for spans in told for start, end in spans)


INTERRUPTIONS = {
    "a sentence": "甲乙；丙丁。\n",
    "a line longer than any row": "甲" * 5000 + "\n",
    "five lines of text": "甲\n乙\n丙\n丁\n戊\n",
    "the heading of a part": "第三部分\n",
}


@pytest.mark.parametrize("interruption", INTERRUPTIONS.values(), ids=INTERRUPTIONS)
def test_rows_behind_an_interrupted_table_are_read_or_warned_of(interruption: str) -> None:
    rest = "229 其他支出 7.70 7.70\n22999 其他支出 7.70 7.70\n2299999 其他支出 7.70 7.70\n"
    printed = EXPENDITURE + interruption + rest
    tree = tree_of(printed)
    at = printed.index("2299999 ")
    read = any(start <= at < end for table in tree["tables"] for start, end in table["spans"])
    warned = [
        record
        for record in tree["diagnostics"]
        if record["severity"] != "info" and any(start <= at < end for start, end in record["spans"])
    ]
    assert read or warned
