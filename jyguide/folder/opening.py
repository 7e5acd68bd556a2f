"""Opening a data folder that is there."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import NoResultFound

from db.dialect import SQLITE
from db.driver import EncryptedFile, FileAddress, file_of, hindrance
from db.engine import make_engine
from db.errors import DamageError, StorageError
from db.faults import explained
from db.journal import Origin
from db.models import Station, User
from db.soundness import refuse_damaged
from db.uow import Store
from db.upgrade import file_is_empty, revision, upgrade, upgrade_server
from jyguide.access.permits import Permits
from jyguide.access.role import NOBODY, Role, in_charge
from jyguide.backup.reason import Reason
from jyguide.backup.service.making import Source, make_backup, under_ring
from jyguide.bad_luck.folder_faults import folder_faults
from jyguide.bad_luck.instance import claim
from jyguide.bad_luck.looking import is_suspect, trust
from jyguide.clock import Clock
from jyguide.errors import RuleError, StationError
from jyguide.folder.facts import refuse_station_on_server, seed_if_new, settings_of, stream_code
from jyguide.ids import StationId
from jyguide.life import check_life
from jyguide.place import (
    CITY_CODE,
    CITY_NAME,
    DATABASE,
    PRACTICE,
    Place,
    is_on_server,
    server_address,
)
from jyguide.vault.key_file import is_protected, load_key_file
from jyguide.vault.login import Login, remember


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
        if login is not None and login.recovered:
            _take_charge(engine, folder, login, clock)
        settings = settings_of(engine)
        place, origin, permits = _facts(engine, folder, login, settings)
        if not place.is_city and engine.dialect.name != SQLITE:
            refuse_station_on_server()
        seed_if_new(engine, settings)
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

    While keys are being changed a power cut may leave it under the former one. Where none of the
    keys opens it, it is damaged or another folder's, and the newest is named.
    """
    return under_ring(folder / DATABASE, login.ring if login else None)


def look_closely(folder: Path, login: Login | None) -> None:
    """Look at all of a database that is not too large, before it is opened.

    Raises:
        DamageError: it is damaged; nothing was changed.
    """
    if login is None and is_protected(folder):
        return  # it will not be opened
    if not is_on_server(folder) and (folder / DATABASE).is_file():
        with folder_faults(folder):
            _look_at_head(folder, login)
            address = database_of(folder, login)
            if login is not None and (fault := hindrance(address)) is not None:
                raise _unopened(fault) from fault
            if is_suspect(folder):
                refuse_damaged(address, whole_up_to=file_of(address).stat().st_size)
                trust(folder)
            else:
                refuse_damaged(address)


def _unopened(fault: Exception) -> StorageError:
    """A disk that is full or fails is told as that: the database is as whole as it was."""
    known = explained(fault)
    return _under_no_key() if known is None or isinstance(known, DamageError) else known


def _under_no_key() -> DamageError:
    """A key file that somebody has put back looks like damage, and nothing needs to be lost."""
    return DamageError(
        "数据库打不开：它不在密钥文件（jyguide.keys）的任何一把密钥之下，或者已损坏，程序没有改动它。"
        "如果 jyguide.keys 被旧的或别处的替换过，请先把“backups”文件夹里最近一次备份中的"
        " jyguide.keys 复制回来再打开：数据可能一点没丢。",
        hint="复制回来仍打不开的，请用最近一次备份恢复。",
    )


def _look_at_head(folder: Path, login: Login | None) -> None:
    """Before SQLite is asked for anything: it would throw away a log that is garbage."""
    path = folder / DATABASE
    refuse_damaged(EncryptedFile(path, b"") if login else path, whole_up_to=-1)


def _engine(folder: Path, clock: Clock, login: Login | None) -> Engine:
    """The database of this folder, brought up to this program."""
    file = folder / DATABASE
    if address := server_address(folder, login.vault if login else None):
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
    source = Source(folder, login.ring if login else None)
    upgrade(
        database,
        alone=partial(claim, folder, alone=True),
        keep=lambda: make_backup(source, Reason.BEFORE_UPGRADE, clock()),
    )
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
        return bool(settings_of(engine).get("station"))
    finally:
        engine.dispose()


def _facts(
    engine: Engine, folder: Path, login: Login | None, settings: dict[str, str]
) -> tuple[Place, Origin, Permits]:
    """Whose folder it is and who is at it; what cannot be made out is not guessed at."""
    try:
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
            hint="请由站长（市级为负责人）在“安全”页重新添加；"
            "这里没有别人能登录时，请走“忘记口令”，由市级恢复。",
        )
    return place, origin, Permits(actor, user, Role(role), place.is_city)


def _take_charge(engine: Engine, folder: Path, login: Login, clock: Clock) -> None:
    """Put whom the city let in in charge, where nobody is who can log in here.

    The station's other PC may have removed the last one; nobody could ever open this one's data
    again, since a role is given by who is in charge.
    """
    settings = settings_of(engine)
    place = _place(engine, folder, settings)
    store = Store(engine, replace(_origin(settings, place), actor_id=login.user_id), clock)
    check_life(store)
    head = in_charge(city=place.is_city).value
    here = [slot.user_id for slot in load_key_file(folder).slots]
    able = select(User.id).where(User.id.in_(here), User.role == head, ~User.deleted)
    with store.begin_unasked("市级恢复口令后负责本机") as uow:
        user = uow.session.get(User, login.user_id)
        if user is not None and uow.session.scalar(able) is None:
            user.role, user.deleted = head, False
            uow.commit()


def _user(engine: Engine, key: uuid.UUID) -> tuple[str, str]:
    """Name and role of a user; a row that was lost has neither."""
    with engine.connect() as connection:
        found = select(User.name, User.role, User.deleted).where(User.id == key)
        row = connection.execute(found).first()
    if row is None:
        return "", NOBODY
    return row.name, NOBODY if row.deleted else row.role


def _origin(settings: dict[str, str], place: Place) -> Origin:
    return Origin(
        replica=settings["replica"],
        actor_id=uuid.UUID(settings["actor"]),
        device_id=uuid.UUID(settings["device"]),
        station_code=stream_code(place),
    )


def _place(engine: Engine, folder: Path, settings: dict[str, str]) -> Place:
    """Whose folder it is, without who is at it."""
    station = settings["station"]
    if not station:
        return Place(folder, None, CITY_CODE, CITY_NAME, settings["letter"], "")
    with engine.connect() as connection:
        row = connection.execute(
            select(Station.id, Station.code, Station.name).where(Station.id == uuid.UUID(station))
        ).one()
    practice = bool(settings.get(PRACTICE))
    key, letter = StationId(row.id), settings["letter"]
    return Place(folder, key, row.code, row.name, letter, "", practice=practice)
