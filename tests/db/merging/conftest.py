from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.db.merging.acting import furnish
from tests.db.merging.world import World


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
