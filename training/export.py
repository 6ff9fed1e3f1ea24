"""Write a checkpoint as the weight file that the Go reader embeds (FORMAT.md).

usage: export.py DATA.pt CHECKPOINT OUT.bin --e5 FILE [--threshold P] [--confidence c0,c1,c2,c3,c4]
CHECKPOINT "start" writes the starting weights with untrained heads, for tests of the format.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import struct
from typing import Any

import numpy as np
import torch

import e5
from decode import SWITCH, SWITCH_MARK
from evaluate import load
from network import Config, Layer, Reader, start
from prepare import cut_tokenizer
from tokens import Tokenizer

MAGIC = b"ORCM1\n"
ALIGN = 64


class Writer:
    """Collects tensors into an aligned payload and their directory."""

    def __init__(self) -> None:
        self.payload = bytearray()
        self.directory: list[dict[str, Any]] = []

    def add(self, name: str, dtype: str, shape: tuple[int, ...], raw: bytes, scale: str = "") -> None:
        """One tensor."""
        self.payload += b"\0" * (-len(self.payload) % ALIGN)
        entry: dict[str, Any] = {"name": name, "dtype": dtype, "shape": list(shape), "offset": len(self.payload), "size": len(raw)}
        if scale:
            entry["scale"] = scale
        self.directory.append(entry)
        self.payload += raw

    def f32(self, name: str, value: Any) -> None:
        """A float tensor."""
        a = np.ascontiguousarray(value.detach().float().numpy() if isinstance(value, torch.Tensor) else value, "<f4")
        self.add(name, "f32", a.shape, a.tobytes())

    def i8(self, name: str, weight: torch.Tensor) -> None:
        """A matrix in int8 with one scale for each output."""
        w = weight.detach().float().numpy()
        scale = np.maximum(np.abs(w).max(1), 1e-8).astype("<f4") / np.float32(127)
        values = np.clip(np.rint(w / scale[:, None]), -127, 127).astype(np.int8)
        self.add(name, "i8", w.shape, values.tobytes(), name + ".scale")
        self.f32(name + ".scale", scale)

    def layer(self, name: str, layer: Layer) -> None:
        """All tensors of one layer."""
        for part in ("q", "k", "v", "o", "up", "down"):
            linear = getattr(layer, part)
            self.i8(f"{name}.{part}.w", linear.weight)
            self.f32(f"{name}.{part}.b", linear.bias)
        for part in ("norm1", "norm2"):
            norm = getattr(layer, part)
            self.f32(f"{name}.{part}.w", norm.weight)
            self.f32(f"{name}.{part}.b", norm.bias)


def tokenizer(w: Writer, tok: Tokenizer) -> None:
    """Pieces, scores, the code point map and the compositions."""
    w.add("tokenizer.pieces", "u8", (len(raw := "\n".join(tok.pieces).encode("utf8")),), raw)
    w.f32("tokenizer.scores", np.array(tok.scores, np.float32))
    flat: list[int] = []
    for ch in sorted(tok.norm):
        flat += [ord(ch), len(tok.norm[ch]), *map(ord, tok.norm[ch])]
    norm = np.array(flat, "<u4")
    w.add("tokenizer.norm", "u32", norm.shape, norm.tobytes())
    pairs = np.array(sorted((ord(a), ord(b), ord(c)) for (a, b), c in tok.compose.items()), "<u4")
    w.add("tokenizer.compose", "u32", pairs.shape, pairs.tobytes())


def pack(model: Reader, tok: Tokenizer, blocks: np.ndarray, extra: dict[str, Any], about: dict[str, Any]) -> bytes:
    """The whole file."""
    w = Writer()
    tokenizer(w, tok)
    w.add("embed.word", "q4", (len(tok.pieces), model.config.hidden), np.ascontiguousarray(blocks).tobytes())
    w.f32("embed.position", model.position)
    w.f32("embed.norm.w", model.norm.weight)
    w.f32("embed.norm.b", model.norm.bias)
    for i, layer in enumerate(model.layer):
        w.layer(f"layer.{i}", layer)
    w.f32("cue.w", model.cue.weight)
    w.f32("cue.b", model.cue.bias)
    w.f32("link.distance", model.distance)
    w.f32("link.norm.w", model.link_norm.weight)
    w.f32("link.norm.b", model.link_norm.bias)
    for i, layer in enumerate(model.link):
        w.layer(f"link.{i}", layer)
    w.f32("link.out.w", model.out.weight)
    w.f32("link.out.b", model.out.bias)
    w.f32("pool.w", model.pool.weight)
    w.f32("pool.b", model.pool.bias)
    config = {k: v for k, v in model.config.as_dict().items() if k != "vocabulary"}
    header = {"config": config | extra,
              "tokenizer": {"bos": tok.bos, "pad": tok.pad, "eos": tok.eos, "unk": tok.unk, "unk_score": tok.unk_score},
              "tensors": w.directory, "payload_sha256": hashlib.sha256(w.payload).hexdigest(), "about": about}
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    text += b" " * (-(len(MAGIC) + 4 + len(text)) % ALIGN)
    return MAGIC + struct.pack("<I", len(text)) + text + bytes(w.payload)


def rounded(model: Reader) -> Reader:
    """The model with its matrices as int8 leaves them, for figures and golden values."""
    for layer in [*model.layer, *model.link]:
        for part in ("q", "k", "v", "o", "up", "down"):
            weight = getattr(layer, part).weight
            scale = (weight.data.abs().amax(1, keepdim=True) / 127).clamp_min(1e-10)
            weight.data.copy_((weight.data / scale).round().clamp(-127, 127) * scale)
    return model


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    parser.add_argument("--e5", required=True)
    parser.add_argument("--threshold", type=float, default=0.4)
    parser.add_argument("--confidence", default="0,1,0,0,0")
    args = parser.parse_args()
    source = e5.load(args.e5)
    if args.checkpoint == "start":
        torch.manual_seed(1)
        kept = json.load(open(args.data, encoding="utf8")) if args.data.endswith(".json") else torch.load(args.data, weights_only=False)["kept"]
        model = start(source, kept, Config(len(kept)))
    else:
        model, kept, _ = load(args.data, args.checkpoint, source)
    extra = {"threshold": args.threshold, "switch": SWITCH, "switch_mark": SWITCH_MARK, "confidence": [float(x) for x in args.confidence.split(",")]}
    about = {"from": "multilingual-e5-small (MIT)", "made": "training/"}
    data = pack(model, cut_tokenizer(source, kept), source.blocks[kept], extra, about)
    with open(args.out, "wb") as f:
        f.write(data)
    print(f"{args.out}: {len(data) / 1e6:.1f} MB, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
