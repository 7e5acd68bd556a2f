"""Pictures looked at, refused, turned and stripped: no database."""

import io
import tracemalloc
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from jyguide.attachment.incoming import LARGEST_PHOTO, read_material, read_photo
from jyguide.attachment.jpeg import bare_jpeg
from jyguide.attachment.picture import bare, cropped, look_at, rendition
from jyguide.attachment.portrait import PORTRAIT_SIZE, crop_at, first_crop
from jyguide.errors import FileError
from tests.jyguide.attachment.pictures import BLUE, HEIC, RED, a_jpeg, a_png_head, saved

CHINA = timezone(timedelta(hours=8))


def opened(data):
    return Image.open(io.BytesIO(data))


def near(pixel, colour):
    return all(abs(a - b) < 24 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_seen_upright_whichever_way_the_phone_was_held(orientation):
    data = a_jpeg(orientation=orientation)
    facts = look_at(data, "a.jpg", CHINA)
    shown = opened(rendition(data, "a.jpg", 400).data)
    turned = orientation >= 5
    assert (facts.width, facts.height) == ((300, 400) if turned else (400, 300))
    assert shown.size == (facts.width, facts.height)
    right = orientation in (2, 3, 6, 7)
    low = orientation in (3, 4, 7, 8)
    corner = (shown.width - 10 if right else 10, shown.height - 10 if low else 10)
    assert near(shown.getpixel(corner), BLUE)
    assert opened(facts.thumbnail).getexif().get(0x0112) is None
    assert max(opened(facts.thumbnail).size) == 320


def test_the_cameras_clock_is_read_and_its_place_is_given_to_nobody():
    data = a_jpeg(orientation=6, comment=b"secret")
    assert look_at(data, "a.jpg", CHINA).taken_at == datetime(2026, 11, 20, 9, 30, tzinfo=CHINA)
    assert opened(data).getexif().get_ifd(0x8825)
    given_out, ending = bare(data, "a.jpg")
    exif = opened(given_out).getexif()
    assert (ending, dict(exif)) == (".jpg", {0x0112: 6})
    assert not exif.get_ifd(0x8825)
    assert b"secret" not in given_out
    assert opened(given_out).tobytes() == opened(data).tobytes()
    assert not opened(rendition(data, "a.jpg", 200).data).getexif()


def test_a_second_picture_behind_the_first_is_not_given_out():
    """Phones put a preview with its own place and time behind the picture."""
    data = a_jpeg(progressive=True)
    assert bare_jpeg(data + a_jpeg()) == bare_jpeg(data)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"not a picture", "不是照片"),
        (b"%PDF-1.7 ...", "不是照片"),
        (HEIC, "HEIC"),
        (a_jpeg()[:-900], "损坏"),
        (a_jpeg()[:30], "损坏"),
        (b"\xff\xd8" + bytes(500), "损坏"),
        (a_png_head(60, 60), "损坏"),
        (a_png_head(20_000, 10_000), "200 百万"),
        (a_png_head(12_000, 6_000), "72 百万"),
    ],
)
def test_what_is_no_whole_picture_is_refused_in_a_sentence(data, word):
    with pytest.raises(FileError, match=word) as caught:
        look_at(data, "王村.jpg", CHINA)
    assert "王村.jpg" in caught.value.message
    assert "没有加入" in caught.value.message
    assert caught.value.hint


def test_two_hundred_megapixels_are_refused_without_decoding_them():
    look_at(a_jpeg(), "a.jpg", CHINA)  # loads Pillow
    data = a_png_head(20_000, 10_000)
    tracemalloc.start()
    with pytest.raises(FileError, match="百万像素"):
        look_at(data, "a.png", CHINA)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize(
    "data",
    [
        a_jpeg(mode="CMYK", colour=(255, 255, 255)),
        saved(Image.new("I;16", (80, 80), 65_000), "PNG"),
        saved(Image.new("RGBA", (80, 80), (0, 0, 0, 0)), "PNG"),
        saved(Image.new("P", (80, 80), 255), "GIF", save_all=True, transparency=255,
              append_images=[Image.new("P", (80, 80), 0)]),
        saved(Image.new("RGBA", (80, 80), (0, 0, 0, 0)), "WEBP"),
        saved(Image.new("1", (80, 80), 1), "TIFF"),
        saved(Image.new("LA", (80, 80), (9, 0)), "PNG"),
    ],
    ids=["cmyk", "grey16", "glass", "animated", "webp", "fax", "grey-glass"],
)  # fmt: skip
def test_unusual_colours_become_usual_ones_on_white(data):
    """Each of these is white where a person looks at it."""
    shown = opened(rendition(data, "a", 80).data)
    assert (shown.format, shown.mode) == ("JPEG", "RGB")
    assert near(shown.getpixel((shown.width - 8, shown.height - 8)), (255, 255, 255))
    assert opened(bare(data, "a")[0]).size == opened(data).size


@given(
    st.integers(1, 6000), st.integers(1, 6000), st.floats(1, 8), st.floats(-1, 2), st.floats(0, 1)
)
def test_a_portrait_lies_inside_its_picture_and_is_five_to_seven(width, height, zoom, x, y):
    crop = crop_at(width, height, zoom, x, y)
    left, top, right, bottom = crop.box
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1
    ratio = (right - left) * width / ((bottom - top) * height)
    assert ratio == pytest.approx(5 / 7)


def test_a_portrait_is_cut_from_the_upright_picture():
    data = a_jpeg((700, 500), orientation=6)
    made = opened(cropped(data, "a.jpg", first_crop(500, 700).box, PORTRAIT_SIZE))
    assert made.size == (500, 700)
    assert near(made.getpixel((490, 10)), BLUE)
    assert near(made.getpixel((10, 10)), RED)


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda path: None, "找不到"),
        (lambda path: path.mkdir(), "是文件夹"),
        (lambda path: path.touch(), "空文件"),
        (lambda path: _hole(path, LARGEST_PHOTO + 1), "20 MB 的上限"),
    ],
)
def test_files_that_cannot_be_photos_are_told_before_they_are_read(tmp_path, make, word):
    path = tmp_path / "现场.jpg"
    make(path)
    with pytest.raises(FileError, match=word) as caught:
        read_photo(path)
    assert caught.value.hint


def test_programs_are_no_material(tmp_path):
    for name, content in (("课件.EXE", b"x"), ("课件.pptx", b"MZ\x90"), ("快捷方式.lnk", b"x")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(FileError, match="程序"):
            read_material(tmp_path / name)
    (tmp_path / "课件.pptx").write_bytes(b"PK")
    assert read_material(tmp_path / "课件.pptx") == b"PK"


def _hole(path, size):
    with path.open("wb") as file:
        file.truncate(size)
