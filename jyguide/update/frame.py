r"""Updates (.jyupdate): a newer release in one file, signed by who publishes the program.

    JYUPDATE1\n
    length of the manifest, 8 bytes · manifest, JSON · signature, 64 bytes · payload

The signature stands under the manifest, and that names the payload by size and SHA-256: no byte
can be changed. Nothing is packed here; the payload is what this kind of installation takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, BinaryIO, Literal

import msgspec
from msgspec import Meta

from jyguide.exchange.boundary.limits import UPDATE
from jyguide.update.numbers import numbers_of

MAGIC = b"JYUPDATE"
VERSION = 1
ENDING = ".jyupdate"
_LENGTH = 8
_SIGNATURE = 64
_NAME = re.compile(r"[0-9A-Za-z][\w.+-]{0,79}", re.ASCII)

FOREIGN = "foreign"  # not ours at all
NEWER = "newer"  # of a newer format
DAMAGED = "damaged"  # incomplete or altered
TOO_LARGE = "too large"

Number = Annotated[str, Meta(max_length=27)]
Size = Annotated[int, Meta(ge=0, le=1 << 53)]


class FrameError(Exception):
    """The bytes are no update that can be taken; the reason is one of the words above."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an update says of itself.

    Attributes:
        v: Version of the format.
        release: The release it brings, "0.2.0".
        kind: What it is for, a word of `Installed`; system: "linux" or "windows"; arch: "x86_64".
        glibc: The lowest C library it runs on, "2.36"; "" where there is none.
        oldest: The oldest release it goes over.
        notes: What is new, in Chinese.
        name: Of the payload; size: its bytes; digest: its SHA-256 in hex.
        unpacked: Bytes of the program when it is in its place.
        day: When it was signed.
        signer: Names the key, see `publisher.name_of`.
    """

    v: int
    release: Number
    kind: Literal["windows", "debian", "portable"]
    system: Literal["linux", "windows"]
    arch: Annotated[str, Meta(pattern=r"^[0-9a-z_]{1,20}$")]
    glibc: Number
    oldest: Number
    notes: Annotated[str, Meta(max_length=20_000)]
    name: Annotated[str, Meta(max_length=80)]
    size: Size
    digest: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    unpacked: Size
    day: date
    signer: Annotated[str, Meta(pattern="^[0-9a-f]{16}$")]

    @property
    def file_name(self) -> str:
        """What the update is called when it is written."""
        return f"暨阳指导-{self.release}-{self.kind}-{self.arch}{ENDING}"


@dataclass(frozen=True, slots=True)
class Head:
    """All of an update but its payload; nobody's signature has been checked yet.

    Attributes:
        text: The manifest as it was signed.
        payload_at: Where the payload begins in the file.
    """

    manifest: Manifest
    text: bytes
    signature: bytes
    payload_at: int


def signed_text(manifest_text: bytes) -> bytes:
    """What the publisher's signature stands under."""
    return b"jyguide update\n" + manifest_text


def write_head(manifest: Manifest, sign: Callable[[bytes], bytes]) -> bytes:
    """All that stands before the payload.

    Args:
        manifest: What is said.
        sign: Gives 64 bytes under a text.

    Raises:
        FrameError: no reader would accept it.
    """
    text = msgspec.json.encode(manifest)
    read_manifest(text)
    head = MAGIC + b"%d\n" % VERSION + len(text).to_bytes(_LENGTH) + text
    return head + sign(signed_text(text))


def read_head(file: BinaryIO, size: int) -> Head:
    """Read what stands before the payload; the file is left where that begins.

    Args:
        file: At its beginning.
        size: Its bytes in all.

    Raises:
        FrameError: it is another kind of file, of a newer format, too large, or damaged.
        OSError: it cannot be read.
    """
    _read_magic(file.read(len(MAGIC) + 2))
    if size > UPDATE.file:
        raise FrameError(TOO_LARGE)
    length = int.from_bytes(file.read(_LENGTH))
    if not 0 < length <= UPDATE.markup:
        raise FrameError(DAMAGED)
    text, signature = file.read(length), file.read(_SIGNATURE)
    manifest = read_manifest(text)
    start = len(MAGIC) + 2 + _LENGTH + length + _SIGNATURE
    if start + manifest.size != size:
        raise FrameError(DAMAGED)
    return Head(manifest, text, signature, start)


def _read_magic(start: bytes) -> None:
    if not start.startswith(MAGIC):
        raise FrameError(FOREIGN)
    version = start[len(MAGIC) :]
    if version != b"%d\n" % VERSION:
        newer = version[:1].isdigit() and version > b"%d" % VERSION
        raise FrameError(NEWER if newer else DAMAGED)


def read_manifest(text: bytes) -> Manifest:
    """A manifest whose every field is of the form it should be.

    Raises:
        FrameError: it is not, or asks for more than `UPDATE` allows.
    """
    try:
        manifest = msgspec.json.decode(text, type=Manifest)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise FrameError(DAMAGED) from error
    if manifest.v > VERSION:
        raise FrameError(NEWER)
    if manifest.size > UPDATE.file or manifest.unpacked > UPDATE.unpacked:
        raise FrameError(TOO_LARGE)
    numbers = [manifest.release, manifest.oldest, *filter(None, [manifest.glibc])]
    if not _NAME.fullmatch(manifest.name) or not all(map(numbers_of, numbers)):
        raise FrameError(DAMAGED)
    return manifest
