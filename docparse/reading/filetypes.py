"""Inputs that are not text: recognised by how their bytes begin."""

from docparse.patterns import pattern

# Beginning of the file → kind, as the file formats define it.
_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x1f\x8b\x08", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
)
# Members of a ZIP container and streams of an OLE container that tell which document it holds.
_ZIP_MEMBERS = ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx"), (b"OFD.xml", "ofd"))
_OLE_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))

_SAMPLE = 1 << 16
_MOST_CONTROLS = 0.05  # share of control characters; text extracts have under 0.001, compressed data about 0.1
_FEW_CONTROLS = 8  # stray controls that any text may hold, however short it is
_CONTROLS = bytes((*range(9), *range(14, 32), 127))
_CONTROL_CHARACTERS = pattern("[\x00-\x08\x0e-\x1f\x7f]")


def recognise_binary(data: bytes) -> str | None:
    """The kind of a file that is not text (see BinaryInputError) by its beginning, or None for what may be text."""
    head = data[:64].lstrip(b" \t\r\n")
    kind = next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), None)
    return kind and _look_inside(data, kind)


def is_full_of_controls(sample: bytes | str) -> bool:
    """Whether these bytes or characters hold too many controls to be text (UTF-16 has to be decoded first)."""
    sample = sample[:_SAMPLE]
    if isinstance(sample, bytes):
        count = len(sample) - len(sample.translate(None, _CONTROLS))
    else:
        count = sum(1 for _ in _CONTROL_CHARACTERS.finditer(sample))
    return count > _FEW_CONTROLS + _MOST_CONTROLS * len(sample)


def _look_inside(data: bytes, kind: str) -> str:
    """The document that a ZIP or OLE container holds; the container's own kind where that is not told."""
    if kind == "zip":
        return next((found for member, found in _ZIP_MEMBERS if member in data), kind)
    if kind == "ole":
        return next((found for stream, found in _OLE_STREAMS if stream.encode("utf-16-le") in data), kind)
    return kind
