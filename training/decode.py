"""Attributions from the network's scores. FORMAT.md states the rules; internal/encoder does the same in Go."""
from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from corpus import Attribution, Span
from examples import Example
from network import LABELS, Reader
from train import pad

OPEN = "\"“„‟«‹‘‚'([「『"
CLOSE = "\"””“»›’')]」』"
"""The closing mark of each opening one; „ and “ both open what “ or ” closes."""
PAIR = {'"': '"', "“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "‘": "’", "‚": "‘’", "'": "'", "(": ")", "[": "]",
        "「": "」", "『": "』"}
INNER = ".,!?…"
SWITCH = [0.0, 0.2, 0.0, 2.0]
"""What leaving or entering each label costs, in log-probability: contents are long, a cue may be one word."""
SWITCH_MARK = 0.5
"""The part of that cost where a mark stands between the units."""


@dataclass
class Scored:
    """Logits of one window: anchors for each unit, and for each anchor labels of each unit."""

    cue: list[float]
    links: dict[int, list[list[float]]]


@torch.no_grad()
def score(model: Reader, batch: list[Example], floor: float, exact: bool = False) -> list[Scored]:
    """Run the network; links for the anchors with a logit of at least `floor`; exact: in float32."""
    model.eval()
    with torch.autocast("cpu", torch.bfloat16, enabled=not exact):
        hidden, present = model.encode(*pad(batch))
        logits = model.anchors(hidden).float()
        out, rows, places = [], [], []
        for i, x in enumerate(batch):
            cue = logits[i, torch.tensor(x.unit_piece)].tolist()
            out.append(Scored(cue, {}))
            for u, a in enumerate(cue):
                if a >= floor:
                    rows.append(i)
                    places.append((u, x.unit_piece[u]))
        for at in range(0, len(rows), 64):
            part = slice(at, at + 64)
            link: Tensor = model.links(hidden, present, torch.tensor(rows[part]),
                                       torch.tensor([p for _, p in places[part]])).float()
            for j, (i, (u, _)) in enumerate(zip(rows[part], places[part], strict=True)):
                out[i].links[u] = link[j, torch.tensor(batch[i].unit_piece)].tolist()
    return out


def log_softmax(row: list[float]) -> list[float]:
    """Log-probabilities."""
    top = max(row)
    total = math.log(sum(math.exp(v - top) for v in row))
    return [v - top - total for v in row]


def marked(x: Example) -> list[bool]:
    """For each pair of neighbouring units: is there a mark between them, not only white space?"""
    return [any(not c.isspace() for c in x.text[a[1]:b[0]]) for a, b in zip(x.units, x.units[1:], strict=False)]


def path(rows: list[list[float]], marks: list[bool]) -> list[int]:
    """The best labels under the costs of switching (Viterbi)."""
    kinds = range(len(LABELS))
    score = list(rows[0])
    back: list[list[int]] = []
    for row, mark in zip(rows[1:], marks, strict=True):
        part = SWITCH_MARK if mark else 1.0
        into = []
        for b in kinds:
            reach = [score[a] - (0.0 if a == b else (SWITCH[a] + SWITCH[b]) * part) for a in kinds]
            into.append(max(kinds, key=lambda a: (reach[a], -a)))
        score = [score[a] - (0.0 if a == b else (SWITCH[a] + SWITCH[b]) * part) + row[b] for b, a in enumerate(into)]
        back.append(into)
    label = max(kinds, key=lambda k: (score[k], -k))
    out = [label]
    for into in reversed(back):
        label = into[label]
        out.append(label)
    return out[::-1]


def one_source(rows: list[list[float]], labels: list[int]) -> list[int]:
    """Of several source runs the surest stays: a source is nearly never broken."""
    found = runs(labels, 1)
    if len(found) < 2:
        return labels

    def surplus(run: tuple[int, int]) -> float:
        return sum(rows[i][1] - max(v for k, v in enumerate(rows[i]) if k != 1) for i in range(run[0], run[1] + 1))

    best = max(found, key=lambda r: (surplus(r), -r[0]))
    return [0 if label == 1 and not best[0] <= i <= best[1] else label for i, label in enumerate(labels)]


@dataclass
class Found:
    """An attribution with its anchor and what its confidence rests on."""

    spans: Attribution
    anchor: int
    features: list[float]


def runs(labels: list[int], role: int) -> list[tuple[int, int]]:
    """First and last unit of each run of a role."""
    out: list[tuple[int, int]] = []
    for i, label in enumerate(labels):
        if label == role:
            if out and out[-1][1] == i - 1:
                out[-1] = (out[-1][0], i)
            else:
                out.append((i, i))
    return out


def widen(text: str, a: int, b: int, quotes: bool) -> Span:
    """Take in marks that stand directly around the span and belong together with it."""
    if not quotes:
        return a, b
    if a > 0 and text[a - 1] in OPEN:
        a -= 1
    i = b
    while i < len(text) and text[i] in INNER:
        i += 1
    if i < len(text) and text[i] in CLOSE and any(c in text[a:i] and text[i] in PAIR[c] for c in PAIR):
        b = i + 1
    return a, b


def decode(x: Example, scored: Scored, threshold: float) -> list[Found]:
    """The attributions of one window, spans in code points of its text."""
    floor = math.log(threshold / (1 - threshold))
    order = sorted((u for u in scored.links if scored.cue[u] >= floor), key=lambda u: (-scored.cue[u], u))
    taken: set[int] = set()
    marks = marked(x)
    out = []
    for u in order:
        if u in taken:
            continue
        rows = [log_softmax(row) for row in scored.links[u]]
        labels = one_source(rows, path(rows, marks))
        taken.update(i for i, label in enumerate(labels) if label == 2)
        spans = Attribution()
        means = []
        for role, name in enumerate(LABELS):
            if not role:
                continue
            for i, j in runs(labels, role):
                getattr(spans, name).append(widen(x.text, x.units[i][0], x.units[j][1], name == "content"))
            chosen = [row[role] for row, label in zip(rows, labels, strict=True) if label == role]
            means.append(sum(chosen) / len(chosen) if chosen else 0.0)
        features = [1.0, scored.cue[u], means[2], means[0], 0.0 if spans.source else 1.0]
        out.append(Found(spans, u, features))
    def first(f: Found) -> tuple[int, int]:
        starts = [a for part in (f.spans.cue, f.spans.source, f.spans.content) for a, _ in part]
        return (min(starts) if starts else 0, f.anchor)
    return sorted(out, key=first)
