"""Packages (zip) as office programs write them, checked before any part of them is unpacked.

Python and the libraries that read a package after us must see the same one: so what is ambiguous,
such as two directories or two parts of one name, is no package of an office program.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

from jyguide.exchange.boundary.limits import MEGABYTE, Limits

_KNOWN_PACKING = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BEST_PACKING = 1032
"""Bytes that one byte of deflated data can become."""
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 0xFFFF
_OTHER_DIRECTORY, _OTHER_SIZE = b"PK\x06\x07", 20
_ENCRYPTED = 0x1
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError, IndexError, EOFError),
    *(NotImplementedError, RuntimeError, struct.error),
)
"""What `zipfile` raises over packages that are not what they say they are.

NotImplementedError is for a way of packing it does not know, RuntimeError for a locked member,
struct.error for a field cut short.
"""


class BrokenPackageError(Exception):
    """It is no package that an office program wrote; technical words for the log."""


class ExcessError(Exception):
    """A package holds more than its format may.

    Args:
        what: In Chinese, such as “解开后有 612 MB，超过 500 MB 的上限”.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def checked_parts(data: bytes, limits: Limits) -> Sequence[zipfile.ZipInfo]:
    """The parts of a package within the limits of its format.

    Raises:
        BrokenPackageError: damaged, or ambiguous.
        ExcessError: too many parts, or more in them than is allowed, declared or not.
    """
    try:
        parts = _parts(data)
        _refuse_excess(parts, limits)
        if lying := longer_than_declared(data, parts, limits.unpacked):
            raise BrokenPackageError(f"{lying} is longer than it declares")
    except BROKEN as error:
        raise BrokenPackageError(str(error)) from error
    return parts


def _parts(data: bytes) -> Sequence[zipfile.ZipInfo]:
    _refuse_two_directories(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
    if len({part.filename.lower() for part in parts}) < len(parts):
        raise BrokenPackageError("two parts of one name")
    if any(part.compress_type not in _KNOWN_PACKING for part in parts):
        raise BrokenPackageError("unusual packing")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise BrokenPackageError("encrypted parts")
    return parts


def _refuse_two_directories(data: bytes) -> None:
    tail = data[-(_END_SIZE + _LONGEST_COMMENT) :]
    end = tail.find(_END)
    if tail.find(_END, end + 1) >= 0:
        raise BrokenPackageError("two directories")
    if tail[max(0, end - _OTHER_SIZE) : end].startswith(_OTHER_DIRECTORY):
        raise BrokenPackageError("a directory for files of gigabytes")


def _refuse_excess(parts: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    if len(parts) > limits.parts:
        raise ExcessError(f"里面有 {len(parts)} 个部件，超过 {limits.parts} 个的上限")
    if (unpacked := sum(part.file_size for part in parts)) > limits.unpacked:
        most = limits.unpacked // MEGABYTE
        raise ExcessError(f"解开后有 {unpacked // MEGABYTE} MB，超过 {most} MB 的上限")


def longer_than_declared(data: bytes, parts: Sequence[zipfile.ZipInfo], most: int) -> str:
    """Name of a part of the package that holds more than it declares; empty for none."""
    # as long as even the best packing could not hide a bomb there is no need to look
    if sum(part.compress_size for part in parts) * _BEST_PACKING <= most:
        return ""
    return next((part.filename for part in parts if _is_longer(data, part)), "")


def _is_longer(data: bytes, part: zipfile.ZipInfo) -> bool:
    """Whether a packed part holds more than it declares."""
    if part.compress_type != zipfile.ZIP_DEFLATED:
        return False
    name, extra = struct.unpack_from("<HH", data, part.header_offset + 26)
    start = part.header_offset + 30 + name + extra
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    packed, size = data[start : start + part.compress_size], 0
    try:
        while packed and size <= part.file_size:
            size += len(unpacking.decompress(packed, MEGABYTE))
            packed = unpacking.unconsumed_tail
    except zlib.error:
        return False  # broken: whoever reads it will say so
    return size > part.file_size
