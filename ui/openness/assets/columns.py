"""Columns of the ledger of assets and of the changes of one."""

from __future__ import annotations

from collections.abc import Callable

from jyguide.masking import numbers_masked
from jyguide.openness.asset import Running
from jyguide.openness.asset_ledger import Flow, LedgerLine
from jyguide.openness.kinds import ASSET_CHANGE_KIND_NAMES, ASSET_KIND_NAMES
from jyguide.openness.money_words import amount_text, hundredths_text
from ui.theme import Tone
from ui.widgets import RIGHT, Adds, Column


def ledger_columns() -> list[Column[LedgerLine]]:
    """Of the ledger of a year."""
    return [
        Column("村（社区）", lambda line: line.asset.organisation, width=96),
        Column("类别", kind_text, width=60),
        Column("名称", lambda line: line.asset.facts.name, width=150),
        Column(
            "年末",
            lambda line: amount_text(line.flow.closing, line.asset.facts.unit),
            sort_key=lambda line: line.flow.closing,
            align=RIGHT,
            width=150,
            tone=_closing_tone,
        ),
        _figure("年初及登记", lambda flow: flow.opening),
        _figure("增加", lambda flow: flow.increase),
        _figure("减少", lambda flow: flow.decrease),
        _figure("清查调整", lambda flow: flow.revaluation),
        Column("编号", lambda line: line.asset.facts.code, width=80),
    ]


def change_columns() -> list[Column[Running]]:
    """Of the changes of one asset."""
    return [
        Column("日期", lambda one: one.change.changed_on.isoformat(), width=94),
        Column("变动", lambda one: ASSET_CHANGE_KIND_NAMES[one.change.kind], width=84),
        Column(
            "数量",
            lambda one: (
                f"{'+' if one.change.amount > 0 else ''}{hundredths_text(one.change.amount)}"
            ),
            sort_key=lambda one: one.change.amount,
            align=RIGHT,
            width=132,
            adds=Adds.SUM,
        ),
        Column(
            "余额",
            lambda one: hundredths_text(one.balance),
            sort_key=lambda one: one.balance,
            align=RIGHT,
            width=130,
            tone=lambda one: Tone.BAD if one.balance < 0 else Tone.NEUTRAL,
        ),
        Column("事由", lambda one: numbers_masked(one.change.reason), width=120),
        Column("凭证文号", lambda one: one.change.document, width=110),
    ]


def kind_text(line: LedgerLine) -> str:
    """资金, 资产 or 资源."""
    return ASSET_KIND_NAMES[line.asset.facts.kind]


def _closing_tone(line: LedgerLine) -> Tone:
    return Tone.BAD if line.short else Tone.NEUTRAL


def _figure(title: str, of: Callable[[Flow], int]) -> Column[LedgerLine]:
    return Column(
        title,
        lambda line: hundredths_text(of(line.flow) or None),
        sort_key=lambda line: of(line.flow),
        align=RIGHT,
        width=140,
    )
