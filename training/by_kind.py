"""Figures by kind of speech, of source and of cue, from predictions that training/measure wrote.

usage: by_kind.py BRAT_DIR PREDICTIONS.jsonl
       by_kind.py --annotators BRAT_DIR [BRAT_DIR …]

A kind is read off the attribution itself: recall counts the gold of that kind,
precision the predictions of that kind. Right is the relaxed joining (content
half the same, a compatible source); content leaves the source aside.

A second table says what became of the gold, in percent of it: exact (all words the
same), edges (right, a few words more or fewer), missed cue (no prediction that is
still free has a word of the cue, or the content), wrong span (the cue is found, less
than half of the content), wrong link (content or cue are found, but go with another
source, or with content elsewhere). "Nothing there" are the predictions of that kind,
in percent of them, that meet no gold at all by cue or content.

--annotators sets each annotator against each other, in the stories that several
marked: what the same tables say of people.
"""
from __future__ import annotations

import argparse
import collections
import re
from collections.abc import Callable

from corpus import Attribution
from joining import WORD, Read, Sets, fits, join, read_annotators, read_predictions

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


FATES = ("exact", "edges", "missed cue", "wrong span", "wrong link")


def fate(g: Sets, free: list[Sets]) -> str:
    """Why an attribution was not found, by the predictions that joined none."""
    if any(fits(p, g, "content") for p in free):
        return "wrong link"
    near = [p for p in free if p["cue"] & g["cue"]]
    if not near:
        return "missed cue"
    return "wrong span" if any(p["content"] & g["content"] for p in near) else "wrong link"


def fates(read: Read) -> tuple[list[str], list[bool]]:
    """What became of each attribution marked by hand, and which predictions meet none of these."""
    pairs = join(read.pred_sets, read.gold_sets, "relaxed")
    found = {j: i for i, j in pairs.items()}
    free = [p for i, p in enumerate(read.pred_sets) if i not in pairs]
    out = []
    for j, g in enumerate(read.gold_sets):
        if j in found:
            out.append("exact" if fits(read.pred_sets[found[j]], g, "strict") else "edges")
        else:
            out.append(fate(g, free))
    nothing = [not any(p["cue"] & g["cue"] or fits(p, g, "content") for g in read.gold_sets) for p in read.pred_sets]
    return out, nothing


def main() -> None:
    """Print two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--annotators", action="store_true")
    parser.add_argument("paths", nargs="+")
    args = parser.parse_args()
    if args.annotators:
        reads = [read for brat in args.paths for read in read_annotators(brat)]
    elif len(args.paths) == 2:
        reads = read_predictions(*args.paths)
    else:
        parser.error("a folder and a file of predictions, or --annotators and folders")
    count: dict[str, list[int]] = collections.defaultdict(lambda: [0] * 6)
    left: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    kinds: list[Callable[[Attribution, str], str]] = [speech, source, cue, lambda a, text: "all"]
    for read in reads:
        gold, pred, text = read.gold, read.pred, read.story.text
        became, nothing = fates(read)
        for kind in kinds:
            for a, what in zip(gold, became, strict=True):
                left[kind(a, text)][what] += 1
            for a, none in zip(pred, nothing, strict=True):
                left[kind(a, text)]["nothing there"] += none
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
    print("\n| kind | gold | " + " | ".join(FATES) + " | predicted | nothing there |\n|" + " --- |" * (4 + len(FATES)))
    for name, (n, m, *_) in sorted(count.items(), key=lambda x: -x[1][1]):
        row = [f"{100 * left[name][what] / max(1, m):.1f}" for what in FATES]
        print(f"| {name} | {m} | {' | '.join(row)} | {n} | {100 * left[name]['nothing there'] / max(1, n):.1f} |")


if __name__ == "__main__":
    main()
