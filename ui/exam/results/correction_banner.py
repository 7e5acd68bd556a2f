"""Says that marks still go by a key that was corrected elsewhere, and lets them be made anew."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.exam.marking.correction import Impact
from ui.desk import Desk
from ui.exam.results.correction_impact import ImpactView
from ui.jobs import Job
from ui.theme import SPACE, Tone
from ui.widgets import Banner, Kind, make_button, make_label, scrolling
from ui.widgets.button_row import ButtonRow


class CorrectionBanner(QWidget):
    """Hidden while there is nothing to do; call `reload` when results are fetched.

    Object names: `pending_corrections`, `see_corrections`.
    """

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self._desk, self._app = desk, app
        self._impact = Impact((), ())
        self._banner = Banner()
        self._banner.setObjectName("pending_corrections")
        self._button = make_button("查看并重新评分…", name="see_corrections")
        self._button.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self._banner, 1)
        row.addWidget(self._button)
        self.hide()

    def reload(self) -> None:
        """Ask whether marks of this office still go by an old key."""
        self._desk.load(self, partial(_pending, self._app), self._show)

    @Slot(object)
    def _show(self, impact: Impact) -> None:
        self._impact = impact
        many = len(impact.corrections)
        said = f"有 {many} 道题的答案已经更正，成绩还没有按新的答案评。{impact.sentence()}"
        self._banner.say(said if impact.people else "", Tone.WARN)
        self.setHidden(not impact.people)

    @Slot()
    def _open(self) -> None:
        PendingDialog(self._desk, self._app, self._impact, self).open()


class PendingDialog(QDialog):
    """The corrections, the people they touch, and one button. Names: `confirm`, `close`."""

    def __init__(self, desk: Desk, app: Application, impact: Impact, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pending_dialog")
        self.setWindowTitle("按更正的答案重新评分")
        self._desk, self._app, self._impact = desk, app, impact
        self._job: Job | None = None
        self.resize(880, 560)
        self.view = ImpactView()
        self.view.show_impact(impact)
        self._close = make_button("取消", name="close")
        self._confirm = make_button("重新评分", Kind.PRIMARY, name="confirm")
        self._confirm.setDefault(True)
        self._close.clicked.connect(self.reject)
        self._confirm.clicked.connect(self._apply)
        kept = make_label("答卷保持原样，每个人原来的评分也都留着。", "small")
        foot = ButtonRow(self._confirm, leave=self._close, said=kept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(scrolling(_corrections(impact)), 2)
        layout.addWidget(self.view, 5)
        layout.addLayout(foot)

    def reject(self) -> None:
        """Closed only when nothing is being written, so that its news arrive."""
        if self._job is None:
            super().reject()

    @Slot()
    def _apply(self) -> None:
        if self._job is not None:
            return
        self._confirm.setEnabled(False)
        self._job = self._desk.act(
            self,
            partial(_apply, self._app, self._impact),
            self._done,
            title="正在重新评分",
            changed=Changed.EXAMS,
        )
        self._job.ended.connect(self._rest)

    @Slot(object)
    def _done(self, impact: Impact) -> None:
        self.view.say(f"已重新评分 {impact.here} 人。", Tone.GOOD)
        self._confirm.hide()
        self._close.setText("关闭")
        self._close.setDefault(True)
        self._close.setFocus()

    @Slot(object)
    def _rest(self, _job: Job) -> None:
        self._job = None
        if not self._confirm.isHidden():  # refused, since something had changed: look again
            self._desk.load(self, partial(_pending, self._app), self._show_anew)

    @Slot(object)
    def _show_anew(self, impact: Impact) -> None:
        self._impact = impact
        self.view.show_impact(impact)
        self._confirm.setEnabled(bool(impact.people))


def _corrections(impact: Impact) -> QWidget:
    """Each item with its key and what counts instead."""
    said = QWidget()
    lines = QVBoxLayout(said)
    lines.setContentsMargins(0, 0, SPACE.s, 0)
    lines.setSpacing(SPACE.s)
    for one in impact.corrections:
        lines.addWidget(make_label(one.short_stem, "body", wrap=True))
        reason = f"　原因：{one.reason}" if one.reason else ""
        key = f"题库里的答案：{one.before}　更正为：{one.after}{reason}"
        lines.addWidget(make_label(key, "small", wrap=True))
    lines.addStretch()
    return said


def _pending(app: Application) -> Impact:
    return app.corrections.pending()


def _apply(app: Application, seen: Impact, *_: object) -> Impact:
    return app.corrections.apply_pending(seen)
