"""How the people of the grid are written: what a row keeps, and what it must not be."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import CentreHousehold, ContactTarget, GridVisit, VanguardMember
from jyguide.errors import RuleError
from jyguide.exchange.cell import compact
from jyguide.grid.kinds import TARGET_KIND_NAMES, TargetKind
from jyguide.grid.link import CentreFacts, TargetFacts, VanguardFacts, twin_key
from jyguide.grid.tree import GridTree
from jyguide.ids import TargetId

Entry = CentreHousehold | VanguardMember | ContactTarget
_KEPT = "没有保存。"


def refuse_twin(
    session: Session, tree: GridTree, facts: TargetFacts, own: TargetId | None
) -> None:
    """Refuse a household that is linked already: the same number, or door in one unit.

    Raises:
        RuleError: it is.
    """
    nearby = tree.below(tree.above(facts.unit_id)[0].id)
    wanted = [ContactTarget.deleted.is_(False), ContactTarget.kind == facts.kind.value]
    same = (ContactTarget.name == facts.name) & (ContactTarget.unit_id == facts.unit_id)
    if facts.code:
        same = same | (ContactTarget.code == facts.code)
    mine = twin_key(facts.kind, facts.unit_id, facts.name, facts.address, facts.phone)
    for row in session.scalars(select(ContactTarget).where(*wanted, same)):
        if row.id == own or row.unit_id not in nearby:
            continue
        if facts.code and row.code == facts.code:
            raise _double(row, f"编号“{facts.code}”")
        theirs = twin_key(facts.kind, row.unit_id, row.name, row.address, row.phone)
        if mine == theirs and not (facts.code and row.code):
            raise _double(row, "同一网格里的姓名和住址")


def _double(row: ContactTarget, what: str) -> RuleError:
    word = TARGET_KIND_NAMES[TargetKind(row.kind)]
    return RuleError(
        f"已经有一个{word}“{row.name}”，{what}相同，{_KEPT}",
        hint="同一户只联系一次；是另一户的，请改正户号或住址。",
    )


def refuse_removing(session: Session, row: Entry) -> None:
    """Refuse to take off what others rest on.

    Raises:
        RuleError: a vanguard member has targets, or a target was visited.
    """
    if isinstance(row, VanguardMember):
        held = ContactTarget.vanguard_id == row.id, ContactTarget.deleted.is_(False)
        if count := session.scalar(select(func.count(ContactTarget.id)).where(*held)):
            raise RuleError(
                f"“{row.name}”还联系着 {count} 个对象，不能删除，没有改动。",
                hint="请先移交；不再担任的，请用“离任”。",
            )
    if isinstance(row, ContactTarget):
        made = GridVisit.target_id == row.id, GridVisit.deleted.is_(False)
        if count := session.scalar(select(func.count(GridVisit.id)).where(*made)):
            raise RuleError(
                f"“{row.name}”已有 {count} 次联系走访，不能删除，没有改动。",
                hint="搬走的请用“迁出”，走访记录会保留。",
            )


def write(row: Entry, values: dict[str, Any]) -> None:
    """Change what is otherwise; what is the same gets no stamp."""
    for key, value in values.items():
        if getattr(row, key) != value:
            setattr(row, key, value)


def centre_kept(facts: CentreFacts, name: str) -> dict[str, Any]:
    """What a row keeps of a centre household."""
    return {
        "name": name,
        "phone": compact(facts.phone),
        "address": facts.address.strip(),
        "note": facts.note.strip(),
        "person_key": facts.person_key,
    }


def vanguard_kept(facts: VanguardFacts, name: str) -> dict[str, Any]:
    """What a row keeps of a vanguard member."""
    return {
        "name": name,
        "code": compact(facts.code),
        "phone": compact(facts.phone),
        "note": facts.note.strip(),
        "person_key": facts.person_key,
    }


def target_kept(facts: TargetFacts) -> dict[str, Any]:
    """What a row keeps of a target."""
    return {
        "kind": facts.kind.value,
        "name": facts.name,
        "code": facts.code,
        "phone": facts.phone,
        "address": facts.address,
        "people": facts.people,
        "note": facts.note,
        "person_key": facts.person_key,
    }
