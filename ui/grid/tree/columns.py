"""The columns of the tables of the grid."""

from __future__ import annotations

from datetime import date

from jyguide.grid.kinds import GRID_LEVEL_NAMES, TARGET_KIND_NAMES
from jyguide.grid.link import CentreRow, TargetRow, VanguardRow, found_by
from jyguide.grid.rule import GridRule
from jyguide.grid.unit import UnitRow
from jyguide.masking import numbers_masked
from ui.theme import Tone
from ui.widgets import RIGHT, Adds, Column


def target_columns(today: date) -> list[Column[TargetRow]]:
    """Whom somebody contacts, and who."""

    def holder(row: TargetRow) -> str:
        if row.left_on is not None and row.left_on <= today:
            return f"已迁出（{row.left_on:%Y-%m-%d}）"
        return row.alone_because(today) or row.vanguard

    def tone(row: TargetRow) -> Tone:
        gone = row.left_on is not None and row.left_on <= today
        return Tone.WARN if row.alone_because(today) and not gone else Tone.NEUTRAL

    return [
        Column("类别", lambda row: TARGET_KIND_NAMES[row.kind], width=58),
        Column(
            "姓名",
            lambda row: row.name,
            lambda row: found_by(row.name),
            width=92,
            tip=lambda row: row.name,
            names=True,
        ),
        Column("户号", lambda row: row.code, width=84),
        Column("先锋党员", holder, width=110, tone=tone, tip=holder, names=True),
        Column("所在网格", where, width=168, tip=lambda row: "/".join(row.path)),
        Column(
            "住址",
            lambda row: numbers_masked(row.address),
            width=150,
            tip=lambda row: numbers_masked(row.address),
        ),
        Column("电话", lambda row: row.masked_phone, width=128, mono=True),
        Column(
            "人口",
            lambda row: str(row.people or ""),
            lambda row: row.people,
            RIGHT,
            56,
            adds=Adds.SUM,
        ),
        Column(
            "联系起始",
            lambda row: f"{row.held_since:%Y-%m-%d}" if row.held_since else "",
            width=100,
        ),
    ]


def vanguard_columns(today: date, rule: GridRule) -> list[Column[VanguardRow]]:
    """Who contacts others, and how many."""

    def state(row: VanguardRow) -> str:
        if row.left_on is not None and row.left_on <= today:
            reason = f"，{row.left_reason}" if row.left_reason else ""
            return f"{row.left_on:%Y-%m-%d} 离任{reason}"
        if not row.members and not row.households:
            return "还没有联系对象"
        return rule.over_because(row.members, row.households)

    def tone(row: VanguardRow) -> Tone:
        return Tone.WARN if state(row) else Tone.NEUTRAL

    return [
        Column(
            "姓名",
            lambda row: row.name,
            lambda row: found_by(row.name),
            width=104,
            tip=lambda row: row.name,
            names=True,
        ),
        Column("编号", lambda row: row.code, width=84),
        Column(
            "党员", lambda row: str(row.members), lambda row: row.members, RIGHT, 56, adds=Adds.SUM
        ),
        Column(
            "农户",
            lambda row: str(row.households),
            lambda row: row.households,
            RIGHT,
            56,
            adds=Adds.SUM,
        ),
        Column("情况", state, width=150, tone=tone, tip=state),
        Column("所在网格", where, width=168, tip=lambda row: "/".join(row.path)),
        Column("电话", lambda row: row.masked_phone, width=128, mono=True),
    ]


def centre_columns() -> list[Column[CentreRow]]:
    """Homes where neighbours meet."""
    return [
        Column(
            "姓名",
            lambda row: row.name,
            lambda row: found_by(row.name),
            width=110,
            tip=lambda row: row.name,
            names=True,
        ),
        Column("电话", lambda row: row.masked_phone, width=128, mono=True),
        Column(
            "住址",
            lambda row: numbers_masked(row.address),
            width=190,
            tip=lambda row: numbers_masked(row.address),
        ),
        Column("所在网格", where, width=240, tip=lambda row: "/".join(row.path)),
        Column("备注", lambda row: numbers_masked(row.note), width=120),
    ]


def unit_columns() -> list[Column[UnitRow]]:
    """Units that lack something."""
    return [
        Column("网格", lambda row: row.name, width=160),
        Column("层级", lambda row: GRID_LEVEL_NAMES[row.level], width=150),
        Column("上级", lambda row: "/".join(row.path[:-1]), width=300),
        Column("负责人", lambda row: row.leader, width=100, names=True),
    ]


def where(row: TargetRow | VanguardRow | CentreRow) -> str:
    """The last two names of the path: what is above them stands in the tree."""
    return "/".join(row.path[-2:])
