"""Why a branch stands on its list, and what would lift it, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jyguide.documents.dates import tenths_text
from jyguide.quota import Quota, Ties
from jyguide.standard.checklist import Criterion
from jyguide.standard.kinds import (
    ASPECT_NAMES,
    PHASE_NAMES,
    RATING_NAMES,
    SCORED_PHASES,
    Phase,
    Rating,
)
from jyguide.standard.rating import Rated, Standing, latest, weighed
from jyguide.standard.rating_rule import LINE_LISTS, RatingRule
from jyguide.standard.scoring import Score
from jyguide.standard.way_up import PhaseSheet, Sheets, WayUp

SHORT_PHASES: Mapping[Phase, str] = {
    Phase.SELF_INSPECTION: "自查",
    Phase.CROSS_INSPECTION: "互查",
    Phase.SPOT_ACCEPTANCE: "抽查",
}
_LONGEST_TEXT = 28
_NAMED = 6
"""So many criteria are named in one sentence; the others are counted."""
_WHOLE = 100


def explain(standing: Standing, rated: Rated, sheets: Sheets) -> tuple[str, ...]:
    """Everything a branch's list follows from, a sentence each, the sum first."""
    if standing.computed is None:
        return (_unrated(standing),)
    return tuple(
        said
        for said in (
            _sum(standing, rated.rule),
            _line(standing, rated.rule),
            _floor(standing, rated.rule),
            *_quotas(standing, rated),
            _veto(standing, rated.rule, sheets),
            _decision(standing),
            *_lost(sheets),
            *_rescored(sheets),
        )
        if said
    )


def points_text(points: int) -> str:
    """``88.4 分``."""
    return f"{tenths_text(points)} 分"


def _unrated(standing: Standing) -> str:
    if standing.branch.phases:
        return "计分的阶段都没有得分，没有参加评定。"
    return "还没有已完成的检查，没有得分，没有参加评定。"


def _sum(standing: Standing, rule: RatingRule) -> str:
    counted = list(weighed(standing.branch, rule))
    parts = [
        f"{SHORT_PHASES[phase]} {tenths_text(found.total)} 分 × {weight}%"
        for phase, weight, found in counted
    ]
    weight = sum(one for _, one, _ in counted)
    said = " + ".join(parts)
    total = points_text(standing.points or 0)
    if weight == _WHOLE:
        return f"{said} = {total}{_before(standing, rule)}。"
    absent = "、".join(
        PHASE_NAMES[phase]
        for phase in SCORED_PHASES
        if rule.weights.get(phase) and phase not in standing.branch.phases
    )
    missing = f"；{absent}没有得分，按其余阶段的权重折算" if absent else ""
    return f"（{said}）÷ {weight}% = {total}{_before(standing, rule)}{missing}。"


def _before(standing: Standing, rule: RatingRule) -> str:
    """What the phases had before rectification, where that counts and made a difference."""
    if not rule.rescored:
        return ""
    better = [
        f"{SHORT_PHASES[phase]}原 {points_text(standing.branch.phases[phase].given.total)}"
        for phase, _, found in weighed(standing.branch, rule)
        if standing.branch.phases[phase].given.total != found.total
    ]
    return f"（已计整改复评，{'、'.join(better)}）" if better else ""


def _line(standing: Standing, rule: RatingRule) -> str:
    points = standing.points or 0
    reached = [one for one in LINE_LISTS if points >= rule.lines[one]]
    above = [one for one in LINE_LISTS if points < rule.lines[one]]
    said = []
    if reached:
        best = reached[0]
        said.append(f"达到{RATING_NAMES[best]}线 {points_text(rule.lines[best])}")
    if above:
        nearest = above[-1]
        gap = points_text(rule.lines[nearest] - points)
        line = f"{RATING_NAMES[nearest]}线 {points_text(rule.lines[nearest])}"
        said.append(f"距{line}差 {gap}" if reached else f"未达到{line}，差 {gap}")
    return "，".join(said) + "。"


def _floor(standing: Standing, rule: RatingRule) -> str:
    if not standing.weak:
        return ""
    names = "、".join(ASPECT_NAMES[one] for one in standing.weak)
    return f"“{names}”得分率低于示范单项底线 {rule.aspect_floor}%，不能列入示范。"


