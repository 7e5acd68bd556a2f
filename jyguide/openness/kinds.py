"""The fixed words of openness and collective assets."""

from __future__ import annotations

from enum import StrEnum


class Affairs(StrEnum):
    """The three affairs that are made public."""

    PARTY = "party"
    VILLAGE = "village"
    FINANCE = "finance"


AFFAIRS_NAMES = {
    Affairs.PARTY: "党务",
    Affairs.VILLAGE: "村（居）务",
    Affairs.FINANCE: "财务",
}


class PlaceKind(StrEnum):
    """For whom a matter has to be posted."""

    VILLAGE = "village"
    COMMUNITY = "community"


PLACE_KIND_NAMES = {
    PlaceKind.VILLAGE: "村",
    PlaceKind.COMMUNITY: "社区",
}


class Period(StrEnum):
    """How often."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    AT_ONCE = "at_once"


PERIOD_NAMES = {
    Period.MONTHLY: "每月",
    Period.QUARTERLY: "每季度",
    Period.HALF_YEARLY: "每半年",
    Period.YEARLY: "每年",
    Period.AT_ONCE: "随时",
}


class AssetKind(StrEnum):
    """The three kinds of 三资."""

    FUND = "fund"
    ASSET = "asset"
    RESOURCE = "resource"


ASSET_KIND_NAMES = {
    AssetKind.FUND: "资金",
    AssetKind.ASSET: "资产",
    AssetKind.RESOURCE: "资源",
}


class AssetChangeKind(StrEnum):
    """Why an amount changed."""

    OPENING = "opening"
    INCREASE = "increase"
    DECREASE = "decrease"
    REVALUATION = "revaluation"


ASSET_CHANGE_KIND_NAMES = {
    AssetChangeKind.OPENING: "期初登记",
    AssetChangeKind.INCREASE: "增加",
    AssetChangeKind.DECREASE: "减少",
    AssetChangeKind.REVALUATION: "清查调整",
}


class CooperativeKind(StrEnum):
    """What a co-operative works with."""

    COMMUNITY_SHARES = "community_shares"
    LAND_SHARES = "land_shares"
    WEALTH = "wealth"
    FARMERS = "farmers"
    OTHER = "other"


COOPERATIVE_KIND_NAMES = {
    CooperativeKind.COMMUNITY_SHARES: "社区股份合作社",
    CooperativeKind.LAND_SHARES: "土地股份合作社",
    CooperativeKind.WEALTH: "富民合作社",
    CooperativeKind.FARMERS: "农民专业合作社",
    CooperativeKind.OTHER: "其他",
}


class DealKind(StrEnum):
    """What changes hands."""

    LAND = "land"
    LEASE = "lease"
    CONTRACT = "contract"
    SALE = "sale"
    WORKS = "works"
    PURCHASE = "purchase"
    OTHER = "other"


DEAL_KIND_NAMES = {
    DealKind.LAND: "土地经营权流转",
    DealKind.LEASE: "集体资产租赁",
    DealKind.CONTRACT: "资源发包",
    DealKind.SALE: "资产转让",
    DealKind.WORKS: "工程项目",
    DealKind.PURCHASE: "物资采购",
    DealKind.OTHER: "其他",
}


class PartyCategory(StrEnum):
    """Who takes part in a deal, by category alone."""

    NONE = ""
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"
    COOPERATIVE = "cooperative"
    COMPANY = "company"
    INDIVIDUAL = "individual"
    GOVERNMENT = "government"
    OTHER = "other"


PARTY_CATEGORY_NAMES = {
    PartyCategory.NONE: "",
    PartyCategory.COLLECTIVE: "村集体",
    PartyCategory.HOUSEHOLD: "农户",
    PartyCategory.COOPERATIVE: "合作社",
    PartyCategory.COMPANY: "企业",
    PartyCategory.INDIVIDUAL: "个体工商户",
    PartyCategory.GOVERNMENT: "机关事业单位",
    PartyCategory.OTHER: "其他",
}
