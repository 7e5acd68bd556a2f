"""The ledger of a year: what there was, what changed, what there is, asset by asset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jyguide.exchange.money import YUAN
from jyguide.openness.asset import AssetRow
from jyguide.openness.kinds import ASSET_KIND_NAMES, AssetChangeKind, AssetKind
from jyguide.openness.money_words import amount_text, wan_words

_KINDS = (AssetChangeKind.INCREASE, AssetChangeKind.DECREASE, AssetChangeKind.REVALUATION)


@dataclass(frozen=True, slots=True)
class Flow:
    """What a year did to one asset or to several of one unit, in hundredths of it.

    Attributes:
        opening: What there was when the year began, and what was first registered in it.
        decrease: How much went out; not below nought.
        revaluation: The difference that taking stock has found, of either sign.
    """

    opening: int = 0
    increase: int = 0
    decrease: int = 0
    revaluation: int = 0

    @property
    def closing(self) -> int:
        """What there is at the end of the year."""
        return self.opening + self.increase - self.decrease + self.revaluation

    def __add__(self, other: Flow) -> Flow:
        return Flow(
            self.opening + other.opening,
            self.increase + other.increase,
            self.decrease + other.decrease,
            self.revaluation + other.revaluation,
        )


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One asset's line."""

    asset: AssetRow
    flow: Flow

    @property
    def short(self) -> bool:
        """Whether more has gone out than there was."""
        return self.flow.closing < 0


@dataclass(frozen=True, slots=True)
class AssetTotal:
    """What lines of one kind and unit come to."""

    kind: AssetKind
    unit: str
    count: int
    flow: Flow

    @property
    def words(self) -> str:
        """``资金 12 项，年末 345.60 万元``."""
        left = self.flow.closing
        said = wan_words(left) if self.unit == YUAN else amount_text(left, self.unit)
        return f"{ASSET_KIND_NAMES[self.kind]} {self.count} 项，年末 {said}"


@dataclass(frozen=True, slots=True)
class AssetLedger:
    """The ledger of a year, in the order of villages, kinds and names."""

    year: int
    lines: Sequence[LedgerLine] = field(default_factory=tuple)

    @property
    def sentence(self) -> str:
        """What it comes to, in words."""
        return ledger_sentence(self.year, self.lines)


def flow_of(before: int, within: Mapping[AssetChangeKind, int]) -> Flow:
    """A year's flow from sums of amounts as they count.

    Args:
        before: Of all changes before the year.
        within: Of the changes in the year, by kind.
    """
    rest = {kind: within.get(kind, 0) for kind in _KINDS}
    return Flow(
        before + within.get(AssetChangeKind.OPENING, 0),
        rest[AssetChangeKind.INCREASE],
        -rest[AssetChangeKind.DECREASE],
        rest[AssetChangeKind.REVALUATION],
    )


def asset_totals(lines: Iterable[LedgerLine]) -> list[AssetTotal]:
    """Sums by kind and unit, in the order of the kinds; 元 before other units."""
    found: dict[tuple[AssetKind, str], tuple[int, Flow]] = {}
    for line in lines:
        facts = line.asset.facts
        count, flow = found.get((facts.kind, facts.unit), (0, Flow()))
        found[facts.kind, facts.unit] = count + 1, flow + line.flow
    kinds = list(AssetKind)
    order = sorted(found, key=lambda key: (kinds.index(key[0]), key[1] != YUAN, key[1]))
    return [AssetTotal(kind, unit, *found[kind, unit]) for kind, unit in order]


def ledger_sentence(year: int, lines: Sequence[LedgerLine]) -> str:
    """What lines come to, in words; nothing where there are none."""
    if not lines:
        return ""
    short = sum(line.short for line in lines)
    late = f"有 {short} 项余额小于零，请核对。" if short else ""
    return f"{year} 年：{'；'.join(one.words for one in asset_totals(lines))}。{late}"
