"""The coefficients of the polynomials in internal/encoder/float_generic.go.

usage: kernel_fit.py

Fits 2^r for r from -1/2 to 1/2, by relative error, and h(t) = t·Φ(-t) for t from 0
to 4.75, by absolute error, in u = t·2/4.75 - 1. The largest error is made least by
weighting errors by themselves, over and over. Prints the coefficients, lowest first,
as float32, and the largest error.
"""
from __future__ import annotations

from collections.abc import Callable
from math import erfc, sqrt

import numpy as np

END = 4.75


def fit(f: Callable[[float], float], low: float, high: float, degree: int, relative: bool) -> tuple[np.ndarray, float]:
    """The coefficients in u, which goes from -1 to 1, and the largest error."""
    u = np.cos(np.pi * (np.arange(4000) + 0.5) / 4000)
    y = np.array([f(low + (v + 1) * (high - low) / 2) for v in u])
    scale = 1 / np.abs(y) if relative else np.ones_like(y)
    basis, weight, error = np.polynomial.chebyshev.chebvander(u, degree), np.ones_like(u), np.zeros_like(u)
    c = np.zeros(degree + 1)
    for _ in range(200):
        by = scale * np.sqrt(weight)
        c = np.linalg.lstsq(basis * by[:, None], y * by, rcond=None)[0]
        error = np.abs(basis @ c - y) * scale
        weight *= error / error.max() + 1e-3
        weight /= weight.mean()
    return np.polynomial.chebyshev.cheb2poly(c), float(error.max())


def show(name: str, c: np.ndarray, error: float) -> None:
    """Print one polynomial."""
    print(f"{name}: error {error:.1e}", *(f"  {float(np.float32(v))!r}" for v in c), sep="\n")


def main() -> None:
    """Print both."""
    c, error = fit(lambda r: 2.0**r, -0.5, 0.5, 4, relative=True)
    show("2^r, in r", c * 2.0 ** np.arange(len(c)), error)
    show("h, in u", *fit(lambda t: t * erfc(t / sqrt(2)) / 2, 0, END, 11, relative=False))


if __name__ == "__main__":
    main()
