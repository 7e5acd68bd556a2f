"""Use cases of villages that post a matter less often than others."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import OpennessItem, OpennessRhythm
from db.uow import Store, UnitOfWork
from jyguide.changes import Changed
from jyguide.errors import RuleError
from jyguide.ids import OpennessItemId, OrganisationId
from jyguide.openness.calendar import PostPlace
from jyguide.openness.item import ItemRow
from jyguide.openness.kinds import Period
from jyguide.openness.rhythm import Rhythms
from jyguide.openness.service.items import item_row
from jyguide.openness.service.places import read_places


class OpennessRhythmService:
    """Which villages choose the longer period that the law leaves them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def choose(
        self, item_id: OpennessItemId, places: Collection[OrganisationId], *, longer: bool
    ) -> Changed:
        """Have places post a matter less often than others, or as often again; all or none.

        Args:
            item_id: Which matter.
            places: Which villages or communities.
            longer: Whether in the longest period that the law allows.

        Raises:
            RuleError: the law leaves nothing to choose, or a place is gone or not asked for it.
        """
        with self._store.begin(f"改变 {len(places)} 处的公布周期") as uow:
            row = uow.session.get(OpennessItem, item_id)
            if row is None or row.deleted:
                raise RuleError(
                    "这个公开事项已被删除，没有改动。", hint="请按 F5 刷新后重新选择。"
                )
            item = item_row(row)
            if item.loosest is None and longer:
                raise RuleError(
                    f"“{item.facts.name}”的周期对每个村（社区）都一样，没有改动。",
                    hint="周期由市级在“公开事项”里修改；法律规定的只能从严。",
                )
            known = {one.key: one for one in read_places(uow.session)}
            for key in places:
                _put(uow, item, _asked(item, known.get(key)), item.loosest if longer else None)
            uow.commit()
        return Changed.OPENNESS


def read_rhythms(session: Session) -> Rhythms:
    """Every place that posts a matter less often than others."""
    found = session.execute(
        select(
            OpennessRhythm.item_id, OpennessRhythm.organisation_key, OpennessRhythm.period
        ).where(OpennessRhythm.deleted.is_(False))
    )
    return Rhythms({(item, place): Period(period) for item, place, period in found})


def _asked(item: ItemRow, place: PostPlace | None) -> PostPlace:
    if place is None or place.kind is not item.facts.place_kind:
        raise RuleError(
            f"所选的村（社区）里有的已删除，或不用公布“{item.facts.name}”，没有改动。",
            hint="请按 F5 刷新后重新选择。",
        )
    return place


def _put(uow: UnitOfWork, item: ItemRow, place: PostPlace, period: Period | None) -> None:
    key = fixed_key("openness_rhythm", item.id, place.key)
    row = uow.session.get(OpennessRhythm, key)
    if period is None:
        if row is not None and not row.deleted:
            row.deleted = True
    elif row is None:
        uow.session.add(
            OpennessRhythm(
                id=key,
                station_id=place.station_id,
                item_id=item.id,
                organisation_key=place.key,
                organisation=place.name,
                period=period.value,
            )
        )
    else:
        row.deleted = False
        row.period = period.value
