"""Use cases of where people served: transfers and the list of their posts."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.models import Person, Posting, Station
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import OrganisationId, PersonId, PostingId, StationId
from jyguide.pause import collector_paused
from jyguide.people.person import PersonRole
from jyguide.people.posting import (
    PostingFacts,
    PostingRow,
    Stood,
    Transfer,
    check_follows,
    check_term,
    check_transfer,
    timeline,
)
from jyguide.people.service.merged import read_merged
from jyguide.people.service.moving import Move, close_terms, move, organisation_name
from jyguide.people.service.organisation_rows import received_at
from jyguide.people.service.people import PeopleService
from jyguide.people.service.stood import read_stood
from jyguide.place import Place

TRANSFER_TOUCHES = Changed.PEOPLE | Changed.ORGANISATIONS | Changed.APPROVALS

_CHUNK = 500


class PostingService:
    """Moves people between organisations and stations on a date, and keeps where they were.

    A move in the future is kept as a term that begins then; the person himself changes when the
    data folder is first opened on that day or later (``service.moving``).
    """

    def __init__(self, store: Store, place: Place, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people

    def of_person(self, person_id: PersonId) -> list[PostingRow]:
        """Somebody's terms and those of people merged into him, from the latest to the first."""
        with self._store.read() as session:
            keys = read_merged(session).keys_of(person_id)
            return timeline(_rows(session, _terms().where(Posting.person_id.in_(keys))))

    @collector_paused()
    def as_of(self, day: date) -> dict[PersonId, Stood]:
        """Where everybody on the list stood on a day; who was nowhere yet is not in here."""
        with self._store.read() as session:
            return read_stood(session, day, self._clock().date())

    @collector_paused()
    def transfer(self, person_ids: Sequence[PersonId], to: Transfer) -> Changed:
        """Move people from a day on, all or none: ends their terms and begins new ones.

        Where nothing was kept of somebody's term until then, what his file says becomes it. A day
        still to come leaves the files as they are until it comes.

        Raises:
            RuleError: as ``check_transfer`` and ``check_follows``; somebody is gone; or a move to
                another station, which the city alone may decide.
        """
        today = self._clock().date()
        check_transfer(to, today)
        whom = "" if len(person_ids) == 1 else f" {len(person_ids)} 人"
        with self._store.begin(f"调动人员{whom}") as uow:
            session = uow.session
            station_id = self._station_of(to)
            terms, _held = terms_of(session, person_ids)
            moves = []
            for person_id, own in terms.items():
                person = _living(session, person_id)
                check_follows(to, person.name, own)
                posting = begin_term(session, person, own, to, station_id)
                moves.append(Move(person, posting, to.on))
            if to.on <= today:
                move(session, moves)
            uow.commit()
        return TRANSFER_TOUCHES

    def add(self, person_id: PersonId, facts: PostingFacts) -> PostingId:
        """Enter an earlier term, as his file on paper has it; he himself does not change.

        Raises:
            RuleError: as ``check_term``, or he is gone.
        """
        check_term(facts)
        with self._store.begin("登记任职经历") as uow:
            person = _living(uow.session, read_merged(uow.session).end(person_id))
            row = Posting(person_id=person.id, station_id=person.station_id)
            _write(uow.session, row, facts)
            uow.session.add(row)
            uow.commit()
            return PostingId(row.id)

    def correct(
        self, posting_id: PostingId, facts: PostingFacts, seen: str | None = None
    ) -> Changed:
        """Correct what was kept of a term; he himself does not change.

        Raises:
            RuleError: as ``check_term``; it is gone, or was changed meanwhile.
        """
        check_term(facts)
        with self._store.begin("更正任职经历") as uow:
            row = _posting(uow.session, posting_id)
            if seen not in (None, row.sync_v):
                raise RuleError(
                    "这段任职在您打开之后又被改动过。为了不覆盖别人的改动，没有保存。",
                    hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
                )
            _write(uow.session, row, facts)
            uow.commit()
        return Changed.PEOPLE

    def remove(self, posting_id: PostingId) -> Changed:
        """Take a term off somebody's list; can be undone."""
        with self._store.begin("删除任职经历") as uow:
            _posting(uow.session, posting_id).deleted = True
            uow.commit()
        return Changed.PEOPLE

    def _station_of(self, to: Transfer) -> StationId | None:
        """The station they go to; None leaves everybody at his own."""
        if to.station is None:
            return None
        if not self._place.is_city:
            if to.station == self._place.station_name:
                return self._place.station_id
            raise RuleError(
                f"调到“{to.station}”属于跨站调动，这台电脑不能办理，没有改动。",
                hint="请市级办理：市级在“人员”里选中他，点“调动”。",
            )
        for key, name in self._people.stations():
            if name == to.station:
                return key
        raise RuleError(f"没有名为“{to.station}”的指导站，没有改动。", hint="请核对站名。")


