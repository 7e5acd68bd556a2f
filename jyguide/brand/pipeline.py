"""How far a brand is: one stage after the other, each with its day and what shows it.

A stage counts while every stage before it is there. Nothing here lets one be skipped; where two
PCs or an undoing left a gap all the same, the stages after it wait and what is missing is said.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from jyguide.brand.kinds import STAGE_NAMES, Stage
from jyguide.documents.dates import date_text
from jyguide.errors import RuleError

STAGES = tuple(Stage)
LONG = 365
"""Days in one stage after which the home page mentions a brand: the program's own figure."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is said about a stage that a brand reached.

    Attributes:
        confirmed_by: Who looked at the evidence; may be left open.
    """

    on: date
    evidence: str
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """A stage that a brand reached.

    Attributes:
        key: Of its row, with which the documents are kept; None of one that is not kept yet.
        version: Changes with every change of the row; says nothing else.
    """

    stage: Stage
    step: Step
    key: uuid.UUID | None = None
    version: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Way:
    """How far a brand is.

    Attributes:
        held: The stages that count, from the first on.
        waiting: Those that came after one that is missing.
        faults: What does not fit, in sentences.
    """

    held: tuple[Reached, ...] = ()
    waiting: tuple[Reached, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def stage(self) -> Stage | None:
        """The stage it is in; None before the first."""
        return self.held[-1].stage if self.held else None

    @property
    def next(self) -> Stage | None:
        """The one stage it can go to; None at the end."""
        return STAGES[len(self.held)] if len(self.held) < len(STAGES) else None

    @property
    def since(self) -> date | None:
        return self.held[-1].step.on if self.held else None

    @property
    def last(self) -> Reached | None:
        """What going back takes away: the highest of all, one that waits first."""
        return self.waiting[-1] if self.waiting else self.held[-1] if self.held else None

    @property
    def next_by(self) -> date:
        """The last day on which the next stage can have been reached by those that wait for it."""
        return self.waiting[0].step.on if self.waiting else date.max

    def reached(self, stage: Stage) -> bool:
        """Whether it has come at least as far."""
        return self.stage is not None and order(self.stage) >= order(stage)

    def of(self, stage: Stage) -> Reached | None:
        """What is said of one stage, whether it counts or waits."""
        return next((one for one in (*self.held, *self.waiting) if one.stage is stage), None)

    def as_of(self, day: date) -> Way:
        """How far it was at the end of a day."""
        return way((*self.held, *self.waiting), until=day)


def order(stage: Stage) -> int:
    """0 for the first."""
    return STAGES.index(stage)


def way(reached: Iterable[Reached], until: date = date.max) -> Way:
    """How far a brand is by the stages entered, in whatever order; later ones than `until` out."""
    known = {one.stage: one for one in reached if one.step.on <= until}
    held = []
    for stage in STAGES:
        if stage not in known:
            break
        held.append(known[stage])
    waiting = tuple(known[stage] for stage in STAGES[len(held) :] if stage in known)
    return Way(tuple(held), waiting, (*_missing(len(held), waiting), *_out_of_order(known)))


def _missing(held: int, waiting: tuple[Reached, ...]) -> Iterable[str]:
    if waiting:
        last = order(waiting[-1].stage)
        have = {one.stage for one in waiting}
        lacking = [STAGE_NAMES[one] for one in STAGES[held:last] if one not in have]
        names = "、".join(STAGE_NAMES[one.stage] for one in waiting)
        yield f"缺少“{'、'.join(lacking)}”阶段，已登记的“{names}”暂不计。"


def _out_of_order(known: dict[Stage, Reached]) -> Iterable[str]:
    before: Reached | None = None
    for stage in STAGES:
        if (now := known.get(stage)) is None:
            continue
        if before is not None and now.step.on < before.step.on:
            yield (
                f"“{STAGE_NAMES[stage]}”的日期 {date_text(now.step.on)} 早于"
                f"“{STAGE_NAMES[before.stage]}”的 {date_text(before.step.on)}。"
            )
        before = now


def step_problems(known: Way, stage: Stage, step: Step, today: date) -> dict[str, str]:
    """What is wrong with saying that a brand reached a stage, by the name of the field."""
    found = {}
    if not step.evidence.strip():
        found["evidence"] = "请写明依据：看到了什么、有哪些材料。"
    if reason := _wrong_day(known, stage, step.on, today):
        found["on"] = reason
    return found


def _wrong_day(known: Way, stage: Stage, day: date, today: date) -> str:
    others = [one for one in (*known.held, *known.waiting) if one.stage is not stage]
    before = [one for one in others if order(one.stage) < order(stage)]
    after = [one for one in others if order(one.stage) > order(stage)]
    if day > today:
        return "日期在今天之后。"
    if before and day < before[-1].step.on:
        of = before[-1]
        return f"早于“{STAGE_NAMES[of.stage]}”阶段的 {date_text(of.step.on)}。"
    if after and day > after[0].step.on:
        of = after[0]
        return f"晚于“{STAGE_NAMES[of.stage]}”阶段的 {date_text(of.step.on)}。"
    return ""


def check_next(known: Way, stage: Stage, name: str) -> None:
    """Refuse a stage that is not the very next one.

    Raises:
        RuleError: it was reached already, or others come first; those are named.
    """
    if known.next is stage:
        return
    said = STAGE_NAMES[stage]
    if known.next is None or order(stage) < order(known.next):
        raise RuleError(
            f"“{name}”已经登记过“{said}”阶段，没有重复登记。",
            hint="请按 F5 刷新；要改日期或依据，请用“修改这一阶段”。",
        )
    lacking = "、".join(STAGE_NAMES[one] for one in STAGES[len(known.held) : order(stage)])
    raise RuleError(
        f"“{name}”还没有经过“{lacking}”，不能直接到“{said}”，没有登记。",
        hint="六个阶段要逐个走，请先登记缺少的阶段。",
    )


def check_step(known: Way, stage: Stage, step: Step, today: date) -> None:
    """Refuse what cannot be so.

    Raises:
        RuleError: what is wrong first.
    """
    for sentence in step_problems(known, stage, step, today).values():
        raise RuleError(
            f"{STAGE_NAMES[stage]}阶段：{sentence}品牌没有改动。", hint="请改正后再保存。"
        )
