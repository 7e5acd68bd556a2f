"""What is to become of forms that came back: whose each is, what it would write, what is in doubt.

A form that leaves no doubt is taken unless somebody says otherwise; one in doubt only when
somebody says so; one that is refused never.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from jyguide.exchange.cell import compact
from jyguide.ids import ChecklistId, InspectionId, RoundBranchId
from jyguide.standard.checklist import Criteria
from jyguide.standard.form_code import FormKeys
from jyguide.standard.form_judging import Judged, Remark, Weight
from jyguide.standard.form_layout import form_digest
from jyguide.standard.form_reading import ReturnedForm
from jyguide.standard.round import RoundRow
from jyguide.standard.rows import RoundBranchRow


class FormFate(StrEnum):
    """What a file can become."""

    COMPLETE = "complete"
    DRAFT = "draft"
    REFUSED = "refused"


FATE_NAMES = {
    FormFate.COMPLETE: "可以完成",
    FormFate.DRAFT: "要补充",
    FormFate.REFUSED: "不能收",
}


@dataclass(frozen=True, slots=True)
class PlannedForm:
    """One file and what would be written of it.

    Attributes:
        doubt: What somebody has to decide before it is taken; empty where nothing.
        replaces: The completed self-inspection that it would correct.
        continues: The open one it would fill in.
        stands: How the branch's self-inspections stood when this was planned.
        nameless: Whether its keys are gone, so that somebody may say whose it is.
    """

    file: Path
    fate: FormFate
    branch: RoundBranchRow | None = None
    judged: Judged | None = None
    inspector: str = ""
    remarks: tuple[Remark, ...] = ()
    doubt: str = ""
    replaces: InspectionId | None = None
    continues: InspectionId | None = None
    stands: str = ""
    nameless: bool = False

    @property
    def takes(self) -> bool:
        """Whether it is taken where nobody says anything."""
        return self.fate is not FormFate.REFUSED and not self.doubt

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything there is to say, what decides first."""
        order = list(Weight)
        remarks = sorted(self.remarks, key=lambda one: order.index(one.weight))
        return ((self.doubt,) if self.doubt else ()) + tuple(one.text for one in remarks)


@dataclass(frozen=True, slots=True)
class FormPlan:
    """Files of one round, in the order in which they were chosen.

    Attributes:
        branches: Those that take part, of which a nameless form may be.
    """

    round: RoundRow
    forms: tuple[PlannedForm, ...]
    branches: tuple[RoundBranchRow, ...] = ()

    def taken(self, said: Mapping[int, bool]) -> list[PlannedForm]:
        """Those that are taken, given what somebody decided by their places."""
        return [
            form
            for at, form in enumerate(self.forms)
            if form.fate is not FormFate.REFUSED and said.get(at, form.takes)
        ]


