"""Keeping the exchange small, and people's data no longer than it may be kept."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.merging.erasing import erase
from db.merging.pruning import archive
from db.merging.seal import Author
from db.merging.traces import files_about
from db.models import (
    Attachment,
    CentreHousehold,
    ContactTarget,
    Erasure,
    Instructor,
    Person,
    VanguardMember,
)
from db.uow import Store
from jyguide.access.permission import Permission
from jyguide.access.permits import Permits
from jyguide.attachment.shelf import Shelf
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import PersonId
from jyguide.life import write_mark
from jyguide.people.service.merged import read_merged
from jyguide.place import CITY_CODE, Place
from jyguide.sync.row import ArchiveReport
from jyguide.sync.service.trusting import keys_of, office_names, read_trust

KEEP_DAYS = 365
"""Segments younger than this keep their bodies, whoever has confirmed them."""


class UpkeepService:
    """What the city does once a year, or when somebody's data has to go."""

    def __init__(self, store: Store, place: Place, clock: Clock, permits: Permits) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._permits = permits

    def archive(self, keep_days: int = KEEP_DAYS) -> ArchiveReport:
        """Write baselines for all offices, and drop old bodies that everybody has confirmed.

        Raises:
            RuleError: this is not the city.
        """
        self._only_city()
        self._permits.require(Permission.EXCHANGE, "年度归档")
        before = self._clock() - timedelta(days=keep_days)
        with self._store.begin("年度归档") as uow:
            trust = read_trust(uow.session)
            keys = keys_of(uow.session, self._place, trust)
            devices: dict[str, list[UUID]] = {
                code: [one.key for one in trust.living(code)]
                for code in office_names(uow.session)
                if code != CITY_CODE
            }
            written, dropped = archive(
                uow.session,
                Author(keys.device, keys.sign),
                {code: some for code, some in devices.items() if some},
                int(before.timestamp() * 1000),
            )
            uow.commit()
        write_mark(self._store)
        return ArchiveReport(written, dropped)

    def erase(self, person_id: PersonId, reason: str) -> Changed:
        """Make a person's data go away here, and with the next files everywhere.

        What he did is still counted; who he was is not known any more. With him go those merged
        into him, his portrait and the files kept with what is his. Cannot be undone.

        Raises:
            RuleError: this is not the city, no reason is given, or there is no such person.
        """
        self._only_city()
        self._permits.require(Permission.ERASE, "清除个人信息")
        if not reason.strip():
            raise RuleError(
                "没有填写清除原因，没有清除任何内容。", hint="请写明原因，如“本人申请”。"
            )
        with self._store.begin("清除个人信息") as uow:
            person = uow.session.get(Person, person_id)
            if person is None:
                raise RuleError(
                    "没有找到这个人，没有清除任何内容。", hint="请刷新名单后重新选择。"
                )
            pictures: set[str] = set()
            keys = read_merged(uow.session).keys_of(person.id)
            for key in keys:
                pictures |= _take_off(uow.session, key)
            erase(uow.session, [self._decision(uow.session, key, reason) for key in keys])
            uow.commit()
        self._store.settle()
        self._drop(pictures)
        return Changed.PEOPLE | Changed.CERTIFICATES | Changed.STATION

    def _decision(self, session: Session, person_id: PersonId, reason: str) -> Erasure:
        return Erasure(
            station_id=session.get_one(Person, person_id).station_id,
            person_id=person_id,
            reason=reason.strip(),
            at=self._clock(),
        )

    def _drop(self, pictures: set[str]) -> None:
        """Delete the bytes of pictures that nothing else shows; elsewhere a sweep does."""
        with self._store.read() as session:
            needed = set(
                session.scalars(
                    select(Attachment.sha256).where(
                        Attachment.sha256.in_(pictures), Attachment.deleted.is_(False)
                    )
                )
            )
        shelf = Shelf(self._place.folder, self._place.vault)
        for sha256 in pictures - needed:
            shelf.path(sha256).unlink(missing_ok=True)
            shelf.thumbnail(sha256).unlink(missing_ok=True)

    def _only_city(self) -> None:
        if not self._place.is_city:
            raise RuleError("只有市级可以这样做，没有改动任何数据。", hint="请与市级联系。")


def _take_off(session: Session, person_id: PersonId) -> set[str]:
    """Take him off the roster and his files from the list; returns the hashes of these.

    A file of somebody else's row that tells of him, a photo of a training, stays.
    """
    posts = select(Instructor).where(
        Instructor.person_id == person_id, Instructor.deleted.is_(False)
    )
    for post in session.scalars(posts):
        post.deleted = True
    _name_in_grid(session, session.get_one(Person, person_id))
    files = set(session.scalars(select(Attachment).where(Attachment.person_id == person_id)))
    for key in files_about(session.connection(), person_id):
        files.add(session.get_one(Attachment, key))
    for file in files:
        file.deleted = True
    return {file.sha256 for file in files}


def _name_in_grid(session: Session, person: Person) -> None:
    """Say of what the grid has under his name and his phone that it is he.

    The grid comes from lists of its own and seldom says which person of the roster it means.
    """
    if not person.phone:
        return
    for table in (CentreHousehold, VanguardMember, ContactTarget):
        columns = table.__table__.c
        same = select(table).where(
            columns.person_key.is_(None),
            columns.name == person.name,
            columns.phone == person.phone,
        )
        for row in session.scalars(same):
            setattr(row, "person_key", person.id)  # noqa: B010 - each of the three has it
    session.flush()
