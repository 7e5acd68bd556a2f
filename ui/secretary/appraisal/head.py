"""Above the appraisal: which one, what is keyed in, and what becomes of the lists."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jyguide.appraisal.explaining import counts_text
from jyguide.appraisal.lists import PublishedRow
from jyguide.appraisal.rating import Rated
from jyguide.appraisal.rows import AppraisalRow
from jyguide.ids import AppraisalId
from ui.secretary.appraisal.sandbox import Moves
from ui.theme import SPACE, scaled
from ui.widgets import ElidedLabel, Kind, make_button
from ui.widgets.elided_combo import ElidedCombo

PEOPLE, LISTS = "people", "lists"
_MORE = (
    ("take_in", "加入书记…"),
    ("change_scheme", "考核办法…"),
    ("import_scores", "从 Excel 导入得分…"),
    ("score_template", "下载得分模板…"),
    ("remove_appraisal", "删除这次考核"),
)
_EXPORTS = (
    ("export_docx", "四张名单 Word（征求意见稿）…"),
    ("export_xlsx", "四张名单 Excel…"),
    ("print_sheets", "打印全部结果单…"),
)


class AppraisalHead(QWidget):
    """A scheme that is only tried is neither published nor exported.

    Object names: `appraisal_choice`, `new_appraisal`, `key_scores`, `key_ballots`,
    `appraisal_more`, `export_lists`, `published`, `publish`, `view_people`, `view_lists`,
    `appraisal_state`, `restore_scheme`, `save_scheme`.
    """

    chosen = Signal(object)
    """An `AppraisalId`."""
    wanted = Signal(str)
    """The object name of a button or of a line of a menu."""
    published_wanted = Signal(object)
    """An `AppraisalPublicationId`."""
    view_wanted = Signal(str)
    """`PEOPLE` or `LISTS`."""

    def __init__(self) -> None:
        super().__init__()
        self.choice = ElidedCombo()
        self.choice.setObjectName("appraisal_choice")
        self.choice.setAccessibleName("哪一年的考核")
        self.choice.setSizeAdjustPolicy(
            ElidedCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumWidth(160)
        self.choice.setMaximumWidth(scaled(360))
        self.new = make_button("新建考核…", icon_name="add", name="new_appraisal")
        self.scores = make_button("录入得分…", icon_name="edit", name="key_scores")
        self.ballots = make_button("测评票…", icon_name="file", name="key_ballots")
        self.more = make_button("更多", name="appraisal_more")
        self.export = make_button("导出", icon_name="export", name="export_lists")
        self.published = make_button("已公布", icon_name="history", name="published")
        self.publish = make_button("公布…", Kind.PRIMARY, "check", "publish")
        self.people = make_button("打分情况", name="view_people")
        self.lists = make_button("名单试排", name="view_lists")
        self.state = ElidedLabel("body", "appraisal_state")
        self.restore = make_button("恢复", icon_name="undo", name="restore_scheme")
        self.save = make_button("保存办法", icon_name="save", name="save_scheme")
        self.save.setShortcut("Ctrl+S")
        self.save.setToolTip("把正在试的线和名额存进考核办法（Ctrl+S）")
        self._past = QMenu(self)
        self.published.setMenu(self._past)
        self.more.setMenu(self._menu(_MORE))
        self.export.setMenu(self._menu(_EXPORTS))
        self._arrange()
        self._connect()

    def show_appraisals(self, rows: Sequence[AppraisalRow], chosen: AppraisalId | None) -> None:
        """Offer every appraisal."""
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for row in rows:
                self.choice.addItem(row.label, row.id)
            self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))

    def show_publications(self, rows: Sequence[PublishedRow]) -> None:
        """Offer every publication, the newest first."""
        self._past.clear()
        for row in rows:
            action = QAction(f"{row.label}{'（已被代替）' if row.replaced else ''}", self._past)
            action.triggered.connect(lambda _=False, key=row.id: self.published_wanted.emit(key))
            self._past.addAction(action)
        self.published.setEnabled(bool(rows))

    def show_state(
        self, rated: Rated, moves: Moves, *, tried: bool, owns: bool, waiting: int
    ) -> None:
        """What the scheme being tried comes to, beside the one saved."""
        up = sum(one.up for one in moves.values())
        trying = f"试排中：比已存办法 ↑升 {up} 人、↓降 {len(moves) - up} 人"
        held = f"；测评票还有 {waiting} 份没有计入" if waiting else ""
        counts = f"{counts_text(rated.counts)}；暂无结果 {len(rated.unrated)} 人{held}"
        self.state.setText(trying if tried else counts)
        self.restore.setVisible(tried)
        self.save.setVisible(tried)
        self.save.setEnabled(owns)
        ready = owns and not tried and bool(rated.rated)
        self.publish.setEnabled(ready)
        self.publish.setToolTip("先保存或恢复办法，再公布" if tried else "写成一次公布，不能撤销")
        self.export.setEnabled(ready)

    def show_fault(self, sentence: str) -> None:
        """Why the scheme in the fields cannot be."""
        self.state.setText(sentence)
        for button in (self.save, self.publish, self.export):
            button.setEnabled(False)
        self.restore.setVisible(True)

    def show_rights(self, *, owns: bool) -> None:
        """What only whose appraisal it is may do."""
        for action in self.more.menu().actions():
            if action.objectName() in ("change_scheme", "remove_appraisal"):
                action.setEnabled(owns)

    def show_view(self, name: str) -> None:
        """Which of the two views is on screen."""
        self.people.setChecked(name == PEOPLE)
        self.lists.setChecked(name == LISTS)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.new, self.scores, self.ballots, self.restore, self.save, self.publish)

    def _connect(self) -> None:
        self.choice.currentIndexChanged.connect(self._choose)
        for button in self._buttons():
            name = button.objectName()
            button.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
        self.people.clicked.connect(lambda: self.view_wanted.emit(PEOPLE))
        self.lists.clicked.connect(lambda: self.view_wanted.emit(LISTS))

    def _arrange(self) -> None:
        views = QButtonGroup(self)
        for button in (self.people, self.lists):
            button.setCheckable(True)
            views.addButton(button)
        self.people.setChecked(True)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(SPACE.s)
        first.addWidget(self.choice, 1)
        first.addWidget(self.new)
        first.addSpacing(SPACE.l)
        first.addStretch()
        for widget in (self.scores, self.ballots, self.more, self.export, self.published):
            first.addWidget(widget)
        first.addWidget(self.publish)
        for widget in (self.people, self.lists):
            second.addWidget(widget)
        second.addWidget(self.state, 1)
        second.addWidget(self.restore)
        second.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addLayout(first)
        column.addLayout(second)

    def _menu(self, lines: Sequence[tuple[str, str]]) -> QMenu:
        menu = QMenu(self)
        for name, text in lines:
            action = QAction(text, menu)
            action.setObjectName(name)
            action.triggered.connect(lambda _=False, name=name: self.wanted.emit(name))
            menu.addAction(action)
        return menu

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self.choice.currentData())
