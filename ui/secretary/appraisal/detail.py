"""Why the chosen secretary stands on his list, and how far it is to the next."""

from __future__ import annotations

from PySide6.QtCore import Signal

from jyguide.appraisal.explaining import points_text
from jyguide.appraisal.kinds import grade_word
from jyguide.appraisal.rows import SubjectRow
from jyguide.appraisal.service.lists import ExplainedStanding
from jyguide.documents.dates import date_text
from ui.publishing.standing_card import StandingCard
from ui.secretary.appraisal.words import LEFT, TONES
from ui.theme import Tone
from ui.widgets import EmptyText, make_button

_NOTHING = EmptyText(
    "没有选中书记",
    "在左边选一位，这里逐项说明得分怎么来、为什么在这张名单上、离上一档差多少。",
    icon_name="question",
)


class SecretaryDetail(StandingCard):
    """Object names: those of `StandingCard` (`secretary_…`, the badge `secretary_grade`).

    And `decide`, `take_back`, `veto`, `leave`, `come_back`, `print_sheet`.
    """

    wanted = Signal(str)
    """The object name of the button that was pressed."""

    def __init__(self) -> None:
        super().__init__("secretary", "secretary_grade", _NOTHING)
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
        self._arrange(self._buttons)
        for button in self._buttons:
            name = button.objectName()
            button.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
        self.show_nothing()

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
        tone = TONES[one.grade] if one.grade is not None else Tone.WARN
        facts = (subject.township, subject.organisation, points)
        self._show_head(subject.name, facts, grade_word(one.grade), tone)
        self._show_why(said.sentences, said.way_said)
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
        facts = (subject.township, subject.organisation)
        self._show_head(subject.name, facts, LEFT, Tone.NEUTRAL)
        day = date_text(subject.left_on) if subject.left_on else ""
        self._show_why([f"{day}退出考核，原因：{subject.left_reason.rstrip('。')}。"], "")
        self.come_back.setEnabled(subject.may_key)
        self._show_buttons(left=True)

    def _show_buttons(self, *, left: bool) -> None:
        if left:
            for button in self._buttons:
                button.setVisible(button is self.come_back)
        else:
            self.come_back.hide()
            for button in (self.decide, self.leave, self.print_sheet):
                button.show()
        self._show_whole()
