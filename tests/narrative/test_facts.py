"""Facts of whole documents: what passages hand on, places in the source, and when nothing heavy is loaded."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from docparse.assembling.cells import CellMaker
from docparse.narrative.facts import read_facts
from docparse.narrative.figures import read_figure
from docparse.narrative.outline import find_headings
from docparse.narrative.passages import passages_of
from docparse.narrative.pieces import COUNT, MONEY, SPELLED, Piece
from docparse.reading import normalise
from docparse.reading.source import from_text
from docparse.schema.facts import Fact
from docparse.segmenting.lines import split_lines


def facts_of(text: str) -> list[dict[str, Any]]:
    normal = normalise(from_text(text))
    passages = passages_of(split_lines(normal.text))
    return read_facts(passages, find_headings(passages), CellMaker(normal))[0]


def test_a_number_that_is_wrapped_keeps_both_its_places() -> None:
    text = "本年支出合计 1,2\n34.50 万元，其中：基本支出 1,000.00 万元。"
    value = facts_of(text)[0]["value"]

    assert value["value"] == "1234.50"
    assert "".join(text[start:end] for start, end in value["spans"]).replace("\n", "") == "1,234.50"


def test_a_fact_has_all_that_the_contract_asks_for() -> None:
    for fact in facts_of("本年支出合计120.00万元，与上年持平。公务用车保有量3辆。"):
        Fact.model_validate(fact)


def test_figures_said_in_words_are_pointed_out() -> None:
    normal = normalise(from_text("公务接待费支出2.00万元，与上年持平。"))
    _, (noticed,) = read_facts(passages_of(split_lines(normal.text)), (), CellMaker(normal))

    assert (noticed.code, noticed.spans) == ("narrative.said-in-words", ((17, 19),))


def test_amounts_carry_their_unit_in_yuan_and_counts_do_not() -> None:
    amount, count = facts_of("政府采购支出总额12.00万元，车辆3辆。")

    assert (amount["unit_factor"], count["unit_factor"]) == ("10000", None)


def test_a_figure_said_at_once_of_two_subjects_is_one_fact() -> None:
    facts = facts_of("2031年度收、支总计均为352.00万元。与上年相比，收、支总计各增加50.00万元。")

    assert [(fact["measure"], fact["about"]) for fact in facts] == [("amount", None), ("change_amount", "fact-1")]


def test_changes_of_two_subjects_in_a_row_have_their_rates_in_a_row() -> None:
    facts = facts_of(
        "2031年度收、支总计各是125.00,140.00万元。与上年相比，收、支总计各增加25.00万元、40.00万元，增长25.00%、40.00%。"
    )

    assert [(fact["measure"], fact["subject"], fact["about"]) for fact in facts] == [
        ("amount", "grand_total.income", None),
        ("amount", "grand_total.expenditure", None),
        ("change_amount", "grand_total.income", "fact-1"),
        ("change_amount", "grand_total.expenditure", "fact-2"),
        ("change_rate", "grand_total.income", "fact-1"),
        ("change_rate", "grand_total.expenditure", "fact-2"),
    ]


def test_a_glossary_states_nothing() -> None:
    text = (
        "一、收入决算情况说明\n本年收入合计12.00万元。\n"
        "二、名词解释\n其他收入：指除上述收入以外的收入，如存款利息收入2.00万元等。\n"
    )

    assert [fact["value"]["value"] for fact in facts_of(text)] == ["12.00"]


def test_a_fact_stands_under_its_heading() -> None:
    text = "一、收入决算情况说明\n本年收入合计12.00万元。\n二、支出决算情况说明\n本年支出合计11.00万元。\n"

    assert [fact["section"] for fact in facts_of(text)] == [0, 1]


def test_items_of_a_list_are_of_the_year_of_its_lead() -> None:
    text = (
        "2031年度“三公”经费支出9.00万元。具体情况如下：\n"
        "1.公务用车运行维护费支出6.00万元。\n2.公务接待费支出3.00万元。\n"
    )

    assert [fact["period"] for fact in facts_of(text)] == ["2031", "2031", "2031"]


def test_a_heading_ends_a_list() -> None:
    text = (
        "一、“三公”经费支出情况说明\n2031年度“三公”经费支出9.00万元。具体情况如下：\n1.公务接待费支出3.00万元。\n"
        "二、机关运行经费支出情况说明\n机关运行经费支出8.00万元，比上年减少1.00万元。\n"
    )

    assert [fact["period"] for fact in facts_of(text)] == ["2031", "2031", None, None]


def test_a_further_part_may_open_the_next_paragraph() -> None:
    text = (
        "2031年度一般公共预算财政拨款基本支出80.00万元，其中：人员经费70.00万元，包括：基本工资、奖金。\n"
        "公用经费10.00万元，包括：办公费、差旅费。\n"
    )
    facts = facts_of(text)

    assert [fact["part_of"] for fact in facts] == [None, facts[0]["id"], facts[0]["id"]]


def test_a_change_told_later_is_about_the_amount_told_before() -> None:
    facts = facts_of("机关运行经费支出8.00万元。\n会议费支出1.00万元。\n机关运行经费比上年增加2.00万元，增长33.33%。")

    assert [fact["about"] for fact in facts[2:]] == [facts[0]["id"], facts[0]["id"]]


def test_a_sentence_printed_twice_gives_its_facts_twice() -> None:
    facts = facts_of("公务用车保有量为3辆。公务用车保有量为3辆。")

    assert len({fact["id"] for fact in facts}) == len(facts) == 2


def test_a_figure_without_a_name_takes_that_of_its_section() -> None:
    facts = facts_of("一、服务对象满意度情况\n达到96%。\n")

    assert [fact["name"] for fact in facts] == ["服务对象满意度情况"]


def test_the_same_text_gives_the_same_facts() -> None:
    text = "2031年度收、支总计均为880.00万元。与2030年度相比，收、支总计各减少12.00万元，下降1.35%。"

    assert facts_of(text) == facts_of(text)


@pytest.mark.parametrize("text", ["负责全市教育工作。", "本年支出73.15万元，比上年增加3.25%。"])
def test_prose_loads_neither_spacy_nor_jieba(text: str) -> None:
    code = (
        "import sys\n"
        "from docparse.assembling.cells import CellMaker\n"
        "from docparse.narrative.facts import read_facts\n"
        "from docparse.narrative.passages import passages_of\n"
        "from docparse.reading import normalise\n"
        "from docparse.reading.source import from_text\n"
        "from docparse.segmenting.lines import split_lines\n"
        f"normal = normalise(from_text('{text}'))\n"
        "print(len(read_facts(passages_of(split_lines(normal.text)), (), CellMaker(normal))[0]))\n"
        "print(sorted({'spacy', 'jieba', 'numpy'} & set(sys.modules)))\n"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    assert shown.stdout.split("\n")[:2] == [str(text.count("%") + text.count("万元")), "[]"]


@pytest.mark.parametrize(
    ("piece", "value", "unit", "qualifier"),
    [
        (Piece(MONEY, "", 0, 8, "1,234.5元"), "1234.5", "元", None),
        (Piece(COUNT, "", 0, 6, "550余家"), "550", "家", "余"),
        (Piece(MONEY, "", 0, 6, "748万余元"), "748", "万元", "余"),
        (Piece(SPELLED, "", 0, 3, "十二个"), "12", "个", None),
        (Piece(SPELLED, "", 0, 2, "两家"), "2", "家", None),
    ],
)
def test_a_figure_is_read_with_its_unit(piece: Piece, value: str, unit: str, qualifier: str | None) -> None:
    figure = read_figure(piece)

    assert (figure.value, figure.unit, figure.qualifier) == (value, unit, qualifier)


@pytest.mark.parametrize("unit", ["其中1元", "持平", "无1个", "占1%", "(1元", "“1元", "一是2031年"])
def test_a_hostile_passage_takes_time_in_proportion_to_its_length(unit: str) -> None:
    assert len(facts_of(unit * 2000)) <= 4000


def subjects_of(text: str) -> list[tuple[str, str | None]]:
    return [(fact["name"], fact["subject"]) for fact in facts_of(text) if fact["measure"] == "amount"]


def test_title_of_a_section_tells_whose_income_and_expenditure_are_meant() -> None:
    text = (
        "一、收入支出决算情况\n（一）收入情况\n2031年度收入120.00万元。\n（二）支出情况\n2031年度支出110.00万元。\n"
        "二、公务接待费支出情况\n2031年接待4批次，支出1.20万元。\n"
    )
    assert subjects_of(text) == [
        ("收入", "income.total"),
        ("支出", "expenditure.total"),
        ("支出", "three_public.reception"),
    ]


def test_income_in_a_section_about_a_part_is_not_all_income() -> None:
    text = (
        "一、财政拨款收入支出决算情况\n（一）收入情况\n2031年度收入9.00万元。\n（二）支出情况\n2031年度支出8.00万元。\n"
    )
    assert subjects_of(text) == [("收入", None), ("支出", None)]


def test_year_behind_a_name_is_no_part_of_it() -> None:
    facts = facts_of("其中，公务用车购置费2031年决算数12.40万元，公务用车运行维护费2031年决算数9.10万元。")
    assert [(fact["subject"], fact["value"]["value"]) for fact in facts] == [
        ("three_public.vehicles.purchase", "12.40"),
        ("three_public.vehicles.operation", "9.10"),
    ]


def test_guests_are_the_persons_that_were_received() -> None:
    facts = facts_of("2031年共接待国内来访团组85个、来宾437人次（不包括陪同人员）。")
    assert [(fact["subject"], fact["value"]["value"]) for fact in facts] == [
        ("count.reception_batches", "85"),
        ("count.reception_persons", "437"),
    ]
