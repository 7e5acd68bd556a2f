"""Designs kept and chosen; certificates on every occasion, printed again as they were."""

from dataclasses import replace
from datetime import date

import docx
import pytest

from db.models import CertificateDesign, Exam
from jyguide.approval.row import Decree
from jyguide.certificate.design import (
    BUILT_IN_NAMES,
    BuiltIn,
    Design,
    DesignRow,
    new_blank,
    new_word,
)
from jyguide.certificate.kinds import CertificateKind
from jyguide.certificate.occasion import DUTY, Occasion
from jyguide.certificate.overprint import Offset
from jyguide.certificate.service.batch import Batch
from jyguide.errors import Cancelled, FileError, RuleError
from jyguide.progress import CancelToken, Silent
from tests.jyguide.builders import DAY, hold_exam, prepared_station, rows_kept, sit
from tests.jyguide.certificate.test_word_template import file_of
from tests.postgres import only_sqlite

COMPLETION, PASS = CertificateKind.COMPLETION, CertificateKind.EXAM_PASS
DECREE = Decree("澄组〔2026〕12号", DAY, DAY, date(2029, 11, 19))


def passed(app):
    """Two sat the session's exam and passed."""
    held = hold_exam(app, 3)
    for index in (0, 1):
        sit(app, held, index)
    return held


station, app, held = prepared_station(passed)


def named(app, name):
    return next(row for row in app.certificate_designs.designs() if row.name == name)


def defaults(app):
    rows = app.certificate_designs.designs()
    return {kind: row.name for row in rows for kind in row.defaults}


def said(path):
    return "".join(node.text or "" for node in docx.Document(path).element.body.iter("{*}t"))


TEMPLATE = DesignRow(new_word().design, "模板", None)


@only_sqlite
def test_a_design_is_taken_for_one_kind_or_all_and_stands_in_the_list_once(app):
    designs = app.certificate_designs
    designs.choose(named(app, "庄重 · A4 竖（红金双线框）"), *CertificateKind)
    designs.choose(named(app, "素雅 · A4 横（细双线框）"), PASS)
    taken = {kind: name[:2] for kind, name in defaults(app).items()}
    assert taken == {COMPLETION: "庄重", PASS: "素雅", CertificateKind.DUTY: "庄重"}
    names = [row.name for row in designs.designs()]
    assert len(set(names)) == len(names)
    app.history.undo(app.history.actions(1)[0].id)
    assert set(defaults(app).values()) == {"庄重 · A4 竖（红金双线框）"}


@only_sqlite
def test_a_design_that_ships_is_still_the_default_once_it_was_edited(app):
    designs = app.certificate_designs
    shipped = named(app, BUILT_IN_NAMES[BuiltIn.CLASSIC])
    designs.keep(replace(new_blank(), name="A 空白证书"))  # stands first in the list
    designs.keep(replace(shipped, design=replace(shipped.design, portrait=True)))
    assert defaults(app)[COMPLETION] == defaults(app)[PASS] == shipped.name
    assert named(app, shipped.name).design.portrait
    designs.choose(named(app, "A 空白证书"), COMPLETION)
    fine = named(app, BUILT_IN_NAMES[BuiltIn.FINE])
    designs.keep(fine)  # was no default, and becomes none
    assert (defaults(app)[COMPLETION], defaults(app)[PASS]) == ("A 空白证书", shipped.name)


@only_sqlite
def test_a_design_of_the_city_is_used_chosen_and_never_changed_at_a_station(app):
    with app._store.begin("导入市级样式") as uow:  # as a file of the city's brings it
        handed = {"name": "全市样式", "kind": "", "chosen": "completion", "form": "word"}
        uow.session.add(CertificateDesign(**handed, fields={}, template="UEs=", template_name="a"))
        uow.commit()
    row = named(app, "全市样式")
    assert row.from_city
    assert defaults(app)[COMPLETION] == "全市样式"
    for change in (app.certificate_designs.remove, app.certificate_designs.keep):
        with pytest.raises(RuleError, match="市级下发"):
            change(row)
    app.certificate_designs.choose(row, PASS)
    own, citys = (one for one in app.certificate_designs.designs() if one.name == "全市样式")
    assert (own.from_city, citys.from_city) == (False, True)
    assert own.chosen == (PASS,)
    assert own.template_name == citys.template_name


