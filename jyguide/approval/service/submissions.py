"""Use cases of the lists of names that go to the city."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Nomination, Station, Submission
from db.uow import Store, UnitOfWork
from jyguide.approval.refusing import refuse_future, refuse_lacking
from jyguide.approval.row import NameKey, NominationRow, StandingRow, SubmissionRow
from jyguide.approval.service.standing_rows import living, standing_rows, whom
from jyguide.approval.service.submission_rows import (
    by_key,
    documents_of,
    draft_of,
    living_names,
    living_submission,
    name_key,
    name_row,
    outcome_counts,
    refuse_changed,
    refuse_unfit,
    submission_row,
)
from jyguide.approval.step import SUBMISSION_KIND_NAMES, SubmissionKind
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.official_number import tidy_number
from jyguide.errors import RuleError
from jyguide.ids import PersonId, StationId, SubmissionId
from jyguide.people.row import PersonRow
from jyguide.people.service import PeopleService


class SubmissionService:
    """Lists of names: put together, submitted, and decided on name by name."""

    def __init__(self, store: Store, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._clock = clock
        self._people = people

    def lists(self) -> list[SubmissionRow]:
        """Every list, those being put together first, then the newest."""
        with self._store.read() as session:
            counts = outcome_counts(session)
            found = session.execute(
                select(Submission, Station.name)
                .outerjoin(Station, Station.id == Submission.station_id)
                .where(Submission.deleted.is_(False))
            ).all()
        rows = [
            submission_row(one, station or "", counts.get(one.id, {})) for one, station in found
        ]
        return sorted(rows, key=lambda row: (row.submitted_on or date.max, row.id), reverse=True)

    def names(self, submission_id: SubmissionId) -> list[NominationRow]:
        """Everybody on a list, 按姓氏笔画.

        Raises:
            RuleError: it was deleted meanwhile.
        """
        return self.names_of([submission_id])

    def names_of(self, submissions: Sequence[SubmissionId]) -> list[NominationRow]:
        """Everybody on several lists, list by list.

        Raises:
            RuleError: one was deleted meanwhile.
        """
        with self._store.read() as session:
            lists = [living_submission(session, key) for key in submissions]
            found = [
                (one, name)
                for one in lists
                for name in living_names(session, SubmissionId(one.id))
            ]
            documents = documents_of(session, submissions)
            people = by_key(self._people, [PersonId(name.person_id) for _, name in found])
            standings = {
                row.person.id: row
                for row in standing_rows(session, list(people.values()), self._today)
            }
        rows = [
            name_row(one, name, people[PersonId(name.person_id)], standings, documents)
            for one, name in found
            if PersonId(name.person_id) in people
        ]
        return sorted(
            rows,
            key=lambda row: (
                submissions.index(row.submission),
                row.person.stroke_key,
                row.person.id,
            ),
        )

    def draft(
        self, people: Sequence[PersonId], kind: SubmissionKind, title: str = ""
    ) -> list[SubmissionId]:
        """Begin a list of people who are ready; where they are of several stations, one for each.

        Raises:
            RuleError: somebody is not ready; says what he lacks.
        """
        named = living(self._people.people(ids=list(dict.fromkeys(people))))
        title = title.strip() or _usual_title(kind)
        with self._store.begin(f"制作上报名单“{title}”（{whom(named)}）") as uow:
            rows = self._ready(uow.session, named, kind)
            made = []
            for station_id, members in _by_station(rows).items():
                one = Submission(station_id=station_id, kind=kind.value, title=title)
                uow.session.add(one)
                _add_names(uow, SubmissionId(one.id), members)
                made.append(SubmissionId(one.id))
            uow.commit()
        return made

    def add_names(self, submission_id: SubmissionId, people: Sequence[PersonId]) -> Changed:
        """Put more people on a list that is still being put together.

        Raises:
            RuleError: it was submitted, or somebody is not ready or of another station.
        """
        named = living(self._people.people(ids=list(dict.fromkeys(people))))
        with self._store.begin(f"名单增加人员（{whom(named)}）") as uow:
            one = draft_of(uow.session, submission_id)
            rows = self._ready(uow.session, named, SubmissionKind(one.kind))
            foreign = [row.person.name for row in rows if row.station_id != one.station_id]
            if foreign:
                raise RuleError(
                    f"{foreign[0]}不是这份名单所属指导站的指导员，没有改动名单。",
                    hint="一份名单只报一个站的人，请为他另做一份。",
                )
            _add_names(uow, submission_id, rows)
            uow.commit()
        return Changed.APPROVALS

    def change(
        self, submission_id: SubmissionId, title: str, note: str, seen: str | None = None
    ) -> Changed:
        """Change a list's title or note.

        Raises:
            RuleError: there is no title, or the list was changed or deleted meanwhile.
        """
        if not title.strip():
            raise RuleError("没有填名单标题，没有保存。", hint="请填写标题。")
        with self._store.begin("修改上报名单") as uow:
            one = living_submission(uow.session, submission_id)
            refuse_changed(one, seen)
            one.title, one.note = title.strip(), note.strip()
            uow.commit()
        return Changed.APPROVALS

    def submit(
        self, submission_id: SubmissionId, on: date, number: str = "", seen: str | None = None
    ) -> Changed:
        """Note down that a list went to the city, on this day and under this number.

        A list already submitted gets the day and the number anew, decided on or not.

        Raises:
            RuleError: nobody is on it, the day is after today or after a decision, somebody who
                waits is not ready any more, or it was changed meanwhile.
        """
        refuse_future("上报日期", on, self._today)
        with self._store.begin("登记上报") as uow:
            one = living_submission(uow.session, submission_id)
            refuse_changed(one, seen)
            names = living_names(uow.session, submission_id)
            _refuse_day(one, names, on)
            one.submitted_on, one.number = on, tidy_number(number)
            uow.session.flush()
            waiting = [
                NameKey(submission_id, PersonId(name.person_id))
                for name in names
                if not name.outcome
            ]
            people = by_key(self._people, [name.person for name in waiting])
            what = ("上报", self._today, date.max)
            refuse_unfit(uow.session, people, waiting, what)
            uow.commit()
        return Changed.APPROVALS

    def drop(self, submission_id: SubmissionId) -> Changed:
        """Give up a list that is still being put together.

        Raises:
            RuleError: it was submitted.
        """
        with self._store.begin("删除上报名单") as uow:
            one = draft_of(uow.session, submission_id)
            one.deleted = True
            for name in living_names(uow.session, submission_id):
                name.deleted = True
            uow.commit()
        return Changed.APPROVALS

    @property
    def _today(self) -> date:
        return self._clock().date()

    def _ready(
        self, session: Session, people: Sequence[PersonRow], kind: SubmissionKind
    ) -> list[StandingRow]:
        rows = standing_rows(session, people, self._today)
        refuse_lacking(
            f"{SUBMISSION_KIND_NAMES[kind]}名单",
            [(row.person.name, row.lacks_for(kind)) for row in rows],
        )
        return rows


def _refuse_day(one: Submission, names: Sequence[Nomination], on: date) -> None:
    if not names:
        raise RuleError(f"“{one.title}”上没有人，没有登记上报。", hint="请先加入人员。")
    decided = min((name.decided_on for name in names if name.decided_on), default=None)
    if decided is not None and on > decided:
        raise RuleError(
            f"上报日期晚于 {decided} 已登记的结果，没有登记。", hint="请核对上报日期。"
        )


def _add_names(uow: UnitOfWork, key: SubmissionId, rows: Iterable[StandingRow]) -> None:
    """Names not on the list yet; one taken off it before comes back."""
    for row in rows:
        known = uow.session.get(Nomination, name_key(key, row.id))
        if known is not None:
            known.deleted, known.instructor_kind = False, row.kind
            continue
        uow.session.add(
            Nomination(
                id=name_key(key, row.id),
                submission_id=key,
                person_id=row.id,
                instructor_kind=row.kind,
            )
        )


def _by_station(rows: Iterable[StandingRow]) -> Mapping[StationId | None, list[StandingRow]]:
    found: dict[StationId | None, list[StandingRow]] = defaultdict(list)
    for row in rows:
        found[row.station_id].append(row)
    return found


def _usual_title(kind: SubmissionKind) -> str:
    what = "上岗" if kind is SubmissionKind.FIRST else "续聘"
    return f"关于批准基层党建指导员{what}的请示"
