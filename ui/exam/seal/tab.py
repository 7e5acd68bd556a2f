"""统考: what the city does with sealed exams, or what a station does."""

from __future__ import annotations

from jyguide.app import Application
from ui.desk import Desk
from ui.exam.seal.issue_tab import SealIssueTab
from ui.exam.seal.receive_tab import SealReceiveTab

SealTab = SealIssueTab | SealReceiveTab


def make_seal_tab(desk: Desk, app: Application) -> SealTab:
    """The tab for the office at work here."""
    if app.place.is_city:
        return SealIssueTab(desk, app.seals, app.papers, app.clock)
    return SealReceiveTab(desk, app.unsealing)
