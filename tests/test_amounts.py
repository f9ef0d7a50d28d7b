import pytest

from docparse.amounts import Amount, is_mark, read_amount


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("0", "0"),
        ("0.00", "0.00"),
        ("7,310.20", "7310.20"),
        ("4,508,216.9", "4508216.9"),
        ("90312.5", "90312.5"),
        ("00.50", "00.50"),
        (" 15.00\n", "15.00"),
        ("１２，３４５．６７", "12345.67"),
        ("¥6.00", "6.00"),
        ("￥ 1,000", "1000"),
        ("+5.00", "5.00"),
    ],
)
def test_number_keeps_its_digits_as_printed(raw, value):
    assert read_amount(raw) == Amount(value, repaired=False)


@pytest.mark.parametrize(
    "raw",
    ["-1,234.50", "－1,234.50", "−1,234.50", "(1,234.50)", "（1,234.50）", "△1,234.50", "▲1,234.50", "-¥1,234.50"],
)
def test_negative_number_is_read_in_every_way_it_is_printed(raw):
    assert read_amount(raw) == Amount("-1234.50", repaired=False)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("31, 408,275.16", "31408275.16"),
        ("31 ,408", "31408"),
        ("408 .50", "408.50"),
        ("3O.50", "30.50"),
        ("l2.00", "12.00"),
        ("I7.25", "17.25"),
        ("2〇.00", "20.00"),
        ("1,23.45", "123.45"),
        ("1,,234.00", "1234.00"),
        ("1.234.56", "1234.56"),
        ("12。50", "12.50"),
        ("12·50", "12.50"),
        (".50", "0.50"),
        ("(1O.00)", "-10.00"),
        ("O.OO", "0.00"),
        ("0.oO", "0.00"),
    ],
)
def test_damaged_number_is_mended_and_says_so(raw, value):
    assert read_amount(raw) == Amount(value, repaired=True)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("", id="nothing"),
        pytest.param("12 936", id="two numbers"),
        pytest.param("12\t.50", id="two cells"),
        pytest.param("2022,2023", id="two years"),
        pytest.param("12,34", id="decimal comma or damage"),
        pytest.param("0,123", id="decimal comma after zero"),
        pytest.param("1.234.567", id="points for commas or a version"),
        pytest.param("2023.12.31", id="date"),
        pytest.param("(1)", id="enumerator"),
        pytest.param("（12）", id="full-width enumerator"),
        pytest.param("(-5.00)", id="two signs"),
        pytest.param("--5", id="two dashes"),
        pytest.param("5.", id="point at the end"),
        pytest.param("5-", id="sign at the end"),
        pytest.param("5%", id="percentage"),
        pytest.param("5.00元", id="unit"),
        pytest.param("OO.5", id="more letters than digits"),
        pytest.param("lO", id="letters only"),
        pytest.param("1e5", id="exponent"),
        pytest.param("①", id="circled digit"),
        pytest.param("½", id="fraction"),
        pytest.param("١٢", id="digits of another script"),
        pytest.param("—", id="mark"),
        pytest.param("9" * 100, id="too long for an amount", marks=()),
    ],
)
def test_what_is_not_one_amount_is_none(raw):
    assert read_amount(raw + " " if raw == "9" * 100 else raw) is None


@pytest.mark.parametrize("raw", ["—", "-", "–", "－", "--", "——", "———", "— —", "/", "／", "＼", "\\", " — "])
def test_dashes_and_slashes_are_marks_for_no_value(raw):
    assert is_mark(raw)


@pytest.mark.parametrize("raw", ["", " ", "0", "-5", "无", "…", "*", "-/", "一", "×"])
def test_anything_else_is_no_mark(raw):
    assert not is_mark(raw)
