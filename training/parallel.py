"""Sentences that stand line by line in several languages, and the vectors they should share.

A folder holds one file a language: `xx.txt`, one sentence a line, or `xx.tsv`,
a name and a sentence (the layout in which Parallel Universal Dependencies is
often cut). Rows are joined by line or by name.
"""
from __future__ import annotations

import glob
import os

import torch
import torch.nn.functional as F

HELD = 10
"""Every tenth row is kept apart, to see how near unseen translations come."""

FEWEST = 150
"""Texts of a language from which its own centre is taken."""


def read_parallel(folder: str) -> list[dict[str, str]]:
    """Rows of sentences by language, sorted by name."""
    rows: dict[str, dict[str, str]] = {}
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), "*.t*"))):
        language, kind = os.path.basename(path).rsplit(".", 1)
        if kind not in ("txt", "tsv") or language == "README":
            continue
        for number, line in enumerate(open(path, encoding="utf8")):
            name, text = line.rstrip("\n").split("\t", 1) if kind == "tsv" else (f"{number:06d}", line.strip())
            if text.strip():
                rows.setdefault(name, {})[language] = text.strip()
    if not rows:
        raise ValueError(f"{folder}: no files xx.txt or xx.tsv")
    return [rows[k] for k in sorted(rows)]


def centred(raw: torch.Tensor, languages: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """Vectors less the mean of their language, each of length 1, and the mean of all.

    The mean of a language is what its sentences have in common whatever they say;
    without it translations come nearer (Libovický, Rosa and Fraser 2020).
    """
    whole = raw.mean(0)
    out = torch.zeros_like(raw)
    for language in sorted(set(languages)):
        at = torch.tensor([i for i, x in enumerate(languages) if x == language])
        out[at] = raw[at] - (raw[at].mean(0) if language and len(at) >= FEWEST else whole)
    return F.normalize(out, dim=-1), whole


def shared(vectors: torch.Tensor, rows: list[int]) -> torch.Tensor:
    """One vector for all sentences of a row, the mean of theirs; row -1 keeps its own.

    That is the target of Reimers and Gurevych 2020 for translations, with the
    mean in place of the English teacher.
    """
    out = vectors.clone()
    members: dict[int, list[int]] = {}
    for i, row in enumerate(rows):
        if row >= 0:
            members.setdefault(row, []).append(i)
    for at in members.values():
        out[at] = F.normalize(vectors[at].mean(0), dim=-1)
    return out


def agreement(vectors: torch.Tensor, languages: list[str], rows: list[int], pivot: str = "en") -> dict[str, tuple[float, float, float]]:
    """For each language: mean cosine with the pivot's translation, with the others of the pivot, and how often
    the nearest of the pivot's sentences is the translation."""
    base = {rows[i]: i for i, x in enumerate(languages) if x == pivot}
    columns = sorted(base)
    if not columns:
        return {}
    against = vectors[[base[r] for r in columns]]
    out = {}
    for language in sorted(set(languages) - {pivot}):
        at = [i for i, x in enumerate(languages) if x == language and rows[i] in base]
        if not at:
            continue
        near = vectors[at] @ against.T
        right = torch.tensor([columns.index(rows[i]) for i in at])
        own = near[torch.arange(len(at)), right]
        rest = (near.sum() - own.sum()) / max(1, near.numel() - len(at))
        out[language] = (own.mean().item(), rest.item(), (near.argmax(1) == right).float().mean().item())
    return out
