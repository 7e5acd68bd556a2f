"""Whom and which day words of a command about visits mean."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from jyguide.app import Application
from jyguide.errors import RuleError
from jyguide.grid.kinds import TargetKind
from jyguide.grid.visit_rows import VanguardName


def one_vanguard(app: Application, text: str) -> VanguardName:
    """The vanguard member a name or its pinyin means.

    Raises:
        RuleError: nobody, or more than one.
    """
    serving = app.visits.vanguards()
    found = [one for one in serving if one.name == text]
    found = found or [one for one in serving if text.lower() in one.search.split()]
    if len(found) == 1:
        return found[0]
    said = f"有 {len(found)} 名" if found else "没有"
    raise RuleError(
        f"{said}先锋党员叫“{text}”，没有改动。", hint="请写全姓名；重名的请在界面上办理。"
    )


def targets_meant(app: Application, texts: tuple[str, ...], vanguard: str) -> list[Any]:
    """Keys as given, or whom names mean among a vanguard member's targets."""
    keys = [_key(text) for text in texts]
    if all(keys):
        return keys
    if not vanguard:
        raise RuleError(
            "按姓名登记要写明先锋党员，没有登记。", hint="请加 --vanguard 姓名，或写编号。"
        )
    own = app.visits.of_vanguard(one_vanguard(app, vanguard).id)
    found = []
    for text in texts:
        meant = [line.id for line in own if line.name == text]
        if len(meant) != 1:
            said = f"有 {len(meant)} 个" if meant else "没有"
            raise RuleError(
                f"“{vanguard}”的联系对象里{said}“{text}”，没有登记。", hint="请核对姓名。"
            )
        found += meant
    return found


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def village_units(app: Application, village: str) -> frozenset[UUID]:
    """Keys of the units of a village."""
    told = app.visits.overview(TargetKind.HOUSEHOLD)
    return frozenset(key for key, place in told.units.items() if place.village == village)


def day_of(app: Application, given: datetime | None) -> date:
    """The day given, else today."""
    return given.date() if given else app.clock().date()
