"""The pictures of paper: a report with its numbers, a certificate checked, a volume, the city."""

from __future__ import annotations

from camera import find, keep, press, settle, show
from ledger_pictures import sheet_picture, snap, tab
from PySide6.QtWidgets import QLineEdit

from jyguide.app import Application
from ui.certificate.page import CertificatePage
from ui.main import Window
from ui.report.centre.tab import CentreTab
from ui.report.city.tab import CityTab

_CONTENTS = 1
"""Of a volume's sheets the one behind the cover."""


def take(window: Window) -> None:
    """Of a station that has issued certificates."""
    tab(window, "report", "report_centre", CentreTab)
    snap(window, "report-centre")
    take_check(window)


def take_check(window: Window) -> None:
    """A certificate of this station, found good."""
    assert window.app is not None  # noqa: S101 - open
    row = window.app.certificates.certificates()[0]
    show(window, "certificate")
    page = window.shell.current_page
    assert isinstance(page, CertificatePage)  # noqa: S101 - shown just now
    page.tabs.show_tab("certificate_verify")
    settle(window)
    find(page, QLineEdit, "scan").setText(row.number)
    find(page, QLineEdit, "mark").setText(row.mark)
    press(page, "check")
    snap(window, "certificate-check")


def take_city(window: Window) -> None:
    """The stations side by side."""
    tab(window, "report", "report_city", CityTab)
    snap(window, "city-overview")


def take_volume(app: Application) -> None:
    """What is in a branch's volume."""
    branch = app.rounds.branches(app.rounds.rounds()[0].id)[0]
    keep(sheet_picture(app.volumes.volume(branch.id).documents[_CONTENTS]), "volume-contents")
