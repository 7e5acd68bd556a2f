"""What a column of a roster can mean, and under which headings offices write it."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from jyguide.people.cell import CellValue


class RosterField(StrEnum):
    """A fact a roster can state; the value is the attribute of PersonFacts."""

    NAME = "name"
    SEX = "sex"
    BIRTH = "birth"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    EDUCATION = "education"
    JOINED = "joined"
    STATION = "station"
    KIND = "kind"
    ETHNIC = "ethnic"
    POST = "post"
    ORGANISATION = "organisation"

    @property
    def label(self) -> str:
        """The heading our own template uses."""
        return _SYNONYMS[self][0]


REQUIRED = (RosterField.NAME, RosterField.ID_NUMBER)
"""Without these no row can become a person."""

OWN_HEADINGS = ("错误原因", "错误说明", "原行号")
"""Columns our error workbook adds; a corrected one brings them back and they mean nothing."""

_HEADINGS = {
    RosterField.NAME: """
        姓名 名字 人员姓名 指导员姓名 党员姓名 指导员 姓名全称 真实姓名 本人姓名
    """,
    RosterField.SEX: """
        性别 男女 男/女
    """,
    RosterField.BIRTH: """
        出生日期 出生年月 出生年月日 出生时间 生日 出生 出生日
    """,
    RosterField.ID_NUMBER: """
        身份证号 身份证号码 公民身份号码 公民身份证号码 公民身份证号 身份证 身份号码 证件号码
        证件号 居民身份证号 居民身份证号码 居民身份证 身份证件号码 身份证件号 二代身份证号
        18位身份证号 18位身份证号码
    """,
    RosterField.PHONE: """
        手机号 手机号码 手机 移动电话 本人手机 本人手机号 本人手机号码 手机电话 联系手机
        联系电话 联系方式 电话号码 电话 联系号码 本人电话 电话/手机 手机/电话
    """,
    RosterField.EDUCATION: """
        学历 文化程度 最高学历 学历学位 学历/学位 学历及学位 教育程度 受教育程度 文化水平
        全日制学历 在职学历
    """,
    RosterField.JOINED: """
        入党时间 入党日期 入党年月 入党年月日 何时入党 加入党组织时间 加入党组织日期
        加入中共时间 加入中国共产党时间 加入中国共产党日期 入党
    """,
    RosterField.STATION: """
        所在站 指导站 所属指导站 所在指导站 所属站 指导站名称 站点 站名 党建指导站
        党建工作指导站 基层党建工作指导站 所在站点 所属站点 派驻站 工作站 镇街 镇街园区
        镇(街道) 所在镇街 所属镇街 所在镇 镇/街道 镇街道 所在镇街园区 所属镇街园区 所属镇
        单位 所在单位 所属单位 单位名称 推荐单位 填报单位
    """,
    RosterField.KIND: """
        专/兼职 专兼职 类别 专职/兼职 指导员类别 人员类别 专兼职情况 专兼 专/兼 类型 人员类型
        专职或兼职 是否专职 指导员类型 专兼职类别 人员性质 性质 岗位类别
    """,
    RosterField.ETHNIC: """
        民族 族别 民族成份 民族成分
    """,
    RosterField.POST: """
        职务 现任职务 现职务 岗位 党内职务 担任职务 职务职称 职务/职称 单位及职务 单位职务
        工作单位及职务 单位和职务 现工作单位及职务
    """,
    RosterField.ORGANISATION: """
        所在党组织 党组织 所在党支部 党支部 所属党组织 所属党支部 所在支部 组织关系所在党支部
        党组织名称 党支部名称 所在党组织名称 组织关系所在地 组织关系 工作单位 现工作单位
    """,
}
"""Per field, what offices write over its column; the first is our own, the better come first."""
_SYNONYMS = {field: tuple(words.split()) for field, words in _HEADINGS.items()}

_SHARED = {"单位", "所在单位", "所属单位", "单位名称", "推荐单位", "填报单位"}
"""Headings that mean the station only where no column names it outright."""

_LOOKUP = {
    unicodedata.normalize("NFKC", word): (field, rank)
    for field, words in _SYNONYMS.items()
    for rank, word in enumerate(words)
}
_REMARK = re.compile(r"[(\[【〔].*?[)\]】〕]|[*★☆:。]|必填|选填")


def heading_text(value: CellValue) -> str:
    """A heading without blanks, line breaks and full-width forms: ``姓　名`` becomes ``姓名``."""
    if not isinstance(value, str):
        return ""
    return "".join(unicodedata.normalize("NFKC", value).split())


def meaning_of(value: CellValue) -> tuple[RosterField, int] | None:
    """The field a heading names, with its rank among that field's headings (0 fits best).

    Remarks such as ``*``, ``（必填）`` or a colon are overlooked.
    """
    text = heading_text(value)
    if not text or len(text) > _LONGEST_HEADING:
        return None
    return _LOOKUP.get(text) or _LOOKUP.get(_REMARK.sub("", text))


def falls_back_to_organisation(value: CellValue) -> bool:
    """Whether a second column of this heading, beside a plain station column, is a workplace."""
    return _REMARK.sub("", heading_text(value)) in _SHARED


_LONGEST_HEADING = 40
