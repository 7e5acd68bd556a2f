"""Use cases of feedback slips in files: read, compare, take in."""

from __future__ import annotations

from functools import partial

from sqlalchemy.orm import Session

from db.uow import Store, UnitOfWork
from jyguide.exchange.table.plan import Compare
from jyguide.exchange.table.reading import RowRules, TableFile
from jyguide.exchange.table.service import ListFiles, ListWords, Taking
from jyguide.exchange.table.spec import TableSpec
from jyguide.ids import SessionId
from jyguide.training.feedback_table import RULES, SPEC, compare, slip_of, values_of
from jyguide.training.service.feedback import FeedbackService, put_slip

_NOTES = (
    "一份反馈表填一行，从第 2 行开始；“编号”必填。",
    "评分填 1 至 5（5 为很满意），也可以填“很满意”“满意”等；没有填的留空。",
    "不要写姓名。编号已经录入过的，可以选择更新、补充或跳过。",
)


class FeedbackFiles(ListFiles):
    """Takes in the slips of one session from Excel."""

    words = ListWords("导入反馈表“{}”", "又有反馈表录入或更正，没有导入", SPEC.title, _NOTES)

    def __init__(self, store: Store, feedback: FeedbackService, session_id: SessionId) -> None:
        super().__init__(store, SPEC.purpose)
        self._feedback = feedback
        self._session_id = session_id

    def spec(self) -> TableSpec:
        return SPEC

    def rules(self, spec: TableSpec) -> RowRules:
        del spec
        return RULES

    def comparing(self, session: Session, spec: TableSpec, file: TableFile) -> Compare:
        del session, spec, file
        slips = self._feedback.slips(self._session_id)
        return partial(compare, {row.slip.number: row.slip for row in slips})

    def write(self, uow: UnitOfWork, taking: Taking) -> None:
        for row in taking.new:
            put_slip(uow.session, self._session_id, slip_of(row.values), again=False)
        for row in taking.updates:
            slip = slip_of(values_of(row.known) | taking.said(row))
            put_slip(uow.session, self._session_id, slip, again=True)
