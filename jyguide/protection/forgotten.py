"""Somebody has forgotten his secret: a request to the city, its answer, a new secret.

None of it needs the folder open. The private half of a request waits in this user's state on
this PC and not in the folder, so that whoever has stolen both folder and answer opens nothing.
"""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

import msgspec

from jyguide.documents.files import file_faults, replace_when_whole
from jyguide.errors import FileError, RuleError, StationError
from jyguide.protection.recovery_file import (
    Request,
    opened_answer,
    read_answer,
    request_file,
)
from jyguide.state import state_folder
from jyguide.sync.code import check_code, short_code
from jyguide.sync.recovery import read_recovery
from jyguide.vault.escrow import Escrow
from jyguide.vault.key_file import KeyFile, load_key_file, store_key_file
from jyguide.vault.login import Login
from jyguide.vault.remembered import remembered
from jyguide.vault.ring import Ring
from jyguide.vault.secret import Cost, by_heart, check_secret
from jyguide.vault.tries import Tries
from jyguide.vault.unattended import forget_secret, kept_secret


class _Waiting(msgspec.Struct):
    request: str
    identity: str


def can_be_recovered(folder: Path) -> bool:
    """Whether the city holds a key to a shut folder.

    Raises:
        StationError: its key file is damaged.
    """
    return bool(load_key_file(folder).recovery_to)


def write_request(folder: Path, target: Path) -> str:
    """Ask the city to open a folder; returns the request's code for the telephone.

    A request before it counts no more.

    Raises:
        RuleError: the city has no key to it.
        StationError: the key file is damaged.
        FileError: the request cannot be written.
    """
    import pyrage  # noqa: PLC0415 - seldom needed

    keys = load_key_file(folder)
    if not keys.recovery_to:
        raise RuleError(
            "市级没有这个数据文件夹的恢复密钥（还没有向市级申请入网），不能请市级恢复。",
            hint="请由能登录的其他使用人重设口令，或用加密前的备份恢复。",
        )
    identity = pyrage.x25519.Identity.generate()
    content = request_file(
        Request(
            folder=keys.folder,
            office=keys.office,
            to=keys.recovery_to,
            sealed=keys.recovery,
            public=str(identity.to_public()),
        )
    )
    code = short_code(content)
    with replace_when_whole(target) as part:
        part.write_bytes(content)
        _keep(keys.folder, _Waiting(code, str(identity)))
    return code


def is_waiting(folder: Path) -> bool:
    """Whether a request from this PC waits for its answer.

    Raises:
        StationError: the key file is damaged.
    """
    return _waiting(load_key_file(folder).folder) is not None


def take_answer(
    folder: Path, source: Path, code: str, user_id: UUID, secret: str, cost: Cost | None = None
) -> Login:
    """Open a folder by the city's answer, and give one of its users a new secret.

    An answer opens once: what it is sealed to is forgotten then.

    Args:
        folder: The data folder.
        source: The file the city sent.
        code: What the city's clerk read out over the telephone.
        user_id: Who is to have the new secret: one of `login_names`.
        secret: It.
        cost: What a try of it takes.

    Raises:
        RuleError: the code is another, nothing was asked, the answer is to another request, or
            the secret would not hold.
        FileError: it is no answer, or was altered.
        StationError: the key file is damaged, or he has no slot in it.
    """
    keys = load_key_file(folder)
    answer = read_answer(source)
    check_code(code, answer.content, "答复")
    waiting = _waiting(keys.folder)
    if waiting is None or waiting.request != answer.request:
        raise RuleError(
            "这份答复不是给本机最近一次申请的，或已经用过，没有采用。",
            hint="一份答复只能用一次，要在写出申请的那台电脑、那个账户里用；"
            "请重新写一份申请交给市级。",
        )
    try:
        ring = opened_answer(answer, waiting.identity, keys.folder)
    except ValueError as error:
        raise _not_ours(source) from error
    try:
        keys.check(ring)
    except StationError as error:
        raise RuleError(
            "写出申请以后，这个数据文件夹更换过密钥，这份答复打不开它，没有采用。",
            hint="请重新写一份申请交给市级。",
        ) from error
    login = _with_new_secret(folder, keys, ring, user_id, secret, cost)
    _place(keys.folder).unlink(missing_ok=True)
    return login


def open_by_recovery_file(
    folder: Path,
    source: Path,
    passphrase: str,
    user_id: UUID,
    secret: str,
    cost: Cost | None = None,
) -> Login:
    """Open the city's own folder by its recovery file, and give a user a new secret.

    Raises:
        RuleError: the file is not this folder's, or the secret would not hold.
        FileError: it is no recovery file, or the passphrase is another.
        StationError: the key file is damaged, or he has no slot in it.
    """
    keys = load_key_file(folder)
    device = read_recovery(source, passphrase, "没有打开数据")
    try:
        ring = Escrow.open(keys.recovery, device.identity).ring
    except ValueError as error:
        raise RuleError(
            "这份恢复文件不是这个数据文件夹的，没有打开数据。",
            hint="请用与这份市级数据一起封存的恢复文件；它打不开指导站的数据文件夹，"
            "指导站请走口令恢复申请。",
        ) from error
    return _with_new_secret(folder, keys, ring, user_id, secret, cost)


def _with_new_secret(
    folder: Path, keys: KeyFile, ring: Ring, user_id: UUID, secret: str, cost: Cost | None
) -> Login:
    """The key file decides whether the ring is the folder's own."""
    keys.check(ring)
    known = remembered(keys.folder)
    check_secret(secret, known.names.get(user_id, ""))
    store_key_file(folder, keys.with_secret(ring, user_id, secret, cost or by_heart()))
    if (kept := kept_secret(keys.folder)) and kept[0] == user_id:
        forget_secret(keys.folder)
    if known.tried(user_id) != Tries():
        known.with_tries(user_id, Tries()).write()
    return Login(user_id, keys.folder, ring, recovered=True)


def _not_ours(source: Path) -> FileError:
    return FileError(
        f"“{source.name}”打不开这个数据文件夹：它是给别处的，或已经被改动，没有采用。",
        hint="请核对是否拿错了文件；如没有拿错，请重新写一份申请交给市级。",
    )


def _keep(folder: str, waiting: _Waiting) -> None:
    target = _place(folder)
    with file_faults(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(waiting))


def _waiting(folder: str) -> _Waiting | None:
    try:
        return msgspec.json.decode(_place(folder).read_bytes(), type=_Waiting)
    except (OSError, msgspec.MsgspecError):
        return None


def _place(folder: str) -> Path:
    return state_folder() / "recovery" / f"{folder}.json"
