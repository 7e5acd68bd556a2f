"""What a measurement says, and times taken turn by turn: a busy machine slows both sides alike."""

from __future__ import annotations

import gc
import math
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jyguide.pause import collector_paused

QUICK_VARIABLE = "JYGUIDE_BENCH_QUICK"
"""Set where a look has to do: fewer rounds of everything."""
_QUICK_ROUNDS = 3
_UNITS = {"s": 1.0, "ms": 1000.0}


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

    @property
    def kept(self) -> bool:
        return self.ratio <= self.allowed

    def line(self) -> str:
        return (
            f"{self.name}\t{self.ours:.3f} s\t{self.floor:.3f} s"
            f"\t{self.ratio:.2f} ({self.least:.2f}–{self.most:.2f})\t≤ {self.allowed:g}"
            f"{_verdict(kept=self.kept)}"
        )


@dataclass(frozen=True)
class Limit:
    """One measured value and what it may be at most.

    Attributes:
        floor: What the bare thing takes in the same run, in the same unit; 0 where there is none.
    """

    name: str
    value: float
    unit: str
    allowed: float
    floor: float = 0

    @property
    def kept(self) -> bool:
        return self.value <= self.allowed

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    def line(self) -> str:
        value, most = (f"{number:.3g} {self.unit}" for number in (self.value, self.allowed))
        floor = f"{self.floor:.3g} {self.unit}\t{self.ratio:.2f}" if self.floor else "\t"
        return f"{self.name}\t{value}\t{floor}\t≤ {most}{_verdict(kept=self.kept)}"


@dataclass(frozen=True)
class Growth:
    """The same work at two sizes in one run: how the time grows with the size.

    Attributes:
        one, many: Seconds.
        size, large: What there is of it, small and large; not always tenfold to the row.
        allowed: The exponent allowed; 1 is linear.
    """

    name: str
    one: float
    many: float
    size: float
    large: float
    allowed: float = 1.05
    """Linear, and what two measurements of the same thing differ by."""

    @property
    def exponent(self) -> float:
        return math.log(self.many / self.one) / math.log(self.large / self.size)

    @property
    def kept(self) -> bool:
        return self.exponent <= self.allowed

    def line(self) -> str:
        return (
            f"{self.name}（{self.size:,.0f} → {self.large:,.0f}）"
            f"\t{self.many:.3f} s\t{self.one:.3f} s\t指数 {self.exponent:.2f}"
            f"\t≤ {self.allowed:g}{_verdict(kept=self.kept)}"
        )


@dataclass(frozen=True)
class Unmeasured:
    """Why a line is missing."""

    name: str
    reason: str

    def line(self) -> str:
        return f"{self.name}\t没有测量：{self.reason}"


Result = Ratio | Limit | Growth | Unmeasured


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
    pairs = [(ours(), floor()) for _ in range(rounds_of(rounds))][1:]
    return of_pairs(name, pairs, allowed)


def of_pairs(name: str, pairs: Sequence[tuple[float, float]], allowed: float) -> Ratio:
    """What rounds that were taken turn by turn say: seconds of ours, and of the other."""
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


def rounds_of(asked: int) -> int:
    """So many rounds, or fewer where a quick look was asked for."""
    return min(asked, _QUICK_ROUNDS) if os.environ.get(QUICK_VARIABLE) else asked


def seconds(work: Callable[[], object]) -> float:
    """How long it takes, without the collector: the window lets it run while nothing else does."""
    gc.collect()
    with collector_paused():
        start = time.perf_counter()
        work()
        return time.perf_counter() - start


def least(work: Callable[[], object], rounds: int = 5) -> float:
    """Seconds of the best round: others are at work on this PC too."""
    return min(seconds(work) for _ in range(rounds_of(rounds)))


def bare(work: Callable[[], object], unit: str = "ms", rounds: int = 7) -> float:
    """The middle of some rounds of what nothing can do without, the first not counted."""
    return _UNITS[unit] * statistics.median(
        [seconds(work) for _ in range(rounds_of(rounds) + 1)][1:]
    )


def _verdict(*, kept: bool) -> str:
    return "" if kept else "  超出"
