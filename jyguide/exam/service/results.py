"""Use cases of results: who passed, what was wrong, how good the items were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from db.models import Answer, Attempt, Exam, Marking
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.exam.analysis import analyse
from jyguide.exam.analysis.report import ExamFigures, result_text
from jyguide.exam.analysis.result_workbook import write_result_workbook
from jyguide.exam.marking.mark import MarkingRule, Response, given_sentence
from jyguide.exam.paper import Paper, PaperPlace, corrected
from jyguide.exam.points import Points, format_points
from jyguide.exam.row import AnswerSheet, EndedBy, Origin, ResultRow, SheetLine
from jyguide.exam.service.attempts import paper_id_of, response_of
from jyguide.exam.service.markings import latest_marking, latest_markings
from jyguide.exam.service.papers import PaperService
from jyguide.exam.service.pool import (
    HandedIn,
    edited_since,
    handed_in,
    letters_text,
    over_all_exams,
    table_of,
)
from jyguide.exam.service.sittings import SittingService
from jyguide.ids import AttemptId, ExamId, PaperId
from jyguide.people.service import PeopleService
from jyguide.people.service.merged import read_merged
from jyguide.place import Place


class ResultService:
    """Everything the program does with attempts once they are handed in."""

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        people: PeopleService,
        papers: PaperService,
        sittings: SittingService,
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people
        self._papers = papers
        self._sittings = sittings

    def unmarked(self) -> int:
        """How many papers of this office's own exams wait for a person to mark answers."""
        waiting = (
            latest_markings()
            .with_only_columns(func.count())
            .join(Exam, Exam.id == Attempt.exam_id)
            .where(
                Exam.deleted.is_(False),
                Exam.station_id == self._place.station_id,
                cast(Marking.waiting, String) != "[]",
            )
        )
        with self._store.read() as session:
            return session.scalar(waiting) or 0

    def results(self, exam_id: ExamId) -> list[ResultRow]:
        """Everybody's result by the latest marking, by pinyin: people are never ranked."""
        exam = self._sittings.exam(exam_id)
        with self._store.read() as session:
            found = [
                (attempt, marking)
                for attempt, marking in session.execute(
                    latest_markings().where(Attempt.exam_id == exam_id)
                )
            ]
            merged = read_merged(session)
        ids = list({merged.end(attempt.person_id) for attempt, _ in found})
        people = {row.id: row for row in self._people.people(ids=ids)}
        rows = [
            (people[end], attempt, marking)
            for attempt, marking in found
            if (end := merged.end(attempt.person_id)) in people
        ]
        rows.sort(key=lambda row: (row[0].pinyin_key, row[0].id))
        return [
            _result(person, attempt, marking, exam.total_points)
            for person, attempt, marking in rows
        ]

    def sheet(self, attempt_id: AttemptId) -> AnswerSheet:
        """Everything one person answered, with marks.

        Raises:
            RuleError: the paper has not been handed in, or is void.
        """
        with self._store.read() as session:
            exam_id = ExamId(session.get_one(Attempt, attempt_id).exam_id)
            latest_marking(session, attempt_id)
        return next(one for one in self.sheets(exam_id) if one.result.attempt_id == attempt_id)

    def sheets(self, exam_id: ExamId) -> list[AnswerSheet]:
        """All answer sheets of an exam, in the order of its results."""
        results = self.results(exam_id)
        with self._store.read() as session:
            sat = {one.attempt_id: one for one in handed_in(session, exams=[exam_id])}
            given = _responses(session, exam_id)
            overall = over_all_exams(session, [one.person_id for one in results])
        papers = self._sat(sat.values())
        return [
            AnswerSheet(
                result,
                _lines(papers[one.paper_id], one, given.get(one.attempt_id, {})),
                *overall.get(result.person_id, (1, ())),
            )
            for result in results
            if (one := sat.get(result.attempt_id)) is not None
        ]

    def paper_of(self, exam_id: ExamId) -> Paper:
        """The paper of an exam; with variants, the one they were made of."""
        return self._papers.paper(self._sittings.exam(exam_id).paper_id)

    def figures(self, exam_id: ExamId) -> ExamFigures:
        """How good the paper and its items were, over everybody who handed it in.

        Where people sat variants, items stand in the order of the exam's own paper, and options
        are called by its letters.
        """
        exam, paper = self._sittings.exam(exam_id), self.paper_of(exam_id)
        with self._store.read() as session:
            attempts = handed_in(session, exams=[exam_id])
        papers = self._sat(attempts)
        with self._store.read() as session:
            table = table_of(session, attempts, papers, paper.places)
            edited = edited_since(session, paper)
        variants = len({one.paper_id for one in attempts} | {paper.row.id}) > 1
        return ExamFigures(
            title=exam.title,
            paper=paper,
            places=paper.places,
            letters=letters_text(paper, variants=variants),
            analysis=analyse(table),
            edited=edited,
        )

    def write_workbook(self, exam_id: ExamId, target: Path) -> None:
        """Write the list of results with the analysis of items.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
        """
        candidates = self._sittings.candidates(exam_id)
        text = result_text(self.figures(exam_id), self.sheets(exam_id), candidates)
        write_result_workbook(text, target)

    def issued(self) -> tuple[str, date]:
        """Who issues what is printed about an exam, and when: this office, today."""
        return self._place.office, self._clock().date()

    def personal_sheets(
        self, exam_id: ExamId, attempts: Sequence[AttemptId] | None = None
    ) -> list[Document]:
        """个人答卷分析 for each of these attempts, or for all, by pinyin."""
        from jyguide.exam.printing.personal_sheet import SheetText, personal_sheet  # noqa: PLC0415 - files

        exam = self._sittings.exam(exam_id)
        said = SheetText(exam.title, *self.issued())
        return [
            personal_sheet(said, sheet)
            for sheet in self.sheets(exam_id)
            if attempts is None or sheet.result.attempt_id in attempts
        ]

    def _sat(self, attempts: Iterable[HandedIn]) -> dict[PaperId, Paper]:
        """The papers that were sat, each read once."""
        return {key: self._papers.paper(key) for key in {one.paper_id for one in attempts}}

    def mark_by_hand(
        self, attempt_id: AttemptId, points: Mapping[int, Points], reason: str = ""
    ) -> Changed:
        """Give the marks of some places of one paper by hand; see ``mark_all``.

        Args:
            attempt_id: Whose paper.
            points: By position, in tenths of a point; none at all changes nothing.
            reason: Why a mark that stood is changed; needed where none was waiting.

        Raises:
            RuleError: no such place, more points than it has, or no reason for changing a given
                mark.
        """
        return self.mark_all({attempt_id: points}, reason)

    def mark_all(
        self, marks: Mapping[AttemptId, Mapping[int, Points]], reason: str = ""
    ) -> Changed:
        """Mark several papers in one action, all or none.

        Each gets a new marking that names the one it replaces; a paper without marks gets none.

        Raises:
            RuleError: as ``mark_by_hand``.
        """
        given = {attempt_id: points for attempt_id, points in marks.items() if points}
        with self._store.begin("评阅试卷") as uow:
            for attempt_id, points in given.items():
                attempt = uow.session.get_one(Attempt, attempt_id)
                former = latest_marking(uow.session, attempt_id)
                paper = self._papers.paper(paper_id_of(uow.session, attempt))
                _check_marks(paper, points, former, reason)
                uow.session.add(_remarked(former, points, paper, self._clock(), reason.strip()))
            uow.commit()
        return Changed.EXAMS if given else Changed(0)


