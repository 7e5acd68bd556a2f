"""A restored draft made this PC's own before it takes the place of the data.

It begins a new life in the exchange, as whatever went back in time must (sync.md, 5.8); it keeps
this PC's identity, what the city has told it, and the people who can log in here today.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.driver import FileAddress, connect
from db.engine import make_engine
from db.faults import explaining
from db.journal import Origin, describe
from db.lives import EPOCH, REPLICA, RETIRED, new_life, put_setting, setting
from db.models import Device, Station, User
from db.uow import Store
from jyguide.attachment.service.sweeping import RESTORED_AT
from jyguide.certificate.service.numbers import keep_spent, spent_numbers
from jyguide.clock import Clock
from jyguide.life import RESTORED, ROOT, say
from jyguide.sync.service.trusting import DEVICE, keep_credential, read_trust

_IDENTITY = (DEVICE, "letter", "actor", "database")
"""Settings that say which PC this is, whatever was restored on it."""


@dataclass(frozen=True, slots=True)
class Present:
    """What the restored data takes over from the data as it is.

    Attributes:
        settings: Facts about the folder.
        users: Who may log in: key to name and role.
        credentials: What the city has vouched for.
        spent: Numbers of certificates that must not be given twice.
    """

    settings: Mapping[str, str] = field(repr=False)
    users: Mapping[UUID, tuple[str, str]]
    credentials: Sequence[Any] = ()
    spent: Mapping[str, int] = field(default_factory=dict)

    @property
    def retired(self) -> list[str]:
        """Lives that are over once the data has gone back."""
        gone = json.loads(self.settings.get(RETIRED) or "[]")
        return [*gone, *filter(None, [self.settings.get(EPOCH)])]


def read_present(address: FileAddress) -> Present:
    """Read it, from a database of this release's.

    Raises:
        StorageError: it cannot be read.
    """
    engine = make_engine(address)
    try:
        with Session(engine) as session:
            users = {
                row.id: (row.name, row.role)
                for row in session.scalars(select(User).where(~User.deleted))
                if row.role
            }
            credentials = list(read_trust(session).credentials.values())
            spent = spent_numbers(session)
    finally:
        engine.dispose()
    with explaining(), closing(connect(address)) as connection:
        settings = dict(connection.execute("SELECT key, value FROM setting").fetchall())
    return Present(settings, users, credentials, spent)


def settle_draft(
    draft: FileAddress, present: Present | None, actor: UUID, name: str, clock: Clock
) -> None:
    """Make a restored database fit to take the place of the data.

    Args:
        draft: The database; nobody else has it open.
        present: What there is now; None on a new PC, or where it cannot be read.
        actor: Who restores.
        name: What the journal calls it.
        clock: Tells the moment.

    Raises:
        StorageError: it cannot be written.
    """
    engine = make_engine(draft)
    try:
        store = Store(engine, _origin(engine, present, actor), clock)
        with store.begin_unasked(name) as uow:
            _take_over(uow.session, present)
            new_life(uow.session)
            put_setting(uow.session, RESTORED, setting(uow.session, EPOCH) or "")
            put_setting(uow.session, RESTORED_AT, str(int(clock().timestamp() * 1000)))
            uow.commit()
        with store.begin_unasked(name) as uow:
            describe(uow.session)  # it is an action, even where it changes no row
            if present is not None:
                _add_device(uow.session, present)
                _let_in(uow.session, present)
            say(uow.session, _notice(clock()))
            uow.commit()
        store.settle()
    finally:
        engine.dispose()


def _notice(now: datetime) -> str:
    return (
        f"这台电脑的数据在 {now:%Y-%m-%d %H:%M} 用备份恢复过。"
        "请与市级各导出、导入一次；此前已送达的内容会自动回来。"
    )


def _origin(engine: Any, present: Present | None, actor: UUID) -> Origin:
    with Session(engine) as session:
        device = (present.settings.get(DEVICE) if present else "") or setting(session, DEVICE)
        station = setting(session, "station")
        code = ""
        if station:
            code = session.scalars(select(Station.code).where(Station.id == UUID(station))).one()
        return Origin(setting(session, REPLICA) or "", actor, UUID(device), code)


def _take_over(session: Session, present: Present | None) -> None:
    if present is None:
        return
    for key in _IDENTITY:
        if key in present.settings:
            put_setting(session, key, present.settings[key])
    own = json.loads(setting(session, RETIRED) or "[]")
    put_setting(session, RETIRED, json.dumps(list(dict.fromkeys([*own, *present.retired]))))
    keep_spent(session, present.spent)
    if root := present.settings.get(ROOT):
        put_setting(session, ROOT, root)
    for credential in present.credentials:
        keep_credential(session, credential)


def _add_device(session: Session, present: Present) -> None:
    """A PC that had not been heard of when the backup was made."""
    device = UUID(present.settings[DEVICE])
    if session.get(Device, device) is None:
        station = setting(session, "station")
        session.add(
            Device(
                id=device,
                station_id=UUID(station) if station else None,
                letter=present.settings.get("letter", ""),
            )
        )


def _let_in(session: Session, present: Present) -> None:
    """Who may log in is as it is today: keys and secrets are today's as well."""
    station = setting(session, "station")
    for user in session.scalars(select(User).where(User.role != "")):
        if user.id not in present.users:
            user.role = ""
    for key, (name, role) in present.users.items():
        found = session.get(User, key)
        if found is None:
            home = UUID(station) if station else None
            session.add(User(id=key, name=name, role=role, station_id=home))
        elif (found.role, found.deleted) != (role, False):
            found.role, found.deleted = role, False
