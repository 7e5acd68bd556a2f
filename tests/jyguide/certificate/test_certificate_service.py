"""Certificates: gates, numbers without gaps, and reprints that equal the first print."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from docx import Document

from jyguide.certificate.kinds import CertificateKind
from jyguide.errors import Cancelled, FileError, RuleError
from jyguide.progress import CancelToken
from jyguide.training.session import Attendance
from tests.jyguide.builders import (
    DAY,
    SHORT,
    a_blueprint,
    a_person,
    a_plan,
    hold_exam,
    prepared_station,
    rows_kept,
    sit,
    table,
    tail,
)
from tests.postgres import only_sqlite

COMPLETION, EXAM_PASS = CertificateKind.COMPLETION, CertificateKind.EXAM_PASS


def five(app):
    """Five signed in; the first two passed, the third failed, the fourth is still sitting."""
    held = hold_exam(app, 5)
    for index, answered in enumerate((10, 9, 0)):
        sit(app, held, index, answered)
    app.sittings.begin(held.exam, held.people[3], tail(3))
    return held


station, app, held = prepared_station(five)


def missing(app, session, kind=COMPLETION):
    return {row.name: row.missing for row in app.certificates.recipients(session, kind)}


def issue(app, held, *indexes, kind=COMPLETION, on=DAY):
    people = [held.people[index] for index in indexes]
    return app.certificates.issue(held.session, kind, people, on)


@only_sqlite
@pytest.mark.parametrize("kind", [COMPLETION, EXAM_PASS])
def test_the_gate_somebody_lacks_is_named(app, held, kind):
    app.training.settle(held.session, [held.people[4]], Attendance.LEAVE)
    assert missing(app, held.session, kind) == {
        "陈明": "",
        "单雄": "",
        "仇英": "考试没有达到及格分",
        "尉迟恭": "没有参加考试或尚未交卷",
        "解珍": "没有参加培训（请假）",
    }
    ready = [row.name for row in app.certificates.recipients(held.session, kind) if row.ready]
    assert ready == ["陈明", "单雄"]


@only_sqlite
def test_without_an_exam_attendance_is_enough(app, held):
    session = app.training.plan(a_plan(title="专题"))
    app.training.enrol(session, held.people[:2])
    app.training.sign_in(session, held.people[0])
    assert missing(app, session) == {"陈明": "", "单雄": "没有参加培训（未签到）"}
    assert missing(app, session, EXAM_PASS)["陈明"] == "这期培训没有考试"


@only_sqlite
def test_a_waiting_answer_holds_the_certificate_back(new_folder, open_at):
    app = open_at(new_folder())
    held = hold_exam(app, 1, a_blueprint(*SHORT))
    sit(app, held)
    assert missing(app, held.session) == {"陈明": "还有 1 道简答题没有评阅"}
    app.results.mark_by_hand(app.results.results(held.exam)[0].attempt_id, {3: 40})
    assert missing(app, held.session) == {"陈明": ""}


@only_sqlite
def test_the_better_of_two_exams_counts(app, held):
    exam = app.sittings.open_exam(held.paper, "补考", held.session)
    sit(app, replace(held, exam=exam), 2)
    sit(app, replace(held, exam=exam), 1, answered=0)
    assert missing(app, held.session)["仇英"] == ""
    assert missing(app, held.session)["单雄"] == ""


def test_numbers_rise_without_a_gap(app, held):
    code = app.place.station_code
    first, second = issue(app, held, 0, 1)
    assert (first.number, second.number) == (f"2026-{code}A-0001", f"2026-{code}A-0002")
    (third,) = issue(app, held, 0, kind=EXAM_PASS)
    assert third.number == f"2026-{code}A-0003"
    assert [row.number for row in app.certificates.certificates()] == [
        first.number,
        second.number,
        third.number,
    ]


def test_a_failed_issue_spends_no_number(app, held, monkeypatch):
    before = rows_kept(app)
    with pytest.raises(RuleError, match="仇英还不能发证：考试没有达到及格分"):
        issue(app, held, 0, 2)
    assert rows_kept(app) == before

    def full(_unit):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("db.uow.UnitOfWork.commit", full)
        with pytest.raises(OSError, match="space"):
            issue(app, held, 0, 1)
    assert rows_kept(app) == before
    assert [row.number[-4:] for row in issue(app, held, 0, 1)] == ["0001", "0002"]


@only_sqlite
def test_each_year_counts_by_itself(app, held):
    issue(app, held, 0)
    (next_year,) = issue(app, held, 0, kind=EXAM_PASS, on=date(2027, 1, 4))
    (this_year,) = issue(app, held, 1)
    assert next_year.number.startswith("2027-")
    assert next_year.number.endswith("-0001")
    assert this_year.number.endswith("-0002")


def test_two_pcs_of_a_station_never_print_the_same_number(app, held, new_folder, open_at):
    other = open_at(new_folder("周庄镇", "B"))
    there = hold_exam(other, 2)
    sit(other, there, 0)
    sit(other, there, 1)
    here = {row.number for row in issue(app, held, 0, 1)}
    assert not here & {row.number for row in issue(other, there, 0, 1)}


@only_sqlite
def test_nobody_gets_the_same_certificate_twice(app, held):
    (row,) = issue(app, held, 0, 0)
    before = rows_kept(app)
    with pytest.raises(RuleError, match=f"陈明已有证书 {row.number}"):
        issue(app, held, 1, 0)
    assert rows_kept(app) == before
    recipients = app.certificates.recipients(held.session, COMPLETION)
    assert [one.number for one in recipients if one.name == "陈明"] == [row.number]


@only_sqlite
def test_only_people_of_the_session_get_one(app, held):
    stranger = app.people.add(a_person("李新", 60))
    with pytest.raises(RuleError, match="不在这期培训的名单里"):
        app.certificates.issue(held.session, COMPLETION, [stranger], DAY)
    with pytest.raises(RuleError, match="没有选择人员"):
        app.certificates.issue(held.session, COMPLETION, [], DAY)
    with pytest.raises(RuleError, match="已被删除"):
        app.certificates.recipients(type(held.session)(uuid4().hex), COMPLETION)


@only_sqlite
def test_a_reprint_equals_the_first_print(app, held, tmp_path):
    (row,) = issue(app, held, 0)
    first = list(app.certificates.documents([row.id]))
    app.certificates.write_word([row.id], tmp_path)
    app.people.change(held.people[0], a_person("陈铭"))
    app.training.change(held.session, a_plan(title="改了名的培训"))
    assert list(app.certificates.documents([row.id])) == first
    (again,) = app.certificates.certificates()
    assert (again.name, again.subject) == ("陈明", "任前培训")
    (tmp_path / "again").mkdir()
    (path,) = app.certificates.write_word([row.id], tmp_path / "again")
    assert path.name == f"{row.number} 陈明.docx"
    assert words(path) == words(tmp_path / path.name)


def words(path):
    return [node.text for node in Document(path).element.iter() if node.text]


@only_sqlite
def test_a_certificate_stays_when_its_person_is_gone(app, held):
    (row,) = issue(app, held, 0)
    app.people.remove([held.people[0]])
    (kept,) = app.certificates.certificates()
    assert (kept.number, kept.name, kept.station) == (row.number, "陈明", "周庄镇")
    assert len(app.certificates.documents([row.id])) == 1


def test_an_issued_certificate_is_not_undone(app, held):
    issue(app, held, 0)
    before = rows_kept(app)
    with pytest.raises(RuleError, match="不能撤销"):
        app.history.undo(app.history.actions(1)[0].id)
    assert rows_kept(app) == before


@only_sqlite
def test_what_a_certificate_says(app, held):
    completion, passed = issue(app, held, 1)[0], issue(app, held, 1, kind=EXAM_PASS)[0]
    says = [str(document) for document in app.certificates.documents([completion.id, passed.id])]
    for text in says:
        for wanted in ("单雄", "任前培训", "周庄镇基层党建工作指导站"):
            assert wanted in text
    assert "18" in says[1]
    assert completion.number in says[0]
    assert passed.number in says[1]


@only_sqlite
def test_certificates_of_one_session_are_told_apart(app, held):
    issue(app, held, 0)
    session = app.training.plan(a_plan(title="专题"))
    app.training.enrol(session, held.people[:1])
    app.training.sign_in(session, held.people[0])
    app.certificates.issue(session, COMPLETION, held.people[:1], DAY)
    assert [row.subject for row in app.certificates.certificates(session)] == ["专题"]
    assert len(app.certificates.certificates()) == 2


@only_sqlite
def test_word_files_come_all_or_none(app, held, tmp_path):
    keys = [row.id for row in issue(app, held, 0, 1)]
    folder = tmp_path / "certificates"
    folder.mkdir()
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        app.certificates.write_word(keys, folder, cancel=token)
    with pytest.raises(FileError, match="不存在"):
        app.certificates.write_word(keys, folder / "nowhere")
    assert list(folder.iterdir()) == []
    assert app.certificates.write_word(keys, folder) == sorted(folder.iterdir())


@only_sqlite
def test_the_city_issues_under_its_own_name(city):
    people = [city.people.add(a_person(station="华士镇"))]
    session = city.training.plan(a_plan())
    city.training.enrol(session, people)
    city.training.sign_in(session, people[0])
    (row,) = city.certificates.issue(session, COMPLETION, people, DAY)
    assert row.number == "2026-C00A-0001"
    assert "中共江阴市委组织部" in str(city.certificates.documents([row.id])[0])


@only_sqlite
def test_a_certificate_names_the_exam_that_was_passed(app, held):
    second = app.sittings.open_exam(held.paper, "补考", held.session)
    sit(app, replace(held, exam=second), 2)
    issue(app, held, 0, 2)
    kept = [row["exam_id"] for row in table(app, "certificate")]
    assert kept == [held.exam.hex, second.hex]


def test_a_certificate_is_reissued_under_a_number_of_its_own_and_the_old_one_stays(app, held):
    (old,) = issue(app, held, 0)
    new = app.certificates.reissue(old.id, DAY)
    assert new.number != old.number
    assert (new.name, new.subject, new.kind) == (old.name, old.subject, old.kind)
    kept = {row.number: row.replaced_by for row in app.certificates.certificates()}
    assert kept == {old.number: new.number, new.number: ""}
    assert new.number in str(app.certificates.documents([new.id])[0])
    recipients = app.certificates.recipients(held.session, COMPLETION)
    assert [row.number for row in recipients if row.number] == [new.number]
    with pytest.raises(RuleError, match=f"已换发为 {new.number}"):
        app.certificates.reissue(old.id, DAY)
