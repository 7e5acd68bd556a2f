"""Corrected keys: who is touched, said before it is done; what is written, and what never is."""

from datetime import UTC
from uuid import UUID

import pytest

from jyguide.bank.item import ItemKind
from jyguide.certificate.kinds import CertificateKind, RevocationCause
from jyguide.documents.page import Paragraph
from jyguide.errors import RuleError
from jyguide.exam.composing.blueprint import BlueprintLine
from jyguide.exam.marking.key_change import Treatment
from jyguide.exam.paper import bank_answer
from jyguide.exam.printing.print_job import PrintWanted, print_job
from jyguide.exam.row import EndedBy
from jyguide.ids import RevisionId
from tests.jyguide.builders import (
    DAY,
    a_blueprint,
    hold_exam,
    looking_at,
    right,
    rows_kept,
    table,
    tail,
)
from tests.postgres import only_sqlite

EXAM_PASS = CertificateKind.EXAM_PASS
SHAPE = (
    BlueprintLine(ItemKind.SINGLE, 2, 20),
    BlueprintLine(ItemKind.MULTIPLE, 1, 20),
    BlueprintLine(ItemKind.SHORT_ANSWER, 1, 20),
)


def other(place, count=1):
    """Letters of the printed paper that are wrong by its key."""
    letters = "ABCD"[: len(place.content.options)]
    return "".join([one for one in letters if one not in place.content.answer][:count])


def three_sat(app):
    """Three papers of 8 points, 4 to pass: all right, the first item another letter, nothing."""
    held = hold_exam(app, 4, a_blueprint(*SHAPE, pass_points=40))
    places = app.papers.paper(held.paper).places
    full = {place.position: right(place.content) for place in places}
    for index, given in enumerate((full, {1: other(places[0]), 3: full[3]}, {})):
        sitting = app.sittings.begin(held.exam, held.people[index], tail(index))
        for place in sitting.places:
            if place.position in given:
                app.sittings.answer(
                    sitting.attempt_id,
                    place.id,
                    given[place.position],
                    later=False,
                    seconds_used=60,
                )
        app.sittings.hand_in(sitting.attempt_id, 90, EndedBy.CANDIDATE)
    results = {row.person_id: row for row in app.results.results(held.exam)}
    app.results.mark_by_hand(results[held.people[0]].attempt_id, {4: 20})
    return held


@pytest.fixture
def sat(open_prepared):
    return open_prepared(three_sat)


def first(app, held):
    """The first place of the paper, and what its second candidate answered, as the bank says."""
    place = app.papers.paper(held.paper).places[0]
    return place, bank_answer(place.content.kind, other(place), place.order)


def points(app, held):
    return {
        row.name: (row.points, row.passed, row.waiting) for row in app.results.results(held.exam)
    }


def test_a_wrong_key_is_put_right(sat, clock):  # noqa: PLR0915 - one walk
    """Said before, written in one action, seen on every sheet, and put back by another."""
    app, held = sat
    place, wanted = first(app, held)
    printed = place.content.answer
    assert points(app, held) == {
        "陈明": (80, True, 0),
        "单雄": (20, False, 0),
        "仇英": (0, False, 0),
    }
    before = rows_kept(app)
    impact = app.corrections.impact(place.revision_id, Treatment.ANSWERS, [wanted])
    assert rows_kept(app) == before
    assert impact.sentence() == "影响 2 人，1 人由不合格变合格，0 人由合格变不合格。"
    assert [(one.name, one.before, one.after, one.turn) for one in impact.people] == [
        ("陈明", 80, 60, ""),
        ("单雄", 20, 40, "不合格变合格"),
    ]
    done = app.corrections.correct(
        place.revision_id, Treatment.ANSWERS, [wanted], "教材第 12 页另有规定", seen=impact
    )
    assert done.exams == impact.exams
    assert points(app, held) == {
        "陈明": (60, True, 0),
        "单雄": (40, True, 0),
        "仇英": (0, False, 0),
    }
    after = rows_kept(app)
    assert after["answer"] == before["answer"]
    assert all(row in after["marking"] for row in before["marking"])
    sheet = next(one for one in app.results.sheets(held.exam) if one.result.name == "单雄")
    line = sheet.lines[0]
    assert (line.points, line.place.content.answer) == (20, line.response)
    assert "答案已更正" in line.sentence
    assert line.place.change.former == printed
    assert app.corrections.pending().people == ()

    with pytest.raises(RuleError, match="不能撤销"):
        app.history.undo(app.history.actions(1)[0].id)
    clock.advance(-7200)  # whichever way the PC's clock is set, the later one counts
    clock.now = clock.now.astimezone(UTC)
    back = bank_answer(place.content.kind, printed, place.order)
    again = app.corrections.correct(place.revision_id, Treatment.ANSWERS, [back], "看错了")
    assert [one.turn for one in again.people] == ["", "合格变不合格"]
    assert points(app, held)["单雄"] == (20, False, 0)
    assert table(app, "marking")[-1]["reason"] == "看错了"
    assert app.corrections.pending().people == ()


