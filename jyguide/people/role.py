"""For whom training is counted apart: read from a roster, or guessed from a post and said so."""

from __future__ import annotations

import re

from jyguide.exchange.cell import CellError, CellValue, compact
from jyguide.people.person import PERSON_ROLE_NAMES, PersonRole

_SECRETARY = r"(?:党组织|党委|党总支|总支|党支部|支部)?书记"
_WORDS = (
    (PersonRole.VILLAGE_SECRETARY, rf"(?:行政)?村{_SECRETARY}"),
    (PersonRole.COMMUNITY_SECRETARY, rf"社区{_SECRETARY}"),
    (PersonRole.TWO_NEW_SECRETARY, rf"(?:两新(?:组织)?|非公(?:企业)?|企业){_SECRETARY}"),
    (PersonRole.OFFICE_SECRETARY, rf"(?:机关|事业单位|机关事业单位){_SECRETARY}"),
    (PersonRole.PARTY_AFFAIRS, r"党务(?:干部|工作者|工作人员)"),
    (PersonRole.OTHER, r"其他|其它"),
)
"""What offices write for each; matched whole."""
_NOT_HIM = re.compile(r"副|原|前任|曾任|第一书记|团|纪|妇|退休|拟任|助理")
"""With these, a post that speaks of a secretary is not his."""
_LEADS = re.compile(r"(?:^|党组织|党委|总支|支部|村|社区|[，、兼])书记")
_AFFAIRS = re.compile(r"党务(?:干部|工作者|工作人员)|组织委员|组织干事|组织员")
_PLACES = (
    (PersonRole.VILLAGE_SECRETARY, re.compile(r"村(?:$|党|支|总支|书记|委|经济)")),
    (PersonRole.COMMUNITY_SECRETARY, re.compile(r"社区|居委会|居民委员会")),
    (PersonRole.TWO_NEW_SECRETARY, re.compile(r"公司|企业|集团|两新|非公|商会|协会|合作社")),
    (PersonRole.OFFICE_SECRETARY, re.compile(r"机关|事业单位|学校|中学|小学|医院|卫生院|局党")),
)


def read_role(value: CellValue) -> PersonRole:
    """村党组织书记, 村书记, 党务工作者 …; NONE for an empty cell.

    Raises:
        CellError: Any other word, such as one that leaves open whether village or community.
    """
    text = compact(value)
    if not text:
        return PersonRole.NONE
    found = _role(text)
    if found is None:
        offered = "、".join(name for name in PERSON_ROLE_NAMES.values() if name)
        raise CellError(f"人员类别“{text}”应为{offered}之一")
    return found


def is_role(value: CellValue) -> bool:
    """Whether the cell holds a role that read_role knows."""
    return _role(compact(value)) is not None


def suggested_role(post: str, organisation: str) -> PersonRole:
    """What a post and an organisation let one guess; NONE where they leave it open.

    党总支书记 of 某村党总支 heads a village. Deputies, former and first secretaries do not head
    anything, and what fits two roles is left open.
    """
    if _NOT_HIM.search(post):
        return PersonRole.NONE
    if not _LEADS.search(post):
        return PersonRole.PARTY_AFFAIRS if _AFFAIRS.search(post) else PersonRole.NONE
    for text in (post, organisation):
        fits = [role for role, place in _PLACES if place.search(text)]
        if fits:
            return fits[0] if len(fits) == 1 else PersonRole.NONE
    return PersonRole.NONE


def _role(text: str) -> PersonRole | None:
    for role, name in PERSON_ROLE_NAMES.items():
        if name == text:
            return role
    return next((role for role, words in _WORDS if re.fullmatch(words, text)), None)