def _quotas(standing: Standing, rated: Rated) -> Iterator[str]:
    for rating, quota in rated.quotas.items():
        points = standing.points or 0
        if rating in standing.pushed or standing.computed is rating:
            yield _quota(standing, rating, quota, points, rated.rule.ties)


def _quota(standing: Standing, rating: Rating, quota: Quota, points: int, ties: Ties) -> str:
    head = (
        f"{RATING_NAMES[rating]}名额 {quota.percent}%（{quota.places} 个），"
        f"按得分排第 {quota.place(points)}"
    )
    alike = quota.alike(points)
    tied = f"（{alike} 个支部同分）" if alike > 1 else ""
    if rating not in standing.pushed:
        return (
            f"{head}{tied}，在名额内。"
            if quota.place(points) + alike - 1 <= quota.places
            else (f"{head}{tied}，并列的一并列入。")
        )
    if tied and ties is Ties.OUT and quota.place(points) <= quota.places:
        return f"{head}{tied}，名额不够同分的全部列入，按规则一并列入下一档。"
    return f"{head}{tied}，名额已满，列入下一档。"


def _veto(standing: Standing, rule: RatingRule, sheets: Sheets) -> str:
    if not standing.vetoes:
        return "一票否决：无。"
    phase = latest(standing.branch)
    named = "、".join(
        _criterion(one) for one in _criteria(sheets).values() if one.code in standing.vetoes
    )
    found = f"（{PHASE_NAMES[phase]}）" if phase else ""
    lifted = "" if rule.veto_lifted else "，本轮不因整改解除"
    return f"一票否决：{named or '、'.join(standing.vetoes)}未做到{found}，列入不合格{lifted}。"


def _decision(standing: Standing) -> str:
    one = standing.branch.override
    if one is None or standing.computed is None or one.rating is standing.computed:
        return ""
    return (
        f"按规则为{RATING_NAMES[standing.computed]}，"
        f"经{one.decided_by}决定列入{RATING_NAMES[one.rating]}，原因：{one.reason.rstrip('。')}。"
    )


def _lost(sheets: Sheets) -> Iterator[str]:
    for phase in SCORED_PHASES:
        if phase in sheets:
            yield _lost_in(phase, sheets[phase])


def _lost_in(phase: Phase, sheet: PhaseSheet) -> str:
    lost = [
        (one, said, one.points - (said.points or 0))
        for one in sheet.criteria
        if (said := sheet.given.get(one.code, Score())).applies
        and said.points is not None
        and said.points < one.points
    ]
    if not lost:
        return f"{SHORT_PHASES[phase]}没有失分项。"
    parts = [
        f"{_criterion(one)}扣 {points_text(points)}{_finding(said)}" for one, said, points in lost
    ]
    total = points_text(sum(points for _, _, points in lost))
    return f"{SHORT_PHASES[phase]}失分 {len(lost)} 项、{total}：{'；'.join(parts)}。"


def _finding(said: Score) -> str:
    finding = " ".join(said.finding.split()).rstrip("。；")
    return f"（{finding}）" if finding else ""


def _rescored(sheets: Sheets) -> Iterator[str]:
    for phase in SCORED_PHASES:
        changed = _changed(sheets[phase]) if phase in sheets else []
        if changed:
            yield f"{SHORT_PHASES[phase]}后整改复评：{'；'.join(changed)}。"


def _changed(sheet: PhaseSheet) -> list[str]:
    found = []
    for one in sheet.criteria:
        before, after = sheet.given.get(one.code, Score()), sheet.final.get(one.code, Score())
        if (
            before.points != after.points
            and before.points is not None
            and after.points is not None
        ):
            found.append(
                f"{_criterion(one)}由 {tenths_text(before.points)} 分"
                f"改为 {points_text(after.points)}"
            )
    return found


