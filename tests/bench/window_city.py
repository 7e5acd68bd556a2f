"""A made-up city folder for whatever has to stand at its size."""

from __future__ import annotations

from pathlib import Path

from tests.bench.grid_people import made_grid, write_grid
from tests.bench.people_list import filled
from tests.bench.standard_round import fill_round

PEOPLE, INSTRUCTORS = 50_000, 85 + 232


def city(parent: Path) -> Path:
    """50,000 people, 317 of them instructors; 1,558 branches inspected; the whole grid."""
    folder = parent / "city"
    app = filled(folder, PEOPLE, INSTRUCTORS)
    fill_round(app)
    write_grid(parent / "grid.xlsx", made_grid())
    app.grid_files.take_in(app.grid_files.plan(parent / "grid.xlsx"))
    app.close()
    return folder
