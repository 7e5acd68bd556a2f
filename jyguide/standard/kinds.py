"""The fixed words of standardisation: kinds of branch, aspects, phases, lists."""

from __future__ import annotations

from enum import StrEnum

from jyguide.people.organisation import OrganisationKind


class BranchKind(StrEnum):
    """For which kind of branch a checklist is made."""

    VILLAGE = "village"
    COMMUNITY = "community"
    TWO_NEW = "two_new"
    OFFICE = "office"


BRANCH_KIND_NAMES = {
    BranchKind.VILLAGE: "村",
    BranchKind.COMMUNITY: "社区",
    BranchKind.TWO_NEW: "两新组织",
    BranchKind.OFFICE: "机关事业单位",
}

BRANCH_KIND_OF = {
    OrganisationKind.VILLAGE: BranchKind.VILLAGE,
    OrganisationKind.COMMUNITY: BranchKind.COMMUNITY,
    OrganisationKind.TWO_NEW: BranchKind.TWO_NEW,
    OrganisationKind.OFFICE: BranchKind.OFFICE,
}
"""What a branch is follows from the nearest organisation of these kinds at or over it."""


class Aspect(StrEnum):
    """The six aspects of standardisation, in the order in which they are always given."""

    ORGANISATION_SETUP = "organisation_setup"
    LEADERSHIP = "leadership"
    ORGANISATION_LIFE = "organisation_life"
    MEMBERS = "members"
    ACTIVITIES = "activities"
    SUPPORT = "support"


ASPECT_NAMES = {
    Aspect.ORGANISATION_SETUP: "组织设置",
    Aspect.LEADERSHIP: "班子建设",
    Aspect.ORGANISATION_LIFE: "组织生活",
    Aspect.MEMBERS: "党员教育管理监督",
    Aspect.ACTIVITIES: "活动开展",
    Aspect.SUPPORT: "基础保障",
}


class Phase(StrEnum):
    """The four phases of a round, in their order."""

    SELF_INSPECTION = "self_inspection"
    RECTIFICATION = "rectification"
    CROSS_INSPECTION = "cross_inspection"
    SPOT_ACCEPTANCE = "spot_acceptance"


PHASE_NAMES = {
    Phase.SELF_INSPECTION: "摸底自查",
    Phase.RECTIFICATION: "对标整改",
    Phase.CROSS_INSPECTION: "交叉互查",
    Phase.SPOT_ACCEPTANCE: "抽查验收",
}

SCORED_PHASES = (Phase.SELF_INSPECTION, Phase.CROSS_INSPECTION, Phase.SPOT_ACCEPTANCE)
"""The phases that end in a score; rectification works on what the others found."""


class Rating(StrEnum):
    """The four lists, the best first."""

    MODEL = "model"
    EXCELLENT = "excellent"
    QUALIFIED = "qualified"
    UNQUALIFIED = "unqualified"


RATING_NAMES = {
    Rating.MODEL: "示范",
    Rating.EXCELLENT: "优秀",
    Rating.QUALIFIED: "合格",
    Rating.UNQUALIFIED: "不合格",
}


class LotPurpose(StrEnum):
    """What was drawn by lot."""

    ASSIGNMENT = "assignment"
    SAMPLE = "sample"


LOT_PURPOSE_NAMES = {LotPurpose.ASSIGNMENT: "交叉互查分配", LotPurpose.SAMPLE: "抽查抽样"}


class Verification(StrEnum):
    """What the verifier of a rectification measure found."""

    NONE = ""
    PASSED = "passed"
    RETURNED = "returned"


VERIFICATION_NAMES = {
    Verification.NONE: "",
    Verification.PASSED: "通过",
    Verification.RETURNED: "退回",
}
