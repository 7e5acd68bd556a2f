"""A shut station, made once and copied."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.jyguide.shut import HEAD, SECRET, make_shut, opened


@pytest.fixture(scope="package")
def made_shut(tmp_path_factory, pc_states):
    """The folder, opened once so that this PC knows it."""
    with pc_states.shared():
        folder = make_shut(tmp_path_factory.mktemp("shut") / "station")
        opened(folder).close()
    return folder


@pytest.fixture
def folder(made_shut, tmp_path):
    """A copy of it."""
    return Path(shutil.copytree(made_shut, tmp_path / "station"))


class Seat:
    """One at a time: whoever sits down makes the one before him leave."""

    def __init__(self, folder, clock) -> None:
        self._folder = folder
        self._clock = clock
        self._app = None

    def __call__(self, name=HEAD, secret=SECRET):
        self.leave()
        self._app = opened(self._folder, name, secret, self._clock)
        return self._app

    def leave(self) -> None:
        app, self._app = self._app, None
        if app is not None:
            app.close()


@pytest.fixture
def enter(folder, clock):
    """Opens it for somebody, the one in charge unless another is named."""
    seat = Seat(folder, clock)
    yield seat
    seat.leave()
