"""What the wording of a scoring sheet tells of how a criterion is scored; guesses, all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from math import gcd

from jyguide.exchange.cell import CellValue, compact
from jyguide.standard.checklist import Criterion, Grade, Method
from jyguide.standard.kinds import ASPECT_NAMES, Aspect, BranchKind

_NUMBER = r"(\d+(?:\.\d+)?)"
_PER = re.compile(
    r"(?:每|少(?!于)|缺|漏)[^，。；;,扣]{0,16}?([项次个处人条篇件天名户张份期])[^，。；;,扣]{0,10}"
    rf"[，,]?(?:酌情)?扣(?:减|除)?{_NUMBER}分?"
)
"""``每少一项扣1分``; ``少于4次扣1分`` is a threshold and none of these."""
_OFF = re.compile(rf"扣(?:减|除)?{_NUMBER}分?")
_BETWEEN = re.compile(rf"扣{_NUMBER}分?(?:-|—|–|~|至|到){_NUMBER}分")
_CAP = re.compile(rf"(?:最多扣|最高扣|扣分不超过|至多扣|累计扣分不超过){_NUMBER}分?")
_ALL_OFF = re.compile(r"(不得分|不给分|扣完|得0分|记0分|全扣)")
_SHARE = re.compile(r"按比例|按.{0,6}比例|每低.{0,4}(?:百分点|%|个点)")
_PERCENT = re.compile(r"(\d{1,3})\s*[%％]")
_BY_EYE = re.compile(r"酌情|视情|好、|较好|优秀|良好|基本做到|一般的|不够")
_STEPS = re.compile(rf"([^，。；;,、\s]{{1,20}}?)[，,]?(?:得|计|给|记){_NUMBER}分")
_MARKS = re.compile(rf"(优秀?|良好?|中等?|较?好|一般|较?差|[ABCD]等|[ABCD]档)[:：]?{_NUMBER}分")
_NO_FINDING = re.compile(r".{1,2}|[少缺漏无没][\d一二三每].{1,2}|不符合.{0,2}|不达标")
"""``没有``, ``少1次`` and ``不符合要求`` say nothing of what was found."""
_FINDING = re.compile(
    r"((?:未|没有|没|无|缺|缺少|不|少)[^，。；;,、扣（）()]{1,18}?)的?[，,]?(?:酌情)?"
    r"(?:扣|不得分|不给分)"
)
_LOOKED_AT = re.compile(r"(?:查看|查阅|检查|调阅|抽查|查|看)([^，。；;,（）()]{2,40})")
_LISTED = re.compile(r"[、和及与]|以及")
_CIRCLED = re.compile(r"[①-⑳]|[（(]\d{1,2}[)）]")
_TITLE_POINTS = re.compile(rf"[（(【\[]\s*(?:共|计|满分)?\s*{_NUMBER}\s*分\s*[)）】\]]")
_YES = frozenset({"是", "√", "✓", "有", "1", "y", "yes", "true", "一票否决", "否决", "▲", "★"})
_UNIT_DEFAULT = "完成数/应完成数"
_LEAST_STEPS = 2
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Guess:
    """A criterion with what its wording tells, and which fields were guessed."""

    criterion: Criterion
    guessed: frozenset[str]
    remarks: tuple[str, ...] = ()


def tenths_of(value: CellValue) -> int | None:
    """``5``, ``"5分"``, ``2.5`` in tenths; None where it is no number or finer."""
    text = compact(value).removesuffix("分")
    try:
        found = Decimal(text) * 10
    except InvalidOperation:
        return None
    whole = found.is_finite() and found == found.to_integral_value()
    return int(found) if whole and abs(found) <= 10 * _HUNDRED * 10 else None


def title_points(title: str) -> tuple[str, int | None]:
    """A title without its points, and these: ``班子好（20分）``."""
    found = _TITLE_POINTS.search(title)
    if not found:
        return title.strip(), None
    return (title[: found.start()] + title[found.end() :]).strip(), tenths_of(found[1])


def guessed(one: Criterion, rule: str) -> Guess:
    """How a criterion seems to be scored.

    Args:
        one: With text, points and guide as the sheet has them.
        rule: What the sheet says of scoring; where empty the text and the guide are asked.
    """
    words = rule or f"{one.text}\n{one.guide}"
    method, remarks = _scored(one, "".join(words.split()))
    more: set[str] = {"method"}
    if not method.findings and (found := _findings(words)):
        method = replace(method, findings=found)
        more.add("findings")
    if not method.evidence and (shown := _evidence(one.guide)):
        method = replace(method, evidence=shown)
        more.add("evidence")
    parts = len(_CIRCLED.findall(one.text))
    if parts >= _LEAST_STEPS:
        remarks = (*remarks, f"一格里写了 {parts} 项，先作为一条；要分开打分的请拆成几条。")
    return Guess(method, frozenset(more), remarks)


def _scored(one: Criterion, words: str) -> tuple[Criterion, tuple[str, ...]]:
    if _SHARE.search(words):
        return _by_ratio(one, words), ()
    amounts = _amounts(words)
    if between := _between(one, words):
        return between, ("扣分是一个幅度，先按三档录入，请核对。",)
    if amounts and max(amounts) <= one.points:
        return _by_amounts(one, amounts, words)
    steps = _steps(one, words)
    if not steps and _BY_EYE.search(words) and one.points > 1:
        half = (one.points + 1) // 2
        steps = (Grade("做到", one.points), Grade("部分做到", half), Grade("没有做到", 0))
    if steps:
        return replace(one, method=Method.GRADED, grades=steps), ()
    return replace(one, method=Method.YES_NO), ()


def _by_amounts(
    one: Criterion, amounts: list[int], words: str
) -> tuple[Criterion, tuple[str, ...]]:
    per = _PER.search(words)
    unit = per[1] if per else "处"
    if len(set(amounts)) > 1 or (len(amounts) > 1 and not per):
        several = "几种情形各扣各的分，先按每处扣同样的分录入，请核对。"
        return _by_deduction(one, gcd(*amounts), unit, words), (several,)
    if per:
        return _by_deduction(one, amounts[0], unit, words), ()
    if amounts[0] < one.points:
        return _in_three(one, amounts[0]), ()
    return replace(one, method=Method.YES_NO), ()


def _amounts(words: str) -> list[int]:
    """What is taken off in each case the wording names."""
    found = (tenths_of(each) for each in _OFF.findall(_CAP.sub("", words)))
    return [each for each in found if each]


def _by_ratio(one: Criterion, words: str) -> Criterion:
    percents = [int(each) for each in _PERCENT.findall(words) if 0 < int(each) <= _HUNDRED]
    target = max(percents, default=_HUNDRED)
    return replace(one, method=Method.RATIO, unit=_UNIT_DEFAULT, target=target)


def _by_deduction(one: Criterion, each: int, unit: str, words: str) -> Criterion:
    cap = _CAP.search(words)
    most = (tenths_of(cap[1]) or 0) if cap else 0
    fits = each <= most < one.points
    return replace(one, method=Method.DEDUCTION, each=each, cap=most if fits else 0, unit=unit)


def _in_three(one: Criterion, off: int) -> Criterion:
    """One case costs something, none at all everything."""
    grades = (
        Grade("做到", one.points),
        Grade("做到，但有欠缺", one.points - off),
        Grade("没有做到", 0),
    )
    return replace(one, method=Method.GRADED, grades=grades)


def _between(one: Criterion, words: str) -> Criterion | None:
    """``扣1-3分`` leaves the inspector a choice: full points, the less off, the more off."""
    found = _BETWEEN.search(words)
    less, more = (tenths_of(each) or 0 for each in found.groups()) if found else (0, 0)
    if not 0 < less < more <= one.points:
        return None
    grades = (
        Grade("做到", one.points),
        Grade("做到，但有欠缺", one.points - less),
        Grade("欠缺较多", one.points - more),
    )
    return replace(one, method=Method.GRADED, grades=grades)


def _steps(one: Criterion, words: str) -> tuple[Grade, ...]:
    """Steps the sheet itself names: ``好得3分、较好得2分、一般得1分``."""
    told = _STEPS.findall(words) or _MARKS.findall(words)
    found = [Grade(label, tenths_of(points) or 0) for label, points in told]
    points = [grade.points for grade in found]
    falls = points == sorted(set(points), reverse=True)
    fits = len(found) >= _LEAST_STEPS and falls and points[0] == one.points
    return tuple(found) if fits else ()


def _findings(words: str) -> tuple[str, ...]:
    found = dict.fromkeys(each.strip() for each in _FINDING.findall(words))
    return tuple(each for each in found if not _NO_FINDING.fullmatch(each))[:5]


def _evidence(guide: str) -> tuple[str, ...]:
    shown = (
        part.strip()
        for each in _LOOKED_AT.findall(guide.replace("并查", "，查"))
        for part in _LISTED.split(each)
    )
    return tuple(dict.fromkeys(part for part in shown if part))[:5]


def is_veto(value: CellValue) -> bool:
    """Whether a cell under 一票否决 says that it is one."""
    return compact(value).lower() in _YES


_ASPECT_WORDS: tuple[tuple[Aspect, tuple[str, ...]], ...] = (
    (
        Aspect.ORGANISATION_SETUP,
        ("组织设置", "组织建设", "组织体系", "组织健全", "换届", "机构", "覆盖", "隶属",
         "名称规范"),
    ),
    (
        Aspect.LEADERSHIP,
        ("班子", "书记", "支委", "领导", "带头人", "述职", "责任", "分工", "议事", "战斗堡垒"),
    ),
    (
        Aspect.ORGANISATION_LIFE,
        ("组织生活", "三会一课", "主题党日", "民主评议", "谈心", "民主生活", "党课", "党员大会"),
    ),
    (
        Aspect.MEMBERS,
        ("党员教育", "党员管理", "党员队伍", "发展党员", "党费", "流动党员", "积极分子", "党员",
         "监督", "培训"),
    ),
    (
        Aspect.ACTIVITIES,
        ("活动开展", "志愿服务", "创先争优", "结对", "共建", "作用发挥", "发挥作用", "业绩",
         "服务群众", "联系群众", "群众满意", "引领", "特色", "活动"),
    ),
    (
        Aspect.SUPPORT,
        ("基础保障", "阵地", "保障", "场所", "硬件", "经费", "台账", "设施", "服务站", "公开栏",
         "档案", "资料", "活动室", "制度", "信息化"),
    ),
)  # fmt: skip


def aspect_of(title: str, texts: Iterable[str]) -> tuple[Aspect, bool]:
    """Under which aspect a group goes, and whether the sheet says so itself.

    Its title counts most; where it tells nothing, what is asked under it does.
    """
    for aspect, name in ASPECT_NAMES.items():
        if name in title:
            return aspect, True
    inside = " ".join(texts)
    weights = {
        aspect: sum(len(word) * (20 * (word in title) + inside.count(word)) for word in words)
        for aspect, words in _ASPECT_WORDS
    }
    best = max(weights, key=lambda aspect: weights[aspect])
    return (best if weights[best] else Aspect.SUPPORT), False


_KIND_WORDS: tuple[tuple[BranchKind, tuple[str, ...]], ...] = (
    (BranchKind.TWO_NEW, ("两新", "非公", "企业", "社会组织", "新经济")),
    (BranchKind.COMMUNITY, ("社区", "居委")),
    (BranchKind.OFFICE, ("机关", "事业单位", "学校", "医院")),
    (BranchKind.VILLAGE, ("村",)),
)


def kind_of(texts: Iterable[str]) -> BranchKind | None:
    """For which kind of branch a sheet is made: the first of its titles that names one tells.

    One that names several, such as ``村（社区）``, leaves it open.
    """
    for text in texts:
        named = [kind for kind, names in _KIND_WORDS if any(name in text for name in names)]
        if named:
            return None if len(named) > 1 else named[0]
    return None
