"""Derived columns follow from the others, whoever changed those."""

from db.keys import new_key
from db.models import Instructor, Person
from db.undo import undo
from tests.db.house import a_person_row


def shouted(person):
    return {"search": person["name"] + "!"}


def search_of(folder, key):
    with folder.store.read() as session:
        return session.get_one(Person, key).search


def test_they_follow_an_insert_an_edit_and_its_undo(folder):
    folder.store.derive(Person, shouted)
    key = new_key()
    with folder.begin("建档") as uow:
        uow.session.add(Person(id=key, name="单小虎", sex="男"))
        uow.commit()
    assert search_of(folder, key) == "单小虎!"
    with folder.begin("改名") as uow:
        uow.session.get_one(Person, key).name = "仇小虎"
        uow.commit()
        renamed = uow.action_id
    assert search_of(folder, key) == "仇小虎!"
    with folder.store.begin("撤销", undoes=renamed) as uow:
        undo(uow.session, renamed)
        uow.commit()
    assert search_of(folder, key) == "单小虎!"


def test_the_bulk_path_derives_them_too(folder):
    folder.store.derive(Person, shouted)
    row = a_person_row(name="解文清")
    with folder.begin("导入") as uow:
        uow.add_many(Person, [row])
        uow.commit()
    assert search_of(folder, row["id"]) == "解文清!"


def test_they_never_enter_the_journal(folder):
    folder.store.derive(Person, shouted)
    with folder.begin("建档") as uow:
        person = Person(name="查洋", sex="女")
        uow.session.add(person)
        uow.session.add(Instructor(person_id=person.id, kind="full_time"))
        uow.commit()
    assert all("search" not in entry.after for entry in folder.journal())
