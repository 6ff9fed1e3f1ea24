"""Choose the pieces that the reader keeps: those that news in its languages uses.

usage: vocabulary.py E5_FILE OUT.json

Frequent words of 40 languages (package wordfreq) are cut by the full tokenizer;
pieces are ranked by how much of a language they carry, and each script has a
quota: one ranking for all starves the languages that bend their words, for each
of their forms is rare. Pieces that the ranking does not reach follow by the
tokenizer's own frequency, which serves languages that have no list (Belarusian,
Georgian, Armenian). Single letters of the scripts we read always stay, so that
nothing in them becomes unknown, but for rare Chinese characters.
"""
from __future__ import annotations

import argparse
import collections
import json
import unicodedata

import e5
import wordfreq
from tokens import META, Tokenizer

LANGUAGES = {"en": 60000, "uk": 60000, "ru": 60000, "ko": 60000, "de": 60000, "fr": 60000, "es": 60000,
             "it": 60000, "pl": 60000, "cs": 60000, "nb": 60000, "ar": 60000, "pt": 60000, "nl": 40000,
             "sv": 40000, "da": 40000, "fi": 40000, "is": 40000, "mk": 40000, "bg": 40000, "sh": 40000,
             "sl": 40000, "sk": 40000, "hu": 40000, "ro": 40000, "tr": 40000, "el": 40000, "he": 40000,
             "fa": 40000, "lt": 30000, "lv": 30000, "ca": 20000, "zh": 20000, "ja": 20000, "id": 20000,
             "ms": 10000, "vi": 10000, "ur": 10000, "hi": 10000, "fil": 5000}
QUOTA = {"LATIN": 66000, "CYRILLIC": 26000, "HANGUL": 6000, "ARABIC": 9500, "HEBREW": 4500, "GREEK": 4500, "GEORGIAN": 3800,
         "ARMENIAN": 3600, "HIRAGANA": 2000, "KATAKANA": 2000, "CJK": 8000, "DEVANAGARI": 3500}
"""How many pieces of a script stay, by their first letter."""


def full_tokenizer(source: e5.Source) -> Tokenizer:
    """The package's tokenizer with all of its pieces."""
    return Tokenizer([p.decode("utf8") for p in source.pieces], [float(s) for s in source.scores],
                     {chr(a): "".join(map(chr, b)) for a, b in source.norm.items()})


def script(piece: str) -> str:
    """The script of the first letter of a piece, "" where it has none."""
    return next((unicodedata.name(c, "?").split()[0] for c in piece if c.isalpha()), "")


def choose(source: e5.Source) -> list[int]:
    """Ids of the pieces to keep, ascending, the four special ones first."""
    tok = full_tokenizer(source)
    weight: collections.Counter[int] = collections.Counter()
    for language, top in LANGUAGES.items():
        shares = list(wordfreq.get_frequency_dict(language).items())[:top]
        for rank, (word, share) in enumerate(shares):
            forms = {word: 1.0, word.title(): 0.4}
            if rank < 5000:
                forms[word.upper()] = 0.05
            for form, part in forms.items():
                for piece in tok.encode(form):
                    weight[piece.id] += share * part
    always = set(range(4))
    by_script: dict[str, list[int]] = collections.defaultdict(list)
    for i, piece in enumerate(tok.pieces):
        bare, of = piece.lstrip(META), script(piece)
        if i < 4 or not bare or len(bare) == 1 and (not of or of in QUOTA and of != "CJK") or not of and source.scores[i] > -13:
            always.add(i)
        elif of in QUOTA:
            by_script[of].append(i)
    for of, quota in QUOTA.items():
        by_script[of].sort(key=lambda i: (-weight[i], -source.scores[i], i))
        always.update(by_script[of][:quota])
    return sorted(always)


def main() -> None:
    """Write the kept pieces."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("e5")
    parser.add_argument("out")
    args = parser.parse_args()
    kept = choose(e5.load(args.e5))
    with open(args.out, "w", encoding="utf8") as f:
        json.dump(kept, f)
    print(f"{len(kept)} pieces kept")


if __name__ == "__main__":
    main()
