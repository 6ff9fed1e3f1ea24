"""Reading brat files and marked lines."""
from __future__ import annotations

import glob
import os

import pytest

from corpus import read_ann, read_brat, read_marked, read_own
from examples import target
from incidents import body, occurrence

ANN = """T1\tSource 0 8\tThe navy
T2\tCue 9 13\tsaid
T3\tContent 14 20;30 34\tnothing more
T4\tAttribution 9 13\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
"""


def test_brat() -> None:
    (found,) = read_ann(ANN)
    assert (found.source, found.cue, found.content) == ([(0, 8)], [(9, 13)], [(14, 20), (30, 34)])


def test_brat_folder_without_stories(tmp_path: object) -> None:
    with pytest.raises(ValueError, match="no stories"):
        read_brat(str(tmp_path))


def test_marks() -> None:
    text, found = read_marked("[S1 He] [C1 said] [T1 that [S2 she] [C2 denied] [T2 it]].")
    assert text == "He said that she denied it."
    assert [text[a:b] for f in found for a, b in f.content] == ["that she denied it", "it"]


@pytest.mark.parametrize("line", ["[S He said", "He] said", "[S He] [T said]"])
def test_bad_marks(line: str) -> None:
    with pytest.raises(ValueError):
        read_marked(line)


def test_colon_is_anchored_before() -> None:
    text, found = read_marked("[S Ana Leviz][C :] [T we saw nothing]")
    chars = [(0, 3), (4, 9), (11, 13), (14, 17), (18, 25)]
    assert target(found[0], chars, 0) == (1, [1, 1, 3, 3, 3])
    assert text[11:13] == "we"


def test_own_files() -> None:
    here = os.path.dirname(os.path.abspath(__file__))
    paths = glob.glob(os.path.join(here, "data", "own", "*", "*.txt"))
    assert paths
    for path in paths:
        for story in read_own(path):
            for found in story.attributions:
                assert all(0 <= a < b <= len(story.text) for a, b in found.source + found.cue + found.content)


def test_five_languages_have_sixty_statements() -> None:
    here = os.path.dirname(os.path.abspath(__file__))
    for language in ("uk", "ru", "ko", "de", "fr"):
        paths = glob.glob(os.path.join(here, "data", "own", "*", language + ".txt"))
        assert sum(len(s.attributions) for p in paths for s in read_own(p)) >= 60


def test_incident_text() -> None:
    assert body("title: x\n---\nHe said so.\n\n[restated]\n") == "He said so."
    assert occurrence("a b a", "a", 1) == 4
    assert occurrence("a b a", "a", 2) == -1
