import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from ui.theme import PALETTE, Tone, TypeScale, icon
from ui.theme.apply import style_sheet
from ui.theme.icons import SVG_FOLDER
from ui.widgets.charts.heat import STEPS, ground, ink


def luminance(color):
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


INKS = ("ink", "ink_soft", "red", "red_dark", "gold", "good", "warn", "bad", "info")
GROUNDS = ("surface", "canvas", "zebra", "sunken", "select", "select_quiet")


def test_text_is_readable_for_old_eyes():
    pairs = {(ink, ground) for ink in INKS for ground in GROUNDS}
    pairs |= {("ink_faint", ground) for ground in ("surface", "canvas", "zebra")}
    dim = {
        pair
        for pair in pairs
        if contrast(getattr(PALETTE, pair[0]), getattr(PALETTE, pair[1])) < 4.5
    }
    assert not dim


def test_where_the_keyboard_is_can_be_seen():
    """3:1 is what WCAG 2.1 (1.4.11) asks of edges and marks."""
    for under in GROUNDS:
        assert contrast(PALETTE.focus, getattr(PALETTE, under)) >= 3


def test_numbers_on_a_heat_map_are_readable():
    for least, colour, _ in STEPS:
        assert ground(least) == colour
        assert contrast(ink(least), colour) >= 4.5


@pytest.mark.parametrize("tone", Tone)
def test_each_tone_is_readable_on_its_ground(tone):
    assert contrast(PALETTE.of(tone), PALETTE.soft(tone)) >= 4.5
    assert contrast(PALETTE.of(tone), PALETTE.surface) >= 4.5


def test_selected_and_primary_text_is_readable():
    assert contrast(PALETTE.ink, PALETTE.select) >= 7
    assert contrast(PALETTE.surface, PALETTE.red) >= 4.5


def test_style_sheet_is_filled_and_has_no_colour_of_its_own():
    sheet = style_sheet(TypeScale())
    assert "$" not in sheet
    known = {value for value in vars(type(PALETTE)).values() if isinstance(value, str)}
    known |= {getattr(PALETTE, name) for name in PALETTE.__dataclass_fields__}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}\b", sheet)) <= known


def test_large_type_enlarges_every_step():
    normal, large = TypeScale(), TypeScale(13)
    for step in ("small", "body", "strong", "title", "figure"):
        assert getattr(large, step) > getattr(normal, step)
    assert f"font-size: {large.title}pt" in style_sheet(large)


def test_pictures_named_in_the_style_sheet_exist():
    named = set(re.findall(r"theme:([\w-]+\.svg)", style_sheet(TypeScale())))
    assert named
    assert named <= {file.name for file in SVG_FOLDER.iterdir()}


def test_pictures_use_the_palette():
    colors = {getattr(PALETTE, name) for name in PALETTE.__dataclass_fields__}
    for file in SVG_FOLDER.glob("control-*.svg"):
        assert set(re.findall(r"#[0-9A-F]{6}", file.read_text("utf-8"))) <= colors, file.name


@pytest.mark.parametrize("file", sorted(SVG_FOLDER.glob("*.svg")), ids=lambda file: file.stem)
def test_every_icon_draws_inside_its_square(qapp, file):
    image = icon(file.stem, "#B3261E").pixmap(48, 48).toImage()
    inked = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 40
    ]
    assert len(inked) > 20
    assert all(2 <= place <= 45 for point in inked for place in point)


def test_icon_takes_the_colour_asked_for(qapp):
    image = icon("add", "#B3261E").pixmap(48, 48).toImage()
    assert image.pixelColor(24, 24).name() == "#b3261e"


def test_icon_is_drawn_for_the_room_the_screen_and_the_look(qapp):
    add = icon("add", "#B3261E", on_color="#21724A")
    on_laptop = add.pixmap(QSize(18, 18), 1.5)
    assert (on_laptop.width(), on_laptop.devicePixelRatio()) == (27, 1.5)
    assert add.actualSize(QSize(200, 100)) == QSize(64, 64)  # a mark, not a picture
    assert add.pixmap(200, 200).size() == QSize(64, 64)
    off, on = QIcon.State.Off, QIcon.State.On
    middles = {
        (mode, state): add.pixmap(QSize(48, 48), mode, state).toImage().pixelColor(24, 24).name()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Disabled)
        for state in (off, on)
    }
    assert middles[QIcon.Mode.Normal, off] == middles[QIcon.Mode.Active, off] == "#b3261e"
    assert middles[QIcon.Mode.Normal, on] == middles[QIcon.Mode.Active, on] == "#21724a"
    assert middles[QIcon.Mode.Disabled, off] == PALETTE.line_strong.lower()
    assert middles[QIcon.Mode.Disabled, on] not in {"#21724a", "#b3261e"}


def test_unknown_icon_is_a_bug(qapp):
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")
