"""Taking forms back: choose files, look at each, take them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.ids import RoundBranchId
from jyguide.progress import CancelToken, Progress
from jyguide.standard.form_plan import FormPlan
from jyguide.standard.form_report import write_form_remarks
from jyguide.standard.round import RoundRow
from jyguide.standard.service.form_taking import TakenForms
from ui.desk import Desk
from ui.import_foot import ImportFoot
from ui.import_steps import ImportSteps
from ui.standard.forms.branch_dialog import FormBranchDialog
from ui.standard.forms.choosing import FormsDrop
from ui.standard.forms.columns import FormLine
from ui.standard.forms.preview import FormsPreview
from ui.theme import SPACE, Tone
from ui.widgets import Banner, StatTile, make_button, make_label

_STEPS = ("选择文件", "预览", "完成")
_FILES = "自查表 (*.xlsx *.xls *.xlsm *.et *.ods);;所有文件 (*)"
_BOOKS = "Excel 工作簿 (*.xlsx)"
CHOOSE, CHECK, DONE = range(3)
_WAY_BACK = (
    "完成的自查不再改动，也不能撤销：写错了，请打开那个支部的自查点“更正”，"
    "或者让支部改好表再收一次，作为更正替换。要补充的可以在列表里双击继续录入，也可以放弃。"
)


class FormsFoot(ImportFoot):
    """Object names: `back`, `save_errors`, and those of every foot."""

    def __init__(self) -> None:
        super().__init__("再收一批")
        self.back = make_button("上一步", icon_name="back", name="back")
        self.save_errors = make_button("保存问题清单…", icon_name="save", name="save_errors")
        self._build((self.other, self.save_errors), (self.back,), (self.write,))
        self.undo.hide()


class ReceivingDialog(ImportSteps[FormsFoot]):
    """Object names: `import_dialog`, `done_sentence`, `count_<what>`, and those of its panes."""

    def __init__(self, desk: Desk, app: Application, row: RoundRow, parent: QWidget) -> None:
        super().__init__(desk, _STEPS, FormsFoot(), parent)
        self._app = app
        self._round = row
        self._plan: FormPlan | None = None
        self._chosen: list[Path] = []
        self._whose: dict[Path, RoundBranchId] = {}
        self.setWindowTitle(f"收回自查表 — {row.label}")
        self.resize(1180, 660)
        self._drop, self._preview, self._done = FormsDrop(), FormsPreview(), _DonePane()
        self._lay_out(self._drop, self._preview, self._done)
        self._drop.files.clicked.connect(self._choose_files)
        self._drop.folder.clicked.connect(self._choose_folder)
        self._drop.dropped.connect(self.read)
        self._preview.decided.connect(self._name_write)
        self._preview.branch_wanted.connect(self._ask_branch)
        self._foot.back.clicked.connect(partial(self._go, CHOOSE))
        self._foot.other.clicked.connect(partial(self._go, CHOOSE))
        self._foot.write.clicked.connect(self._write)
        self._foot.save_errors.clicked.connect(self._save_errors)
        self._show_step()

    @Slot(object)
    def read(self, chosen: Sequence[Path]) -> None:
        """Look at files and folders, or say here why they cannot be read."""
        if chosen:
            self._chosen, self._whose = list(chosen), {}
            self._read(self._show_plan)

    def _read(self, show: Callable[[FormPlan], object]) -> None:
        plan = self._app.inspection_forms.plan
        work = partial(plan, self._round.id, self._chosen, whose=dict(self._whose))
        self._run("正在读取自查表", work, show)

    @Slot()
    def _choose_files(self) -> None:
        self.read(self._desk.alerts.choose_open_files("选择支部发回的自查表", _FILES))

    @Slot()
    def _choose_folder(self) -> None:
        folder = self._desk.alerts.choose_folder("选择存放自查表的文件夹")
        self.read([folder] if folder is not None else [])

    def _show_plan(self, plan: FormPlan) -> None:
        self._plan = plan
        self._preview.show_plan(plan)
        self._go(CHECK)

    @Slot(object)
    def _ask_branch(self, line: FormLine) -> None:
        if self._plan is not None:
            dialog = FormBranchDialog(line.form.file.name, self._plan.branches, self)
            dialog.given.connect(partial(self._name_branch, line))
            dialog.open()

    def _name_branch(self, line: FormLine, branch: RoundBranchId) -> None:
        """Read anew: what is there of that branch already decides about the form."""
        self._whose[line.form.file] = branch
        said = self._preview.said()
        del said[line.at]
        self._read(partial(self._show_again, said))

    def _show_again(self, said: dict[int, bool], plan: FormPlan) -> None:
        before = [] if self._plan is None else [one.file for one in self._plan.forms]
        same = before == [one.file for one in plan.forms]  # else a place means another file now
        self._plan = plan
        self._preview.show_plan(plan, said if same else None)
        self._show_step()

    @Slot()
    def _write(self) -> None:
        if self._plan is not None:
            work = partial(_taken, self._app, self._plan, self._preview.said())
            self._run("正在收下自查表", work, self._show_done, Changed.STANDARD)

    def _show_done(self, result: TakenForms) -> None:
        self._done.show_result(result)
        self._go(DONE)

    @Slot()
    def _save_errors(self) -> None:
        if self._plan is None:
            return
        target = self._desk.alerts.choose_save_file("保存问题清单", "自查表问题清单.xlsx", _BOOKS)
        if target is not None:
            self._run("正在保存", partial(_saved, self._plan, target), self._show_saved)

    def _show_saved(self, target: Path) -> None:
        self._trouble.say(f"问题清单已保存到“{target.name}”，可以发给支部照着改。", Tone.GOOD)

    def _show_step(self) -> None:
        super()._show_step()
        foot, plan = self._foot, self._plan
        errors = [foot.save_errors] if plan and any(one.sentences for one in plan.forms) else []
        foot.offer(
            *{CHOOSE: [], CHECK: [foot.back, *errors, foot.write], DONE: [foot.other, *errors]}[
                self._step
            ],
            leave="完成" if self._step == DONE else "取消",
        )
        foot.enter()
        self._name_write()
        if self._step == CHOOSE:
            self._drop.files.setDefault(True)
            self._drop.files.setFocus()

    @Slot()
    def _name_write(self) -> None:
        count = self._preview.count()
        self._foot.write.setText(f"收下 {count} 份" if count else "没有要收下的")
        self._foot.write.setEnabled(count > 0)


class _DonePane(QWidget):
    """What was written, and what the way back is."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = Banner()
        self._sentence.setObjectName("done_sentence")
        self._tiles = {
            name: StatTile(text)
            for name, text in (
                ("completed", "已完成自查"),
                ("replaced", "其中更正"),
                ("drafts", "还要补充"),
                ("skipped", "没有收"),
            )
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self._sentence)
        tiles = QHBoxLayout()
        tiles.setSpacing(SPACE.m)
        for name, tile in self._tiles.items():
            tile.setObjectName(f"count_{name}")
            tiles.addWidget(tile, 1)
        column.addLayout(tiles)
        column.addWidget(make_label(_WAY_BACK, "hint", "way_back", wrap=True))
        column.addStretch()

    def show_result(self, result: TakenForms) -> None:
        """Say what became of the files."""
        self._sentence.say("自查表已收下。", Tone.GOOD)
        for name, tile in self._tiles.items():
            tile.show_value(f"{getattr(result, name)} 份")


def _taken(
    app: Application,
    plan: FormPlan,
    said: dict[int, bool],
    _progress: Progress,
    _cancel: CancelToken,
) -> TakenForms:
    return app.inspection_forms.take_in(plan, said)


def _saved(plan: FormPlan, target: Path, _progress: Progress, _cancel: CancelToken) -> Path:
    write_form_remarks(plan, target)
    return target
