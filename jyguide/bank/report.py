"""What a station tells the city about an item of the unified bank, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jyguide.bank.item import ItemContent
from jyguide.ids import ItemId, ReportId, RevisionId


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


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report.

    Attributes:
        number: Of the item it is about.
        station: Name of the station that reports.
        content: What the item said when it was reported.
        changed_since: Whether the item says something else by now.
        answer: The city's words; empty while it is open.
    """

    id: ReportId
    item_id: ItemId
    revision_id: RevisionId
    number: str
    station: str
    content: ItemContent
    changed_since: bool
    fault: ReportedFault
    text: str
    reported_on: date
    state: ReportState
    answer: str
    answered_on: date | None
