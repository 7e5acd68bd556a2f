"""What a row is called: its own words, and those of the rows it links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from jyguide.brand.kinds import STAGE_NAMES
from jyguide.standard.kinds import LOT_PURPOSE_NAMES, PHASE_NAMES

RULE_NAMES: Mapping[str, str] = {
    "city_plan": "市级培训安排",
    "credit": "学时与天数",
    "late": "迟到起算",
    "letter_appraisal": "考核结果通报的版头和抄送",
    "letter_brand": "评选结果通报的版头和抄送",
    "letter_rating": "评定结果通报的版头和抄送",
    "letter_reply": "批复的版头和抄送",
    "letter_request": "请示的版头和抄送",
    "post": "上岗期限",
    "report_schedule": "报表提醒",
}

LONGEST = 80
"""Characters of a value that are shown; the rest of a long text adds nothing to the history."""

_LONGEST_LABEL = 30

LINKS: Mapping[str, str] = {
    "attempt_id": "attempt",
    "blueprint_id": "blueprint",
    "device_id": "device",
    "exam_id": "exam",
    "makeup_of_id": "exam",
    "quiz_id": "quiz",
    "sealed_exam_id": "sealed_exam",
    "variant_of_id": "paper",
    "item_id": "item",
    "lecturer_id": "lecturer",
    "organisation_id": "organisation",
    "parent_id": "organisation",
    "same_as_id": "person",
    "session_key": "training_session",
    "submission_id": "submission",
    "submission_key": "submission",
    "paper_id": "paper",
    "paper_item_id": "paper_item",
    "person_id": "person",
    "person_key": "person",
    "user_id": "user",
    "merged_into_id": "item",
    "other_id": "item",
    "question_id": "item",
    "regulation_id": "regulation",
    "replaced_by_id": "regulation",
    "revision_id": "item_revision",
    "session_id": "training_session",
    "station_id": "station",
    "branch_key": "round_branch",
    "checklist_id": "checklist",
    "copy_of_key": "inspection",
    "follow_up_of_key": "inspection",
    "inspection_id": "inspection",
    "inspection_key": "inspection",
    "inspector_key": "person",
    "lot_key": "standard_lot",
    "measure_id": "rectification_measure",
    "organisation_key": "organisation",
    "publication_id": "rating_publication",
    "round_id": "standard_round",
    "appraisal_id": "appraisal",
    "appraisal_publication_id": "appraisal_publication",
    "asset_id": "collective_asset",
    "brand_id": "brand",
    "cooperative_id": "cooperative",
    "from_key": "vanguard_member",
    "holder_key": "vanguard_member",
    "mentor_key": "person",
    "pair_id": "mentor_pair",
    "parent_unit_id": "grid_unit",
    "subject_id": "appraisal_subject",
    "talk_key": "secretary_talk",
    "target_id": "contact_target",
    "target_key": "contact_target",
    "to_key": "vanguard_member",
    "unit_id": "grid_unit",
    "vanguard_id": "vanguard_member",
    "visit_key": "grid_visit",
    "certificate_key": "certificate",
    "vote_id": "brand_vote",
}
"""Columns that hold a key, and of which table; `replaces_…` is always of the row's own."""

_ELSEWHERE: Mapping[tuple[str, str], str] = {
    ("appraisal_result", "subject_key"): "appraisal_subject",
    ("distinct_people", "other_id"): "person",
    ("openness_notice", "item_id"): "openness_item",
    ("openness_rhythm", "item_id"): "openness_item",
}
"""Columns whose name says something else in other tables."""

