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
        Column("类别", affairs, width=92),
        Column("公开事项", name, width=200, tip=name),
        Column("适用", place_kind, width=52, align=CENTRE),
        Column(
            "周期",
            period,
            width=150,
            tone=lambda row: _TONES[row.period_origin],
            mark=lambda row: _MARKS[row.period_origin],
            tip=rule_sentence,
        ),
        Column(
            "张贴",
            lambda row: f"{row.facts.posted_days} 天（{row.days_origin.value}）",
            width=150,
            tone=lambda row: _TONES[row.days_origin],
            mark=lambda row: _MARKS[row.days_origin],
        ),
        Column("来源", source, width=90),
    )


def name(row: ItemRow) -> str:
    """What it is called, and whether it has ended."""
    return row.facts.name if row.running else f"{row.facts.name}（已停用）"


def period(row: ItemRow) -> str:
    """How often, and whether that is law everywhere; whole sentences stand in the tip."""
    everywhere = row.period_word == row.period_origin.value
    where = "" if everywhere else f"部分{PLACE_KIND_NAMES[row.facts.place_kind]}"
    return f"{PERIOD_NAMES[row.facts.period]}（{where}{row.period_origin.value}）"


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
