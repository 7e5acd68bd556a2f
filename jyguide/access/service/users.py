"""Who may open this data folder, as what, and by which secret."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.journal import describe
from db.keys import new_key
from db.lives import setting
from db.models import JournalEntry, User
from db.uow import Store
from jyguide.access.permission import Permission
from jyguide.access.permits import Permits
from jyguide.access.role import NOBODY, ROLE_NAMES, Role, in_charge, roles_of
from jyguide.access.service.charge import refuse_former, refuse_nobody_in_charge
from jyguide.access.user import UserRow
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.place import KEYS_SINCE, Place
from jyguide.vault.key_file import Change, KeyFile, load_key_file, store_key_file
from jyguide.vault.login import call_otherwise, log_in
from jyguide.vault.ring import Ring
from jyguide.vault.secret import by_heart, check_secret
from jyguide.vault.unattended import forget_secret, kept_secret

NAME_LONGEST = 40
Edit = Callable[[KeyFile, Ring], KeyFile]


class UserService:
    """Users are rows, which travel to the office's other PCs, and slots, which never do.

    Giving writes the row first and then the slot, taking the slot first and then the row: what a
    power cut leaves is somebody who cannot log in, whom the list shows and who can be given a
    secret, and never a secret that nobody knows of.
    """

    def __init__(self, store: Store, place: Place, clock: Clock, permits: Permits) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._permits = permits

    def rows(self) -> list[UserRow]:
        """Everybody of this office who logs in, or did; whoever is in charge first."""
        keys = self._keys()
        with self._store.read() as session:
            users = session.scalars(self._of_office()).all()
            changed = _last_changes(session, [user.id for user in users])
            found = [self._row(user, keys, changed) for user in users]
        order = [*roles_of(city=self._place.is_city), *Role, None]
        return sorted(found, key=lambda row: (order.index(row.role), row.name))

    def keys_since(self) -> datetime | None:
        """When the keys of now were drawn; None in a plain folder and on a server."""
        with self._store.read() as session:
            said = setting(session, KEYS_SINCE)
        return datetime.fromisoformat(said) if said and self._place.vault is not None else None

    def roles(self) -> tuple[Role, ...]:
        """The roles that can be given in this office."""
        return roles_of(city=self._place.is_city)

    def add(self, name: str, role: Role, secret: str) -> UserRow:
        """Let somebody log in.

        Args:
            name: As the journal is to call him.
            role: One of `roles`.
            secret: Typed by himself.

        Raises:
            PermissionRefused: whoever is at work may not manage users.
            RuleError: the folder is not shut, somebody of this name logs in already, the name or
                the secret would not do.
            StationError, FileError: the key file was altered, or cannot be written.
        """
        self._refuse_plain("添加使用人")
        name = self._checked_name(name)
        self._check_role(role)
        check_secret(secret, name)
        key = new_key()
        with self._store.begin(f"添加使用人“{name}”") as uow:
            self._refuse_former(uow.session, "添加使用人")
            self._refuse_twin(uow.session, name)
            uow.session.add(
                User(id=key, name=name, station_id=self._place.station_id, role=role.value)
            )
            uow.commit()
        self._edit_keys(lambda keys, ring: keys.with_user(ring, key, name, secret, by_heart()))
        return self._found(key)

    def rename(self, user_id: UUID, name: str, seen: str) -> Changed:
        """Call somebody otherwise.

        Raises:
            PermissionRefused: whoever is at work may not manage users.
            RuleError: another of this name logs in, or the row was changed meanwhile.
        """
        self._permits.require(Permission.MANAGE_USERS, "修改使用人姓名")
        name = self._checked_name(name)
        with self._store.begin(f"使用人改名为“{name}”") as uow:
            self._refuse_former(uow.session, "修改使用人姓名")
            user = self._user(uow.session, user_id, seen)
            self._refuse_twin(uow.session, name, but=user_id)
            user.name = name
            uow.commit()
        if self._place.vault is not None:
            self._edit_keys(lambda keys, ring: keys.with_label(ring, user_id, name))
            call_otherwise(load_key_file(self._place.folder).folder, user_id, name)
        return Changed.STATION

    def set_role(self, user_id: UUID, role: Role, seen: str) -> Changed:
        """Let somebody do more or less than so far; it holds from his next login.

        Raises:
            PermissionRefused: whoever is at work may not manage users.
            RuleError: nobody in charge would be left who can log in here, or the row was changed
                meanwhile.
        """
        self._refuse_plain("调整使用人身份")
        self._check_role(role)
        with self._store.begin(f"调整使用人身份为“{ROLE_NAMES[role]}”") as uow:
            self._refuse_former(uow.session, "调整使用人身份")
            user = self._user(uow.session, user_id, seen)
            if role != in_charge(city=self._place.is_city):
                refuse_nobody_in_charge(uow.session, self._place, user_id)
            user.role = role.value
            uow.commit()
        return Changed.STATION

    def change_secret(self, old: str, new: str) -> None:
        """Change one's own secret.

        Raises:
            WrongSecretError: the old one is another.
            RuleError: the folder is not shut, the new one would not hold, or too many wrong ones.
            StationError, FileError: the key file was altered, or cannot be written.
        """
        if self._place.vault is None:
            raise _plain("更换口令")
        check_secret(new, self._permits.user_name)
        with self._store.read() as session:  # whoever was removed has nothing to change
            self._refuse_former(session, "更换口令")
        me = self._permits.user_id
        log_in(self._place.folder, me, old, self._clock)
        self._edit_keys(lambda keys, ring: keys.with_secret(ring, me, new, by_heart()))
        self._forget(me)

    def give_secret(self, user_id: UUID, secret: str) -> UserRow:
        """Give somebody a secret here: he forgot his, or comes from another PC of the office.

        Args:
            user_id: Of somebody with a role.
            secret: Typed by himself.

        Raises:
            PermissionRefused: whoever is at work may not manage users.
            RuleError: the folder is not shut, it is himself, he does not log in, or the secret
                would not hold.
            StationError, FileError: the key file was altered, or cannot be written.
        """
        self._refuse_plain("重设口令")
        if user_id == self._permits.user_id:
            raise RuleError("自己的口令要用原来的口令来换，没有改动。", hint="请用“更换口令”。")
        row = self._found(user_id)
        if row.role is None:
            raise RuleError(
                f"{row.name}不是使用人，没有设口令。", hint="请先添加使用人，再设口令。"
            )
        check_secret(secret, row.name)
        with self._store.begin(f"重设“{row.name}”的口令") as uow:
            self._refuse_former(uow.session, "重设口令")
            describe(uow.session)  # no row is written, and yet it is to be known
            self._write_keys(
                lambda keys, ring: keys.with_user(ring, user_id, row.name, secret, by_heart())
            )
            uow.commit()
        self._forget(user_id)
        return self._found(user_id)

    def remove(self, user_id: UUID, seen: str) -> Changed:
        """Let somebody log in no more; the keys are changed when nobody is at work.

        Raises:
            PermissionRefused: whoever is at work may not manage users.
            RuleError: it is himself, nobody in charge would be left, or the row was changed
                meanwhile.
            StationError, FileError: the key file was altered, or cannot be written.
        """
        self._refuse_plain("移除使用人")
        if user_id == self._permits.user_id:
            raise RuleError("不能移除自己。", hint="请由另一位负责人登录后移除。")
        with self._store.begin("移除使用人") as uow:
            self._refuse_former(uow.session, "移除使用人")
            user = self._user(uow.session, user_id, seen)
            refuse_nobody_in_charge(uow.session, self._place, user_id)
            user.role = NOBODY
            uow.session.flush()  # whatever refuses it does so before his secret is gone
            self._write_keys(_without(user_id))
            uow.commit()
        self._forget(user_id)
        return Changed.STATION

    # -- the key file

    def _keys(self) -> KeyFile | None:
        return load_key_file(self._place.folder) if self._place.vault is not None else None

    def _edit_keys(self, edit: Edit) -> None:
        """Under the database's lock, so that two at work do not undo each other's."""
        with self._store.begin_unasked("更新密钥文件"):
            self._write_keys(edit)

    def _write_keys(self, edit: Edit) -> None:
        assert self._place.vault is not None  # noqa: S101 - asked by every caller
        ring = self._place.vault.ring
        keys = load_key_file(self._place.folder)
        keys.check(ring)
        store_key_file(self._place.folder, edit(keys, ring))

    def _forget(self, user_id: UUID) -> None:
        """A secret that this PC kept for unattended commands is his no longer."""
        name = load_key_file(self._place.folder).folder
        kept = kept_secret(name)
        if kept is not None and kept[0] == user_id:
            forget_secret(name)

    # -- rules

    def _refuse_plain(self, what: str) -> None:
        self._permits.require(Permission.MANAGE_USERS, what)
        if self._place.vault is None:
            raise _plain(what)
        load_key_file(self._place.folder).check(self._place.vault.ring)  # before any row

    def _refuse_former(self, session: Session, what: str) -> None:
        refuse_former(session, self._place, self._permits, what)

    def _check_role(self, role: Role) -> None:
        if role not in self.roles():
            raise RuleError(
                f"这里没有“{ROLE_NAMES[role]}”这个身份，没有改动。",
                hint=f"可选：{'、'.join(ROLE_NAMES[one] for one in self.roles())}。",
            )

    def _checked_name(self, name: str) -> str:
        name = name.strip()
        if not name or len(name) > NAME_LONGEST or not name.isprintable():
            raise RuleError(
                "使用人姓名不能为空，也不能太长，没有改动。",
                hint=f"请填 1 到 {NAME_LONGEST} 个字。",
            )
        return name

    def _refuse_twin(self, session: Session, name: str, but: UUID | None = None) -> None:
        """Two of one name could be told by their secrets alone."""
        statement = self._of_office().where(User.name == name, User.role != NOBODY)
        if any(user.id != but for user in session.scalars(statement)):
            raise RuleError(
                f"已经有名为“{name}”的使用人，没有改动。",
                hint="同名的两个人请在名字后加以区分，如“王芳（办公室）”。",
            )

    # -- rows

    def _of_office(self) -> Select[User]:
        return select(User).where(
            User.deleted.is_(False), User.station_id == self._place.station_id
        )

    def _user(self, session: Session, user_id: UUID, seen: str) -> User:
        user = session.scalar(self._of_office().where(User.id == user_id))
        if user is None:
            raise _unknown()
        if user.sync_v != seen:
            raise RuleError(
                "这位使用人的信息刚被改动过，没有覆盖。", hint="请刷新列表后再改一次。"
            )
        return user

    def _found(self, user_id: UUID) -> UserRow:
        keys = self._keys()
        with self._store.read() as session:
            user = session.scalar(self._of_office().where(User.id == user_id))
            if user is None:
                raise _unknown()
            return self._row(user, keys, _last_changes(session, [user.id]))

    def _row(self, user: User, keys: KeyFile | None, changed: Mapping[UUID, datetime]) -> UserRow:
        return UserRow(
            id=user.id,
            name=user.name,
            role=Role(user.role) if user.role else None,
            opens=bool(keys and keys.slot(user.id)),
            himself=user.id == self._permits.user_id,
            version=user.sync_v,
            changed=changed.get(user.id),
        )


def _last_changes(session: Session, users: list[UUID]) -> dict[UUID, datetime]:
    """When each row was changed last, in this PC's zone."""
    statement = (
        select(JournalEntry.row_id, func.max(JournalEntry.at))
        .where(JournalEntry.row_id.in_(users))
        .group_by(JournalEntry.row_id)
    )
    return {
        key: datetime.fromtimestamp(at / 1000).astimezone()
        for key, at in session.execute(statement).all()
    }


def _without(user_id: UUID) -> Edit:
    """Gone at once; that he may have copied the keys is met by changing them."""

    def edit(keys: KeyFile, ring: Ring) -> KeyFile:
        return keys.without_user(ring, user_id).with_change(ring, Change.REKEY_ASKED)

    return edit


def _plain(what: str) -> RuleError:
    return RuleError(
        f"没有“{what}”：这个数据文件夹没有加密，谁都可以打开，不分使用人。",
        hint="请先启用加密保护（“安全”页，或 jyguide protect）。",
    )


def _unknown() -> RuleError:
    return RuleError("没有找到这位使用人，没有改动。", hint="请刷新列表后再选一次。")
