"""Choose the threshold and fit the confidence on stories kept apart; print a reliability table for others.

usage: calibrate.py DATA.pt CHECKPOINT --e5 FILE --polnear TRAIN_DIR [--check DEV_DIR] [--own DIR]

A prediction is right if it joins a gold attribution by content (token overlap of
half) and source. Confidence is a logistic function of the anchor's logit and of
how sure the labels are; it is fitted on every twentieth story of TRAIN_DIR,
which training does not see.
"""
from __future__ import annotations

import argparse
import glob
import os

import numpy as np
import torch

import e5
from corpus import Story, read_brat, read_own
from evaluate import WORD, by_story, join, load, measure, predict, scores, sets, show
from examples import build
from prepare import APART, cut_tokenizer

THRESHOLDS = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7]


def judged(stories: list[Story], found: list) -> tuple[np.ndarray, np.ndarray]:
    """Features of each prediction with content, and whether it is right."""
    rows, right = [], []
    for story, hits in zip(stories, found, strict=True):
        words = [m.span() for m in WORD.finditer(story.text)]
        gold = [g for g in (sets(a, words) for a in story.attributions) if g["content"]]
        kept = [(s, f) for s, f in ((sets(a, words), f) for a, f in hits) if s["content"]]
        joined = join([s for s, _ in kept], gold, "relaxed")
        for i, (_, f) in enumerate(kept):
            rows.append(f.features)
            right.append(float(i in joined))
    return np.array(rows), np.array(right)


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Logistic regression by Newton's method; the constant is not held back."""
    w = np.zeros(x.shape[1])
    hold = np.full(x.shape[1], ridge)
    hold[0] = 1e-6
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + hold * w
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(hold), gradient)
    return w


def reliability(p: np.ndarray, y: np.ndarray, bins: int = 10) -> float:
    """Print the table; return the expected calibration error."""
    error = 0.0
    print("| confidence | predictions | mean confidence | right |\n| --- | --- | --- | --- |")
    for b in range(bins):
        take = (p >= b / bins) & (p < (b + 1) / bins) if b < bins - 1 else p >= b / bins
        if take.any():
            error += take.mean() * abs(p[take].mean() - y[take].mean())
            print(f"| {b / bins:.1f}–{(b + 1) / bins:.1f} | {take.sum()} | {p[take].mean():.3f} | {y[take].mean():.3f} |")
    return error


def main() -> None:
    """Print threshold, coefficients and tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("checkpoint")
    parser.add_argument("--e5", required=True)
    parser.add_argument("--polnear", required=True)
    parser.add_argument("--check", help="a folder in the same layout to report on")
    parser.add_argument("--own", help="a folder of marked lines in other languages to report on")
    parser.add_argument("--threshold", type=float, default=0.0, help="take this one instead of the best")
    args = parser.parse_args()
    torch.set_num_threads(1)
    source = e5.load(args.e5)
    model, kept, _ = load(args.data, args.checkpoint, source)
    tok = cut_tokenizer(source, kept)
    apart = [s for i, s in enumerate(read_brat(args.polnear)) if i % APART == 0]
    examples = build(apart, tok, model.config.window - 2)
    scored = scores(model, examples)
    best = (0.0, 0.0)
    for threshold in THRESHOLDS:
        figures = measure(apart, by_story(apart, examples, predict(examples, scored, threshold)), False)
        show(f"{threshold:.2f}", figures)
        best = max(best, (figures["relaxed"][2], -threshold))
    threshold = args.threshold or -best[1]
    x, y = judged(apart, by_story(apart, examples, predict(examples, scored, threshold)))
    w = fit(x, y)
    print(f"--threshold {threshold} --confidence={','.join(f'{v:.4f}' for v in w)}")
    print(f"apart: expected calibration error {reliability(1 / (1 + np.exp(-x @ w)), y):.3f}")
    checks = {}
    if args.check:
        checks["check"] = read_brat(args.check)
    if args.own:
        checks["own"] = [s for path in sorted(glob.glob(os.path.join(args.own, "*.txt"))) for s in read_own(path)]
    for name, stories in checks.items():
        examples = build(stories, tok, model.config.window - 2)
        found = by_story(stories, examples, predict(examples, scores(model, examples), threshold))
        show(name, measure(stories, found, False))
        x, y = judged(stories, found)
        print(f"{name}: expected calibration error {reliability(1 / (1 + np.exp(-x @ w)), y):.3f}")


if __name__ == "__main__":
    main()
