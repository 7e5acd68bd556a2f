"""How matters to be posted read in a table."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.openness.item import ItemRow, Origin, rule_sentence
from jyguide.openness.kinds import AFFAIRS_NAMES, PERIOD_NAMES, PLACE_KIND_NAMES
from ui.theme import Tone
from ui.widgets import CENTRE, Column

_TONES = {
    Origin.LAW: Tone.GOOD,
    Origin.STRICTER: Tone.GOOD,
    Origin.PROPOSAL: Tone.INFO,
    Origin.OWN: Tone.NEUTRAL,
}
_MARKS = {Origin.LAW: "good", Origin.STRICTER: "good", Origin.PROPOSAL: "info", Origin.OWN: "edit"}
EVERYBODY = "全市统一"


def item_columns() -> Sequence[Column[ItemRow]]:
    """Of the list of matters."""
    return (
        Column("类别", affairs, width=84),
        Column("公开事项", lambda row: row.facts.name, width=270, tip=lambda row: row.facts.name),
        Column("适用", place_kind, width=60, align=CENTRE),
        Column(
            "周期",
            lambda row: f"{PERIOD_NAMES[row.facts.period]}（{row.period_origin.value}）",
            width=130,
            tone=lambda row: _TONES[row.period_origin],
            mark=lambda row: _MARKS[row.period_origin],
            tip=rule_sentence,
        ),
        Column(
            "张贴",
            lambda row: f"{row.facts.posted_days} 天（{row.days_origin.value}）",
            width=130,
            tone=lambda row: _TONES[row.days_origin],
            mark=lambda row: _MARKS[row.days_origin],
        ),
        Column("期满后", lambda row: f"{row.facts.days_after} 天内", width=76, align=CENTRE),
        Column("来源", source, width=100),
        Column("状态", state, width=70),
    )


def affairs(row: ItemRow) -> str:
    """Which of the three affairs it is about."""
    return AFFAIRS_NAMES[row.facts.affairs]


def place_kind(row: ItemRow) -> str:
    """Whether villages or communities post it."""
    return PLACE_KIND_NAMES[row.facts.place_kind]


def source(row: ItemRow) -> str:
    """Whose matter it is."""
    return row.station or EVERYBODY


def state(row: ItemRow) -> str:
    """Whether it goes on."""
    return "在用" if row.running else "已停用"


def key(row: ItemRow) -> object:
    """What stays the same of it after a reload."""
    return row.id
