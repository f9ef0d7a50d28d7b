"""Cues and names are found as spaCy's matchers find them: the meaning of a pattern is theirs.

spaCy's ``Matcher`` gives every place where a pattern fits, ``PhraseMatcher`` every name; docparse finds the same
without loading spaCy, which takes longer than most reports. Here both look at the same pieces.
"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans
from spacy.vocab import Vocab

from docparse.grammars.narrative import even, load_narrative
from docparse.lexicons.subjects import load_subjects
from docparse.narrative.cues import find_cues
from docparse.narrative.language import find_subjects, pieces_of
from docparse.narrative.pieces import DIVIDERS, FIGURES
from docparse.narrative.spacy_pipeline import spacy_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docparse.grammars.narrative import Cue

CUES = load_narrative().cues
SENTENCES = 400
OFTEN = 0.5
OF_KIND = {
    "MONEY": ("12.50万元", "3元"),
    "PERCENT": ("3%", "7.25%"),
    "FIGURE": ("5人", "1.5万元", "6"),
    "YEAR": ("2030年",),
    "YEAR_END": ("2030年末",),
    "GAP": ("某处", "甲、", ""),
}
VOCABULARY = Vocab()


def document(text: str) -> Doc:
    """The pieces of a text as spaCy's tokens: the lemma is the class of a word, the tag the kind of a piece."""
    pieces = pieces_of(text)
    parts = ["NUM" if each.kind in FIGURES else "PUNCT" if each.kind in DIVIDERS else "X" for each in pieces]
    texts, kinds, words = [[each[at] for each in pieces] for at in (4, 0, 1)]
    return Doc(VOCABULARY, texts, [False] * len(pieces), tags=kinds, pos=parts, lemmas=words)


def patterns(cue: Cue) -> list[list[dict[str, Any]]]:
    """A cue as patterns of the Matcher; an amount or a share at its end may have lost its unit."""
    found: list[list[dict[str, Any]]] = [[]]
    for names, optional in cue.pattern:
        found = [[*pattern, item(name, optional=optional)] for pattern in found for name in names]
    bare = [[*each[:-1], {"TAG": "BARE"}] for each in found if each[-1].get("TAG") in ("MONEY", "PERCENT")]
    return found + bare


def item(name: str, *, optional: bool) -> dict[str, Any]:
    often = {"OP": "?"} if optional else {}
    if name == "GAP":
        return {"POS": "X", "OP": "{0,3}" if optional else "{1,10}"}
    return {"POS": "NUM"} | often if name == "FIGURE" else {"LEMMA" if name.islower() else "TAG": name} | often


@cache
def matchers() -> tuple[Matcher, PhraseMatcher]:
    cues, names = Matcher(VOCABULARY), PhraseMatcher(VOCABULARY)
    for at, cue in enumerate(CUES):
        cues.add(str(at), patterns(cue))
    subjects = load_subjects()
    names.add("subject", [document(name) for name in sorted({*subjects.names, *subjects.classes})])
    return cues, names


def sentences() -> Iterator[str]:
    """Made-up sentences that hold a name and what cues are made of, in the order of a cue and in none."""
    random = Random(20)  # noqa: S311  the same sentences in every run
    narrative, names = load_narrative(), [*load_subjects().names]
    words: dict[str, tuple[str, ...]] = dict(OF_KIND)
    for word, name in narrative.words.items():
        words[name] = (*words.get(name, ()), word)
    for _ in range(SENTENCES):
        said = [random.choice(names)]
        for _ in range(random.randint(1, 4)):
            cue = [each for each, optional in random.choice(CUES).pattern if not optional or random.random() < OFTEN]
            order = [random.choice(each) for each in cue]
            said += [random.choice(words[name]) for name in order]
            said += [random.choice(words[random.choice([*words])])] if random.random() < OFTEN else []
        yield even("".join(said))


@pytest.mark.parametrize("texts", [[cue.example for cue in CUES], list(sentences())], ids=["examples", "sentences"])
def test_cues_are_found_where_spacys_matcher_finds_them(texts: list[str]) -> None:
    number = 0
    for text in texts:
        pieces, doc = pieces_of(even(text)), document(even(text))
        found = {(CUES.index(each.cue), each.start, each.end) for each in find_cues(pieces)}
        spans = matchers()[0](doc, as_spans=True, allow_missing=True)
        assert found == {(int(span.label_), span.start, span.end) for span in spans}, text
        number += len(found)
    assert number >= len(texts)


def test_names_are_found_where_spacys_matcher_finds_them() -> None:
    for text in sentences():
        expected = filter_spans(matchers()[1](document(text), as_spans=True))
        assert find_subjects(pieces_of(text)) == [(span.start, span.end) for span in expected], text
        assert expected


def test_a_spacy_pipeline_marks_what_docparse_finds() -> None:
    doc = spacy_pipeline()("本年收入合计100万元，比上年增加5万元，增长5.3%。")
    assert "".join(token.text for token in doc) == "本年收入合计100万元,比上年增加5万元,增长5.3%。"
    spans = {group: [(span.text, span.label_) for span in doc.spans[group]] for group in doc.spans}
    assert spans == {
        "figures": [("100万元", "MONEY"), ("5万元", "MONEY"), ("5.3%", "PERCENT")],
        "subjects": [("本年收入合计", "subject")],
        "cues": [("比上年", "compared"), ("增加5万元", "change"), ("增长5.3%", "change")],
    }
    assert [token.pos_ for token in doc[:3]] == ["X", "NUM", "PUNCT"]
