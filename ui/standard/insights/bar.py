"""What is looked at: which scores, whose, grouped how, and one branch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QWidget

from jyguide.ids import RoundBranchId
from jyguide.standard.insight import (
    GROUPING_NAMES,
    VIEWS,
    BranchFigures,
    Grouping,
    RoundFigures,
    Scope,
    View,
    view_name,
    within,
)
from jyguide.standard.kinds import BRANCH_KIND_NAMES, BranchKind, Phase
from ui.standard.townships import TOWNSHIP
from ui.theme import SPACE, scaled
from ui.widgets.choice_filter import ChoiceFilter

_ALL = "全部支部的平均"
_ALL_AND_ONE = 2
"""A choice between all and the only one there is is none."""


class InsightBar(QWidget):
    """A line of choices; those that leave no choice are hidden.

    Object names: `insight_view`, `insight_grouping`, `choice_station`, `choice_township`,
    `choice_kind`, `insight_branch`.
    """

    changed = Signal()
    """Other branches, scores or groups are wanted."""
    branch_chosen = Signal()
    """Another branch, or all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._figures: RoundFigures | None = None
        self._offered: list[BranchFigures] = []
        self.view_choice = _combo("insight_view", "得分")
        self.grouping_choice = _combo("insight_grouping", "分组")
        for grouping in Grouping:
            self.grouping_choice.addItem(GROUPING_NAMES[grouping], grouping)
        self.station: ChoiceFilter[BranchFigures] = ChoiceFilter(
            "station", "全部站", lambda one: one.branch.station
        )
        self.township: ChoiceFilter[BranchFigures] = ChoiceFilter(
            "township", f"全部{TOWNSHIP}", lambda one: one.branch.township
        )
        self.kind: ChoiceFilter[BranchFigures] = ChoiceFilter(
            "kind", "全部类型", lambda one: BRANCH_KIND_NAMES[one.branch.kind]
        )
        self.branch = _BranchChoice()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(SPACE.s)
        for choice in (
            self.view_choice,
            self.grouping_choice,
            self.station,
            self.township,
            self.kind,
        ):
            choice.currentIndexChanged.connect(self._narrow)
            self.row.addWidget(choice)
        self.row.addWidget(self.branch, 1)
        self.branch.activated.connect(self._choose)

    @property
    def view(self) -> View:
        """Which scores."""
        kept = self.view_choice.currentData()  # Qt gives the text of a StrEnum back
        return Phase(kept) if kept else None

    @property
    def grouping(self) -> Grouping:
        """What a row of the heat map stands for."""
        return Grouping(self.grouping_choice.currentData() or Grouping.BRANCH)

    @property
    def scope(self) -> Scope:
        """Which branches."""
        kinds = {name: kind for kind, name in BRANCH_KIND_NAMES.items()}
        kind: BranchKind | None = kinds.get(self.kind.value())
        return Scope(self.station.value(), self.township.value(), kind)

    @property
    def chosen(self) -> BranchFigures | None:
        """The branch that is looked at by itself."""
        at = self.branch.currentIndex()
        return self._offered[at - 1] if 0 < at <= len(self._offered) else None

    def show_figures(self, figures: RoundFigures, grouping: Grouping) -> None:
        """Offer what a round has; what was chosen in it before stays."""
        first = self._figures is None or self._figures.row.id != figures.row.id
        kept = None if first else self.view
        self._figures = figures
        views = figures.views() or list(VIEWS[:1])
        with QSignalBlocker(self.view_choice), QSignalBlocker(self.grouping_choice):
            self.view_choice.clear()
            for view in views:
                self.view_choice.addItem(view_name(view), view)
            self.view_choice.setCurrentIndex(views.index(kept) if kept in views else 0)
            if first:
                self.grouping_choice.setCurrentIndex(list(Grouping).index(grouping))
        for choice in (self.station, self.township, self.kind):
            with QSignalBlocker(choice):
                if first:
                    choice.choose("")
                choice.offer(figures.branches)
                choice.setVisible(choice.count() > _ALL_AND_ONE)
        self._offer_branches()

    def show_branch(self, branch: RoundBranchId) -> None:
        """Look at one branch, as if it had been picked."""
        keys = [one.branch.id for one in self._offered]
        if branch in keys:
            self.branch.setCurrentIndex(keys.index(branch) + 1)
            self.branch_chosen.emit()

    def _offer_branches(self) -> None:
        kept = self.chosen.branch.id if self.chosen else None
        figures = self._figures
        self._offered = list(within(figures.branches, self.scope)) if figures else []
        keys = [one.branch.id for one in self._offered]
        self.branch.offer([one.branch.name for one in self._offered])
        self.branch.setCurrentIndex(keys.index(kept) + 1 if kept in keys else 0)

    @Slot()
    def _narrow(self) -> None:
        if self._figures is None:
            return
        inside = Scope(self.station.value())
        with QSignalBlocker(self.township):
            self.township.offer(within(self._figures.branches, inside))
        self._offer_branches()
        self.changed.emit()

    @Slot()
    def _choose(self) -> None:
        self.branch_chosen.emit()


class _BranchChoice(QComboBox):
    """All branches of the scope by name; a part of the name finds one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("insight_branch")
        self.setAccessibleName("党支部")
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumWidth(scaled(180))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setToolTip("输入名称中的几个字查找支部")
        finder = QCompleter(self.model(), self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(finder)
        self._line.editingFinished.connect(self._put_right)

    @property
    def _line(self) -> QLineEdit:
        line = self.lineEdit()
        assert line is not None  # noqa: S101 - it is editable
        return line

    def offer(self, names: Sequence[str]) -> None:
        """All of them first, then each by name."""
        with QSignalBlocker(self):
            self.clear()
            self.addItems([_ALL, *names])

    @Slot()
    def _put_right(self) -> None:
        """Text that names nobody gives way to what is chosen."""
        at = self.findText(self.currentText())
        if at >= 0 and at != self.currentIndex():
            self.setCurrentIndex(at)
            self.activated.emit(at)
        self._line.setText(self.itemText(max(0, self.currentIndex())))
        self._line.setCursorPosition(0)


def _combo(name: str, title: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made
