"""Pure rules of correcting: what a person gave is told from the chain of markings."""

from uuid import UUID

from jyguide.exam.marking.correction import ExamImpact, Impact, Marks, PersonImpact, given_by_hand
from jyguide.ids import AttemptId, ExamId, KeyChangeId

FIRST, SECOND = (KeyChangeId(UUID(int=at)) for at in (1, 2))


def marks(first, second, *changes, waiting=()):
    return Marks({1: first, 2: second}, frozenset(waiting), frozenset(changes))


def test_what_a_person_gave_is_told_from_the_chain():
    auto = marks(0, 10, waiting=[2])
    read = marks(0, 10)
    assert given_by_hand([auto]) == frozenset()
    assert given_by_hand([auto, read]) == {2}, "read, and left as it was suggested"
    assert given_by_hand([auto, marks(5, 10, waiting=[2])]) == {1}
    assert given_by_hand([auto, read, marks(20, 10, FIRST)]) == {2}
    assert given_by_hand([marks(0, 10), marks(5, 10), marks(20, 10, FIRST)]) == frozenset()
    later = marks(15, 10, FIRST)
    assert given_by_hand([auto, marks(20, 10, FIRST), later, marks(15, 0, SECOND)]) == {1}


def person(name, before, after, *, certified=False, waiting=False):
    return PersonImpact(
        attempt_id=AttemptId(UUID(int=0)),
        name=name,
        before=before,
        after=after,
        passed_before=before >= 60,
        passed_after=after >= 60 and not waiting,
        waited=waiting,
        waiting=waiting,
        certified=certified,
    )


def exam(*people, station="", sat=0, kept=0):
    return ExamImpact(ExamId(UUID(int=0)), "考试", station, sat or len(people), people, kept)


def test_the_sentence_counts_people():
    def said(*exams):
        return Impact((), exams).sentence()

    assert said() == "还没有人交过有这道题的试卷。"
    assert said(exam(sat=3)) == "答过这道题的 3 人，分数都不变。"
    ups = [person(f"甲{at}", 50, 70) for at in range(3)]
    others = [person(f"乙{at}", 70, 80) for at in range(20)]
    assert said(exam(*ups, *others)) == "影响 23 人，3 人由不合格变合格，0 人由合格变不合格。"
    assert said(
        exam(person("丙", 70, 50, certified=True), person("丁", 70, 80, waiting=True))
    ) == (
        "影响 2 人，0 人由不合格变合格，1 人由合格变不合格。"
        "1 人还有简答题待评阅，是否合格尚未确定。"
        "丙已按这场考试发了证书，证书怎样处理请另行决定。"
    )
    away = said(exam(*ups, station="周庄镇"), exam(*others[:1], kept=2))
    assert away == (
        "影响 4 人，3 人由不合格变合格，0 人由合格变不合格。"
        "其中 3 人由所在站收到更正后重新评分。2 人这道题的分数是人工给的，保留不变。"
    )
