import pickle

import pytest

from docparse.errors import (
    BinaryInputError,
    DocparseError,
    EmptyInputError,
    EncodingError,
    GrammarError,
    InputTooLargeError,
    LimitError,
    OptionError,
)

ERRORS = [
    EmptyInputError(name="a.txt"),
    BinaryInputError("pdf", name="a.pdf"),
    EncodingError(name="a.txt", encoding="utf-8"),
    InputTooLargeError(2000, 1000, "bytes", name="a.txt"),
    GrammarError("income.toml", 12, "unknown key"),
    OptionError("max_steps", 0, "above 0"),
    LimitError(1.5, "decoding"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_every_error_is_a_docparse_error_with_a_sentence_on_one_line(error):
    assert isinstance(error, DocparseError)
    assert str(error)
    assert "\n" not in str(error)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_error_comes_back_whole_from_a_worker_process(error):
    assert vars(pickle.loads(pickle.dumps(error))) == vars(error)  # noqa: S301


def test_pdf_is_answered_with_the_command_that_makes_text_of_it():
    assert "pdftotext -layout x.pdf x.txt" in str(BinaryInputError("pdf"))


def test_form_error_names_file_and_line():
    assert str(GrammarError("income.toml", 12, "unknown key")) == "income.toml:12: unknown key"
