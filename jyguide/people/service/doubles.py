"""Use cases of people entered twice: find them, merge them, keep them apart."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import (
    Attempt,
    Certificate,
    DistinctPeople,
    DrillReview,
    Enrolment,
    Instructor,
    Person,
    Posting,
)
from db.uow import Store, UnitOfWork
from jyguide.access.disclosing import Disclosing
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import PersonId, StationId
from jyguide.people.doubles import DoublePair, find_doubles
from jyguide.people.merging import Merged
from jyguide.people.person import PersonFacts
from jyguide.people.row import PersonRow
from jyguide.people.service.merged import read_merged
from jyguide.people.service.people import PeopleService, write_person
from jyguide.place import Place

MERGE_TOUCHES = (
    Changed.PEOPLE
    | Changed.SESSIONS
    | Changed.EXAMS
    | Changed.CERTIFICATES
    | Changed.DRILL
    | Changed.QUIZ
    | Changed.APPROVALS
)
"""Everything that speaks of people says another name or number after a merge."""

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Tally:
    """What there is of somebody, so that nobody merges blindly."""

    sessions: int = 0
    exams: int = 0
    certificates: int = 0
    drills: int = 0
    postings: int = 0

    @property
    def text(self) -> str:
        """Such as 2 期培训、1 次考试、1 张证书."""
        parts = (
            (self.sessions, "期培训"),
            (self.exams, "次考试"),
            (self.certificates, "张证书"),
            (self.drills, "次练习"),
            (self.postings, "段任职"),
        )
        return "、".join(f"{count} {unit}" for count, unit in parts if count) or "没有其他记录"


class DoubleService:
    """Finds people who may be one, and makes them one without losing either's history."""

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        people: PeopleService,
        disclosures: Disclosing,
    ) -> None:
        self._store = store
        self.disclosures = disclosures
        self._place = place
        self._clock = clock
        self._people = people

    def pairs(self) -> list[DoublePair]:
        """Everybody on the list who may be somebody else on it, the surest first."""
        people = self._people.people()
        with self._store.read() as session:
            told = session.execute(
                select(DistinctPeople.person_id, DistinctPeople.other_id).where(
                    DistinctPeople.deleted.is_(False)
                )
            )
            end = read_merged(session).end  # whoever is not him is not whom he lives on as
            ends = [sorted((end(one), end(other))) for one, other in told]
        apart = {(one, other) for one, other in ends}
        return find_doubles(people, apart)

    def tallies(self, person_ids: Sequence[PersonId]) -> dict[PersonId, Tally]:
        """What there is of each of these people, and of those merged into him before."""
        with self._store.read() as session:
            merged = read_merged(session)
            counts = [
                _counted(session, table, person_ids, merged)
                for table in (Enrolment, Attempt, Certificate, DrillReview, Posting)
            ]
        return {key: Tally(*(count[key] for count in counts)) for key in person_ids}

    def merge(
        self,
        first: PersonId,
        second: PersonId,
        facts: PersonFacts,
        seen: Mapping[PersonId, str] | None = None,
    ) -> PersonId:
        """Make two people one; returns the key he lives on under, the smaller of the two.

        What either did is found under him from now on, and at his station; undoing brings both
        back whole.

        Args:
            first: One of the two.
            second: The other.
            facts: What is to be kept about the one person; see ``merging.chosen_facts``.
            seen: The ``version`` of both rows when somebody compared them.

        Raises:
            RuleError: they are one already, one is gone or changed meanwhile, they belong to two
                stations and this is not the city, or a fact cannot be so. Nothing is changed.
        """
        from jyguide.people.entry import checked  # noqa: PLC0415 - not needed to start

        if first == second:
            raise RuleError("选的是同一个人，没有合并。", hint="请选两条不同的记录。")
        facts = checked(facts, self._clock().date())
        self._store.prepare_merging()
        with self._store.begin(f"合并人员“{facts.name}”") as uow:
            rows = self._both(uow.session, (first, second), seen or {})
            station_id = self._station_of(facts, rows)
            keep, other = sorted((first, second))
            gone = uow.session.get_one(Person, other)
            gone.same_as_id, gone.deleted = keep, True
            if gone.station_id != station_id:  # what he did goes where the one now is
                gone.station_id = station_id
                uow.session.flush()
            _settle_post(uow, keep, other, station_id, facts)
            write_person(uow, keep, station_id, facts)
            uow.commit()
        return keep

    def keep_apart(self, first: PersonId, second: PersonId) -> Changed:
        """Remember that two are two, so that nobody is asked again.

        Raises:
            RuleError: they are one row, or have been made one meanwhile.
        """
        one, other = sorted((first, second))
        with self._store.begin("确认不是同一个人") as uow:
            if len(set(map(read_merged(uow.session).end, (one, other)))) == 1:
                raise RuleError(
                    "两条记录已经是同一个人，没有改动。", hint="如合并有误，请先撤销合并。"
                )
            key = fixed_key("distinct_people", one, other)
            row = uow.session.get(DistinctPeople, key)
            if row is None:
                uow.session.add(DistinctPeople(id=key, person_id=one, other_id=other))
            else:
                row.deleted = False
            uow.commit()
        return Changed.PEOPLE

    def merged(self) -> Merged:
        """Who lives on as whom."""
        with self._store.read() as session:
            return read_merged(session)

    def _both(
        self, session: Session, keys: Sequence[PersonId], seen: Mapping[PersonId, str]
    ) -> list[PersonRow]:
        """Both rows, asked while nobody else can write."""
        rows = {row.id: row for row in self._people.people(ids=list(keys))}
        for key in keys:
            person = session.get(Person, key)
            if person is None or person.deleted or key not in rows:
                raise RuleError(
                    "其中一条记录已被删除或已合并，没有改动。", hint="请重新查重后再选择。"
                )
            if seen.get(key, rows[key].version) != rows[key].version:
                raise RuleError(
                    f"“{rows[key].name}”的信息在您打开之后又被改动过。"
                    "为了不覆盖别人的改动，没有合并。",
                    hint="请重新查重，看一看新的内容再合并。",
                )
        return [rows[key] for key in keys]

    def _station_of(self, facts: PersonFacts, rows: Sequence[PersonRow]) -> StationId | None:
        names = {row.station for row in rows}
        if not self._place.is_city and names != {self._place.station_name}:
            other = next(iter(names - {self._place.station_name}))
            raise RuleError(
                f"其中一人属于“{other}”，这台电脑不能合并两个站的人员，没有改动。",
                hint="请市级来合并，并选定他属于哪个站。",
            )
        if names == {""} == {facts.station}:
            return None
        for key, name in self._people.stations():
            if name == facts.station and name in names:
                return key
        raise RuleError("没有选定合并后属于哪个指导站，没有合并。", hint="请选择指导站。")


