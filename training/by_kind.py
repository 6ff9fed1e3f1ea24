"""Figures by kind of speech, of source and of cue, from predictions that training/measure wrote.

usage: by_kind.py BRAT_DIR PREDICTIONS.jsonl
       by_kind.py [BRAT_DIR PREDICTIONS.jsonl] --people BRAT_DIR [BRAT_DIR …]

A kind is read off the attribution itself: recall counts the gold of that kind,
precision the predictions of that kind. Right is the relaxed joining (content
half the same, a compatible source); content leaves the source aside.

A second table says what became of the gold, in percent of it: exact (all words the
same), edges (right, a few words more or fewer), missed cue (no prediction that is
still free has a word of the cue, or the content), wrong span (the cue is found, less
than half of the content), wrong link (content or cue are found, but go with another
source, or with content elsewhere). "Nothing there" are the predictions of that kind,
in percent of them, that meet no gold at all by cue or content.

--people sets each annotator against each other, in the stories of these folders
that several marked: alone it gives the same tables of people, with predictions
the second table has theirs behind a stroke.
"""
from __future__ import annotations

import argparse
import collections
import re
from collections.abc import Callable
from dataclasses import dataclass, field

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


NOTHING = "nothing there"
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


@dataclass
class Tally:
    """Counts of one kind: marked by hand, predicted, joined on either side, and what became of them."""

    gold: int = 0
    pred: int = 0
    right: dict[str, list[int]] = field(default_factory=lambda: {"relaxed": [0, 0], "content": [0, 0]})
    left: collections.Counter[str] = field(default_factory=collections.Counter)

    def share(self, what: str) -> str:
        """Percent of the gold to which this happened, of the predictions where these are meant."""
        return f"{100 * self.left[what] / max(1, self.pred if what == NOTHING else self.gold):.1f}"


def tally(reads: list[Read]) -> dict[str, Tally]:
    """Counts of every kind."""
    kinds: list[Callable[[Attribution, str], str]] = [speech, source, cue, lambda a, text: "all"]
    out: dict[str, Tally] = collections.defaultdict(Tally)
    for read in reads:
        became, nothing = fates(read)
        pairs = {how: join(read.pred_sets, read.gold_sets, how) for how in ("relaxed", "content")}
        for kind in kinds:
            for j, (a, what) in enumerate(zip(read.gold, became, strict=True)):
                t = out[kind(a, read.story.text)]
                t.gold += 1
                t.left[what] += 1
                for how, pair in pairs.items():
                    t.right[how][1] += j in pair.values()
            for i, (a, none) in enumerate(zip(read.pred, nothing, strict=True)):
                t = out[kind(a, read.story.text)]
                t.pred += 1
                t.left[NOTHING] += none
                for how, pair in pairs.items():
                    t.right[how][0] += i in pair
    return out


def main() -> None:
    """Print two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("brat", nargs="?")
    parser.add_argument("predictions", nargs="?")
    parser.add_argument("--people", nargs="+", default=[], metavar="BRAT_DIR")
    args = parser.parse_args()
    if bool(args.brat) != bool(args.predictions) or not (args.brat or args.people):
        parser.error("a folder and a file of predictions, --people and folders, or both")
    people = tally([read for brat in args.people for read in read_annotators(brat)])
    ours = tally(read_predictions(args.brat, args.predictions)) if args.brat else people
    beside = people if args.brat and args.people else None
    order = sorted(ours, key=lambda name: -ours[name].gold)
    print("| kind | gold | relaxed P | relaxed R | content P | content R |\n| --- |" + " ---: |" * 5)
    for name in order:
        t = ours[name]
        row = [f"{100 * t.right[how][side] / max(1, n):.1f}" for how in t.right for side, n in ((0, t.pred), (1, t.gold))]
        print(f"| {name} | {t.gold} | {' | '.join(row)} |")
    what = [*FATES, NOTHING]
    print(f"\n| kind | gold | {' | '.join(what)} |\n| --- |" + " ---: |" * (1 + len(what)))
    for name in order:
        row = [ours[name].share(w) + (f" / {beside[name].share(w)}" if beside else "") for w in what]
        print(f"| {name} | {ours[name].gold} | {' | '.join(row)} |")


if __name__ == "__main__":
    main()
