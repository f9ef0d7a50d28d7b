"""Any bytes and any text: a source, or a typed error; nothing else."""

from hypothesis import example, given
from hypothesis import strategies as st

from docparse.errors import ReadError
from docparse.reading import SourceText, decode, from_text

CHINESE = st.text(st.sampled_from("支出决算表合计本年收入一般公共预算财政拨款，。（）0123456789.\n\t "), min_size=40)


@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example(b"\x00\xd8")
@example(b"\xf0\x9f\x98")
def test_any_bytes_give_a_source_or_a_read_error(data):
    try:
        source = decode(data, name="a.txt")
    except ReadError as error:
        assert error.name == "a.txt"
    else:
        assert isinstance(source, SourceText) and source.text.strip()


@given(
    st.binary(min_size=1, max_size=100), st.sampled_from(["utf-8", "gb18030", "utf-16", "big5", "utf-7", "punycode"])
)
def test_any_bytes_in_a_demanded_encoding_give_a_source_or_a_read_error(data, encoding):
    try:
        source = decode(data, encoding=encoding)
    except ReadError:
        return
    assert source.encoding == encoding


@given(st.text(st.characters(codec=None), max_size=100))
def test_any_text_gives_a_source_with_the_same_characters_or_a_read_error(text):
    try:
        source = from_text(text)
    except ReadError:
        return
    assert source.text == text


@given(CHINESE.filter(str.strip), st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_chinese_text_comes_back_from_the_encodings_it_is_published_in(text, codec):
    assert decode(text.encode(codec)).text == text
