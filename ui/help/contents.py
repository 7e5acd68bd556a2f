"""The contents of the help at the left, or what was found in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jyguide.help.chapters import GROUPS, Chapter
from jyguide.help.finding import Found
from ui.theme import SPACE, scaled
from ui.widgets.empty_state import EmptyState, EmptyText
from ui.widgets.labels import make_label

_TOPIC = Qt.ItemDataRole.UserRole
_LINE = 28
_NOTHING = EmptyText(
    "没有找到", "换一个词试试；几个词之间空一格，都要出现才算。", icon_name="search"
)


class HelpContents(QWidget):
    """Object names `help_contents`, `help_found`, `help_found_count`."""

    wanted = Signal(str)
    """A topic to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.tree = QTreeWidget()
        self.tree.setObjectName("help_contents")
        self.tree.setAccessibleName("帮助目录")
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(SPACE.m)
        self.found = QListWidget()
        self.found.setObjectName("help_found")
        self.found.setAccessibleName("找到的帮助")
        self.found.setWordWrap(True)
        self.found.setSpacing(1)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._count = make_label("", "small", "help_found_count")
        self._stack = QStackedWidget()
        self._list = _under(self._count, self.found)
        self._nothing = EmptyState(_NOTHING, "help_nothing")
        for view in (self.tree, self._list, self._nothing):
            self._stack.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.tree.currentItemChanged.connect(self._choose_entry)
        self.found.currentItemChanged.connect(self._choose_found)

    def set_chapters(self, chapters: Sequence[Chapter]) -> None:
        """List them under the heads of their groups, each with its sections under it."""
        by_name = {one.name: one for one in chapters}
        for head, names in GROUPS:
            group = _line(head)
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            self.tree.addTopLevelItem(group)
            group.addChildren([_entry(by_name[name]) for name in names])
            group.setExpanded(True)

    def mark(self, topic: str) -> None:
        """Show which chapter, and which section of it, is read now; opens no other chapter."""
        name, _, section = topic.partition(":")
        item = self._item(name)
        self.tree.blockSignals(True)  # noqa: FBT003 - Qt's own
        for entry in self._entries():
            entry.setExpanded(entry is item)
        if item is not None:
            sections = (item.child(at) for at in range(item.childCount()))
            wanted = f"{name}:{section}"
            shown = next((one for one in sections if one.data(0, _TOPIC) == wanted), item)
            self.tree.setCurrentItem(shown)
            self.tree.scrollToItem(shown)
        else:
            self.tree.setCurrentIndex(QModelIndex())
        self.tree.blockSignals(False)  # noqa: FBT003 - Qt's own

    def show_found(self, found: Sequence[Found]) -> None:
        """List sections in place of the contents."""
        self.found.clear()
        for one in found:
            item = QListWidgetItem(f"{one.where}\n{one.excerpt}")
            item.setData(_TOPIC, one.topic)
            self.found.addItem(item)
        self._count.setText(f"找到 {len(found)} 处")
        self._stack.setCurrentWidget(self._list if found else self._nothing)

    def show_contents(self) -> None:
        """Go back to the contents."""
        self._stack.setCurrentWidget(self.tree)

    def enter(self) -> None:
        """Go from the field into what is listed, and choose the first found."""
        shown = self._stack.currentWidget()
        if shown is self._list:
            self.found.setFocus()
            self.found.setCurrentRow(max(0, self.found.currentRow()))
        elif shown is self.tree:
            self.tree.setFocus()

    def _item(self, name: str) -> QTreeWidgetItem | None:
        return next((one for one in self._entries() if one.data(0, _TOPIC) == name), None)

    def _entries(self) -> list[QTreeWidgetItem]:
        groups = (self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount()))
        return [group.child(at) for group in groups if group for at in range(group.childCount())]

    @Slot()
    def _choose_entry(self) -> None:
        item = self.tree.currentItem()
        if item is not None and (topic := item.data(0, _TOPIC)):
            self.wanted.emit(topic)

    @Slot()
    def _choose_found(self) -> None:
        if (item := self.found.currentItem()) is not None:
            self.wanted.emit(item.data(_TOPIC))


def _entry(chapter: Chapter) -> QTreeWidgetItem:
    entry = _line(chapter.title)
    entry.setData(0, _TOPIC, chapter.name)
    for section in chapter.sections:
        below = _line(section)
        below.setData(0, _TOPIC, f"{chapter.name}:{section}")
        entry.addChild(below)
    return entry


def _line(text: str) -> QTreeWidgetItem:
    line = QTreeWidgetItem([text])
    line.setSizeHint(0, QSize(0, scaled(_LINE)))
    return line


def _under(head: QWidget, body: QWidget) -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE.xs)
    layout.addWidget(head)
    layout.addWidget(body, 1)
    return made
