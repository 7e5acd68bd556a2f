"""Asked before a branch is put elsewhere, and before the lists are published."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from jyguide.standard.explaining import counts_text, rating_word
from jyguide.standard.kinds import RATING_NAMES, Rating
from jyguide.standard.lists import PublicationRow
from jyguide.standard.rating import Rated, Standing
from ui.publishing.dialogs import Decided, DecideForm, DecideWords


class DecideDialog(DecideForm[Rating]):
    """The form for one branch; the field of the list is `rating`."""

    def __init__(self, standing: Standing, user: str, parent: QWidget) -> None:
        words = DecideWords(
            f"“{standing.branch.name}”按规则为{rating_word(standing.computed)}。"
            "原因和决定人会写进逐项说明，支部看得到。",
            "rating",
            "如 经核实，上级通报表扬的事项未计入",
            "评定工作小组",
        )
        choices = {one: RATING_NAMES[one] for one in Rating if one is not standing.computed}
        one = standing.branch.override
        kept = Decided(one.rating, one.reason, one.decided_by) if one else None
        super().__init__(words, choices, kept or Decided(None, "", user), parent)


def publish_sentence(
    rated: Rated, before: PublicationRow | None, open_phases: Sequence[str]
) -> str:
    """What is published, what is still open, and that there is no way back but another one."""
    said = [f"{counts_text(rated.counts)}。"]
    if rated.unrated:
        said.append(f"没有得分、不在名单上的 {len(rated.unrated)} 个。")
    decided = sum(one.rating is not one.computed for one in rated.standings)
    if decided:
        said.append(f"人工调整 {decided} 个。")
    if open_phases:
        said.append(f"还没有关闭的阶段：{'、'.join(open_phases)}。")
    if before is not None:
        said.append(f"将代替{before.label.replace('　', ' ')}的名单。")
    said.append("公布后不能撤销，只能再公布一次；各支部的逐项说明随数据交换送到所属指导站。")
    return "".join(said)
