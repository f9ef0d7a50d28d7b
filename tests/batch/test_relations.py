"""What a manifest as a whole says: publications of the same accounts, the table to use, and balances of two years."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docparse.batch.relations import Relations, relate
from docparse.batch.run import BatchRequest, run_batch
from docparse.batch.summaries import TableSummary
from docparse.cli.batch import batch
from docparse.cli.messages import Messages
from tests.batch.summaries import AMOUNTS, MadeReport, manifest_of

REPORT = MadeReport()
# The same accounts with two amounts put right.
CORRECTED = replace(REPORT, forms={"expenditure": (*AMOUNTS[:-2], "1.11", "2.22")})
OTHERS = replace(REPORT, forms={"expenditure": tuple(f"{9 * at + 5}.07" for at in range(12))})


def rows(folder: Path, query: str, *reports: MadeReport) -> list[tuple[Any, ...]]:
    with manifest_of(folder, *reports) as manifest:
        relate(manifest.connection)
        return manifest.connection.execute(query).fetchall()


def groups(folder: Path, *reports: MadeReport) -> list[tuple[str, tuple[int, ...]]]:
    """Each group: its relation, and the version of each of its reports."""
    query = (
        "SELECT id, relation, version FROM publication JOIN publication_group ON id = group_id ORDER BY id, position"
    )
    found: dict[tuple[int, str], list[int]] = {}
    for number, relation, version in rows(folder, query, *reports):
        found.setdefault((number, relation), []).append(version)
    return [(relation, tuple(versions)) for (_, relation), versions in found.items()]


def test_same_amounts_are_published_again_whoever_publishes_them(tmp_path: Path) -> None:
    again = replace(REPORT, organization=None, division=None, year=None)
    assert groups(tmp_path, REPORT, again) == [("republished", (1, 1))]


def test_other_amounts_of_one_department_and_year_are_a_revision(tmp_path: Path) -> None:
    assert groups(tmp_path, REPORT, CORRECTED, REPORT) == [("revised", (1, 2, 1))]


def test_revision_says_which_forms_changed_and_how_much_is_shared(tmp_path: Path) -> None:
    forms = {"income": AMOUNTS[:3], "expenditure": AMOUNTS}
    changed = {"income": AMOUNTS[:3], "expenditure": CORRECTED.forms["expenditure"]}
    query = "SELECT version, shared, changed FROM publication ORDER BY position"
    found = rows(tmp_path, query, replace(REPORT, forms=forms), replace(REPORT, forms=changed))
    assert found == [(1, 1.0, ""), (2, 0.83, "expenditure")]


def test_name_printed_in_full_width_and_with_blanks_is_the_same(tmp_path: Path) -> None:
    named = replace(REPORT, organization="云溪县水务局（本部）")
    assert groups(tmp_path, named, replace(CORRECTED, organization="云溪县水务局 (本部)")) == [("revised", (1, 2))]


@pytest.mark.parametrize(
    "other",
    [
        replace(CORRECTED, organization="云溪县教育局"),
        replace(CORRECTED, year="2023"),
        replace(CORRECTED, division="青岭市"),
        replace(CORRECTED, document_kind="performance_report"),
        replace(CORRECTED, scope="unit"),
        replace(CORRECTED, organization=None),
        replace(CORRECTED, year=None),
        OTHERS,
        replace(REPORT, forms={"income": AMOUNTS}),
        replace(REPORT, forms={}),
    ],
    ids=[
        "department", "year", "place", "kind of document", "without its units", "nobody", "no year", "other accounts",
        "the other half of the forms", "evaluation forms only",
    ],
)  # fmt: skip
def test_what_is_no_revision(tmp_path: Path, other: MadeReport) -> None:
    assert groups(tmp_path, REPORT, other) == []


def test_forms_that_are_missing_are_no_revision(tmp_path: Path) -> None:
    whole = replace(REPORT, forms={"expenditure": AMOUNTS, "income": AMOUNTS[:3]})
    assert groups(tmp_path, whole, REPORT) == [("republished", (1, 2))]


def test_same_accounts_in_another_unit_are_a_revision_that_shares_everything(tmp_path: Path) -> None:
    exact = tuple(f"{amount.replace('.', '')}34.56" for amount in AMOUNTS)
    query = "SELECT relation, shared FROM publication JOIN publication_group ON id = group_id WHERE version = 2"
    found = rows(tmp_path, query, REPORT, replace(REPORT, forms={"expenditure": exact}, factor="1"))
    assert found == [("revised", 1.0)]


def test_few_amounts_prove_nothing_between_two_departments(tmp_path: Path) -> None:
    small = replace(REPORT, forms={"three_public": ("5.00", "3.00", "2.00")})
    assert groups(tmp_path, small, replace(small, organization="云溪县教育局")) == []


def test_few_amounts_are_enough_for_one_department_and_year(tmp_path: Path) -> None:
    small = replace(REPORT, forms={"three_public": ("5.00", "3.00", "2.00")})
    assert groups(tmp_path, small, small) == [("republished", (1, 1))]


def test_office_of_an_unknown_place_is_known_by_many_amounts_only(tmp_path: Path) -> None:
    office = replace(REPORT, organization="办公室", division=None)
    few = {"three_public": ("5.00", "3.00", "2.00")}
    assert groups(tmp_path, office, replace(CORRECTED, organization="办公室", division=None), OTHERS) == [
        ("revised", (1, 2))
    ]
    assert groups(tmp_path / "small", replace(office, forms=few), replace(office, forms=few)) == []


def test_beginning_of_a_name_that_is_too_short_for_a_place_is_none(tmp_path: Path) -> None:
    bureau = replace(REPORT, organization="城市管理局", division="城市")
    query = "SELECT count(*), count(administrative_division) FROM primary_table"
    assert rows(tmp_path, query, bureau, replace(OTHERS, organization="城市管理局", division="城市")) == [(2, 0)]


def test_place_that_the_caller_knows_tells_offices_apart(tmp_path: Path) -> None:
    office = replace(REPORT, organization="办公室", division=None, metadata={"administrative_division": "云溪县"})
    other = replace(OTHERS, organization="办公室", division=None, metadata={"administrative_division": "青岭市"})
    query = "SELECT administrative_division FROM primary_table ORDER BY position"
    assert rows(tmp_path, query, office, other) == [("云溪县",), ("青岭市",)]


def test_many_units_under_one_name_take_no_quadratic_time(tmp_path: Path) -> None:
    units = [replace(REPORT, forms={"expenditure": tuple(f"{at}.{n}" for n in range(11, 22))}) for at in range(300)]
    assert groups(tmp_path, *units, units[-1]) == [("republished", (1, 1))]


# Primary tables


def primary(folder: Path, *reports: MadeReport) -> list[tuple[int, str]]:
    return rows(folder, "SELECT position, table_id FROM primary_table ORDER BY position, table_id", *reports)


def table(table_id: str = "income", relation: str | None = None, **changes: Any) -> TableSummary:
    return TableSummary(table_id, "income", relation, None, None, 9, 9, 5, 0)._replace(**changes)


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        (replace(OTHERS, forms={"expenditure": ()}, verified=9), OTHERS),
        (replace(OTHERS, verified=4), OTHERS),
        (replace(OTHERS, complete=False), OTHERS),
        (replace(OTHERS, scope="unit", verified=9), OTHERS),
        (replace(OTHERS, verified=4), replace(OTHERS, complete=False)),
    ],
    ids=["empty", "less proved", "broken off", "without its units", "less proved though whole"],
)
def test_better_table_is_primary_wherever_it_stands(tmp_path: Path, worse: MadeReport, better: MadeReport) -> None:
    assert primary(tmp_path / "1", worse, better) == [(1, "expenditure")]
    assert primary(tmp_path / "2", better, worse) == [(0, "expenditure")]


def test_of_equal_tables_the_first_is_primary(tmp_path: Path) -> None:
    assert primary(tmp_path, REPORT, REPORT, CORRECTED) == [(0, "expenditure")]


@pytest.mark.parametrize("relation", ["continuation", "repeat", "unknown"])
def test_further_table_of_a_report_is_not_primary(tmp_path: Path, relation: str) -> None:
    tables = (table("a", relation, verified_count=99), table("b"))
    assert primary(tmp_path, replace(REPORT, tables=tables)) == [(0, "b")]


def test_tables_of_another_department_or_year_are_primary_beside(tmp_path: Path) -> None:
    tables = (
        table("a"),
        table("b", "other_department", department="云溪县供水站"),
        table("c", "other_year", fiscal_year="2021"),
    )
    assert primary(tmp_path, replace(REPORT, tables=tables)) == [(0, "a"), (0, "b"), (0, "c")]


def test_department_on_the_table_is_the_department_of_the_report(tmp_path: Path) -> None:
    other = replace(REPORT, organization="云溪县供水站")
    named = replace(OTHERS, tables=(table(department="云溪县 供水站"),))
    assert primary(tmp_path, replace(other, tables=(table(),)), named) == [(0, "income")]


@pytest.mark.parametrize("unknown", [{"organization": None}, {"year": None}, {"division": None}])
def test_table_of_an_unknown_department_or_year_is_primary_in_its_report(
    tmp_path: Path, unknown: dict[str, None]
) -> None:
    assert primary(tmp_path, replace(REPORT, **unknown), replace(OTHERS, **unknown)) == [  # type: ignore[arg-type]
        (0, "expenditure"), (1, "expenditure"),
    ]  # fmt: skip


def test_accounts_published_again_without_a_name_are_those_of_the_department(tmp_path: Path) -> None:
    again = replace(REPORT, organization=None, division=None, year=None, verified=1)
    assert primary(tmp_path, again, REPORT) == [(1, "expenditure")]


def test_budget_does_not_stand_for_final_accounts(tmp_path: Path) -> None:
    budget = replace(OTHERS, document_kind="budget", verified=9)
    assert primary(tmp_path, budget, REPORT) == [(0, "expenditure"), (1, "expenditure")]


def test_tables_without_a_form_are_not_compared(tmp_path: Path) -> None:
    assert primary(tmp_path, replace(REPORT, tables=(table("generic", kind="generic"),))) == []


# Balances of two years


def continuity(folder: Path, *reports: MadeReport) -> list[tuple[str, str | None, str | None, str | None]]:
    return rows(folder, "SELECT outcome, reason, difference, tolerance FROM continuity", *reports)


CLOSING = replace(OTHERS, balances={"opening": "1000", "closing": "340500"})
OPENING = replace(REPORT, year="2023", balances={"opening": "340500", "closing": "0"})


def test_balance_that_is_carried_over_holds(tmp_path: Path) -> None:
    assert continuity(tmp_path, OPENING, CLOSING) == [("holds", None, "0", "100")]


@pytest.mark.parametrize(("opening", "outcome"), [("340600", "holds"), ("340601", "fails"), ("-340500", "fails")])
def test_difference_is_held_against_half_a_unit_of_both(tmp_path: Path, opening: str, outcome: str) -> None:
    found = continuity(tmp_path, CLOSING, replace(OPENING, balances={"opening": opening}))
    assert [row[0] for row in found] == [outcome]


@pytest.mark.parametrize(
    ("closing", "opening", "reason"),
    [
        (replace(CLOSING, balances={"opening": "7"}), OPENING, "closing-missing"),
        (CLOSING, replace(OPENING, balances={"closing": "7"}), "opening-missing"),
        (replace(CLOSING, scope="unit"), OPENING, "scope"),
        (CLOSING, replace(OPENING, balances={"opening": "7"}, status="inferred"), "doubtful"),
        (replace(CLOSING, year_status="inferred"), replace(OPENING, balances={"opening": "7"}), "doubtful"),
    ],
)
def test_reason_is_told_where_nothing_can_be_said(
    tmp_path: Path, closing: MadeReport, opening: MadeReport, reason: str
) -> None:
    assert [row[:2] for row in continuity(tmp_path, closing, opening)] == [("not_tested", reason)]


def test_guessed_values_that_agree_hold(tmp_path: Path) -> None:
    assert continuity(tmp_path, CLOSING, replace(OPENING, status="inferred"))[0][0] == "holds"


@pytest.mark.parametrize(
    "other",
    [
        replace(OPENING, year="2024"),
        replace(OPENING, organization="云溪县教育局"),
        replace(OPENING, division="青岭市"),
        replace(OPENING, forms={"income": AMOUNTS}),
    ],
    ids=["a year between", "department", "place", "form"],
)
def test_balances_that_are_not_compared(tmp_path: Path, other: MadeReport) -> None:
    assert continuity(tmp_path, CLOSING, other) == []


def test_offices_of_unknown_places_are_not_compared(tmp_path: Path) -> None:
    assert continuity(tmp_path, replace(CLOSING, division=None), replace(OPENING, division=None)) == []


def test_balance_of_the_primary_report_is_compared(tmp_path: Path) -> None:
    worse = replace(CLOSING, balances={"closing": "1"}, verified=1)
    assert continuity(tmp_path, worse, OPENING, CLOSING) == [("holds", None, "0", "100")]


# All of it


def test_relations_are_counted_and_made_anew(tmp_path: Path) -> None:
    with manifest_of(tmp_path, REPORT, REPORT, CORRECTED, CLOSING, OPENING, OPENING) as manifest:
        first = relate(manifest.connection)
        dump = list(manifest.connection.iterdump())
        assert first == relate(manifest.connection) == Relations(republished=0, revised=1, compared=0, broken=0)
        assert list(manifest.connection.iterdump()) == dump


def test_relations_of_a_report_that_is_gone_are_gone(tmp_path: Path) -> None:
    with manifest_of(tmp_path, REPORT, REPORT) as manifest:
        relate(manifest.connection)
        manifest.forget_results(1)
        assert relate(manifest.connection) == Relations()
        assert manifest.connection.execute("SELECT count(*) FROM publication_group").fetchone() == (0,)


def accounts(year: int, opening: str, closing: str, item: str, *, between: str) -> str:
    """A made-up report: two forms whose rows are printed with something between their cells."""
    income = f"{150 - float(opening):.2f}"
    spent = f"{150 - float(closing):.2f}"
    rest = f"{float(spent) - float(item):.2f}"
    summary = [
        ("收入", "", "", "支出", "", ""),
        ("项目", "行次", "金额", "项目", "行次", "金额"),
        ("一、一般公共预算财政拨款收入", "1", income, "一、一般公共服务支出", "5", item),
        ("二、政府性基金预算财政拨款收入", "2", "0.00", "二、交通运输支出", "6", rest),
        ("本年收入合计", "3", income, "本年支出合计", "7", spent),
        ("年初结转和结余", "4", opening, "年末结转和结余", "8", closing),
        ("总计", "9", "150.00", "总计", "10", "150.00"),
    ]
    spending = [
        ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"),
        ("", "合计", spent, rest, item),
        ("201", "一般公共服务支出", item, "0.00", item),
        ("20103", "政府办公厅（室）及相关机构事务", item, "0.00", item),
        ("2010302", "一般行政管理事务", item, "0.00", item),
        ("214", "交通运输支出", rest, rest, "0.00"),
        ("21401", "公路水路运输", rest, rest, "0.00"),
        ("2140101", "行政运行", rest, rest, "0.00"),
    ]
    head = f"云溪县水务局{year}年度部门决算公开说明\n"
    for title, form in (("收入支出决算总表", summary), ("支出决算表", spending)):
        lines = [between.join(row) if between == "\t" else f"|{between.join(row)}|" for row in form]
        head += f"\n{title}\n部门：云溪县水务局\t{year}年度\t金额单位：万元\n" + "\n".join(lines) + "\n"
    return head


def test_three_texts_of_one_department(tmp_path: Path) -> None:
    texts = {
        "2021.txt": accounts(2021, "12.30", "45.60", "33.33", between="\t"),
        "2022.txt": accounts(2022, "45.60", "7.89", "41.17", between="\t"),
        "2022-again.txt": accounts(2022, "45.60", "7.89", "41.17", between="|"),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    names = tuple(str(tmp_path / name) for name in texts)
    totals = run_batch(BatchRequest(inputs=names, out=out, workers=0))
    assert totals.relations == Relations(republished=1, revised=0, compared=1, broken=0)
    with closing(sqlite3.connect(out / "manifest.sqlite")) as connection:
        again = connection.execute("SELECT position, version, shared FROM publication ORDER BY position").fetchall()
        assert again == [(1, 1, 1.0), (2, 1, 1.0)]
        primary = connection.execute("SELECT position, count(*) FROM primary_table GROUP BY position").fetchall()
        assert primary == [(0, 2), (1, 2)]
        row = connection.execute("SELECT fiscal_year, closing_yuan, opening_yuan, outcome FROM continuity").fetchone()
        assert row == ("2021", "456000", "456000", "holds")


def test_command_counts_relations_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, between in (("a.txt", "\t"), ("b.txt", "|")):
        (tmp_path / name).write_text(accounts(2022, "45.60", "7.89", "41.17", between=between), encoding="utf-8")
    request = BatchRequest(inputs=(str(tmp_path),), out=tmp_path / "out", workers=0)
    batch(request, metadata=None, metadata_key=None, log=None, quiet=False, messages=Messages("en"))
    told = capsys.readouterr().err.splitlines()
    assert told[-1] == "accounts published again: 1, revised: 0; balances of two years: 0 compared, 0 differ"


def test_command_says_nothing_where_no_reports_belong_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("云溪县水务局2022年度部门决算公开说明\n", encoding="utf-8")
    request = BatchRequest(inputs=(str(tmp_path / "a.txt"),), out=tmp_path / "out", workers=0)
    batch(request, metadata=None, metadata_key=None, log=None, quiet=False, messages=Messages("zh"))
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_queries_of_the_documentation_find_what_they_name(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "batch-relations.md").read_text(encoding="utf-8")
    revised, primary, differing = re.findall(r"```sql\n([^`]+)```", page)
    travel = replace(REPORT, organization="云溪县教育局", forms={"three_public": ("5.00", "3.00", "2.00")})
    later = replace(OPENING, balances={"opening": "7"})
    with manifest_of(tmp_path, CLOSING, later, replace(CORRECTED, year="2023"), travel, travel) as manifest:
        relate(manifest.connection)
        found = [manifest.connection.execute(query).fetchall() for query in (revised, primary, differing)]
    assert [row[2:6] for row in found[0]] == [(1, 1.0, "", "1.txt"), (2, 0.83, "expenditure", "2.txt")]
    assert [row[:3] for row in found[1]] == [("云溪县", "云溪县教育局", "2022")]
    assert [row[3:] for row in found[2]] == [("340500", "7", "-340493", "0.txt", "1.txt")]
