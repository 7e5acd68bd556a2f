"""An import that takes nothing is a refusal, also to a script that only looks at the status."""

import pytest

BAD = "1. 甲（   ）。\nA. 子  B. 丑\n答案：D\n"
GOOD = "1. 乙（   ）。\nA. 子  B. 丑\n答案：B\n"


@pytest.fixture
def save(tmp_path):
    def save_(text):
        path = tmp_path / "题.txt"
        path.write_text(text, "utf-8")
        return path

    return save_


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_nothing_but_faults_is_refused_after_the_list(run, save, more):
    ran = run("bank", "import", save(BAD), *more)
    assert ran.status == 1
    assert "没有选项 D" in ran.out
    assert ran.err.splitlines() == [
        "“题.txt”没有导入任何题目，题库没有改动：1 处都不能导入。",
        "请按列出的位置和原因改正后再导入。",
    ]


def test_the_document_is_whole_all_the_same(run, save):
    ran = run("bank", "import", save(BAD), "--json")
    assert (ran.status, ran.json["imported"], len(ran.json["refused"])) == (1, 0, 1)
    assert "没有导入任何题目" in ran.err


def test_one_good_item_or_nothing_new_is_no_refusal(run, save):
    assert run("bank", "import", save(GOOD + "\n" + BAD.replace("1.", "2."))).status == 0
    again = run("bank", "import", save(GOOD))
    assert (again.status, again.err) == (0, "")
    assert "重复" in again.out
