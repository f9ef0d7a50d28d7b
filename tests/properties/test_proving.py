"""The proof engine on accounts that are made up anew each time: what adds up is proved, what is changed is noticed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import docparse
from tests.proving.reports import Proof, proved, table

NAMES = {
    "201": "一般公共服务支出",
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "2010302": "一般行政管理事务",
    "20113": "商贸事务",
    "2011308": "招商引资",
    "214": "交通运输支出",
    "21401": "公路水路运输",
    "2140101": "行政运行",
    "2140131": "海事管理",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
}
ITEMS = tuple(code for code in NAMES if len(code) == 7)
COLUMNS = ("total", "basic", "project", "remitted_to_superior", "operating", "subsidies_to_subordinates")
PLACES = {"元": Decimal("0.01"), "万元": Decimal("0.000001")}


@dataclass(frozen=True, slots=True)
class Accounts:
    """Expenditure by code: the amounts of each row in its columns, in hundredths of 元; the first row is the total."""

    rows: tuple[tuple[str, tuple[int, ...]], ...]
    unit: str

    def printed(self, amount: int) -> str:
        """An amount as it is printed, rounded to two decimals of the unit."""
        return f"{(amount * PLACES[self.unit]).quantize(Decimal('0.01')):,}"

    def lines(self, style: str) -> list[list[str]]:
        """The cells of each printed line, zeros as they are ("full"), blank ("tabbed") or gone ("short")."""
        found = []
        for code, amounts in self.rows:
            cells = [self.printed(amount) for amount in amounts]
            if style != "full":
                cells = [cell if amount else "" for cell, amount in zip(cells, amounts, strict=True)]
            stub = [code, NAMES[code]] if code else ["合计", ""]
            found.append([cell for cell in (*stub, *cells) if cell or style == "tabbed"])
        return found

    def text(self, style: str) -> str:
        """The table in that style."""
        return as_text(self.lines(style), style, self.unit)

    def truth(self) -> dict[str, str]:
        """What is printed at each place, as decimal strings; no place for what may be left out."""
        return {
            f"{code or 'total'} {column}": self.printed(amount).replace(",", "")
            for code, amounts in self.rows
            for column, amount in zip(COLUMNS, amounts, strict=True)
        }


def as_text(lines: list[list[str]], style: str, unit: str) -> str:
    separator = "⇥" if style == "tabbed" else " "
    return table("expenditure", "\n".join(separator.join(line) for line in lines), unit=unit).replace("⇥", "\t")


@st.composite
def accounts(draw: st.DrawFn, units: tuple[str, ...] = ("元", "万元"), least: int = 1) -> Accounts:
    """Amounts for two to six items, and for what they add up to; none is negative, every item has some."""
    items = draw(st.lists(st.sampled_from(ITEMS), min_size=2, unique=True))
    sums: dict[str, list[int]] = {"": [0] * 5}
    for code in sorted(items):
        parts = [0] * 5
        for column in draw(st.sampled_from([(0,), (1,), (0, 1), (0, 1, 3)])):
            parts[column] = draw(st.integers(least, 10**11))
        for prefix in ("", code[:3], code[:5], code):
            sums[prefix] = [a + b for a, b in zip(sums.setdefault(prefix, [0] * 5), parts, strict=True)]
    rows = tuple((code, (sum(parts), *parts)) for code, parts in sorted(sums.items()))
    return Accounts(rows, draw(st.sampled_from(units)))


def fails(found: Proof) -> list[str]:
    return [check["statement"] for check in found.checks(outcome="fails")]


# ---- accounts that add up


@given(accounts(), st.sampled_from(["full", "tabbed"]))
@settings(max_examples=60)
def test_everything_that_adds_up_and_is_settled_by_the_print_is_verified(made: Accounts, style: str) -> None:
    found = proved(made.text(style))
    assert fails(found) == []
    assert found.places("read", "inferred", "conflicting") == []
    truth = made.truth()
    assert all((found.cell(place) or {})["value"] == truth[place] for place in found.places("verified"))


@given(accounts())
@settings(max_examples=60)
def test_rounding_alone_never_fails_a_check_nor_leaves_one_untested(made: Accounts) -> None:
    found = proved(made.text("full"))
    assert {check["outcome"] for check in found.checks()} == {"holds"}


@given(accounts())
@settings(max_examples=100)
def test_value_that_is_verified_in_a_short_row_stands_where_it_was_put(made: Accounts) -> None:
    found = proved(made.text("short"))
    truth = made.truth()
    assert [place for place in found.places("verified") if (found.cell(place) or {})["value"] != truth[place]] == []


@given(accounts(units=("元",)))
@settings(max_examples=60)
def test_short_rows_that_add_up_fail_no_check(made: Accounts) -> None:
    assert fails(proved(made.text("short"))) == []


@given(accounts(units=("元",), least=10**6))
@settings(max_examples=60)
def test_total_of_every_short_row_is_verified_where_the_sums_are_large(made: Accounts) -> None:
    found = proved(made.text("short"))
    totals = {f"{code or 'total'} total" for code, _ in made.rows}
    assert totals <= set(found.places("verified"))


# ---- accounts in which one value is changed


def places_of(lines: list[list[str]]) -> list[tuple[int, int]]:
    """Row and position of every printed amount."""
    return [(row, at) for row, line in enumerate(lines) for at, cell in enumerate(line) if "." in cell]


def other_digit(draw: st.DrawFn, printed: str) -> str:
    """The amount with one of its whole digits exchanged: more than rounding explains."""
    whole = printed.index(".")
    at = draw(st.sampled_from([index for index in range(whole) if printed[index] != ","]))
    digits = [digit for digit in "0123456789" if digit != printed[at] and not (digit == "0" and at == 0 and whole > 1)]
    return printed[:at] + draw(st.sampled_from(digits)) + printed[at + 1 :]


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, str]:
    """A table with one digit exchanged, and the place of that value."""
    made = draw(accounts())
    lines = made.lines("full")
    row, at = draw(st.sampled_from(places_of(lines)))
    lines[row][at] = other_digit(draw, lines[row][at])
    code = made.rows[row][0] or "total"
    return as_text(lines, "full", made.unit), f"{code} {COLUMNS[at - len(lines[row]) + len(COLUMNS)]}"


@given(changed())
@settings(max_examples=100)
def test_changed_digit_costs_the_value_its_proof_and_fails_a_check(made: tuple[str, str]) -> None:
    printed, place = made
    found = proved(printed)
    assert found.status(place) == "conflicting"
    assert fails(found)


@given(changed())
@settings(max_examples=60)
def test_changed_digit_is_never_laid_to_the_source(made: tuple[str, str]) -> None:
    printed, _ = made
    assert {check["cause"] for check in proved(printed).checks(outcome="fails")} == {"unresolved"}


@st.composite
def swapped(draw: st.DrawFn) -> tuple[str, str, str]:
    """A table with two neighbours of a row exchanged, and their places."""
    made = draw(accounts(units=("元",)))
    lines = made.lines("full")
    row = draw(st.integers(0, len(lines) - 1))
    at = draw(st.integers(len(lines[row]) - len(COLUMNS), len(lines[row]) - 2))
    one, other = (Decimal(lines[row][place].replace(",", "")) for place in (at, at + 1))
    assume(abs(one - other) > 1)
    lines[row][at], lines[row][at + 1] = lines[row][at + 1], lines[row][at]
    column = at - len(lines[row]) + len(COLUMNS)
    code = made.rows[row][0] or "total"
    return as_text(lines, "full", made.unit), f"{code} {COLUMNS[column]}", f"{code} {COLUMNS[column + 1]}"


@given(swapped())
@settings(max_examples=100)
def test_neighbours_that_are_swapped_are_not_verified_and_fail_a_check(made: tuple[str, str, str]) -> None:
    printed, one, other = made
    found = proved(printed)
    assert not {one, other} & set(found.places("verified"))
    assert fails(found)


@given(accounts(least=10**6), st.data())
@settings(max_examples=60)
def test_check_records_of_a_damaged_table_can_be_recomputed(made: Accounts, data: st.DataObject) -> None:
    lines = made.lines("short")
    row, at = data.draw(st.sampled_from(places_of(lines)))
    del lines[row][at]
    found = proved(as_text(lines, "short", made.unit))
    ids = [check["id"] for check in found.checks()]
    assert len(set(ids)) == len(ids)
    for check in found.checks():
        assert all(found.at(pointer)["value"] is not None for pointer in check["cells"])
        if check["outcome"] != "not_tested":
            difference = Decimal(check["left"]) - Decimal(check["right"])
            assert difference == Decimal(check["difference"])
            assert check["outcome"] == "fails" or abs(difference) <= Decimal(check["tolerance"])


# ---- the same everywhere


@given(accounts(), st.sampled_from(["full", "tabbed", "short"]))
@settings(max_examples=20)
def test_same_accounts_give_the_same_bytes(made: Accounts, style: str) -> None:
    printed = made.text(style)
    assert docparse.parse(printed).to_json() == docparse.parse(printed).to_json()


def test_proof_does_not_depend_on_the_seed_of_the_hashes(tmp_path: Path) -> None:
    path = tmp_path / "accounts.txt"
    path.write_text(large(2, wrong=1, style="short"), encoding="utf-8")
    program = f"import docparse; print(docparse.parse_file({str(path)!r}).to_json())"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


# ---- size


def large(classes: int, *, wrong: int, style: str) -> str:
    """A table of so many classes with 110 rows below each, of which some items have a wrong digit."""
    rows: dict[str, list[int]] = {"": [0, 0]}
    for number in range(classes * 100):
        code = f"{201 + number // 100}{number // 10 % 10 + 1:02}{number % 10 + 1:02}"
        parts = [number * 7919 % 999_983 * 100 + 41, number * 104_729 % 999_979 * 100 + 17 if number % 3 else 0]
        for prefix in ("", code[:3], code[:5], code):
            rows[prefix] = [a + b for a, b in zip(rows.setdefault(prefix, [0, 0]), parts, strict=True)]
    lines = []
    for code, parts in sorted(rows.items()):
        amounts = [sum(parts), *parts, 0, 0, 0]
        # Blanks vanish from all rows but the total.
        cells = [f"{amount / 100:.2f}" for amount in amounts if amount or style == "full" or not code]
        lines.append([code, "其他支出", *cells] if code else ["合计", *cells])
    for number in range(wrong):
        line = lines[3 + number * (len(lines) - 4) // wrong]
        line[3] = ("9" if line[3][0] != "9" else "8") + line[3][1:]
    return as_text(lines, style, "元")


def seconds(printed: str) -> float:
    """The processor time of one parse, the better of two."""
    times = []
    for _ in range(2):
        before = time.process_time()
        docparse.parse(printed)
        times.append(time.process_time() - before)
    return min(times)


@pytest.mark.slow
@pytest.mark.parametrize("style", ["full", "short"])
def test_two_thousand_rows_with_ten_wrong_digits_take_time_in_proportion(style: str) -> None:
    docparse.parse(large(1, wrong=0, style=style))
    small, clean, big = (
        large(4, wrong=2, style=style),
        large(18, wrong=0, style=style),
        large(18, wrong=10, style=style),
    )
    assert big.count("\n") > 2_000
    taken = seconds(big)
    # Four and a half times the rows may take twice as long again on a noisy machine, wrong digits half as long again.
    assert taken < 2 * len(big) / len(small) * seconds(small)
    assert taken < 1.5 * seconds(clean) + 0.2


def test_wrong_digits_of_a_large_table_are_each_found() -> None:
    found = proved(large(4, wrong=8, style="full"))
    assert len(found.places("conflicting")) == 8
    assert found.places("read", "inferred") == []
