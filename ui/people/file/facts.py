"""What the head of a file shows, fetched in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jyguide.approval.gate import STATE_NAMES, GateView
from jyguide.ids import PersonId
from jyguide.people.organisation import organisation_label
from jyguide.people.person import PERSON_ROLE_NAMES
from jyguide.people.row import INSTRUCTOR_KIND_NAMES, PersonRow
from ui.people.file.services import FileServices


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person as his file's head shows him.

    Attributes:
        path: His organisation from the town down, or what was written.
        age: In whole years today; None where his birth is not known.
        stage: How far he is on the way to his post, in one word; "" for no instructor.
        remark: What is next on that way.
        gates: The steps of that way.
        portrait: A JPEG, or None.
        merged: How many entries have been merged into his.
    """

    row: PersonRow
    path: str
    age: int | None
    stage: str
    remark: str
    gates: tuple[GateView, ...]
    portrait: bytes | None
    merged: int

    @property
    def summary(self) -> str:
        """Sex, age and nation in one line."""
        age = f"{self.age} 岁" if self.age is not None else ""
        return "　".join(filter(None, (self.row.sex, age, self.row.ethnic)))

    @property
    def badges(self) -> tuple[str, str]:
        """What sort of instructor he is, and for whom his training is counted apart."""
        kind = INSTRUCTOR_KIND_NAMES.get(self.row.kind, "")
        return (f"{kind}指导员" if kind else "", PERSON_ROLE_NAMES[self.row.role])


def read_facts(services: FileServices, person_id: PersonId) -> PersonFacts:
    """Fetch the head of a file; called on the worker.

    Raises:
        RuleError: he has been removed meanwhile.
    """
    app = services.app
    row = services.people.person(person_id)
    standing = app.approvals.standing(person_id).standing if row.kind else None
    return PersonFacts(
        row=row,
        path=_path(services, row),
        age=age_on(row.birth, services.clock().date()),
        stage=STATE_NAMES[standing.state] if standing else "",
        remark=standing.remark if standing else "",
        gates=(*standing.gates, *standing.renewal) if standing else (),
        portrait=app.attachments.portrait_picture(person_id),
        merged=len(app.doubles.merged().keys_of(person_id)) - 1,
    )


def _path(services: FileServices, row: PersonRow) -> str:
    if row.organisation_id is None:
        return row.organisation
    for one in services.app.organisations.rows():
        if one.id == row.organisation_id:
            return organisation_label(one)
    return row.organisation


def age_on(birth: date | None, today: date) -> int | None:
    """Whole years; born on 29 February one grows older on 1 March."""
    if birth is None or birth > today:
        return None
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
