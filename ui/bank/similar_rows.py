"""Pairs of items that look alike, a row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jyguide.bank.row import KIND_NAMES, ItemRow
from jyguide.bank.similar import SimilarPair
from jyguide.ids import ItemId, RevisionId
from ui.bank.columns import one_line
from ui.theme import Tone
from ui.widgets import CENTRE, RIGHT, Column

OTHER_ANSWER, SAME_ANSWER = "答案不同", "答案相同"


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two items of the bank and how alike they are, in percent."""

    left: ItemRow
    right: ItemRow
    likeness: int
    same_answer: bool

    @property
    def key(self) -> tuple[ItemId, ItemId]:
        return (self.left.id, self.right.id)

    @property
    def seen(self) -> dict[ItemId, RevisionId]:
        """What both said when the pair was shown."""
        return {side.id: side.revision_id for side in (self.left, self.right)}

    @property
    def verdict(self) -> str:
        return SAME_ANSWER if self.same_answer else OTHER_ANSWER


def pair_rows(pairs: Sequence[SimilarPair[ItemId]], items: Sequence[ItemRow]) -> list[PairRow]:
    """Those with different answers first, since one of the two is likely to be wrong."""
    by_id = {item.id: item for item in items}
    rows = [
        PairRow(by_id[pair.first], by_id[pair.second], pair.likeness, pair.same_answer)
        for pair in pairs
        if pair.first in by_id and pair.second in by_id
    ]
    return sorted(rows, key=lambda row: (row.same_answer, -row.likeness))


def item_name(item: ItemRow) -> str:
    """Such as 统一题库第 012-3 题."""
    return item.name


PAIR_COLUMNS: tuple[Column[PairRow], ...] = (
    Column(
        "相似",
        lambda row: f"{row.likeness}%",
        lambda row: row.likeness,
        align=RIGHT,
        width=58,
        mono=True,
    ),
    Column(
        "答案",
        lambda row: row.verdict.removeprefix("答案"),
        align=CENTRE,
        width=64,
        tone=lambda row: Tone.NEUTRAL if row.same_answer else Tone.WARN,
    ),
    Column("题型", lambda row: KIND_NAMES[row.left.content.kind], width=66),
    Column("题干", lambda row: one_line(row.left.content.stem), width=120),
)
