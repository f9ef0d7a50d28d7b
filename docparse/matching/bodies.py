"""What the rows of a region tell of its form: which codes they begin with, and how many values they have."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docparse.segmenting.lines import CODE_FIRST, VALUE

if TYPE_CHECKING:
    from docparse.grammars.model import Form
    from docparse.segmenting.tables import TableRegion

# What rows of another sort than the form's take from its score: more than two like headers differ.
STRANGE_ROWS = 0.3
# So many rows must have as many values before these count as columns.
FEWEST_FULL_ROWS = 3
# So many lines of code and values, if there are no others, show it too.
FEWEST_LIKE_LINES = 2
# Function codes begin with 2, economic ones with 3 or 5.
CODE_STARTS = {"function_code": "2", "economic_code": "35"}


def code_starts(region: TableRegion) -> Counter[str]:
    """How many lines of the body begin with a code, by its first digit."""
    starts: Counter[str] = Counter()
    for line in region.body:
        if CODE_FIRST.match(line.text):
            starts[line.text.lstrip(" |\t")[0]] += 1
    return starts


def values_per_row(region: TableRegion) -> int:
    """How many values several rows of the body have between one function code and the next; 0 where too few are seen.

    There are at least so many columns, whatever the header seems to count.
    """
    counts: Counter[int] = Counter()
    values = 0
    counting = False
    for line in region.body:
        if CODE_FIRST.match(line.text):
            if counting:
                counts[values] += 1
            counting = line.text.lstrip(" |\t").startswith(CODE_STARTS["function_code"])
            values = 0
        if counting:
            values += sum([VALUE.fullmatch(piece) is not None for piece in line.text.replace("|", " ").split()])
    return max((count for count, rows in counts.items() if rows >= FEWEST_FULL_ROWS), default=0)


def values_on_lines(region: TableRegion) -> int:
    """How many values each row of the body has where every one is a line with a code and all have as many; else 0."""
    lines = [line.text for line in region.body if CODE_FIRST.match(line.text)]
    counts = {sum(VALUE.fullmatch(piece) is not None for piece in text.replace("|", " ").split()) for text in lines}
    return min(counts) if len(counts) == 1 and len(lines) >= FEWEST_LIKE_LINES else 0


def strangeness(form: Form, codes: Counter[str]) -> float:
    """What the body takes from the score of a form whose rows cannot begin with such codes."""
    expected = CODE_STARTS.get(form.rows, "")
    strange = sum(count for start, count in codes.items() if start not in expected)
    return STRANGE_ROWS if strange >= 3 and strange > 0.5 * codes.total() else 0.0
