"""Why a brand has the points it has, in sentences that can be checked by hand."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jyguide.brand.kinds import STAGE_NAMES
from jyguide.brand.scheme import RankedBrand, VoteScheme
from jyguide.brand.voting import Count, GroupMean, Standing
from jyguide.documents.dates import tenths_text
from jyguide.errors import RuleError


@dataclass(frozen=True, slots=True)
class TieDecision:
    """Who of those equal at the line has won, by a person's word.

    Attributes:
        chosen: As many as there are places left.
        reason: Kept in the explanation of every one of the tied.
        decided_by: A person or a meeting.
    """

    chosen: frozenset[uuid.UUID] = frozenset()
    reason: str = ""
    decided_by: str = ""


_COUNTING = (
    "各组取平均分后按权重折成百分制，最后四舍五入到一位小数；评委对本单位或有利害关系的"
    "品牌回避，由其他评委的分数计算；没有评分的组不作零分，由其余组按权重折算。"
)


def scheme_sentences(scheme: VoteScheme) -> list[str]:
    """How it is counted, for whoever reads the result."""
    groups = "、".join(f"{one.name}占 {one.weight}%" for one in scheme.groups)
    trimmed = "，五人以上的组去掉一个最高分和一个最低分" if scheme.trimmed else ""
    stage = STAGE_NAMES[scheme.stage]
    return [
        f"参评品牌须达到“{stage}”阶段；满分 {_full(scheme)} 分，{groups}{trimmed}。",
        _COUNTING,
        f"按得分取前 {scheme.top} 名；名额线上同分的，由评选单位研究决定。",
    ]


def explained(standing: Standing, scheme: VoteScheme) -> Iterator[str]:
    """Group by group, then the sum."""
    rated = [one for one in standing.means if one.mean is not None]
    for one in standing.means:
        yield _group_sentence(one, scheme)
        yield from _kept_out(one)
    if standing.points is None:
        yield "没有可以计入的评分，不排名次。"
        return
    parts = "＋".join(f"{_mean(one.mean)}×{one.group.weight}" for one in rated)
    weights = sum(one.group.weight for one in rated)
    full = "" if scheme.full_points == 1000 else f"，再按满分 {_full(scheme)} 分折成百分制"  # noqa: PLR2004 - a hundred
    yield (
        f"得分：（{parts}）÷{weights}{full}，得 {tenths_text(standing.points)} 分，"
        f"第 {standing.place} 名。"
    )


def _group_sentence(one: GroupMean, scheme: VoteScheme) -> str:
    head = f"{one.group.name}（权重 {one.group.weight}%）："
    if one.mean is None:
        return f"{head}没有可以计入的评分，不作零分，由其余组折算。"
    cut = ""
    if one.cut is not None:
        highest, lowest = map(tenths_text, one.cut)
        cut = f"去掉最高 {highest} 分、最低 {lowest} 分后"
    return f"{head}{cut}{one.counted} 个评分，平均 {_mean(one.mean)} 分（满分 {_full(scheme)}）。"


def _kept_out(one: GroupMean) -> Iterator[str]:
    if one.excluded:
        yield "回避：" + "；".join(f"{name}（{why}）" for name, why in one.excluded) + "。"
    if one.left_out:
        yield f"弃评：{'、'.join(one.left_out)}。"


def _full(scheme: VoteScheme) -> str:
    return tenths_text(scheme.full_points)


def _mean(tenths: Fraction | None) -> str:
    """Two decimals: enough to check the sum by hand."""
    hundredths = round((tenths or Fraction(0)) * 10)
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def tie_sentence(counted: Count) -> str:
    """Who is equal at the line, or nothing."""
    if not counted.tied:
        return ""
    names = "、".join(f"“{one.candidate.name}”" for one in counted.tied)
    points = tenths_text(counted.tied[0].points or 0)
    return (
        f"{names}同为 {points} 分，只剩 {counted.open_places} 个名额：程序不替您决定，"
        f"请从中选定 {counted.open_places} 个并写明理由。"
    )


def ranking(counted: Count, decision: TieDecision) -> tuple[RankedBrand, ...]:
    """The result, winners first among equals.

    Raises:
        RuleError: there is a tie and the decision does not choose exactly as many as there are
            places left, or does not say why; or there is none to decide about.
    """
    tied = {one.candidate.key for one in counted.tied}
    _check(counted, decision, tied)
    won = {*counted.winners, *decision.chosen}
    rows = [_ranked(one, counted, decision, won) for one in counted.standings]
    rows.sort(key=lambda row: (row.points is None, row.place, not row.won))
    return tuple(rows)


def _check(counted: Count, decision: TieDecision, tied: set[uuid.UUID]) -> None:
    if not tied:
        if decision.chosen:
            raise RuleError(
                "名额线上没有同分，不需要人工选定，没有公布结果。", hint="请刷新后再公布。"
            )
        return
    wanted = counted.open_places
    if not decision.chosen <= tied or len(decision.chosen) != wanted:
        raise RuleError(f"{tie_sentence(counted)}没有公布结果。", hint=f"请正好选定 {wanted} 个。")
    if not decision.reason.strip() or not decision.decided_by.strip():
        raise RuleError(
            "同分的选定没有写明理由或决定人，没有公布结果。", hint="理由会写进每个同分品牌的说明。"
        )


def _ranked(
    one: Standing, counted: Count, decision: TieDecision, won: set[uuid.UUID]
) -> RankedBrand:
    said = list(explained(one, counted.scheme))
    key = one.candidate.key
    if any(other.candidate.key == key for other in counted.tied):
        word = "选定当选" if key in decision.chosen else "没有选定"
        said.append(
            f"名额线上 {len(counted.tied)} 个品牌同分、{counted.open_places} 个名额，"
            f"由{decision.decided_by.strip()}决定，{word}。理由：{decision.reason.strip()}"
        )
    return RankedBrand(
        key,
        one.candidate.name,
        one.candidate.organisation,
        one.candidate.station,
        one.place,
        one.points,
        key in won,
        tuple(said),
    )


def names(rows: Sequence[RankedBrand]) -> str:
    """Names of brands, for running text."""
    return "、".join(f"“{row.name}”" for row in rows)
