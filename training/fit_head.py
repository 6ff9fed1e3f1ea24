"""Fit the head whose vectors say which statements are about one claim, on the reader's frozen states.

usage: fit_head.py DATA.pt CHECKPOINT READER.bin OUT.bin --e5 FILE --claims FOLDER --parallel FOLDER [--test FOLDER] [--every N]

The loss is supervised contrastive (Khosla et al. 2020) within one incident, where
the wrong answers are near, and beside it a logistic one on the cosine. Sentences
that stand in several languages are incidents of their own. Prints for incidents
that were not seen the average precision of pairs, within and across languages.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import random
import struct

import torch
import torch.nn.functional as F
from torch import Tensor, nn

import e5
from claims import Wording, read_claims, together
from evaluate import load
from export import ALIGN, Writer, rounded
from network import Reader
from parallel import read_parallel
from prepare import cut_tokenizer
from tokens import Tokenizer
from weight_file import File

MAGIC = b"ORCH1\n"
LONGEST = 126
"""Pieces of a wording."""


class Head(nn.Module):
    """A mean in which each state weighs by what it attends to, and a matrix."""

    def __init__(self, hidden: int, pool: int) -> None:
        super().__init__()
        self.attend = nn.Linear(hidden, 1, bias=False)
        nn.init.zeros_(self.attend.weight)
        self.out = nn.Linear(hidden, pool)
        self.slope, self.middle = nn.Parameter(torch.tensor(10.0)), nn.Parameter(torch.tensor(-5.0))

    def forward(self, states: Tensor, present: Tensor, drop: float = 0) -> Tensor:
        """states: [texts, pieces, hidden]."""
        states = F.dropout(states, drop, self.training)
        a = self.attend(states).squeeze(-1)
        weight = torch.where(a > 0, 1 + a, 1 / (1 - a.clamp(max=0))) * present
        mean = (states * (weight / weight.sum(1, keepdim=True))[..., None]).sum(1)
        return F.normalize(self.out(mean), dim=-1)


@torch.no_grad()
def states_of(model: Reader, tok: Tokenizer, texts: list[str]) -> list[Tensor]:
    """The last layer's states of each text, in half precision."""
    ids = [[tok.bos, *(p.id for p in tok.encode(t)[:LONGEST]), tok.eos] for t in texts]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    out: list[Tensor] = [torch.empty(0)] * len(ids)
    for at in range(0, len(order), 64):
        part = order[at:at + 64]
        lengths = torch.tensor([len(ids[i]) for i in part])
        rows = torch.full((len(part), int(lengths.max())), tok.pad)
        for k, i in enumerate(part):
            rows[k, :len(ids[i])] = torch.tensor(ids[i])
        hidden, _ = model.encode(rows, lengths)
        for k, i in enumerate(part):
            out[i] = hidden[k, :len(ids[i])].half()
    return out


def padded(states: list[Tensor]) -> tuple[Tensor, Tensor]:
    """One batch, and where it holds states."""
    lengths = torch.tensor([len(s) for s in states])
    x = torch.zeros(len(states), int(lengths.max()), states[0].shape[1])
    for i, s in enumerate(states):
        x[i, :len(s)] = s.float()
    return x, (torch.arange(x.shape[1])[None] < lengths[:, None]).float()


def loss_of(head: Head, v: Tensor, same: Tensor, weight: Tensor, temperature: float = 0.1) -> Tensor:
    """Contrastive and logistic loss of the pairs of one incident."""
    near = v @ v.T
    logits = (near / temperature).masked_fill(torch.eye(len(v), dtype=torch.bool), -1e4)
    likely = logits - torch.logsumexp(logits, 1, keepdim=True)
    wanted = same * weight
    some = wanted.sum(1) > 0
    contrast = -((likely * wanted).sum(1)[some] / wanted.sum(1)[some]).mean()
    a, b = torch.triu_indices(len(v), len(v), 1)
    each = F.binary_cross_entropy_with_logits((near * head.slope + head.middle)[a, b], same[a, b], reduction="none")
    return contrast + 4 * (each * weight[a, b] * (1 + 3 * same[a, b])).mean()


def precision(near: Tensor, same: Tensor, counts: Tensor) -> tuple[float, float]:
    """Average precision of the pairs that count, and the best F1 of a threshold."""
    a, b = torch.triu_indices(len(near), len(near), 1)
    keep = counts[a, b]
    y = same[a, b][keep][near[a, b][keep].argsort(descending=True)]
    right = y.cumsum(0)
    rank = torch.arange(1, len(y) + 1)
    return float((right / rank * y).sum() / y.sum()), float((2 * right / (rank + y.sum())).max())


