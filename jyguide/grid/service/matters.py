"""Use cases of 民情台账: raised, dealt with, replied to; on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models import ContactTarget, GridMatter
from db.uow import Store
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.documents.section import ReportSection
from jyguide.errors import RuleError
from jyguide.grid.kinds import MATTER_CATEGORY_NAMES, Acceptance, MatterCategory
from jyguide.grid.matter import (
    WEEK,
    MatterFacts,
    MatterRow,
    MatterState,
    Reply,
    checked_matter,
    checked_reply,
    matters_due_sentences,
)
from jyguide.grid.matter_workbook import write_matters_workbook
from jyguide.grid.printing.matters import LedgerHead, matters_document, reply_slip
from jyguide.grid.service.matter_rows import (
    add_matter,
    matter_rows,
    one_matter,
    reply_of,
    write_matter,
    write_reply,
)
from jyguide.grid.service.visit_reading import rule_in_force, upper_places
from jyguide.ids import GridUnitId, MatterId, StationId
from jyguide.place import Place


@dataclass(frozen=True, slots=True)
class MatterFilter:
    """Which matters are wanted; what is None does not narrow.

    Attributes:
        only: Only these, by key.
    """

    year: int | None = None
    village: str = ""
    category: MatterCategory | None = None
    state: MatterState | None = None
    only: Collection[MatterId] | None = None

    def holds(self, row: MatterRow) -> bool:
        """Whether a matter passes, besides the year, which the database narrows by."""
        return (
            (not self.village or self.village in row.place.label)
            and (self.category is None or row.facts.category is self.category)
            and (self.state is None or row.state is self.state)
            and (self.only is None or row.id in self.only)
        )


class MatterService:
    """民情台账."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def matters(self, wanted: MatterFilter | None = None) -> list[MatterRow]:
        """Matters as they stand today, the latest raised first."""
        wanted = wanted or MatterFilter()
        with self._store.read() as session:
            rows = matter_rows(session, self._today, *_of_year(wanted.year))
        return [row for row in rows if wanted.holds(row)]

    def places(self) -> list[tuple[GridUnitId, str]]:
        """Villages and townships a matter may lie in, in the order of the tree."""
        with self._store.read() as session:
            return [(GridUnitId(key), name) for key, name in upper_places(session)]

    def raise_(self, facts: MatterFacts) -> MatterId:
        """Write a matter down by hand; one of a target lies in that target's unit.

        Raises:
            RuleError: it says nothing, or a day cannot be.
        """
        with self._store.begin("登记民情") as uow:
            checked = checked_matter(facts, self._days(uow.session), self._today)
            checked, station_id = _of_target(uow.session, checked, self._place)
            key = add_matter(uow, checked, station_id)
            uow.commit()
        return key

    def change(self, key: MatterId, seen: str | None, facts: MatterFacts) -> None:
        """Say otherwise what was raised, who deals with it and till when.

        Raises:
            RuleError: it is gone or was changed since it was seen, or a day cannot be.
        """
        with self._store.begin("修改民情") as uow:
            row = one_matter(uow.session, self._place, key, seen)
            checked = checked_matter(facts, self._days(uow.session), self._today)
            reply = reply_of(row)
            if reply is not None:
                checked_reply(reply, checked.raised_on, self._today)
            write_matter(row, checked)
            uow.commit()

    def reply(self, key: MatterId, seen: str | None, reply: Reply) -> None:
        """Note down what was replied, and whether he is content where that is known.

        Raises:
            RuleError: it is gone or was changed since it was seen, or the reply cannot be.
        """
        with self._store.begin("登记民情答复") as uow:
            row = one_matter(uow.session, self._place, key, seen)
            write_reply(row, checked_reply(reply, row.raised_on, self._today))
            uow.commit()

    def accept(self, key: MatterId, seen: str | None, accepted: Acceptance) -> None:
        """Note down whether who raised it is content with the reply.

        Raises:
            RuleError: there is no reply yet, or it was changed since it was seen.
        """
        with self._store.begin("登记是否满意") as uow:
            row = one_matter(uow.session, self._place, key, seen)
            if reply_of(row) is None:
                raise RuleError("这件民情还没有答复，不能登记是否满意。", hint="请先登记答复。")
            row.accepted = accepted.value
            uow.commit()

    def remove(self, key: MatterId, seen: str | None) -> None:
        """Take out what was written down by mistake.

        Raises:
            RuleError: it is gone or was changed since it was seen.
        """
        with self._store.begin("删除民情") as uow:
            one_matter(uow.session, self._place, key, seen).deleted = True
            uow.commit()

    def due(self) -> tuple[str, str]:
        """What is overdue, and what is due within a week, a sentence each."""
        with self._store.read() as session:
            return matters_due_sentences(*_due_counts(session, self._today))

    def slips(self, keys: Sequence[MatterId]) -> list[Document]:
        """答复单 of these, a page each."""
        wanted = set(keys)
        rows = self.matters(MatterFilter(only=wanted))
        if not rows:
            raise RuleError("没有选中民情，没有打印答复单。", hint="请先选中要答复的民情。")
        return [reply_slip(row, self._place.office) for row in rows]

    def ledger(self, wanted: MatterFilter | None = None) -> Document:
        """The ledger on paper."""
        wanted = wanted or MatterFilter()
        about = f"{wanted.year}年" if wanted.year else ""
        head = LedgerHead(self._place.office, self._today, about)
        return matters_document(head, self.matters(wanted))

    def export(self, target: Path, wanted: MatterFilter | None = None) -> None:
        """The ledger as a workbook.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
        """
        wanted = wanted or MatterFilter()
        about = f"{wanted.year}年" if wanted.year else ""
        write_matters_workbook(f"{about}民情台账", self.matters(wanted), target)

    def year_sections(self, year: int) -> list[ReportSection]:
        """Matters raised and replied to in a year, by category."""
        with self._store.read() as session:
            raised = _counted(session, GridMatter.raised_on, year)
            replied = _counted(session, GridMatter.replied_on, year)
        rows = [
            (name, raised.get(kind.value, 0), replied.get(kind.value, 0))
            for kind, name in MATTER_CATEGORY_NAMES.items()
        ]
        total = ("合计", sum(raised.values()), sum(replied.values()))
        note = "提出按提出日期、答复按答复日期计：上年提出、今年答复的，计入今年的答复。"
        heads = ("类别", "提出件数", "答复件数")
        return [ReportSection("民情事项", heads, (*rows, total), (16, 12, 12), note)]

    @property
    def _today(self) -> date:
        return self._clock().date()

    def _days(self, session: Session) -> int:
        return rule_in_force(session, self._place.station_id, self._today.year).matter_days


