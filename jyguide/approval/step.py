"""The words of the way to the post: kinds of submission, outcomes, decisions."""

from __future__ import annotations

from enum import StrEnum


class SubmissionKind(StrEnum):
    """What a list asks of the city."""

    FIRST = "first"
    RENEWAL = "renewal"


SUBMISSION_KIND_NAMES = {SubmissionKind.FIRST: "首次上岗", SubmissionKind.RENEWAL: "续聘"}


class NominationOutcome(StrEnum):
    """What became of one name on a list."""

    WAITING = ""
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


NOMINATION_OUTCOME_NAMES = {
    NominationOutcome.WAITING: "待批复",
    NominationOutcome.APPROVED: "已批复",
    NominationOutcome.REFUSED: "未批准",
    NominationOutcome.WITHDRAWN: "已撤回",
}


class AppointmentKind(StrEnum):
    """How an approval came about; a historic one was given before this program was used."""

    FIRST = "first"
    RENEWAL = "renewal"
    HISTORIC = "historic"


APPOINTMENT_KIND_NAMES = {
    AppointmentKind.FIRST: "批复上岗",
    AppointmentKind.RENEWAL: "续聘批复",
    AppointmentKind.HISTORIC: "历史认定",
}


class DutyStep(StrEnum):
    """Decisions about an instructor beside his approval; each needs a reason."""

    TRAINING_RECOGNISED = "training_recognised"
    EXAM_RECOGNISED = "exam_recognised"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    LEFT = "left"
    RETURNED = "returned"


DUTY_STEP_NAMES = {
    DutyStep.TRAINING_RECOGNISED: "认定已培训",
    DutyStep.EXAM_RECOGNISED: "认定已考试合格",
    DutyStep.SUSPENDED: "暂停上岗",
    DutyStep.RESUMED: "恢复上岗",
    DutyStep.LEFT: "退出",
    DutyStep.RETURNED: "重新列入",
}
