"""A month told, and a year summed up, from aggregates of the database."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import UUID

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from db.models import ContactTarget, GridMatter, GridVisit
from jyguide.documents.section import ReportSection
from jyguide.grid.kinds import TargetKind, VisitWay
from jyguide.grid.matter import matter_counts
from jyguide.grid.service.matter_rows import matter_rows
from jyguide.grid.service.visit_reading import unit_places
from jyguide.grid.service.visit_sums import Asked, visit_sums
from jyguide.grid.visit_month import MonthText, village_months
from jyguide.grid.visit_period import Period
from jyguide.grid.visit_place import NOWHERE
from jyguide.grid.visit_rows import VisitOverview
from jyguide.grid.visit_rule import ContactRule
from jyguide.place import Place

_NOTE = "按登记的日期计；同一对象一天计一次。走访归走访那天的联系人，移交后不变。"


def month_of(
    session: Session, place: Place, rule: ContactRule, period: Period, today: date
) -> MonthText:
    """What is left of a month, village by village."""
    where = unit_places(session)
    told = {}
    for kind in TargetKind:
        meant = Asked(kind, rule.period(kind, period.last), rule)
        sums = visit_sums(session, meant)
        told[kind] = VisitOverview(kind, meant.period, rule, today, sums, where)
    raised = matter_rows(
        session, today, GridMatter.raised_on <= period.last, GridMatter.replied_on.is_(None)
    )
    waiting = [(row.place.township, row.place.village or row.place.township) for row in raised]
    households, members = told[TargetKind.HOUSEHOLD], told[TargetKind.MEMBER]
    return MonthText(
        office=place.office,
        period=period,
        visited=_with_unheld(households),
        contacted=_with_unheld(members),
        matters=_waiting_text(len(raised), matter_counts(raised).overdue),
        rule=rule.text,
        on=min(today, period.last),
        villages=village_months(members, households, waiting),
    )


def visit_sections(session: Session, year: int) -> list[ReportSection]:
    """By month, and by village."""
    months: Counter[tuple[int, TargetKind, VisitWay]] = Counter()
    units: Counter[tuple[UUID, TargetKind]] = Counter()
    rows = session.execute(
        select(
            extract("month", GridVisit.visited_on).label("month"),
            ContactTarget.unit_id,
            ContactTarget.kind,
            GridVisit.way,
            func.count(),
        )
        .join(ContactTarget, ContactTarget.id == GridVisit.target_id)
        .where(
            GridVisit.visited_on.between(date(year, 1, 1), date(year, 12, 31)),
            GridVisit.deleted.is_(False),
        )
        .group_by("month", ContactTarget.unit_id, ContactTarget.kind, GridVisit.way)
    )
    for month, unit, kind, way, count in rows:
        months[int(month), TargetKind(kind), VisitWay(way)] += count
        units[unit, TargetKind(kind)] += count
    return [_by_month(months), _by_village(session, units)]


def _by_month(counts: Counter[tuple[int, TargetKind, VisitWay]]) -> ReportSection:
    def line(name: str, months: range) -> tuple[str | int, ...]:
        def total(kind: TargetKind, *ways: VisitWay) -> int:
            return sum(counts[month, kind, way] for month in months for way in ways)

        return (
            name,
            total(TargetKind.MEMBER, *VisitWay),
            total(TargetKind.HOUSEHOLD, *VisitWay),
            total(TargetKind.HOUSEHOLD, VisitWay.HOME),
        )

    rows = [line(f"{month}月", range(month, month + 1)) for month in range(1, 13)]
    return ReportSection(
        "月联季访",
        ("月份", "联系党员人次", "联系农户户次", "其中入户走访"),
        (*rows, line("合计", range(1, 13))),
        (10, 14, 14, 14),
        _NOTE,
    )


def _by_village(session: Session, units: Counter[tuple[UUID, TargetKind]]) -> ReportSection:
    where = unit_places(session)
    found: dict[tuple[object, ...], Counter[TargetKind]] = {}
    for (unit, kind), count in units.items():
        place = where.get(unit, NOWHERE)
        key = (place.order[:2], place.township, place.village)
        found.setdefault(key, Counter())[kind] += count
    rows = tuple(
        (str(township), str(village), counts[TargetKind.MEMBER], counts[TargetKind.HOUSEHOLD])
        for (_, township, village), counts in sorted(found.items(), key=lambda one: one[0])
    )
    heads = ("镇街园区", "村（社区）", "联系党员人次", "联系农户户次")
    return ReportSection("各村月联季访", heads, rows, (14, 20, 14, 14))


def _with_unheld(told: VisitOverview) -> str:
    more = told.unheld_text
    return f"{told.sentence}{more}。" if more else told.sentence


def _waiting_text(count: int, late: int) -> str:
    if not count:
        return "民情都已答复。"
    more = f"，其中 {late} 件已过期限" if late else ""
    return f"民情还有 {count} 件未答复{more}。"
