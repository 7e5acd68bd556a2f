"""Pictures people hand over: looked at, made small, turned upright, made fit for paper.

Pillow does the decoding. Its own guard against huge pictures warns from 89 megapixels on and
refuses at 179; ours refuses at 60 from the header alone, so nothing is decoded that does not fit.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from jyguide.attachment.jpeg import bare_jpeg
from jyguide.errors import FileError
from jyguide.exchange.boundary.limits import PHOTO

if TYPE_CHECKING:
    from PIL.Image import Image

THUMBNAIL = 320
"""Longest side of the small picture, in pixels."""
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_BROKEN = (
    *(OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError),
    *(OverflowError, ZeroDivisionError, MemoryError, struct.error, zlib.error),
)
"""What decoders raise over bytes that are not what they say they are."""
_ORIENTATION, _EXIF_IFD = 0x0112, 0x8769
_TAKEN, _TAKEN_ZONE = 0x9003, 0x9011
_SCALABLE = frozenset({"RGB", "L", "RGBA", "CMYK"})
_TURNED = frozenset({5, 6, 7, 8})
"""Orientations that exchange width and height."""


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What is to be known of a picture.

    Attributes:
        width: Pixels as it is looked at, turned upright.
        taken_at: As the camera says, in the zone handed in where it names none.
        thumbnail: A JPEG of at most 320 pixels, upright and without any of the camera's notes.
    """

    media: str
    width: int
    height: int
    taken_at: datetime | None
    thumbnail: bytes


@dataclass(frozen=True, slots=True)
class Rendition:
    """A JPEG made from a picture, and its size in pixels."""

    data: bytes
    width: int
    height: int


def look_at(data: bytes, name: str, zone: tzinfo | None) -> PictureFacts:
    """Decode a picture once, to know that all of it can be, and tell what is to be known.

    Args:
        data: The file's content.
        name: The file's name, for the sentences.
        zone: Where the camera's clock is at home.

    Raises:
        FileError: no picture, one of a kind we do not read, too many pixels, damaged.
    """
    _refuse_heic(data, name)
    with _opened(data, name) as picture:
        turned = _orientation(picture) in _TURNED
        width, height = picture.size[::-1] if turned else picture.size
        media = (
            "image/jpeg" if picture.format == "MPO" else f"image/{(picture.format or '').lower()}"
        )
        taken_at = _taken_at(picture, zone)
        small = _rendition(picture, name, (THUMBNAIL, THUMBNAIL))
    return PictureFacts(media, width, height, taken_at, small.data)


def rendition(data: bytes, name: str, longest: int, quality: int = 85) -> Rendition:
    """The picture upright, in plain colours, no side longer than `longest` pixels.

    Raises:
        FileError: as `look_at`.
    """
    with _opened(data, name) as picture:
        return _rendition(picture, name, (longest, longest), quality)


def cropped(
    data: bytes, name: str, box: tuple[float, float, float, float], size: tuple[int, int]
) -> bytes:
    """A part of the picture as a JPEG of exactly this size in pixels.

    Args:
        data: The file's content.
        name: For the sentences.
        box: Left, top, right, bottom as shares of the upright picture, 0 to 1.
        size: Width and height of what comes out.

    Raises:
        FileError: as `look_at`.
    """
    with _opened(data, name) as picture:
        whole = _plain(picture, name, (4 * max(size), 4 * max(size)))
        width, height = whole.size
        part = (box[0] * width, box[1] * height, box[2] * width, box[3] * height)
        return _jpeg(whole.resize(size, box=part), quality=92)


def bare(data: bytes, name: str) -> tuple[bytes, str]:
    """The picture at its full size without the camera's notes, and the ending of its name.

    A JPEG loses nothing else; what is neither JPEG nor PNG becomes a JPEG.

    Raises:
        FileError: as `look_at`.
    """
    with _opened(data, name) as picture:
        if picture.format in ("JPEG", "MPO"):
            try:
                return bare_jpeg(data, _orientation(picture)), ".jpg"
            except ValueError as error:
                raise _damaged(name, error) from error
        plain = _plain(picture, name, picture.size)
        if picture.format == "PNG":
            return _saved(plain, "PNG"), ".png"
        return _jpeg(plain, quality=95), ".jpg"


