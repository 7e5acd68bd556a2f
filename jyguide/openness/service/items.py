"""Use cases of the matters that have to be posted."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import OpennessItem, OpennessNotice, Station
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.exchange.cell import compact
from jyguide.ids import OpennessItemId, StationId
from jyguide.openness.item import ItemFacts, ItemRow, Law, check_item
from jyguide.openness.kinds import Affairs, Period, PlaceKind
from jyguide.openness.shipped_items import laws, read_items
from jyguide.place import Place


@cache
def _laws() -> dict[uuid.UUID, Law]:
    keys = {one.code: fixed_key("openness_item", one.code) for one in read_items()}
    return laws(keys)


class OpennessItemService:
    """The list of matters: those that ship, the city's for all, a station's own."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def rows(self) -> list[ItemRow]:
        """Every matter, everybody's before each station's, those that have ended among them."""
        with self._store.read() as session:
            return read_item_rows(session)

    def may_change(self, row: ItemRow) -> bool:
        """Whether this office may: the city any, a station its own."""
        return self._place.is_city or row.station_id == self._place.station_id

    def add(self, facts: ItemFacts) -> OpennessItemId:
        """Add a matter: at the city for everybody, at a station for its own places.

        Raises:
            RuleError: the facts cannot be so, or there is one of that name.
        """
        check_item(facts)
        with self._store.begin(f"新增公开事项“{facts.name}”") as uow:
            _refuse_namesake(uow.session, facts, self._place.station_id, None)
            last = uow.session.scalar(select(func.max(OpennessItem.position))) or 0
            row = OpennessItem(
                station_id=self._place.station_id,
                position=last + 1,
                verified=False,
                days_verified=False,
                **_columns(facts),
            )
            uow.session.add(row)
            uow.commit()
            return OpennessItemId(row.id)

    def change(
        self, item_id: OpennessItemId, facts: ItemFacts, seen: str | None = None
    ) -> Changed:
        """Change what is kept about a matter; what is law can be made stricter and no looser.

        Args:
            item_id: Which.
            facts: All of it; the basis of what ships stays as it ships.
            seen: The ``version`` of the row that a form was filled from.

        Raises:
            RuleError: the facts cannot be so, it is another office's, or was changed meanwhile.
        """
        law = _laws().get(item_id)
        check_item(facts, law)
        with self._store.begin(f"修改公开事项“{facts.name}”") as uow:
            row = self._own(uow.session, item_id)
            if seen not in (None, str(row.sync_v)):
                raise RuleError(
                    "这个事项在您打开之后又被改动过。为了不覆盖别人的改动，没有保存。",
                    hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
                )
            _refuse_namesake(uow.session, facts, row.station_id, item_id)
            if facts.place_kind.value != row.place_kind and _is_used(uow.session, item_id):
                raise RuleError(
                    f"“{row.name}”已有公开记录，适用范围不能改，没有改动。",
                    hint="可以停用这一项，另外新增一项。",
                )
            if law is not None:
                facts = replace(facts, basis=row.basis)
            for name, value in _columns(facts).items():
                if getattr(row, name) != value:
                    setattr(row, name, value)
            uow.commit()
        return Changed.OPENNESS

    def end(self, item_ids: Collection[OpennessItemId], on: date | None) -> Changed:
        """End matters on a day, or let them go on with None; what was posted stays.

        Raises:
            RuleError: the day is before one began, or one is another office's.
        """
        word = "停用" if on else "恢复"
        with self._store.begin(f"{word} {len(item_ids)} 个公开事项") as uow:
            for key in item_ids:
                row = self._own(uow.session, key)
                if on is not None and on < row.began_on:
                    raise RuleError(
                        f"“{row.name}”的停用日期早于启用日期，没有改动。",
                        hint="请改正日期后再停用。",
                    )
                row.ended_on = on
            uow.commit()
        return Changed.OPENNESS

    def remove(self, item_ids: Collection[OpennessItemId]) -> Changed:
        """Take matters out that were added by mistake.

        Raises:
            RuleError: one ships with the program, something was posted for it, or it is another
                office's: then it is ended instead.
        """
        with self._store.begin(f"删除 {len(item_ids)} 个公开事项") as uow:
            for key in item_ids:
                row = self._own(uow.session, key)
                if key in _laws() or _is_used(uow.session, key):
                    raise RuleError(
                        f"“{row.name}”随程序发放或已有公开记录，不能删除，没有改动。",
                        hint="不再公开的，请用“停用”。",
                    )
                row.deleted = True
            uow.commit()
        return Changed.OPENNESS

    def _own(self, session: Session, key: OpennessItemId) -> OpennessItem:
        row = session.get(OpennessItem, key)
        if row is None or row.deleted:
            raise RuleError("这个事项已被删除，没有改动。", hint="请按 F5 刷新后重新选择。")
        if not self._place.is_city and row.station_id != self._place.station_id:
            raise RuleError(
                f"“{row.name}”是全市统一的事项，由市级修改，没有改动。",
                hint="本站另有要求的，可以新增本站自己的事项。",
            )
        return row


