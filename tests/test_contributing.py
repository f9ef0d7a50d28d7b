"""The worked examples of the contributors' pages do what the pages say."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from docparse.errors import GrammarError
from docparse.grammars.authoring import read_form

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "contributing"
MARKDOWN = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), ROOT / "corpus" / "README.md"]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of a page in that language, in their order."""
    text = (PAGES / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_worked_form_loads() -> None:
    (text,) = blocks("form.md", "toml")
    form = read_form(text, file="government_procurement.toml")
    assert [column.key for column in form.columns] == ["total", "goods", "works", "services"]


def test_misspelt_form_is_refused_as_the_page_shows() -> None:
    (text,) = blocks("form.md", "toml")
    shown = blocks("form.md", "text")[-1].strip()
    with pytest.raises(GrammarError) as refused:
        read_form(text.replace("stub_labels", "stub_lables"), file="government_procurement.toml")
    assert str(refused.value) == shown


def test_worked_rendering_cuts_the_lines_that_the_page_shows() -> None:
    (code,) = blocks("rendering.md", "python")
    (sample,) = blocks("rendering.md", "text")
    module: dict[str, object] = {}
    exec(code, module)  # noqa: S102  the page's own example
    claims, cells = module["claims"], module["cells"]
    assert callable(claims)
    assert callable(cells)
    lines = sample.splitlines()
    assert [[line[start:end] for start, end in cells(line)] for line in lines if claims(line)][2] == [
        "2050101", "行政运行", "2.00", "", "2.00",
    ]  # fmt: skip


def test_worked_manifest_entry_has_the_keys_of_the_manifest() -> None:
    (text,) = blocks("gold-document.md", "toml")
    manifest = tomllib.loads((ROOT / "corpus" / "manifest.toml").read_text(encoding="utf-8"))
    (entry,) = tomllib.loads(text)["documents"]
    assert list(entry) == list(manifest["documents"][0])


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_worked_form_recognises_the_table_that_the_page_shows() -> None:
    from docparse.grammars.load import load_forms
    from docparse.grammars.vocabulary import vocabulary_of
    from docparse.lexicons.load import load_lexicon
    from docparse.matching.forms import match_form
    from docparse.reading import from_text, normalise
    from docparse.segmenting.lines import split_lines
    from docparse.segmenting.tables import TableFinder

    form = read_form(blocks("form.md", "toml")[0], file="government_procurement.toml")
    vocabulary = vocabulary_of((*load_forms(), form))
    text = normalise(from_text(blocks("form.md", "text")[0])).text
    (region,) = TableFinder(split_lines(text), vocabulary=vocabulary, lexicon=load_lexicon()).find()
    match = match_form(region, text=text, vocabulary=vocabulary)
    assert match is not None
    assert [column.key for column in match.columns] == ["total", "goods", "works", "services"]
