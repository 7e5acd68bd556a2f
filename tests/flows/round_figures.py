"""A round worked out by hand: who is asked what, what is found, where it leads.

Five village branches are asked eight criteria, a community's branch the fifty that ship.
"""

from __future__ import annotations

from PySide6.QtCore import Qt

from jyguide.people.organisation import OrganisationKind
from jyguide.standard.checklist import Criterion, Grade, Method
from jyguide.standard.kinds import Aspect, Rating
from jyguide.standard.scoring import Score

S1, S2 = "山泉村第一党支部", "山泉村第二党支部"
H1, H2 = "华宏村第一党支部", "华宏村第二党支部"
J1, C1 = "稷山村党支部", "长寿社区党支部"
K = OrganisationKind
ENTER = Qt.Key.Key_Return
TREE = (
    ("山泉村", K.VILLAGE, (S1, S2)),
    ("华宏村", K.VILLAGE, (H1, H2)),
    ("稷山村", K.VILLAGE, (J1,)),
    ("长寿社区", K.COMMUNITY, (C1,)),
)
PAPER = ("会议记录",)
STEPS = (Grade("有登记，有联系", 150), Grade("有登记", 80), Grade("没有登记", 0))
CRITERIA = (
    Criterion("A01", Aspect.ORGANISATION_SETUP, "按期换届。", 100, veto=True, evidence=PAPER),
    Criterion("B01", Aspect.LEADERSHIP, "每月开一次支委会。", 200, Method.DEDUCTION,
              each=50, cap=150, unit="次", evidence=PAPER),
    Criterion("C01", Aspect.ORGANISATION_LIFE, "党员参加党员大会。", 150, Method.RATIO,
              unit="参加党员/应到党员", target=80, evidence=PAPER),
    Criterion("C02", Aspect.ORGANISATION_LIFE, "党费公示。", 100, evidence=PAPER),
    Criterion("D01", Aspect.MEMBERS, "联系流动党员。", 150, Method.GRADED,
              grades=STEPS, evidence=PAPER),
    Criterion("E01", Aspect.ACTIVITIES, "每月有主题党日。", 100, evidence=PAPER),
    Criterion("F01", Aspect.SUPPORT, "有活动场所。", 100, evidence=PAPER),
    Criterion("F02", Aspect.SUPPORT, "有公开栏。", 100, evidence=PAPER),
)  # fmt: skip
# Points, of a hundred:
#
#                   self                        cross                  spot            sum
#   山泉一  B01 3 times −15, E01 not          C01 8 of 20 is 40 %,   D01 second
#           applicable: 75/90 → 83.3          half of 80 %: −7.5     step: −7
#           rescored 15/20: 85/90 → 94.4      → 92.5                 → 93
#           94.4 × 20 % + 92.5 × 50 % + 93 × 30 % = 18.88 + 46.25 + 27.9 = 93.03     93
#           with D01 made up the last is 30: 95.13
#   山泉二  B01 once → 95                     the same               the same         95
#   华宏一  100                               100                    100             100
#   华宏二  B01 3 times → 85                  the same               the same         85
#   稷山    100                               C02, D01 second step   left out of it
#                                             −10 −7 → 83
#           (100 × 20 % + 83 × 50 %) ÷ 70 % = 61.5 ÷ 0.7 = 87.857…                   87.9
#   长寿    one lost of the shipped fifty     100                    100             over 95
#
# The line of the model list is drawn at 95: 华宏一, 山泉二 and 长寿 reach it, the others 80. A
# person then puts 山泉二 on the list of the qualified. What 稷山 lacks is 7.1: D01 would give
# 7 ÷ 0.7 × 0.5 = 5 only, C02 10 ÷ 0.7 × 0.5 = 7.1 to 95 sharp.
WELL = {
    one.code: (
        {Method.DEDUCTION: ("0",), Method.RATIO: ("9", ENTER, "9")}.get(one.method, "1"),
        "",
    )
    for one in CRITERIA
}
SELF = {
    S1: WELL | {"B01": ("3", "三月、五月、八月没有记录"), "E01": ("n", "")},
    S2: WELL | {"B01": ("1", "二月没有记录")},
    H1: WELL,
    H2: WELL | {"B01": ("3", "缺三次记录")},
    J1: WELL,
}
CROSS_OF_S1 = WELL | {"C01": (("8", ENTER, "20"), "到会的不到一半")}
SPOT_OF_S1 = WELL | {"D01": ("2", "没有联系记录")}
FULL = {one.code: Score(one.points) for one in CRITERIA}
ONCE = FULL | {"B01": Score(150, (1,), finding="二月没有记录")}
THRICE = FULL | {"B01": Score(50, (3,), finding="缺三次记录")}
BOTH = FULL | {
    "C02": Score(0, (0,), finding="没有公示"),
    "D01": Score(80, (1,), finding="没有联系记录"),
}
AGAIN = {S2: ONCE, H1: FULL, H2: THRICE, J1: BOTH}
SELF_TOTALS = {S1: 833, S2: 950, H1: 1000, H2: 850, J1: 1000}
CROSS_TOTALS = {S1: 925, S2: 950, H1: 1000, H2: 850, J1: 830, C1: 1000}
WHY_S1 = (
    (
        "自查 94.4 分 × 20% + 互查 92.5 分 × 50% + 抽查 93 分 × 30% = 93 分"
        "（已计整改复评，自查原 83.3 分）。"
    ),
    "达到优秀线 80 分，距示范线 95 分差 2 分。",
    "一票否决：无。",
    "自查失分 1 项、15 分：B01“每月开一次支委会”扣 15 分（三月、五月、八月没有记录）。",
    "互查失分 1 项、7.5 分：C01“党员参加党员大会”扣 7.5 分（到会的不到一半）。",
    "抽查失分 1 项、7 分：D01“联系流动党员”扣 7 分（没有联系记录）。",
    "自查后整改复评：B01“每月开一次支委会”由 5 分改为 15 分。",
)
WHY_J1 = (
    (
        "（自查 100 分 × 20% + 互查 83 分 × 50%）÷ 70% = 87.9 分；"
        "抽查验收没有得分，按其余阶段的权重折算。"
    ),
    "达到优秀线 80 分，距示范线 95 分差 7.1 分。",
)
WAY_OF_S1 = "上一档：差 2 分，补齐D01“联系流动党员”即可示范（95.1 分）。"
WAY_OF_J1 = "上一档：差 7.1 分，补齐C02“党费公示”即可示范（95 分）。"
LISTS = {
    Rating.MODEL: {H1, C1},
    Rating.EXCELLENT: {S1, H2, J1},
    Rating.QUALIFIED: {S2},
    Rating.UNQUALIFIED: set(),
}
