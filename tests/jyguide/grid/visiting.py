"""A small grid: two villages, three vanguard members, members and households they contact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from db.models import ContactTarget, GridHandover, GridUnit, VanguardMember
from jyguide.app import Application
from jyguide.grid.kinds import GridLevel, TargetKind
from jyguide.ids import TargetId

START = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class MadeGrid:
    """Keys of what was made."""

    villages: tuple[UUID, ...]
    cells: tuple[UUID, ...]
    vanguards: tuple[UUID, ...]
    members: tuple[TargetId, ...]
    households: tuple[TargetId, ...]


def lay_grid(app: Application, households: int = 4, members: int = 2, said: str = "") -> MadeGrid:
    """Per cell of two, so many households and members; the third vanguard member has nobody.

    `said` is a phone that stands wherever one can be written.
    """
    station = app.place.station_id
    with app._store.begin("导入网格") as uow:

        def unit(level: GridLevel, name: str, parent: UUID | None, at: int = 0) -> UUID:
            row = GridUnit(
                station_id=station,
                level=level.value,
                name=name,
                parent_unit_id=parent,
                position=at,
            )
            uow.session.add(row)
            return row.id

        top = unit(GridLevel.TOWNSHIP, "周庄镇", None)
        villages = tuple(
            unit(GridLevel.VILLAGE, name, top, at) for at, name in enumerate(("江南村", "红豆村"))
        )
        cells = []
        for village in villages:
            branch = unit(GridLevel.BRANCH, "第一网格支部", village)
            cells.append(unit(GridLevel.CELL, "三组微网格", branch))
        names = ("王建国", "阿卜杜拉·买买提", "陈明")
        people = [
            VanguardMember(
                station_id=station,
                unit_id=cells[min(at, 1)],
                name=name,
                phone=said or "13900001234",
            )
            for at, name in enumerate(names)
        ]
        uow.session.add_all(people)
        made: dict[TargetKind, list[TargetId]] = {kind: [] for kind in TargetKind}
        for at, cell in enumerate(cells):
            for kind, count in ((TargetKind.MEMBER, members), (TargetKind.HOUSEHOLD, households)):
                for number in range(count):
                    word = "党员" if kind is TargetKind.MEMBER else "户主"
                    row = ContactTarget(
                        station_id=station,
                        unit_id=cell,
                        kind=kind.value,
                        name=f"{word}{at + 1}{number + 1}",
                        code=f"{at + 1}{number + 1:03d}",
                        phone=said or "13900004321",
                        address=f"三组 {number + 1} 号{said}",
                        vanguard_id=people[at].id,
                        held_since=START,
                    )
                    uow.session.add(row)
                    made[kind].append(TargetId(row.id))
        uow.commit()
    return MadeGrid(
        villages,
        tuple(cells),
        tuple(one.id for one in people),
        tuple(made[TargetKind.MEMBER]),
        tuple(made[TargetKind.HOUSEHOLD]),
    )


def hand_over(app: Application, target: TargetId, to: UUID | None, on: date) -> None:
    """As the service of hand-overs writes it."""
    with app._store.begin("移交联系") as uow:
        row = uow.session.get(ContactTarget, target)
        uow.session.add(
            GridHandover(
                target_id=target,
                handed_on=on,
                from_key=row.vanguard_id,
                from_name="",
                to_key=to,
                to_name="",
                reason="换人",
            )
        )
        row.vanguard_id, row.held_since = to, on if to else None
        uow.commit()
