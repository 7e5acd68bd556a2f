"""Which branches are spot-checked: a stratified random sample, drawn again by its seed.

Every branch has a number that follows from the seed, its stratum and its key alone (permanent
random numbers, Ohlsson 1995), and a stratum gives up those with the smallest. So the draw of one
stratum cannot depend on another, a branch that leaves the round changes nobody's place before its
own, and a larger sample holds the smaller one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from jyguide.errors import RuleError
from jyguide.standard.kinds import BranchKind, LotPurpose

Stratum = tuple[str, BranchKind]
"""Township and kind of branch."""


@dataclass(frozen=True, slots=True)
class SampledBranch:
    """A branch of the round that may be drawn.

    Attributes:
        township: Empty where it has none, which is a township like any other.
    """

    key: str
    name: str
    township: str
    kind: BranchKind

    @property
    def stratum(self) -> Stratum:
        return self.township, self.kind


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How many branches of each stratum are drawn; one of the two.

    Attributes:
        number: So many, or all where there are fewer.
        percent: 1 to 100; rounded up, so at least one where there is any.
    """

    number: int = 0
    percent: int = 0

    def of(self, branches: int) -> int:
        """How many of so many branches."""
        if self.percent:
            return -(-branches * self.percent // 100)
        return min(self.number, branches)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one stratum gives to the sample.

    Attributes:
        size: Branches the lot was drawn among: neither left out nor included by name.
        keys: Drawn by lot, in the order in which they were drawn.
        included: In the sample by name, beside those drawn; in the order of their keys.
    """

    township: str
    kind: BranchKind
    size: int
    keys: tuple[str, ...]
    included: tuple[str, ...]


def draw_sample(
    branches: Iterable[SampledBranch],
    size: SampleSize,
    seed: str,
    *,
    left_out: frozenset[str] = frozenset(),
    included: frozenset[str] = frozenset(),
) -> tuple[Drawn, ...]:
    """Draw the sample, stratum by stratum in the order of township and kind.

    Args:
        branches: In any order; the result does not depend on it.
        size: Of each stratum, without those included by name.
        seed: Written down with the sample.
        left_out: Keys that are not to be drawn; some may not be in the round any more.
        included: Keys that are in the sample whatever the lot says.

    Raises:
        RuleError: no sensible size, or one key left out and included, or included and not there.
    """
    found = list(branches)
    _check_size(size)
    _check_named(found, left_out, included)
    strata: dict[Stratum, list[SampledBranch]] = {}
    for branch in found:
        if branch.key not in left_out:
            strata.setdefault(branch.stratum, []).append(branch)
    order = list(BranchKind)
    return tuple(
        _draw(strata[stratum], size, seed, included)
        for stratum in sorted(strata, key=lambda each: (each[0], order.index(each[1])))
    )


def _draw(
    branches: list[SampledBranch], size: SampleSize, seed: str, included: frozenset[str]
) -> Drawn:
    township, kind = branches[0].stratum
    pool = sorted(
        (_number(seed, branch), branch.key) for branch in branches if branch.key not in included
    )
    return Drawn(
        township=township,
        kind=kind,
        size=len(pool),
        keys=tuple(key for _number, key in pool[: size.of(len(pool))]),
        included=tuple(sorted(branch.key for branch in branches if branch.key in included)),
    )


def _number(seed: str, branch: SampledBranch) -> bytes:
    """As good as random, and the same on every PC and in every release."""
    said = (LotPurpose.SAMPLE, seed, branch.township, branch.kind, branch.key)
    return sha256("/".join(said).encode()).digest()


def _check_size(size: SampleSize) -> None:
    by_number = size.number > 0 and size.percent == 0
    by_percent = size.number == 0 and 0 < size.percent <= 100  # noqa: PLR2004 - per cent
    if not (by_number or by_percent):
        raise RuleError(
            "抽查的数量不对，没有抽取。",
            hint="请填写每层抽几个（至少 1 个），或者抽百分之几（1 到 100），两者填一项。",
        )


def _check_named(
    branches: Iterable[SampledBranch], left_out: frozenset[str], included: frozenset[str]
) -> None:
    names: Mapping[str, str] = {branch.key: branch.name for branch in branches}
    if both := sorted(left_out & included):
        named = "、".join(names.get(key, key) for key in both)
        raise RuleError(
            f"“{named}”既要排除、又要必查，没有抽取。", hint="请在两份名单中去掉一处。"
        )
    if gone := included - names.keys():
        raise RuleError(
            f"必查名单中有 {len(gone)} 个支部不在本轮检查中，没有抽取。",
            hint="请从必查名单中去掉，或者先把支部列入本轮检查。",
        )
