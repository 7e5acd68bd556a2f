"""Mentor pairs kept, met, extended and ended; what the pupil lacks; the notebook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.models import Appraisal, AppraisalPublication, AppraisalResult, Posting
from jyguide.documents.page import Document, Paragraph, Table
from jyguide.errors import RuleError
from jyguide.people.person import PersonRole
from jyguide.secretary.kinds import MeasureOrigin, PairOutcome
from jyguide.secretary.measure import MeasureFacts
from jyguide.secretary.mentor import EndFacts, MeetingFacts, MentorRule, PairFacts
from jyguide.secretary.quarter import Quarter, read_quarter
from tests.jyguide.builders import a_person, rows_kept

TODAY = date(2026, 11, 20)
BEGAN, ENDS = date(2026, 9, 1), date(2027, 8, 31)


@pytest.fixture
def dialect():
    return "sqlite"


def two_secretaries(app):
    """A new one and a veteran, with their postings."""
    post = {"role": PersonRole.VILLAGE_SECRETARY, "post": "党总支书记", "organisation": "某村"}
    pupil = app.people.add(a_person("单雄", 1, **post))
    mentor = app.people.add(a_person("阿卜杜拉·买买提", 2, **post))
    with app._store.begin("登记任职") as uow:
        for key, since in ((pupil, date(2026, 6, 1)), (mentor, date(2012, 3, 1))):
            uow.session.add(
                Posting(
                    person_id=key,
                    station_id=app.place.station_id,
                    organisation="某村",
                    post="党总支书记",
                    role=PersonRole.VILLAGE_SECRETARY.value,
                    began_on=since,
                )
            )
        uow.commit()
    return pupil, mentor


@pytest.fixture
def two(open_prepared):
    return open_prepared(two_secretaries)


def facts(pupil, mentor, **changes):
    made = PairFacts(pupil, mentor, "阿卜杜拉·买买提", "某村书记", BEGAN, ENDS, ("走遍每一户",))
    return replace(made, **changes)


def text_of(document: Document) -> str:
    def parts(blocks):
        for block in blocks:
            if isinstance(block, Paragraph):
                yield block.text
            elif isinstance(block, Table):
                for row in block.rows:
                    for cell in row.cells:
                        yield from parts(cell.blocks)

    return "\n".join(parts(document.blocks))


def test_a_pair_is_made_met_extended_ended_and_each_step_comes_undone(two):
    app, (pupil, mentor) = two
    board = app.mentors.board()
    assert [row.name for row in board.unpaired] == ["单雄"]
    (choice,) = app.mentors.choices(pupil)
    assert choice.secretary.person_id == mentor
    assert choice.words == "任书记 14 年，现在没有带人"
    key = app.mentors.add(facts(pupil, mentor))
    board = app.mentors.board()
    assert not board.unpaired
    assert board.pairs[0].state(TODAY, board.rule) == "已 80 天无记录"
    assert app.mentors.due() == "导师结对有 1 对超过 45 天没有活动记录。"
    app.mentors.meet(key, MeetingFacts(date(2026, 11, 10), "村部", "熟悉村情", "找 13700007777"))
    assert app.mentors.due() == ""
    app.mentors.extend(key, date(2027, 12, 31))
    assert app.mentors.pair(key).facts.ends_on == date(2027, 12, 31)
    app.mentors.end(key, EndFacts(TODAY, PairOutcome.COMPLETED, "能独当一面。"))
    assert app.mentors.pair(key).state(TODAY, board.rule) == "期满结业"
    app.history.undo(app.history.latest())
    assert app.mentors.pair(key).running
    (section,) = app.mentors.year_sections(2026)
    assert section.rows[-1] == ("合计", 1, 1, 1, 0, 0)
    report = text_of(app.mentors.report(key))
    assert "走遍每一户" in report
    assert "熟悉村情" in report
    assert "137****7777" in report
    assert "137****7777" in text_of(app.mentors.notebook(key, Quarter(2026, 4)))
    app.mentors.remove(key)
    assert app.mentors.board().pairs == ()
    app.history.undo(app.history.latest())
    assert len(app.mentors.meetings(key)) == 1


def test_what_cannot_be_leaves_nothing_behind(two):
    app, (pupil, mentor) = two
    key = app.mentors.add(facts(pupil, mentor))
    app.mentors.meet(key, MeetingFacts(date(2026, 11, 10), topics="村情"))
    (meeting,) = app.mentors.meetings(key)
    seen = app.mentors.pair(key).version
    app.mentors.change(key, facts(pupil, mentor, goals=("改一改",)), seen)
    before = rows_kept(app)
    for refused, said in (
        (lambda: app.mentors.add(facts(pupil, mentor)), "已经和“阿卜杜拉·买买提”结对"),
        (lambda: app.mentors.add(facts(mentor, mentor)), "同一个人"),
        (lambda: app.mentors.change(key, facts(pupil, mentor), seen), "又被改动过"),
        (lambda: app.mentors.extend(key, BEGAN), "晚于原来的期满日期"),
        (lambda: app.mentors.meet(key, MeetingFacts(date(2026, 8, 1), topics="早")), "早于"),
        (lambda: app.mentors.end(key, EndFacts(TODAY, PairOutcome.COMPLETED)), "小结"),
        (
            lambda: app.mentors.change_meeting(
                meeting.id, MeetingFacts(date(2026, 12, 1), topics="晚"), meeting.version
            ),
            "今天之后",
        ),
    ):
        with pytest.raises(RuleError, match=said):
            refused()
    assert rows_kept(app) == before


def test_a_busy_mentor_is_refused_by_the_rule_of_this_office(two):
    app, (pupil, mentor) = two
    app.mentors.set_rule(MentorRule(silent_days=30, most_pupils=1))
    app.mentors.add(facts(pupil, mentor))
    other = app.people.add(a_person("仇英", 3, role=PersonRole.VILLAGE_SECRETARY))
    with pytest.raises(RuleError, match="最多同时带 1 人"):
        app.mentors.add(facts(other, mentor))
    assert app.mentors.choices(other) == []
    assert app.mentors.board().rule.silent_days == 30


def published(app, person, points, replaces=None):
    """A publication of 2025 with one result, where there is somebody."""
    where = {"station_id": app.place.station_id}
    with app._store.begin("公布考核结果") as uow:
        appraisal = Appraisal(name="考核", year=2025, scheme={}, **where)
        uow.session.add(appraisal)
        uow.session.flush()
        lists = AppraisalPublication(
            appraisal_id=appraisal.id,
            number=str(replaces),
            published_on=TODAY,
            scheme={},
            figures={},
            replaces_key=replaces,
        )
        uow.session.add(lists)
        uow.session.flush()
        if person is not None:
            words = dict.fromkeys(("name", "organisation", "township", "computed"), "")
            parts = {"grassroots": points}
            result = AppraisalResult(
                appraisal_publication_id=lists.id,
                subject_key=person,
                person_key=person,
                year=2025,
                parts=parts,
                grade="qualified",
                explanation=[],
                **words,
                **where,
            )
            uow.session.add(result)
        uow.commit()
        return lists.id


def test_the_notebook_speaks_of_the_pupil_himself(two):
    app, (pupil, mentor) = two
    key = app.mentors.add(facts(pupil, mentor))
    bare = text_of(app.mentors.notebook(key, Quarter(2026, 4)))
    assert "2026 年培训还差 7 天" in bare
    app.secretary_measures.add(
        [MeasureFacts(pupil, 2026, MeasureOrigin.PETITION, "村道路灯不亮", TODAY)]
    )
    assert [topic.title for topic in app.mentors.gaps(key)][:1] == ["村道路灯不亮"]
    first = published(app, pupil, 725)
    assert "2025 年度考核这一部分 72.5 分" in app.mentors.gaps(key)[-1].why
    published(app, None, 0, replaces=first)  # he is on the lists that hold now no more
    assert "考核" not in app.mentors.gaps(key)[-1].why
    text = text_of(app.mentors.notebook(key, read_quarter("2026年第四季度")))
    assert "村道路灯不亮" in text
    assert "第三次活动" in text
    assert "2026 年第四季度" in text


@pytest.mark.parametrize("text", ["2026Q5", "Q4", "2026", "二〇二六Q1", ""])
def test_no_quarter_is_told(text):
    with pytest.raises(RuleError, match="不是一个季度"):
        read_quarter(text)


def test_quarters_are_read_as_people_write_them():
    assert {read_quarter(one) for one in ("2026Q4", "2026-4", "2026年第四季度", " 2026q4 ")} == {
        Quarter(2026, 4)
    }
