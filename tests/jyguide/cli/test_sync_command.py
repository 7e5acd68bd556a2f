"""The exchange from the command line: what it prints, what it writes, how it ends."""

import json
import sqlite3

import pytest

from tests.jyguide.builders import a_person, add_people
from tests.jyguide.sync.offices import doctor, files_of, ops

REPORT = {
    *("applied", "conflicts", "refused", "waiting", "dry_run", "from", "number", "written_at"),
    *("notes", "new", "changed", "deleted", "known", "conflict_count", "refused_count", "totals"),
    "action",
}
STATUS = {"enrolled", "notice", "open_conflicts", "refused", "waiting", "offices"}
OFFICE = {
    *("code", "name", "devices", "last_in", "last_in_at", "missing_in", "last_out", "last_out_at"),
    *("got", "missing_out", "unsent", "agrees", "totals", "silent_days"),
}


@pytest.fixture
def city(offices):
    return offices.folder("city")


@pytest.fixture
def a(offices):
    return offices.folder("a")


@pytest.fixture
def sent(offices):
    """Two people of 周庄镇 on their way to the city; everybody's program is closed."""
    add_people(offices.a, 2)
    path = offices.export("a", "city")
    offices.shut_all()
    return path


def test_from_nothing_to_the_first_exchange(done, tmp_path):
    """As the handbook says it, one command after the other."""
    city, station = tmp_path / "city", tmp_path / "station"
    done("init", "--city", data=city)
    done("init", "--station", "周庄镇", data=station)
    request, reply = tmp_path / "入网.jyreq", tmp_path / "批复.jycert"
    code = done("sync", "enrol", "request", request, "--json", data=station)["code"]
    words = ("sync", "enrol", "accept", request, reply, "--code", code, "--json")
    answer = done(*words, data=city)["code"]
    said = done("sync", "enrol", "join", reply, "--code", answer, data=station)
    assert said == "周庄镇 A 机已加入数据交换。"
    up = tmp_path / "上报.jysync"
    said = done("sync", "export", "--to", "市级", up, data=station)
    assert "第 1 号" in said
    assert str(up) in said
    report = done("sync", "import", up, "--json", data=city)
    assert report["applied"] > 0
    down = done("sync", "export", "--to", "周庄镇", tmp_path, "--json", data=city)
    assert down["number"] == 1
    report = done("sync", "import", down["file"], "--json", data=station)
    assert report["conflicts"] == report["refused"] == report["waiting"] == []
    status = done("sync", "status", "--json", data=station)
    assert status["enrolled"]
    assert [office["code"] for office in status["offices"]] == ["C00"]


def test_the_words_for_people(done, sent, city, offices):
    said = done("sync", "import", sent, "--dry-run", data=city)
    assert "来自：周庄镇 A 机" in said
    assert "会新增 人员 2" in said
    assert "已新增 人员 2" in done("sync", "import", sent, data=city)
    assert "没有新的改动" in done("sync", "import", sent, data=city)
    status = done("sync", "status", data=city)
    assert "本机已在市级登记" in status
    assert "周庄镇\t2\t" in status
    assert "一致" in status
    devices = done("sync", "devices", data=city)
    assert devices.count("\n") == 5


def test_import_answers_with_one_document(done, sent, city, offices):
    rehearsal = done("sync", "import", sent, "--dry-run", "--json", data=city)
    report = done("sync", "import", sent, "--json", data=city)
    assert set(report) == REPORT
    assert (rehearsal["dry_run"], rehearsal["action"]) == (True, None)
    assert (report["dry_run"], report["applied"], report["from"]) == (False, 4, "周庄镇 A 机")
    assert report["new"] == {"人员": 2, "指导员": 2}
    same = {key for key in REPORT if key not in ("dry_run", "action")}
    assert {key: rehearsal[key] for key in same} == {key: report[key] for key in same}
    again = done("sync", "import", sent, "--json", data=city)
    assert (again["applied"], again["action"]) == (0, None)


def test_a_rehearsal_keeps_nothing(done, sent, city):
    before = dump(city)
    done("sync", "import", sent, "--dry-run", data=city)
    assert dump(city) == before


def dump(folder):
    with sqlite3.connect(folder / "jyguide.db") as connection:
        found = list(connection.iterdump())
    connection.close()
    return found


def test_status_answers_with_one_document(done, sent, city, a):
    done("sync", "import", sent, data=city)
    status = done("sync", "status", "--json", data=city)
    assert set(status) == STATUS
    assert len(status["offices"]) == 18
    (row,) = [office for office in status["offices"] if office["name"] == "周庄镇"]
    assert set(row) == OFFICE
    assert (row["devices"], row["agrees"], row["silent_days"]) == (2, True, row["silent_days"])
    status = done("sync", "status", "--json", data=a)
    assert status["offices"][0]["missing_out"]


