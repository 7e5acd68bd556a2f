"""``jyguide bank``, word by word as the contract has it."""

import json

import pytest

from tests.jyguide.builders import DATA

KEYS = {
    *("number", "kind", "stem", "options", "answer", "regulation", "edition", "article"),
    *("status", "source"),
}
TRUTH = json.loads((DATA / "bank" / "loose.truth.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "told"), [("loose.txt", "题库-宽松格式.txt"), ("loose.docx", "题库-宽松格式.docx")]
)
def test_a_sample_file(done, name, told):
    said = done("bank", "import", DATA / "bank" / name, "--json")
    drafts = sum(one["answer"] is None for one in TRUTH[told])
    assert said == {"imported": len(TRUTH[told]) - drafts, "drafts": drafts, "refused": []}
    items = [one for one in done("bank", "list", "--json") if one["source"] == name]
    assert all(set(one) >= KEYS for one in items)
    assert [(int(one["number"]), one["kind"], one["answer"]) for one in items] == [
        (one["no"], one["kind"], one["answer"]) for one in TRUTH[told]
    ]
    assert [one["status"] for one in items] == [
        "draft" if one["answer"] is None else "in_force" for one in TRUTH[told]
    ]
    assert all(isinstance(option, str) for one in items for option in one["options"])
    stems = {int(one["number"]): one["stem"] for one in items}
    assert all("（   ）" in stems[number] for number in (2, 6))
    again = done("bank", "import", DATA / "bank" / name, "--json")
    assert (again["imported"], again["drafts"], len(again["refused"])) == (0, 0, len(TRUTH[told]))
    assert all(set(one) == {"position", "reason"} for one in again["refused"])


def test_the_unified_bank_as_listed(done):
    items = done("bank", "list", "--json")
    assert {one["source"] for one in items} == {"unified"}
    kinds = {one["kind"] for one in items}
    assert kinds == {
        *("single", "multiple", "true_false", "fill_in", "short_answer", "ordering", "oral")
    }
    for one in items:
        assert one["regulation"]
        assert one["edition"]
        if one["kind"] == "ordering":
            assert sorted(one["answer"]) == list("ABCDEFGHIJ"[: len(one["options"])])
        if one["kind"] == "true_false":
            assert one["answer"] in ("T", "F")
        if one["kind"] == "fill_in":
            assert all(isinstance(text, str) for blank in one["answer"] for text in blank)
    assert len(done("bank", "list", "--kind", "oral", "--json")) >= 100


def test_the_bank_in_words(done):
    lines = done("bank", "list", "--kind", "ordering", "--search", "党").splitlines()
    assert lines[0].split("\t")[:4] == ["题号", "题型", "状态", "题干"]
    assert all(line.split("\t")[1:3] == ["排序题", "在用"] for line in lines[1:])


def test_repeated_questions_and_warnings_are_told(done, tmp_path):
    path = tmp_path / "题.txt"
    one = "1. 样例题（   ）。\nA. 甲  B. 乙\n答案：B\n"
    path.write_text(
        one + "\n" + one.replace("1.", "2.", 1) + "\n3. 没有答案（   ）。\nA. 甲  B. 乙\n", "utf-8"
    )
    assert "可导入 1 题，草稿 1 题，不予导入 1 处" in done("bank", "import", path, "--dry-run")
    assert done("bank", "list", "--search", "样例题", "--json") == []
    words = done("bank", "import", path)
    assert "已导入 1 题，草稿 1 题，不予导入 1 处" in words
    assert "重复" in words
    assert "第 3 题请留意" in words


def test_a_bad_file_is_refused(refused, tmp_path):
    (tmp_path / "x.docx").write_text("no Word file")
    assert len(refused("bank", "import", tmp_path / "x.docx", "--json").splitlines()) == 2
    assert "找不到" in refused("bank", "import", tmp_path / "y.txt")
