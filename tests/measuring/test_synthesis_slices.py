"""The fixed fifty, what the command makes of them, what it keeps, and what it says where a program is missing."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from benchmarks.documents import find_documents
from benchmarks.synthesis import making
from benchmarks.synthesis.__main__ import main
from benchmarks.synthesis.making import GROUPS, UnknownRendererError, make, renderers, seeds_of
from benchmarks.synthesis.programs import missing
from benchmarks.synthesis.typesetting import PROGRAM
from benchmarks.synthesis.variants import make_manner
from benchmarks.unseen import measure

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.synthesis.variants import Manner


def manners(part: str) -> list[Manner]:
    return [make_manner(seed) for seed in seeds_of(part)]


def test_fifty_seeds_are_halved_without_overlap() -> None:
    development, held_out = set(seeds_of("development")), set(seeds_of("held-out"))
    assert len(development) == len(held_out) == 25
    assert not development & held_out


def test_both_halves_hold_the_places_alike() -> None:
    places = Counter(manner.place for manner in manners("development"))
    assert places == Counter(manner.place for manner in manners("held-out"))
    assert set(places) == {"national", "twelve", "procurement", "split", "renamed"}
    assert places["national"] > max(places[place] for place in places if place != "national")


@pytest.mark.parametrize("part", ["development", "held-out"])
def test_each_half_holds_every_year_unit_and_manner_of_printing_nothing(part: str) -> None:
    found = manners(part)
    assert {manner.year for manner in found} == set(range(2019, 2025))
    assert {manner.unit for manner in found} == {"万元", "元"}
    assert {manner.printer.nothing for manner in found} == {"", "0", "0.00", "—"}
    assert any(manner.mixed for manner in found)


def test_slice_is_two_styles_by_three_extractors_pipes_and_one_line() -> None:
    wanted = {f"{style}-{name}" for style in ("wide", "narrow") for name in ("layout", "raw", "pymupdf")}
    assert set(renderers(["slice"])) == wanted | {"piped", "flowed"}
    assert set(renderers(["pdf", "text"])) > wanted


def test_unknown_renderer_is_refused() -> None:
    with pytest.raises(UnknownRendererError, match="no renderer is called holograph"):
        renderers(["text", "holograph"])


def test_what_stands_there_is_kept(tmp_path: Path) -> None:
    assert make([0], ["piped"], tmp_path).made == 1
    (source,) = tmp_path.glob("*/source.txt")
    written = source.stat().st_mtime_ns
    tally = make([0], ["piped", "spaced"], tmp_path)
    assert (tally.made, tally.kept) == (1, 1)
    assert source.stat().st_mtime_ns == written


def test_rendering_that_was_broken_off_is_made_again(tmp_path: Path) -> None:
    make([0], ["piped"], tmp_path)
    (stamp,) = tmp_path.glob("*/generated.toml")
    stamp.unlink()
    assert make([0], ["piped"], tmp_path).made == 1


def test_what_another_generator_made_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make([0, 1], ["piped"], tmp_path)
    mine = tmp_path / "my-notes"
    mine.mkdir()
    monkeypatch.setattr(making, "generator_hash", lambda: "of another day")
    tally = make([1], ["piped"], tmp_path)
    assert (tally.made, tally.removed) == (1, 2)
    assert mine.exists()


def test_fingerprint_covers_code_and_data() -> None:
    assert making.generator_hash() == making.generator_hash.__wrapped__()
    assert len(making.generator_hash()) == 16


def test_missing_programs_are_named_with_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert main([str(tmp_path / "out"), "--slice", "development"]) == 2
    said = capsys.readouterr().err
    assert "chromium (apt-get install chromium)" in said
    assert "pdftotext (apt-get install poppler-utils)" in said
    assert "--renderers text" in said
    assert not (tmp_path / "out").exists()


def test_text_needs_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert missing([]) == []


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which(PROGRAM) is None or shutil.which("pdftotext") is None, reason="no Chromium, no Poppler"
)
def test_typeset_twice_gives_the_same_text(tmp_path: Path) -> None:
    for folder in (tmp_path / "one", tmp_path / "other"):
        make([4], ["narrow-layout", "narrow-raw"], folder)
    for one in (tmp_path / "one").glob("*/source.txt"):
        other = tmp_path / "other" / one.relative_to(tmp_path / "one")
        assert one.read_bytes() == other.read_bytes()
        assert "收入支出决算总表" in one.read_text(encoding="utf-8")


def test_groups_name_only_renderers() -> None:
    assert all(renderers(group) for group in GROUPS.values())


@pytest.mark.parametrize(
    ("name", "least"), [("compact", 0.99), ("records", 0.99), ("repeated", 0.99), ("lone", 0.97), ("html", 0.99)]
)
def test_text_of_programs_that_have_the_cells_is_read_nearly_whole(tmp_path: Path, name: str, least: float) -> None:
    make([500], [name], tmp_path)
    measured = measure(find_documents(tmp_path), date="2024-01-01", progress=lambda _: None)
    counts = measured["sets"]["generated"]["all"]["counts"]
    # Where each cell has a line of its own, blank ones leave nothing.
    assert counts["cells right"] >= least * counts["cells"] > 0
    assert counts["silent"] == 0
