"""Hand-labelled tables are printed as their labels say, and their truth is the labels."""

from __future__ import annotations

from pathlib import Path

import pytest

import docparse
from benchmarks.accuracy import score_report
from benchmarks.labels import read_tables
from benchmarks.synthesis.__main__ import main
from benchmarks.synthesis.labelled import LabelError, labelled_document, labelled_documents
from benchmarks.synthesis.making import labelled_in, render

CORPUS = Path(__file__).parents[2] / "corpus"
PAIRED = """\
# kind: income_expenditure_summary
# title: 收入支出决算总表
# unit: 万元
# department: 云溪县档案馆
# empty: false
@column\tamount\t决算数\t1\tincome
@column\tamount\t决算数\t2\texpenditure
@row\tincome\t1\t\t一、财政拨款收入\t1234.50?
@row\texpenditure\t3\t\t一、教育支出\t?
@row\texpenditure\t4\t\t二、卫生健康支出\t9.00
@row\tincome\t2\t\t二、其他收入\t—
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("labelled")
    render(labelled_in(CORPUS), ["tabbed", "piped"], folder)
    return folder


@pytest.fixture
def paired(tmp_path: Path) -> Path:
    tables = tmp_path / "0003" / "tables"
    tables.mkdir(parents=True)
    (tables / "01-income_expenditure_summary.tsv").write_text(PAIRED, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["000", "001", "004"])
def test_truth_is_the_labels_without_their_doubts(made: Path, name: str) -> None:
    (folder,) = made.glob(f"*{name}-labelled-text-piped")
    given, written = read_tables(CORPUS / name), read_tables(folder)
    assert [table.kind for table in written] == [table.kind for table in given]
    for before, after in zip(given, written, strict=True):
        assert after.columns == before.columns
        assert after.notes == before.notes
        assert [row.values for row in after.rows] == [row.values for row in before.rows]
        assert not any(row.open_columns for row in after.rows)
        for fact in ("title", "unit", "department", "form_number", "empty"):
            assert after.facts[fact] == before.facts[fact]


def test_every_labelled_table_is_read_where_blanks_are_kept(made: Path) -> None:
    for folder in sorted(path.parent for path in made.glob("*/source.txt")):
        score = score_report(folder.name, docparse.parse_file(folder / "source.txt"), read_tables(folder))
        assert score.counts["cells right"] >= 0.97 * score.counts["cells"] > 0
        assert score.counts["silent"] == 0


def test_rows_of_both_sides_share_lines_as_they_were_listed(paired: Path) -> None:
    (sheet,) = labelled_document(paired / "0003").sheets
    printed = [tuple(cell.text.replace(",", "") for cell in line) for line in sheet.form.body]
    assert printed == [
        ("一、财政拨款收入", "1", "1234.50", "一、教育支出", "3", ""),
        ("", "", "", "二、卫生健康支出", "4", "9.00"),
        ("二、其他收入", "2", "—", "", "", ""),
    ]
    assert [cell.text for cell in sheet.form.head[-1]] == ["栏次", "", "1", "栏次", "", "2"]


def test_changed_label_is_rendered_anew(paired: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert render(labelled_in(paired), ["piped"], out).made == 1
    assert render(labelled_in(paired), ["piped"], out).kept == 1
    label = paired / "0003" / "tables" / "01-income_expenditure_summary.tsv"
    label.write_text(PAIRED.replace("9.00", "8.00"), encoding="utf-8")
    assert render(labelled_in(paired), ["piped"], out).made == 1
    (source,) = out.glob("*/source.txt")
    assert "8.00" in source.read_text(encoding="utf-8")


def test_folder_without_labels_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(LabelError, match="no labelled tables"):
        labelled_documents(tmp_path)
    with pytest.raises(SystemExit):
        main([str(tmp_path / "out"), "--labels", str(tmp_path)])
    assert "no labelled tables" in capsys.readouterr().err


def test_folder_whose_name_is_no_number_is_refused(paired: Path) -> None:
    (paired / "0003").rename(paired / "report")
    with pytest.raises(LabelError, match="no number: report"):
        labelled_documents(paired)
