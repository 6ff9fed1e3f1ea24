"""Join predicted attributions to those marked by hand, as PolNeAR is scored; read what training/measure wrote.

Contents are joined one to one at a token overlap of half, relaxed asks for
compatible sources as well, strict for the same words. Tokens are runs of letters
and digits. Nothing here needs PyTorch.
"""
from __future__ import annotations

import glob
import json
import os
import re
from dataclasses import dataclass

from corpus import ROLES, Attribution, Span, Story, read_ann, read_brat

WORD = re.compile(r"\w+")
Sets = dict[str, set[int]]


def tokens(spans: list[Span], words: list[Span]) -> set[int]:
    """Numbers of the words that spans touch."""
    return {i for i, (a, b) in enumerate(words) if any(x < b and a < y for x, y in spans)}


def sets(a: Attribution, words: list[Span]) -> Sets:
    """Word sets of the three roles."""
    return {role: tokens(getattr(a, role), words) for role in ROLES}


def fits(p: Sets, g: Sets, kind: str) -> bool:
    """Do two attributions that share content agree?"""
    if kind == "strict":
        return p["content"] == g["content"] and p["source"] == g["source"]
    if not g["content"] and not p["content"]:
        same = bool(p["cue"] & g["cue"])
    else:
        union = p["content"] | g["content"]
        same = len(p["content"] & g["content"]) >= 0.5 * len(union)
    if kind == "content" or not same:
        return same
    return bool(p["source"] & g["source"]) or not (p["source"] or g["source"])


def join(pred: list[Sets], gold: list[Sets], kind: str) -> dict[int, int]:
    """Prediction to gold, one to one, best content first."""
    pairs = sorted(((len(p["content"] & g["content"]) / max(1, len(p["content"] | g["content"])), i, j)
                    for i, p in enumerate(pred) for j, g in enumerate(gold) if fits(p, g, kind)), reverse=True)
    out: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in out and j not in out.values():
            out[i] = j
    return out


@dataclass
class Read:
    """One story: attributions with content, marked by hand and predicted, their word sets, and the confidence of the predicted."""

    story: Story
    gold: list[Attribution]
    pred: list[Attribution]
    gold_sets: list[Sets]
    pred_sets: list[Sets]
    confidence: list[float]


def read_predictions(brat: str, predictions: str) -> list[Read]:
    """The stories of a folder in brat layout with the lines that training/measure wrote for them."""
    rows = {}
    with open(predictions, encoding="utf8") as lines:
        for line in lines:
            row = json.loads(line)
            rows[row["doc"]] = row["statements"]
    out = []
    for story in read_brat(brat):
        pred = [(Attribution(*[[(a, b) for a, b in s.get(role) or []] for role in ROLES]), s.get("confidence", 0.0))
                for s in rows.get(story.name, [])]
        out.append(beside(story, pred))
    return out


def beside(story: Story, pred: list[tuple[Attribution, float]]) -> Read:
    """A story with the attributions that have content, of both sides."""
    words = [m.span() for m in WORD.finditer(story.text)]
    kept = [(a, p, c) for a, p, c in ((a, sets(a, words), c) for a, c in pred) if p["content"]]
    gold = [(a, g) for a, g in ((a, sets(a, words)) for a in story.attributions) if g["content"]]
    return Read(story, [a for a, _ in gold], [a for a, _, _ in kept], [g for _, g in gold],
                [p for _, p, _ in kept], [c for _, _, c in kept])


def read_annotators(brat: str) -> list[Read]:
    """Each annotator against each other, in the stories of a folder that several marked."""
    out = []
    for path in sorted(glob.glob(os.path.join(glob.escape(brat), "text", "*.txt"))):
        name = os.path.basename(path)[:-4]
        with open(path, encoding="utf8", newline="") as f:
            text = f.read()
        marked = []
        for ann in sorted(glob.glob(os.path.join(glob.escape(brat), "attributions", glob.escape(name) + "_*.ann"))):
            with open(ann, encoding="utf8") as f:
                marked.append(read_ann(f.read()))
        out += [beside(Story(name, text, a), [(x, 1.0) for x in b]) for i, a in enumerate(marked) for j, b in enumerate(marked) if i != j]
    return out
