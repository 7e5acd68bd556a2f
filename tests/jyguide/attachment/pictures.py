"""Pictures as cameras, phones and bad sticks hand them over, drawn in memory."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

HEIC = b"\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)
RED, BLUE = (200, 30, 30), (30, 30, 200)


def a_jpeg(size=(400, 300), orientation=1, colour=RED, mode="RGB", *, notes=True, **options):
    """A picture whose upper left corner is blue, with place and time in its notes."""
    picture = Image.new("RGB", size, colour)
    picture.paste(BLUE, (0, 0, size[0] // 4, size[1] // 4))
    exif = Image.Exif()
    if notes:
        exif[0x0112] = orientation
        exif[0x010F] = "样机"
        exif.get_ifd(0x8769)[0x9003] = "2026:11:20 09:30:00"
        exif.get_ifd(0x8825)[1] = "N"
        exif.get_ifd(0x8825)[2] = (31.0, 54.0, 0.0)
    written = io.BytesIO()
    picture.convert(mode).save(written, "JPEG", exif=exif, **options)
    return written.getvalue()


def saved(picture, kind, **options):
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def a_png_head(width, height):
    """A PNG that claims a size and holds almost nothing."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", body), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
