"""The whole of an exam: what its figures say in words, and where points and knowledge lie."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jyguide.exam.analysis.matrix import StationMatrix
from jyguide.exam.analysis.readings import (
    category_reading,
    figure_text,
    flags_text,
    paper_readings,
    share_text,
)
from jyguide.exam.analysis.report import ExamFigures, ItemLine, band_rows, item_lines
from ui.exam.results.rows import mood_tone
from ui.exam.results.stations import StationTable
from ui.theme import SPACE, restyle
from ui.widgets import Card, make_label, scrolling
from ui.widgets.chart import Bar, BarList
from ui.widgets.chart_map import MapPoint, PointMap

_MAP_HINT = "每点一题，三角形的需要核对。点一下看这道题。"
_LOW = 280


class Overview(QWidget):
    """Object names: `reading` (one a figure), `bands`, `categories`, `item_map`, `stations`."""

    item_wanted = Signal(int)
    """The place of an item on the paper, from 0."""

    def __init__(self) -> None:
        super().__init__()
        self._places: list[int] = []
        self._words = Card("总体情况")
        self.bands = BarList("分数分布", "bands")
        self.categories = BarList("各类知识掌握情况", "categories")
        self.map = PointMap("题目分布图", "item_map", "得分率", "区分度")
        self.map.setMinimumHeight(_LOW)
        self.map.chosen.connect(self._choose)
        self.stations = StationTable()
        self._build()

    def show_figures(self, found: ExamFigures, matrix: StationMatrix | None) -> None:
        """Show them; the matrix where several stations sat the paper."""
        self._show_words(found)
        figures = found.analysis
        shares = [
            (band.people / figures.papers if figures.papers else 0) for band in figures.bands
        ]
        self.bands.show_bars(
            [
                Bar(str(name), share, f"{people} 人　{percent}")
                for (name, people, percent), share in zip(band_rows(figures), shares, strict=True)
            ]
        )
        self._category_card.setVisible(bool(figures.categories))
        self.categories.show_bars(
            [
                Bar(
                    one.category,
                    one.facility,
                    f"{share_text(one.facility)}　{category_reading(one).words}",
                    one.weak,
                    bool(one.note),
                )
                for one in figures.categories
            ]
        )
        self._category_note.setText(figures.note)
        self._show_map(item_lines(found), figures.note)
        self.stations.show_matrix(matrix)

    def _build(self) -> None:
        inside = QWidget()
        sides = QHBoxLayout()
        sides.setSpacing(SPACE.m)
        for cards in (
            (self._words, self._category()),
            (self._map_card(), self._card("分数分布", self.bands)),
        ):
            column = QVBoxLayout()
            column.setSpacing(SPACE.m)
            for card in cards:
                card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
                column.addWidget(card)
            column.addStretch()
            sides.addLayout(column, 1)
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, SPACE.s, 0)
        whole.setSpacing(SPACE.m)
        whole.addLayout(sides)
        whole.addWidget(self.stations)
        whole.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(inside))

    def _card(self, title: str, chart: QWidget) -> Card:
        card = Card(title)
        card.body.addWidget(chart)
        return card

    def _map_card(self) -> Card:
        card = self._card("题目分布图", self.map)
        self._map_hint = make_label(_MAP_HINT, "small", "map_hint", wrap=True)
        card.body.addWidget(self._map_hint)
        return card

    def _category(self) -> Card:
        self._category_card = self._card("各类知识掌握情况", self.categories)
        self._category_note = make_label("", "small", "category_note")
        self._category_card.head.addWidget(self._category_note)
        return self._category_card

    def _show_words(self, found: ExamFigures) -> None:
        body = self._words.body
        while (taken := body.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.deleteLater()
        for one in paper_readings(found.analysis):
            label = make_label(f"{one.text}。", name="reading", wrap=True)
            restyle(label, tone=mood_tone(one.mood, one.note).value)
            body.addWidget(label)
        pooled = f"{found.exams} 场考试合并，" if found.exams > 1 else ""
        body.addWidget(make_label(f"{pooled}选项字母{found.letters}。", "small", wrap=True))

    def _show_map(self, lines: Sequence[ItemLine], note: str) -> None:
        shown = [
            (at, line)
            for at, line in enumerate(lines)
            if line.figures.facility is not None and line.figures.upper_lower is not None
        ]
        self._places = [at for at, _ in shown]
        self.map.show_points([_point(line) for _, line in shown], quiet=bool(note))
        left_out = len(lines) - len(shown)
        missing = f"有 {left_out} 题算不出区分度，不在图上。" if left_out else ""
        self._map_hint.setText(f"{_MAP_HINT}{missing}{f'〔{note}〕' if note else ''}")

    @Slot(int)
    def _choose(self, at: int) -> None:
        self.item_wanted.emit(self._places[at])


def _point(line: ItemLine) -> MapPoint:
    figures = line.figures
    words = (
        f"第 {line.place.position} 题：得分率 {share_text(figures.facility)}，"
        f"区分度 {figure_text(figures.upper_lower)}"
    )
    flags = flags_text(figures)
    return MapPoint(
        figures.facility or 0.0,
        figures.upper_lower or 0.0,
        str(line.place.position),
        f"{words}，{flags}" if flags else words,
        bool(figures.flags),
    )
