from __future__ import annotations

from sqlalchemy import select

from db.engine import make_engine
from db.keys import fixed_key
from db.models import Action, JournalEntry, Regulation, Station, Stream
from db.seed import seed
from tests.db.house import SEVENTH, STATIONS, Folder

REGULATIONS = [
    {
        "id": fixed_key("regulation", code),
        "code": code,
        "title": "某条例",
        "edition": "2026",
        "in_force_from": None,
        "replaced": "",
        "note": "",
    }
    for code in ("R1", "R2")
]


def bytes_of(folder: Folder) -> list[str]:
    folder.store.close()
    engine = make_engine(folder.path)
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        dump = list(raw.iterdump())
    engine.dispose()
    return dump


def test_shipped_rows_carry_genesis_and_enter_no_stream(folder):
    with folder.engine.begin() as connection:
        assert seed(connection, Regulation, REGULATIONS) == 2
    with folder.store.read() as session:
        stamps = set(session.scalars(select(Regulation.sync_v)))
        assert not session.scalars(select(JournalEntry)).all()
        assert not session.scalars(select(Action)).all()
        assert not session.scalars(select(Stream)).all()
    assert stamps == {'{"*":[0,0,"genesis"]}'}


def test_two_pcs_that_seed_themselves_apart_agree_to_the_byte(new_folder):
    one, other = new_folder("one"), new_folder("other", station_code="", replica="0" * 12)
    for folder in (one, other):
        with folder.engine.begin() as connection:
            seed(connection, Regulation, REGULATIONS)
    assert bytes_of(one) == bytes_of(other)


def test_seeding_again_adds_only_what_is_new_and_leaves_edits_alone(folder):
    folder.edit(Station(id=SEVENTH), name="甲站（新址）")
    ninth = {"id": fixed_key("station", "S09"), "code": "S09", "name": "丙站", "position": 9}
    with folder.engine.begin() as connection:
        assert seed(connection, Station, [*STATIONS, ninth]) == 1
        assert seed(connection, Station, [*STATIONS, ninth]) == 0
    assert folder.row(Station(id=SEVENTH)).name == "甲站（新址）"
