"""Fonts, DOCX and turned pages: what a document is typeset in, and with what."""

from __future__ import annotations

import importlib.util
import io
import re
import shutil
import zipfile
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from benchmarks.synthesis import fonts
from benchmarks.synthesis.__main__ import main
from benchmarks.synthesis.documents import make_document
from benchmarks.synthesis.fonts import FONTS, FontError, missing_fonts
from benchmarks.synthesis.making import documents_of, make, render, seeds_of
from benchmarks.synthesis.pages import page_text
from benchmarks.synthesis.programs import missing
from benchmarks.synthesis.turning import turn
from benchmarks.synthesis.typesetting import typeset
from benchmarks.synthesis.variants import make_manner
from benchmarks.synthesis.wordprocessing import docx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SEEDS = (0, 2, 6, 8, 10)


def lacks(*renderers: str) -> bool:
    """Whether a program, module or font for these renderers of seed 4 is not installed."""
    return bool(missing(renderers, [make_manner(4).font]))


def body(seed: int) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(docx(make_document(seed)))) as package:
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))  # noqa: S314  made by the line above
        return ElementTree.fromstring(package.read("word/document.xml"))  # noqa: S314


def grids(seed: int) -> Iterator[tuple[int, list[int]]]:
    """Of each table the number of its columns, and how many each of its rows spans."""
    for table in body(seed).iter(f"{W}tbl"):
        spans = [
            sum(int(each.get(f"{W}val", "1")) for each in row.iter(f"{W}gridSpan"))
            + sum(cell.find(f"{W}tcPr/{W}gridSpan") is None for cell in row.iter(f"{W}tc"))
            for row in table.iter(f"{W}tr")
        ]
        yield len(table.findall(f"{W}tblGrid/{W}gridCol")), spans


@pytest.mark.parametrize("part", ["development", "held-out"])
def test_each_half_holds_every_font_at_several_places(part: str) -> None:
    manners = [make_manner(seed) for seed in seeds_of(part)]
    for font in FONTS:
        assert len({manner.place for manner in manners if manner.font == font}) >= 4


def test_page_names_the_font_of_its_document_and_so_does_the_stamp(tmp_path: Path) -> None:
    make([4], ["piped"], tmp_path)
    font = make_document(4).manner.font
    assert f'font-family: "{font}"' in page_text(make_document(4), "wide")
    (stamp,) = tmp_path.glob("*/generated.toml")
    assert f'font = "{font}"' in stamp.read_text(encoding="utf-8")


def test_another_font_is_another_rendering(tmp_path: Path) -> None:
    assert render(documents_of([4], "SimSun"), ["html"], tmp_path).made == 1
    assert render(documents_of([4], "FangSong"), ["html"], tmp_path).made == 1
    assert render(documents_of([4], "FangSong"), ["html"], tmp_path).kept == 1
    (source,) = tmp_path.glob("*/source.txt")
    assert "FangSong" in source.read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("fc-list") is None, reason="no fontconfig")
def test_font_that_is_not_installed_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--seeds", "4", "--renderers", "wide-layout", "--font", "Nobody's Face"]
    assert main([str(tmp_path / "out"), *given]) == 2
    assert "the font Nobody's Face" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(shutil.which("fc-list") is None, reason="no fontconfig")
def test_nothing_is_typeset_in_another_font_instead(tmp_path: Path) -> None:
    (document,) = documents_of([4], "Nobody's Face")
    with pytest.raises(FontError, match="not installed: the font Nobody's Face"):
        typeset(document, "wide", tmp_path)
    assert not list(tmp_path.iterdir())


def test_font_that_is_not_installed_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(fonts, "font_version", lambda family: "" if "Wen" in family else "1")
    assert missing_fonts(set(FONTS)) == ["the font WenQuanYi Zen Hei (apt-get install fonts-wqy-zenhei)"]


