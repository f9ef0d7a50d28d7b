"""The database: keys that hold, replaced sources, and runs that leave everything or nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from docparse.exporting import database
from docparse.exporting.database import ForeignDatabaseError, existing_database, new_database
from docparse.exporting.rows import COLUMNS
from tests.exporting.build import report_of, row, rows_of, table
from tests.schema import build

if TYPE_CHECKING:
    from pathlib import Path

    from docparse.schema import Report


def export(path: Path, *reports: Report) -> Path:
    """A new database, or more in an old one."""
    with (existing_database if path.exists() else new_database)(path) as writer:
        for report in reports:
            writer.put(report)
    return path


def ask(path: Path, question: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question).fetchall()


def counts(path: Path) -> dict[str, int]:
    return {name: ask(path, f"SELECT count(*) FROM {name}")[0][0] for name in COLUMNS}  # noqa: S608


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "accounts.sqlite"


def test_rows_come_back_as_they_were(path: Path) -> None:
    report = report_of()
    export(path, report)
    for name, rows in rows_of(report)._asdict().items():
        assert ask(path, f"SELECT * FROM {name} ORDER BY 1, 2") == [tuple(each) for each in rows]  # noqa: S608


def test_columns_are_those_of_the_rows(path: Path) -> None:
    export(path)
    for name, columns in COLUMNS.items():
        assert tuple(column[1] for column in ask(path, f"PRAGMA table_info({name})")) == columns


def test_keys_hold(path: Path) -> None:
    export(path, report_of(), report_of(source="浮标"))
    assert ask(path, "PRAGMA foreign_key_check") == []
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("name", COLUMNS)
def test_every_table_but_the_first_belongs_to_another(path: Path, name: str) -> None:
    export(path)
    assert bool(ask(path, f"PRAGMA foreign_key_list({name})")) == (name != "report")


def test_decimals_stay_text(path: Path) -> None:
    export(path, report_of(table([row({"total": "12.50"})], "total")))
    assert ask(path, "SELECT value, typeof(value), typeof(amount_yuan) FROM cell") == [("12.50", "text", "text")]


def test_place_is_looked_up_by_index(path: Path) -> None:
    export(path)
    where = "fiscal_year = 2031 AND kind = 'income' AND row_key = 'total' AND column_key = 'total'"
    plan = ask(path, f"EXPLAIN QUERY PLAN SELECT * FROM cell WHERE {where}")  # noqa: S608
    assert "cell_by_place (fiscal_year=? AND kind=? AND row_key=? AND column_key=?)" in plan[0][3]


def test_year_compares_with_a_number(path: Path) -> None:
    export(path, report_of())
    assert ask(path, "SELECT count(*) FROM cell WHERE fiscal_year BETWEEN 2030 AND 2031") == [(4,)]


def test_more_reports_are_added(path: Path) -> None:
    export(path, report_of())
    once = counts(path)
    export(path, report_of(source="浮标"))
    assert counts(path) == {name: 2 * count for name, count in once.items()}
    assert ask(path, "PRAGMA foreign_key_check") == []


def test_rows_of_the_same_source_are_replaced(path: Path) -> None:
    export(path, report_of(), report_of(source="浮标"))
    before = counts(path)
    with existing_database(path) as writer:
        writer.put(report_of(title=build.cell("灯塔概况")))
        assert writer.replaced == 1
    assert counts(path) == before
    assert set(ask(path, "SELECT source_name, title FROM report")) == {("灯塔.txt", "灯塔概况"), ("浮标.txt", None)}


def test_id_of_a_replaced_row_is_not_used_again(path: Path) -> None:
    export(path, report_of())
    export(path, report_of())
    assert ask(path, "SELECT min(id) FROM cell") == [(5,)]


def test_run_that_breaks_off_leaves_an_old_database_as_it_was(path: Path) -> None:
    export(path, report_of())
    with pytest.raises(KeyboardInterrupt), existing_database(path) as writer:
        writer.put(report_of(source="浮标"))
        raise KeyboardInterrupt
    assert ask(path, "SELECT source_name FROM report") == [("灯塔.txt",)]


def test_report_that_no_database_holds_leaves_nothing_behind(path: Path) -> None:
    too_large = report_of(table([row({"total": "7"})], "total", admissible_layouts=2**63), source="浮标")
    with new_database(path) as writer:
        writer.put(report_of())
        with pytest.raises(OverflowError):
            writer.put(too_large)
        writer.put(report_of(source="航标"))
    assert ask(path, "SELECT id, source_name FROM report") == [(1, "灯塔.txt"), (2, "航标.txt")]
    assert ask(path, "PRAGMA foreign_key_check") == []


@pytest.mark.parametrize("content", [b"", b"tea" * 1000])
def test_file_that_is_no_database_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ForeignDatabaseError), existing_database(path):
        pass
    assert path.read_bytes() == content


@pytest.mark.parametrize("change", ["PRAGMA application_id = 1", "PRAGMA user_version = 0"])
def test_database_of_another_program_or_version_is_refused(path: Path, change: str) -> None:
    export(path)
    ask(path, change)
    with pytest.raises(ForeignDatabaseError), existing_database(path):
        pass


def test_database_that_is_missing_is_not_made_by_adding(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), existing_database(path):
        pass
    assert not path.exists()


def test_name_with_signs_of_an_address_is_only_a_name(tmp_path: Path) -> None:
    path = export(tmp_path / "a?mode=memory#%41.sqlite", report_of())
    export(path, report_of(source="浮标"))
    assert counts(path)["report"] == 2


def test_amounts_are_listed_each_once(path: Path) -> None:
    def one(number: int, **changes: object) -> dict[str, Any]:
        return table([row({"total": "7"})], "total", id=f"expenditure#{number}", **changes)

    relations = ["continuation", "repeat", "other_department", "other_year", "unknown"]
    repeats = [one(number, relation=relation) for number, relation in enumerate(relations, 2)]
    export(path, report_of(table([row({"total": "7"})], "total"), *repeats))
    assert ask(path, "SELECT table_id, amount_yuan, yuan FROM amount ORDER BY 1") == [
        ("expenditure", "70000.00", 70000.0), ("expenditure#2", "70000.00", 70000.0),
    ]  # fmt: skip


def test_amounts_without_a_unit_are_not_listed(path: Path) -> None:
    export(path, report_of(table([row({"total": "7"})], "total", unit=None, unit_factor=None)))
    assert ask(path, "SELECT * FROM amount") == []


def test_contradictions_are_listed_with_their_report(path: Path) -> None:
    export(path, report_of())
    assert ask(path, "SELECT organization, fiscal_year, cause, difference FROM failed_check") == [
        ("灯塔管理处", "2031", "source", "-0.10")
    ]


def test_checks_of_a_value_are_found_by_joining(path: Path) -> None:
    export(path, report_of())
    question = """
        SELECT check_id, outcome FROM cell
        JOIN check_cell ON check_cell.cell_id = cell.id JOIN check_result ON check_result.id = check_result_id
        WHERE row_id = '901' AND column_key = 'total' ORDER BY check_id
    """
    assert ask(path, question) == [("check-1", "holds"), ("check-2", "fails")]


def test_fault_of_the_database_is_not_hidden_by_undoing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(database._INSERTS, "cell", "INSERT INTO nowhere VALUES (1)")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"), new_database(path) as writer:
        writer.put(report_of())
