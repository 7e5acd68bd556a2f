"""Who stands on a roster on a day.

Of most people their one row says it, and a statement counts them wherever they are many. What the
rules of approval have to be asked for is whoever stands on two rosters, was merged, or was decided
about; and who is at work, for that takes a document.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from db.models import Appointment, DutyChange, Instructor
from jyguide.ids import PersonId
from jyguide.people.person import InstructorKind
from jyguide.people.service.merged import never_merged, read_merged

if TYPE_CHECKING:
    from jyguide.approval.row import StandingRow

StandingsOn = Callable[[date, frozenset[PersonId]], Collection["StandingRow"]]
"""Those of some people who stand on a roster on a day, as approvals tell it."""


class Roster:
    """The rosters of all stations on one day."""

    def __init__(self, session: Session, day: date, standings: StandingsOn) -> None:
        """`day` is today at the latest: nobody is off his post before his day comes."""
        self._session = session
        self._day = day
        self._standings = standings

    @cached_property
    def doubtful(self) -> Collection[StandingRow]:
        """Of whom more has to be known than their row on the roster."""
        return self._known(_DECIDED.union(self._several()))

    @cached_property
    def appointed(self) -> Collection[StandingRow]:
        """Whom a document ever approved."""
        return self._known(_APPOINTED)

    def plain(self, kind: InstructorKind, at_home: Callable[[Any], Any]) -> Select[Any]:
        """Keys of everybody else on the roster; `at_home` narrows the column of its station."""
        return (
            select(Instructor.person_id)
            .where(
                self._holds(),
                Instructor.kind == kind.value,
                at_home(Instructor.station_id),
                Instructor.person_id.not_in(_DECIDED),
                Instructor.person_id.not_in(self._several()),
                never_merged(Instructor.person_id),
            )
        )  # fmt: skip

    def _several(self) -> Select[Any]:
        """Keys of people with several places: which of them counts is for the rule to say."""
        key = Instructor.person_id
        return select(key).where(self._holds()).group_by(key).having(func.count() > 1)

    def _holds(self) -> Any:
        """As `TermFact.holds`."""
        began, ended = Instructor.began_on, Instructor.ended_on
        return and_(
            Instructor.deleted.is_(False),
            began.is_(None) | (began <= self._day),
            ended.is_(None) | (ended >= self._day),
        )

    def _known(self, keys: Any) -> Collection[StandingRow]:
        wanted = {PersonId(key) for key in self._session.scalars(keys)}
        return self._standings(self._day, frozenset(wanted | read_merged(self._session).concerned))


_DECIDED = select(DutyChange.person_id)
_APPOINTED = select(Appointment.person_id)
