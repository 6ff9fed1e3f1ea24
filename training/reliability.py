"""Draw how reliable the confidence is: an SVG from predictions that training/measure wrote, and the calibration error.

usage: reliability.py BRAT_DIR PREDICTIONS.jsonl OUT.svg

A prediction is right if it joins a gold attribution by content (token overlap of
half) and source. For each tenth of confidence a bar shows how many predictions
were right, with the range in which chance alone puts 95 of 100 (Wilson's interval);
on the diagonal confidence is what it says. Below it: how many predictions there are.
The expected calibration error is the mean distance of a bar from the mean
confidence of its predictions, weighed by their number.
"""
from __future__ import annotations

import argparse
import math
from dataclasses import dataclass

from joining import join, read_predictions

LEFT, TOP, SIDE, LOW, GAP = 62, 34, 380, 70, 26
STYLE = """<style>
text { font: 13px system-ui, sans-serif; fill: #222 } .small { font-size: 11px } .title { font-weight: 600 }
.axis { stroke: #555; fill: none } .grid { stroke: #ddd } .even { stroke: #555; stroke-dasharray: 5 4 }
.bar { fill: #4a7fb5 } .range { stroke: #1c3f61; stroke-width: 1.5 } .count { fill: #9bb4cc } .back { fill: #fff }
@media (prefers-color-scheme: dark) {
text { fill: #e6e6e6 } .axis { stroke: #aaa } .grid { stroke: #3a3a3a } .even { stroke: #bbb }
.bar { fill: #5b95cf } .range { stroke: #e8f1fa } .count { fill: #48637e } .back { fill: #16191d } }
</style>"""


@dataclass
class Bin:
    """Predictions of one tenth of confidence."""

    at: int
    count: int
    mean: float
    right: float

    def interval(self) -> tuple[float, float]:
        """Wilson's interval of the share that is right, at 95 in 100."""
        z, n, p = 1.96, self.count, self.right
        middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def bins(judged: list[tuple[float, bool]]) -> list[Bin]:
    """The tenths that hold predictions."""
    out = []
    for b in range(10):
        part = [(c, r) for c, r in judged if min(9, int(10 * c)) == b]
        if part:
            out.append(Bin(b, len(part), sum(c for c, _ in part) / len(part), sum(r for _, r in part) / len(part)))
    return out


def draw(tenths: list[Bin], error: float) -> str:
    """The diagram as SVG, for light and dark pages."""
    total = sum(b.count for b in tenths)
    x = lambda v: LEFT + SIDE * v
    y = lambda v: TOP + SIDE * (1 - v)
    floor = TOP + SIDE + GAP + LOW
    width, height = LEFT + SIDE + 24, floor + 52
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
           f'aria-labelledby="t d"><title id="t">Reliability of the confidence</title><desc id="d">' +
           "; ".join(f"confidence {b.mean:.2f}: {100 * b.right:.0f} % right of {b.count}" for b in tenths) + f"</desc>{STYLE}",
           f'<rect class="back" width="{width}" height="{height}"/>',
           f'<text class="title" x="{LEFT}" y="20">{total:,} statements, expected calibration error {error:.3f}</text>']
    for i in range(0, 11, 2):
        v = i / 10
        out.append(f'<path class="grid" d="M{x(0):.0f} {y(v):.0f}H{x(1):.0f}"/>'
                   f'<text x="{LEFT - 8}" y="{y(v) + 4:.0f}" text-anchor="end">{10 * i} %</text>'
                   f'<text x="{x(v):.0f}" y="{floor + 18}" text-anchor="middle">{v:.1f}</text>')
    most = max(b.count for b in tenths)
    for b in tenths:
        left, wide, low, high = x(b.at / 10) + 2, SIDE / 10 - 4, *b.interval()
        tall = LOW * b.count / most
        out.append(f'<rect class="bar" x="{left:.1f}" y="{y(b.right):.1f}" width="{wide:.1f}" height="{SIDE * b.right:.1f}">'
                   f'<title>{b.count} statements, mean confidence {b.mean:.3f}, right {b.right:.3f}</title></rect>'
                   f'<path class="range" d="M{x(b.mean):.1f} {y(low):.1f}V{y(high):.1f}m-4 0h8M{x(b.mean) - 4:.1f} {y(low):.1f}h8"/>'
                   f'<rect class="count" x="{left:.1f}" y="{floor - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}"/>'
                   f'<text class="small" x="{left + wide / 2:.1f}" y="{floor - tall - 3:.1f}" text-anchor="middle">{b.count}</text>')
    out.append(f'<path class="even" d="M{x(0):.0f} {y(0):.0f}L{x(1):.0f} {y(1):.0f}"/>'
               f'<path class="axis" d="M{x(0):.0f} {y(1):.0f}V{y(0):.0f}H{x(1):.0f}M{x(0):.0f} {floor}H{x(1):.0f}"/>'
               f'<text x="{LEFT + SIDE / 2:.0f}" y="{floor + 40}" text-anchor="middle">confidence</text>'
               f'<text transform="translate(15 {TOP + SIDE / 2:.0f}) rotate(-90)" text-anchor="middle">right, by hand</text></svg>')
    return "\n".join(out) + "\n"


def main() -> None:
    """Write the drawing, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("brat")
    parser.add_argument("predictions")
    parser.add_argument("out")
    args = parser.parse_args()
    judged: list[tuple[float, bool]] = []
    for read in read_predictions(args.brat, args.predictions):
        hit = join(read.pred_sets, read.gold_sets, "relaxed")
        judged += [(c, i in hit) for i, c in enumerate(read.confidence)]
    tenths = bins(judged)
    error = sum(b.count * abs(b.mean - b.right) for b in tenths) / len(judged)
    print("| confidence | statements | mean confidence | right |\n| --- | ---: | ---: | ---: |")
    for b in tenths:
        print(f"| {b.at / 10:.1f}–{(b.at + 1) / 10:.1f} | {b.count} | {b.mean:.3f} | {b.right:.3f} |")
    print(f"\nexpected calibration error {error:.3f}")
    with open(args.out, "w", encoding="utf8") as f:
        f.write(draw(tenths, error))


if __name__ == "__main__":
    main()
