"""Use cases of people: find and keep."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Instructor, Person, Station
from db.uow import Store, UnitOfWork
from jyguide.changes import Changed
from jyguide.clock import Clock, system_clock
from jyguide.errors import RuleError
from jyguide.ids import ActionId, PersonId, StationId
from jyguide.people.merging import standing_in
from jyguide.people.person import PersonFacts
from jyguide.people.row import PersonRow
from jyguide.people.service.merged import read_merged
from jyguide.people.service.organisation_rows import received_at
from jyguide.people.service.people_rows import found_people, person_columns, person_row
from jyguide.place import Place
from jyguide.progress import rows_told

_CHUNK = 500
"""Keys in one ``IN (…)``: below the 999 parameters of older SQLite."""


class PeopleService:
    """Everything the program does with people."""

    def __init__(self, store: Store, place: Place, clock: Clock = system_clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def stations(self) -> list[tuple[StationId, str]]:
        """Every station, in the order of official lists."""
        with self._store.read() as session:
            return [
                (StationId(key), name)
                for key, name in session.execute(
                    select(Station.id, Station.name).order_by(Station.position)
                )
            ]

    def people(
        self, search: str = "", ids: Sequence[PersonId] | None = None, *, told: str = ""
    ) -> list[PersonRow]:
        """People by pinyin of their names.

        Args:
            search: Part of a name, of its pinyin or initials, or the tail of ID or phone.
            ids: Only these people, those taken off the list since among them: what they did stays.
                Somebody merged into another bears that one's facts under the key asked for.
            told: What to say of it to whoever watches, who may then stop it; nothing by default.
        """
        with self._store.read() as session:
            found = found_people(session, search, ids)
            rows = _each_once(map(person_row, rows_told(found, told) if told else found))
            if ids is not None:
                rows = _stood_in_for(session, rows)
        return sorted(rows, key=lambda row: (row.pinyin_key, row.id))

    def person(self, person_id: PersonId) -> PersonRow:
        """One person; of somebody merged, the one he lives on as under the key asked for.

        Raises:
            RuleError: he has been removed meanwhile.
        """
        for row in self.people(ids=[person_id]):
            if not row.removed:
                return row
        raise _gone()

    def add(self, facts: PersonFacts) -> PersonId:
        """Enter one person by hand.

        Raises:
            RuleError: a fact cannot be so, his ID number is on the list already, or he belongs
                to another station.
        """
        from jyguide.people.entry import checked  # noqa: PLC0415 - not needed to start

        facts = checked(facts, self._clock().date())
        station_id = self._station_of(facts)
        with self._store.begin(f"新增人员“{facts.name}”") as uow:
            _refuse_second(uow.session, facts.id_number, None)
            _refuse_foreign(uow.session, facts, station_id)
            person = Person(station_id=station_id, **person_columns(facts))
            uow.session.add(person)
            set_kind(uow, person.id, station_id, facts)
            uow.commit()
            return PersonId(person.id)

    def change(self, person_id: PersonId, facts: PersonFacts, seen: str | None = None) -> Changed:
        """Change what is kept about a person.

        A kind of None takes him off the list of instructors; in a roster it says nothing.

        Args:
            person_id: Who.
            facts: Everything that is to be kept about him.
            seen: The ``version`` of the row that a form was filled from.

        Raises:
            RuleError: a fact cannot be so, the ID number is another person's, he belongs to
                another station, has been removed or changed meanwhile.
        """
        from jyguide.people.entry import checked  # noqa: PLC0415 - not needed to start

        facts = checked(facts, self._clock().date())
        station_id = self._station_of(facts)
        with self._store.begin(f"修改人员“{facts.name}”") as uow:
            person = uow.session.get_one(Person, person_id)
            if person.deleted:
                raise _gone()
            if facts.organisation_id and not facts.organisation:  # what was written stays
                facts = replace(facts, organisation=person.organisation)
            _refuse_changed(uow.session, person_id, seen)
            _refuse_second(uow.session, facts.id_number, person_id)
            _refuse_foreign(uow.session, facts, station_id)
            write_person(uow, person_id, station_id, facts)
            if facts.kind is None:
                _end_posts(uow.session, person_id)
            uow.commit()
        return Changed.PEOPLE

    def remove(self, person_ids: Sequence[PersonId]) -> ActionId:
        """Take people off the list; what they did stays. Can be undone."""
        with self._store.begin(f"删除 {len(person_ids)} 人") as uow:
            for person_id in person_ids:
                uow.session.get_one(Person, person_id).deleted = True
                _end_posts(uow.session, person_id)
            uow.commit()
            return ActionId(uow.action_id)

    def _station_of(self, facts: PersonFacts) -> StationId | None:
        if not self._place.is_city:
            if facts.station not in ("", self._place.station_name):
                raise RuleError(
                    f"这台电脑只管“{self._place.station_name}”的人员，没有保存。",
                    hint=f"“{facts.station}”的人员请在该站或市级录入。",
                )
            return self._place.station_id
        found = [key for key, name in self.stations() if name == facts.station]
        if not found:
            raise RuleError("没有选择所在指导站，没有保存。", hint="请选择指导站。")
        return found[0]


def _each_once(rows: Iterable[PersonRow]) -> list[PersonRow]:
    """Whoever two PCs put on the roster at one time is still one; every PC shows the same."""
    found: dict[PersonId, PersonRow] = {}
    for row in rows:
        known = found.get(row.id)
        if known is None or row.version < known.version:
            found[row.id] = row
    return list(found.values())


def _stood_in_for(session: Session, rows: list[PersonRow]) -> list[PersonRow]:
    """Whoever was merged into somebody else is shown as that one, under his own key."""
    merged = read_merged(session) if any(row.removed for row in rows) else None
    if not merged:
        return rows
    ends = {row.id: merged.end(row.id) for row in rows if merged.end(row.id) != row.id}
    found = found_people(session, "", list(set(ends.values())))
    survivors = {row.id: row for row in map(person_row, found)}
    return [
        standing_in(survivors[ends[row.id]], row.id) if ends.get(row.id) in survivors else row
        for row in rows
    ]


def write_person(
    uow: UnitOfWork, person_id: PersonId, station_id: StationId | None, facts: PersonFacts
) -> None:
    """Keep the facts about somebody who is there; what does not differ is not journalled."""
    person = uow.session.get_one(Person, person_id)
    for name, value in person_columns(facts).items():
        if getattr(person, name) != value:
            setattr(person, name, value)
    if person.station_id != station_id:
        person.station_id = station_id
    set_kind(uow, person_id, station_id, facts)


def _posts(session: Session, person_id: uuid.UUID) -> Sequence[Instructor]:
    return session.scalars(
        select(Instructor).where(
            Instructor.person_id == person_id,
            Instructor.deleted.is_(False),
            Instructor.ended_on.is_(None),
        )
    ).all()


def _end_posts(session: Session, person_id: uuid.UUID) -> None:
    for post in _posts(session, person_id):
        post.deleted = True


def set_kind(
    uow: UnitOfWork, person_id: uuid.UUID, station_id: StationId | None, facts: PersonFacts
) -> None:
    """Make somebody an instructor of that kind; facts silent about it leave what he is."""
    if facts.kind is None:
        return
    posts = _posts(uow.session, person_id)
    for post in posts:
        post.kind = facts.kind.value
        post.station_id = station_id
    if not posts:
        uow.session.add(
            Instructor(person_id=person_id, station_id=station_id, kind=facts.kind.value)
        )


def _gone() -> RuleError:
    return RuleError("这个人已被删除，没有改动。", hint="请刷新名单后重新选择。")


def _refuse_changed(session: Session, person_id: PersonId, seen: str | None) -> None:
    """A form left open must not write over what somebody else saved since."""
    if seen is None:
        return
    for now in _each_once(map(person_row, found_people(session, "", [person_id]))):
        if now.version == seen:
            return
    raise RuleError(
        "这个人的信息在您打开之后又被改动过（可能在另一台电脑上）。为了不覆盖别人的改动，没有保存。",
        hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
    )


def _refuse_foreign(session: Session, facts: PersonFacts, station_id: StationId | None) -> None:
    """His station could not take him in with a place that it does not receive."""
    if not received_at(session, facts.organisation_id, station_id):
        raise RuleError(
            "所属组织属于另一个指导站，没有保存。",
            hint="请改选本站的组织，或先清空“所属组织”；人要调到别的站的，请用“调动”。",
        )


def _refuse_second(session: Session, id_number: str, but: PersonId | None) -> None:
    found = session.execute(
        select(Person.id, Person.name).where(
            Person.id_number == id_number, Person.deleted.is_(False)
        )
    ).first()
    if id_number and found and found.id != but:
        raise RuleError(
            f"身份证号与已有人员“{found.name}”相同，没有保存。",
            hint="请核对身份证号；如是同一个人，请修改原来的记录。",
        )
