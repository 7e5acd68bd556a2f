"""The tabs of the page of village secretaries, each made when first shown."""

from __future__ import annotations

from jyguide.app import Application
from ui.desk import Desk
from ui.page import Page
from ui.tabbed_page import PageTab, TabEntry


def _dossier(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.secretary.dossier.tab import DossierTab  # noqa: PLC0415 - when first shown

    return DossierTab(desk, app, page)


def _appraisal(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.secretary.appraisal.tab import AppraisalTab  # noqa: PLC0415 - when first shown

    return AppraisalTab(desk, app, page)


def _ledger(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.secretary.ledger.tab import LedgerTab  # noqa: PLC0415 - when first shown

    return LedgerTab(desk, app, page)


def _benefits(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.secretary.benefits.tab import BenefitsTab  # noqa: PLC0415 - when first shown

    return BenefitsTab(desk, app, page)


def _mentors(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.secretary.mentors.tab import MentorsTab  # noqa: PLC0415 - when first shown

    return MentorsTab(desk, app, page)


TABS: tuple[TabEntry, ...] = (
    TabEntry("secretary_dossier", "档案", _dossier),
    TabEntry("secretary_appraisal", "年度考核", _appraisal),
    TabEntry("secretary_ledger", "整改·谈话·调整", _ledger),
    TabEntry("secretary_benefits", "社保与选聘", _benefits),
    TabEntry("secretary_mentors", "导师", _mentors),
)
"""From left to right, in the order of the work."""
