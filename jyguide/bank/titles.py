"""What people call regulations and their editions, made comparable."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LEFT_OUT = re.compile(
    r"[《》〈〉“”\"\s]|[（(](?:试行|暂行|\d{4}年?[^（）()]*|[^（）()]*(?:修订|修正|修改))[)）]"
)
_ISSUER = re.compile(r"^(?:中国共产党|中华人民共和国|关于)+")
_SHORT = {
    "党章": "章程",
    "支部条例": "支部工作条例",
    "党支部条例": "支部工作条例",
    "党支部工作条例": "支部工作条例",
    "农村基层组织条例": "农村基层组织工作条例",
    "发展党员细则": "发展党员工作细则",
    "基层选举条例": "基层组织选举工作条例",
    "基层组织选举条例": "基层组织选举工作条例",
    "选举工作条例": "基层组织选举工作条例",
    "党费规定": "党费收缴、使用和管理的规定",
    "党费收缴使用和管理的规定": "党费收缴、使用和管理的规定",
    "党费收缴、使用和管理规定": "党费收缴、使用和管理的规定",
    "党费收缴使用管理规定": "党费收缴、使用和管理的规定",
    "处分条例": "纪律处分条例",
    "党纪处分条例": "纪律处分条例",
    "党员教育管理条例": "党员教育管理工作条例",
    "党员权利条例": "党员权利保障条例",
    "党徽党旗使用条例": "党徽党旗条例",
    "村组法": "村民委员会组织法",
    "村委会组织法": "村民委员会组织法",
    "居委会组织法": "城市居民委员会组织法",
    "集体经济组织法": "农村集体经济组织法",
    "政务处分法": "公职人员政务处分法",
    "干部教育培训条例": "干部教育培训工作条例",
}
"""Short names of what is on the list, both without issuer: items name it by them."""


@lru_cache(maxsize=1024)  # thousands of items rest on a few dozen regulations
def bare_title(title: str) -> str:
    """A regulation's title without what people leave out: 《》, the issuer, （试行）.

    Short names stand for the title: 党章 is 章程, as 中国共产党章程 is.
    """
    bare = _ISSUER.sub("", _LEFT_OUT.sub("", title))
    return _SHORT.get(bare, bare)


@lru_cache(maxsize=1024)
def bare_edition(edition: str) -> str:
    """An edition without spaces and full-width signs."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", edition))
