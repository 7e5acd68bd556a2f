"""The wall's type: large where it may be, never under 28 points, in steps where it must be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QFontMetricsF

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.quiz.wall import Slide, Stage, Tile, TileState, WallOption
from ui.quiz.wall import Wall
from ui.quiz.wall_pages import SIZES, SMALLEST, Scale
from ui.quiz.wall_paint import Face

STEM = "关于党支部换届选举中应当怎样处理下列情形的说法，"


@pytest.fixture
def wall(qtbot):
    made = Wall()
    qtbot.addWidget(made)
    made.resize(1920, 1080)
    made.show()
    return made


def a_slide(stem=30, option=8, stage=Stage.QUESTION, note=0):
    content = ItemContent(
        ItemKind.SINGLE, (STEM * 20)[:stem], tuple((STEM * 6)[at : at + option] for at in range(4))
    )
    marks = (False, False, False, True) if stage is Stage.ANSWER else (None,) * 4
    options = tuple(
        WallOption(letter, text, right)
        for letter, text, right in zip("ABCD", content.options, marks, strict=True)
    )
    notes = (("解析", (STEM * 30)[:note]),) if note else ()
    tiles = tuple(Tile(at, "十二个字的组名看看怎么样", "−120.5") for at in range(1, 9))
    return Slide(stage, "第 1 题 / 共 9 题", "抢答", content.stem, options, notes, tiles)


def pages(wall, slide):
    wall.show_slide(slide, animated=False)
    return wall._pages


def test_an_ordinary_question_is_at_least_forty_points(wall):
    for stem, option in ((20, 6), (60, 10), (80, 20)):
        (page,) = pages(wall, a_slide(stem, option))
        assert page.size >= 40


@pytest.mark.parametrize(
    ("stem", "option", "note"), [(400, 120, 0), (400, 120, 300), (1500, 300, 900), (1, 1, 0)]
)
def test_nothing_is_lost_or_cut_however_long(wall, stem, option, note):
    stage = Stage.ANSWER if note else Stage.QUESTION
    slide = a_slide(stem, option, stage, note)
    room = wall._body_box().height()
    found = pages(wall, slide)
    pieces = [piece for page in found for piece in page.pieces]
    for page in found:
        assert page.size in SIZES
        assert page.size >= SMALLEST
        assert page.height <= room
    for letter in slide.options:
        text = "".join(p.block.text for p in pieces if p.option and p.option == letter)
        assert text == letter.text
    assert "".join(p.block.text for p in pieces if p.role == "note") == "".join(
        text for _label, text in slide.notes
    )
    if stage is Stage.QUESTION:
        assert "".join(p.block.text for p in pieces if p.role == "stem") == slide.stem


def test_a_long_question_goes_on_in_steps_and_the_answer_begins_where_it_stands(wall):
    pages(wall, a_slide(400, 120))
    assert wall.steps[0] == 1
    assert wall.steps[1] >= 2
    assert wall.turn(1)
    assert wall.steps[0] == 2
    assert not wall.turn(9)
    wall.show_slide(a_slide(400, 160, Stage.ANSWER, 200), animated=False)
    shown = wall._pages[wall.steps[0] - 1]
    assert any(piece.option and piece.option.right for piece in shown.pieces)


def test_type_grows_with_the_screen(wall):
    (large,) = pages(wall, a_slide())
    wall.resize(1366, 768)
    (small,) = pages(wall, a_slide())
    assert large.size == small.size
    ratio = small.pieces[0].block.font.pixelSize() / large.pieces[0].block.font.pixelSize()
    assert ratio == pytest.approx(768 / 1080, abs=0.01)


def test_black_is_black_and_every_picture_can_be_drawn(wall):
    wall.show_face(Face(0, 0.0, low=True))
    for slide in (
        a_slide(),
        a_slide(400, 120, Stage.ANSWER, 300),
        Slide(Stage.TITLE, "一个有六十个字的竞答名称" * 5, "培训", line="规则"),
        Slide(Stage.CLOSING, "感谢各位参与", line="共答 9 题"),
    ):
        wall.show_slide(slide, animated=False)
        drawn = wall.grab().toImage().scaled(192, 108)
        shades = {drawn.pixel(x, y) for x in range(192) for y in range(108)}
        assert len(shades) > 3
    wall.blacken(black=True)
    assert wall.grab().toImage().pixelColor(960, 540) == QColor("#000000")


@pytest.mark.parametrize("teams", [2, 4, 5, 8])
def test_names_of_twelve_characters_are_read_from_the_last_row(wall, monkeypatch, teams):
    sizes, drawn = [], []
    font, elide = Scale.font, QFontMetricsF.elidedText
    monkeypatch.setattr(Scale, "font", lambda *w, **o: sizes.append(w[1]) or font(*w, **o))

    class Metrics(QFontMetricsF):
        def elidedText(self, *words):  # noqa: N802 - Qt's name
            drawn.append(elide(self, *words))
            return drawn[-1]

    monkeypatch.setattr("ui.quiz.wall_tiles.QFontMetricsF", Metrics)
    state = TileState.RIGHT
    tiles = tuple(
        Tile(at, "十二个字的组名看看怎么样", "−120.5", state, "ABCD +30")
        for at in range(1, teams + 1)
    )
    wall.show_slide(replace(a_slide(), tiles=tiles), animated=False)
    wall.grab()
    assert min(sizes) >= 24
    assert len(drawn) == 3 * teams
    assert not [text for text in drawn if "…" in text]


def test_a_long_title_takes_two_lines_and_stays_large(wall, monkeypatch):
    sizes = []
    font = Scale.font
    monkeypatch.setattr(Scale, "font", lambda *w, **o: sizes.append(w[1]) or font(*w, **o))
    wall.show_slide(Slide(Stage.TITLE, (STEM * 3)[:44], "任前培训"), animated=False)
    wall.grab()
    assert min(size for size in sizes if size > 36) >= 56
