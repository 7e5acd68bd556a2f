"""The library of lecturers, and what each taught."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.documents.dates import tenths_text
from jyguide.training.lecturer import LecturerFacts, LecturerRow, TaughtRow
from ui.brief import brief
from ui.desk import Desk
from ui.history.record_dialog import Subject, offer_record, open_record
from ui.page import Page
from ui.theme import SPACE, Tone
from ui.training.lecturer_dialog import Keep, LecturerDialog
from ui.training.tab import TrainingTab
from ui.undoing import Done, Undoing, noted
from ui.widgets import (
    RIGHT,
    Adds,
    Column,
    EmptyText,
    Kind,
    RowTable,
    SplitDetail,
    make_button,
    make_label,
)

_EMPTY = EmptyText(
    "师资库还没有人",
    "在这里加入常来授课的老师；在培训的“授课”页里填的新名字也会自动加入。",
    "新增师资",
    "people",
)
_NONE_CHOSEN = EmptyText("没有选中师资", "选中一位，这里列出他授过的课。", icon_name="people")
_NEVER = EmptyText("还没有授课记录", "在培训的“授课”页里选了他，就会列在这里。")


class LecturersTab(TrainingTab):
    """Everybody who teaches, with his hours in the year chosen.

    Object names: `lecturers` and `taught` (tables), `lecturer_year`, `new_lecturer`,
    `edit_lecturer`, `drop_lecturer`, `taught_title`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._teaching = app.teaching
        self._undoing = Undoing(page, desk, app.history, Changed.SESSIONS)
        self._build()
        self._connect()
        self._allow()

    def reload(self) -> None:
        work = partial(_everything, self._app, self._year.currentData())
        self._desk.load(self, work, self._show)

    def _show(self, found: tuple[list[int], list[LecturerRow]]) -> None:
        years, rows = found
        chosen = self._year.currentData() or years[0]
        self._year.blockSignals(True)  # noqa: FBT003 - Qt's name
        self._year.clear()
        for year in years:
            self._year.addItem(f"{year}年", year)
        this = self._app.clock().year
        at = self._year.findData(chosen if chosen in years else this)
        self._year.setCurrentIndex(at)
        self._year.blockSignals(False)  # noqa: FBT003 - Qt's name
        self.table.set_rows(rows)
        self._show_taught()

    def _build(self) -> None:
        self._year = QComboBox()
        self._year.setObjectName("lecturer_year")
        self._year.setAccessibleName("统计年份")
        self.table: RowTable[LecturerRow] = RowTable(
            _columns(),
            unit="人",
            search_hint="搜索姓名、拼音、单位、擅长",
            search_text=lambda row: row.search,
            key=lambda row: row.id,
            empty=_EMPTY,
        )
        self.table.setObjectName("lecturers")
        self._new = make_button("新增…", Kind.PLAIN, "add", "new_lecturer")
        self._new.setToolTip("新增师资")
        self._edit = make_button("修改…", Kind.PLAIN, "edit", "edit_lecturer")
        self._drop = make_button("移出", Kind.PLAIN, "delete", "drop_lecturer")
        for part in (self._year, self._new, self._edit, self._drop):
            self.table.add_tool(part)
        self._title = make_label("", "section", "taught_title", wrap=True)
        self.taught: RowTable[TaughtRow] = RowTable(_taught_columns(), unit="次", empty=_NEVER)
        self.taught.setObjectName("taught")
        rule = "学时只计已经开始、没有取消的培训，按开始日期算年份。"
        self._detail = QWidget()
        column = QVBoxLayout(self._detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._title)
        column.addWidget(self.taught, 1)
        column.addWidget(make_label(rule, "small", "taught_rule", wrap=True))
        self._split = SplitDetail(self.table, _NONE_CHOSEN, share=60)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    def _connect(self) -> None:
        self._year.activated.connect(self._reload)
        self._new.clicked.connect(self._ask_new)
        self._edit.clicked.connect(self._ask_change)
        self._drop.clicked.connect(self._ask_drop)
        self.table.empty_action.connect(self._ask_new)
        self.table.activated.connect(self._ask_change)
        self.table.selection_changed.connect(self._show_taught)
        self.table.add_action("修改…", self._ask_change, "edit")
        offer_record(self.table, self._open_history)
        self.table.add_action("移出师资库", self._ask_drop, "delete")
        self.taught.activated.connect(self._open_session)

    def _chosen(self) -> LecturerRow | None:
        rows = self.table.selected_rows()
        return rows[0] if len(rows) == 1 else None

    @Slot()
    def _reload(self, *_: object) -> None:
        self.reload()

    @Slot()
    def _allow(self) -> None:
        row = self._chosen()
        own = row is not None and row.own
        self._edit.setEnabled(own)
        self._drop.setEnabled(own)

    @Slot()
    def _show_taught(self, *_: object) -> None:
        self._allow()
        row = self._chosen()
        if row is None:
            self._split.show_nothing()
            return
        unit = "　".join(part for part in (row.facts.unit, row.facts.title) if part)
        self._title.setText(f"{row.facts.name}　{unit}".strip())
        self._split.show_detail(self._detail)
        self._desk.load(self, partial(self._teaching.taught, row.id), self.taught.set_rows)

    @Slot()
    def _ask_new(self) -> None:
        self._ask(self._noted_add, None)

    @Slot()
    def _ask_change(self, *_: object) -> None:
        row = self._chosen()
        if row is not None and row.own:
            self._ask(partial(self._noted_change, row), row.facts)

    def _ask(self, keep: Keep, facts: LecturerFacts | None) -> None:
        dialog = LecturerDialog(self._desk, self._app.people, keep, self, facts)
        dialog.saved.connect(partial(self._tell, "已保存师资。"))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _noted_add(self, facts: LecturerFacts) -> Done[object]:
        return noted(self._app.history, partial(self._teaching.add, facts))

    def _noted_change(self, row: LecturerRow, facts: LecturerFacts) -> Done[object]:
        work = partial(self._teaching.change, row.id, facts, row.version)
        return noted(self._app.history, work)

    @Slot()
    def _ask_drop(self) -> None:
        row = self._chosen()
        if row is None or not row.own:
            return
        work = partial(noted, self._app.history, partial(self._teaching.remove, row.id))
        told = partial(self._tell, f"已把“{row.facts.name}”移出师资库，他授过的课仍然保留。")
        title = "正在移出师资库"
        self._desk.act(self, brief(work), told, title=title, changed=Changed.SESSIONS)

    def _tell(self, sentence: str, done: Done[object]) -> None:
        self._undoing.tell(sentence, done.action)

    @Slot()
    def _open_history(self) -> None:
        if row := self._chosen():
            subject = Subject("lecturer", row.id, f"师资“{row.facts.name}”")
            open_record(self._desk, self._app.history, subject, self)

    @Slot(object)
    def _open_session(self, row: TaughtRow) -> None:
        self.opened.emit(row.session_id)


