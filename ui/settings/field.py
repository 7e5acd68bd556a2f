"""The field in which a setting is chosen: as its form wants it, and always told the same way."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from jyguide.settings.setting import Choice, Number, Setting, Switch, Ticks, Value, Words
from ui.theme import SPACE


class SettingField(QWidget):
    """One field, or some boxes to tick. Object names: `setting_<name>`, `…_<tick>` of each box."""

    chosen = Signal(str, object)
    """The setting's name and its new value, as soon as somebody has chosen it."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self._setting = setting
        self._boxes: dict[str, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.xs)
        self._widget = self._make()
        self.setFocusProxy(self._widget)

    @property
    def value(self) -> Value:
        """What stands in it."""
        match self._widget:
            case QComboBox() as combo:
                return cast("int", combo.currentData())
            case QSpinBox() as spin:
                return spin.value()
            case QLineEdit() as line:
                return line.text().strip()
        if isinstance(self._setting.form, Ticks):
            return tuple(name for name, box in self._boxes.items() if box.isChecked())
        return cast("QCheckBox", self._widget).isChecked()

    def show_value(self, value: Value) -> None:
        """Show what counts, without telling anybody that it was chosen."""
        parts = [self._widget, *self._boxes.values()]
        blockers = [QSignalBlocker(part) for part in parts]
        match self._widget:
            case QComboBox() as combo:
                combo.setCurrentIndex(combo.findData(value))
            case QSpinBox() as spin:
                spin.setValue(cast("int", value))
            case QLineEdit() as line:
                line.setText(str(value))
            case QCheckBox() as box if not self._boxes:
                box.setChecked(bool(value))
        for name, box in self._boxes.items():
            box.setChecked(name in cast("tuple[str, ...]", value))
        del blockers

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Whoever turns the wheel over a list of settings wants to scroll, not to choose."""
        if event.type() == QEvent.Type.Wheel and not cast("QWidget", watched).hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _make(self) -> QWidget:
        match self._setting.form:
            case Switch():
                return self._add(self._box("开启"))
            case Number() as form:
                return self._add(self._spin(form))
            case Choice() as form:
                return self._add(self._combo(form))
            case Words() as form:
                return self._add(self._line(form))
            case Ticks() as form:
                for name, words in form.offered:
                    self._boxes[name] = self._box(words)
                    self._add(self._boxes[name], f"_{name}")
        return next(iter(self._boxes.values()))

    def _add(self, field: QWidget, ending: str = "") -> QWidget:
        field.setObjectName(f"setting_{self._setting.name}{ending}")
        if not ending:
            field.setAccessibleName(self._setting.title)
        field.installEventFilter(self)
        self._column.addWidget(field)
        return field

    def _box(self, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.toggled.connect(self._tell)
        return box

    def _spin(self, form: Number) -> QSpinBox:
        spin = QSpinBox(minimum=form.least, maximum=form.most, singleStep=form.step)
        spin.setSuffix(f" {form.unit}")
        spin.setKeyboardTracking(False)
        spin.valueChanged.connect(self._tell)
        return spin

    def _combo(self, form: Choice) -> QComboBox:
        combo = QComboBox()
        for value, words in form.offered:
            combo.addItem(words, value)
        combo.currentIndexChanged.connect(self._tell)
        return combo

    def _line(self, form: Words) -> QLineEdit:
        line = QLineEdit(placeholderText=form.example, maxLength=form.longest)
        line.editingFinished.connect(self._tell)
        return line

    @Slot()
    def _tell(self) -> None:
        self.chosen.emit(self._setting.name, self.value)
