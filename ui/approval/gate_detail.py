"""One instructor's gates: what meets each, since when, and where the missing could come from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from jyguide.approval.gate import GATE_NAMES, STATE_NAMES, GateView
from jyguide.approval.row import StandingRow
from ui.approval.words import STATE_TONES, kind_text
from ui.theme import PALETTE, SPACE, Tone
from ui.widgets import Badge, Banner, Card, icon_label, make_label, scrolling

_TOP = Qt.AlignmentFlag.AlignTop


class GateDetail(QWidget):
    """Object names: `gate_name`, `gate_state`, `gate_next`, and `gate_<gate>` for each gate."""

    def __init__(self) -> None:
        super().__init__()
        self._name = make_label("", "section", "gate_name", wrap=True)
        self._state = Badge()
        self._state.setObjectName("gate_state")
        self._where = make_label("", "small", "gate_where", wrap=True)
        self._next = make_label("", "sentence", "gate_next", wrap=True)
        self._warning = Banner()
        self._list = QWidget()
        card = Card()
        card.body.addWidget(self._name)
        card.body.addWidget(self._state, alignment=Qt.AlignmentFlag.AlignLeft)
        for part in (self._where, self._warning, self._next, self._list):
            card.body.addWidget(part)
        card.body.addStretch()
        self._card = card
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(card))

    def show_person(self, row: StandingRow) -> None:
        """Show the gates of one person."""
        now = row.standing
        self._name.setText(row.person.name)
        self._state.show_state(STATE_NAMES[now.state], STATE_TONES[now.state])
        parts = (row.station, kind_text(row), row.person.organisation, row.person.post)
        self._where.setText("　".join(part for part in parts if part))
        self._warning.say(now.warning, Tone.WARN)
        self._next.setText(now.remark)
        fresh = _gate_list((*now.gates, *now.renewal))
        self._card.body.replaceWidget(self._list, fresh)
        self._list.hide()  # it is there until the next turn of the event loop
        self._list.deleteLater()
        self._list = fresh


def _gate_list(views: tuple[GateView, ...]) -> QWidget:
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, SPACE.s, 0, 0)
    grid.setHorizontalSpacing(SPACE.s)
    grid.setVerticalSpacing(SPACE.m)
    grid.setColumnStretch(1, 1)
    for line, view in enumerate(views):
        color = PALETTE.good if view.met else PALETTE.warn
        mark = icon_label("good" if view.met else "warning", color, 18)
        grid.addWidget(mark, line, 0, _TOP)
        grid.addWidget(_gate_text(view), line, 1)
    return whole


def _gate_text(view: GateView) -> QWidget:
    whole = QWidget()
    whole.setObjectName(f"gate_{view.gate.value}")
    name = GATE_NAMES[view.gate]
    whole.setAccessibleName(f"{name}：{view.source if view.met else '缺，' + view.missing}")
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    since = f"　{view.on.isoformat()}" if view.met and view.on else ""
    column.addWidget(make_label(name + since, "key"))
    column.addWidget(make_label(view.source if view.met else f"缺：{view.missing}", wrap=True))
    if view.way:
        column.addWidget(make_label(view.way, "small", wrap=True))
    return whole
