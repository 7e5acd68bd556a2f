"""Migrations of empty databases run once for each kind; then what they wrote is written again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import Connection, event

from db.upgrade import SCRIPTS, build, revision


class Rehearsed:
    """As `db.upgrade.build`; a database that holds something is always migrated."""

    def __init__(self, build: Callable[..., None]) -> None:
        self._build = build
        self._written: dict[str, list[tuple[str, Any, bool]]] = {}

    def __call__(self, connection: Connection, scripts: Path = SCRIPTS) -> None:
        if scripts != SCRIPTS or revision(connection) is not None:
            self._build(connection, scripts)
        elif connection.dialect.name not in self._written:
            self._rehearse(connection)
        else:
            for statement, given, many in self._written[connection.dialect.name]:
                connection.exec_driver_sql(statement, given if many or given else None)

    def _rehearse(self, connection: Connection) -> None:
        self._written[connection.dialect.name] = []
        event.listen(connection, "before_cursor_execute", self._note)
        try:
            self._build(connection)
        finally:
            event.remove(connection, "before_cursor_execute", self._note)

    def _note(
        self, connection: Connection, _cursor: Any, statement: str, given: Any, _: Any, many: bool
    ) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA")):
            self._written[connection.dialect.name].append((statement, given, many))


@contextmanager
def rehearsed_in(*modules: ModuleType) -> Iterator[None]:
    """Let what these modules build be written from memory after the first time."""
    once = Rehearsed(build)
    with pytest.MonkeyPatch.context() as patch:
        for module in modules:
            patch.setattr(module, "build", once)
        yield
