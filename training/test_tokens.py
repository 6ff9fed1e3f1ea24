"""Offsets and cuts of the tokenizer, on a vocabulary made for the test."""
from __future__ import annotations

import pytest

from examples import Example, paragraphs, unit_pieces, windows
from tokens import META, Tokenizer, units


@pytest.fixture(scope="module")
def tok() -> Tokenizer:
    """Single letters and a few words."""
    words = {META: -2.0, META + "the": -3.0, META + "ship": -4.0, "s": -5.0, META + "é": -4.5, "한": -4.0, ".": -3.0}
    words |= {c: -8.0 for c in "abcdefghijklmnopqrtuvwxyz"}
    names = ["<s>", "<pad>", "</s>", "<unk>", *words]
    return Tokenizer(names, [0.0, 0, 0, 0, *words.values()], {"\u00a0": " ", "\u200b": "", "ﬁ": "fi"})


@pytest.mark.parametrize(("text", "want"), [
    ("the ships.", [(META + "the", 0, 3), (META + "ship", 3, 8), ("s", 8, 9), (".", 9, 10)]),
    ("  the\u00a0 ship ", [(META + "the", 2, 5), (META + "ship", 5, 12)]),
    ("e\u0301", [(META + "é", 0, 3)]),
    ("\u1112\u1161\u11ab", [(META, 0, 0), ("한", 0, 9)]),
    ("ﬁ", [(META, 0, 0), ("f", 0, 3), ("i", 0, 3)]),
    ("😀😀s", [(META, 0, 0), ("<unk>", 0, 8), ("s", 8, 9)]),
    ("\u200b", []),
    ("", []),
])
def test_pieces(tok: Tokenizer, text: str, want: list[tuple[str, int, int]]) -> None:
    assert [(tok.pieces[p.id], p.start, p.end) for p in tok.encode(text)] == want


@pytest.mark.parametrize(("text", "want"), [
    ("don't go_2", ["don", "t", "go_2"]),
    ("국방부는 밝혔다", ["국방부는", "밝혔다"]),
    ("防衛省は12人", ["防", "衛", "省", "は", "12", "人"]),
    ("e\u0301te\u0301", ["e\u0301te\u0301"]),
    ("… — “”", []),
])
def test_units(text: str, want: list[str]) -> None:
    raw = text.encode("utf8")
    assert [raw[a:b].decode("utf8") for a, b in units(text)] == want


def test_units_have_pieces(tok: Tokenizer) -> None:
    text = "the ships. the"
    assert unit_pieces(tok.encode(text), units(text)) == [1, 2, 5]


def test_windows_end_at_sentences(tok: Tokenizer) -> None:
    text = "the ship. the ship. the ship."
    spans = windows(text, paragraphs(text)[0], tok, 7)
    assert [text[a:b] for a, b in spans] == ["the ship. the ship.", "the ship."]


def test_example_defaults() -> None:
    assert Example([0, 2], [], [], []).weight == 1.0
