"""Figures by kind of speech, of source and of cue, from predictions that training/measure wrote.

usage: by_kind.py BRAT_DIR PREDICTIONS.jsonl

A kind is read off the attribution itself: recall counts the gold of that kind,
precision the predictions of that kind. Right is the relaxed joining (content
half the same, a compatible source); content leaves the source aside.
"""
from __future__ import annotations

import argparse
import collections
import re
from collections.abc import Callable

from corpus import Attribution
from joining import WORD, join, read_predictions

PRONOUNS = set("he she they it we i you who him her them his their".split())
SPEECH = re.compile(r"\b(said|say|says|saying|told|tell|tells|telling|wrote|writes|write|tweeted|added|adds|stated|states|"
                    r"announced|reported|reports|according to|asked|replied|responded|explained|noted|insisted|claimed|"
                    r"argued|declared|testified|warned)\b", re.I)
MARKS = re.compile(r"[\"“”]")


def speech(a: Attribution, text: str) -> str:
    """Direct, mixed or indirect, by the quotation marks of the content."""
    content = " ".join(text[x:y] for x, y in a.content).strip()
    if not MARKS.search(content):
        return "indirect"
    return "direct" if MARKS.match(content) and MARKS.search(content[-2:]) and len(MARKS.findall(content)) <= 2 * len(a.content) else "mixed"


def source(a: Attribution, text: str) -> str:
    """None, a pronoun, a name or another noun phrase."""
    words = WORD.findall(" ".join(text[x:y] for x, y in a.source))
    if not words:
        return "no source"
    if len(words) == 1 and words[0].lower() in PRONOUNS:
        return "pronoun"
    return "name" if any(w[0].isupper() for w in words[1:]) or words[0][0].isupper() and words[0].lower() != "the" else "other noun"


def cue(a: Attribution, text: str) -> str:
    """Is the cue a plain verb of speech (or "according to")?"""
    return "verb of speech" if SPEECH.search(" ".join(text[x:y] for x, y in a.cue)) else "other cue"


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("brat")
    parser.add_argument("predictions")
    args = parser.parse_args()
    count: dict[str, list[int]] = collections.defaultdict(lambda: [0] * 6)
    kinds: list[Callable[[Attribution, str], str]] = [speech, source, cue]
    for read in read_predictions(args.brat, args.predictions):
        gold, pred, text = read.gold, read.pred, read.story.text
        for at, how in ((0, "relaxed"), (1, "content")):
            pairs = join(read.pred_sets, read.gold_sets, how)
            for kind in kinds:
                for i, a in enumerate(pred):
                    count[kind(a, text)][2 + at] += i in pairs
                    count[kind(a, text)][0] += at
                hit = set(pairs.values())
                for j, a in enumerate(gold):
                    count[kind(a, text)][4 + at] += j in hit
                    count[kind(a, text)][1] += at
    print("| kind | gold | relaxed P | relaxed R | content P | content R |\n| --- | --- | --- | --- | --- | --- |")
    for name, (n, m, rp, cp, rr, cr) in sorted(count.items(), key=lambda x: -x[1][1]):
        print(f"| {name} | {m} | {100 * rp / max(1, n):.1f} | {100 * rr / max(1, m):.1f} | {100 * cp / max(1, n):.1f} | {100 * cr / max(1, m):.1f} |")


if __name__ == "__main__":
    main()
