"""What the tabs of a round show while there is none."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from ui.standard.tab import RoundTab
from ui.widgets import EmptyState, EmptyText
from ui.widgets.surfaces import on_card


def no_round(tab: RoundTab, hint: str, name: str) -> QWidget:
    """Says what the tab is for, and leads to where a round begins.

    Args:
        tab: Asked to show the overview instead.
        hint: What is there once there is a round.
        name: Object name, see `EmptyState`.
    """
    state = EmptyState(EmptyText("还没有标准化建设轮次", hint, "去“总览”"), name)
    state.clicked.connect(partial(tab.tab_wanted.emit, "round_overview"))
    return on_card(state)
