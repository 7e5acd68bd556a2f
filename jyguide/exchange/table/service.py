"""What every kind of list does alike: read, compare, remember its layout, take in or nothing."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Setting
from db.uow import Store, UnitOfWork
from jyguide.access.disclosing import Disclosing
from jyguide.access.disclosure import DisclosureKind
from jyguide.errors import RuleError
from jyguide.exchange.money import taken_as_yuan
from jyguide.exchange.table.header import ColumnMap, layout_digest
from jyguide.exchange.table.hiding import hidden, rows_with_numbers
from jyguide.exchange.table.outline import Remembered, read_outline
from jyguide.exchange.table.plan import (
    PLAIN,
    Compare,
    Decision,
    Fate,
    PlannedRow,
    TablePlan,
    TableResult,
    plan_table,
    result_of,
)
from jyguide.exchange.table.reading import RowRules, TableFile, read_table
from jyguide.exchange.table.source import TableSource
from jyguide.exchange.table.spec import TableSpec
from jyguide.exchange.table.subject import write_refused
from jyguide.exchange.workbook import CellValue, Sheet
from jyguide.ids import ActionId
from jyguide.pause import collector_paused
from jyguide.progress import CancelToken, Progress, Silent


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


@dataclass(frozen=True, slots=True)
class ListWords:
    """What is said of a kind of list, and written into its empty form.

    Attributes:
        action: What taking one in is called, ``{}`` for the file: 导入组织“{}”.
        stale: What a plan no longer holds for, in “检查……之后，…。”.
        sheet: The sheet to fill in.
        notes: Sentences under what the form says of its columns.
    """

    action: str
    stale: str
    sheet: str
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Taking:
    """A plan being written, as decided."""

    plan: TablePlan
    decision: Decision
    rows: Mapping[Fate, Sequence[PlannedRow]]
    progress: Progress
    cancel: CancelToken

    @property
    def new(self) -> Sequence[PlannedRow]:
        """What is to be added."""
        return self.rows[Fate.NEW]

    @property
    def updates(self) -> Sequence[PlannedRow]:
        """What is kept already and to be changed."""
        return self.rows[Fate.UPDATE]

    def said(self, row: PlannedRow) -> dict[str, Any]:
        """What is to be written about something kept, by key."""
        return {change.key: change.after for change in self.decision.changes(row)}


class ListFiles(ABC):
    """Use cases of one kind of list in files.

    A kind of list says what its columns are (`spec`), what its rows are compared with
    (`comparing`) and how it is written (`write`).
    """

    words: ListWords

    def __init__(self, store: Store, purpose: str) -> None:
        self._store = store
        self._layouts = LayoutMemory(store, purpose)
        self._disclosures: Disclosing | None = None

    def reporting_to(self, disclosures: Disclosing) -> Self:
        """Of a list of people: whom to ask before numbers in it are written out."""
        self._disclosures = disclosures
        return self

    @abstractmethod
    def spec(self) -> TableSpec:
        """What a list consists of."""

    def rules(self, spec: TableSpec) -> RowRules:
        """How its rows are read; by the spec alone unless more is said."""
        del spec
        return RowRules()

    @abstractmethod
    def comparing(self, session: Session, spec: TableSpec, file: TableFile) -> Compare:
        """Read what is kept, and compare rows of a file with it."""

    @abstractmethod
    def write(self, uow: UnitOfWork, taking: Taking) -> None:
        """Write what was decided; nothing it is about has changed since the plan was made."""

    def refuse_stale(self, session: Session, taking: Taking) -> None:
        """A plan holds only for what it was compared with: written twice it would double it.

        Raises:
            RuleError: something has changed since.
        """
        plan = taking.plan
        compare = self.comparing(session, plan.spec, plan.file)
        then = {row.place: row for row in plan.rows}
        if any(compare(row) != then[row.sheet, row.row] for row in plan.file.good):
            raise self.stale(plan)

    def stale(self, plan: TablePlan, why: str = "") -> RuleError:
        """The refusal of a plan that holds no longer."""
        return RuleError(
            f"检查“{plan.source.name}”之后，{why or self.words.stale}。",
            hint="请重新检查这个文件，再导入。",
        )

    def commit(self, uow: UnitOfWork) -> None:
        """Keep the action; what follows from it comes before."""
        uow.commit()

    def layouts(self) -> Remembered:
        """How layouts were put right by hand before."""
        return self._layouts.recall()

    def mapping_remembered(self, source: TableSource) -> ColumnMap | None:
        """The columns of a list whose layout was put right by hand before; None for any other.

        Raises:
            FileError: it cannot be read as such a list.
        """
        layouts = self.layouts()
        outline = read_outline(source, self.spec(), layouts) if layouts else None
        if outline is None or not outline.by_memory:
            return None
        return outline.mapping(outline.header_row, outline.columns_of(outline.header_row))

    @collector_paused()
    def plan(
        self,
        source: Path | TableSource,
        mapping: ColumnMap | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> TablePlan:
        """Read a list and compare it with what is kept; writes nothing.

        Raises:
            FileError: it cannot be read as such a list.
            Cancelled: the user pressed cancel.
        """
        if isinstance(source, Path):
            source = TableSource(source)
        spec = self.spec()
        file = read_table(source.sheets(), spec, self.rules(spec), mapping, progress, cancel)
        with self._store.read() as session:
            compare = self.comparing(session, spec, file)
        plan = plan_table(source, file, spec, compare, by_hand=mapping is not None)
        return replace(plan, remark=taken_as_yuan(file, spec))

    @collector_paused()
    def take_in(
        self,
        plan: TablePlan,
        decision: Decision = PLAIN,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> TableResult:
        """Write what a plan found, as decided: all of it in one action, or nothing.

        Raises:
            RuleError: what is kept has changed since the plan was made, or rows cannot be
                written together as decided.
            Cancelled: the user pressed cancel; nothing is written.
        """
        cancel = cancel or CancelToken()
        rows = plan.sorted_out(decision)
        taking = Taking(plan, decision, rows, progress or Silent(), cancel)
        with self._store.begin(self.words.action.format(plan.source.name)) as uow:
            self.refuse_stale(uow.session, taking)
            self.write(uow, taking)
            cancel.check()
            self._layouts.keep(uow, plan)
            self.commit(uow)
            return result_of(plan, decision, ActionId(uow.action_id))

    def write_errors(self, plan: TablePlan, target: Path) -> None:
        """Write the refused rows into a workbook that can be corrected and imported again.

        Numbers of people go back in full to whoever may see them, and a line is written about
        it; for anybody else they are masked, and only other faults can be put right there.

        Raises:
            FileError: the list has changed or is gone, or the target cannot be written.
            RuleError: nothing was refused.
        """
        sheets = plan.source.sheets()
        masked = [hidden(sheet, _columns_of(plan, sheet)) for sheet in sheets]
        told = self._disclosures
        people = sum(
            rows_with_numbers(
                sheet, other, [one.row for one in plan.refused if one.sheet == sheet.name]
            )
            for sheet, other in zip(sheets, masked, strict=True)
        )
        if told is None or not people:
            write_refused(plan, target, sheets)
        elif told.may(DisclosureKind.ERRORS):
            told.record(DisclosureKind.ERRORS, f"{self.words.sheet}的错误清单", people)
            write_refused(plan, target, sheets)
        else:
            write_refused(plan, target, masked)

    def write_template(self, target: Path) -> None:
        """Write an empty list to fill in.

        Raises:
            FileError: the target cannot be written.
        """
        from jyguide.exchange.table.writing import write_template  # noqa: PLC0415 - seldom needed

        write_template(target, self.spec(), self.words.sheet, self.words.notes)


def _columns_of(plan: TablePlan, sheet: Sheet) -> Mapping[str, int]:
    header = plan.file.sheet_headers.get(sheet.name)
    return header.columns.columns if header else plan.file.columns.columns


def _columns(text: str) -> dict[str, int]:
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(read, dict):
        return {}
    return {str(key): at for key, at in read.items() if isinstance(at, int) and at >= 0}
