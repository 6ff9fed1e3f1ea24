"""Golden vectors for the Go side: pieces and units of strings, scores of paragraphs.

usage: golden.py DATA.pt|VOCABULARY.json CHECKPOINT|start OUT.json --e5 FILE [--own DIR]

Scores are computed in float32 with the matrices as int8 leaves them. Strings are
odd ones (below) and, with --own, our marked sentences without their marks.
"""
from __future__ import annotations

import argparse
import glob
import json
import os
from typing import Any

import torch

import e5
from corpus import read_own
from decode import decode
from decode import score as run
from evaluate import load
from examples import make
from export import rounded
from network import Config, start
from prepare import cut_tokenizer
from tokens import units
from train import pad

ODD = [
    "", " ", "a", "  two  spaces  ", "tab\tand\u00a0no-break", "e\u0301te\u0301 nai\u0308ve", "cafe\u0301s", "A\u030angstro\u0308m",
    "\u1112\u1161\u11ab\u1100\u116e\u11a8 말", "한국 정부는 확인하지 않았다고 말했다.", "국방부 대변인은 “아직 확인 중”이라고 밝혔다.",
    "😀 said 👍🏽 hello 👨‍👩‍👧 end", "ﬁne ﬂow ½ cup ² ③ ㎏", "السلام عليكم، قال الوزير إن ١٢ شخصا قُتلوا.", "شَدَّةٌ", "שלום, אמר השר.",
    "Η κυβέρνηση το διέψευσε.", "Міністерство не підтвердило цього.", "Ёлка и ё́лка, сказал он: «Нет».", "Und „so“, sagte sie – nicht wahr?",
    "« Non », a-t-il dit…", "¿Qué? ¡No!, dijo.", "ąęłńóśźż ĄĘŁŃÓŚŹŻ", "čďěňřšťůž", "æøå ÆØÅ þð", "ıİğşç", "東京で防衛省は「確認していない」と述べた。",
    "国防部发言人说，没有证据。", "ไทยแลนด์ กล่าว", "ქართული ტექსტი", "Հայերեն", "हिन्दी में कहा", "x\u200by\ufeffz", "\u00ad soft\u00adhyphen",
    "ﷺ ﷲ", "U.S. officials (two) didn't comment.", "“I did,” he said, “not say \u2018that\u2019.”", "C++ & <b> 100% @user #tag_1 http://a.b/c?d=e",
    "ALL CAPS HEADLINE SAYS NOTHING", "12,500.75 km/h — 3–4", "a" * 120, "ß ẞ ſ Ǆ ǆ", "\U0001d400\U0001d401 math", "\U00020000\U0002a6d6 rare",
    "\ufffd", "​", "▁already▁marked", "naı̈ve ο̂ λόγος", "Thử nghiệm tiếng Việt", "ﬀ ﬃ Ⅳ ℃ Å",
]
PARAGRAPHS = [
    "The harbour ministry said on Friday that two crew members were missing, but it could not confirm who had fired.",
    "“We saw nothing,” the captain told reporters, adding that the engine “simply stopped”.",
    "According to a senior official who asked not to be named, the drone came from the north.",
    "Das Ministerium teilte am Montag mit, dass niemand verletzt worden sei.",
    "Selon le préfet, l'incendie a été maîtrisé dans la nuit.",
    "За словами речника, уламки впали біля школи. Він відмовився назвати тип ракети.",
    "По данным прокуратуры, погибли три человека, сообщил её представитель.",
    "국방부는 미사일 두 발이 바다에 떨어졌다고 밝혔다. 외교부는 논평을 거부했다.",
    "وقالت وزارة الدفاع إن الطائرة سقطت في البحر.",
    "El portavoz negó que el barco llevara armas.",
    "Rzecznik wojska odmówił komentarza w tej sprawie.",
    "Politiet kunne ikke bekrefte opplysningene.",
]


def main() -> None:
    """Write the vectors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    parser.add_argument("--e5", required=True)
    parser.add_argument("--own")
    parser.add_argument("--most", type=int, default=300, help="strings")
    parser.add_argument("--scored", type=int, default=24, help="paragraphs with scores")
    parser.add_argument("--threshold", type=float, default=0.4)
    args = parser.parse_args()
    source = e5.load(args.e5)
    if args.checkpoint == "start":
        torch.manual_seed(1)
        kept = json.load(open(args.data, encoding="utf8"))
        model = start(source, kept, Config(len(kept))).eval()
    else:
        model, kept, _ = load(args.data, args.checkpoint, source)
    rounded(model)
    tok = cut_tokenizer(source, kept)
    sentences = list(PARAGRAPHS)
    if args.own:
        for path in sorted(glob.glob(os.path.join(args.own, "*.txt"))):
            sentences += [s.text for s in read_own(path)]
    step = max(1, len(sentences) // max(1, args.most - len(ODD)))
    strings = ODD + sentences[::step]
    vectors: list[dict[str, Any]] = [
        {"text": s, "ids": [p.id for p in pieces], "offsets": [[p.start, p.end] for p in pieces], "units": [list(u) for u in units(s)]}
        for s in strings for pieces in [tok.encode(s)]]
    step = max(1, len(sentences) // max(1, args.scored - len(PARAGRAPHS)))
    scored = [score(model, tok, s, args.threshold) for s in PARAGRAPHS + sentences[len(PARAGRAPHS)::step]]
    with open(args.out, "w", encoding="utf8") as f:
        json.dump({"strings": vectors, "paragraphs": scored}, f, ensure_ascii=False, separators=(",", ":"))
    print(f"{len(vectors)} strings, {len(scored)} paragraphs")


@torch.no_grad()
def score(model: Any, tok: Any, text: str, threshold: float) -> dict[str, Any]:
    """What the network makes of one paragraph; spans in bytes."""
    x, _ = make(text, tok)
    hidden, present = model.encode(*pad([x]))
    result = run(model, [x], -100.0, exact=True)[0]
    top = sorted(range(len(result.cue)), key=lambda u: (-result.cue[u], u))[:2]

    def raw(spans: list[tuple[int, int]]) -> list[list[int]]:
        return [[len(text[:a].encode("utf8")), len(text[:b].encode("utf8"))] for a, b in spans]

    return {"text": text, "cue": [round(v, 4) for v in result.cue],
            "links": [{"anchor": u, "logits": [[round(v, 4) for v in row] for row in result.links[u]]} for u in top],
            "vector": [round(v, 5) for v in model.vector(hidden, present)[0].tolist()],
            "found": [{role: raw(getattr(f.spans, role)) for role in ("source", "cue", "content")} |
                      {"anchor": f.anchor, "features": [round(v, 4) for v in f.features]}
                      for f in decode(x, result, threshold)]}


if __name__ == "__main__":
    main()
