"""事前备案 of an appointment or removal: proposed, filed, then approved or returned.

No step is skipped and no date lies before the one before it. A posting begun without an approval
is marked in words and never refused: the filing follows the office's work, not the other way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from jyguide.errors import RuleError
from jyguide.ids import FilingId, PersonId, PostingId
from jyguide.people.posting import PostingRow
from jyguide.people.secretary import SECRETARY_ROLES
from jyguide.secretary.kinds import FILING_KIND_NAMES, FilingDecision, FilingKind

LONG = 30
"""Days after which a filing that waits is named on the home page."""
_FIRST = date(2000, 1, 1)


class FilingState(StrEnum):
    """How far a filing is."""

    PROPOSED = "proposed"
    FILED = "filed"
    APPROVED = "approved"
    RETURNED = "returned"


FILING_STATE_NAMES = {
    FilingState.PROPOSED: "待备案",
    FilingState.FILED: "待批复",
    FilingState.APPROVED: "已同意",
    FilingState.RETURNED: "已退回",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed.

    Attributes:
        organisation: Where he is to serve, or served.
        proposed_by: The township's committee.
    """

    kind: FilingKind
    organisation: str
    post: str
    proposed_on: date
    proposed_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """What became of a proposal; a step that has not come yet is empty."""

    filed_on: date | None = None
    filing_number: str = ""
    decision: FilingDecision = FilingDecision.NONE
    decided_on: date | None = None
    decision_number: str = ""
    decision_note: str = ""


@dataclass(frozen=True, slots=True)
class FilingRow:
    """One filing of the ledger.

    Attributes:
        person_id: As the person lives on.
        files: How many documents are attached.
        version: Changes with every change of the row; says nothing else.
    """

    id: FilingId
    person_id: PersonId
    name: str
    proposal: Proposal
    steps: Steps = Steps()
    township: str = ""
    search: str = ""
    files: int = 0
    version: str = field(default="", compare=False, repr=False)

    @property
    def state(self) -> FilingState:
        """How far it is, told from its dates."""
        if self.steps.decision is FilingDecision.APPROVED:
            return FilingState.APPROVED
        if self.steps.decision is FilingDecision.RETURNED:
            return FilingState.RETURNED
        return FilingState.PROPOSED if self.steps.filed_on is None else FilingState.FILED

    @property
    def open(self) -> bool:
        """Whether something is still to come."""
        return self.state in (FilingState.PROPOSED, FilingState.FILED)

    @property
    def title(self) -> str:
        """``任职：倪家巷村 党总支书记``."""
        where = " ".join(filter(None, (self.proposal.organisation, self.proposal.post)))
        return f"{FILING_KIND_NAMES[self.proposal.kind]}：{where}"

    def waited(self, today: date) -> int:
        """Days since its last step; 0 where nothing is waited for."""
        since = self.steps.filed_on or self.proposal.proposed_on
        return max(0, (today - since).days) if self.open else 0

    def standing(self, today: date) -> str:
        """In words how it stands and what is waited for."""
        steps, waited = self.steps, self.waited(today)
        late = f"，已等 {waited} 天" if waited else ""
        if self.state is FilingState.PROPOSED:
            return f"已提出，待备案{late}"
        if self.state is FilingState.FILED:
            return f"已备案 {steps.filing_number}，待批复{late}{self.gap}"
        day = f"{steps.decided_on:%Y-%m-%d} " if steps.decided_on else ""
        if self.state is FilingState.APPROVED:
            return f"{day}同意{_bracketed(steps.decision_number)}{self.gap}"
        return f"{day}退回{_bracketed(steps.decision_note)}，可以重新提出{self.gap}"

    @property
    def gap(self) -> str:
        """What two offices that wrote apart left out of order; "" for nothing."""
        steps = self.steps
        if steps.filed_on is None:
            skipped = steps.decision is not FilingDecision.NONE
            return "；缺备案日期和备案号，请补正" if skipped else ""
        days = [self.proposal.proposed_on, steps.filed_on, steps.decided_on or steps.filed_on]
        return "" if days == sorted(days) else "；日期先后不对，请更正"


def check_proposal(proposal: Proposal, today: date) -> Proposal:
    """The proposal as it is kept, or a refusal.

    Raises:
        RuleError: no post or organisation, or the day cannot be.
    """
    tidy = replace(
        proposal,
        organisation=_tidy(proposal.organisation),
        post=_tidy(proposal.post),
        proposed_by=_tidy(proposal.proposed_by),
        reason=proposal.reason.strip(),
    )
    if not tidy.organisation or not tidy.post:
        raise RuleError(
            "单位和职务要都写明，没有保存。", hint="请填写拟任（或所任）的单位和职务。"
        )
    _check_day("提出日期", tidy.proposed_on, _FIRST, "", today)
    return tidy


def check_filed(row: FilingRow, filed_on: date, number: str, today: date) -> Steps:
    """The steps once a proposal has been filed.

    Raises:
        RuleError: it is filed already, has no number, or the day lies before the proposal.
    """
    if row.state is not FilingState.PROPOSED:
        raise RuleError(
            f"“{row.name}”的这件备案{FILING_STATE_NAMES[row.state]}，不能再登记一次备案，没有改动。",
            hint="要改日期或备案号，请用“更正”；退回的请“重新提出”。",
        )
    return check_steps(row.proposal, Steps(filed_on=filed_on, filing_number=number), today)


