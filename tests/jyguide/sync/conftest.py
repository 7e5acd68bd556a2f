"""A file on its way to the city, and a city that refuses."""

import pytest

from jyguide.errors import FileError
from tests.jyguide.builders import a_person
from tests.jyguide.sync.offices import files_of


@pytest.fixture
def sent(offices):
    """A small bundle of 周庄镇 A, not taken in yet."""
    offices.a.people.add(a_person("陈明", 1))
    return offices.export("a", "city")


@pytest.fixture
def refused(offices):
    """Tries a file at the city, which refuses it: returns the sentence; nothing may change."""

    def refused_(path, to="city"):
        app, folder = offices[to], offices.folder(to)
        before = files_of(folder)
        for attempt in (app.sync.rehearse, app.sync.take_in):
            with pytest.raises(FileError) as caught:
                attempt(path)
        assert files_of(folder) == before, "not a byte of the database"
        assert caught.value.hint
        return caught.value.message

    return refused_


@pytest.fixture
def chen(offices):
    """陈明, whom the PCs of 周庄镇 and the city know."""
    key = offices.a.people.add(a_person("陈明", 1))
    offices.round(["a", "b"])
    return key
