"""Use cases of feedback slips."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import FeedbackSlip
from db.uow import Store
from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.ids import ActionId, SessionId
from jyguide.training.feedback import FeedbackReport, Question, Slip, SlipRow, check_slip, report
from jyguide.training.feedback_sheet import SheetText, feedback_sheet
from jyguide.training.service.rows import row_plan, session_at
from jyguide.training.session_time import when_text

MOST_SLIPS = 2000
"""Printed at once; nobody holds a session for more."""


class FeedbackService:
    """Feedback slips of a session: printed, keyed in, counted. Nobody is named on them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def slips(self, session_id: SessionId) -> list[SlipRow]:
        """Everything keyed in, by number."""
        with self._store.read() as session:
            return [_row(row) for row in session.scalars(_living(session_id))]

    def report(self, session_id: SessionId) -> FeedbackReport:
        """What came of the slips."""
        return report([row.slip for row in self.slips(session_id)])

    def put(
        self, session_id: SessionId, slip: Slip, seen: str | None = None, *, again: bool = False
    ) -> Changed:
        """Keep what stands on a slip.

        Args:
            session_id: Which session.
            slip: What was keyed in.
            seen: The ``version`` of the slip that is corrected.
            again: Whether the number is known to be there and is to be replaced.

        Raises:
            RuleError: a rating cannot be, the number is there already, the slip was corrected or
                taken out meanwhile, the session was deleted.
        """
        check_slip(slip)
        word = "更正" if again else "录入"
        with self._store.begin(f"{word}第 {slip.number} 份反馈表") as uow:
            if seen is not None:
                _refuse_changed(uow.session, session_id, slip.number, seen)
            put_slip(uow.session, session_id, slip, again=again)
            uow.commit()
        return Changed.SESSIONS

    def put_all(self, session_id: SessionId, slips: Sequence[Slip]) -> ActionId:
        """Keep many slips, all or none; numbers that are there are refused.

        Raises:
            RuleError: as `put`.
        """
        for slip in slips:
            check_slip(slip)
        with self._store.begin(f"录入 {len(slips)} 份反馈表") as uow:
            for slip in slips:
                put_slip(uow.session, session_id, slip, again=False)
            uow.commit()
            return ActionId(uow.action_id)

    def remove(self, session_id: SessionId, numbers: Sequence[int]) -> Changed:
        """Take slips out; can be undone."""
        with self._store.begin(f"删除 {len(numbers)} 份反馈表") as uow:
            wanted = set(numbers)
            for row in uow.session.scalars(_living(session_id)):
                if row.number in wanted:
                    row.deleted = True
            uow.commit()
        return Changed.SESSIONS

    def sheet(self, session_id: SessionId, count: int, first: int | None = None) -> Document:
        """Slips to hand out, two on a page, numbered on from those keyed in.

        Raises:
            RuleError: no slip, or more than 2000; the session has been deleted.
        """
        if not 0 < count <= MOST_SLIPS:
            raise RuleError(
                f"要印的份数应为 1 至 {MOST_SLIPS}，没有生成。", hint="请按到场人数填写。"
            )
        with self._store.read() as session:
            plan = row_plan(session_at(session, session_id))
            last = session.scalar(
                select(func.max(FeedbackSlip.number)).where(
                    FeedbackSlip.session_id == session_id, FeedbackSlip.deleted.is_(False)
                )
            )
        start = first or (last or 0) + 1
        text = SheetText(plan.title, when_text(plan), plan.place, plan.lecturer)
        return feedback_sheet(text, range(start, start + count))


def _living(session_id: SessionId) -> Select[FeedbackSlip]:
    return (
        select(FeedbackSlip)
        .where(FeedbackSlip.session_id == session_id, FeedbackSlip.deleted.is_(False))
        .order_by(FeedbackSlip.number, FeedbackSlip.id)
    )


def _refuse_changed(session: Session, session_id: SessionId, number: int, seen: str) -> None:
    row = session.get(FeedbackSlip, _key(session_id, number))
    if row is None or row.deleted or row.sync_v != seen:
        raise RuleError(
            f"第 {number} 份在您打开之后又被更正或删除过，没有保存。",
            hint="请在右边的列表里重新选中它，看一看再改。",
        )


def _key(session_id: SessionId, number: int) -> uuid.UUID:
    """Two PCs that key in the same slip agree on it."""
    return fixed_key("feedback_slip", session_id, number)


def put_slip(session: Session, session_id: SessionId, slip: Slip, *, again: bool) -> None:
    """Write a slip; `again` says that it may be there already.

    Raises:
        RuleError: the number is there already and is not to be replaced.
    """
    session_at(session, session_id)
    key = _key(session_id, slip.number)
    row = session.get(FeedbackSlip, key)
    if row is not None and not row.deleted and not again:
        raise RuleError(
            f"第 {slip.number} 份已经录入过，没有重复录入。",
            hint="如需更正，请在右边的列表里选中它再改。",
        )
    if row is None:
        row = FeedbackSlip(id=key, session_id=session_id, number=slip.number)
        session.add(row)
    row.deleted = False
    row.ratings = {question.value: rating for question, rating in slip.ratings.items()}
    row.praise = slip.praise.strip()
    row.wishes = slip.wishes.strip()


def _row(row: FeedbackSlip) -> SlipRow:
    ratings: dict[str, Any] = row.ratings
    known = {question: ratings[question.value] for question in Question if question in ratings}
    return SlipRow(Slip(row.number, known, row.praise, row.wishes), row.sync_v)
