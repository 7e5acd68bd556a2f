from __future__ import annotations

from sqlalchemy import literal_column, select

from db.keys import fixed_key
from db.models import Action, JournalEntry, Regulation, Station, Stream, whole_metadata
from db.seed import refresh, seed
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
            for each in whole_metadata().sorted_tables
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


def as_shipped_next(note: str) -> list[dict[str, object]]:
    return [{**row, "note": note, "replaced_by_id": None} for row in REGULATIONS]


def regulation(folder: Folder, code: str) -> Regulation:
    return folder.row(Regulation(id=fixed_key("regulation", code)))


def test_a_release_changes_what_nobody_edited_and_leaves_no_trace(folder):
    with folder.engine.begin() as connection:
        seed(connection, Regulation, REGULATIONS)
        assert refresh(connection, Regulation, as_shipped_next("新的说明")) == 2
        assert refresh(connection, Regulation, as_shipped_next("新的说明")) == 0
    assert regulation(folder, "R1").note == "新的说明"
    with folder.store.read() as session:
        assert set(session.scalars(select(Regulation.sync_v))) == {'{"*":[0,0,"genesis"]}'}
        assert not session.scalars(select(JournalEntry)).all()


def test_a_release_leaves_registers_alone_that_somebody_edited(folder):
    first, second = (row["id"] for row in REGULATIONS)
    with folder.engine.begin() as connection:
        seed(connection, Regulation, REGULATIONS)
    folder.edit(Regulation(id=first), note="本市的说明")
    folder.edit(Regulation(id=second), replaced_by_id=first)
    with folder.engine.begin() as connection:
        assert refresh(connection, Regulation, as_shipped_next("新的说明")) == 1
    assert regulation(folder, "R1").note == "本市的说明"
    assert regulation(folder, "R2").note == "新的说明"
    assert regulation(folder, "R2").replaced_by_id == first


def test_a_release_brings_back_nothing_that_was_removed(folder):
    key = REGULATIONS[0]["id"]
    with folder.engine.begin() as connection:
        seed(connection, Regulation, REGULATIONS)
    folder.edit(Regulation(id=key), deleted=True)
    with folder.engine.begin() as connection:
        seed(connection, Regulation, REGULATIONS)
        refresh(connection, Regulation, as_shipped_next("新的说明"))
    assert regulation(folder, "R1").deleted
