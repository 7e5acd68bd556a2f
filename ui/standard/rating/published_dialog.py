"""The lists as they were published once, and what they changed in the ones before."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from jyguide.documents.dates import tenths_cell
from jyguide.ids import RoundBranchId
from jyguide.standard.explaining import counts_text, rating_word
from jyguide.standard.kinds import RATING_NAMES, Rating
from jyguide.standard.lists import ListedBranch, RatingLists
from ui.publishing.published_dialog import PublishedLists, published_sentence, why_text
from ui.standard.rating.words import TONES
from ui.standard.townships import TOWNSHIP, narrow_by_township
from ui.widgets import RIGHT, Column, RowTable

_MOVED = 5
"""The column that says where a branch stood before."""


class PublishedDialog(PublishedLists[ListedBranch]):
    """The table is `published_branches`."""

    def __init__(self, lists: RatingLists, parent: QWidget) -> None:
        former = {one.id: one.before for one in lists.changes}
        table: RowTable[ListedBranch] = RowTable(
            _columns(former), unit="个", search_hint="搜索支部、镇街", key=lambda one: one.id
        )
        table.setObjectName("published_branches")
        table.add_choice("rating", "全部名单", lambda one: RATING_NAMES[one.rating], counted=True)
        narrow_by_township(table, lambda one: one.township)
        table.set_rows(lists.branches)
        table.view.setColumnHidden(_MOVED, not lists.changes)
        unrated = f"没有得分的 {lists.unrated} 个" if lists.unrated else ""
        head = published_sentence(lists, counts_text(lists.counts), unrated, "个")
        super().__init__(lists.number, head, table, parent)
        self.lists = lists


Former = Mapping[RoundBranchId, Rating | None]


def _columns(former: Former) -> list[Column[ListedBranch]]:
    def before(one: ListedBranch) -> str:
        return f"原{rating_word(former[one.id])}" if one.id in former else ""

    return [
        Column(TOWNSHIP, lambda one: one.township, width=110),
        Column("党支部", lambda one: one.name, width=220),
        Column("得分", lambda one: tenths_cell(one.points), lambda one: one.points, RIGHT, 64),
        Column(
            "名单",
            lambda one: RATING_NAMES[one.rating],
            lambda one: list(Rating).index(one.rating),
            width=72,
            tone=lambda one: TONES[one.rating],
        ),
        Column("按规则", lambda one: RATING_NAMES[one.computed], width=72),
        Column("变动", before, width=80),
        Column("说明", _why, tip=lambda one: "\n".join(one.explanation), width=240),
    ]


def _why(one: ListedBranch) -> str:
    return why_text(one.reason, one.explanation)
