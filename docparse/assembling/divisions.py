"""The place that the name of a body begins with: 雾江市青禾区 of 雾江市青禾区种子站."""

from __future__ import annotations

from docparse.lexicons.place_words import Ending, load_place_words

# Characters of one place with its ending; the longest are those of autonomous prefectures and counties.
_LONGEST = 16


def division_of(name: str) -> tuple[int, int] | None:
    """Where the place stands in a body's name, as a half-open range; None where it begins with none.

    Places are counted off from the left, each of a lower rank than the one before it. A body that is named by its
    place alone has none: the name would be the place.

    >>> name = "中共云岭县委办公室"
    >>> name[slice(*division_of(name))]
    '云岭县'
    >>> division_of("城市管理局") is None
    True
    """
    words = load_place_words()
    start = next((len(word) for word in words.before if name.startswith(word)), 0)
    end, rank = start, 0
    while (found := _place(name, end, rank)) is not None:
        end, rank = found
    return (start, end) if start < end < len(name) else None


def _place(name: str, start: int, above: int) -> tuple[int, int] | None:
    """The end and the rank of the place that begins there and is below a rank; None where none does.

    A city may lie within a prefecture, and then counts as a county.
    """
    words = load_place_words()
    for end in range(start + 2, min(start + _LONGEST, len(name)) + 1):
        ending = _ending(name, start, end)
        if ending is None:
            continue
        if any(word in name[start:end] for word in words.body):
            return None
        rank = ending.rank if ending.rank > above or name[end - 1] != "市" else ending.rank + 1
        return (end, rank) if rank > above else None
    return None


def _ending(name: str, start: int, end: int) -> Ending | None:
    """How the place that ends there ends, with the longest of the endings; None where the name goes on through it."""
    words = load_place_words()
    fitting = [
        (len(text), ending)
        for text, ending in words.endings.items()
        if name.endswith(text, start, end) and end - start - len(text) >= ending.least
    ]
    if not fitting or _is_within_a_word(name, start, end):
        return None
    if name[end - 1] == "县" and name.startswith("市", end) and not name.startswith(words.words, end):
        return None  # a city that has kept the name of a county
    return max(fitting)[1]


def _is_within_a_word(name: str, start: int, end: int) -> bool:
    """Whether the last character of the place is one of a word that only looks like a place."""
    words = load_place_words()
    if name[start:end] in words.alone:
        return True
    if name.startswith(words.behind, end - 1):
        return False
    return any(
        at < end <= at + len(word)
        for word in words.words
        for at in range(max(start, end - len(word)), end)
        if name.startswith(word, at)
    )
