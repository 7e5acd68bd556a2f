"""What has become of branches since a lot was drawn among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jyguide.standard.kinds import BRANCH_KIND_NAMES
from jyguide.standard.lot import PoolBranch
from jyguide.standard.rows import RoundBranchRow

_NAMED = 10


def branches_since(then: Sequence[PoolBranch], now: Iterable[RoundBranchRow]) -> tuple[str, ...]:
    """Sentences on branches that left, were taken out, changed or joined.

    Args:
        then: The pool as it was kept.
        now: All branches of the round, those that left too.
    """
    rows = {str(one.id): one for one in now}
    told = [said for one in then if (said := _change(one, rows.get(one.key)))]
    known = {one.key for one in then}
    new = [one.name for key, one in rows.items() if key not in known and one.left_on is None]
    told += [f"“{name}”是抽签以后加入的，没有参加抽签。" for name in new]
    if len(told) > _NAMED:
        told = [*told[:_NAMED], f"另有 {len(told) - _NAMED} 处变动。"]
    return tuple(told)


def _change(one: PoolBranch, row: RoundBranchRow | None) -> str:
    if row is None:
        return f"“{one.name}”已从本轮次移出。"
    if row.left_on is not None:
        reason = f"：{row.left_reason}" if row.left_reason else ""
        return f"“{one.name}”已退出本轮次{reason}。"
    changed = []
    if row.name != one.name:
        changed.append(f"更名为“{row.name}”")
    if row.township != one.township:
        changed.append(f"由{one.township}改属{row.township}")
    if row.kind is not one.kind:
        changed.append(f"类型改为{BRANCH_KIND_NAMES[row.kind]}")
    return f"“{one.name}”{'，'.join(changed)}。" if changed else ""