def way_text(way: WayUp, rule: RatingRule, sheets: Sheets) -> str:
    """``差 1.5 分，补齐 C05“党费公示”即可合格。``; what stands in the way where that is not it."""
    if way.target is None:
        return ""
    target = RATING_NAMES[way.target]
    if way.barred:
        return f"有一票否决项，本轮不因整改解除，本轮不能列入{target}；整改后从下一轮起算。"
    if way.full:
        return _no_place(way, target)
    said = [_first(way, rule, target), _made_up(way, target, sheets)]
    if not rule.rescored and set(way.codes) - set(way.vetoes):
        said.append("本轮不计整改复评得分，要在以后的检查中得到。")
    if way.quota is not None:
        said.append(f"{target}只有 {way.quota.places} 个名额，届时按得分排。")
    return "".join(said)


def _no_place(way: WayUp, target: str) -> str:
    quota = way.quota
    last = quota.last_in if quota is not None else None
    if quota is None or last is None:
        return f"得分已达到{target}线，但{target}没有名额。"
    return (
        f"得分已达到{target}线，但 {quota.places} 个{target}名额已满，"
        f"最后一个名额是 {points_text(last)}，须超过这个分数。"
    )


def _first(way: WayUp, rule: RatingRule, target: str) -> str:
    """What stands in the way: a veto, an aspect, and the points that are missing."""
    reasons = []
    if way.vetoes:
        reasons.append("先解决一票否决项并经核验复评")
    if way.weak:
        names = "、".join(ASPECT_NAMES[one] for one in way.weak)
        reasons.append(f"“{names}”未达到单项底线 {rule.aspect_floor}%")
    if way.missing:
        reasons.append(f"{'距' + target + '线' if reasons else ''}差 {points_text(way.missing)}")
    return "；".join(reasons) + "，"


def _made_up(way: WayUp, target: str, sheets: Sheets) -> str:
    asked = _criteria(sheets)
    named = [_criterion(asked[code]) for code in way.codes[:_NAMED]]
    rest = len(way.codes) - len(named)
    more = f"等 {len(way.codes)} 项" if rest else ""
    return f"补齐{'、'.join(named)}{more}即可{target}（{points_text(way.points)}）。"


def _criteria(sheets: Sheets) -> dict[str, Criterion]:
    return {one.code: one for sheet in sheets.values() for one in sheet.criteria}


def _criterion(one: Criterion) -> str:
    return f"{one.code}“{short(one.text)}”"


def short(text: str) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text.split()).rstrip("。；")
    return line if len(line) <= _LONGEST_TEXT else f"{line[: _LONGEST_TEXT - 1]}…"


def rating_word(rating: Rating | None) -> str:
    """The list's name; of no list too."""
    return RATING_NAMES[rating] if rating is not None else "未评定"


def counts_text(counts: Mapping[Rating, int]) -> str:
    """``示范 3 个、优秀 12 个、合格 40 个、不合格 1 个``."""
    return "、".join(f"{RATING_NAMES[one]} {counts.get(one, 0)} 个" for one in Rating)


def rule_sentences(rule: RatingRule) -> tuple[str, ...]:
    """A rule in words, for those who read the lists."""
    weights = "、".join(
        f"{PHASE_NAMES[phase]} {rule.weights[phase]}%"
        for phase in SCORED_PHASES
        if rule.weights.get(phase)
    )
    lines = "，".join(
        f"{points_text(rule.lines[one])}以上可列入{RATING_NAMES[one]}" for one in LINE_LISTS
    )
    said = [
        f"得分按{weights}的权重计算，某阶段没有得分的按其余阶段折算"
        + ("，整改经核验后复评的得分计入。" if rule.rescored else "，整改复评不计入。"),
        f"{lines}；有一票否决项的为不合格"
        + ("，整改经核验的除外。" if rule.veto_lifted else "，不因整改解除。"),
    ]
    if rule.aspect_floor:
        said.append(f"列入示范的，六个方面得分率均不低于 {rule.aspect_floor}%。")
    said += _quota_sentences(rule.quotas.items(), rule.ties)
    return tuple(said)


def _quota_sentences(quotas: Iterable[tuple[Rating, int]], ties: Ties) -> Sequence[str]:
    parts = [f"{RATING_NAMES[rating]}不超过参评支部的 {percent}%" for rating, percent in quotas]
    if not parts:
        return ()
    tied = (
        "名额不够同分的全部列入时，同分的一并列入下一档"
        if ties is Ties.OUT
        else "最后一个名额同分的一并列入"
    )
    return (f"{'，'.join(parts)}，按得分从高到低列入；{tied}。",)
