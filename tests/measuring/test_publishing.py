"""What a person and a program are shown of the figures."""

from __future__ import annotations

import json

from benchmarks.misses import Miss, list_misses, worst
from benchmarks.publishing import json_of, share, text_of
from benchmarks.results import ReadTable
from benchmarks.scoring import DocumentScore, score_tables
from tests.measuring.tables import label, read

SOURCE = "支出决算表\n单位：万元\n214 交通运输支出 7.00 5.80\n"
ROW = "214 交通运输支出"
LABEL = label(f"{ROW} 7.00 5.00 _", "213 农林水支出 3.00 3.00 _")


def score(*tables: ReadTable, document: str = "made-up") -> DocumentScore:
    return score_tables(document, tables, [LABEL])


def misses(found: DocumentScore) -> list[Miss]:
    return worst(list_misses(found, SOURCE))


def test_miss_names_document_table_line_row_and_column() -> None:
    at = SOURCE.index("7.00")
    found = misses(score(read(f"{ROW} 7.00 5.80 _", "213 农林水支出 3.00 3.00 _", at=at)))
    assert [str(miss) for miss in found] == [
        "made-up/03-expenditure.tsv, line 3: 214 交通运输支出 / basic: is 5.00, read 5.80: misread, read"
    ]


def test_miss_of_a_result_without_spans_stands_in_the_lines_of_the_table() -> None:
    (miss,) = misses(score(read(f"{ROW} 7.00 5.80 _", "213 农林水支出 3.00 3.00 _")))
    assert miss.lines == "3-9"


def test_missed_table_is_one_miss() -> None:
    assert [miss.what for miss in misses(score())] == ["table missed"]


def test_silent_misses_come_first_and_greater_amounts_before_smaller() -> None:
    found = misses(score(read(f"{ROW} 70.00!inferred 5.80 _", "213 交通 3.00 9.00 _")))
    assert [(miss.silent, str(miss.amount)) for miss in found] == [
        (True, "6.00"),
        (True, "0.80"),
        (False, "0"),
        (False, "63.00"),
    ]


def test_text_says_that_few_documents_give_no_interval() -> None:
    text = text_of([score(read(f"{ROW} 7.00 5.00 _"))], [], worst=0)
    assert "fewer than 10 documents, so no interval" in text


def test_text_gives_an_interval_over_many_documents() -> None:
    scores = [score(read(f"{ROW} 7.00 5.00 _"), document=f"d{number}") for number in range(12)]
    text = text_of(scores, [], worst=0)
    assert "95 % of resamples of the 12 documents" in text


def test_renderings_of_one_generated_document_are_one_document_for_the_interval() -> None:
    names = [f"0012-national-text-{name}" for name in "abcdefghijkl"]
    text = text_of([score(read(f"{ROW} 7.00 5.00 _"), document=name) for name in names], [], worst=0)
    assert "fewer than 10 documents" in text


def test_documents_that_are_grouped_share_a_line() -> None:
    scores = [score(read(f"{ROW} 7.00 5.00 _"), document=name) for name in ("a-1", "a-2", "b-1")]
    text = text_of(scores, [], worst=0, group=lambda name: name[0])
    assert [line.split()[:2] for line in text.splitlines()[1:3]] == [["a", "2/2"], ["b", "1/1"]]


def test_only_so_many_misses_are_listed_as_asked_for() -> None:
    found = score(read(f"{ROW} 7.00 5.80 1.00", "213 农林水支出 3.00 3.00 _"))
    assert text_of([found], misses(found), worst=1).count("made-up/03") == 1


def test_share_of_nearly_all_is_not_shown_as_all() -> None:
    assert [share(value) for value in (1.0, 0.99999, 0.28, None)] == ["1.0000", "0.9999", "0.2800", "-"]


def test_json_holds_reports_forms_renderings_statuses_and_misses() -> None:
    found = score(read(f"{ROW} 7.00 5.80 _", "213 农林水支出 3.00 3.00 _"))
    tree = json.loads(json.dumps(json_of([found], misses(found))))
    assert tree["reports"]["made-up"]["counts"]["silent"] == 1
    assert tree["forms"]["expenditure"]["mistakes"] == {"misread": 1}
    assert tree["renderings"]["spaced"]["measures"]["cells recall"] == 0.75
    assert [line["status"] for line in tree["calibration"]] == ["read", "blank"]
    assert tree["misses"][0]["lines"] == "3-9"
