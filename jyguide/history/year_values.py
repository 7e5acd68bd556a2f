"""How columns of secretaries, grid, brands and openness read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jyguide.appraisal.kinds import GRADE_NAMES, SOURCE_NAMES
from jyguide.brand.kinds import STAGE_NAMES
from jyguide.certificate.kinds import (
    DESIGN_FORM_NAMES,
    REVOCATION_CAUSE_NAMES,
    TITLES,
    CertificateKind,
)
from jyguide.documents.dates import tenths_text
from jyguide.grid.kinds import (
    ACCEPTANCE_NAMES,
    GRID_LEVEL_NAMES,
    MATTER_CATEGORY_NAMES,
    TARGET_KIND_NAMES,
    VISIT_WAY_NAMES,
)
from jyguide.openness.calendar_period import period_text
from jyguide.openness.kinds import (
    AFFAIRS_NAMES,
    ASSET_CHANGE_KIND_NAMES,
    ASSET_KIND_NAMES,
    COOPERATIVE_KIND_NAMES,
    DEAL_KIND_NAMES,
    PARTY_CATEGORY_NAMES,
    PERIOD_NAMES,
    PLACE_KIND_NAMES,
)
from jyguide.report.kinds import REPORT_KIND_NAMES
from jyguide.secretary.kinds import (
    ADJUSTMENT_KIND_NAMES,
    DOSSIER_KIND_NAMES,
    FILING_DECISION_NAMES,
    FILING_KIND_NAMES,
    MEASURE_ORIGIN_NAMES,
    PAIR_OUTCOME_NAMES,
    SELECTION_OUTCOME_NAMES,
    TALK_KIND_NAMES,
)

_Write = Callable[[Any, Mapping[str, Any]], str]


def _named(names: Mapping[Any, str]) -> _Write:
    return lambda value, _: names.get(value, str(value))


def _yuan(value: Any, _values: Mapping[str, Any]) -> str:
    return f"{value / 100:,.2f} 元"


def _hundredths(value: Any, _values: Mapping[str, Any]) -> str:
    return f"{value / 100:,.2f}"


def _millimetres(value: Any, _values: Mapping[str, Any]) -> str:
    return f"{tenths_text(value)} 毫米"


def _scheme(value: Any, _values: Mapping[str, Any]) -> str:
    return "，".join(
        f"{SOURCE_NAMES.get(source, source)} {weight}%"
        for source, weight in value["weights"].items()
    )


def _vote_scheme(value: Any, _values: Mapping[str, Any]) -> str:
    return "，".join(f"{group['name']} {group['weight']}%" for group in value["groups"])


def _ballots(value: Any, _values: Mapping[str, Any]) -> str:
    """How many, and never what they said: a history would tell a small group from the rest."""
    return f"有效 {sum(value.values())} 票"


def _parts(value: Any, _values: Mapping[str, Any]) -> str:
    return "，".join(
        f"{SOURCE_NAMES.get(source, source)} {tenths_text(points)} 分"
        for source, points in value.items()
    )


def _count(unit: str) -> _Write:
    return lambda value, _: f"{len(value)} {unit}"


YEAR_VALUES: Mapping[tuple[str, str], _Write] = {
    ("secretary_filing", "kind"): _named(FILING_KIND_NAMES),
    ("secretary_filing", "decision"): _named(FILING_DECISION_NAMES),
    ("dossier_entry", "kind"): _named(DOSSIER_KIND_NAMES),
    ("secretary_measure", "origin"): _named(MEASURE_ORIGIN_NAMES),
    ("secretary_talk", "kind"): _named(TALK_KIND_NAMES),
    ("secretary_adjustment", "kind"): _named(ADJUSTMENT_KIND_NAMES),
    ("insurance_year", "base"): _yuan,
    ("insurance_year", "annuity_unit"): _yuan,
    ("insurance_year", "annuity_own"): _yuan,
    ("selection_candidate", "confirmed"): _count("项"),
    ("selection_candidate", "outcome"): _named(SELECTION_OUTCOME_NAMES),
    ("mentor_pair", "outcome"): _named(PAIR_OUTCOME_NAMES),
    ("appraisal", "scheme"): _scheme,
    ("appraisal_publication", "scheme"): _scheme,
    ("appraisal_subject", "vetoes"): lambda value, _: "；".join(map(str, value.values())),
    ("appraisal_subject", "override_grade"): _named(GRADE_NAMES),
    ("appraisal_score", "source"): _named(SOURCE_NAMES),
    ("ballot_batch", "source"): _named(SOURCE_NAMES),
    ("ballot_batch", "counts"): _ballots,
    ("ballot_batch", "pool"): lambda value, _: f"第 {value} 次计入" if value else "未计入",
    ("appraisal_result", "parts"): _parts,
    ("appraisal_result", "computed"): _named(GRADE_NAMES),
    ("appraisal_result", "grade"): _named(GRADE_NAMES),
    ("grid_unit", "level"): _named(GRID_LEVEL_NAMES),
    ("contact_target", "kind"): _named(TARGET_KIND_NAMES),
    ("contact_target", "people"): lambda value, _: f"{value} 人",
    ("grid_visit", "way"): _named(VISIT_WAY_NAMES),
    ("grid_card_sheet", "target_keys"): _count("张卡"),
    ("grid_matter", "category"): _named(MATTER_CATEGORY_NAMES),
    ("grid_matter", "accepted"): _named(ACCEPTANCE_NAMES),
    ("brand_stage", "stage"): _named(STAGE_NAMES),
    ("brand_vote", "scheme"): _vote_scheme,
    ("brand_vote", "candidates"): _count("个"),
    ("brand_vote_result", "scheme"): _vote_scheme,
    ("brand_vote_result", "ranking"): _count("个"),
    ("jury_sheet", "sheet"): _count("个品牌"),
    ("certificate_revocation", "cause"): _named(REVOCATION_CAUSE_NAMES),
    ("certificate_design", "kind"): lambda value, _: TITLES.get(value, "全部种类"),
    ("certificate_design", "chosen"): lambda value, _: (
        "、".join(TITLES[one] for one in CertificateKind if one in str(value).split()) or "无"
    ),
    ("certificate_design", "form"): _named(DESIGN_FORM_NAMES),
    ("certificate_design", "fields"): _count("项"),
    ("certificate_design", "paper_width"): _millimetres,
    ("certificate_design", "paper_height"): _millimetres,
    ("certificate_design", "template"): lambda value, _: "有" if value else "无",
    ("report_print", "report"): _named(REPORT_KIND_NAMES),
    ("report_print", "figures"): _count("个数字"),
    ("jury_sheet", "conflicts"): _count("个品牌"),
    ("star_award", "star"): lambda value, _: f"{value}A",
    ("openness_item", "affairs"): _named(AFFAIRS_NAMES),
    ("openness_item", "place_kind"): _named(PLACE_KIND_NAMES),
    ("openness_item", "period"): _named(PERIOD_NAMES),
    ("openness_notice", "period"): lambda value, _: period_text(value),
    ("openness_rhythm", "period"): _named(PERIOD_NAMES),
    ("collective_asset", "kind"): _named(ASSET_KIND_NAMES),
    ("asset_change", "kind"): _named(ASSET_CHANGE_KIND_NAMES),
    ("asset_change", "amount"): _hundredths,
    ("cooperative", "kind"): _named(COOPERATIVE_KIND_NAMES),
    ("cooperative_year", "shares"): _hundredths,
    ("cooperative_year", "capital"): _yuan,
    ("cooperative_year", "income"): _yuan,
    ("cooperative_year", "dividend"): _yuan,
    ("property_deal", "kind"): _named(DEAL_KIND_NAMES),
    ("property_deal", "area"): _hundredths,
    ("property_deal", "price"): _yuan,
    ("property_deal", "seller_category"): _named(PARTY_CATEGORY_NAMES),
    ("property_deal", "buyer_category"): _named(PARTY_CATEGORY_NAMES),
}
"""By table and column; what is not named is written as it is."""
