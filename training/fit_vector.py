"""Fit the sentence vector's matrix to the teacher's vectors, by ridge regression.

usage: fit_vector.py DATA.pt CHECKPOINT OUT.pt --e5 FILE [--texts N]

Gradient steps find the direction but are slow to move the common part of the
hidden states away; least squares does it at once. Prints the mean cosine with
the teacher on texts that the fit did not see, and how often the nearest text
is the same one as the teacher's.
"""
from __future__ import annotations

import argparse

import torch
import torch.nn.functional as F

import e5
from evaluate import load
from parallel import agreement
from network import Reader
from train import pad


@torch.no_grad()
def means(model: Reader, rows: list) -> torch.Tensor:
    """Mean hidden state of each text."""
    out = torch.zeros(len(rows), model.config.hidden)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    for at in range(0, len(order), 32):
        part = order[at:at + 32]
        with torch.autocast("cpu", torch.bfloat16):
            hidden, present = model.encode(*pad([rows[i] for i in part]))
        keep = present[..., None].float()
        out[part] = (hidden.float() * keep).sum(1) / keep.sum(1)
    return out


def main() -> None:
    """Write the checkpoint with a fitted pool."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    parser.add_argument("--e5", required=True)
    parser.add_argument("--texts", type=int, default=20000)
    parser.add_argument("--ridge", type=float, default=3e-3)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    model, _, state = load(args.data, args.checkpoint, e5.load(args.e5))
    data = torch.load(args.data, weights_only=False)
    pick = torch.randperm(len(data["taught"]), generator=torch.Generator().manual_seed(1))[:args.texts].tolist()
    x = means(model, [data["taught"][i] for i in pick])
    y = data["goal"][pick]
    apart = len(pick) // 10
    ones = torch.cat([x, torch.ones(len(x), 1)], 1).double()
    a, b = ones[apart:], y[apart:].double()
    hold = torch.eye(a.shape[1], dtype=torch.double) * args.ridge * len(a) * x.var(0).mean()
    hold[-1, -1] = 0
    w = torch.linalg.solve(a.T @ a + hold, a.T @ b)
    guess = F.normalize(ones[:apart] @ w, dim=-1).float()
    print(f"before: cosine {(F.normalize(model.pool(x[:apart]), dim=-1) * y[:apart]).sum(-1).mean():.3f}; "
          f"fitted: {(guess * y[:apart]).sum(-1).mean():.3f}")
    near = (guess @ y.T).argmax(1)
    print(f"nearest teacher vector is the text's own: {(near == torch.arange(apart)).float().mean():.3f}")
    held = data.get("held")
    if held and held["texts"]:
        near = means(model, held["texts"])
        before = F.normalize(model.pool(near), dim=-1)
        after = F.normalize(torch.cat([near, torch.ones(len(near), 1)], 1).double() @ w, dim=-1).float()
        print("translations that were not seen: cosine with English, with other sentences, nearest is right; before and after")
        was = agreement(before, held["languages"], held["rows"])
        for language, (own, rest, right) in agreement(after, held["languages"], held["rows"]).items():
            print(f"  {language}  {was[language][0]:.2f} {was[language][1]:.2f} {was[language][2]:.2f}   {own:.2f} {rest:.2f} {right:.2f}")
    state["model"]["pool.weight"] = w[:-1].T.float().contiguous()
    state["model"]["pool.bias"] = w[-1].float().contiguous()
    torch.save(state, args.out)


if __name__ == "__main__":
    main()
