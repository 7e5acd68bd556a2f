"""Use cases of the proctor: unlock, extra time, void, collect, and what happened in the room."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Attempt, AttemptEvent
from jyguide.changes import Changed
from jyguide.errors import RuleError
from jyguide.exam.printing.room_record import (
    event_note,
    event_text,
    handed_in_text,
    interruption_note,
    room_record,
)
from jyguide.exam.row import EndedBy, EventKind, Origin, RoomEvent
from jyguide.exam.service.attempt_events import (
    add_event,
    events_of,
    holds,
    is_void,
    times,
)
from jyguide.exam.service.attempts import begun_here
from jyguide.exam.service.exam_rows import made_here
from jyguide.exam.sitting import wait_after
from jyguide.ids import AttemptId, ExamId, PersonId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from db.uow import Store, UnitOfWork
    from jyguide.clock import Clock
    from jyguide.documents.page import Document
    from jyguide.exam.service.sittings import SittingService

MOST_EXTRA_MINUTES = 180


@dataclass(slots=True)
class _Tries:
    """Wrong codes typed in a row for one exam, and until when none is looked at."""

    wrong: int = 0
    until: float = 0.0


class ProctorService:
    """What a proctor does to an attempt; everything is journalled with its reason.

    Args:
        now: Seconds of a clock that nobody can set, for the delay after a wrong code.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        sittings: SittingService,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._clock = clock
        self._sittings = sittings
        self._now = now
        self._tries: dict[ExamId, _Tries] = {}

    def check_code(self, exam_id: ExamId, typed: str, attempt_id: AttemptId | None = None) -> None:
        """Whether this is the proctor; a wrong code is noted with the attempt it was typed over.

        Raises:
            RuleError: a wrong code, or it is not time yet to try another.
        """
        rules = self._sittings.exam(exam_id).rules
        if not rules.proctor_code:
            raise RuleError(
                "这场考试没有设监考码，不能在考试窗口里处理。",
                hint="请在“考试”页选中考生后处理。",
            )
        tries = self._tries.setdefault(exam_id, _Tries())
        if (left := tries.until - self._now()) > 0:
            raise RuleError(
                f"刚才的监考码不对，请等 {int(left) + 1} 秒再试。", hint="试卷没有改动。"
            )
        if hmac.compare_digest(typed.strip().encode(), rules.proctor_code.encode()):
            tries.wrong = 0
            return
        tries.wrong += 1
        wait = wait_after(tries.wrong)
        tries.until = self._now() + wait
        if attempt_id is not None:
            self._note_wrong_code(attempt_id)
        raise RuleError(f"监考码不对，{wait} 秒后可以再试。", hint="试卷没有改动。")

    def unlock(self, attempt_id: AttemptId, reason: str) -> Changed:
        """Let a locked paper take answers again.

        Raises:
            RuleError: no reason, or it is not locked.
        """
        with self._acting(attempt_id, "监考解锁", reason) as (uow, attempt):
            count = times(uow.session, EventKind.LOCKED, EventKind.UNLOCKED, attempt_id)
            if count < 1:
                raise RuleError("这份试卷没有锁定，没有改动。", hint="请刷新后再看。")
            for _ in range(count):  # two PCs may each have locked it
                self._note(uow.session, attempt, EventKind.UNLOCKED, reason)
        return Changed.EXAMS

    def extra_time(self, attempt_id: AttemptId, minutes: int, reason: str) -> Changed:
        """Grant minutes on top; the exam window shows them with its next heartbeat.

        Raises:
            RuleError: no reason, a strange number of minutes, or the paper is handed in.
        """
        if not 1 <= minutes <= MOST_EXTRA_MINUTES:
            raise RuleError(
                f"补时应为 1 至 {MOST_EXTRA_MINUTES} 分钟，没有补时。", hint="请改正分钟数。"
            )
        with self._acting(attempt_id, f"补时 {minutes} 分钟", reason) as (uow, attempt):
            _refuse_handed_in(attempt, "不能再补时")
            attempt.extra_seconds += minutes * 60
            self._note(uow.session, attempt, EventKind.EXTRA_TIME, reason, minutes * 60)
        return Changed.EXAMS

    def void(self, attempt_id: AttemptId, reason: str) -> Changed:
        """Declare an attempt void, handed in or not: it counts nowhere, and he may sit again.

        Raises:
            RuleError: no reason, or it is void already.
        """
        with self._acting(attempt_id, "作废答卷", reason) as (uow, attempt):
            if holds(uow.session, is_void(attempt_id)):
                raise RuleError("这份答卷已经作废，没有改动。", hint="请刷新后再看。")
            self._note(uow.session, attempt, EventKind.VOIDED, reason)
        return Changed.EXAMS

    def restore(self, attempt_id: AttemptId, reason: str) -> Changed:
        """Let a void attempt count again.

        Raises:
            RuleError: no reason, it is not void, or he has another attempt by now.
        """
        with self._acting(attempt_id, "恢复答卷", reason) as (uow, attempt):
            count = times(uow.session, EventKind.VOIDED, EventKind.RESTORED, attempt_id)
            if count < 1:
                raise RuleError("这份答卷没有作废，没有改动。", hint="请刷新后再看。")
            exam_id, person_id = ExamId(attempt.exam_id), PersonId(attempt.person_id)
            other = begun_here(uow.session, exam_id, person_id)
            if other is not None and not other.deleted:
                raise RuleError(
                    "他已经重新作答，作废的答卷没有恢复。", hint="先作废新的答卷，再恢复原来的。"
                )
            for _ in range(count):  # two PCs may each have declared it void
                self._note(uow.session, attempt, EventKind.RESTORED, reason)
        return Changed.EXAMS

    def collect(self, attempt_id: AttemptId, reason: str) -> Changed:
        """Hand in for somebody who is gone, with what he had answered.

        Raises:
            RuleError: no reason, handed in already, or begun on another PC, which alone has
                all of it.
        """
        with self._acting(attempt_id, "监考收卷", reason) as (uow, attempt):
            _refuse_handed_in(attempt, "不用再收")
            if not uow.session.scalar(
                select(Attempt.id).where(Attempt.id == attempt_id, made_here())
            ):
                raise RuleError(
                    "这份答卷是在另一台电脑上答的，没有收卷。", hint="请在那台电脑上收卷。"
                )
            self._note(uow.session, attempt, EventKind.COLLECTED, reason)
            self._sittings.close_attempt(uow.session, attempt, EndedBy.PROCTOR)
        return Changed.EXAMS

    def events(self, exam_id: ExamId) -> list[RoomEvent]:
        """Everything that happened in the room, by time: beginnings, hand-ins, events, breaks."""
        self._sittings.exam(exam_id)
        with self._store.read() as session:
            attempts = session.scalars(
                select(Attempt).where(Attempt.exam_id == exam_id, Attempt.deleted.is_(False))
            ).all()
            found = [_line(row) for row in events_of(session, [one.id for one in attempts])]
            for attempt in attempts:
                found += _course(attempt)
            person_of = {AttemptId(one.id): PersonId(one.person_id) for one in attempts}
        names = self._sittings.names(list(person_of.values()))
        lines = [
            RoomEvent(at, names[person_of[attempt_id]], what, note, attempt_id, kind, seconds)
            for at, attempt_id, what, note, kind, seconds in found
        ]
        return sorted(lines, key=_by_time)

    def record_document(self, exam_id: ExamId) -> Document:
        """The record of the exam room, to be printed and signed."""
        exam = self._sittings.exam(exam_id)
        return room_record(exam, self._sittings.candidates(exam_id), self.events(exam_id))

    @contextmanager
    def _acting(
        self, attempt_id: AttemptId, action: str, reason: str
    ) -> Iterator[tuple[UnitOfWork, Attempt]]:
        if not reason.strip():
            raise RuleError("没有写原因，没有改动。", hint="请写明监考人员和原因。")
        with self._store.begin(action) as uow:
            attempt = uow.session.get(Attempt, attempt_id)
            if attempt is None or attempt.deleted:
                raise RuleError("没有找到这份答卷，没有改动。", hint="请刷新后重新选择。")
            yield uow, attempt
            uow.commit()

    def _note(
        self, session: Session, attempt: Attempt, kind: EventKind, reason: str, seconds: int = 0
    ) -> None:
        add_event(session, attempt.id, kind, self._clock(), seconds=seconds, note=reason.strip())

    def _note_wrong_code(self, attempt_id: AttemptId) -> None:
        with self._store.begin("监考码输错") as uow:
            add_event(uow.session, attempt_id, EventKind.WRONG_CODE, self._clock())
            uow.commit()


