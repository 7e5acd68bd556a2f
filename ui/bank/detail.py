"""The right side of the bank: the chosen item, its history, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QTabWidget

from jyguide.bank.attention import needs_review
from jyguide.bank.report import ReportRow, ReportState
from jyguide.bank.revision import RevisionRow
from jyguide.bank.row import DIFFICULTY_NAMES, ItemRow, ItemStatus
from jyguide.bank.stages import NEXT
from jyguide.ids import ItemId
from ui.bank.columns import kind_name, one_line, state, state_tone
from ui.bank.item_view import ItemView
from ui.bank.link import LinkButton
from ui.bank.report_rows import answered, fault_name
from ui.bank.revisions_view import RevisionsView
from ui.bank.sheet import SheetArea
from ui.bank.trainee_sheet import TraineeSheet
from ui.theme import SPACE, Tone
from ui.widgets import Badge, Banner, Card, make_button, make_label

_STEPS = {
    ItemStatus.REVIEW: ("送审", "next", "to_review"),
    ItemStatus.IN_FORCE: ("启用", "good", "enable"),
    ItemStatus.WITHDRAWN: ("停用", "close", "withdraw"),
}
_TOGETHER = (
    "送审、启用、停用对选中的题一起做；改类别、改难度、导出、删除草稿在右键菜单里。下面显示的是"
)
_FOREIGN = "都是统一题库的题，只能由市级修改；可以导出、复制。下面显示的是"
KEY_TAB, SHEET_TAB, HISTORY_TAB = range(3)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the detail shows.

    Attributes:
        row: The item with the cursor.
        selected: All selected items; 启用 and 停用 mean these.
        relatives: Items built on it, or the question it is built on.
        own: Those of the selected that this office may change.
        editable: Whether it may change the one with the cursor.
        merged_name: Of the item in whose favour it was withdrawn, or empty.
        reports: What was said to be wrong with it, as `ReportService.reports` gives them.
        at_city: Whether reports are other offices', to be answered, or this one's own.
    """

    row: ItemRow
    selected: tuple[ItemRow, ...]
    relatives: tuple[ItemRow, ...]
    own: tuple[ItemRow, ...]
    editable: bool
    merged_name: str = ""
    reports: tuple[ReportRow, ...] = ()
    at_city: bool = False


