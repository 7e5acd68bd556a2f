"""Two people found to be one: who lives on as whom, and which values stay.

The row with the smaller key lives on, whichever side the values come from, so that two PCs that
merge the same two agree. Nothing that refers to the other is rewritten: readers ask `Merged`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from jyguide.ids import PersonId
from jyguide.masking import MASKS
from jyguide.people.person import PERSON_ROLE_NAMES, InstructorKind, PersonFacts, PersonRole
from jyguide.people.row import INSTRUCTOR_KIND_NAMES, PersonRow


class Merged:
    """Who was merged into whom; a chain is followed to its end."""

    def __init__(self, into: Mapping[PersonId, PersonId]) -> None:
        """`into` tells for each person merged the one he was merged into."""
        self._end = {key: _end(key, into) for key in into}
        self._absorbed: defaultdict[PersonId, list[PersonId]] = defaultdict(list)
        for key, end in self._end.items():
            if key != end:
                self._absorbed[end].append(key)

    def __bool__(self) -> bool:
        """Whether anybody was ever merged."""
        return bool(self._end)

    def end(self, person: Any) -> PersonId:
        """The person that somebody lives on as; himself where he was never merged."""
        return self._end.get(person, PersonId(person)) if self._end else PersonId(person)

    def keys_of(self, person: Any) -> tuple[PersonId, ...]:
        """The person somebody lives on as, then everybody who was merged into him."""
        end = self.end(person)
        return (end, *sorted(self._absorbed.get(end, ())))

    def keys_of_all(self, people: Iterable[Any]) -> frozenset[PersonId]:
        """All keys of all these people."""
        return frozenset(key for person in people for key in self.keys_of(person))

    @property
    def concerned(self) -> frozenset[PersonId]:
        """Everybody who was merged or whom others were merged into."""
        return frozenset(self._end) | frozenset(self._absorbed)


def _end(key: PersonId, into: Mapping[PersonId, PersonId]) -> PersonId:
    """The end of a chain; a ring, which only foreign data could hold, ends at its smallest."""
    met = [key]
    while (then := into.get(met[-1])) is not None:
        if then in met:
            return min(met[met.index(then) :])
        met.append(then)
    return met[-1]


CHOICES: tuple[tuple[str, str], ...] = (
    ("name", "姓名"),
    ("sex", "性别"),
    ("ethnic", "民族"),
    ("birth", "出生日期"),
    ("id_number", "身份证号"),
    ("phone", "手机号码"),
    ("education", "学历"),
    ("joined", "入党日期"),
    ("organisation", "所在组织"),
    ("post", "职务"),
    ("role", "人员类别"),
    ("station", "指导站"),
    ("kind", "指导员类别"),
    ("reading", "姓名读音"),
    ("note", "备注"),
)
"""What is chosen field by field, with its name; the organisation's place goes with its name."""

LEFT, RIGHT = 0, 1
Sides = Mapping[str, int]
"""For each field of `CHOICES`, whose value stays: LEFT or RIGHT."""


def value_text(row: PersonRow, field: str) -> str:
    """What one of the two has in a field, in words; "" for nothing."""
    value = getattr(row, field)
    if field == "role":
        return PERSON_ROLE_NAMES[PersonRole(value)]
    if field == "kind":
        return INSTRUCTOR_KIND_NAMES.get(value, "")
    return value.isoformat() if isinstance(value, date) else str(value or "")


def masked_text(row: PersonRow, field: str) -> str:
    """As `value_text`, for whoever did not ask for numbers."""
    if field in ("id_number", "phone"):
        return MASKS[field](value_text(row, field))
    return {"birth": row.masked_birth, "note": row.masked_note}.get(field, value_text(row, field))


def differing(left: PersonRow, right: PersonRow) -> tuple[str, ...]:
    """Fields in which the two differ, in the order of `CHOICES`."""
    return tuple(name for name, _ in CHOICES if value_text(left, name) != value_text(right, name))


def suggested(left: PersonRow, right: PersonRow) -> dict[str, int]:
    """Whose value is to stay if nobody says otherwise.

    The only one there is; of two remarks the longer; sex and birth from where the ID number comes
    from; otherwise that of the person of whom more is known, the left one where both are known
    as well.
    """
    fuller = RIGHT if _known(right) > _known(left) else LEFT
    sides = {name: _suggested(left, right, name, fuller) for name, _ in CHOICES}
    if left.id_number or right.id_number:
        sides |= dict.fromkeys(("sex", "birth"), sides["id_number"])  # it decides on both
    return sides


def _suggested(left: PersonRow, right: PersonRow, field: str, fuller: int) -> int:
    texts = value_text(left, field), value_text(right, field)
    if field == "organisation" and bool(left.organisation_id) != bool(right.organisation_id):
        return RIGHT if right.organisation_id else LEFT
    if not texts[LEFT] or not texts[RIGHT]:
        return LEFT if texts[LEFT] or not texts[RIGHT] else RIGHT
    if field in ("note", "education"):
        return RIGHT if len(texts[RIGHT]) > len(texts[LEFT]) else LEFT
    return fuller


def _known(row: PersonRow) -> int:
    return sum(1 for name, _ in CHOICES if value_text(row, name))


def chosen_facts(left: PersonRow, right: PersonRow, sides: Sides) -> PersonFacts:
    """What is kept about the one person; a field that `sides` leaves out stays as suggested."""
    whole = suggested(left, right) | dict(sides)
    rows = (left, right)
    taken = {name: getattr(rows[whole[name]], name) for name, _ in CHOICES}
    taken["organisation_id"] = rows[whole["organisation"]].organisation_id
    taken["role"] = PersonRole(taken["role"])
    taken["kind"] = InstructorKind(taken["kind"]) if taken["kind"] else None
    placed = [row.position for row in rows if row.position is not None]
    return PersonFacts(**taken, position=placed[0] if placed else None)


def facts_of(row: PersonRow) -> PersonFacts:
    """What is kept about somebody, as a form or a transfer takes it."""
    names = {field.name for field in fields(PersonFacts)} - {"kind", "role"}
    kept = {name: getattr(row, name) for name in names}
    kind = InstructorKind(row.kind) if row.kind else None
    return PersonFacts(**kept, kind=kind, role=PersonRole(row.role))


def standing_in(survivor: PersonRow, key: PersonId) -> PersonRow:
    """A merged person as lists of the past ask for him: the survivor's facts, his own key."""
    return replace(survivor, id=key)
