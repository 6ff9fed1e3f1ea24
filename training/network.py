"""The reader's network: an encoder, a cue scorer, a link layer and a sentence vector.

FORMAT.md describes the forward pass; names of tensors there are the names of parameters here.
"""
from __future__ import annotations

from dataclasses import asdict, dataclass, field

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

import e5

LABELS = ["none", "source", "cue", "content"]
EDGES = [-64, -48, -32, -24, -16, -12, -8, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65]


@dataclass
class Config:
    """Sizes; everything that the reader of the weights must know."""

    vocabulary: int
    hidden: int = 384
    layers: int = 11
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    epsilon: float = 1e-12
    link_layers: int = 1
    link_labels: list[str] = field(default_factory=lambda: list(LABELS))
    distance_edges: list[int] = field(default_factory=lambda: list(EDGES))
    window: int = 256
    pool: int = 384

    def as_dict(self) -> dict:
        """For the header of the weight file."""
        return asdict(self)


class Layer(nn.Module):
    """BERT's layer: attention and a feed-forward part, each added and normalised."""

    def __init__(self, c: Config) -> None:
        super().__init__()
        self.heads = c.heads
        self.q, self.k, self.v, self.o = (nn.Linear(c.hidden, c.hidden) for _ in range(4))
        self.norm1 = nn.LayerNorm(c.hidden, c.epsilon)
        self.up, self.down = nn.Linear(c.hidden, c.inner), nn.Linear(c.inner, c.hidden)
        self.norm2 = nn.LayerNorm(c.hidden, c.epsilon)

    def forward(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        """x: [batch, time, hidden]; mask: [batch, 1, 1, time], true where a piece is."""
        b, t, h = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(b, t, self.heads, h // self.heads).transpose(1, 2)

        # Written out: torch's fused attention is slower for windows as short as paragraphs.
        scores = split(self.q(x)) @ split(self.k(x)).transpose(2, 3) * (h // self.heads) ** -0.5
        a = scores.masked_fill(~mask, -1e4).softmax(-1).to(scores.dtype) @ split(self.v(x))
        x = self.norm1(x + self.o(a.transpose(1, 2).reshape(b, t, h)))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), drop, self.training))


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self, c: Config) -> None:
        super().__init__()
        self.config = c
        self.drop = 0.1
        self.word = nn.Embedding(c.vocabulary, c.hidden)
        self.position = nn.Parameter(torch.zeros(c.positions, c.hidden))
        self.norm = nn.LayerNorm(c.hidden, c.epsilon)
        self.layer = nn.ModuleList(Layer(c) for _ in range(c.layers))
        self.cue = nn.Linear(c.hidden, 1)
        self.distance = nn.Parameter(torch.zeros(len(c.distance_edges) + 1, c.hidden))
        self.link_norm = nn.LayerNorm(c.hidden, c.epsilon)
        self.link = nn.ModuleList(Layer(c) for _ in range(c.link_layers))
        self.out = nn.Linear(c.hidden, len(c.link_labels))
        self.pool = nn.Linear(c.hidden, c.pool)
        self.register_buffer("edges", torch.tensor(c.distance_edges), persistent=False)

    def encode(self, ids: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """Hidden states of the last layer, and which positions hold a piece."""
        t = ids.shape[1]
        present = torch.arange(t)[None] < lengths[:, None]
        mask = present[:, None, None, :]
        x = self.norm(self.word(ids) + self.position[:t])
        for layer in self.layer:
            x = layer(x, mask, self.drop)
        return x, present

    def anchors(self, hidden: Tensor) -> Tensor:
        """For each piece the logit that a cue begins there."""
        return self.cue(hidden).squeeze(-1)

    def links(self, hidden: Tensor, present: Tensor, row: Tensor, at: Tensor) -> Tensor:
        """For each anchor (row of the batch, piece) the label logits of all pieces of its row."""
        offset = torch.arange(hidden.shape[1])[None] - at[:, None]
        bucket = torch.bucketize(offset, self.edges, right=True)
        x = self.link_norm(hidden[row] + self.distance[bucket])
        mask = present[row][:, None, None, :]
        for layer in self.link:
            x = layer(x, mask, self.drop)
        return self.out(x)

    def vector(self, hidden: Tensor, present: Tensor) -> Tensor:
        """One vector of length 1 for each row."""
        keep = present[..., None].to(hidden.dtype)
        mean = (hidden * keep).sum(1) / keep.sum(1)
        return F.normalize(self.pool(mean.float()), dim=-1)


def fill(layer: Layer, source: e5.Source, number: int) -> None:
    """Copy a layer of the starting model."""
    names = {"q": "q", "k": "k", "v": "v", "o": "ao", "norm1": "aln", "up": "fi", "down": "fo", "norm2": "oln"}
    for ours, theirs in names.items():
        module = getattr(layer, ours)
        for part, suffix in (("weight", "w"), ("bias", "b")):
            getattr(module, part).data.copy_(torch.from_numpy(source.tensors[f"l{number}.{theirs}.{suffix}"]))


def start(source: e5.Source, kept: list[int], config: Config) -> Reader:
    """A reader with the starting model's weights: its first layers below, the next ones as link layers."""
    reader = Reader(config)
    reader.word.weight.data.copy_(torch.from_numpy(e5.dequantise(source.blocks[kept], source.hidden)))
    position = source.tensors["emb.pos"] + source.tensors["emb.type"][None, :source.hidden]
    reader.position.data.copy_(torch.from_numpy(np.ascontiguousarray(position)))
    reader.norm.weight.data.copy_(torch.from_numpy(source.tensors["emb.ln.w"]))
    reader.norm.bias.data.copy_(torch.from_numpy(source.tensors["emb.ln.b"]))
    for i, layer in enumerate(reader.layer):
        fill(layer, source, i)
    for i, layer in enumerate(reader.link):
        fill(layer, source, min(config.layers + i, source.layers - 1))
    nn.init.normal_(reader.distance, std=0.02)
    nn.init.eye_(reader.pool.weight)
    nn.init.zeros_(reader.pool.bias)
    return reader
