"""JPEG files without what the camera wrote beside the picture, the picture itself untouched."""

from __future__ import annotations

import re

_SOI = b"\xff\xd8"
_EOI = b"\xff\xd9"
_SOS = 0xDA
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""In coded data FF is followed by 00 or a restart; anything else begins the next segment."""
_UPRIGHT = 1


def bare_jpeg(data: bytes, orientation: int = _UPRIGHT) -> bytes:
    """The same picture without place, time, device, comments or a second picture behind it.

    Nothing is decoded, so nothing is lost. Kept are JFIF, colour profile and Adobe's segment,
    without which colours would be others, and which way is up.

    Args:
        data: A whole JPEG file (ITU-T T.81, annex B).
        orientation: As EXIF has it, 1 to 8.

    Raises:
        ValueError: it is not built like one.
    """
    if not data.startswith(_SOI):
        raise ValueError("no start of image")
    kept = [_SOI]
    if orientation != _UPRIGHT:
        kept.append(_orientation_segment(orientation))
    at = len(_SOI)
    while (marker := _marker(data, at)) != _EOI[1]:
        end = _segment_end(data, at, marker)
        if _belongs(marker, data[at + 4 : end]):
            kept.append(data[at:end])
        at = end
    return b"".join([*kept, _EOI])


def _marker(data: bytes, at: int) -> int:
    if data[at : at + 1] != b"\xff" or at + 1 >= len(data):
        raise ValueError("no marker where one must be")
    return data[at + 1]


def _segment_end(data: bytes, at: int, marker: int) -> int:
    length = int.from_bytes(data[at + 2 : at + 4], "big")
    end = at + 2 + length
    if length < 2 or end > len(data):  # noqa: PLR2004 - the length counts itself
        raise ValueError("a segment longer than the file")
    if marker != _SOS:
        return end
    following = _MARKER.search(data, end)
    if following is None:
        raise ValueError("no end of image")
    return following.start()


def _belongs(marker: int, content: bytes) -> bool:
    if marker == 0xE2:  # noqa: PLR2004 - APP2: a profile, or the index of further pictures
        return content.startswith(b"ICC_PROFILE\0")
    described = 0xE1 <= marker <= 0xEF and marker != 0xEE  # noqa: PLR2004 - APP1 … APP15, but Adobe's
    return not described and marker != 0xFE  # noqa: PLR2004 - a comment


def _orientation_segment(orientation: int) -> bytes:
    """EXIF that says nothing but which way is up."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + orientation.to_bytes(2, "big") + b"\0\0"
    tiff = b"MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"
    content = b"Exif\0\0" + tiff
    return b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content
