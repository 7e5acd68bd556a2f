"""The signed record of a certificate: what its QR code says, and the short code under it.

Bytes, in order: version (1), kind (1), year (2), length of the office's code (1) and the code,
letter of the PC (1), running number (4), day of issue as days since 2000-01-01 (2), length of the
holder's name in UTF-8 (1) and the name, the first 8 bytes of SHA-256 over the wording, and an
Ed25519 signature (64) over all of it. As text it is ``JYC1`` and Crockford's base 32: letters and
digits only, so that the QR code is in its alphanumeric mode, and neither a scanner's keyboard
layout nor caps lock can spoil it. With a name of 24 characters it fits QR version 10 at level M
(311 signs; ISO/IEC 18004, table 7).
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from jyguide.certificate.kinds import CertificateKind
from jyguide.certificate.numbering import LAST_SEQUENCE, CertificateNumber

PREFIX = "JYC"
VERSION = 1
SIGNATURE = 64
DIGEST = 8

Sign = Callable[[bytes], bytes]
"""Signs with the key of this PC: 64 bytes."""

_SIGNED_AS = b"jyguide certificate\n"
"""Before what is signed, so that no signature made for another purpose fits a certificate."""
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
_FIRST_DAY = date(2000, 1, 1)
_LONGEST_NAME = 100
"""Bytes; a longer name is cut, and the digest still covers it whole."""
_KINDS = (CertificateKind.COMPLETION, CertificateKind.EXAM_PASS, CertificateKind.DUTY)
"""By their number in the record; only ever added to."""
_OURS = ("seal", "mark")
"""Of the wording what follows from the rest."""


class NotOursError(Exception):
    """A text is no record of a certificate."""


class NewerError(Exception):
    """A record of a later version of the program."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a QR code says of a certificate.

    Attributes:
        name: Of the holder; a very long one ends in "…".
        digest: First bytes of SHA-256 over the wording.
    """

    kind: CertificateKind
    number: CertificateNumber
    issued_on: date
    name: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Sealed:
    """A record with its signature, as it was read.

    Attributes:
        signed: The bytes that the signature is over.
        mark: The short code that follows from all of it.
    """

    record: Record
    signed: bytes
    signature: bytes
    mark: str


def seal(record: Record, sign: Sign) -> tuple[str, str]:
    """The text for the QR code, and the short code under it."""
    body = _packed(record)
    whole = body + sign(_SIGNED_AS + body)
    return f"{PREFIX}{VERSION}{_written(whole)}", mark_of(whole)


def read_seal(text: str) -> Sealed:
    """What somebody scanned or typed; small letters, full width and blanks do not matter.

    Raises:
        NotOursError: it is no such record, or was damaged beyond reading.
        NewerError: a later version of the program wrote it.
    """
    plain = plain_text(text)
    if not plain.startswith(PREFIX) or not plain[len(PREFIX) :][:1].isdigit():
        raise NotOursError
    if plain[len(PREFIX)] != str(VERSION):
        raise NewerError
    whole = _read(plain[len(PREFIX) + 1 :])
    body, signature = whole[:-SIGNATURE], whole[-SIGNATURE:]
    if body[:1] and body[0] > VERSION:
        raise NewerError
    return Sealed(_unpacked(body), _SIGNED_AS + body, signature, mark_of(whole))


def parted(text: str) -> list[str]:
    """One code from each, where a scanner put several into one field; the text itself else."""
    plain = plain_text(text)
    pieces = plain.replace(f"{PREFIX}{VERSION}", f" {PREFIX}{VERSION}").split()
    try:
        for piece in pieces:
            read_seal(piece)
    except (NotOursError, NewerError):
        return [text]
    return list(dict.fromkeys(pieces)) or [text]


def sealed_wording(
    wording: Mapping[str, Any], number: CertificateNumber, sign: Sign | None
) -> dict[str, Any]:
    """The words of a certificate with ``seal`` and ``mark``, kept with it for every reprint.

    Where nobody can sign it has neither, as those issued before there were any.
    """
    if sign is None:
        return {name: value for name, value in wording.items() if name not in _OURS}
    record = Record(
        CertificateKind(wording["kind"]),
        number,
        date.fromisoformat(wording["issued"]),
        wording["name"],
        digest(wording),
    )
    text, mark = seal(record, sign)
    return {**wording, "seal": text, "mark": mark}


def digest(wording: Mapping[str, Any]) -> bytes:
    """The first bytes of SHA-256 over what a certificate says, whatever order it is kept in."""
    said = {name: value for name, value in wording.items() if name not in _OURS}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()[:DIGEST]


def mark_of(whole: bytes) -> str:
    """Forty bits as eight signs in two groups: ``7K3M-9QXT``."""
    signs = _written(hashlib.sha256(whole).digest()[:5])
    return f"{signs[:4]}-{signs[4:]}"


def read_mark(typed: str) -> str:
    """A short code as it is kept; what cannot be one comes back as it was typed, without blanks.

    O is read as 0, I and L as 1: Crockford's signs leave them out because eyes mix them up.
    """
    signs = plain_text(typed).replace("-", "").translate(_READ_AS)
    return f"{signs[:4]}-{signs[4:]}" if signs else ""


def is_mark(typed: str) -> bool:
    """Whether somebody typed a short code alone."""
    signs = plain_text(typed).replace("-", "").translate(_READ_AS)
    return len(signs) == _MARK and set(signs) <= set(_SIGNS)


def plain_text(text: str) -> str:
    """Full width made half, small letters large, blanks and invisible signs gone."""
    wide = unicodedata.normalize("NFKC", text).upper()
    kept = (sign for sign in wide if not sign.isspace() and unicodedata.category(sign) != "Cf")
    return "".join(kept).replace("—", "-").replace("–", "-").replace("−", "-")


def _packed(record: Record) -> bytes:
    number = record.number
    office = number.station_code.encode()
    name = _cut(record.name)
    return b"".join(
        (
            bytes((VERSION, _KINDS.index(record.kind))),
            number.year.to_bytes(2),
            bytes((len(office),)) + office + number.device_letter.encode("ascii"),
            number.sequence.to_bytes(4),
            min(max((record.issued_on - _FIRST_DAY).days, 0), 0xFFFF).to_bytes(2),
            bytes((len(name),)) + name,
            record.digest,
        )
    )


def _unpacked(body: bytes) -> Record:
    at = _Reading(body)
    try:
        at.take(1)
        kind = _KINDS[at.number(1)]
        year = at.number(2)
        office, letter = at.take(at.number(1)).decode(), at.take(1).decode("ascii")
        sequence = at.number(4)
        issued = _FIRST_DAY + timedelta(days=at.number(2))
        name = at.take(at.number(1)).decode()
        said = at.take(DIGEST)
    except (IndexError, ValueError) as error:
        raise NotOursError from error
    if at.left or sequence > LAST_SEQUENCE or not _is_fit(office, letter, name):
        raise NotOursError  # nor does a database look for a larger number
    return Record(kind, CertificateNumber(year, office, letter, sequence), issued, name, said)


def _is_fit(office: str, letter: str, name: str) -> bool:
    """Nothing in it that could not be shown on one line."""
    return office.isalnum() and letter.isalnum() and bool(name) and name == _shown(name)


def _shown(name: str) -> str:
    """Without line ends and signs that are not seen: they could turn what stands beside them."""
    return "".join(sign for sign in name if unicodedata.category(sign) not in _UNSEEN)


class _Reading:
    """Bytes taken one after the other."""

    def __init__(self, body: bytes) -> None:
        self.left = body

    def take(self, count: int) -> bytes:
        if len(self.left) < count:
            raise IndexError
        taken, self.left = self.left[:count], self.left[count:]
        return taken

    def number(self, count: int) -> int:
        return int.from_bytes(self.take(count))


def _cut(name: str) -> bytes:
    whole = _shown(name).encode()
    if len(whole) <= _LONGEST_NAME:
        return whole
    room = _LONGEST_NAME - len("…".encode())
    return (whole[:room].decode("utf-8", "ignore") + "…").encode()


def _written(content: bytes) -> str:
    bits = len(content) * 8
    filled = -bits % 5
    number = int.from_bytes(content) << filled
    signs = (bits + filled) // 5
    return "".join(_SIGNS[number >> 5 * (signs - 1 - at) & 31] for at in range(signs))


def _read(text: str) -> bytes:
    """Raises NotOursError for another sign, another length, or bits where none belong."""
    if len(text) > _MOST_SIGNS or not text.isascii():
        raise NotOursError
    number = 0
    for sign in text.translate(_READ_AS):
        at = _SIGNS.find(sign)
        if at < 0:
            raise NotOursError
        number = number << 5 | at
    length, filled = divmod(len(text) * 5, 8)
    if length <= SIGNATURE or number & ((1 << filled) - 1) or filled >= _BITS:
        raise NotOursError
    return (number >> filled).to_bytes(length)


_MOST_SIGNS = 700
_MARK = 8
_BITS = 5
"""Of one sign."""
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
