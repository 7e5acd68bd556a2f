"""The one table of who may do what. Services ask it; buttons only repeat what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from jyguide.access.role import Role


class Permission(StrEnum):
    """What a role may be allowed."""

    EDIT = "edit"
    INVIGILATE = "invigilate"
    APPROVE = "approve"
    SEE_NUMBERS = "see_numbers"
    EXPORT_NUMBERS = "export_numbers"
    EXCHANGE = "exchange"
    BACK_UP = "back_up"
    RESTORE = "restore"
    MANAGE_USERS = "manage_users"
    ERASE = "erase"
    SET_UP = "set_up"


PERMISSION_NAMES = {
    Permission.EDIT: "录入和修改",
    Permission.INVIGILATE: "监考",
    Permission.APPROVE: "审批上岗",
    Permission.SEE_NUMBERS: "查看完整号码",
    Permission.EXPORT_NUMBERS: "导出完整号码",
    Permission.EXCHANGE: "数据交换",
    Permission.BACK_UP: "备份",
    Permission.RESTORE: "恢复备份和更换密钥",
    Permission.MANAGE_USERS: "管理使用人",
    Permission.ERASE: "清除个人信息",
    Permission.SET_UP: "更改本站设置",
}

P = Permission
ROLES: Mapping[Role, frozenset[Permission]] = {
    Role.INSTRUCTOR: frozenset({P.EDIT, P.INVIGILATE, P.SEE_NUMBERS, P.EXCHANGE, P.BACK_UP}),
    Role.STATION_HEAD: frozenset(P),
    Role.CITY_CLERK: frozenset(
        {P.EDIT, P.INVIGILATE, P.APPROVE, P.SEE_NUMBERS, P.EXPORT_NUMBERS, P.EXCHANGE, P.BACK_UP}
    ),
    Role.CITY_HEAD: frozenset(P),
    Role.READ_ONLY: frozenset(),
    Role.INVIGILATOR: frozenset({P.INVIGILATE}),
}
"""What each role may; everybody may look at what is masked."""

_TABLES: Mapping[str, Permission | None] = {
    # The exam room: whoever invigilates starts, locks, unlocks, hands in, keys answers and marks.
    **dict.fromkeys(
        ("attempt", "attempt_event", "answer", "marking", "keyed_sheet"), P.INVIGILATE
    ),
    # Who holds a post, and who holds it no longer.
    **dict.fromkeys(("appointment", "duty_change"), P.APPROVE),
    # Whom to believe, and what of theirs counts.
    **dict.fromkeys(("credential", "revocation", "sync_bundle"), P.EXCHANGE),
    "user": P.MANAGE_USERS,
    "erasure": P.ERASE,
    # That somebody looked or printed a report is written down whoever he is, and so is what was
    # tried in vain.
    **dict.fromkeys(("disclosure", "seal_try", "report_print"), None),
    # What the program notes of itself; what belongs to an exchange, the exchange asks for.
    **dict.fromkeys(("action", "journal", "stream", "setting", "attempt_clock"), None),
    **dict.fromkeys(
        ("sync_chain", "sync_peer", "sync_segment", "sync_conflict", "sync_held"), None
    ),
}
"""Tables whose rows ask for another permission than EDIT."""

EDITED = frozenset(
    (
        # who and where
        *("station", "device", "organisation", "person", "posting", "distinct_people"),
        *("instructor", "attachment", "rule"),
        # towards a post, up to the decision
        *("submission", "nomination", "reserve_talent"),
        # training
        *("training_session", "enrolment", "credit_record", "lecturer", "teaching"),
        *("feedback_slip",),
        # the bank, papers, exams as they are planned, certificates
        *("regulation", "clause_change", "item", "item_revision", "distinct_items"),
        *("item_report", "bank_release", "favourite_item", "key_change"),
        *("blueprint", "paper", "paper_item", "exam", "sealed_exam", "sealed_file"),
        *("certificate", "certificate_revocation", "certificate_design"),
        *("drill_plan", "drill_review", "quiz", "quiz_round", "oral_turn"),
        # branch standardisation
        *("checklist", "standard_round", "round_branch", "phase_closing", "standard_lot"),
        *("inspection", "inspection_draft", "rectification_measure"),
        *("rating_override", "rating_publication", "branch_rating"),
        # village secretaries and their appraisal
        *("secretary_filing", "dossier_entry", "secretary_measure", "secretary_talk"),
        *("secretary_adjustment", "insurance_year", "selection_candidate"),
        *("mentor_pair", "mentor_meeting"),
        *("appraisal", "appraisal_subject", "appraisal_score", "ballot_batch"),
        *("appraisal_publication", "appraisal_result"),
        # the grid
        *("grid_unit", "centre_household", "vanguard_member", "contact_target"),
        *("grid_handover", "grid_visit", "grid_card_sheet", "grid_matter"),
        # brands and openness
        *("brand", "brand_stage", "brand_vote", "jury_sheet", "brand_vote_result", "star_award"),
        *("openness_item", "openness_notice", "openness_rhythm"),
        *("collective_asset", "asset_change"),
        *("cooperative", "cooperative_year", "property_deal"),
    )
)
"""Tables whose rows are daily work. A test sees that each table stands here or above."""


def may(role: Role, permission: Permission) -> bool:
    """Whether a role is allowed something."""
    return permission in ROLES[role]


def needed_for(tables: Iterable[str]) -> tuple[Permission, ...]:
    """What it takes to write rows of these tables, each permission once."""
    needs = (_TABLES.get(table, P.EDIT) for table in tables)
    return tuple(dict.fromkeys(need for need in needs if need is not None))


def roles_with(permission: Permission, roles: Iterable[Role]) -> tuple[Role, ...]:
    """Who of these may: whom a refusal sends people to."""
    return tuple(role for role in roles if may(role, permission))


def tables_asked_for() -> frozenset[str]:
    """The tables that somebody has decided about."""
    return EDITED | _TABLES.keys()
