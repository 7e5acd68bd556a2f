"""The three ledgers of a year: narrowed, counted and added up by township."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from jyguide.appraisal.kinds import GRADE_NAMES, Grade
from jyguide.documents.section import Cell, ReportSection
from jyguide.secretary.adjustment import AdjustmentRow
from jyguide.secretary.kinds import (
    ADJUSTMENT_KIND_NAMES,
    TALK_KIND_NAMES,
    AdjustmentKind,
    TalkKind,
)
from jyguide.secretary.ledger_person import NOBODY, LedgerPerson, town_of
from jyguide.secretary.measure import IN_HAND, MeasureRow, MeasureState, state_on
from jyguide.secretary.talk import TalkRow

WHOLE = "全市合计"
HERE = "合计"


class AboutSomebody(Protocol):
    """A line of any ledger."""

    @property
    def person(self) -> LedgerPerson:
        """Whom it is about."""


Line = TypeVar("Line", bound=AboutSomebody)


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """Which lines are meant; what is empty narrows nothing."""

    year: int | None = None
    township: str = ""
    state: MeasureState | None = None

    def holds(self, year: int, person: LedgerPerson) -> bool:
        """Whether a line of a year about somebody is meant; see `holds_measure` for states."""
        return self.year in (None, year) and self.township in ("", town_of(person))

    def holds_measure(self, row: MeasureRow, today: date) -> bool:
        """As `holds`, and whether it stands as wanted on that day."""
        return self.holds(row.facts.year, row.person) and (
            self.state is None or state_on(row.facts, today) is self.state
        )


@dataclass(frozen=True, slots=True)
class YearLedgers:
    """All three ledgers of a year as they stand on a day."""

    year: int
    today: date
    measures: Sequence[MeasureRow]
    talks: Sequence[TalkRow]
    adjustments: Sequence[AdjustmentRow]


def measure_counts(rows: Iterable[MeasureRow], today: date) -> Counter[MeasureState]:
    """How many stand how."""
    return Counter(state_on(row.facts, today) for row in rows)


def measures_sentence(rows: Sequence[MeasureRow], today: date) -> str:
    """How many there are and how they stand, in one sentence."""
    if not rows:
        return "没有整改措施。"
    counts = measure_counts(rows, today)
    done = counts[MeasureState.DONE] + counts[MeasureState.CONFIRMED]
    parts = [f"已完成 {done} 条（其中已确认 {counts[MeasureState.CONFIRMED]} 条）"]
    if counts[MeasureState.PLANNED]:
        parts.append(f"整改中 {counts[MeasureState.PLANNED]} 条")
    if counts[MeasureState.OPEN]:
        parts.append(f"待落实 {counts[MeasureState.OPEN]} 条")
    if counts[MeasureState.OVERDUE]:
        parts.append(f"超期 {counts[MeasureState.OVERDUE]} 条")
    return f"整改措施 {len(rows)} 条：{'，'.join(parts)}。"


def talks_sentence(rows: Sequence[TalkRow]) -> str:
    """How many talks with how many people, and of which kinds, in one sentence."""
    if not rows:
        return "没有谈话记录。"
    counts = Counter(row.facts.kind for row in rows)
    kinds = "，".join(
        f"{TALK_KIND_NAMES[kind]} {counts[kind]} 次" for kind in TalkKind if counts[kind]
    )
    people = len({row.person.person_id for row in rows})
    return f"谈话 {len(rows)} 次、{people} 人：{kinds}。"


def adjustments_sentence(rows: Sequence[AdjustmentRow]) -> str:
    """How many adjustments, and of which kinds, in one sentence."""
    if not rows:
        return "没有调整。"
    counts = Counter(row.facts.kind for row in rows)
    kinds = "，".join(
        f"{ADJUSTMENT_KIND_NAMES[kind]} {counts[kind]} 人次"
        for kind in AdjustmentKind
        if counts[kind]
    )
    return f"调整 {len(rows)} 人次：{kinds}。"


def due_sentences(over: int, soon: int) -> tuple[str, str]:
    """A calm sentence on what is overdue, and one on what is due this week; "" of nothing."""
    late = f"{over} 条村书记整改措施已过期限。" if over else ""
    return late, f"{soon} 条村书记整改措施本周到期。" if soon else ""


def year_sections(found: YearLedgers, *, city: bool) -> list[ReportSection]:
    """The yearly totals by township and in all, as the city reports them."""
    whole = WHOLE if city else HERE
    return [_measures(found, whole), _talks(found, whole), _adjustments(found, whole)]


def _measures(found: YearLedgers, whole: str) -> ReportSection:
    def counted(rows: Sequence[MeasureRow]) -> tuple[int, ...]:
        counts = measure_counts(rows, found.today)
        confirmed = counts[MeasureState.CONFIRMED]
        done = counts[MeasureState.DONE] + confirmed
        in_hand = sum(counts[state] for state in IN_HAND)
        return len(rows), done, confirmed, in_hand, counts[MeasureState.OVERDUE]

    note = f"按整改事项所属年度统计，截至 {found.today}；已完成含待确认的，在办含待落实和超期的。"
    return ReportSection(
        "整改措施",
        ("镇街园区", "提出", "已完成", "其中已确认", "在办", "其中超期"),
        _by_town(found.measures, counted, whole),
        (22, 10, 10, 14, 10, 12),
        note,
    )


def _talks(found: YearLedgers, whole: str) -> ReportSection:
    def counted(rows: Sequence[TalkRow]) -> tuple[int, ...]:
        counts = Counter(row.facts.kind for row in rows)
        people = len({row.person.person_id for row in rows})
        return len(rows), people, *(counts[kind] for kind in TalkKind)

    heads = ("镇街园区", "谈话次数", "谈话人数", *TALK_KIND_NAMES.values())
    widths = (22.0, 12.0, 12.0, *(12.0 for _ in TALK_KIND_NAMES))
    note = "同一人谈话几次，次数计几次，人数计一人。"
    return ReportSection("谈话", heads, _by_town(found.talks, counted, whole), widths, note)


def _adjustments(found: YearLedgers, whole: str) -> ReportSection:
    def counted(rows: Sequence[AdjustmentRow]) -> tuple[int, ...]:
        counts = Counter(row.facts.kind for row in rows)
        return len(rows), *(counts[kind] for kind in AdjustmentKind)

    heads = ("镇街园区", "调整人次", *ADJUSTMENT_KIND_NAMES.values())
    widths = (22.0, 12.0, *(10.0 for _ in ADJUSTMENT_KIND_NAMES))
    return ReportSection("调整", heads, _by_town(found.adjustments, counted, whole), widths)


def lists_section(graded: Iterable[tuple[str, Grade]], *, city: bool) -> ReportSection:
    """The four lists of a year by township.

    Args:
        graded: Of each on a published list his township and grade.
        city: Whether it is the city's report.
    """
    towns: dict[str, Counter[Grade]] = {}
    for town, grade in graded:
        towns.setdefault(town or NOBODY, Counter())[grade] += 1
    whole: Counter[Grade] = Counter()
    for counts in towns.values():
        whole.update(counts)
    told = [*sorted(towns.items()), (WHOLE if city else HERE, whole)] if towns else []
    rows: list[tuple[Cell, ...]] = [
        (town, counts.total(), *(counts[grade] for grade in Grade)) for town, counts in told
    ]
    return ReportSection(
        "年度考核名单",
        ("镇街园区", "人数", *GRADE_NAMES.values()),
        tuple(rows),
        (22, 10, *(12.0 for _ in GRADE_NAMES)),
        "只计已公布的名单。",
    )


def _by_town(
    rows: Sequence[Line], counted: Callable[[Sequence[Line]], tuple[int, ...]], whole: str
) -> tuple[tuple[Cell, ...], ...]:
    """A line a township by its name, and what they come to; nothing for no rows."""
    if not rows:
        return ()
    towns: dict[str, list[Line]] = {}
    for row in rows:
        towns.setdefault(town_of(row.person), []).append(row)
    lines: list[tuple[Cell, ...]] = [(town, *counted(towns[town])) for town in sorted(towns)]
    return (*lines, (whole, *counted(rows)))
