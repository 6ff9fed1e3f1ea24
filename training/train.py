"""Train the reader.

usage: train.py DATA.pt OUT.pt --e5 FILE [--epochs N] [--from CHECKPOINT] ...

DATA.pt comes from prepare.py. The word embeddings and the first layers stay as
they are, which keeps what the starting model knows of other languages. The loss
is the sum of: cue anchors (binary, every unit), links (four labels, every unit
of each true anchor), and for texts with a teacher vector 1 − cosine.
"""
from __future__ import annotations

import argparse
import math
import random
import time

import torch
import torch.nn.functional as F
from torch import Tensor

import e5
from examples import Example
from network import Config, Reader, start


def batches(examples: list[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    """Batches of at most `pieces` cells, of like length, in random order."""
    order = sorted(examples, key=lambda x: (len(x.ids) + rng.random() * 8, rng.random()))
    out: list[list[Example]] = []
    for x in order:
        if not out or (len(out[-1]) + 1) * len(x.ids) > pieces:
            out.append([])
        out[-1].append(x)
    rng.shuffle(out)
    return out


def pad(batch: list[Example], fill: int = 1) -> tuple[Tensor, Tensor]:
    """Ids and lengths of a batch."""
    lengths = torch.tensor([len(x.ids) for x in batch])
    ids = torch.full((len(batch), int(lengths.max())), fill)
    for i, x in enumerate(batch):
        ids[i, :len(x.ids)] = torch.tensor(x.ids)
    return ids, lengths


def loss_of(model: Reader, batch: list[Example], cue_weight: float) -> Tensor:
    """The tagging loss of one batch."""
    hidden, present = model.encode(*pad(batch))
    rows = torch.tensor([i for i, x in enumerate(batch) for _ in x.unit_piece])
    places = torch.tensor([p for x in batch for p in x.unit_piece])
    gold = torch.zeros(len(rows))
    weight = torch.tensor([x.weight for x in batch for _ in x.unit_piece])
    at = 0
    link_row, link_at, link_unit, link_gold, link_of, link_weight = [], [], [], [], [], []
    for i, x in enumerate(batch):
        for anchor, labels in zip(x.anchors, x.labels, strict=True):
            gold[at + anchor] = 1
            link_unit += x.unit_piece
            link_gold += labels
            link_of += [len(link_row)] * len(labels)
            link_weight += [x.weight] * len(labels)
            link_row.append(i)
            link_at.append(x.unit_piece[anchor])
        at += len(x.unit_piece)
    logits = model.anchors(hidden)[rows, places].float()
    loss = cue_weight * (F.binary_cross_entropy_with_logits(logits, gold, reduction="none") * weight).mean()
    if link_row:
        out = model.links(hidden, present, torch.tensor(link_row), torch.tensor(link_at))
        picked = out[torch.tensor(link_of), torch.tensor(link_unit)].float()
        entropy = F.cross_entropy(picked, torch.tensor(link_gold), reduction="none", label_smoothing=0.02)
        loss = loss + (entropy * torch.tensor(link_weight)).mean()
    return loss


def groups(model: Reader, rate: float, decay: float, head: float) -> list[dict]:
    """Parameters with their learning rates: lower layers learn more slowly, new parts faster."""
    out = []
    for i, layer in enumerate(model.layer):
        params = [p for p in layer.parameters() if p.requires_grad]
        if params:
            out.append({"params": params, "lr": rate * decay ** (model.config.layers - 1 - i)})
    out.append({"params": list(model.link.parameters()), "lr": rate})
    new = [*model.cue.parameters(), model.distance, *model.link_norm.parameters(), *model.out.parameters(),
           *model.pool.parameters()]
    out.append({"params": new, "lr": rate * head})
    for g in out:
        g["peak"] = g["lr"]
    return out


def rate_at(step: int, total: int, warm: int, low: float) -> float:
    """Linear warm-up, then linear decay to `low` of the peak."""
    if step < warm:
        return (step + 1) / warm
    return low + (1 - low) * max(0.0, 1 - (step - warm) / max(1, total - warm))


def main() -> None:
    """Train and keep a checkpoint now and then."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("out")
    parser.add_argument("--e5", required=True)
    parser.add_argument("--from", dest="checkpoint", help="go on from this checkpoint")
    parser.add_argument("--layers", type=int, default=11)
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--pieces", type=int, default=1024, help="cells of a batch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--head", type=float, default=5.0, help="how much faster new parts learn")
    parser.add_argument("--low", type=float, default=0.0, help="last rate, as a part of the peak")
    parser.add_argument("--frozen", type=int, default=3, help="layers that stay as they are")
    parser.add_argument("--own", type=int, default=4, help="times that own sentences are seen in an epoch")
    parser.add_argument("--incident", type=int, default=4)
    parser.add_argument("--empty", type=float, default=0.6, help="part of the windows without attribution seen in an epoch")
    parser.add_argument("--cue", type=float, default=6.0)
    parser.add_argument("--pool", type=float, default=1.0, help="weight of the teacher's vectors")
    parser.add_argument("--every", type=int, default=400)
    parser.add_argument("--average", type=float, default=0.0, help="keep a running mean of the weights with this memory")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    data = torch.load(args.data, weights_only=False)
    source = e5.load(args.e5)
    model = start(source, data["kept"], Config(len(data["kept"]), layers=args.layers))
    if args.checkpoint:
        model.load_state_dict(torch.load(args.checkpoint)["model"])
    model.word.weight.requires_grad_(False)
    model.position.requires_grad_(False)
    model.norm.requires_grad_(False)
    for layer in model.layer[:args.frozen]:
        layer.requires_grad_(False)
    model.train()

    sets = data["sets"]
    full = [x for x in sets.get("polnear", []) if x.anchors]
    empty = [x for x in sets.get("polnear", []) if not x.anchors]
    extra = sets.get("own", []) * args.own + sets.get("incident", []) * args.incident
    # By length, so that little of a batch is padding; very long ones teach little more.
    by_length = sorted((i for i, x in enumerate(data["taught"]) if len(x.ids) <= 96),
                       key=lambda i: len(data["taught"][i].ids))
    taught, goal = [data["taught"][i] for i in by_length], data["goal"][by_length]

    def epoch() -> list[list[Example]]:
        return batches(full + rng.sample(empty, int(len(empty) * args.empty)) + extra, args.pieces, rng)

    queue: list[list[Example]] = epoch()
    total = int(len(queue) * args.epochs)
    params = groups(model, args.rate, args.decay, args.head)
    optimiser = torch.optim.AdamW(params, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    learnt = [p for p in model.parameters() if p.requires_grad]
    mean = {k: v.detach().clone() for k, v in model.named_parameters() if v.requires_grad} if args.average else {}
    began, shown = time.time(), [0.0, 0.0, 0]
    for step in range(total):
        scale = rate_at(step, total, 200, args.low)
        for g in optimiser.param_groups:
            g["lr"] = g["peak"] * scale
        if not queue:
            queue = epoch()
        with torch.autocast("cpu", torch.bfloat16):
            loss = loss_of(model, queue.pop(), args.cue)
            pooled = torch.zeros(())
            if args.pool and step % 2 == 0 and len(taught):
                at = rng.randrange(max(1, len(taught) - 15))
                part = taught[at:at + 16]
                hidden, present = model.encode(*pad(part))
                pooled = (1 - (model.vector(hidden, present) * goal[at:at + 16]).sum(-1)).mean()
        (loss + args.pool * pooled).backward()
        torch.nn.utils.clip_grad_norm_([p for g in params for p in g["params"]], 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        if mean:
            memory = min(args.average, (step + 1) / (step + 10))
            torch._foreach_lerp_(list(mean.values()), [p.detach() for p in learnt], 1 - memory)
        shown = [shown[0] + loss.item(), shown[1] + pooled.item(), shown[2] + 1]
        if (step + 1) % 50 == 0:
            print(f"step {step + 1}/{total} loss {shown[0] / shown[2]:.4f} pool {2 * shown[1] / shown[2]:.4f} "
                  f"{(time.time() - began) / (step + 1):.2f} s/step", flush=True)
            shown = [0.0, 0.0, 0]
        if (step + 1) % args.every == 0 or step + 1 == total:
            torch.save({"model": model.state_dict() | mean, "config": model.config.as_dict(), "step": step + 1}, args.out)
    print(f"trained in {time.time() - began:.0f} s with {math.floor(total)} steps")


if __name__ == "__main__":
    main()