_Line = tuple[datetime, AttemptId, str, str, EventKind | None, int]


def _line(row: AttemptEvent) -> _Line:
    kind = EventKind(row.kind)
    said = event_text(kind, row.seconds)
    return row.at, AttemptId(row.attempt_id), said, event_note(row.note), kind, row.seconds


def _course(attempt: Attempt) -> list[_Line]:
    """Beginning, interruptions and end of an attempt; one on paper was only typed in here."""
    key = AttemptId(attempt.id)
    if attempt.origin == Origin.PAPER.value:
        return [(attempt.started_at, key, "纸质答卷录入交卷", "", None, 0)]
    found: list[_Line] = [(attempt.started_at, key, "开始答题", "", None, 0)]
    for stopped, resumed in attempt.interruptions:
        note = interruption_note(stopped, resumed)
        found.append((datetime.fromisoformat(resumed), key, "中断后接着答题", note, None, 0))
    if attempt.handed_in_at is not None:
        said = handed_in_text(EndedBy(attempt.ended_by))
        found.append((attempt.handed_in_at, key, said, "", None, attempt.seconds_used))
    return found


def _by_time(line: RoomEvent) -> tuple[datetime, int]:
    """Within one moment what came of itself stands before what was done about it."""
    return line.at, 0 if line.kind is None else 1 if line.kind is EventKind.LEFT else 2


def _refuse_handed_in(attempt: Attempt, what: str) -> None:
    if attempt.handed_in_at is not None:
        raise RuleError(f"这份试卷已经交了，{what}。", hint="请刷新后再看。")
