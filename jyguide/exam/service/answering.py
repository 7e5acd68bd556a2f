"""Use cases of an attempt under way: its answers, its time, its window, handing it in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from db.models import Attempt
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.exam.marking.mark import Response
from jyguide.exam.row import EndedBy, EventKind, Given, Outcome, Pace, Standing
from jyguide.exam.service.attempt_events import add_event, holds, is_locked, is_void
from jyguide.exam.service.attempts import (
    clock_of,
    come_back,
    first_marking,
    interrupt,
    lock,
    open_attempt,
    paper_id_of,
    run_to,
    store_answer,
    stored_responses,
    time_of,
)
from jyguide.exam.service.markings import latest_marking
from jyguide.exam.service.papers import PaperService
from jyguide.exam.sitting import Interruption, TimeLeft
from jyguide.ids import AttemptId


class AnsweringService:
    """What the exam window tells while an attempt runs, each call kept by itself.

    Attributes:
        clock: The time of day, as the exam window compares it with the time it counts.
    """

    def __init__(self, store: Store, clock: Clock, papers: PaperService) -> None:
        self._store = store
        self.clock = clock
        self._papers = papers

    def answer(
        self,
        attempt_id: AttemptId,
        place_id: Any,
        response: Response,
        *,
        later: bool,
        seconds_used: int,
    ) -> None:
        """Store one answer that is given without a window; see ``record``."""
        self.record(attempt_id, Given(place_id, response, later), Pace(seconds_used))

    def record(self, attempt_id: AttemptId, given: Given, pace: Pace) -> None:
        """Store one answer the moment it is given, together with the time it was given at.

        Raises:
            RuleError: the paper has been handed in, or goes on in another window.
        """
        with self._store.begin("答题") as uow:
            attempt = open_attempt(uow.session, attempt_id)
            run_to(uow.session, attempt_id, pace, self.clock())
            store_answer(uow.session, attempt, given, self.clock())
            uow.commit()

    def beat(self, attempt_id: AttemptId, pace: Pace, *, leaving: bool = False) -> Standing:
        """Remember how long the exam window has run, and tell it what others have done.

        Called every few seconds. Once the paper is handed in, nothing more is counted.

        Args:
            attempt_id: The attempt.
            pace: Its time.
            leaving: Whether the window lets go of it, so that the next one takes over nothing.

        Raises:
            TakenOver: it goes on in another window.
        """
        with self._store.begin("计时") as uow:
            attempt = uow.session.get_one(Attempt, attempt_id)
            if attempt.handed_in_at is None:
                run_to(uow.session, attempt_id, pace, self.clock())
                if leaving:
                    clock = clock_of(uow.session, attempt_id, self.clock())
                    come_back(uow.session, clock)
                    clock.holder = None
            found = Standing(
                seconds_allowed=time_of(attempt),
                locked=holds(uow.session, is_locked(attempt_id)),
                void=holds(uow.session, is_void(attempt_id)),
                handed_in=attempt.handed_in_at is not None,
            )
            uow.commit()
            return found

    def lose_screen(self, attempt_id: AttemptId, pace: Pace) -> None:
        """Remember that the exam window has lost the screen, though the program be killed."""
        with self._store.begin("离开考试窗口") as uow:
            run_to(uow.session, attempt_id, pace, self.clock())
            clock = clock_of(uow.session, attempt_id, self.clock())
            clock.left_at = clock.left_at or self.clock()
            uow.commit()

    def lock(self, attempt_id: AttemptId, pace: Pace) -> None:
        """Let the paper wait for the proctor, since the window has lost the screen."""
        with self._store.begin("锁定试卷") as uow:
            run_to(uow.session, attempt_id, pace, self.clock())
            lock(uow.session, attempt_id, self.clock())
            uow.commit()

    def regain_screen(self, attempt_id: AttemptId, pace: Pace, seconds: int) -> None:
        """Record for how many seconds the exam window was away from the screen."""
        with self._store.begin("回到考试窗口") as uow:
            run_to(uow.session, attempt_id, pace, self.clock())
            come_back(uow.session, clock_of(uow.session, attempt_id, self.clock()), seconds)
            uow.commit()

    def note_clock(self, attempt_id: AttemptId, pace: Pace, seconds: int) -> None:
        """Record that the PC's date and time were moved; the time left is not touched by it."""
        with self._store.begin("电脑时间被改动") as uow:
            run_to(uow.session, attempt_id, pace, self.clock())
            add_event(
                uow.session, attempt_id, EventKind.CLOCK_MOVED, self.clock(), seconds=seconds
            )
            uow.commit()

    def note_standstill(self, attempt_id: AttemptId, pace: Pace, span: Interruption) -> None:
        """Record that the PC slept, which is told and counted as a power cut is."""
        with self._store.begin("电脑休眠") as uow:
            attempt = uow.session.get_one(Attempt, attempt_id)
            run_to(uow.session, attempt_id, pace, self.clock())
            if attempt.handed_in_at is None:
                interrupt(attempt, span)
            uow.commit()

    def hand_in(
        self,
        attempt_id: AttemptId,
        pace: Pace | int,
        ended_by: EndedBy,
        given: Sequence[Given] = (),
    ) -> Changed:
        """Close an attempt for good and mark what can be marked at once.

        Handing in twice does nothing.

        Args:
            attempt_id: The attempt.
            pace: Its time; plain seconds where no window counted them.
            ended_by: Who closes it.
            given: Answers not known to be stored, which go along.

        Raises:
            TakenOver: it goes on in another window.
            TimeLeft: time is not up, since the proctor has granted more in this very moment.
        """
        with self._store.begin("交卷") as uow:
            attempt = uow.session.get_one(Attempt, attempt_id)
            if attempt.handed_in_at is not None:
                return Changed.EXAMS
            now = self.clock()
            told = Pace(pace) if isinstance(pace, int) else pace
            used = run_to(uow.session, attempt_id, told, now)
            if ended_by is EndedBy.TIME_UP and used < time_of(attempt):
                raise TimeLeft
            for one in given:
                store_answer(uow.session, attempt, one, now)
            self.close_attempt(uow.session, attempt, ended_by)
            uow.commit()
        return Changed.EXAMS

    def close_attempt(self, session: Session, attempt: Attempt, ended_by: EndedBy) -> None:
        """Close an attempt and mark it, as part of whatever action it belongs to."""
        now = self.clock()
        attempt_id = AttemptId(attempt.id)
        clock = clock_of(session, attempt_id, now)
        come_back(session, clock)
        attempt.seconds_used = min(clock.seconds_used, time_of(attempt))
        attempt.ended_by = ended_by.value
        attempt.handed_in_at = now
        paper = self._papers.paper(paper_id_of(session, attempt))
        responses = stored_responses(session, attempt_id)
        session.add(first_marking(attempt_id, paper, responses, now))

    def outcome(self, attempt_id: AttemptId) -> Outcome:
        """What a candidate may be told of his own paper.

        Raises:
            RuleError: it has not been handed in, or is void.
        """
        with self._store.read() as session:
            marking = latest_marking(session, attempt_id)
            paper_id = paper_id_of(session, session.get_one(Attempt, attempt_id))
            waiting = set(marking.waiting)
            marks = {int(position): points for position, points in marking.marks.items()}
        paper = self._papers.paper(paper_id)
        return Outcome(
            points=sum(points for at, points in marks.items() if at not in waiting),
            total_points=paper.row.total_points,
            pass_points=paper.row.pass_points,
            decided_points=sum(one.points for one in paper.places if one.position not in waiting),
            waiting=len(waiting),
        )
