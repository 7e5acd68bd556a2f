"""What a township's made-up year rests on: villages with their heads, and trainings for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from jyguide.app import Application
from jyguide.people.merging import facts_of
from jyguide.people.organisation import OrganisationFacts, OrganisationKind
from jyguide.people.person import PersonRole
from jyguide.people.row import PersonRow
from jyguide.training.session import Attendance, SessionKind, SessionLevel, SessionPlan

VILLAGES = ("红豆村", "蓝天村", "金桥村", "双河村", "长山村", "三里村", "杏花村", "石桥村")
"""Of no township there is."""


def head_villages(app: Application) -> list[PersonRow]:
    """Give every village somebody of no role yet, who heads it.

    Returns:
        These as they were, in the order of `VILLAGES`; then those who were secretaries before.
    """
    town = next(row for row in app.organisations.rows() if row.name == app.place.station_name)
    people = app.people.people()
    there = [row for row in people if row.role is PersonRole.VILLAGE_SECRETARY]
    chosen = [row for row in people if row.role is PersonRole.NONE][: len(VILLAGES)]
    for name, person in zip(VILLAGES, chosen, strict=True):
        village = app.organisations.add(OrganisationFacts(name, OrganisationKind.VILLAGE, town.id))
        branch = OrganisationFacts(f"{name}党总支", OrganisationKind.GENERAL_BRANCH, village)
        facts = replace(
            facts_of(person),
            organisation_id=app.organisations.add(branch),
            organisation=branch.name,
            post="村党总支书记",
            role=PersonRole.VILLAGE_SECRETARY,
        )
        app.people.change(person.id, facts)
    return [*chosen, *there]


def township_plan(
    title: str, kind: SessionKind, begins: date, long: int, tenths: int
) -> SessionPlan:
    """A training of the township, `long` days in a row, of which so many tenths of a day count."""
    return SessionPlan(
        title=title,
        kind=kind,
        level=SessionLevel.TOWNSHIP,
        starts_on=begins,
        ends_on=begins + timedelta(days=long - 1),
        credit_hours=tenths * 8,
        training_days=tenths,
    )


def hold(app: Application, plan: SessionPlan, people: Sequence[PersonRow], come: int) -> None:
    """Hold a training for these people: the first `come` of them are there, the rest on leave."""
    session = app.training.plan(plan)
    app.training.enrol(session, [row.id for row in people])
    app.training.settle(session, [row.id for row in people[:come]], Attendance.PRESENT)
    app.training.settle_rest(session, Attendance.LEAVE)
