from datetime import date

import pytest

from jyguide.people.person import InstructorKind
from jyguide.people.roster_import import RosterLine
from tests.jyguide.builders import a_person
from ui.people.columns import changes_text, line_columns, line_verdict


def line(known, *changes):
    return RosterLine("名单", 7, a_person("王芳", kind=InstructorKind.FULL_TIME), known, changes)


@pytest.mark.parametrize(
    ("made", "verdict"),
    [
        (line(known=False), "新增"),
        (line(True, ("post", "", "书记")), "更新"),
        (line(known=True), "不变"),
    ],
)
def test_verdicts(made, verdict):
    assert line_verdict(made) == verdict


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("post", "", "书记"), "职务：（空） → 书记"),
        (("kind", "part_time", "full_time"), "专/兼职：兼职 → 专职"),
        (("kind", "", "full_time"), "专/兼职：（空） → 专职"),
        (("phone", "13900000001", "13900000002"), "手机号：139****0001 → 139****0002"),
        (("joined", str(date(2019, 7, 1)), ""), "入党时间：2019-07-01 → （空）"),
    ],
)
def test_changes_are_told_in_words(change, said):
    assert changes_text(line(True, change)) == said


def test_preview_masks_numbers():
    texts = [column.text(line(known=False)) for column in line_columns()]
    assert a_person().id_number not in texts
    assert "139****0000" in texts
    assert texts[:2] == ["名单", "7"]
    assert "专职" in texts
