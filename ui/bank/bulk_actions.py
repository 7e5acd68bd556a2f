"""The actions that change all selected items at once, each with counts and a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QComboBox

from jyguide.bank.row import DIFFICULTY_NAMES, ItemRow, ItemStatus
from jyguide.bank.service.editing import Edit, with_category, with_difficulty
from jyguide.changes import Changed
from jyguide.ids import ItemId, RevisionId
from ui.bank.bulk import BulkPlan, plan_edit, plan_removal, plan_status
from ui.bank.bulk_dialog import BulkDialog, category_field, difficulty_field
from ui.bank.services import BankServices
from ui.brief import brief
from ui.desk import Desk
from ui.page import Page
from ui.undoing import Done, Undoing, noted

R = TypeVar("R")

_WORDS = {
    ItemStatus.DRAFT: "退回草稿",
    ItemStatus.REVIEW: "送审",
    ItemStatus.IN_FORCE: "启用",
    ItemStatus.WITHDRAWN: "停用",
}
_UNTOUCHED = "没有改动。"


class BulkActions(QObject):
    """Works on what is selected when it is asked; tells through the page's notice."""

    def __init__(
        self,
        page: Page,
        desk: Desk,
        services: BankServices,
        selected: Callable[[], Sequence[ItemRow]],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._services = services
        self._selected = selected
        self._is_city = services.place.is_city
        self._undoing = Undoing(page, desk, services.history, Changed.BANK)
        self._plan = BulkPlan(0, (), ())
        self._plan_seen: dict[ItemId, RevisionId] = {}

    @Slot()
    def send_to_review(self) -> None:
        self.set_status(ItemStatus.REVIEW)

    @Slot()
    def enable(self) -> None:
        self.set_status(ItemStatus.IN_FORCE)

    @Slot()
    def withdraw(self) -> None:
        self.set_status(ItemStatus.WITHDRAWN)

    @Slot()
    def send_back(self) -> None:
        self.set_status(ItemStatus.DRAFT)

    @Slot(object)
    def set_status(self, status: ItemStatus) -> None:
        """Let every selected item that may take this step take it."""
        word = _WORDS[status]
        plan = plan_status(self._selected(), status, is_city=self._is_city)
        seen = self._seen()
        if self._agreed(plan, word):
            work = partial(self._services.items.set_status, plan.taken, status, seen=seen)
            self._do(work, f"正在{word}", _stepped(word, len(plan.taken)))

    @Slot()
    def remove_drafts(self) -> None:
        plan = plan_removal(self._selected(), is_city=self._is_city)
        if not self._agreed(plan, "删除"):
            return
        many = len(plan.taken) > 1 and not plan.left_out
        question = f"要删除选中的 {len(plan.taken)} 道草稿吗？"
        if many and not self._desk.alerts.ask(
            question, f"删除 {len(plan.taken)} 道", hint="删除后可以撤销。", danger=True
        ):
            return
        work = partial(self._services.items.remove, plan.taken)
        said = f"已删除 {len(plan.taken)} 道草稿"
        self._do(work, "正在删除草稿", lambda _: said)

    @Slot()
    def categorise(self) -> None:
        if self._begin_edit("改类别"):
            self._desk.load(self, self._services.bank.categories, self._ask_category)

    @Slot()
    def grade(self) -> None:
        if self._begin_edit("改难度"):
            self._open("难度", difficulty_field(list(DIFFICULTY_NAMES.values())), self._set_grade)

    def _begin_edit(self, word: str) -> bool:
        self._plan = plan_edit(self._selected(), is_city=self._is_city)
        self._plan_seen = self._seen()
        return self._agreed(self._plan, word)

    def _seen(self) -> dict[ItemId, RevisionId]:
        return {row.id: row.revision_id for row in self._selected()}

    def _edit(self, edit: Edit, reason: str) -> Callable[[], int]:
        change, seen = self._services.items.change_many, self._plan_seen
        return partial(change, self._plan.taken, edit, reason, seen=seen)

    def _ask_category(self, categories: list[str]) -> None:
        self._open("类别", category_field(categories), self._set_category)

    def _open(self, title: str, field: QComboBox, then: Callable[[str, str], object]) -> None:
        taken = set(self._plan.taken)
        used = any(
            row.id in taken and row.status is ItemStatus.IN_FORCE for row in self._selected()
        )
        dialog = BulkDialog(title, field, len(taken), self._page, needs_reason=used)
        dialog.chosen.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str, str)
    def _set_category(self, category: str, reason: str) -> None:
        work = self._edit(with_category(category), reason)
        self._do(work, "正在改类别", _edited("类别", category))

    @Slot(str, str)
    def _set_grade(self, name: str, reason: str) -> None:
        grade = next(one for one, said in DIFFICULTY_NAMES.items() if said == name)
        work = self._edit(with_difficulty(grade), reason)
        self._do(work, "正在改难度", _edited("难度", name))

    def _agreed(self, plan: BulkPlan, word: str) -> bool:
        """Whether there is something to do; who is left out is told before, not after."""
        if not plan.selected:
            return False
        if not plan.taken:
            self._desk.alerts.inform(f"{plan.sentence()}{_UNTOUCHED}")
            return False
        if not plan.left_out:
            return True
        rest = len(plan.taken)
        return self._desk.alerts.ask(
            plan.sentence(), f"{word}其余 {rest} 道", hint=f"{word}之后可以撤销。"
        )

    def _do(self, work: Callable[[], R], title: str, said: Callable[[R], str]) -> None:
        self._desk.act(
            self,
            brief(partial(noted, self._services.history, work)),
            partial(self._tell, said),
            title=title,
            changed=Changed.BANK,
        )

    def _tell(self, said: Callable[[R], str], done: Done[R]) -> None:
        if done.action is None:
            self._page.say("没有需要改的，内容本来就是这样")
            return
        self._undoing.tell(said(done.result), done.action)


def _stepped(word: str, count: int) -> Callable[[Sequence[str]], str]:
    """The sentence after a step, from the items that something is no longer merged into."""

    def say(left: Sequence[str]) -> str:
        again = f"，不再并入第 {'、'.join(left)} 题" if left else ""
        return f"已{word} {count} 道题{again}"

    return say


def _edited(word: str, value: str) -> Callable[[object], str]:
    """The sentence after an edit, from how many items it changed."""

    def say(count: object) -> str:
        return f"{word}已改为“{value}”：{count} 道题"

    return say
