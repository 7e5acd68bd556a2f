"""A pair of times taken turn by turn, so that a busy machine slows both alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """Medians of both sides in seconds, and the median of the rounds' own ratios.

    Attributes:
        least, most: The smallest and the largest ratio of a round.
    """

    name: str
    ours: float
    floor: float
    ratio: float
    allowed: float
    least: float = 0
    most: float = 0

    def line(self) -> str:
        verdict = "" if self.ratio <= self.allowed else "  超出"
        return (
            f"{self.name}\t{self.ours:.3f} s\t{self.floor:.3f} s"
            f"\t{self.ratio:.2f} ({self.least:.2f}–{self.most:.2f})\t≤ {self.allowed:g}{verdict}"
        )


@dataclass(frozen=True)
class Limit:
    """One measured value and what it may be at most."""

    name: str
    value: float
    unit: str
    allowed: float

    def line(self) -> str:
        verdict = "" if self.value <= self.allowed else "  超出"
        value, most = (f"{number:.3g} {self.unit}" for number in (self.value, self.allowed))
        return f"{self.name}\t{value}\t\t\t≤ {most}{verdict}"


@dataclass(frozen=True)
class Unmeasured:
    """Why a line is missing."""

    name: str
    reason: str

    def line(self) -> str:
        return f"{self.name}\t没有测量：{self.reason}"


def compare(
    name: str,
    ours: Callable[[], object],
    floor: Callable[[], object],
    *,
    allowed: float,
    rounds: int = 5,
) -> Ratio:
    """Time both sides in turn, once unmeasured to warm up."""
    return compare_seconds(
        name, lambda: seconds(ours), lambda: seconds(floor), allowed=allowed, rounds=rounds + 1
    )


def compare_seconds(
    name: str,
    ours: Callable[[], float],
    floor: Callable[[], float],
    *,
    allowed: float,
    rounds: int = 6,
) -> Ratio:
    """Take both sides' own seconds in turn; the first of the rounds warms up and does not count.

    For what has to be got ready before each round, or runs in another process.
    """
    pairs = [(ours(), floor()) for _ in range(rounds)][1:]
    ratios = [one / other for one, other in pairs]
    return Ratio(
        name,
        statistics.median(one for one, _ in pairs),
        statistics.median(other for _, other in pairs),
        statistics.median(ratios),
        allowed,
        min(ratios),
        max(ratios),
    )


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
