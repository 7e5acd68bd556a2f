r"""Sealed exams (.jyexam): handed out days before, and read by nobody until the hour.

    JYEXAM1\n
    one line of JSON, the only thing anybody can read: title, minutes, hour, issuer, how to open it
    Ed25519 signature (64 bytes) of the city's PC over both lines and the ciphertext
    XChaCha20-Poly1305 over the padded paper; both lines are its associated data

The key is Argon2id (RFC 9106) of the spoken code; salt and cost stand in the line. Nothing there
depends on what is sealed: neither how many items, nor points, nor the version of the bank, and the
size is that of a class (see ``payload``). The signature is checked before the code is tried, so
that a file somebody altered is refused days ahead and not at the hour.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Annotated, NamedTuple
from uuid import UUID

import msgspec
from msgspec import Meta

from jyguide.exam.seal import payload
from jyguide.exam.seal.payload import PayloadError, SealedPaper
from jyguide.exchange.boundary.limits import SEALED_EXAM

MAGIC = b"JYEXAM"
VERSION = 1
ENDING = ".jyexam"
MOST_HEADER = 4096
MOST_BYTES = SEALED_EXAM.file
LONGEST_TITLE = 60
LONGEST_MINUTES = 24 * 60
_SIGNATURE = 64
_SALT = 16
_NONCE = 24
_TAG = 16
_KEY = 32
_MEGABYTE = 1 << 20


class Cost(NamedTuple):
    """What one try of a code costs: passes over so many bytes of memory."""

    passes: int
    memory: int


COST = Cost(passes=6, memory=64 * _MEGABYTE)
"""About 0.15 s on a PC of 2024 and under a second on one of 2012 with 4 GB of memory."""


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What everybody may read.

    Attributes:
        seal: Key of the sealed exam, 32 hex digits.
        minutes: Time allowed.
        starts_at: ISO moment, or "" for none; told to people, enforced by nothing.
        office: Who issued it, as people say it.
        passes, memory, salt: Of Argon2id; bounded, or a hostile file could eat the memory.
        signer: The city's word for the PC that signed, as ``issuing.Issuing`` writes and reads it.
    """

    seal: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    title: Annotated[str, Meta(min_length=1, max_length=LONGEST_TITLE)]
    minutes: Annotated[int, Meta(ge=1, le=LONGEST_MINUTES)]
    starts_at: Annotated[str, Meta(max_length=40)]
    office: Annotated[str, Meta(max_length=60)]
    passes: Annotated[int, Meta(ge=1, le=24)]
    memory: Annotated[int, Meta(ge=8192, le=128 * _MEGABYTE)]
    salt: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    signer: dict[str, str]

    @property
    def key(self) -> UUID:
        return UUID(self.seal)

    @property
    def hour(self) -> datetime | None:
        return datetime.fromisoformat(self.starts_at) if self.starts_at else None


FOREIGN = "foreign"  # not ours at all
NEWER = "newer"  # of a newer format
DAMAGED = "damaged"  # incomplete or altered
TOO_LARGE = "too large"


class SealError(Exception):
    """The bytes are no sealed exam that can be accepted; the reason is one of the words above."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SealedBytes:
    """A file taken apart; nobody has judged its signature yet.

    Attributes:
        head: Both open lines.
    """

    header: Header
    head: bytes
    signature: bytes
    sealed: bytes

    @property
    def signed(self) -> bytes:
        """What the signature is over."""
        return self.head + self.sealed

    def open(self, code: str) -> SealedPaper | None:
        """The paper, or None where the code is another one.

        Args:
            code: Twenty digits, see ``code.read_code``.

        Raises:
            PayloadError: the code fits, and what is inside is no paper we can read.
        """
        from nacl.exceptions import CryptoError  # noqa: PLC0415 - only sealing pays for it
        from nacl.secret import Aead  # noqa: PLC0415 - as above

        box = Aead(_key(code, self.header))
        try:
            padded = box.decrypt(self.sealed, self.head)
        except CryptoError:
            return None
        paper = payload.unpack(padded)
        if paper.seal != self.header.seal:  # sealed by the city for something else
            raise PayloadError(newer=False)
        return paper


def new_header(
    seal: UUID,
    title: str,
    minutes: int,
    starts_at: datetime | None,
    office: str,
    signer: Mapping[str, str],
) -> Header:
    """A header with a salt of its own and today's cost.

    Raises:
        ValueError: a title or a time that no reader accepts.
    """
    said = {
        "seal": seal.hex,
        "title": title,
        "minutes": minutes,
        "starts_at": starts_at.isoformat(timespec="minutes") if starts_at else "",
        "office": office,
        "passes": COST.passes,
        "memory": COST.memory,
        "salt": secrets.token_hex(_SALT),
        "signer": dict(signer),
    }
    return msgspec.convert(said, Header)


def seal(header: Header, paper: SealedPaper, code: str, sign: Callable[[bytes], bytes]) -> bytes:
    """A sealed exam as it goes to the file.

    Raises:
        ValueError: the paper is larger than any reader accepts.
    """
    from nacl.secret import Aead  # noqa: PLC0415 - as above

    head = b"%s%d\n%s\n" % (MAGIC, VERSION, msgspec.json.encode(header))
    nonce = secrets.token_bytes(_NONCE)
    sealed = bytes(Aead(_key(code, header)).encrypt(payload.pack(paper), head, nonce))
    return head + sign(head + sealed) + sealed


def read(content: bytes) -> SealedBytes:
    """A file taken apart, as far as that shows whether it is whole.

    Raises:
        SealError: as its reason says.
    """
    if len(content) > MOST_BYTES:
        raise SealError(TOO_LARGE)
    first, _, rest = content[: 2 * MOST_HEADER].partition(b"\n")
    _check_version(first)
    line, ended, _ = rest.partition(b"\n")
    if not ended or len(line) > MOST_HEADER:
        raise SealError(DAMAGED)
    try:
        header = msgspec.json.decode(line, type=Header)
        if header.hour is not None and not _is_moment(header.hour):
            raise SealError(DAMAGED)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise SealError(DAMAGED) from error
    at = len(first) + len(line) + 2
    signature, sealed = content[at : at + _SIGNATURE], content[at + _SIGNATURE :]
    if len(sealed) - _NONCE - _TAG not in _classes():
        raise SealError(DAMAGED)
    return SealedBytes(header, content[:at], signature, sealed)


def _is_moment(hour: datetime) -> bool:
    """Whether it says its zone, and can be told in every other."""
    return hour.tzinfo is not None and MINYEAR < hour.year < MAXYEAR


def _check_version(first: bytes) -> None:
    number = first.removeprefix(MAGIC)
    if not first.startswith(MAGIC) or not number.isdigit() or len(number) > len("999"):
        raise SealError(FOREIGN)
    if int(number) > VERSION:
        raise SealError(NEWER)
    if int(number) < VERSION:
        raise SealError(FOREIGN)


def _classes() -> set[int]:
    sizes, size = set(), payload.SMALLEST
    while size <= payload.LARGEST:
        sizes.add(size)
        size *= 2
    return sizes


def _key(code: str, header: Header) -> bytes:
    from nacl.pwhash import argon2id  # noqa: PLC0415 - as above

    return argon2id.kdf(
        _KEY,
        code.encode(),
        bytes.fromhex(header.salt),
        opslimit=header.passes,
        memlimit=header.memory,
    )
