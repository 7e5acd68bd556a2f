"""What can be laid down of a round, and what can no longer be changed of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.errors import RuleError
from jyguide.people.cell import cell_text, compact
from jyguide.standard.kinds import BRANCH_KIND_NAMES, PHASE_NAMES, BranchKind, Phase
from jyguide.standard.round import PhasePlan, RoundFacts, Scorers

YEARS = range(2000, 2100)
LONGEST_NAME = 60
_NOT_SAVED = "没有保存。"


def checked_round(facts: RoundFacts) -> RoundFacts:
    """The facts in their stored form: blanks around names levelled, no name twice.

    Raises:
        RuleError: no name or too long a one, a year out of range, no checklist, or days that do
            not fit.
    """
    name = cell_text(facts.name)
    if not name:
        raise RuleError(f"轮次没有名称，{_NOT_SAVED}", hint="请填写名称，如“党支部标准化建设”。")
    if len(name) > LONGEST_NAME:
        raise RuleError(
            f"轮次名称有 {len(name)} 个字，最多 {LONGEST_NAME} 个，{_NOT_SAVED}",
            hint="请写短一些，其余的写在备注里。",
        )
    if facts.year not in YEARS:
        raise RuleError(f"年度 {facts.year} 不对，{_NOT_SAVED}", hint="请填写 2000 到 2099 年。")
    if not facts.checklists:
        raise RuleError(
            f"没有为任何一类支部选定检查表，{_NOT_SAVED}", hint="请至少为一类支部选定检查表。"
        )
    schedule = {phase: _checked_plan(facts.schedule.get(phase), phase) for phase in Phase}
    _refuse_order(schedule)
    _refuse_far(schedule, facts.year)
    return replace(facts, name=name, schedule=schedule, note=facts.note.strip())


def _checked_plan(plan: PhasePlan | None, phase: Phase) -> PhasePlan:
    plan = plan or PhasePlan()
    name = PHASE_NAMES[phase]
    if plan.opens_on and plan.closes_on and plan.closes_on < plan.opens_on:
        raise RuleError(
            f"“{name}”的截止日期 {date_text(plan.closes_on)}早于开始日期"
            f" {date_text(plan.opens_on)}，{_NOT_SAVED}",
            hint="请核对这个阶段的起止日期。",
        )
    named = {compact(one): cell_text(one) for one in plan.named if compact(one)}
    if plan.scorers is Scorers.NAMED and not named:
        raise RuleError(
            f"“{name}”选了“指定人员”评分，却没有写姓名，{_NOT_SAVED}",
            hint="请写上姓名，几个人之间用顿号隔开；或改为“不限”。",
        )
    return replace(plan, named=tuple(named.values()))


def _refuse_order(schedule: Mapping[Phase, PhasePlan]) -> None:
    """Phases may overlap, but none begins before the one ahead of it."""
    before: tuple[Phase, date] | None = None
    for phase in Phase:
        opens = schedule[phase].opens_on
        if opens is None:
            continue
        if before is not None and opens < before[1]:
            raise RuleError(
                f"“{PHASE_NAMES[phase]}”的开始日期早于“{PHASE_NAMES[before[0]]}”，{_NOT_SAVED}",
                hint="四个阶段依次开始，可以重叠，但不能颠倒。",
            )
        before = phase, opens


def _refuse_far(schedule: Mapping[Phase, PhasePlan], year: int) -> None:
    """A slip in the year would shut a phase for good, or open it for nobody alive."""
    for phase in Phase:
        for day in (schedule[phase].opens_on, schedule[phase].closes_on):
            if day is not None and abs(day.year - year) > 1:
                raise RuleError(
                    f"“{PHASE_NAMES[phase]}”的日期 {date_text(day)}与轮次的年度 {year} 相差太远，"
                    f"{_NOT_SAVED}",
                    hint="日期可以在年度当年或前后一年，请核对年份。",
                )


def refuse_checklist_change(
    before: RoundFacts, after: RoundFacts, inspected: Collection[BranchKind]
) -> None:
    """Refuse to give branches another checklist that were inspected by theirs.

    Args:
        before: As stored.
        after: As wanted.
        inspected: Kinds of which a branch of the round has an inspection, even one just begun.
    """
    for kind in BranchKind:
        changed = before.checklists.get(kind) != after.checklists.get(kind)
        if changed and kind in inspected:
            raise RuleError(
                f"{BRANCH_KIND_NAMES[kind]}支部已经按原来的检查表开始检查，"
                f"本轮次不能再换检查表，{_NOT_SAVED}",
                hint="请在下一轮次使用新的检查表；一轮之内用两份检查表，得分就不能比较了。",
            )


def refuse_closed_change(before: RoundFacts, after: RoundFacts, closed: Collection[Phase]) -> None:
    """Refuse other days or scorers for a phase that is closed."""
    for phase in closed:
        if before.schedule[phase] != after.schedule[phase]:
            raise RuleError(
                f"“{PHASE_NAMES[phase]}”阶段已经关闭，它的时间和评分人员不能再改，{_NOT_SAVED}"
            )


def refuse_kinds(lacking: Collection[BranchKind]) -> None:
    """Refuse branches of kinds for which the round has no checklist."""
    if lacking:
        names = "、".join(BRANCH_KIND_NAMES[kind] for kind in lacking)
        raise RuleError(
            f"参加的支部里有“{names}”类，本轮次却没有为它选定检查表，{_NOT_SAVED}",
            hint="请为这类支部选定检查表，或先不让它们参加。",
        )