@dataclass(frozen=True, slots=True)
class Match:
    """Whose form it is; `nameless` where its keys do not tell."""

    branch: RoundBranchRow | None = None
    remarks: tuple[Remark, ...] = ()
    doubt: str = ""
    nameless: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What forms are matched against: a round, its branches here, the checklists in use."""

    round: RoundRow
    branches: Mapping[RoundBranchId, RoundBranchRow]
    criteria: Mapping[ChecklistId, Criteria] = field(default_factory=dict)

    @property
    def living(self) -> tuple[RoundBranchRow, ...]:
        """Branches that take part."""
        return tuple(one for one in self.branches.values() if one.left_on is None)


def match(form: ReturnedForm, known: Known, said: RoundBranchId | None = None) -> Match:
    """Find the branch by the hidden keys, or where they are gone as somebody said or by the head.

    Args:
        form: As it was read.
        known: What there is to be matched.
        said: Whose somebody says it is; keys that are whole know better.
    """
    keys = form.keys
    if keys is None:
        return _nameless(form, known, "隐藏的标识没有了或读不出来", said)
    branch = known.branches.get(keys.branch) if keys.branch else None
    if branch is None:
        return _refused(_unknown(form, keys, known))
    if sentence := _refusal(form, keys, branch, known):
        return _refused(sentence)
    criteria = known.criteria.get(keys.checklist)
    if criteria is None or form.digest != form_digest(keys, criteria):
        return _nameless(form, known, "隐藏的标识被改动过", said)
    return _by_keys(form, branch, known)


def _unknown(form: ReturnedForm, keys: FormKeys, known: Known) -> str:
    """Why no branch here has these keys."""
    if keys.round != known.round.id:
        name = f"“{form.round_name}”" if form.round_name else "另一个轮次"
        return f"这是{name}的自查表，现在收的是“{known.round.label}”，没有收。"
    named = f"“{form.branch}”" if form.branch else "这个支部"
    return f"{named}不在本单位这个轮次的名单里，可能是别的指导站的支部，或已移出本轮次，没有收。"


def _refusal(form: ReturnedForm, keys: FormKeys, branch: RoundBranchRow, known: Known) -> str:
    """Why the form of a branch that is known cannot be taken; empty where it can."""
    if keys.round != known.round.id:
        return _unknown(form, keys, known)
    if branch.left_on is not None:
        reason = f"（{branch.left_reason}）" if branch.left_reason else ""
        return f"“{branch.name}”已于 {branch.left_on} 退出本轮次{reason}，没有收。"
    if keys.checklist != branch.checklist_id:
        return (
            f"“{branch.name}”的这份自查表是按另一个版本的检查表做的，编号和分值可能不同，没有收；"
            "请重新导出自查表，由支部重填。"
        )
    return ""


def _by_keys(form: ReturnedForm, branch: RoundBranchRow, known: Known) -> Match:
    said = compact(form.branch)
    if not said or said == compact(branch.name):
        return Match(branch)
    other = next((one for one in known.branches.values() if compact(one.name) == said), None)
    if other is None:
        note = Remark(Weight.NOTE, f"表头写的是“{form.branch}”，按标识认作“{branch.name}”。")
        return Match(branch, (note,))
    return Match(
        branch,
        doubt=f"这份表是发给“{branch.name}”的，表头却写着“{other.name}”：确是“{branch.name}”填的"
        f"才收；若是“{other.name}”填的，请用发给它的那一份重填。",
    )


def _nameless(form: ReturnedForm, known: Known, reason: str, said: RoundBranchId | None) -> Match:
    branch = next((one for one in known.living if one.id == said), None)
    if branch is None:
        return replace(_by_head(form, known, reason), nameless=True)
    note = Remark(Weight.NOTE, f"{reason}，由您指定认作“{branch.township} {branch.name}”。")
    return Match(branch, (note,), nameless=True)


def _by_head(form: ReturnedForm, known: Known, reason: str) -> Match:
    """Somebody has to look: what the head says anybody can have typed."""
    said, town = compact(form.branch), compact(form.township)
    found = [one for one in known.living if compact(one.name) == said]
    if len(found) > 1:
        found = [one for one in found if compact(one.township) == town] or found
    if len(found) != 1:
        named = f"表头写的“{form.branch}”" if form.branch else "表头没有写支部名称，"
        many = "在本轮次里有同名的几个" if found else "在本轮次里也找不到"
        return _refused(f"{reason}，{named}{many}，不知道是哪个支部的，没有收。")
    round_name = compact(known.round.facts.name)
    other = "" if round_name in form.over else "，表头也没有写本轮次的名称"
    return Match(
        found[0],
        doubt=f"{reason}，按表头认作“{found[0].township} {found[0].name}”{other}；核对无误再收。",
    )


def _refused(sentence: str) -> Match:
    return Match(remarks=(Remark(Weight.REFUSED, sentence),))


def refused(file: Path, sentence: str) -> PlannedForm:
    """A file that cannot be taken, and why."""
    return PlannedForm(file, FormFate.REFUSED, remarks=(Remark(Weight.REFUSED, sentence),))


def doubt_twins(forms: Sequence[PlannedForm]) -> list[PlannedForm]:
    """Of several files of one branch none is taken unasked, unless all say the same."""
    by_branch: dict[RoundBranchId, list[int]] = defaultdict(list)
    for at, form in enumerate(forms):
        if form.branch is not None and form.fate is not FormFate.REFUSED:
            by_branch[form.branch.id].append(at)
    found = list(forms)
    for places in by_branch.values():
        if len(places) > 1:
            _doubt(found, places)
    return found


def _doubt(forms: list[PlannedForm], places: Sequence[int]) -> None:
    first, *others = places
    same = all(_said(forms[at]) == _said(forms[first]) for at in others)
    names = "、".join(f"“{forms[at].file.name}”" for at in places)
    for at in places:
        if same and at == first:
            continue
        sentence = (
            f"与“{forms[first].file.name}”内容相同，收一份就够了。"
            if same
            else f"同一支部有 {len(places)} 份，内容不同（{names}），请只收其中一份。"
        )
        forms[at] = replace(forms[at], doubt=f"{forms[at].doubt}{sentence}")


def _said(form: PlannedForm) -> object:
    return form.judged.scores if form.judged else None
