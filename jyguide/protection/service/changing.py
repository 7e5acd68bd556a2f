"""A folder is shut, and its keys are changed. Both go on where a power cut left them.

What is under way stands in the key file, signed by the ring: a plain database is accepted only
while we said ourselves that it may still be one, or anybody could put one of his own there.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from db.driver import EncryptedFile, is_encrypted, opens
from db.models import User
from jyguide.access.permission import Permission
from jyguide.access.role import in_charge
from jyguide.backup.reason import Reason
from jyguide.backup.service.making import Source, holding, make_backup
from jyguide.backup.watch import Watch
from jyguide.bad_luck.folder_faults import folder_faults
from jyguide.bad_luck.instance import FolderTakenError, claim
from jyguide.bad_luck.leftovers import tidy
from jyguide.bad_luck.whereabouts import refuse_stick
from jyguide.clock import Clock, system_clock
from jyguide.errors import RuleError, StationError
from jyguide.folder import can_shut, note_keys, open_folder
from jyguide.life import check_life
from jyguide.place import DATABASE, is_on_server
from jyguide.progress import CancelToken, Progress, Silent
from jyguide.protection.files import (
    clear_left,
    device_key_opens,
    seal_all,
)
from jyguide.protection.service.databases import (
    bring_under,
    bring_under_or_remove,
    make_draft,
    put_in_place,
    remove_drafts,
    set_aside,
)
from jyguide.protection.service.kept_backups import shut_backups, under_keys
from jyguide.vault.key_file import (
    Change,
    KeyFile,
    is_protected,
    load_key_file,
    store_key_file,
)
from jyguide.vault.login import Login, remember
from jyguide.vault.ring import Ring
from jyguide.vault.secret import Cost, by_heart, check_secret

SHUT = "启用加密保护"
AFTERWARDS = (
    "原来未加密的内容已经改写后删除。固态硬盘可能在内部保留旧内容一段时间，"
    "如这台电脑以前就有泄露的风险，请同时启用整盘加密（BitLocker），并收好以前拷出的备份。"
)


def protect(
    folder: Path,
    secret: str,
    clock: Clock,
    cost: Cost | None = None,
    progress: Progress | None = None,
) -> Login:
    """Shut a plain data folder: from now on it opens by a secret alone.

    Whoever the folder belongs to is in charge of it. Nobody may be at work in it.

    Raises:
        RuleError: it is shut already, the secret would not hold, encryption is missing here, or
            somebody is at work in it; nothing was changed.
        StorageError, FileError: the disk is full or cannot be written; nothing was changed, or
            the next opening goes on.
    """
    refuse_unfit(folder)
    with claim(folder, alone=True), folder_faults(folder):
        remove_drafts(folder)
        user_id, name = _put_in_charge(folder, clock, secret)
        ring = Ring.draw()
        path = folder / DATABASE
        if path.is_file():  # plain as yet; the other backups and this are shut below
            make_backup(Source(folder), Reason.BEFORE_PROTECTING, clock())
        # Made and compared before anything is decided: a damaged one, a full disk change nothing.
        draft = make_draft(path, path, ring) if path.is_file() else None
        keys = KeyFile.new().with_user(ring, user_id, name, secret, cost or by_heart())
        keys = keys.with_change(ring, Change.SHUTTING)
        store_key_file(folder, keys)
        if draft is not None:
            put_in_place(draft, path, was_plain=True)
        login = Login(user_id, keys.folder, ring)
        login = _Changing(folder, login, keys, clock, progress).finish()
    remember(login, name)
    return login


def ask_for_new_keys(folder: Path, login: Login) -> None:
    """Have the keys changed by whoever next has the folder to himself.

    Raises:
        StationError, FileError: the key file was altered, or cannot be written.
    """
    keys = _keys_of(folder, login)
    if keys.change is Change.NONE:
        store_key_file(folder, keys.with_change(login.ring, Change.REKEY_ASKED))


def rekey(
    folder: Path,
    login: Login,
    clock: Clock,
    progress: Progress | None = None,
    *,
    files_later: bool = False,
) -> Login:
    """Change all keys of a folder now; whatever was copied under the old ones stays under them.

    Args:
        folder: The data folder.
        login: Who has opened it.
        clock: Tells the moment.
        progress: Is told how far it has come.
        files_later: Leave attachments to `ResealingService`: a city's take half a minute.

    Raises:
        PermissionRefused: whoever is at work may not.
        RuleError: somebody else is at work in the folder.
        StorageError, FileError: the disk is full; the next opening goes on.
    """
    with claim(folder, alone=True):
        opened = open_folder(folder, clock, login)
        opened.store.close()
        opened.permits.require(Permission.RESTORE, "更换密钥")
        ask_for_new_keys(folder, login)
        return go_on(folder, login, progress, clock=clock, files_later=files_later)


def go_on(
    folder: Path,
    login: Login,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
    *,
    clock: Clock = system_clock,
    files_later: bool = False,
) -> Login:
    """Do what is still to be done of a change of keys; returns the login with the keys of now.

    Called before a shut folder is opened. What somebody else's being at work forbids is left for
    another time, unless the folder could not be opened without.

    Raises:
        RuleError: the keys were changed since he logged in, or the folder is needed alone.
        StorageError, FileError: the disk is full or cannot be written.
    """
    refuse_stick(folder)
    keys = _keys_of(folder, login)
    if keys.change is Change.NONE:
        return _without_unneeded(folder, login)
    with folder_faults(folder):
        try:
            with claim(folder, alone=True):
                keys = _keys_of(folder, login)  # as it is now that nobody else can change it
                changing = _Changing(folder, login, keys, clock, progress, cancel)
                return changing.finish(files_later=files_later)
        except FolderTakenError:
            if keys.change is Change.SHUTTING:
                raise
            return login


def _without_unneeded(folder: Path, login: Login) -> Login:
    """Let go of older keys once the last backup under them was pruned."""
    ring = login.ring
    needed = _needed(folder, ring)
    if needed == ring.database:
        return login
    with suppress(FolderTakenError), folder_faults(folder), claim(folder, alone=True):
        ring = replace(ring, database=needed)
        store_key_file(folder, _keys_of(folder, login).with_ring(ring))
    return replace(login, ring=ring)


class _Changing:
    """One change of one folder's keys; whoever makes it has the folder to himself."""

    def __init__(
        self,
        folder: Path,
        login: Login,
        keys: KeyFile,
        clock: Clock,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> None:
        self._folder = folder
        self._login = login
        self._keys = keys
        self._clock = clock
        self._progress = progress or Silent()
        self._cancel = cancel or CancelToken()

    def finish(self, *, files_later: bool = False) -> Login:
        """Every step finds out for itself whether it is done."""
        if self._keys.change is Change.REKEY_ASKED:
            device_key_opens(self._folder, self._login.vault)
            self._back_up()
            # On every slot before anything is under them, so that a cut leaves both keys at hand.
            self._store(self._login.ring.renewed(), Change.REKEYING)
        self._database()
        self._note_moment()
        self._copies()
        ring = self._login.ring
        if self._keys.change is Change.SHUTTING:
            files_later = False  # nothing may be left plain
        if not files_later:
            seal_all(self._folder, self._login.vault, self._progress, self._cancel)
        if self._keys.change is Change.REKEYING:
            kept = ring.files if files_later else ring.files[:1]
            ring = replace(ring, files=kept, database=_needed(self._folder, ring))
        self._store(ring, Change.NONE)
        return self._login

    def _back_up(self) -> None:
        """As it is; what no key of ours opens is refused further down."""
        source = Source(self._folder, self._login.ring)
        address = source.address
        if isinstance(address, EncryptedFile) and opens(address) and not holding(source, address):
            watch = Watch(self._progress, self._cancel)
            make_backup(source, Reason.BEFORE_REKEYING, self._clock(), watch)

    def _store(self, ring: Ring, change: Change) -> None:
        self._keys = replace(self._keys, change=change).with_ring(ring)
        store_key_file(self._folder, self._keys)
        self._login = replace(self._login, ring=ring)

    def _database(self) -> None:
        path = self._folder / DATABASE
        if not path.is_file():
            return
        self._progress.step(0, 3, "正在加密数据库")
        # A plain one while we had not said so is somebody else's: it is not made ours.
        strange = self._keys.change is not Change.SHUTTING and not is_encrypted(path)
        if strange or not bring_under(path, self._login.ring):
            raise StationError(
                "数据库打不开：它不在这个数据文件夹的任何一把密钥之下，或已经损坏。"
                "没有更换密钥，数据没有改动。",
                hint="请用最近一次备份恢复。",
            )

    def _note_moment(self) -> None:
        """Once more after a cut: what is written down is then a little later than it was."""
        path = self._folder / DATABASE
        if path.is_file():
            note_keys(EncryptedFile(path, self._login.ring.database[0]), self._clock())

    def _copies(self) -> None:
        self._progress.step(1, 3, "正在处理备份")
        tidy(self._folder)
        remove_drafts(self._folder)
        clear_left(self._folder)
        for path in set_aside(self._folder):
            self._cancel.check()
            bring_under_or_remove(path, self._login.ring)
        shut_backups(self._folder, self._keys, self._login.ring, self._cancel.check)


def _needed(folder: Path, ring: Ring) -> tuple[bytes, ...]:
    """The newest key, and those that something kept is still under."""
    kept = under_keys(folder, set_aside(folder), ring)
    return (ring.database[0], *(key for key in ring.database[1:] if key in kept))


def refuse_unfit(folder: Path) -> None:
    """Say what keeps a folder from being shut, before anybody thinks of a secret.

    Raises:
        RuleError: it is shut already, or encryption is missing here.
        StationError: there is no data in it.
    """
    if is_protected(folder):
        raise RuleError("这个数据文件夹已经加密，没有再做。", hint="不需要再做什么。")
    if not can_shut():
        raise RuleError(
            "本机的程序缺少加密组件（SQLCipher），没有加密，数据没有改动。",
            hint="请重新安装“暨阳指导”。",
        )
    if not ((folder / DATABASE).is_file() or is_on_server(folder)):
        raise StationError(
            f"“{folder}”里没有暨阳指导的数据，没有加密。", hint="请检查数据文件夹是否选对。"
        )


def _put_in_charge(folder: Path, clock: Clock, secret: str) -> tuple[UUID, str]:
    """Whose folder it is; he logs in from now on, and so needs a role."""
    opened = open_folder(folder, clock)
    try:
        user_id, name = opened.permits.user_id, opened.place.user_name
        check_secret(secret, name)
        check_life(opened.store)  # it may be a copy
        wanted = in_charge(city=opened.place.is_city)
        with opened.store.begin_unasked(SHUT) as uow:
            user = uow.session.get_one(User, user_id)
            if user.role != wanted:
                user.role = wanted
                uow.commit()
    finally:
        opened.store.close()
    return user_id, name


def _keys_of(folder: Path, login: Login) -> KeyFile:
    keys = load_key_file(folder)
    try:
        keys.check(login.ring)
    except StationError as error:
        raise RuleError(
            "密钥文件在您登录以后改动过，没有打开数据，数据没有改动。",
            hint="请重新登录；仍是这样，请用最近一次备份里的 jyguide.keys。",
        ) from error
    return keys
