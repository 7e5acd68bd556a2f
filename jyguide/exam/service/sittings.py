"""Use cases of sitting an exam: open it, begin or resume, store every answer, hand in."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from sqlalchemy import func, select

from db.models import Attempt, AttemptClock
from db.models import Exam as ExamTable
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.exam.row import (
    CandidateRow,
    CandidateState,
    ExamRow,
    ExamRules,
    ExamState,
    Sitting,
)
from jyguide.exam.service.answering import AnsweringService
from jyguide.exam.service.attempt_events import holds, is_locked, is_void
from jyguide.exam.service.attempts import (
    answers,
    begun_here,
    new_attempt,
    paper_id_of,
    response_of,
    take_over,
    time_of,
)
from jyguide.exam.service.exam_rows import (
    candidate_row,
    exam_rows,
    progress,
    undecided_or_passed,
)
from jyguide.exam.service.papers import PaperService
from jyguide.exam.sitting import code_problem
from jyguide.ids import AttemptId, ExamId, PaperId, PersonId, SessionId
from jyguide.people.service import PeopleService
from jyguide.place import Place
from jyguide.training.service import TrainingService


class SittingService(AnsweringService):
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
        super().__init__(store, clock, papers)
        self._place = place
        self._people = people
        self._training = training

    def open_exam(
        self,
        paper_id: PaperId,
        title: str,
        session_id: SessionId,
        rules: ExamRules = ExamRules(),  # noqa: B008 - frozen
    ) -> ExamId:
        """Put a paper before the people of a training session.

        Raises:
            RuleError: no title, a proctor code that is none, or the paper, the session or the
                exam to be made up for is gone.
        """
        if not title.strip():
            raise RuleError("考试名称没有填，没有开考。", hint="请填写考试名称。")
        if problem := code_problem(rules):
            raise RuleError(f"{problem}没有开考。", hint="请改正监考码。")
        self._training.session(session_id)
        self._papers.paper(paper_id)
        if rules.makeup_of is not None:
            self.exam(rules.makeup_of)
        with self._store.begin(f"安排考试“{title.strip()}”") as uow:
            row = ExamTable(
                station_id=self._place.station_id,
                session_id=session_id,
                paper_id=paper_id,
                title=title.strip(),
                state=ExamState.OPEN.value,
                proctor_code=rules.proctor_code,
                leaving_locks=rules.leaving_locks,
                reveal=rules.reveal.value,
                makeup_of_id=rules.makeup_of,
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
                    ~is_void(Attempt.id),
                )
            )
            if state is ExamState.CLOSED and sitting:
                raise RuleError(
                    f"还有 {sitting} 人没有交卷，考试没有结束。",
                    hint="请让他们交卷；因故离场的，选中他后点“收卷”。",
                )
            uow.session.get_one(ExamTable, exam_id).state = state.value
            uow.commit()
        return Changed.EXAMS

    def exams(self) -> list[ExamRow]:
        """Every exam, the newest first."""
        with self._store.read() as session:
            return exam_rows(session)

    def exam(self, exam_id: ExamId) -> ExamRow:
        """One exam.

        Raises:
            RuleError: there is no such exam.
        """
        with self._store.read() as session:
            for row in exam_rows(session, exam_id):
                return row
        raise RuleError("没有找到这场考试，没有改动。", hint="请刷新列表后重新选择。")

    def candidates(self, exam_id: ExamId) -> list[CandidateRow]:
        """Those who may sit an exam, and how far each has come.

        They are the people of the session who attended; of a make-up exam, those who failed or
        missed the other one.
        """
        exam = self.exam(exam_id)
        with self._store.read() as session:
            begun = progress(session, exam_id)
        invited = self._invited(exam)
        wanted = [*invited, *(one for one in begun if one not in invited)]
        people = self._people.people(ids=wanted)
        return [candidate_row(person, begun.get(person.id, {})) for person in people]

    def names(self, person_ids: Sequence[PersonId]) -> dict[PersonId, str]:
        """What people are called, those taken off the list since among them."""
        return {row.id: row.name for row in self._people.people(ids=person_ids)}

    def begin(self, exam_id: ExamId, person_id: PersonId, id_tail: str) -> Sitting:
        """Begin an attempt, or go on with one where it stopped.

        Whichever window had it before takes no more answers from now on.

        Args:
            exam_id: The exam.
            person_id: Who says he is.
            id_tail: The last four characters of his ID number, as he typed them.

        Raises:
            RuleError: wrong tail, not on the list, exam closed, or handed in already.
        """
        exam = self.admit(exam_id, person_id, id_tail)
        with self._store.begin("开始答题") as uow:
            attempt = begun_here(uow.session, exam.id, person_id)
            resumed = attempt is not None
            if attempt is None:
                row = uow.session.get_one(ExamTable, exam.id)
                device = self._place.device_letter
                attempt = new_attempt(uow.session, row, person_id, self.clock(), device)
            attempt.deleted = False  # its beginning was undone
            take_over(uow.session, attempt, self.clock())
            uow.commit()
            attempt_id = AttemptId(attempt.id)
        return self._sitting(exam, attempt_id, resumed=resumed)

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

    def _invited(self, exam: ExamRow) -> list[PersonId]:
        if exam.rules.makeup_of is not None:
            with self._store.read() as session:
                done = undecided_or_passed(session, exam.rules.makeup_of)
            first = self.candidates(exam.rules.makeup_of)
            return [row.person_id for row in first if row.person_id not in done]
        enrolled = self._training.enrolments(exam.session_id) if exam.session_id else []
        return [row.person_id for row in enrolled if row.attended]

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

    def _sitting(self, exam: ExamRow, attempt_id: AttemptId, *, resumed: bool) -> Sitting:
        with self._store.read() as session:
            attempt = session.get_one(Attempt, attempt_id)
            clock = session.get_one(AttemptClock, attempt_id)
            paper = self._papers.paper(paper_id_of(session, attempt))
            given = {row.paper_item_id: row for row in answers(session, attempt_id)}
            allowed = time_of(attempt)
            person_id = PersonId(attempt.person_id)
            used, holder = clock.seconds_used, clock.holder
            locked = holds(session, is_locked(attempt_id))
        stored = {one.position: given[one.id] for one in paper.places if one.id in given}
        return Sitting(
            attempt_id=attempt_id,
            title=exam.title,
            candidate=self._people.person(person_id).name,
            places=paper.places,
            responses={at: response_of(row.response) for at, row in stored.items()},
            later=frozenset(at for at, row in stored.items() if row.later),
            seconds_allowed=allowed,
            seconds_used=min(used, allowed),
            resumed=resumed,
            holder=holder,
            locked=locked,
            rules=exam.rules,
        )
