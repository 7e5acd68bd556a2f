"""Use cases of the A's of the 雁阵 plan."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import Organisation, Rule, StarAward
from db.uow import Store
from jyguide.brand.service.reading import living_names, station_names
from jyguide.brand.service.writing import put, refuse_changed, refuse_others
from jyguide.brand.stars import (
    STARS_RULE,
    Award,
    AwardFacts,
    StarNames,
    StarRow,
    StarState,
    Withdrawal,
    award_problems,
    check_names,
    correction_problems,
    refuse,
    star_names,
    star_state,
    withdrawal_problems,
)
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import OrganisationId, StationId
from jyguide.place import Place


class StarService:
    """Everything the program does with A's but their papers."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def names(self) -> StarNames:
        """What the five are called now."""
        with self._store.read() as session:
            return _names(session)

    def set_names(self, names: Sequence[str], seen: str | None = None) -> Changed:
        """Lay down what the five are called; the city alone does.

        Raises:
            RuleError: this is a station, the names cannot be so, or they were changed meanwhile.
        """
        if not self._place.is_city:
            raise RuleError(
                "各星的名称由市级统一设定，没有改动。", hint="市级设定后会随交换文件来到本机。"
            )
        terms = {"names": list(check_names(names))}
        with self._store.begin("设定雁阵星级名称") as uow:
            key = _rule_key()
            row = uow.session.get(Rule, key)
            if row is None:
                uow.session.add(
                    Rule(id=key, station_id=None, code=STARS_RULE, year=2000, terms=terms)
                )
            else:
                if not row.deleted:
                    refuse_changed(row, seen)
                put(row, {"terms": terms, "deleted": False})
            uow.commit()
        return Changed.BRANDS

    def rows(self) -> list[StarRow]:
        """Every organisation that was ever given an A, by station and name."""
        with self._store.read() as session:
            return star_rows(session)

    def row(self, organisation_id: OrganisationId) -> StarRow:
        """One organisation, also one without any A.

        Raises:
            RuleError: there is no such organisation here.
        """
        with self._store.read() as session:
            found = [row for row in star_rows(session) if row.organisation_id == organisation_id]
            return found[0] if found else _without(session, organisation_id)

    def award(self, organisation_id: OrganisationId, facts: AwardFacts) -> Changed:
        """Give an organisation the next A.

        Raises:
            RuleError: it is not the next, there is no evidence or document, or the day cannot be.
        """
        with self._store.begin(f"授予 {facts.star}A") as uow:
            held = _awards(uow.session, organisation_id)
            of = _organisation(uow.session, organisation_id)
            refuse_others(of, self._place.station_id)
            refuse(award_problems(_state(held), facts, self._clock().date()), of.name)
            times = sum(row.star == facts.star and row.withdrawn_on is not None for row in held)
            self._put(uow.session, of, facts, times)
            uow.commit()
        return Changed.BRANDS

    def correct(
        self,
        organisation_id: OrganisationId,
        award: uuid.UUID,
        facts: AwardFacts,
        seen: str | None = None,
    ) -> Changed:
        """Put right day, evidence or document of an A that was given, also of one withdrawn.

        Raises:
            RuleError: it was deleted or changed meanwhile, or what is said cannot be so.
        """
        with self._store.begin(f"修改 {facts.star}A 的授予") as uow:
            held = _awards(uow.session, organisation_id)
            row = next((one for one in held if one.id == award), None)
            if row is None:
                raise RuleError("这条授予已被删除，没有改动。", hint="请按 F5 刷新后再试。")
            refuse_changed(row, seen)
            state = _state(held)
            (known,) = (one for one in state.all if one.key == award)
            problems = correction_problems(state, known, facts, self._clock().date())
            refuse(problems, row.organisation)
            put(row, _columns(facts))
            uow.commit()
        return Changed.BRANDS

    def withdraw(self, organisation_id: OrganisationId, star: int, given: Withdrawal) -> Changed:
        """Take the highest A away; the award stays in the history.

        Raises:
            RuleError: a higher one is there, or reason or document are missing.
        """
        with self._store.begin(f"撤销 {star}A") as uow:
            held = _awards(uow.session, organisation_id)
            state = _state(held)
            name = held[0].organisation if held else "这个组织"
            refuse(withdrawal_problems(state, star, given, self._clock().date()), name)
            assert state.highest is not None  # noqa: S101 - else it was refused
            row = uow.session.get_one(StarAward, state.highest.key)
            row.withdrawn_on = given.on
            row.withdrawn_reason = given.reason.strip()
            row.withdrawn_document = given.document.strip()
            uow.commit()
        return Changed.BRANDS

    def move(self, gone: OrganisationId, to: OrganisationId) -> Changed:
        """Give the A's of an organisation that was merged or deleted to the one it lives on as.

        Raises:
            RuleError: it is still in the tree, or the other is not, or is another office's.
        """
        with self._store.begin("转移雁阵评星") as uow:
            former = uow.session.get(Organisation, gone)
            held = _awards(uow.session, gone)
            of = _organisation(uow.session, to)
            refuse_others(of, self._place.station_id)
            if not held or (former is not None and not former.deleted):
                raise RuleError(
                    "只有已经合并或删除的组织，评星才能转到别的组织，没有改动。",
                    hint="请按 F5 刷新后再试。",
                )
            for row in held:
                row.organisation_key, row.organisation = of.id, of.name
            uow.commit()
        return Changed.BRANDS

    def remove(self, organisation_id: OrganisationId, star: int) -> Changed:
        """Take out the highest A where it was entered by mistake and never given.

        Raises:
            RuleError: it is not the highest.
        """
        with self._store.begin(f"删除录错的 {star}A") as uow:
            highest = _state(_awards(uow.session, organisation_id)).highest
            if highest is None or highest.facts.star != star:
                raise RuleError(
                    f"{star}A 不是最高的一个，没有删除。", hint="请从最高的一个起逐个删除。"
                )
            uow.session.get_one(StarAward, highest.key).deleted = True
            uow.commit()
        return Changed.BRANDS

    def due(self) -> str:
        """What does not fit among the A's, or nothing: none of them falls due by itself."""
        odd = [row for row in self.rows() if row.state.faults]
        if not odd:
            return ""
        return f"“{odd[0].organisation}”的雁阵评星：{odd[0].state.faults[0]}"

    def _put(self, session: Session, of: Organisation, facts: AwardFacts, times: int) -> None:
        values = {
            "station_id": self._place.station_id or of.station_id,
            "organisation_key": of.id,
            "organisation": of.name,
            **_columns(facts),
        }
        key = fixed_key("star_award", of.id, facts.star, times)
        row = session.get(StarAward, key)
        if row is None:
            session.add(StarAward(id=key, **values))
        else:
            put(row, {**values, "deleted": False})


