"""Buttons of pages that lead to a refusal where somebody may only look, by their names."""

from __future__ import annotations

from collections.abc import Mapping

WRITING: Mapping[str, frozenset[str]] = {
    "people": frozenset(
        (
            *("edit", "delete", "edit_person", "transfer_person", "choose_portrait"),
            *("add_posting", "correct_posting", "remove_posting"),
        )
    ),
    "organisation": frozenset(
        (
            *("change", "move", "merge", "remove", "place_people", "take_out"),
            *("change_station", "station_up", "station_down"),
        )
    ),
    "approval": frozenset(
        (
            *("set_rule", "deal", "submit", "approve", "refuse", "withdraw", "change", "drop"),
            *("add_names", "set_posts"),
        )
    ),
    "bank": frozenset(("edit", "report", "copy_item")),
    "training": frozenset(
        (
            *("edit", "drop", "copy", "copy_plan", "add_on_day", "edit_session", "save_summary"),
            *("add", "add_all", "add_many", "import_roll", "withdraw", "rest_present"),
            *("rest_absent", "paste_block", "save_teaching", "door_late", "door_undo"),
            *("door_enrol", "door_guest", "keep_slip", "correct_slip", "remove_slips"),
            "import_slips",
            *("add_photos", "caption", "back_one", "on_one", "remove_photos", "add_materials"),
            *("remove_materials", "new_lecturer", "edit_lecturer", "drop_lecturer"),
            *("add_record", "import_records", "change_record", "remove_record", "as_session"),
            *("add_reserve", "edit_reserve", "remove_reserve"),
        )
    ),
    "quiz": frozenset(
        (
            *("new_quiz", "resume_last", "resume_quiz", "begin_oral", "undo_turn"),
            "enter_sheet",
        )
    ),
    "drill": frozenset(("drill_begin",)),
    "exam": frozenset(
        (
            *("new_blueprint", "draw", "new_fixed", "arrange_with", "arrange", "close_exam"),
            *("report_item", "correct_key", "see_corrections", "take_in_seal"),
        )
    ),
    "certificate": frozenset(
        ("add_blank", "add_word", "choose_design", "edit_design", "remove_design")
    ),
    "standard": frozenset(
        (
            *("close_self_inspection", "close_rectification", "close_cross_inspection"),
            *("close_spot_acceptance", "branch_menu", "receive_forms", "enter_directly"),
            *("deed_plan", "deed_finish", "deed_check", "deed_return", "deed_rescore"),
            *("next_deed", "add_evidence", "remove_evidence", "assignment_draw", "sample_draw"),
            *("restore_rule", "save_rule", "new_checklist", "import_checklist"),
            *("copy_checklist", "new_version", "remove_checklist", "issue_checklist"),
        )
    ),
    "grid": frozenset(("no_grid_import",)),
    "secretary": frozenset(("save_scheme", "restore_scheme")),
    "brand": frozenset(("new_brand", "import_brands")),
    "history": frozenset(("undo", "redo")),
    "sync": frozenset(
        (
            *("export_to_city", "import_files", "enrol_again", "accept", "revoke", "recovery"),
            *("join", "keep", "swap"),
        )
    ),
}
"""A page's own, beside what is named alike everywhere; for the role that may only look."""

ROOM = frozenset(
    (
        *("start", "key_in", "show_code", "mark_by_hand", "open_seal"),
        *(f"proctor_{deed}" for deed in ("unlock", "extra_time", "collect", "void", "restore")),
    )
)
"""What is done in an exam room: by whoever may invigilate."""

LINES = (
    *("新建", "新增", "添加", "登记", "安排", "授予", "修改", "编辑", "更正", "改", "删除", "移"),
    *("保存", "批量", "迁出", "离任", "调动", "调整", "作废", "停用", "停止", "撤", "换发"),
    *("启用", "送审", "退", "加入", "列入", "导入", "从 Excel 导入", "录入", "提出", "落实"),
    *("完成", "核验通过", "核实", "复评", "确认", "开具", "认定", "历史认定", "暂停上岗", "恢复"),
    *("重新抽", "重新列入", "重做", "保留", "进入", "公布", "与另一个组织", "与组织树对照"),
    *("粘贴为", "剪切", "上移", "下移", "在 ", "复制为", "以此为", "组卷", "用于", "转", "密封"),
    *("按组织树补齐", "延期", "结束导师", "建立轮次", "开始评分", "打印他的走访卡"),
)
"""What lines of menus and buttons of dialogs that write begin with, on all but `OWN_LINES`."""

OWN_LINES: Mapping[str, tuple[str, ...]] = {
    "training": (*LINES, "已到", "迟到", "早退", "补训", "请假", "缺席", "未签到"),
    "quiz": (*LINES, "继续"),
    "exam": (*LINES, "启封", "开始答题", "解锁", "补时", "收卷", "结束或"),
    "sync": (*LINES, "导出给选中", "写出恢复", "用恢复文件"),
    "access": (),
}
"""The same of pages with more of them; what stands on 安全 asks for itself, with `allow`."""

INVIGILATOR_LINES = (
    *("新建", "修改", "改正", "删除", "移除", "组卷", "安排", "以此为", "重新抽", "复制为"),
    *("保存蓝图", "保存试卷", "密封", "结束或"),
)
"""What is left of `OWN_LINES` of the exam page to whoever may invigilate."""
