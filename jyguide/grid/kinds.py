"""The fixed words of the grid."""

from __future__ import annotations

from enum import StrEnum


class GridLevel(StrEnum):
    """The four levels, the topmost first."""

    TOWNSHIP = "township"
    VILLAGE = "village"
    BRANCH = "branch"
    CELL = "cell"


GRID_LEVEL_NAMES = {
    GridLevel.TOWNSHIP: "镇街党工委",
    GridLevel.VILLAGE: "村党组织",
    GridLevel.BRANCH: "网格党支部",
    GridLevel.CELL: "党员中心户微网格",
}


class TargetKind(StrEnum):
    """Whom a vanguard member contacts."""

    MEMBER = "member"
    HOUSEHOLD = "household"


TARGET_KIND_NAMES = {
    TargetKind.MEMBER: "党员",
    TargetKind.HOUSEHOLD: "农户",
}


class VisitWay(StrEnum):
    """How somebody was contacted."""

    HOME = "home"
    PHONE = "phone"
    MEETING = "meeting"
    OTHER = "other"


VISIT_WAY_NAMES = {
    VisitWay.HOME: "入户走访",
    VisitWay.PHONE: "电话联系",
    VisitWay.MEETING: "会上见面",
    VisitWay.OTHER: "其他",
}


class Acceptance(StrEnum):
    """Whether who raised a matter is content with the reply."""

    CONTENT = "content"
    PARTLY = "partly"
    NOT = "not"


ACCEPTANCE_NAMES = {
    Acceptance.CONTENT: "满意",
    Acceptance.PARTLY: "基本满意",
    Acceptance.NOT: "不满意",
}


class MatterCategory(StrEnum):
    """What a matter is about."""

    LIVELIHOOD = "livelihood"
    ENVIRONMENT = "environment"
    SAFETY = "safety"
    DISPUTE = "dispute"
    POLICY = "policy"
    SUGGESTION = "suggestion"
    OTHER = "other"


MATTER_CATEGORY_NAMES = {
    MatterCategory.LIVELIHOOD: "生活困难",
    MatterCategory.ENVIRONMENT: "环境卫生",
    MatterCategory.SAFETY: "安全隐患",
    MatterCategory.DISPUTE: "矛盾纠纷",
    MatterCategory.POLICY: "政策咨询",
    MatterCategory.SUGGESTION: "意见建议",
    MatterCategory.OTHER: "其他",
}
