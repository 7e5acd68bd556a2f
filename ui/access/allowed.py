"""Buttons of what somebody may not do say whose work it is; the services refuse it anyway."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget

from jyguide.access.permission import PERMISSION_NAMES, Permission, roles_with
from jyguide.access.permits import Permits
from jyguide.access.role import ROLE_NAMES, Role, roles_of
from ui.access.writing import INVIGILATOR_LINES, LINES, OWN_LINES, ROOM, WRITING
from ui.page import Page
from ui.widgets.lazy_tabs import LazyTabs
from ui.widgets.offered import NOT_OFFERED, withhold

_WRITING = frozenset(
    (
        *("new_person", "import_roster", "import_organisations", "match_people"),
        *("add_organisation", "make_list", "paste_items", "new_item", "import_items"),
        *("new_session", "round_settings", "new_round"),
        *("import_files", "export_everyone", "export_chosen"),
    )
)
"""Buttons of title lines that begin something to be kept; a test sees that none is forgotten."""

_TAB_WRITING = frozenset(
    (
        *("propose_for_anybody", "propose", "next_step", "correct_filing"),
        *("add_note", "add_post"),
        *("new_appraisal", "key_scores", "key_ballots", "new_batch", "count_in", "leave"),
        *("come_back", "veto", "decide", "take_back", "publish"),
        *("add_measure", "add_talk", "add_adjustment", "raise_measures", "plan_measure"),
        *("finish_measure", "confirm_measure", "reopen_measure", "remove_measure"),
        *("import_insurance", "edit_insurance", "set_wage", "selection_rule"),
        *("add_candidate", "confirm_candidate", "decide_candidate"),
        *("new_pair", "pair_change", "pair_extend", "pair_end", "meet", "mentor_rule"),
        *("grid_import", "grid_add", "grid_handover"),
        *("log_visits", "key_cards", "print_cards"),
        *("raise_matter", "reply_matter", "change_matter"),
        *("post_notices", "open_notice", "take_down", "add_item", "edit_item", "end_item"),
        *(
            f"{ledger}_{deed}"
            for ledger in ("assets", "cooperatives", "deals")
            for deed in ("add", "edit", "remove", "import")
        ),
        *("choose_rhythm", "change_add", "change_edit", "change_remove"),
        *("year_set", "year_remove"),
        *("add_files", "remove_file"),
        *("tick_all", "tick_none", "issue", "revoke_certificates", "revoke_void"),
    )
)
"""Buttons of tabs that write; other tabs ask for themselves, with `allow`."""

BEGINNING = (
    *("导入花名册…", "补登经历…", "导入试题…", "新的竞答"),
    *("新建蓝图", "手工选题…", "安排考试", "接收统考文件", "密封统考"),
    *("加入照片…", "加入材料…", "新增师资", "新建培训", "列入名单…", "登记其他培训"),
    *("抽签分配…", "抽样…", "列入整改…", "加入支部…", "到“总览”加入支部"),
    *("制作上报名单…", "加入人员…", "立即备份"),
    *("按组织树建立网格", "导入网格…"),
    *("新建品牌…", "新建评选…", "参评品牌…", "授予 A…"),
    *("提出备案…", "登记纪实…"),
    *("新建考核…", "加入书记…", "录入一批…"),
    *("登记民情…",),
    *("登记三资…", "登记合作社…", "登记交易…"),
    "新增公开事项…",
    *("登记整改…", "登记谈话…", "登记调整…", "加入人选…", "导师结对…"),
)
"""The same in the middle of what is empty; a test sees that none is forgotten."""

_LIMITS = {
    Role.READ_ONLY: "只读：可以查看，不能修改",
    Role.INVIGILATOR: "监考：考试以外只能查看",
}
_OWN_PAGES = ("exam", "access")
"""What stands there asks for other permissions, each its own."""


def allow(
    button: QAbstractButton, permits: Permits, permission: Permission, *, fits: bool = True
) -> None:
    """Enable a button where he may, and where it fits what is chosen."""
    may = permits.may(permission)
    button.setEnabled(may and fits)
    button.setToolTip("" if may else whose_work(permits, permission))


def is_offered(button: str, permits: Permits) -> bool:
    """Whether a button of a title line, by its name, is there for whoever is at work."""
    return permits.may(Permission.EDIT) or button not in _WRITING


def limit(page: Page, permits: Permits) -> None:
    """Where somebody may only look: say so in the title line, and offer nothing that writes.

    Buttons of the title line, of tabs, of what is empty and of dialogs go, and so do lines of
    menus with their keys.
    """
    if permits.may(Permission.EDIT):
        return
    for button in page.head_buttons():
        if button.objectName() in _WRITING:
            button.hide()
    page.setProperty(NOT_OFFERED, [*BEGINNING, *_lines(page.name, permits)])
    own = WRITING.get(page.name, frozenset())
    if not permits.may(Permission.INVIGILATE):
        own |= ROOM
    _Hiding(page, own).watch(page)
    hiding = _Hiding(page, own | _TAB_WRITING)
    for tabs in page.findChildren(LazyTabs):
        tabs.filled.connect(hiding.watch)
        for at in range(tabs.count()):
            hiding.watch(tabs.widget(at))
    if page.name not in _OWN_PAGES:
        page.limits = _LIMITS.get(permits.role, "")
        page.limits_tip = whose_work(permits, Permission.EDIT)


def _lines(page: str, permits: Permits) -> tuple[str, ...]:
    """What lines on a page begin with that are not his to choose."""
    if page == "exam" and permits.may(Permission.INVIGILATE):
        return INVIGILATOR_LINES
    return OWN_LINES.get(page, LINES)


class _Hiding(QObject):
    """Hides what writes in a part of a page, whatever that makes or shows later."""

    def __init__(self, page: Page, names: frozenset[str]) -> None:
        super().__init__(page)
        self._names = names

    def watch(self, part: QWidget) -> None:
        self._hide_writing(part)
        part.installEventFilter(self)

    def eventFilter(self, part: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.LayoutRequest and isinstance(part, QWidget):
            self._hide_writing(part)
        return False

    def _hide_writing(self, part: QWidget) -> None:
        """A dialog over the page has buttons of its own."""
        for button in part.findChildren(QAbstractButton):
            if button.objectName() in self._names and button.window() is part.window():
                button.hide()
        withhold(part.findChildren(QAction), part)


def whose_work(permits: Permits, permission: Permission) -> str:
    """Whose it is, such as 管理使用人 a station head's."""
    able = roles_with(permission, roles_of(city=permits.city))
    names = "或".join(ROLE_NAMES[role] for role in able)
    return f"“{PERMISSION_NAMES[permission]}”由{names}来做。"
