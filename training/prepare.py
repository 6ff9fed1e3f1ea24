"""Corpora to windows and teacher vectors, once, so that training starts at once.

usage: prepare.py E5_FILE VOCABULARY.json OUT.pt --polnear DIR [--own DIR] [--incident FOLDER GOLD]... [--parallel FOLDER]... [--plain FILE]...
"""
from __future__ import annotations

import argparse
import glob
import json
import os
import sys
from dataclasses import replace

import torch

import e5
from corpus import Story, read_brat, read_own
from examples import Example, build
from incidents import read_incident
from parallel import HELD, centred, read_parallel, shared
from teacher import vectors
from tokens import Tokenizer
from vocabulary import full_tokenizer

APART = 20
"""Every twentieth story of a corpus is kept apart for thresholds and confidence."""


def cut_tokenizer(source: e5.Source, kept: list[int]) -> Tokenizer:
    """The tokenizer with the kept pieces only."""
    full = full_tokenizer(source)
    return Tokenizer([full.pieces[i] for i in kept], [full.scores[i] for i in kept], full.norm)


def main() -> None:
    """Write one file with all examples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("e5")
    parser.add_argument("vocabulary")
    parser.add_argument("out")
    parser.add_argument("--polnear", help="a folder in PolNeAR's layout: text/*.txt, attributions/*.ann")
    parser.add_argument("--own", help="a folder of marked lines, one file a language")
    parser.add_argument("--incident", nargs=2, action="append", default=[], metavar=("FOLDER", "GOLD"))
    parser.add_argument("--parallel", action="append", default=[], metavar="FOLDER",
                        help="sentences in several languages, for the sentence vector only")
    parser.add_argument("--plain", action="append", default=[], help="lines of text for the sentence vector only")
    parser.add_argument("--teach", type=int, default=5000, help="PolNeAR windows that get a teacher vector")
    parser.add_argument("--window", type=int, default=254)
    args = parser.parse_args()

    source = e5.load(args.e5)
    with open(args.vocabulary, encoding="utf8") as f:
        kept: list[int] = json.load(f)
    tok = cut_tokenizer(source, kept)
    sets: dict[str, list[Example]] = {}

    def add(name: str, stories: list[Story]) -> None:
        made = build(stories, tok, args.window)
        sets[name] = made
        print(f"{name}: {len(stories)} stories, {len(made)} windows, {sum(len(x.ids) for x in made)} pieces, "
              f"{sum(len(x.anchors) for x in made)} of {sum(len(s.attributions) for s in stories)} attributions",
              file=sys.stderr)

    if args.polnear:
        stories = read_brat(args.polnear)
        add("polnear", [s for i, s in enumerate(stories) if i % APART])
        add("apart", [s for i, s in enumerate(stories) if i % APART == 0])
    if args.own:
        add("own", [s for path in sorted(glob.glob(os.path.join(args.own, "*.txt"))) for s in read_own(path)])
    if args.incident:
        add("incident", [s for folder, gold in args.incident for s in read_incident(folder, gold)])
    lines = lines_of(sets, args)
    texts = [t for t, _, _ in lines]
    pieces = [Example([tok.bos] + [p.id for p in tok.encode(t)][:args.window] + [tok.eos], [], [], [], text=t) for t in texts]
    rows = [row for _, _, row in lines]
    goal, centre = centred(vectors(source, texts), [x for _, x, _ in lines]) if texts else (torch.zeros(0), torch.zeros(0))
    goal = shared(goal, rows) if texts else goal
    learnt = [i for i, row in enumerate(rows) if row < 0 or row % HELD]
    held = [i for i, row in enumerate(rows) if row >= 0 and row % HELD == 0]
    strip = {k: [replace(x, units=[]) if k not in ("apart",) else x for x in v] for k, v in sets.items()}
    torch.save({"kept": kept, "sets": strip, "taught": [pieces[i] for i in learnt], "goal": goal[learnt], "centre": centre,
                "held": {"texts": [pieces[i] for i in held], "languages": [lines[i][1] for i in held],
                         "rows": [rows[i] for i in held]}}, args.out)


def lines_of(sets: dict[str, list[Example]], args: argparse.Namespace) -> list[tuple[str, str, int]]:
    """Texts for the sentence vector: the words, the language ("" unknown) and the row of translations, -1 for none."""
    seen: dict[str, tuple[str, int]] = {}
    for path in args.plain:
        for line in open(path, encoding="utf8"):
            if line.strip():
                seen.setdefault(line.strip(), ("", -1))
    for x in sets.get("own", []) + sets.get("incident", []):
        seen.setdefault(x.text, (x.language, -1))
    step = max(1, len(sets.get("polnear", [])) // max(1, args.teach))
    for x in sets.get("polnear", [])[::step]:
        seen.setdefault(x.text, ("en", -1))
    out = [(t, *v) for t, v in seen.items()]
    row = 0
    for folder in args.parallel:
        for sentences in read_parallel(folder):
            out += [(t, language, row) for language, t in sentences.items()]
            row += 1
    return sorted(out)


if __name__ == "__main__":
    main()
