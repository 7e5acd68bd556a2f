"""Somebody opens a shut data folder by his name and his secret."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.vault.key_file import KeyFile, WrongSecretError, candidates, load_key_file
from jyguide.vault.remembered import Remembered, remembered
from jyguide.vault.ring import Ring
from jyguide.vault.tries import Tries
from jyguide.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Login:
    """Somebody who has opened a data folder.

    Attributes:
        folder: What names it in the state kept outside it.
        recovered: Whether the city let him in; see `jyguide.folder.opening`.
    """

    user_id: UUID
    folder: str
    ring: Ring = field(repr=False)
    recovered: bool = False

    @property
    def vault(self) -> Vault:
        return Vault(self.ring)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to choose on the login page.

    Attributes:
        name: In full where this PC knows it, else 王**.
        last: Whether he was the last to log in here.
    """

    user_id: UUID
    name: str
    last: bool


def login_names(folder: Path) -> list[Candidate]:
    """Who can open a data folder, the last one first.

    Raises:
        StationError: its key file is damaged.
    """
    keys = load_key_file(folder)
    known = remembered(keys.folder)
    found = [
        Candidate(
            slot.user_id, known.names.get(slot.user_id, slot.label), slot.user_id == known.last
        )
        for slot in keys.slots
    ]
    return sorted(found, key=lambda one: not one.last)


def log_in(folder: Path, user_id: UUID, secret: str, clock: Clock) -> Login:
    """Open a data folder; takes a quarter of a second or more, by design.

    Raises:
        WrongSecretError: the secret is another.
        RuleError: too many wrong ones just now.
        StationError: the key file is damaged, or he has no slot in it.
    """
    keys = load_key_file(folder)
    remembered(keys.folder).tried(user_id).refuse_early(clock())
    try:
        ring = keys.opened(user_id, secret)
    except WrongSecretError:
        known = remembered(keys.folder)  # another window may have tried meanwhile
        known.with_tries(user_id, known.tried(user_id).after_wrong(clock())).write()
        raise
    _forget_tries(keys.folder, user_id)
    return Login(user_id, keys.folder, ring)


def log_in_by_name(folder: Path, name: str, secret: str, clock: Clock) -> Login:
    """As `log_in`, for somebody given by his name; two of one name are told by their secrets.

    Raises:
        RuleError: nobody of this name can open the folder, the secret is another, or too many
            wrong ones just now.
        StationError: the key file is damaged.
    """
    keys = load_key_file(folder)
    known = remembered(keys.folder)
    meant = [slot for slot in keys.slots if known.names.get(slot.user_id) == name]
    if not meant:  # nobody whom this PC knows in full
        meant = [slot for slot in candidates(keys, name) if slot.user_id not in known.names]
    if len(meant) == 1:
        return log_in(folder, meant[0].user_id, secret, clock)
    return _told_apart(keys, known, [slot.user_id for slot in meant], secret, clock, name)


def _told_apart(
    keys: KeyFile, known: Remembered, users: list[UUID], secret: str, clock: Clock, name: str
) -> Login:
    """By the secret; a wrong one is held against nobody but all of them, or it would be guessed.

    Raises:
        RuleError: as `log_in_by_name`.
    """
    if not users:
        raise RuleError(
            f"没有名为“{name}”的使用人，没有打开数据。",
            hint="请核对姓名；新使用人由站长（市级为负责人）在“安全”页添加。",
        )
    for user in users:
        known.tried(user).refuse_early(clock())
    for user in users:
        try:
            ring = keys.opened(user, secret)
        except WrongSecretError as error:
            fault = error
        else:
            _forget_tries(keys.folder, user)
            return Login(user, keys.folder, ring)
    known = remembered(keys.folder)  # another window may have tried meanwhile
    for user in users:
        known = known.with_tries(user, known.tried(user).after_wrong(clock()))
    known.write()
    raise fault


def _forget_tries(folder: str, user_id: UUID) -> None:
    known = remembered(folder)
    if known.tried(user_id).wrong:
        known.with_tries(user_id, Tries()).write()


def remember(login: Login, name: str) -> None:
    """Let this PC offer him by his full name next time."""
    known = remembered(login.folder)
    if known.names.get(login.user_id) != name or known.last != login.user_id:
        known.with_name(login.user_id, name).write()


def call_otherwise(folder: str, user_id: UUID, name: str) -> None:
    """Let this PC offer somebody by another name, if it knows him at all."""
    known = remembered(folder)
    if user_id in known.names:
        replace(known, names={**known.names, user_id: name}).write()
