"""The page 首页: the station at a glance, and the way from a roster to certificates."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.bank.attention import Attention
from jyguide.changes import Changed
from jyguide.documents.dates import date_text
from jyguide.exam.due import ExamsDue
from jyguide.training.due import TrainingDue
from jyguide.training.session import SessionRow
from ui.desk import Desk
from ui.home.attention_bar import AttentionBar
from ui.home.flow_card import FlowCard
from ui.home.ledgers_card import LedgersCard
from ui.home.ledgers_due import LEDGERS_DUE
from ui.home.overview import Figures, Overview, read_overview
from ui.home.session_card import SessionCard
from ui.home.waiting import (
    read_attention,
    read_backup_due,
    read_exams_due,
    read_standard_due,
    read_training_due,
)
from ui.page import Page
from ui.theme import SPACE, Tone
from ui.widgets import Banner, StatTile, make_label, scrolling

_WEEKDAYS = "一二三四五六日"


class HomePage(Page):
    """What waits, figures, and the next steps.

    Object names: `office`, `today`, `cautions` (this PC itself), `exams_due`, `training_due`,
    `standard_due`, `attention` (the bank), `tile_<what>`, `coming`, `latest`,
    those of `FlowCard`, of `AttentionBar` and of `LedgersCard`.
    """

    name = "home"
    title = "首页"
    icon_name = "home"
    cares_about = ~Changed(0)

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._entered = False
        self._build()
        self._connect()

    def reload(self) -> None:
        self._desk.load(self, partial(read_overview, self._app), self._show)
        self._desk.load(self, self._app.cautions, self._show_cautions)
        self._desk.load(self, partial(read_exams_due, self._app), self._show_exams_due)
        self._desk.load(self, partial(read_attention, self._app), self._show_attention)
        self._desk.load(self, partial(read_training_due, self._app), self._show_training_due)
        self._desk.load(self, partial(read_standard_due, self._app), self._show_standard_due)
        self._desk.load(self, partial(read_backup_due, self._app), self._backup_due.say)
        for area in LEDGERS_DUE:
            say = partial(self._ledgers.say, area.page)
            self._desk.load(self, partial(area.read, self._app), say)

    def _build(self) -> None:
        self._today = make_label("", "sentence", "today")
        self._tiles = _make_tiles()
        self.flow = FlowCard()
        self._coming = SessionCard("近期安排", "还没有安排以后的培训。", "安排培训")
        self._coming.setObjectName("coming")
        self._latest = SessionCard("最近办过", "还没有办过培训。", "查看培训")
        self._latest.setObjectName("latest")
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addLayout(self._make_heading())
        self._cautions = Banner()
        self._cautions.setObjectName("cautions")
        column.addWidget(self._cautions)
        self._exams_due = AttentionBar("exams_due", "exam", "打开考试")
        self._attention = AttentionBar("attention", "bank", "打开题库")
        self._training_due = AttentionBar("training_due", "training", "打开培训")
        self._standard_due = AttentionBar("standard_due", "standard", "打开标准化")
        self._backup_due = AttentionBar("backup_due", "access", "打开安全")
        for bar in self._bars():
            column.addWidget(bar)
        self._ledgers = LedgersCard(LEDGERS_DUE)
        column.addWidget(self._ledgers)
        column.addLayout(self._make_tile_row())
        self._lower = self._make_lower_part()
        self._lower.hide()  # until it is known, "nothing planned" would be a guess
        column.addWidget(self._lower, 1)
        column.addStretch()
        area = scrolling(content)
        self.layout_.addWidget(area, 1)

    def _bars(self) -> tuple[AttentionBar, ...]:
        return (
            self._exams_due,
            self._attention,
            self._training_due,
            self._standard_due,
            self._backup_due,
        )

    def _make_heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(make_label(self._app.place.office, "section", "office"))
        row.addWidget(make_label(_desk_label(self._app), "hint", "desk"))
        row.addStretch()
        row.addWidget(self._today)
        return row

    def _make_tile_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        for tile in self._tiles.values():
            row.addWidget(tile, 1)
        return row

    def _make_lower_part(self) -> QWidget:
        part = QWidget()
        sessions = QVBoxLayout()
        sessions.setSpacing(SPACE.m)
        sessions.addWidget(self._coming, 1)
        sessions.addWidget(self._latest, 1)
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self.flow, 3)
        row.addLayout(sessions, 2)
        return part

    def _connect(self) -> None:
        self.flow.wanted.connect(self.wanted)
        for bar in self._bars():
            bar.open_wanted.connect(self.wanted)
        self._ledgers.open_wanted.connect(self.wanted)
        self._coming.open_wanted.connect(self._open_training)
        self._latest.open_wanted.connect(self._open_training)

    @Slot()
    def _open_training(self) -> None:
        self.wanted.emit("training")

    @Slot(object)
    def _show_exams_due(self, due: ExamsDue) -> None:
        self._exams_due.say(due.sentence)

    @Slot(object)
    def _show_training_due(self, due: TrainingDue) -> None:
        self._training_due.say(due.sentence)

    @Slot(object)
    def _show_standard_due(self, sentence: str) -> None:
        self._standard_due.say(sentence)

    @Slot(object)
    def _show_cautions(self, sentences: list[str]) -> None:
        self._cautions.say("\n".join(sentences), Tone.WARN)

    @Slot(object)
    def _show_attention(self, now: Attention) -> None:
        self._attention.say(now.sentence)

    def _show(self, overview: Overview) -> None:
        day = overview.today
        self._today.setText(f"{date_text(day)}　星期{_WEEKDAYS[day.weekday()]}")
        self._show_figures(overview.figures)
        self._lower.show()
        self.flow.show_afternoon(overview.afternoon)
        self._coming.show_session(overview.coming, *_coming_state(overview))
        self._latest.show_session(overview.latest)
        if not self._entered:
            self._entered = True
            self.flow.next_button().setFocus()

    def _show_figures(self, now: Figures) -> None:
        values = {
            "people": (f"{now.people} 人", f"专职 {now.full_time} 人，兼职 {now.part_time} 人"),
            "items": (
                f"{now.items} 道",
                f"另有草稿 {now.drafts} 道" if now.drafts else "可以出题",
            ),
            "sessions": (f"{now.sessions} 期", f"到场 {now.person_times} 人次"),
            "exams": (f"{now.papers} 人次", f"{now.exams} 场考试"),
            "certificates": (
                f"{now.certificates} 张",
                f"其中本年 {now.certificates_this_year} 张",
            ),
        }
        for what, (value, note) in values.items():
            self._tiles[what].show_value(value, note)


def _make_tiles() -> dict[str, StatTile]:
    tiles = {
        "people": StatTile("人员"),
        "items": StatTile("题库在用"),
        "sessions": StatTile("本年培训"),
        "exams": StatTile("本年考试"),
        "certificates": StatTile("已发证书"),
    }
    for what, tile in tiles.items():
        tile.setObjectName(f"tile_{what}")
    return tiles


def _desk_label(app: Application) -> str:
    return f"电脑 {app.place.device_letter}　使用人 {app.place.user_name}"


def _coming_state(overview: Overview) -> tuple[str, Tone]:
    row: SessionRow | None = overview.coming
    if row is None:
        return "", Tone.INFO
    days = (row.plan.starts_on - overview.today).days
    if days <= 0:
        return "今天", Tone.GOLD
    return ("明天", Tone.GOLD) if days == 1 else (f"还有 {days} 天", Tone.INFO)
