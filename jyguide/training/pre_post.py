"""Who is new in a secretary's post, and whether he had pre-post training 任前培训.

Half a year is the general practice for new secretaries (facts.md, 92: checked for the meaning, not
for the words), and so it is called a term for reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jyguide.documents.dates import date_text
from jyguide.ids import PersonId
from jyguide.people.person import PersonRole

SECRETARIES = frozenset(
    {
        PersonRole.VILLAGE_SECRETARY,
        PersonRole.COMMUNITY_SECRETARY,
        PersonRole.TWO_NEW_SECRETARY,
        PersonRole.OFFICE_SECRETARY,
    }
)
TERM = "参考期限为任职后半年内（按文意核对，以上级要求为准）。"
_TERM_MONTHS = 6


class PrePostState(StrEnum):
    """How it stands with somebody's pre-post training."""

    DONE = "done"
    LATE = "late"
    OPEN = "open"
    OVERDUE = "overdue"


PRE_POST_NAMES = {
    PrePostState.DONE: "已完成",
    PrePostState.LATE: "已完成（任职半年后）",
    PrePostState.OPEN: "尚未完成",
    PrePostState.OVERDUE: "尚未完成（已过参考期限）",
}


@dataclass(frozen=True, slots=True)
class NewInPost:
    """Somebody whose post began within the period.

    Attributes:
        term: The last day of the term for reference.
        trained_on: First day of the session that counts for it; None while there is none.
        training: Its title.
    """

    person_id: PersonId
    name: str
    station: str
    organisation: str
    post: str
    role: PersonRole
    began_on: date
    trained_on: date | None = None
    training: str = ""
    pinyin_key: str = ""

    @property
    def term(self) -> date:
        return half_a_year_after(self.began_on)

    def state(self, today: date) -> PrePostState:
        """How it stands by the end of `today`."""
        if self.trained_on is not None:
            return PrePostState.DONE if self.trained_on <= self.term else PrePostState.LATE
        return PrePostState.OPEN if today <= self.term else PrePostState.OVERDUE

    def text(self, today: date) -> str:
        """The same in a sentence."""
        state = self.state(today)
        if self.trained_on is not None:
            return f"{PRE_POST_NAMES[state]}：{date_text(self.trained_on)} {self.training}"
        over = " 已过" if state is PrePostState.OVERDUE else ""
        return f"{PRE_POST_NAMES[PrePostState.OPEN]}，参考期限 {date_text(self.term)}{over}"


def half_a_year_after(day: date) -> date:
    """Six calendar months later, at most the last day of that month."""
    month = day.month - 1 + _TERM_MONTHS
    year, month = day.year + month // 12, month % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def training_for(began_on: date, sessions: Iterable[tuple[date, str]]) -> tuple[date, str] | None:
    """The session that counts for a post: the last one up to its term, else the first after.

    Args:
        began_on: When the post began.
        sessions: First day and title of each pre-post session attended.
    """
    known = sorted(sessions)
    term = half_a_year_after(began_on)
    in_time = [one for one in known if one[0] <= term]
    return in_time[-1] if in_time else (known[0] if known else None)


def still_open(rows: Iterable[NewInPost]) -> Sequence[NewInPost]:
    """Those who have not had it, the earliest term first."""
    return sorted(
        (row for row in rows if row.trained_on is None),
        key=lambda row: (row.term, row.pinyin_key, row.person_id),
    )
