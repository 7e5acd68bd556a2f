"""全程纪实 on screen: one table, narrowed by kind and year, each line opening where it is from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from jyguide.secretary.timeline import LineKind, TimelineLine, narrowed, years_of
from ui.attachment.subject_pane import SubjectPane
from ui.secretary.dossier.columns import timeline_columns
from ui.secretary.dossier.table_over_files import lay_out, on_delete
from ui.widgets import EmptyText, Kind, MenuGroup, RowTable, make_button

_EMPTY = EmptyText(
    "还没有纪实",
    "任职、备案、培训、考试、考核、整改和谈话会自动列在这里；表彰、处分、考察等用“登记纪实”补上。",
    "登记纪实…",
    "history",
    Kind.PLAIN,
)


class TimelinePane(QWidget):
    """Enter or a double click opens a line where it comes from; Delete removes a note.

    Object names: `timeline` (the table), `choice_kind`, `year`, `add_note`, `add_post`,
    `open_line`, `remove_note`, and those of `SubjectPane`.
    """

    note_wanted = Signal()
    post_wanted = Signal()
    opened = Signal(object)
    """A `TimelineLine`."""
    remove_wanted = Signal(object)
    """The `TimelineLine` of a note."""

    def __init__(self, files: SubjectPane) -> None:
        """`files` stands under the table while a note is chosen."""
        super().__init__()
        self.files = files
        self._lines: list[TimelineLine] = []
        self.table: RowTable[TimelineLine] = RowTable(
            timeline_columns(),
            unit="条",
            search_hint="搜索纪实",
            key=lambda line: (line.kind, line.key),
            empty=_EMPTY,
        )
        self._build()
        self._connect()
        self._allow()

    def show_lines(self, lines: Sequence[TimelineLine]) -> None:
        """Show these, the latest first; the year chosen stays."""
        self._lines = list(lines)
        kept = self._year.currentData()
        with QSignalBlocker(self._year):
            self._year.clear()
            self._year.addItem("全部年份", None)
            for year in years_of(lines):
                self._year.addItem(f"{year} 年", year)
            self._year.setCurrentIndex(max(0, self._year.findData(kept)))
        self._narrow()

    def _build(self) -> None:
        self.table.add_choice("kind", "全部类别", lambda line: line.kind_name, counted=True)
        self._year = QComboBox()
        self._year.setObjectName("year")
        self._year.setAccessibleName("年份")
        self._year.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._year.addItem("全部年份", None)
        self.table.bar.add_choice(self._year)
        self._note = make_button("登记纪实…", icon_name="add", name="add_note")
        self._post = make_button("补登任职…", name="add_post")
        for button in (self._note, self._post):
            self.table.add_tool(button)
        self._open = self.table.add_action("打开来处", self._ask_open, "next")
        self._open.setObjectName("open_line")
        self._remove = self.table.add_action(
            "删除这条纪实\tDelete", self._ask_remove, "delete", group=MenuGroup.DELETE
        )
        self._remove.setObjectName("remove_note")
        lay_out(self, self.table, self.files, ("timeline", "全程纪实"))

    def _connect(self) -> None:
        self._note.clicked.connect(self.note_wanted)
        self._post.clicked.connect(self.post_wanted)
        self.table.empty_action.connect(self.note_wanted)
        self.table.activated.connect(self.opened)
        self.table.selection_changed.connect(self._allow)
        self._year.currentIndexChanged.connect(self._narrow)
        on_delete(self.table, self._ask_remove)

    @Slot()
    def _narrow(self, *_: object) -> None:
        self.table.set_rows(narrowed(self._lines, (), self._year.currentData()))

    @Slot()
    def _allow(self, *_: object) -> None:
        chosen = self.table.selected_rows()
        noted = len(chosen) == 1 and chosen[0].kind is LineKind.NOTE
        self._remove.setEnabled(noted)
        self.files.setVisible(noted)
        self.files.show_subject(chosen[0].key if noted else None)

    @Slot()
    def _ask_open(self) -> None:
        for line in self.table.selected_rows()[:1]:
            self.opened.emit(line)

    @Slot()
    def _ask_remove(self) -> None:
        for line in self.table.selected_rows()[:1]:
            if line.kind is LineKind.NOTE:
                self.remove_wanted.emit(line)
