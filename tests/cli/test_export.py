"""``docparse export``: what users see of it, from results on the disk to rows and exit codes."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from docparse.cli import export as command
from docparse.cli.export_targets import FORMATS
from docparse.exporting import packages
from docparse.exporting.csv_files import CsvWriter
from docparse.exporting.rows import COLUMNS
from docparse.schema import Report
from tests.exporting.build import row, table, tree_of
from tests.schema import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]
    Tree = dict[str, Any]

TO_SQLITE = ("--to", "sqlite", "--out", "a.sqlite")


def save(name: str, *trees: Tree, by_lines: bool = False) -> Path:
    """A file of results in the working folder."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(tree, ensure_ascii=False, indent=None if by_lines else 2) for tree in trees]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def ask(question: str, path: str = "a.sqlite") -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question).fetchall()


def sources(path: str = "a.sqlite") -> list[str]:
    return [name for (name,) in ask("SELECT source_name FROM report ORDER BY id", path)]


def names(folder: str = ".") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def contents_of(target: str) -> list[bytes]:
    """The bytes of a file, or of the files of a folder."""
    return [path.read_bytes() for path in sorted([Path(target), *Path(target).rglob("*")]) if path.is_file()]


# From a text to rows.


def test_every_value_of_a_converted_report_is_in_the_database(run: Run, report_file: Path) -> None:
    run("convert", report_file, "-o", "tea.json")
    assert run("export", "tea.json", *TO_SQLITE).code == 0
    tables = json.loads(Path("tea.json").read_text(encoding="utf-8"))["tables"]
    there = [cell for each in tables for line in each["rows"] for cell in line["cells"].values() if cell is not None]
    assert ask("SELECT count(*) FROM cell")[0][0] == len(there) > 0
    place = "row_code = '2130104' AND column_key = 'basic'"
    assert ask(f"SELECT organization, fiscal_year, item, amount_yuan FROM cell WHERE {place}") == [  # noqa: S608
        ("青石县茶园管理所", "2031", "2130104", "600500.00")
    ]


def test_csv_holds_what_the_database_holds(run: Run, report_file: Path) -> None:
    run("convert", report_file, "-o", "tea.json")
    run("export", "tea.json", *TO_SQLITE)
    assert run("export", "tea.json", "--to", "csv", "--out", "a").code == 0
    for name in COLUMNS:
        with Path("a", f"{name}.csv").open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))[1:]
        stored = ask(f"SELECT * FROM {name} ORDER BY 1, 2")  # noqa: S608
        assert lines == [["" if content is None else str(content) for content in each] for each in stored]


