"""The head of scoring: which branch, whether all is kept, and where to go from here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.documents.dates import date_text, tenths_text
from jyguide.errors import EXPLAINED
from jyguide.standard.kinds import PHASE_NAMES
from jyguide.standard.rows import InspectionSheet, NextBranch
from ui.theme import SPACE, Tone, restyle, scaled
from ui.widgets import Badge, Banner, ElidedLabel, Kind, make_button, make_label

_BRANCH_WIDTH = 264
_LEAST_BRANCH = 160
"""What stands beside it gives way first."""
_SHORT = 140
"""Pixels of the next branch's name on its button, whatever the size of type."""


class HeadBar(QWidget):
    """Object names: `leave`, `branch`, `saved`, `undo`, `complete`, `correct`, `follow_up`,
    `print`, `discard`, `next_branch`, `state`, `trouble`, `retry`, `read_anew`.
    """  # noqa: D205 - names

    leave_wanted = Signal()
    undo_wanted = Signal()
    complete_wanted = Signal()
    correct_wanted = Signal()
    follow_up_wanted = Signal()
    print_wanted = Signal()
    discard_wanted = Signal()
    next_wanted = Signal()
    retry_wanted = Signal()
    anew_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        self._leave = make_button("返回（Esc）", icon_name="back", name="leave")
        self._branch = ElidedLabel("section", "branch")
        self._branch.setMaximumWidth(scaled(_BRANCH_WIDTH))
        self._phase = Badge("", Tone.INFO)
        self._about = ElidedLabel("small", "about")
        self._saved = make_label("", "small", "saved")
        self._undo = make_button("撤销", icon_name="undo", name="undo")
        self._undo.setToolTip("撤销上一次打分（Ctrl+Z）")
        self._discard = make_button("放弃…", Kind.QUIET, name="discard")
        self._complete = make_button("完成检查…", Kind.PRIMARY, "check", "complete")
        self._complete.setToolTip("Ctrl+Enter")
        self._correct = make_button("更正…", icon_name="edit", name="correct")
        self._follow_up = make_button("复查", icon_name="refresh", name="follow_up")
        self._print = make_button("打印…", icon_name="print", name="print")
        self._next = make_button("", icon_name="next", name="next_branch")
        self._state = Banner("", Tone.GOOD)
        self._state.setObjectName("state")
        self._trouble = Banner("", Tone.BAD)
        self._trouble.setObjectName("trouble")
        self._retry = make_button("重试", name="retry")
        self._anew = make_button("读取最新内容", name="read_anew")

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE.s)
        for part in (self._leave, self._branch, self._phase, self._about):
            line.addWidget(part, alignment=Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        line.addWidget(self._saved)
        for button in self._buttons():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setMinimumHeight(scaled(36))
        for button in self._buttons()[1:]:
            line.addWidget(button)
        self._troubled = QWidget()
        trouble = QHBoxLayout(self._troubled)
        trouble.setContentsMargins(0, 0, 0, 0)
        trouble.setSpacing(SPACE.s)
        trouble.addWidget(self._trouble, 1)
        trouble.addWidget(self._anew)
        trouble.addWidget(self._retry)
        self._troubled.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(line)
        layout.addWidget(self._state)
        layout.addWidget(self._troubled)

    def _buttons(self) -> tuple[QWidget, ...]:
        return (
            self._leave,
            self._discard,
            self._undo,
            self._correct,
            self._follow_up,
            self._print,
            self._next,
            self._complete,
        )

    def _connect(self) -> None:
        for button, signal in (
            (self._leave, self.leave_wanted),
            (self._undo, self.undo_wanted),
            (self._discard, self.discard_wanted),
            (self._complete, self.complete_wanted),
            (self._correct, self.correct_wanted),
            (self._follow_up, self.follow_up_wanted),
            (self._print, self.print_wanted),
            (self._next, self.next_wanted),
            (self._retry, self.retry_wanted),
            (self._anew, self.anew_wanted),
        ):
            button.clicked.connect(signal)

    def show_sheet(self, sheet: InspectionSheet) -> None:
        """Show which inspection it is, and what may be done with it."""
        row = sheet.row
        done = row.completed_at is not None
        self._branch.setText(row.branch)
        wide = self._branch.fontMetrics().horizontalAdvance(row.branch) + SPACE.s
        self._branch.setMinimumWidth(min(wide, scaled(_LEAST_BRANCH)))
        kind = "复查" if row.follow_up_of else "更正" if row.replaces else ""
        self._phase.setText("·".join(filter(None, (PHASE_NAMES[row.phase], kind))))
        day = row.due_on
        due = f"{day.month}月{day.day}日前" if day and not done else ""
        who = f"检查员 {row.inspector}" if row.inspector else ""
        self._about.setText("　".join(filter(None, (who, due, row.township))))
        open_ = sheet.mine and not done
        lost = bool(row.tally and row.tally.lost)
        self._offer(
            {
                self._undo: open_,
                self._discard: open_,
                self._complete: open_,
                self._correct: sheet.mine and done and not row.replaced,
                self._follow_up: lost and not row.replaced,
                self._print: done,
            }
        )
        self._say_saved(_kept_text(sheet.drafted_at) if open_ else "", "")
        self._state.say(
            _state_text(sheet), Tone.GOOD if sheet.mine and not row.replaced else Tone.INFO
        )
        self.clear_trouble()

    def _offer(self, buttons: Mapping[QWidget, bool]) -> None:
        """Hide first, then show: the window would keep the width of all of them together."""
        for button, on in sorted(buttons.items(), key=lambda one: one[1]):
            button.setVisible(on)

    def show_next(self, following: NextBranch | None) -> None:
        """Offer the branch to go to after this one."""
        self._next.setVisible(following is not None)
        if following is not None:
            name = following.branch
            short = self._next.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _SHORT)
            self._next.setText(f"下一个：{short}")
            self._next.setToolTip(f"下一个支部：{name}")
            self._next.setAccessibleName(f"下一个支部：{name}")

    @Slot(bool)
    def show_undo(self, can: bool) -> None:  # noqa: FBT001 - a slot
        """Whether there is an answer to take back."""
        self._undo.setEnabled(can)

    def show_keeping(self) -> None:
        """Something is on its way."""
        self._say_saved("正在保存…", "")

    def show_kept(self, at: datetime) -> None:
        """Everything is in the database."""
        self._say_saved(_kept_text(at), "")
        self.clear_trouble()

    def show_trouble(self, error: BaseException, *, overtaken: bool) -> None:
        """Say why something is not kept; it stays on screen and is tried again."""
        said = [error.message, error.hint] if isinstance(error, EXPLAINED) else ["没有保存上。"]
        self._trouble.say("\n".join(filter(None, [*said, _STAYS])), Tone.BAD)
        self._say_saved("没有保存", "bad")
        self._anew.setVisible(overtaken)
        self._retry.setVisible(not overtaken)
        self._troubled.show()

    def _say_saved(self, text: str, tone: str) -> None:
        self._saved.setText(text)
        if (self._saved.property("tone") or "") != tone:
            restyle(self._saved, tone=tone)

    def clear_trouble(self) -> None:
        """Nothing is wrong any more."""
        self._troubled.hide()


_STAYS = "屏幕上的内容都在，继续评也可以，保存上之前请不要关闭程序。"


def _kept_text(at: datetime | None) -> str:
    return f"已保存 {at:%H:%M}" if at is not None else ""


def _state_text(sheet: InspectionSheet) -> str:
    row = sheet.row
    if row.completed_at is None:
        return "" if sheet.mine else "这次检查由别的单位进行，还没有完成，这里只能查看。"
    when = f"{date_text(row.completed_at.date())} {row.completed_at:%H:%M} 完成"
    points = f"，{tenths_text(row.tally.total)} 分" if row.tally else ""
    lost = f"，失分 {len(row.tally.lost)} 条" if row.tally and row.tally.lost else ""
    whose = "" if sheet.mine else "（别的单位检查，只能查看）"
    over = "。已有更正，这一次不再计分" if row.replaced else ""
    tail = f"总体意见：{row.conclusion}" if row.conclusion else ""
    said = f"{when}{points}{lost}{whose}{over}。"
    return f"{said}{tail}"
