"""The ledgers kept: one action each, undone whole, other people's rows left alone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from docx import Document as WordDocument
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from db.keys import new_key
from db.models import (
    Appraisal,
    AppraisalPublication,
    AppraisalResult,
    DossierEntry,
    Person,
    SecretaryAdjustment,
    SecretaryMeasure,
    SecretaryTalk,
)
from jyguide.app import Application
from jyguide.appraisal.kinds import Grade
from jyguide.cli import session as command_session
from jyguide.cli.root import cli
from jyguide.documents.word import write_word
from jyguide.errors import RuleError
from jyguide.exchange.table.plan import Fate
from jyguide.exchange.table.source import TableSource
from jyguide.people.person import PersonRole
from jyguide.secretary.adjustment import AdjustmentFacts, Closing
from jyguide.secretary.insurance import Standing, Wage
from jyguide.secretary.kinds import AdjustmentKind, MeasureOrigin, SelectionOutcome, TalkKind
from jyguide.secretary.ledger import LedgerFilter
from jyguide.secretary.measure import Confirmation, Finish, MeasureFacts, MeasureState, Plan
from jyguide.secretary.selection import Confirmed, Decision
from jyguide.secretary.selection_rule import Condition
from jyguide.secretary.talk import Agreed, TalkFacts
from tests.jyguide.builders import a_person
from tests.postgres import only_sqlite

TODAY = date(2026, 11, 20)
NAMES = ("陈明", "阿卜杜拉·买买提", "𠮷田", "王芳")


def station(app):
    """Four village secretaries, two of them on the lower lists of last year."""
    keys = [
        app.people.add(
            a_person(
                name,
                at,
                organisation=f"{name}村",
                post="村党总支书记",
                role=PersonRole.VILLAGE_SECRETARY,
                education="大专",
            )
        )
        for at, name in enumerate(NAMES)
    ]
    publish(app, 2025, dict(zip(keys, ("unqualified", "basic", "qualified"), strict=False)))
    return keys


def publish(app, year, grades):
    """A published list as part B writes it."""
    appraisal, publication = new_key(), new_key()
    station_id = app.place.station_id
    with app._store.begin("公布") as uow:
        uow.session.add(
            Appraisal(id=appraisal, station_id=station_id, name="考核", year=year, scheme={})
        )
        uow.session.flush()
        uow.session.add(
            AppraisalPublication(
                id=publication,
                appraisal_id=appraisal,
                published_on=TODAY,
                scheme={},
                figures={},
            )
        )
        uow.session.flush()
        for key, grade in grades.items():
            uow.session.add(
                AppraisalResult(
                    station_id=station_id, appraisal_publication_id=publication,
                    subject_key=new_key(), person_key=key, name="某", organisation="村",
                    township="周庄镇", year=year, points=600, parts={}, computed=grade,
                    grade=grade, explanation=["内部评价 55 分，拖了后腿。"],
                )
            )  # fmt: skip
        uow.commit()


@only_sqlite
def test_of_two_lists_published_apart_the_newer_holds(open_prepared):
    """Two PCs replaced the same lists: whoever reads them sees one, the newer."""
    app, keys = open_prepared(station)
    with app._store.begin("再次公布") as uow:
        first = uow.session.scalars(select(AppraisalPublication)).one()
        for grade in ("unqualified", "qualified"):
            again = AppraisalPublication(
                appraisal_id=first.appraisal_id,
                replaces_key=first.id,
                published_on=TODAY,
                scheme={},
                figures={},
            )
            uow.session.add(again)
            uow.session.flush()
            result = AppraisalResult(
                station_id=app.place.station_id, appraisal_publication_id=again.id,
                subject_key=new_key(), person_key=keys[0], name="某", organisation="村",
                township="周庄镇", year=2025, points=600, parts={}, computed=grade,
                grade=grade, explanation=[],
            )  # fmt: skip
            uow.session.add(result)
            uow.session.flush()
        uow.commit()
    (seen,) = app.dossiers.dossier(keys[0]).appraisals
    assert seen.grade is Grade.QUALIFIED
    assert app.secretary_measures.raisable(2025) == []


@only_sqlite
def test_measures_from_the_lists_to_the_report(open_prepared, tmp_path):
    app, keys = open_prepared(station)
    measures = app.secretary_measures
    offered = measures.raisable(2025)
    assert [one.person.name for one in offered] == ["陈明", "阿卜杜拉·买买提"]
    assert offered[0].problem == "2025 年度考核结果为“不合格”：内部评价 55 分，拖了后腿"
    assert measures.raise_from_appraisal(2025, keys) == 2
    assert measures.raisable(2025) == []
    with pytest.raises(RuleError, match="没有要列入的人"):
        measures.raise_from_appraisal(2025, keys)
    raised = {row.id: None for row in measures.ledger()}
    measures.remove(raised)
    assert measures.raise_from_appraisal(2025, keys) == 2
    assert {row.id for row in measures.ledger()} == set(raised)  # another PC makes the same ones

    first, second = sorted(measures.ledger(), key=lambda row: row.person.order)
    with pytest.raises(RuleError, match="早于发现日期"):
        measures.plan({first.id: None}, Plan("公开", "李四", date(2026, 11, 1)))
    both = {first.id: first.version, second.id: second.version}
    measures.plan(both, Plan("每月公开", "李四", date(2026, 11, 24)))
    with pytest.raises(RuleError, match="又被改动过"):
        measures.plan(both, Plan("每季公开", "李四", date(2026, 11, 24)))
    assert measures.due() == ("", "2 条村书记整改措施本周到期。")
    with pytest.raises(RuleError, match="还没有登记完成"):
        measures.confirm({first.id: None, second.id: None}, Confirmation(TODAY, "王伟"))
    measures.finish({first.id: None}, Finish(TODAY))
    measures.confirm({first.id: None}, Confirmation(TODAY, "王伟"))
    confirmed = LedgerFilter(2025, state=MeasureState.CONFIRMED)
    assert [row.id for row in measures.ledger(confirmed)] == [first.id]

    app.history.undo(app.history.latest())
    assert measures.ledger(confirmed) == []
    assert_reported(app, tmp_path / "台账.xlsx")


def assert_reported(app, target):
    lists, told, *_ = app.secretary_ledgers.year_sections(2025)
    assert lists.rows[-1] == ("合计", 3, 0, 1, 1, 1)
    assert told.rows[-1] == ("合计", 2, 1, 0, 1, 0)
    assert app.secretary_ledgers.export(app.secretary_ledgers.year(2025), target) == 2
    assert load_workbook(target).sheetnames[:3] == ["整改措施", "谈话", "调整"]


@only_sqlite
def test_a_talk_raises_what_was_agreed_in_the_same_action(open_prepared):
    app, keys = open_prepared(station)
    facts = TalkFacts(keys[0], 2026, TalkKind.INTERVIEW, TODAY, "王伟", "一、公开\n二、记账")
    agreed = [Agreed("公开不及时", "每月公开", "", date(2026, 12, 1)), Agreed("账目不清")]
    with pytest.raises(RuleError):
        app.talks.add(facts, [*agreed, Agreed("迟了", "", "", date(2026, 1, 1))])
    assert app.talks.ledger() == []
    assert app.secretary_measures.ledger() == []

    key = app.talks.add(facts, agreed)
    added = app.history.latest()
    (talk,) = app.talks.ledger(LedgerFilter(2026))
    measures = app.secretary_measures.of_person(keys[0])
    assert talk.measures == 2
    assert {row.facts.talk_key for row in measures} == {key}
    assert {row.facts.origin for row in measures} == {MeasureOrigin.TALK}
    record = app.talks.record(key)
    write_word(record, target := app.place.folder / "谈话.docx")
    cells = [cell.text for row in WordDocument(str(target)).tables[0].rows for cell in row.cells]
    assert any(text.startswith("1. 公开不及时；措施：每月公开；责任人：陈明") for text in cells)
    assert {"谈话人\n签字", "谈话对象\n签字"} <= set(cells)

    app.talks.change(key, replace(facts, reply="一定改"), talk.version)
    with pytest.raises(RuleError, match="又被改动过"):
        app.talks.change(key, facts, talk.version)
    app.history.undo(app.history.latest())
    app.history.undo(added)
    assert app.talks.ledger() == []
    assert app.secretary_measures.ledger() == []


@only_sqlite
def test_an_adjustment_ends_the_posting_in_the_same_action(open_prepared):
    app, keys = open_prepared(station)
    facts = AdjustmentFacts(
        keys[0], 2026, AdjustmentKind.REMOVED, TODAY, "陈明村", "村党总支书记", "年度考核不合格",
        "周委〔2026〕8号", "赵六",
    )  # fmt: skip
    app.adjustments.add(facts, Closing())
    assert keys[0] not in {row.person_id for row in app.secretaries.everybody()}
    terms = app.postings.of_person(keys[0])
    assert [term.facts.ended_on for term in terms] == [None, date(2026, 11, 19)]
    assert terms[1].facts.role is PersonRole.VILLAGE_SECRETARY
    (row,) = app.adjustments.ledger()
    assert (row.facts.successor, row.person.name) == ("赵六", "陈明")

    with pytest.raises(RuleError, match="不在它之后"):
        app.adjustments.add(replace(facts, decided_on=date(2026, 11, 1)), Closing())
    assert len(app.adjustments.ledger()) == 1
    app.history.undo(app.history.latest())
    assert app.adjustments.ledger() == []
    assert keys[0] in {row.person_id for row in app.secretaries.everybody()}


@only_sqlite
def test_insurance_from_a_mixed_workbook(open_prepared, tmp_path):
    app, keys = open_prepared(station)
    app.insurance.set_wage(Wage(2026, 700_000, source="苏人社发〔2026〕1号"), "")
    with pytest.raises(RuleError, match="出处"):
        app.insurance.set_wage(Wage(2026, 700_000))
    file = tmp_path / "社保.xlsx"
    book = Workbook()
    for row in (
        ("姓名", "年度", "缴费基数", "缴费月数", "年金单位缴费（万元）", "年金个人缴费（元）"),
        ("陈明", "2026年", "0.4万元", 12, "3000元", 1500),
        ("王芳", 2026, "5000元", 12, 0.3, 1500),
        ("𠮷田", 2026, 5000, 12, 0.3, 1500),
        ("无名", 2026, "5000元", 12, 0.3, 1500),
        ("陈明", 2026, "6000元", 12, 0.3, 1500),
    ):
        book.worksheets[0].append(row)
    book.save(file)
    files = app.insurance_files
    plan = files.plan(TableSource(file))
    reasons = {fault.row: fault.reason for fault in plan.refused}
    assert set(reasons) == {4, 5, 6}
    assert "不知道它是元还是万元" in reasons[4]
    assert files.take_in(plan).imported == 2
    rows = {row.person.name: row for row in app.insurance.year(2026)}
    assert len(rows) == len(NAMES)
    assert rows["陈明"].facts.annuity_unit == rows["王芳"].facts.annuity_unit == 300_000
    assert rows["陈明"].standing is Standing.BELOW
    assert rows["𠮷田"].standing is Standing.NO_BASE

    again = tmp_path / "再导入.xlsx"
    assert app.insurance.export(list(rows.values()), again) == 2
    assert files.plan(TableSource(again)).counts() == {Fate.UNCHANGED: 2}
    key = app.insurance.save(replace(rows["𠮷田"].facts, base=450_000), "")
    assert app.insurance.of_person(keys[2])[0].id == key
    with pytest.raises(RuleError, match="又被改动过"):
        app.insurance.save(replace(rows["𠮷田"].facts, base=450_001), "")
    (section,) = app.insurance.year_sections(2026)
    assert section.rows[-1][:7] == ("合计", 4, 1, 2, 0, 1, 0)
    assert_one_after_merging(app, keys)


def assert_one_after_merging(app, keys):
    """Two of a year are one where two people turned out to be one; it can still be changed."""
    app.selections.add(2026, [keys[0], keys[3]])
    with app._store.begin("合并") as uow:
        absorbed = uow.session.get(Person, keys[0])
        absorbed.same_as_id, absorbed.deleted = keys[3], True
        uow.commit()
    assert [row.person.name for row in app.selections.year(2026).candidates] == ["王芳"]
    rows = [row for row in app.insurance.year(2026) if row.person.name == "王芳"]
    assert [row.facts.base for row in rows] == [500_000]
    app.insurance.save(replace(rows[0].facts, base=510_000), rows[0].version)
    (kept,) = app.insurance.of_person(keys[0])
    app.insurance.remove([kept.id])
    assert app.insurance.of_person(keys[3]) == []
    with pytest.raises(RuleError, match="都已在"):
        app.selections.add(2026, [keys[3]])


@only_sqlite
def test_the_selection_of_a_year(open_prepared):
    app, keys = open_prepared(station)
    service = app.selections
    with app._store.begin("处分") as uow:
        uow.session.add(
            DossierEntry(
                person_id=keys[0], kind="discipline", happened_on=date(2025, 5, 1), title="警告"
            )
        )
        uow.commit()
    assert service.add(2026, keys[:3]) == 3
    with pytest.raises(RuleError, match="都已在"):
        service.add(2026, keys[:3])
    found = service.year(2026)
    assert found.sentence.startswith("名额 1 名（在任村党组织书记 4 人 × 7% = 0.28，不足 1 名按")
    first, second, third = found.candidates
    assert "处理处分" in {row.person.name: row.conclusion for row in found.candidates}["陈明"]

    rule = service.rule(2026)
    only = {one: replace(term, on=one is Condition.REVIEW) for one, term in rule.terms.items()}
    service.set_rule(replace(rule, terms=only), "")
    said = Confirmed(met=True, saw="考察材料", by="王伟", on=TODAY)
    for row in (first, second):
        service.confirm(row.id, Condition.REVIEW, said)
    with pytest.raises(RuleError, match="没有要求"):
        service.confirm(first.id, Condition.AGE, said)
    service.decide(first.id, Decision(SelectionOutcome.SELECTED, TODAY, "周委〔2026〕9号"))
    for row, why in ((second, "超过名额"), (third, "超过名额")):
        with pytest.raises(RuleError, match=why):
            service.decide(row.id, Decision(SelectionOutcome.SELECTED, TODAY))
    service.decide(second.id, Decision(SelectionOutcome.SELECTED, TODAY, note="市里增加 1 名"))
    assert service.year(2026).sentence.endswith("录用 2 人，超过名额 1 名。")
    assert len(service.sheets(2026, [first.id, third.id])) == 2
    app.history.undo(app.history.latest())
    assert service.year(2026).candidates[1].outcome is SelectionOutcome.NONE


@only_sqlite
def test_another_stations_people_are_left_alone(open_prepared):
    app, keys = open_prepared(station)
    with app._store.begin("调走") as uow:
        uow.session.get(Person, keys[0]).station_id = None
        uow.commit()
    facts = MeasureFacts(keys[0], 2026, MeasureOrigin.OTHER, "问题", TODAY)
    with pytest.raises(RuleError, match="属于其他指导站"):
        app.secretary_measures.add([facts])
    assert app.secretary_measures.ledger() == []


def the_citys_year(app):
    """A generated year with what the city reported last: 496 measures, 230 talks, 9 moves."""
    keys = station(app)
    with app._store.begin("一年") as uow:
        for at in range(496):
            uow.session.add(
                SecretaryMeasure(
                    person_id=keys[at % 4], year=2026, origin="other", problem=f"问题 {at}",
                    found_on=date(2026, 1, 1), measure="改", owner="李四",
                    due_on=date(2026, 6, 1), done_on=date(2026, 5, 1) if at % 2 else None,
                )
            )  # fmt: skip
        for at in range(230):
            uow.session.add(
                SecretaryTalk(
                    person_id=keys[at % 4], year=2026, kind="heart", talked_on=TODAY,
                    talker="王伟", topics="要点",
                )
            )  # fmt: skip
        for at in range(9):
            uow.session.add(
                SecretaryAdjustment(
                    person_id=keys[at % 4], year=2026, kind="removed", decided_on=TODAY,
                    organisation="村", post="书记", reason="因",
                )
            )  # fmt: skip
        uow.commit()


@only_sqlite
def test_the_yearly_report_of_the_command_line(open_prepared, monkeypatch):
    app, _ = open_prepared(the_citys_year)
    line = ["--data", str(app.place.folder), "report", "secretaries", "--year", "2026", "--json"]
    with monkeypatch.context() as patch:
        patch.setattr(command_session, "open_application", lambda *_, **__: app)
        patch.setattr(Application, "close", lambda _self: None)
        ran = CliRunner().invoke(cli, line)
    assert ran.exit_code == 0, ran.output
    told = {one["name"]: one["rows"] for one in json.loads(ran.output)["sections"]}
    assert told["整改措施"][-1] == ["合计", 496, 248, 0, 248, 248]
    assert told["谈话"][-1][:3] == ["合计", 230, 4]
    assert told["调整"][-1][:2] == ["合计", 9]
    assert {"年度考核名单", "社保年金", "选聘"} <= told.keys()
