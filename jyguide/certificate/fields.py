"""The named fields of a certificate: in the office's Word file and on bought blanks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jyguide.certificate.kinds import TITLES
from jyguide.certificate.text import CertificateText, statement
from jyguide.documents.dates import chinese_date, date_text, span_text, tenths_text

PHOTO, CODE = "照片", "二维码"
PICTURES = (PHOTO, CODE)
"""Fields that are pictures."""


@dataclass(frozen=True, slots=True)
class NamedField:
    """One field.

    Attributes:
        name: As it stands between the braces.
        meaning: For the table of all fields.
        example: What it may become; of a picture what it shows.
        value: The words it becomes; of a picture None.
    """

    name: str
    meaning: str
    example: str
    value: Callable[[CertificateText], str] | None


def _number_of(tenths: int | None) -> str:
    return "" if tenths is None else tenths_text(tenths)


FIELDS: tuple[NamedField, ...] = (
    NamedField("姓名", "持证人姓名", "张三", lambda t: t.name),
    NamedField("性别", "男或女", "女", lambda t: t.sex),
    NamedField("证书名称", "结业证书、合格证书或上岗证", "结业证书", lambda t: TITLES[t.kind]),
    NamedField("正文", "整句话：时间、内容、结果", "于2026年11月20日参加……准予结业。", statement),
    NamedField("培训", "培训或考试的名称，不带引号", "任前培训班", lambda t: t.subject),
    NamedField("时间", "起止日期", "2026年11月20日至21日", lambda t: span_text(t.start, t.end)),
    NamedField("开始日期", "第一天", "2026年11月20日", lambda t: date_text(t.start)),
    NamedField("结束日期", "最后一天", "2026年11月21日", lambda t: date_text(t.end)),
    NamedField("学时", "学时数", "8", lambda t: _number_of(t.hours)),
    NamedField("成绩", "考试得分", "86.5", lambda t: _number_of(t.score)),
    NamedField("编号", "证书编号", "2026-S13A-0007", lambda t: t.number),
    NamedField("核验码", "二维码下的短码", "7K3M-Q9XT", lambda t: t.mark),
    NamedField("发证单位", "落款单位", "祝塘镇基层党建工作指导站", lambda t: t.issuer),
    NamedField("发证日期", "数字写法", "2026年11月22日", lambda t: date_text(t.issued)),
    NamedField(
        "发证日期大写", "汉字写法", "二〇二六年十一月二十二日", lambda t: chinese_date(t.issued)
    ),
    NamedField("年", "发证日期的年份", "2026", lambda t: str(t.issued.year)),
    NamedField("月", "发证日期的月份", "11", lambda t: str(t.issued.month)),
    NamedField("日", "发证日期的日", "22", lambda t: str(t.issued.day)),
    NamedField("类别", "上岗证：专职或兼职", "专职", lambda t: t.duty),
    NamedField("指导站", "上岗证：所在指导站", "祝塘镇基层党建工作指导站", lambda t: t.office),
    NamedField("批复文号", "上岗证：批复的文号", "澄组〔2026〕12号", lambda t: t.document),
    NamedField(
        "有效期至",
        "上岗证：批复的最后一天",
        "2029年11月30日",
        lambda t: date_text(t.until) if t.until else "",
    ),
    NamedField(PHOTO, "照片，2.5 厘米宽、3.5 厘米高", "（图片）", None),
    NamedField(CODE, "核验用的二维码，2.6 厘米见方", "（图片）", None),
)
"""All of them, in the order in which they are listed."""

NAMES = tuple(one.name for one in FIELDS)


def field_values(text: CertificateText) -> Mapping[str, str]:
    """The words of every field that is no picture, by its name; empty where nothing is known."""
    return {one.name: one.value(text) for one in FIELDS if one.value is not None}
