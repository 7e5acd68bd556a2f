"""The city's keys in a file for the safe, under a passphrase.

Its cost stands in the file and is the same on every PC. Releases before wrote age files, whose
cost is measured on the PC that writes them, and which a slower one refuses to open.
"""

from __future__ import annotations

import secrets
from pathlib import Path

import msgspec

from jyguide.errors import FileError
from jyguide.exchange.boundary.limits import KEYS
from jyguide.exchange.file_bytes import read_bytes
from jyguide.sync.keys import DeviceKeys
from jyguide.sync.told_file import body_after
from jyguide.vault.secret import SALT_SIZE, Cost, by_heart, is_bearable, stretched

_MAGIC = b"JYRECOVERY2\n"
_AGE = b"age-encryption.org/"
_HINT = "请核对文件和口令（注意大小写）。"
_OLD_HINT = "这份是旧版程序写的，慢的电脑会打不开：口令没有错时，请换一台快一些的电脑再试。"


class _Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    passes: int
    memory: int
    salt: bytes
    keys: bytes


def recovery_file(keys: DeviceKeys, passphrase: str) -> bytes:
    """The file's content; nothing in it is in clear but what guessing costs."""
    from nacl.secret import SecretBox  # noqa: PLC0415 - only the exchange pays for it

    cost, salt = by_heart(), secrets.token_bytes(SALT_SIZE)
    box = SecretBox(stretched(passphrase, salt, cost))
    sealed = _Sealed(cost.passes, cost.memory, salt, bytes(box.encrypt(keys.text().encode())))
    return _MAGIC + msgspec.json.encode(sealed)


def read_recovery(source: Path, passphrase: str, refused: str) -> DeviceKeys:
    """The keys in a file, of this release or of one before.

    Args:
        source: The file.
        passphrase: As it was typed.
        refused: What was not done if it cannot be opened: 没有恢复.

    Raises:
        FileError: it is no recovery file, or the passphrase is another.
        RuleError: this PC has not the memory to try.
    """
    content = read_bytes(source, KEYS)
    try:
        if content.startswith(_AGE):
            return DeviceKeys.read(_from_age(content, passphrase))
        return DeviceKeys.read(_unsealed(body_after(_MAGIC, content), passphrase))
    except ValueError as error:
        raise FileError(
            f"“{source.name}”不是市级恢复文件，或口令不对，{refused}。",
            hint=_HINT + (_OLD_HINT if content.startswith(_AGE) else ""),
        ) from error


def _unsealed(body: bytes, passphrase: str) -> str:
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - as above
    from nacl.secret import SecretBox  # noqa: PLC0415 - as above

    try:
        sealed = msgspec.json.decode(body, type=_Sealed)
        cost = Cost(sealed.passes, sealed.memory)
        if not is_bearable(cost) or len(sealed.salt) != SALT_SIZE:
            raise ValueError("a cost that no release of ours asks for")
        return SecretBox(stretched(passphrase, sealed.salt, cost)).decrypt(sealed.keys).decode()
    except (msgspec.MsgspecError, CryptoError) as error:
        raise ValueError("not sealed by this passphrase") from error


def _from_age(content: bytes, passphrase: str) -> str:
    import pyrage  # noqa: PLC0415 - as above

    try:
        return bytes(pyrage.passphrase.decrypt(content, passphrase)).decode()
    except Exception as error:  # pyrage has no errors of its own
        raise ValueError("not sealed by this passphrase") from error
