"""Use cases of feedback slips in files: read, compare, take in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from db.uow import Store
from jyguide.errors import RuleError
from jyguide.exchange.table.plan import (
    PLAIN,
    Decision,
    Fate,
    TablePlan,
    TableResult,
    plan_table,
    result_of,
)
from jyguide.exchange.table.reading import read_table
from jyguide.exchange.table.service import LayoutMemory
from jyguide.exchange.table.source import TableSource
from jyguide.ids import ActionId, SessionId
from jyguide.progress import CancelToken, Progress
from jyguide.training.feedback import Slip
from jyguide.training.feedback_table import RULES, SPEC, compare, slip_of, values_of
from jyguide.training.service.feedback import FeedbackService, put_slip

if TYPE_CHECKING:
    from jyguide.exchange.table.header import ColumnMap
    from jyguide.exchange.table.outline import Remembered

_NOTES = (
    "一份反馈表填一行，从第 2 行开始；“编号”必填。",
    "评分填 1 至 5（5 为很满意），也可以填“很满意”“满意”等；没有填的留空。",
    "不要写姓名。编号已经录入过的，可以选择更新、补充或跳过。",
)


class FeedbackFileService:
    """Takes in the slips of one session from Excel."""

    def __init__(self, store: Store, feedback: FeedbackService) -> None:
        self._store = store
        self._feedback = feedback
        self._layouts = LayoutMemory(store, SPEC.purpose)

    def layouts(self) -> Remembered:
        """How layouts were put right by hand before."""
        return self._layouts.recall()

    def plan(
        self,
        session_id: SessionId,
        source: TableSource,
        mapping: ColumnMap | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> TablePlan:
        """Read a table and compare it with the slips keyed in; writes nothing.

        Raises:
            FileError: it cannot be read as a table of slips.
            Cancelled: the user pressed cancel.
        """
        file = read_table(source.sheets(), SPEC, RULES, mapping, progress, cancel)
        row = partial(compare, self._known(session_id))
        return plan_table(source, file, SPEC, row, by_hand=mapping is not None)

    def take_in(
        self,
        session_id: SessionId,
        plan: TablePlan,
        decision: Decision = PLAIN,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> TableResult:
        """Write what a plan found, as decided: all of it in one action, or nothing.

        Raises:
            RuleError: slips were keyed in or corrected since the plan was made.
            Cancelled: the user pressed cancel; nothing is written.
        """
        del progress  # a few hundred are over before anybody could read how many
        rows = plan.sorted_out(decision)
        with self._store.begin(f"导入反馈表“{plan.source.name}”") as uow:
            self._refuse_stale(session_id, plan)
            for row in rows[Fate.NEW]:
                put_slip(uow.session, session_id, slip_of(row.values), again=False)
            for row in rows[Fate.UPDATE]:
                said = {change.key: change.after for change in decision.changes(row)}
                slip = slip_of(values_of(row.known) | said)
                put_slip(uow.session, session_id, slip, again=True)
            if cancel is not None:
                cancel.check()
            self._layouts.keep(uow, plan)
            uow.commit()
            return result_of(plan, decision, ActionId(uow.action_id))

    def write_template(self, target: Path) -> None:
        """Write an empty table to fill in."""
        from jyguide.exchange.table.writing import write_template  # noqa: PLC0415 - seldom needed

        write_template(target, SPEC, SPEC.title, _NOTES)

    def _known(self, session_id: SessionId) -> dict[int, Slip]:
        return {row.slip.number: row.slip for row in self._feedback.slips(session_id)}

    def _refuse_stale(self, session_id: SessionId, plan: TablePlan) -> None:
        """A plan holds only for the slips it was compared with."""
        known = self._known(session_id)
        if any(
            known.get(row.values["number"]) != row.known for row in plan.rows if not row.faults
        ):
            raise RuleError(
                f"检查“{plan.source.name}”之后，又有反馈表录入或更正，没有导入。",
                hint="请重新检查这个文件，再导入。",
            )