def _settle_post(
    uow: UnitOfWork,
    keep: PersonId,
    other: PersonId,
    station_id: StationId | None,
    facts: PersonFacts,
) -> None:
    """One of the two is on the roster, as chosen, or none: nobody may be counted twice.

    The survivor's new row has the same key on every PC, and begins when the other's began.
    """
    posts = uow.session.scalars(
        select(Instructor).where(
            Instructor.person_id.in_((keep, other)),
            Instructor.deleted.is_(False),
            Instructor.ended_on.is_(None),
        )
    ).all()
    own = min((post for post in posts if post.person_id == keep), key=_began, default=None)
    for post in posts:
        if post is not own or facts.kind is None:
            post.deleted = True
    if facts.kind is not None and own is None:
        key = fixed_key("instructor", keep, other)
        row = uow.session.get(Instructor, key)
        if row is None:
            row = Instructor(id=key, person_id=keep)
            uow.session.add(row)
        row.began_on = min(posts, key=_began).began_on if posts else None
        row.deleted, row.kind, row.station_id = False, facts.kind.value, station_id
        uow.session.flush()


def _began(post: Instructor) -> tuple[date, uuid.UUID]:
    return (post.began_on or date.min, post.id)


_Theirs = type[Enrolment] | type[Attempt] | type[Certificate] | type[DrillReview] | type[Posting]


def _counted(
    session: Session, table: _Theirs, people: Sequence[PersonId], merged: Merged
) -> Counter[PersonId]:
    """How many rows of a table each of these people has."""
    wanted = {key: person for person in people for key in merged.keys_of(person)}
    keys = list(wanted)
    found: Counter[PersonId] = Counter()
    for start in range(0, len(keys), _CHUNK):
        chunk = keys[start : start + _CHUNK]
        statement = select(table.person_id).where(
            table.person_id.in_(chunk), table.deleted.is_(False)
        )
        found.update(wanted[PersonId(key)] for key in session.scalars(statement))
    return found
