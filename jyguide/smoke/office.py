"""The main job once, in a made-up station: found it, take people in, issue a certificate."""

from __future__ import annotations

import zipfile
from contextlib import closing
from dataclasses import replace
from importlib import resources
from io import BytesIO
from pathlib import Path

import docx
import openpyxl

from jyguide.app import Application, open_application
from jyguide.certificate.design import new_word
from jyguide.certificate.kinds import CertificateKind
from jyguide.demo.run import STATION, sample_file
from jyguide.demo.training_day import DAY, DemoClock, plan_session, sign_in
from jyguide.folder import NewFolder, create_folder
from jyguide.smoke.parts import IncompleteError
from jyguide.vault.login import Login, log_in_by_name
from jyguide.vault.secret import BY_MACHINE, drawn_secret
from ui.printing.pdf import write_pdf

_USER = "值班指导员"
_FEW = 8
"""Enough for the three who do not simply come."""


class Office:
    """One station through all steps."""

    def __init__(self) -> None:
        self._clock = DemoClock()
        self._secret = drawn_secret()
        self._app: Application | None = None

    def folder(self, scratch: Path) -> Path:
        return scratch / "station"

    def found(self, scratch: Path) -> None:
        """Make the folder, shut as a new one is, with every migration run."""
        new = NewFolder(STATION, user=_USER, secret=self._secret, cost=BY_MACHINE)
        create_folder(self.folder(scratch), new, self._clock)

    def login(self, scratch: Path) -> Login:
        return log_in_by_name(self.folder(scratch), _USER, self._secret, self._clock)

    def take_in_roster(self, scratch: Path) -> None:
        app = self._app = open_application(
            self.folder(scratch), self._clock, login=self.login(scratch)
        )
        with sample_file("roster.xlsx") as path:
            result = app.rosters.take_in(app.rosters.plan(path))
        _expect(result.imported, "roster.xlsx")

    def certify(self, scratch: Path) -> None:
        """A session is held, and one who came has a certificate of it, as PDF and as Word."""
        app = self._opened()
        people = app.people.people()[:_FEW]
        session = plan_session(app, people, "任前培训")
        sign_in(app, session, people)
        kind = CertificateKind.COMPLETION
        ready = [
            each.person_id for each in app.certificates.recipients(session, kind) if each.ready
        ]
        rows = app.certificates.issue(session, kind, ready[:1], DAY)
        keys = [row.id for row in rows]
        target = scratch / "certificate.pdf"
        write_pdf(app.certificates.documents(keys), target)
        _expect(target.read_bytes().startswith(b"%PDF"), target.name)
        words = scratch / "words"
        words.mkdir()
        app.certificates.write_word(keys, words)
        _expect(all(map(zipfile.is_zipfile, words.iterdir())) and any(words.iterdir()), "docx")

    def open_templates(self, scratch: Path) -> None:
        """Those that ship, and those that are made for offices to fill in."""
        app = self._opened()
        blank = resources.files("resources").joinpath("documents", "blank.docx").read_bytes()
        _expect(docx.Document(BytesIO(blank)).sections, "blank.docx")
        roster = scratch / "roster.xlsx"
        app.rosters.write_template(roster)
        with closing(openpyxl.load_workbook(roster)) as book:
            _expect(book.sheetnames, roster.name)
        template = scratch / "template.docx"
        app.certificate_designs.write_example(template)
        app.certificate_designs.keep(replace(new_word(), name="样例"), template)

    def leave(self) -> None:
        self._opened().close()

    def _opened(self) -> Application:
        if self._app is None:
            raise IncompleteError("station")
        return self._app


def _expect(what: object, name: str) -> None:
    if not what:
        raise IncompleteError(name)
