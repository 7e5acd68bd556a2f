"""Use cases of notices, receipts and the printed ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import RectificationMeasure
from db.uow import Store
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.ids import MeasureId, RoundBranchId, RoundId
from jyguide.place import Place
from jyguide.standard.kinds import PHASE_NAMES, Phase
from jyguide.standard.ledger import LedgerFilter, LedgerRow
from jyguide.standard.ledger_workbook import write_ledger_workbook
from jyguide.standard.measure import is_in_hand
from jyguide.standard.measure_steps import Notice, notified, receipted
from jyguide.standard.notice_number import (
    CITY_PREFIX,
    STATION_PREFIX,
    counted_from,
    suggested,
)
from jyguide.standard.printing.ledger import ledger_document
from jyguide.standard.printing.notice import NoticeItem, NoticeText, notice_document
from jyguide.standard.printing.receipt import ReceiptItem, ReceiptText, receipt_document
from jyguide.standard.rows import MeasureRow
from jyguide.standard.service.measure_reading import living_measures
from jyguide.standard.service.measures import MeasureService, Seen, meant_measures, take_step
from jyguide.standard.service.reading import round_row


@dataclass(frozen=True, slots=True)
class Issued:
    """The notices that were issued: the number of each branch's, in the order of the ledger."""

    numbers: Mapping[RoundBranchId, str]
    ids: tuple[MeasureId, ...]


class NoticeService:
    """整改通知书 and 整改回执: numbered, printed, noted down; the ledger as a file."""

    def __init__(self, store: Store, place: Place, clock: Clock, measures: MeasureService) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._measures = measures

    def suggestion(self, on: date | None = None) -> str:
        """The next free number of this office in the year of a day, today if left out."""
        prefix = CITY_PREFIX if self._place.is_city else STATION_PREFIX
        with self._store.read() as session:
            return suggested(prefix, (on or self._today).year, _used(session))

    def issue(self, seen: Seen, first: str, on: date, reply_by: date | None = None) -> Issued:
        """Give each branch among these measures a notice of its own, numbered upwards.

        `reply_by` is till when the answers are wanted; None leaves it to the days in the table.

        Raises:
            RuleError: the number is used, one of them stands on a notice already, or the day
                cannot be; or changed or withdrawn meanwhile. Nothing is changed then.
        """
        today = self._today
        with self._store.begin("开具整改通知书") as uow:
            meant = meant_measures(uow.session, self._place, seen)
            meant.sort(key=lambda pair: (pair[1].township, pair[1].branch, pair[1].criterion))
            branches = list(dict.fromkeys(now.branch_id for _, now in meant))
            numbers = counted_from(first, _used(uow.session), len(branches))
            given = dict(zip(branches, numbers, strict=True))

            def step(row: MeasureRow) -> MeasureRow:
                return notified(row, Notice(given[row.branch_id], on, reply_by), today)

            take_step(meant, step)
            uow.commit()
        return Issued(given, tuple(now.id for _, now in meant))

    def receive(self, seen: Seen, on: date) -> None:
        """Note down that the branches' answers have come; for all that stands on their notices.

        Raises:
            RuleError: one stands on no notice, or the day cannot be; see `issue`.
        """
        today = self._today
        with self._store.begin("登记整改回执") as uow:
            meant_measures(uow.session, self._place, seen)
            whole = {**seen, **{key: seen.get(key) for key in self._on_same_notices(seen)}}
            take_step(
                meant_measures(uow.session, self._place, whole),
                lambda row: receipted(row, on, today),
            )
            uow.commit()

    def notices(self, ids: Sequence[MeasureId]) -> list[Document]:
        """The notices on which these measures stand, each whole, as it was issued.

        Raises:
            RuleError: none of them stands on a notice.
        """
        rows = self._measures.measures(self._on_same_notices(ids))
        labels = self._round_labels({one.row.round_id for one in rows})
        sheets = [
            notice_document(
                notice_text(lines, labels[lines[0].row.round_id], self._place, self._today)
            )
            for lines in by_notice(rows)
        ]
        if not sheets:
            raise RuleError("选中的事项没有开具过通知书。", hint="请先用“开具通知书”。")
        return sheets

    def receipts(self, ids: Sequence[MeasureId]) -> list[Document]:
        """The forms for the branches' answers, one a notice, or one a branch without any."""
        chosen = self._measures.measures(ids)
        on_notice = self._measures.measures(self._on_same_notices(ids))
        rows = {one.row.id: one for one in (*on_notice, *chosen)}
        return [
            receipt_document(receipt_text(lines, self._place))
            for lines in by_notice(rows.values(), numbered=False)
        ]

    def ledger(
        self, round_id: RoundId | None = None, wanted: LedgerFilter | None = None
    ) -> Document:
        """The ledger of a round as it stands today, to be printed.

        Raises:
            RuleError: nothing stands in it.
        """
        rows = self._rows(round_id, wanted)
        return ledger_document(self._title(round_id), self._place.office, self._today, rows)

    def export(
        self,
        target: Path,
        round_id: RoundId | None = None,
        wanted: LedgerFilter | None = None,
    ) -> int:
        """Write the ledger as a workbook; how many lines it has.

        Raises:
            RuleError: nothing stands in it.
            FileError: the target cannot be written; it is then as it was before.
        """
        rows = self._rows(round_id, wanted)
        write_ledger_workbook(self._title(round_id), rows, target)
        return len(rows)

    @property
    def _today(self) -> date:
        return self._clock().date()

    def _rows(self, round_id: RoundId | None, wanted: LedgerFilter | None) -> list[LedgerRow]:
        rows = self._measures.ledger(round_id, wanted)
        if not rows:
            raise RuleError("台账里没有符合条件的整改事项，没有生成。", hint="请放宽筛选条件。")
        return rows

    def _title(self, round_id: RoundId | None) -> str:
        return self._round_labels({round_id})[round_id] if round_id else ""

    def _round_labels(self, rounds: set[RoundId]) -> dict[RoundId, str]:
        with self._store.read() as session:
            return {key: round_row(session, key).label for key in rounds}

    def _on_same_notices(self, ids: Iterable[MeasureId]) -> list[MeasureId]:
        """All that stands on the notices of these: a notice is never printed in part."""
        with self._store.read() as session:
            known = [now for _, now in living_measures(session, ids).values()]
            numbers = {now.notice_number for now in known if now.notice_number}
            if not numbers:
                return [now.id for now in known if now.notice_number]
            branches = {now.branch_id for now in known}
            found = session.execute(
                select(RectificationMeasure.id).where(
                    RectificationMeasure.notice_number.in_(numbers),
                    RectificationMeasure.branch_key.in_(branches),
                    RectificationMeasure.deleted.is_(False),
                )
            )
            return [MeasureId(row.id) for row in found]


