"""A data folder opened on the worker, while the window is on screen already.

As in `ui.main`, nothing imported here loads the data layer: the functions do, on the worker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.errors import EXPLAINED, Cancelled
from jyguide.place import holds_station
from ui.page import Reopening

if TYPE_CHECKING:
    from jyguide.app import Application
    from jyguide.progress import CancelToken, Progress
    from jyguide.vault.login import Login


def is_shut(folder: Path) -> bool:
    """Whether somebody has to prove who he is before it opens."""
    from jyguide.vault.key_file import is_protected  # noqa: PLC0415 - see the module's docstring

    return is_protected(folder)


@dataclass(frozen=True, slots=True)
class Opened:
    """A folder opened.

    Attributes:
        login: Who is at work; None in a plain folder.
        told: What to say of what was done meanwhile.
        fault: Why it was not done.
        tables: What is kept of tables.
    """

    app: Application
    login: Login | None
    told: str = ""
    fault: BaseException | None = None
    tables: Mapping[str, str] = field(default_factory=dict)


def open_folder(
    folder: Path,
    login: Login | None,
    former: Application | None,
    reopening: Reopening | None,
    progress: Progress,
    cancel: CancelToken,
) -> Opened:
    """Open a folder for somebody, once what was open is closed and what was asked for is done."""
    if former is not None:
        former.close()
    told, fault = "", None
    if reopening is not None:
        try:
            login, told = reopening.work(login, progress, cancel), reopening.told
        except (*EXPLAINED, Cancelled) as error:
            if not holds_station(folder):
                raise  # there was nothing before: nothing to go on with
            if isinstance(error, EXPLAINED):
                fault = error
            else:
                told = "已取消，数据没有改动。"
    app = _opened(folder, login)
    if login is not None and app.place.vault is not None:
        login = replace(login, ring=app.place.vault.ring)  # its keys may be new
    kept: Mapping[str, str] = import_module("ui.tables.keeper").read_kept(app)
    return Opened(app, login, told, fault, kept)


def _opened(folder: Path, login: Login | None) -> Application:
    import_module("jyguide.folder").look_closely(folder, login)
    app: Application = import_module("jyguide.app").open_application(folder, login=login)
    _ = app.preferences  # read once, here on the worker
    get_ready()
    return app


def get_ready() -> None:
    """Read what an opened folder needs, while the window is idle or a secret is typed."""
    for needed in (
        "jyguide.app",
        "ui.home.page",
        "ui.access.presence",
        "ui.access.window_deeds",
        "ui.commands.settings",
        "ui.draft.drafts",
        "ui.history.records",
    ):
        import_module(needed)
