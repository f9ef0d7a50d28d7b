import pytest

from docparse.reading import from_text, normalise


def normal(text):
    return normalise(from_text(text))


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        pytest.param("１２３ＡＢｃ％＝＋－＞＜．／＊＃＆＠", "123ABc%=+-><./*#&@", id="full-width forms"),
        pytest.param("（一）：，；、“甲”。", "（一）：，；、“甲”。", id="Chinese punctuation stays"),
        pytest.param("≧9≦8⩾7−6﹪", "≥9≤8≥7-6%", id="operators"),
        pytest.param("⾃⽀⼊⽔⾦", "自支入水金", id="Kangxi radicals"),
        pytest.param("⻔⺠⻘⻚⻋⻅⻓⻝⻩", "门民青页车见长食黄", id="radicals that NFKC leaves"),
        pytest.param("\uf967\uf914\U0002f804", "不樂你", id="compatibility ideographs"),
        pytest.param("a\xa0b\u3000c\u2009d", "a b c d", id="spaces"),
        pytest.param("a\u2028b\x85c\x0bd\re", "a\nb\nc\nd\ne", id="line ends"),
        pytest.param("a\fb\tc\nd", "a\fb\tc\nd", id="page break and tab stay"),
    ],
)
def test_character_is_replaced_by_the_one_it_means_in_its_place(printed, meant):
    result = normal(printed)
    assert result.text == meant
    assert result.spans(0, len(meant)) == ((0, len(printed)),)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        pytest.param("合计\r\n\r\n支出", "合计\n\n支出", id="carriage returns"),
        pytest.param("合\u200b计\xad支\ufeff出\x00", "合计支出", id="invisible characters"),
        pytest.param("<p>目标一</p> <p>目标二</p>", "目标一 目标二", id="paragraphs"),
        pytest.param('<span style="a">甲</span><br/><B>乙</B>', "甲乙", id="inline tags"),
        pytest.param("12<br>34", "12 34", id="breaking tag between numbers"),
        pytest.param("12</p><p>34", "12 34", id="breaking tags between numbers"),
        pytest.param("甲<!-- 注 -->乙", "甲乙", id="comment"),
        pytest.param("甲<script>var a = 1;</script>乙", "甲乙", id="script"),
        pytest.param("<5%和<好>", "<5%和<好>", id="less-than signs stay"),
        pytest.param("&ge;95%&nbsp;&lt;3&amp;", "≥95% <3&", id="entities"),
        pytest.param("&unknown; & &;", "&unknown; & &;", id="no entities"),
        pytest.param("1. **公务接待费** 支出", "1. 公务接待费 支出", id="bold"),
        pytest.param("138**12**34 张** ***", "138**12**34 张** ***", id="asterisks that hide"),
        pytest.param(r"$\geq 85\%$", "≥85%", id="formula"),
        pytest.param(r"$= 100\%$", "=100%", id="formula with a plain sign"),
        pytest.param(r"$\leq{3}\times 10$", "≤3×10", id="formula with braces"),
        pytest.param("$5$", "5", id="number as formula"),
        pytest.param(r"$\frac{1}{2}$ $甲$", r"$\frac{1}{2}$ $甲$", id="hard formula stays"),
        pytest.param(r"12$34$", "12 34", id="formula beside a number"),
        pytest.param("&lt;p&gt;甲&lt;/p&gt;", "甲", id="escaped markup"),
        pytest.param(r"1\. \[101\]甲 \>= \*", "1. [101]甲 >= *", id="escapes of Markdown"),
        pytest.param(r"a\b \| \%", r"a\b \| \%", id="other backslashes stay"),
        pytest.param("| 甲    |    1 |\n|------|:---:|", "| 甲 | 1 |\n|---|:---:|", id="padding between pipes"),
        pytest.param("甲    |    1 |", "甲    |    1 |", id="blanks of no row stay"),
        pytest.param("甲 | 1 |\n| 2 |\n乙 | 3 |", "甲 | 1 |\n||2 |\n乙 | 3 |", id="blank first cell between pipes"),
        pytest.param("甲 | 1 |\n| 乙 | 3 |\n丙 | |", "甲 | 1 |\n| 乙 | 3 |\n丙 | |", id="row between pipes stays"),
    ],
)
def test_markup_and_what_prints_nothing_is_taken_out(printed, meant):
    assert normal(printed).text == meant


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("31, 408,275.16", "31,408,275.16"),
        ("31 ,408", "31,408"),
        ("31, 408, 275. 16", "31,408,275.16"),
        ("408 .50", "408.50"),
        ("7，310.20", "7,310.20"),
        ("7，310，200", "7,310,200"),
        ("12。50", "12.50"),
        ("7， 310。20", "7,310.20"),
        ("<b>7,</b> <b>310</b>", "7,310"),
    ],
)
def test_damaged_number_is_mended(printed, meant):
    assert normal(printed).text == meant


