"""The window put together: a data folder opened, the pages over its services."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path

from jyguide.app import Application, open_application
from jyguide.errors import EXPLAINED, FileError
from jyguide.folder import holds_station
from ui.alerts import Alerts, DialogAlerts
from ui.bank.page import BankPage
from ui.certificate.page import CertificatePage
from ui.changes import ChangeHub
from ui.desk import Desk
from ui.exam.page import ExamPage
from ui.first_run import ask_for_station
from ui.home.page import HomePage
from ui.jobs import JobRunner
from ui.people.page import PeoplePage
from ui.shell import Shell
from ui.start import install_hooks, make_application
from ui.training.page import TrainingPage

TITLE = "暨阳指导"


@dataclass(frozen=True, slots=True)
class Window:
    """The shell with what keeps it alive."""

    shell: Shell
    desk: Desk

    def close(self) -> None:
        """Stop the worker; called once, after the shell is closed."""
        self.desk.jobs.shutdown()


def build_window(app: Application, alerts: Alerts) -> Window:
    """The main window over an opened data folder; not shown yet."""
    desk = Desk(JobRunner(), alerts, ChangeHub())
    shell = Shell(TITLE, app.place.station_name, desk.jobs, alerts, desk.changes)
    shell.show_data_folder(app.place.folder)
    for page in (
        HomePage(desk, app),
        PeoplePage(desk, app.place, app.people, app.history),
        BankPage(desk, app.bank, app.history),
        TrainingPage(desk, app.place, app.people, app.training),
        ExamPage(desk, app),
        CertificatePage(desk, app.training, app.certificates),
    ):
        shell.add_page(page)
    return Window(shell, desk)


def run(folder: Path) -> int:
    """Open the window over a data folder and stay until it is closed.

    Returns the exit status: 0, or 1 when the folder could not be opened.
    """
    qt = make_application(sys.argv[:1])
    alerts = DialogAlerts()
    courier = install_hooks(alerts.report)
    try:
        if not holds_station(folder) and not ask_for_station(folder):
            return 0
        app = open_application(folder)
    except EXPLAINED as error:
        alerts.report(error)
        return 1
    _keep_log(folder)
    window = build_window(app, alerts)
    alerts.adopt(window.shell)
    window.shell.show()
    status = qt.exec()
    window.close()
    app.close()
    del courier
    return status


def _keep_log(folder: Path) -> None:
    """A log file a day in the data folder, ten kept; without personal data at INFO."""
    try:
        (folder / "logs").mkdir(exist_ok=True)
        handler = TimedRotatingFileHandler(
            folder / "logs" / "jyguide.log", when="midnight", backupCount=10, encoding="utf-8"
        )
    except OSError as error:
        raise FileError(
            f"“{folder}”不能写入日志。", hint="请检查数据文件夹的写入权限。"
        ) from error
    logging.basicConfig(
        level=logging.INFO,
        handlers=[handler],
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