def check_decided(row: FilingRow, steps: Steps, today: date) -> Steps:
    """The steps once a filing has been decided about; of `steps` only the decision is read.

    Raises:
        RuleError: it has not been filed, is decided already, or the day lies before the filing.
    """
    if row.state is FilingState.PROPOSED:
        raise RuleError(
            f"“{row.name}”的这件备案还没有备案号，不能直接批复，没有改动。",
            hint="请先登记备案日期和备案号，再登记批复。",
        )
    if row.state is not FilingState.FILED:
        raise RuleError(
            f"“{row.name}”的这件备案{FILING_STATE_NAMES[row.state]}，不能再批复一次，没有改动。",
            hint="要改日期或文号，请用“更正”；退回的请“重新提出”。",
        )
    if steps.decision is FilingDecision.NONE:
        raise RuleError("没有选择同意还是退回，没有改动。", hint="请选择批复结果。")
    kept = replace(steps, filed_on=row.steps.filed_on, filing_number=row.steps.filing_number)
    return check_steps(row.proposal, kept, today)


def check_steps(proposal: Proposal, steps: Steps, today: date) -> Steps:
    """Steps as they are kept, each after the one before it.

    Raises:
        RuleError: a step is skipped, lacks what belongs to it, or lies before the one before.
    """
    tidy = replace(
        steps,
        filing_number=_tidy(steps.filing_number),
        decision_number=_tidy(steps.decision_number),
        decision_note=steps.decision_note.strip(),
    )
    if tidy.filed_on is None:
        if tidy.filing_number or tidy.decision is not FilingDecision.NONE:
            raise RuleError(
                "没有备案日期，后面的备案号和批复不能登记，没有保存。",
                hint="备案要一步一步登记：提出、备案、批复。",
            )
        return Steps()
    _check_day("备案日期", tidy.filed_on, proposal.proposed_on, "提出日期", today)
    if not tidy.filing_number:
        raise RuleError("没有填写备案号，没有保存。", hint="请照上级给的备案号填写。")
    if tidy.decision is FilingDecision.NONE:
        return Steps(tidy.filed_on, tidy.filing_number)
    return _check_decision(tidy, today)


def _check_decision(steps: Steps, today: date) -> Steps:
    if steps.decided_on is None or steps.filed_on is None:
        raise RuleError("没有填写批复日期，没有保存。", hint="请填写同意或退回的日期。")
    _check_day("批复日期", steps.decided_on, steps.filed_on, "备案日期", today)
    if steps.decision is FilingDecision.RETURNED and not steps.decision_note:
        raise RuleError("退回要写明原因，没有保存。", hint="请在“意见”里写明为什么退回。")
    return steps


def _check_day(name: str, day: date, first: date, before: str, today: date) -> None:
    if day < first:
        than = f"{before} {first.isoformat()}" if before else f"{first.year} 年"
        raise RuleError(f"{name} {day.isoformat()} 早于{than}，没有保存。", hint="请核对日期。")
    if day > today:
        raise RuleError(
            f"{name} {day.isoformat()} 还没有到，没有保存。", hint="到了那天再登记，或核对年份。"
        )


def check_alone(row_name: str, proposal: Proposal, others: Iterable[FilingRow]) -> None:
    """Refuse to propose what is under way already.

    Raises:
        RuleError: an open filing of this person has the same kind, organisation and post.
    """
    wanted = (proposal.kind, proposal.organisation, proposal.post)
    for other in others:
        its = (other.proposal.kind, other.proposal.organisation, other.proposal.post)
        if other.open and its == wanted:
            raise RuleError(
                f"“{row_name}”已有一件同样的备案正在办理"
                f"（{other.proposal.proposed_on.isoformat()} 提出），没有再提出。",
                hint="请在备案列表里接着办理那一件。",
            )


def same_place(one: str, other: str) -> bool:
    """Whether two names mean one organisation: 周庄镇倪家巷村 is 倪家巷村."""
    left, right = "".join(one.split()), "".join(other.split())
    return bool(left) and bool(right) and (left.endswith(right) or right.endswith(left))


def posting_remarks(
    postings: Iterable[PostingRow], filings: Sequence[FilingRow]
) -> dict[PostingId, str]:
    """What is to be said of terms of a secretary that began without an approved filing."""
    said = {row.id: _posting_remark(row, filings) for row in postings}
    return {key: sentence for key, sentence in said.items() if sentence}


def _posting_remark(row: PostingRow, filings: Sequence[FilingRow]) -> str:
    began = row.facts.began_on
    if began is None or row.facts.role not in SECRETARY_ROLES:
        return ""
    own = [
        one
        for one in filings
        if one.proposal.kind is not FilingKind.REMOVE
        and same_place(one.proposal.organisation, row.facts.organisation)
    ]
    approved = sorted(
        one.steps.decided_on
        for one in own
        if one.state is FilingState.APPROVED and one.steps.decided_on is not None
    )
    if approved:
        first = approved[0]
        return "" if first <= began else f"任职早于备案批复（{first.isoformat()} 才同意）"
    if any(one.open for one in own):
        return "任职早于备案批复（备案还在办理）"
    return "没有备案批复"


def lacks_filing(organisation: str, filings: Iterable[FilingRow]) -> bool:
    """Whether somebody serves somewhere without an approved filing for it."""
    return not any(
        one.state is FilingState.APPROVED
        and one.proposal.kind is not FilingKind.REMOVE
        and same_place(one.proposal.organisation, organisation)
        for one in filings
    )


def due_sentence(filings: Iterable[FilingRow], today: date) -> str:
    """One calm sentence for the home page about filings that wait long; "" where none does."""
    late = [one for one in filings if one.waited(today) > LONG]
    if not late:
        return ""
    proposed = sum(one.state is FilingState.PROPOSED for one in late)
    parts = [
        f"{count} 件{word}"
        for count, word in ((proposed, "待备案"), (len(late) - proposed, "待批复"))
        if count
    ]
    return f"事前备案有 {'、'.join(parts)}，已等 {LONG} 天以上，可以问一问。"


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _bracketed(text: str) -> str:
    return f"（{text}）" if text else ""
