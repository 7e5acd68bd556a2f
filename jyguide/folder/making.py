"""Making a data folder."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Engine, insert, select

from db.copying import copy_database
from db.dialect import settle
from db.driver import EncryptedFile, FileAddress, cipher_driver, driver_of, file_of
from db.engine import make_engine
from db.journal import Origin
from db.keys import new_key
from db.models import Device, Setting, Station, User
from db.uow import Store
from db.upgrade import remove_file, upgrade
from jyguide.access.role import in_charge
from jyguide.bad_luck.folder_faults import folder_faults
from jyguide.bad_luck.whereabouts import refuse_stick
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.folder.facts import note_keys, refuse_station_on_server, seed_if_new, stream_code
from jyguide.ids import StationId
from jyguide.people.names import DERIVATION
from jyguide.people.service.derived import DERIVED_BY
from jyguide.place import (
    CITY_CODE,
    CITY_NAME,
    DATABASE,
    PRACTICE,
    Place,
    server_address,
)
from jyguide.shipped import station_names
from jyguide.sync.keys import DeviceKeys, store_keys
from jyguide.vault.key_file import KeyFile, store_key_file
from jyguide.vault.ring import Ring
from jyguide.vault.secret import Cost, by_heart, check_secret
from jyguide.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class NewFolder:
    """What is fixed for good when a data folder is made.

    Attributes:
        station: Name of one of the stations, or empty for the city's folder.
        letter: Tells the PCs of one station apart: one capital letter.
        user: Who is in charge of it.
        secret: Opens the folder, which is then encrypted; "" for a plain one.
        cost: What one try of the secret takes.
        practice: Everybody who comes into it will be made up.
    """

    station: str = ""
    letter: str = "A"
    user: str = "值班指导员"
    secret: str = field(default="", repr=False)
    cost: Cost = field(default_factory=by_heart)
    practice: bool = False


def create_folder(folder: Path, new: NewFolder, clock: Clock) -> None:
    """Make a data folder with an empty station in it.

    Where the folder or the environment names a database on a server, the city's data goes there.

    Raises:
        RuleError: unknown station, wrong letter, a secret that would not hold, or the folder
            holds a station already.
        FileError: the folder cannot be written.
        StorageError: the database on the server is not empty, or cannot be reached.
    """
    _check(folder, new)
    refuse_stick(folder)
    ring = Ring.draw() if new.secret else None
    draft = _file(folder / f"{DATABASE}.new", ring)
    try:
        with folder_faults(folder):
            folder.mkdir(parents=True, exist_ok=True)
            remove_file(file_of(draft))
            upgrade(draft)
            place, origin = _fill(draft, folder, new, clock)
            if ring:
                note_keys(draft, clock())
            place = replace(place, vault=Vault(ring) if ring else None)
            store_keys(place, DeviceKeys.make(origin.device_id))
            if ring:  # before the database: without it nobody could ever read that
                keys = KeyFile.new().with_user(
                    ring, origin.actor_id, new.user, new.secret, new.cost
                )
                store_key_file(folder, keys)
            if address := server_address(folder):
                copy_database(draft, address)
            else:
                file_of(draft).replace(folder / DATABASE)
    finally:
        for left in folder.glob(f"{DATABASE}.new*"):
            left.unlink(missing_ok=True)


def can_shut() -> bool:
    """Whether data folders can be encrypted on this PC."""
    return cipher_driver() is not None


def _file(path: Path, ring: Ring | None) -> FileAddress:
    return EncryptedFile(path, ring.database[0]) if ring else path


def _check(folder: Path, new: NewFolder) -> None:
    if (folder / DATABASE).is_file():
        raise RuleError(
            f"“{folder}”里已经有数据，没有改动它。",
            hint="请换一个空文件夹，或直接打开这个文件夹。",
        )
    if new.station and server_address(folder):
        refuse_station_on_server()
    if new.station and new.station not in station_names():
        raise RuleError(
            f"没有名为“{new.station}”的指导站，没有建立任何内容。",
            hint=f"可选：{'、'.join(station_names())}；市级请用 --city。",
        )
    if not re.fullmatch("[A-Z]", new.letter):
        raise RuleError(
            f"电脑代号“{new.letter}”不对，没有建立任何内容。",
            hint="请用一个大写英文字母，如 A；同一个站的每台电脑各用一个。",
        )
    if new.secret:
        check_secret(new.secret, new.user)
        driver_of(EncryptedFile(folder / DATABASE, b""))  # said before anything is made
    if not new.user.strip():
        raise RuleError("使用人姓名不能为空，没有建立任何内容。", hint="请填写使用人姓名。")


def _fill(
    database: FileAddress, folder: Path, new: NewFolder, clock: Clock
) -> tuple[Place, Origin]:
    """Put in what every folder starts with."""
    engine = make_engine(database)
    try:
        seed_if_new(engine)
        place = _first_place(engine, folder, new)
        origin = Origin(
            replica=secrets.token_hex(6),
            actor_id=new_key(),
            device_id=new_key(),
            station_code=stream_code(place),
        )
        _remember(engine, origin, place)
        _introduce(Store(engine, origin, clock), origin, place)
        settle(engine)
    finally:
        engine.dispose()
    return place, origin


def _first_place(engine: Engine, folder: Path, new: NewFolder) -> Place:
    if not new.station:
        return Place(folder, None, CITY_CODE, CITY_NAME, new.letter, new.user)
    with engine.connect() as connection:
        row = connection.execute(
            select(Station.id, Station.code).where(Station.name == new.station)
        ).one()
    key, practice = StationId(row.id), new.practice
    return Place(folder, key, row.code, new.station, new.letter, new.user, practice=practice)


def _remember(engine: Engine, origin: Origin, place: Place) -> None:
    facts = {
        "replica": origin.replica,
        "actor": origin.actor_id.hex,
        "device": origin.device_id.hex,
        "station": place.station_id.hex if place.station_id else "",
        "letter": place.device_letter,
        PRACTICE: "1" if place.practice else "",
        DERIVED_BY: DERIVATION,  # there is nobody yet whom an older release derived
    }
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(
            insert(Setting), [{"key": key, "value": value} for key, value in facts.items()]
        )


def _introduce(store: Store, origin: Origin, place: Place) -> None:
    """Journal the first user and the first device: the first action of this folder."""
    with store.begin("建立数据文件夹") as uow:
        uow.session.add(
            User(
                id=origin.actor_id,
                name=place.user_name,
                station_id=place.station_id,
                role=in_charge(city=place.is_city),
            )
        )
        uow.session.add(
            Device(id=origin.device_id, station_id=place.station_id, letter=place.device_letter)
        )
        uow.commit()
