"""One version of a checklist: its head, its criteria, what it lacks, the form of one criterion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem

from jyguide.bank.edition import Edition
from jyguide.history.row import Offer
from jyguide.ids import StationId
from jyguide.standard.checking import faults, remarks, sum_sentence, total_points
from jyguide.standard.checklist import FULL, Criteria, Criterion
from jyguide.standard.checklist_rules import ChecklistFacts, may_change, whose
from jyguide.standard.drafting import (
    added,
    changed,
    duplicated,
    moved,
    place_of,
    placed,
    recoded,
    removed,
)
from jyguide.standard.kinds import Aspect, BranchKind
from jyguide.standard.rows import ChecklistRow
from ui.history.field_undo import key_of_undoing
from ui.standard.checklists.editor_layout import EditorLayout
from ui.standard.checklists.working import Working
from ui.theme import PALETTE, Tone, icon

_SAVE_AFTER_MS = 20_000
"""What was typed is kept by itself after this long, so that a power cut costs little."""
_NOTHING = ChecklistFacts("", BranchKind.VILLAGE)
_FAULT = int(Qt.ItemDataRole.UserRole)


class ChecklistEditor(EditorLayout):
    """Shows a version; of a draft of one's own everything can be changed.

    Object names are in `EditorLayout`.
    """

    save_wanted = Signal(object, bool)
    """The `ChecklistFacts` to keep, and whether the user asked for it himself."""

    def __init__(self, own: StationId | None) -> None:
        super().__init__()
        self._own = own
        self._row: ChecklistRow | None = None
        self._working = Working(_NOTHING)
        self._kept_codes: frozenset[str] = frozenset()
        self._code = self._shown_code = ""
        self._aspect: Aspect | None = None
        self._timer = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self._timer.timeout.connect(partial(self.ask_save, by_hand=False))
        self._connect()

    @property
    def row(self) -> ChecklistRow | None:
        """The version shown, as it was read or kept last."""
        return self._row

    @property
    def other_codes(self) -> frozenset[str]:
        """The codes of the other versions of what is shown."""
        return self._kept_codes

    @property
    def working(self) -> Working:
        """What is on screen."""
        return self._working

    def offer(self, editions: Sequence[Edition]) -> None:
        """Offer the regulations in force for the basis of a criterion."""
        self.form.offer(editions)

    def show_checklist(self, row: ChecklistRow, others: frozenset[str]) -> None:
        """Show a version; `others` are the codes of the other versions of it."""
        another = self._row is None or self._row.id != row.id
        self._row, self._kept_codes = row, others
        self._working = Working(ChecklistFacts(row.name, row.kind, row.criteria, row.note))
        if another or all(one.code != self._code for one in row.criteria):
            self._code = row.criteria[0].code if row.criteria else ""
            self._aspect = None if self._code else Aspect.ORGANISATION_SETUP
        editable = not may_change(row, self._own)
        foreign = whose(row, self._own)
        self.show_head(row, self._working.facts, editable=editable, foreign=foreign)
        self.outline.set_editable(editable=editable)
        self.form.set_read_only(fixed=not editable)
        self._show()

    def note_saved(self, row: ChecklistRow, sent: ChecklistFacts) -> None:
        """Take note that this was kept; what was typed meanwhile stays to be kept."""
        if self._row is not None and self._row.id == row.id:
            self._row = row
            self._working.note_kept(sent)
            self._show_state()

    def ask_save(self, *_: object, by_hand: bool = False) -> None:
        """Have what was changed kept now."""
        self._timer.stop()
        if self._working.dirty:
            self.save_wanted.emit(self._working.facts, by_hand)

    def _connect(self) -> None:
        self.outline.chosen.connect(self._choose)
        self.outline.placed.connect(self._place)
        self.outline.moved.connect(self._move)
        self.outline.added.connect(self._add)
        self.outline.doubled.connect(self._double)
        self.outline.removed.connect(self._remove)
        self.outline.entered.connect(self.form.enter)
        self.form.edited.connect(self._edit)
        self.lacks.itemActivated.connect(self._jump)
        self.lacks.itemClicked.connect(self._jump)
        for name, slot in (("add", self._add), ("double", self._double), ("remove", self._remove)):
            self.tools[name].clicked.connect(slot)
        self.tools["up"].clicked.connect(partial(self._move, -1))
        self.tools["down"].clicked.connect(partial(self._move, 1))
        self.tools["undo"].clicked.connect(self._undo)
        self.tools["redo"].clicked.connect(self._redo)
        self.name.textEdited.connect(self._rename)
        self.note.textEdited.connect(self._rename)
        self.kind.activated.connect(self._rename)
        self.save.clicked.connect(partial(self.ask_save, by_hand=True))

    def event(self, event: QEvent) -> bool:
        """What is not kept yet is undone here, and not what the window did before."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._step_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self._step_of(event)
        if step is None:
            super().keyPressEvent(event)
        else:
            step()

    def _step_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        steps = {Offer.UNDO: self._undo, Offer.REDO: self._redo}
        return steps.get(key_of_undoing(event))

    @Slot(str, object)
    def _choose(self, code: str, aspect: Aspect | None) -> None:
        self._code, self._aspect = code, aspect
        self._working.end_step()
        self._show_form()

    @Slot(object, str)
    def _edit(self, one: Criterion, name: str) -> None:
        code = self._code
        criteria = self._recoded(changed(self._working.criteria, code, one), code)
        self._put(criteria, f"{code}/{name}" if name else "")

    @Slot()
    def _add(self) -> None:
        aspect = self._aspect or self._aspect_shown()
        criteria, self._code = added(self._working.criteria, aspect, self._used())
        self._put(criteria)
        self.form.enter()

    @Slot()
    def _double(self) -> None:
        if self._code and self.editable:
            twice, self._code = duplicated(self._working.criteria, self._code, self._used())
            self._put(twice)

    @Slot()
    def _remove(self) -> None:
        if not self._code or not self.editable:
            return
        codes = [one.code for one in self._working.criteria]
        at = codes.index(self._code)
        rest = removed(self._working.criteria, self._code)
        self._aspect = self._aspect_shown()
        self._code = rest[min(at, len(rest) - 1)].code if rest else ""
        self._put(rest)

    @Slot(int)
    def _move(self, by: int, *_: object) -> None:
        if self._code and self.editable:
            self._put(moved(self._working.criteria, self._code, by))

    @Slot(str, object, str)
    def _place(self, code: str, aspect: Aspect, before: str) -> None:
        self._code = code
        self._put(self._recoded(placed(self._working.criteria, code, aspect, before), code))

    def _recoded(self, criteria: Criteria, code: str) -> Criteria:
        """A criterion that came under another aspect gets a code of that one, if it may."""
        self._code = recoded(criteria, code, self._kept_codes, self._used())
        one = criteria[place_of(criteria, code)]
        return changed(criteria, code, replace(one, code=self._code))

    @Slot()
    def _undo(self) -> None:
        self._turn(self._working.undo)

    @Slot()
    def _redo(self) -> None:
        self._turn(self._working.redo)

    def _turn(self, turn: Callable[[], None]) -> None:
        if not self.editable:
            return
        turn()
        codes = [one.code for one in self._working.criteria]
        if self._code not in codes:
            self._code = codes[0] if codes else ""
        self._after_edit()

    @Slot()
    def _rename(self, *_: object) -> None:
        self._working.name(self.facts(self._working.criteria))
        self._after_edit()

    def _put(self, criteria: Criteria, step: str = "") -> None:
        if self.editable:
            self._working.put(criteria, step)
            self._after_edit()

    def _after_edit(self) -> None:
        self._show()
        if self._working.dirty and not self._timer.isActive():
            self._timer.start()

    def _show(self) -> None:
        criteria = self._working.criteria
        found = faults(criteria)
        marked = {each.code for each in found if each.code} if self.editable else set()
        self.outline.show_criteria(criteria, marked, self._code, self._aspect)
        self._show_lacks()
        self._show_form()
        self._show_state()

    def _show_form(self) -> None:
        criteria = self._working.criteria
        one = next((each for each in criteria if each.code == self._code), None)
        up, down = (
            one is not None and moved(criteria, one.code, by) != criteria for by in (-1, 1)
        )
        self.show_form(shown=one is not None, up=up, down=down)
        if one is not None:
            if one.code != self._shown_code:
                self.form_area.verticalScrollBar().setValue(0)
            self._shown_code = one.code
            found = faults(criteria) if self.editable else []
            lacking = [each.sentence for each in found if each.code == one.code]
            self.form.show_criterion(one, lacking)

    def _show_lacks(self) -> None:
        criteria = self._working.criteria
        found, said = faults(criteria), remarks(criteria)
        self.lacks.clear()
        for tone, each in (
            *((Tone.BAD, one) for one in found),
            *((Tone.WARN, one) for one in said),
        ):
            text = f"{each.code}　{each.sentence}" if each.code else each.sentence
            name = "bad" if tone is Tone.BAD else "warning"
            item = QListWidgetItem(icon(name, PALETTE.of(tone)), text)
            item.setData(_FAULT, each.code)
            item.setToolTip(text)
            self.lacks.addItem(item)
        self.show_lack_count(len(found), len(said))
        points = total_points(criteria)
        self.show_sum(sum_sentence(points), len(criteria), good=points == FULL)

    def _show_state(self) -> None:
        working = self._working
        self.show_state(dirty=working.dirty, can_undo=working.can_undo, can_redo=working.can_redo)

    @Slot(QListWidgetItem)
    def _jump(self, item: QListWidgetItem) -> None:
        if code := item.data(_FAULT):
            self._code = code
            self._show()
            self.form.enter()

    def _aspect_shown(self) -> Aspect:
        found = [one.aspect for one in self._working.criteria if one.code == self._code]
        return found[0] if found else Aspect.ORGANISATION_SETUP

    def _used(self) -> frozenset[str]:
        return self._kept_codes | {one.code for one in self._working.criteria}