def _everything(app: Application, year: int | None) -> tuple[list[int], list[LecturerRow]]:
    return app.teaching.years(), app.teaching.lecturers(year)


def _columns() -> list[Column[LecturerRow]]:
    return [
        Column("姓名", lambda row: row.facts.name, lambda row: row.search, width=124, names=True),
        Column("单位", lambda row: row.facts.unit, width=130),
        Column("职务/职称", lambda row: row.facts.title, width=88),
        Column(
            "场次",
            lambda row: str(row.sessions),
            lambda row: row.sessions,
            RIGHT,
            52,
            adds=Adds.SUM,
        ),
        Column(
            "学时",
            lambda row: tenths_text(row.hours),
            lambda row: row.hours,
            RIGHT,
            52,
            adds=Adds.SUM,
        ),
        Column("擅长课题", lambda row: row.facts.note, width=96),
        Column("来源", _source, width=76),
    ]


def _source(row: LecturerRow) -> str:
    return "本单位" if row.own else row.station or "市级"


def _taught_columns() -> list[Column[TaughtRow]]:
    return [
        Column("日期", lambda row: row.starts_on.isoformat(), width=96),
        Column("培训", lambda row: row.title, width=140, tone=_tone),
        Column("课题", lambda row: row.topic, width=90),
        Column("学时", _hours, lambda row: row.hours, RIGHT, 70, adds=Adds.SUM),
    ]


def _hours(row: TaughtRow) -> str:
    return tenths_text(row.hours) if row.counted else f"{tenths_text(row.hours)}（未计）"


def _tone(row: TaughtRow) -> Tone:
    return Tone.NEUTRAL if row.counted else Tone.QUIET
