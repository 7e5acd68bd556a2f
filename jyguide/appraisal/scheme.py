"""How a year's appraisal is worked out, laid down before anybody is rated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from jyguide.appraisal.kinds import GRADE_NAMES, Grade, Missing, Source
from jyguide.quota import Ties

SCALE = 1000
"""A hundred points in tenths: where the axis of the lines ends."""
LEAST_GROUP, LARGEST_GROUP = 5, 50
"""Between these lies `smallest_group`: a group under five votes is never told apart."""
LINE_GRADES = (Grade.EXCELLENT, Grade.QUALIFIED, Grade.BASIC)
"""The lists that points open, the best first; whoever opens none is unqualified."""
_WHOLE = 100


def _weights() -> Mapping[Source, int]:
    return {
        Source.INTERNAL: 20,
        Source.SUPERIOR: 30,
        Source.GRASSROOTS: 20,
        Source.COMPOSITE: 30,
    }


def _lines() -> Mapping[Grade, int]:
    return {Grade.EXCELLENT: 900, Grade.QUALIFIED: 750, Grade.BASIC: 600}


def _ballot_points() -> Mapping[Grade, int]:
    return {Grade.EXCELLENT: 1000, Grade.QUALIFIED: 800, Grade.BASIC: 600, Grade.UNQUALIFIED: 0}


@dataclass(frozen=True, slots=True)
class Veto:
    """Something that puts a secretary on the last list whatever his points.

    Attributes:
        code: Short and lasting, such as ``V1``: a secretary's vetoes name it.
    """

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """Weights, lines and quota; the usual values are the program's own, no regulation's.

    Attributes:
        weights: Percent by source, together 100; a source that is not named does not count.
        missing: What becomes of somebody for whom a source is missing; it never counts as zero.
        lines: The points from which on a list is open, in tenths of a hundred.
        excellent_quota: The most that 优秀 may hold, in percent of those with a result, rounded
            down; None: no quota.
        ties: What becomes of equal points at the quota's line.
        ballot_points: What a ballot is worth, tenths of a hundred.
        smallest_group: Ballots count only in pools of at least so many voters; groups with fewer
            are counted together with others and never shown apart. See `ballots`.
        vetoes: What puts somebody on the last list.
    """

    weights: Mapping[Source, int] = field(default_factory=_weights)
    missing: Missing = Missing.WAIT
    lines: Mapping[Grade, int] = field(default_factory=_lines)
    excellent_quota: int | None = 30
    ties: Ties = Ties.OUT
    ballot_points: Mapping[Grade, int] = field(default_factory=_ballot_points)
    smallest_group: int = 5
    vetoes: tuple[Veto, ...] = ()


def scheme_faults(scheme: Scheme) -> dict[str, str]:
    """What stands against a scheme: a sentence by the name of the field; empty where sound."""
    return {name: said for name, said in _faults(scheme) if said}


def _faults(scheme: Scheme) -> tuple[tuple[str, str], ...]:
    return (
        ("weights", _weights_fault(scheme.weights)),
        ("lines", _lines_fault(scheme.lines)),
        ("excellent_quota", _quota_fault(scheme.excellent_quota)),
        ("ballot_points", _ballot_points_fault(scheme.ballot_points)),
        ("smallest_group", _group_fault(scheme.smallest_group)),
        ("vetoes", _vetoes_fault(scheme.vetoes)),
    )


def _weights_fault(weights: Mapping[Source, int]) -> str:
    if not all(0 <= one <= _WHOLE for one in weights.values()):
        return "各来源的权重须在 0% 到 100% 之间。"
    total = sum(weights.values())
    return "" if total == _WHOLE else f"各来源的权重合计 {total}%，应为 100%。"


def _lines_fault(lines: Mapping[Grade, int]) -> str:
    values = [lines.get(one, -1) for one in LINE_GRADES]
    if not all(0 <= one <= SCALE for one in values):
        return "三条线都须在 0 到 100 分之间。"
    falling = values == sorted(values, reverse=True)
    return "" if falling else "优秀线不能低于合格线，合格线不能低于基本合格线。"


def _quota_fault(percent: int | None) -> str:
    sound = percent is None or 0 <= percent <= _WHOLE
    return "" if sound else "优秀名额须在 0% 到 100% 之间。"


def _ballot_points_fault(points: Mapping[Grade, int]) -> str:
    missing = [GRADE_NAMES[one] for one in Grade if one not in points]
    if missing:
        return f"没有写明“{'、'.join(missing)}”票折合多少分。"
    values = [points[one] for one in Grade]
    if not all(0 <= one <= SCALE for one in values):
        return "测评票折分须在 0 到 100 分之间。"
    falling = all(one > other for one, other in pairwise(values))
    return "" if falling else "测评票折分须从优秀到不合格依次降低。"


def _group_fault(smallest: int) -> str:
    if LEAST_GROUP <= smallest <= LARGEST_GROUP:
        return ""
    return f"不单列的人数须在 {LEAST_GROUP} 到 {LARGEST_GROUP} 人之间：再少就猜得出谁投了什么票。"


def _vetoes_fault(vetoes: tuple[Veto, ...]) -> str:
    if any(not one.code.strip() or not one.text.strip() for one in vetoes):
        return "一票否决情形的代码和内容都要填写。"
    codes = [one.code for one in vetoes]
    twice = sorted({one for one in codes if codes.count(one) > 1})
    return f"一票否决情形的代码“{'、'.join(twice)}”重复。" if twice else ""
