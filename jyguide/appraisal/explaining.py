"""Why a secretary stands on his list, and how far it is to the next, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from jyguide.appraisal.ballots import count_text
from jyguide.appraisal.kinds import (
    GRADE_NAMES,
    MISSING_NAMES,
    SOURCE_NAMES,
    Grade,
    Missing,
    Source,
    grade_word,
    rank,
)
from jyguide.appraisal.rating import Found, Rated, Standing
from jyguide.appraisal.scheme import LINE_GRADES, SCALE, Scheme
from jyguide.documents.dates import tenths_text
from jyguide.quota import Ties

_WHOLE = 100


def explain(standing: Standing, rated: Rated) -> tuple[str, ...]:
    """Everything a secretary's list follows from, a sentence each, the sum first."""
    said = (
        _sum(standing, rated.scheme),
        *_sources(standing, rated.scheme),
        _line(standing, rated.scheme),
        _quota(standing, rated),
        _veto(standing, rated.scheme),
        _decision(standing),
    )
    return tuple(one for one in said if one)


def points_text(points: int) -> str:
    """``88.4 分``."""
    return f"{tenths_text(points)} 分"


def missing_text(standing: Standing) -> str:
    """``缺上级评价、基层评价``; "" where nothing is missing."""
    if not standing.missing:
        return ""
    return f"缺{'、'.join(SOURCE_NAMES[one] for one in standing.missing)}"


def _sum(standing: Standing, scheme: Scheme) -> str:
    if standing.points is None:
        given = "、".join(
            f"{SOURCE_NAMES[one]} {points_text(points)}" for one, points in standing.parts.items()
        )
        ready = f"（已有{given}）" if given else ""
        return f"{missing_text(standing)}，缺的来源不当作零分，暂不出得分{ready}。"
    weights = scheme.weights
    parts = [
        f"{SOURCE_NAMES[one]} {tenths_text(points)} 分 × {weights[one]}%"
        for one, points in standing.parts.items()
    ]
    said, total = " + ".join(parts), points_text(standing.points)
    weight = sum(weights[one] for one in standing.parts)
    if weight == _WHOLE:
        return f"{said} = {total}。"
    return (
        f"（{said}）÷ {weight}% = {total}；{missing_text(standing)}，"
        "不当作零分，按其余来源的权重折算。"
    )


def _sources(standing: Standing, scheme: Scheme) -> Iterator[str]:
    for source in Source:
        found = standing.subject.found.get(source)
        if found is not None and scheme.weights.get(source):
            yield _source(source, found, scheme)


def _source(source: Source, found: Found, scheme: Scheme) -> str:
    """Where a source's points come from, if that is not one rater alone."""
    said = []
    if len(found.raters) > 1:
        each = "、".join(tenths_text(one.points) for one in found.raters)
        mean = _shortened(Fraction(sum(one.points for one in found.raters), len(found.raters)))
        said.append(f"{len(found.raters)} 位评价人（{each}）平均 {mean} 分")
    elif found.raters and found.ballots is not None:
        said.append(f"评价人 {points_text(found.raters[0].points)}")
    if found.ballots is not None:
        value = found.ballots.points(scheme.ballot_points)
        worth = f"，平均 {_shortened(value)} 分" if value is not None else "，没有有效票"
        said.append(f"测评票{count_text(found.ballots)}{worth}")
    both = "；评价人和测评票各占一半" if found.raters and found.ballots is not None else ""
    held = f"；另有 {found.waiting} 批测评票没有计入" if found.waiting else ""
    if not said and not held:
        return ""
    head = f"{SOURCE_NAMES[source]}："
    return f"{head}{'；'.join(said)}{both}{held}。" if said else f"{head}{held.lstrip('；')}。"


def _shortened(tenths: Fraction) -> str:
    """Points with two decimals at most: the exact mean, for reading."""
    text = f"{float(tenths / 10):.2f}"
    return text.rstrip("0").rstrip(".")


def _line(standing: Standing, scheme: Scheme) -> str:
    points = standing.points
    if points is None:
        return ""
    reached = [one for one in LINE_GRADES if points >= scheme.lines[one]]
    above = [one for one in LINE_GRADES if points < scheme.lines[one]]
    said = []
    if reached:
        best = reached[0]
        said.append(f"达到{GRADE_NAMES[best]}线 {points_text(scheme.lines[best])}")
    if above:
        nearest = above[-1]
        gap = points_text(scheme.lines[nearest] - points)
        line = f"{GRADE_NAMES[nearest]}线 {points_text(scheme.lines[nearest])}"
        said.append(f"距{line}差 {gap}" if reached else f"未达到{line}，差 {gap}")
    return "，".join(said) + "。"


def _quota(standing: Standing, rated: Rated) -> str:
    quota, points = rated.quota, standing.points
    if quota is None or points is None or standing.reached is not Grade.EXCELLENT:
        return ""
    alike = quota.alike(points)
    tied = f"（{alike} 人同分）" if alike > 1 else ""
    head = (
        f"优秀名额 {quota.percent}%（{quota.places} 人），按得分排第 {quota.place(points)}{tied}"
    )
    inside = quota.place(points) + alike - 1 <= quota.places
    if not standing.pushed:
        return f"{head}，{'在名额内' if inside else '并列的一并列入'}。"
    if tied and rated.scheme.ties is Ties.OUT and quota.place(points) <= quota.places:
        return f"{head}，名额不够同分的全部列入，按办法一并列入合格。"
    return f"{head}，名额已满，列入合格。"


