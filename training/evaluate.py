"""Score a checkpoint: find attributions in stories and compare with the gold.

usage: evaluate.py DATA.pt CHECKPOINT --e5 FILE [--brat DIR] [--own DIR] [--incident FOLDER GOLD] [--predictions OUT.jsonl]

The figures are PolNeAR's: contents joined one to one at a token overlap of half,
sources compatible. Tokens are runs of letters and digits.
"""
from __future__ import annotations

import argparse
import collections
import glob
import json
import math
import os

import torch

import e5
from corpus import ROLES, Attribution, Span, Story, read_brat, read_own
from decode import Found, Scored, decode, score
from examples import Example, build
from incidents import read_incident
from joining import WORD, join, sets
from network import Config, Reader, start
from prepare import cut_tokenizer


def load(data: str, checkpoint: str, source: e5.Source) -> tuple[Reader, list[int], dict]:
    """A trained reader and its vocabulary."""
    kept = torch.load(data, weights_only=False)["kept"]
    state = torch.load(checkpoint, weights_only=False)
    c = state["config"]
    model = start(source, kept, Config(**c))
    model.load_state_dict(state["model"])
    return model.eval(), kept, state


def scores(model: Reader, examples: list[Example], floor: float = 0.05) -> list[Scored]:
    """The network's scores for each window, with links for anchors of at least this probability."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].ids))
    out: list[Scored] = [Scored([], {}) for _ in examples]
    least = math.log(floor / (1 - floor))
    at = 0
    while at < len(order):
        n = max(1, 4096 // len(examples[order[min(at + 31, len(order) - 1)]].ids))
        part = order[at:at + n]
        for i, scored in zip(part, score(model, [examples[i] for i in part], least), strict=True):
            out[i] = scored
        at += n
    return out


def predict(examples: list[Example], scored: list[Scored], threshold: float) -> list[list[Found]]:
    """Attributions of each window, offsets within the window."""
    return [decode(x, s, threshold) for x, s in zip(examples, scored, strict=True)]


def shift(a: Attribution, by: int) -> Attribution:
    """Spans moved by a number of code points."""
    return Attribution(*[[(x + by, y + by) for x, y in getattr(a, role)] for role in ROLES])


def by_story(stories: list[Story], examples: list[Example], found: list[list[Found]]) -> list[list[tuple[Attribution, Found]]]:
    """Predictions collected for each story in its offsets."""
    out: list[list[tuple[Attribution, Found]]] = [[] for _ in stories]
    for x, hits in zip(examples, found, strict=True):
        out[x.story] += [(shift(f.spans, x.start), f) for f in hits]
    return out


def measure(stories: list[Story], found: list[list[tuple[Attribution, Found]]], silent: bool) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 for content, relaxed and strict; silent: attributions without content count too."""
    count: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    for story, hits in zip(stories, found, strict=True):
        words = [m.span() for m in WORD.finditer(story.text)]
        gold = [sets(a, words) for a in story.attributions]
        pred = [sets(a, words) for a, _ in hits]
        if not silent:
            gold, pred = [g for g in gold if g["content"]], [p for p in pred if p["content"]]
        for kind in ("content", "relaxed", "strict"):
            c = count[kind]
            c[0] += len(join(pred, gold, kind))
            c[1] += len(pred)
            c[2] += len(gold)
    out = {}
    for kind, (hit, p, g) in count.items():
        precision, recall = hit / max(1, p), hit / max(1, g)
        out[kind] = (precision, recall, 2 * hit / max(1, p + g))
    return out


def show(name: str, figures: dict[str, tuple[float, float, float]]) -> None:
    """One line."""
    print(f"{name:12s} " + "  ".join(f"{k} P {100 * p:.1f} R {100 * r:.1f} F {100 * f:.1f}" for k, (p, r, f) in figures.items()))


def main() -> None:
    """Score the sets that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data")
    parser.add_argument("checkpoint")
    parser.add_argument("--e5", required=True)
    parser.add_argument("--brat")
    parser.add_argument("--own")
    parser.add_argument("--incident", nargs=2, action="append", default=[])
    parser.add_argument("--threshold", type=float, default=0.4)
    parser.add_argument("--predictions")
    parser.add_argument("--sweep", action="store_true", help="try several thresholds")
    parser.add_argument("--errors", action="store_true", help="print what own sentences got wrong")
    args = parser.parse_args()
    torch.set_num_threads(1)
    source = e5.load(args.e5)
    model, kept, _ = load(args.data, args.checkpoint, source)
    tok = cut_tokenizer(source, kept)
    todo: list[tuple[str, list[Story], bool]] = []
    if args.brat:
        todo.append(("brat", read_brat(args.brat), False))
    if args.own:
        for path in sorted(glob.glob(os.path.join(args.own, "*.txt"))):
            todo.append((os.path.basename(path), read_own(path), True))
    for folder, gold in args.incident:
        todo.append((os.path.basename(folder.rstrip("/")), read_incident(folder, gold), True))
    for name, stories, silent in todo:
        examples = build(stories, tok, model.config.window - 2)
        scored = scores(model, examples)
        for threshold in ([0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7] if args.sweep else [args.threshold]):
            found = by_story(stories, examples, predict(examples, scored, threshold))
            show(f"{name} {threshold}" if args.sweep else name, measure(stories, found, silent))
        if args.errors:
            explain(stories, found)
        if args.predictions and name == "brat":
            with open(args.predictions, "w", encoding="utf8") as f:
                for story, hits in zip(stories, found, strict=True):
                    rows = [{role: getattr(a, role) for role in ROLES} for a, _ in hits]
                    f.write(json.dumps({"doc": story.name, "statements": rows}) + "\n")


def explain(stories: list[Story], found: list[list[tuple[Attribution, Found]]]) -> None:
    """Print the stories whose reading differs from the gold."""
    for story, hits in zip(stories, found, strict=True):
        words = [m.span() for m in WORD.finditer(story.text)]
        gold = [sets(a, words) for a in story.attributions]
        pred = [sets(a, words) for a, _ in hits]
        if len(join(pred, gold, "strict")) == len(gold) == len(pred):
            continue
        say = lambda a: " | ".join("/".join(story.text[x:y] for x, y in getattr(a, role)) for role in ROLES)
        print(story.name, story.text[:400])
        for a in story.attributions:
            print("   gold", say(a))
        for a, f in hits:
            print(f"   read {f.features[1]:.1f}", say(a))


if __name__ == "__main__":
    main()
