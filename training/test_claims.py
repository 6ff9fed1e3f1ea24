"""Sets of claims are read as they are written, and what is written wrongly is named."""
from __future__ import annotations

import pathlib

import pytest
from claims import read_claims, together

SET = """# Written by us; the incident is invented.
1 = the barge was torpedoed
1 en + a torpedo struck the barge
1,2 uk - баржа не везла зброї, торпеди не було
2 de + es war Munition an Bord
0 en + divers will go down on Friday
"""


def test_read(tmp_path: pathlib.Path) -> None:
    (tmp_path / "barge.txt").write_text(SET, encoding="utf8")
    [incident] = read_claims(str(tmp_path))
    assert [(set(w.claims), w.language, w.denied) for w in incident] == [
        ({1}, "en", False), ({1, 2}, "uk", True), ({2}, "de", False), (set(), "en", False)]
    same, weight = together(incident)
    assert same[0, 1] == same[1, 2] == 1
    assert same[0, 2] == same[0, 3] == same[3, 3] == 0
    assert weight[0, 0] == 0
    assert weight[0, 2] == 1
    assert 0 < weight[0, 1] < 1


@pytest.mark.parametrize("line", ["1 en the sign is missing", "1 en +", "one en + words"])
def test_wrong_line(tmp_path: pathlib.Path, line: str) -> None:
    (tmp_path / "barge.txt").write_text(SET + line + "\n", encoding="utf8")
    with pytest.raises(ValueError):
        read_claims(str(tmp_path))
