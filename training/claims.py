"""Sets of claims: what reports of one incident say, in many wordings and languages.

A file is one incident. `3 = words` names a proposition; `3 uk - words` is a
wording of it that says it is not so (+ that it is), `1,3` of two at once, `0`
of none of them.
"""
from __future__ import annotations

import glob
import os
from typing import NamedTuple

import torch


class Wording(NamedTuple):
    """One line."""

    claims: frozenset[int]
    language: str
    denied: bool
    text: str


def read_claims(folder: str) -> list[list[Wording]]:
    """The incidents of a folder, sorted by file name."""
    out = []
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), "*.txt"))):
        incident: list[Wording] = []
        for number, line in enumerate(open(path, encoding="utf8"), 1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            parts = line.split(" ", 3)
            if len(parts) > 2 and parts[1] == "=":
                continue
            if len(parts) < 4 or parts[2] not in "+-":
                raise ValueError(f"{path}:{number}: want NUMBERS LANGUAGE +|- WORDS")
            claims = frozenset(int(n) for n in parts[0].split(",")) - {0}
            incident.append(Wording(claims, parts[1], parts[2] == "-", parts[3]))
        out.append(incident)
    if not out:
        raise ValueError(f"{folder}: no files")
    return out


def together(incident: list[Wording]) -> tuple[torch.Tensor, torch.Tensor]:
    """For each pair whether they share a claim, and how much the pair counts: none with itself, less where they share only one of theirs."""
    same = torch.tensor([[float(bool(a.claims & b.claims)) for b in incident] for a in incident])
    partly = torch.tensor([[float(bool(a.claims & b.claims) and a.claims != b.claims) for b in incident] for a in incident])
    return same, (1 - 0.7 * partly).fill_diagonal_(0)
