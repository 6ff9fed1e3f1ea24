"""Stories to windows of pieces with targets for the network."""
from __future__ import annotations

import bisect
from dataclasses import dataclass, field

from corpus import Attribution, Span, Story
from tokens import Tokenizer, units

CLOSERS = "\"”’»›“')]」』"
ENDS = ".!?…。"


@dataclass
class Example:
    """One window: pieces with <s> and </s>, the piece of each unit, and for each anchor (a unit) the label of each unit."""

    ids: list[int]
    unit_piece: list[int]
    anchors: list[int]
    labels: list[list[int]]
    story: int = 0
    start: int = 0
    text: str = ""
    units: list[Span] = field(default_factory=list)
    weight: float = 1.0
    language: str = ""


def paragraphs(text: str) -> list[Span]:
    """Code point ranges of the lines, trimmed."""
    out, at = [], 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare)
            out.append((start, start + len(bare)))
        at += len(line) + 1
    return out


def ends_sentence(text: str, at: int) -> bool:
    """Does the unit that ends at `at` end a sentence: marks, then white space?"""
    i = at
    while i < len(text) and text[i] in ENDS + CLOSERS:
        i += 1
    return any(c in ENDS for c in text[at:i]) and i < len(text) and text[i].isspace()


def windows(text: str, span: Span, tok: Tokenizer, most: int) -> list[Span]:
    """Cut a paragraph into parts of at most `most` pieces, at sentence ends where there are some."""
    out = []
    start, stop = span
    while start < stop:
        part = text[start:stop]
        pieces = tok.encode(part)
        if len(pieces) <= most:
            out.append((start, stop))
            break
        raw = part.encode("utf8")
        limit = len(raw[:pieces[most].start].decode("utf8"))
        cut = 0
        for i in range(limit - 1, 0, -1):
            if part[i].isspace() and ends_sentence(part, _back(part, i)):
                cut = i
                break
        if not cut:
            cut = next((i for i in range(limit - 1, 0, -1) if part[i].isspace()), limit)
        out.append((start, start + cut))
        start += cut
        while start < stop and text[start].isspace():
            start += 1
    return out


def _back(text: str, at: int) -> int:
    """Where the marks before `at` begin."""
    while at > 0 and text[at - 1] in ENDS + CLOSERS:
        at -= 1
    return at


def unit_pieces(pieces: list, spans: list[Span]) -> list[int]:
    """For each unit the number of its piece, counted with <s> in front."""
    ends = [p.end for p in pieces]
    return [min(bisect.bisect_right(ends, a), len(ends) - 1) + 1 for a, _ in spans]


def make(text: str, tok: Tokenizer) -> tuple[Example, list[Span]]:
    """A window without targets, and its units in code points."""
    spans = units(text)
    pieces = tok.encode(text) if spans else []
    raw = text.encode("utf8")
    points, at, code = {}, 0, 0
    for ch in text:
        points[at] = code
        at += len(ch.encode("utf8"))
        code += 1
    points[len(raw)] = code
    chars = [(points[a], points[b]) for a, b in spans]
    example = Example([tok.bos] + [p.id for p in pieces] + [tok.eos], unit_pieces(pieces, spans), [], [],
                      text=text, units=chars)
    return example, chars


def inside(spans: list[Span], a: int, b: int) -> bool:
    """Does a span share a code point with [a, b)?"""
    return any(x < b and a < y for x, y in spans)


def target(found: Attribution, chars: list[Span], shift: int) -> tuple[int, list[int]] | None:
    """The anchor's unit and every unit's label, or nothing if the cue is elsewhere."""
    first = found.cue or found.source or found.content
    start = min(a for a, _ in first) - shift
    if not 0 <= start <= chars[-1][1] + 8:
        return None
    labels = []
    for a, b in chars:
        a, b = a + shift, b + shift
        if inside(found.cue, a, b):
            labels.append(2)
        elif inside(found.source, a, b):
            labels.append(1)
        else:
            labels.append(3 if inside(found.content, a, b) else 0)
    # A cue of marks alone, as a colon, is anchored at the unit before it.
    hits = [i for i, (a, b) in enumerate(chars) if inside(first, a + shift, b + shift)]
    before = [i for i, (_, b) in enumerate(chars) if b <= start]
    if not hits and not before:
        return None
    return (hits or before[-1:])[0], labels


def build(stories: list[Story], tok: Tokenizer, most: int) -> list[Example]:
    """All windows of all stories with their targets."""
    out = []
    for number, story in enumerate(stories):
        for span in paragraphs(story.text):
            for a, b in windows(story.text, span, tok, most):
                example, chars = make(story.text[a:b], tok)
                if not chars:
                    continue
                example.story, example.start, example.language = number, a, story.language
                for found in story.attributions:
                    if min(x for x, _ in found.cue or found.source or found.content) >= b:
                        continue
                    hit = target(found, chars, a)
                    if hit and hit[0] not in example.anchors:
                        example.anchors.append(hit[0])
                        example.labels.append(hit[1])
                out.append(example)
    return out
