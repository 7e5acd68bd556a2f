"""A login secret: what one may be, and the key that is stretched from it."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass

from jyguide.errors import RuleError

SHORTEST = 8
"""Characters at least: six digits fall to whoever has the folder and a few days."""

LONGEST = 128
_FEWEST_DIFFERENT = 3

SALT_SIZE = 16
_KEY_SIZE = 32


@dataclass(frozen=True, slots=True)
class Cost:
    """What Argon2id (RFC 9106) takes for one try.

    Attributes:
        passes: Over the memory.
        memory: In bytes.
    """

    passes: int
    memory: int


BY_HEART = Cost(6, 128 * 1024 * 1024)
"""For what somebody remembers: 250 to 500 ms on an office PC."""

BY_MACHINE = Cost(1, 64 * 1024)
"""For a secret that a machine drew: nobody can guess 200 random bits, fast or slowly."""

_LEAST = Cost(1, 8 * 1024)
_MOST = Cost(16, 1024 * 1024 * 1024)
"""A key file that asks for more was not written by us, and could eat the memory."""


def by_heart() -> Cost:
    """The cost of a secret that somebody remembers."""
    return BY_HEART


def is_bearable(cost: Cost) -> bool:
    """Whether a cost that a file names may be paid."""
    return (
        _LEAST.passes <= cost.passes <= _MOST.passes
        and _LEAST.memory <= cost.memory <= _MOST.memory
    )


def drawn_secret() -> str:
    """A secret for unattended use, drawn by the machine: 200 bits, without look-alikes."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789ABC"[:32]
    return "".join(secrets.choice(letters) for _ in range(40))


def level(secret: str) -> str:
    """What is compared: full-width letters and blanks around it make no other secret."""
    return unicodedata.normalize("NFKC", secret).strip()


def check_secret(secret: str, name: str = "") -> None:
    """Refuse a secret that would not hold.

    Raises:
        RuleError: too short or too long, one character repeated, a run of digits, or the name.
    """
    levelled = level(secret)
    if len(levelled) < SHORTEST:
        raise RuleError(
            f"口令太短，没有采用。口令至少 {SHORTEST} 个字符。",
            hint="可以用一句好记的话，如“春风又绿江南岸”再加两个数字。",
        )
    if len(levelled) > LONGEST:
        raise RuleError(f"口令太长，没有采用。口令最多 {LONGEST} 个字符。", hint="请缩短一些。")
    if _is_guessed_first(levelled, name):
        raise RuleError(
            "这个口令太容易猜到，没有采用。",
            hint="请不要用同一个字符、连着的数字、八位以内的纯数字（如生日），也不要用姓名。",
        )


def _is_guessed_first(secret: str, name: str) -> bool:
    runs = ("0123456789" * 3, "9876543210" * 3, "abcdefghijklmnopqrstuvwxyz", "qwertyuiop")
    return (
        len(set(secret)) < _FEWEST_DIFFERENT
        or any(secret.lower() in run for run in runs)
        or (secret.isdigit() and len(secret) <= SHORTEST)
        or bool(name and secret.replace(level(name), "") in {"", "123", "1234", "123456"})
    )


def stretched(secret: str, salt: bytes, cost: Cost) -> bytes:
    """The 32-byte key of a secret.

    Args:
        secret: As it was typed.
        salt: 16 bytes, drawn for this user alone.
        cost: What it takes; see `is_bearable`.

    Raises:
        RuleError: this PC has not as much memory.
    """
    from nacl.pwhash import argon2id  # noqa: PLC0415 - loaded only where somebody logs in

    try:
        return argon2id.kdf(
            _KEY_SIZE, level(secret).encode(), salt, opslimit=cost.passes, memlimit=cost.memory
        )
    except (RuntimeError, MemoryError) as error:  # libsodium has no other reason to fail
        raise RuleError(
            f"内存不够，没有核对口令：这要用 {cost.memory >> 20} MB，数据没有改动。",
            hint="请关闭别的程序后再试；仍不行时请重新启动电脑。",
        ) from error
