"""What a station tells the city about an item of the unified bank, and what comes of it."""

from __future__ import annotations

from enum import StrEnum


class ReportedFault(StrEnum):
    """What is said to be wrong."""

    ANSWER = "answer"
    WORDING = "wording"
    OUTDATED = "outdated"
    OTHER = "other"


REPORTED_FAULT_NAMES = {
    ReportedFault.ANSWER: "答案有误",
    ReportedFault.WORDING: "表述有误",
    ReportedFault.OUTDATED: "依据过时",
    ReportedFault.OTHER: "其他",
}


class ReportState(StrEnum):
    """What the city made of a report."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


REPORT_STATE_NAMES = {
    ReportState.OPEN: "待处理",
    ReportState.ACCEPTED: "已采纳",
    ReportState.DECLINED: "未采纳",
}
