"""The body of a segment: a user action a line, with its changes as the journal has them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import zstandard

MAX_RAW = 64 << 20
"""Bytes a body may have once unpacked; what we seal stays far below."""


class Op(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """One change of one row: an entry of the journal without what only concerns its writer.

    Attributes:
        seq: Its number in the stream.
        row: The row's key, 32 hex digits.
        before: Stamps of the row as the editor saw it; null: a whole row.
        stamps: Stamps of the row as he left it.
        after: All columns of the registers that changed.
    """

    seq: int
    table: str
    row: str
    before: msgspec.Raw
    stamps: msgspec.Raw
    after: msgspec.Raw


class Act(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """Some changes of one user action; a long one takes several lines."""

    action: str
    name: str
    at: int
    actor: str
    device: str
    undoes: str | None
    ops: list[Op]


Stamps = dict[str, tuple[int, int, str]]

_encoder = msgspec.json.Encoder()
_acts = msgspec.json.Decoder(Act)
_stamps = msgspec.json.Decoder(Stamps)
_values = msgspec.json.Decoder(dict[str, msgspec.Raw])

encode = _encoder.encode
NULL = b"null"


def read_act(line: bytes | str) -> Act:
    """One line.

    Raises:
        msgspec.MsgspecError: it is none.
    """
    return _acts.decode(line)


def read_seen(raw: msgspec.Raw) -> Stamps | None:
    """The stamps an editor saw; None for a whole row."""
    return None if bytes(raw) == NULL else _stamps.decode(raw)


def read_left(raw: msgspec.Raw) -> Stamps:
    """The stamps an editor left."""
    return _stamps.decode(raw)


def pack(lines: list[bytes]) -> bytes:
    """A segment's body."""
    return zstandard.ZstdCompressor(level=9, write_content_size=True).compress(b"\n".join(lines))


def unpacked_size(body: bytes) -> int:
    """Bytes that a body says it has once unpacked; 0 where it says nothing that counts."""
    try:
        return max(0, zstandard.frame_content_size(body))
    except zstandard.ZstdError:
        return 0


def unpack(body: bytes) -> Iterator[bytes]:
    """The lines of a body, one by one, never more memory than one body may have.

    Raises:
        ValueError: it is no body, or far too large.
    """
    try:
        size = zstandard.frame_content_size(body)
        if not 0 <= size <= MAX_RAW:
            raise ValueError(f"a body of {size} bytes")
        text = zstandard.ZstdDecompressor().decompress(body, max_output_size=MAX_RAW)
    except zstandard.ZstdError as error:
        raise ValueError("a body that cannot be unpacked") from error
    start = 0
    while start <= len(text):
        end = text.find(b"\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1
