"""Stations of earlier releases, brought up to date with all their work."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import starmap
from pathlib import Path

from sqlalchemy import select

from db.models import (
    Attachment,
    Attempt,
    AttemptEvent,
    Certificate,
    CertificateRevocation,
    ContactTarget,
    Disclosure,
    GridUnit,
    Item,
    ItemRevision,
    Organisation,
    Paper,
    Person,
    SecretaryTalk,
    StandardRound,
    User,
)
from db.upgrade import upgrade
from tests.db.house import Folder, a_person, open_folder

Kept = Callable[[tuple[object, ...], tuple[object, ...]], bool]


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall()
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall()
            for (name,) in names
        }


def living_people(folder: Folder) -> list[Person]:
    with folder.store.read() as session:
        return list(session.scalars(select(Person).order_by(Person.id)))


def kept_whole(before: tuple[object, ...], after: tuple[object, ...]) -> bool:
    return before == after


def kept_so_far(before: tuple[object, ...], after: tuple[object, ...]) -> bool:
    """With new columns behind the old ones."""
    return before == after[: len(before)]


def upgraded(tmp_path: Path, release: str, names: str, check: Kept) -> Folder:
    """A station of a release, brought up to date; each row of the named tables was kept."""
    path = tmp_path / "station.db"
    shutil.copy(Path(__file__).parents[1] / "data" / "db" / f"station-{release}.db", path)
    before = rows_of(path)
    assert upgrade(path)
    after = rows_of(path)
    for name in names.split():
        assert before[name]
        assert all(starmap(check, zip(before[name], after[name], strict=True)))
    return open_folder(path, replica="0123456789ab")


def test_a_station_of_the_first_release_is_upgraded_with_all_its_work(tmp_path):
    path = tmp_path / "station.db"
    shutil.copy(Path(__file__).parents[1] / "data" / "db" / "station-0001.db", path)
    before = rows_of(path)
    assert upgrade(path)
    after = rows_of(path)
    before.pop("alembic_version")
    for name, rows in before.items():
        kept = [row[: len(rows[0])] for row in after[name]] if rows else after[name]
        if name != "journal":  # its new column stands in the middle
            assert kept == rows
    assert len(after["journal"]) == len(before["journal"]) > 20
    folder = open_folder(path, replica="0123456789ab")
    assert next(row.phone for row in living_people(folder)) == "13900009999"
    folder.add(a_person())
    assert folder.journal()[-1].merge_id is None
    folder.store.close()


def test_the_bank_of_the_second_release_is_upgraded_and_can_be_worked_with(tmp_path):
    folder = upgraded(tmp_path, "0002", "item item_revision regulation journal", kept_so_far)
    with folder.store.begin("送审") as uow:
        item = uow.session.scalars(select(Item).where(Item.source != "unified").limit(1)).one()
        revision = uow.session.get_one(ItemRevision, item.revision_id)
        assert (revision.point_rules, revision.reason) == ([], "")
        item.status = "review"
        uow.commit()
    assert folder.journal()[-1].after["status"] == "review"
    folder.store.close()


def test_the_exam_of_the_third_release_is_upgraded_and_goes_on(tmp_path):
    folder = upgraded(
        tmp_path, "0003", "paper paper_item exam attempt answer marking journal", kept_so_far
    )
    with folder.store.begin("作废答卷") as uow:
        attempt = uow.session.scalars(select(Attempt).limit(1)).one()
        assert (attempt.origin, attempt.paper_id) == ("screen", None)
        paper = uow.session.scalars(select(Paper)).one()
        assert (paper.variant, paper.variant_of_id, paper.drawing) == ("", None, {})
        event = AttemptEvent(attempt_id=attempt.id, kind="voided", at=attempt.started_at)
        uow.session.add(event)
        uow.commit()
    assert folder.journal()[-1].row_id == event.id
    folder.store.close()


def test_the_people_of_the_fourth_release_are_upgraded_and_can_be_placed(tmp_path):
    folder = upgraded(
        tmp_path, "0004", "instructor training_session enrolment station journal", kept_so_far
    )
    with folder.store.begin("安排到组织") as uow:
        person = uow.session.scalars(select(Person).order_by(Person.id).limit(1)).one()
        assert (person.role, person.reading, person.position) == ("", "", None)
        town = Organisation(station_id=person.station_id, name="某镇", kind="town")
        uow.session.add(town)
        person.organisation_id = town.id
        uow.commit()
    entries = folder.journal()[-2:]
    assert {entry.table for entry in entries} == {"organisation", "person"}
    assert "fixed" in rows_of(tmp_path / "station.db")["training_session"][0]
    folder.store.close()


def test_a_station_of_the_fifth_release_is_upgraded_and_can_begin_a_round(tmp_path):
    folder = upgraded(
        tmp_path, "0005", "person organisation submission nomination journal", kept_whole
    )
    with folder.store.begin("新建轮次") as uow:
        town = uow.session.scalars(
            select(Organisation).where(Organisation.station_id.is_not(None)).limit(1)
        ).one()
        own = StandardRound(
            station_id=town.station_id,
            name="标准化建设",
            year=2026,
            checklists={},
            schedule={},
            rule={},
        )
        uow.session.add(own)
        uow.session.add(
            Attachment(
                station_id=town.station_id,
                kind="photo",
                sha256="0" * 64,
                size=1,
                media="image/jpeg",
                name="a.jpg",
            )
        )
        uow.commit()
    assert {entry.table for entry in folder.journal()[-2:]} == {"standard_round", "attachment"}
    folder.store.close()


def test_a_station_of_the_sixth_release_is_upgraded_and_keeps_account_of_who_saw_numbers(tmp_path):
    folder = upgraded(
        tmp_path, "0006", "person round_branch checklist certificate journal", kept_whole
    )
    with folder.store.begin("查看完整号码") as uow:
        user = uow.session.scalars(select(User)).one()
        assert user.role == ""
        user.role = "station_head"
        uow.session.add(
            Disclosure(
                station_id=user.station_id,
                user_id=user.id,
                at=datetime.now(UTC),
                kind="seen",
                what="人员名册",
                people=3,
            )
        )
        uow.commit()
    assert {entry.table for entry in folder.journal()[-2:]} == {"user", "disclosure"}
    folder.store.close()


def test_a_station_of_the_seventh_release_is_upgraded_and_takes_up_the_rest_of_its_year(tmp_path):
    folder = upgraded(
        tmp_path, "0007", "person user disclosure round_branch certificate journal", kept_whole
    )
    with folder.store.begin("登记网格") as uow:
        station = uow.session.scalars(select(User)).one().station_id
        person = uow.session.scalars(select(Person)).first()
        town = GridUnit(station_id=station, level="township", name="周庄镇")
        household = ContactTarget(
            station_id=station, unit_id=town.id, kind="household", name="王大明"
        )
        talk = SecretaryTalk(
            person_id=person.id,
            year=2026,
            kind="heart",
            talked_on=date(2026, 11, 26),
            talker="张书记",
            topics="集体经济",
        )
        uow.session.add_all([town, household, talk])
        uow.commit()
    kept = {entry.table for entry in folder.journal()[-3:]}
    assert kept == {"grid_unit", "contact_target", "secretary_talk"}
    folder.store.close()


def test_a_station_of_the_ninth_release_is_upgraded_and_revokes_a_certificate(tmp_path):
    folder = upgraded(
        tmp_path, "0009", "person certificate grid_unit openness_item journal", kept_whole
    )
    with folder.store.begin("作废证书") as uow:
        certificate = uow.session.scalars(select(Certificate)).first()
        revoked = CertificateRevocation(
            station_id=certificate.station_id,
            certificate_key=certificate.id,
            number=certificate.wording["number"],
            revoked_on=date(2026, 11, 26),
            cause="lost",
        )
        uow.session.add(revoked)
        uow.commit()
    assert folder.journal()[-1].table == "certificate_revocation"
    folder.store.close()
