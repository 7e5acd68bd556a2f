from __future__ import annotations

from sqlalchemy import literal_column, select

from db.base import Base
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


def rows_of(folder: Folder) -> dict[str, list[str]]:
    """Every row of every table, as the bare driver gives it."""
    with folder.engine.connect() as connection:
        return {
            each.name: sorted(
                str(tuple(row))
                for row in connection.execute(
                    select(
                        *(literal_column(f'"{part.name}"') for part in each.columns)
                    ).select_from(each)
                )
            )
            for each in Base.metadata.sorted_tables
        }


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
    assert rows_of(one) == rows_of(other)


def test_seeding_again_adds_only_what_is_new_and_leaves_edits_alone(folder):
    folder.edit(Station(id=SEVENTH), name="甲站（新址）")
    ninth = {"id": fixed_key("station", "S09"), "code": "S09", "name": "丙站", "position": 9}
    with folder.engine.begin() as connection:
        assert seed(connection, Station, [*STATIONS, ninth]) == 1
        assert seed(connection, Station, [*STATIONS, ninth]) == 0
    assert folder.row(Station(id=SEVENTH)).name == "甲站（新址）"
