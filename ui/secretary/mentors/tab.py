"""The tab of mentor pairs: those that wait for a word first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from jyguide.app import Application
from jyguide.ids import PairId
from jyguide.people.secretary import SecretaryRow
from jyguide.secretary.gap import Topic
from jyguide.secretary.mentor import MeetingRow, PairRow
from jyguide.secretary.mentor_board import MentorBoard
from ui.desk import Desk
from ui.history.record_dialog import Subject, offer_record, open_record
from ui.page import Page
from ui.secretary.mentors.columns import PairWords, search_text
from ui.secretary.mentors.deeds import MentorDeeds
from ui.secretary.mentors.detail import PairDetail
from ui.tabbed_page import PageTab
from ui.theme import SPACE, Tone
from ui.widgets import Banner, EmptyText, Kind, MenuGroup, RowTable, SplitDetail, make_button

_EMPTY = EmptyText(
    "还没有导师结对",
    "给新任书记找一位任职多年的书记做导师，定下期限和目标，每次活动记一笔，期满写小结。",
    "导师结对…",
    "people",
)
_NOTHING = EmptyText("没有选中结对", "在左边选一对，这里显示目标、活动记录和可以谈的题目。")
_NAMED = 6


class MentorsTab(PageTab):
    """The list of pairs at the left, one of them at the right.

    Object names: `mentors` (the table), `new_pair`, `pair_change`, `pair_extend`, `pair_end`,
    `mentor_rule`, `unpaired`, and those of `PairDetail`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._app = app
        self._page = page
        self._board: MentorBoard | None = None
        self._shown: PairId | None = None
        self._words = PairWords(app.clock().date())
        self._deeds = MentorDeeds(page, desk, app)
        self.table: RowTable[PairRow] = RowTable(
            self._words.columns(),
            unit="对",
            search_hint="搜索姓名、拼音、目标",
            search_text=search_text,
            key=lambda pair: pair.id,
            empty=_EMPTY,
        )
        self.table.setObjectName("mentors")
        self.detail = PairDetail()
        self._build()
        self._connect()
        self._allow()

    def reload(self) -> None:
        self._desk.load(self, self._app.mentors.board, self._show)

    def _build(self) -> None:
        self.table.add_choice("state", "全部情况", self._words.state_kind, counted=True)
        if self._app.place.is_city:
            self.table.add_choice("town", "全部镇街园区", lambda pair: pair.township)
        self._new = make_button("导师结对…", Kind.PRIMARY, "add", "new_pair")
        self._change = make_button("修改…", icon_name="edit", name="pair_change")
        self._extend = make_button("延期…", icon_name="clock", name="pair_extend")
        self._end = make_button("结束…", icon_name="check", name="pair_end")
        self._rule = make_button("规则…", icon_name="settings", name="mentor_rule")
        bar = QHBoxLayout()
        bar.setSpacing(SPACE.s)
        bar.addStretch()
        for button in (self._rule, self._change, self._extend, self._end, self._new):
            bar.addWidget(button)
        self._unpaired = Banner()
        self._unpaired.setObjectName("unpaired")
        self._split = SplitDetail(self.table, _NOTHING, share=62)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._unpaired)
        layout.addLayout(bar)
        layout.addWidget(self._split, 1)
        self.setFocusProxy(self.table.view)

    def _connect(self) -> None:
        table = self.table
        table.selection_changed.connect(self._show_detail)
        table.activated.connect(self._ask_meeting)
        table.empty_action.connect(self._ask_pair)
        table.add_action("登记活动…", self._ask_meeting, "add")
        table.add_action("修改…", self._ask_change, "edit")
        table.add_action("删除", self._remove, "delete", group=MenuGroup.DELETE)
        offer_record(table, self._open_record)
        self._new.clicked.connect(self._ask_pair)
        self._change.clicked.connect(self._ask_change)
        self._extend.clicked.connect(self._ask_extension)
        self._end.clicked.connect(self._ask_end)
        self._rule.clicked.connect(self._ask_rule)
        self.detail.meeting_wanted.connect(self._ask_meeting)
        self.detail.meeting_chosen.connect(self._ask_meeting_change)
        self.detail.meeting_removed.connect(self._deeds.remove_meeting)
        self.detail.notebook_wanted.connect(self._show_notebook)
        self.detail.report_wanted.connect(self._show_report)

    def _show(self, board: MentorBoard) -> None:
        self._board = board
        self._words.rule = board.rule
        self.table.set_rows(board.pairs)
        self._unpaired.say(_unpaired_sentence(board), Tone.INFO)
        self._shown = None
        self._show_detail()

    def _chosen(self) -> PairRow | None:
        rows = self.table.selected_rows()
        return rows[0] if len(rows) == 1 else None

    @Slot()
    def _show_detail(self, *_: object) -> None:
        pair = self._chosen()
        self._allow()
        if pair is None:
            self._shown = None
            self._split.show_nothing()
            return
        self.detail.show_pair(pair, self._words.state(pair), self._words.tone(pair))
        self._split.show_detail(self.detail)
        if self._shown != pair.id:
            self._shown = pair.id
            meetings = partial(self._app.mentors.meetings, pair.id)
            self._desk.load(self, meetings, partial(self._show_meetings, pair.id))
            self._desk.load(
                self, partial(self._app.mentors.gaps, pair.id), partial(self._show_topics, pair.id)
            )

    def _show_meetings(self, key: PairId, rows: list[MeetingRow]) -> None:
        if key == self._shown:
            self.detail.show_meetings(rows)

    def _show_topics(self, key: PairId, topics: tuple[Topic, ...]) -> None:
        if key == self._shown:
            self.detail.show_topics(topics)

    def _allow(self) -> None:
        pair = self._chosen()
        self._change.setEnabled(pair is not None)
        self._extend.setEnabled(pair is not None and pair.running)
        self._end.setEnabled(pair is not None)

    @Slot()
    def _ask_pair(self) -> None:
        self._desk.load(self, self._app.secretaries.everybody, self._open_pair)

    def _open_pair(self, everybody: list[SecretaryRow]) -> None:
        if self._board is None:
            return
        if everybody:
            self._deeds.ask_pair(self._board, everybody)
        else:
            self.said.emit(
                "还没有书记：请先在“人员”里把书记的类别设为“村党组织书记”或“社区党组织书记”。"
            )

    @Slot()
    def _ask_change(self) -> None:
        if (pair := self._chosen()) and self._board:
            self._deeds.ask_change(pair, self._board)

    @Slot()
    def _ask_meeting(self, *_: object) -> None:
        if (pair := self._chosen()) and self._board and pair.running:
            self._deeds.ask_meeting(pair, self._board)

    @Slot(object)
    def _ask_meeting_change(self, row: MeetingRow) -> None:
        if (pair := self._chosen()) and self._board:
            self._deeds.ask_meeting_change(pair, row, self._board)

    @Slot()
    def _ask_extension(self) -> None:
        if pair := self._chosen():
            self._deeds.ask_extension(pair)

    @Slot()
    def _ask_end(self) -> None:
        if (pair := self._chosen()) and self._board:
            self._deeds.ask_end(pair, self._board)

    @Slot()
    def _ask_rule(self) -> None:
        if self._board:
            self._deeds.ask_rule(self._board)

    @Slot()
    def _remove(self) -> None:
        if pair := self._chosen():
            self._deeds.remove(pair)

    @Slot()
    def _show_notebook(self) -> None:
        if (pair := self._chosen()) and self._board:
            self._deeds.show_notebook(pair, self._board)

    @Slot()
    def _show_report(self) -> None:
        if pair := self._chosen():
            self._deeds.show_report(pair)

    @Slot()
    def _open_record(self) -> None:
        if pair := self._chosen():
            label = f"“{pair.facts.mentor}”与“{pair.pupil}”结对"
            subject = Subject("mentor_pair", pair.id, label)
            open_record(self._desk, self._app.history, subject, self._page)


def _unpaired_sentence(board: MentorBoard) -> str:
    """Who is new and has no mentor yet, or nothing."""
    new = board.unpaired
    if not new:
        return ""
    names = "、".join(row.name for row in new[:_NAMED]) + ("等" if len(new) > _NAMED else "")
    return f"{names} {len(new)} 人任书记不满 {board.rule.new_months} 个月，还没有导师。"
