"""Attempts of one exam on two PCs of a station, and what the city is told of them."""

from jyguide.exam.row import EndedBy
from jyguide.sync.row import ConflictKind
from tests.jyguide.builders import a_blueprint, a_plan, add_people, right, tail


def answer(app, exam, people, index):
    """Everything right; returns the sitting."""
    sitting = app.sittings.begin(exam, people[index], tail(index))
    for place in sitting.places:
        app.sittings.answer(
            sitting.attempt_id, place.id, right(place.content), later=False, seconds_used=9
        )
    app.sittings.hand_in(sitting.attempt_id, 9, EndedBy.CANDIDATE)
    return sitting


def test_two_sittings_are_twins_but_not_where_one_is_void(offices):
    city, a, b = offices.city, offices.a, offices.b
    people = add_people(a, 3)
    session = a.training.plan(a_plan())
    a.training.enrol(session, people)
    for person in people:
        a.training.sign_in(session, person)
    paper = a.papers.keep(a.papers.draft(a_blueprint(), "两种卷", 7), variants=2)
    exam = a.sittings.open_exam(paper, "结业考试", session)
    offices.round(["a", "b"])

    first = answer(a, exam, people, 0)
    a.proctoring.void(first.attempt_id, "李监考：重考")
    answer(a, exam, people, 0)
    report = offices.send("a", "city")
    assert report.conflicts == ()
    assert (report.refused_count, city.sync.status().open_conflicts) == (0, 0)
    assert [row.points for row in city.results.results(exam)] == [200]
    assert [line.what for line in city.proctoring.events(exam)].count("作废") == 1

    here, there = answer(a, exam, people, 1), answer(b, exam, people, 1)
    assert _asked(first) != _asked(there), "two PCs side by side begin with different variants"
    offices.send("b", "city")
    (twin,) = offices.send("a", "city").conflicts
    assert twin.kind is ConflictKind.TWIN
    assert {here.attempt_id, there.attempt_id} == {
        row.attempt_id for row in city.results.results(exam) if row.person_id == people[1]
    }, "a person decides which of the two counts"


def _asked(sitting):
    return [place.revision_id for place in sitting.places]
