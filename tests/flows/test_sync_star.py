"""A city and three stations exchange files for weeks, and the post does what the post does."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from jyguide.app import Application
from jyguide.certificate.kinds import CertificateKind
from jyguide.errors import FileError
from tests.jyguide.builders import DAY, a_person, a_plan, a_roster, a_row, import_people
from tests.jyguide.sync.offices import Offices, dumped, reseal, shown

STATIONS = {"a": "周庄镇", "c": "华士镇", "d": "顾山镇"}
EVERYBODY = ["city", "a", "b", "c", "d"]
TABLES = ("person", "instructor", "training_session", "enrolment", "certificate")
"""What people count; all else follows the same way."""


def called(first: str, number: int) -> str:
    """A name of its own for each number, without digits in it."""
    return first + "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))


def names(app: Application) -> list[str]:
    return sorted(row.name for row in app.people.people())


def train(app: Application, count: int, first: int) -> None:
    """A session with everybody on the list of the station, and certificates for half of them."""
    people = [
        app.people.add(
            a_person(called("学", first + at), first + at, station=app.place.station_name)
        )
        for at in range(count)
    ]
    session = app.training.plan(a_plan(title=called("期", first)))
    app.training.enrol(session, people)
    for person in people:
        app.training.sign_in(session, person)
    app.certificates.issue(session, CertificateKind.COMPLETION, people[: count // 2], DAY)


def agree(offices: Offices) -> None:
    """The city has what each station has, row by row, and both sides say so."""
    city = shown(offices.city)
    for name, station in STATIONS.items():
        key = offices[name].place.station_id.hex
        theirs = shown(offices[name])
        for table in TABLES:
            assert theirs[table].items() <= city[table].items(), (name, table)
        row = offices.city.sync.office(offices.code(name))
        assert row.agrees, (station, row.totals)
        assert offices[name].sync.office("C00").agrees
        home = repr(("station_id", key))
        ours = {k for k, row in city["person"].items() if home in row}
        assert ours == set(theirs["person"]), "and nobody else's"
    assert shown(offices.a)["person"] == shown(offices.b)["person"]
    for name in EVERYBODY:
        status = offices[name].sync.status()
        assert (status.waiting, status.refused, status.notice) == (0, 0, ""), name


@pytest.mark.flow
def test_a_quarter_of_a_year(offices, tmp_path):  # noqa: PLR0915 - one story
    import_people(
        offices.a,
        a_roster(tmp_path / "花名册.xlsx", [a_row(called("王", i), 100 + i) for i in range(20)]),
    )
    train(offices.a, 6, 30)
    train(offices.c, 4, 50)
    train(offices.d, 4, 70)
    offices.settle_down(["a", "b", "c", "d"])
    agree(offices)

    # lost: nobody ever finds the stick again
    offices.a.people.add(a_person("丢失", 1))
    offices.export("a", "city")

    # late: written now, carried next month
    offices.c.people.add(a_person("迟到", 2, station="华士镇"))
    late = offices.export("c", "city")
    offices.copy("d", "backup")

    # renamed by a chat program, and sent twice
    offices.d.people.add(a_person("改名", 3, station="顾山镇"))
    twice = offices.export("d", "city")
    renamed = twice.with_name(f"{twice.stem}(1).jysync.txt")
    shutil.copyfile(twice, renamed)
    assert offices.city.sync.take_in(renamed).applied == 2
    assert offices.city.sync.take_in(twice).brings_nothing

    # damaged, and forged: a true file that somebody else has signed
    before = dumped(offices.city)
    path = offices.export("a", "city")
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    (tmp_path / "坏.jysync").write_bytes(content)
    with pytest.raises(FileError, match="损坏"):
        offices.city.sync.take_in(tmp_path / "坏.jysync")
    forged = reseal(offices, path, "a", "city", lambda *all_of_it: all_of_it, signer="c")
    with pytest.raises(FileError, match="签名不对"):
        offices.city.sync.take_in(forged)
    assert dumped(offices.city) == before

    # 顾山镇 restores last month's backup, and works on before it hears of anybody
    offices.put_back("backup", "d")
    assert "恢复到了" in offices.d.sync.status().notice
    offices.d.people.add(a_person("重来", 4, station="顾山镇"))
    assert "改名" not in names(offices.d)

    # the city corrects a phone that a station corrects as well
    person = next(row for row in offices.city.people.people() if row.name == "王三")
    offices.city.people.change(person.id, a_person("王三", 103, phone="13911110000"))
    offices.b.people.change(person.id, a_person("王三", 103, phone="13922220000"))

    offices.settle_down(["d", "b", "a", "c"])
    assert offices.city.sync.take_in(late).applied == 0, "what it held came with a later one"
    offices.settle_down(["a", "b", "c", "d"])
    for name in ("丢失", "迟到", "改名", "重来"):
        assert name in names(offices.city), name
    assert {"改名", "重来"} <= set(names(offices.d))
    agree(offices)
    (conflict,) = offices.city.sync.conflicts()
    assert "王三" in conflict.what
    offices.city.sync.settle(conflict.id, swap=True)
    offices.settle_down(["a", "b", "c", "d"])
    agree(offices)
    assert not [row for name in EVERYBODY for row in offices[name].sync.conflicts()]


@pytest.mark.flow
def test_in_whatever_order_and_however_often_the_files_come(offices):
    """The same work, its files dealt like cards: in the end all say the same."""
    chance = random.Random(1)
    post: list[tuple[str, Path]] = []
    for week in range(4):
        for at, name in enumerate(("a", "b", "c", "d")):
            app, number = offices[name], 10 + 40 * week + 10 * at
            facts = a_person(called("学", number), number, station=app.place.station_name)
            key = app.people.add(facts)
            if chance.random() < 0.5:
                app.people.change(key, replace(facts, phone=f"1391111{number:04d}"))
            post.append(("city", offices.export(name, "city")))
        post += [(name, offices.export("city", name)) for name in ("a", "c", "d")]
        chance.shuffle(post)
        for to, path in post[: len(post) // 2]:
            offices[to].sync.take_in(path)
            if chance.random() < 0.3:
                offices[to].sync.take_in(path)
        post = post[len(post) // 2 :]
    offices.settle_down(["a", "b", "c", "d"])
    for to, path in post:
        offices[to].sync.take_in(path)
    offices.settle_down(["d", "c", "b", "a"])
    agree(offices)
    assert len(names(offices.city)) == 16
