"""The composition root."""

import pytest

from jyguide.app import open_application
from jyguide.bank.item import ItemKind
from jyguide.errors import StationError
from tests.jyguide.builders import a_person, an_id
from tests.postgres import only_sqlite


def test_everything_works_over_one_database(new_folder, clock):
    folder = new_folder()
    app = open_application(folder, clock)
    app.people.add(a_person("陈明"))
    app.close()
    again = open_application(folder, clock)
    assert [row.id_number for row in again.people.people()] == [an_id()]
    assert again.history.actions(1)[0].at == clock.now
    again.close()


@only_sqlite
def test_the_unified_bank_is_there_from_the_start(app):
    questions = app.bank.items(kinds=[ItemKind.ORAL])
    assert len(questions) >= 100
    others = [row for row in app.bank.items() if row.content.kind is not ItemKind.ORAL]
    assert len(others) >= 200
    assert {row.content.kind for row in app.bank.items()} == set(ItemKind)
    asked = {row.question_id for row in others}
    assert asked <= {row.id for row in questions}


def test_no_station_no_application(tmp_path, clock):
    with pytest.raises(StationError):
        open_application(tmp_path / "nowhere", clock)
    assert not (tmp_path / "nowhere").exists()
