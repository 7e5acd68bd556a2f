"""What is asked before a step is taken with measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from jyguide.documents.dates import tenths_text
from jyguide.standard.ledger import LedgerRow
from jyguide.standard.measure_steps import Check, Finish, Plan, rescorable
from ui.widgets import DateField, make_button
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.fields import name_field, text_field

_PLANNED_DAYS = 15
"""How long a branch is usually given."""
_REPLY_DAYS = 15
_TEXT_HEIGHT = 84
_USUAL_MEASURE = "对照检查内容逐项补齐，并形成书面记录。"


class PlanDialog(AskingDialog):
    """Gives a `Plan`. Object names: `plan_dialog`, `measure`, `usual`, `owner`, `due_on`."""

    def __init__(
        self, rows: Sequence[LedgerRow], names: Iterable[str], today: date, parent: QWidget
    ) -> None:
        several = len(rows) > 1
        sentence = f"{about(rows)}：写明做什么、谁负责、什么时候完成。"
        if several:
            sentence += "措施和责任人留空的，各项原来写的不变。"
        super().__init__("落实整改措施", "保存", sentence, parent)
        self.setObjectName("plan_dialog")
        self._several = several
        first = rows[0].row
        self.measure = short_text("measure", "" if several else first.measure)
        self.measure.setPlaceholderText(first.asked if not several else "选中的各项都按这一条整改")
        usual = make_button("用常用写法", name="usual")
        usual.clicked.connect(lambda: self.measure.setPlainText(_USUAL_MEASURE))
        self.owner = name_field("owner", "" if several else first.owner, names)
        self.owner.setPlaceholderText("姓名；几个人用顿号隔开")
        self.due_on = DateField("due_on")
        due = first.due_on if not several else None
        self.due_on.set_day(due or today + timedelta(days=_PLANNED_DAYS))
        row = self.form.add("measure", "整改措施", self.measure, required=not several)
        row.add_beside(usual)
        self.form.add("owner", "责任人", self.owner, required=not several)
        self.form.add("due_on", "整改期限", self.due_on, required=True)
        self.measure.setFocus()

    @Slot()
    def _confirm(self) -> None:
        measure, owner = self.measure.toPlainText().strip(), self.owner.text().strip()
        problems = {}
        if not self._several and not measure:
            problems["measure"] = "请写明做什么。"
        if not self._several and not owner:
            problems["owner"] = "请写明谁负责。"
        if self.form.show_problems(problems):
            self.send(Plan(measure, owner, self.due_on.day))


class FinishDialog(AskingDialog):
    """Gives a `Finish`. Object names: `finish_dialog`, `done_on`, `done_by`, `note`."""

    def __init__(
        self, rows: Sequence[LedgerRow], names: Iterable[str], today: date, parent: QWidget
    ) -> None:
        super().__init__(
            "登记整改完成",
            "登记完成",
            f"{about(rows)}。登记后等另一个人核验；照片、材料可以在右边的“佐证”里加。",
            parent,
        )
        self.setObjectName("finish_dialog")
        owners = {one.row.owner for one in rows}
        self._needed = any(not one.row.measure for one in rows)
        self.done_on = DateField("done_on")
        self.done_on.set_day(today)
        self.done_by = name_field("done_by", owners.pop() if len(owners) == 1 else "", names)
        self.note = short_text("note", "")
        self.note.setPlaceholderText("例如：三月会议已补开，记录、签到齐全")
        self.form.add("done_on", "完成日期", self.done_on, required=True)
        self.form.add("done_by", "完成人", self.done_by, required=True)
        self.form.add("note", "完成情况", self.note, required=self._needed)
        self.done_by.setFocus()

    @Slot()
    def _confirm(self) -> None:
        by, note = self.done_by.text().strip(), self.note.toPlainText().strip()
        problems = {} if by else {"done_by": "请写明由谁完成。"}
        if self._needed and not note:
            problems["note"] = "没有定过措施的（立行立改），请写明做了什么。"
        if self.form.show_problems(problems):
            self.send(Finish(self.done_on.day, by, note))


class CheckDialog(AskingDialog):
    """Gives a `Check`. Object names: `check_dialog`, `verified_on`, `verified_by`, `note`."""

    def __init__(
        self,
        rows: Sequence[LedgerRow],
        who: tuple[str, Iterable[str]],
        today: date,
        parent: QWidget,
        *,
        passed: bool,
    ) -> None:
        """`who` is the name to begin with, and names to choose from."""
        title = "核验通过" if passed else "退回整改"
        said = "核验人应是责任人、完成人以外的人。" if passed else "写明还差什么，退回后继续整改。"
        super().__init__(title, title, f"{about(rows)}。{said}", parent)
        self.setObjectName("check_dialog")
        self._passed = passed
        self.on = DateField("verified_on")
        self.on.set_day(today)
        self.by = name_field("verified_by", *who)
        self.note = short_text("note", "")
        self.note.setPlaceholderText("" if passed else "例如：补开的会议缺参会人员签字")
        self.form.add("on", "核验日期", self.on, required=True)
        self.form.add(
            "by", "核验人", self.by, required=True, hint="同名不同人请注明，如“王伟（镇组织办）”。"
        )
        self.form.add("note", "核验意见", self.note, required=not passed)
        (self.by if passed else self.note).setFocus()

    @Slot()
    def _confirm(self) -> None:
        by, note = self.by.text().strip(), self.note.toPlainText().strip()
        problems = {} if by else {"by": "请填写核验人。"}
        if not self._passed and not note:
            problems["note"] = "请写明还差什么。"
        if self.form.show_problems(problems):
            self.send(Check(self.on.day, by, self._passed, note))


class RescoreDialog(AskingDialog):
    """Gives ``(day, by, points by measure)``.

    Object names: `rescore_dialog`, `points`, `rescored_on`, `rescored_by`.
    """

    def __init__(
        self,
        rows: Sequence[LedgerRow],
        who: tuple[str, Iterable[str]],
        today: date,
        parent: QWidget,
    ) -> None:
        super().__init__(
            "复评", "复评", f"{about(rows)}。原来的得分保留，与复评得分并列。", parent
        )
        self.setObjectName("rescore_dialog")
        self._rows = rows
        self.points = QComboBox()
        self.points.setObjectName("points")
        if len(rows) == 1:
            self._offer(rows[0])
        else:
            self.points.addItem("各项都恢复满分")
        self.on = DateField("rescored_on")
        self.on.set_day(today)
        self.by = name_field("rescored_by", *who)
        self.form.add("points", "复评得分", self.points, required=True)
        self.form.add("on", "复评日期", self.on, required=True)
        self.form.add("by", "复评人", self.by, required=True)
        self.points.setFocus()

    def _offer(self, one: LedgerRow) -> None:
        """The full points first."""
        full = one.row.full_points
        for points in reversed(rescorable(one.row, one.allowed)):
            word = f"{tenths_text(points)} 分"
            self.points.addItem(f"{word}（满分）" if points == full else word, points)

    @Slot()
    def _confirm(self) -> None:
        by = self.by.text().strip()
        if not self.form.show_problems({} if by else {"by": "请填写复评人。"}):
            return
        given = self.points.currentData()
        points = {} if given is None else {one.row.id: int(given) for one in self._rows}
        self.send((self.on.day, by, points))


class NoticeDialog(AskingDialog):
    """Gives ``(first number, day, reply by)``.

    Object names: `notice_dialog`, `number`, `notified_on`, `reply_by`, `with_reply`.
    """

    def __init__(
        self, rows: Sequence[LedgerRow], number: str, today: date, parent: QWidget
    ) -> None:
        branches = len({one.row.branch_id for one in rows})
        several = "，编号从下面这个起依次往下编" if branches > 1 else ""
        super().__init__(
            "开具整改通知书",
            "开具并预览",
            f"{about(rows)}：一个支部一份，共 {branches} 份{several}。",
            parent,
        )
        self.setObjectName("notice_dialog")
        self.number = QLineEdit(number)
        self.number.setObjectName("number")
        self.on = DateField("notified_on")
        self.on.set_day(today)
        self.reply_by = DateField("reply_by")
        days = [one.row.due_on for one in rows if one.row.due_on]
        latest = max(days, default=today)
        self.reply_by.set_day(max(latest, today + timedelta(days=_REPLY_DAYS)))
        self.with_reply = QCheckBox("写明")
        self.with_reply.setObjectName("with_reply")
        self.with_reply.setChecked(True)
        self.with_reply.toggled.connect(self.reply_by.setEnabled)
        self.form.add("number", "编号", self.number, required=True)
        self.form.add("on", "通知日期", self.on, required=True)
        row = self.form.add(
            "reply_by", "报回执期限", self.reply_by, hint="通知书里会写“请于…前完成整改”。"
        )
        row.add_beside(self.with_reply)
        self.number.setFocus()

    @Slot()
    def _confirm(self) -> None:
        number = self.number.text().strip()
        problems = {} if number else {"number": "请填写编号，如“整改〔2026〕3号”。"}
        if self.form.show_problems(problems):
            reply = self.reply_by.day if self.with_reply.isChecked() else None
            self.send((number, self.on.day, reply))


class ReceiptDialog(AskingDialog):
    """Gives the day on which the answer came. Object names: `receipt_dialog`, `receipt_on`."""

    def __init__(self, rows: Sequence[LedgerRow], today: date, parent: QWidget) -> None:
        numbers = dict.fromkeys(one.row.notice_number for one in rows)
        named = "、".join(list(numbers)[:3]) + ("等" if len(numbers) > 3 else "")  # noqa: PLR2004 - a few are named
        super().__init__(
            "登记回执", "登记", f"收到 {named} 的回执，通知书上的各项一并登记。", parent
        )
        self.setObjectName("receipt_dialog")
        self.on = DateField("receipt_on")
        self.on.set_day(today)
        self.form.add("on", "收到日期", self.on, required=True)
        self.on.setFocus()

    @Slot()
    def _confirm(self) -> None:
        self.send(self.on.day)


def about(rows: Sequence[LedgerRow]) -> str:
    """Which measures are meant."""
    row = rows[0].row
    if len(rows) == 1:
        return f"“{row.branch}”{row.criterion} {row.finding or row.asked}".rstrip("。")
    branches = len({one.row.branch_id for one in rows})
    where = f"“{row.branch}”的" if branches == 1 else f"{branches} 个支部的"
    return f"{where} {len(rows)} 项整改"


def short_text(name: str, text: str) -> QPlainTextEdit:
    """A field of a few lines."""
    return text_field(name, text, height=_TEXT_HEIGHT)
