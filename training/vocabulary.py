"""Choose the pieces that the reader keeps: those that news in its languages uses.

usage: vocabulary.py E5_FILE OUT.json [--keep N]

Frequent words of 40 languages (package wordfreq) are cut by the full tokenizer;
pieces are ranked by how much of a language they carry. Single letters of the
scripts we read always stay, so that nothing in them becomes unknown.
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
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "HANGUL", "GEORGIAN", "ARMENIAN", "HIRAGANA", "KATAKANA")


def full_tokenizer(source: e5.Source) -> Tokenizer:
    """The package's tokenizer with all of its pieces."""
    return Tokenizer([p.decode("utf8") for p in source.pieces], [float(s) for s in source.scores],
                     {chr(a): "".join(map(chr, b)) for a, b in source.norm.items()})


def choose(source: e5.Source, keep: int) -> list[int]:
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
    for i, piece in enumerate(tok.pieces):
        bare = piece.lstrip(META)
        if i < 4 or not bare:
            always.add(i)
        elif len(bare) == 1 and (not bare.isalpha() or unicodedata.name(bare, "?").split()[0] in SCRIPTS or weight[i]):
            always.add(i)
        elif not any(c.isalpha() for c in bare) and source.scores[i] > -13:
            always.add(i)
    ranked = [i for i, _ in weight.most_common() if i not in always]
    return sorted(always | set(ranked[:keep - len(always)]))


def main() -> None:
    """Write the kept pieces."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("e5")
    parser.add_argument("out")
    parser.add_argument("--keep", type=int, default=90000)
    args = parser.parse_args()
    kept = choose(e5.load(args.e5), args.keep)
    with open(args.out, "w", encoding="utf8") as f:
        json.dump(kept, f)
    print(f"{len(kept)} pieces kept")


if __name__ == "__main__":
    main()
