"""Whose updates this release takes: the public keys that ship with it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources

from jyguide.errors import FileError
from jyguide.exchange.boundary.nested import read_toml
from jyguide.update.frame import Head, signed_text

_DEPTH = 4
_KEY = 32
_AGAIN = "请不要安装这个文件，向发给您的人核实，并重新要一份。"


@dataclass(frozen=True, slots=True)
class PublisherKey:
    """An Ed25519 public key.

    Attributes:
        name: Whose it is, in the user's words.
        key: 32 bytes.
        since: The first day it signed; until: its last day, None where it is in use.
    """

    name: str
    key: bytes
    since: date
    until: date | None = None


def shipped_keys() -> tuple[PublisherKey, ...]:
    """Those of this release; none where nobody has published a key yet."""
    return read_keys(resources.files("resources").joinpath("release/keys.toml").read_text("utf-8"))


def read_keys(text: str) -> tuple[PublisherKey, ...]:
    """The keys of such a list.

    Raises:
        ValueError: it is none.
    """
    said = read_toml(text, _DEPTH).get("keys", [])
    try:
        return tuple(
            PublisherKey(
                str(one["name"]), _bytes(one["key"]), _day(one["since"]), _end(one.get("until"))
            )
            for one in said
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no list of keys") from error


def name_of(key: bytes) -> str:
    """How a manifest names the key it is signed with: 16 hex digits."""
    return hashlib.sha256(key).hexdigest()[:16]


def signer_of(head: Head, keys: Sequence[PublisherKey], today: date) -> PublisherKey:
    """Who signed it, after his signature was checked.

    A key that has ended counts by the day of this PC and by the one that was signed: whoever
    finds an old key can write any day he likes.

    Raises:
        FileError: nobody we know did, or his key is not in use.
    """
    if not keys:
        raise FileError(
            "这一版程序里还没有发布单位的公钥，不接受更新文件，没有安装，程序和数据没有改动。",
            hint="请向市级要新版本的安装程序，关闭本程序后手工安装；数据会原样保留。",
        )
    key = next((one for one in keys if name_of(one.key) == head.manifest.signer), None)
    if key is None or not _is_signed(head, key):
        raise FileError(
            "这个更新文件被改动过，或者不是发布单位签发的，没有安装，程序和数据没有改动。",
            hint=_AGAIN,
        )
    day = head.manifest.day
    if day < key.since or (key.until is not None and max(day, today) > key.until):
        raise FileError(
            f"这个更新文件用“{key.name}”的旧密钥签发，这把密钥已经停用，没有安装，"
            "程序和数据没有改动。",
            hint="请先看电脑的日期对不对；日期没有错，就向发给您的人要用现在的密钥签发的文件。",
        )
    return key


def _is_signed(head: Head, key: PublisherKey) -> bool:
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - only who updates pays for it
    from nacl.signing import VerifyKey  # noqa: PLC0415 - as above

    try:
        VerifyKey(key.key).verify(signed_text(head.text), head.signature)
    except (CryptoError, ValueError):
        return False
    return True


def _bytes(text: str) -> bytes:
    key = bytes.fromhex(text)
    if len(key) != _KEY:
        raise ValueError("no public key")
    return key


def _day(said: object) -> date:
    if type(said) is not date:
        raise ValueError("no day")
    return said


def _end(said: object) -> date | None:
    return None if said is None else _day(said)
