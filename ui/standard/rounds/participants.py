"""The table in which the branches of a round are ticked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from jyguide.ids import OrganisationId
from jyguide.standard.kinds import BRANCH_KIND_NAMES, BranchKind
from jyguide.standard.participants import Candidate
from ui.standard.townships import TOWNSHIP, narrow_by_township
from ui.theme import Tone, scaled
from ui.widgets import Column, EmptyText, make_button
from ui.widgets.tick_table import TickTable, TickWords

_NOBODY = EmptyText(
    "组织树里还没有支部",
    "请先在“组织”里录入村、社区和党支部，再回来建轮次。",
    icon_name="organisation",
)
_WORDS = TickWords("个支部", "搜索支部名称", "可参加的支部列表，空格键勾选")
_ASKED = "待定"
_SEARCH = 96
"""With the townships of a city before it the table would cover the fields at its left."""


class ParticipantsPane(QWidget):
    """Ticks everybody whose kind is known and has a checklist.

    Object names: `ticks`, `all`, `set_kind` and `kind_<kind>` in its menu.
    """

    ticked_changed = Signal()

    def __init__(self, found: Sequence[Candidate], kinds: Collection[BranchKind]) -> None:
        """`kinds` are those for which there is a checklist."""
        super().__init__()
        self._found = list(found)
        self._kinds = set(kinds)
        self._given: dict[OrganisationId, BranchKind] = {}
        self.ticks: TickTable[Candidate] = TickTable(
            self._columns(), lambda one: one.organisation_id, self._may, _NOBODY, None,
            words=_WORDS,
        )  # fmt: skip
        narrow_by_township(self.ticks.table, lambda one: one.township)
        self.ticks.table.bar.search.setMinimumWidth(scaled(_SEARCH))
        self.ticks.table.add_choice("kind", "全部类型", self._kind_text)
        self.ticks.table.add_tool(self._kind_button())
        self.ticks.ticked_changed.connect(self.ticked_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.ticks)
        self.ticks.show_rows(self._found)

    def set_kinds(self, kinds: Collection[BranchKind]) -> None:
        """There are checklists for these kinds now; what just became possible is ticked."""
        before = {one.organisation_id for one in self._found if self._may(one)}
        ticked = {one.organisation_id for one in self.ticks.ticked()}
        self._kinds = set(kinds)
        self._show(lambda one: one.organisation_id in ticked or one.organisation_id not in before)

    def chosen(self) -> dict[OrganisationId, BranchKind]:
        """Who is ticked, and as what."""
        found = {one.organisation_id: self._kind(one) for one in self.ticks.ticked()}
        return {key: kind for key, kind in found.items() if kind is not None}

    @property
    def asked(self) -> int:
        """Of how many nobody has said yet what kind they are."""
        return sum(self._kind(one) is None for one in self._found)

    @property
    def count(self) -> int:
        """How many may be ticked or asked about."""
        return len(self._found)

    def _show(self, ticked: object) -> None:
        self.ticks.show_rows(self._found, ticked)  # type: ignore[arg-type] # a predicate

    def _kind(self, one: Candidate) -> BranchKind | None:
        return self._given.get(one.organisation_id, one.kind)

    def _kind_text(self, one: Candidate) -> str:
        kind = self._kind(one)
        return _ASKED if kind is None else BRANCH_KIND_NAMES[kind]

    def _may(self, one: Candidate) -> bool:
        return self._kind(one) in self._kinds

    def _tone(self, one: Candidate) -> Tone:
        return Tone.NEUTRAL if self._may(one) else Tone.WARN

    def _tip(self, one: Candidate) -> str:
        if self._kind(one) is None:
            return "组织树里看不出它是哪一类。请选中它，用“定类型”定下来。"
        return "" if self._may(one) else "本轮次没有为这一类选检查表，不能参加。"

    def _columns(self) -> list[Column[Candidate]]:
        return [
            Column(TOWNSHIP, lambda one: one.township, lambda one: one.position, width=96),
            Column(
                "类型",
                self._kind_text,
                width=104,
                tone=self._tone,
                tip=self._tip,
                mark=lambda one: "" if self._may(one) else "warning",
            ),
            Column("党支部", lambda one: one.name, lambda one: one.position, width=160),
        ]

    def _kind_button(self) -> QWidget:
        button = make_button("定类型", name="set_kind")
        button.setToolTip("把选中的支部定为某一类")
        menu = QMenu(button)
        for kind, name in BRANCH_KIND_NAMES.items():
            action = menu.addAction(name, partial(self._give, kind))
            action.setObjectName(f"kind_{kind}")
        button.setMenu(menu)
        return button

    @Slot()
    def _give(self, kind: BranchKind) -> None:
        """The rows selected are of this kind; those that can be are ticked at once."""
        rows = {one.organisation_id for one in self.ticks.table.selected_rows()}
        ticked = {one.organisation_id for one in self.ticks.ticked()} | rows
        self._given |= dict.fromkeys(rows, kind)
        self._show(lambda one: one.organisation_id in ticked)
