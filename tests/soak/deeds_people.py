"""Who is there: rosters and trees that come in, people entered, changed, undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from jyguide.errors import RuleError
from jyguide.exchange.table.plan import Decision
from jyguide.generate.names import GIVEN, SURNAMES, id_number
from jyguide.people.merging import facts_of
from jyguide.people.organisation import OrganisationFacts, OrganisationKind
from jyguide.people.person import InstructorKind, PersonFacts, PersonRole
from tests.jyguide.builders import HEADINGS, a_roster
from tests.soak.offices import STATION
from tests.soak.work import Work

_OFFICE_PEOPLE = {"city": 10_000, "a": 20_000, "b": 30_000}
"""From which number on a PC makes up people: nobody is entered at two."""


def import_roster(work: Work) -> None:
    """A roster with some bad rows; often the same again, or undone and done again."""
    path, good = _roster(work, work.chance.randint(2, 5))
    plan = work.app.rosters.plan(path)
    assert plan.refused_rows == 2, plan.refused_rows
    work.app.rosters.write_errors(plan, work.room / "错误.xlsx")
    before = _ids(work)
    result = work.app.rosters.take_in(plan, Decision(suggestions=True))
    assert result.imported == good
    new = _ids(work) - before
    assert len(new) == good
    work.keep("person", new)
    work.fact("rows imported", good)
    if work.chance.random() < 0.4:
        again = work.app.rosters.take_in(work.app.rosters.plan(path))
        assert again.imported == 0, "a roster that came twice brings nobody twice"
        work.tell_head()
        work.fact("rosters doubled")
    elif work.chance.random() < 0.4:
        work.app.history.undo(result.action_id)
        work.drop("person", new)
        undoing = work.app.history.latest()
        assert _ids(work) == before
        assert undoing is not None
        work.app.history.undo(undoing)
        work.keep("person", new)
        work.fact("imports undone and done again")


def import_tree(work: Work) -> None:
    """A village with its branch from a table, and a row whose parent nobody knows."""
    number = work.chance.randrange(100_000)
    village = f"样例{number}村"
    rows = [
        (village, "村", STATION),
        (f"{village}党总支", "党总支", f"{STATION}/{village}"),
        ("无处", "村", "没有这个镇"),
    ]
    path = a_roster(work.room / "组织.xlsx", rows, ("名称", "类型", "上级组织"))
    before = {row.id for row in work.app.organisations.rows()}
    result = work.app.organisation_files.take_in(work.app.organisation_files.plan(path))
    assert result.imported == 2, result
    new = {row.id for row in work.app.organisations.rows()} - before
    work.keep("organisation", new)


def import_nonsense(work: Work) -> None:
    """A file that is no roster is refused, and nothing is written."""
    path = work.room / "花名册.xlsx"
    path.write_bytes(bytes(work.chance.randrange(256) for _ in range(2000)))
    work.app.rosters.plan(path)
    raise AssertionError("nonsense was taken for a roster")


def add_person(work: Work) -> None:
    key = work.app.people.add(_facts(work, _number(work)))
    work.keep("person", [key])


def change_person(work: Work) -> None:
    """A phone, a post or a note; city and both PCs may change the same people."""
    people = work.people()
    few = people[:4] if work.chance.random() < 0.5 else people  # whom everybody knows
    person = work.chance.choice(few)
    changes = (
        {"phone": f"1390000{work.chance.randrange(10_000):04d}"},
        {"post": work.chance.choice(("委员", "组织委员", "书记", "后备干部"))},
        {"note": f"{work.today} 走访"},
    )
    facts = replace(facts_of(person), **work.chance.choice(changes))
    work.app.people.change(person.id, facts, seen=person.version)
    work.tell_head()


def remove_person(work: Work) -> None:
    """Somebody leaves who was entered here lately, and often comes back from the bin."""
    here = sorted(work.ledger.made.get(work.pc, {}).get("person", ()))
    rows = {str(row.id): row for row in work.people()}
    known = [rows[key] for key in here if key in rows]
    if not known:
        raise RuleError("还没有人员。")
    person = work.chance.choice(known)
    action = work.app.people.remove([person.id])
    work.drop("person", [person.id])
    if work.chance.random() < 0.7:
        work.app.history.undo(action)
        work.keep("person", [person.id])


def add_village(work: Work) -> None:
    (town,) = [row for row in work.app.organisations.rows() if row.name == STATION]
    name = f"样例{work.chance.randrange(100_000)}村"
    facts = OrganisationFacts(name, OrganisationKind.VILLAGE, town.id)
    work.keep("organisation", [work.app.organisations.add(facts)])


def walk_back(work: Work) -> None:
    """Some steps of undo, and the same steps of redo: everything is as it was."""
    app = work.app
    steps = []
    for _ in range(3):
        key = app.people.add(_facts(work, _number(work)))
        work.keep("person", [key])
        steps.append(key)
    undoings = []
    for key in reversed(steps):
        action = app.history.latest_in_force()
        assert action is not None
        app.history.undo(action)
        work.drop("person", [key])
        undoings.append((app.history.latest(), key))
    for undoing, key in reversed(undoings):
        assert undoing is not None
        app.history.undo(undoing)
        work.keep("person", [key])
    assert set(steps) <= _ids(work)
    work.fact("undo and redo steps", 6)


# -- parts


def founding_people(work: Work, count: int) -> None:
    """The station's first roster, and villages with somebody at the head of each."""
    for _ in range(6):
        add_village(work)
    for at in range(count):
        role = PersonRole.VILLAGE_SECRETARY if at % 3 == 0 else PersonRole.OTHER
        facts = replace(_facts(work, _number(work)), role=role, post="书记" if at % 3 == 0 else "")
        work.keep("person", [work.app.people.add(facts)])


def _ids(work: Work) -> set[object]:
    return {row.id for row in work.app.people.people()}


def _number(work: Work) -> int:
    """Of somebody nobody has entered: counted by what this PC has made so far."""
    clock = work.offices.clock.now
    base = _OFFICE_PEOPLE[work.pc]
    taken = {row.id_number for row in work.app.people.people()}
    start = (clock.toordinal() * 37 + work.chance.randrange(9000)) % 9000
    return next(
        base + at for at in range(start, start + 9000) if id_number(base + at)[0] not in taken
    )


def _name(work: Work) -> str:
    return work.chance.choice(SURNAMES) + "".join(work.chance.choices(GIVEN, k=2))


def _facts(work: Work, number: int) -> PersonFacts:
    id_text, birth = id_number(number)
    return PersonFacts(
        name=_name(work),
        sex="女" if int(id_text[16]) % 2 == 0 else "男",
        birth=birth,
        id_number=id_text,
        phone=f"1390000{number % 10_000:04d}",
        station=STATION,
        kind=InstructorKind.PART_TIME,
    )


def _roster(work: Work, good: int) -> tuple[Path, int]:
    rows: list[tuple[object, ...]] = []
    number = _number(work)
    taken = {row.id_number for row in work.app.people.people()}
    while len(rows) < good:
        facts = _facts(work, number)
        number += 1
        if facts.id_number not in taken:
            rows.append((facts.name, facts.sex, facts.id_number, facts.phone, STATION, "兼职"))
    rows.insert(1, ("王芳", "女", "320281190001010000", "13900000000", STATION, "兼职"))
    rows.append(("", "男", "", "", STATION, "兼职"))
    return a_roster(work.room / "花名册.xlsx", rows, HEADINGS), good
