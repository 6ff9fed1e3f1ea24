"""Read statements marked by hand as exact words (an incident folder with a gold file).

The gold is JSON: {"<file>": {"statements": [{"source": [words], "cue": [words], "content": [words],
"at": {"source": which occurrence}}]}}; a report's text follows its header lines and a line "---".
"""
from __future__ import annotations

import json
import os
import re

from corpus import ROLES, Attribution, Story


def body(text: str) -> str:
    """The text below the header, without the closing remark in brackets."""
    text = text.split("\n---\n", 1)[-1]
    return re.sub(r"\n*\[(restated|cut)\]\s*$", "", text)


def occurrence(text: str, words: str, number: int) -> int:
    """Where the number-th occurrence of words begins, or -1."""
    at = -1
    for _ in range(number + 1):
        at = text.find(words, at + 1)
        if at < 0:
            return -1
    return at


def read_incident(folder: str, gold: str) -> list[Story]:
    """The reports that the gold file names, with its statements."""
    stories = []
    with open(gold, encoding="utf8") as f:
        reports = json.load(f)
    for name, report in sorted(reports.items()):
        raw = open(os.path.join(folder, name), encoding="utf8").read()
        match = re.search(r"^language:\s*(\S+)", raw, re.M)
        text = body(raw)
        found = []
        for row in report["statements"]:
            attribution = Attribution()
            for role in ROLES:
                for words in row.get(role, []):
                    number = row.get("at", {}).get(role, 0)
                    at = occurrence(text, words, number if isinstance(number, int) else 0)
                    if at >= 0:
                        getattr(attribution, role).append((at, at + len(words)))
            if attribution.cue:
                found.append(attribution)
        stories.append(Story(name, text, found, match.group(1) if match else "?"))
    return stories
