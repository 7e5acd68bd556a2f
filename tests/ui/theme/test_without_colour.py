"""What colour says is said besides, on a grey copy and to whoever does not tell red from green."""

from __future__ import annotations

import ast
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

import ui
from jyguide.documents.chart import Line, Stack
from jyguide.training.session import SESSION_KIND_NAMES
from ui.openness.calendar import words as calendar_words
from ui.theme import PALETTE, Tone
from ui.widgets import Column, RowTableModel
from ui.widgets.axis_signs import paint_bar, paint_dot
from ui.widgets.charts.drawing import LOOKS, draw_shape
from ui.widgets.charts.stack import StackDrawing
from ui.widgets.labels import tone_icon

pytestmark = pytest.mark.usefixtures("qapp")
ONE = QRectF(2, 2, 20, 20)


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize(("text", "says"), [("12 天", False), ("待补", True), ("", True)])
def test_a_number_that_is_a_fault_is_told_by_more_than_its_colour(tone, text, says):
    model = RowTableModel(
        [
            Column[str]("", str, tone=lambda _: tone),
            Column[str]("", str, tone=lambda _: tone, mark=lambda _: "warning"),
        ]
    )
    model.set_rows([text])
    font = model.index(0, 0).data(Qt.ItemDataRole.FontRole)
    assert (font is not None and font.bold()) == (tone in (Tone.WARN, Tone.BAD) and not says)
    assert model.index(0, 1).data(Qt.ItemDataRole.FontRole) is None, "its mark says it"


def test_every_coloured_ground_of_a_table_goes_with_a_mark():
    filled = []
    for file in Path(ui.__file__).parent.rglob("*.py"):
        source = file.read_text("utf-8")
        if "fill=" not in source:
            continue
        for call in ast.walk(ast.parse(source)):
            given = {one.arg for one in getattr(call, "keywords", ())}
            if "fill" in given and "Column" in ast.unparse(call.func):
                filled.append((file.name, "mark" in given))
    assert len(filled) >= 3
    assert all(marked for _, marked in filled), filled


def test_tones_that_alarm_have_icons_of_their_own():
    assert len({tone_icon(tone) for tone in (Tone.GOOD, Tone.WARN, Tone.BAD, Tone.INFO)}) == 4


def test_states_in_a_calendar_are_words_and_kinds_begin_differently():
    assert calendar_words.TONES.keys() == calendar_words.MARKS.keys()
    short = calendar_words._SHORT  # what a narrow cell says
    assert len({short[state] for state in calendar_words.TONES}) == len(calendar_words.TONES)
    begins = [name[0] for name in SESSION_KIND_NAMES.values()]
    assert len(set(begins)) == len(begins), "a bar of the month begins with it"


def drawn(paint):
    """What is painted as one colour on white, whatever the colours were."""
    image = QImage(24, 24, QImage.Format.Format_Grayscale8)
    image.fill(QColor(PALETTE.surface))
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(PALETTE.info))
    paint(painter)
    painter.end()
    return bytes(image.constBits())


def of_stack(heads):
    chart = Stack("", "", heads, (Line("", (1,) * len(heads)),), ("info",) * len(heads))
    return [
        drawn(lambda painter, at=at: StackDrawing(chart)._fill(painter, ONE, at))
        for at in range(len(heads))
    ]


def of_lines(monkeypatch):
    grey = tuple((PALETTE.ink, dashes, shape) for _, dashes, shape in LOOKS)
    monkeypatch.setattr("ui.widgets.charts.drawing.LOOKS", grey)
    return [
        (dashes, drawn(lambda painter, at=at: draw_shape(painter, at, ONE.center())))
        for at, (_, dashes, _) in enumerate(grey)
    ]


def test_parts_of_a_chart_differ_where_all_of_them_have_one_colour(monkeypatch):
    where = QPointF(12, 12)
    series = {
        "stack": of_stack("一二三四五"),
        "lines": of_lines(monkeypatch),
        "dots": [drawn(lambda p, at=at: paint_dot(p, at, where, 6)) for at in range(4)],
        "bars": [drawn(lambda p, at=at: paint_bar(p, at, ONE, PALETTE.info)) for at in range(4)],
    }
    alike = {
        (name, one, other)
        for name, parts in series.items()
        for one, other in combinations(range(len(parts)), 2)
        if parts[one] == parts[other]
    }
    assert not alike
