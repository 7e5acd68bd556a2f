"""Why the chosen branch stands on its list, and the nearest way up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jyguide.standard.explaining import points_text, rating_word
from jyguide.standard.rating import Standing
from jyguide.standard.service.ratings import Explained
from ui.standard.rating.words import TONES
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

_NOTHING = EmptyText(
    "没有选中党支部",
    "在左边四栏里选一个，这里逐项说明它为什么在这张名单上、怎样能到上一档。",
    icon_name="question",
)
_NAMED = 200


class BranchDetail(QWidget):
    """The sentences can be selected and copied.

    Object names: `branch_name`, `branch_facts`, `branch_rating`, `why`, `way_up`, `decide`,
    `take_back`, `print_sheet`.
    """

    decide_wanted = Signal(object)
    """A `Standing`, as with the next two."""
    take_back_wanted = Signal(object)
    print_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._standing: Standing | None = None
        self._nothing = EmptyState(_NOTHING, "detail_empty")
        self._name = make_label("", "section", "branch_name", wrap=True)
        self._facts = make_label("", "small", "branch_facts", wrap=True)
        self._rating = Badge()
        self._rating.setObjectName("branch_rating")
        self._way = Banner()
        self._way.setObjectName("way_up")
        self._why = _selectable()
        self.decide = make_button("人工调整…", icon_name="edit", name="decide")
        self.take_back = make_button("取消调整", icon_name="undo", name="take_back")
        self.print_sheet = make_button("打印结果单…", icon_name="print", name="print_sheet")
        self._arrange()
        self.decide.clicked.connect(lambda: self._emit(self.decide_wanted))
        self.take_back.clicked.connect(lambda: self._emit(self.take_back_wanted))
        self.print_sheet.clicked.connect(lambda: self._emit(self.print_wanted))
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nobody is chosen."""
        self._standing = None
        self._whole.hide()
        self._nothing.show()

    def show_branch(self, found: Explained, *, may_decide: bool) -> None:
        """Everything about one branch."""
        one = found.standing
        self._standing = one
        self._name.setText(one.branch.name)
        points = points_text(one.points) if one.points is not None else "没有得分"
        self._facts.setText("　".join(filter(None, (one.branch.township, points))))
        tone = TONES[one.rating] if one.rating is not None else Tone.NEUTRAL
        self._rating.show_state(rating_word(one.rating), tone)
        self._way.say(found.way_said and f"上一档：{found.way_said}", Tone.INFO)
        self._why.setText("\n".join(found.sentences))
        decided = one.branch.override is not None
        self.decide.setEnabled(may_decide and one.computed is not None)
        self.decide.setText("改调整…" if decided else "人工调整…")
        self.take_back.setVisible(decided)
        self.take_back.setEnabled(may_decide)
        self._nothing.hide()
        self._whole.show()

    def show_unrated(self, standings: Sequence[Standing]) -> None:
        """Who is on no list."""
        self._standing = None
        self._name.setText("没有得分、不参加评定")
        self._facts.setText(f"共 {len(standings)} 个支部")
        self._rating.show_state("未评定", Tone.NEUTRAL)
        self._way.say("完成对它们的检查后，名单会自动算进去。", Tone.INFO)
        named = [f"{one.branch.township}　{one.branch.name}" for one in standings[:_NAMED]]
        rest = len(standings) - len(named)
        self._why.setText("\n".join([*named, *([f"……另有 {rest} 个"] if rest else [])]))
        self.take_back.hide()
        self.decide.setEnabled(False)
        self.print_sheet.setEnabled(False)
        self._nothing.hide()
        self._whole.show()

    def _arrange(self) -> None:
        card = Card()
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(self._name, 1)
        head.addWidget(self._rating, alignment=Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE.s)
        for button in (self.decide, self.take_back, self.print_sheet):
            buttons.addWidget(button)
        buttons.addStretch()
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, SPACE.s, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._way)
        column.addWidget(self._why)
        column.addStretch()
        self._whole = QWidget()
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE.s)
        whole.addLayout(head)
        whole.addWidget(self._facts)
        whole.addWidget(scrolling(said), 1)
        whole.addLayout(buttons)
        card.body.addWidget(self._nothing)
        card.body.addWidget(self._whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def _emit(self, signal: SignalInstance) -> None:
        if self._standing is not None:
            signal.emit(self._standing)


def _selectable() -> QLabel:
    made = make_label("", name="why", wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setAccessibleName("逐项说明")
    return made
