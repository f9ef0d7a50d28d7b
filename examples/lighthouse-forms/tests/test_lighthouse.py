"""What the plug-in promises: its form is read in layouts of docparse and in one of its own."""

from pathlib import Path

import docparse_lighthouse
import pytest

import docparse

ROWS = (
    ("项目", "维护经费合计", "材料费", "人工费"),
    ("灯器维护", "12.00", "8.50", "3.50"),
    ("航标", "30.00", "30.00", ""),
    ("塔体", "8.00", "", "8.00"),
    ("合计", "50.00", "38.50", "11.50"),
)
HEAD = "灯塔维护经费情况表\n单位：万元\n"
# The form files alone, as a user without the package would name them.
FOLDER = Path(docparse_lighthouse.__file__).with_name("grammars")


def test_form_is_read_with_keys_of_its_own() -> None:
    printed = "".join(f"| {' | '.join(row)} |\n" for row in ROWS)
    (table,) = docparse.Parser(grammars=[FOLDER]).parse(HEAD + printed).tables
    assert table.kind == "lighthouse:upkeep"
    assert [row.id for row in table.rows] == ["upkeep.lamps", "upkeep.buoys", "upkeep.towers", "total"]
    assert table.amount("upkeep.lamps", "material") == 85_000


def test_arithmetic_of_the_form_proves_its_values() -> None:
    printed = "".join(f"| {' | '.join(row)} |\n" for row in ROWS)
    report = docparse.Parser(grammars=[FOLDER]).parse(HEAD + printed)
    assert {check.kind for check in report.checks} == {"row_sum", "column_total"}
    assert {cell.status for row in report.tables[0].rows for cell in row.cells.values() if cell} == {"verified"}


def test_evaluation_form_is_read_by_labels_of_its_own() -> None:
    header = ("考核大类", "考核小类", "看护要点", "应达数", "实达数", "满分", "实得")
    row = ("看护成效", "亮灯", "亮灯天数", "≥360天", "361天", "60", "58")
    lines = ["灯塔养护考核评分表", "养护事项\t东岸灯塔", "\t".join(header), "\t".join(row)]
    (form,) = docparse.Parser(grammars=[FOLDER]).parse("\n".join(lines)).evaluations
    (indicator,) = form.indicators
    printed = (indicator.level1, indicator.level2, indicator.level3, indicator.target, indicator.actual)
    assert [cell and cell.value for cell in printed] == list(row[:5])
    assert form.grammar.form == "keeper"


def test_rendering_keeps_the_blanks_between_broken_bars(installed: None) -> None:
    printed = "".join("¦".join(row) + "\n" for row in ROWS)
    (table,) = docparse.Parser(grammars=["lighthouse"]).parse(HEAD + printed).tables
    assert table.grammar.rendering == "barred"
    assert table.cell("upkeep.towers", "material") is None


def test_forms_pass_the_linter(capsys: pytest.CaptureFixture[str]) -> None:
    from docparse.cli import main

    assert main(["--lang", "en", "lint", str(FOLDER)]) == 0
    assert "errors 0" in capsys.readouterr().out


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry point as installing the package would leave it."""
    place = tmp_path / "docparse_lighthouse-1.0.0.dist-info"
    place.mkdir()
    (place / "METADATA").write_text("Metadata-Version: 2.1\nName: docparse-lighthouse\nVersion: 1.0.0\n")
    (place / "entry_points.txt").write_text("[docparse.grammars]\nlighthouse = docparse_lighthouse\n")
    monkeypatch.syspath_prepend(str(tmp_path))
