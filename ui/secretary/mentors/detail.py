"""One pair: what was agreed, its meetings, and what the pupil still lacks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from jyguide.secretary.gap import Topic
from jyguide.secretary.mentor import MeetingRow, PairRow
from ui.theme import SPACE, Tone, scaled
from ui.widgets import Badge, Card, Facts, Kind, make_button, make_label, scrolling
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.offered import only_looks

_MEETING_LIST = 132


class PairDetail(Card):
    """What is on the right of the list.

    Object names: `pair_title`, `pair_state`, `pair_meetings` (Enter changes one, Delete removes
    it), `pair_topics`, `meet`, `notebook`, `pair_report`.
    """

    meeting_wanted = Signal()
    meeting_chosen = Signal(object)
    meeting_removed = Signal(object)
    notebook_wanted = Signal()
    report_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = make_label("", "section", "pair_title", wrap=True)
        self._state = Badge()
        self._state.setObjectName("pair_state")
        self._facts = Facts()
        self._meetings = _MeetingList()
        self._none = make_label("还没有活动记录。", "small", "no_meeting")
        self._topics = make_label("", "body", "pair_topics", wrap=True)
        self._topics.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._meet = make_button("登记活动…", Kind.PRIMARY, "add", "meet")
        self._notebook = make_button("本季接力本", icon_name="print", name="notebook")
        self._notebook.setToolTip("打印本季度的师徒接力本，题目是本人的短板")
        self._report = make_button("结业小结", icon_name="print", name="pair_report")
        self._arrange()
        self._connect()

    def show_pair(self, pair: PairRow, state: str, tone: Tone) -> None:
        """Show a pair; its meetings and topics follow."""
        self._title.setText(f"{pair.facts.mentor}　带　{pair.pupil}")
        self._state.show_state(state, tone)
        facts = [
            ("导师", "　".join(filter(None, (pair.facts.mentor, pair.facts.mentor_post)))),
            ("新任书记", "　".join(filter(None, (pair.pupil, pair.pupil_post)))),
            ("期限", f"{pair.facts.began_on} 至 {pair.facts.ends_on}"),
            ("目标", "\n".join(pair.facts.goals)),
        ]
        if pair.end is not None:
            facts.append(("小结", f"{pair.end.ended_on}　{pair.end.report}"))
        self._facts.show_facts(facts)
        self._meet.setEnabled(pair.running)

    def show_meetings(self, rows: Sequence[MeetingRow]) -> None:
        """List the meetings, the last first."""
        self._meetings.show_rows(rows)
        self._meetings.setHidden(not rows)
        self._none.setHidden(bool(rows))

    def show_topics(self, topics: Sequence[Topic]) -> None:
        """Say what the two may speak about."""
        lines = [f"{at}. {one.title}（{one.why}）" for at, one in enumerate(topics, 1)]
        self._topics.setText("\n".join(lines) or "现在的记录里没有明显的缺项。")

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._title, 1)
        head.addWidget(self._state, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, SPACE.s, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self._facts)
        column.addWidget(make_label("活动记录", "section"))
        column.addWidget(self._none)
        column.addWidget(self._meetings)
        column.addWidget(make_label("可以谈的题目", "section"))
        column.addWidget(self._topics)
        column.addStretch()
        self.body.addWidget(scrolling(content), 1)
        foot = FlowLayout(SPACE.s)
        foot.addWidget(self._meet)
        foot.addWidget(self._notebook)
        foot.addWidget(self._report)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self._meet.clicked.connect(self.meeting_wanted)
        self._notebook.clicked.connect(self.notebook_wanted)
        self._report.clicked.connect(self.report_wanted)
        self._meetings.chosen.connect(self.meeting_chosen)
        self._meetings.removed.connect(self.meeting_removed)


class _MeetingList(QListWidget):
    """Meetings, one a line."""

    chosen = Signal(object)
    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pair_meetings")
        self.setAccessibleName("活动记录，回车修改，Delete 删除")
        self.setFixedHeight(scaled(_MEETING_LIST))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._choose)

    def show_rows(self, rows: Sequence[MeetingRow]) -> None:
        self.clear()
        for row in rows:
            facts = row.facts
            said = f"{facts.met_on}　{facts.place}　{facts.topics}".replace("　　", "　")
            if facts.agreed:
                said += f"\n约定：{facts.agreed}"
            item = QListWidgetItem(said)
            item.setData(Qt.ItemDataRole.UserRole, row)
            self.addItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Delete and item is not None and not only_looks(self):
            self.removed.emit(item.data(Qt.ItemDataRole.UserRole))
        else:
            super().keyPressEvent(event)

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
