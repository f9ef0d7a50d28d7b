"""Which encoding bytes are in: cheap and certain tests first, statistics only for what they leave open."""

from typing import NamedTuple

from docparse.patterns import pattern

# Longest marks first: the mark of UTF-32 (little-endian) begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_RARE_ENCODINGS = ("big5", "big5hkscs", "cp950", "cp932", "euc_jp", "euc_kr", "cp1252")
_SAMPLE = 1 << 16  # bytes or characters that decide a question about the whole input
_LEAST_NULS = 0.02  # share of NULs on one side of the byte pairs in UTF-16: every space, digit and line end gives one
_MOST_STRAY_NULS = 0.5  # NULs on the other side for each of those: U+4E00, a common character, gives them
_MOST_INVALID = 0.05  # share of invalid places; GB18030 read as UTF-8 has more of them than valid characters
_LEAST_COMMON = (
    0.85  # share of GB2312 among characters beyond ASCII: simplified Chinese above 0.98, misread Big5 below 0.7
)
_ASCII = pattern(r"[\x00-\x7f]+")


class Decoded(NamedTuple):
    """Text and how it came about.

    Attributes:
        text: The characters, a byte-order mark still among them.
        encoding: The codec's name.
        invalid: Whether bytes were not valid and became U+FFFD.
        guessed: Whether statistics chose the encoding.
    """

    text: str
    encoding: str
    invalid: bool = False
    guessed: bool = False


def decode_with(data: bytes, encoding: str) -> Decoded | None:
    """The bytes in an encoding that the caller demands, or None where too many of them are not valid in it.

    A codec that cannot go on at all (``punycode`` on other bytes) raises UnicodeError.
    """
    decoded = _decode(data, encoding)
    return decoded if decoded.text.count("\ufffd") <= _MOST_INVALID * len(decoded.text) else None


def find_encoding(data: bytes) -> Decoded | None:
    """The bytes in the encoding they tell by themselves, or None where none gives readable text."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode(data, encoding)
    wide = _wide_encoding(data)
    if wide is not None:
        return _decode(data, wide)
    utf8 = _decode(data, "utf-8")
    if not utf8.invalid or _is_mostly_valid(utf8.text):
        return utf8
    gb18030 = _decode(data, "gb18030")
    if _is_common_chinese(gb18030.text):
        return gb18030
    if utf8.text.count("\ufffd") <= _MOST_INVALID * len(utf8.text):
        return utf8
    return _guess(data)


def _decode(data: bytes, encoding: str) -> Decoded:
    """The bytes in this encoding; invalid ones become U+FFFD."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return Decoded(data.decode(encoding, "replace"), encoding, invalid=True)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: the high bytes of ASCII characters are NULs, always on the same side of the pairs."""
    sample = data[: _SAMPLE & ~1]
    if b"\x00" not in sample:
        return None
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    pairs = len(sample) / 2
    if second > _LEAST_NULS * pairs and first <= second * _MOST_STRAY_NULS:
        return "utf-16-le"
    if first > _LEAST_NULS * pairs and second <= first * _MOST_STRAY_NULS:
        return "utf-16-be"
    return None


def _is_mostly_valid(text: str) -> bool:
    """Whether UTF-8 with replacement characters is still what the bytes are."""
    invalid = text.count("\ufffd")
    beyond_ascii = len(_ASCII.sub("", text)) if invalid < _MOST_INVALID * len(text) else 0
    return invalid <= _MOST_INVALID * (beyond_ascii - invalid)


def _guess(data: bytes) -> Decoded | None:
    """What the statistics of charset-normalizer say, of the encodings that such documents may come in."""
    from charset_normalizer import from_bytes  # only here: its import costs more than parsing a report

    best = from_bytes(data[:_SAMPLE], cp_isolation=list(_RARE_ENCODINGS)).best()
    if best is None:
        return None
    guess = _decode(data, best.encoding.replace("_", "-"))
    return Decoded(guess.text, guess.encoding, invalid=guess.invalid, guessed=True)


def _is_common_chinese(text: str) -> bool:
    """Whether nearly all characters beyond ASCII are those of GB2312, the common ones of simplified Chinese."""
    beyond_ascii = _ASCII.sub("", text[:_SAMPLE])
    common = len(beyond_ascii.encode("gb2312", "ignore")) / 2
    return common >= _LEAST_COMMON * len(beyond_ascii)
