"""What docparse raises: the caller, the file or the author of a form is wrong.

A defect of a published document never raises: it is a diagnostic, a check with cause ``source``, or a status.
Each error carries its facts as attributes; the sentence is only their rendering.
"""


class DocparseError(Exception):
    """Root of every exception that docparse raises on purpose.

    Errors travel whole between processes, whatever their constructors ask for.
    """

    def __reduce__(self) -> tuple[object, ...]:
        """Kind, arguments and facts: what ``_restore`` needs."""
        return _restore, (type(self), self.args, vars(self))


def _restore(kind: type[DocparseError], arguments: tuple[object, ...], facts: dict[str, object]) -> DocparseError:
    """The error that was taken apart in another process."""
    error = kind.__new__(kind, *arguments)
    vars(error).update(facts)
    return error


class ReadError(DocparseError):
    """The input cannot be read as text.

    Attributes:
        name: The input's name as the caller gave it, or None.
    """

    def __init__(self, reason: str, *, name: str | None = None) -> None:
        """Keeps the reason and names the input in the sentence."""
        self.reason = reason
        self.name = name
        super().__init__(reason, name)

    def __str__(self) -> str:
        """The sentence a person reads."""
        return f"{self.name}: {self.reason}" if self.name else self.reason


class EmptyInputError(ReadError):
    """The input holds nothing, or nothing but white space."""

    def __init__(self, *, name: str | None = None) -> None:
        """Needs no facts beyond the name."""
        super().__init__("the input is empty", name=name)


class BinaryInputError(ReadError):
    """The input is a file of another kind, not text.

    Attributes:
        kind: ``pdf``, ``docx``, ``xlsx``, ``pptx``, ``ofd``, ``zip``, ``ole``, ``doc``, ``xls``, ``rtf``, ``image``,
            ``archive`` or ``unknown``.
        advice: The command that makes text of such a file, or None.
    """

    def __init__(self, kind: str, *, name: str | None = None) -> None:
        """Derives the advice from the kind."""
        self.kind = kind
        self.advice = _ADVICE.get(kind)
        what = f"this is a {kind.upper()} file" if kind != "unknown" else "this is a binary file"
        hint = f"; try: {self.advice}" if self.advice else ""
        super().__init__(f"{what}; docparse reads text{hint}", name=name)


class EncodingError(ReadError):
    """No encoding gives readable text for these bytes.

    Attributes:
        encoding: The encoding that the caller demanded, or None where all known ones were tried.
    """

    def __init__(self, *, name: str | None = None, encoding: str | None = None) -> None:
        """Says whether a demanded encoding failed or the search for one."""
        self.encoding = encoding
        reason = f"the bytes are not {encoding} text" if encoding else "the encoding was not recognised; name it"
        super().__init__(reason, name=name)


class InputTooLargeError(ReadError):
    """The input exceeds a limit of the options.

    Attributes:
        size: How large it is.
        limit: How large it may be.
        unit: ``bytes`` or ``characters``.
    """

    def __init__(self, size: int, limit: int, unit: str, *, name: str | None = None) -> None:
        """Keeps the three numbers that explain the refusal."""
        self.size, self.limit, self.unit = size, limit, unit
        super().__init__(f"{size:,} {unit} are more than the limit of {limit:,}", name=name)


class GrammarError(DocparseError):
    """A form or lexicon file is wrong; its author has to mend it.

    Attributes:
        file: The file's path as it was opened.
        line: Its line, counted from 1, or None where the whole file is meant.
        message: What is wrong, with the nearest right spelling where there is one.
    """

    def __init__(self, file: str, line: int | None, message: str) -> None:
        """Keeps file, line and message apart so that an editor can jump there."""
        self.file, self.line, self.message = file, line, message
        super().__init__(file, line, message)

    def __str__(self) -> str:
        """The sentence a person reads."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}"


class OptionError(DocparseError):
    """An option has a value that it cannot have.

    Attributes:
        option: Its name.
        value: What was given.
        expected: What it may be, in words.
    """

    def __init__(self, option: str, value: object, expected: str) -> None:
        """Keeps the option, the refused value and what would be accepted."""
        self.option, self.value, self.expected = option, value, expected
        super().__init__(option, value, expected)

    def __str__(self) -> str:
        """The sentence a person reads."""
        return f"option {self.option} is {self.value!r}; it must be {self.expected}"


class MissingPackageError(DocparseError, ImportError):
    """Something needs a package that docparse does not bring along.

    Attributes:
        package: Its name, as it is installed.
        extra: The extra of docparse that brings it along.
    """

    def __init__(self, package: str, extra: str) -> None:
        """Keeps the package and the extra apart."""
        self.package, self.extra = package, extra
        super().__init__(package, extra)

    def __str__(self) -> str:
        """The sentence a person reads."""
        return f"this needs the package {self.package}: pip install 'docparse[{self.extra}]'"


class LimitError(DocparseError):
    """The wall clock of a document ran out.

    Attributes:
        limit: The limit in seconds.
        stage: The stage that was at work.
    """

    def __init__(self, limit: float, stage: str) -> None:
        """Keeps the limit and where the time ran out."""
        self.limit, self.stage = limit, stage
        super().__init__(limit, stage)

    def __str__(self) -> str:
        """The sentence a person reads."""
        return f"more than {self.limit:g} s were needed (at work: {self.stage})"


_ADVICE = {
    "pdf": "pdftotext -layout x.pdf x.txt",
    "doc": "soffice --headless --convert-to txt:Text x.doc",
    "docx": "pandoc x.docx -t plain --wrap=none -o x.txt",
    "rtf": "soffice --headless --convert-to txt:Text x.rtf",
    "xls": "soffice --headless --convert-to csv x.xls",
    "xlsx": "soffice --headless --convert-to csv x.xlsx",
}
