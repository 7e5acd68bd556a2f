"""Use cases of sitting an exam: open it, begin or resume, store every answer, hand in."""

from __future__ import annotations

import unicodedata
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from db.keys import fixed_key, new_key
from db.models import Answer, Attempt, AttemptClock, JournalEntry
from db.models import Exam as ExamTable
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.exam.marking import Response
from jyguide.exam.paper import Paper
from jyguide.exam.row import (
    CandidateRow,
    CandidateState,
    EndedBy,
    ExamRow,
    ExamState,
    Sitting,
)
from jyguide.exam.service.attempts import (
    answers,
    first_marking,
    note_interruption,
    open_attempt,
    response_of,
    run_to,
    stored_responses,
)
from jyguide.exam.service.papers import PaperService
from jyguide.exam.sitting import remaining_seconds
from jyguide.ids import AttemptId, ExamId, PaperId, PersonId, SessionId
from jyguide.people.service import PeopleService
from jyguide.place import Place
from jyguide.training.service import TrainingService


class SittingService:
    """Everything between opening an exam and the last paper handed in."""

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        people: PeopleService,
        training: TrainingService,
        papers: PaperService,
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people
        self._training = training
        self._papers = papers

    def open_exam(self, paper_id: PaperId, title: str, session_id: SessionId) -> ExamId:
        """Put a paper before the people of a training session.

        Raises:
            RuleError: no title, or the paper or the session is gone.
        """
        if not title.strip():
            raise RuleError("考试名称没有填，没有开考。", hint="请填写考试名称。")
        self._training.session(session_id)
        self._papers.paper(paper_id)
        with self._store.begin(f"安排考试“{title.strip()}”") as uow:
            row = ExamTable(
                station_id=self._place.station_id,
                session_id=session_id,
                paper_id=paper_id,
                title=title.strip(),
                state=ExamState.OPEN.value,
            )
            uow.session.add(row)
            uow.commit()
            return ExamId(row.id)

    def set_state(self, exam_id: ExamId, state: ExamState) -> Changed:
        """Close an exam, or open it again.

        Raises:
            RuleError: somebody is still sitting it, or there is no such exam.
        """
        self.exam(exam_id)
        with self._store.begin("结束考试" if state is ExamState.CLOSED else "重新开放考试") as uow:
            sitting = uow.session.scalar(
                select(func.count()).where(
                    Attempt.exam_id == exam_id,
                    Attempt.handed_in_at.is_(None),
                    Attempt.deleted.is_(False),
                )
            )
            if state is ExamState.CLOSED and sitting:
                raise RuleError(
                    f"还有 {sitting} 人没有交卷，考试没有结束。",
                    hint="请让他们交卷；因故离场的，打开他的试卷后交卷。",
                )
            uow.session.get_one(ExamTable, exam_id).state = state.value
            uow.commit()
        return Changed.EXAMS

    def exams(self) -> list[ExamRow]:
        """Every exam, the newest first."""
        handed = func.count().filter(Attempt.handed_in_at.is_not(None))
        counts = (
            select(Attempt.exam_id, func.count().label("attempts"), handed.label("handed"))
            .where(Attempt.deleted.is_(False))
            .group_by(Attempt.exam_id)
            .subquery()
        )
        statement = (
            select(
                ExamTable,
                func.coalesce(counts.c.attempts, 0),
                func.coalesce(counts.c.handed, 0),
            )
            .outerjoin(counts, counts.c.exam_id == ExamTable.id)
            .where(ExamTable.deleted.is_(False))
            .order_by(ExamTable.id.desc())
        )
        sessions = {row.id: row.plan for row in self._training.sessions()}
        papers = {row.id: row for row in self._papers.papers()}
        with self._store.read() as session:
            found = [tuple(row) for row in session.execute(statement)]
        return [_exam_row(row, n, done, sessions, papers) for row, n, done in found]

    def exam(self, exam_id: ExamId) -> ExamRow:
        """One exam.

        Raises:
            RuleError: there is no such exam.
        """
        for row in self.exams():
            if row.id == exam_id:
                return row
        raise RuleError("没有找到这场考试，没有改动。", hint="请刷新列表后重新选择。")

    def candidates(self, exam_id: ExamId) -> list[CandidateRow]:
        """Those of the session who attended, and how far each has come."""
        exam = self.exam(exam_id)
        with self._store.read() as session:
            # One begun on another PC of the station may have come in; the one handed in counts.
            attempts = {
                row.person_id: row
                for row in session.scalars(
                    select(Attempt)
                    .where(Attempt.exam_id == exam_id, Attempt.deleted.is_(False))
                    .order_by(Attempt.handed_in_at.is_not(None), Attempt.id)
                )
            }
            states = {key: (AttemptId(row.id), _state(row)) for key, row in attempts.items()}
        enrolled = self._training.enrolments(exam.session_id) if exam.session_id else []
        here = [row for row in enrolled if row.attended or row.person_id in states]
        people = {row.id: row for row in self._people.people(ids=[row.person_id for row in here])}
        return [
            _candidate(people[row.person_id], *states.get(row.person_id, _NOT_BEGUN))
            for row in here
        ]

    def begin(self, exam_id: ExamId, person_id: PersonId, id_tail: str) -> Sitting:
        """Begin an attempt, or go on with one where it stopped.

        Args:
            exam_id: The exam.
            person_id: Who says he is.
            id_tail: The last four characters of his ID number, as he typed them.

        Raises:
            RuleError: wrong tail, not on the list, exam closed, or handed in already.
        """
        exam = self.admit(exam_id, person_id, id_tail)
        paper = self._papers.paper(exam.paper_id)
        resumed = self._enter(exam, person_id)
        return self._sitting(exam, paper, person_id, resumed=resumed)

    def admit(self, exam_id: ExamId, person_id: PersonId, id_tail: str) -> ExamRow:
        """Check that somebody may sit an exam, and who he is; writes nothing.

        Raises:
            RuleError: as ``begin``.
        """
        exam = self.exam(exam_id)
        if exam.state is ExamState.CLOSED:
            raise RuleError("这场考试已经结束，不能再答题。", hint="请与指导员联系。")
        states = {row.person_id: row.state for row in self.candidates(exam_id)}
        if person_id not in states:
            raise RuleError(
                "你不在这场考试的名单里，没有开始答题。", hint="请先签到，再参加考试。"
            )
        self._check_identity(person_id, id_tail)
        if states[person_id] is CandidateState.HANDED_IN:
            raise RuleError("你已经交卷，不能再次答题。", hint="成绩请向指导员查询。")
        return exam

    def answer(
        self,
        attempt_id: AttemptId,
        place_id: Any,
        response: Response,
        *,
        later: bool,
        seconds_used: int,
    ) -> None:
        """Store one answer the moment it is given, together with the time it was given at.

        Raises:
            RuleError: the paper has been handed in.
        """
        with self._store.begin("答题") as uow:
            attempt = open_attempt(uow.session, attempt_id)
            key = fixed_key("answer", attempt_id, place_id)
            row = uow.session.get(Answer, key)
            kept = list(response) if isinstance(response, tuple) else response
            if row is None:
                uow.session.add(
                    Answer(
                        id=key,
                        attempt_id=attempt.id,
                        paper_item_id=place_id,
                        response=kept,
                        later=later,
                        at=self._clock(),
                    )
                )
            elif row.deleted or (row.response, row.later) != (kept, later):
                row.response, row.later, row.at = kept, later, self._clock()
                row.deleted = False  # its giving was undone: its key is fixed
            run_to(uow.session, attempt_id, seconds_used, self._clock())
            uow.commit()

    def tick(self, attempt_id: AttemptId, seconds_used: int) -> None:
        """Remember how long the exam window has run; called every few seconds.

        A tick that comes after the paper was handed in counts for nothing.
        """
        with self._store.begin("计时") as uow:
            if uow.session.get_one(Attempt, attempt_id).handed_in_at is not None:
                return
            run_to(uow.session, attempt_id, seconds_used, self._clock())
            uow.commit()

    def hand_in(self, attempt_id: AttemptId, seconds_used: int, ended_by: EndedBy) -> Changed:
        """Close an attempt for good and mark what can be marked at once.

        Handing in twice does nothing.
        """
        with self._store.begin("交卷") as uow:
            attempt = uow.session.get_one(Attempt, attempt_id)
            if attempt.handed_in_at is not None:
                return Changed.EXAMS
            allowed = attempt.seconds_allowed + attempt.extra_seconds
            used = run_to(uow.session, attempt_id, seconds_used, self._clock())
            attempt.seconds_used = min(used, allowed)
            attempt.handed_in_at = self._clock()
            attempt.ended_by = ended_by.value
            exam = uow.session.get_one(ExamTable, attempt.exam_id)
            paper = self._papers.paper(PaperId(exam.paper_id))
            responses = stored_responses(uow.session, attempt_id)
            uow.session.add(first_marking(attempt_id, paper, responses, self._clock()))
            uow.commit()
        return Changed.EXAMS

    def _check_identity(self, person_id: PersonId, id_tail: str) -> None:
        person = self._people.person(person_id)
        typed = "".join(unicodedata.normalize("NFKC", id_tail).split()).upper()
        if not person.id_number:
            raise RuleError(
                f"“{person.name}”没有登记身份证号，不能核对身份，没有开始答题。",
                hint="请指导员先在“人员”页补上身份证号。",
            )
        if len(typed) != len("9998") or not person.id_number.endswith(typed):
            raise RuleError(
                "身份证号后四位不对，没有开始答题。", hint="请核对姓名，再输入身份证号的后四位。"
            )

    def _enter(self, exam: ExamRow, person_id: PersonId) -> bool:
        """Make the attempt, or note the interruption of one that is there."""
        now = self._clock()
        with self._store.begin("开始答题") as uow:
            attempt = _begun_here(uow.session, exam.id, person_id)
            if attempt is None:
                key = new_key()
                uow.session.add(
                    Attempt(
                        id=key,
                        exam_id=exam.id,
                        person_id=person_id,
                        started_at=now,
                        seconds_allowed=exam.minutes * 60,
                    )
                )
                uow.session.add(AttemptClock(attempt_id=key, seconds_used=0, at=now))
                uow.commit()
                return False
            attempt.deleted = False  # its beginning was undone
            note_interruption(uow.session, attempt, now)
            uow.commit()
            return True

    def _sitting(
        self, exam: ExamRow, paper: Paper, person_id: PersonId, *, resumed: bool
    ) -> Sitting:
        with self._store.read() as session:
            attempt = _begun_here(session, exam.id, person_id)
            assert attempt is not None  # noqa: S101 - it was entered just now
            attempt_id = AttemptId(attempt.id)
            clock = session.get(AttemptClock, attempt_id)
            given = {row.paper_item_id: row for row in answers(session, attempt_id)}
            by_position = {
                place.position: (response_of(given[place.id].response), given[place.id].later)
                for place in paper.places
                if place.id in given
            }
            allowed = attempt.seconds_allowed + attempt.extra_seconds
            used = clock.seconds_used if clock else 0
        return Sitting(
            attempt_id=attempt_id,
            title=exam.title,
            candidate=self._people.person(person_id).name,
            places=paper.places,
            responses={position: pair[0] for position, pair in by_position.items()},
            later=frozenset(position for position, pair in by_position.items() if pair[1]),
            seconds_allowed=allowed,
            seconds_used=min(used, allowed),
            resumed=resumed,
        )