def begin_term(
    session: Session,
    person: Person,
    own: Sequence[PostingRow],
    to: Transfer,
    station_id: StationId | None,
) -> Posting:
    """End somebody's terms and begin the one that a move says; `own` are his terms until now.

    Whoever comes to another station leaves the tree of his own behind: the new one does not
    receive it, and could not take him in. What it was called stays.

    Raises:
        RuleError: the move names an organisation that his station does not receive.
    """
    close_terms(session, person, own, to)
    posting = _new_term(session, person, to, station_id)
    if not received_at(session, posting.organisation_id, posting.station_id):
        if to.organisation_id is not None:
            raise RuleError(
                f"“{posting.organisation}”属于另一个指导站，没有改动。",
                hint="请选择他所在站的组织，或同时选择要调到的指导站。",
            )
        posting.organisation_id = None
    session.add(posting)
    return posting


def follow(session: Session, person: Person, station_id: StationId, on: date) -> None:
    """Take somebody along whose organisation comes to another station; place and post stay.

    A term that began on that day or later cannot be ended before it began: it goes along itself.
    """
    to = Transfer(on, "所在组织转到另一个指导站")
    keys = read_merged(session).keys_of(person.id)
    own = _rows(session, _terms().where(Posting.person_id.in_(keys)))
    lasting = [row for row in own if row.facts.ended_on is None]
    late = [row for row in lasting if row.facts.began_on and row.facts.began_on >= on]
    if late:
        posting = session.get_one(Posting, late[0].id)
        posting.station_id = station_id
    else:
        close_terms(session, person, own, to)
        posting = _new_term(session, person, to, station_id)
        session.add(posting)
    move(session, [Move(person, posting, on)])


def _terms() -> Select[Posting, str]:
    return (
        select(Posting, Station.name)
        .outerjoin(Station, Station.id == Posting.station_id)
        .where(Posting.deleted.is_(False))
    )


def _rows(session: Session, statement: Select[Posting, str]) -> list[PostingRow]:
    return [_row(posting, station or "") for posting, station in session.execute(statement)]


def _row(posting: Posting, station: str) -> PostingRow:
    return PostingRow(
        id=PostingId(posting.id),
        person_id=PersonId(posting.person_id),
        facts=PostingFacts(
            organisation=posting.organisation,
            post=posting.post,
            role=PersonRole(posting.role),
            began_on=posting.began_on,
            ended_on=posting.ended_on,
            note=posting.note,
            organisation_id=_organisation(posting.organisation_id),
        ),
        station_id=StationId(posting.station_id) if posting.station_id else None,
        station=station,
        version=posting.sync_v,
    )


def _organisation(key: uuid.UUID | None) -> OrganisationId | None:
    return OrganisationId(key) if key else None


def terms_of(
    session: Session, people: Sequence[PersonId]
) -> tuple[dict[PersonId, list[PostingRow]], list[object]]:
    """The terms of each of these people under the key he lives on as; an empty list of many.

    The second are the rows themselves: while they are held, none is fetched one by one again.
    """
    merged = read_merged(session)
    terms: dict[PersonId, list[PostingRow]] = {merged.end(key): [] for key in people}
    keys = [key for end in terms for key in merged.keys_of(end)]
    held: list[object] = []
    for start in range(0, len(keys), _CHUNK):
        part = keys[start : start + _CHUNK]
        held += session.scalars(select(Person).where(Person.id.in_(part)))
        for posting, station in session.execute(_terms().where(Posting.person_id.in_(part))):
            held.append(posting)
            terms[merged.end(posting.person_id)].append(_row(posting, station or ""))
    return terms, held


def _living(session: Session, person_id: PersonId) -> Person:
    person = session.get(Person, person_id)
    if person is None or person.deleted:
        raise RuleError("这个人已被删除，没有改动。", hint="请刷新名单后重新选择。")
    return person


def _posting(session: Session, posting_id: PostingId) -> Posting:
    row = session.get(Posting, posting_id)
    if row is None or row.deleted:
        raise RuleError("这段任职已被删除，没有改动。", hint="请刷新后重新选择。")
    return row


def _new_term(
    session: Session, person: Person, to: Transfer, station_id: StationId | None
) -> Posting:
    """The term that begins: what the move says, else what his file says."""
    key: uuid.UUID | None = to.organisation_id
    name = to.organisation or ""
    if to.organisation_id is not None:
        name = organisation_name(session, to.organisation_id)
    elif to.organisation is None:
        key, name = person.organisation_id, organisation_name(session, person.organisation_id)
        name = name or person.organisation
    return Posting(
        person_id=person.id,
        station_id=station_id or person.station_id,
        organisation_id=key,
        organisation=name,
        post=person.post if to.post is None else to.post.strip(),
        role=person.role if to.role is None else to.role.value,
        began_on=to.on,
        note=to.reason.strip(),
    )


def _write(session: Session, row: Posting, facts: PostingFacts) -> None:
    name = facts.organisation.strip()
    row.organisation_id = facts.organisation_id
    row.organisation = name or organisation_name(session, facts.organisation_id)
    row.post, row.role = facts.post.strip(), facts.role.value
    row.began_on, row.ended_on = facts.began_on, facts.ended_on
    row.note = facts.note.strip()
