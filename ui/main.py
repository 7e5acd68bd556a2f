"""The window put together: shown at once, its data opened by the worker behind it.

Nothing imported here loads the data layer: that takes longer than drawing the window, so the
worker does it while the window is already on screen.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from jyguide.bad_luck.instance import Claim
from jyguide.changes import Changed
from jyguide.clock import system_clock
from jyguide.errors import Cancelled, DamageError, RuleError
from jyguide.settings.pc import keep_pc_settings
from ui.access.resealing import Resealing
from ui.alerts import Alerts
from ui.at_work import AtWork
from ui.backup.keeping_up import KeepingUp
from ui.changes import ChangeHub
from ui.desk import Desk
from ui.goal import Goal
from ui.held_alerts import HeldAlerts
from ui.jobs import Job, JobRunner
from ui.missing_files import MissingFiles
from ui.opening import Opened, get_ready, is_shut, open_folder
from ui.page import Page, PageEntry, Reopening
from ui.pages import PAGES, MakePage
from ui.reading_ahead import read_ahead
from ui.shell import Shell
from ui.slow_look import SlowLook
from ui.spare_time import SpareTime
from ui.start import take_type
from ui.widgets import Notice

if TYPE_CHECKING:
    from jyguide.app import Application
    from jyguide.vault.login import Login
    from ui.access.presence import Presence
    from ui.handed_files import HandedFiles
    from ui.update.entry import Updates

TITLE = "暨阳指导"


class Window:
    """The shell, and the application over the data folder once it is open."""

    def __init__(self, folder: Path, alerts: Alerts, claimed: Claim | None = None) -> None:
        """`claimed` is the window's place at the folder, which it tells who is at it."""
        self.folder = folder
        self.claimed = claimed
        self.app: Application | None = None
        self._keeping_up: KeepingUp | None = None
        self._spare: SpareTime | None = None
        self._reading: SpareTime | None = None
        self._look: SlowLook | None = None
        self._day: date | None = None
        self._presence: Presence | None = None
        self._failed: Callable[[BaseException], object] = alerts.report
        self._first_start = False
        self._handed: HandedFiles | None = None
        self.crash_report: Path | None = None
        """What the run before left, where the interpreter itself died."""
        self.at_first: Reopening | None = None
        self.onward: Goal | None = None
        self.successor: Callable[[], object] | None = None
        """What goes on in the place of this program once the window is closed."""
        self._alerts, self._held = alerts, HeldAlerts(alerts)
        self.desk = Desk(JobRunner(), self._held, ChangeHub())
        self.desk.jobs.started.connect(self._look_at_day)
        self.shell = Shell(TITLE, "", self.desk.jobs, self._held, self.desk.changes)
        self.shell.show_data_folder(folder)
        self.shell.stayed.connect(self._stay)
        for name, title, icon_name, make in PAGES:
            entry = PageEntry(name, title, icon_name, partial(self._page, make))
            self.shell.offer(entry)

    def open(self, failed: Callable[[BaseException], object], login: Login | None = None) -> None:
        """Let somebody in where the folder is shut; then open it, and let the pages in.

        Args:
            failed: Called on the interface thread when it cannot be opened.
            login: Who has come in already, as at the first start.
        """
        self._failed = failed
        self._first_start = login is not None
        if login is None and is_shut(self.folder):
            self.presence.ask()
            self.desk.load(self.shell, get_ready, lambda _: None)
        else:
            self.open_as(login, self.at_first)

    def open_as(self, login: Login | None, reopening: Reopening | None = None) -> None:
        """Open the data folder on the worker, in the place of what was open before."""
        former, self.app = self.app, None
        if former is not None:
            self.shell.toast.hide()  # it may name people, and leads to what is closed now
        self._keeping_up = None
        self._look_no_further()
        if self.shell.at_work is not None:
            self.shell.at_work.leave()  # before the data is closed under it
        self.shell.forget_pages()
        self.shell.reports.clear()

        def connect(job: Job) -> None:
            job.succeeded.connect(self._opened)
            job.failed.connect(partial(self._tell_failed, login))
            if self.at_first is not None:  # there may be nothing yet that could be opened
                job.cancelled.connect(partial(self._failed, Cancelled()))

        self.desk.jobs.start(
            partial(open_folder, self.folder, login, former, reopening),
            connect,
            reopening.title if reopening else "正在打开数据",
        )
        self._spare = self._reading = None  # only now: what they began gives way to the opening

    def reopen(self, reopening: Reopening) -> None:
        """Do something while the data is closed, unless a page must not be closed now."""
        if unfinished := self.shell.unfinished():
            self.desk.alerts.inform(f"现在还不能做：{''.join(unfinished)}", "请结束以后再做一次。")
            return
        self.open_as(self.presence.login, reopening)

    def take_file(self, file: Path) -> None:
        """Lead to where a double-clicked file belongs, once somebody can look at it."""
        if self._handed is None:
            from ui.handed_files import HandedFiles  # noqa: PLC0415 - see the module's docstring

            self._handed = HandedFiles(self)
        self._handed.take(file)

    def take_update(self, file: Path | None = None) -> None:
        """Open the dialog that installs a newer release, over a file or none."""
        self._updates.open(file)

    def tell_update(self) -> None:
        """Tell once what came of an update that was begun."""
        self._updates.tell()

    def give_way(self, successor: Callable[[], object]) -> None:
        """Close as ever, and let something else go on in this program's place."""
        self.successor = successor
        self.shell.close()

    def go_to(self, goal: Goal) -> None:
        """Close as ever, and have the program open the window over the other folder."""
        self.onward = goal
        self.shell.close()

    def _stay(self) -> None:
        self.onward = self.successor = None

    def show_type(self, *, large: bool) -> bool:
        """Show everything in large type or in the usual one from now on, on this PC.

        Pages are made anew; while one of them must not be closed, nothing changes and it is said.
        """
        if unfinished := self.shell.unfinished():
            self.desk.alerts.inform(f"现在还不能换字号：{''.join(unfinished)}", "结束以后再换。")
            return False
        keep_pc_settings(large_type=large)
        self.shell.forget_pages()
        take_type(large=large)
        self.shell.take_type()
        if self.app is not None:
            self.shell.open_pages(self.app.place.label)
        return True

    @property
    def presence(self) -> Presence:
        """Who is at the window; made when the first of it is needed."""
        if self._presence is None:
            from ui.access.presence import Presence  # noqa: PLC0415 - see the module's docstring
            from ui.access.window_deeds import WindowDeeds  # noqa: PLC0415 - as above

            speaking = Desk(self.desk.jobs, self._alerts, self.desk.changes)
            self._presence = Presence(self.shell, speaking, self._held, self.folder, system_clock)
            self._presence.entered.connect(self.open_as)
            WindowDeeds(self, speaking)
        return self._presence

    def close(self) -> None:
        """Stop the worker and let go of the data; called once, after the shell is closed."""
        keeping_up, self._keeping_up = self._keeping_up, None
        self._spare = self._reading = None
        self._look_no_further()
        if keeping_up is not None:
            keeping_up.finish()
        self.desk.jobs.shutdown()
        if self.shell.at_work is not None:
            self.shell.at_work.finish()
        if self._presence is not None:
            self._presence.end()
        if self.app is not None:
            self.app.close()

    def _look_no_further(self) -> None:
        if self._look is not None:
            self._look.end()

    def _tell_failed(self, login: Login | None, error: BaseException) -> None:
        """A user who is one no more is told so where he came in; else the program ends."""
        if login is not None and isinstance(error, RuleError):
            self.presence.ask_again(f"{error.message}{error.hint}")
        elif isinstance(error, DamageError):
            self._offer_rescue(login, error)
        else:
            self._failed(error)

    def _offer_rescue(self, login: Login | None, error: DamageError) -> None:
        """Offer the last good backup; what is not brought back ends the program."""
        from ui.rescue import RescueOffer  # noqa: PLC0415 - see the module's docstring

        speaking = Desk(self.desk.jobs, self._alerts, self.desk.changes)
        self._rescue = RescueOffer(speaking, self.folder, login, system_clock)
        self._rescue.restored.connect(partial(self.open_as, login))
        self._rescue.declined.connect(lambda: self._failed(Cancelled()))
        self._rescue.begin(error)

    def _opened(self, opened: Opened) -> None:
        app = self.app = opened.app
        if self.shell.at_work is None:  # else pages that are garbage by now would stay
            gc.freeze()  # modules stay: see `ui.collector`
        self._day = app.clock().date()
        self._begin_work(app, opened.tables)
        self.presence.begin(app, opened.login)
        if self.claimed is not None:
            self.claimed.introduce(app.place.user_name)
        self._offer_commands()
        self.shell.open_pages(app.place.label)
        self._keeping_up = KeepingUp(self.desk, app)
        self.desk.load(self.shell, self._keeping_up.attend, lambda _: None)
        look = self._look = SlowLook(self.desk, app)
        whole = MissingFiles(self.desk, self.shell)
        deeds = [whole.begin, look.begin, self._keeping_up.begin, Resealing(self.desk, app).begin]
        self._spare = SpareTime(self.desk.jobs, deeds)
        self._reading = read_ahead(self.desk.jobs, app)
        if opened.fault is not None:
            self.desk.alerts.report(opened.fault)
        elif opened.told:
            self.shell.toast.tell(Notice(opened.told))
        elif self._first_start:
            self._offer_slip(app)

    def _begin_work(self, app: Application, kept: Mapping[str, str]) -> None:
        from ui.draft.drafts import Drafts  # noqa: PLC0415 - see the module's docstring
        from ui.history.records import Records  # noqa: PLC0415 - as above
        from ui.tables.keeper import WindowTables  # noqa: PLC0415 - as above

        former, desk = self.shell.at_work, self.desk
        if former is not None and former.drafts is not None:
            former.drafts.deleteLater()
        self.shell.at_work = AtWork(
            app.preferences,
            WindowTables(self.shell, desk, app, kept),
            Records(desk, app),
            Drafts(self.shell, desk, app),
        )

    def _offer_commands(self) -> None:
        """What can be done anywhere, each part's in a module of its own."""
        from ui.commands.help import offer_help  # noqa: PLC0415 - see the module's docstring
        from ui.commands.house import offer_house  # noqa: PLC0415 - as above
        from ui.commands.jobs import offer_jobs  # noqa: PLC0415 - as above
        from ui.commands.keys import offer_keys  # noqa: PLC0415 - as above
        from ui.commands.looks import offer_looks  # noqa: PLC0415 - as above
        from ui.commands.search import offer_search  # noqa: PLC0415 - as above
        from ui.commands.settings import offer_settings  # noqa: PLC0415 - as above
        from ui.commands.start import offer_start  # noqa: PLC0415 - as above
        from ui.commands.undoing import offer_undoing  # noqa: PLC0415 - as above
        from ui.commands.update import offer_update  # noqa: PLC0415 - as above

        offer_keys(self)
        offer_house(self)
        offer_looks(self)
        offer_jobs(self)
        offer_undoing(self)
        offer_start(self)
        offer_search(self)
        offer_settings(self)
        offer_help(self)
        offer_update(self)

    @cached_property
    def _updates(self) -> Updates:
        from ui.update.entry import Updates  # noqa: PLC0415 - see the module's docstring

        return Updates(self)

    def _offer_slip(self, app: Application) -> None:
        from ui.access.slip_preview import offer_slip  # noqa: PLC0415 - once in a folder's life

        self._first_start = False
        if (page := self.shell.current_page) is not None:
            offer_slip(self.desk, app, page)

    def _look_at_day(self, _job: Job) -> None:
        """Before the first work after midnight, do what opening the folder that day would have."""
        if self.app is None or self._day == self.app.clock().date():
            return
        self._day = self.app.clock().date()
        self.desk.load(self.shell, self.app.begin_day, self._tell_moved)

    def _tell_moved(self, moved: int) -> None:
        if moved:
            self.desk.changes.tell(Changed.PEOPLE | Changed.ORGANISATIONS | Changed.APPROVALS)

    def _page(self, make: MakePage) -> Page:
        from ui.access.allowed import limit  # noqa: PLC0415 - see the module's docstring

        assert self.app is not None  # noqa: S101 - the shell makes pages only once it is open
        page = make(self.desk, self.app)
        limit(page, self.app.permits)
        page.reopening.connect(self.reopen)
        return page
