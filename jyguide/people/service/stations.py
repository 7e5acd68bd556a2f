"""Use cases of the guidance stations: their names, their order, their establishment."""

from __future__ import annotations

from sqlalchemy import select

from db.models import Station
from db.uow import Store
from jyguide.changes import Changed
from jyguide.errors import RuleError
from jyguide.ids import ActionId, StationId
from jyguide.people.establishment import StationFacts, StationRow, checked_station
from jyguide.people.organisation_rule import new_order
from jyguide.people.service.organisation_moving import write
from jyguide.place import Place


class StationService:
    """Everything the city does with stations; a station reads what it laid down."""

    def __init__(self, store: Store, place: Place) -> None:
        self._store = store
        self._place = place

    def rows(self) -> list[StationRow]:
        """Every station, in the order of official lists."""
        with self._store.read() as session:
            return [
                StationRow(
                    id=StationId(row.id),
                    code=row.code,
                    name=row.name,
                    position=row.position,
                    full_time_posts=row.full_time_posts,
                    part_time_posts=row.part_time_posts,
                    version=row.sync_v,
                )
                for row in session.scalars(
                    select(Station)
                    .where(Station.deleted.is_(False))
                    .order_by(Station.position, Station.code)
                )
            ]

    def change(
        self, station_id: StationId, facts: StationFacts, seen: str | None = None
    ) -> Changed:
        """Rename a station, or lay down how many posts it has.

        Args:
            station_id: Which.
            facts: Everything that is to be kept.
            seen: The ``version`` of the row that a form was filled from.

        Raises:
            RuleError: this is not the city, the name is another station's, the number cannot be,
                or it was changed meanwhile.
        """
        self._refuse_station()
        facts = checked_station(facts)
        with self._store.begin(f"修改指导站“{facts.name}”") as uow:
            row = uow.session.get_one(Station, station_id)
            if seen is not None and row.sync_v != seen:
                raise RuleError(
                    "这个指导站在您打开之后又被改动过，没有保存。",
                    hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
                )
            others = select(Station.id).where(
                Station.name == facts.name, Station.id != station_id, Station.deleted.is_(False)
            )
            if uow.session.scalar(others) is not None:
                raise RuleError(
                    f"已经有一个指导站叫“{facts.name}”，没有保存。", hint="请换一个名称。"
                )
            write(
                row,
                name=facts.name,
                full_time_posts=facts.full_time_posts,
                part_time_posts=facts.part_time_posts,
            )
            uow.commit()
        return Changed.STATION | Changed.PEOPLE | Changed.ORGANISATIONS

    def move(self, station_id: StationId, index: int) -> ActionId:
        """Put a station elsewhere in official lists.

        Args:
            station_id: Which.
            index: Its place from 0, itself not counted.

        Raises:
            RuleError: this is not the city.
        """
        self._refuse_station()
        with self._store.begin("调整指导站次序") as uow:
            living = select(Station).where(Station.deleted.is_(False))
            rows = {row.id: row for row in uow.session.scalars(living)}
            listed = sorted(rows.values(), key=lambda row: (row.position, row.code))
            order = new_order([row.id for row in listed], station_id, index)  # type: ignore[arg-type, misc] # any keys do
            for place, key in enumerate(order, start=1):
                write(rows[key], position=place)
            uow.commit()
            return ActionId(uow.action_id)

    def _refuse_station(self) -> None:
        if not self._place.is_city:
            raise RuleError(
                "指导站的名称、次序和编制由市级设置，没有改动。", hint="市级改好后会随文件收到。"
            )