def test_lines_are_exported_from_a_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "\n".join(json.dumps(tree_of(source=name)) for name in ("a", "b"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert run("export", "-", *TO_SQLITE).code == 0
    assert sources() == ["a.txt", "b.txt"]


def test_results_are_taken_in_a_fixed_order(run: Run) -> None:
    for name in ("b/2.json", "b/1.jsonl", "b/.hidden.json", "b/notes.txt", "a.json"):
        save(name, tree_of(source=name), by_lines=name.endswith("l"))
    run("export", "b", "a.json", "b/2.json", *TO_SQLITE)
    assert sources() == ["b/1.jsonl.txt", "b/2.json.txt", "a.json.txt"]


def test_pattern_is_expanded_even_where_the_shell_does_not(run: Run) -> None:
    for name in ("b/2.json", "b/1.json"):
        save(name, tree_of(source=name))
    run("export", "b/*.json", *TO_SQLITE)
    assert sources() == ["b/1.json.txt", "b/2.json.txt"]


# A file of DuckDB has a random number of its own.
@pytest.mark.parametrize("to", [to for to in FORMATS if to != "duckdb"])
def test_same_results_give_the_same_files(run: Run, to: str) -> None:
    save("a.json", tree_of())
    for target in ("one", "two"):
        assert run("export", "a.json", "--to", to, "--out", target).code == 0
    assert contents_of("one") == contents_of("two")


def test_summary_counts_reports_and_cells(run: Run) -> None:
    save("a.jsonl", tree_of(source="a"), tree_of(source="b"), by_lines=True)
    outcome = run("export", "a.jsonl", *TO_SQLITE)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == "2 exported (0 replaced), 0 left out, 0 failed; 8 cells\nwritten to a.sqlite\n"


def test_usual_names_are_taken_where_none_is_given(run: Run) -> None:
    save("a.json", tree_of())
    for to in FORMATS:
        assert run("export", "a.json", "--to", to).code == 0
    assert names() == sorted(["a.json", *(form.usual for form in FORMATS.values())])


def test_byte_order_mark_is_written_where_asked_for(run: Run) -> None:
    save("a.json", tree_of())
    run("export", "a.json", "--to", "csv", "--out", "a", "--bom")
    assert {path.read_bytes()[:3] for path in Path("a").iterdir()} == {b"\xef\xbb\xbf"}


# What cannot be used.


@pytest.mark.parametrize("to", FORMATS)
def test_result_that_cannot_be_used_is_named_and_the_others_go_on(run: Run, to: str) -> None:
    save("a.json", tree_of(source="a"))
    Path("b.json").write_text("{", encoding="utf-8")
    save("c.json", tree_of(schema_version="2.0"))
    save("d.jsonl", {"tea": 1}, tree_of(source="d"), by_lines=True)
    outcome = run("export", "a.json", "b.json", "c.json", "d.jsonl", "e.json", "--to", to, "--out", "out")
    assert outcome.code == 1
    assert [line.split(": ")[1] for line in outcome.complaints] == ["b.json", "c.json", "d.jsonl:1", "e.json"]
    assert "schema version 2.0; this docparse reads 1.0" in outcome.err
    assert "2 exported (0 replaced), 0 left out, 4 failed; 8 cells" in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("view", ["plain", "no_spans"])
def test_view_without_proof_is_refused_with_the_reason(run: Run, view: Any) -> None:
    Path("a.json").write_text(Report.model_validate(tree_of()).to_json(view=view), encoding="utf-8")
    outcome = run("export", "a.json", *TO_SQLITE)
    assert outcome.code == 1
    assert "a.json: written with --plain or --no-spans" in outcome.complaints[0]


def test_complaint_is_chinese_where_asked_for(run: Run) -> None:
    Path("a.json").write_text("{}", encoding="utf-8")
    outcome = run("export", "a.json", *TO_SQLITE, "--lang", "zh")
    assert "a.json:1：不是 docparse convert 的结果" in outcome.err
    assert "失败 1" in outcome.err


@pytest.mark.parametrize("to", FORMATS)
def test_nothing_is_written_where_nothing_can_be_used(run: Run, to: str) -> None:
    Path("a.json").write_text("{", encoding="utf-8")
    assert run("export", "a.json", "--to", to, "--out", "out").code == 1
    assert names() == ["a.json"]


def test_nothing_is_written_where_the_database_holds_nothing(run: Run) -> None:
    save("a.json", tree_of(table([row({"total": "7"})], "total", admissible_layouts=2**63)))
    outcome = run("export", "a.json", *TO_SQLITE)
    assert (outcome.code, names()) == (1, ["a.json"])
    assert "0 exported (0 replaced), 0 left out, 1 failed; 0 cells" in outcome.err


@pytest.mark.parametrize("argument", ["empty", "*.json", "missing.json"])
def test_argument_that_gives_nothing_is_an_input_that_failed(run: Run, argument: str) -> None:
    Path("empty").mkdir()
    outcome = run("export", argument, *TO_SQLITE)
    assert (outcome.code, len(outcome.complaints)) == (1, 1)


def test_number_that_no_database_holds_is_told_and_the_others_go_on(run: Run) -> None:
    large = table([row({"total": "7"})], "total", admissible_layouts=2**63)
    save("a.jsonl", tree_of(large, source="a"), tree_of(source="b"), by_lines=True)
    outcome = run("export", "a.jsonl", *TO_SQLITE)
    assert (outcome.code, sources()) == (1, ["b.txt"])
    assert "a.jsonl:1: against the schema" in outcome.complaints[0]


def test_bug_that_one_report_brings_to_light_does_not_end_the_others(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put = CsvWriter.put

    def put_unless_a(self: CsvWriter, report: Report) -> object:
        if report.source.name == "a.txt":
            raise KeyError("tea")
        return put(self, report)

    monkeypatch.setattr(CsvWriter, "put", put_unless_a)
    save("a.jsonl", tree_of(source="a"), tree_of(source="b"), by_lines=True)
    outcome = run("export", "a.jsonl", "--to", "csv", "--out", "a")
    assert outcome.code == 1
    assert "a bug in docparse" in outcome.complaints[0]
    assert "1 exported" in outcome.err


@pytest.mark.parametrize("to", ["csv", "sqlite"])
def test_second_result_of_a_source_is_left_out_and_named(run: Run, to: str) -> None:
    save("a.json", tree_of())
    save("b.json", tree_of(title=build.cell("灯塔概况")))
    outcome = run("export", "a.json", "b.json", "--to", to, "--out", "out")
    assert outcome.code == 0
    assert outcome.complaints == ["docparse: b.json: left out, the same source as a.json"]
    assert "1 exported (0 replaced), 1 left out, 0 failed; 4 cells" in outcome.err


# What exists already.


@pytest.mark.parametrize(("to", "target"), [(to, form.files_of(Path("out"))[0]) for to, form in FORMATS.items()])
def test_what_exists_is_replaced_only_by_force(run: Run, to: str, target: Path) -> None:
    save("a.json", tree_of())
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(b"precious")
    outcome = run("export", "a.json", "--to", to, "--out", "out")
    assert (outcome.code, outcome.complaints) == (1, [f"docparse: {target}: exists already; --force replaces it"])
    assert target.read_bytes() == b"precious"
    assert run("export", "a.json", "--to", to, "--out", "out", "--force").code == 0
    assert target.read_bytes() != b"precious"


def test_other_files_of_the_folder_stay(run: Run) -> None:
    save("out/notes.txt", tree_of())
    save("a.json", tree_of())
    before = Path("out/notes.txt").read_bytes()
    assert run("export", "a.json", "--to", "csv", "--out", "out").code == 0
    assert names("out") == sorted(["notes.txt", *(f"{name}.csv" for name in COLUMNS)])
    assert Path("out/notes.txt").read_bytes() == before


@pytest.mark.parametrize("more", [["--force"], ["--append"], []])
def test_input_is_never_replaced(run: Run, more: list[str]) -> None:
    before = save("a.json", tree_of()).read_bytes()
    outcome = run("export", "a.json", "--to", "sqlite", "--out", "a.json", *more)
    assert (outcome.code, Path("a.json").read_bytes()) == (1, before)
    assert "the output would replace the input" in outcome.complaints[0]


def test_database_that_is_being_written_to_is_not_replaced(run: Run) -> None:
    save("a.json", tree_of())
    run("export", "a.json", *TO_SQLITE)
    Path("a.sqlite-journal").touch()
    assert run("export", "a.json", *TO_SQLITE, "--force").code == 1


@pytest.mark.parametrize("to", FORMATS)
def test_interrupted_export_leaves_the_old_one(run: Run, to: str, monkeypatch: pytest.MonkeyPatch) -> None:
    save("a.jsonl", tree_of(source="a"), tree_of(source="b"), by_lines=True)
    run("export", "a.jsonl", "--to", to, "--out", "out")
    before = contents_of("out")
    contents = command._contents_of

    def broken_off(file: Any) -> Any:
        yield next(contents(file))
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "_contents_of", broken_off)
    assert run("export", "a.jsonl", "--to", to, "--out", "out", "--force").code == 130
    assert contents_of("out") == before
    assert names() == ["a.jsonl", "out"]


def test_new_database_gets_its_name_when_it_is_whole(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    save("a.json", tree_of())
    there: list[bool] = []
    contents = command._contents_of

    def watched(file: Any) -> Any:
        yield from contents(file)
        there.append(Path("a.sqlite").exists())

    monkeypatch.setattr(command, "_contents_of", watched)
    run("export", "a.json", *TO_SQLITE)
    assert (there, names()) == ([False], ["a.json", "a.sqlite"])


# Adding.


def test_adding_replaces_what_is_there_of_the_same_source(run: Run) -> None:
    save("a.jsonl", tree_of(source="a"), tree_of(source="b"), by_lines=True)
    run("export", "a.jsonl", *TO_SQLITE)
    save("b.jsonl", tree_of(source="b", title=build.cell("灯塔概况")), tree_of(source="c"), by_lines=True)
    outcome = run("export", "b.jsonl", *TO_SQLITE, "--append")
    assert outcome.code == 0
    assert "2 exported (1 replaced), 0 left out, 0 failed; 8 cells" in outcome.err
    assert ask("SELECT source_name, title FROM report ORDER BY source_name") == [
        ("a.txt", None), ("b.txt", "灯塔概况"), ("c.txt", None),
    ]  # fmt: skip
    assert ask("SELECT count(*) FROM cell") == [(12,)]


def test_adding_makes_a_database_that_is_missing(run: Run) -> None:
    save("a.json", tree_of())
    assert run("export", "a.json", *TO_SQLITE, "--append").code == 0
    assert sources() == ["灯塔.txt"]


def test_adding_to_anything_else_is_refused(run: Run) -> None:
    save("a.json", tree_of())
    Path("a.sqlite").write_bytes(b"precious")
    outcome = run("export", "a.json", *TO_SQLITE, "--append")
    assert (outcome.code, Path("a.sqlite").read_bytes()) == (1, b"precious")
    assert outcome.complaints == ["docparse: a.sqlite: no database of docparse export, or of another version of it"]


def test_locked_database_is_told_in_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    save("a.json", tree_of())
    run("export", "a.json", *TO_SQLITE)
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *where, **how: connect(*where, **how, timeout=0))
    with closing(connect("a.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        outcome = run("export", "a.json", *TO_SQLITE, "--append")
    assert (outcome.code, outcome.complaints) == (1, ["docparse: a.sqlite: database is locked"])


# The command line.


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("export a.json", "--to csv|sqlite|parquet|duckdb|xlsx|fiscal-data-package is missing; see docparse --help"),
        ("export --to csv", "FILE|DIR|GLOB|- is missing; see docparse --help"),
        ("export a.json --to", "the option --to takes a value"),
        ("export a.json --to csv --out", "the option --out takes a value"),
        (
            "export a.json --to xls",
            "--to takes one of csv, sqlite, parquet, duckdb, xlsx, fiscal-data-package, not 'xls'",
        ),
        ("export a.json --to csv --append", "--append goes with --to sqlite only"),
        ("export a.json --to sqlite --bom", "--bom goes with --to csv only"),
        ("export a.json --to sqlite --append --force", "--append and --force exclude each other"),
        ("export - - --to csv", "standard input (-) can be read only once"),
        ("export a.json --to csv --out file", "--out file is a file; csv needs a folder"),
        ("export a.json --to sqlite --out folder", "--out folder is a folder; sqlite needs a file"),
    ],
)
def test_mistake_gets_one_line_and_the_exit_code_two(run: Run, line: str, sentence: str) -> None:
    Path("file").touch()
    Path("folder").mkdir()
    outcome = run(*line.split())
    assert (outcome.code, outcome.err) == (2, f"docparse: {sentence}\n")


def test_folder_that_is_missing_is_made_for_csv_and_named_for_sqlite(run: Run) -> None:
    save("a.json", tree_of())
    assert run("export", "a.json", "--to", "csv", "--out", "x/y").code == 0
    outcome = run("export", "a.json", "--to", "sqlite", "--out", "z/a.sqlite")
    assert outcome.code == 1
    assert outcome.complaints[0].endswith("z/a.sqlite: no such file or folder")


@pytest.mark.parametrize(("to", "package"), [("parquet", "pyarrow"), ("duckdb", "duckdb"), ("xlsx", "XlsxWriter")])
def test_package_that_is_missing_is_named_with_the_command_that_brings_it(
    run: Run, to: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(packages, "import_module", missing)
    save("a.json", tree_of())
    outcome = run("export", "a.json", "--to", to, "--out", "out")
    assert (outcome.code, [path for path in Path().rglob("*") if path.is_file()]) == (1, [Path("a.json")])
    assert outcome.complaints == [f"docparse: --to {to} needs the package {package}: pip install 'docparse[export]'"]


# What docparse batch wrote.


@pytest.mark.parametrize("more", [[], ["--zstd"], ["--format", "jsonl", "--zstd"], ["--format", "parquet"]])
def test_output_of_a_batch_is_exported_like_single_results(run: Run, report_file: Path, more: list[str]) -> None:
    assert run("batch", report_file, "--out", "out", "--workers", "0", "--quiet", *more).code == 0
    assert run("export", "out", *TO_SQLITE).code == 0
    run("convert", report_file, "-o", "tea.json")
    run("export", "tea.json", "--to", "sqlite", "--out", "b.sqlite")
    question = "SELECT row_id, column_key, value, status, spans FROM cell ORDER BY id"
    assert ask(question) == ask(question, "b.sqlite") != []


def test_tables_of_an_export_beside_the_results_are_left_alone(run: Run) -> None:
    save("out/reports/a.json", tree_of())
    for target in ("out/one", "out/two"):
        assert run("export", "out", "--to", "parquet", "--out", target).code == 0


def test_file_that_cannot_be_unpacked_is_named_and_the_others_go_on(run: Run) -> None:
    save("out/a.json", tree_of())
    Path("out/b.json.zst").write_bytes(b"tea")
    outcome = run("export", "out", *TO_SQLITE)
    assert (outcome.code, sources()) == (1, ["灯塔.txt"])
    assert "b.json.zst: cannot be unpacked" in outcome.complaints[0]
