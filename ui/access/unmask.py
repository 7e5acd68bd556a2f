"""The one way in which numbers are shown in full: asked for each time, and written down first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QAbstractButton, QWidget

from jyguide.access.disclosing import Disclosing
from jyguide.access.disclosure import DisclosureKind
from jyguide.errors import RuleError
from jyguide.ids import PersonId
from ui.alerts import Alerts
from ui.brief import brief
from ui.desk import Desk
from ui.jobs import Job
from ui.widgets.table import RowTable

_SEEN_HINT = (
    "谁在什么时候看了谁的号码会记下来，可在“安全”页查到；离开这一页、刷新或锁定后自动隐去。"
)
_TAKEN_HINT = (
    "谁在什么时候导出了多少人的号码会记下来，可在“安全”页查到。请保管好文件，用完及时删除。"
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is asked for.

    Attributes:
        whose: In the question: ``“张三”``, ``名单上 128 人``.
        what: In the record: the page or list, without anybody's name.
        people: How many.
        person_id: Who, where it is one.
    """

    whose: str
    what: str
    people: int
    person_id: PersonId | None = None


class Unmasking(QObject):
    """A button that shows numbers in full once that was agreed to and written down.

    They are masked again when the button is pressed once more, when its owner is hidden (another
    page, another tab, a closed dialog), and by `mask`, which a page calls when it reads anew.
    """

    def __init__(
        self,
        owner: QWidget,
        desk: Desk,
        button: QAbstractButton,
        about: Callable[[], Numbers | None],
        show: Callable[[bool], object],
    ) -> None:
        """Take charge of a checkable button.

        Args:
            owner: Where the numbers stand.
            desk: For the question and the worker.
            button: Checked while numbers are shown.
            about: What would be shown now; None for nothing.
            show: Called with True once numbers may be shown, with False to hide them.
        """
        super().__init__(owner)
        self._desk = desk
        self._button = button
        self._about = about
        self._show = show
        self._disclosures: Disclosing | None = None
        self._full = False
        button.clicked.connect(self._press)
        owner.installEventFilter(self)

    @property
    def full(self) -> bool:
        """Whether numbers are shown in full now."""
        return self._full

    def record_by(self, disclosures: Disclosing) -> None:
        """Write a line before anything is shown; left out where the service read from does it."""
        self._disclosures = disclosures

    def guard(self, table: RowTable[Any], telling: Callable[[], Callable[[], object]]) -> None:
        """Have copying out of a table written down while its numbers are shown.

        Args:
            table: What is copied out of it leaves the program.
            telling: Gives what writes down that the selected rows are copied. That is called on
                the worker; what it refuses is not copied.
        """
        table.copy_through(partial(self._let, telling))

    def follow(self, job: Job) -> None:
        """Mask again if what was to be read in full is refused."""
        job.failed.connect(self.mask)

    @Slot()
    def mask(self) -> None:
        """Hide the numbers, if they are shown."""
        if self._full:
            self._turn(full=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Hide:
            self.mask()
        return super().eventFilter(watched, event)

    @Slot()
    def _press(self) -> None:
        self._button.setChecked(self._full)  # until it is agreed to and written down
        if self._full:
            self.mask()
            return
        numbers = self._about()
        if numbers is None or not self._agreed(numbers):
            return
        if self._disclosures is None:  # the service that is read from writes it down
            self._turn(full=True)
            return
        work = brief(partial(_recorded, self._disclosures, numbers))
        self._desk.act(self, work, self._reveal, title="正在登记")

    def _agreed(self, numbers: Numbers) -> bool:
        alerts, told = self._desk.alerts, self._disclosures
        if told is not None and not _permitted(alerts, told, DisclosureKind.SEEN):
            return False
        return agreed(alerts, numbers.whose)

    def _reveal(self, numbers: Numbers) -> None:
        if numbers == self._about():  # somebody else may be on the screen by now
            self._turn(full=True)

    def _let(
        self, telling: Callable[[], Callable[[], object]], copy: Callable[[], object]
    ) -> None:
        if self._full:
            self._desk.act(self, brief(telling()), lambda _: copy(), title="正在登记")
        else:
            copy()

    def _turn(self, *, full: bool) -> None:
        self._full = full
        self._button.setChecked(full)
        self._show(full)


def agreed(alerts: Alerts, whose: str) -> bool:
    """Ask whether numbers are to be shown on the screen."""
    return alerts.ask(f"显示{whose}的完整身份证号和手机号？", "显示", hint=_SEEN_HINT)


def export_agreed(alerts: Alerts, disclosures: Disclosing, whose: str) -> bool:
    """Ask whether numbers are to be written into a file or printed; say so if he may not."""
    return _permitted(alerts, disclosures, DisclosureKind.EXPORTED) and alerts.ask(
        f"导出{whose}的完整身份证号和手机号？", "导出完整号码", hint=_TAKEN_HINT
    )


def _permitted(alerts: Alerts, disclosures: Disclosing, kind: DisclosureKind) -> bool:
    """Nobody is asked for his consent, or for a file, to be refused after it."""
    try:
        disclosures.require(kind)
    except RuleError as refusal:
        alerts.report(refusal)
        return False
    return True


def mask_all(root: QWidget) -> None:
    """Hide all numbers under a window, as when it is locked."""
    for one in root.findChildren(Unmasking):
        one.mask()


def _recorded(disclosures: Disclosing, numbers: Numbers) -> Numbers:
    disclosures.record(DisclosureKind.SEEN, numbers.what, numbers.people, numbers.person_id)
    return numbers
