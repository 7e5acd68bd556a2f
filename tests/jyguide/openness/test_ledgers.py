"""Assets, co-operatives and deals in a data folder: refused, taken back, imported, added up."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from db.keys import new_key
from db.models import Cooperative, CooperativeYear, PropertyDeal
from jyguide.documents.word import write_word
from jyguide.errors import RuleError
from jyguide.exchange.table.plan import Decision, Fate, Policy
from jyguide.openness.asset import AssetChange, AssetFacts
from jyguide.openness.cooperative import CooperativeFacts, YearFigures
from jyguide.openness.deal import DealFacts, DealFilter, DealOrder
from jyguide.openness.kinds import (
    AssetChangeKind,
    AssetKind,
    CooperativeKind,
    DealKind,
    PartyCategory,
)
from jyguide.openness.service.cooperative_rows import year_key
from tests.jyguide.builders import a_roster, rows_kept
from tests.jyguide.openness.villages import add_villages
from tests.postgres import on_both_databases, only_sqlite

K = AssetChangeKind
COOPERATIVES, DEALS = 238, 7142
FIRST = AssetChange(date(2026, 1, 1), K.OPENING, 100_000, "期初登记")
CUT = AssetChange(date(2026, 6, 1), K.DECREASE, -90_000, "处置", "红村〔2026〕3号")


@pytest.fixture
def station(open_prepared):
    return open_prepared(add_villages)


def refused(app, words, work, *args):
    last = app.history.latest()
    with pytest.raises(RuleError) as told:
        work(*args)
    assert words in told.value.message
    assert told.value.hint
    assert app.history.latest() == last


@only_sqlite
def test_an_asset_never_holds_less_than_nothing_on_any_day(station):
    app, keys = station
    assets = app.collective_assets
    facts = AssetFacts(keys["红豆村"], AssetKind.ASSET, "厂房", "元")
    key = assets.add(facts, FIRST)
    cut = assets.add_change(key, CUT)
    late = AssetChange(date(2026, 2, 1), K.DECREASE, -20_000, "补登")
    refused(app, "2026年6月1日的余额会是 -100.00 元", assets.add_change, key, late)
    more = replace(late, kind=K.INCREASE, amount=30_000)
    grown = assets.add_change(key, more)
    assert assets.balance(key, date(2026, 2, 1)) == 130_000
    assets.add_change(key, late)
    refused(app, "余额会是 -100.00 元", assets.remove_changes, [grown])
    bigger = replace(CUT, amount=-120_000)
    refused(app, "只有 1,100.00 元，不够减少 1,200.00 元", assets.correct_change, cut, bigger)
    refused(app, "期初登记只能有一次", assets.add_change, key, replace(FIRST, amount=5))
    refused(app, "不能改成“亩”", assets.change, key, replace(facts, unit="亩"))
    refused(app, "已登记过“厂房”", assets.add, facts)
    refused(app, "又被改动过", assets.change, key, replace(facts, note="甲"), "{}")
    assert (assets.balance(key, date(2026, 12, 31)), assets.due()) == (20_000, "")
    app.history.undo(app.history.latest())  # the decrease that was entered late
    (line,) = assets.ledger(2026).lines
    assert (line.flow.increase, line.flow.decrease, line.flow.closing) == (30_000, 90_000, 40_000)
    assert assets.ledger(2025).lines == ()
    assets.remove([key])
    assert assets.ledger(2026).lines == ()


ASSET_HEADS = ("村", "类别", "名称", "单位", "日期", "变动", "金额", "事由", "文号")
ASSET_ROWS = (
    ("红豆村", "资金", "账户", "", "2026.6.1", "减少", "5万元", "支出", "1号"),
    ("红豆村", "资金", "账户", "", "2026.1.1", "", "12.5万元", "", ""),
    ("红豆村", "资金", "账户", "", "2026.7.1", "增加", 800, "收入", ""),  # 元 or 万元?
    ("红豆村", "资源", "鱼塘", "亩", "2026.1.1", "期初登记", 12.5, "", ""),
    ("红豆村", "资源", "鱼塘", "亩", "2026.3.1", "清查调整", "-0.5亩", "清查", ""),
    ("红豆村", "资源", "鱼塘", "平方米", "2026.3.2", "增加", 3, "甲", ""),
    ("红豆村", "资源", "鱼塘", "亩", "2026.3.3", "减少", 99, "乙", ""),
    ("红豆村", "资源", "荒地", "", "2026.3.3", "", 99, "", ""),
    ("无名村", "资金", "账户", "元", "2026.1.1", "", 1, "", ""),
    ("红豆村", "资金", "账户", "", "2026.6.1", "减少", "50000元", "又写一遍", "1号"),
    ("红豆村", "资源", "空地", "亩", "", "", "", "", ""),  # there is one, and no more is said
    ("红豆村", "资源", "空地", "亩", "2026.8.1", "", "", "", ""),
)


@only_sqlite
def test_changes_are_imported_in_their_order_and_units_are_not_guessed(station, tmp_path):
    app, _ = station
    files = app.asset_files
    kept = rows_kept(app)
    source = a_roster(tmp_path / "三资.xlsx", ASSET_ROWS, ASSET_HEADS)
    plan = files.plan(source)
    assert [row.row for row in plan.sorted_out()[Fate.NEW]] == [2, 3, 5, 6, 12]
    said = {one.row: one.reason for one in plan.refused}
    for row, words in (
        (4, "“800”没有写单位，同一列里有写了单位的"),
        (7, "以“亩”计，这一行写的是“平方米”"),
        (8, "只有 12.00 亩，不够减少 99.00 亩"),
        (9, "资源没有写计量单位"),
        (10, "组织树里没有“无名村”"),
        (11, "与第 2 行是同一次变动"),
        (13, "数量（金额）没有填；只登记有这一项的"),
    ):
        assert words in said[row]
    alone = Decision(rows={("Sheet", 3): Policy.SKIP})
    with pytest.raises(RuleError, match="没有导入任何记录"):  # the decrease would stand alone
        files.take_in(plan, alone)
    assert rows_kept(app) == kept
    result = files.take_in(plan)
    assert (result.imported, len(app.collective_assets.ledger(2026).lines)) == (5, 3)
    assert "资金 1 项，年末 7.50 万元；资源 2 项，年末 12.00 亩" in (
        app.collective_assets.ledger(2026).sentence
    )
    again = tmp_path / "导出.xlsx"
    files.export(again)
    assert files.plan(again).counts() == {Fate.UNCHANGED: 5}
    files.write_template(tmp_path / "模板.xlsx")
    assert files.plan(tmp_path / "模板.xlsx").rows == ()
    app.history.undo(result.action_id)
    assert app.collective_assets.ledger(2026).lines == ()


COOPERATIVE_HEADS = ("村", "合作社名称", "类别", "信用代码", "成立日期", "年度", "成员（人）",
                     "股份", "收入（万元）", "分红")  # fmt: skip
COOPERATIVE_ROWS = (
    ("红豆村", "红豆合作社", "社区股份", "N1", "2016.3.1", 2024, 1280, 3560.5, 86.4, "32万元"),
    ("红豆村", "红豆合作社", "", "N1", "", 2025, 1280, 3560.5, "20000元", "300000元"),
    ("红豆村", "红豆合作社", "", "N1", "", 2025, 1, 1, 1, "1元"),
    ("山泉村", "山泉合作社", "富民", "", "2025.1.1", 2024, 5, 5, 5, "5元"),
    ("山泉村", "葡萄合作社", "种地的", "", "", "", "", "", "", ""),
    ("山泉村", "梨合作社", "", "", "", "", 3, "", "", 100),
)


@only_sqlite
def test_cooperatives_are_imported_year_by_year(station, tmp_path):
    app, keys = station
    files, cooperatives = app.cooperative_files, app.cooperatives
    source = a_roster(tmp_path / "合作社.xlsx", COOPERATIVE_ROWS, COOPERATIVE_HEADS)
    plan = files.plan(source)
    assert [row.row for row in plan.sorted_out()[Fate.NEW]] == [2, 3]
    assert "高于当年收入 20,000.00 元" in plan.sorted_out()[Fate.NEW][1].note
    told = [(one.row, one.reason) for one in plan.refused]
    for row, words in (
        (4, "2025 年的数据，以那一行为准"),
        (5, "2025年1月1日才成立"),
        (6, "类别只能填"),
        (7, "没有写是哪一年的"),
    ):
        assert any(at == row and words in reason for at, reason in told)
    files.take_in(plan)
    app.history.undo(app.history.latest())
    assert cooperatives.rows() == []
    files.take_in(files.plan(source))
    (row,) = cooperatives.rows()
    assert (row.figures(2024).income, row.figures(2024).dividend) == (86_400_000, 32_000_000)
    assert row.figures(2025).income == 2_000_000
    cooperatives.remove_years(row.id, [2025])
    assert "红豆合作社 1 家合作社还没有填 2025 年的数据" in cooperatives.due()
    cooperatives.set_year(row.id, YearFigures(2025, members=7), "")  # its key is there already
    other = YearFigures(2025, members=8)  # from a form that was opened before
    refused(app, "又被改动过", cooperatives.set_year, row.id, other, "")
    cooperatives.set_year(row.id, other, cooperatives.row(row.id).figures(2025).version)
    cooperatives.change(row.id, replace(row.facts, note="村东"))
    files.export(tmp_path / "导出.xlsx")
    counts = files.plan(tmp_path / "导出.xlsx").counts()
    assert (counts[Fate.UNCHANGED], sum(counts.values())) == (3, 3)  # a row says the remark
    facts = CooperativeFacts(keys["山泉村"], "山泉村", "另一家", CooperativeKind.OTHER, "n1")
    refused(app, "已登记过合作社“红豆合作社”", cooperatives.add, facts)
    ended = replace(row.facts, ended_on=date(2024, 5, 1))
    refused(app, "已填 2025 年的数据", cooperatives.change, row.id, ended)
    write_word([cooperatives.document(2025)], tmp_path / "台账.docx")


DEAL_HEADS = ("编号", "成交日期", "村", "类别", "项目名称", "面积（亩）", "成交价", "转出方",
              "受让方", "租期起", "租期止")  # fmt: skip
LEASE = ("2026.5.11", "红豆村", "租赁", "厂房", "", "1.2万元", "村集体", "公司")
DEAL_ROWS = (
    ("J1", *LEASE, "2026.6.1", "2029.5.31"),
    ("J2", "2026.5.12", "红豆村", "流转", "水田", "300㎡", "12000元", "村民", "王小明", "", ""),
    ("J3", *LEASE, "2026.6.1", "2026.5.1"),
    ("J1", *LEASE, "2026.6.1", "2029.5.31"),
    ("J4", "2026.5.12", "红豆村", "流转", "水田", 12.5, 8000, "村民", "企业", "", ""),
    ("J5", "2026.5.12", "红豆村", "流转", "旱地", 12.5, "8000元", "农户", "企业", "", ""),
    ("", "2026.5.13", "红豆村", "工程", "修路 13700007777", "", "10万元", "", "", "", ""),
    ("", "2026.5.13", "红豆村", "工程", "修路 13700007777", "", "100000元", "", "", "", ""),
)


@only_sqlite
def test_deals_are_imported_by_category_and_never_by_name(station, tmp_path):
    app, _ = station
    files, deals = app.deal_files, app.property_deals
    plan = files.plan(a_roster(tmp_path / "交易.xlsx", DEAL_ROWS, DEAL_HEADS))
    assert [row.row for row in plan.sorted_out()[Fate.NEW]] == [2, 7, 8]
    said = {one.row: one.reason for one in plan.refused}
    for row, words in (
        (3, "不写姓名或单位名称"),
        (4, "期限止（2026年5月1日）早于期限起（2026年6月1日）"),
        (5, "与第 2 行的编号重复"),
        (6, "不知道它是元还是万元"),
        (9, "与第 8 行相同"),
    ):
        assert words in said[row]
    assert "王小明" not in said[3]
    result = files.take_in(plan)
    whole = deals.totals(2026).whole
    assert (whole.count, whole.price, whole.metres) == (
        3, 12_000_00 + 8000_00 + 100_000_00, Fraction(1250 * 2000, 3)
    )  # fmt: skip
    files.export(tmp_path / "导出.xlsx", DealFilter(2026))
    assert files.plan(tmp_path / "导出.xlsx").counts()[Fate.UNCHANGED] == 3
    book = load_workbook(tmp_path / "导出.xlsx")
    assert book.worksheets[0]["F2"].value == "修路 137****7777"  # and is still the same deal
    book.worksheets[0]["F4"] = "标的改了"
    book.save(tmp_path / "改.xlsx")
    updated = files.take_in(files.plan(tmp_path / "改.xlsx"))
    assert (updated.updated, updated.imported) == (1, 0)
    (row,) = deals.page(DealFilter(2026, words="改了")).rows
    refused(app, "编号“J1”已用于", deals.add, replace(row.facts, number="J1"))
    refused(app, "又被改动过", deals.change, row.id, row.facts, "{}")
    deals.change(row.id, replace(row.facts, ends_on=date(2026, 12, 1), began_on=date(2026, 1, 1)))
    assert deals.due() == "1 笔产权交易的期限在 30 天内到期。"
    write_word([deals.document(DealFilter(2026))], tmp_path / "台账.docx")
    for action in (app.history.latest(), updated.action_id, result.action_id):
        app.history.undo(action)
    assert deals.page(DealFilter(2026)).any_kept is False


def a_city_year(app):
    """238 co-operatives and 7,142 deals; gives what they were made of."""
    keys = add_villages(app)
    draw, names = random.Random(9), list(keys)
    (station,) = {row.station_id for row in app.organisations.rows() if row.id in keys.values()}
    home = {"station_id": station}
    deals = [a_deal(draw, home, names, keys, at) for at in range(DEALS)]
    rows, years = [], []
    for at in range(COOPERATIVES):
        name = draw.choice(names)
        row = {"id": new_key(), **home, "organisation_key": keys[name], "organisation": name,
               "name": f"合作社{at}", "kind": draw.choice(list(CooperativeKind)).value,
               "code": "", "head": "", "note": ""}  # fmt: skip
        figures = {one: draw.randrange(10**8) for one in ("capital", "income", "dividend")}
        years.append({"id": year_key(row["id"], 2025), "cooperative_id": row["id"], "year": 2025,
                      "members": draw.randrange(3000), "shares": draw.randrange(10**6),
                      "note": "", **figures})  # fmt: skip
        rows.append(row)
    with app._store.begin("录入") as uow:
        uow.add_many(PropertyDeal, deals)
        uow.add_many(Cooperative, rows)
        uow.add_many(CooperativeYear, years)
        uow.commit()
    return deals, years


def a_deal(draw, home, names, keys, at):
    name, area = draw.choice(names), draw.choice([None, draw.randrange(10**6)])
    unit = "" if area is None else draw.choice(["亩", "平方米"])
    day = date(2025, 1, 1) + timedelta(days=draw.randrange(365))
    return {
        "id": new_key(), **home, "organisation_key": keys[name], "organisation": name,
        "number": f"J{at:05}", "dealt_on": day, "kind": draw.choice(list(DealKind)).value,
        "subject": f"标的{at}", "area": area, "area_unit": unit, "price": draw.randrange(10**9),
        "seller_category": "collective", "buyer_category": "company", "note": "",
    }  # fmt: skip


@only_sqlite
def test_a_year_of_the_city_sums_to_the_fen(open_prepared):
    app, (deals, years) = open_prepared(a_city_year)
    totals = app.property_deals.totals(2025)
    price = sum(one["price"] for one in deals)
    metres = sum(
        Fraction(2000, 3) * one["area"] if one["area_unit"] == "亩" else one["area"]
        for one in deals
        if one["area"]
    )
    for _, _, lines in totals.tables():
        parts = [one for _, one in lines]
        assert sum(one.count for one in parts) == DEALS
        assert sum(one.price for one in parts) == price
        assert sum(one.metres for one in parts) == metres
    march = [one for one in deals if one["dealt_on"].month == 3]
    assert totals.by_month[3].count == len(march)
    page = app.property_deals.page(DealFilter(2025, order=DealOrder.PRICE), 7000)
    assert (page.start, len(page.rows), page.whole.price) == (7000, 142, price)
    assert page.rows[-1].facts.price == min(one["price"] for one in deals)
    beyond = app.property_deals.page(DealFilter(2025, DealKind.LEASE), 10**6)
    leases = [one for one in deals if one["kind"] == "lease"]
    assert beyond.start + len(beyond.rows) == beyond.whole.count == len(leases)
    with pytest.raises(RuleError, match="7,142 笔交易，多于一次打印的"):
        app.property_deals.document(DealFilter(2025))
    by_kind, by_town = app.cooperatives.year_sections(2025)
    members = sum(one["members"] for one in years)
    assert by_kind.rows[-1][1:4] == by_town.rows[-1][1:4] == (COOPERATIVES, COOPERATIVES, members)
    first = app.property_deals.year_sections(2025)[0]
    assert first.rows[-1][:2] == ("合计", DEALS)


@on_both_databases
def test_both_databases_add_up_and_search_alike(station):
    app, keys = station
    facts = DealFacts(keys["𠮷田村"], "𠮷田村", date(2026, 5, 1), DealKind.LAND, "50%_水田", 100,
                      "Ab1", 1250, "亩", PartyCategory.HOUSEHOLD)  # fmt: skip
    app.property_deals.add(facts)
    app.property_deals.add(replace(facts, number="", subject="旱地", area=None, area_unit=""))
    for words, count in (("aB1", 1), ("50%_", 1), ("0_水", 0), ("𠮷田 旱地", 1), ("", 2)):
        wanted = DealFilter(2026, words=words, order=DealOrder.AREA, township="周庄镇")
        page = app.property_deals.page(wanted)
        assert (page.whole.count, len(page.rows)) == (count, count)
    assert app.property_deals.totals(2026).whole.mu == 1250
    assert app.property_deals.years() == [2026]
    asset = app.collective_assets.add(
        AssetFacts(keys["红豆村"], AssetKind.FUND, "账户", "元"), FIRST
    )
    app.collective_assets.add_change(asset, CUT)
    (line,) = app.collective_assets.ledger(2026).lines
    assert (line.flow.opening, line.flow.decrease) == (100_000, 90_000)
