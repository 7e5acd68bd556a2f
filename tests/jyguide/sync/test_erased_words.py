"""No word that was ever written of somebody outlives his erasure, whatever table it stood in."""

from __future__ import annotations

from datetime import timedelta

from db.models import Appraisal, AppraisalScore, AppraisalSubject, Nomination, Submission
from jyguide.approval.step import DutyStep
from jyguide.attachment.kind import AttachmentKind
from jyguide.grid.handover import HandoverPlan
from jyguide.grid.kinds import GridLevel, TargetKind, VisitWay
from jyguide.grid.link import TargetFacts, VanguardFacts
from jyguide.grid.matter import MatterFacts
from jyguide.grid.unit import UnitFacts
from jyguide.grid.visit_entry import VisitEntry
from jyguide.people.posting import PostingFacts
from jyguide.secretary.filing import Proposal
from jyguide.secretary.kinds import FilingKind
from jyguide.secretary.mentor import MeetingFacts, PairFacts
from jyguide.training.attendance_sheet import AttendanceMark
from jyguide.training.reserve import ReserveFacts
from jyguide.training.session import Attendance
from tests.jyguide.builders import DAY, a_person, a_plan, looking_at, table
from tests.jyguide.sync.test_erased import unpacked

MARK = "甪直"  # a place that nothing else here speaks of


def everything(app):
    """Every row of every table as text, and what the kept segments say."""
    with looking_at(app) as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        told = {
            name: str(connection.exec_driver_sql(f'SELECT * FROM "{name}"').all())
            for (name,) in names.all()
        }
        bodies = connection.exec_driver_sql("SELECT body FROM sync_segment").all()
    return told | {"bodies": "".join(unpacked(body) for (body,) in bodies if body)}


def words_of_somebody(app, session, person):
    """Something about him in every table that keeps words of people."""
    app.postings.add(person, PostingFacts(f"{MARK}一村", note=f"{MARK}二", began_on=DAY))
    app.reserve.add([person], ReserveFacts(DAY, f"{MARK}三村书记", f"{MARK}四"))
    app.approvals.decide(DutyStep.TRAINING_RECOGNISED, [person], DAY, f"{MARK}五")
    app.training.enrol(session, [person])
    app.attendance.record(session, [AttendanceMark(person, Attendance.LEAVE, f"{MARK}六住院")])
    app.attendance.credit(session, [person], 10, 10, f"{MARK}七")


def files_of_his_rows(app, person, folder):
    """A document of his filing, and a paper of a meeting with his mentor."""
    where = Proposal(FilingKind.APPOINT, f"{MARK}九村", "书记", DAY)
    filing = app.filings.propose(person, where)
    until = DAY + timedelta(days=30)
    pair = app.mentors.add(PairFacts(person, None, "单雄", "", DAY, until, (f"{MARK}十",)))
    app.mentors.meet(pair, MeetingFacts(DAY, topics=f"{MARK}走访"))
    (meeting,) = app.mentors.meetings(pair)
    for at, key in enumerate((filing, pair, meeting.id)):
        paper = folder / f"{MARK}仇英{at}.txt"
        paper.write_text(f"仇英的第 {at} 件", "utf-8")
        app.attachments.add_to_subject(key, AttachmentKind.MATERIAL, [paper])


def turned_down(app, person):
    """A list on which he was refused; written without all that has to come before it."""
    with app._store.begin("登记未批准（仇英）") as uow:
        one = Submission(station_id=app.place.station_id, kind="first", title="申请")
        uow.session.add(one)
        uow.session.flush()
        uow.session.add(
            Nomination(
                submission_id=one.id,
                person_id=person,
                instructor_kind="part_time",
                outcome="refused",
                reason=f"{MARK}八",
            )
        )
        uow.commit()


def contacts_of_his(app):
    """A vanguard member whose target passes from another to him and back, with a visit of his.

    He is visited himself, too. The list of the grid does not say who of the roster he is.
    """
    above = None
    for level in GridLevel:
        above = app.grid_units.add(UnitFacts(f"{level.value}格", level, above))
    links = app.grid_links
    his = links.add_vanguard(VanguardFacts(above, "仇英", "X1", phone="13900000001"))
    other = links.add_vanguard(VanguardFacts(above, "唐寅", "X2"))
    home = TargetFacts(above, TargetKind.HOUSEHOLD, "文徵明")
    target = links.add_target(home, other, DAY - timedelta(days=3))
    app.grid_handovers.hand_over([target], HandoverPlan(his, DAY))
    app.visits.log([VisitEntry(target, DAY, VisitWay.HOME)])
    app.grid_handovers.hand_over([target], HandoverPlan(other, DAY, f"{MARK}养病"))
    himself = TargetFacts(above, TargetKind.MEMBER, "仇英", "M1", "13900000001")
    member = links.add_target(himself, other, DAY)
    app.visits.log([VisitEntry(member, DAY, note=f"{MARK}在家")])
    said = MatterFacts(f"{MARK}路灯", DAY, raised_by="仇英", target_id=member, unit_id=above)
    app.matters.raise_(said)


def appraised(app, person):
    """He stood in an appraisal, with a veto and a remark of a rater's."""
    with app._store.begin("登记考核") as uow:
        station = app.place.station_id
        year = Appraisal(station_id=station, name="考核", year=2025, scheme={})
        uow.session.add(year)
        uow.session.flush()
        one = AppraisalSubject(
            station_id=station,
            appraisal_id=year.id,
            person_key=person,
            name="仇英",
            organisation=f"{MARK}村",
            township="周庄镇",
            vetoes={"V1": f"{MARK}处分"},
        )
        uow.session.add(one)
        uow.session.flush()
        uow.session.add(
            AppraisalScore(
                subject_id=one.id, source="superior", rater="镇", points=1, note=f"{MARK}批评"
            )
        )
        uow.commit()


def test_words_in_every_table_go_here_and_wherever_they_came(offices, tmp_path):
    a, city = offices.a, offices.city
    person = a.people.add(a_person("仇英", 1, note=MARK))
    other = a.people.add(a_person("仇英", 1, id_number="", phone=""))
    a.people.change(other, a_person("仇英", 1, id_number="", phone="", kind=None))
    words_of_somebody(a, a.training.plan(a_plan()), person)
    turned_down(a, person)
    files_of_his_rows(a, person, tmp_path)
    contacts_of_his(a)
    appraised(a, person)
    offices.round(["a"])
    words_of_somebody(city, city.training.plan(a_plan(title="市级培训")), other)
    city.doubles.merge(person, other, a_person("仇英", 1))
    offices.settle_down(["a"])
    assert MARK in "".join(everything(a).values())

    city.upkeep.erase(other, "本人申请")
    offices.settle_down(["a"])

    for app in (city, a):
        for name, text in everything(app).items():
            assert MARK not in text, name
            assert "仇英" not in text, name
        assert {row["deleted"] for row in table(app, "attachment")} == {True}
        assert [row["vetoes"] for row in table(app, "appraisal_subject")] == [{"V1": "（已清除）"}]
        names = [(row["from_name"], row["to_name"]) for row in table(app, "grid_handover")]
        assert sorted(names) == [("", "唐寅"), ("", "唐寅"), ("唐寅", "")]
        assert app.sync.waiting() == app.sync.refused() == []
