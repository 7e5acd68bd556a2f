"""What is refused when sheets are kept, and why a vote cannot be closed yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jyguide.brand.scheme import Candidate, VoteScheme
from jyguide.brand.sheet import Sheet, interest, same_name
from jyguide.brand.voting import Count, candidate_problems, scheme_problems
from jyguide.documents.dates import tenths_text
from jyguide.errors import RuleError


def closing_problems(
    scheme: VoteScheme, candidates: Sequence[Candidate], counted: Count, sheets: int
) -> list[str]:
    """Why a vote cannot be closed yet, without full stops; a tie at the line is another matter."""
    found = [sentence.rstrip("。") for sentence in scheme_problems(scheme).values()]
    if twice := candidate_problems(candidates):
        found.append(twice)
    if not candidates:
        found.append("还没有确定参评品牌")
    elif scheme.top > len(candidates):
        found.append(f"名额 {scheme.top} 个，多于参评的 {len(candidates)} 个品牌，请先改名额")
    if not sheets:
        found.append("还没有录入评分表")
    found += [counted.uncounted[at] for at in sorted(counted.uncounted)]
    return found


def check_sheets(
    scheme: VoteScheme,
    candidates: Sequence[Candidate],
    sheets: Sequence[Sheet],
    rest: Iterable[Sheet] = (),
) -> None:
    """Refuse what a sheet cannot say.

    Args:
        scheme: How the vote is counted.
        candidates: Who stands.
        sheets: Those to be written.
        rest: The vote's other sheets.

    Raises:
        RuleError: what is wrong first.
    """
    names = {same_name(one.juror) for one in rest}
    for sheet in sheets:
        name = same_name(sheet.juror)
        reason = _sheet_problem(sheet, scheme, candidates)
        if name in names:
            reason = f"评委“{sheet.juror}”已经有一张评分表"
        if reason:
            raise RuleError(
                f"{reason}，评分表都没有保存。",
                hint="同名的两位评委请加上单位区分，如“张伟（周庄）”。"
                if name in names
                else "请改正后再保存。",
            )
        names.add(name)


def _sheet_problem(sheet: Sheet, scheme: VoteScheme, candidates: Sequence[Candidate]) -> str:
    if not same_name(sheet.juror):
        return "有一张评分表没有填评委姓名"
    if all(group.code != sheet.group for group in scheme.groups):
        return f"“{sheet.juror}”没有选择评委组"
    for one in candidates:
        given = sheet.points.get(one.key)
        if given is None:
            continue
        if why := interest(sheet, one):
            return f"“{sheet.juror}”{why}，应当回避“{one.name}”，不能给它打分"
        if not 0 <= given <= scheme.full_points:
            return (
                f"“{sheet.juror}”给“{one.name}”的分数超出 0 到 {tenths_text(scheme.full_points)}"
            )
    return ""