_NOT_BEGUN = (None, CandidateState.WAITING)


def _begun_here(session: Session, exam_id: ExamId, person_id: PersonId) -> Attempt | None:
    """Somebody's attempt at an exam that was begun on this PC.

    One that he began on another PC stays his other attempt: answers of two sittings are never
    mixed, and where both were handed in, a person decides.
    """
    made_here = exists().where(JournalEntry.row_id == Attempt.id, JournalEntry.merge_id.is_(None))
    return session.scalar(
        select(Attempt).where(
            Attempt.exam_id == exam_id, Attempt.person_id == person_id, made_here
        )
    )


def _state(attempt: Attempt) -> CandidateState:
    return CandidateState.HANDED_IN if attempt.handed_in_at else CandidateState.SITTING


def _candidate(person: Any, attempt_id: AttemptId | None, state: CandidateState) -> CandidateRow:
    return CandidateRow(
        person_id=person.id,
        name=person.name,
        station=person.station,
        organisation=person.organisation,
        search=person.search,
        has_id=bool(person.id_number),
        state=state,
        attempt_id=attempt_id,
    )


def _exam_row(
    row: ExamTable, attempts: int, handed_in: int, sessions: Any, papers: Any
) -> ExamRow:
    plan = sessions.get(row.session_id)
    paper = papers[row.paper_id]
    return ExamRow(
        id=ExamId(row.id),
        title=row.title,
        state=ExamState(row.state),
        session_id=SessionId(row.session_id) if row.session_id else None,
        session_title=plan.title if plan else "",
        held_on=plan.starts_on if plan else None,
        paper_id=PaperId(row.paper_id),
        minutes=paper.minutes,
        total_points=paper.total_points,
        pass_points=paper.pass_points,
        attempts=attempts,
        handed_in=handed_in,
    )


def seconds_left(sitting: Sitting) -> int:
    """What a sitting still has when it begins or resumes."""
    return remaining_seconds(sitting.seconds_allowed, 0, sitting.seconds_used)
