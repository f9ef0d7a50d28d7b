"""Reports that docparse reads without the words that they alone gave: where words come from, and taking them away."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

import docparse
from benchmarks.__main__ import main
from benchmarks.holdout_knowledge import PACKAGE, TITLES, Entry, Knowledge, Removal, read_knowledge, remove
from benchmarks.holdout_provenance import attested, printed_by, removal_of
from benchmarks.holdout_running import parse_without
from docparse.grammars.evaluation_files import read_evaluation_form
from docparse.lexicons.indicator_words import read_indicator_words
from tests.measuring.evaluation_forms import PROJECT, replaced, written
from tests.measuring.test_evaluation_command import write_forms

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.holdout_provenance import Printed

NAME, UNIT = Entry("head.project_name", "河务名目"), Entry("unit", "次")


def printed(name: str, text: str, *variants: str) -> Printed:
    """A report of one form of the given label whose lines are all that it prints besides."""
    source, _, labels = written(text)
    return printed_by(name, source, labels, variants)


def known(*entries: Entry, **variants: Entry) -> Knowledge:
    """Words of the national form, and variants of one word."""
    own = {name: frozenset({one}) for name, one in variants.items()}
    return Knowledge({"project": frozenset(entries), **own}, frozenset({UNIT}))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    shutil.copytree(PACKAGE, tmp_path / "docparse")
    return tmp_path / "docparse"


def without(word: Entry, package: Path) -> Knowledge:
    remove(Removal(frozenset(), frozenset({word})), package)
    return read_knowledge(package)


def test_word_that_one_report_prints_comes_from_it() -> None:
    one, other = printed("one", replaced("河湖长制", "河务名目", text=PROJECT)), printed("other", PROJECT)
    assert removal_of({"one"}, [one, other], known(NAME)).entries == {NAME}
    assert removal_of({"other"}, [one, other], known(NAME)).entries == frozenset()


def test_word_that_two_reports_print_comes_from_neither_but_from_both_together() -> None:
    text = replaced("河湖长制", "河务名目", text=PROJECT)
    reports = [printed("one", text), printed("other", text), printed("third", PROJECT)]
    assert removal_of({"one"}, reports, known(NAME)).entries == frozenset()
    assert removal_of({"one", "other"}, reports, known(NAME)).entries == {NAME}


def test_word_that_no_report_prints_stays() -> None:
    assert NAME not in removal_of({"one"}, [printed("one", PROJECT)], known(NAME)).entries


def test_word_is_found_over_a_line_break() -> None:
    one = printed_by("one", "河务\n 名目", ())
    assert removal_of({"one"}, [one], known(NAME)).entries == {NAME}


def test_unit_comes_from_the_report_that_counts_in_it_though_others_print_its_character() -> None:
    one = printed("one", PROJECT)
    other = printed(
        "other", PROJECT.replace("≥380次\t≥\t380\t次\t400次\t\t400\t次", "≥380处\t≥\t380\t处\t400处\t\t400\t处")
    )
    assert one.says(UNIT)
    assert other.says(UNIT)
    assert removal_of({"one"}, [one, other], known()).entries == {UNIT}
    assert removal_of({"other"}, [one, other], known()).entries == frozenset()


def test_unit_is_found_inside_a_unit_of_several() -> None:
    text = PROJECT.replace("\t次\t400次", "\t万次/年\t400次").replace("\t400\t次", "\t400\t处")
    assert printed("one", text).uses(UNIT)


def test_level_is_found_without_its_tail_and_its_weight() -> None:
    text = PROJECT.replace("@indicator\t产出指标\t", "@indicator\t产出指标（50分）\t")
    one = printed("one", text)
    assert one.uses(Entry("levels.level1", "产出指标"))
    assert one.uses(Entry("level", "数量"))
    assert not one.uses(Entry("levels.level1", "数量指标"))


def test_word_that_a_public_document_prints_stays() -> None:
    national = Entry("head.project_name", "项目名称")
    one = printed("one", replaced("河湖长制", "项目名称", text=PROJECT))
    assert national not in removal_of({"one"}, [one], known(national)).entries


def test_attested_words_are_words_of_docparse() -> None:
    assert attested() <= read_knowledge().entries


def test_variant_goes_with_the_only_report_that_is_recognised_as_it() -> None:
    reports = [printed("one", PROJECT, "project_yunxi"), printed("other", PROJECT, "project")]
    knowledge = known(project_yunxi=NAME)
    assert removal_of({"one"}, reports, knowledge).variants == {"project_yunxi"}
    assert removal_of({"other"}, reports, knowledge).variants == frozenset()


def test_variant_goes_with_the_only_report_that_prints_its_own_words() -> None:
    text = replaced("河湖长制", "河务名目", text=PROJECT)
    reports = [printed("one", text), printed("other", PROJECT)]
    assert removal_of({"one"}, reports, known(project_yunxi=NAME)).variants == {"project_yunxi"}
    assert removal_of({"one"}, reports, known(NAME, project_yunxi=NAME)).variants == frozenset()


def test_words_of_a_variant_are_lost_unless_another_has_them() -> None:
    removal = Removal(frozenset({"project_yunxi"}), frozenset())
    assert known(project_yunxi=NAME).lost(removal) == {NAME}
    assert known(NAME, project_yunxi=NAME).lost(removal) == frozenset()


@pytest.mark.parametrize("word", [Entry("unit", "篇"), Entry("indicators.operator", "指标性质")])
def test_only_the_word_is_taken_away(word: Entry, package: Path) -> None:
    assert without(word, package).entries == read_knowledge().entries - {word}


def test_what_is_left_is_what_docparse_reads(package: Path) -> None:
    without(Entry(TITLES, "项目支出绩效自评表"), package)
    path = package / "grammars" / "evaluation" / "project.toml"
    left = read_evaluation_form(path.read_text(encoding="utf-8"), file=path.name, name=path.stem)
    assert "项目支出绩效自评表" not in left.titles
    assert left.labels["head"]["project_name"] == ("项目名称",)
    words = package / "lexicons" / "indicator_words.tsv"
    assert read_indicator_words(words.read_text(encoding="utf-8"), file=words.name).operators[">="] == "≥"


def test_variant_is_taken_away_as_a_file(package: Path) -> None:
    remove(Removal(frozenset({"project_guizhou"}), frozenset()), package)
    assert not (package / "grammars" / "evaluation" / "project_guizhou.toml").exists()


def test_docparse_itself_loses_nothing() -> None:
    with pytest.raises(ValueError, match="only a copy"):
        remove(Removal(frozenset({"project"}), frozenset()), PACKAGE)


def test_docparse_is_run_with_the_knowledge_of_the_copy(tmp_path: Path) -> None:
    write_forms(tmp_path, PROJECT)
    source = tmp_path / "source.txt"
    everything, nothing_lost, word_lost = (
        tree["producer"]["knowledge"]
        for tree in (
            docparse.parse_file(source).to_dict(),
            parse_without(Removal(frozenset(), frozenset({NAME})), source),
            parse_without(Removal(frozenset(), frozenset({UNIT})), source),
        )
    )
    assert nothing_lost == everything
    assert word_lost != everything


def test_copy_that_does_not_run_says_why(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no-such"):
        parse_without(Removal(frozenset(), frozenset()), tmp_path / "no-such.txt")


def test_command_prints_both_readings_and_what_was_taken_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_forms(tmp_path / "d1", PROJECT)
    write_forms(tmp_path / "d2", PROJECT.replace("次", "处"))
    main(["holdout", str(tmp_path), "--list", "--worst", "1", "--json", str(tmp_path / "figures.json")])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("d1 ")
    assert lines[2].startswith("d1 held out")
    assert "  unit 次" in lines
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert "unit 处" in figures["d2"]["removed"]["words"]
    assert figures["d1"]["held out"]["counts"]["forms"] == 1


def test_reports_of_one_place_can_be_held_out_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("d1", "d2"):
        write_forms(tmp_path / name, PROJECT)
    main(["holdout", str(tmp_path), "--list"])
    assert "  unit 次" not in capsys.readouterr().out.splitlines()
    main(["holdout", str(tmp_path), "--list", "--together", "d1,d2"])
    assert capsys.readouterr().out.splitlines().count("  unit 次") == 2


def test_folder_without_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no labels of evaluation forms"):
        main(["holdout", str(tmp_path)])
