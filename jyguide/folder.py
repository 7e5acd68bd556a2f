"""Data folders: making a new one, opening one that is there."""

from __future__ import annotations

import re
import secrets
import uuid
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import NoResultFound

from db.copying import copy_database
from db.dialect import SQLITE, settle
from db.driver import EncryptedFile, FileAddress, cipher_driver, driver_of, file_of, opens
from db.engine import make_engine
from db.journal import Origin
from db.keys import new_key
from db.models import Device, Setting, Station, User
from db.soundness import refuse_damaged
from db.uow import Store
from db.upgrade import file_is_empty, is_older, remove_file, revision, upgrade, upgrade_server
from jyguide.access.permits import Permits
from jyguide.access.role import NOBODY, Role, in_charge
from jyguide.backup.reason import Reason
from jyguide.backup.service.making import Source, make_backup
from jyguide.clock import Clock
from jyguide.errors import RuleError, StationError
from jyguide.folder_faults import folder_faults
from jyguide.ids import StationId
from jyguide.instance import claim
from jyguide.looking import is_suspect, trust
from jyguide.people.names import DERIVATION
from jyguide.people.service.derived import DERIVED_BY
from jyguide.place import (
    ADDRESS,
    ADDRESS_VARIABLE,
    CITY_CODE,
    CITY_NAME,
    DATABASE,
    Place,
    server_address,
)
from jyguide.shipped import digest, order, seed_shipped, station_names
from jyguide.sync.keys import DeviceKeys, store_keys
from jyguide.vault.key_file import KeyFile, is_protected, store_key_file
from jyguide.vault.login import Login, remember
from jyguide.vault.ring import Ring
from jyguide.vault.secret import Cost, by_heart, check_secret
from jyguide.vault.vault import Vault
from jyguide.whereabouts import refuse_stick


@dataclass(frozen=True, slots=True)
class NewFolder:
    """What is fixed for good when a data folder is made.

    Attributes:
        station: Name of one of the stations, or empty for the city's folder.
        letter: Tells the PCs of one station apart: one capital letter.
        user: Who is in charge of it.
        secret: Opens the folder, which is then encrypted; "" for a plain one.
        cost: What one try of the secret takes.
    """

    station: str = ""
    letter: str = "A"
    user: str = "值班指导员"
    secret: str = field(default="", repr=False)
    cost: Cost = field(default_factory=by_heart)


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


def open_folder(folder: Path, clock: Clock, login: Login | None = None) -> OpenedFolder:
    """Open a data folder, bringing its database up to this program first.

    Args:
        folder: Where it is.
        clock: Tells the moments of what is written.
        login: Who has opened it, where it is shut.

    Raises:
        StationError: there is no database in the folder, it lacks its own facts, or it is shut.
        RuleError: a station's data is on a server, or whoever logs in is no user any more.
        StorageError: the database is newer than the program, damaged or locked.
    """
    if login is None and is_protected(folder):
        raise StationError(
            "这个数据文件夹已加密，没有登录不能打开，数据没有改动。",
            hint="请在窗口里选择姓名、输入口令；命令行请加 --user 姓名 --key-file 口令文件。",
        )
    with folder_faults(folder):
        engine = _engine(folder, clock, login)
    try:
        place, origin, permits = _facts(engine, folder, login)
        if not place.is_city and engine.dialect.name != SQLITE:
            refuse_station_on_server()
        _seed_if_new(engine)
    except BaseException:
        engine.dispose()
        raise
    if login is not None:
        remember(login, place.user_name)
    return OpenedFolder(Store(engine, origin, clock), place, permits)


@dataclass(frozen=True, slots=True)
class OpenedFolder:
    """A data folder at work: its database, where it is, and who is at it."""

    store: Store
    place: Place
    permits: Permits


