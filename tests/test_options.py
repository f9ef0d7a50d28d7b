import dataclasses

import pytest

from docparse.errors import DocparseError, OptionError
from docparse.options import Options


def test_default_options_are_valid():
    assert Options().max_bytes == 64 * 2**20


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("encoding", "no-such-codec"),
        ("encoding", "hex"),
        ("encoding", ""),
        ("document_kind", "novel"),
        ("max_bytes", 0),
        ("max_bytes", None),
        ("max_characters", -1),
        ("max_characters", 2.5),
        ("max_steps", True),
        ("max_seconds", 0),
        ("max_seconds", float("nan")),
    ],
)
def test_option_that_no_stage_could_work_with_is_refused(name, value):
    with pytest.raises(OptionError, match=name) as caught:
        Options(**{name: value})
    assert caught.value.option == name
    assert isinstance(caught.value, DocparseError)


@pytest.mark.parametrize("encoding", ["utf-8", "GBK", "gb18030", "utf-16"])
def test_text_encoding_of_python_is_accepted(encoding):
    assert Options(encoding=encoding).encoding == encoding


def test_options_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Options().max_steps = 5
