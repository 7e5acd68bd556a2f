"""``jyguide bank``, word by word as the contract has it."""

import json

import pytest
from openpyxl import Workbook, load_workbook

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
    assert (said["imported"], said["drafts"]) == (len(TRUTH[told]) - drafts, drafts)
    assert said["refused"] == []
    assert said["format"] == ("text" if name.endswith("txt") else "docx")
    items = [one for one in done("bank", "list", "--json") if one["source"] == name]
    assert all(set(one) >= KEYS for one in items)
    assert [(int(one["number"]), one["kind"], one["answer"]) for one in items] == [
        (one["no"], one["kind"], one["answer"]) for one in TRUTH[told]
    ]
    warned = {one["position"] for one in said["warnings"]}
    assert said["to_check"] == len(warned) - drafts
    held = 22 if name.endswith("docx") else 0  # a true or false item under another heading
    assert [one["status"] for one in items] == [
        "draft" if one["answer"] is None else "review" if one["no"] == held else "in_force"
        for one in TRUTH[told]
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
    assert lines[0].split("\t")[-1] == "考查"
    assert all(line.split("\t")[1] == "排序题" for line in lines[1:])


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
    assert "第 3 题（第 9 行）请留意" in words


def test_a_bad_file_is_refused(refused, tmp_path):
    (tmp_path / "x.docx").write_text("no Word file")
    assert len(refused("bank", "import", tmp_path / "x.docx", "--json").splitlines()) == 2
    assert "找不到" in refused("bank", "import", tmp_path / "y.txt")


def test_states_narrow_the_list(done, tmp_path):
    path = tmp_path / "题.txt"
    path.write_text("1. 没有答案的样例题（   ）。\nA. 甲  B. 乙\n", "utf-8")
    done("bank", "import", path)
    drafts = done("bank", "list", "--status", "draft", "--json")
    assert {one["status"] for one in drafts} == {"draft"}
    assert "没有答案的样例题（   ）。" in [one["stem"] for one in drafts]
    in_force = done("bank", "list", "--status", "in_force", "--kind", "single", "--json")
    assert any(one["tests"] for one in in_force)


@pytest.fixture
def alike(done, tmp_path):
    """A file with an item of the bank under another key, and one that is new."""
    known = done("bank", "list", "--status", "in_force", "--kind", "single", "--json")[0]
    options = "\n".join(f"{a}、{t}" for a, t in zip("ABCD", known["options"], strict=False))
    wrong = "B" if known["answer"] == "A" else "A"
    path = tmp_path / "相似.txt"
    path.write_text(
        f"1. {known['stem']}\n{options}\n答案：{wrong}\n\n2. 全新的样例判断。（√）\n", "utf-8"
    )
    return path, known


def test_likenesses_are_told_and_can_be_left_out(done, alike):
    path, known = alike
    said = done("bank", "import", path, "--dry-run", "--json")
    (twin,) = said["twins"]
    assert twin["like"] == f"统一题库第 {known['number']} 题"
    assert (twin["position"], twin["likeness"], twin["same_answer"]) == (
        *("第 1 题（第 1 行）", 100, False),
    )
    assert (said["imported"], said["skipped"]) == (2, 0)
    words = done("bank", "import", path, "--skip-similar")
    assert "已导入 1 题" in words
    assert "相似而不导入 1 题" in words
    assert "答案不同，请核对" in words
    kept = [one for one in done("bank", "list", "--json") if one["source"] == path.name]
    assert [one["stem"] for one in kept] == ["全新的样例判断。"]


def test_items_may_wait_for_review(done, alike):
    path, _known = alike
    done("bank", "import", path, "--to-review")
    kept = [one for one in done("bank", "list", "--json") if one["source"] == path.name]
    assert {one["status"] for one in kept} == {"review"}


def test_doubles_of_the_bank_are_listed_the_contradicting_first(done, alike):
    path, known = alike
    done("bank", "import", path)
    first = done("bank", "duplicates", "--json")[0]
    assert (first["likeness"], first["same_answer"]) == (100, False)
    assert [one["number"] for one in first["items"]] == [known["number"], "1"]
    assert [one["source"] for one in first["items"]] == ["unified", path.name]
    line = done("bank", "duplicates", "--threshold", "100").splitlines()[1]
    assert line.split("\t")[:4] == ["100%", "不同", f"统一题库 {known['number']}", "相似.txt 1"]


@pytest.mark.parametrize(
    ("name", "more", "told"),
    [
        ("out.xlsx", (), "xlsx"),
        ("out.csv", (), "csv"),
        ("out.gift", (), "gift"),
        ("out.xml", (), "moodle-xml"),
        ("out.txt", ("--format", "aiken"), "aiken"),
        ("out.apkg", (), "apkg"),
        ("out.docx", ("--page", "a5"), "docx"),
        ("audit.xlsx", ("--audit",), "xlsx"),
    ],
)
def test_the_bank_goes_out_in_every_format(done, tmp_path, name, more, told):
    target = tmp_path / name
    said = done("bank", "export", target, *more, "--json")
    assert said["format"] == told
    assert said["written"] > 0
    assert target.stat().st_size > 0
    assert all(set(one) == {"number", "reason"} for one in said["left_out"])


def test_what_went_out_comes_in_again(done, tmp_path):
    done("bank", "import", DATA / "bank" / "loose.txt")
    target = tmp_path / "导出.xlsx"
    words = done("bank", "export", target, "--kind", "single", "--search", "loose.txt")
    assert words.startswith("已导出 ")
    asked = done("bank", "list", "--kind", "single", "--search", "loose.txt", "--json")
    assert asked
    again = done("bank", "import", target, "--json")
    assert (again["imported"], len(again["refused"])) == (0, len(asked)), "nothing twice"
    done("undo")
    done("bank", "import", target)
    back = [one for one in done("bank", "list", "--json") if one["source"] == target.name]
    same = ("number", "kind", "stem", "options", "answer", "explanation", "regulation", "article")
    assert [{key: one[key] for key in same} for one in back] == [
        {key: one[key] for key in same} for one in asked
    ]


def test_what_a_format_cannot_say_is_counted_by_reason(done, tmp_path):
    words = done("bank", "export", tmp_path / "x.txt", "--format", "aiken")
    assert "没有导出" in words


def test_a_template_is_written_and_its_faults_come_back_as_a_list(done, run, tmp_path):
    assert "模板.xlsx" in done("bank", "template", tmp_path / "模板.xlsx")
    book = load_workbook(tmp_path / "模板.xlsx")
    assert len(book.sheetnames) >= 2
    page = Workbook()
    page.active.append(("题型", "题干", "选项A", "选项B", "正确答案"))
    page.active.append(("单选题", "样例（   ）。", "甲", "乙", "E"))
    page.save(tmp_path / "错题.xlsx")
    errors = tmp_path / "清单.xlsx"
    ran = run("bank", "import", tmp_path / "错题.xlsx", "--errors", errors)
    assert ran.status == 1
    assert "已导入 0 题" in ran.out
    assert "清单.xlsx" in ran.out
    assert load_workbook(errors).active.max_row == 2


def test_a_list_of_errors_that_cannot_be_written_stops_the_import(refused, done, tmp_path):
    page = Workbook()
    page.active.append(("题型", "题干", "选项A", "选项B", "正确答案"))
    page.active.append(("单选题", "样例甲（   ）。", "甲", "乙", "A"))
    page.active.append(("单选题", "样例乙（   ）。", "甲", "乙", "E"))
    page.save(tmp_path / "题.xlsx")
    said = refused(
        "bank", "import", tmp_path / "题.xlsx", "--errors", tmp_path / "没有" / "x.xlsx"
    )
    assert "没有保存" in said
    assert done("bank", "list", "--search", "样例甲", "--json") == []


@pytest.mark.parametrize(
    "words",
    [
        ("bank", "export", "x"),
        ("bank", "export", "x.txt"),
        ("bank", "export", "x.xlsx", "--page", "a3"),
        ("bank", "import"),
        ("bank", "import", "x", "--format", "apkg"),
        ("bank", "template"),
        ("bank", "duplicates", "--threshold", "20"),
        ("bank", "list", "--status", "gone"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_two(run, words):
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")


def test_nothing_to_export_is_refused_and_no_file_made(refused, tmp_path):
    target = tmp_path / "x.xlsx"
    assert "没有可以导出的试题" in refused("bank", "export", target, "--search", "没有这样的话")
    assert not target.exists()