def test_conflicts_are_listed_and_settled(done, refused, offices, city, a):
    key = offices.a.people.add(a_person("陈明", 1))
    offices.round(["a", "b"])
    offices.a.people.change(key, a_person("陈明", 1, phone="13900008888"))
    offices.b.people.change(key, a_person("陈明", 1, phone="13900009999"))
    one, other = offices.export("a", "city"), offices.export("b", "city")
    offices.shut_all()
    assert done("sync", "import", one, "--json", data=city)["conflicts"] == []
    report = done("sync", "import", other, "--json", data=city)
    (conflict,) = report["conflicts"]
    assert set(conflict) == {"id", "kind", "table", "row", "what", "kept", "lost", "settled"}
    assert (conflict["kind"], conflict["table"], conflict["row"]) == ("edit", "person", str(key))
    (listed,) = done("sync", "conflicts", "--json", data=city)
    assert "陈明" in done("sync", "conflicts", data=city)
    history = done("history", "person", key, "--full", "--json", data=city)
    assert {"13900008888", "13900009999"} & {change["after"] for change in history}
    assert done("sync", "settle", listed["id"], "--swap", data=city) == "已改用另一边的内容。"
    assert done("sync", "conflicts", "--json", data=city) == []
    (settled,) = done("sync", "conflicts", "--all", "--json", data=city)
    assert settled["settled"]
    assert "已经处理过" in refused("sync", "settle", listed["id"], data=city)
    assert "已经处理过" in refused("sync", "settle", 99_999, data=city)


def test_refused_changes_are_named(done, offices, city):
    offices.c.people.add(a_person("解珍", 4, station="华士镇"))
    station = offices.a.place.station_id.hex

    def change(acts):
        for op in ops(acts, "person"):
            op[5]["station_id"] = station

    path = doctor(offices, offices.export("c", "city"), "c", "city", change)
    offices.shut_all()
    assert "不予采纳" in done("sync", "import", path, "--dry-run", data=city)
    report = done("sync", "import", path, "--json", data=city)
    assert report["refused_count"] == len(report["refused"]) > 0
    assert {row["why"] for row in report["refused"]} == {"不是本站的记录"}
    assert all(set(row) == {"what", "why", "by"} for row in report["refused"])


def test_history_and_undo_know_of_imports(done, refused, sent, city, offices):
    key = offices.a.people.people()[0].id
    report = done("sync", "import", sent, "--json", data=city)
    listed = done("undo", "--list", "--json", data=city)
    assert listed[0]["id"] == report["action"]
    assert listed[0]["name"].startswith("导入周庄镇 A 机第")
    assert len(done("people", "list", "--json", data=city)) == 2
    history = done("history", "person", key, "--json", data=city)
    assert history
    assert not history[0]["here"]
    said = done("undo", report["action"], "--json", data=city)
    assert said["rows"] == 4
    assert done("people", "list", "--json", data=city) == []
    again = done("undo", said["action"], "--json", data=city)
    assert again["rows"] == 4
    assert len(done("people", "list", "--json", data=city)) == 2
    assert "不能" in refused("undo", said["action"], data=city)


def test_export_takes_a_name_a_code_or_the_city_and_a_folder(done, refused, city, a, tmp_path):
    for name in ("周庄镇", "S13"):
        assert (
            done("sync", "export", "--to", name, tmp_path, "--json", data=city)["to"] == "周庄镇"
        )
    for name in ("市级", "city", "C00"):
        done("sync", "export", "--to", name, tmp_path, data=a)
    written = sorted(path.name for path in tmp_path.glob("*.jysync"))
    assert len(written) == 5
    assert sum(name.startswith("市→周庄镇 第") for name in written) == 2
    assert "没有名为“无名镇”的单位" in refused(
        "sync", "export", "--to", "无名镇", tmp_path, data=a
    )
    assert "不与它直接交换" in refused("sync", "export", "--to", "华士镇", tmp_path, data=a)
    assert "登记" in refused("sync", "export", "--to", "澄江街道", tmp_path / "x", data=city)
    assert not (tmp_path / "x").exists()


def test_what_is_refused_ends_with_one_and_changes_nothing(refused, sent, city, offices, folder):
    a, tmp_path = offices.folder("a"), offices.root
    before = dump(city)
    torn = tmp_path / "torn.jysync"
    torn.write_bytes(sent.read_bytes()[:-1])
    text = tmp_path / "text.jysync"
    text.write_text("hello")
    for path, words in (
        (torn, "不完整或已经损坏"),
        (text, "不是暨阳指导的同步文件"),
        (tmp_path / "none.jysync", "找不到文件"),
        (tmp_path, "没有读入任何内容"),
    ):
        for more in ([], ["--dry-run"], ["--json"], ["--dry-run", "--json"]):
            assert words in refused("sync", "import", path, *more, data=city)
    assert "不是给这台电脑的" in refused("sync", "import", sent, data=a)
    assert "没有在市级登记" in refused("sync", "import", sent, data=folder)
    assert "没有在市级登记" in refused(
        "sync", "export", "--to", "市级", tmp_path / "x", data=folder
    )
    assert "不存在" in refused("sync", "export", "--to", "市级", tmp_path / "no" / "x", data=a)
    assert not (tmp_path / "x").exists()
    assert dump(city) == before


