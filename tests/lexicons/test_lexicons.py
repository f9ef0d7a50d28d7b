"""The lexicons that come with docparse, and what is refused of a lexicon."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docparse.assembling.marks import unit_factors
from docparse.errors import GrammarError
from docparse.lexicons import load
from docparse.lexicons.load import bare_name, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = files("docparse.lexicons")
FILES = sorted(entry.name for entry in FOLDER.iterdir() if entry.name.endswith(".tsv"))
SHIPPED = {name: FOLDER.joinpath(name).read_text(encoding="utf-8") for name in FILES}


def entries(name: str) -> list[list[str]]:
    return [line.split("\t") for line in SHIPPED[name].splitlines() if line and not line.startswith("#")]


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a copy of the lexicons, from which the next lexicon is read."""
    for name, text in SHIPPED.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(load, "__file__", str(tmp_path / "load.py"))
    load_lexicon.cache_clear()
    yield tmp_path
    load_lexicon.cache_clear()


def append(path: Path, line: str) -> int:
    """Adds a line to a lexicon; the number of that line."""
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n" + line + "\n"
    path.write_text(text, encoding="utf-8")
    return len(text.splitlines())


@pytest.mark.parametrize("name", FILES)
def test_every_entry_has_a_key_and_a_name(name: str) -> None:
    assert all(len(fields) >= 2 and fields[0] and fields[1] for fields in entries(name))


@pytest.mark.parametrize("name", FILES)
def test_no_field_has_white_space_around_it(name: str) -> None:
    assert [fields for fields in entries(name) if any(field != field.strip() for field in fields)] == []


@pytest.mark.parametrize("name", FILES)
def test_no_entry_stands_twice(name: str) -> None:
    counts = Counter((fields[0], fields[1]) for fields in entries(name))
    assert [entry for entry, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", ["function_codes.tsv", "economic_codes.tsv"])
def test_codes_have_three_five_or_seven_digits_and_are_in_order(name: str) -> None:
    codes = [code for code, *_ in entries(name)]
    assert {len(code) for code in codes} <= {3, 5, 7}
    assert all(code.isdecimal() for code in codes)
    assert codes == sorted(codes)


def test_units_are_powers_of_ten_of_the_yuan() -> None:
    assert {unit: len(factor) - 1 for unit, factor in unit_factors().items()} == {
        "元": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8,
    }  # fmt: skip


def test_item_is_known_by_its_name_without_the_enumerator() -> None:
    assert load_lexicon().item_key("（一）一般公共预算财政拨款收入", side=None) == "income.general_budget"


def test_name_on_both_sides_is_told_by_its_side() -> None:
    lexicon = load_lexicon()
    sides = ("income", "expenditure")
    assert [lexicon.item_key("总计", side=side) for side in sides] == ["grand_total.income", "grand_total.expenditure"]


def test_name_on_both_sides_is_unknown_without_its_side() -> None:
    assert load_lexicon().item_key("总计", side=None) is None


def test_class_is_known_by_its_name() -> None:
    assert load_lexicon().class_code("五、教育支出") == "205"


def test_unknown_name_has_no_key() -> None:
    assert load_lexicon().item_key("灯塔修缮支出", side="expenditure") is None
    assert load_lexicon().class_code("灯塔修缮支出") is None


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("一、教育支出", "教育支出"),
        ("（二）灯具 费", "灯具费"),
        ("3．塔身", "塔身"),
        ("（4）灯芯", "灯芯"),
        ("①灯油", "灯油"),
        ("一般公共服务支出", "一般公共服务支出"),
        ("2.5公里航道", "2.5公里航道"),
    ],
)
def test_enumerator_is_no_part_of_a_name(printed: str, bare: str) -> None:
    assert bare_name(printed) == bare


def test_name_that_stands_for_two_keys_is_refused_at_its_line(shelf: Path) -> None:
    number = append(shelf / "row_keys.tsv", "income.lighthouse\t灯塔收入|其他收入")
    with pytest.raises(GrammarError) as refused:
        load_lexicon()
    assert (refused.value.file, refused.value.line) == ("row_keys.tsv", number)
    assert "其他收入" in refused.value.message
    assert "income.lighthouse" in refused.value.message


def test_same_name_with_another_enumerator_stands_for_two_keys_all_the_same(shelf: Path) -> None:
    append(shelf / "row_keys.tsv", "income.lighthouse\t（三）其他收入")
    with pytest.raises(GrammarError):
        load_lexicon()


@pytest.mark.parametrize("line", ["income.lighthouse", "income.lighthouse\t", "\t灯塔收入"])
def test_line_without_key_or_name_is_refused_at_its_line(shelf: Path, line: str) -> None:
    number = append(shelf / "row_keys.tsv", line)
    with pytest.raises(GrammarError) as refused:
        load_lexicon()
    assert (refused.value.file, refused.value.line) == ("row_keys.tsv", number)


def test_new_name_of_an_item_is_known_after_one_line_more(shelf: Path) -> None:
    append(shelf / "row_keys.tsv", "income.lighthouse\t灯塔收入|航标收入")
    assert load_lexicon().item_key("四、航标收入", side="income") == "income.lighthouse"


@pytest.mark.parametrize(
    ("name", "key"),
    [("一一般公共预算财政拨款收入", "income.general_budget"), ("五事业收入", "income.business"), ("一般收入", None)],
)
def test_item_whose_enumerator_lost_its_mark_is_known(name: str, key: str | None) -> None:
    assert load_lexicon().item_key(name, side="income") == key


@pytest.mark.parametrize(
    ("name", "code"), [("一一般公共服务支出", "201"), ("十一城乡社区支出", "212"), ("一般公共服务支出", "201")]
)
def test_class_whose_enumerator_lost_its_mark_is_known(name: str, code: str) -> None:
    assert load_lexicon().class_code(name) == code


@pytest.mark.parametrize(("name", "side"), [("收入总计", "n"), ("支出总计", "x"), ("总计", None)])
def test_total_that_names_its_side_stands_there(name: str, side: str | None) -> None:
    assert load_lexicon().side_of(name) == side
