"""Finds the QR codes in a picture: a photo, a scan, a copy of the screen."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.attachment.incoming import read_photo
from jyguide.attachment.picture import rendition
from jyguide.errors import FileError
from jyguide.exchange.boundary.limits import PHOTO, size_text

if TYPE_CHECKING:
    from PIL.Image import Image

_FIRST, _SMALLER, _LARGEST = 2400, 1200, 4800
"""Longest side, in pixels, at which codes are looked for; larger only where none was found.

A QR code of version 10 has 65 squares a side with its margin: on a photo of a whole certificate
it is a tenth of the width, so that at 2,400 pixels each square is three to four wide.
"""
_TIMES = 2, 3
"""How much a small picture is enlarged: a scan of A4 at 100 dpi leaves a square under 2 pixels."""
MOST_CODES = 50
"""So many of one picture are checked."""
_MOST_SIGNS = 2000


def codes_in(content: bytes, name: str) -> list[str]:
    """The text of every QR code in a picture, from its upper edge down, none twice.

    One more than are checked tells that there were more.

    Raises:
        FileError: no picture, over 20 MB or 60 million pixels, damaged, or no code in it.
    """
    if len(content) > PHOTO.file:
        raise FileError(
            f"“{name}”超过 {size_text(PHOTO.file)} 的上限，没有核验。",
            hint="请把图片缩小，或只截取证书上的二维码后再试。",
        )
    for picture in _views(content, name):
        found = list(dict.fromkeys(_read(picture)))
        if found:
            return found[: MOST_CODES + 1]
    raise FileError(
        f"在“{name}”里没有找到二维码，没有核验。",
        hint="请拍得近一些、正一些，避开反光；也可以输入证书编号和核验码。",
    )


def read_picture(path: Path) -> bytes:
    """The bytes of a file that is to be a picture.

    Raises:
        FileError: missing, a folder, empty, over 20 MB, locked, unreadable.
    """
    with _said_of_checking():
        return read_photo(path)


def _views(content: bytes, name: str) -> Iterator[Image]:
    """The picture, then what shows more of it: coarser against noise, finer against blur."""
    first = _picture(content, name, _FIRST)
    yield first
    longest = max(first.size)
    if longest > _SMALLER:
        yield _picture(content, name, _SMALLER)
    if longest >= _FIRST:
        yield _picture(content, name, _LARGEST)
    for times in _TIMES:
        if longest * times <= _LARGEST:
            yield _enlarged(first, times)


def _enlarged(picture: Image, times: int) -> Image:
    """Drawn larger; much larger, with its edges sharpened."""
    from PIL import Image, ImageFilter  # noqa: PLC0415 - costs the cold start 60 ms

    width, height = picture.size
    large = picture.resize((width * times, height * times), Image.Resampling.BICUBIC)
    sharp = ImageFilter.UnsharpMask(radius=4, percent=150, threshold=0)
    return large if times == _TIMES[0] else large.filter(sharp)


def _picture(content: bytes, name: str, side: int) -> Image:
    """Upright, grey, at most so large; limits and damage are looked at as with every photo."""
    from PIL import Image  # noqa: PLC0415 - costs the cold start 60 ms

    with _said_of_checking():
        small = rendition(content, name, side, 90)
    with Image.open(io.BytesIO(small.data), formats=("JPEG",)) as picture:
        return picture.convert("L")


@contextmanager
def _said_of_checking() -> Iterator[None]:
    """Have what is said of a photo that is not added say that it is not checked."""
    try:
        yield
    except FileError as error:
        said = error.message.replace("没有加入", "没有核验")
        hint = error.hint.replace("再加入", "再核验")
        raise FileError(said, hint=hint, detail=error.detail) from error


def _read(picture: Image) -> Iterator[str]:
    import zxingcpp  # noqa: PLC0415 - only a picture needs it

    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(picture, formats=formats)
    for code in sorted(found, key=lambda one: (one.position.top_left.y, one.position.top_left.x)):
        if code.text and len(code.text) <= _MOST_SIGNS:
            yield code.text
