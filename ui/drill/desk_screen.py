"""One person's desk: what to do today, every other way of practising, what lies ahead."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jyguide.drill.desk import Desk
from jyguide.drill.review import DrillMode
from ui.drill.charts import CategoryBars, DayBars, load_bars, load_text
from ui.drill.look import desk_sheet
from ui.theme import SPACE
from ui.widgets import Card, Kind, make_button, make_label, scrolling

_TILES = (
    (DrillMode.SPRINT, "考前冲刺"),
    (DrillMode.WRONG, "错题"),
    (DrillMode.FAVOURITE, "收藏"),
    (DrillMode.CATEGORY, "分类"),
    (DrillMode.SEQUENCE, "顺序"),
    (DrillMode.RANDOM, "随机"),
)
_COLUMNS = 6


class DeskScreen(QWidget):
    """What somebody sees of his own practice.

    Object names: `drill_name`, `today`, `mode_<mode>`, `change_person`, `drill_settings`,
    `load_chart`, `load_text`, `progress_chart`.
    """

    wanted = Signal(object)
    """A `DrillMode`."""
    settings_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setStyleSheet(desk_sheet())
        self._name = make_label("", "section", "drill_name")
        self._today = make_label("", "figure", "today", wrap=True)
        self._start = make_button("今日温习", Kind.PRIMARY, "play", "mode_queue")
        self._start.clicked.connect(partial(self.wanted.emit, DrillMode.QUEUE))
        self._leave = make_button("换人", name="change_person")
        self._leave.clicked.connect(self.leave_wanted)
        self._settings = make_button("练习设置", icon_name="settings", name="drill_settings")
        self._settings.clicked.connect(self.settings_wanted)
        self._tiles = {mode: self._make_tile(mode) for mode, _ in _TILES}
        self._load = DayBars("load_chart")
        self._load.setAccessibleName("今后 30 天的温习量")
        self._load_text = make_label("", "small", "load_text", wrap=True)
        self._progress = CategoryBars("progress_chart")
        self._progress.setAccessibleName("各类别今天大约记得多少")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._make_today())
        layout.addLayout(self._make_modes())
        self._charts = self._make_charts()
        layout.addWidget(self._charts, 100)
        layout.addStretch(1)

    def show_desk(self, desk: Desk) -> None:
        self._name.setText(f"{desk.name}的练习")
        self._today.setText(desk.sentence())
        self._start.setEnabled(bool(desk.due + desk.fresh))
        for mode, title in _TILES:
            note = tile_note(desk, mode)
            self._tiles[mode].setText(f"{title}\n{note}")
            self._tiles[mode].setAccessibleName(f"{title}，{note}")
            empty = mode in desk.counts and not desk.counts[mode]
            self._tiles[mode].setEnabled(not empty and bool(desk.counts[DrillMode.SEQUENCE]))
        self._charts.setVisible(bool(desk.counts[DrillMode.SEQUENCE]))
        said = load_text(desk.forecast)
        self._load.show_bars(load_bars(desk.forecast), said)
        self._load_text.setText(said)
        self._progress.show_progress(desk.progress)

    def take_focus(self) -> None:
        """Put the cursor where practice begins."""
        ways = (self._start, self._tiles[DrillMode.SPRINT], self._leave)
        first = next(button for button in ways if button.isEnabled())
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_tile(self, mode: DrillMode) -> QPushButton:
        tile = make_button("", name=f"mode_{mode.value}")
        tile.setProperty("kind", "tile")
        tile.clicked.connect(partial(self.wanted.emit, mode))
        return tile

    def _make_today(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        words = QVBoxLayout()
        words.addWidget(self._name)
        words.addWidget(self._today)
        row.addLayout(words, 1)
        for button in (self._start, self._settings, self._leave):
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
        return card

    def _make_modes(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(SPACE.s)
        for at, (mode, _) in enumerate(_TILES):
            grid.addWidget(self._tiles[mode], at // _COLUMNS, at % _COLUMNS)
            grid.setColumnStretch(at % _COLUMNS, 1)
        return grid

    def _make_charts(self) -> QWidget:
        load = Card("今后 30 天要温习的题")
        load.head.addWidget(make_label("下段：再次温习　上段斜线：新题", "small"))
        load.body.addWidget(self._load, 1)
        load.body.addWidget(self._load_text)
        progress = Card("各类别今天大约记得多少")
        progress.body.addWidget(scrolling(self._progress), 1)
        charts = QWidget()
        row = QHBoxLayout(charts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(load, 1)
        row.addWidget(progress, 1)
        return charts


def tile_note(desk: Desk, mode: DrillMode) -> str:
    """What a way of practising holds, in a few words."""
    items = desk.counts.get(mode, 0)
    exam_on = desk.plan.exam_on
    ahead = exam_on is not None and exam_on > desk.day
    notes = {
        DrillMode.SPRINT: f"还有 {(exam_on - desk.day).days} 天"
        if exam_on and ahead
        else "填考试日期",
        DrillMode.WRONG: f"{items} 题，连对 {desk.plan.right_in_row} 次移出",
        DrillMode.CATEGORY: f"{len(desk.progress)} 类",
        DrillMode.RANDOM: "打乱顺序",
    }
    return notes.get(mode, f"{items} 题")
