"""Why the chosen secretary stands on his list, and how far it is to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jyguide.appraisal.explaining import points_text
from jyguide.appraisal.kinds import grade_word
from jyguide.appraisal.rows import SubjectRow
from jyguide.appraisal.service.lists import ExplainedStanding
from jyguide.documents.dates import date_text
from ui.secretary.appraisal.words import LEFT, TONES
from ui.theme import SPACE, Tone
from ui.widgets import (
    Badge,
    Banner,
    Card,
    EmptyState,
    EmptyText,
    make_button,
    make_label,
    scrolling,
)
from ui.widgets.flow_layout import FlowLayout

_NOTHING = EmptyText(
    "没有选中书记",
    "在左边选一位，这里逐项说明得分怎么来、为什么在这张名单上、离上一档差多少。",
    icon_name="question",
)


class SecretaryDetail(QWidget):
    """The sentences can be selected and copied.

    Object names: `secretary_name`, `secretary_facts`, `secretary_grade`, `why`, `way_up`,
    `decide`, `take_back`, `veto`, `leave`, `come_back`, `print_sheet`.
    """

    wanted = Signal(str)
    """The object name of the button that was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._nothing = EmptyState(_NOTHING, "detail_empty")
        self._name = make_label("", "section", "secretary_name", wrap=True)
        self._facts = make_label("", "small", "secretary_facts", wrap=True)
        self._grade = Badge()
        self._grade.setObjectName("secretary_grade")
        self._way = Banner()
        self._way.setObjectName("way_up")
        self._why = _selectable()
        self.decide = make_button("人工调整…", icon_name="edit", name="decide")
        self.take_back = make_button("取消调整", icon_name="undo", name="take_back")
        self.veto = make_button("一票否决…", icon_name="warning", name="veto")
        self.leave = make_button("退出考核…", name="leave")
        self.come_back = make_button("恢复参加", icon_name="undo", name="come_back")
        self.print_sheet = make_button("打印结果单…", icon_name="print", name="print_sheet")
        self._buttons = (
            self.decide,
            self.take_back,
            self.veto,
            self.leave,
            self.come_back,
            self.print_sheet,
        )
        self._arrange()
        for button in self._buttons:
            name = button.objectName()
            button.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nobody is chosen."""
        self._whole.hide()
        self._nothing.show()

    def show_secretary(
        self, subject: SubjectRow, said: ExplainedStanding, *, owns: bool, vetoes: bool
    ) -> None:
        """Everything about somebody who takes part.

        Args:
            subject: He.
            said: Why he stands where he does.
            owns: The office at work decides about the lists.
            vetoes: The scheme has any.
        """
        one = said.standing
        points = points_text(one.points) if one.points is not None else "暂无得分"
        self._show_head(subject, points)
        tone = TONES[one.grade] if one.grade is not None else Tone.WARN
        self._grade.show_state(grade_word(one.grade), tone)
        self._way.say(f"上一档：{said.way_said}" if said.way_said else "", Tone.INFO)
        self._why.setText("\n".join(said.sentences))
        decided = one.subject.override is not None
        self.decide.setEnabled(owns and one.computed is not None)
        self.decide.setText("改调整…" if decided else "人工调整…")
        self.take_back.setVisible(decided)
        self.take_back.setEnabled(owns)
        self.veto.setVisible(vetoes)
        self.veto.setEnabled(subject.may_key)
        self.leave.setEnabled(subject.may_key)
        self.print_sheet.setEnabled(owns)
        self._show_buttons(left=False)

    def show_left(self, subject: SubjectRow) -> None:
        """Somebody who takes part no longer."""
        self._show_head(subject, "")
        self._grade.show_state(LEFT, Tone.NEUTRAL)
        self._way.say("", Tone.INFO)
        day = date_text(subject.left_on) if subject.left_on else ""
        self._why.setText(f"{day}退出考核，原因：{subject.left_reason.rstrip('。')}。")
        self.come_back.setEnabled(subject.may_key)
        self._show_buttons(left=True)

    def _show_head(self, subject: SubjectRow, points: str) -> None:
        self._name.setText(subject.name)
        facts = (subject.township, subject.organisation, points)
        self._facts.setText("　".join(filter(None, facts)))

    def _show_buttons(self, *, left: bool) -> None:
        if left:
            for button in self._buttons:
                button.setVisible(button is self.come_back)
        else:
            self.come_back.hide()
            for button in (self.decide, self.leave, self.print_sheet):
                button.show()
        self._nothing.hide()
        self._whole.show()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._name, 1)
        head.addWidget(self._grade, alignment=Qt.AlignmentFlag.AlignTop)
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, SPACE.s, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._way)
        column.addWidget(self._why)
        column.addStretch()
        foot = QWidget()
        buttons = FlowLayout(SPACE.s, foot)
        for button in self._buttons:
            buttons.addWidget(button)
        self._whole = QWidget()
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE.s)
        whole.addLayout(head)
        whole.addWidget(self._facts)
        whole.addWidget(scrolling(said), 1)
        whole.addWidget(foot)
        card = Card()
        card.body.addWidget(self._nothing)
        card.body.addWidget(self._whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)


def _selectable() -> QLabel:
    made = make_label("", name="why", wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setAccessibleName("逐项说明")
    return made
