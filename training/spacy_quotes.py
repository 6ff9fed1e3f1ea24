"""What spaCy's pipeline with textacy's quotation triples finds in stories, for against_spacy.py.

usage: spacy_quotes.py MODEL FILE… > PREDICTIONS.jsonl
       spacy_quotes.py roberta FILE…

MODEL is the name of an installed spaCy pipeline. --clauses adds a rule of our
own over the same parse: what a reporting verb of textacy's list governs as a
clause is its content, so that indirect speech, which textacy leaves out, counts too.

"roberta" runs the encoder of en_core_web_trf alone: RoBERTa-base's shape and that
pipeline's windows, with weights drawn at random and one piece for each token, where
its own vocabulary takes more. It finds nothing; it shows the time below which the
transformer pipeline cannot come, where its weights cannot be had.
"""
from __future__ import annotations

import argparse
import json
import pathlib
import re
import sys
from typing import Any

PARAGRAPH = re.compile(r"[^\n]+")


def spans(tokens: list[Any], offset: int) -> list[list[int]]:
    """Runs of neighbouring tokens as spans of code points of the story."""
    out: list[list[int]] = []
    last = -2
    for t in sorted(tokens, key=lambda t: t.i):
        if t.i == last + 1:
            out[-1][1] = offset + t.idx + len(t)
        else:
            out.append([offset + t.idx, offset + t.idx + len(t)])
        last = t.i
    return out


def quotations(doc: Any) -> list[tuple[list[Any], list[Any], list[Any]]]:
    """Textacy's triples; none where it refuses a paragraph for an odd quotation mark."""
    from textacy.extract.triples import direct_quotations

    try:
        return [(list(q.speaker), list(q.cue), list(q.content)) for q in direct_quotations(doc)]
    except ValueError:
        return []


def with_clauses(doc: Any, found: list[tuple[list[Any], list[Any], list[Any]]]) -> list[tuple[list[Any], list[Any], list[Any]]]:
    """Adds the clause that a reporting verb with a subject governs; a verb that has a quotation as well gets one content of both."""
    from textacy.constants import REPORTING_VERBS

    out = list(found)
    for verb in doc:
        subject = [t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass")]
        clause = [t for t in verb.children if t.dep_ == "ccomp"]
        if verb.lemma_ not in REPORTING_VERBS["en"] or not subject or not clause:
            continue
        of_verb = {t.i for s in subject for t in s.subtree} | {verb.i}
        content = [t for c in clause for t in c.subtree if t.i not in of_verb]
        at = next((i for i, q in enumerate(out) if any(t.i == verb.i for t in q[1])), -1)
        if at >= 0:
            out[at] = (out[at][0], out[at][1], list({t.i: t for t in [*out[at][2], *content]}.values()))
        else:
            out.append(([t for s in subject for t in s.subtree], [verb], content))
    return out


def roberta() -> Any:
    """A spaCy pipeline of en_core_web_trf's encoder, untrained."""
    import spacy
    import spacy_curated_transformers  # noqa: F401  (registers the architectures)
    from curated_tokenizers import ByteBPEProcessor
    from spacy.training import Example

    nlp = spacy.blank("en")
    pipe = nlp.add_pipe("curated_transformer", config={"model": {
        "@architectures": "spacy-curated-transformers.RobertaTransformer.v1", "vocab_size": 50265,
        "piece_encoder": {"@architectures": "spacy-curated-transformers.ByteBpeEncoder.v1"},
        "with_spans": {"@architectures": "spacy-curated-transformers.WithStridedSpans.v1", "stride": 104, "window": 144}}})

    class OnePiece(ByteBPEProcessor):
        """Gives every token one piece."""

        def encode_as_ids(self, text: str) -> list[int]:
            return [3 + len(text)]

    def load(model: Any, X: Any = None, Y: Any = None) -> Any:
        model.attrs["byte_bpe_processor"] = OnePiece({"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3}, [])
        return model

    pipe.initialize(lambda: [Example.from_dict(nlp.make_doc("A short text."), {})], nlp=nlp, piecer_loader=load)
    return nlp


def main() -> None:
    """Read the files, print one line of predictions for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--clauses", action="store_true")
    args = parser.parse_args()
    if args.model == "roberta":
        nlp = roberta()
    else:
        import spacy

        # Names of persons and places are of no use to the triples, so their part is left out: it only costs time.
        nlp = spacy.load(args.model, exclude=["ner"])
    for path in args.files:
        with open(path, encoding="utf8", newline="") as f:
            paragraphs = [(m.group(), m.start()) for m in PARAGRAPH.finditer(f.read()) if m.group().strip()]
        statements = []
        # The transformer fills the paragraphs of a batch up to the longest: one at a time is faster on a processor.
        for doc, offset in nlp.pipe(paragraphs, as_tuples=True, batch_size=1 if args.model == "roberta" else 64):
            found = [] if args.model == "roberta" else quotations(doc)
            for triple in with_clauses(doc, found) if args.clauses else found:
                statements.append(dict(zip(("source", "cue", "content"), (spans(part, offset) for part in triple))))
        json.dump({"doc": path.stem, "statements": statements}, sys.stdout)
        print()


if __name__ == "__main__":
    main()