def _opened(data: bytes, name: str) -> Image:
    """The picture's header read, nothing decoded yet."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - costs the cold start 60 ms

    Image.MAX_IMAGE_PIXELS = None  # see the module's docstring
    # what it finds odd in a damaged picture is for no log: it is decoded, or refused in words
    warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
    try:
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError as error:
        raise _no_picture(data, name) from error
    except _BROKEN as error:
        raise _damaged(name, error) from error
    width, height = picture.size
    if width * height > PHOTO.pixels:
        picture.close()
        raise FileError(
            f"“{name}”有 {width}×{height} 像素（{width * height // 1_000_000} 百万），"
            f"超过 {PHOTO.pixels // 1_000_000} 百万像素的上限，没有加入。",
            hint="请在手机或看图软件里把它缩小（例如长边 4000 像素）后再加入。",
        )
    return picture


def _rendition(picture: Image, name: str, most: tuple[int, int], quality: int = 80) -> Rendition:
    plain = _plain(picture, name, most)
    plain.thumbnail(most)
    return Rendition(_jpeg(plain, quality), *plain.size)


def _plain(picture: Image, name: str, wanted: tuple[int, int]) -> Image:
    """Decoded whole, upright, eight bits a colour, on white where it lets light through.

    No larger than `wanted`, where its colours can be mixed. A JPEG is decoded at the eighth,
    quarter or half that still gives that: every byte of it is read, but memory stays small.
    """
    from PIL import ImageOps  # noqa: PLC0415 - as above

    try:
        picture.draft("RGB" if picture.mode == "RGB" else picture.mode, wanted)
        picture.load()
        if picture.mode in _SCALABLE:
            picture.thumbnail(wanted, reducing_gap=3)
        ImageOps.exif_transpose(picture, in_place=True)
        return _on_white(picture)
    except _BROKEN as error:
        raise _damaged(name, error) from error


def _on_white(picture: Image) -> Image:
    from PIL import Image  # noqa: PLC0415 - as above

    if picture.mode.startswith("I"):  # sixteen bits of grey
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("RGB", "L"):
        return picture.convert("RGB")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    glass = picture.convert("RGBA")
    paper = Image.new("RGBA", glass.size, "white")
    return Image.alpha_composite(paper, glass).convert("RGB")


def _jpeg(picture: Image, quality: int) -> bytes:
    return _saved(picture, "JPEG", quality=quality)


def _saved(picture: Image, kind: str, **options: Any) -> bytes:
    """Without profile, EXIF or text: a new picture of the same pixels carries none."""
    from PIL import Image  # noqa: PLC0415 - as above

    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    written = io.BytesIO()
    clean.save(written, kind, **options)
    return written.getvalue()


def _orientation(picture: Image) -> int:
    try:
        found = picture.getexif().get(_ORIENTATION, 1)
    except _BROKEN:  # notes that cannot be read say nothing
        return 1
    return found if found in range(1, 9) else 1


def _taken_at(picture: Image, zone: tzinfo | None) -> datetime | None:
    try:
        notes = picture.getexif().get_ifd(_EXIF_IFD)
        text = str(notes.get(_TAKEN, "")).strip("\0 ")
        taken = datetime.strptime(text, "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - its zone follows
        offset = str(notes.get(_TAKEN_ZONE, "")).strip("\0 ")
        home = datetime.strptime(offset, "%z").tzinfo if offset else zone
    except _BROKEN:
        return None
    return taken.replace(tzinfo=home) if home else None


def _refuse_heic(data: bytes, name: str) -> None:
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise FileError(
            f"“{name}”是苹果手机的 HEIC 照片，本程序和多数办公电脑打不开，没有加入。",
            hint="请在 iPhone“设置 → 相机 → 格式”里选“兼容性最佳”再拍；"
            "已经拍好的，通过微信发送到电脑，收到的就是 JPEG 照片。",
        )


def _no_picture(data: bytes, name: str) -> FileError:
    if data.startswith((b"\xff\xd8", b"\x89PNG")):
        return _damaged(name, None)
    return FileError(
        f"“{name}”不是照片，没有加入。",
        hint="照片可以是 JPEG、PNG、WebP、BMP、GIF、TIFF；别的文件请加到“材料”。",
    )


def _damaged(name: str, error: BaseException | None) -> FileError:
    return FileError(
        f"“{name}”已损坏或没有传完，没有加入。",
        hint="请从手机或相机重新复制一份；用微信发送的，请先点开看到原图再保存。",
        detail=repr(error),
    )