def _responses(session: Session, exam_id: ExamId) -> dict[AttemptId, dict[Any, Response]]:
    """All answers of an exam in one query, by attempt and place."""
    found: dict[AttemptId, dict[Any, Response]] = {}
    statement = (
        select(Answer.attempt_id, Answer.paper_item_id, Answer.response)
        .join(Attempt, Attempt.id == Answer.attempt_id)
        .where(Attempt.exam_id == exam_id, Answer.deleted.is_(False))
    )
    for attempt, place, kept in session.execute(statement):
        found.setdefault(AttemptId(attempt), {})[place] = response_of(kept)
    return found


def _lines(
    paper: Paper, handed: HandedIn, responses: Mapping[Any, Response]
) -> tuple[SheetLine, ...]:
    return tuple(
        _line(
            place,
            responses.get(place.id),
            handed.marks[str(place.position)],
            paper.rule,
            waiting=place.position in handed.waiting,
        )
        for place in paper.places
    )


def _line(
    place: PaperPlace, response: Response, points: Points, rule: MarkingRule, *, waiting: bool
) -> SheetLine:
    computed = place.mark(response, rule)
    former = corrected(place, None).mark(response, rule) if place.change else None
    return SheetLine(
        place=place,
        response=response,
        points=points,
        waiting=waiting,
        hint=computed.points,
        sentence=given_sentence(computed, points, waiting=waiting, former=former),
    )


def _remarked(
    former: Marking, points: Mapping[int, Points], paper: Paper, now: datetime, reason: str
) -> Marking:
    marks = former.marks | {str(place): value for place, value in points.items()}
    total = sum(marks.values())
    return Marking(
        attempt_id=former.attempt_id,
        replaces_id=former.id,
        at=now,
        marks=marks,
        points=total,
        passed=total >= paper.row.pass_points,
        waiting=[place for place in former.waiting if place not in points],
        reason=reason,
        key_changes=former.key_changes,
    )


def _check_marks(paper: Paper, points: Mapping[int, Points], former: Marking, reason: str) -> None:
    worth = {place.position: place.points for place in paper.places}
    for place, value in points.items():
        if place not in worth:
            raise RuleError(
                f"试卷上没有第 {place} 题，没有保存。", hint=f"这份试卷共 {len(worth)} 题。"
            )
        if not 0 <= value <= worth[place]:
            raise RuleError(
                f"第 {place} 题满分 {format_points(worth[place])} 分，"
                f"不能给 {format_points(value)} 分，没有保存。",
                hint="请改正分数。",
            )
    if set(points) - set(former.waiting) and not reason.strip():
        raise RuleError("改动已有的分数要写明原因，没有保存。", hint="请填写更正原因。")


def _result(person: Any, attempt: Attempt, marking: Marking, total: Points) -> ResultRow:
    assert attempt.handed_in_at is not None  # noqa: S101 - only such attempts are marked
    return ResultRow(
        attempt_id=AttemptId(attempt.id),
        person_id=person.id,
        name=person.name,
        station=person.station,
        organisation=person.organisation,
        points=marking.points,
        total_points=total,
        passed=marking.passed and not marking.waiting,
        waiting=len(marking.waiting),
        seconds_used=attempt.seconds_used if attempt.origin == Origin.SCREEN.value else None,
        handed_in_at=attempt.handed_in_at,
        ended_by=EndedBy(attempt.ended_by),
        interruptions=tuple(
            (datetime.fromisoformat(stopped), datetime.fromisoformat(resumed))
            for stopped, resumed in attempt.interruptions
        ),
        remarked=marking.replaces_id is not None,
    )
