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
            *("report_item", "correct_key", "see_corrections"),
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
    "history": frozenset(("undo", "redo")),
    "sync": frozenset(("export_to_city", "import_files", "enrol_again")),
}
"""A page's own, beside what is named alike everywhere; for the role that may only look."""

ROOM = frozenset(
    (
        *("start", "key_in", "show_code", "mark_by_hand", "open_seal"),
        *(f"proctor_{deed}" for deed in ("unlock", "extra_time", "collect", "void", "restore")),
    )
)
"""What is done in an exam room: by whoever may invigilate."""
