"""Column maps put right by hand, remembered in this folder per layout."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import select

from db.models import Setting
from db.uow import Store, UnitOfWork
from jyguide.exchange.table.header import layout_digest
from jyguide.exchange.table.outline import Remembered
from jyguide.exchange.table.plan import TablePlan
from jyguide.exchange.workbook import CellValue


class LayoutMemory:
    """What each layout of one kind of list meant when it came last.

    Kept in the folder's own settings: not journalled, not sent, and not undone with the import:
    a head does not change its meaning because the import was taken back.
    """

    def __init__(self, store: Store, purpose: str) -> None:
        self._store = store
        self._prefix = f"layout/{purpose}/"

    def recall(self) -> Remembered:
        """Columns by digest of the head row; what cannot be read any more is forgotten."""
        statement = select(Setting.key, Setting.value).where(Setting.key.startswith(self._prefix))
        with self._store.read() as session:
            kept = list(session.execute(statement))
        told = {key.removeprefix(self._prefix): _columns(text) for key, text in kept}
        return {digest: columns for digest, columns in told.items() if columns}

    def keep(self, uow: UnitOfWork, plan: TablePlan) -> None:
        """Remember, within the import, how a plan was read if somebody put that right."""
        if not plan.by_hand:
            return
        for heads in {texts for index, texts in plan.headings.values() if index >= 0}:
            self._keep(uow, heads, plan)

    def _keep(self, uow: UnitOfWork, heads: Sequence[CellValue], plan: TablePlan) -> None:
        columns = plan.file.columns.columns
        if tuple(heads) == plan.file.headers:
            text = json.dumps(dict(columns), sort_keys=True)
            uow.session.merge(Setting(key=self._prefix + layout_digest(heads), value=text))


def _columns(text: str) -> dict[str, int]:
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(read, dict):
        return {}
    return {str(key): at for key, at in read.items() if isinstance(at, int) and at >= 0}
