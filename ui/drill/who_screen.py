"""Who practises: a name chosen from the list; the PC is everybody's."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.people.service.finding import PeopleFinder
from ui.desk import Desk
from ui.people.found_names import FoundNames
from ui.theme import SPACE
from ui.widgets import Card, Kind, make_button, make_label

_WIDTH = 620


class WhoScreen(QWidget):
    """Object names: `drill_search`, `drill_people`, `drill_begin`, `people_count`.

    Further those of `FoundNames`.
    """

    chosen = Signal(object)
    """A `PersonRow`."""
    people_wanted = Signal()
    """Nobody can be chosen yet."""

    def __init__(self, desk: Desk, finder: PeopleFinder) -> None:
        super().__init__()
        self._names = FoundNames(desk, finder)
        self._build()
        self._names.list.doubleClicked.connect(self._names.choose)
        self._names.narrowed.connect(self._tell_count)
        self._names.chosen.connect(self.chosen)
        self._names.people_wanted.connect(self.people_wanted)
        self._begin.clicked.connect(self._names.choose_current)

    def reload(self) -> None:
        """List who may practise, by pinyin: everybody."""
        self._names.reload()

    def restart(self) -> None:
        """Forget who was here and wait for the next."""
        self._names.restart()

    def _build(self) -> None:
        self._names.field.setObjectName("drill_search")
        self._names.field.setAccessibleName("姓名")
        self._names.list.setObjectName("drill_people")
        self._names.list.setAccessibleName("人员")
        self._count = make_label("", "small", "people_count")
        self._begin = make_button("开始练习", Kind.PRIMARY, name="drill_begin")
        card = Card("谁来练习？")
        card.setMaximumWidth(_WIDTH)
        card.body.addWidget(make_label("选自己的姓名；练习记录只在自己名下，不排名。", "hint"))
        card.body.addWidget(self._names, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self._begin)
        card.body.addLayout(foot)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 20)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.s, 0, SPACE.l)
        layout.addLayout(middle)

    @Slot()
    def _tell_count(self) -> None:
        shown, total = self._names.counts
        said = f"共 {total} 人" if shown == total else f"共 {total} 人，找到 {shown} 人"
        self._count.setText(said if total else "")
        self._begin.setEnabled(bool(shown))
