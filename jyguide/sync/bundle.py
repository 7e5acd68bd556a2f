r"""Bundles (.jysync): what one office writes to another, signed, then sealed to its readers.

    JYSYNC1\n
    one line of JSON, the only thing anybody can read: who, to whom, which number, how large
    age v1 (X25519) over:  length of the manifest · manifest · signature · bodies of the segments

The manifest repeats the open line and names every body by size and digest, so that no byte can be
changed and nothing can be sent on to somebody else (sync.md, 5.6). There are no names of files
inside and no compression but that of a body, whose size its signed head declares.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec
from msgspec import Meta

from jyguide.exchange.boundary.foreign import foreign_faults
from jyguide.exchange.boundary.limits import BUNDLE
from jyguide.sync.credential import CredentialText
from jyguide.sync.keys import DeviceKeys

MAGIC = b"JYSYNC"
VERSION = 1
ENDING = ".jysync"
MOST_OPEN = 4096
MOST_MANIFEST = BUNDLE.markup
MOST_BYTES = BUNDLE.file
MOST_UNPACKED = BUNDLE.unpacked
FARTHEST = 1 << 53
"""The largest number that every reader of JSON, and every database, keeps as it is."""
_SIGNATURE = 64
_LENGTH = 8


class OpenLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is not sealed: enough to tell whom a file is for, and whether it is whole.

    Attributes:
        v: Version of the format.
        sender: The PC that wrote it, 32 hex digits.
        office: Code of the office it stands in; name: as people say it.
        to: PCs that can open it; to_office: the office they stand in; to_name: as people say it.
        number: Among those this office wrote to that one.
        at: ms since 1970 by the sender's clock.
        size: Bytes of what is sealed; digest: their sha256.
    """

    v: int
    sender: str
    office: str
    name: str
    to: list[str]
    to_office: str
    to_name: str
    number: Annotated[int, Meta(ge=0, le=99_999)]
    at: Annotated[int, Meta(ge=-FARTHEST, le=FARTHEST)]
    size: int = 0
    digest: str = ""


class Piece(msgspec.Struct, frozen=True):
    """A segment in the manifest; its body follows in the same order."""

    head: str
    signature: str
    size: int


class Manifest(msgspec.Struct, frozen=True):
    """What is signed. A newer program may add to it; what we do not know is passed over.

    Attributes:
        line: The open line without size and digest.
        claims: What the sender says of itself, as ``db.merging.peers.Claims``.
        app: Version of the program; schema: its newest migration.
        suite: How it is signed and sealed.
        credentials: Of every PC whose segments are inside, and of the sender.
    """

    v: int
    line: OpenLine
    claims: msgspec.Raw
    app: str
    schema: str
    suite: str
    credentials: list[CredentialText]
    pieces: list[Piece]


SUITE = "age-x25519 ed25519 sha256 zstd"


class BundleError(Exception):
    """The bytes are no bundle that can be accepted; the reason is one of the words below."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


FOREIGN = "foreign"  # not ours at all
NEWER = "newer"  # of a newer format
DAMAGED = "damaged"  # incomplete or altered
NOT_FOR_US = "not for us"
UNREADABLE = "unreadable"  # cannot be opened with our key
TOO_LARGE = "too large"


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle whose seal is open; nobody's signature has been checked yet."""

    line: OpenLine
    manifest_text: bytes
    manifest: Manifest
    signature: bytes
    bodies: Sequence[bytes]


def write_bundle(
    keys: DeviceKeys, manifest: Manifest, bodies: Sequence[bytes], readers: Sequence[str]
) -> bytes:
    """A bundle as it goes to the file.

    Raises:
        BundleError: it would be larger than a reader accepts.
    """
    import pyrage  # noqa: PLC0415 - only the exchange pays for it

    text = msgspec.json.encode(manifest)
    inside = b"".join([len(text).to_bytes(_LENGTH), text, keys.sign(_signed(text)), *bodies])
    recipients = [pyrage.x25519.Recipient.from_str(one) for one in readers]
    sealed: bytes = pyrage.encrypt(inside, recipients)
    line = msgspec.structs.replace(
        manifest.line, size=len(sealed), digest=hashlib.sha256(sealed).hexdigest()
    )
    content = MAGIC + b"%d\n" % VERSION + msgspec.json.encode(line) + b"\n" + sealed
    if len(content) > MOST_BYTES:
        raise BundleError(TOO_LARGE)
    return content


def read_line(start: bytes) -> tuple[OpenLine, int]:
    """The open line from a file's first bytes, and where what is sealed begins.

    Raises:
        BundleError: it is another kind of file, of a newer format, or damaged.
    """
    if not start.startswith(MAGIC):
        raise BundleError(FOREIGN)
    version, _, rest = start[len(MAGIC) :].partition(b"\n")
    if version != b"%d" % VERSION:
        raise BundleError(NEWER if version.isdigit() and int(version[:6]) > VERSION else DAMAGED)
    text, mark, _ = rest[:MOST_OPEN].partition(b"\n")
    try:
        line = msgspec.json.decode(text, type=OpenLine)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise BundleError(DAMAGED) from error
    if not mark or msgspec.json.encode(line) != text:
        raise BundleError(DAMAGED)  # the same words in other signs: somebody touched it
    return line, len(MAGIC) + len(version) + 1 + len(text) + 1


def open_bundle(content: bytes, keys: DeviceKeys) -> Opened:
    """Open what was sealed to this PC and take it apart.

    Raises:
        BundleError: it is not for this PC, incomplete, altered, or not to be opened.
    """
    line, start = read_line(content)
    sealed = memoryview(content)[start:]
    if len(sealed) != line.size or hashlib.sha256(sealed).hexdigest() != line.digest:
        raise BundleError(DAMAGED)
    if keys.device.hex not in line.to:
        raise BundleError(NOT_FOR_US)
    return _take_apart(line, _unsealed(bytes(sealed), keys))


def _unsealed(sealed: bytes, keys: DeviceKeys) -> bytes:
    import pyrage  # noqa: PLC0415 - as above

    with foreign_faults(lambda _: BundleError(UNREADABLE)):
        inside: bytes = pyrage.decrypt(sealed, [keys.sealing])
    return inside


def _take_apart(line: OpenLine, inside: bytes) -> Opened:
    length = int.from_bytes(inside[:_LENGTH])
    end = _LENGTH + length
    if not 0 < length <= MOST_MANIFEST or end + _SIGNATURE > len(inside):
        raise BundleError(DAMAGED)
    text = inside[_LENGTH:end]
    try:
        manifest = msgspec.json.decode(text, type=Manifest)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise BundleError(DAMAGED) from error
    if manifest.v > VERSION:
        raise BundleError(NEWER)
    if len(manifest.pieces) > BUNDLE.parts:
        raise BundleError(TOO_LARGE)
    if msgspec.structs.replace(line, size=0, digest="") != manifest.line:
        raise BundleError(DAMAGED)
    signature = inside[end : end + _SIGNATURE]
    return Opened(line, text, manifest, signature, _bodies(inside, end + _SIGNATURE, manifest))


def _bodies(inside: bytes, start: int, manifest: Manifest) -> list[bytes]:
    bodies = []
    for piece in manifest.pieces:
        if piece.size < 0:
            raise BundleError(DAMAGED)
        bodies.append(inside[start : start + piece.size])
        start += piece.size
    if start != len(inside):
        raise BundleError(DAMAGED)
    return bodies


def signed_text(opened: Opened) -> bytes:
    """What the sender's signature stands under."""
    return _signed(opened.manifest_text)


def _signed(text: bytes) -> bytes:
    return b"jyguide bundle\n" + text
