"""What the report of one station says at its beginning."""

from __future__ import annotations

from jyguide.report.layout import Sentence
from jyguide.report.period import Period, PeriodKind

PERIOD_WORDS = {PeriodKind.MONTH: "本月", PeriodKind.QUARTER: "本季度", PeriodKind.YEAR: "本年度"}


def station_sentences(about: str, period: Period) -> tuple[Sentence, ...]:
    """The opening of a station's report."""
    now = PERIOD_WORDS[period.kind]
    staff = (
        ("instructors_full_time", "配备专职指导员", "名"),
        ("instructors_part_time", "兼职指导员", "名"),
    )
    return (Sentence(staff, f"{about}基层党建工作指导站"), *work_sentences(now, period))


def work_sentences(now: str, period: Period) -> tuple[Sentence, ...]:
    """What was done, in the order of areas; the same of a station and of the city.

    Args:
        now: What the period is called: 本月.
        period: One that begins with the year needs no second sentence of what was done since.
    """
    begins = period.begins_on.month == 1
    since = () if begins else (Sentence(_SINCE, "今年以来", total=True),)
    return (
        Sentence(_TRAINING, now),
        *since,
        Sentence(_EXAMS, now),
        Sentence(_STANDARD, "标准化规范化建设方面，"),
        Sentence(_RATED, "评出"),
        Sentence(_SECRETARIES, "村党组织书记管理方面，"),
        Sentence(_GRID, "四级网格建成"),
        Sentence(_VISITS, now),
        Sentence(_ASSETS, "集体资产和三务公开方面，"),
        Sentence(_BRANDS, "党建品牌方面，"),
    )


_TRAINING = (
    ("sessions", "举办培训", "期"),
    ("person_times", "培训", "人次"),
    ("people_trained", "参训", "人"),
)
_SINCE = (
    ("sessions", "共举办培训", "期"),
    ("person_times", "累计培训", "人次"),
    ("people_trained", "参训", "人"),
)
_EXAMS = (
    ("exams", "组织考试", "场"),
    ("papers", "参加考试", "人次"),
    ("passes", "合格", "人次"),
    ("certificates", "发放证书", "份"),
    ("posts_approved", "批复上岗", "人次"),
)
_STANDARD = (
    ("branches_inspected", "检查党支部", "个"),
    ("rectifications", "发现问题", "条"),
    ("rectifications_closed", "整改销号", "条"),
)
_RATED = (
    ("rated_model", "示范支部", "个"),
    ("rated_excellent", "优秀支部", "个"),
    ("rated_qualified", "合格支部", "个"),
    ("rated_unqualified", "不合格支部", "个"),
)
_SECRETARIES = (
    ("measures", "列出整改措施", "条"),
    ("talks", "谈话", "人次"),
    ("adjustments", "调整", "人次"),
    ("pairs", "导师结对", "对"),
)
_GRID = (
    ("grid_townships", "", "个镇街网格"),
    ("grid_villages", "", "个村级网格"),
    ("grid_branches", "", "个支部网格"),
    ("grid_cells", "", "个党员中心户微网格"),
    ("centres", "有党员中心户", "户"),
    ("vanguards", "先锋党员", "名"),
    ("members", "联系党员", "名"),
    ("households", "联系农户", "户"),
)
_VISITS = (
    ("visits_members", "联系走访党员", "人次"),
    ("visits_households", "联系走访农户", "户次"),
    ("matters", "收集民情", "件"),
    ("matters_answered", "答复", "件"),
)
_ASSETS = (
    ("notices", "公开事项", "次"),
    ("cooperatives", "在办合作社", "家"),
    ("deals", "产权交易", "笔"),
    ("deal_sum", "交易额", "万元"),
)
_BRANDS = (("brands", "培育品牌", "个"), ("stars", "现有星级党组织", "个"))
