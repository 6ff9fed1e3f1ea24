"""Reads a weight file back (FORMAT.md), for comparisons."""
from __future__ import annotations

import json
import struct

import numpy as np


class File:
    """A weight file (FORMAT.md)."""

    def __init__(self, path: str) -> None:
        raw = open(path, "rb").read()
        size = struct.unpack_from("<I", raw, 6)[0]
        header = json.loads(raw[10:10 + size])
        self.config = header["config"]
        self.directory = {t["name"]: t for t in header["tensors"]}
        self.payload = raw[10 + size:]

    def raw(self, name: str) -> bytes:
        """A tensor's bytes."""
        t = self.directory[name]
        return self.payload[t["offset"]:t["offset"] + t["size"]]

    def numbers(self, name: str) -> list[int]:
        """A tensor of code points."""
        return np.frombuffer(self.raw(name), np.uint32).tolist()

    def get(self, name: str) -> np.ndarray:
        """A tensor in float32."""
        t, raw = self.directory[name], self.raw(name)
        if t["dtype"] == "i8":
            return np.frombuffer(raw, np.int8).reshape(t["shape"]) * self.get(t["scale"])[:, None]
        if t["dtype"] == "q4":
            blocks = np.frombuffer(raw, np.uint8).reshape(-1, 18)
            d = blocks[:, :2].copy().view(np.float16).astype(np.float32)
            q = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], 1).astype(np.float32) - 8
            return (q * d).reshape(t["shape"])
        return np.frombuffer(raw, np.float32).reshape(t["shape"])
