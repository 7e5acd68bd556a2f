"""Use cases of lists of organisations in files: read, compare, import, export."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import Organisation
from db.uow import Store, UnitOfWork
from jyguide.errors import RuleError
from jyguide.exchange.table.plan import Compare, PlannedRow
from jyguide.exchange.table.reading import TableFile
from jyguide.exchange.table.service import ListFiles, ListWords, Taking
from jyguide.exchange.table.spec import TableSpec
from jyguide.ids import OrganisationId, StationId
from jyguide.people.organisation import OrganisationKind, OrganisationRow
from jyguide.people.organisation_table import PATH, SPEC, OrganisationComparison
from jyguide.people.service.organisation_moving import write
from jyguide.people.service.organisation_rows import read_rows
from jyguide.people.service.organisations import OrganisationService
from jyguide.place import Place

_NOTES = (
    "每个组织填一行，从第 2 行开始；带 * 的列必填。上级可以写在下级的后面。",
    "“上级组织”写名称；同名的组织不止一个时写完整位置，如“周庄镇/红豆村”。",
    "已经在组织树里的组织（位置和名称相同）不会重复新增，可以选择更新、补充或跳过。",
    "改了名称的组织，代码相同或写法相近的会列为“待确认”，确认后改名，不会新增一个。",
    "填好后保存，在“组织 - 导入”中选择这个文件；有问题的行会连同原因列出，改正后可再次导入。",
)


class OrganisationFileService(ListFiles):
    """Everything the program does with lists of organisations."""

    words = ListWords("导入组织“{}”", "组织树又有改动，没有导入任何组织", "组织", _NOTES)

    def __init__(self, store: Store, place: Place, organisations: OrganisationService) -> None:
        super().__init__(store, SPEC.purpose)
        self._place = place
        self._organisations = organisations

    def spec(self) -> TableSpec:
        return SPEC

    def comparing(self, session: Session, spec: TableSpec, file: TableFile) -> Compare:
        del spec
        rows = read_rows(session)
        return OrganisationComparison(rows, file.good, self._place.station_id).compare

    def write(self, uow: UnitOfWork, taking: Taking) -> None:
        """Add and change.

        Raises:
            RuleError: others are to be added under a row that is skipped or waits to be
                confirmed.
        """
        _add(uow, taking.new, read_rows(uow.session))
        for row in taking.updates:
            said = taking.said(row)
            if kind := said.pop("kind", None):
                said["kind"] = OrganisationKind(kind).value
            write(uow.session.get_one(Organisation, row.known.id), **said)

    def export(self, target: Path, below: OrganisationId | None = None) -> int:
        """Write the tree, or one part of it, so that it imports again; returns how many.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
        """
        from jyguide.exchange.table.writing import write_table  # noqa: PLC0415 - seldom needed

        rows = self._organisations.rows()
        if below is not None:
            wanted = self._organisations.below(below)
            rows = [row for row in rows if row.id in wanted]
        write_table(target, SPEC, self.words.sheet, map(_cells, rows))
        return len(rows)


def _add(uow: UnitOfWork, new: Sequence[PlannedRow], tree: Sequence[OrganisationRow]) -> None:
    """Parents before what lies under them, each after the siblings there are."""
    ids: dict[tuple[str, ...], uuid.UUID] = {row.path: row.id for row in tree}
    homes: dict[tuple[str, ...], StationId | None] = {row.path: row.station_id for row in tree}
    last: dict[tuple[str, ...], int] = {}
    for one in tree:
        above = one.path[:-1]
        last[above] = max(last.get(above, 0), one.position)
    rows: list[Mapping[str, Any]] = []
    for row in sorted(new, key=lambda row: len(row.values[PATH])):
        path = row.values[PATH]
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


def _cells(row: OrganisationRow) -> tuple[str, ...]:
    """In the order of the spec; what lies right under the city has no parent in it."""
    kind = SPEC.by_key["kind"].shown(row.kind)
    return (row.name, kind, "/".join(row.path[:-1]), row.code, row.note)
