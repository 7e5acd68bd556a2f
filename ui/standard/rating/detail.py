"""Why the chosen branch stands on its list, and the nearest way up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance

from jyguide.standard.explaining import points_text, rating_word
from jyguide.standard.rating import Standing
from jyguide.standard.service.ratings import Explained
from ui.publishing.standing_card import StandingCard
from ui.standard.rating.words import TONES
from ui.theme import Tone
from ui.widgets import EmptyText, make_button

_NOTHING = EmptyText(
    "没有选中党支部",
    "在左边四栏里选一个，这里逐项说明它为什么在这张名单上、怎样能到上一档。",
    icon_name="question",
)
_NAMED = 200


class BranchDetail(StandingCard):
    """Object names: those of `StandingCard` (`branch_…`, the badge `branch_rating`).

    And `decide`, `take_back`, `print_sheet`.
    """

    decide_wanted = Signal(object)
    """A `Standing`, as with the next two."""
    take_back_wanted = Signal(object)
    print_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("branch", "branch_rating", _NOTHING)
        self._standing: Standing | None = None
        self.decide = make_button("人工调整…", icon_name="edit", name="decide")
        self.take_back = make_button("取消调整", icon_name="undo", name="take_back")
        self.print_sheet = make_button("打印结果单…", icon_name="print", name="print_sheet")
        self._arrange((self.decide, self.take_back, self.print_sheet))
        self.decide.clicked.connect(lambda: self._emit(self.decide_wanted))
        self.take_back.clicked.connect(lambda: self._emit(self.take_back_wanted))
        self.print_sheet.clicked.connect(lambda: self._emit(self.print_wanted))
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nobody is chosen."""
        self._standing = None
        super().show_nothing()

    def show_branch(self, found: Explained, *, may_decide: bool) -> None:
        """Everything about one branch."""
        one = found.standing
        self._standing = one
        points = points_text(one.points) if one.points is not None else "没有得分"
        tone = TONES[one.rating] if one.rating is not None else Tone.NEUTRAL
        facts = (one.branch.township, points)
        self._show_head(one.branch.name, facts, rating_word(one.rating), tone)
        self._show_why(found.sentences, found.way_said)
        decided = one.branch.override is not None
        self.decide.setEnabled(may_decide and one.computed is not None)
        self.decide.setText("改调整…" if decided else "人工调整…")
        self.take_back.setVisible(decided)
        self.take_back.setEnabled(may_decide)
        self._show_whole()

    def show_unrated(self, standings: Sequence[Standing]) -> None:
        """Who is on no list."""
        self._standing = None
        facts = (f"共 {len(standings)} 个支部",)
        self._show_head("没有得分、不参加评定", facts, "未评定", Tone.NEUTRAL)
        self._way.say("完成对它们的检查后，名单会自动算进去。", Tone.INFO)
        named = [f"{one.branch.township}　{one.branch.name}" for one in standings[:_NAMED]]
        rest = len(standings) - len(named)
        self._why.setText("\n".join([*named, *([f"……另有 {rest} 个"] if rest else [])]))
        self.take_back.hide()
        self.decide.setEnabled(False)
        self.print_sheet.setEnabled(False)
        self._show_whole()

    def _emit(self, signal: SignalInstance) -> None:
        if self._standing is not None:
            signal.emit(self._standing)
