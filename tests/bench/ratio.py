"""A pair of times taken turn by turn, so that a busy machine slows both alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """Medians of both sides in seconds, and the median of the rounds' own ratios."""

    name: str
    ours: float
    floor: float
    ratio: float
    allowed: float

    def line(self) -> str:
        verdict = "" if self.ratio <= self.allowed else "  超出"
        return (
            f"{self.name}\t{self.ours:.3f} s\t{self.floor:.3f} s"
            f"\t{self.ratio:.2f}\t≤ {self.allowed:g}{verdict}"
        )


def compare(
    name: str,
    ours: Callable[[], object],
    floor: Callable[[], object],
    *,
    allowed: float,
    rounds: int = 5,
) -> Ratio:
    """Time both sides in turn, once unmeasured to warm up."""
    pairs = [(_seconds(ours), _seconds(floor)) for _ in range(rounds + 1)][1:]
    return Ratio(
        name,
        statistics.median(one for one, _ in pairs),
        statistics.median(other for _, other in pairs),
        statistics.median(one / other for one, other in pairs),
        allowed,
    )


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