@only_sqlite
def test_any_of_several_answers_is_right(sat):
    app, held = sat
    place, wanted = first(app, held)
    key = bank_answer(place.content.kind, place.content.answer, place.order)
    impact = app.corrections.correct(
        place.revision_id, Treatment.ANSWERS, [key, wanted], "两个都说得通"
    )
    assert [one.name for one in impact.people] == ["单雄"]
    place = app.papers.paper(held.paper).places[0]
    assert place.key_text == f"{place.change.former} 或 {place.change.answers[1]}"
    (sheet,) = print_job([app.papers.paper(held.paper)], PrintWanted(keys=1))
    for document in (app.papers.key_document(held.paper), sheet):
        assert f"1．{place.key_text}（答案已更正）" in str([b.text for b in lines_of(document)])


def lines_of(document):
    return [block for block in document.blocks if isinstance(block, Paragraph)]


@only_sqlite
def test_a_revoked_certificate_is_none_that_somebody_would_lose(sat):
    app, held = sat
    place, wanted = first(app, held)
    (row,) = app.certificates.issue(held.session, EXAM_PASS, held.people[:1], DAY)

    def certified():
        found = app.corrections.impact(place.revision_id, Treatment.ANSWERS, [wanted])
        return [one.certified for one in found.people]

    assert certified() == [True, False]
    app.revocations.revoke([row.id], RevocationCause.WRONG, DAY)
    assert certified() == [False, False]


@only_sqlite
def test_an_item_that_should_not_have_been_asked(sat):
    """Everybody gets its points, even a mark of a person gives way; other marks of his stay."""
    app, held = sat
    short = app.papers.paper(held.paper).places[3]
    impact = app.corrections.correct(
        short.revision_id, Treatment.FULL_MARKS, [], "条例已修订，题目过时"
    )
    assert [(one.name, one.after - one.before) for one in impact.people] == [
        ("仇英", 20),
        ("单雄", 20),
    ]
    with pytest.raises(RuleError, match="正是现在的处理"):
        app.corrections.impact(short.revision_id, Treatment.FULL_MARKS, [])
    assert app.papers.paper(held.paper).places[3].key_text == "本题作废，人人得满分"


@only_sqlite
def test_what_a_person_gave_in_the_item_stays(sat):
    app, held = sat
    place, wanted = first(app, held)
    results = {row.name: row.attempt_id for row in app.results.results(held.exam)}
    app.results.mark_by_hand(results["单雄"], {1: 10}, "步骤对")
    impact = app.corrections.correct(place.revision_id, Treatment.ANSWERS, [wanted], "答案有误")
    assert [one.name for one in impact.people] == ["陈明"]
    assert impact.sentence().endswith("1 人这道题的分数是人工给的，保留不变。")
    assert points(app, held)["单雄"][0] == 30


@only_sqlite
def test_later_papers_are_marked_by_the_corrected_key(sat):
    app, held = sat
    place, wanted = first(app, held)
    app.corrections.correct(place.revision_id, Treatment.ANSWERS, [wanted], "答案有误")
    sitting = app.sittings.begin(held.exam, held.people[3], tail(3))
    app.sittings.answer(sitting.attempt_id, place.id, other(place), later=False, seconds_used=1)
    app.sittings.hand_in(sitting.attempt_id, 1, EndedBy.CANDIDATE)
    assert points(app, held)["尉迟恭"][0] == 20
    went_by = table(app, "marking")[-1]["key_changes"]
    assert [UUID(key) for key in went_by] == [UUID(table(app, "key_change")[0]["id"])]
    assert app.corrections.pending().people == ()


