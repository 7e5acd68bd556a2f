from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from db.engine import Address
from tests.db.merging.acting import furnish
from tests.db.merging.world import World


@pytest.fixture
def star(dialect: str, request: pytest.FixtureRequest, template: Path, tmp_path: Path):
    """The city, a station with two PCs and one with one; the city on both databases in turn."""
    places: dict[str, Address] = {}
    if dialect == "postgresql":
        server_template = request.getfixturevalue("server_template")
        places["city"] = request.getfixturevalue("new_database")(server_template)
    made = World(template, tmp_path, places=places)
    yield made
    made.close()


@pytest.fixture(scope="session")
def furnished(
    template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Mapping[str, str]], World]]:
    """Worlds that can begin anew, made once for each set of PCs."""
    made: dict[tuple[str, ...], World] = {}

    def make(pcs: Mapping[str, str]) -> World:
        key = tuple(pcs)
        if key not in made:
            made[key] = World(template, tmp_path_factory.mktemp("world"), pcs)
            furnish(made[key])
        return made[key]

    yield make
    for world in made.values():
        world.close()
