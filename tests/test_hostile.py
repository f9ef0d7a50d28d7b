"""Text made to hurt: no crash beyond the documented errors, and time that grows with the text and no faster.

The rule is 3 ms for a KB and one second to begin with; the bounds here are five times that, for noisy machines.
"""

from __future__ import annotations

import json
import signal
import time
from typing import TYPE_CHECKING

import pytest

import docparse
from docparse.errors import DocparseError, EmptyInputError
from tests.build import cells_of, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

SECONDS_PER_KB = 0.003
SECONDS_TO_BEGIN = 1.0
GENEROUS = 5
MEGABYTE = 2**20

MARKS = "公开03表\n部门：青溪县气象站 2031年度 金额单位：万元\n"
COLUMNS = "科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出\n"
HEAD = "支出决算表\n" + MARKS + COLUMNS + "栏次 1 2 3 4 5 6\n"
TOTAL = "合计 86.40 51.30 35.10\n"
CLASS = "205 教育支出 86.40 51.30 35.10\n"
SUMMARY = text("""
    收入支出决算总表
    公开01表
    部门：青溪县气象站 金额单位：万元
    收入 支出
    项目 行次 金额 项目 行次 金额
    栏次 1 栏次 2
""")
ECONOMIC = text("""
    一般公共预算财政拨款基本支出决算表
    公开06表
    部门：青溪县气象站 金额单位：万元
    人员经费 公用经费
    科目编码 科目名称 金额 科目编码 科目名称 金额 科目编码 科目名称 金额
""")
THREE_PUBLIC = text("""
    财政拨款“三公”经费支出决算表
    公开09表
    部门：青溪县气象站 金额单位：万元
    预算数 决算数
    合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费 合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费
    小计 公务用车购置费 公务用车运行维护费 小计 公务用车购置费 公务用车运行维护费
    1 2 3 4 5 6 7 8 9 10 11 12
""")


class OutOfTimeError(Exception):
    """The bound of a test ran out."""


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTimeError


@pytest.fixture
def clock() -> Iterator[None]:
    """Lets a test stop what hangs, where the system can."""
    before = signal.signal(signal.SIGPROF, _stop) if hasattr(signal, "SIGPROF") else None
    yield
    if before is not None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def seconds_allowed(printed: str) -> float:
    kilobytes = len(printed.encode("utf-8", "surrogatepass")) / 1024
    return GENEROUS * (SECONDS_TO_BEGIN + SECONDS_PER_KB * kilobytes)


def in_time(printed: str) -> bool:
    """Whether the text is parsed or refused as documented before its processor time is up, however busy the machine."""
    allowed = seconds_allowed(printed)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, allowed)
    begun = time.process_time()
    try:
        docparse.parse(printed)
    except EmptyInputError:
        pass
    except OutOfTimeError:
        return False
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - begun <= allowed


def coded_rows(count: int) -> str:
    """Short rows of one level, the last amount of every tenth wrong."""
    return "".join(
        f"{2010101 + 7 * at} 名目 {at + 1 + (at % 10 == 0)}.00 {at}.00 1.00\n"
        if at % 3
        else f"{2010101 + 7 * at} 名目 {at}.00 {at}.00\n"
        for at in range(count)
    )


