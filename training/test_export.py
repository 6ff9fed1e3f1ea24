"""The weight file: layout, alignment, int8 rounding; and the network's batch invariance."""
from __future__ import annotations

import hashlib
import json
import struct

import numpy as np
import pytest
import torch

from e5 import dequantise
from export import ALIGN, MAGIC, pack, rounded
from network import Config, Reader
from tokens import Tokenizer


@pytest.fixture(scope="module")
def small() -> tuple[Reader, Tokenizer, np.ndarray]:
    """A reader of two layers with eight pieces."""
    torch.manual_seed(3)
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "▁ab"]
    tok = Tokenizer(pieces, [0.0, 0, 0, 0, -1, -2, -3, -1.5], {"\t": " "}, {("a", "b"): "c"})
    model = Reader(Config(len(pieces), hidden=32, layers=1, heads=2, inner=64, positions=16, pool=32)).eval()
    return model, tok, np.arange(8 * 18, dtype=np.uint8).reshape(8, 18)


def read(data: bytes) -> tuple[dict, bytes]:
    """Header and payload."""
    assert data.startswith(MAGIC)
    (length,) = struct.unpack_from("<I", data, len(MAGIC))
    begin = len(MAGIC) + 4 + length
    assert begin % ALIGN == 0
    return json.loads(data[len(MAGIC) + 4:begin]), data[begin:]


def test_layout(small: tuple[Reader, Tokenizer, np.ndarray]) -> None:
    model, tok, blocks = small
    header, payload = read(pack(model, tok, blocks, {"threshold": 0.5}, {}))
    assert header["payload_sha256"] == hashlib.sha256(payload).hexdigest()
    size = {"f32": 4, "u32": 4, "u8": 1, "i8": 1}
    names = set()
    for t in header["tensors"]:
        names.add(t["name"])
        assert t["offset"] % ALIGN == 0
        assert t["offset"] + t["size"] <= len(payload)
        count = int(np.prod(t["shape"]))
        assert t["size"] == (count // 32 * 18 if t["dtype"] == "q4" else count * size[t["dtype"]])
    assert all(t["scale"] in names for t in header["tensors"] if t["dtype"] == "i8")


def test_int8_is_what_rounded_gives(small: tuple[Reader, Tokenizer, np.ndarray]) -> None:
    model, tok, blocks = small
    header, payload = read(pack(model, tok, blocks, {}, {}))
    at = {t["name"]: t for t in header["tensors"]}
    t = at["layer.0.up.w"]
    values = np.frombuffer(payload, np.int8, t["size"], t["offset"]).reshape(t["shape"]).astype(np.float32)
    s = at[t["scale"]]
    scale = np.frombuffer(payload, "<f4", s["shape"][0], s["offset"])
    copy = Reader(model.config)
    copy.load_state_dict(model.state_dict())
    want = rounded(copy).layer[0].up.weight.detach().numpy()
    np.testing.assert_allclose(values * scale[:, None], want, atol=1e-6)


def test_same_bytes_twice(small: tuple[Reader, Tokenizer, np.ndarray]) -> None:
    model, tok, blocks = small
    assert pack(model, tok, blocks, {}, {}) == pack(model, tok, blocks, {}, {})


def test_padding_changes_nothing(small: tuple[Reader, Tokenizer, np.ndarray]) -> None:
    model, _, _ = small
    one, _ = model.encode(torch.tensor([[0, 5, 6, 2]]), torch.tensor([4]))
    two, present = model.encode(torch.tensor([[0, 5, 6, 2, 1, 1], [0, 4, 5, 6, 7, 2]]), torch.tensor([4, 6]))
    torch.testing.assert_close(one[0], two[0, :4])
    a = model.links(one, torch.ones(1, 4, dtype=torch.bool), torch.tensor([0]), torch.tensor([1]))
    b = model.links(two, present, torch.tensor([0]), torch.tensor([1]))
    torch.testing.assert_close(a[0], b[0, :4])


def test_blocks() -> None:
    row = np.zeros(18, np.uint8)
    row[:2] = np.array([0.5], np.float16).view(np.uint8)
    row[2] = 0x9F
    values = dequantise(row[None], 32)[0]
    assert (values[0], values[16], values[1]) == (3.5, 0.5, -4.0)