@only_sqlite
def test_what_is_no_template_or_has_no_name_is_not_kept(app, tmp_path):
    path, before = tmp_path / "坏.docx", rows_kept(app)
    path.write_bytes(file_of("{{职位}}"))
    with pytest.raises(FileError, match=r"不认识的字段：..职位"):
        app.certificate_designs.keep(TEMPLATE, path)
    path.write_bytes(file_of("{{姓名}}"))
    with pytest.raises(RuleError, match="名称应有"):
        app.certificate_designs.keep(new_word(), path)
    with pytest.raises(RuleError, match="还没有选择 Word 模板"):
        app.certificate_designs.keep(TEMPLATE)
    assert rows_kept(app) == before


@only_sqlite
def test_a_template_is_kept_chosen_used_and_never_changes_under_old_certificates(
    app, held, tmp_path
):
    designs, first = app.certificate_designs, tmp_path / "一.docx"
    first.write_bytes(file_of("旧：{{姓名}} {{编号}}"))
    designs.keep(TEMPLATE, first)
    designs.choose(named(app, "模板"), COMPLETION)
    designs.choose(named(app, "素雅 · A4 横（细双线框）"), PASS)
    assert defaults(app)[PASS] == "素雅 · A4 横（细双线框）"
    people = held.people[:2]
    old = app.certificates.issue(held.session, COMPLETION, people, DAY)
    with pytest.raises(RuleError, match="不能在这里预览和打印"):
        app.certificates.documents([old[0].id])
    second = tmp_path / "二.docx"
    second.write_bytes(file_of("新：{{姓名}}{{照片}}"))
    stale = named(app, "模板")
    designs.keep(stale, second)
    with pytest.raises(RuleError, match="又被改动或删除过"):
        designs.keep(stale, second)
    assert defaults(app)[COMPLETION] == "模板"
    assert (stale.design.portrait, named(app, "模板").design.portrait) == (False, True)
    paths = app.certificates.write_word([row.id for row in old], tmp_path)
    assert said(paths[0]) == f"旧：陈明 {old[0].number}"
    app.certificates.write_word_together([row.id for row in old], tmp_path / "全.docx")
    assert said(tmp_path / "全.docx").count("旧：") == 2
    designs.remove(named(app, "模板"))
    assert defaults(app)[COMPLETION].startswith("典雅")
    assert app.certificates.write_word([old[0].id], tmp_path) == paths[:1]
    app.history.undo(app.history.actions(1)[0].id)
    assert defaults(app)[COMPLETION] == "模板"


@only_sqlite
def test_a_design_goes_with_the_certificate_and_a_printer_has_its_offset(app, held):
    designs = app.certificate_designs
    blank = new_blank()
    key = designs.keep(DesignRow(blank.design, "空白", None))
    designs.set_offset(key, "甲打印机", Offset(-12, 5))
    assert designs.offset(key, "乙打印机") == Offset(0, 0)
    design = named(app, "空白").design
    occasion = Occasion(COMPLETION, held.session)
    batch = Batch(occasion, tuple(held.people[:2]), DAY, design)
    sketch = app.certificates.preview_batch(batch)[0]
    rows = app.certificates.issue_batch(batch)
    straight = app.certificates.documents([rows[0].id])[0].placed
    moved = app.certificates.documents([rows[0].id], "甲打印机")[0].placed
    assert [one.block for one in moved] == [one.block for one in straight]
    assert {round(a.x - b.x, 3) for a, b in zip(moved, straight, strict=True)} == {-1.2}
    assert len(sketch.placed) < len(straight)  # no code before there is a number
    fine = Batch(
        Occasion(PASS, held.session), (held.people[0],), DAY, Design(builtin=BuiltIn.FINE)
    )
    (one,) = app.certificates.issue_batch(fine)
    assert app.certificates.documents([one.id])[0].background == "certificate_fine.png"
    with pytest.raises(RuleError, match="内置样式不能删除"):
        designs.remove(named(app, "庄重 · A4 竖（红金双线框）"))
    other = Batch(Occasion(PASS, held.session), (held.people[1],), DAY)
    reprinted = app.certificates.documents([rows[0].id])[0]
    designs.remove(named(app, "空白"))
    assert app.certificates.documents([rows[0].id])[0] == reprinted
    for wrong, told in ((Design(builtin=BuiltIn.CARD), "不适用于"), (design, "刚刚被删除")):
        with pytest.raises(RuleError, match=told):
            app.certificates.issue_batch(replace(other, design=wrong))
    assert len(app.certificates.certificates()) == len(rows) + 1
    with pytest.raises(RuleError, match="不适用于"):
        designs.choose(named(app, "卡片 · 十张一页 A4（裁开佩戴）"), COMPLETION)


