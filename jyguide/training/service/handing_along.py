"""What somebody attended at another station, handed down to the one that has him now.

Enrolments stay with the session, and so with the station that held it: whoever is moved would lose
his days. The city knows them all. Before it writes a file for a station it brings the records of
that station's people up to date, rather than when it moves one of them: a session that was keyed
in late, or put right after he left, or two people made one, are then no different from a move.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import CreditRecord, Enrolment, Person, Station, TrainingSession
from db.uow import Store, UnitOfWork
from jyguide.ids import StationId
from jyguide.training.credit_rule import CreditRule
from jyguide.training.service.credit_rules import rule_of
from jyguide.training.service.credit_sums import ATTENDED_ROWS
from jyguide.training.service.handing_down import bring_up_to_date, record_to_hand_down


def hand_along(store: Store, station_code: str) -> None:
    """Bring the records of what a station's people attended at others up to date; city only.

    An action of its own before the export, or none where nothing is to be told. A session that is
    here, or at the station that held it, is counted there and its records are passed over
    (``credit_sums``), so that nothing counts twice.
    """
    with store.begin("下发调入人员的培训学时") as uow:
        key = uow.session.scalar(select(Station.id).where(Station.code == station_code))
        if key is None:
            return
        bring_up_to_date(uow, _there(uow.session, key), dict(_attended(uow, StationId(key))))
        uow.commit()


def _there(session: Session, station_id: uuid.UUID) -> dict[uuid.UUID, CreditRecord]:
    """Records handed down to a station of sessions that stations held."""
    found = session.scalars(
        select(CreditRecord)
        .join(Person, Person.id == CreditRecord.person_id)
        .join(TrainingSession, TrainingSession.id == CreditRecord.session_key)
        .where(Person.station_id == station_id, TrainingSession.station_id.is_not(None))
    )
    return {row.id: row for row in found}


def _attended(
    uow: UnitOfWork, station_id: StationId
) -> Iterator[tuple[uuid.UUID, dict[str, Any]]]:
    """A record for each time that one of its people was at another station's session."""
    rules: dict[tuple[StationId, int], CreditRule] = {}
    rows = uow.session.execute(
        select(Enrolment, TrainingSession, Station.id, Station.name)
        .join(Person, Person.id == Enrolment.person_id)
        .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .join(Station, Station.id == TrainingSession.station_id)
        .where(
            Person.station_id == station_id,
            TrainingSession.station_id != station_id,
            ATTENDED_ROWS,
        )
    )
    for row, of, host, organiser in rows.all():
        held = (StationId(host), of.starts_on.year)
        if held not in rules:
            rules[held] = rule_of(uow.session, *held).rule
        yield record_to_hand_down(row, of, rules[held], organiser)
