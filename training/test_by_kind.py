"""What became of an attribution, on invented ones."""
import pytest

from by_kind import fates
from corpus import Attribution, Story
from joining import Read, sets

TEXT = "The mayor said the old bridge was safe . The engineer doubted it"
WORDS = [(i, i + len(w)) for i, w in ((TEXT.index(w), w) for w in ("The", "mayor", "said", "old", "bridge", "was", "safe", "engineer", "doubted"))]


def attribution(source: str, cue: str, content: str) -> Attribution:
    """An attribution by its words."""
    span = lambda w: [(TEXT.index(w), TEXT.index(w) + len(w))] if w else []
    return Attribution(span(source), span(cue), span(content))


@pytest.mark.parametrize("found, want, nothing", [
    (("mayor", "said", "old bridge was safe"), "exact", [False]),
    (("The mayor", "said", "bridge was safe"), "edges", [False]),
    (None, "missed cue", []),
    (("engineer", "doubted", "safe"), "missed cue", [True]),
    (("mayor", "said", "old"), "wrong span", [False]),
    (("engineer", "said", "old bridge was safe"), "wrong link", [False]),
    (("mayor", "said", "doubted"), "wrong link", [False]),
])
def test_fates(found: tuple[str, str, str] | None, want: str, nothing: list[bool]) -> None:
    gold = [attribution("mayor", "said", "old bridge was safe")]
    pred = [attribution(*found)] if found else []
    read = Read(Story("s", TEXT, gold), gold, pred, [sets(a, WORDS) for a in gold], [sets(a, WORDS) for a in pred], [0.9] * len(pred))
    assert fates(read) == ([want], nothing)