def database_of(folder: Path, login: Login | None) -> FileAddress:
    """The database in a data folder, with the key it is under.

    While keys are being changed a power cut may leave it under the former one.

    Raises:
        StorageError: none of the keys opens it: it is damaged, or another folder's.
    """
    path = folder / DATABASE
    if login is None:
        return path
    for key in login.ring.database:
        if opens(address := EncryptedFile(path, key)):
            return address
    return EncryptedFile(path, login.ring.database[0])


def look_closely(folder: Path, login: Login | None) -> None:
    """Look at all of a database that is not too large, before it is opened.

    Raises:
        DamageError: it is damaged; nothing was changed.
    """
    if login is None and is_protected(folder):
        return  # it will not be opened
    if not server_address(folder) and (folder / DATABASE).is_file():
        with folder_faults(folder):
            _look_at_head(folder, login)
            address = database_of(folder, login)
            if is_suspect(folder):
                refuse_damaged(address, whole_up_to=file_of(address).stat().st_size)
                trust(folder)
            else:
                refuse_damaged(address)


def _look_at_head(folder: Path, login: Login | None) -> None:
    """Before SQLite is asked for anything: it would throw away a log that is garbage."""
    path = folder / DATABASE
    refuse_damaged(EncryptedFile(path, b"") if login else path, whole_up_to=-1)


def _engine(folder: Path, clock: Clock, login: Login | None) -> Engine:
    """The database of this folder, brought up to this program."""
    file = folder / DATABASE
    if address := server_address(folder):
        if is_stations(database_of(folder, login)):
            refuse_station_on_server()
        return _server_engine(address)
    if not file.is_file():
        raise StationError(
            f"“{folder}”里没有暨阳指导的数据。",
            hint="请检查数据文件夹是否选对；第一次使用请先建立（jyguide init --station 站名）。",
        )
    _look_at_head(folder, login)
    database = database_of(folder, login)
    if is_older(database):
        make_backup(Source(folder, login.ring if login else None), Reason.BEFORE_UPGRADE, clock())
    upgrade(database, alone=partial(claim, folder, alone=True))
    return make_engine(database)