@only_sqlite
def test_nothing_is_done_that_was_not_shown(sat):
    """Somebody hands in between the showing and the confirming."""
    app, held = sat
    place, wanted = first(app, held)
    seen = app.corrections.impact(place.revision_id, Treatment.ANSWERS, [wanted])
    sitting = app.sittings.begin(held.exam, held.people[3], tail(3))
    app.sittings.hand_in(sitting.attempt_id, 1, EndedBy.CANDIDATE)
    before = rows_kept(app)
    with pytest.raises(RuleError, match="又有人交卷"):
        app.corrections.correct(place.revision_id, Treatment.ANSWERS, [wanted], "有误", seen)
    assert rows_kept(app) == before


def test_the_citys_correction_waits_to_be_applied(sat):
    """As it arrives by a file: a row of no station, and marks by the old key."""
    app, held = sat
    place, wanted = first(app, held)
    app.corrections.correct(place.revision_id, Treatment.ANSWERS, [wanted], "市级更正")
    with looking_at(app) as data:
        data.exec_driver_sql("UPDATE key_change SET station_id = NULL")
        data.exec_driver_sql("DELETE FROM marking WHERE reason = '市级更正'")
    pending = app.corrections.pending()
    assert [one.name for one in pending.people] == ["陈明", "单雄"]
    sentences = [sheet.lines[0].sentence for sheet in app.results.sheets(held.exam)]
    assert sentences.count("答案已更正，还没有按新的答案评分 → 得 2 分") == 1, "陈明"
    assert sentences.count("答案已更正，还没有按新的答案评分 → 得 0 分") == 1, "单雄"
    (correction,) = pending.corrections
    assert (correction.after, correction.reason) == (wanted, "市级更正")
    app.corrections.apply_pending(pending)
    assert points(app, held)["单雄"] == (40, True, 0)
    assert app.corrections.pending().people == ()
    before = rows_kept(app)
    app.corrections.apply_pending()
    assert rows_kept(app) == before
    with looking_at(app) as data:  # its import was taken back
        data.exec_driver_sql("UPDATE key_change SET deleted = true")
    assert [(one.name, one.turn) for one in app.corrections.pending().people] == [
        ("陈明", ""),
        ("单雄", "合格变不合格"),
    ]


@only_sqlite
def test_a_void_attempt_is_left_out(sat):
    app, held = sat
    place, wanted = first(app, held)
    row = next(row for row in app.results.results(held.exam) if row.name == "单雄")
    app.proctoring.void(row.attempt_id, "替考")
    impact = app.corrections.impact(place.revision_id, Treatment.ANSWERS, [wanted])
    assert [one.name for one in impact.people] == ["陈明"]


@only_sqlite
def test_answers_that_do_not_fit_are_refused(sat):
    app, held = sat
    single, _, multiple, short = app.papers.paper(held.paper).places
    key = bank_answer(single.content.kind, single.content.answer, single.order)
    before = rows_kept(app)
    for place, answers, word in (
        (single, ["AB"], "个数不对"),
        (single, ["Z"], "没有选项 Z"),
        (single, [], "没有填新的答案"),
        (single, [(("A",),)], "每一空"),
        (single, [key], "正是现在的处理"),
        (multiple, ["AA"], "重复"),
        (short, ["别的"], "由人评阅"),
    ):
        with pytest.raises(RuleError, match=word):
            app.corrections.correct(place.revision_id, Treatment.ANSWERS, answers, "原因")
    with pytest.raises(RuleError, match="为什么"):
        app.corrections.correct(single.revision_id, Treatment.FULL_MARKS, [], " ")
    with pytest.raises(RuleError, match="没有找到这道题"):
        app.corrections.impact(RevisionId(UUID(int=1)), Treatment.FULL_MARKS, [])
    assert rows_kept(app) == before


def test_the_city_corrects_a_stations_own_item_for_that_station_only(city):
    """A row of everybody may not point at one that a single station has."""
    unified, own = city.bank.items(kinds=[ItemKind.SINGLE])[:2]
    with looking_at(city) as data:
        data.exec_driver_sql(
            "UPDATE item SET station_id = (SELECT id FROM station ORDER BY code LIMIT 1) "
            f"WHERE number = '{own.number}'"
        )
    for row in (unified, own):
        city.corrections.correct(row.revision_id, Treatment.FULL_MARKS, [], "过时")
        assert city.corrections.current(row.revision_id)[1].unified == (row is unified)
    assert [bool(row["station_id"]) for row in table(city, "key_change")] == [False, True]