LABEL_COLUMNS: Mapping[str, Sequence[str]] = {
    "appointment": ("person_id", "number"),
    "attachment": ("name",),
    "credit_record": ("person_id", "title"),
    "disclosure": ("what",),
    "distinct_people": ("person_id", "other_id"),
    "duty_change": ("person_id",),
    "feedback_slip": ("number", "session_id"),
    "lecturer": ("name",),
    "nomination": ("person_id", "submission_id"),
    "organisation": ("name",),
    "posting": ("person_id", "organisation"),
    "reserve_talent": ("person_id",),
    "rule": ("code", "year"),
    "submission": ("title",),
    "teaching": ("lecturer_id", "session_id"),
    "answer": ("attempt_id", "paper_item_id"),
    "attempt": ("person_id", "exam_id"),
    "attempt_event": ("attempt_id",),
    "drill_plan": ("person_id",),
    "drill_review": ("person_id", "item_id"),
    "favourite_item": ("person_id", "item_id"),
    "key_change": ("revision_id",),
    "oral_turn": ("person_id", "revision_id"),
    "quiz": ("title",),
    "quiz_round": ("position", "quiz_id"),
    "seal_try": ("sealed_exam_id",),
    "sealed_exam": ("title",),
    "bank_release": ("version",),
    "blueprint": ("name",),
    "certificate": ("person_id", "wording"),
    "clause_change": ("regulation_id", "article"),
    "credential": ("device_id",),
    "device": ("station_id", "letter"),
    "distinct_items": ("item_id", "other_id"),
    "enrolment": ("person_id", "session_id"),
    "erasure": ("person_id",),
    "exam": ("title",),
    "instructor": ("person_id",),
    "item": ("revision_id",),
    "item_report": ("item_id",),
    "item_revision": ("stem",),
    "marking": ("attempt_id",),
    "paper": ("title",),
    "paper_item": ("position", "paper_id"),
    "person": ("name",),
    "regulation": ("title",),
    "revocation": ("device_id",),
    "station": ("name",),
    "training_session": ("title",),
    "branch_rating": ("branch", "year"),
    "checklist": ("name", "version"),
    "inspection": ("branch", "phase"),
    "phase_closing": ("phase", "round_id"),
    "rating_override": ("branch_key",),
    "rating_publication": ("number", "round_id"),
    "rectification_measure": ("branch", "asked"),
    "round_branch": ("name", "round_id"),
    "standard_lot": ("purpose", "round_id"),
    "standard_round": ("year", "name"),
    "user": ("name",),
    "secretary_filing": ("person_id", "post"),
    "dossier_entry": ("person_id", "title"),
    "secretary_measure": ("person_id", "problem"),
    "secretary_talk": ("person_id", "talked_on"),
    "secretary_adjustment": ("person_id", "decided_on"),
    "insurance_year": ("person_id", "year"),
    "selection_candidate": ("person_id", "year"),
    "mentor_pair": ("mentor", "person_id"),
    "mentor_meeting": ("pair_id", "met_on"),
    "appraisal": ("year", "name"),
    "appraisal_subject": ("name", "appraisal_id"),
    "appraisal_score": ("subject_id", "rater"),
    "ballot_batch": ("subject_id", "batch"),
    "appraisal_publication": ("number", "appraisal_id"),
    "appraisal_result": ("name", "year"),
    "grid_unit": ("name",),
    "centre_household": ("name",),
    "vanguard_member": ("name",),
    "contact_target": ("name",),
    "grid_handover": ("target_id", "handed_on"),
    "grid_visit": ("target_id", "visited_on"),
    "grid_card_sheet": ("code", "holder"),
    "grid_matter": ("content",),
    "brand": ("name",),
    "brand_stage": ("brand_id", "stage"),
    "brand_vote": ("year", "name"),
    "jury_sheet": ("juror", "vote_id"),
    "brand_vote_result": ("number", "vote_id"),
    "star_award": ("organisation", "star"),
    "openness_item": ("name",),
    "openness_notice": ("organisation", "item_id", "period"),
    "openness_rhythm": ("organisation", "item_id"),
    "collective_asset": ("organisation", "name"),
    "asset_change": ("asset_id", "changed_on"),
    "cooperative": ("name",),
    "cooperative_year": ("cooperative_id", "year"),
    "property_deal": ("number", "subject"),
    "certificate_revocation": ("number",),
    "certificate_design": ("name",),
    "report_print": ("title", "code"),
}
"""What a row is called by: its own words, and the rows it links."""

CITY = "市级"
"""Stands for the station of what belongs to none."""

GONE = "（已不在库中）"
"""Stands for a row that is named somewhere and not here."""

_IN_LABEL: Mapping[tuple[str, str], Callable[[Any], str]] = {
    ("certificate", "wording"): lambda wording: str(wording.get("number", "")),
    ("device", "letter"): lambda letter: f"{letter} 机",
    ("paper_item", "position"): lambda position: f"第 {position} 题",
    ("quiz_round", "position"): lambda position: f"第 {position} 轮",
    ("feedback_slip", "number"): lambda number: f"第 {number} 份",
    ("branch_rating", "year"): lambda year: f"{year} 年",
    ("checklist", "version"): lambda version: f"第 {version} 版",
    ("inspection", "phase"): lambda phase: PHASE_NAMES.get(phase, phase),
    ("phase_closing", "phase"): lambda phase: PHASE_NAMES.get(phase, phase),
    ("standard_lot", "purpose"): lambda purpose: LOT_PURPOSE_NAMES.get(purpose, purpose),
    ("standard_round", "year"): lambda year: f"{year} 年",
    ("brand_stage", "stage"): lambda stage: STAGE_NAMES.get(stage, stage),
    ("star_award", "star"): lambda star: f"{star}A",
    **dict.fromkeys(
        (
            ("insurance_year", "year"),
            ("selection_candidate", "year"),
            ("appraisal", "year"),
            ("appraisal_result", "year"),
            ("brand_vote", "year"),
            ("cooperative_year", "year"),
        ),
        lambda year: f"{year} 年",
    ),
    ("rule", "code"): lambda code: RULE_NAMES.get(code, code),
    ("rule", "year"): lambda year: f"{year} 年起",
}


def linked_table(table: str, column: str) -> str:
    """The table whose key a column holds, or nothing."""
    if column in {"replaces_id", "replaces_key"}:
        return table
    return _ELSEWHERE.get((table, column)) or LINKS.get(column, "")


def part_of_label(table: str, column: str, value: Any) -> str:
    """A column's share in what its row is called, such as 第 3 题."""
    write = _IN_LABEL.get((table, column))
    return shortened(str(value) if write is None else write(value), _LONGEST_LABEL)


def label_text(parts: Iterable[str]) -> str:
    """The parts of a label in one line; what two of its rows share is said once."""
    return " · ".join(dict.fromkeys(part for part in parts if part))


def device_text(station: str | None, letter: str | None) -> str:
    """A PC by its office and letter; nothing of one that has not made itself known here."""
    return f"{station or CITY} {letter} 机" if letter else ""


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text on one line, cut where it becomes long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