def _veto(standing: Standing, scheme: Scheme) -> str:
    if not standing.vetoes:
        return "一票否决：无。" if scheme.vetoes else ""
    texts = {one.code: one.text for one in scheme.vetoes}
    named = "；".join(
        f"{texts[code].rstrip('。')}（{standing.subject.vetoes[code].rstrip('。')}）"
        if standing.subject.vetoes[code]
        else texts[code].rstrip("。")
        for code in standing.vetoes
    )
    return f"一票否决：{named}，列入不合格。"


def _decision(standing: Standing) -> str:
    one = standing.subject.override
    if one is None or standing.computed is None or one.grade is standing.computed:
        return ""
    return (
        f"按办法为{GRADE_NAMES[standing.computed]}，"
        f"经{one.decided_by}决定列入{GRADE_NAMES[one.grade]}，原因：{one.reason.rstrip('。')}。"
    )


def way_text(standing: Standing, rated: Rated) -> str:
    """What lies between a secretary and the next better list; "" on the best."""
    points, computed = standing.points, standing.computed
    if computed is None:
        return f"{missing_text(standing)}，补齐后出结果。"
    if standing.vetoes:
        return "有一票否决情形，本年度列入不合格。"
    if points is None or computed is Grade.EXCELLENT:
        return ""
    if standing.pushed:
        return _no_place(rated)
    target = list(Grade)[rank(computed) - 1]
    gap = rated.scheme.lines[target] - points
    return f"距{GRADE_NAMES[target]}线差 {points_text(gap)}{_by_one(standing, rated, gap)}。"


def _no_place(rated: Rated) -> str:
    quota = rated.quota
    last = quota.last_in if quota is not None else None
    if quota is None or last is None:
        return "得分已达到优秀线，但优秀没有名额。"
    return (
        f"得分已达到优秀线，但 {quota.places} 个优秀名额已满，"
        f"最后一个名额是 {points_text(last)}，须超过这个分数。"
    )


def _by_one(standing: Standing, rated: Rated, gap: int) -> str:
    """What each source alone would have to rise by, where it has the room."""
    weights = rated.scheme.weights
    whole = sum(weights[one] for one in standing.parts)
    ways = []
    for source, points in standing.parts.items():
        needed = -(-gap * whole // weights[source])  # rounded up: enough for certain
        if points + needed <= SCALE:
            ways.append(f"{SOURCE_NAMES[source]}提高 {points_text(needed)}")
    return f"（单靠一项：{'，或'.join(ways)}）" if ways else "（单靠一项不够）"


def counts_text(counts: Mapping[Grade, int]) -> str:
    """``优秀 3 人、合格 40 人、基本合格 2 人、不合格 1 人``."""
    return "、".join(f"{GRADE_NAMES[one]} {counts.get(one, 0)} 人" for one in Grade)


def scheme_sentences(scheme: Scheme) -> tuple[str, ...]:
    """A scheme in words, for those who read the lists."""
    weights = "、".join(
        f"{SOURCE_NAMES[one]} {scheme.weights[one]}%" for one in Source if scheme.weights.get(one)
    )
    worth = "、".join(
        f"{GRADE_NAMES[one]} {tenths_text(scheme.ballot_points[one])} 分" for one in Grade
    )
    lines = "，".join(
        f"{points_text(scheme.lines[one])}以上可列入{GRADE_NAMES[one]}" for one in LINE_GRADES
    )
    missing = (
        "某项来源缺少的不当作零分，按其余来源的权重折算"
        if scheme.missing is Missing.RESCALE
        else f"某项来源缺少的不当作零分，{MISSING_NAMES[Missing.WAIT]}"
    )
    said = [
        f"得分按{weights}的权重计算；{missing}。",
        (
            f"同一来源有几位评价人的取平均；测评票按{worth}折算，取有效票的平均；"
            "一个来源既有评价人打分又有测评票的，两个平均数各占一半；"
            f"少于 {scheme.smallest_group} 人的一批与其他批次合并计票，不单列。"
        ),
        f"{lines}，其余为不合格。" + ("有一票否决情形的为不合格。" if scheme.vetoes else ""),
    ]
    if scheme.excellent_quota is not None:
        tied = (
            "名额不够同分的全部列入时，同分的一并列入合格"
            if scheme.ties is Ties.OUT
            else "最后一个名额同分的一并列入优秀"
        )
        said.append(
            f"优秀不超过有结果人数的 {scheme.excellent_quota}%，按得分从高到低列入；{tied}。"
        )
    return tuple(said)


def where(name: str, organisation: str) -> str:
    """``陈明（金庄村）``: tells people of one name apart."""
    return f"{name}（{organisation}）" if organisation else name


def state_word(standing: Standing) -> str:
    """The list, or what is missing."""
    return grade_word(standing.grade) if standing.computed else missing_text(standing)
