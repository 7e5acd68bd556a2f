"""``jyguide person``: files, transfers and doubles, as their JSON has them."""

from jyguide.app import open_application
from tests.jyguide.builders import SettableClock, a_person, an_id


def test_a_transfer_a_double_merged_and_another_told_apart(done, run, folder):
    app = open_application(folder, SettableClock())
    one = app.people.add(a_person("陈明", 0, organisation="旧村", phone="13900000009"))
    app.people.add(a_person("王芳", 1, phone="13900000009"))
    other = app.people.add(a_person("王芳", 2, phone="13900000009", id_number=""))
    app.close()

    run("person", "transfer", "陈明", "--on", "2026-03-01", "--reason", "换届", "--post", "书记")
    new, old = done("person", "posts", "陈明", "--json")
    assert (new["post"], new["began_on"], old["ended_on"]) == ("书记", "2026-03-01", "2026-02-28")
    was = done("person", "posts", "--on", "2026-02-01", "--json")
    assert {row["name"]: row["post"] for row in was} == {"陈明": "", "王芳": ""}
    shown = done("person", "show", str(one), "--json")
    assert shown["facts"]["身份证号"].startswith("320281****")
    refused = run("person", "transfer", "陈明", "--on", "2026-06-01", "--reason", "调动",
                  "--station", "长泾镇")  # fmt: skip
    assert refused.status == 1
    assert "请市级办理" in refused.err

    (pair,) = done("person", "doubles", "--json")
    assert pair["why"] == "姓名和手机号相同"
    assert run("person", "merge", "王芳", "陈明").status == 1  # there are two of that name
    run("person", "merge", an_id(1), str(other), "--take", "kind=2")
    assert done("person", "doubles", "--json") == []
    assert len(done("people", "list", "--json")) == 2
    run("undo")
    run("person", "apart", an_id(1), str(other))
    assert done("person", "doubles", "--json") == []
