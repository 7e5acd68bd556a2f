"""What a person decides about a conflict: an ordinary edit, never a special case of the merge."""

from __future__ import annotations

from sqlalchemy.orm import Session

from db.base import SyncedRow
from db.codec import as_read
from db.models import Conflict
from db.scope import tables
from db.undo import never_changes
from jyguide.errors import RuleError
from jyguide.sync.row import ConflictKind

_KEPT = "保留了现在的内容"
_SWAPPED = "改用了另一边的内容"
_RESTORED = "恢复了这条记录"


def settle(session: Session, conflict_id: int, *, swap: bool) -> None:
    """Note a decision, and edit the row where the other value is wanted; the caller commits.

    Raises:
        RuleError: it was settled already, or there is no other value to take.
    """
    one = session.get(Conflict, conflict_id)
    if one is None or one.settled:
        raise RuleError("这一处已经处理过了，没有再改动。", hint="请刷新列表。")
    if not swap:
        one.settled = _KEPT
        return
    row_type = tables()[one.table]
    if one.kind == ConflictKind.TWIN or row_type.__sync__.immutable:
        raise RuleError(
            "这一处不能改用另一边的内容，没有改动。",
            hint="两条记录都保留着；请到相应页面核对后修改其中一条，或重新发放证书。",
        )
    row = session.get_one(row_type, one.row_id)
    if never_changes(session, row):
        raise RuleError(
            "这份答卷已经交卷，不能改用另一边的内容，没有改动。",
            hint="请保留现在的内容；如有疑问，请核对两边的答卷。",
        )
    if one.kind == ConflictKind.DELETE:
        row.deleted = False
        one.settled = _RESTORED
    else:
        one.settled = _SWAPPED
    _take(row, dict(one.lost["values"]))


def _take(row: SyncedRow, values: dict[str, object]) -> None:
    for name, value in as_read(type(row), values).items():
        setattr(row, name, value)
