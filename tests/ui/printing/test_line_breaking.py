import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextLayout

from jyguide.documents.fonts import FontRole
from jyguide.documents.page import Align, Paragraph, Run, Shape, Style, paragraph
from ui.printing.fonts import qt_font
from ui.printing.paragraphs import break_lines
from ui.printing.shapes import Stroke, Text

STYLE = Style(size=10)
CHARACTER = 200
"""Units that a Chinese character of ten points is wide."""


def drawn(line):
    return "".join(mark.text for mark in line.marks if isinstance(mark, Text))


@pytest.mark.parametrize("role", FontRole)
@pytest.mark.parametrize("character", "䶮𬱖㛃张")
def test_rare_characters_of_names_are_drawn_as_themselves(role, character):
    layout = QTextLayout(character, qt_font(Style(role, 20)))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    glyphs = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
    assert len(glyphs) == 1
    assert all(glyphs)


def test_chinese_fills_the_line_and_breaks_between_characters():
    lines = break_lines(paragraph("字" * 25, STYLE), 10 * CHARACTER)
    assert [len(drawn(line)) for line in lines] == [10, 10, 5]


def test_no_line_begins_with_a_full_stop():
    lines = break_lines(paragraph("字" * 10 + "。", STYLE), 10 * CHARACTER)
    assert [drawn(line) for line in lines] == ["字" * 9, "字。"]


def test_an_empty_paragraph_is_one_empty_line():
    (line,) = break_lines(paragraph("", STYLE, Shape(line=20)), 1000)
    assert line.marks == ()
    assert line.height == 400


def test_first_indent_counts_characters():
    lines = break_lines(paragraph("字" * 18, STYLE, Shape(first_indent=2)), 10 * CHARACTER)
    assert [len(drawn(line)) for line in lines] == [8, 10]
    assert lines[0].marks[0].x == pytest.approx(2 * CHARACTER, abs=1)


@pytest.mark.parametrize(
    ("align", "x"), [(Align.LEFT, 0), (Align.CENTRE, 800), (Align.RIGHT, 1600)]
)
def test_lines_lie_where_they_are_told(align, x):
    (line,) = break_lines(paragraph("字字", STYLE, Shape(align)), 10 * CHARACTER)
    assert line.marks[0].x == pytest.approx(x, abs=1)


def test_justified_lines_end_at_the_edge_but_the_last_does_not():
    text = paragraph("字" * 25, STYLE, Shape(Align.JUSTIFY))
    first, *_, last = break_lines(text, 10.4 * CHARACTER)
    assert first.marks[-1].x + CHARACTER == pytest.approx(10.4 * CHARACTER, abs=2)
    assert last.marks[-1].width == pytest.approx(5 * CHARACTER, abs=2)


def test_spaced_titles_stay_in_the_middle():
    wide, plain = Style(size=10, spacing=5), Style(size=10)
    title = Paragraph((Run("结业证", wide), Run("书", plain)), Shape(Align.CENTRE))
    (line,) = break_lines(title, 3000)
    first, *_, last = line.marks
    assert [mark.text for mark in line.marks] == list("结业证书")
    assert first.x == pytest.approx(3000 - (last.x + CHARACTER), abs=2)
    assert line.marks[1].x - first.x == pytest.approx(CHARACTER + 100, abs=2)


def test_tabs_jump_to_their_stops():
    shape = Shape(left=10, tabs=(50.0, 90.0))
    (line,) = break_lines(paragraph("甲\t乙\t丙", STYLE, shape), 10_000)
    places = [mark.x / (1440 / 25.4) for mark in line.marks]
    assert places == pytest.approx([10, 50, 90], abs=0.1)


def test_runs_after_a_rare_character_are_not_shifted():
    text = Paragraph((Run("𬱖甲", STYLE), Run("乙", Style(size=10, bold=True)), Run("丙", STYLE)))
    (line,) = break_lines(text, 10_000)
    assert [mark.text for mark in line.marks] == ["𬱖甲", "乙", "丙"]
    assert [mark.style.bold for mark in line.marks] == [False, True, False]


def test_room_to_write_on_is_underlined():
    room = Run("\u3000" * 6, Style(size=10, underline=True))
    (line,) = break_lines(Paragraph((Run("姓名：", STYLE), room)), 10_000)
    stroke = next(mark for mark in line.marks if isinstance(mark, Stroke))
    assert stroke.to_x - stroke.x == pytest.approx(6 * CHARACTER, abs=2)


def test_a_line_feed_breaks_the_line():
    lines = break_lines(paragraph("甲\n乙", STYLE, Shape(Align.JUSTIFY)), 10_000)
    assert [drawn(line) for line in lines] == ["甲", "乙"]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.text("字𬱖a1 。，“”\n", max_size=30), min_size=1, max_size=4),
    st.sampled_from(Align),
)
def test_no_character_is_lost_and_none_leaves_the_column(parts, align):
    text = Paragraph(tuple(Run(part, STYLE) for part in parts), Shape(align))
    lines = break_lines(text, 2000)
    shown = "".join(drawn(line) for line in lines)
    assert "".join(shown.split()) == "".join("".join(parts).split())
    for line in lines:
        assert all(mark.x >= -1 for mark in line.marks)
        visible = [m for m in line.marks if isinstance(m, Text) and m.text == m.text.rstrip()]
        assert all(mark.x + mark.width <= 2001 for mark in visible)
