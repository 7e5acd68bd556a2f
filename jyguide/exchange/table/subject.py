"""What the import wizard is told of a kind of list; everything else it knows itself.

A list of organisations, say, is a `TableSpec`, rules of its rows, a comparison with what is kept,
and one method that writes. In the area's service::

    def plan(self, source, mapping=None, progress=None, cancel=None) -> TablePlan:
        file = read_table(source.sheets(), self.spec(), RULES, mapping, progress, cancel)
        known = {row.name: row for row in self.organisations()}

        def compare(row: ReadRow) -> PlannedRow:
            here = known.get(row.values["name"])
            changes = changes_between(row.values, partial(getattr, here)) if here else ()
            return PlannedRow(row.sheet, row.row, row.values, here, changes)

        return plan_table(source, file, self.spec(), compare, by_hand=mapping is not None)

    def take_in(self, plan, decision=PLAIN, progress=None, cancel=None) -> TableResult:
        with self._store.begin(f"导入组织“{plan.source.name}”") as uow:
            rows = plan.sorted_out(decision)
            ...  # add rows[Fate.NEW], change rows[Fate.UPDATE] by decision.changes(row)
            self._layouts.keep(uow, plan)
            uow.commit()
            return result_of(plan, decision, ActionId(uow.action_id))

and in the page::

    subject = TableImport(
        spec=service.spec(), recall=service.layouts, plan=service.plan, take_in=service.take_in,
        words=ImportWords("导入组织", "组织树"), changed=Changed.ORGANISATIONS,
    )
    ImportWizard(desk, subject, history, self).open()

`write_refused` makes the error workbook of any plan, `write_template` the empty form of any spec,
`write_table` its export.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jyguide.changes import Changed
from jyguide.exchange.error_workbook import write_error_sheets
from jyguide.exchange.table.header import ColumnMap
from jyguide.exchange.table.outline import Remembered
from jyguide.exchange.table.plan import Decision, PlannedRow, TablePlan, TableResult
from jyguide.exchange.table.source import TableSource
from jyguide.exchange.table.spec import TableSpec
from jyguide.progress import CancelToken, Progress


class Plan(Protocol):
    """Reads a list and compares it with what is kept; writes nothing.

    Raises:
        FileError: It cannot be read as such a list.
        Cancelled: The user pressed cancel.
    """

    def __call__(
        self,
        source: TableSource,
        mapping: ColumnMap | None,
        progress: Progress,
        cancel: CancelToken,
    ) -> TablePlan: ...


class TakeIn(Protocol):
    """Writes what a plan found, as decided: all of it in one action, or nothing.

    Raises:
        RuleError: What is kept has changed since the plan was made.
        Cancelled: The user pressed cancel.
    """

    def __call__(
        self, plan: TablePlan, decision: Decision, progress: Progress, cancel: CancelToken
    ) -> TableResult: ...


Searched = Callable[[PlannedRow], str]


@dataclass(frozen=True, slots=True)
class ImportWords:
    """What the wizard says of a kind of list.

    Attributes:
        title: Of the window: 导入花名册.
        where: What an undone import restores, in “…恢复到导入之前的样子”: 人员名单.
        known: Those that are kept already, in “…：更新/补充/跳过”: 已有的人.
        guess: Offers to write what is guessed, ``{}`` for how many rows.
        search_hint: What the rows of the preview are searched by.
        drop: Over the place where a file is dropped: 把花名册拖到这里.
    """

    title: str
    where: str
    known: str = "已有的记录"
    guess: str = ""
    search_hint: str = "搜索"
    drop: str = "把文件拖到这里"


@dataclass(frozen=True, slots=True)
class TableImport:
    """A kind of list, for `ui.importing.ImportWizard`; every callable runs on the worker.

    Attributes:
        recall: Column maps remembered, see `LayoutMemory`.
        changed: What is announced after writing.
        searched: Searched in a row besides what its cells say: readings of a name.
    """

    spec: TableSpec
    recall: Callable[[], Remembered]
    plan: Plan
    take_in: TakeIn
    words: ImportWords
    changed: Changed
    searched: Searched | None = None


def write_refused(plan: TablePlan, target: Path) -> None:
    """Write the refused rows into a workbook that can be corrected and imported again.

    Raises:
        FileError: The list has changed or is gone, or the target cannot be written.
        RuleError: Nothing was refused.
    """
    write_error_sheets(plan.source.sheets(), plan.refused, target, plan.headings, plan.source.name)
