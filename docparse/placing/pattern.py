"""The blank pattern of a table: how often each column prints its zeros, and how often it holds a figure.

Soft evidence only: it chooses among layouts that nothing else tells apart, and what it chose stays a guess.
A part is usually printed where its own total is printed, so the pattern is learnt apart for a printed and a
blank total.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from docparse.placing.habit import free_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

# A column that departments rarely use starts with this share of a usual one.
RARE = 0.05


class BlankPattern:
    """Counts over the rows placed so far; ``totals[c]`` is the column whose part column ``c`` is, or None."""

    def __init__(self, totals: Sequence[int | None], rare: Sequence[bool]) -> None:
        self.totals = tuple(totals)
        width = len(self.totals)
        self.zeros = [[1.0, 1.0] for _ in range(width)]
        self.blanks = [[1.0, 1.0] for _ in range(width)]
        self.figures = [RARE if seldom else 1.0 for seldom in rare]
        self.rows = 2.0

    def learn(self, values: Sequence[int | None], columns: Sequence[int]) -> None:
        """Counts a row: value i stands in ``columns[i]``; None is a blank that is printed as such."""
        standing = {column: value for column, value in zip(columns, values, strict=True) if value is not None}
        self.rows += 1
        for column in range(len(self.totals)):
            under = self._under(column, standing)
            if column not in standing:
                self.blanks[column][under] += 1
            elif standing[column]:
                self.figures[column] += 1
            else:
                self.zeros[column][under] += 1

    def figure_score(self, columns: Sequence[int]) -> float:
        """How usual it is that just these columns hold figures."""
        return sum(log(self.figures[column] / self.rows) for column in columns)

    def spread_zeros(
        self, figures: Sequence[int], runs: Sequence[int], habit: frozenset[int] | None = None
    ) -> tuple[tuple[int, ...], float]:
        """The columns of all values once each run of zeros has taken the likeliest of its free columns."""
        width = len(self.totals)
        borders = (-1, *figures, width)
        standing: dict[int, int] = dict.fromkeys(figures, 1)
        columns: list[int] = []
        score = 0.0
        for order, zeros in enumerate(runs):
            taken, gained = self._best_run(
                free_columns(range(borders[order] + 1, borders[order + 1]), zeros, habit), zeros, standing
            )
            standing.update(dict.fromkeys(taken, 0))
            score += gained
            columns += taken
            if order < len(figures):
                columns.append(figures[order])
        return tuple(columns), score

    def _best_run(self, free: Sequence[int], zeros: int, standing: dict[int, int]) -> tuple[list[int], float]:
        """Dynamic program along the free columns: the best way to have used so many zeros."""
        if not zeros:
            blank = sum(log(self._blank_share(column, int(self.totals[column] in standing))) for column in free)
            return [], blank
        best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
        for place, column in enumerate(free):
            after: dict[int, tuple[float, tuple[int, ...]]] = {}
            for used, (score, taken) in best.items():
                under = int(self.totals[column] in standing or self.totals[column] in taken)
                zero, blank = self.zeros[column][under], self.blanks[column][under]
                steps = [(used + 1, log(zero / (zero + blank)), (*taken, column))] if used < zeros else []
                if zeros - used <= len(free) - place - 1:
                    steps.append((used, log(blank / (zero + blank)), taken))
                for count, gain, chosen in steps:
                    if count not in after or score + gain > after[count][0] + 1e-9:
                        after[count] = (score + gain, chosen)
            best = after
        score, taken = best[zeros]
        return list(taken), score

    def _blank_share(self, column: int, under: int) -> float:
        zero, blank = self.zeros[column][under], self.blanks[column][under]
        return blank / (zero + blank)

    def _under(self, column: int, standing: dict[int, int]) -> int:
        return int(self.totals[column] in standing)
