"""XLM-R's unigram tokenizer with exact byte offsets, and the units that decisions fall on.

FORMAT.md states each step; internal/encoder does the same in Go.
"""
from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

META = "\u2581"
"""SentencePiece's mark for a space."""

SPACELESS = [(0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x31F0, 0x31FF),
             (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF66, 0xFF9D), (0x20000, 0x3FFFF)]
"""Scripts written without spaces: each code point is a unit."""


class Piece(NamedTuple):
    """A word piece and the bytes of the text that it stands for."""

    id: int
    start: int
    end: int


def hangul(first: str, second: str) -> str:
    """The syllable that two Hangul parts make, or nothing."""
    a, b = ord(first), ord(second)
    if 0x1100 <= a <= 0x1112 and 0x1161 <= b <= 0x1175:
        return chr(0xAC00 + ((a - 0x1100) * 21 + b - 0x1161) * 28)
    if 0xAC00 <= a <= 0xD7A3 and (a - 0xAC00) % 28 == 0 and 0x11A8 <= b <= 0x11C2:
        return chr(a + b - 0x11A7)
    return ""


def compositions() -> dict[tuple[str, str], str]:
    """Every pair of code points that Unicode composes to one, Hangul left out."""
    pairs: dict[tuple[str, str], str] = {}
    for code in range(0x80, 0x30000):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            first, second = (chr(int(p, 16)) for p in parts)
            if unicodedata.normalize("NFC", first + second) == chr(code):
                pairs[first, second] = chr(code)
    return pairs


@dataclass
class Tokenizer:
    """Pieces with scores; ids 0 to 3 are <s>, <pad>, </s> and <unk>."""

    pieces: list[str]
    scores: list[float]
    norm: dict[str, str]
    compose: dict[tuple[str, str], str] = field(default_factory=compositions)
    bos: int = 0
    pad: int = 1
    eos: int = 2
    unk: int = 3

    def __post_init__(self) -> None:
        self.index = {p: i for i, p in enumerate(self.pieces) if i > 3}
        self.longest = max(map(len, self.index))
        self.unk_score = min(self.scores) - 10

    def normalise(self, text: str) -> list[tuple[str, int, int]]:
        """Code points after mapping and composition, each with its byte range."""
        out: list[tuple[str, int, int]] = []
        at = 0
        for ch in text:
            end = at + len(ch.encode("utf8"))
            for c in self.norm.get(ch, ch):
                if out:
                    last, start, _ = out[-1]
                    joined = self.compose.get((last, c)) or hangul(last, c)
                    if joined:
                        out[-1] = (joined, start, end)
                        continue
                    if c == " " and last == " ":
                        continue
                out.append((c, at, end))
            at = end
        if out and out[0][0] == " ":
            out.pop(0)
        if out and out[-1][0] == " ":
            out.pop()
        if not out:
            return out
        return [(META, out[0][1], out[0][1])] + [(META if c == " " else c, a, b) for c, a, b in out]

    def encode(self, text: str) -> list[Piece]:
        """The best cut of text into pieces, without <s> and </s>."""
        chars = self.normalise(text)
        n = len(chars)
        if not n:
            return []
        line = "".join(c for c, _, _ in chars)
        best = [float("-inf")] * (n + 1)
        best[0] = 0.0
        back: list[tuple[int, int]] = [(0, 0)] * (n + 1)
        index, scores, longest = self.index, self.scores, self.longest
        for i in range(n):
            base = best[i]
            for e in range(i + 1, min(n, i + longest) + 1):
                piece = index.get(line[i:e])
                if piece is not None and base + scores[piece] > best[e]:
                    best[e] = base + scores[piece]
                    back[e] = (i, piece)
            if base + self.unk_score > best[i + 1]:
                best[i + 1] = base + self.unk_score
                back[i + 1] = (i, self.unk)
        cut: list[Piece] = []
        e = n
        while e > 0:
            i, piece = back[e]
            if cut and piece == self.unk == cut[-1].id:
                cut[-1] = Piece(piece, chars[i][1], cut[-1].end)
            else:
                cut.append(Piece(piece, chars[i][1], chars[e - 1][2]))
            e = i
        return cut[::-1]


def spaceless(ch: str) -> bool:
    """Is ch of a script without spaces between words?"""
    code = ord(ch)
    return code >= 0x0E00 and any(a <= code <= b for a, b in SPACELESS)


def units(text: str) -> list[tuple[int, int]]:
    """Byte ranges of the units of text: runs of letters, marks, numbers and underscores."""
    out: list[list[int]] = []
    at, open_ = 0, False
    for ch in text:
        end = at + len(ch.encode("utf8"))
        kind = unicodedata.category(ch)[0]
        if kind in "LMN" or ch == "_":
            alone = kind != "M" and spaceless(ch)
            if open_ and not alone:
                out[-1][1] = end
            else:
                out.append([at, end])
            open_ = not alone or kind == "M"
            if alone:
                open_ = False
        else:
            open_ = False
        at = end
    return [(a, b) for a, b in out]