class ItemDetail(Card):
    """One item and its buttons.

    Object names: `item_detail`, `status`, `heading`, `about`, `notice`, `views` (the tabs),
    `edit`, `report`, `copy_item`, `to_review`, `enable`, `withdraw`, and a `relative` for each
    related item.
    """

    edit_wanted = Signal()
    report_wanted = Signal()
    copy_wanted = Signal()
    status_wanted = Signal(object)
    """The `ItemStatus` that the selected items are to get."""
    relative_wanted = Signal(object)
    """The `ItemRow` to go to."""
    history_wanted = Signal(object)
    """The `ItemId` whose revisions are to be shown with `show_revisions`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("item_detail")
        self._shown: Shown | None = None
        self._relatives: tuple[ItemRow, ...] = ()
        self._status = Badge()
        self._status.setObjectName("status")
        self._heading = make_label("", "section", "heading")
        self._about = make_label("", "small", "about", wrap=True)
        self._notice = Banner()
        self._notice.setObjectName("notice")
        self._edit = make_button("修改…", icon_name="edit", name="edit")
        self._edit.setToolTip("修改这道题（F2）")
        self._report = make_button("报告错误…", icon_name="report", name="report")
        self._copy = make_button("另存为本站题…", icon_name="copy", name="copy_item")
        self._steps = {
            status: make_button(text, icon_name=mark, name=name)
            for status, (text, mark, name) in _STEPS.items()
        }
        self._build()
        self._connect()

    def show_item(self, shown: Shown) -> None:
        """Show `shown` instead; the tab stays, and what is on show already stays as it is."""
        if shown == self._shown and self._views.currentIndex() != HISTORY_TAB:
            return
        self._shown = shown
        row = shown.row
        several = len(shown.selected) > 1
        self._status.show_state(state(row), state_tone(row))
        self._status.setVisible(not several)
        self._heading.setText(f"选中 {len(shown.selected)} 道" if several else _heading(row))
        together = f"{_TOGETHER if shown.own else _FOREIGN}{row.name}。"
        self._about.setText(together if several else _about(row))
        self._notice.say(*_notice(shown))
        self._offer(shown)
        self._relatives = shown.relatives
        self._turn_to(self._views.currentIndex())

    def show_revisions(self, item_id: ItemId, revisions: Sequence[RevisionRow]) -> None:
        """Fill the tab of the history, if the item is still the one on show."""
        if self._shown is not None and self._shown.row.id == item_id:
            view = RevisionsView(item_id, revisions)
            self._history.show_sheet(view, view.column)

    def _build(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(SPACE.s)
        title.addWidget(self._heading)
        title.addWidget(self._status, alignment=Qt.AlignmentFlag.AlignVCenter)
        title.addStretch()
        self._key, self._sheet, self._history = SheetArea(), SheetArea(), SheetArea()
        self._views = QTabWidget()
        self._views.setObjectName("views")
        self._views.setDocumentMode(True)
        self._views.tabBar().setDrawBase(False)
        for area, name in (
            (self._key, "题目与答案"),
            (self._sheet, "考生看到的"),
            (self._history, "修改历史"),
        ):
            self._views.addTab(area, name)
        self.body.addLayout(title)
        self.body.addWidget(self._about)
        self.body.addWidget(self._notice)
        self.body.addWidget(self._views, 1)
        self.body.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.s)
        foot.addWidget(self._edit)
        foot.addWidget(self._report)
        foot.addWidget(self._copy)
        foot.addStretch()
        for button in self._steps.values():
            foot.addWidget(button)
        return foot

    def _connect(self) -> None:
        self._edit.clicked.connect(self.edit_wanted)
        self._report.clicked.connect(self.report_wanted)
        self._copy.clicked.connect(self.copy_wanted)
        self._views.currentChanged.connect(self._turn_to)
        steps = QButtonGroup(self)
        steps.setExclusive(False)
        for at, button in enumerate(self._steps.values()):
            steps.addButton(button, at)
        steps.idClicked.connect(self._step)

    @Slot(int)
    def _step(self, at: int) -> None:
        self.status_wanted.emit(list(self._steps)[at])

    @Slot(int)
    def _turn_to(self, tab: int) -> None:
        """Fill the tab on show, and no other: arrow keys run through the list."""
        if self._shown is None:
            return
        row = self._shown.row
        if tab == HISTORY_TAB:
            self.history_wanted.emit(row.id)
        elif tab == SHEET_TAB:
            sheet = TraineeSheet(row.content)
            self._sheet.show_sheet(sheet, sheet.column)
        else:
            view = ItemView(row.content)
            if self._relatives:
                self._add_relatives(view, row)
            self._key.show_sheet(view, view.column)

    def _offer(self, shown: Shown) -> None:
        """Buttons say how many items they mean, and only those that would change something."""
        alone, foreign = len(shown.selected) == 1, not shown.editable
        self._edit.setVisible(alone and not foreign)
        self._report.setVisible(alone and foreign)
        self._copy.setVisible(alone and foreign)
        for status, button in self._steps.items():
            fit = [row for row in shown.own if status in NEXT[row.status]]
            word = _STEPS[status][0]
            button.setText(f"{word} {len(fit)} 道" if len(shown.selected) > 1 and fit else word)
            button.setVisible(bool(fit))

    def _add_relatives(self, sheet: ItemView, row: ItemRow) -> None:
        title = "出自这一问" if row.question_id else "由这一问编出的试题"
        sheet.column.addSpacing(SPACE.s)
        sheet.column.addWidget(make_label(title, "key"))
        links = QButtonGroup(sheet)
        for place, relative in enumerate(self._relatives):
            words = f"{relative.number}　{kind_name(relative)}　{one_line(relative.content.stem)}"
            link = LinkButton(words, relative.content.stem)
            links.addButton(link, place)
            sheet.column.addWidget(link)
        links.idClicked.connect(self._go)

    @Slot(int)
    def _go(self, place: int) -> None:
        self.relative_wanted.emit(self._relatives[place])


def _notice(shown: Shown) -> tuple[str, Tone]:
    """Everything that is unusual about the item, a line each, in the tone of the worst."""
    said, tone = [], Tone.INFO
    if needs_review(shown.row) and shown.row.recalled is not None:
        said.append(shown.row.recalled.reason())
        tone = Tone.WARN
    if shown.row.merged_into is not None:
        said.append(f"已并入{shown.merged_name}，两道题的修改历史都在那里。")
    waiting = [one for one in shown.reports if one.state is ReportState.OPEN]
    answers = [one for one in shown.reports if one not in waiting]
    if waiting:
        tone = Tone.WARN
    said += [told_report(one, at_city=shown.at_city) for one in waiting]
    if answers and not shown.at_city:  # the newest; who answered it knows
        said.append(told_report(answers[0], at_city=False))
    return "\n".join(said), tone


def _heading(row: ItemRow) -> str:
    return f"{row.number}　{kind_name(row)}" if row.number else kind_name(row)


def _about(row: ItemRow) -> str:
    said = (
        row.content.category,
        f"难度 {DIFFICULTY_NAMES[row.content.difficulty]}",
        f"考查：{row.content.tests}" if row.content.tests else "",
        f"来源：{row.source_name}",
    )
    return "　·　".join(part for part in said if part)


def told_report(row: ReportRow, *, at_city: bool) -> str:
    """A report in the card of its item: what was said, and what the city says to it."""
    said = f"已报告错误（{fault_name(row)}）：{row.text}"
    if at_city:
        return f"{row.station}{said}　请在“工具 → 报错处理”里答复。"
    reply = answered(row)
    return f"{said}　市级答复：{reply}" if reply else f"{said}　待市级处理。"