@only_sqlite
def test_whoever_is_in_post_gets_a_duty_certificate_for_each_approval(app, held):
    one, two, three = held.people
    lacking = {row.person_id: row.missing for row in app.certificates.occasions.recipients(DUTY)}
    assert lacking[three].startswith("没有在岗（")
    app.approvals.recognise([one, two], DECREE, "补记")
    card = Design(builtin=BuiltIn.CARD, portrait=True)
    first, second = app.certificates.issue_batch(Batch(DUTY, (one, two), DAY, card))
    assert (first.kind, first.number[-4:], second.number[-4:]) == (
        CertificateKind.DUTY,
        "0001",
        "0002",
    )
    (page,) = app.certificates.documents([first.id, second.id])
    for words in (first.number, second.number, first.mark, DECREE.number, "兼职", "2029.11.19"):
        assert words in str(page)
    ready = {row.person_id: row.number for row in app.certificates.occasions.recipients(DUTY)}
    assert ready[one] == first.number
    with pytest.raises(RuleError, match="没有在岗"):
        app.certificates.issue_batch(Batch(DUTY, (three,), DAY))
    given = app.approvals.standing(one).standing.appointment
    later = Decree("澄组〔2026〕40号", DAY, DAY, date(2030, 1, 1))
    app.approvals.correct({given.id: given.version}, later)
    assert not {row.person_id: row.number for row in app.certificates.occasions.recipients(DUTY)}[
        one
    ]
    (third,) = app.certificates.issue_batch(Batch(DUTY, (one,), DAY))
    assert "澄组〔2026〕40号" in str(app.certificates.documents([third.id])[0])


@only_sqlite
def test_an_exam_of_no_session_gives_passes_and_a_cancelled_batch_nothing(app, held):
    exam = app.sittings.open_exam(held.paper, "统一考试", held.session)
    with app.people._store.begin("统考") as uow:  # as a sealed exam of the city's is kept
        uow.session.get(Exam, exam).session_id = None
        uow.session.get(Exam, held.exam).session_id = None
        uow.commit()
    assert {row.id for row in app.certificates.occasions.exams()} == {exam, held.exam}
    occasion = Occasion(PASS, exam=held.exam)
    rows = app.certificates.occasions.recipients(occasion)
    assert [(row.name, row.missing) for row in rows] == [("陈明", ""), ("单雄", "")]
    batch = Batch(occasion, tuple(row.person_id for row in rows), DAY)
    before = rows_kept(app)

    class Impatient(CancelToken):
        asked = 0

        def check(self):
            self.asked += 1
            if self.asked > 1:
                raise Cancelled

    with pytest.raises(Cancelled):
        app.certificates.issue_batch(batch, Silent(), Impatient())
    assert rows_kept(app) == before
    made = app.certificates.issue_batch(batch)
    assert [row.number[-4:] for row in made] == ["0001", "0002"]
    assert "“结业考试”" in str(app.certificates.documents([made[0].id])[0])
    assert all(row.number for row in app.certificates.occasions.recipients(occasion))