def _due_counts(session: Session, today: date) -> tuple[int, int]:
    """How many are overdue, and how many are due within a week."""
    due_on = GridMatter.due_on
    late, soon = (
        func.coalesce(func.sum(case((one, 1), else_=0)), 0)
        for one in (due_on < today, due_on.between(today, today + WEEK))
    )
    waits = (GridMatter.replied_on.is_(None), GridMatter.deleted.is_(False))
    found = session.execute(select(late, soon).where(*waits)).one()
    return int(found[0]), int(found[1])


def _of_target(
    session: Session, facts: MatterFacts, place: Place
) -> tuple[MatterFacts, StationId | None]:
    station_id = place.station_id
    target = session.get(ContactTarget, facts.target_id) if facts.target_id else None
    if target is None:
        return facts, station_id
    station_id = StationId(target.station_id) if target.station_id else None
    return (
        facts if facts.unit_id else replace(facts, unit_id=GridUnitId(target.unit_id))
    ), station_id


def _of_year(year: int | None) -> tuple[ColumnElement[bool], ...]:
    if year is None:
        return ()
    return (GridMatter.raised_on.between(date(year, 1, 1), date(year, 12, 31)),)


def _counted(session: Session, day: InstrumentedAttribute[Any], year: int) -> dict[str, int]:
    rows = session.execute(
        select(GridMatter.category, func.count())
        .where(day.between(date(year, 1, 1), date(year, 12, 31)), GridMatter.deleted.is_(False))
        .group_by(GridMatter.category)
    )
    return {category or MatterCategory.OTHER.value: count for category, count in rows}
