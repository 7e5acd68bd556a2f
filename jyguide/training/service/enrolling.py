"""Use cases of enrolling many people: by organisation, by role, by a list, as another session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from db.models import Enrolment, Person, TrainingSession
from db.uow import Store
from jyguide.ids import OrganisationId, PersonId, SessionId
from jyguide.people.person import PersonRole
from jyguide.people.row import PersonRow
from jyguide.people.service import PeopleService
from jyguide.people.service.merged import read_merged
from jyguide.people.service.organisations import OrganisationService
from jyguide.training.pasted_list import NamedLine, named_lines
from jyguide.training.service.rows import living, row_plan, session_at
from jyguide.training.session import Attendance, SessionPlan, SessionStage

_NOT_THERE = (Attendance.LEAVE.value, Attendance.ABSENT.value)


@dataclass(frozen=True, slots=True)
class Clash:
    """Another session on the same day that somebody is enrolled in."""

    session_id: SessionId
    plan: SessionPlan


class EnrolmentService:
    """Finds many people at once for the list of a session; `TrainingService.enrol` writes it."""

    def __init__(
        self, store: Store, people: PeopleService, organisations: OrganisationService
    ) -> None:
        self._store = store
        self._people = people
        self._organisations = organisations

    def at(self, organisation_id: OrganisationId) -> list[PersonRow]:
        """Everybody placed at an organisation or below it, by the pinyin of his name."""
        keys = self._organisations.people_at(organisation_id, below=True)
        return [row for row in self._people.people(ids=keys) if not row.removed]

    def in_role(self, role: PersonRole) -> list[PersonRow]:
        """Everybody of a role."""
        with self._store.read() as session:
            keys = session.scalars(
                select(Person.id).where(Person.role == role.value, Person.deleted.is_(False))
            )
            wanted = [PersonId(key) for key in keys]
        return self._people.people(ids=wanted)

    def named(self, text: str) -> list[NamedLine]:
        """Whom a pasted list means, line by line; see `named_lines`."""
        return named_lines(text, self._people.people())

    def enrolled_in(self, session_id: SessionId, *, came_only: bool = False) -> list[PersonRow]:
        """Everybody on the list of another session, or only those who were there."""
        with self._store.read() as session:
            session_at(session, session_id)
            rows = list(session.scalars(living(session_id)))
            end = read_merged(session).end
            keys = {
                end(PersonId(row.person_id))
                for row in rows
                if not came_only or row.attendance not in ("", *_NOT_THERE)
            }
        return [row for row in self._people.people(ids=list(keys)) if not row.removed]

    def clashes(
        self, session_id: SessionId, person_ids: Iterable[PersonId]
    ) -> dict[PersonId, list[Clash]]:
        """Which of these people are enrolled in another session on one of its days.

        Sessions that are cancelled or have no day yet clash with nothing, nor does one from which
        somebody is on leave.
        """
        wanted = set(person_ids)
        found: defaultdict[PersonId, list[Clash]] = defaultdict(list)
        with self._store.read() as session:
            this = session_at(session, session_id)
            if this.stage != SessionStage.FIXED.value:
                return {}
            end = read_merged(session).end
            statement = (
                select(Enrolment.person_id, TrainingSession)
                .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
                .where(
                    Enrolment.deleted.is_(False),
                    Enrolment.attendance.not_in(_NOT_THERE),
                    TrainingSession.deleted.is_(False),
                    TrainingSession.stage == SessionStage.FIXED.value,
                    TrainingSession.id != session_id,
                    TrainingSession.starts_on <= this.ends_on,
                    TrainingSession.ends_on >= this.starts_on,
                )
                .order_by(TrainingSession.starts_on, TrainingSession.id)
            )
            for person_id, row in session.execute(statement):
                key = end(PersonId(person_id))
                if key in wanted:
                    found[key].append(Clash(SessionId(row.id), row_plan(row)))
        return dict(found)


def clash_text(clashes: Sequence[Clash]) -> str:
    """``同日另有：党务干部培训班``."""
    return "同日另有：" + "、".join(clash.plan.title for clash in clashes) if clashes else ""