def _columns(facts: AwardFacts) -> dict[str, object]:
    return {
        "star": facts.star,
        "awarded_on": facts.on,
        "evidence": facts.evidence.strip(),
        "document": facts.document.strip(),
    }


def _rule_key() -> uuid.UUID:
    return fixed_key("rule", "", STARS_RULE, 2000)


def _names(session: Session) -> StarNames:
    row = session.get(Rule, _rule_key())
    if row is None or row.deleted:
        return StarNames()
    known = star_names(row.terms)
    return StarNames(known.names, known.of_city, str(row.sync_v))


def star_rows(session: Session) -> list[StarRow]:
    """Every organisation that was ever given an A, by station and name."""
    stations = station_names(session)
    places = living_names(session, StarAward.organisation_key)
    by: defaultdict[uuid.UUID, list[StarAward]] = defaultdict(list)
    for row in session.scalars(select(StarAward).where(StarAward.deleted.is_(False))):
        by[row.organisation_key].append(row)
    found = []
    for key, awards in by.items():
        last = max(awards, key=lambda row: (row.awarded_on, row.star))
        found.append(
            StarRow(
                OrganisationId(key),
                places.get(key, last.organisation),
                StationId(last.station_id) if last.station_id else None,
                stations.get(last.station_id, "") if last.station_id else "",
                _state(awards),
                key in places,
            )
        )
    return sorted(found, key=lambda row: (row.station, row.organisation, str(row.organisation_id)))


def _awards(session: Session, organisation_id: OrganisationId) -> list[StarAward]:
    return list(
        session.scalars(
            select(StarAward).where(
                StarAward.organisation_key == organisation_id, StarAward.deleted.is_(False)
            )
        )
    )


def _state(rows: Sequence[StarAward]) -> StarState:
    return star_state(
        Award(
            row.id,
            AwardFacts(row.star, row.awarded_on, row.evidence, row.document),
            None
            if row.withdrawn_on is None
            else Withdrawal(row.withdrawn_on, row.withdrawn_reason, row.withdrawn_document),
            str(row.sync_v),
        )
        for row in rows
    )


def _organisation(session: Session, organisation_id: OrganisationId) -> Organisation:
    row = session.get(Organisation, organisation_id)
    if row is None or row.deleted:
        raise RuleError("所选的组织已被删除，没有改动。", hint="请刷新后重新选择组织。")
    return row


def _without(session: Session, organisation_id: OrganisationId) -> StarRow:
    row = _organisation(session, organisation_id)
    stations = station_names(session)
    return StarRow(
        organisation_id,
        row.name,
        StationId(row.station_id) if row.station_id else None,
        stations.get(row.station_id, "") if row.station_id else "",
        StarState(),
    )
