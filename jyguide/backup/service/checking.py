"""A data folder looked at from the database to the stick, and all that is found in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from db.engine import make_engine
from db.errors import StorageError
from db.lives import setting
from jyguide.backup.finding import CheckReport, Line, Part, fault
from jyguide.backup.second_place import SecondPlace, remembered_place, reminder
from jyguide.backup.service.check_database import check_file, check_schema
from jyguide.backup.service.check_files import (
    check_attachments,
    check_backups,
    check_keys,
    check_second,
)
from jyguide.backup.service.check_journal import check_journal
from jyguide.backup.service.making import Source
from jyguide.backup.watch import Watch
from jyguide.clock import Clock
from jyguide.sync.stick import FindSticks, plugged_in

_STEPS = len(Part)


@dataclass(frozen=True, slots=True)
class FolderCheck:
    """Looks at a data folder, also one whose database cannot be opened; changes nothing in it."""

    source: Source
    clock: Clock
    sticks: FindSticks = plugged_in

    def run(self, watch: Watch) -> CheckReport:
        """Look at everything.

        Raises:
            Cancelled: somebody asked to stop.
            StorageError: the server or the file cannot be reached at all.
        """
        watch.step(0, _STEPS, "正在检查数据库")
        lines = [check_file(self.source.address)]
        if lines[0].sound:
            lines += self._inside(watch)
        watch.step(4, _STEPS, "正在检查备份")
        lines += check_backups(self.source, watch.tick)
        return CheckReport(sorted(lines, key=lambda line: list(Part).index(line.part)))

    def _inside(self, watch: Watch) -> Iterator[Line]:
        engine = make_engine(self.source.address)
        try:
            with Session(engine.execution_options(reads=True)) as session:
                schema = list(check_schema(session.connection()))
                yield from schema
                if all(line.sound for line in schema):
                    yield from self._rows(session, watch)
        except StorageError as error:
            yield fault(Part.DATABASE, error.message, error.hint)
        finally:
            engine.dispose()

    def _rows(self, session: Session, watch: Watch) -> Iterator[Line]:
        watch.step(1, _STEPS, "正在检查操作记录")
        yield from check_journal(session, watch.tick)
        watch.step(2, _STEPS, "正在检查附件")
        yield from check_attachments(session, self.source, watch.tick)
        watch.step(3, _STEPS, "正在检查密钥和U盘")
        yield from check_keys(session, self.source)
        second = remembered_place(setting(session, "database") or "")
        said = reminder(second, self.clock(), anything=True)
        yield from check_second(
            self._root(second), second.name if second else "", said, watch.tick
        )

    def _root(self, second: SecondPlace | None) -> Path | None:
        if second is None:
            return None
        return second.found([stick.folder for stick in self.sticks()])