def family_rows(count: int, *, wrong: int) -> str:
    """Parents of 40 children whose blanks are open; ``wrong`` of the parents do not add up."""
    lines = []
    for parent in range(count // 40):
        code = f"2{parent // 99 + 1:02d}{parent % 99 + 1:02d}"
        amounts = [97 * (parent + 1) * (child + 3) % 99_991 + 1 for child in range(40)]
        basic, project = sum(amounts[::2]) + (parent < wrong), sum(amounts[1::2])
        lines.append(f"{code} 名目 {basic + project}.00 {basic}.00 {project}.00\n")
        lines += [f"{code}{child + 1:02d} 名目 {amount}.00 {amount}.00\n" for child, amount in enumerate(amounts)]
    return "".join(lines)


SIGNS = {
    **{"digits": "1", "commas": ",", "dots": ".", "dashes": "—", "pipes": "|", "spaces": " ", "forms": "表"},
    **{"tags": "<", "entities": "&", "asterisks": "*", "formulas": "$", "broken numbers": "1, ", "stops": "。"},
    **{"years": "2023年", "units": "单位：", "departments": "部门：", "commas of prose": "，", "zero widths": "\u200b"},
}


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
def test_megabyte_of_one_sign_on_one_line_is_read_in_time(sign: str, clock: None) -> None:
    assert in_time(sign * (MEGABYTE // len(sign.encode())))


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
def test_megabyte_of_one_sign_in_a_row_is_read_in_time(sign: str, clock: None) -> None:
    filler = sign * (MEGABYTE // len(sign.encode()))
    assert in_time(HEAD + TOTAL + "205 教育支出 " + filler + " 5.00\n" + CLASS)


REPEATED = {
    "form": ("表\n", 100_000),
    "title": ("收入支出决算总表\n", 50_000),
    "title of a page": ("\f收入支出决算总表\n", 50_000),
    "page number": ("- 12 -\n2050101 教育\n", 50_000),
    "column numbers": ("栏次 1 2 3\n", 50_000),
    "code": ("2050101\n", 50_000),
    "number": ("12\n", 100_000),
    "amount": ("12.50\n", 50_000),
    "enumerator": ("（一）1.1.1.1.一、（二）甲\n", 20_000),
    "contents": ("支出决算表......12\n", 20_000),
    "evaluation": ("项目支出绩效自评表\n一级指标 二级指标\n", 10_000),
    "title and column numbers": ("支出决算表\n栏次 1 2 3\n", 300),
    "whole head": (HEAD, 300),
    "whole table": (HEAD + TOTAL + CLASS, 200),
    "two tables": (HEAD + TOTAL + SUMMARY + "总计 1 5.00 总计 2 5.00\n", 150),
}


@pytest.mark.parametrize(("line", "times"), REPEATED.values(), ids=REPEATED)
def test_repeated_line_is_read_in_time(line: str, times: int, clock: None) -> None:
    assert in_time(line * times)


IN_A_TABLE = {
    "short rows": HEAD + TOTAL + coded_rows(5_000),
    "codes": HEAD + TOTAL + "2050101\n" * 5_000,
    "page numbers": HEAD + TOTAL + "- 12 -\n" * 10_000 + CLASS,
    "wrapped names": HEAD + TOTAL + "甲\n乙\n丙\n丁\n205 教育 1.00\n" * 500,
    "notes": HEAD + TOTAL + "注：甲乙\n" * 10_000,
    "wrapped note": HEAD + TOTAL + "注：" + ("甲" * 50 + "\n") * 5_000,
    "amounts of one item": ECONOMIC + "301 工资 5.00\n" + "12.00\n" * 3_000,
    "two hundred columns": HEAD.replace("栏次", " ".join(f"名目{chr(0x4E00 + 7 * at)}" for at in range(200)) + "\n栏次")
    + ("合计 " + "1.00 " * 200 + "\n") * 5,
    "thousand values in a row": HEAD + TOTAL + ("205 教育支出 " + "1.00 " * 790 + "\n") * 5,
}


@pytest.mark.parametrize("printed", IN_A_TABLE.values(), ids=IN_A_TABLE)
def test_strange_table_is_read_in_time(printed: str, clock: None) -> None:
    assert in_time(printed)


# What once grew faster than the text.
TOO_SLOW = {
    "amounts glued to each other and to a letter": HEAD + TOTAL + "205 教育支出 " + "1.00" * 30 + "x 1.00\n",
    "unit label before blanks": HEAD.replace("万元", " " * 20_000 + "x") + TOTAL,
    "untitled heads": "科目编码 科目名称 合计 行次\n科目编码 科目名称 1 2 3\n" * 1_000,
    "labels without a title": "科目编码 科目名称 行次\n" * 3_000,
    "names before a code": HEAD + TOTAL + "教育支出\n" * 5_000 + CLASS,
    "blank cells in a row": SUMMARY + "合计 1 1.00\n甲" + "\t" * 20_000 + "乙\n总计 2 1.00\n",
    "numbers one a line": THREE_PUBLIC + "5.00\n" + "12\n0\n" * 6_000,
    "numbers fifty a line": THREE_PUBLIC + ("12.00 " * 50 + "\n") * 200,
    "families of forty": HEAD + TOTAL + family_rows(2_000, wrong=10),
    "family of many": HEAD
    + "合计 900.00 50.00\n205 教育支出 900.00 50.00\n20501 普通教育 900.00 3.00\n"
    + "".join(f"20501{at % 99 + 1:02d} 名目 {at % 5 + 1}.00 {at % 5 + 1}.00\n" for at in range(2_000)),
    "families with repeated codes": HEAD
    + "合计 5.00 5.00\n"
    + "".join(f"{200 + at % 99}{tail} 名目 3.00 3.00\n" for at in range(500) for tail in ("", "01", "0101")),
}


@pytest.mark.parametrize("printed", TOO_SLOW.values(), ids=TOO_SLOW)
def test_text_that_was_too_slow_is_read_in_time(printed: str, clock: None) -> None:
    assert in_time(printed)


# ---- amounts that no budget holds


def amounts_read(*values: str) -> dict[str, str]:
    """What is read of a row of an otherwise sound table, by column."""
    report = docparse.parse(HEAD + TOTAL + CLASS + " ".join(("20501", "普通教育", *values)) + "\n")
    row = report.table("expenditure").row("20501")
    return {key: cell.value or "" for key, cell in row.cells.items() if cell is not None}


def test_amount_of_four_hundred_digits_keeps_them_all() -> None:
    assert amounts_read("9" * 400 + ".50", "9" * 400 + ".50")["total"] == "9" * 400 + ".50"


def test_amount_of_three_thousand_digits_is_no_crash() -> None:
    assert amounts_read("9" * 3_000 + ".00", "1.00")["total"].startswith("999")


def test_amount_with_four_hundred_decimals_keeps_them_all() -> None:
    assert amounts_read("1." + "3" * 400, "1." + "3" * 400)["total"] == "1." + "3" * 400


@pytest.mark.parametrize("printed", ["-5.00", "(5.00)", "（5.00）", "△5.00"])
def test_negative_amount_is_negative_however_it_is_printed(printed: str) -> None:
    assert amounts_read(printed, printed)["total"] == "-5.00"


def test_percentage_in_a_value_cell_is_no_amount_and_told() -> None:
    report = docparse.parse(HEAD + TOTAL + CLASS + "20501 普通教育 5.00 50% 50%\n")
    assert "decoding.unplaced-number" in [record.code for record in report.diagnostics]
    values = [cell.value for cell in report.table("expenditure").row("20501").cells.values() if cell]
    assert values == ["5.00"]


def test_letter_in_place_of_a_digit_is_repaired_and_said() -> None:
    report = docparse.parse(HEAD + TOTAL + CLASS + "20501 普通教育 1O.50 1O.50\n")
    cell = report.table("expenditure").cell("20501", "total")
    assert cell is not None
    assert (cell.value, cell.repaired) == ("10.50", True)


# ---- characters that are none


@pytest.mark.parametrize("strange", ["\0", "\ufeff", "\u200b", "\u00ad", "\x1f"])
def test_character_that_prints_nothing_changes_no_value(strange: str) -> None:
    printed = HEAD + TOTAL + CLASS
    damaged = printed.replace("86.40", f"86.{strange}40").replace("教育", f"教{strange}育")
    rows = [docparse.parse(each).plain()["tables"][0]["rows"] for each in (printed, damaged)]
    assert rows[0] == rows[1]


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(HEAD + TOTAL + CLASS.replace("教育", "教\ud800育"), id="in a name"),
        pytest.param((HEAD + TOTAL).replace("气象", "气\udcff象"), id="in a department"),
        pytest.param(HEAD + TOTAL + "注：甲\ud800。\n", id="in a note"),
        pytest.param(HEAD + TOTAL.replace("86.40", "86.\ud80040"), id="in a number"),
        pytest.param(HEAD + TOTAL + "\n第三部分 情况说明\n气象\udcff站很好。\n", id="in prose"),
    ],
)
def test_lone_surrogate_is_refused_as_documented_or_written_out(damaged: str) -> None:
    try:
        written = docparse.parse(damaged).to_json()
    except DocparseError:
        return
    assert json.loads(written)["source"]["characters"] == len(damaged)


@pytest.mark.parametrize("data", [b"\x00" * 5_000, b"\xff" * 5_000, b"\xff\xfe", b"\xef\xbb\xbf", b""])
def test_bytes_that_are_no_text_are_refused_as_documented(data: bytes) -> None:
    with pytest.raises(DocparseError):
        docparse.parse_bytes(data)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_text_cut_in_the_middle_of_a_character_is_read(encoding: str) -> None:
    data = (HEAD + TOTAL + CLASS).encode(encoding)
    assert docparse.parse_bytes(data[:-13]).tables
    assert docparse.parse_bytes(data[: len(data) // 2 + 1]).source.characters > 0


# ---- tables that are none


@pytest.mark.parametrize("printed", ["支出决算表\n公开03表\n", "收入支出决算总表\n收入决算表\n支出决算表\n"])
def test_title_without_a_body_is_no_table(printed: str) -> None:
    assert docparse.parse(printed).tables == ()


def test_table_printed_five_hundred_times_is_five_hundred_repeats() -> None:
    report = docparse.parse((HEAD + TOTAL + CLASS) * 500)
    assert len(report.tables) == 500
    assert {table.relation for table in report.tables[1:]} == {"repeat"}


# ---- what the fuzzing bench found (python -m benchmarks fuzz)


CRASHED = {
    "quotient of more digits than decimals have": "8元其中：基99999999999999999万元占7.07%。\n",
    "count in another script's digits": "2\U000c3601\u1bb2次\n",
    "header word that folds to nothing": "二级指标 ” 三级指标  度\n",
    "header of one label with a form feed in it": "一级指标  二级指标\n三级指标\n分值\x0c得分\n偏差原因分析及改进",
    "row that says what its header says": "<=0.30万元=\t0.3万元33.00\n<=0.30万元=0.3万元3\t3.00",
    "header of indicators without a body": "项目名称 值得分\u3000二级指标\u3000三级指标\u3000年度指标值\u3000其\n",
}


@pytest.mark.parametrize("printed", CRASHED.values(), ids=CRASHED)
def test_text_that_crashed_is_read(printed: str) -> None:
    assert docparse.parse(printed).source.characters == len(printed)


def told_of(printed: str, word: str) -> bool:
    """Whether a cell or a diagnostic of the report holds the first place of this word."""
    tree = docparse.parse(printed).to_dict()
    at = printed.index(word)
    holders = [*cells_of(tree), *tree["diagnostics"]]
    return any(start <= at < end for holder in holders for start, end in holder["spans"])


def test_rate_of_numbers_too_long_for_decimals_is_checked() -> None:
    report = docparse.parse("收入8.00元，其中：拨款999999999999999999.00万元，占7.07%。\n")
    assert [(check.kind, check.outcome) for check in report.checks] == [("rate", "fails")]


@pytest.mark.parametrize("line", ["30905,基础设施建设,12.50,3.00", "516.85,385.43", "甲,乙,-0.50,3.00,"])
def test_lonely_record_of_a_spreadsheet_is_reported(line: str) -> None:
    assert told_of(f"第一部分\n{line}\n", line.split(",")[-2] if line.endswith(",") else line.split(",")[-1])


@pytest.mark.parametrize(
    "printed",
    [
        "支出决算表\n科目名称\n|高\u30007.50|",
        "一般公共预算财政拨款支出决算表\n栏次\n\t末 7.50",
        "科目名称|本年支出\n出 7.50||",
        "项目名称 得分\n\n2  7.50 二级指标 三级指标 指标性质",
    ],
)
def test_amount_within_a_text_that_no_row_takes_is_reported(printed: str) -> None:
    assert told_of(printed, "7.50")


def test_amount_among_the_header_words_of_an_evaluation_form_is_reported() -> None:
    head = "项目支出绩效自评表\n一级指标 12.50 二级指标 三级指标 分值 得分\n"
    assert told_of(head + "产出指标 数量指标 修堤 10 9\n", "12.50")


def test_amount_under_the_label_that_a_remark_stands_under_too_is_kept() -> None:
    assert told_of("项目名称 全年执行 执行率 ∑\n总额 2 。 0 1.0\n完成值三级指标", "1.0")


def test_field_of_an_evaluation_form_that_is_printed_twice_is_kept_twice() -> None:
    printed = "项目支出绩效自评表\n项目名称 修堤\n填报日期 5.10\n填报日期 6.20\n一级指标 二级指标 三级指标 得分\n"
    assert told_of(printed, "5.10")
    assert told_of(printed, "6.20")


def test_quotation_mark_alone_in_a_cell_is_no_crash() -> None:
    assert not docparse.parse('一级指标 二级指标 得分  施\n”\n3"><th 共 3').evaluations