def _server_engine(address: str) -> Engine:
    engine = make_engine(address)
    try:
        _refuse_empty(engine)
        upgrade_server(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _refuse_empty(engine: Engine) -> None:
    with engine.connect() as connection:
        if revision(connection) is None:
            raise StationError(
                "数据库服务器上的这个库还是空的，没有市级的数据。",
                hint="请核对数据库地址；第一次使用请先建立（jyguide init --city），"
                "或把本机的市级数据搬过去（jyguide database move 地址）。",
            )


def is_stations(database: FileAddress) -> bool:
    """Whether there is a database in the folder itself that is a station's, not the city's."""
    if file_is_empty(database):
        return False
    engine = make_engine(database)
    try:
        return bool(_settings(engine).get("station"))
    finally:
        engine.dispose()


def refuse_station_on_server() -> None:
    """The rule: a station works offline, on its own PC.

    Raises:
        RuleError: always.
    """
    raise RuleError(
        "指导站的数据只放在本机，不放在数据库服务器上；程序没有改动任何数据。",
        hint=f"请删去数据文件夹里的 {ADDRESS} 文件，取消环境变量 {ADDRESS_VARIABLE}。",
    )


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
        _seed_if_new(engine)
        place = _first_place(engine, folder, new)
        origin = Origin(
            replica=secrets.token_hex(6),
            actor_id=new_key(),
            device_id=new_key(),
            station_code=_stream_code(place),
        )
        _remember(engine, origin, place)
        _introduce(Store(engine, origin, clock), origin, place)
        settle(engine)
    finally:
        engine.dispose()
    return place, origin


def _seed_if_new(engine: Engine) -> None:
    """Bring in what this release ships, unless a newer one was here: it is never taken back."""
    if not _ships_more(_settings(engine)):
        return
    with engine.execution_options(writes=True).begin() as connection:
        known = {row.key: row.value for row in connection.execute(select(Setting))}
        if not _ships_more(known):  # another PC was at it meanwhile
            return
        seed_shipped(connection)
        _keep(connection, {"shipped": digest(), "shipped_order": "{}.{}".format(*order())}, known)


def _ships_more(known: Mapping[str, str]) -> bool:
    major, _, minor = known.get("shipped_order", "0.0").partition(".")
    return known.get("shipped") != digest() and order() >= (int(major), int(minor))


def _keep(connection: Connection, facts: Mapping[str, str], known: Container[str]) -> None:
    for key, value in facts.items():
        if key in known:
            connection.execute(update(Setting).where(Setting.key == key).values(value=value))
        else:
            connection.execute(insert(Setting).values(key=key, value=value))


def _first_place(engine: Engine, folder: Path, new: NewFolder) -> Place:
    if not new.station:
        return Place(folder, None, CITY_CODE, CITY_NAME, new.letter, new.user)
    with engine.connect() as connection:
        row = connection.execute(
            select(Station.id, Station.code).where(Station.name == new.station)
        ).one()
    return Place(folder, StationId(row.id), row.code, new.station, new.letter, new.user)


def _remember(engine: Engine, origin: Origin, place: Place) -> None:
    facts = {
        "replica": origin.replica,
        "actor": origin.actor_id.hex,
        "device": origin.device_id.hex,
        "station": place.station_id.hex if place.station_id else "",
        "letter": place.device_letter,
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


def _facts(engine: Engine, folder: Path, login: Login | None) -> tuple[Place, Origin, Permits]:
    """Whose folder it is and who is at it; what cannot be made out is not guessed at."""
    try:
        settings = _settings(engine)
        actor = login.user_id if login else uuid.UUID(settings["actor"])
        user, role = _user(engine, actor)
        place = replace(
            _place(engine, folder, settings), user_name=user, vault=login.vault if login else None
        )
        origin = replace(_origin(settings, place), actor_id=actor)
    except (KeyError, ValueError, NoResultFound) as error:
        raise StationError(
            "数据文件夹不完整，缺少本站的基本信息，程序没有改动它。",
            hint="请用最近一次备份恢复。",
            detail=str(error),
        ) from error
    if login is None:
        return place, origin, Permits.all(actor, user, city=place.is_city)
    if role == NOBODY:
        raise RuleError(
            f"{user}已不是这里的使用人，没有打开数据。",
            hint="请由站长（市级为负责人）在“安全”页重新添加。",
        )
    return place, origin, Permits(actor, user, Role(role), place.is_city)


def _user(engine: Engine, key: uuid.UUID) -> tuple[str, str]:
    """Name and role of a user; a row that was lost has neither."""
    with engine.connect() as connection:
        row = connection.execute(select(User.name, User.role).where(User.id == key)).first()
    return (row.name, row.role) if row else ("", NOBODY)


def _settings(engine: Engine) -> dict[str, str]:
    with engine.connect() as connection:
        return {row.key: row.value for row in connection.execute(select(Setting))}


def _origin(settings: dict[str, str], place: Place) -> Origin:
    return Origin(
        replica=settings["replica"],
        actor_id=uuid.UUID(settings["actor"]),
        device_id=uuid.UUID(settings["device"]),
        station_code=_stream_code(place),
    )


def _stream_code(place: Place) -> str:
    """The station whose stream this folder writes; the city writes several."""
    return "" if place.is_city else place.station_code


def _place(engine: Engine, folder: Path, settings: dict[str, str]) -> Place:
    """Whose folder it is, without who is at it."""
    station = settings["station"]
    if not station:
        return Place(folder, None, CITY_CODE, CITY_NAME, settings["letter"], "")
    with engine.connect() as connection:
        row = connection.execute(
            select(Station.id, Station.code, Station.name).where(Station.id == uuid.UUID(station))
        ).one()
    return Place(folder, StationId(row.id), row.code, row.name, settings["letter"], "")
