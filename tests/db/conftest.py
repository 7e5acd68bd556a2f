"""A migrated, seeded database made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.engine import Address, make_engine
from db.models import Station
from db.seed import seed
from db.upgrade import upgrade
from tests.db.house import STATIONS, Folder, open_folder
from tests.postgres import Server


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "station.db"
    prepare(path)
    return path


@pytest.fixture(scope="session")
def server_template(postgres: Server) -> str:
    """The name of a database on the server that is as fresh."""
    name = postgres.create()
    prepare(postgres.url(name))
    return name


def prepare(place: Address) -> None:
    upgrade(place)
    engine = make_engine(place)
    with engine.begin() as connection:
        seed(connection, Station, STATIONS)
    engine.dispose()


@pytest.fixture
def fresh_copy(dialect, request, tmp_path) -> Callable[[str], Address]:
    """Copies the template: a file of that name, or a database on the server."""
    if dialect == "sqlite":
        template = request.getfixturevalue("template")
        return lambda name: Path(shutil.copy(template, tmp_path / f"{name}.db"))
    template = request.getfixturevalue("server_template")
    new_database = request.getfixturevalue("new_database")
    return lambda name: new_database(template)


@pytest.fixture
def new_folder(fresh_copy: Callable[[str], Address]) -> Iterator[Callable[..., Folder]]:
    """Makes folders: ``new_folder("city", station_code="")``."""
    made: list[Folder] = []

    def make(name: str = "station", **options: str) -> Folder:
        made.append(open_folder(fresh_copy(name), **options))
        return made[-1]

    yield make
    for folder in made:
        folder.store.close()


@pytest.fixture
def folder(new_folder: Callable[..., Folder]) -> Folder:
    """The folder of station S07."""
    return new_folder()


@pytest.fixture
def city(new_folder: Callable[..., Folder]) -> Folder:
    """The city's folder."""
    return new_folder("city", station_code="")
