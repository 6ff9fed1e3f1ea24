"""Time `onrecord read` against spaCy's pipelines on the same stories, and write what both find for scoring.

usage: against_spacy.py BRAT_DIR ONRECORD --spacy MODEL [--spacy MODEL …] [--out DIR] [--stories N] [--rounds N]

ONRECORD is the program (go build ./cmd/onrecord); MODEL an installed spaCy
pipeline, or "roberta" for the transformer pipeline's encoder alone where its
weights cannot be had (see spacy_quotes.py). Each needs spacy and textacy; roberta
needs spacy-curated-transformers and torch as well. spaCy loads torch where it is
installed, wanted or not: PYTHON=MODEL gives a model a virtual environment of its own.

Every program runs as a process of its own held to one thread, and what counts is
the processor time that it used. The programs take turns, and of the rounds the
least counts, for other work on the machine only ever adds. The time of the same
program on a story of one sentence is taken off: what is left is the reading, and
the start stands beside it. --out has one file for each program in the form that
PolNeAR's scorer reads; the times go by the first N stories of an even spread, the
files hold all.
"""
from __future__ import annotations

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field

QUOTES = str(pathlib.Path(__file__).with_name("spacy_quotes.py"))
THREADS = ("GOMAXPROCS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


@dataclass
class Program:
    """A command that takes files, and the least that it took."""

    name: str
    command: list[str]
    finds: bool = True
    start: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    peak: int = 0

    def run(self, files: list[str], out: str) -> float:
        """Seconds of processor time over the files."""
        env = {k: v for k, v in os.environ.items() if not k.startswith("OPENBLAS_")} | dict.fromkeys(THREADS, "1")
        with open(out, "wb") as f:
            process = subprocess.Popen([*self.command, *files], stdout=f, env=env)
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{self.name}: exit status {process.returncode}")
        self.peak = max(self.peak, used.ru_maxrss)
        return used.ru_utime + used.ru_stime


def from_record(record: str, out: str) -> None:
    """Turns a record of onrecord read into lines of predictions; its text is a part of the file's."""
    with open(record, encoding="utf8") as f, open(out, "w", encoding="utf8") as to:
        for report in json.load(f)["reports"]:
            with open(report["name"], encoding="utf8", newline="") as story:
                text = story.read()
            by = text.find(report["text"])
            if by < 0:
                raise SystemExit(f"{report['name']}: the record's text is not a part of the file's")
            rows = [{role: [[x + by, y + by] for x, y in s.get(role, {}).get("spans", [])] for role in ("source", "cue", "content")}
                    for s in report.get("statements", [])]
            to.write(json.dumps({"doc": pathlib.Path(report["name"]).stem, "statements": rows}) + "\n")


def main() -> None:
    """Print the table, write the predictions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("brat")
    parser.add_argument("onrecord")
    parser.add_argument("--spacy", action="append", default=[])
    parser.add_argument("--out")
    parser.add_argument("--stories", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    stories = sorted(str(p) for p in pathlib.Path(args.brat, "text").glob("*.txt"))
    if not stories:
        raise SystemExit(f"{args.brat}: no text/*.txt")
    read = [str(pathlib.Path(args.onrecord).resolve()), "read", "-q", "--json", "--workers", "1"]
    programs = [Program("onrecord read", read), Program("onrecord read --apart", [*read, "--apart"]),
                Program("onrecord read --reader rules", [*read, "--reader", "rules"])]
    for model in args.spacy:
        python, _, name = model.rpartition("=")
        programs.append(Program(f"spaCy {name}", [python or sys.executable, QUOTES, name], finds=name != "roberta"))
    with tempfile.TemporaryDirectory() as folder:
        scratch, short = os.path.join(folder, "out"), os.path.join(folder, "short.txt")
        pathlib.Path(short).write_text("The mayor said that the bridge would stay shut.\n", encoding="utf8")
        if args.out:
            os.makedirs(args.out, exist_ok=True)
            for program in programs:
                to = os.path.join(args.out, program.name.replace(" ", "-") + ".jsonl")
                if "spaCy" not in program.name and "--apart" not in program.command:
                    program.run(stories, scratch)
                    from_record(scratch, to)
                elif program.finds and "spaCy" in program.name:
                    program.run(stories, to)
                    Program("clauses", [*program.command[:2], "--clauses", program.command[2]]).run(stories, to.replace(".jsonl", "-clauses.jsonl"))
        part = stories[:: max(1, len(stories) // args.stories)][: args.stories]
        words = sum(len(pathlib.Path(p).read_text(encoding="utf8").split()) for p in part)
        for program in programs:
            program.peak = 0
        for _ in range(args.rounds):
            for program in programs:
                program.start.append(program.run([short], scratch))
                program.whole.append(program.run(part, scratch))
    seconds = {p.name: min(p.whole) - min(p.start) for p in programs}
    print(f"{len(part)} stories, {words} words, least of {args.rounds} rounds, seconds of processor time, one thread\n")
    print("| program | reading | words/s | start | peak memory | time, onrecord read = 1 |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for p in programs:
        s = seconds[p.name]
        print(f"| {p.name} | {s:.1f} s | {words / s:,.0f} | {min(p.start):.1f} s | {p.peak / 1024:.0f} MB | {s / seconds['onrecord read']:.2f} |")


if __name__ == "__main__":
    main()
