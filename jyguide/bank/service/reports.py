"""Use cases of reports: a station names a fault in a unified item, the city answers."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from db.models import Item, ItemReport, ItemRevision, Station
from db.uow import Store
from jyguide.bank.report import ReportedFault, ReportRow, ReportState
from jyguide.bank.stored import content_of
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import ItemId, ReportId, RevisionId
from jyguide.place import Place

_STATES = {ReportState.ACCEPTED: "采纳题目报错", ReportState.DECLINED: "不采纳题目报错"}


class ReportService:
    """Everything the program does with reports on items of the unified bank."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    @property
    def at_city(self) -> bool:
        """Whether reports are answered here and not made."""
        return self._place.is_city

    def report(self, item_id: ItemId, fault: ReportedFault, text: str) -> ReportId:
        """Tell the city of a fault in one of its items; it goes with the next file.

        Args:
            item_id: An item of the unified bank; what it says now is what the report is about.
            fault: What is wrong.
            text: In what way, in one's own words.

        Raises:
            RuleError: this is the city, the item is a station's own, no words were given, or the
                same is reported already; nothing is kept.
        """
        if self._place.is_city:
            raise RuleError(
                "市级可以直接修改统一题库，不用报告错误，没有提交。", hint="请打开这道题修改。"
            )
        if not text.strip():
            raise RuleError("没有写错在哪里，没有提交。", hint="请写明哪里不对、应当怎样。")
        with self._store.begin("报告题目错误") as uow:
            item = uow.session.get_one(Item, item_id)
            if item.station_id is not None:
                raise RuleError(
                    f"第 {item.number} 题是本站自己的题，不用报告，没有提交。",
                    hint="请直接打开这道题修改。",
                )
            again = select(ItemReport.id).where(
                ItemReport.item_id == item_id,
                ItemReport.station_id == self._place.station_id,
                ItemReport.state == ReportState.OPEN.value,
                ItemReport.fault == fault.value,
                ItemReport.text == text.strip(),
                ItemReport.deleted.is_(False),
            )
            if uow.session.scalar(again) is not None:
                raise RuleError(
                    f"第 {item.number} 题的这个错误已经报告过，正等市级答复，没有再提交。",
                    hint="有新的情况，请换一种写法补充。",
                )
            row = ItemReport(
                station_id=self._place.station_id,
                item_id=item_id,
                revision_id=item.revision_id,
                fault=fault.value,
                text=text.strip(),
                reported_on=self._clock().date(),
                state=ReportState.OPEN.value,
                answer="",
            )
            uow.session.add(row)
            uow.commit()
            return ReportId(row.id)

    def reports(self, item_id: ItemId | None = None) -> list[ReportRow]:
        """Reports, those waiting first, then the newest; of one item or all."""
        statement = (
            select(ItemReport, ItemRevision, Item, Station.name)
            .join(ItemRevision, ItemRevision.id == ItemReport.revision_id)
            .join(Item, Item.id == ItemReport.item_id)
            .outerjoin(Station, Station.id == ItemReport.station_id)
            .where(ItemReport.deleted.is_(False))
            .order_by(ItemReport.id.desc())
        )
        if item_id is not None:
            statement = statement.where(ItemReport.item_id == item_id)
        with self._store.read() as session:
            rows = [
                _row(report, revision, item, station or "")
                for report, revision, item, station in session.execute(statement)
            ]
        return sorted(rows, key=lambda row: row.state is not ReportState.OPEN)

    def answer(self, report_id: ReportId, state: ReportState, words: str) -> None:
        """Accept or decline a report, with words; the station gets them with the next file.

        Raises:
            RuleError: this is not the city, or no words were given; nothing is kept.
        """
        if not self._place.is_city:
            raise RuleError("报告由市级答复，没有改动。", hint="市级答复后会随文件收到。")
        if state is ReportState.OPEN or not words.strip():
            raise RuleError(
                "没有写答复，没有保存。", hint="采纳的请写怎样改，不采纳的请写明依据。"
            )
        with self._store.begin(_STATES[state]) as uow:
            row = uow.session.get_one(ItemReport, report_id)
            row.state = state.value
            row.answer = words.strip()
            row.answered_on = self._clock().date()
            uow.commit()

    def withdraw(self, report_id: ReportId) -> None:
        """Take a report back that nobody has answered yet.

        Raises:
            RuleError: it has been answered, or is another station's.
        """
        with self._store.begin("撤回题目报错") as uow:
            row = uow.session.get_one(ItemReport, report_id)
            if row.station_id != self._place.station_id or row.state != ReportState.OPEN.value:
                raise RuleError("这份报告已有答复，不能撤回，没有改动。", hint="请看市级的答复。")
            row.deleted = True
            uow.commit()

    def find(self, name: str) -> ReportId:
        """A report by its `short_name`.

        Raises:
            RuleError: none is called so.
        """
        found = [row.id for row in self.reports() if short_name(row.id) == name.lower()]
        if len(found) != 1:
            raise RuleError(
                f"没有编号为“{name}”的报告，没有改动。",
                hint="请用 jyguide bank reports 查看编号。",
            )
        return found[0]


def short_name(report_id: uuid.UUID) -> str:
    """What a list calls a report: the last digits of its key, which chance made."""
    return report_id.hex[-8:]


def _row(report: ItemReport, revision: ItemRevision, item: Item, station: str) -> ReportRow:
    return ReportRow(
        id=ReportId(report.id),
        item_id=ItemId(report.item_id),
        revision_id=RevisionId(report.revision_id),
        number=item.number,
        station=station,
        content=content_of(revision),
        changed_since=item.revision_id != report.revision_id,
        fault=_fault(report.fault),
        text=report.text,
        reported_on=report.reported_on,
        state=ReportState(report.state),
        answer=report.answer,
        answered_on=report.answered_on,
    )


def _fault(kept: str) -> ReportedFault:
    """A fault that a newer release names is one of the others here."""
    return ReportedFault(kept) if kept in set(ReportedFault) else ReportedFault.OTHER
