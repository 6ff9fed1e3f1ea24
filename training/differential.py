"""What PyTorch makes of a weight file, for the comparison with internal/encoder.

usage: differential.py READER.bin OUT.json [PARAGRAPHS.txt]

PARAGRAPHS.txt holds one paragraph a line; without it, the strings and paragraphs
of golden.py are taken, and OUT.json is internal/encoder/testdata/vectors.json.
The network is built from the weight file itself, so that the export is compared
too. It computes in float32.

  ONRECORD_VECTORS=OUT.json go test ./internal/encoder -run AsPython -v
"""
from __future__ import annotations

import argparse
import json
from typing import Any

import torch
from torch import Tensor

from decode import decode
from decode import score as run
from examples import make
from golden import ODD, PARAGRAPHS
from network import Config, Reader
from weight_file import File
from tokens import Tokenizer, units
from train import pad


def tokenizer(f: File) -> Tokenizer:
    """The tokenizer of a weight file."""
    pieces = f.raw("tokenizer.pieces").decode("utf8").split("\n")
    flat, norm, at = f.numbers("tokenizer.norm"), {}, 0
    while at < len(flat):
        norm[chr(flat[at])] = "".join(map(chr, flat[at + 2:at + 2 + flat[at + 1]]))
        at += 2 + flat[at + 1]
    triples = f.numbers("tokenizer.compose")
    compose = {(chr(a), chr(b)): chr(c) for a, b, c in zip(triples[::3], triples[1::3], triples[2::3], strict=True)}
    return Tokenizer(pieces, [float(s) for s in f.get("tokenizer.scores")], norm, compose)


def reader(f: File) -> Reader:
    """The network of a weight file."""
    names = Config.__dataclass_fields__
    c = Config(vocabulary=f.directory["embed.word"]["shape"][0], **{k: v for k, v in f.config.items() if k in names})
    model = Reader(c)

    def put(into: Tensor, name: str) -> None:
        into.data.copy_(torch.from_numpy(f.get(name).copy()))

    put(model.word.weight, "embed.word")
    put(model.position, "embed.position")
    put(model.distance, "link.distance")
    for module, name in ((model.norm, "embed.norm"), (model.cue, "cue"), (model.link_norm, "link.norm"), (model.out, "link.out"), (model.pool, "pool")):
        put(module.weight, name + ".w")
        put(module.bias, name + ".b")
    for kind in ("layer", "link"):
        for i, layer in enumerate(getattr(model, kind)):
            for part in ("q", "k", "v", "o", "norm1", "up", "down", "norm2"):
                put(getattr(layer, part).weight, f"{kind}.{i}.{part}.w")
                put(getattr(layer, part).bias, f"{kind}.{i}.{part}.b")
    return model.eval()


@torch.no_grad()
def vectors(model: Reader, tok: Tokenizer, text: str, threshold: float) -> dict[str, Any]:
    """Scores and attributions of one paragraph; spans in bytes."""
    x, _ = make(text, tok)
    result = run(model, [x], -100.0, exact=True)[0]
    top = sorted(range(len(result.cue)), key=lambda u: (-result.cue[u], u))[:2]
    hidden, present = model.encode(*pad([x]))

    def raw(spans: list[tuple[int, int]]) -> list[list[int]]:
        return [[len(text[:a].encode("utf8")), len(text[:b].encode("utf8"))] for a, b in spans]

    return {"text": text, "cue": [round(v, 4) for v in result.cue],
            "links": [{"anchor": u, "logits": [[round(v, 4) for v in row] for row in result.links[u]]} for u in top],
            "vector": [round(v, 5) for v in model.vector(hidden, present)[0].tolist()],
            "found": [{role: raw(getattr(f.spans, role)) for role in ("source", "cue", "content")} |
                      {"anchor": f.anchor, "features": [round(v, 4) for v in f.features]}
                      for f in decode(x, result, threshold)]}


def main() -> None:
    """Write the vectors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reader")
    parser.add_argument("out")
    parser.add_argument("paragraphs", nargs="?")
    args = parser.parse_args()
    f = File(args.reader)
    tok, model = tokenizer(f), reader(f)
    if args.paragraphs:
        lines = [line.strip() for line in open(args.paragraphs, encoding="utf8") if line.strip()]
        lines = [line for line in lines if units(line) and len(tok.encode(line)) <= f.config["window"] - 2]
        strings = lines
    else:
        strings, lines = ODD + PARAGRAPHS, PARAGRAPHS
    cut = [{"text": s, "ids": [p.id for p in pieces], "offsets": [[p.start, p.end] for p in pieces], "units": [list(u) for u in units(s)]}
           for s in strings for pieces in [tok.encode(s)]]
    scored = [vectors(model, tok, s, f.config["threshold"]) for s in lines]
    with open(args.out, "w", encoding="utf8") as out:
        json.dump({"strings": cut, "paragraphs": scored}, out, ensure_ascii=False, separators=(",", ":"))
    print(f"{len(cut)} strings, {len(scored)} paragraphs")


if __name__ == "__main__":
    main()
