"""What a column of a roster can mean, and under which heads offices write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from jyguide.exchange.cell import CellError, CellValue, cell_text, compact
from jyguide.exchange.table.spec import TableColumn, TableSpec, plain
from jyguide.masking import masked_birth, masked_id, masked_phone
from jyguide.people.dates import read_date, read_date_or_month
from jyguide.people.id_number import ID_LENGTH, read_id_number
from jyguide.people.normalise import (
    is_kind,
    read_kind,
    read_name,
    read_phone,
    read_position,
    read_sex,
)
from jyguide.people.organisation_match import Proposal
from jyguide.people.person import PERSON_ROLE_NAMES, PersonRole
from jyguide.people.role import is_role, read_role
from jyguide.people.row import INSTRUCTOR_KIND_NAMES
from jyguide.people.stations import StationNames


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
    ROLE = "role"
    READING = "reading"
    POSITION = "position"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The head our own template uses."""
        return _HEADINGS[self].split()[0]


PLACE = "organisation_id"
"""Where in the tree somebody belongs; no roster states it, the name of his organisation may."""
REQUIRED = (RosterField.NAME, RosterField.ID_NUMBER)
"""Without these no row can become a person."""

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
    RosterField.ROLE: """
        人员类别 人员身份 书记类别 统计类别
    """,
    RosterField.READING: """
        姓名拼音 拼音 姓名读音 读音
    """,
    RosterField.POSITION: """
        排序号 排序 名次 排列序号
    """,
    RosterField.NOTE: """
        备注 备注说明 其他说明
    """,
}
"""Per field, what offices write over its column; the first is our own, the better come first."""
_SHARED = ("单位", "所在单位", "所属单位", "单位名称", "推荐单位", "填报单位")
"""Heads that mean the station only where no column names it outright."""
_READERS: dict[RosterField, Callable[[CellValue], Any]] = {
    RosterField.NAME: read_name,
    RosterField.SEX: read_sex,
    RosterField.BIRTH: read_date_or_month,
    RosterField.ID_NUMBER: read_id_number,
    RosterField.PHONE: read_phone,
    RosterField.JOINED: read_date,
    RosterField.KIND: read_kind,
    RosterField.ETHNIC: compact,
    RosterField.ROLE: read_role,
    RosterField.POSITION: read_position,
}
_SHOWN: dict[RosterField, Callable[[Any], str]] = {
    RosterField.ID_NUMBER: lambda value: masked_id(plain(value)),
    RosterField.PHONE: lambda value: masked_phone(plain(value)),
    RosterField.BIRTH: lambda value: masked_birth(plain(value)),
    RosterField.KIND: lambda value: INSTRUCTOR_KIND_NAMES.get(value or "", plain(value)),
    RosterField.ROLE: lambda value: PERSON_ROLE_NAMES.get(value or PersonRole.NONE, plain(value)),
}
_FITS = {RosterField.KIND: is_kind, RosterField.ROLE: is_role}
_PHONE_LENGTH = 11
_LONGEST_LIKELY_NAME = 4
_NO_NAMES = re.compile(
    r"书记|主任|委员|干部|支部|大学|大专|高中|初中|本科|镇|街道|[汉回苗壮满藏]族$"
)


def _looks_like_name(value: CellValue) -> bool:
    text = compact(value)
    likely = "·" in text or 1 < len(text) <= _LONGEST_LIKELY_NAME
    return likely and not (is_kind(text) or _NO_NAMES.search(text)) and _reads(read_name, value)


def _looks_like_number(value: CellValue) -> bool:
    return len(compact(value)) == ID_LENGTH and _reads(read_id_number, value)


def _looks_like_phone(value: CellValue) -> bool:
    return len(compact(value)) >= _PHONE_LENGTH and _reads(read_phone, value)


def _reads(read: Callable[[CellValue], Any], value: CellValue) -> bool:
    try:
        return bool(read(value))
    except CellError:
        return False


_LOOKS = {
    RosterField.NAME: _looks_like_name,
    RosterField.ID_NUMBER: _looks_like_number,
    RosterField.PHONE: _looks_like_phone,
    RosterField.KIND: is_kind,
}
_FILLED_DOWN = (RosterField.STATION, RosterField.KIND, RosterField.ORGANISATION)
_LAYOUT: tuple[tuple[RosterField, int, str, str], ...] = (
    (RosterField.NAME, 18, "两个字的姓名中间不要加空格；少数民族姓名用间隔号“·”", "王小明"),
    (RosterField.SEX, 8, "男或女；不填时按身份证号", "女"),
    (RosterField.ETHNIC, 10, "可不填", "汉族"),
    (RosterField.BIRTH, 14, "年月日；不填或只有年月时按身份证号", "1998-03-22"),
    (
        RosterField.ID_NUMBER,
        24,
        "18 位，末位可以是 X；这一列已设为文本，请勿改动格式",
        "32028119……998X",
    ),
    (RosterField.PHONE, 16, "11 位手机号", "13900000000"),
    (RosterField.EDUCATION, 14, "按实际填写", "大学"),
    (RosterField.JOINED, 14, "年月日，必须写到日", "2019-10-03"),
    (RosterField.STATION, 18, "从下拉列表中选择", "澄江街道"),
    (RosterField.KIND, 12, "专职或兼职", "兼职"),
    (RosterField.ROLE, 24, "从下拉列表中选择；培训按它分类统计", "村党组织书记"),
    (RosterField.POST, 18, "可不填", "党总支书记"),
    (RosterField.ORGANISATION, 30, "可不填", "某村党总支"),
    (RosterField.READING, 18, "只在读音会认错时填，一字一个音节，中间空一格", "shan yu"),
    (RosterField.POSITION, 10, "可不填；按手工次序排列名单时，小的在前", "12"),
    (RosterField.NOTE, 24, "可不填", ""),
)
"""Field, width of its column in characters, how to fill it in, an example."""
_ROLES = tuple(name for role, name in PERSON_ROLE_NAMES.items() if role is not PersonRole.NONE)


def _label(place: Proposal | None) -> str:
    return place.label if place else ""


def roster_spec(stations: Sequence[str]) -> TableSpec:
    """A roster, in the order of our template; stations come out spelled as they are given."""
    names = StationNames(stations)
    choices = {
        RosterField.SEX: ("男", "女"),
        RosterField.KIND: ("专职", "兼职"),
        RosterField.STATION: tuple(stations),
        RosterField.ROLE: _ROLES,
    }
    columns = tuple(
        TableColumn(
            key=field,
            label=field.label,
            headings=tuple(_HEADINGS[field].split()[1:]),
            required=field in REQUIRED,
            read=names.find if field is RosterField.STATION else _READERS.get(field, cell_text),
            shown=_SHOWN.get(field, plain),
            fits=_FITS.get(field),
            looks_like=_LOOKS.get(field),
            filled_down=field in _FILLED_DOWN,
            how=how,
            example=example,
            choices=choices.get(field, ()),
            width=width,
        )
        for field, width, how, example in _LAYOUT
    )
    spare = dict.fromkeys(_SHARED, str(RosterField.ORGANISATION))
    place = TableColumn(PLACE, "组织树中的位置", shown=_label, width=26)
    return TableSpec("roster", "花名册", "人", columns, spare, (place,))
