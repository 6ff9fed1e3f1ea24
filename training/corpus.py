"""Read attributions: PolNeAR's brat layout, and our own marked sentences.

Offsets here count code points, as brat does.
"""
from __future__ import annotations

import glob
import os
import re
from dataclasses import dataclass, field

Span = tuple[int, int]
ROLES = ("source", "cue", "content")


@dataclass
class Attribution:
    """Spans of one attribution, each list in text order."""

    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)


@dataclass
class Story:
    """A text, its name and its attributions; language is BCP 47."""

    name: str
    text: str
    attributions: list[Attribution]
    language: str = "en"


def read_ann(text: str) -> list[Attribution]:
    """The attributions of a brat file: T lines are spans, E lines join them."""
    spans: dict[str, list[Span]] = {}
    joins: list[list[list[str]]] = []
    for line in text.split("\n"):
        part = line.split("\t")
        if len(part) < 2:
            continue
        if part[0].startswith("T") and " " in part[1]:
            places = part[1].split(" ", 1)[1]
            spans[part[0]] = [(int(a), int(b)) for a, b in (p.split() for p in places.split(";"))]
        elif part[0].startswith("E"):
            joins.append([x.split(":") for x in part[1].split(" ") if ":" in x])
    out = []
    for join in joins:
        found = Attribution()
        for role, name in join:
            role = role.rstrip("0123456789").lower()
            if role in ROLES and name in spans:
                getattr(found, role).extend(spans[name])
        for role in ROLES:
            getattr(found, role).sort()
        if found.source or found.cue or found.content:
            out.append(found)
    return out


def read_brat(folder: str) -> list[Story]:
    """All stories of a folder with text/ and attributions/; of several annotators the first by name."""
    stories = []
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), "text", "*.txt"))):
        name = os.path.basename(path)[:-4]
        found = sorted(glob.glob(os.path.join(glob.escape(folder), "attributions", glob.escape(name) + "*.ann")))
        if found:
            text = open(path, encoding="utf8", newline="").read()
            stories.append(Story(name, text, read_ann(open(found[0], encoding="utf8").read())))
    if not stories:
        raise ValueError(f"{folder}: no stories with text/*.txt and attributions/*.ann")
    return stories


MARK = re.compile(r"\[([SCT])(\d*) |\]")


def read_marked(line: str) -> tuple[str, list[Attribution]]:
    """A line with marks: [S source] [C cue] [T content]; a digit after the letter tells attributions apart.

    Marks may nest; parts of one role with one digit are one discontinuous span. A line without digits
    holds one attribution.
    """
    text: list[str] = []
    found: dict[str, Attribution] = {}
    stack: list[tuple[str, str, int]] = []
    at = length = 0
    for m in MARK.finditer(line):
        text.append(line[at:m.start()])
        length += m.start() - at
        at = m.end()
        if m.group(1):
            stack.append((m.group(1), m.group(2), length))
        else:
            if not stack:
                raise ValueError(f"a mark closes that was not opened: {line}")
            letter, number, start = stack.pop()
            role = {"S": "source", "C": "cue", "T": "content"}[letter]
            getattr(found.setdefault(number, Attribution()), role).append((start, length))
    if stack:
        raise ValueError(f"a mark is not closed: {line}")
    text.append(line[at:])
    for attribution in found.values():
        for role in ROLES:
            getattr(attribution, role).sort()
    if any(not a.cue for a in found.values()):
        raise ValueError(f"an attribution without cue: {line}")
    return "".join(text), [found[k] for k in sorted(found)]


def read_own(path: str) -> list[Story]:
    """A file of marked lines named <language>.txt; # begins a comment, lines are stories of one paragraph."""
    language = os.path.basename(path).split(".")[0]
    stories = []
    for number, line in enumerate(open(path, encoding="utf8"), 1):
        line = line.rstrip("\n")
        if line and not line.startswith("#"):
            text, found = read_marked(line)
            stories.append(Story(f"{language}.{number}", text, found, language))
    return stories
