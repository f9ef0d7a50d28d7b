"""Examples of command lines: the same in every language; what each does is said in the catalogue of sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Example(NamedTuple):
    """A line as it is typed into a shell.

    Attributes:
        line: The line.
        key: The key of the sentence that says what it does.
    """

    line: str
    key: str


# The examples that end the help of each command.
EXAMPLES: Mapping[str, tuple[Example, ...]] = {
    "convert": (
        Example("docparse convert report.txt -o report.json", "example.convert-file"),
        Example("docparse convert reports/ -o json/", "example.convert-folder"),
        Example("docparse convert reports/ --jsonl -o reports.jsonl", "example.convert-lines"),
        Example("pdftotext -layout report.pdf - | docparse convert - --fail-on source", "example.convert-fail-on"),
    ),
    "batch": (
        Example("docparse batch reports/ --out out/ --report overview.html", "example.batch"),
        Example("docparse batch reports/ --out out/ --resume --retry", "example.batch-resume"),
        Example("docparse batch --files-from list.txt --out parts/ --format parquet", "example.batch-parquet"),
        Example("docparse batch reports/ --out shard-2/ --shard 2/4", "example.batch-shard"),
    ),
    "check": (
        Example("docparse check report.txt", "example.check"),
        Example("docparse check reports/ --only failed", "example.check-failed"),
        Example("docparse check report.json --source report.txt", "example.check-result"),
        Example("docparse check report.txt --json --fail-on source > checks.json", "example.check-json"),
    ),
    "review": (
        Example("docparse review report.txt -o report.html", "example.review"),
        Example("docparse review report.json --source report.txt -o result.html", "example.review-result"),
    ),
    "inspect": (
        Example("docparse inspect report.txt", "example.inspect"),
        Example("pdftotext -layout report.pdf - | docparse inspect -", "example.inspect-pdf"),
        Example("docparse inspect --no-data report.txt > bug.txt", "example.inspect-no-data"),
    ),
    "explain": (
        Example("docparse explain report.txt expenditure", "example.explain-table"),
        Example("docparse explain report.txt expenditure 2130104 basic", "example.explain-cell"),
        Example("docparse explain report.txt expenditure 2130104 basic --page proof.html", "example.explain-page"),
    ),
    "diff": (
        Example("docparse diff 2022.json 2023.json", "example.diff-years"),
        Example("docparse diff before.json after.json --fail-on values", "example.diff-readings"),
        Example("docparse diff 'reports.jsonl#1' report.txt --json > changes.json", "example.diff-one"),
    ),
    "export": (
        Example("docparse export json/ --to csv --out tables/ --bom", "example.export-csv"),
        Example("docparse export report.json --to xlsx --out report.xlsx", "example.export-xlsx"),
        Example("docparse export json/ --to sqlite --out accounts.sqlite --append", "example.export-append"),
        Example("docparse convert reports/ --jsonl | docparse export - --to sqlite", "example.export-pipe"),
    ),
    "forms": (
        Example("docparse forms", "example.forms"),
        Example("docparse forms --lang zh", "example.forms-chinese"),
    ),
    "schema": (
        Example("docparse schema", "example.schema"),
        Example("docparse schema > report.schema.json", "example.schema-file"),
    ),
    "lint": (
        Example("docparse lint forms/", "example.lint-folder"),
        Example("docparse lint", "example.lint-own"),
    ),
    "new-form": (
        Example("docparse new-form yunxi:government_procurement", "example.new-form"),
        Example(
            "docparse new-form yunxi:government_procurement --out government_procurement.toml", "example.new-form-file"
        ),
    ),
    "completion": (
        Example("docparse completion bash >> ~/.bashrc", "example.completion-bash"),
        Example("docparse completion zsh >> ~/.zshrc", "example.completion-zsh"),
        Example("docparse completion fish > ~/.config/fish/completions/docparse.fish", "example.completion-fish"),
        Example("docparse completion powershell >> $PROFILE", "example.completion-powershell"),
    ),
}
