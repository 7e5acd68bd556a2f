"""The pages of the program, known by name, title and icon before their modules are loaded.

Each is imported in so many words and not by a name in a table: whoever packs the program, and
whoever looks for what uses a page, finds it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.desk import Desk
from ui.page import Page

if TYPE_CHECKING:
    from jyguide.app import Application

MakePage = Callable[[Desk, "Application"], Page]


def _home(desk: Desk, app: Application) -> Page:
    from ui.home.page import HomePage  # noqa: PLC0415 - made when first shown

    return HomePage(desk, app)


def _people(desk: Desk, app: Application) -> Page:
    from ui.people.home import PeopleHome  # noqa: PLC0415 - made when first shown

    return PeopleHome(desk, app)


def _organisation(desk: Desk, app: Application) -> Page:
    from ui.organisation.page import OrganisationPage  # noqa: PLC0415 - made when first shown

    return OrganisationPage(desk, app)


def _approval(desk: Desk, app: Application) -> Page:
    from ui.approval.page import ApprovalPage  # noqa: PLC0415 - made when first shown

    return ApprovalPage(desk, app)


def _bank(desk: Desk, app: Application) -> Page:
    from ui.bank.page import BankPage  # noqa: PLC0415 - made when first shown

    return BankPage(desk, app)


def _training(desk: Desk, app: Application) -> Page:
    from ui.training.page import TrainingPage  # noqa: PLC0415 - made when first shown

    return TrainingPage(desk, app)


def _quiz(desk: Desk, app: Application) -> Page:
    from ui.quiz.page import QuizPage  # noqa: PLC0415 - made when first shown

    return QuizPage(desk, app)


def _drill(desk: Desk, app: Application) -> Page:
    from ui.drill.page import DrillPage  # noqa: PLC0415 - made when first shown

    return DrillPage(desk, app)


def _exam(desk: Desk, app: Application) -> Page:
    from ui.exam.page import ExamPage  # noqa: PLC0415 - made when first shown

    return ExamPage(desk, app)


def _certificate(desk: Desk, app: Application) -> Page:
    from ui.certificate.page import CertificatePage  # noqa: PLC0415 - made when first shown

    return CertificatePage(desk, app)


def _standard(desk: Desk, app: Application) -> Page:
    from ui.standard.page import StandardPage  # noqa: PLC0415 - made when first shown

    return StandardPage(desk, app)


def _secretary(desk: Desk, app: Application) -> Page:
    from ui.secretary.page import SecretaryPage  # noqa: PLC0415 - made when first shown

    return SecretaryPage(desk, app)


def _grid(desk: Desk, app: Application) -> Page:
    from ui.grid.page import GridPage  # noqa: PLC0415 - made when first shown

    return GridPage(desk, app)


def _brand(desk: Desk, app: Application) -> Page:
    from ui.brand.page import BrandPage  # noqa: PLC0415 - made when first shown

    return BrandPage(desk, app)


def _openness(desk: Desk, app: Application) -> Page:
    from ui.openness.page import OpennessPage  # noqa: PLC0415 - made when first shown

    return OpennessPage(desk, app)


def _report(desk: Desk, app: Application) -> Page:
    from ui.report.page import ReportPage  # noqa: PLC0415 - made when first shown

    return ReportPage(desk, app)


def _history(desk: Desk, app: Application) -> Page:
    from ui.history.page import HistoryPage  # noqa: PLC0415 - made when first shown

    return HistoryPage(desk, app.history)


def _sync(desk: Desk, app: Application) -> Page:
    from ui.sync.page import SyncPage  # noqa: PLC0415 - made when first shown
    from ui.sync.standing import Tools  # noqa: PLC0415 - made when first shown

    services = (app.place, app.sync, app.devices, app.history, app.clock)
    tools = Tools(desk, *services, doubles=lambda: app.doubles)
    return SyncPage(tools)


def _access(desk: Desk, app: Application) -> Page:
    from ui.access.page import SecurityPage  # noqa: PLC0415 - made when first shown

    return SecurityPage(desk, app)


PAGES: tuple[tuple[str, str, str, MakePage], ...] = (
    ("home", "首页", "home", _home),
    ("people", "人员", "people", _people),
    ("organisation", "组织", "organisation", _organisation),
    ("approval", "上岗", "approval", _approval),
    ("bank", "百问题库", "bank", _bank),
    ("training", "培训", "training", _training),
    ("quiz", "课堂", "quiz", _quiz),
    ("drill", "练习", "drill", _drill),
    ("exam", "考试", "exam", _exam),
    ("certificate", "证书", "certificate", _certificate),
    ("standard", "标准化", "good", _standard),
    ("secretary", "书记", "secretary", _secretary),
    ("grid", "网格", "grid", _grid),
    ("brand", "品牌", "brand", _brand),
    ("openness", "公开", "openness", _openness),
    ("report", "报表", "report", _report),
    ("sync", "数据交换", "sync", _sync),
    ("history", "操作记录", "history", _history),
    ("access", "安全", "lock", _access),
)
"""Name, title and icon as the page itself has them, known before its module is loaded."""
