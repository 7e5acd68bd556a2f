"""Pages of the gallery about standardisation: a round, its measures, lots, lists, volumes."""

from __future__ import annotations

from collections.abc import Sequence

from sample_extras import fullest

from jyguide.app import Application
from jyguide.documents.page import Document
from jyguide.ids import MeasureId, RoundId
from jyguide.standard.insight import Grouping, Scope
from jyguide.standard.kinds import BranchKind
from jyguide.standard.printing.lists import lists_document as rating_lists
from jyguide.standard.printing.lists import result_sheets as rating_sheets
from jyguide.standard.printing.lot_list import lot_list
from jyguide.standard.printing.volume.part import VolumeWish
from ui.widgets.charts.pictures import drawn_for_page

Documents = Sequence[Document]
_A_FEW = 3


def _round(app: Application) -> RoundId:
    return app.rounds.rounds()[0].id


def _measures(app: Application) -> list[MeasureId]:
    """Those of one branch, for which a notice was issued."""
    rows = [one.row for one in app.measures.ledger(_round(app)) if one.row.notice_number]
    return [row.id for row in rows if row.branch_id == rows[0].branch_id]


def _scored(app: Application) -> Documents:
    branch = app.rounds.branches(_round(app))[0]
    seen = app.rounds.inspections(branch.id)
    return [app.inspection_forms.record(seen[0].id)]


def _lists(app: Application) -> Documents:
    return [rating_lists(app.ratings.draft(_round(app)))]


def _results(app: Application) -> Documents:
    lists = app.ratings.draft(_round(app))
    return rating_sheets(lists, lists.branches[:_A_FEW])


def _insight(app: Application) -> Documents:
    said = app.insights.report(_round(app), None, Scope(), Grouping.TOWNSHIP)
    return [app.insights.document(said, drawn_for_page)]


def _volume(app: Application) -> Documents:
    """The branch that most is kept of, on both sides with everything around it."""
    wish = VolumeWish(both_sides=True, dividers=True, box_label=True, retention="30年")
    return app.volumes.volume(fullest(app), wish).documents


ROUND = (
    ("空白检查表", lambda app: app.inspection_forms.blanks(_round(app))[:2]),
    (
        "空白检查表（不写支部）",
        lambda app: [app.inspection_forms.blank_for_anybody(_round(app), BranchKind.VILLAGE)],
    ),
    ("评分表", _scored),
    ("整改通知单", lambda app: app.notices.notices(_measures(app))),
    ("整改回执", lambda app: app.notices.receipts(_measures(app))),
    ("整改台账", lambda app: [app.notices.ledger(_round(app))]),
    ("互查分组", lambda app: [lot_list(app.lots.list_of(_round(app)))]),
    ("抽查名单", lambda app: [lot_list(app.lots.list_of(_round(app), sampled=True))]),
    ("四张名单", _lists),
    ("评定结果单", _results),
    ("标准化分析报告", _insight),
    ("支部案卷", _volume),
)