def report(name: str, vectors: list[Tensor], incidents: list[list[Wording]]) -> None:
    """Print the mean over incidents."""
    total = torch.zeros(4)
    for v, incident in zip(vectors, incidents, strict=True):
        same, weight = together(incident)
        other = torch.tensor([[a.language != b.language for b in incident] for a in incident])
        total += torch.tensor([*precision(v @ v.T, same, weight == 1), *precision(v @ v.T, same, (weight == 1) & other)])
    total /= len(incidents)
    print(f"{name}: average precision {total[0]:.3f}, best F1 {total[1]:.3f}; across languages {total[2]:.3f}, {total[3]:.3f}", flush=True)


def pack(head: Head, reader: File) -> bytes:
    """The head's file."""
    w = Writer()
    w.f32("attend", head.attend.weight[0])
    w.f32("out.w", head.out.weight)
    w.f32("out.b", head.out.bias)
    header = {"hidden": head.out.in_features, "pool": head.out.out_features, "of_sha256": hashlib.sha256(reader.payload).hexdigest(),
              "tensors": w.directory, "payload_sha256": hashlib.sha256(w.payload).hexdigest()}
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    text += b" " * (-(len(MAGIC) + 4 + len(text)) % ALIGN)
    return MAGIC + struct.pack("<I", len(text)) + text + bytes(w.payload)


def main() -> None:
    """Fit, say how well, write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "checkpoint", "reader", "out"):
        parser.add_argument(name)
    parser.add_argument("--e5", required=True)
    parser.add_argument("--claims", required=True)
    parser.add_argument("--parallel", required=True)
    parser.add_argument("--test")
    parser.add_argument("--every", type=int, default=0, help="keep every Nth incident apart, to choose by")
    parser.add_argument("--pool", type=int, default=256)
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--drop", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    draw = random.Random(args.seed)
    source = e5.load(args.e5)
    model, kept, _ = load(args.data, args.checkpoint, source)
    rounded(model)
    tok = cut_tokenizer(source, kept)

    def states(incidents: list[list[Wording]]) -> list[list[Tensor]]:
        return [states_of(model, tok, [w.text for w in incident]) for incident in incidents]

    incidents = read_claims(args.claims)
    apart = incidents[::args.every] if args.every else read_claims(args.test) if args.test else []
    if args.every:
        incidents = [x for i, x in enumerate(incidents) if i % args.every]
    taught, tested = states(incidents), states(apart)
    rows = [list(row.values()) for row in read_parallel(args.parallel)]
    flat = states_of(model, tok, [t for row in rows for t in row])
    translations: list[list[Tensor]] = []
    for row in rows:
        translations.append(flat[:len(row)])
        flat = flat[len(row):]
    head = Head(model.config.hidden, args.pool)
    optimiser = torch.optim.AdamW(head.parameters(), lr=args.rate, weight_decay=0.01)
    steps = 2 * args.epochs * len(incidents)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda k: min(1, k / 20) * (1 - k / steps))
    pairs = [together(incident) for incident in incidents]
    for _ in range(args.epochs):
        for i in draw.sample(range(len(incidents)), len(incidents)):
            some = [(k, s) for k in draw.sample(range(len(rows)), min(24, len(rows)))
                    for s in draw.sample(translations[k], min(4, len(translations[k])))]
            row = torch.tensor([k for k, _ in some])
            for texts, same, weight in ((taught[i], *pairs[i]),
                                        ([s for _, s in some], (row[:, None] == row).float(), 1 - torch.eye(len(row)))):
                loss = loss_of(head, head(*padded(texts), args.drop), same, weight)
                optimiser.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(head.parameters(), 1.0)
                optimiser.step()
                schedule.step()
    head.eval()
    if apart:
        with torch.no_grad():
            mean = [F.normalize(model.pool(torch.stack([s.float().mean(0) for s in x])), dim=-1) for x in tested]
            report("the reader's own vectors", mean, apart)
            report("the head's", [head(*padded(x)) for x in tested], apart)
    data = pack(head, File(args.reader))
    with open(args.out, "wb") as f:
        f.write(data)
    print(f"{args.out}: {len(data) / 1e3:.0f} kB; one claim from a cosine of about {(-head.middle / head.slope).item():.2f}")


if __name__ == "__main__":
    main()
