"""Who may change a checklist, and what is refused; sentences of the service, pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jyguide.errors import RuleError
from jyguide.ids import StationId
from jyguide.standard.checking import MOST_CRITERIA, faults
from jyguide.standard.checklist import Criteria
from jyguide.standard.kinds import BranchKind
from jyguide.standard.rows import ChecklistRow

LONGEST_NAME = 60
_NAMED = 12
"""Reasons listed one by one; the page's list names all of them."""


@dataclass(frozen=True, slots=True)
class ChecklistFacts:
    """What somebody lays down of a checklist; see `ChecklistRow`."""

    name: str
    kind: BranchKind
    criteria: Criteria = ()
    note: str = ""


def may_change(row: ChecklistRow, own: StationId | None) -> str:
    """Why an office may not change a checklist, or nothing.

    Args:
        row: Which.
        own: The station at work; None is the city, which may change everybody's.
    """
    if row.issued_on is not None:
        return "已经启用，内容不再改动"
    return whose(row, own)


def whose(row: ChecklistRow, own: StationId | None) -> str:
    """Why a checklist is not this office's to go on with, or nothing."""
    if own is None or row.station_id == own:
        return ""
    return "是全市统一的" if row.station_id is None else f"是{row.station}指导站的"


def refuse_foreign(row: ChecklistRow, own: StationId | None) -> None:
    """Only its office and the city change a checklist.

    Raises:
        RuleError: it is another office's.
    """
    if why := whose(row, own):
        raise RuleError(
            f"检查表“{row.label}”{why}，本站不能改动，没有保存。",
            hint="可以用“复制为草稿”做一份本站自己的。",
        )


def refuse_issued(row: ChecklistRow) -> None:
    """What is issued stays as it is.

    Raises:
        RuleError: it is issued.
    """
    if row.issued_on is not None:
        raise RuleError(
            f"检查表“{row.label}”已于 {row.issued_on:%Y-%m-%d} 启用，不能再改动，没有保存。",
            hint="要修改，请用“制作新版本”；已经用它打的分不受影响。",
        )


def refuse_seen_otherwise(row: ChecklistRow, seen: str | None) -> None:
    """A form left open must not write over what somebody else saved since.

    Raises:
        RuleError: the row changed since it was read.
    """
    if seen is not None and row.version != seen:
        raise RuleError(
            f"检查表“{row.label}”在您打开之后又被改动过（可能在另一台电脑上）。"
            "为了不覆盖别人的改动，没有保存。",
            hint="请放弃自己的改动，看一看新的内容再改。",
        )


def refuse_nameless(facts: ChecklistFacts) -> None:
    """A draft may lack anything but a name and a sensible length.

    Raises:
        RuleError: no name or one too long, or far too many criteria.
    """
    if not facts.name.strip():
        raise RuleError("检查表没有名称，没有保存。", hint="请写上名称，例如 村党组织检查表。")
    if len(facts.name.strip()) > LONGEST_NAME:
        raise RuleError(
            f"检查表的名称有 {len(facts.name.strip())} 个字，最多 {LONGEST_NAME} 个，没有保存。",
            hint="请写短一些，例如 村党组织检查表。",
        )
    if len(facts.criteria) > MOST_CRITERIA:
        raise RuleError(
            f"共有 {len(facts.criteria)} 条指标，最多 {MOST_CRITERIA} 条，没有保存。",
            hint="请把相近的指标并成一条。",
        )


def refuse_incomplete(row: ChecklistRow) -> None:
    """Only a complete checklist is issued; every reason is named.

    Raises:
        RuleError: with all reasons.
    """
    found = faults(row.criteria)
    if not found:
        return
    lines = [f"{each.code}：{each.sentence}" if each.code else each.sentence for each in found]
    more = len(lines) - _NAMED
    told = lines[:_NAMED] + ([f"……另有 {more} 处。"] if more > 0 else [])
    raise RuleError(
        f"检查表“{row.label}”还有 {len(found)} 处要补，没有启用：\n" + "\n".join(told),
        hint="改好后再启用；草稿已经保存，不会丢失。",
    )


def refuse_second_draft(rows: Iterable[ChecklistRow], row: ChecklistRow) -> None:
    """One version is worked on at a time.

    Raises:
        RuleError: a draft of the same checklist is there.
    """
    for other in rows:
        if other.line == row.line and other.issued_on is None:
            raise RuleError(
                f"“{row.name}”已经有一份草稿（第 {other.version_number} 版），没有再建。",
                hint="请在那份草稿上修改；用不着的可以先删除。",
            )


def free_number(rows: Iterable[ChecklistRow], row: ChecklistRow) -> int:
    """The number of a version when it is issued: no two issued ones of a checklist share one."""
    others = [each for each in rows if each.line == row.line and each.id != row.id]
    issued = {each.version_number for each in others if each.issued_on is not None}
    if row.version_number not in issued:
        return row.version_number
    return max(each.version_number for each in others) + 1


def codes_elsewhere(rows: Iterable[ChecklistRow], row: ChecklistRow) -> frozenset[str]:
    """Every code that the other versions of a checklist have given."""
    others = (each for each in rows if each.line == row.line and each.id != row.id)
    return frozenset(one.code for each in others for one in each.criteria)
