"""Use cases of lists of organisations in files: read, compare, import, export."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.keys import new_key
from db.models import Organisation
from db.uow import Store, UnitOfWork
from jyguide.errors import RuleError
from jyguide.exchange.table.plan import (
    PLAIN,
    Decision,
    Fate,
    PlannedRow,
    TablePlan,
    TableResult,
    plan_table,
    result_of,
)
from jyguide.exchange.table.reading import ReadRow, RowRules, read_table
from jyguide.exchange.table.service import LayoutMemory
from jyguide.exchange.table.source import TableSource
from jyguide.exchange.table.subject import write_refused
from jyguide.ids import ActionId, OrganisationId, StationId
from jyguide.people.organisation import OrganisationKind, OrganisationRow
from jyguide.people.organisation_table import SPEC, OrganisationComparison
from jyguide.people.service.organisation_moving import write
from jyguide.people.service.organisation_rows import read_rows
from jyguide.people.service.organisations import OrganisationService
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress

if TYPE_CHECKING:
    from jyguide.exchange.table.header import ColumnMap
    from jyguide.exchange.table.outline import Remembered

_SHEET = "组织"
_NOTES = (
    "每个组织填一行，从第 2 行开始；带 * 的列必填。上级可以写在下级的后面。",
    "“上级组织”写名称；同名的组织不止一个时写完整位置，如“周庄镇/红豆村”。",
    "已经在组织树里的组织（位置和名称相同）不会重复新增，可以选择更新、补充或跳过。",
    "改了名称的组织，代码相同或写法相近的会列为“待确认”，确认后改名，不会新增一个。",
    "填好后保存，在“组织 - 导入”中选择这个文件；有问题的行会连同原因列出，改正后可再次导入。",
)


class OrganisationFileService:
    """Everything the program does with lists of organisations."""

    def __init__(self, store: Store, place: Place, organisations: OrganisationService) -> None:
        self._store = store
        self._place = place
        self._organisations = organisations
        self._layouts = LayoutMemory(store, SPEC.purpose)

    def layouts(self) -> Remembered:
        """How layouts were put right by hand before."""
        return self._layouts.recall()

    def plan(
        self,
        source: TableSource,
        mapping: ColumnMap | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> TablePlan:
        """Read a list and compare it with the tree; writes nothing.

        Raises:
            FileError: it cannot be read as a list of organisations.
            Cancelled: the user pressed cancel.
        """
        file = read_table(source.sheets(), SPEC, RowRules(), mapping, progress, cancel)
        found = self._comparison(self._organisations.rows(), file.good)
        return plan_table(source, file, SPEC, found.compare, by_hand=mapping is not None)

    def take_in(
        self,
        plan: TablePlan,
        decision: Decision = PLAIN,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> TableResult:
        """Write what a plan found, as decided: all of it in one action, or nothing.

        Raises:
            RuleError: the tree has changed since the plan was made, or a row is to be skipped
                or waits to be confirmed under which others are to be added.
            Cancelled: the user pressed cancel; nothing is written.
        """
        del progress  # thousands are over before anybody could read how many
        rows = plan.sorted_out(decision)
        with self._store.begin(f"导入组织“{plan.source.name}”") as uow:
            tree = read_rows(uow.session)
            found = self._comparison(tree, plan.file.good)
            _refuse_stale(plan, found)
            self._add(uow, rows[Fate.NEW], found, tree)
            for row in rows[Fate.UPDATE]:
                _change(uow, row, decision)
            if cancel is not None:
                cancel.check()
            self._layouts.keep(uow, plan)
            uow.commit()
            return result_of(plan, decision, ActionId(uow.action_id))

    def write_errors(self, plan: TablePlan, target: Path) -> None:
        """Write the refused rows into a workbook that can be corrected and imported again."""
        write_refused(plan, target)

    def write_template(self, target: Path) -> None:
        """Write an empty list to fill in."""
        from jyguide.exchange.table.writing import write_template  # noqa: PLC0415 - seldom needed

        write_template(target, SPEC, _SHEET, _NOTES)

    def export(self, target: Path, below: OrganisationId | None = None) -> int:
        """Write the tree, or one part of it, so that it imports again; returns how many.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
        """
        from jyguide.exchange.table.writing import write_table  # noqa: PLC0415 - as above

        rows = self._organisations.rows()
        if below is not None:
            wanted = self._organisations.below(below)
            rows = [row for row in rows if row.id in wanted]
        write_table(target, SPEC, _SHEET, map(_cells, rows))
        return len(rows)

    def _comparison(
        self, rows: Sequence[OrganisationRow], file: Sequence[ReadRow]
    ) -> OrganisationComparison:
        return OrganisationComparison(rows, file, self._place.station_id)

    def _add(
        self,
        uow: UnitOfWork,
        new: Sequence[PlannedRow],
        found: OrganisationComparison,
        tree: Sequence[OrganisationRow],
    ) -> None:
        """Parents before what lies under them, each after the siblings there are."""
        ids: dict[tuple[str, ...], uuid.UUID] = {row.path: row.id for row in tree}
        homes: dict[tuple[str, ...], StationId | None] = {row.path: row.station_id for row in tree}
        last: dict[tuple[str, ...], int] = {}
        for one in tree:
            above = one.path[:-1]
            last[above] = max(last.get(above, 0), one.position)
        rows: list[Mapping[str, Any]] = []
        for row in sorted(new, key=lambda row: len(found.path(row))):
            path = found.path(row)
            above = path[:-1]
            if above not in ids:
                raise RuleError(
                    f"“{row.values['name']}”的上级“{above[-1]}”选了跳过或还没有确认，"
                    "没有导入任何组织。",
                    hint="请把上级也导入，或把它的下级也选为跳过。",
                )
            last[above] = last.get(above, 0) + 1
            ids[path], homes[path] = new_key(), homes[above]
            rows.append(
                {
                    "id": ids[path],
                    "station_id": homes[path],
                    "name": row.values["name"],
                    "kind": row.values["kind"].value,
                    "code": row.values.get("code") or "",
                    "parent_id": ids[above],
                    "position": last[above],
                    "note": row.values.get("note") or "",
                }
            )
        uow.add_many(Organisation, rows)


def _refuse_stale(plan: TablePlan, found: OrganisationComparison) -> None:
    """A plan holds only for the tree it was compared with: written twice it would double it."""
    then = {row.place: row for row in plan.rows}
    if any(found.compare(row) != then[row.sheet, row.row] for row in plan.file.good):
        raise RuleError(
            f"检查“{plan.source.name}”之后，组织树又有改动，没有导入任何组织。",
            hint="请重新检查这个文件，再导入。",
        )


def _change(uow: UnitOfWork, row: PlannedRow, decision: Decision) -> None:
    said = {change.key: change.after for change in decision.changes(row)}
    if kind := said.pop("kind", None):
        said["kind"] = OrganisationKind(kind).value
    write(uow.session.get_one(Organisation, row.known.id), **said)


def _cells(row: OrganisationRow) -> tuple[str, ...]:
    """In the order of the spec; what lies right under the city has no parent in it."""
    kind = SPEC.by_key["kind"].shown(row.kind)
    return (row.name, kind, "/".join(row.path[:-1]), row.code, row.note)