def test_office_and_turned_pages_name_what_they_lack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert missing(["office-saved"]) == ["soffice (apt-get install libreoffice-writer-nogui)"]
    assert missing(["turned-layout"]) == [
        "chromium (apt-get install chromium)",
        "pdftotext (apt-get install poppler-utils)",
        "pypdf (pip install pypdf)",
    ]


def test_docx_is_the_same_file_every_time() -> None:
    assert docx(make_document(4)) == docx(make_document(4))
    assert docx(make_document(4)) != docx(make_document(5))


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_of_docx_fill_the_columns_of_their_table(seed: int) -> None:
    found = list(grids(seed))
    assert len(found) > 10
    for columns, spans in found:
        assert spans
        assert set(spans) == {columns}


@pytest.mark.parametrize("seed", SEEDS)
def test_docx_says_all_that_the_page_says(seed: int) -> None:
    page = unescape(re.sub("<[^>]*>", "", page_text(make_document(seed), "wide").partition("</head>")[2]))
    said = "".join(page.split())
    written = "".join("".join(text.text or "" for text in body(seed).iter(f"{W}t")).split())
    assert sorted(written) == sorted(said)


def test_broad_tables_of_docx_lie_among_upright_pages() -> None:
    pages = [page.get(f"{W}orient", "portrait") for page in body(4).iter(f"{W}pgSz")]
    assert {"portrait", "landscape"} == set(pages)
    assert all(one != other for one, other in pairwise(pages))


@pytest.mark.skipif(importlib.util.find_spec("pypdf") is None, reason="no pypdf")
@pytest.mark.parametrize("told", [True, False])
def test_lying_page_is_turned_and_upright_one_is_left(tmp_path: Path, told: bool) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(width=842, height=595)
    writer.add_blank_page(width=595, height=842)
    writer.write(tmp_path / "flat.pdf")
    turn(tmp_path / "flat.pdf", tmp_path / "turned.pdf", told=told)
    lying, upright = PdfReader(tmp_path / "turned.pdf").pages
    assert (lying.mediabox.width, lying.mediabox.height) == (595, 842)
    assert (lying.rotation, upright.rotation) == (90 if told else 0, 0)


@pytest.mark.slow
@pytest.mark.skipif(lacks("turned-layout"), reason="no Chromium, Poppler, pypdf or font")
def test_page_that_says_it_is_turned_gives_the_text_of_one_that_is_not(tmp_path: Path) -> None:
    make([4], ["mixed-layout", "turned-layout", "sideways-layout"], tmp_path)
    upright, turned, sideways = (
        (tmp_path / f"0004-national-{style}-layout" / "source.txt").read_text(encoding="utf-8")
        for style in ("mixed", "turned", "sideways")
    )
    assert turned.split() == upright.split()
    assert "收入支出决算总表" in "".join(sideways.split())


@pytest.mark.slow
@pytest.mark.skipif(
    bool(missing(["wide-layout"], ["Noto Serif CJK SC", "Noto Sans CJK SC"])), reason="no programs or fonts"
)
def test_another_font_stands_otherwise_on_the_page(tmp_path: Path) -> None:
    sources = []
    for font in ("Noto Serif CJK SC", "Noto Sans CJK SC"):
        render(documents_of([4], font), ["wide-layout"], tmp_path / font)
        (source,) = (tmp_path / font).glob("*/source.txt")
        sources.append(source.read_text(encoding="utf-8"))
    assert sources[0] != sources[1]
    for sheet in make_document(4).sheets:
        assert all(sheet.title in source for source in sources)


@pytest.mark.slow
@pytest.mark.skipif(lacks("office-layout", "office-saved"), reason="no LibreOffice, Poppler or font")
def test_office_typesets_and_saves_the_same_document(tmp_path: Path) -> None:
    make([4], ["office-layout", "office-saved"], tmp_path)
    printed, saved = (
        "".join((tmp_path / f"0004-national-office-{name}" / "source.txt").read_text(encoding="utf-8").split())
        for name in ("layout", "saved")
    )
    for sheet in make_document(4).sheets:
        assert sheet.title in printed
        assert sheet.title in saved
