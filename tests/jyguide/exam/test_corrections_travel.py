"""A key corrected by the city: to the stations by real files, and the new marks back."""

from dataclasses import replace

import pytest

from jyguide.bank.item import ItemKind
from jyguide.exam.composing.blueprint import BlueprintLine
from jyguide.exam.marking.key_change import Treatment
from jyguide.exam.paper import bank_answer
from jyguide.exam.row import EndedBy
from jyguide.exam.seal import file
from jyguide.exam.seal.file import Cost
from jyguide.exam.seal.row import SealPlan
from tests.jyguide.builders import (
    a_blueprint,
    a_plan,
    add_people,
    hold_exam,
    right,
    table,
    tail,
)

SHAPE = a_blueprint(BlueprintLine(ItemKind.SINGLE, 2, 20), pass_points=40)


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(file, "COST", Cost(1, 8192))


def other(place):
    """A letter of the printed paper that is wrong by its key."""
    letters = "ABCD"[: len(place.content.options)]
    return next(one for one in letters if one != place.content.answer)


def answer_first_otherwise(app, exam, person, index):
    """Everything right by the printed key but the first item."""
    sitting = app.sittings.begin(exam, person, tail(index))
    for place in sitting.places:
        given = other(place) if place.position == 1 else right(place.content)
        app.sittings.answer(sitting.attempt_id, place.id, given, later=False, seconds_used=9)
    app.sittings.hand_in(sitting.attempt_id, 9, EndedBy.CANDIDATE)


def sat_by(app, paper, person):
    """An exam on an opened paper that one person has sat."""
    session = app.training.plan(a_plan())
    app.training.enrol(session, [person])
    app.training.sign_in(session, person)
    exam = app.sittings.open_exam(paper, "年度统考", session)
    answer_first_otherwise(app, exam, person, 0)
    return exam


def of_station(city, seal):
    (row,) = [row for row in city.seals.returns(seal).stations if row.name == "周庄镇"]
    return row


def points(app, exam):
    return [row.points for row in app.results.results(exam)]


def test_from_the_city_to_both_pcs_of_a_station_and_back(offices):
    """The second PC's paper, marked by the old key, comes after the first was marked anew."""
    city, a, b = offices.city, offices.a, offices.b
    held = hold_exam(a, 2, SHAPE)
    answer_first_otherwise(a, held.exam, held.people[0], 0)
    offices.round(["a", "b"])
    answer_first_otherwise(b, held.exam, held.people[1], 1)
    place = a.papers.paper(held.paper).places[0]
    wanted = bank_answer(place.content.kind, other(place), place.order)
    wish = (place.revision_id, Treatment.ANSWERS, [wanted])
    seen = city.corrections.impact(*wish)
    assert seen.sentence() == (
        "影响 1 人，1 人由不合格变合格，0 人由合格变不合格。其中 1 人由所在站收到更正后重新评分。"
    )
    assert [exam.station for exam in seen.exams] == ["周庄镇"]
    city.corrections.correct(*wish, "教材第 12 页另有规定", seen)
    assert points(city, held.exam) == [20], "the station marks its people itself"
    assert city.corrections.pending().people == ()
    offices.send("city", "a")
    assert a.corrections.pending().sentence().startswith("影响 1 人，1 人由不合格变合格")
    a.corrections.apply_pending()
    assert points(a, held.exam) == [40]
    offices.round(["b", "a"])
    for one in (a, b):  # working apart, both mark the late paper anew
        assert len(one.corrections.pending().people) == 1
        one.corrections.apply_pending()
        assert points(one, held.exam) == [40, 40]
    offices.settle_down(["a", "b"])
    for one in (city, a, b):
        assert points(one, held.exam) == [40, 40]
        assert one.corrections.pending().people == ()
        assert {row["reason"] for row in table(one, "marking") if row["replaces_id"]} == {
            "教材第 12 页另有规定"
        }
        assert one.sync.status().open_conflicts == 0
    assert len(table(city, "marking")) == 5, "every marking is kept"


def opened_with_an_older_bank(offices):
    """A revision the city sealed, and the paper of a station that had to copy it."""
    city, station = offices.city, offices.a
    first = city.papers.draft(SHAPE, "统考卷", 7).items[0].revision_id
    (item,) = [row for row in city.bank.items() if row.revision_id == first]
    city.items.change_many(
        [item.id], lambda content: replace(content, explanation="新的解析。"), "补充解析"
    )
    draft = city.papers.draft(SHAPE, "统考卷", 7)
    path = offices.file(file.ENDING)
    code = city.seals.seal(draft, SealPlan("年度统考", 45), path)
    paper = station.unsealing.open(station.unsealing.take_in(path), code)
    revision = draft.items[0].revision_id
    assert revision not in {first, station.papers.paper(paper).places[0].revision_id}
    return revision, paper


def test_a_station_that_asks_a_copy_gets_the_correction_too(offices):
    """And the city checks what comes back by the corrected key."""
    city, station = offices.city, offices.a
    revision, paper = opened_with_an_older_bank(offices)
    place = station.papers.paper(paper).places[0]
    (person,) = add_people(station, 1)
    exam = sat_by(station, paper, person)
    offices.settle_down(["a"])
    wanted = bank_answer(place.content.kind, other(place), place.order)
    wish = (revision, Treatment.ANSWERS, [wanted])
    assert [one.after for one in city.corrections.impact(*wish).people] == [40]
    city.corrections.correct(*wish, "答案有误")
    seal = city.seals.issued()[0].seal_id
    (doubt,) = of_station(city, seal).doubts
    assert "答案已更正，站里还没有按它重新评分" in doubt.sentence
    offices.send("city", "a")
    (corrected,) = station.corrections.pending().corrections
    assert corrected.after == wanted
    station.corrections.apply_pending()
    offices.settle_down(["a"])
    for app in (station, city):
        assert points(app, exam) == [40]
        assert app.papers.paper(paper).places[0].key_text == other(place)
        assert app.corrections.pending().people == ()
    row = of_station(city, seal)
    assert (row.doubts, row.returned, row.sound) == ((), 1, 1)
    sat_by(station, paper, person)
    offices.send("a", "city")
    row = of_station(city, seal)
    assert [one.sentence for one in row.doubts] == ["交了 2 份答卷"] * 2
    assert (row.returned, row.sound) == (2, 2)
