"""``jyguide bank``: check, regulations, reports and versions, word by word."""

from dataclasses import replace

import pytest

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.report import ReportedFault
from jyguide.bank.row import ItemStatus
from jyguide.certificate.kinds import CertificateKind
from tests.jyguide.builders import DAY, hold_exam, sit

CODE = "fzdy-2026"
REVISED = (
    *("bank", "revise-regulation", CODE, "--edition", "2028年3月1日发布"),
    *("--in-force", "2028-03-01", "--clause", "第十三条=第十四条：改为同意"),
)
FAULTY = ItemContent(
    ItemKind.SINGLE, "问的是（   ）。", ("一年", "12个月", "两年"), "A", regulation="某条例"
)


@pytest.fixture
def city(new_folder):
    return new_folder("")


@pytest.fixture
def faulty(folder, open_at):
    """A station with an item that is wrong in two ways."""
    app = open_at(folder)
    key = app.items.create(FAULTY)
    app.items.set_status([key], ItemStatus.REVIEW)
    app.items.set_status([key], ItemStatus.IN_FORCE)
    app.close()
    return folder


def test_the_shipped_bank_is_clean(run):
    ran = run("bank", "check")
    assert (ran.status, ran.err) == (0, "")
    assert "错误 0 处，疑点 0 处" in ran.out


def test_a_check_says_what_and_where_and_ends_with_one(run, faulty):
    ran = run("bank", "check")
    assert (ran.status, ran.err) == (1, "")
    lines = [line.split("\t") for line in ran.out.splitlines()[:-1]]
    assert [line[:3] for line in lines] == [
        ["错误", "干扰项也对", "自编第 1 题"],
        ["错误", "没有依据", "自编第 1 题"],
    ]
    assert "选项 A、B 意思相同" in lines[0][3]
    found = run("bank", "check", "--json")
    assert found.status == 1
    assert (found.json["fault"], found.json["doubt"]) == (2, 0)
    (first, second) = (one for one in found.json["findings"] if one["severity"] == "fault")
    assert set(first) == {"kind", "severity", "items", "ids", "sentence", "advice"}
    assert (first["kind"], second["kind"]) == ("answer_among_distractors", "no_citation")


def test_drafts_are_checked_on_demand(run, folder, open_at):
    app = open_at(folder)
    app.items.create(replace(FAULTY, answer=None))
    app.close()
    assert run("bank", "check").status == 0
    found = run("bank", "check", "--all", "--json")
    assert found.status == 1
    assert "no_answer" in {one["kind"] for one in found.json["findings"]}


def test_regulations_as_listed(done):
    rows = {row["code"]: row for row in done("bank", "regulations", "--json")}
    assert rows[CODE]["in_force_from"] == "2026-05-11"
    assert rows[CODE]["superseded_by"] is None
    assert rows["fzdy-2014"]["superseded_by"] == rows[CODE]["edition"]
    assert rows[CODE]["items"] > 20
    assert done("bank", "regulations").splitlines()[0].split("\t")[:3] == ["代号", "名称", "版本"]


def test_a_revision_from_the_command_line_to_the_refresher(done, run, city):
    said = done(*REVISED, data=city)
    assert said.startswith(
        "已登记《中国共产党发展党员工作细则》“2028年3月1日发布”，标记 1 处条款。"
    )
    impact = done("bank", "recall", CODE, "--json", data=city)
    (clause,) = impact["clauses"]
    assert (clause["article"], clause["new_article"], clause["note"]) == (
        "第十三条",
        "第十四条",
        "改为同意",
    )
    waiting = [one["number"] for one in impact["waiting"]]
    assert waiting
    assert f"需复核\t{waiting[0]}\t" in done("bank", "recall", CODE, data=city)
    assert run("bank", "check", data=city).status == 1
    assert "已复核 1 题" in done("bank", "confirm", waiting[0], data=city)
    assert done("bank", "confirm", *waiting[1:], "--article", "第十四条", data=city)
    carried = done("bank", "carry-over", CODE, "--moved", "19=20", data=city)
    assert carried.startswith(f"已把 {impact['untouched']} 题沿用到")
    assert run("bank", "check", data=city).status == 0
    assert "已组卷“《发展党员工作细则》修订重学卷”：10 题" in done(
        "bank", "refresher", CODE, "--seed", "7", data=city
    )
    assert "修订重学卷" in done("exam", "papers", data=city)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("bank", "recall", "nein"), "没有代号为“nein”"),
        ((*REVISED[:-1], "总则"), "看不出是哪一条"),
        (("bank", "carry-over", CODE), "还是现行的版本"),
        (("bank", "carry-over", CODE, "--moved", "二十"), "看不懂"),
        (("bank", "confirm", "001"), "没有需复核的第 001 题"),
        (("bank", "refresher", CODE, "--seed", "1"), "没有标记过"),
        (("bank", "recall", CODE, "--notice", "x.docx"), "没有人"),
        (("bank", "report", "001", "--fault", "other", "甲"), "市级可以直接修改"),
        (("bank", "answer-report", "0", "accept", "好"), "没有编号为“0”"),
        (("bank", "release", "--version", "一"), "版本号“一”不对"),
    ],
)
def test_refusals_in_sentences(run, city, words, sentence):
    ran = run(*words, data=city)
    assert (ran.status, ran.out) == (1, "")
    assert sentence in ran.err


