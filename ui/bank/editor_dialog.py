"""One item written or changed: the form on the left, what a trainee sees on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from jyguide.bank.edition import Edition
from jyguide.bank.hints import REASON, STEM, hints, placed_faults
from jyguide.bank.item import ItemContent
from jyguide.bank.row import ItemStatus
from jyguide.bank.service import BankService, ItemService
from jyguide.changes import Changed
from jyguide.ids import ItemId
from ui.bank.editor_form import EditorForm
from ui.bank.editor_preview import EditorPreview
from ui.bank.editor_start import EditorStart, following
from ui.bank.services import BankServices
from ui.brief import brief
from ui.desk import Desk
from ui.jobs import Job
from ui.theme import SPACE, Tone
from ui.undoing import Done, noted
from ui.widgets import Banner, Card, Kind, make_button, make_label, scrolling
from ui.widgets.button_row import ButtonRow

_TWIN_PAUSE_MS = 500
_SHORTEST = 6
"""Of a stem that is looked up in the bank: shorter ones stand in many."""
_FEW = 5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REVIEWING = "核对后在“依据”里换成新的版本再保存，就复核过了。"
_GIVE_UP = "有没有保存的修改，要放弃吗？"


class EditorDialog(QDialog):
    """Closes once the service has taken the item, or begins the next.

    Object names: `editor`, `save`, `save_next`, `save_review`, `cancel`, `trouble`, and those of
    `EditorForm` and `EditorPreview`.
    """

    saved = Signal(object)
    """A `Done` with the `ItemId` that was written."""

    def __init__(
        self, desk: Desk, services: BankServices, start: EditorStart, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bank = services.bank
        self._items = services.items
        self._history = services.history
        self._start = start
        self._editions: Sequence[Edition] = ()
        self._twin = ""
        self._busy = False
        self._baseline = start.content
        self.setObjectName("editor")
        self.resize(1240, 690)
        self._build()
        self._connect()
        self._begin(start)
        desk.load(self, partial(_known, services.bank), self._offer)

    def reject(self) -> None:
        if self._busy:
            return
        if not self._dirty or self._desk.alerts.ask(_GIVE_UP, "放弃修改", danger=True):
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field: saving half an item by it would be a nuisance."""
        if event.key() in _ENTER and isinstance(self.focusWidget(), QLineEdit | QComboBox):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    @property
    def _dirty(self) -> bool:
        return self._form.content() != self._baseline or bool(self._form.reason.text().strip())

    def _build(self) -> None:
        self._form = EditorForm()
        self._preview = EditorPreview()
        card = Card()
        self._area = scrolling(self._form)
        card.body.addWidget(self._area)
        card.body.addWidget(self._form.reason_row)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE.m)
        middle.addWidget(card, 62)
        middle.addWidget(self._preview, 38)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        self._recall = Banner()
        self._recall.setObjectName("recall")
        layout.addWidget(self._recall)
        layout.addLayout(middle, 1)
        layout.addLayout(self._foot())

    def _foot(self) -> ButtonRow:
        self._trouble = make_label("", "hint", "trouble")
        self._cancel = make_button("取消", name="cancel")
        self._next = make_button("保存并新建", name="save_next")
        self._review = make_button("保存并送审", name="save_review")
        self._save = make_button("保存", Kind.PRIMARY, "save", "save")
        self._save.setToolTip("保存（Ctrl+S）")
        return ButtonRow(
            self._save, self._review, self._next, leave=self._cancel, said=self._trouble
        )

    def _connect(self) -> None:
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._keep)
        self._next.clicked.connect(self._keep_and_begin)
        self._review.clicked.connect(self._keep_and_send)
        self._form.changed.connect(self._follow)
        QShortcut(QKeySequence.StandardKey.Save, self, self._keep)
        self._pause = QTimer(self, singleShot=True, interval=_TWIN_PAUSE_MS)
        self._pause.timeout.connect(self._look_for_twin)
        self._form.stem.textChanged.connect(self._pause.start)

    def _begin(self, start: EditorStart) -> None:
        self._start = start
        self._twin = ""
        new = start.row is None
        self.setWindowTitle(start.title)
        change = start.row.recalled if start.row is not None else None
        self._recall.say(f"{change.reason()}{_REVIEWING}" if change else "", Tone.WARN)
        self._next.setVisible(new)
        self._review.setVisible(start.may_go_to_review)
        self._form.show_reason(needed=start.status is ItemStatus.IN_FORCE, shown=not new)
        self._form.show_content(start.content, untouched=not start.content.stem)
        self._baseline = self._form.content()
        self._follow()
        self._preview.show_now()
        self._form.enter(STEM)

    def _offer(self, known: tuple[list[str], list[Edition]]) -> None:
        categories, self._editions = known
        self._form.offer(categories, self._editions)
        self._follow()

    def _problems(self, content: ItemContent) -> dict[str, str]:
        found = placed_faults(
            content,
            self._start.status,
            changed=content != self._baseline,
            reason=self._form.reason.text(),
        )
        return found | self._form.pending

    @Slot()
    def _follow(self) -> None:
        """After each change: what is wrong, what is worth knowing, what a trainee sees."""
        content = self._form.content()
        problems = self._problems(content)
        self._form.show_problems(problems)
        notes = hints(content, self._editions)
        notes = {part: said for part, said in notes.items() if part not in problems}
        if self._twin:
            notes[STEM] = self._twin
        self._form.show_notes(notes)
        self._preview.follow(content)
        self._trouble.setText("")

    @Slot()
    def _look_for_twin(self) -> None:
        stem = self._form.content().stem
        own = self._start.row.id if self._start.row is not None else None
        if len(stem) >= _SHORTEST:
            self._desk.load(self, partial(_twin, self._bank, stem, own), self._show_twin)
        elif self._twin:
            self._show_twin("")

    def _show_twin(self, name: str) -> None:
        said = f"{name}已经有同样的题干。" if name else ""
        if said != self._twin:
            self._twin = said
            self._follow()

    @Slot()
    def _keep(self) -> None:
        self._submit(self._finish)

    @Slot()
    def _keep_and_begin(self) -> None:
        self._submit(self._go_on)

    @Slot()
    def _keep_and_send(self) -> None:
        self._submit(self._finish, to_review=True)

    def _submit(self, then: Callable[[Done[ItemId]], object], *, to_review: bool = False) -> None:
        if self._busy:
            return
        content = self._form.content()
        problems = self._problems(content)
        self._form.show_problems(problems, everywhere=True)
        if problems:
            named = "、".join(f"“{label}”" for label in self._form.labels(problems))
            self._trouble.setText(f"没有保存：请先改正{named}。")
            self._lead_to(next(iter(problems)))
            return
        work = partial(
            _kept, self._items, self._start, content, self._form.reason.text(), to_review
        )
        job = self._desk.act(
            self,
            brief(partial(noted, self._history, work)),
            then,
            title="正在保存试题",
            changed=Changed.BANK,
        )
        self._set_busy(busy=True)
        job.ended.connect(self._rest)

    def _lead_to(self, part: str) -> None:
        """The cursor into a part of the form, and the part into view: focus alone scrolls not."""
        self._form.enter(part)
        if part != REASON:  # which stands outside of what scrolls
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # faults take room
            for widget in (self._form.row(part), self.focusWidget()):  # a row may be higher
                self._area.ensureWidgetVisible(widget)

    def _finish(self, done: Done[ItemId]) -> None:
        self.saved.emit(done)
        self.accept()

    def _go_on(self, done: Done[ItemId]) -> None:
        content = self._form.content()
        self.saved.emit(done)
        self._begin(following(content))
        self._trouble.setText("已保存，接着写下一道。")

    @Slot(object)
    def _rest(self, _job: Job) -> None:
        self._set_busy(busy=False)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for button in (self._cancel, self._next, self._review, self._save):
            button.setEnabled(not busy)


def _known(bank: BankService) -> tuple[list[str], list[Edition]]:
    return bank.categories(), bank.editions()


def _twin(bank: BankService, stem: str, own: ItemId | None) -> str:
    """Name of another item with the very stem, or empty."""
    for item_id in bank.find(stem, _FEW):
        if item_id != own:
            row = bank.item(item_id)
            if "".join(row.content.stem.split()) == "".join(stem.split()):
                return row.name
    return ""


def _kept(
    items: ItemService,
    start: EditorStart,
    content: ItemContent,
    reason: str,
    to_review: bool,  # noqa: FBT001 - bound by `partial`, which the worker then calls
) -> ItemId:
    if start.row is None:
        return items.create(content, question_id=start.question_id, to_review=to_review)
    items.revise(start.row.id, content, reason, seen=start.row.revision_id, to_review=to_review)
    return start.row.id
