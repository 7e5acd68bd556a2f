"""Two clerks on two PCs at once, on one server: everything either of them saved is there."""

from __future__ import annotations

import threading
from collections import Counter
from functools import partial

import pytest
from sqlalchemy import select

from db.models import JournalEntry
from jyguide.certificate.kinds import CertificateKind
from jyguide.errors import RuleError
from jyguide.place import ADDRESS
from jyguide.training.session import Attendance
from tests.jyguide.builders import DAY, a_person, a_plan, add_people, table

TURNS = 8


@pytest.fixture
def dialect():
    return "postgresql"


@pytest.fixture
def clerks(new_folder, open_at, tmp_path):
    """Two applications over the city's one database, each with a folder of its own."""
    first = new_folder("")
    second = tmp_path / "second"
    second.mkdir()
    (second / ADDRESS).write_bytes((first / ADDRESS).read_bytes())
    return open_at(first), open_at(second)


def at_once(*acts) -> list[Exception]:
    """Run every act in a thread of its own, all starting together; returns what they raised."""
    start = threading.Barrier(len(acts))
    raised: list[Exception] = []

    def run(act) -> None:
        start.wait()
        try:
            act()
        except Exception as error:  # noqa: BLE001 - it is looked at in the test's own thread
            raised.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_whatever_both_enter_at_once_is_all_there(clerks):
    first, second = clerks

    def enter(app, offset):
        for turn in range(TURNS):
            app.people.add(a_person(f"陈{'甲乙丙丁戊己庚辛'[turn]}", offset + turn))

    assert at_once(lambda: enter(first, 0), lambda: enter(second, 100)) == []
    assert len(first.people.people()) == len(second.people.people()) == 2 * TURNS
    streams: dict[object, list[int]] = {}
    with first._store.read() as session:
        for entry in session.scalars(select(JournalEntry)):
            streams.setdefault((entry.replica, entry.scope), []).append(entry.seq)
    for numbers in streams.values():
        assert sorted(numbers) == list(range(1, len(numbers) + 1)), "no gap and no double"


def test_of_two_forms_on_one_person_one_is_kept_and_one_refused(clerks):
    person = clerks[0].people.add(a_person())
    for turn in range(TURNS):
        seen = clerks[0].people.person(person).version
        (refusal,) = at_once(
            *(
                partial(app.people.change, person, a_person(post=f"{turn}{name}"), seen)
                for app, name in zip(clerks, ("甲", "乙"), strict=True)
            )
        )
        assert isinstance(refusal, RuleError)
        assert "又被改动过" in refusal.message
        assert refusal.hint
        assert clerks[1].people.person(person).post[0] == str(turn)
    with clerks[0]._store.read() as session:
        entries = session.scalars(select(JournalEntry).where(JournalEntry.row_id == person)).all()
    assert len(entries) == 1 + TURNS


def test_two_different_things_about_one_session_are_both_kept(clerks):
    first, second = clerks
    people = add_people(first, 2 * TURNS)
    session = first.training.plan(a_plan())
    assert (
        at_once(
            lambda: first.training.enrol(session, people[:TURNS]),
            lambda: second.training.enrol(session, people[TURNS:]),
        )
        == []
    )
    assert {row.person_id for row in first.training.enrolments(session)} == set(people)
    assert (
        at_once(
            lambda: [first.training.sign_in(session, one) for one in people[:TURNS]],
            lambda: second.training.settle(session, people[TURNS:], Attendance.LEAVE, "出差"),
        )
        == []
    )
    found = Counter(row.attendance for row in second.training.enrolments(session))
    assert found == {Attendance.PRESENT: TURNS, Attendance.LEAVE: TURNS}


def test_both_put_the_same_people_on_the_list(clerks):
    """The same rows, by their fixed keys: whoever comes second finds them there."""
    first, second = clerks
    people = add_people(first, TURNS)
    session = first.training.plan(a_plan())
    counts: list[int] = []
    acts = (lambda app=app: counts.append(app.training.enrol(session, people)) for app in clerks)
    assert at_once(*acts) == []
    assert sorted(counts) == [0, TURNS]
    assert len(second.training.enrolments(session)) == TURNS


def test_certificates_issued_at_once_have_numbers_of_their_own(clerks):
    first = clerks[0]
    people = add_people(first, 2 * TURNS)
    session = first.training.plan(a_plan())
    first.training.enrol(session, people)
    first.training.settle(session, people, Attendance.PRESENT)

    def issue(app, some) -> None:
        for one in some:
            app.certificates.issue(session, CertificateKind.COMPLETION, [one], DAY)

    halves = (people[:TURNS], people[TURNS:])
    acts = (
        lambda app=app, half=half: issue(app, half)
        for app, half in zip(clerks, halves, strict=True)
    )
    assert at_once(*acts) == []
    issued = table(first, "certificate")
    assert sorted(row["sequence"] for row in issued) == list(range(1, 2 * TURNS + 1))
    # the key lies on one of the PCs: what the other issues carries no code
    assert sum("seal" in row["wording"] for row in issued) == TURNS


def test_nobody_is_given_two_certificates(clerks):
    first, _ = clerks
    people = add_people(first, 1)
    session = first.training.plan(a_plan())
    first.training.enrol(session, people)
    first.training.settle(session, people, Attendance.PRESENT)
    kind = CertificateKind.COMPLETION
    (refusal,) = at_once(
        *(lambda app=app: app.certificates.issue(session, kind, people, DAY) for app in clerks)
    )
    assert isinstance(refusal, RuleError)
    assert "已有证书" in refusal.message
    assert len(table(first, "certificate")) == 1