def notice_text(lines: Sequence[LedgerRow], label: str, place: Place, today: date) -> NoticeText:
    """What the notice on which these lines stand says; `label` is the round's."""
    row = lines[0].row
    phases = {one.row.phase for one in lines}
    return NoticeText(
        branch=row.branch,
        number=row.notice_number,
        round_label=label,
        phases="、".join(PHASE_NAMES[phase] for phase in Phase if phase in phases),
        office=place.office,
        city=place.is_city,
        on=row.notified_on or today,
        items=tuple(map(_notice_item, lines)),
        reply_by=row.reply_by,
    )


def receipt_text(lines: Sequence[LedgerRow], place: Place) -> ReceiptText:
    """What the answer to that notice says, as far as it is known."""
    row = lines[0].row
    return ReceiptText(
        row.branch,
        place.office,
        row.notice_number,
        row.notified_on,
        tuple(map(_receipt_item, lines)),
    )


def _used(session: Session) -> set[str]:
    """Every number known here; withdrawn measures keep theirs from being given again."""
    numbers = select(RectificationMeasure.notice_number).distinct()
    return set(filter(None, session.scalars(numbers)))


def by_notice(rows: Iterable[LedgerRow], *, numbered: bool = True) -> list[list[LedgerRow]]:
    """Lines that stand on one notice; those on none with `numbered` are left out."""
    found: dict[tuple[RoundBranchId, str], list[LedgerRow]] = {}
    for one in rows:
        if one.row.notice_number or not numbered:
            found.setdefault((one.row.branch_id, one.row.notice_number), []).append(one)
    return list(found.values())


def _notice_item(one: LedgerRow) -> NoticeItem:
    row = one.row
    return NoticeItem(
        row.criterion,
        PHASE_NAMES[row.phase],
        row.finding or f"未达到“{row.asked}”的要求",
        one.basis_text,
        row.measure or row.asked,
        row.due_on,
        row.owner,
        row.full_points - row.points,
    )


def _receipt_item(one: LedgerRow) -> ReceiptItem:
    row, back = one.row, is_in_hand(one.row)
    return ReceiptItem(
        row.finding or f"未达到“{row.asked}”的要求",
        row.measure,
        "" if back else row.done_note,
        None if back else row.done_on,
        row.owner,
    )
