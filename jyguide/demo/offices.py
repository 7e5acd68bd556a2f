"""Offices that work apart, each in a folder of its own, and the post between them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jyguide.app import Application, open_application
from jyguide.clock import Clock
from jyguide.demo.plain import text_of
from jyguide.documents.word import write_word
from jyguide.errors import FileError, RuleError
from jyguide.folder import NewFolder, create_folder
from jyguide.place import CITY_CODE, DATABASE
from jyguide.state import STATE_VARIABLE
from jyguide.sync.enrolment import REPLY_ENDING, REQUEST_ENDING
from jyguide.sync.file_name import free_path
from jyguide.sync.report import report_document
from jyguide.sync.row import ImportReport

CITY = "市级"


class Office:
    """One office on one PC; ``station`` is empty for the city's."""

    def __init__(self, parent: Path, station: str, clock: Clock) -> None:
        self.name = station or CITY
        self._folder = parent / self.name
        self._clock = clock
        create_folder(self._folder, NewFolder(station), clock)
        self.app: Application = open_application(self._folder, clock)

    @property
    def code(self) -> str:
        return CITY_CODE if self.app.place.is_city else self.app.place.station_code

    def close(self) -> None:
        self.app.close()

    def back_up(self, target: Path) -> None:
        """Copy the database, as people do before they try something."""
        self.app.close()
        target.parent.mkdir(exist_ok=True)
        shutil.copy(self._folder / DATABASE, target)
        self.app = open_application(self._folder, self._clock)

    def put_back(self, backup: Path) -> None:
        """Put an older database in the place of today's."""
        self.app.close()
        shutil.copy(backup, self._folder / DATABASE)
        self.app = open_application(self._folder, self._clock)


class Post:
    """Carries files, and keeps a report of every import."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._clock = clock
        self._bundles = folder / "同步文件"
        self._papers = folder / "入网"
        self._reports = folder / "报告"
        for room in (self._bundles, self._papers, self._reports):
            room.mkdir()
        self._taken = 0

    def let_in(self, city: Office, station: Office) -> None:
        """A request, the city's answer, and a code over the telephone for each."""
        request = self._papers / f"{station.name}{REQUEST_ENDING}"
        code = station.app.devices.write_request(request)
        answer = city.app.devices.accept(request, code, self.reply(station))
        station.app.devices.join(self.reply(station), answer)

    def reply(self, station: Office) -> Path:
        """The city's answer to a station."""
        return self._papers / f"{station.name}{REPLY_ENDING}"

    def write(self, sender: Office, receiver: Office) -> Path:
        """Write what the other lacks; it has not gone anywhere yet."""
        target = free_path(self._bundles, sender.app.sync.suggested_name(receiver.code))
        return sender.app.sync.export(receiver.code, target).path

    def deliver(self, path: Path, receiver: Office) -> ImportReport:
        """Have a file taken in, and keep the report as text and as Word."""
        report = receiver.app.sync.take_in(path)
        self._taken += 1
        page = report_document(report, receiver.name, self._clock().astimezone())
        name = f"{self._taken:02d} {receiver.name}导入{report.sender}第{report.number}号"
        (self._reports / f"{name}.txt").write_text(text_of(page), "utf-8")
        write_word(page, self._reports / f"{name}.docx")
        return report

    def send(self, sender: Office, receiver: Office) -> ImportReport:
        """Write and deliver."""
        return self.deliver(self.write(sender, receiver), receiver)

    def refused(self, path: Path, receiver: Office) -> str:
        """Deliver what must not be accepted; returns the sentence.

        Raises:
            RuleError: it was accepted.
        """
        try:
            receiver.app.sync.take_in(path)
        except FileError as error:
            return error.message
        raise RuleError(f"“{path.name}”本应被拒绝，却被导入了。", hint="请与开发者联系。")


@contextmanager
def state_kept_in(folder: Path) -> Iterator[None]:
    """Marks of the databases opened inside the block go to this folder, not to the user's own."""
    before = os.environ.get(STATE_VARIABLE)
    os.environ[STATE_VARIABLE] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[STATE_VARIABLE]
        else:
            os.environ[STATE_VARIABLE] = before
