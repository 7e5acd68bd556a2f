"""The tabs of the page of standardisation, each made when first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jyguide.app import Application
from ui.desk import Desk
from ui.page import Page
from ui.standard.tab import RoundTab

MakeTab = Callable[[Desk, Application, Page], RoundTab]


@dataclass(frozen=True, slots=True)
class RoundTabEntry:
    """A tab of the page; `name` becomes its object name."""

    name: str
    title: str
    make: MakeTab


def _overview(desk: Desk, app: Application, page: Page) -> RoundTab:
    from ui.standard.rounds.tab import OverviewTab  # noqa: PLC0415 - when first shown

    return OverviewTab(desk, app, page)


def _forms(desk: Desk, app: Application, page: Page) -> RoundTab:
    from ui.standard.forms.tab import FormsTab  # noqa: PLC0415 - when first shown

    return FormsTab(desk, app, page)


def _lots(desk: Desk, app: Application, page: Page) -> RoundTab:
    from ui.standard.lots.tab import LotsTab  # noqa: PLC0415 - when first shown

    return LotsTab(desk, app, page)


def _rectification(desk: Desk, app: Application, page: Page) -> RoundTab:
    from ui.standard.rectification.tab import RectificationTab  # noqa: PLC0415 - when first shown

    return RectificationTab(desk, app, page)


def _rating(desk: Desk, app: Application, page: Page) -> RoundTab:
    from ui.standard.rating.tab import RatingTab  # noqa: PLC0415 - when first shown

    return RatingTab(desk, app, page)


def _insights(desk: Desk, app: Application, page: Page) -> RoundTab:
    from ui.standard.insights.tab import InsightsTab  # noqa: PLC0415 - when first shown

    return InsightsTab(desk, app, page)


def _checklists(desk: Desk, app: Application, page: Page) -> RoundTab:
    from ui.standard.checklists.tab import ChecklistsTab  # noqa: PLC0415 - when first shown

    return ChecklistsTab(desk, app, page)


TABS: tuple[RoundTabEntry, ...] = (
    RoundTabEntry("round_overview", "总览", _overview),
    RoundTabEntry("round_forms", "摸底自查", _forms),
    RoundTabEntry("round_rectification", "整改台账", _rectification),
    RoundTabEntry("round_lots", "互查与抽查", _lots),
    RoundTabEntry("round_rating", "四张名单", _rating),
    RoundTabEntry("round_insights", "图表", _insights),
    RoundTabEntry("checklists", "检查表", _checklists),
)
"""From left to right, in the order of the work."""
