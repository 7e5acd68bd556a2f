"""``jyguide exam correct``: the impact first, the marks when told to."""

import pytest

from jyguide.bank.item import ItemKind
from jyguide.exam.composing.blueprint import BlueprintLine
from jyguide.exam.paper import bank_answer
from tests.jyguide.builders import a_blueprint, hold_exam, sit


def one_sat(app):
    """One paper of a single-choice, a true-false and a fill-in item, all answered right."""
    kinds = (ItemKind.SINGLE, ItemKind.TRUE_FALSE, ItemKind.FILL_IN)
    held = hold_exam(app, 1, a_blueprint(*(BlueprintLine(kind, 1, 20) for kind in kinds)))
    sit(app, held)
    return held, app.papers.paper(held.paper).places


@pytest.fixture
def station(open_prepared):
    return open_prepared(one_sat)


@pytest.fixture
def folder(station):
    return station[0].place.folder


def test_a_key_is_corrected(done, refused, run, station):
    held, (single, judged, filled) = station[1]
    wrong = next(one for one in "ABCD" if one != single.content.answer)
    words = ("exam", "correct", "--paper", held.paper, "--position", "1", "--answer", wrong)
    said = done(*words)
    assert said.splitlines()[0] == "影响 1 人，0 人由不合格变合格，0 人由合格变不合格。"
    assert said.splitlines()[2].split("\t") == ["结业考试", "陈明", "6", "4"]
    before = done(*words, "--json")
    assert (before["affected"], before["now_fail"], before["applied"]) == (1, 0, False)
    assert done("exam", "results", held.exam, "--json")[0]["points"] == 6
    assert "为什么" in refused(*words, "--apply")
    after = done(*words, "--reason", "有误", "--apply", "--json")
    assert after["applied"]
    assert after["corrections"][0]["after"] == bank_answer(ItemKind.SINGLE, wrong, single.order)
    assert done("exam", "results", held.exam, "--json")[0]["points"] == 4

    other = "错" if judged.content.answer == "T" else "对"
    assert (
        done("exam", "correct", judged.revision_id, "--answer", other, "--json")["now_fail"] == 1
    )
    blanks = "|".join("甲；乙" for _ in filled.content.answer)
    assert (
        done("exam", "correct", filled.revision_id, "--answer", blanks, "--json")["affected"] == 1
    )
    done("exam", "correct", single.revision_id, "--full-marks", "--reason", "有误", "--apply")
    assert done("exam", "results", held.exam, "--json")[0]["points"] == 6
    assert done("exam", "apply-corrections", "--apply", "--json")["affected"] == 0
    assert done("exam", "apply-corrections").strip() == "没有要按更正重新评分的答卷。"
    assert "“AB”的字母个数不对" in refused(*words[:6], "--answer", "AB")
    assert "没有第 9 题" in refused(*words[:4], "--position", "9", "--answer", "A")
    assert run("exam", "correct", single.revision_id).status == 2
    assert run("exam", "correct", "--position", "1", "--full-marks").status == 2
