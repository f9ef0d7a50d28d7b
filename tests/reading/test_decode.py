import hashlib
import subprocess
import sys

import pytest

from docparse.errors import BinaryInputError, EmptyInputError, EncodingError, InputTooLargeError, OptionError
from docparse.options import Options
from docparse.reading import decode, from_text

TEXT = "某县水利局决算表\n合计\t1,234.50\n其中：防汛支出\t200.00\n"


def codes(source):
    return [diagnostic.code for diagnostic in source.diagnostics]


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_encoding_is_found_from_the_bytes(codec, encoding):
    source = decode(TEXT.encode(codec))
    assert (source.text, source.encoding, source.diagnostics) == (TEXT, encoding, ())


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_wide_text_is_found_though_the_number_one_has_its_nul_on_the_other_side(codec):
    text = "一般公共预算支出 1.00\n一般债务支出\n一次性支出 2.00\n" * 9
    assert decode(text.encode(codec)).text == text


def test_big_five_is_guessed_and_said_to_be():
    text = "某縣水利局決算表：合計本年收入及本年支出，結轉下年之數。" * 5
    source = decode(text.encode("big5"))
    assert (source.text, codes(source)) == (text, ["reading.encoding-guessed"])


def test_checksum_is_of_the_bytes_with_their_byte_order_mark():
    data = TEXT.encode("utf-8-sig")
    assert decode(data).sha256 == hashlib.sha256(data).hexdigest()


def test_checksum_of_a_text_is_of_its_utf8_form():
    assert from_text(TEXT).sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_text_keeps_its_leading_mark_so_that_offsets_are_the_callers():
    assert from_text("\ufeff" + TEXT).text.startswith("\ufeff")


def test_line_ends_are_not_translated():
    assert decode("合计\r\n1\r2\n".encode()).text == "合计\r\n1\r2\n"


def test_demanded_encoding_is_used_without_looking():
    assert decode("é".encode("latin-1"), encoding="latin-1").text == "é"


def test_encoding_of_the_options_is_used():
    assert decode(TEXT.encode("big5", "replace"), options=Options(encoding="big5")).encoding == "big5"


def test_demanded_encoding_that_does_not_fit_is_an_error():
    with pytest.raises(EncodingError) as caught:
        decode(TEXT.encode("gbk"), encoding="utf-8", name="a.txt")
    assert (caught.value.encoding, caught.value.name) == ("utf-8", "a.txt")


def test_demanded_encoding_that_does_not_exist_is_an_option_error():
    with pytest.raises(OptionError, match="utf-99"):
        decode(b"1", encoding="utf-99")


def test_bytes_that_no_encoding_explains_are_an_error():
    with pytest.raises(EncodingError, match="name it"):
        decode(bytes(range(0x80, 0x100)) * 3)


def test_invalid_bytes_become_replacement_characters_that_are_reported():
    data = TEXT.encode() + b"\xff" + TEXT.encode()
    source = decode(data)
    (diagnostic,) = source.diagnostics
    assert source.text == TEXT + "\ufffd" + TEXT
    assert (diagnostic.code, diagnostic.fields["count"]) == ("reading.invalid-bytes", 1)
    assert diagnostic.spans == ((len(TEXT), len(TEXT) + 1),)


def test_character_cut_at_the_end_of_the_file_does_not_change_the_encoding():
    assert decode((TEXT + "元").encode()[:-1]).encoding == "utf-8"


def test_replacement_characters_of_another_program_are_reported():
    assert codes(from_text("合计\ufffd 1.00")) == ["reading.replacement-characters"]


def test_nul_characters_are_reported_with_their_places():
    (diagnostic,) = decode(TEXT.encode() + b"12\x00\x0034" + TEXT.encode()).diagnostics
    start = len(TEXT) + 2
    assert (diagnostic.code, diagnostic.fields["count"]) == ("reading.nul-characters", 2)
    assert diagnostic.spans == ((start, start + 2),)


@pytest.mark.parametrize(
    "head", ["<!DOCTYPE html>\n", "<html lang='zh'>", "\ufeff\n<HTML>", "<?xml version='1.0'?><html>"]
)
def test_web_page_is_reported_and_still_read(head):
    source = decode((head + TEXT).encode())
    assert (codes(source), source.text.endswith(TEXT)) == (["reading.html"], True)


def test_table_tags_alone_make_no_web_page():
    assert codes(from_text("<table><tr><td>合计</td></tr></table>")) == []


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", "\u3000\n".encode(), b"\xff\xfe\x20\x00"])
def test_nothing_but_white_space_is_an_empty_input(data):
    with pytest.raises(EmptyInputError):
        decode(data)


def test_blank_text_is_an_empty_input():
    with pytest.raises(EmptyInputError):
        from_text(" \u3000\n")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"PK\x03\x04\x14\x00 word/document.xml", "docx"),
        (b"PK\x03\x04\x14\x00 xl/workbook.xml", "xlsx"),
        (b"PK\x03\x04\x14\x00 OFD.xml", "ofd"),
        (b"PK\x03\x04\x14\x00 a.txt", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20), "ole"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (bytes(range(256)) * 8, "unknown"),
        (b"\x00" * 50 + b"text", "unknown"),
    ],
)
def test_file_that_is_no_text_is_refused_by_kind(data, kind):
    with pytest.raises(BinaryInputError) as caught:
        decode(data)
    assert caught.value.kind == kind


def test_text_full_of_control_characters_is_refused():
    with pytest.raises(BinaryInputError):
        from_text("\x01\x02\x03合计" * 10)


def test_input_over_the_byte_limit_is_refused_before_decoding():
    with pytest.raises(InputTooLargeError) as caught:
        decode(b"\xff" * 11, options=Options(max_bytes=10))
    assert (caught.value.size, caught.value.limit, caught.value.unit) == (11, 10, "bytes")


def test_text_over_the_character_limit_is_refused():
    with pytest.raises(InputTooLargeError, match="characters"):
        decode(TEXT.encode(), options=Options(max_characters=5))


def test_file_of_fifty_megabytes_is_read_with_the_default_limits():
    line = "其中：防汛抗旱支出 1,234.50 1,234.50\n".encode()
    assert decode(line * (50_000_000 // len(line))).encoding == "utf-8"


def test_decoding_without_need_does_not_import_the_encoding_statistics():
    program = (
        "import sys; from docparse.reading import decode; decode('合计'.encode('gbk'));"
        "print('charset_normalizer' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
