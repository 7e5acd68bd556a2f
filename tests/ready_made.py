"""A new data folder's database is built once a run and copied, instead of built each time.

Migrating an empty file through every revision and bringing in what ships takes most of a second,
and dozens of tests found a folder of their own. The first one is founded as users found it;
so is every one where a test ships something else. Files that are upgraded, and databases on a
server, are always built.

Likewise what the shipped revisions say is known: each service of each test would read eight
hundred of them anew. Whoever tests the reading itself asks for `read_anew`.
"""

from __future__ import annotations

import shutil
from collections.abc import Hashable
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import pytest

from db.cipher import rewrite
from db.dialect import settle
from db.driver import EncryptedFile, FileAddress, file_of
from db.engine import make_engine
from db.keys import fixed_key
from jyguide import shipped
from jyguide.bank.service import reading
from jyguide.bank.unified import read_former_revisions, read_unified_bank
from jyguide.folder import facts, making

_build = making.upgrade


class ReadyMade:
    """Databases with what ships in them and no more, by what ships."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._made: dict[Hashable, Path] = {}

    def upgrade(self, file: FileAddress, **how: Any) -> bool:
        """As `db.upgrade.upgrade` for a data folder's file."""
        if file_of(file).exists():
            return _build(file, **how)
        ships = shipped.seed_shipped, facts.digest()
        if ships not in self._made:
            self._made[ships] = self._found(len(self._made))
        if isinstance(file, EncryptedFile):
            rewrite(self._made[ships], file)
        else:
            shutil.copy(self._made[ships], file)
        return True

    def _found(self, number: int) -> Path:
        path = self._root / f"{number}.db"
        _build(path)
        engine = make_engine(path)
        try:
            facts.seed_if_new(engine)
            settle(engine)
        finally:
            engine.dispose()
        return path


@pytest.fixture(scope="session", autouse=True)
def _ready_made(tmp_path_factory):
    """Every folder that this process founds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "upgrade", ReadyMade(tmp_path_factory.mktemp("ready")).upgrade)
        yield


class Held(WeakValueDictionary[Any, Any]):
    """What is still held of revisions, and of those that ship always."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key) or _shipped().get(key, default)


@cache
def _shipped() -> dict[Any, Any]:
    return {
        fixed_key("item_revision", one.code, one.revision): one.content
        for one in (*read_unified_bank(), *read_former_revisions())
    }


@pytest.fixture(scope="session", autouse=True)
def _known_revisions():
    """Shipped revisions never change: what they say is what the release ships."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "WeakValueDictionary", Held)
        yield


@pytest.fixture
def read_anew(monkeypatch):
    """What revisions say is read from the database."""
    monkeypatch.setattr(reading, "WeakValueDictionary", WeakValueDictionary)
