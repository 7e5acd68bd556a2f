"""The fixed words of the secretaries' ledgers."""

from __future__ import annotations

from enum import StrEnum


class FilingKind(StrEnum):
    """What is filed beforehand."""

    APPOINT = "appoint"
    TRANSFER = "transfer"
    REMOVE = "remove"


FILING_KIND_NAMES = {
    FilingKind.APPOINT: "任职",
    FilingKind.TRANSFER: "调整",
    FilingKind.REMOVE: "免职",
}


class FilingDecision(StrEnum):
    """What the office above decided."""

    NONE = ""
    APPROVED = "approved"
    RETURNED = "returned"


FILING_DECISION_NAMES = {
    FilingDecision.NONE: "",
    FilingDecision.APPROVED: "同意",
    FilingDecision.RETURNED: "退回",
}


class DossierKind(StrEnum):
    """What is noted in the record by hand."""

    HONOUR = "honour"
    DISCIPLINE = "discipline"
    REVIEW = "review"
    WORK = "work"
    OTHER = "other"


DOSSIER_KIND_NAMES = {
    DossierKind.HONOUR: "表彰奖励",
    DossierKind.DISCIPLINE: "处理处分",
    DossierKind.REVIEW: "组织考察",
    DossierKind.WORK: "重点工作",
    DossierKind.OTHER: "其他",
}


class MeasureOrigin(StrEnum):
    """What a measure follows from."""

    APPRAISAL = "appraisal"
    TALK = "talk"
    INSPECTION = "inspection"
    PETITION = "petition"
    OTHER = "other"


MEASURE_ORIGIN_NAMES = {
    MeasureOrigin.APPRAISAL: "年度考核",
    MeasureOrigin.TALK: "约谈",
    MeasureOrigin.INSPECTION: "检查",
    MeasureOrigin.PETITION: "群众反映",
    MeasureOrigin.OTHER: "其他",
}


class TalkKind(StrEnum):
    """Why somebody is talked with."""

    HEART = "heart"
    REMINDER = "reminder"
    INTERVIEW = "interview"
    ADMONITION = "admonition"


TALK_KIND_NAMES = {
    TalkKind.HEART: "谈心谈话",
    TalkKind.REMINDER: "提醒谈话",
    TalkKind.INTERVIEW: "约谈",
    TalkKind.ADMONITION: "诫勉谈话",
}


class AdjustmentKind(StrEnum):
    """How a post changed hands."""

    REMOVED = "removed"
    RESIGNED = "resigned"
    TRANSFERRED = "transferred"
    RETIRED = "retired"
    OTHER = "other"


ADJUSTMENT_KIND_NAMES = {
    AdjustmentKind.REMOVED: "免职",
    AdjustmentKind.RESIGNED: "辞职",
    AdjustmentKind.TRANSFERRED: "转任",
    AdjustmentKind.RETIRED: "离任",
    AdjustmentKind.OTHER: "其他",
}


class SelectionOutcome(StrEnum):
    """What became of a candidate for a township post."""

    NONE = ""
    SHORTLISTED = "shortlisted"
    SELECTED = "selected"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


SELECTION_OUTCOME_NAMES = {
    SelectionOutcome.NONE: "",
    SelectionOutcome.SHORTLISTED: "入围",
    SelectionOutcome.SELECTED: "录用",
    SelectionOutcome.REJECTED: "未入选",
    SelectionOutcome.WITHDRAWN: "放弃",
}


class PairOutcome(StrEnum):
    """How a mentor pair ended."""

    NONE = ""
    COMPLETED = "completed"
    EXTENDED = "extended"
    BROKEN_OFF = "broken_off"


PAIR_OUTCOME_NAMES = {
    PairOutcome.NONE: "",
    PairOutcome.COMPLETED: "期满结业",
    PairOutcome.EXTENDED: "延期",
    PairOutcome.BROKEN_OFF: "中止",
}
