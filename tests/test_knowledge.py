"""Forms, lexicons and renderings of a user's own: what they change, what they cost, and what is refused of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import docparse
from docparse.errors import GrammarError, OptionError
from docparse.knowledge import built_in, knowledge_of, read_knowledge
from docparse.options import Options
from tests.build import text

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
FORM = """
    kind = "lighthouse:{name}"
    titles = ["{title}"]
    rows = "line_item"
    stub_labels = ["项目"]

    [[groups]]
    stub = ["name"]

    [[columns]]
    key = "total"
    paths = [["耗油合计"]]

    [[columns]]
    key = "lamps"
    paths = [["灯器耗油"]]

    [[columns]]
    key = "boats"
    paths = [["艇耗油"]]

    [[variants]]
    id = "authority"
    columns = ["total", "lamps", "boats"]

    [[identities]]
    id = "oil.row-sum"
    total = "total"
    parts = ["lamps", "boats"]
"""
TABLE = """
    灯塔用油情况表
    单位：元
    项目 耗油合计 灯器耗油 艇耗油
    东岸 120.00 80.00 40.00
    西岸 90.50 50.25 40.25
    合计 210.50 130.25 80.25
"""


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes a folder of grammars: files by their names, lexicons by names with a slash."""

    def write(place: str = "forms", /, **files: str) -> Path:
        for name, content in files.items():
            path = tmp_path / place / (f"lexicons/{name}.tsv" if "\t" in content else f"{name}.toml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text(content), encoding="utf-8")
        return tmp_path / place

    return write


def oil(name: str = "oil", title: str = "灯塔用油情况表") -> str:
    return FORM.format(name=name, title=title)


def refusal(*grammars: Path) -> GrammarError:
    with pytest.raises(GrammarError) as refused:
        docparse.Parser(grammars=grammars)
    return refused.value


# ---- what they change


def test_form_of_a_folder_gives_a_table_of_its_kind(folder: Callable[..., Path]) -> None:
    (table,) = docparse.Parser(grammars=[folder(oil=oil())]).parse(text(TABLE)).tables
    assert (table.kind, table.grammar.form) == ("lighthouse:oil", "lighthouse:oil")
    assert [column.key for column in table.columns] == ["total", "lamps", "boats"]


def test_parser_without_grammars_reads_as_the_functions_do() -> None:
    assert docparse.Parser().parse(text(TABLE)) == docparse.parse(text(TABLE))


def test_form_of_a_kind_that_docparse_has_takes_its_place(folder: Callable[..., Path]) -> None:
    form = oil().replace("lighthouse:oil", "state_capital")
    (table,) = docparse.Parser(grammars=[folder(state_capital=form)]).parse(text(TABLE)).tables
    assert table.kind == "state_capital"


def test_lexicon_gives_rows_their_keys(folder: Callable[..., Path]) -> None:
    place = folder(oil=oil(), row_keys="oil.east\t东岸\noil.west\t西岸")
    (table,) = docparse.Parser(grammars=[place]).parse(text(TABLE)).tables
    assert [row.key for row in table.rows] == ["oil.east", "oil.west", "total"]


def test_lexicons_alone_are_enough(folder: Callable[..., Path]) -> None:
    place = folder(row_keys="oil.east\t东岸")
    (table,) = docparse.Parser(grammars=[place]).parse(text(TABLE)).tables
    assert (table.kind, table.rows[0].key) == ("generic", "oil.east")


def test_several_folders_add_up(folder: Callable[..., Path]) -> None:
    places = [folder("one", oil=oil()), folder("two", wick=oil("wick", "灯芯用量表"))]
    printed = text(TABLE) + text(TABLE).replace("灯塔用油情况表", "灯芯用量表")
    kinds = [table.kind for table in docparse.Parser(grammars=places).parse(printed).tables]
    assert kinds == ["lighthouse:oil", "lighthouse:wick"]


def test_options_take_grammars_as_the_parser_does(folder: Callable[..., Path]) -> None:
    place = folder(oil=oil())
    options = Options(grammars=(str(place),))
    assert docparse.parse(text(TABLE), options=options) == docparse.Parser(grammars=[place]).parse(text(TABLE))


def test_bytes_and_files_are_parsed_as_text_is(folder: Callable[..., Path], tmp_path: Path) -> None:
    parser = docparse.Parser(grammars=[folder(oil=oil())])
    (tmp_path / "report.txt").write_text(text(TABLE), encoding="utf-8")
    assert parser.parse_file(tmp_path / "report.txt").tables == parser.parse(text(TABLE)).tables
    assert parser.parse_bytes(text(TABLE).encode()).tables == parser.parse(text(TABLE)).tables


# ---- the fingerprint


def test_fingerprint_of_a_report_is_that_of_its_parser(folder: Callable[..., Path]) -> None:
    parser = docparse.Parser(grammars=[folder(oil=oil())])
    assert parser.parse(text(TABLE)).producer.knowledge == parser.knowledge != built_in().fingerprint


def test_fingerprint_changes_with_every_file(folder: Callable[..., Path]) -> None:
    place = folder(oil=oil())
    seen = [read_knowledge([str(place)]).fingerprint]
    folder(row_keys="oil.east\t东岸")
    seen.append(read_knowledge([str(place)]).fingerprint)
    folder(row_keys="oil.east\t东岸|东站")
    seen.append(read_knowledge([str(place)]).fingerprint)
    folder(oil=oil().replace("艇耗油", "船耗油"))
    seen.append(read_knowledge([str(place)]).fingerprint)
    assert len(set(seen)) == 4


def test_fingerprint_does_not_depend_on_where_the_folder_stands(folder: Callable[..., Path]) -> None:
    one, two = folder("one", oil=oil()), folder("two", oil=oil())
    assert read_knowledge([str(one)]).fingerprint == read_knowledge([str(two)]).fingerprint


# ---- what is refused


def test_misspelt_key_is_refused_with_file_line_and_the_nearest_key(folder: Callable[..., Path]) -> None:
    place = folder(oil=oil().replace("stub_labels", "stub_lables"))
    error = refusal(place)
    assert (error.file, error.line) == (str(place / "oil.toml"), 4)
    assert "did you mean 'stub_labels'" in error.message


def test_kind_that_no_output_has_is_refused(folder: Callable[..., Path]) -> None:
    error = refusal(folder(oil=oil().replace("lighthouse:oil", "oil")))
    assert error.line == 1
    assert "vendor:name" in error.message


def test_title_of_another_form_is_refused(folder: Callable[..., Path]) -> None:
    error = refusal(folder(oil=oil(title="支出决算表")))
    assert error.line == 2
    assert "expenditure" in error.message


def test_kind_of_two_files_is_refused(folder: Callable[..., Path]) -> None:
    error = refusal(folder("one", oil=oil()), folder("two", oil=oil(title="灯油表甲")))
    assert "one of them" in error.message


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("Oil\t东岸", 1, "small letters"),
        ("# note\noil.east\t收入合计", 2, "already stands for"),
        ("oil.east\t东岸\toutlay", 1, "income or expenditure"),
        ("oil.east\t东岸\noil.west\t东岸", 2, "already stands for oil.east"),
        ("oil.east\t", 1, "a key and a name"),
    ],
)
def test_line_of_a_lexicon_is_refused_with_its_number(
    folder: Callable[..., Path], content: str, line: int, said: str
) -> None:
    error = refusal(folder(row_keys=content))
    assert error.line == line
    assert said in error.message


