"""Sentence vectors of the untouched starting model, which the reader learns to keep."""
from __future__ import annotations

import torch
import torch.nn.functional as F

import e5
from network import Config, Reader, start
from vocabulary import full_tokenizer


@torch.no_grad()
def vectors(source: e5.Source, texts: list[str], most: int = 254) -> torch.Tensor:
    """A vector of length 1 for each text.

    The starting model's cosines all lie between 0.7 and 1; without the common
    part (parallel.centred) unrelated texts come near 0.
    """
    tok = full_tokenizer(source)
    config = Config(len(tok.pieces), layers=source.layers, link_layers=0)
    model: Reader = start(source, list(range(len(tok.pieces))), config).eval()
    rows = [[tok.bos] + [p.id for p in tok.encode("query: " + t)][:most] + [tok.eos] for t in texts]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    out = torch.zeros(len(rows), config.hidden)
    for at in range(0, len(order), 32):
        part = order[at:at + 32]
        lengths = torch.tensor([len(rows[i]) for i in part])
        ids = torch.full((len(part), int(lengths.max())), tok.pad)
        for j, i in enumerate(part):
            ids[j, :len(rows[i])] = torch.tensor(rows[i])
        with torch.autocast("cpu", torch.bfloat16):
            hidden, present = model.encode(ids, lengths)
        keep = present[..., None].float()
        out[part] = F.normalize((hidden.float() * keep).sum(1) / keep.sum(1), dim=-1)
    return out