@pytest.mark.parametrize(
    "printed",
    [
        "12 936",
        "2021，2022年",
        "2022, 2023",
        "12,\t936",
        "12,\n936",
        "1. 20名学员",
        "3. 14",
        "0, 123",
        "1.25, 300",
        "甲, 936",
        "12, 93",
        "2023。1",
        "12。5034",
        "1.5。20",
    ],
)
def test_two_numbers_are_never_joined(printed):
    assert normal(printed).text == printed


def test_space_taken_out_of_a_number_stays_in_its_print():
    result = normal("计 31, 408.50 元")
    assert (result.text, result.raw(2, 11)) == ("计 31,408.50 元", "31, 408.50")
    assert result.repaired(2, 11)


def test_number_beside_a_mended_one_is_not_repaired():
    result = normal("7.00 31, 408.50")
    assert (result.repaired(0, 4), result.repaired(5, 14)) == (False, True)


def test_chinese_comma_in_a_number_is_no_damage():
    result = normal("7，310.20")
    assert (result.raw(0, 8), result.repaired(0, 8)) == ("7，310.20", False)


def test_tags_inside_a_text_are_left_out_of_its_spans():
    result = normal("公务<b>接待</b>费")
    assert (result.spans(0, 5), result.raw(0, 5)) == (((0, 2), (5, 7), (11, 12)), "公务接待费")


def test_formula_is_printed_with_its_commands():
    result = normal(r"甲 $\geq 85\%$ 乙")
    assert (result.text, result.raw(2, 6)) == ("甲 ≥85% 乙", r"\geq 85\%")


def test_wrapped_words_of_a_windows_file_are_one_span():
    result = normal("公务\r\n接待费")
    assert (result.spans(0, 6), result.spans(3, 6)) == (((0, 7),), ((4, 7),))


def test_spaces_between_chinese_characters_are_kept():
    assert normal("合 计  支 出").text == "合 计  支 出"


def test_paragraphs_of_a_web_page_stand_on_lines_of_their_own():
    assert normal("<!DOCTYPE html><html><p>甲</p><p>乙</p></html>").text.split() == ["甲", "乙"]


def test_paragraphs_of_a_piece_of_a_web_page_stand_on_lines_of_their_own():
    assert normal("<p>甲</p>" * 9).text.split() == ["甲"] * 9


def test_text_that_needs_no_change_is_the_source_itself():
    source = from_text("合计 1,234.50\n")
    assert normalise(source).text is source.text


def test_characters_of_private_use_are_reported():
    (diagnostic,) = normal("合\ue123\ue124计").diagnostics
    assert (diagnostic.code, diagnostic.spans) == ("normalising.private-characters", ((1, 3),))


def test_markup_nested_without_end_is_left_as_printed():
    text = "甲" + "<" * 40 + "b>" * 40
    result = normal(text)
    assert (result.text, [d.code for d in result.diagnostics]) == (text, ["normalising.markup-too-deep"])


def test_windows_line_ends_survive_markup_that_is_left_as_printed():
    text = "<" * 40 + "b>" * 40 + "\r\n甲"
    assert normal(text).text.endswith(">\n甲")


def test_many_different_radicals_are_replaced_at_once():
    radicals = "".join(chr(code) for code in range(0x2F00, 0x2F80))
    assert not set(normal(radicals).text) & set(radicals)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("2O5 教育支出 1.00", "205 教育支出 1.00"),
        ("  20502Ol学前教育", "  2050201学前教育"),
        ("| 2O5O2 | 普通教育 |", "| 20502 | 普通教育 |"),
        ("2l4o1\n公路水路运输", "21401\n公路水路运输"),
        ("301 工资福利支出 5.00 3O2 商品和服务支出 1.00", "301 工资福利支出 5.00 302 商品和服务支出 1.00"),
    ],
)
def test_letters_in_a_code_are_the_digits_that_they_look_like(printed: str, read: str) -> None:
    assert normalise(from_text(printed)).text == read


@pytest.mark.parametrize("printed", ["合计 2O5.00", "2O5", "5Ol.00", "20Ol年度", "3O1O 元", "合计 2O5 3.00"])
def test_letters_elsewhere_stay(printed: str) -> None:
    assert normalise(from_text(printed)).text == printed