def test_code_is_refused_that_is_none(folder: Callable[..., Path]) -> None:
    assert "three, five or seven digits" in refusal(folder(function_codes="2050\t教育")).message


def test_lexicon_of_an_unknown_name_is_refused(folder: Callable[..., Path]) -> None:
    assert "row_keys.tsv" in refusal(folder(rows="oil.east\t东岸")).message


def test_file_that_is_not_utf_8_is_refused(folder: Callable[..., Path]) -> None:
    place = folder(oil=oil())
    (place / "oil.toml").write_bytes(text(oil()).encode("gb18030"))
    assert "UTF-8" in refusal(place).message


@pytest.mark.parametrize("name", ["no-such-folder", ""])
def test_name_of_nothing_is_refused(name: str) -> None:
    with pytest.raises(OptionError):
        docparse.parse("x", options=Options(grammars=(name,)))


def test_folder_without_grammars_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="form files"):
        docparse.Parser(grammars=[tmp_path])


# ---- installed packages


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Installs a package whose module says what is given; called ``beacon``."""

    def install(module: str) -> None:
        (tmp_path / "docparse_beacon.py").write_text(text(module), encoding="utf-8")
        place = tmp_path / "docparse_beacon-1.0.dist-info"
        place.mkdir()
        (place / "METADATA").write_text("Metadata-Version: 2.1\nName: docparse-beacon\nVersion: 1.0\n")
        (place / "entry_points.txt").write_text("[docparse.grammars]\nbeacon = docparse_beacon\n")
        monkeypatch.syspath_prepend(str(tmp_path))
        monkeypatch.delitem(sys.modules, "docparse_beacon", raising=False)

    return install


def test_installed_package_is_called_by_its_entry_point(
    folder: Callable[..., Path], package: Callable[[str], None]
) -> None:
    package(f"GRAMMARS = {str(folder(oil=oil()))!r}")
    assert docparse.Parser(grammars=["beacon"]).parse(text(TABLE)).tables[0].kind == "lighthouse:oil"


def test_package_that_is_not_asked_for_is_not_used(folder: Callable[..., Path], package: Callable[[str], None]) -> None:
    package(f"GRAMMARS = {str(folder(oil=oil()))!r}")
    assert docparse.parse(text(TABLE)).tables[0].kind == "generic"
    assert "docparse_beacon" not in sys.modules


def test_package_without_a_folder_is_refused(package: Callable[[str], None]) -> None:
    package("FORMS = 1")
    assert "GRAMMARS" in refusal(Path("beacon")).message


def test_rendering_without_its_parts_is_refused(folder: Callable[..., Path], package: Callable[[str], None]) -> None:
    package(f"GRAMMARS = {str(folder(oil=oil()))!r}\nRENDERINGS = (1,)")
    assert "NAME, claims and cells" in refusal(Path("beacon")).message


# ---- what they cost


def test_who_adds_nothing_loads_nothing() -> None:
    code = (
        "import sys, docparse; docparse.parse('支出决算表'); "
        "print([name for name in ('importlib.metadata', 'docparse.grammars.authoring', 'docparse.lexicons.adding')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() in ("[]", "['importlib.metadata']")
    assert "docparse." not in done.stdout


def test_grammars_of_options_are_read_once(folder: Callable[..., Path]) -> None:
    name = str(folder(oil=oil()))
    assert knowledge_of((name,)) is knowledge_of((name,))


@pytest.mark.slow
@pytest.mark.parametrize(
    "example", sorted(each.parent for each in ROOT.glob("examples/*/tests")), ids=lambda path: path.name
)
def test_example_passes_its_own_tests(example: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        command, cwd=example, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