def read_item_rows(session: Session) -> list[ItemRow]:
    """Every living matter."""
    stations: dict[uuid.UUID | None, str] = {
        row.id: row.name for row in session.execute(select(Station.id, Station.name))
    }
    found = session.scalars(
        select(OpennessItem)
        .where(OpennessItem.deleted.is_(False))
        .order_by(OpennessItem.position, OpennessItem.id)
    )
    rows = [item_row(row, stations.get(row.station_id, "")) for row in found]
    return sorted(rows, key=lambda row: (row.station_id is not None, row.station, row.position))


def item_row(row: OpennessItem, station: str = "") -> ItemRow:
    """A row as rules and pages see it."""
    return ItemRow(
        id=OpennessItemId(row.id),
        station_id=StationId(row.station_id) if row.station_id else None,
        station=station,
        facts=ItemFacts(
            affairs=Affairs(row.affairs),
            name=row.name,
            place_kind=PlaceKind(row.place_kind),
            period=Period(row.period),
            began_on=row.began_on,
            content=row.content,
            days_after=row.days_after,
            posted_days=row.posted_days,
            basis=row.basis,
            ended_on=row.ended_on,
        ),
        position=row.position,
        verified=row.verified,
        days_verified=row.days_verified,
        law=_laws().get(row.id),
        version=str(row.sync_v),
    )


def _columns(facts: ItemFacts) -> dict[str, Any]:
    return {
        "affairs": facts.affairs.value,
        "name": facts.name.strip(),
        "content": facts.content.strip(),
        "place_kind": facts.place_kind.value,
        "period": facts.period.value,
        "days_after": facts.days_after,
        "posted_days": facts.posted_days,
        "basis": facts.basis.strip(),
        "began_on": facts.began_on,
        "ended_on": facts.ended_on,
    }


def _refuse_namesake(
    session: Session, facts: ItemFacts, station_id: uuid.UUID | None, own: uuid.UUID | None
) -> None:
    """Two of one name could not be told apart in a list."""
    name = compact(facts.name)
    for row in _of_kind(session, facts.place_kind):
        shared = None in (row.station_id, station_id) or row.station_id == station_id
        if row.id != own and shared and compact(row.name) == name:
            raise RuleError(
                f"已有名为“{row.name}”的公开事项，没有改动。",
                hint="请换一个名称；停用的事项可以恢复。",
            )


def _of_kind(session: Session, kind: PlaceKind) -> Iterable[OpennessItem]:
    return session.scalars(
        select(OpennessItem).where(
            OpennessItem.deleted.is_(False), OpennessItem.place_kind == kind.value
        )
    )


def _is_used(session: Session, key: OpennessItemId) -> bool:
    return bool(
        session.scalar(
            select(func.count())
            .select_from(OpennessNotice)
            .where(OpennessNotice.item_id == key, OpennessNotice.deleted.is_(False))
        )
    )