def test_a_number_that_two_sources_have_is_no_item(done, run, city, tmp_path):
    for name in ("甲", "乙"):
        file = tmp_path / f"{name}.csv"
        rows = "题号,题型,题干,选项A,选项B,正确答案,依据,版本,条款"
        said = f"7,单选题,{name}文件里的题目问什么？,甲,乙,A,中国共产党发展党员工作细则,,第十三条"
        file.write_text(f"{rows}\n{said}\n", encoding="utf-8")
        done("bank", "import", str(file), data=city)
    done(*REVISED, data=city)
    ran = run("bank", "confirm", "7", data=city)
    assert (ran.status, ran.out) == (1, "")
    assert "“乙.csv”" in ran.err
    assert "“甲.csv”" in ran.err
    assert "--source" in ran.err
    assert run("bank", "confirm", "7", "--source", "丙.csv", data=city).status == 1
    assert "已复核 1 题" in done("bank", "confirm", "7", "7", "--source", "甲.csv", data=city)
    assert "已复核 1 题" in done("bank", "confirm", "7", data=city)


def test_people_to_be_told_are_written_into_a_file(done, city, open_at, tmp_path):
    app = open_at(city)
    held = hold_exam(app, 1, seed=3)
    sit(app, held)
    app.certificates.issue(held.session, CertificateKind.EXAM_PASS, held.people, DAY)
    asked = [place.content for place in app.papers.paper(held.paper).places]
    code = next(r.code for r in app.regulations.regulations() if r.edition == asked[0].edition)
    app.close()
    done("bank", "revise-regulation", code, "--edition", "2028年版", "--clause", "全部", data=city)
    target = tmp_path / "名单.docx"
    said = done("bank", "recall", code, "--notice", target, data=city)
    assert "要告知 1 人次" in said
    assert "告知\t周庄镇\t陈明\t" in said
    assert target.stat().st_size > 0


def test_a_report_and_its_answer(done, run):
    assert "已报告第 001-2 题" in done("bank", "report", "001-2", "--fault", "wording", "有歧义")
    (row,) = done("bank", "reports", "--json")
    assert (row["number"], row["fault"], row["state"]) == ("001-2", "wording", "open")
    assert row["id"] in done("bank", "reports")
    ran = run("bank", "answer-report", row["id"], "decline", "无误")
    assert (ran.status, ran.out) == (1, "")
    assert "由市级答复" in ran.err
    assert "没有第 9-9 题" in run("bank", "report", "9-9", "--fault", "other", "甲").err


def test_the_city_answers(offices, run):
    key = offices.a.reports.report(
        next(row.id for row in offices.a.bank.items()), ReportedFault.OTHER, "说得不清楚"
    )
    offices.round(["a"])
    folder = offices.shut("city")
    ran = run("bank", "answer-report", key.hex[-8:], "accept", "已改", data=folder)
    assert ran.out == "已答复：已采纳。随下一个文件发给该站。\n"
    assert run("bank", "reports", "--json", data=folder).json[0]["answer"] == "已改"


def test_versions(done, city):
    assert "还没有发布过版本" in done("bank", "version", data=city)
    assert done("bank", "release", data=city).startswith("已发布统一题库 2026.1 版：")
    said = done("bank", "version", "--json", data=city)
    assert (said["version"], said["complete"], said["current"]) == ("2026.1", True, True)
    assert [row["version"] for row in said["releases"]] == ["2026.1"]
    assert said["sentence"] in done("bank", "version", data=city)
