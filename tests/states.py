"""Where the program notes how far a database had come: with each test, never with the user."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STATE = "JYGUIDE_STATE"


class States:
    """Folders for what the program keeps outside its data folders, one for each test.

    Data folders that are made once and copied by many tests were opened on the same PC: each test
    finds the marks of those. The current folder is named in the environment, so that processes
    started by a test find it too.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._made = root / "made"
        self._numbers = itertools.count()
        os.environ[STATE] = str(self._made)

    def begin(self) -> Path:
        """A test begins: with what all of them share, and nothing that another test left."""
        own = self._root / str(next(self._numbers))
        self._give(own)
        os.environ[STATE] = str(own)
        return own

    def end(self) -> None:
        os.environ[STATE] = str(self._made)

    @contextmanager
    def shared(self) -> Iterator[None]:
        """While a data folder is made that later tests copy as well."""
        before = os.environ[STATE]
        os.environ[STATE] = str(self._made)
        try:
            yield
        finally:
            os.environ[STATE] = before
            self._give(Path(before))

    def _give(self, own: Path) -> None:
        if self._made.is_dir() and own != self._made:
            shutil.copytree(self._made, own, dirs_exist_ok=True)
