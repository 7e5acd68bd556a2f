"""A migrated, seeded database made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.engine import make_engine
from db.models import Station
from db.seed import seed
from db.upgrade import upgrade
from tests.db.house import STATIONS, Folder, open_folder


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "station.db"
    upgrade(path)
    engine = make_engine(path)
    with engine.begin() as connection:
        seed(connection, Station, STATIONS)
    engine.dispose()
    return path


@pytest.fixture
def new_folder(template: Path, tmp_path: Path) -> Iterator[Callable[..., Folder]]:
    """Makes folders: ``new_folder("city", station_code="")``."""
    made: list[Folder] = []

    def make(name: str = "station", **options: str) -> Folder:
        path = tmp_path / f"{name}.db"
        shutil.copy(template, path)
        made.append(open_folder(path, **options))
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
