"""Charts: every figure is there as text, told without colour, and reached by keys."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage

from jyguide.documents.chart import Bars, Columns, Heat, Lights, Line, Radar, Stack, Trend
from jyguide.errors import RuleError
from ui.theme import PALETTE
from ui.widgets.charts import ChartCard, ChartView, drawing_of
from ui.widgets.charts.columns import nice_top
from ui.widgets.charts.heat import STEPS, HeatDrawing, ground, ink
from ui.widgets.charts.heat_view import HeatView
from ui.widgets.charts.pictures import drawn_for_page, svg_bytes

HEADS = ("组织设置", "班子建设", "组织生活", "党员教育", "活动开展", "基础保障")
FIRST = Line("最终得分", (871, 642, None, 1000, 0, 733))
OTHER = Line("周庄镇平均", (700, 710, 720, 730, 740, 750))


def heat(rows):
    lines = tuple(Line(f"第{at}村", (*FIRST.values, at % 1000)) for at in range(rows))
    return Heat("热力图", "村", (*HEADS, "总分"), lines)


CHARTS = (
    Radar("雷达图", "得分率", HEADS, (FIRST, OTHER)),
    Trend(
        "历年",
        "轮次",
        ("2024年", "2025年", "2026年"),
        (Line("总分", (812, None, 905)), Line("组织生活（%）", (790, 800, 810))),
    ),
    Bars("失分", "检查内容", ("占比", "平均失分"), (Line("B01 每月开会", (666, 25)),)),
    heat(3),
)
MONTHS = ("1月", "2月", "3月", "4月")
COUNTS = (
    Columns(
        "各月人次",
        "年份",
        MONTHS,
        (Line("2026 年", (1204, 0, 37, None)), Line("2025 年", (900, 12, 0, 5))),
    ),
    Stack(
        "四张名单",
        "年度",
        ("示范", "优秀", "合格", "不合格"),
        (Line("2025 年", (12, 40, 55, 0)), Line("2026 年", (15, 44, 50, 1))),
        ("gold", "good", "info", "bad"),
    ),
    Stack("红绿灯", "人数", ("已达标", "赶不上"), (Line("", (7, 2)),), ("good", "bad")),
    Lights(
        "最近上报",
        "指导站",
        ("天数",),
        (Line("周庄镇", (3,), "3 天前"), Line("华士镇", (None,), "还没有报过")),
        ("✓", "—"),
        ("good", "neutral"),
    ),
)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
@pytest.mark.usefixtures("qapp")
def test_every_figure_is_text_in_the_svg_and_a_cell_of_the_table(chart):
    svg = svg_bytes(chart).decode()
    said = "".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))
    first = chart.lines[0]
    for value in first.values:
        assert value is None or f"{value / 10:g}" in said
    assert chart.title in said
    assert first.name.split()[-1] in said
    assert 'font-family="Microsoft YaHei UI"' not in svg, "a family of its own is no fallback"
    assert "Noto Sans CJK SC" in svg
    table = chart.cells
    assert [len(row) for row in table] == [1 + len(chart.heads)] * (1 + len(chart.lines))
    assert first.name in chart.words


@pytest.mark.parametrize("chart", COUNTS, ids=lambda chart: type(chart).__name__)
@pytest.mark.usefixtures("qapp")
def test_a_chart_of_counts_is_whole_numbers_told_without_colour(chart):
    drawing, room = drawing_of(chart), QRectF(0, 0, 700, drawing_of(chart).height(700))
    for line, one in enumerate(chart.lines):
        for column in range(drawing.columns):
            if one.values[column] or drawing.points_at_lines:
                place = drawing.place(room, line, column)
                assert room.contains(place)
                assert drawing.at(room, place.center()) is not None
                assert drawing.mark(room, line, column).words
    said = "".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg_bytes(chart).decode()))
    assert all(head in said for head in chart.heads if not isinstance(chart, Lights))
    words = chart.words + "".join(map("".join, chart.cells))
    for one in chart.lines:
        assert one.name in said
        assert one.note in said
        assert all(f"{value:,}" in words for value in one.values if value is not None)
    assert ".0" not in words


@given(st.integers(0, 10**9))
def test_a_scale_of_counts_ends_over_the_highest_in_a_few_round_steps(most):
    top, step = nice_top(most)
    assert top >= max(1, most)
    assert top - step < max(1, most)
    assert top // step <= 4
    assert top % step == 0
    assert str(step).rstrip("0") in ("1", "2", "5")


def luminance(colour):
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def test_grounds_darken_step_by_step_and_every_number_is_readable():
    shades = [luminance(colour) for _, colour, _ in STEPS]
    assert shades == sorted(shades, reverse=True)
    assert min(a / b for a, b in pairwise(shades)) > 1.1
    for value in (None, *range(0, 1001, 10)):
        light, dark = sorted((luminance(ground(value)), luminance(ink(value))), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, value


@pytest.mark.usefixtures("qapp")
def test_places_of_a_heat_map_are_those_it_says_and_too_long_a_picture_is_refused():
    drawing, room = HeatDrawing(heat(271), headless=True), QRectF(0, 0, 640, 7100)
    for line, column in ((0, 0), (270, 6), (140, 3)):
        assert drawing.at(room, drawing.place(room, line, column).center()) == (line, column)
    assert drawing.at(room, QPointF(2, 5)) is None, "a name is no figure"
    drawn = drawn_for_page(heat(18), 174)
    image = QImage.fromData(drawn.png)
    assert drawn.width == 174
    assert image.width() / image.height() == pytest.approx(drawn.width / drawn.height)
    with pytest.raises(RuleError, match="有 900 行"):
        svg_bytes(heat(900))


def test_keys_walk_from_figure_to_figure_and_say_each(qtbot):
    view = HeatView("六个方面热力图", "heat")
    qtbot.addWidget(view)
    view.resize(640, 300)
    view.show_chart(heat(271))
    with qtbot.waitExposed(view):
        view.show()
    cells = view.cells
    cells.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, *[Qt.Key.Key_PageDown] * 20, Qt.Key.Key_End):
        qtbot.keyClick(cells, key)
    mark = cells.current
    assert (mark.line, mark.column) == (270, 6)
    assert cells.accessibleDescription() == "第270村，总分：27.0"
    assert cells.visibleRegion().contains(mark.place.center().toPoint()), "scrolled to"
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.keyClick(cells, Qt.Key.Key_Return)
    assert chosen.args == [270, 6]


def test_a_card_copies_its_chart_as_picture_and_as_cells(qtbot, desk, alerts, tmp_path):
    said = []
    card = ChartCard("六个方面", "radar", desk, said.append)
    qtbot.addWidget(card)
    card.show_chart(None, none="还没有得分。")
    assert not card.menu_button.isEnabled()
    assert not card.view.accessibleDescription()
    card.show_chart(CHARTS[0], "一句话")
    actions = {action.objectName(): action for action in card.menu_button.menu().actions()}
    actions["radar_copy"].trigger()
    assert QGuiApplication.clipboard().image().width() > 1000
    actions["radar_data"].trigger()
    assert QGuiApplication.clipboard().text().splitlines()[1].split("\t")[:3] == [
        "最终得分",
        "87.1",
        "64.2",
    ]
    alerts.files += [tmp_path / "图.png", tmp_path / "图.svg", tmp_path / "没有" / "图.png"]
    for part in ("png", "svg", "png"):
        actions[f"radar_{part}"].trigger()
        qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert (tmp_path / "图.png").read_bytes()[1:4] == b"PNG"
    assert b"<svg" in (tmp_path / "图.svg").read_bytes()
    assert alerts.suggested[:2] == ["雷达图.png", "雷达图.svg"]
    assert "不存在" in alerts.take_error().message
    assert said[-1] == "已保存“图.svg”"


def test_a_drawing_is_painted_no_lower_than_it_can_be_read(qtbot):
    view = ChartView("雷达图", "radar", gives_way=True)
    qtbot.addWidget(view)
    view.resize(420, 100)
    view.show_drawing(drawing_of(CHARTS[0]))
    assert 200 < view.minimumHeight() < view.maximumHeight()
    image = view.grab().toImage()
    assert QColor(PALETTE.red).rgb() in {
        image.pixel(x, y) for x in range(image.width()) for y in range(0, image.height(), 3)
    }