@pytest.mark.parametrize(
    "words",
    [
        ["sync", "import"],
        ["sync", "import", "x", "--nonsense"],
        ["sync", "export", "x"],
        ["sync", "export", "--to", "市级"],
        ["sync", "settle"],
        ["sync", "settle", "one"],
        ["sync", "enrol", "accept", "x", "y"],
        ["sync", "enrol", "join", "x"],
        ["sync", "revoke", "not-a-key", "--reason", "x"],
        ["sync", "revoke", "0191f0e0-0000-7000-8000-000000000000"],
        ["sync", "nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_two_and_touches_nothing(run, a, words):
    before = files_of(a)
    ran = run(*words, data=a)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err
    assert files_of(a) == before


def test_enrolment_is_refused_in_sentences(refused, done, offices, city, folder, tmp_path):
    a = offices.folder("a")
    offices.shut_all()
    request, reply = tmp_path / "x.jyreq", tmp_path / "x.jycert"
    code = done("sync", "enrol", "request", request, "--json", data=folder)["code"]
    words = ("sync", "enrol", "accept", request, reply, "--code")
    assert "校验码对不上" in refused(*words, "1", data=city)
    assert "代号为 A" in refused(*words, code, data=city)  # 周庄镇 has a PC of that letter
    assert not reply.exists()
    assert "不需要申请" in refused("sync", "enrol", "request", tmp_path / "y", data=city)
    assert "只有市级" in refused(*words, code, data=a)
    assert "不是有效的" in refused("sync", "enrol", "join", request, "--code", code, data=folder)


def test_pcs_are_listed_and_stopped(done, refused, offices, city, a, tmp_path):
    offices.shut_all()
    devices = done("sync", "devices", "--json", data=city)
    assert len(devices) == 5
    key = next(one["id"] for one in devices if one["letter"] == "B")
    assert "停用" in done("sync", "revoke", key, "--reason", "报废", data=city)
    (stopped,) = [one for one in done("sync", "devices", "--json", data=city) if one["revoked_at"]]
    assert (stopped["id"], stopped["reason"]) == (key, "报废")
    assert "已经停用" in refused("sync", "revoke", key, "--reason", "报废", data=city)
    assert "只有市级" in refused("sync", "revoke", key, "--reason", "报废", data=a)


def test_the_citys_keys_are_written_and_restored(done, offices, city, tmp_path):
    offices.shut_all()
    sealed, new = tmp_path / "恢复文件", tmp_path / "new"
    (tmp_path / "word").write_text("城门失火殃及池鱼", "utf-8")
    secret = ("--passphrase-file", tmp_path / "word")
    assert "分开封存" in done("sync", "recovery", "write", sealed, *secret, data=city)
    done("init", "--city", data=new)
    assert "全部重发" in done("sync", "recovery", "restore", sealed, *secret, data=new)
    again = offices.export("a", "city", full=True)
    offices.shut_all()
    assert done("sync", "import", again, "--json", data=new)["refused"] == []
    assert len(done("sync", "devices", "--json", data=new)) >= 5


def test_force_without_anything_waiting_changes_nothing(done, a):
    report = done("sync", "force", "--json", data=a)
    assert (set(report), report["applied"]) == (REPORT, 0)
    json.dumps(report)


def test_every_deed_has_its_document(done, sent, city, tmp_path):
    done("sync", "import", sent, data=city)
    key = next(
        one["id"] for one in done("sync", "devices", "--json", data=city) if not one["here"]
    )
    stopped = done("sync", "revoke", key, "--reason", "报废", "--json", data=city)
    assert stopped == {"revoked": key, "reason": "报废"}
    sealed = tmp_path / "恢复文件"
    written = done(
        *("sync", "recovery", "write", sealed, "--passphrase", "城门失火殃及池鱼", "--json"),
        data=city,
    )
    assert written == {"file": str(sealed)}
    person, other = done("people", "list", "--ids", "--json", data=city)
    erased = done("sync", "erase", person["id"], "--reason", "本人申请", "--json", data=city)
    assert erased == {"erased": person["id"], "reason": "本人申请"}
    left = done("people", "list", "--ids", "--json", data=city)
    assert [one["id"] for one in left] == [other["id"]]
    archived = done("sync", "archive", "--keep-days", 0, "--json", data=city)
    assert archived["written"] >= 1
