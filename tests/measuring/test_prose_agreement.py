"""Two readings of the prose of one document, held against each other."""

from __future__ import annotations

import pytest

from benchmarks.agreement import Agreement
from benchmarks.prose_agreement import PARTS, compare_prose
from benchmarks.prose_labels import Prose, parse_prose
from tests.measuring.prose_report import FACTS, SECTIONS


def prose(facts: str = FACTS, sections: str = SECTIONS) -> Prose:
    return parse_prose(facts.replace("+", ""), sections.replace("+", ""))


def different(found: Agreement) -> dict[str, int]:
    counts = {part: found.either[part] - found.equal[part] for part in PARTS}
    return {part: count for part, count in counts.items() if count}


def renumbered(facts: str) -> str:
    """The same labels under other ids."""
    for number in range(14, 0, -1):
        facts = facts.replace(f"f{number}\t", f"f{number + 30}\t")
    return facts


def test_equal_readings_agree_in_everything() -> None:
    found = compare_prose(prose(), prose())
    assert found.equal == found.either
    assert found.differences == ()
    assert all(found.either[part] for part in PARTS if part != "code_path")


def test_ids_are_the_readers_own() -> None:
    sections = SECTIONS.replace("s", "s1")
    facts = renumbered(FACTS)
    for number in range(1, 6):
        facts = facts.replace(f"\ts{number}", f"\ts1{number}")
    assert different(compare_prose(prose(), prose(facts, sections))) == {}


def test_level_where_a_reader_begins_is_a_habit() -> None:
    sections = "\n".join(
        "\t".join([*fields[:2], str(int(fields[2][0]) + 1) + fields[2][1:], *fields[3:]])
        for fields in (line.split("\t") for line in SECTIONS.splitlines())
    )
    assert different(compare_prose(prose(), prose(sections=sections))) == {}


@pytest.mark.parametrize(
    ("old", "new", "part", "sentence"),
    [
        ("\tshare\t80.00", "\trate\t80.00", "measure", "line 4, 80.00 基本支出: measure: share and rate"),
        ("\tamount\t36.50", "\tamount?\t36.50", "measure", "line 7, 36.50 河道清淤经费: measure: amount and amount?"),
        ("\t河道清淤经费\t\tamount", "\t清淤经费\t\tamount", "name", "name: 河道清淤经费 and 清淤经费"),
        ("\t约\t", "\t\t", "qualifier", "qualifier: 约 and blank"),
        ("\tf12\t\ts5?", "\tf14\t\ts5?", "about", "about: f12 and f14"),
        ("f8\t\ts4", "f8\t\ts3", "section", "section: s4 and s3"),
    ],
)
def test_difference_of_a_field_is_counted_and_named(old: str, new: str, part: str, sentence: str) -> None:
    assert FACTS.count(old) == 1
    found = compare_prose(prose(), prose(FACTS.replace(old, new)))
    assert different(found) == {part: 1, "fields": 1}
    assert found.differences[0].endswith(sentence)


def test_figure_that_one_reader_has_counts_with_its_fields_and_is_listed_once() -> None:
    shorter = "".join(line + "\n" for line in FACTS.splitlines() if not line.startswith("f10\t"))
    found = compare_prose(prose(), prose(shorter))
    assert different(found) == {
        **{"figures": 1, "name": 1, "measure": 1, "value": 1, "unit": 1, "section": 1},
        "fields": 5,
    }
    assert found.differences == ("line 7, 3 泵站: only the first reader has this figure",)


def test_heading_that_one_reader_has_is_listed() -> None:
    found = compare_prose(prose(), prose(sections=SECTIONS + "s6\t+9\t4\t\t巡河\n"))
    assert different(found) == {"headings": 1}
    assert found.differences == ("line 9: only the second reader has the heading  巡河",)


def test_order_of_counterparts_is_no_difference() -> None:
    one = FACTS.replace("e001:fund1:executed", "e001:fund1:executed e001:fund2:executed")
    other = FACTS.replace("e001:fund1:executed", "e001:fund2:executed e001:fund1:executed")
    assert different(compare_prose(prose(one), prose(other))) == {}


def test_neither_reading_is_the_better_one() -> None:
    one, other = prose(), prose(FACTS.replace("\tshare\t80.00", "\trate\t80.00"), SECTIONS.replace("巡护", "巡河"))
    there, back = compare_prose(one, other), compare_prose(other, one)
    assert (there.equal, there.either) == (back.equal, back.either)
