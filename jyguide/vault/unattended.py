"""Secrets for commands that nobody watches: from a file, or kept by this user on this PC."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

import msgspec

from jyguide.documents.files import file_faults
from jyguide.errors import FileError
from jyguide.state import state_folder

_LONGEST = 4096


class _Kept(msgspec.Struct):
    user: str
    secret: str


def read_secret(file: Path) -> str:
    """The secret that a file holds: its first line.

    Raises:
        FileError: it cannot be read, or is empty.
    """
    try:
        with file.open("rb") as opened:
            lines = opened.read(_LONGEST).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(
            f"读不出口令文件“{file.name}”，没有打开数据。",
            hint="请检查路径；口令文件是一个文本文件（UTF-8），第一行是口令。",
            detail=str(error),
        ) from error
    if not lines or not lines[0].strip():
        raise FileError(f"口令文件“{file.name}”是空的，没有打开数据。", hint="第一行应是口令。")
    return lines[0]


def keep_secret(folder: str, user_id: UUID, secret: str) -> Path:
    """Keep a drawn secret in this user's state on this PC, readable by him alone.

    Args:
        folder: What names the data folder in the state.
        user_id: Whose secret it is.
        secret: Drawn by the machine.

    Raises:
        FileError: it cannot be written.
    """
    target = _place(folder)
    with file_faults(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(_Kept(user_id.hex, secret)))
    return target


def kept_secret(folder: str) -> tuple[UUID, str] | None:
    """Whose secret this PC keeps for a folder, if any."""
    try:
        kept = msgspec.json.decode(_place(folder).read_bytes(), type=_Kept)
        return UUID(kept.user), kept.secret
    except (OSError, msgspec.MsgspecError, ValueError):
        return None


def forget_secret(folder: str) -> None:
    """Keep it no longer."""
    _place(folder).unlink(missing_ok=True)


def _place(folder: str) -> Path:
    return state_folder() / "keys" / f"{folder}.key"
