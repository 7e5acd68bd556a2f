"""Why there is no assignment, in a sentence that names the rule and the figures.

A rule is to blame alone where everything works without it: that is tried, not guessed. Where no
rule alone is, as few as possible are named of which each is one too many.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from jyguide.standard.assigning.cells import lay_out
from jyguide.standard.assigning.flow import Place, Shortage, Team
from jyguide.standard.assigning.search import Found, search
from jyguide.standard.assigning.terms import (
    RULE_NAMES,
    ImpossibleAssignmentError,
    NoAssignmentFoundError,
    Request,
    Rule,
    Rules,
)

_BLAMED_FIRST = (
    Rule.AVOID,
    Rule.NEVER_MUTUAL,
    Rule.PER_BRANCH,
    Rule.BALANCE_OVERALL,
    Rule.BALANCE,
    Rule.BY_GROUP,
)
"""What is easiest to do without, first."""
_NAMED = 3
"""Names of units in a sentence; more are counted."""
_WAYS_OUT = {
    Rule.OWN_UNIT: "由其他单位派人来查",
    Rule.AVOID: "去掉“不查去年查过的单位”，或者只保留其中几对",
    Rule.NEVER_MUTUAL: "允许两个单位互查",
    Rule.PER_BRANCH: "每个支部改派一人",
    Rule.BALANCE_OVERALL: "把均衡的范围改为各片区之内",
    Rule.BALANCE: "不要求任务均衡",
    Rule.BY_GROUP: "不按片区检查，或者调整片区",
}
_NOTHING_CHANGED = "没有改动任何分配。"


def nobody_or_nothing(request: Request) -> ImpossibleAssignmentError:
    """There are no branches, or nobody who could inspect them."""
    if not request.branches:
        return ImpossibleAssignmentError(
            f"没有要检查的支部，不用分配。{_NOTHING_CHANGED}",
            hint="请先把支部列入本轮检查。",
            rules=(),
        )
    return ImpossibleAssignmentError(
        f"{len(request.branches)} 个支部、0 名检查员，排不出互查分配。{_NOTHING_CHANGED}",
        hint="请先填写检查员名单。",
        rules=(),
    )


def refusal(
    request: Request, found: Sequence[Found]
) -> ImpossibleAssignmentError | NoAssignmentFoundError:
    """What to tell of searches of which one came to nothing."""
    failed = _worst(found)
    alone = [rule for rule in _BLAMED_FIRST if _works(request, _without(request.rules, [rule]))]
    if failed.shortage is None:
        # the figures speak of mutual inspection, and so must the rule
        alone.sort(key=lambda rule: rule is not Rule.NEVER_MUTUAL)
    if failed.proved:
        return _impossible(request, failed, alone)
    hint = f"可以换一个随机种子再试，也可以{_ways_out(alone or [Rule.NEVER_MUTUAL])}。"
    return NoAssignmentFoundError(
        f"试了 {failed.tries} 种查法，都没有排成互查分配：{_fact(request, failed)}，都会碰到“"
        f"{RULE_NAMES[Rule.NEVER_MUTUAL]}”。这不等于一定排不成。{_NOTHING_CHANGED}",
        hint=hint,
    )


def _worst(found: Sequence[Found]) -> Found:
    """The failure that says most: figures that cannot be met, before what a search proved."""
    failed = [each for each in found if each.flow is None]
    return min(failed, key=lambda each: (each.shortage is None, not each.proved))


def _impossible(
    request: Request, failed: Found, alone: Sequence[Rule]
) -> ImpossibleAssignmentError:
    rules = tuple(alone[:1]) or _together(request)
    fact = _fact(request, failed)
    if rules == (Rule.OWN_UNIT,):
        fact = _all_of_one_unit(request)
        told = f"违反“{RULE_NAMES[Rule.OWN_UNIT]}”"
    elif len(rules) == 1:
        told = f"违反“{RULE_NAMES[rules[0]]}”；没有这一条就能排成"
    else:
        names = "".join(f"“{RULE_NAMES[rule]}”" for rule in rules)
        told = f"同时违反{names}；这几条都放宽才能排成"
    ways = _ways_out(alone or rules, every=not alone)
    if failed.shortage is None or not failed.shortage.idle:
        ways += "；也可以增加其他单位的检查员"
    return ImpossibleAssignmentError(
        f"排不出互查分配：{fact}，{told}。{_NOTHING_CHANGED}", hint=f"可以{ways}。", rules=rules
    )


def _ways_out(rules: Sequence[Rule], *, every: bool = False) -> str:
    return ("，并且" if every else "；或者").join(_WAYS_OUT[rule] for rule in rules)


def _together(request: Request) -> tuple[Rule, ...]:
    """As few rules as possible, by taking back one relaxation after the other."""
    held = [rule for rule in _BLAMED_FIRST if request.rules.holds(rule)]
    if not _works(request, _without(request.rules, held)):
        return (Rule.OWN_UNIT,)
    left = list(held)
    for rule in reversed(held):
        fewer = [other for other in left if other is not rule]
        if _works(request, _without(request.rules, fewer)):
            left = fewer
    return tuple(left)


def _without(rules: Rules, relaxed: Sequence[Rule]) -> Rules:
    for rule in relaxed:
        rules = rules.without(rule)
    return rules


def _works(request: Request, rules: Rules) -> bool:
    """Whether an assignment is found under other rules; always by the same searches."""
    if rules == request.rules:
        return False
    other = replace(request, rules=rules)
    chance = random.Random(0)  # noqa: S311 - decides nothing but the order of tries
    return all(search(part, rules, chance).flow for part in lay_out(other, chance))


def _fact(request: Request, failed: Found) -> str:
    if failed.shortage is not None:
        return _shortage(request, failed.shortage)
    part = failed.part
    told = (
        f"{_units(request, part.units())}共有 {_branches(part.places)} 个支部、"
        f"{_people(part.teams)} 名检查员"
    )
    return f"{told}，怎样排都会有两个单位对查" if failed.proved else told


def _shortage(request: Request, shortage: Shortage) -> str:
    teams, places = shortage.teams, shortage.places
    if shortage.idle:
        least = max(team.least // team.people for team in teams)
        return (
            f"{_where(request, teams)}有 {_people(teams)} 名检查员，均衡起来每人至少要查 {least} "
            f"个支部，他们可以去的支部只有 {_branches(places)} 个"
        )
    number = _branches(places)
    if not teams:
        return _nobody_comes(request, places)
    most = max(team.most // team.people for team in teams)
    each = "，每个要去两人" if request.rules.per_branch > 1 else ""
    units = len({team.unit for team in teams})
    limit = f"，均衡起来每人最多查 {most} 个" if request.rules.holds(Rule.BALANCE) else ""
    return (
        f"{_where(request, places)}有 {number} 个支部{each}，可以去的检查员只有 "
        f"{_people(teams)} 名（来自 {units} 个单位{limit}）"
    )


def _nobody_comes(request: Request, places: Sequence[Place]) -> str:
    rules, group = request.rules, places[0].group
    if rules.by_group and not any(one.group == group for one in request.inspectors):
        number = sum(one.group == group for one in request.branches)
        return f"{_group(group)}有 {number} 个支部、0 名检查员"
    return f"{_where(request, places)}有 {_branches(places)} 个支部、0 名可以去的检查员"


def _all_of_one_unit(request: Request) -> str:
    """The unit whose branches nobody may inspect, since all inspectors belong to it."""
    unit = request.inspectors[0].unit
    number = sum(one.unit == unit for one in request.branches)
    return (
        f"{_units(request, [unit])}有 {number} 个支部，而 {len(request.inspectors)} 名检查员"
        "都是这个单位的"
    )


def _where(request: Request, cells: Sequence[Team] | Sequence[Place]) -> str:
    """The travel group where it is one, and the units."""
    groups = {one.group for one in cells}
    units = _units(request, sorted({one.unit for one in cells}))
    if not request.rules.by_group or len(groups) != 1:
        return units
    (group,) = groups
    return f"{_group(group)}的{units}" if group else units


def _group(group: str) -> str:
    return f"片区“{group}”" if group else "没有分片区的单位"


def _units(request: Request, units: Sequence[str]) -> str:
    named = "".join(f"“{request.unit_names.get(unit, unit)}”" for unit in units[:_NAMED])
    return f"{named}等 {len(units)} 个单位" if len(units) > _NAMED else named


def _people(teams: Sequence[Team]) -> int:
    return sum(team.people for team in teams)


def _branches(places: Sequence[Place]) -> int:
    return sum(place.branches for place in places)
