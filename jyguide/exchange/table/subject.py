"""What the import wizard is told of a kind of list; everything else it knows itself.

A list of organisations, say, is a `ListFiles` in the area's service::

    class OrganisationFileService(ListFiles):
        words = ListWords("导入组织“{}”", "组织树又有改动，没有导入任何组织", "组织", _NOTES)

        def spec(self) -> TableSpec:
            return SPEC

        def comparing(self, session, spec, file) -> Compare:
            known = {row.name: row for row in read_rows(session)}

            def compare(row: ReadRow) -> PlannedRow:
                here = known.get(row.values["name"])
                changes = changes_between(row.values, partial(getattr, here)) if here else ()
                return PlannedRow(row.sheet, row.row, row.values, here, changes)

            return compare

        def write(self, uow, taking) -> None:
            ...  # add taking.new, change taking.updates by taking.said(row)

and in the page::

    subject = TableImport(SPEC, service, ImportWords("导入组织", "组织树"), Changed.ORGANISATIONS)
    open_import(desk, subject, history, undoing, self)

Its form, its error workbook and what it remembers of layouts come with `ListFiles`; `write_table`
makes an export of any spec.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from jyguide.exchange.workbook import Sheet
from jyguide.progress import CancelToken, Progress


class Files(Protocol):
    """Reads and writes a kind of list: `ListFiles`; every method runs on the worker."""

    def layouts(self) -> Remembered:
        """Column maps remembered, see `LayoutMemory`."""

    def plan(
        self,
        source: TableSource,
        mapping: ColumnMap | None,
        progress: Progress,
        cancel: CancelToken,
    ) -> TablePlan:
        """Read a list and compare it with what is kept; writes nothing.

        Raises:
            FileError: It cannot be read as such a list.
            Cancelled: The user pressed cancel.
        """

    def take_in(
        self, plan: TablePlan, decision: Decision, progress: Progress, cancel: CancelToken
    ) -> TableResult:
        """Write what a plan found, as decided: all of it in one action, or nothing.

        Raises:
            RuleError: What is kept has changed since the plan was made.
            Cancelled: The user pressed cancel.
        """

    def write_errors(self, plan: TablePlan, target: Path) -> None:
        """Write what was refused into a workbook to be corrected and imported again.

        Raises:
            FileError: The list has changed or is gone, or the target cannot be written.
        """


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
        told: What the page says once the wizard is closed, before how many: 花名册已导入.
    """

    title: str
    where: str
    known: str = "已有的记录"
    guess: str = ""
    search_hint: str = "搜索"
    drop: str = "把文件拖到这里"
    told: str = "已导入"


@dataclass(frozen=True, slots=True)
class TableImport:
    """A kind of list, for `ui.importing.ImportWizard`.

    Attributes:
        changed: What is announced after writing.
        searched: Searched in a row besides what its cells say: readings of a name.
    """

    spec: TableSpec
    files: Files
    words: ImportWords
    changed: Changed
    searched: Searched | None = None


def write_refused(plan: TablePlan, target: Path, sheets: Sequence[Sheet] | None = None) -> None:
    """Write the refused rows into a workbook that can be corrected and imported again.

    ``sheets`` stand for those of the file where its numbers are not to be written out.

    Raises:
        FileError: The list has changed or is gone, or the target cannot be written.
        RuleError: Nothing was refused.
    """
    told = plan.source.sheets() if sheets is None else sheets
    write_error_sheets(told, plan.refused, target, plan.headings, plan.source.name)
